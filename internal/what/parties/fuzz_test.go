package parties_test

import (
	"testing"

	"parley"
	"parley/data"
	"parley/internal/doc"
	"parley/internal/what/draft"
	"parley/internal/what/parties"
)

// FuzzFind takes every token of any text for a trigger and its neighbours for
// arguments: nothing may panic, and all that is found lies in the document.
func FuzzFind(f *testing.F) {
	for _, s := range []string{
		"Gunmen killed ten soldiers with rockets in Gao.", "The US-Taliban deal was signed by both sides.",
		"", ".", "a\n\nb", "THE REBELS, BACKED BY IRAN, ATTACKED A CONVOY OF THE UN.", "\"We will talk with them,\" he said.",
	} {
		f.Add(s)
	}
	finder, err := parties.New(data.FS)
	if err != nil {
		f.Fatal(err)
	}
	types := []parley.EventType{parley.Assault, parley.Consult, parley.Reject, parley.Retreat, parley.Coerce}
	f.Fuzz(func(t *testing.T, text string) {
		if len(text) > 400 {
			return
		}
		d := reading(t, text)
		var events []*draft.Event
		for i := range d.Tokens {
			m := doc.Match{Rule: "fuzz", Head: i}
			for k, name := range []string{"source", "target", "party", "weapon", "cause"} {
				m.Args = append(m.Args, doc.Arg{Name: name, Token: (i + k) % len(d.Tokens), Match: i - 1})
			}
			d.Matches = append(d.Matches, m)
		}
		for i := range d.Tokens {
			e := &draft.Event{Type: types[i%len(types)], Head: i, Matches: []int{i}, Quote: doc.None}
			for s := range d.Sentences {
				if d.Sentences[s].First <= i && i < d.Sentences[s].Last {
					e.Sentence = s
				}
			}
			finder.Find(d, e)
			events = append(events, e)
		}
		finder.Inherit(d, events)
		for _, e := range events {
			for _, list := range [][]draft.Party{e.Sources, e.Targets} {
				for _, p := range list {
					if p.Token < 0 || p.Token >= len(d.Tokens) || p.Words.First < 0 || p.Words.Last > len(d.Tokens) || p.Words.Empty() ||
						p.Actor >= len(d.Actors) || p.Mention >= len(d.Mentions) {
						t.Fatalf("party outside the document: %+v", p)
					}
				}
			}
		}
	})
}

// BenchmarkFind finds the parties of every verb and noun of a dispatch.
func BenchmarkFind(b *testing.B) {
	finder, err := parties.New(data.FS)
	if err != nil {
		b.Fatal(err)
	}
	d := reading(b, "Gunmen killed at least ten soldiers with rockets near Gao on Monday, and the army of Mali said that it would strike back. "+
		"The president condemned the attack on the base, and called for talks with the rebels, who had refused to meet his envoy.")
	for i := range d.Tokens {
		m := doc.Match{Head: i}
		for k, name := range []string{"source", "target"} {
			m.Args = append(m.Args, doc.Arg{Name: name, Token: (i + 2*k + 1) % len(d.Tokens), Match: doc.None})
		}
		d.Matches = append(d.Matches, m)
	}
	b.ResetTimer()
	n := 0
	for b.Loop() {
		for s := range d.Sentences {
			for i := d.Sentences[s].First; i < d.Sentences[s].Last; i++ {
				if t := d.Tokens[i].UPOS; t == "VERB" || t == "NOUN" {
					finder.Find(d, &draft.Event{Type: parley.Assault, Head: i, Sentence: s, Matches: []int{i}, Quote: doc.None})
					n++
				}
			}
		}
	}
	b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(n), "ns/event")
}
