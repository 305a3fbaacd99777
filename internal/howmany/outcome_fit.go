package howmany

import (
	"parley/internal/doc"
	"slices"
)

// fits reports whether x stands to cue h where those stand to whom it happens.
func (r *reading) fits(q *cue, x, h int, rel, sub string, s doc.Sentence) bool {
	switch q.slot {
	case slotObject:
		switch {
		case rel == "obj", rel == "iobj", rel == "nsubj" && sub == "pass":
			return true
		case rel == "nsubj":
			return r.passive(h, s)
		case rel == "obl" || rel == "nmod":
			k := r.caseOf(x, s)
			if k == doc.None {
				return x > h && rel == "obl" && (r.isPeople(x) || r.d.Tokens[x].UPOS == "NUM") // an object, whatever the parser says
			}
			return r.alongWith(k, s)
		case rel == "conj":
			return q.pos == "v" && x > h && (r.bareBehind(x, h, s) || r.secondObject(x, h, s))
		}
	case slotSubject:
		return rel == "nsubj" && sub == "" && !r.hasPassive(h, s)
	case slotAdj:
		switch rel {
		case "nsubj", "nummod", "compound", "dep":
			return true
		case "obj", "obl":
			return r.d.Tokens[h].UPOS == "ADJ"
		case "nmod", "appos":
			return x < h && h-x <= 2
		}
	case slotOf:
		if rel == "nmod" {
			k := r.caseOf(x, s)
			return k != doc.None && r.low[k] == "of"
		}
	}
	return false
}

// hasPassive reports whether verb h has the auxiliary of the passive.
func (r *reading) hasPassive(h int, s doc.Sentence) bool {
	return r.child(h, s, func(_ int, t *doc.Token) bool { return t.Deprel == "aux:pass" }) != doc.None
}

func isObject(_ int, t *doc.Token) bool { return t.Deprel == "obj" }

// bareBehind reports whether x, which the parser joined to verb h, is its
// object: "kills 12".
func (r *reading) bareBehind(x, h int, s doc.Sentence) bool {
	return x-h <= 2 && r.child(h, s, isObject) == doc.None && r.d.Tokens[x].UPOS == "NUM" && x == h+1
}

// nextItem reads the later item of a list in a headline, which the parser may
// hang on the verb of the first: "Four killed, 15 wounded in a blast".
func (r *reading) nextItem(c counted, n *number, s doc.Sentence) (result, bool) {
	end := n.last
	if c.noun != doc.None && c.noun >= n.last {
		end = c.noun + 1
	}
	if n.first <= s.First || end >= s.Last {
		return result{}, false
	}
	switch r.low[n.first-1] {
	case ",", ";", "and", "–", "—", "the": // "along with the 15 killed"
	default:
		return result{}, false
	}
	if x := r.d.Tokens[end].XPOS; x != "VBN" && x != "VBD" || r.nounNext(end, s) || r.npNext(end, s) {
		return result{}, false
	}
	for _, q := range r.cuesOf(end) {
		if q.slot == slotObject && q.pos == "v" && r.withWords(q, end, s) {
			return r.better(end, q, s), true
		}
	}
	return result{}, false
}

// alongWith reports whether the preposition at token k adds somebody to those
// to whom something happens.
func (r *reading) alongWith(k int, s doc.Sentence) bool {
	switch r.low[k] {
	case "along", "alongside", "together", "besides":
		return true
	case "as":
		return k+2 < s.Last && r.low[k+1] == "well" && r.low[k+2] == "as"
	case "with":
		return k > s.First && (r.low[k-1] == "along" || r.low[k-1] == "together")
	}
	return false
}

// secondObject reports whether x, which the parser joined to verb h, is
// another object of it: a noun without a predicate behind the first object.
func (r *reading) secondObject(x, h int, s doc.Sentence) bool {
	if up := r.d.Tokens[x].UPOS; up != "NOUN" && up != "PROPN" && up != "NUM" || r.ownPredicate(x, s) {
		return false
	}
	return r.child(h, s, func(i int, t *doc.Token) bool { return t.Deprel == "obj" && i < x }) != doc.None
}

// passive reports whether verb h is used as a passive: by its auxiliary, or
// as a participle without an object ("seven injured").
func (r *reading) passive(h int, s doc.Sentence) bool {
	t := &r.d.Tokens[h]
	if t.XPOS != "VBN" && t.XPOS != "VBD" && t.UPOS != "ADJ" {
		return false
	}
	obj, pass, have := false, false, false
	for i := s.First; i < s.Last; i++ {
		if c := &r.d.Tokens[i]; c.Head == h {
			obj = obj || c.Deprel == "obj"
			pass = pass || c.Deprel == "aux:pass" || c.Deprel == "nsubj:pass"
			have = have || c.Deprel == "aux" && c.Lemma == "have"
		}
	}
	return pass || !obj && !have && !r.npNext(h, s)
}

// negated reports whether h has a "not" or "never".
func (r *reading) negated(h int, s doc.Sentence) bool {
	for i := h - 1; i >= max(s.First, h-5); i-- {
		if t := &r.d.Tokens[i]; t.Head == h {
			switch r.low[i] {
			case "not", "n't", "n’t", "never":
				return true
			}
		}
	}
	return false
}

// cuesOf returns the cues of token i whose part of speech fits its tag.
func (r *reading) cuesOf(i int) []*cue {
	l := r.lemmas[i]
	if l == nil || len(l.cues) == 0 {
		return nil
	}
	out := l.byPos[posOf(&r.d.Tokens[i])]
	return out
}

func posOf(t *doc.Token) int {
	switch t.UPOS {
	case "VERB", "AUX":
		return posVerb
	case "NOUN", "PROPN":
		return posNoun
	case "ADJ", "ADV", "X":
		return posAdjective
	}
	return posOther
}

// selfCue returns the cue of a noun that is itself counted ("12 deaths"), nil
// for none.
func (r *reading) selfCue(i int) *cue {
	if i == doc.None {
		return nil
	}
	for _, q := range r.cuesOf(i) {
		if q.slot == slotSelf && (len(q.with) == 0 || r.governed(q, i)) || q.slot == slotAdj && q.pos == "a" {
			return q
		}
	}
	return nil
}

// selfGroup returns who "12 deaths" are: the group of a word before the noun
// ("civilian deaths") or behind "of" or "among" it.
func (r *reading) selfGroup(noun, first int, s doc.Sentence) string {
	for i := noun - 1; i >= first; i-- {
		if m := r.lemmas[i]; m != nil && m.group != "" && m.group != "-" {
			return m.group
		}
	}
	if noun+1 < s.Last && (r.low[noun+1] == "of" || r.low[noun+1] == "among") {
		if i := r.complement(noun, noun+1, s); i != doc.None && r.isPeople(i) {
			return r.group(i, noun+2)
		}
	}
	return ""
}

// governed reports whether the head of noun i is among the cue's words.
func (r *reading) governed(q *cue, i int) bool {
	h := r.d.Tokens[i].Head
	return h >= 0 && slices.Contains(q.with, r.d.Tokens[h].Lemma)
}

// withWords reports whether the words that the cue asks for are there: for a
// noun its head, else a dependent or a word soon behind it.
func (r *reading) withWords(q *cue, h int, s doc.Sentence) bool {
	if len(q.with) == 0 {
		return true
	}
	if q.pos == "n" && q.slot == slotOf {
		if r.governed(q, h) {
			return true
		}
	}
	for i := s.First; i < s.Last; i++ {
		if i > h && i < h+12 && r.d.Tokens[i].UPOS == "VERB" && r.d.Tokens[i].Head == h && r.d.Tokens[i].Deprel == "conj" {
			break
		}
		if t := &r.d.Tokens[i]; (t.Head == h || i > h && i < h+8 || i == h-1) && slices.Contains(q.with, lower(t.Lemma)) {
			return true
		}
	}
	return false
}
