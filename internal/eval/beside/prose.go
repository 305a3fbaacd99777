//go:build beside

package beside

import (
	"fmt"
	"testing"

	"github.com/jdkato/prose/v3"

	"parley/internal/doc"
)

// Unit is the stretch of text that a name finder is given at a time.
type Unit int

// The units: a whole document, or each of its gold sentences. Prose gets the
// one that does it more good.
const (
	Documents Unit = iota
	Sentences
)

// Prose runs prose v3 over the raw texts of docs, with all its stages, and
// returns documents with prose's tokens and names. Its labels PERSON,
// ORGANIZATION, and GPE, GSP, LOCATION, FACILITY become our person,
// organisation and place. It has no class for nationalities but calls them
// GPE; a place for which isDemonym holds becomes a nationality, in its favour.
// isDemonym may be nil.
func Prose(docs []*doc.Doc, unit Unit, isDemonym func(string) bool) ([]*doc.Doc, error) {
	out := make([]*doc.Doc, len(docs))
	for i, d := range docs {
		o := &doc.Doc{ID: d.ID, Text: d.Text}
		for _, s := range units(d, unit) {
			if err := addProse(o, s.start, s.end, isDemonym); err != nil {
				return nil, fmt.Errorf("document %q: %w", d.ID, err)
			}
		}
		out[i] = o
	}
	return out, nil
}

// stretch is a range of bytes of a text.
type stretch struct{ start, end int }

func units(d *doc.Doc, unit Unit) []stretch {
	if unit == Documents {
		return []stretch{{0, len(d.Text)}}
	}
	var out []stretch
	for _, s := range d.Sentences {
		out = append(out, stretch{d.Tokens[s.First].Start, d.Tokens[s.Last-1].End})
	}
	return out
}

// addProse appends prose's tokens and names of d.Text[start:end].
func addProse(d *doc.Doc, start, end int, isDemonym func(string) bool) error {
	// Prose forgets a name at the very end of a text; a full stop behind it
	// is no part of anything.
	p, err := prose.NewDocument(d.Text[start:end] + "\n.")
	if err != nil {
		return err
	}
	first, last := map[int]int{}, map[int]int{} // token that starts, ends at a byte
	for _, t := range p.Tokens() {
		if start+t.End() > end {
			break
		}
		first[start+t.Start], last[start+t.End()] = len(d.Tokens), len(d.Tokens)+1
		d.Tokens = append(d.Tokens, doc.Token{Start: start + t.Start, End: start + t.End(), Head: doc.Unparsed})
	}
	for _, e := range p.Entities() {
		kind, ok := proseKinds[e.Label]
		if ok && kind == doc.Place && isDemonym != nil && isDemonym(e.Text) {
			kind = doc.Nationality
		}
		f, startsToken := first[start+e.Start]
		l, endsToken := last[start+e.End()]
		if ok && startsToken && endsToken {
			d.Names = append(d.Names, doc.Name{First: f, Last: l, Kind: kind})
		}
	}
	return nil
}

// proseKinds maps the labels of prose's model (v3.2.3) to our kinds.
var proseKinds = map[string]doc.NameKind{
	"PERSON":       doc.Person,
	"ORGANIZATION": doc.Organisation,
	"GPE":          doc.Place,
	"GSP":          doc.Place,
	"LOCATION":     doc.Place,
	"FACILITY":     doc.Place,
}

// BenchProse measures prose with all its stages over docs, on one core, and
// reports tokens a second both by docs' own tokens and by prose's.
func BenchProse(b *testing.B, docs []*doc.Doc) {
	ours, theirs, bytes := 0, 0, 0
	for _, d := range docs {
		ours += len(d.Tokens)
		bytes += len(d.Text)
	}
	b.SetBytes(int64(bytes))
	for b.Loop() {
		theirs = 0
		for _, d := range docs {
			p, err := prose.NewDocument(d.Text)
			if err != nil {
				b.Fatal(err)
			}
			theirs += len(p.Tokens())
		}
	}
	seconds := b.Elapsed().Seconds() / float64(b.N)
	b.ReportMetric(float64(ours)/seconds, "gold-tokens/s")
	b.ReportMetric(float64(theirs)/seconds, "prose-tokens/s")
}
