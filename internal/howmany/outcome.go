package howmany

import (
	"strings"

	"parley/internal/doc"
)

// result is what befell counted people.
type result struct {
	cause   int // token
	cue     *cue
	outcome doc.Outcome
	// part is true where they are among those that the cause names ("were among
	// the dead").
	part bool
	// direct is true where the cue governs the counted itself.
	direct bool
}

// maxClimb is how many heads are followed from the counted to the cue; a list
// of six conjuncts hangs on its first by one each.
const maxClimb = 5

// outcome finds what befell the counted c. Modifiers such as "wounded" count
// only where local is true and nothing governs the counted.
func (r *reading) outcome(c counted, n *number, s doc.Sentence, local bool) (result, bool) {
	if c.compound {
		return result{}, false
	}
	if c.of && c.noun != doc.None {
		if res, ok := r.named(c.noun); ok {
			return res, true // "five of the wounded"
		}
	}
	if c.noun != doc.None && c.noun == c.anchor {
		if q := r.selfCue(c.noun); q != nil {
			if res, ok := r.climb(c.anchor, s); ok && res.cue.slot != slotToll && res.direct {
				return res, true
			}
			return result{cause: c.noun, cue: q, outcome: q.outcome, direct: true}, true
		}
	}
	res, ok := r.climb(c.anchor, s)
	if near, found := r.beside(c, n, s, true); found && (!ok || near.cause != res.cause && r.nearer(near, res, n)) {
		return near, true
	}
	if ok && (res.cause < n.first || n.first > s.First && r.low[n.first-1] == "the") {
		if next, found := r.nextItem(c, n, s); found {
			return next, true
		}
	}
	if ok {
		return res, true
	}
	if !local {
		return result{}, false
	}
	if res, ok := r.modifiers(c.anchor, s); ok {
		return res, true
	}
	if c.noun != doc.None && c.noun != c.anchor && !c.of {
		if res, ok := r.modifiers(c.noun, s); ok {
			return res, true
		}
		if q := r.selfCue(c.noun); q != nil {
			return result{cause: c.noun, cue: q, outcome: q.outcome}, true
		}
	}
	return r.beside(c, n, s, false)
}

// ownOutcome finds what befell the counted by the words of its own phrase
// only: "the 20 wounded", "the 70 people killed".
func (r *reading) ownOutcome(c counted, n *number, s doc.Sentence) (result, bool) {
	if q := r.selfCue(c.noun); q != nil {
		return result{cause: c.noun, cue: q, outcome: q.outcome}, true
	}
	if c.noun == doc.None && n.last < s.Last {
		return r.named(n.last)
	}
	return r.modifiers(c.anchor, s)
}

// nearer reports whether the cue beside the phrase of n is to be trusted over
// the one that the tree gives: a verb just before it, or one between the
// phrase and the other cue.
func (r *reading) nearer(near, far result, n *number) bool {
	if near.cause < n.first {
		return far.cause < near.cause || far.cause >= n.last && !far.direct || !far.direct
	}
	return far.cause > near.cause
}

// climb follows the heads of x up to a word that tells its outcome.
func (r *reading) climb(x int, s doc.Sentence) (result, bool) {
	for step := range maxClimb {
		t := &r.d.Tokens[x]
		if res, ok := r.rootOf(x, s); ok {
			res.direct = step == 0
			return res, true
		}
		h := t.Head
		if h < s.First || h >= s.Last {
			return result{}, false
		}
		res, ok, stop := r.relation(x, h, s)
		if ok {
			res.direct = step == 0
			return res, true
		}
		if stop || !r.passesUp(x, h, s) {
			return result{}, false
		}
		x = h
	}
	return result{}, false
}

// passesUp reports whether what befalls h befalls x too: a conjunct, an
// apposition, "including three children", "a group of 12 soldiers".
func (r *reading) passesUp(x, h int, s doc.Sentence) bool {
	t, head := &r.d.Tokens[x], &r.d.Tokens[h]
	rel, _, _ := strings.Cut(t.Deprel, ":")
	switch rel {
	case "conj", "appos", "list", "flat", "parataxis":
		switch head.UPOS {
		case "NOUN", "NUM", "PROPN", "PRON", "SYM", "ADJ":
			return rel != "conj" || !r.ownPredicate(x, s)
		}
	case "nmod", "obl", "acl":
		if i := r.caseOf(x, s); i != doc.None {
			switch r.low[i] {
			case "including", "among", "plus":
				return head.UPOS != "VERB"
			case "of":
				return r.kindOf(h) == unitCollective
			case "as":
				return i+2 < s.Last && r.low[i+1] == "well" && r.low[i+2] == "as"
			}
		}
		return t.Deprel == "nmod:unmarked" && head.UPOS == "NUM"
	case "nummod":
		return r.kindOf(h) == unitCollective
	case "compound":
		return r.groupOf(h) != ""
	}
	return false
}

// ownPredicate reports whether token x governs a subject or a copula, as the
// second clause of a headline does.
func (r *reading) ownPredicate(x int, s doc.Sentence) bool {
	return r.child(x, s, func(_ int, t *doc.Token) bool {
		return strings.HasPrefix(t.Deprel, "nsubj") || t.Deprel == "cop"
	}) != doc.None
}

// caseOf returns the first preposition of x, or None.
func (r *reading) caseOf(x int, s doc.Sentence) int {
	for i := x - 1; i >= max(s.First, x-12); i-- {
		if t := &r.d.Tokens[i]; t.Head == x && t.Deprel == "case" {
			for i > s.First && r.d.Tokens[i-1].Head == x && r.d.Tokens[i-1].Deprel == "case" {
				i--
			}
			return i
		}
	}
	return doc.None
}

// rootOf reads a copula: "the toll is 45", "the dead were 12 soldiers". Token
// x is the predicate.
func (r *reading) rootOf(x int, s doc.Sentence) (result, bool) {
	if up := r.d.Tokens[x].UPOS; up == "VERB" || up == "ADJ" {
		return result{}, false
	}
	subj := doc.None
	cop := false
	for i := s.First; i < s.Last; i++ {
		if t := &r.d.Tokens[i]; t.Head == x {
			cop = cop || t.Deprel == "cop"
			if t.Deprel == "nsubj" {
				subj = i
			}
		}
	}
	if !cop {
		return result{}, false
	}
	if subj != doc.None {
		if res, ok := r.toll(subj, s); ok {
			return res, true
		}
		if res, ok := r.named(subj); ok {
			res.part = false
			return res, true
		}
	}
	return r.amongCase(x, s)
}

// named reads a noun that names those to whom it happened: "the dead", "the
// wounded".
func (r *reading) named(i int) (result, bool) {
	for _, q := range r.cuesOf(i) {
		if q.pos == "a" || q.pos == "v" && q.slot == slotObject && len(q.with) == 0 && r.d.Tokens[i].XPOS == "VBN" {
			return result{cause: i, cue: q, outcome: q.outcome, part: true}, true
		}
	}
	return result{}, false
}

// amongCase reads "among the dead were ten women", where a child of x is "the
// dead" behind "among".
func (r *reading) amongCase(x int, s doc.Sentence) (result, bool) {
	var res result
	found := r.child(x, s, func(i int, t *doc.Token) bool {
		if t.Deprel != "nmod" && t.Deprel != "obl" && t.Deprel != "advmod" && t.Deprel != "conj" {
			return false
		}
		if k := r.caseOf(i, s); k == doc.None || r.low[k] != "among" {
			return false
		}
		var ok bool
		if res, ok = r.named(i); !ok {
			res, ok = r.modifiers(i, s)
		}
		res.part = true
		return ok
	})
	return res, found != doc.None
}

// relation reads the outcome of x from its head h. It returns stop where the
// head says that nothing befell x.
func (r *reading) relation(x, h int, s doc.Sentence) (res result, ok, stop bool) {
	rel, sub, _ := strings.Cut(r.d.Tokens[x].Deprel, ":")
	for _, q := range r.cuesOf(h) {
		if !r.fits(q, x, h, rel, sub, s) || !r.withWords(q, h, s) {
			continue
		}
		if r.negated(h, s) {
			return result{}, false, true
		}
		res = r.better(h, q, s)
		if k := r.caseOf(h, s); k != doc.None && r.low[k] == "among" {
			res.part = true
		}
		return res, true, false
	}
	if res, ok := r.tollVerb(x, h, rel, s); ok {
		return res, true, false
	}
	if rel == "nsubj" || rel == "obj" || rel == "nummod" || rel == "iobj" {
		if res, ok := r.controlled(x, h, rel, sub, s); ok {
			return res, true, false
		}
	}
	if rel == "nsubj" {
		if k := r.caseOf(h, s); k != doc.None && r.low[k] == "among" {
			if res, ok := r.modifiers(h, s); ok {
				res.part = true
				return res, true, false
			}
		}
		res, ok := r.amongCase(h, s)
		return res, ok, false
	}
	if rel == "obj" && r.d.Tokens[h].Lemma == "include" {
		subj := r.child(h, s, func(_ int, t *doc.Token) bool { return t.Deprel == "nsubj" })
		if subj != doc.None {
			if res, ok := r.named(subj); ok {
				return res, true, false
			}
			if res, ok := r.modifiers(subj, s); ok {
				res.part = true
				return res, true, false
			}
		}
	}
	return result{}, false, false
}
