package said

import "parley/internal/doc"

// clause is the surroundings of a verb that may report.
type clause struct {
	v      int
	lo, hi int // the sentence, or what is in the same quotation marks of it
	end    int // where the clause of the verb ends; half-open
	tail   int // where a phrase ends that tells how it was said, behind end; end if there is none
	after  int // the first token behind the verb and the word that belongs to it
	subj   speaker
	// passive is true for "was said" and for participles behind a noun.
	passive bool
	// unreal is true where it is not told as said: "will say", "could deny".
	unreal bool
}

// clauseOf returns the surroundings of verb v; false where it reports
// nothing: negated, conditional, an order, or said by the speaker of the
// quotation that it stands in.
func (r *reading) clauseOf(v int) (clause, bool) {
	s := r.here()
	c := clause{v: v, lo: s.First, hi: s.Last, after: v + 1}
	if n := r.spanAt[v]; n > 0 {
		c.lo, c.hi = max(c.lo, r.spans[n-1].First), min(c.hi, r.spans[n-1].Last)
	}
	c.lo, c.hi = r.betweenSemicolons(v, c.lo, c.hi)
	if r.Tokens[v].Head == doc.Unparsed {
		c.subj, c.end, c.tail = nobody, c.hi, c.hi
		return c, true
	}
	if r.unsaid(v) {
		return c, false
	}
	c.passive = r.isPassive(v)
	c.unreal = r.isUnreal(v)
	c.end, c.tail = r.clauseEnd(c)
	c.subj = r.phraseAt(r.subjectOf(v), c.lo, c.hi)
	if near := r.nearSubject(c); !near.none() {
		c.subj = near
	} else if near := r.besideMarks(c); !near.none() {
		c.subj = near
	} else if near := r.subjectBehind(c); !near.none() {
		c.subj = near
	} else if n := r.nameBefore(c); c.subj.none() && !n.none() {
		c.subj = n
	} else if c.subj.none() || c.subj.head > v && r.Tokens[v].Deprel != "parataxis" && !r.below(c.subj.head, v) {
		c.subj = r.adjacentSubject(c)
	}
	c.subj = r.withName(c.subj, v)
	if from := r.unitStart(c); from > c.lo && r.is(from-1, "what") {
		return c, false // "what he said was a lie" is somebody else's words
	}
	if n := r.spanAt[v]; n > 0 && !c.subj.none() && r.is(c.subj.head, "i", "we", "you") {
		return c, false
	}
	return c, true
}

// betweenSemicolons narrows [lo, hi) to the part around v between semicolons
// outside of quotation marks.
func (r *reading) betweenSemicolons(v, lo, hi int) (int, int) {
	for i := v + 1; i < hi; i++ {
		if r.Text[r.Tokens[i].Start] == ';' && r.spanAt[i] == r.spanAt[v] {
			hi = i
		}
	}
	for i := v - 1; i >= lo; i-- {
		if r.Text[r.Tokens[i].Start] == ';' && r.spanAt[i] == r.spanAt[v] {
			lo = i + 1
		}
	}
	return lo, hi
}

// unsaid reports whether verb v is negated, hangs on a condition, or is an
// imperative or an infinitive that nothing makes real.
func (r *reading) unsaid(v int) bool {
	t := &r.Tokens[v]
	subject := false
	for k := range r.kids(v) {
		switch rel := r.Tokens[k].Deprel; {
		case k < v && r.lemma(k, "not", "never", "n't", "neither", "nor", "hardly"):
			return true
		case rel == "mark" && r.is(k, "if", "unless", "whether", "until", "lest", "without"):
			return true
		case rel == "mark" && r.is(k, "as") && t.XPOS == "VBG": // "quoted as saying" is found at "quoted"
			return true
		case rel == "nsubj" || rel == "nsubj:pass":
			subject = true
			if r.noBody(k) {
				return true
			}
		}
	}
	switch {
	case t.XPOS == "VB" && r.markedTo(v):
		return !r.real(v)
	case t.XPOS == "VB" && !subject && t.Head == doc.Root && r.kid(v, "aux", "aux:pass") == doc.None:
		return true // an order
	case t.Deprel == "conj" && !subject && t.Head >= 0 && r.pos(t.Head, "VERB") && r.Tokens[t.Head].XPOS == t.XPOS:
		// "did not confirm or deny": the negation of the first verb counts for the
		// second where both share an auxiliary.
		return t.XPOS == "VB" && r.unsaid(t.Head)
	}
	return false
}

// noBody reports whether the phrase at k names nobody: "no group", "nobody",
// "neither side".
func (r *reading) noBody(k int) bool {
	if r.lemma(k, "nobody", "none", "no-one") || r.is(k, "nobody", "none") {
		return true
	}
	for kk := range r.kids(k) {
		if kk < k && r.is(kk, "no", "neither", "not") {
			return true
		}
	}
	return false
}

func (r *reading) markedTo(v int) bool {
	for k := range r.kids(v) {
		if k < v && r.Tokens[k].Deprel == "mark" && r.is(k, "to") {
			return true
		}
	}
	return false
}

// real reports whether the infinitive v is told as done: "went on to say",
// "took to Twitter to deny".
func (r *reading) real(v int) bool {
	h := r.Tokens[v].Head
	if h < 0 || r.unsaid(h) {
		return false
	}
	switch r.Tokens[h].Lemma {
	case "go", "continue", "rush", "hasten", "take", "issue", "release", "begin", "start", "use", "proceed", "appear", "seem",
		"move", "quick", "first", "tend", "happen", "come", "join", "call", "write", "return", "gather", "hold":
		return true
	}
	return false
}

// isPassive reports whether somebody else says: "was accused", "claimed by".
func (r *reading) isPassive(v int) bool {
	if r.kid(v, "aux:pass", "obl:agent") != doc.None {
		return true
	}
	t := &r.Tokens[v]
	return t.XPOS == "VBN" && (t.Deprel == "acl" || t.Deprel == "advcl" || t.Deprel == "amod" || t.Deprel == "xcomp") && r.kid(v, "aux", "nsubj") == doc.None
}

// isUnreal reports whether a modal or the future stands before v.
func (r *reading) isUnreal(v int) bool {
	for k := range r.kids(v) {
		if k < v && r.Tokens[k].XPOS == "MD" {
			return true
		}
	}
	return false
}

// clauseEnd returns where what verb c.v governs ends on its right: before a
// verb coordinated with it, a clause beside it, and the end mark; and where a
// phrase ends that tells how it was said, if it is that which comes next.
func (r *reading) clauseEnd(c clause) (end, tail int) {
	v := c.v
	end = min(c.hi, int(r.right[v])+1)
	if r.Tokens[v].Head == doc.Root {
		end = c.hi
	}
	pieces := 0
	for k := range r.kids(v) {
		if k < v || k >= end {
			continue
		}
		if !r.pos(k, "PUNCT", "ADV", "ADP", "PART") {
			pieces++
		}
		if pieces > 1 && r.occasion(v, k) {
			tail = int(r.right[k]) + 1
		} else if !r.cuts(v, k) {
			continue
		}
		at := max(v+1, int(r.left[k]))
		for at-1 > v && (r.pos(at-1, "CCONJ") || r.isComma(at-1)) {
			at--
		}
		end = at
		break
	}
	for end > v+1 && (r.isEnd(end-1) || r.isComma(end-1)) && r.spanAt[end-1] == 0 {
		end--
	}
	return end, max(end, tail)
}

// occasion reports whether child k of a reporting verb tells how it was said:
// "…, in a speech", "…, according to".
func (r *reading) occasion(v, k int) bool {
	if r.Tokens[k].Deprel != "obl" {
		return false
	}
	for kk := range r.kids(v) {
		if rel := r.Tokens[kk].Deprel; kk > k && (rel == "ccomp" || rel == "xcomp" || rel == "parataxis") {
			return false // what is said comes after
		}
	}
	m := r.kid(k, "case")
	if m == doc.None || m > k {
		return false
	}
	for i := m; i <= int(r.right[k]); i++ {
		if r.is(i, "that") && !r.determines(i) {
			return false
		}
	}
	if r.is(m, "according") {
		return true
	}
	if !r.is(m, "in", "on", "at", "by", "during", "through", "via") {
		return false
	}
	c, _ := r.channelIn(m, k+1)
	return c != ""
}

// cuts reports whether child k of the reporting verb v begins something that
// v does not report.
func (r *reading) cuts(v, k int) bool {
	switch r.Tokens[k].Deprel {
	case "conj":
		if m := r.kid(k, "mark"); m != doc.None && r.is(m, "that") {
			return false
		}
		// "said A, but there has been B" goes on with what is said; "said A, and
		// left" and "and said B" do not.
		if r.Tokens[k].XPOS != r.Tokens[v].XPOS && r.kid(k, "aux", "aux:pass", "cop") == doc.None {
			return false
		}
		return r.spanAt[k] == r.spanAt[v] && (r.isCue(k) || r.kid(k, "nsubj", "nsubj:pass", "expl") == doc.None)
	case "advcl":
		if r.spanAt[k] != r.spanAt[v] {
			return false
		}
		first := int(r.left[k])
		if first <= v+1 || !r.isComma(first) && !r.isComma(first-1) {
			return false
		}
		if r.isCue(k) && r.nonFinite(k) {
			return true
		}
		m := r.kid(k, "mark")
		return m != doc.None && r.is(m, "while", "as", "after", "although", "though", "when")
	}
	return false
}

// isCue reports whether token i can be a reporting verb.
func (r *reading) isCue(i int) bool {
	return r.pos(i, "VERB") && r.verbs[r.Tokens[i].Lemma] != nil
}
