package eval

import (
	"fmt"
	"slices"
	"strings"

	"parley/internal/doc"
)

// UDScores are the measures of the CoNLL 2018 shared task (Zeman et al., 2018)
// over syntactic words: a system's word counts where gold has a word over the
// same characters, white space left aside. Over gold tokens, where all words are the same, each F1 is a
// plain share of words that are right.
type UDScores struct {
	Tokens    Score // words by their place in the text
	Sentences Score // sentences by where their first word begins and their last ends
	UPOS      Score
	XPOS      Score
	Lemma     Score // whatever stands where gold has no lemma ("_" in CoNLL-U) is right
	UAS       Score // words whose head is the word that gold says, or the root
	LAS       Score // the same with the relation, both without its subtype; punctuation counts
}

// EvalUD compares the layers of sys with those of gold, document by document.
// Their texts may differ in white space. The error wraps ErrNotSameText.
func EvalUD(gold, sys []*doc.Doc) (UDScores, error) {
	var s UDScores
	if len(gold) != len(sys) {
		return s, fmt.Errorf("%w: %d gold, %d system documents", ErrNotSameText, len(gold), len(sys))
	}
	for i, g := range gold {
		d := sys[i]
		if g.Text != d.Text {
			if g, d = squeezed(g), squeezed(d); g.Text != d.Text {
				return s, fmt.Errorf("%w: document %d, %q", ErrNotSameText, i, g.ID)
			}
		}
		s.add(g, d)
	}
	return s, nil
}

func (s *UDScores) add(gold, sys *doc.Doc) {
	ends := map[[2]int]bool{}
	for _, x := range gold.Sentences {
		ends[sentenceSpan(gold, x)] = true
	}
	s.Sentences.Gold += len(gold.Sentences)
	for _, x := range sys.Sentences {
		s.Sentences.System++
		if ends[sentenceSpan(sys, x)] {
			s.Sentences.Correct++
		}
	}
	words := map[[2]int]int{}
	for i, t := range gold.Tokens {
		words[[2]int{t.Start, t.End}] = i
	}
	for _, m := range []*Score{&s.Tokens, &s.UPOS, &s.XPOS, &s.Lemma, &s.UAS, &s.LAS} {
		m.Gold += len(gold.Tokens)
		m.System += len(sys.Tokens)
	}
	for i := range sys.Tokens {
		t := &sys.Tokens[i]
		if at, ok := words[[2]int{t.Start, t.End}]; ok {
			s.compare(gold, at, sys, t)
		}
	}
}

// compare counts what is right of a system's word that stands where gold's
// word at does.
func (s *UDScores) compare(gold *doc.Doc, at int, sys *doc.Doc, t *doc.Token) {
	g := &gold.Tokens[at]
	count := func(m *Score, right bool) {
		if right {
			m.Correct++
		}
	}
	count(&s.Tokens, true)
	count(&s.UPOS, t.UPOS == g.UPOS)
	count(&s.XPOS, t.XPOS == g.XPOS)
	count(&s.Lemma, g.Lemma == "" || t.Lemma == g.Lemma)
	head := sameHead(gold, g.Head, sys, t.Head)
	count(&s.UAS, head)
	count(&s.LAS, head && baseRelation(t.Deprel) == baseRelation(g.Deprel))
}

// sameHead tells whether two heads are both the root or words in the same
// place.
func sameHead(gold *doc.Doc, g int, sys *doc.Doc, h int) bool {
	if g < 0 || h < 0 {
		return g == h
	}
	a, b := &gold.Tokens[g], &sys.Tokens[h]
	return a.Start == b.Start && a.End == b.End
}

func sentenceSpan(d *doc.Doc, s doc.Sentence) [2]int {
	return [2]int{d.Tokens[s.First].Start, d.Tokens[s.Last-1].End}
}

// baseRelation is a relation without its subtype.
func baseRelation(rel string) string {
	base, _, _ := strings.Cut(rel, ":")
	return base
}

// squeezed returns a copy of d without white space in its text. Names are left
// out.
func squeezed(d *doc.Doc) *doc.Doc {
	var b strings.Builder
	places := make([]int, len(d.Text)+1) // new offsets by old ones
	for i, r := range d.Text {
		places[i] = b.Len()
		if !doc.IsSpace(r) {
			b.WriteRune(r)
		}
	}
	places[len(d.Text)] = b.Len()
	c := &doc.Doc{ID: d.ID, Text: b.String(), Tokens: slices.Clone(d.Tokens), Sentences: d.Sentences}
	for i := range c.Tokens {
		t := &c.Tokens[i]
		t.Start, t.End = places[t.Start], places[t.End]
	}
	return c
}
