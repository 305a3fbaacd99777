package setting

import (
	"strings"

	"parley/internal/doc"
	"parley/internal/what/draft"
)

// reach is how many sentences behind an event it may be taken up again.
const reach = 8

// again looks for the next nouns that take the event up ("the attack", "the
// raid") in the sentences behind it, until another happening of violence is
// told, and calls use with the first of which find is true.
func (h *heritage) again(e *draft.Event, find func(tree, *draft.Event) bool, use func(*draft.Event)) bool {
	if !violent(e) {
		return false
	}
	for n := e.Sentence; n < min(len(h.d.Sentences), e.Sentence+reach); n++ {
		t := tree{d: h.d, s: h.d.Sentences[n], f: h.f}
		if h.other(e, n) {
			return false
		}
		for i := t.s.First; i < t.s.Last; i++ {
			if i == e.Head || h.d.Tokens[i].UPOS != "NOUN" || !h.f.is(h.d, i, wordAgain) || !t.definite(i) {
				continue
			}
			x := *e
			x.Head, x.Sentence = i, n
			x.When, x.Where = draft.When{Time: doc.None}, draft.Where{At: doc.None}
			if find(t, &x) {
				use(&x)
				return true
			}
		}
	}
	return false
}

// other tells whether a sentence tells of another happening of violence.
func (h *heritage) other(e *draft.Event, sentence int) bool {
	s := h.d.Sentences[sentence]
	for _, o := range h.events {
		if o == nil || o == e || !violent(o) || sentence == e.Sentence {
			continue
		}
		for _, x := range o.Heads {
			if x >= s.First && x < s.Last {
				return true
			}
		}
	}
	return false
}

// definite tells whether a noun has "the", "this" or the like before it.
func (t tree) definite(i int) bool {
	for j := max(t.s.First, i-5); j < i; j++ {
		if k := &t.d.Tokens[j]; k.Head == i && k.Deprel == "det" {
			switch strings.ToLower(t.d.Word(j)) {
			case "the", "this", "that", "these", "those":
				return true
			}
		}
	}
	return false
}
