package said

import "parley/internal/doc"

// lastHere returns the last utterance of the sentence at work that a verb
// outside quotation marks reports and whose content holds token i, or nil.
func (r *reading) lastHere(i int) *utterance {
	for j := len(r.said) - 1; j >= 0 && r.said[j].sentence == r.sent; j-- {
		u := &r.said[j]
		if p := u.Content[len(u.Content)-1]; !u.nested && u.Cue != doc.None && r.pos(u.Cue, "VERB") && u.Cue < i && p.First <= i && i < p.Last {
			return u
		}
	}
	return nil
}

// outer returns the utterance whose speaker goes on in a participle that the
// parse has given to what is said: "the police said 12 men died, adding that".
// What is said then ends at the comma.
func (r *reading) outer(c clause) *utterance {
	v := c.v
	if r.Tokens[v].XPOS != "VBG" || r.spanAt[v] > 0 || v == c.lo || !r.isComma(v-1) && !(v > c.lo+1 && r.pos(v-1, "ADV", "CCONJ") && r.isComma(v-2)) ||
		!r.lemma(v, "add", "note", "stress", "emphasise", "emphasize", "reiterate", "describe", "call", "warn", "allege", "insist", "point", "say", "claim") {
		return nil
	}
	u := r.lastHere(v)
	if u == nil || c.subj.none() || c.subj.head < u.Content[len(u.Content)-1].First {
		return nil
	}
	r.endAt(u, v-1)
	return u
}

// partFrom ends what an earlier verb of the sentence says where a clause of
// its own begins that reports too: "…, but analysts doubt", "…, while Baku
// said".
func (r *reading) partFrom(c clause, u *utterance) {
	from := r.unitFrom(c)
	if c.subj.none() || r.spanAt[c.v] > 0 || from <= c.lo+1 || c.subj.head > c.v {
		return
	}
	first := from
	for first > c.lo && (r.pos(first-1, "CCONJ", "SCONJ") || r.isComma(first-1)) {
		first--
	}
	if first == from && (r.pos(from, "CCONJ", "SCONJ") || r.isComma(from)) {
		for first > c.lo && r.isComma(first-1) {
			first--
		}
	} else if first == from {
		return
	}
	comma, joint := false, false
	for i := first; i < c.v; i++ {
		comma = comma || r.isComma(i) && i < first+1
		joint = joint || r.is(i, "but", "while", "and", "yet", "whereas", "although", "though") && i <= first+2
		if i > first+2 {
			break
		}
	}
	if !comma || !joint || u.Content[0].First < first {
		return
	}
	if w := r.lastHere(first); w != nil && w.Cue < first {
		r.endAt(w, first)
	}
}

// endAt ends what u says before token i, if a clause is left.
func (r *reading) endAt(u *utterance, i int) {
	p := &u.Content[len(u.Content)-1]
	if t := r.trim(p.First, i); !t.Empty() {
		*p = t
	}
}
