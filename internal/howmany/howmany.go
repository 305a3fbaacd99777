// Package howmany reads counts, tolls and indicators: how many people or
// things the text speaks of, what befell them, and which figures it gives as a
// state. The words stand in the tables of data/howmany.
package howmany

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
		Name:  "howmany",
		Needs: []doc.Layer{doc.LayerParse, doc.LayerLemmas, doc.LayerTimes, doc.LayerPlaces, doc.LayerActors},
		Adds:  []doc.Layer{doc.LayerCounts, doc.LayerIndicators},
		Run: func(d *doc.Doc) error {
			r := newReading(t, d)
			r.readCounts()
			r.readIndicators()
			d.Counts, d.Indicators = r.counts, r.indicators
			return nil
		},
	}, nil
}

// reading is one document being read.
type reading struct {
	*tables
	d *doc.Doc
	// low holds every token in lower case; words and lemmas what the tables say
	// of it and of its lemma, nil for nothing.
	low    []string
	words  []*word
	lemmas []*lemma
	counts []doc.Count
	// notes says of every count what only this package needs to know.
	notes      []note
	indicators []doc.Indicator
}

// note is what was seen of a count while it was read.
type note struct {
	// anchor is the token that stands for the counted in the tree: the noun, or
	// the number where the noun is left out.
	anchor int
	// sentence is its index in Doc.Sentences.
	sentence int
	// of is true for "three of the attackers": part of a known set.
	of bool
	// part is true for those among others that were told of before.
	part bool
	// others is true for "two others": apart from those counted before.
	others bool
}

func newReading(t *tables, d *doc.Doc) *reading {
	n := len(d.Tokens)
	r := &reading{tables: t, d: d, low: make([]string, n), words: make([]*word, n), lemmas: make([]*lemma, n)}
	for i := range d.Tokens {
		tok := &d.Tokens[i]
		form := tok.Cased
		if form == "" {
			form = d.Word(i)
		}
		r.low[i] = lower(form)
		r.words[i] = t.words[r.low[i]]
		if tok.UPOS == "PUNCT" {
			continue
		}
		base := tok.Lemma
		if base == "" {
			base = r.low[i]
		}
		r.lemmas[i] = t.lemmas[lower(base)]
	}
	return r
}

// readCounts fills counts: sentence by sentence, first the numbers, then what
// they are parts of.
func (r *reading) readCounts() {
	for s := range r.d.Sentences {
		first := len(r.counts)
		sent := r.d.Sentences[s]
		for i := sent.First; i < sent.Last; {
			i = max(i+1, r.readAt(i, s))
		}
		r.joinParts(first, s)
		r.markAttackers(first, s)
	}
}

// readAt reads a count that begins at token i and returns the token after it,
// or i if there is none.
func (r *reading) readAt(i, s int) int {
	w := r.words[i]
	if w == nil && !startsWithDigit(r.low[i]) {
		return r.bareSingle(i, s)
	}
	if w != nil && w.role != "" {
		switch w.role {
		case roleNone:
			if next := r.zero(i, s); next > i {
				return next
			}
		case roleArticle:
			if next := r.article(i, s); next > i {
				return next
			}
		}
	}
	n, ok := r.number(i, r.d.Sentences[s])
	if !ok {
		return i
	}
	return r.count(n, s)
}
