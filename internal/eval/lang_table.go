package eval

import (
	"fmt"
	"io"
	"text/tabwriter"
	"time"
)

// yardstick holds what another parser reaches on the English-EWT test set:
// percent, 0 for a figure that we do not have.
type yardstick struct {
	name      string
	gold, raw map[string]float64
}

// udpipe is UDPipe 1.2 with the model for UD 2.6 English-EWT, trained on EWT
// alone, from the page of its models (ufal.mff.cuni.cz/udpipe/1/models). The
// test text of UD 2.16, which ours is measured on, is not quite the same.
var udpipe = yardstick{
	name: "UDPipe 1.2",
	gold: map[string]float64{"UPOS": 94.43, "UAS": 84.40, "LAS": 81.08},
	raw:  map[string]float64{"LAS": 78.6},
}

// metrics are the rows of the table of treebanks.
var metrics = []struct {
	name    string
	of      func(UDScores) Score
	rawOnly bool
}{
	{"Tokens", func(s UDScores) Score { return s.Tokens }, true},
	{"Sentences", func(s UDScores) Score { return s.Sentences }, true},
	{"UPOS", func(s UDScores) Score { return s.UPOS }, false},
	{"XPOS", func(s UDScores) Score { return s.XPOS }, false},
	{"Lemma", func(s UDScores) Score { return s.Lemma }, false},
	{"UAS", func(s UDScores) Score { return s.UAS }, false},
	{"LAS", func(s UDScores) Score { return s.LAS }, false},
}

// WriteTable writes all figures as text tables: percent but where a unit is
// given.
func (r *LangReport) WriteTable(w io.Writer) error {
	if err := r.WriteQuality(w); err != nil {
		return err
	}
	_, err := fmt.Fprintf(w, "\nWeights: %.1f MB, loaded in %d ms into %.0f MB of heap.\n",
		float64(r.Weights.Bytes)/1e6, r.Weights.Load.Round(time.Millisecond).Milliseconds(), float64(r.Weights.Heap)/1e6)
	return err
}

// WriteQuality writes the figures that the same weights give on every run and
// every machine.
func (r *LangReport) WriteQuality(w io.Writer) error {
	fmt.Fprintln(w, "Test sets of Universal Dependencies: F1 in percent, relations without subtypes.")
	for _, mode := range []struct {
		title string
		of    func(TreebankScores) UDScores
		other map[string]float64
		raw   bool
	}{
		{"gold tokens", func(s TreebankScores) UDScores { return s.Gold }, udpipe.gold, false},
		{"raw text", func(s TreebankScores) UDScores { return s.Raw }, udpipe.raw, true},
	} {
		tw := tabwriter.NewWriter(w, 0, 0, 2, ' ', tabwriter.AlignRight)
		fmt.Fprintf(tw, "\n%s\t", mode.title)
		for _, bank := range r.Treebanks {
			fmt.Fprintf(tw, "%s\t", bank.Treebank)
		}
		fmt.Fprintf(tw, "%s on EWT\t\n", udpipe.name)
		for _, m := range metrics {
			if m.rawOnly && !mode.raw {
				continue
			}
			fmt.Fprintf(tw, "%s\t", m.name)
			for _, bank := range r.Treebanks {
				fmt.Fprintf(tw, "%.2f\t", 100*m.of(mode.of(bank)).F1())
			}
			fmt.Fprintf(tw, "%s\t\n", figure(mode.other[m.name]))
		}
		if err := tw.Flush(); err != nil {
			return err
		}
	}
	return r.writeNames(w)
}

// figure writes a figure of others; "-" where there is none.
func figure(percent float64) string {
	if percent == 0 {
		return "-"
	}
	return fmt.Sprintf("%.2f", percent)
}

// nameRows are the rows of the tables of names.
var nameRows = []struct {
	name string
	of   func(NameScores) Score
}{
	{"person", func(s NameScores) Score { return s.Person }},
	{"organisation", func(s NameScores) Score { return s.Organisation }},
	{"place", func(s NameScores) Score { return s.Place }},
	{"nationality", func(s NameScores) Score { return s.Nationality }},
	{"first three", NameScores.Common},
	{"all four", NameScores.All},
}

// writeNames writes a table a corpus. Beside another's F1 stands our share of
// its errors twice: of what its F1 lacks to 100, and of its misses and extras.
func (r *LangReport) writeNames(w io.Writer) error {
	fmt.Fprintln(w, "\nNames in raw text: exact spans and kinds, in percent.")
	tw := tabwriter.NewWriter(w, 0, 0, 2, ' ', tabwriter.AlignRight)
	for _, c := range r.Names {
		fmt.Fprintf(tw, "\n%s\tgold\tP\tR\tF1\t", c.Corpus)
		for _, b := range c.Beside {
			fmt.Fprintf(tw, "%s F1\tour share of 100-F1\tof its errors\t", b.Finder)
		}
		fmt.Fprintln(tw)
		for _, row := range nameRows {
			s := row.of(c.Scores)
			fmt.Fprintf(tw, "%s\t%d\t%.2f\t%.2f\t%.2f\t", row.name, s.Gold, 100*s.P(), 100*s.R(), 100*s.F1())
			for _, b := range c.Beside {
				t := row.of(b.Scores)
				fmt.Fprintf(tw, "%.2f\t%.2f\t%.2f\t", 100*t.F1(), (1-s.F1())/(1-t.F1()), float64(Errors(s))/float64(Errors(t)))
			}
			fmt.Fprintln(tw)
		}
	}
	return tw.Flush()
}
