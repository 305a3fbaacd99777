package promise

import (
	"parley/internal/doc"
)

// conditionOf returns the words of what the thing hangs on, from the word that
// opens them; empty for none.
func (r *reading) conditionOf(x *commitment) doc.Range {
	s := r.sentence(x.what)
	for t := s.First; t < s.Last; t++ {
		class, n := r.markAt(t, s.Last)
		if class != markIf && class != markExchange {
			continue
		}
		head := r.opened(t, n)
		if r.word(t) == "once" && r.rel(t) != "mark" { // "once again"
			continue
		}
		if head == doc.None || r.under(x.what, head) {
			continue
		}
		if r.word(t) == "until" && r.rel(t) == "case" || r.word(t) == "when" && !r.only(x, t) { // a time
			continue
		}
		if !r.hangsOn(head, x, class) {
			continue
		}
		end := r.subtree(head).Last
		if end <= t+n {
			continue
		}
		return r.trim(doc.Range{First: t, Last: end})
	}
	return doc.Range{}
}

// only tells whether "only" stands with the thing or in front of the token.
func (r *reading) only(x *commitment, token int) bool {
	for _, k := range r.kids[x.what] {
		if r.lemma(k) == "only" {
			return true
		}
	}
	return token > 0 && r.word(token-1) == "only"
}

// markAt returns the class of the longest words of the table at the token, and
// their number.
func (r *reading) markAt(t, end int) (class string, n int) {
	for _, m := range r.c.marks[r.word(t)] {
		if len(m.words) > n && t+len(m.words) <= end && r.wordsAt(t, m.words) {
			class, n = m.class, len(m.words)
		}
	}
	return class, n
}

func (r *reading) wordsAt(t int, words []string) bool {
	for i, w := range words {
		if r.word(t+i) != w {
			return false
		}
	}
	return true
}

// opened returns the head of the clause or phrase that n words at t open, or
// doc.None where they open none.
func (r *reading) opened(t, n int) int {
	for i := t + n - 1; i >= t; i-- {
		h := r.d.Tokens[i].Head
		if h < 0 || h < t+n {
			continue
		}
		switch r.rel(i) {
		case "mark", "case", "advmod":
			return h
		}
	}
	// "in exchange" without what it is given for, or read as a noun of its own
	for i := t + n - 1; i >= t && n > 1; i-- {
		for _, k := range r.kids[i] {
			if k >= t+n {
				switch r.rel(k) {
				case "nmod", "obl", "acl", "advcl", "ccomp":
					return k
				}
			}
		}
	}
	return doc.None
}

func (r *reading) isTime(token int) bool { return r.timed[token] }

// hangsOn tells whether the clause or phrase of the token belongs to x and to
// no other thing between them.
func (r *reading) hangsOn(token int, x *commitment, class string) bool {
	h := r.d.Tokens[token].Head
	for n := 0; h >= 0 && n < maxDepth; n++ {
		if h == x.what || h == x.head {
			return true
		}
		if n > 0 && r.verbal(h) && class != markExchange && !r.shares(h, x) {
			return false
		}
		if r.shares(h, x) {
			return true
		}
		if n >= 3 {
			return false
		}
		h = r.d.Tokens[h].Head
	}
	return false
}

// shares tells whether the token is the verb that x's thing or trigger is
// joined to, or the verb that reports the trigger.
func (r *reading) shares(token int, x *commitment) bool {
	for _, t := range []int{x.what, x.head} {
		if r.rel(t) == "conj" && r.d.Tokens[t].Head == token {
			return true
		}
	}
	return false
}

// deadlineOf returns until when the thing is to be done.
func (r *reading) deadlineOf(x *commitment) deadline {
	s := r.sentence(x.what)
	for i, t := range r.d.Times {
		if t.First < s.First || t.Last > s.Last {
			continue
		}
		head := r.headOf(doc.Range{First: t.First, Last: t.Last})
		if !r.tells(head, x) || !r.due(i, head, x) {
			continue
		}
		first := t.First
		for first > s.First && first-1 != x.what && r.opens(first-1) {
			first--
		}
		if i > 0 && r.word(first) == "to" && r.d.Times[i-1].Last == first {
			first = r.d.Times[i-1].First // "from December 20 to January 3"
			for first > s.First && first-1 != x.what && r.opens(first-1) {
				first--
			}
		}
		return deadline{words: doc.Range{First: first, Last: t.Last}, time: i}
	}
	for _, top := range []int{x.what, x.head} {
		for _, k := range r.kids[top] {
			if words := r.before(k); !words.Empty() && !r.under(x.what, k) {
				return deadline{words: words, time: doc.None}
			}
		}
	}
	return deadline{time: doc.None}
}

// opens tells whether the word belongs to the time behind it: a preposition or
// a determiner.
func (r *reading) opens(t int) bool {
	if r.rel(t) == "compound" || r.word(t) == "that" {
		return false
	}
	switch r.d.Tokens[t].UPOS {
	case "ADP", "SCONJ", "DET":
		return true
	}
	return r.word(t) == "over" && r.rel(t) == "case"
}

// headOf is the token of the range that hangs on one outside it.
func (r *reading) headOf(x doc.Range) int {
	for t := x.First; t < x.Last; t++ {
		if h := r.d.Tokens[t].Head; h < x.First || h >= x.Last {
			return t
		}
	}
	return x.First
}

// tells tells whether the time at the token is told of the thing or, where no
// nearer verb takes it, of the trigger.
func (r *reading) tells(token int, x *commitment) bool {
	h := r.d.Tokens[token].Head
	for n := 0; h >= 0 && n < 8; n++ {
		if h == x.what || h == x.head {
			return true
		}
		if x.condition.First <= h && h < x.condition.Last {
			return false
		}
		if r.d.Tokens[h].UPOS == "VERB" {
			return r.joins(h, x)
		}
		h = r.d.Tokens[h].Head
	}
	return false
}

// joins tells whether the verb is one that x's thing is joined to, or that
// hangs on it ("order mercenaries to leave by May").
func (r *reading) joins(verb int, x *commitment) bool {
	return r.shares(verb, x) || r.rel(verb) == "xcomp" && r.d.Tokens[verb].Head == x.what ||
		r.rel(verb) == "advcl" && r.d.Tokens[verb].Head == x.what
}

// due tells whether time i says until when, not since when or how long.
func (r *reading) due(i, head int, x *commitment) bool {
	t := &r.d.Times[i]
	switch t.Relation {
	case doc.RelationBy, doc.RelationWithin, doc.RelationUntil, doc.RelationBefore:
		return true
	case doc.RelationFor:
		return t.First > 0 && r.word(t.First-1) == "over"
	case doc.RelationOn, doc.RelationFrom:
		if x.head != x.what && !r.under(head, x.what) {
			return false // when it was promised
		}
		if t.Type == doc.TimeDuration && t.First > 0 && (r.word(t.First-1) == "over" || r.word(t.First-1) == "in") {
			return true
		}
		p := r.d.Published.Period
		return !t.Period.From.IsZero() && !p.To.IsZero() && !t.Period.From.Before(p.From) && t.Type != doc.TimeDuration
	}
	return false
}

// before returns the words of an event before which it is to be done ("before
// the election", "before talks begin"); empty where the child opens none.
func (r *reading) before(k int) doc.Range {
	switch r.rel(k) {
	case "advcl", "obl", "nmod", "ccomp":
	default:
		return doc.Range{}
	}
	for _, c := range r.kids[k] {
		if rel := r.rel(c); (rel == "mark" || rel == "case") && c < k {
			switch r.word(c) {
			case "until":
				if rel == "mark" {
					continue // a condition
				}
				return r.subtree(k)
			case "before":
				return r.subtree(k)
			}
		}
	}
	return doc.Range{}
}
