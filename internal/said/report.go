package said

import "parley/internal/doc"

// fitClause takes a clause, a quotation or a colon behind the verb, or what
// the verb is set beside: "…, he said". A verb in the passive says so of
// itself only with an "it": "it was reported that".
func (r *reading) fitClause(c clause, q *cue, passive bool) (utterance, bool) {
	if passive {
		return utterance{}, false
	}
	return r.fitSides(c, q, q.more == "" && r.lemma(c.v, "warn", "explain", "admit", "announce", "confess"))
}

// fitAddressed is fitClause with the person addressed before the content.
func (r *reading) fitAddressed(c clause, q *cue) (utterance, bool) {
	if c.passive {
		return utterance{}, false
	}
	return r.fitSides(c, q, true)
}

// fitQuote is fitClause for verbs that report quotations only.
func (r *reading) fitQuote(c clause, q *cue) (utterance, bool) {
	if r.spanAt[c.v] > 0 {
		return utterance{}, false
	}
	u, ok := r.fitSides(c, q, false)
	if !ok || !r.quoted(u.Content) {
		return utterance{}, false
	}
	return u, true
}

// fitSides looks for what is said on both sides of the verb.
func (r *reading) fitSides(c clause, q *cue, addressee bool) (utterance, bool) {
	if !r.canSpeak(c.subj, q.subject) && !(c.subj.none() && q.subject == subjectAny) {
		return utterance{}, false
	}
	p, right := r.ahead(c, addressee)
	from := r.unitStart(c)
	if s, ok := r.spanBefore(from); ok && !(r.spans[s].Taken && right && p.sure) && (r.inSentence(s, c) || !right || c.subj.head > c.v) {
		return r.besideQuote(c, s, from), true
	}
	beside := r.setBeside(c, from)
	if right && !(beside && !p.sure) && r.clauseAhead(c, q, p) {
		content := r.reach(c, p.start)
		if content.Empty() || c.unreal && !r.quoted([]doc.Range{content}) {
			return utterance{}, false
		}
		return utterance{Quote: doc.Quote{Content: []doc.Range{content}}, unit: doc.Range{First: r.unitFrom(c), Last: p.start}}, true
	}
	if c.unreal || c.subj.none() || !beside && !r.clauseBefore(c, from) {
		return utterance{}, false
	}
	return r.besideClause(c, from)
}

// unitStart returns where the verb with its subject begins.
func (r *reading) unitStart(c clause) int {
	from := c.v
	if !c.subj.none() && c.subj.head < c.v {
		from = min(from, c.subj.phrase.First)
	}
	for from > c.lo && r.pos(from-1, "ADV", "AUX", "CCONJ") && r.spanAt[from-1] == r.spanAt[c.v] {
		from--
	}
	return from
}

// unitFrom returns where the clause of the verb begins, phrases of time and
// occasion in front of the subject in.
func (r *reading) unitFrom(c clause) int {
	return max(c.lo, min(int(r.left[c.v]), r.unitStart(c)))
}

// unitEnd returns where the clause of the verb ends that is set beside or
// behind what is said.
func (r *reading) unitEnd(c clause) int {
	i := c.v + 1
	if !c.subj.none() && c.subj.head > c.v {
		i = max(i, c.subj.phrase.Last)
	}
	for i < c.hi && !r.isComma(i) && !r.isEnd(i) && !r.isMark(i) && !r.is(i, ":") {
		i++
	}
	return i
}

// spanBefore returns the quotation that ends right before token i.
func (r *reading) spanBefore(i int) (int, bool) {
	j := i - 1
	for j >= 0 && (r.isComma(j) || r.isMark(j) && r.spanAt[j] == 0) && j > i-4 {
		j--
		if n := r.spanAt[max(j, 0)]; j >= 0 && n > 0 && r.spanAt[i] == 0 && r.spans[n-1].Words > 0 && r.onlyGap(r.spans[n-1].Last, i) {
			return int(n) - 1, r.sameParagraph(j, i)
		}
	}
	return 0, false
}

// inSentence reports whether the quotation s reaches into the sentence of c
// in front of the verb.
func (r *reading) inSentence(s int, c clause) bool { return r.spans[s].Last > c.lo }

// sameParagraph reports whether token i is in the paragraph of j, at work.
func (r *reading) sameParagraph(i, j int) bool {
	s := r.sent
	for s > 0 && r.Sentences[s].First > i {
		s--
	}
	return r.Sentences[s].Paragraph == r.Sentences[r.sent].Paragraph && j >= i
}

// besideQuote returns the utterance of a quotation before the verb. Words of
// the same sentence in front of a quotation belong to what is said.
func (r *reading) besideQuote(c clause, s, from int) utterance {
	sp := r.spans[s]
	first := sp.First
	if sp.First-1 > c.lo && r.saysMore(c.lo, sp.First-1) {
		first = c.lo
	}
	u := utterance{unit: doc.Range{First: from, Last: r.unitEnd(c)}}
	u.Content = []doc.Range{r.trim(first, sp.Last)}
	i := u.unit.Last
	if i < c.hi && r.isComma(i) {
		i++
	}
	if i < len(r.Tokens) && r.opensSpan(i) && i < c.hi {
		next := r.spans[r.spanAt[i+1]-1]
		u.Content = append(u.Content, r.trim(next.First, next.Last))
	}
	return u
}

// saysMore reports whether [from, to) holds a word that can be a part of what
// is said in front of a quotation: more than a conjunction or an adverb.
func (r *reading) saysMore(from, to int) bool {
	for i := from; i < to; i++ {
		if r.pos(i, "NOUN", "PROPN", "PRON", "VERB", "AUX") && r.spanAt[i] == 0 {
			return true
		}
	}
	return false
}

// setBeside reports whether the verb stands beside what is said by the parse:
// as a parenthesis, or with its clause on the left.
func (r *reading) setBeside(c clause, from int) bool {
	if from <= c.lo+1 || !r.isComma(from-1) {
		return false
	}
	if r.Tokens[c.v].Deprel == "parataxis" && r.Tokens[c.v].Head < c.hi && r.Tokens[c.v].Head >= c.lo {
		return true
	}
	if !r.nearSubject(c).none() && r.finite(c.lo, from-1) || r.inMidst(c, from) || c.subj.head > c.v && from == c.v {
		return true
	}
	for k := range r.kids(c.v) {
		if k < from && (r.Tokens[k].Deprel == "ccomp" || r.Tokens[k].Deprel == "parataxis") {
			return r.kid(c.v, "ccomp") == k
		}
	}
	return false
}

// inMidst reports whether the verb with its subject stands between commas in
// what is said, whose subject the parse has given to the verb as a second one:
// "The deal, officials said, will be signed".
func (r *reading) inMidst(c clause, from int) bool {
	if e := r.unitEnd(c); e >= c.hi || !r.isComma(e) {
		return false
	}
	for k := range r.kids(c.v) {
		if k < from-1 && (r.Tokens[k].Deprel == "nsubj" || r.Tokens[k].Deprel == "nsubj:pass") {
			return true
		}
	}
	return false
}

// clauseBefore reports whether a clause and a comma stand before token from
// and nothing that could be said behind the verb.
func (r *reading) clauseBefore(c clause, from int) bool {
	return from > c.lo+2 && !r.pos(c.lo, "ADP", "SCONJ") && r.isComma(from-1) && r.finite(c.lo, from-1) && !r.hasVerb(c.v+1, c.end) &&
		r.Tokens[c.v].Deprel != "conj" && r.Tokens[c.v].Deprel != "acl:relcl" && r.kid(c.v, "obj", "xcomp") == doc.None
}

// besideClause returns the utterance of a clause that the verb is set beside.
func (r *reading) besideClause(c clause, from int) (utterance, bool) {
	lo := c.lo
	if h := r.Tokens[c.v].Head; r.Tokens[c.v].Deprel == "parataxis" && h >= c.lo {
		lo = max(lo, int(r.left[h]))
	}
	u := utterance{unit: doc.Range{First: from, Last: r.unitEnd(c)}}
	before := r.trim(lo, from)
	if before.Empty() {
		return u, false
	}
	if w := r.lastHere(from); w != nil && u.unit.Last >= c.hi-1 {
		r.endAt(w, from) // "he said that …, the agency reported"
	}
	u.Content = []doc.Range{before}
	after := r.trim(u.unit.Last, c.hi)
	if !after.Empty() && r.isCue(after.Last-1) && r.finite(after.Last-1, after.Last) {
		return u, true // "…, the chief said, the agency reported"
	}
	if r.inMidst(c, from) && !after.Empty() {
		u.Content = append(u.Content, after)
		return u, true
	}
	if h := r.Tokens[c.v].Head; h >= 0 && after.First < after.Last && r.below(after.First, h) && !r.below(after.First, c.v) && after.Last-after.First > 1 && u.unit.Last < c.hi && r.isComma(u.unit.Last) &&
		!r.pos(after.First, "CCONJ") && !(r.isCue(after.First) && r.nonFinite(after.First)) {
		u.Content = append(u.Content, after)
	}
	return u, true
}

// quoted reports whether a passage in quotation marks of more than a term lies
// in any of the ranges.
func (r *reading) quoted(ranges []doc.Range) bool {
	for _, c := range ranges {
		for i := c.First; i < c.Last; i++ {
			n := r.spanAt[i]
			if n == 0 {
				continue
			}
			s := r.spans[n-1]
			if s.Words > fewWords {
				return true
			}
			i = s.Last
		}
	}
	return false
}
