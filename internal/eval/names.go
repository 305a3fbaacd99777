package eval

import (
	"errors"
	"fmt"
	"io"
	"text/tabwriter"

	"parley/internal/doc"
)

// ErrNotSameText is returned for documents that cannot be compared because
// they are not over the same texts.
var ErrNotSameText = errors.New("documents are not over the same texts")

// NameScores counts exact names by kind: a system's name is correct if its
// bytes and its kind are those of a gold name.
type NameScores struct {
	Person, Organisation, Place, Nationality Score
}

// EvalNames compares the names of sys with those of gold, document by
// document. The two may be cut into different tokens: spans are compared as
// bytes of the text. The error wraps ErrNotSameText.
func EvalNames(gold, sys []*doc.Doc) (NameScores, error) {
	var s NameScores
	if len(gold) != len(sys) {
		return s, fmt.Errorf("%w: %d gold, %d system documents", ErrNotSameText, len(gold), len(sys))
	}
	for i, g := range gold {
		if g.Text != sys[i].Text {
			return s, fmt.Errorf("%w: document %d, %q", ErrNotSameText, i, g.ID)
		}
		spans := map[nameSpan]bool{}
		for _, n := range g.Names {
			spans[spanOf(g, n)] = true
			s.count(n.Kind, Score{Gold: 1})
		}
		for _, n := range sys[i].Names {
			hit := Score{System: 1}
			if spans[spanOf(sys[i], n)] {
				hit.Correct = 1
			}
			s.count(n.Kind, hit)
		}
	}
	return s, nil
}

// nameSpan is a name as bytes of the text.
type nameSpan struct {
	start, end int
	kind       doc.NameKind
}

func spanOf(d *doc.Doc, n doc.Name) nameSpan {
	return nameSpan{d.Tokens[n.First].Start, d.Tokens[n.Last-1].End, n.Kind}
}

// count adds to the score of a kind; a kind that is not ours is not counted.
func (s *NameScores) count(k doc.NameKind, add Score) {
	switch k {
	case doc.Person:
		s.Person = sum(s.Person, add)
	case doc.Organisation:
		s.Organisation = sum(s.Organisation, add)
	case doc.Place:
		s.Place = sum(s.Place, add)
	case doc.Nationality:
		s.Nationality = sum(s.Nationality, add)
	}
}

func sum(scores ...Score) Score {
	var t Score
	for _, s := range scores {
		t.Gold += s.Gold
		t.System += s.System
		t.Correct += s.Correct
	}
	return t
}

// Common is the micro average over persons, organisations and places, the
// kinds that every name finder for English has.
func (s NameScores) Common() Score { return sum(s.Person, s.Organisation, s.Place) }

// All is the micro average over all four kinds.
func (s NameScores) All() Score { return sum(s.Common(), s.Nationality) }

// Errors counts what a system missed and what it made up: the gold names that
// it did not find exactly and its own that are not gold.
func Errors(s Score) int { return s.Gold - s.Correct + s.System - s.Correct }

// HalfErrors returns the F1, from 0 to 1, at which a system has half of what s
// lacks to 1.
func HalfErrors(s Score) float64 { return 1 - (1-s.F1())/2 }

// Beside writes two systems' scores on the same gold names side by side, as a
// text table with a row for each kind and two micro averages.
//
// The rules are the same for both: persons, organisations and places always
// count; nationalities have a row of their own, and a system without such a
// class is given one by the demonym list before it comes here. A name over
// something that gold does not count as a name of ours is a false one.
func Beside(w io.Writer, ours, theirs NameScores) error {
	fmt.Fprintln(w, "columns: gold names; ours: precision, recall, F1 in percent, wrong and missed; theirs the same; our errors per error of theirs")
	tw := tabwriter.NewWriter(w, 0, 0, 2, ' ', tabwriter.AlignRight)
	fmt.Fprintln(tw, "kind\tgold\tP\tR\tF1\terrors\tP\tR\tF1\terrors\terror ratio\t")
	for _, row := range []struct {
		name         string
		ours, theirs Score
	}{
		{"person", ours.Person, theirs.Person},
		{"organisation", ours.Organisation, theirs.Organisation},
		{"place", ours.Place, theirs.Place},
		{"nationality", ours.Nationality, theirs.Nationality},
		{"first three", ours.Common(), theirs.Common()},
		{"all four", ours.All(), theirs.All()},
	} {
		fmt.Fprintf(tw, "%s\t%d\t%s%s%s\t\n", row.name, row.ours.Gold, cells(row.ours), cells(row.theirs), ratio(Errors(row.ours), Errors(row.theirs)))
	}
	return tw.Flush()
}

// cells are a score's columns in percent.
func cells(s Score) string {
	return fmt.Sprintf("%.2f\t%.2f\t%.2f\t%d\t", 100*s.P(), 100*s.R(), 100*s.F1(), Errors(s))
}

func ratio(a, b int) string {
	if b == 0 {
		return "-"
	}
	return fmt.Sprintf("%.2f", float64(a)/float64(b))
}
