package clause_test

import (
	"testing"

	"parley"
	"parley/data"
	"parley/internal/doc"
	"parley/internal/what/clause"
	"parley/internal/what/draft"
)

// FuzzRead reads every token of any text as a trigger: nothing may panic, and
// the status is one of the eight, with the token that decides in the document.
func FuzzRead(f *testing.F) {
	for _, s := range []string{
		"If they had not attacked, nobody would have died.", "No one was killed.", "", "?", "to attack", "a\n\nb",
		"THE TALIBAN DENIED PLANNING TO ATTACK.", "\"We will not have been threatened with attacks,\" he reportedly said.",
	} {
		f.Add(s)
	}
	r, err := clause.New(data.FS)
	if err != nil {
		f.Fatal(err)
	}
	known := map[parley.Status]bool{
		parley.Happened: true, parley.Alleged: true, parley.Denied: true, parley.Planned: true,
		parley.Threatened: true, parley.Demanded: true, parley.Offered: true, parley.Refused: true,
	}
	types := []parley.EventType{parley.Assault, parley.Consult, parley.Retreat, parley.Threaten}
	f.Fuzz(func(t *testing.T, text string) {
		if len(text) > 400 {
			return
		}
		d := reading(t, text)
		for s := range d.Sentences {
			for i := d.Sentences[s].First; i < d.Sentences[s].Last; i++ {
				e := &draft.Event{Type: types[i%len(types)], Head: i, Sentence: s, Quote: doc.None}
				r.Read(d, e)
				if !known[e.Status] || e.StatusAt < doc.None || e.StatusAt >= len(d.Tokens) || e.Quote >= len(d.Quotes) {
					t.Fatalf("status %q at %d, quote %d", e.Status, e.StatusAt, e.Quote)
				}
				if e.Negated && e.Status == parley.Happened {
					t.Fatal("negated, but happened")
				}
			}
		}
	})
}

// BenchmarkRead reads the clauses of every verb and noun of a dispatch.
func BenchmarkRead(b *testing.B) {
	r, err := clause.New(data.FS)
	if err != nil {
		b.Fatal(err)
	}
	d := reading(b, "Gunmen killed at least ten soldiers near Gao on Monday, and the army of Mali said that it would strike back. "+
		"The president condemned the attack on the base, and called for talks with the rebels, who had refused to meet his envoy.")
	n := 0
	for b.Loop() {
		for s := range d.Sentences {
			for i := d.Sentences[s].First; i < d.Sentences[s].Last; i++ {
				if t := d.Tokens[i].UPOS; t == "VERB" || t == "NOUN" {
					r.Read(d, &draft.Event{Type: parley.Assault, Head: i, Sentence: s, Quote: doc.None})
					n++
				}
			}
		}
	}
	b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(n), "ns/event")
}
