package where

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"parley"
	"parley/internal/doc"
	"parley/internal/where/gazetteer"
)

// reader is the work on one document.
type reader struct {
	*tables
	g     *gazetteer.Gazetteer
	d     *doc.Doc
	spots []spot
	known map[string][]gazetteer.Entry // what names as written were looked up to
	nears map[nearKey]gazetteer.Match  // what names were found to be spelled like
	// nameOf is, for each token, one more than the index in d.Names of the
	// name it is in; 0 for none.
	nameOf []int32
	// names are those of the spots so far.
	names map[string]bool
	// ails are the names that an illness bears in this document.
	ails  map[string]bool
	world world
}

// nearKey is a name, the unit that it was looked for in and the kind of place
// that it must be.
type nearKey struct {
	name string
	unit int
	kind parley.PlaceKind
}

// spot is a place in the making: tokens [first, last), in order, never
// overlapping.
type spot struct {
	first, last int
	head        int // the token whose governor is outside, for the whole
	name        string
	folded      string // name, as names are compared
	// kind is the sort of place that words beside the name or in it tell;
	// empty if none do. site says that they follow the name ("Kabul airport").
	kind parley.PlaceKind
	own  string // the kind word in the name, or empty
	site bool
	part bool // it is a part of an organisation's name
	use  doc.PlaceUse
	area string
	and  int
	// within is the spot that the words put around this one, or None.
	within int
	// row is the kind of place that the list holds which the spot is in; empty
	// if it is in none.
	row  parley.PlaceKind
	list bool // it is in a list of three or more with an "and"
	// all are the entries of the name, senses those of them that are weighed.
	all, senses []gazetteer.Entry
	priors      []float64 // how likely each of the senses is by the name alone
	sign        sign      // what all the spots of the name add to the world
	pick        int       // index in senses, or None
	place       parley.Place
	entry       int // number of the entry chosen or of the unit around it, or None
	how         string
	like        float64
}

func newReader(t *tables, g *gazetteer.Gazetteer, d *doc.Doc) *reader {
	r := &reader{tables: t, g: g, d: d, known: map[string][]gazetteer.Entry{}, names: map[string]bool{}, ails: map[string]bool{},
		nears: map[nearKey]gazetteer.Match{}, nameOf: make([]int32, len(d.Tokens))}
	for i, n := range d.Names {
		for j := n.First; j < n.Last; j++ {
			r.nameOf[j] = int32(i) + 1
		}
	}
	return r
}

// fold is the form in which the tables hold names.
func fold(name string) string { return gazetteer.Fold(name) }

// low returns a token in lower case, or "" outside the document.
func (r *reader) low(i int) string {
	if i < 0 || i >= len(r.d.Tokens) {
		return ""
	}
	return strings.ToLower(r.d.Word(i))
}

// lemma returns the lemma of a token in lower case, or "".
func (r *reader) lemma(i int) string {
	if i < 0 || i >= len(r.d.Tokens) {
		return ""
	}
	if l := r.d.Tokens[i].Lemma; l != "" {
		return strings.ToLower(l)
	}
	return r.low(i)
}

// capital tells whether a token has a capital in running text.
func (r *reader) capital(i int) bool {
	w := r.d.Tokens[i].Cased
	if w == "" {
		w = r.d.Word(i)
	}
	c, n := utf8.DecodeRuneInString(w)
	if c == '‘' || c == '’' || c == '\'' || c == 'ʿ' || c == '`' {
		c, _ = utf8.DecodeRuneInString(w[n:])
	}
	return unicode.IsUpper(c) || len(w) == 2 && (w == "al" || w == "el") && r.touching(i+1) && r.d.Word(i+1) == "-"
}

// text returns the bytes of tokens [first, last).
func (r *reader) text(first, last int) string {
	return r.d.Text[r.d.Tokens[first].Start:r.d.Tokens[last-1].End]
}

// lookup returns the entries that tokens [first, last) name, and nil for none.
func (r *reader) lookup(first, last int) []gazetteer.Entry {
	return r.entries(r.text(first, last))
}

// entries returns the entries that have the name, short forms resolved.
func (r *reader) entries(name string) []gazetteer.Entry {
	if e, ok := r.known[name]; ok {
		return e
	}
	e := r.g.Lookup(fold(name))
	if s, ok := r.short[name]; ok {
		e = r.ofKind(r.g.Lookup(fold(s.name)), s.kind)
	}
	r.known[name] = e
	return e
}

// ofKind returns the entries of a kind, or all where none is.
func (r *reader) ofKind(entries []gazetteer.Entry, kind parley.PlaceKind) []gazetteer.Entry {
	var of []gazetteer.Entry
	for _, e := range entries {
		if e.Kind == kind {
			of = append(of, e)
		}
	}
	if of == nil {
		return entries
	}
	return of
}

// headOf returns the token of [first, last) whose governor is outside it; the
// last one of an unparsed range.
func headOf(d *doc.Doc, first, last int) int {
	for i := first; i < last; i++ {
		if h := d.Tokens[i].Head; h == doc.Root || h >= 0 && (h < first || h >= last) {
			return i
		}
	}
	return last - 1
}

// bounds returns the sentence of a token as a half-open range of tokens.
func bounds(d *doc.Doc, token int) (first, last int) {
	i, ok := slices.BinarySearchFunc(d.Sentences, token, func(s doc.Sentence, t int) int {
		switch {
		case s.Last <= t:
			return -1
		case s.First > t:
			return 1
		}
		return 0
	})
	if !ok {
		return token, token + 1
	}
	return d.Sentences[i].First, d.Sentences[i].Last
}
