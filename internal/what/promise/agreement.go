package promise

import (
	"slices"

	"parley/internal/doc"
)

// countOf returns the count in the words of the thing, its own object first.
func (r *reading) countOf(x *commitment) int {
	best := doc.None
	for i, c := range r.d.Counts {
		if c.First < x.words.First || c.Last > x.words.Last {
			continue
		}
		if c.Kind != doc.CountPeople && c.Kind != doc.CountThings {
			continue
		}
		if c.Noun >= 0 && r.d.Tokens[c.Noun].Head == x.what {
			return i
		}
		if best == doc.None {
			best = i
		}
	}
	return best
}

// agreementOf finds the agreement that the thing stands in: under, according
// to or in one; or the paper that is the subject of the trigger.
func (r *reading) agreementOf(x *commitment) doc.Range {
	for _, top := range []int{x.what, x.head} {
		for n := 0; top >= 0 && n < 4; n++ {
			for _, k := range r.kids[top] {
				if r.bindsAs(k) {
					return r.uncounted(r.noun(k), k)
				}
			}
			top = r.d.Tokens[top].Head
		}
	}
	return doc.Range{}
}

// uncounted cuts a paper's name where a count begins that the parser took for a
// part of it: "under the deal 900 rebels …", "the agreement up to 50 men …".
func (r *reading) uncounted(x doc.Range, head int) doc.Range {
	for i := head + 1; i < x.Last; i++ {
		if r.d.Tokens[i].UPOS == "NUM" && i+1 < len(r.d.Tokens) && r.d.Tokens[i+1].UPOS == "NOUN" {
			x.Last = i
			return r.trim(x)
		}
		for _, c := range r.d.Counts {
			if c.First <= i && i < c.Last && c.First > head && (c.Kind == doc.CountPeople || c.Kind == doc.CountThings) {
				x.Last = i
				return r.trim(x)
			}
		}
	}
	return x
}

// bindsAs tells whether the token is a paper named as what binds.
func (r *reading) bindsAs(k int) bool {
	if !r.is(deal, k) {
		return false
	}
	switch r.rel(k) {
	case "nsubj":
		return r.d.Tokens[k].Deprel == "nsubj" && slices.Contains([]string{"agreement", "accord", "deal", "pact", "treaty", "annex", "protocol", "roadmap"}, r.lemma(k))
	case "obl", "nmod":
		for _, c := range r.kids[k] {
			if r.rel(c) == "case" && slices.Contains([]string{"under", "accord", "per", "in", "by", "of"}, r.lemma(c)) {
				return true
			}
		}
	}
	return false
}
