package promise_test

import (
	"strings"
	"testing"

	"parley"
	"parley/data"
	"parley/internal/doc"
	"parley/internal/what/promise"
)

// FuzzCode codes any text, and any matches on it, and checks what the record
// promises of a commitment.
func FuzzCode(f *testing.F) {
	for _, c := range readCases(f, "testdata/sentences.txt") {
		f.Add(c.text, uint16(3), uint16(5))
	}
	f.Add("", uint16(0), uint16(0))
	f.Add("THE REBELS PROMISED TO WITHDRAW", uint16(2), uint16(4))
	f.Add("\u201cIf if unless \u201d until , ,", uint16(1), uint16(1))
	coder, err := promise.New(data.FS)
	if err != nil {
		f.Fatal(err)
	}
	f.Fuzz(func(t *testing.T, text string, head, what uint16) {
		if len(text) > 4000 {
			return
		}
		d := code(t, strings.ToValidUTF8(text, "?"))
		checkCommitments(t, d, d.Commitments)
		if n := len(d.Tokens); n > 0 {
			h, w := int(head)%n, int(what)%n
			for _, kind := range []string{"pledge", "demand", "condition", "swap"} {
				d.Matches = append(d.Matches, doc.Match{
					Rule: "fuzz", Label: "commitment/" + kind, Priority: 1, Head: h, Trigger: doc.Range{First: h, Last: h + 1},
					Args: []doc.Arg{{Name: "by", Token: w, Match: doc.None}, {Name: "what", Token: w, Match: doc.None}},
				})
			}
			checkCommitments(t, d, coder.Code(d, nil, nil))
		}
	})
}

// checkCommitments holds that evidence shows the words where they stand, and
// that every commitment says what is to be done.
func checkCommitments(t *testing.T, d *doc.Doc, list []parley.Commitment) {
	t.Helper()
	for _, c := range list {
		if c.What == "" || c.Kind == "" || c.Status == "" || c.ID == "" {
			t.Errorf("commitment without kind, status, ID or words: %+v", c)
		}
		for _, e := range c.Evidence {
			if e.Start < 0 || e.End > len(d.Text) || e.Start >= e.End || d.Text[e.Start:e.End] != e.Quote {
				t.Errorf("evidence %+v does not stand in the text", e)
			}
		}
		if c.Count != nil && c.Count.High != nil && *c.Count.High < *c.Count.Low {
			t.Errorf("count from %d to %d", *c.Count.Low, *c.Count.High)
		}
	}
}

func TestDeterministic(t *testing.T) {
	for _, c := range readCases(t, "testdata/sentences.txt")[:20] {
		a, b := code(t, c.text).Commitments, code(t, c.text).Commitments
		if len(a) != len(b) {
			t.Fatalf("%q: %d and %d commitments", c.text, len(a), len(b))
		}
		for i := range a {
			if show(a[i]) != show(b[i]) || a[i].ID != b[i].ID {
				t.Errorf("%q: %s and %s", c.text, show(a[i]), show(b[i]))
			}
		}
	}
}

func BenchmarkCode(b *testing.B) {
	var all []string
	for _, c := range readCases(b, "testdata/sentences.txt") {
		all = append(all, c.text)
	}
	d := code(b, strings.Join(all, "\n\n"))
	coder, err := promise.New(data.FS)
	if err != nil {
		b.Fatal(err)
	}
	b.ReportMetric(float64(len(d.Tokens)), "tokens")
	b.ResetTimer()
	for b.Loop() {
		coder.Code(d, nil, nil)
	}
	b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N)/float64(len(d.Tokens)), "ns/token")
}
