package said

import "parley/internal/doc"

// fitPassive takes reports that name nobody or an agent: "it was reported
// that", "he is believed to be", "blamed by the army on the rebels".
func (r *reading) fitPassive(c clause) (utterance, bool) {
	if !c.passive || c.unreal {
		return utterance{}, false
	}
	u := utterance{unit: doc.Range{First: c.v, Last: c.v + 1}}
	by := r.agentOf(c)
	if by.none() && r.kid(c.v, "aux:pass") == doc.None && (r.Tokens[c.v].Deprel == "amod" || !r.lemma(c.v, "say", "believe", "accuse", "blame", "think", "allege", "report")) {
		return u, false
	}
	if !by.none() && !r.canSpeak(by, subjectText) {
		return u, false
	}
	u.by(by)
	u.Anonymous = by.none()
	first := c.lo
	if s := r.kid(c.v, "nsubj:pass", "nsubj", "expl"); s != doc.None && s < c.v {
		first = max(c.lo, int(r.left[s]))
		if r.is(s, "it") {
			p, ok := r.ahead(c, false)
			if !ok || !p.sure && r.kid(c.v, "ccomp", "csubj", "csubj:pass") == doc.None {
				return u, false
			}
			first = p.start
		}
	} else if h := r.Tokens[c.v].Head; h >= c.lo && (r.Tokens[c.v].Deprel == "acl" || r.Tokens[c.v].Deprel == "amod") {
		first = max(c.lo, int(r.left[h]))
	}
	if r.pos(first, "PRON") && r.isRelative(first) {
		if a := r.antecedent(c.v, first); a != doc.None {
			first = max(c.lo, int(r.left[a]))
		}
	}
	u.Content = []doc.Range{r.trim(first, c.end)}
	if c.v > c.lo && r.is(c.v-1, "as") {
		u.Content[0] = r.trim(c.lo, c.v-1) // "…, as reported by the agency"
	}
	return u, !u.Content[0].Empty()
}

// agentOf returns the "by" phrase of a verb in the passive.
func (r *reading) agentOf(c clause) speaker {
	for i := c.v + 1; i+1 < c.hi && i < c.v+12; i++ {
		if !r.is(i, "by") {
			if r.finite(i, i+1) || r.is(i, ".", ":") {
				break
			}
			continue
		}
		head := r.phraseHead(i+1, c.hi)
		if head == doc.None || !r.governs(c.v, head) {
			break
		}
		s := r.phraseAt(head, i+1, c.hi)
		// "blamed by the government on the rebels" may have the rebels hang on
		// the government.
		for j := head + 1; j < s.words.Last; j++ {
			if r.pos(j, "ADP", "SCONJ") && (r.lemma(c.v, "blame") && r.is(j, "on", "for") || r.ofVerb(c.v, j)) {
				s.words.Last = j
				s.phrase.Last = j
				break
			}
		}
		return s
	}
	return nobody
}

// ofVerb reports whether the preposition at j begins a phrase that hangs on v.
func (r *reading) ofVerb(v, j int) bool {
	h := r.Tokens[j].Head
	return h > j && r.Tokens[h].Head == v
}

// governs reports whether token i hangs below v with no other verb between.
func (r *reading) governs(v, i int) bool {
	for i = r.Tokens[i].Head; i >= 0 && i != v; i = r.Tokens[i].Head {
		if r.pos(i, "VERB") {
			return false
		}
	}
	return i == v
}

// fitAgent takes a cue with an object in the passive, if an agent is named:
// "condemned by the United Nations", "an attack claimed by the group".
func (r *reading) fitAgent(c clause, q *cue, f *frame) (utterance, bool) {
	if f.name != "np" && f.name != "np-of" && f.name != "np-as" || c.unreal {
		return utterance{}, false
	}
	by := r.agentOf(c)
	if by.none() || !r.canSpeak(by, max(q.subject, subjectPerson)) {
		return utterance{}, false
	}
	first, last := c.lo, c.v
	if c.v > c.lo && r.is(c.v-1, "as") {
		last = c.v - 1
		if last <= first {
			first, last = max(by.words.Last, by.phrase.Last), c.hi
		}
	} else if r.Tokens[c.v].Deprel == "conj" && r.subjectOf(c.v) != doc.None && r.subjectOf(c.v) < c.v {
		s := r.subjectOf(c.v)
		first, last = max(c.lo, int(r.left[s])), int(r.right[s])+1
	} else if s := r.kid(c.v, "nsubj:pass", "nsubj"); s != doc.None && s < c.v {
		first = max(c.lo, int(r.left[s]))
	} else if h := r.Tokens[c.v].Head; h >= c.lo && h < c.v {
		first = max(c.lo, int(r.left[h]))
	}
	for last > first+1 && r.pos(last-1, "AUX", "ADV", "PART") {
		last--
	}
	content := r.trim(first, last)
	if content.Empty() || len(f.words) > 0 && r.holds(content, f.words) == f.not {
		return utterance{}, false
	}
	u := utterance{Quote: doc.Quote{Content: []doc.Range{content}}, unit: doc.Range{First: c.v, Last: c.end}}
	u.by(by)
	for i := by.words.Last; i < c.end; i++ {
		if r.is(i, "as", "of", "on", "for", "over") && (i == by.words.Last || r.ofVerb(c.v, i)) {
			u.Content = append(u.Content, r.trim(i+1, c.end))
			break
		}
	}
	return u, f.name != "np-as" || len(u.Content) > 1 && r.is(u.Content[1].First-1, "as")
}

// holds reports whether one of the lemmas stands in p.
func (r *reading) holds(p doc.Range, lemmas []string) bool {
	for i := p.First; i < p.Last; i++ {
		if r.lemma(i, lemmas...) || r.is(i, lemmas...) {
			return true
		}
	}
	return false
}

// fitQuoted takes "was quoted as saying".
func (r *reading) fitQuoted(c clause) (utterance, bool) {
	if !c.passive || c.subj.none() {
		return utterance{}, false
	}
	for i := c.v + 1; i+1 < c.hi && i < c.v+12; i++ {
		if !r.is(i, "as") || !r.lemma(i+1, "say", "tell", "write", "claim", "warn", "deny") {
			continue
		}
		in := c
		in.after = i + 2
		in.end = max(c.end, min(c.hi, int(r.right[i+1])+1))
		u := utterance{unit: doc.Range{First: r.unitFrom(c), Last: i + 2}}
		u.by(c.subj)
		if by := r.agentOf(c); !by.none() {
			u.Via = by.words
		}
		p, ok := r.ahead(in, r.lemma(i+1, "tell"))
		if !ok {
			from := r.unitStart(c)
			if s, ok := r.spanBefore(from); ok {
				w := r.besideQuote(c, s, from)
				w.by(c.subj)
				w.Via = u.Via
				return w, true
			}
			return u, false
		}
		u.Content = []doc.Range{r.reach(in, p.start)}
		return u, !u.Content[0].Empty()
	}
	return utterance{}, false
}

// fitSource takes "citing officials": the object speaks, and the outlet that
// cites it is the way.
func (r *reading) fitSource(c clause) (utterance, bool) {
	if c.passive || r.spanAt[c.v] > 0 {
		return utterance{}, false
	}
	o := r.kid(c.v, "obj")
	if o == doc.None || o < c.v {
		return utterance{}, false
	}
	s := r.phraseAt(o, c.v+1, c.end)
	if s.none() || r.kindOf(o) == speakerUnknown && r.nameAt[o] == 0 || !r.canSpeak(s, subjectText) {
		return utterance{}, false
	}
	h := r.Tokens[c.v].Head
	if h < 0 || !r.isCue(h) || r.kindOf(o) == speakerText && r.ownerOf(o) == doc.None {
		return utterance{}, false
	}
	over, ok := r.clauseOf(h)
	if !ok {
		return utterance{}, false
	}
	var content doc.Range
	if p, ok := r.ahead(over, r.lemma(h, "tell")); ok && (p.sure || p.start > s.phrase.Last) {
		content = r.reach(over, p.start)
	} else {
		content = r.trim(over.lo, r.unitStart(over))
	}
	if content.Empty() {
		return utterance{}, false
	}
	u := utterance{Quote: doc.Quote{Content: []doc.Range{content}, Via: over.subj.words}, unit: doc.Range{First: c.v, Last: c.end}}
	u.by(s)
	return u, true
}

// fitPutIt takes "as the envoy put it".
func (r *reading) fitPutIt(c clause) (utterance, bool) {
	from := r.unitStart(c)
	if c.subj.none() || from == c.lo || !r.is(from-1, "as") && !r.is(from, "as") || !r.canSpeak(c.subj, subjectPerson) {
		return utterance{}, false
	}
	if r.is(from-1, "as") {
		from--
	}
	content := r.trim(c.lo, from)
	if content.Empty() {
		content = r.trim(c.after, c.hi)
	}
	return utterance{Quote: doc.Quote{Content: []doc.Range{content}}, unit: doc.Range{First: from, Last: c.after}}, !content.Empty()
}
