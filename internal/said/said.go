// Package said finds quotes and reported speech: who says what, on whose
// behalf, how, and with what stance.
//
// # How it reads
//
// Quotation marks are paired over the whole text first. Then every word that
// can report (data/said/cues.tsv) is looked at in its clause: its frames say
// where what is said stands, the parse says who speaks. Passages in quotation
// marks that no cue has claimed go on with the speaker before them where the
// paragraphs say so. At last speakers are tied to the layer of actors.
//
// Terms of one or two words in quotation marks are no quotes and make reported
// speech no direct one: they are mostly names and words held at arm's length.
package said

import (
	"io/fs"

	"parley/internal/doc"
)

// New returns the stage, with its tables read from fsys (data.FS, or an
// overlay of it). An error names the file and the line.
func New(fsys fs.FS) (doc.Stage, error) {
	t, err := load(fsys)
	if err != nil {
		return doc.Stage{}, err
	}
	return doc.Stage{
		Name:  "said",
		Needs: []doc.Layer{doc.LayerParse, doc.LayerLemmas, doc.LayerNames, doc.LayerActors},
		Adds:  []doc.Layer{doc.LayerQuotes},
		Run: func(d *doc.Doc) error {
			d.Quotes = read(t, d)
			return nil
		},
	}, nil
}

// reading is the work on one document.
type reading struct {
	*tables
	*doc.Doc
	tree
	spans  []span
	spanAt []int32 // of each token, the index in spans of that around it, from 1; 0 outside
	marked []bool  // of each token, whether it is a quotation mark
	nameAt []int32 // of each token, the index in Names of that over it, from 1; 0 outside
	headAt []int32 // of each token, the index in Mentions of the shortest headed there, from 1
	sent   int     // index of the sentence at work
	said   []utterance
}

// utterance is a quote in the making.
type utterance struct {
	doc.Quote
	sentence int
	// head is the head token of the speaker, None if there is none.
	head int
	// phrase is the whole phrase of the speaker, appositions in.
	phrase doc.Range
	// person is true where the speaker is named as a person.
	person bool
	// unit is the clause of the cue without what is said: where the channel stands.
	unit doc.Range
	// tail is a phrase behind what is said that tells how it was said.
	tail doc.Range
	// nested is true for a cue inside quotation marks.
	nested bool
}

// read returns the quotes of d in the order of the layer.
func read(t *tables, d *doc.Doc) []doc.Quote {
	if len(d.Sentences) == 0 {
		return nil
	}
	r := &reading{tables: t, Doc: d}
	r.tree = grow(d)
	r.pairMarks()
	r.indexNames()
	for s := range d.Sentences {
		r.sent = s
		r.sentence(d.Sentences[s])
	}
	r.absorb()
	r.orphans()
	r.link()
	return r.ordered()
}

// indexNames notes which name and which mention's head stands at each token.
func (r *reading) indexNames() {
	r.nameAt = make([]int32, len(r.Tokens))
	r.headAt = make([]int32, len(r.Tokens))
	for i, n := range r.Names {
		for t := n.First; t < n.Last; t++ {
			r.nameAt[t] = int32(i) + 1
		}
	}
	for i, m := range r.Mentions {
		at := &r.headAt[m.Head]
		if *at == 0 || m.Last-m.First < r.Mentions[*at-1].Last-r.Mentions[*at-1].First {
			*at = int32(i) + 1
		}
	}
}

// sentence looks at every word of s that may report.
func (r *reading) sentence(s doc.Sentence) {
	for i := s.First; i < s.Last; i++ {
		switch r.Tokens[i].UPOS {
		case "VERB":
			if r.is(i, "according") && i+1 < s.Last && r.is(i+1, "to") {
				r.according(i)
				continue
			}
			r.verbCue(i)
		case "NOUN":
			r.nounCue(i)
		case "ADP", "SCONJ":
			if i+1 < s.Last && (r.is(i, "according") && r.is(i+1, "to") || r.is(i, "as") && r.is(i+1, "per")) {
				r.according(i)
			}
		}
	}
}
