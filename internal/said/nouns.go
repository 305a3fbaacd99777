package said

import (
	"slices"

	"parley/internal/doc"
)

// according takes "according to X": what the rest of its clause says is X's.
func (r *reading) according(i int) {
	s := r.here()
	hi := s.Last
	if n := r.spanAt[i]; n > 0 {
		hi = min(hi, r.spans[n-1].Last)
	}
	head := r.phraseHead(i+2, hi)
	if h := r.Tokens[i].Head; h > i+1 && h < hi && r.pos(h, "NOUN", "PROPN", "PRON", "ADJ", "NUM") {
		head = h
	}
	if head == doc.None {
		return
	}
	by := r.phraseAt(head, i+2, hi)
	if by.none() || !r.canSpeak(by, subjectText) {
		return
	}
	content := r.aroundAccording(i, head, by, hi)
	if len(content) == 0 {
		return
	}
	r.add(clause{v: i, lo: s.First, hi: hi, end: hi, subj: by}, &cue{rule: "said.according", stance: doc.StanceSays},
		utterance{Quote: doc.Quote{Content: content}, unit: doc.Range{First: i, Last: by.phrase.Last}})
}

// aroundAccording returns what is said around the phrase at i: the rest of
// the sentence behind it, or the clause that it hangs on before it.
func (r *reading) aroundAccording(i, head int, by speaker, hi int) []doc.Range {
	s := r.here()
	end := max(by.phrase.Last, by.words.Last)
	for end < hi && !r.isComma(end) && !r.isEnd(end) && !r.isMark(end) && end < by.phrase.Last {
		end++
	}
	var out []doc.Range
	lo := s.First
	if v := r.Tokens[head].Head; v >= lo && v < i && r.Tokens[v].Deprel == "conj" && r.pos(v, "VERB", "AUX", "ADJ") {
		lo = max(lo, int(r.left[v]))
	}
	for lo < i && r.pos(lo, "CCONJ", "PUNCT") {
		lo++
	}
	if before := r.trim(lo, i); before.Last-before.First > 1 {
		out = append(out, before)
		if end >= hi || !r.isComma(end) || !r.isComma(i-1) {
			return out
		}
	}
	if after := r.trim(end, hi); after.Last-after.First > 1 {
		out = append(out, after)
	}
	return out
}

// nounCue adds what a noun such as "claim" or "threat" reports, where its
// phrase tells whose it is, or a that-clause tells what.
func (r *reading) nounCue(n int) {
	cues := r.nouns[r.Tokens[n].Lemma]
	if cues == nil || r.Tokens[n].Head == doc.Unparsed {
		return
	}
	if r.is(n-min(n, 1), "no") || r.noBody(n) {
		return
	}
	s := r.here()
	by := r.makerOf(n, s)
	for _, q := range cues {
		for i := range q.frames {
			if q.frames[i].name == "from" && !by.none() && r.fromPhrase(n, by) {
				r.add(clause{v: n, lo: s.First, hi: s.Last, end: s.Last, subj: by}, q,
					utterance{Quote: doc.Quote{Content: []doc.Range{r.faced(n, s)}}, unit: doc.Range{First: n, Last: n + 1}})
				return
			}
			content, ok := r.nounContent(n, s, &q.frames[i])
			if !ok || by.none() && (q.frames[i].name != "clause" || !r.lemma(n, "claim", "allegation", "accusation", "report", "rumour", "rumor", "assertion")) {
				continue
			}
			r.add(clause{v: n, lo: s.First, hi: s.Last, end: s.Last, subj: by}, q,
				utterance{Quote: doc.Quote{Content: []doc.Range{content}}, unit: doc.Range{First: int(r.left[n]), Last: n + 1}})
			return
		}
	}
}

// makerOf returns whose word the noun n is: by a genitive, "by" or "from", or
// as the object of a verb that makes it.
func (r *reading) makerOf(n int, s doc.Sentence) speaker {
	if o := r.ownerOf(n); o != doc.None && r.ownsWord(n, o) {
		return r.phraseAt(o, s.First, s.Last)
	}
	for i := n + 1; i < min(s.Last-1, n+3); i++ {
		if r.is(i, "by", "from") {
			if head := r.phraseHead(i+1, s.Last); head != doc.None {
				if by := r.phraseAt(head, i+1, s.Last); r.canSpeak(by, subjectPerson) {
					return r.withOthers(by, s.Last)
				}
			}
			break
		}
	}
	if h := r.Tokens[n].Head; h >= 0 && r.Tokens[n].Deprel == "obj" && r.lemma(h, "make", "issue", "repeat", "renew", "give", "reiterate", "send", "post", "level", "voice") {
		if c, ok := r.clauseOf(h); ok && !c.passive && !c.unreal && r.canSpeak(c.subj, subjectPerson) {
			return c.subj
		}
	}
	return nobody
}

// withOthers widens a phrase over another speaker that "and" joins to it behind
// a phrase of place: "from unions at home and the bishop's office".
func (r *reading) withOthers(by speaker, hi int) speaker {
	i := by.words.Last
	if i < hi && r.pos(i, "ADP") {
		i = r.phraseEnd(i+1, hi)
	}
	if i+1 >= hi || !r.is(i, "and") {
		return by
	}
	j := r.phraseEnd(i+1, hi)
	if head := r.phraseHead(i+1, j); head != doc.None && r.canSpeak(r.phraseAt(head, i+1, j), subjectPerson) {
		by.words.Last = max(by.words.Last, j)
		by.phrase.Last = max(by.phrase.Last, j)
	}
	return by
}

// ownsWord reports whether o is the maker of the word n rather than what it
// is of: "the denial of the ministry" but "criticism of the ministry".
func (r *reading) ownsWord(n, o int) bool {
	if r.Tokens[o].Deprel == "compound" || r.Tokens[o].Deprel == "amod" {
		return false
	}
	c := r.kid(o, "case")
	return r.is(n, "words") || c == doc.None || !r.is(c, "of", "to") || r.Tokens[o].Deprel == "nmod:poss"
}

// nounContent returns what the noun n says by one frame.
func (r *reading) nounContent(n int, s doc.Sentence, f *frame) (doc.Range, bool) {
	if f.name == "in-words" {
		return r.inWords(n, s)
	}
	for k := range r.kids(n) {
		if k < n {
			continue
		}
		first, last := max(n+1, int(r.left[k])), int(r.right[k])+1
		switch f.name {
		case "clause":
			if m := int(r.left[k]); m > n && r.is(m, "that") && r.isClause(k, m) {
				return r.trim(m+1, last), true
			}
		case "to":
			if (r.Tokens[k].Deprel == "acl" || r.Tokens[k].Deprel == "xcomp") && r.markedTo(k) {
				return r.trim(first, last), true
			}
		case "p":
			if c := r.kid(k, "case", "mark"); c != doc.None && c > n && slices.Contains(f.words, r.Word(c)) && (r.Tokens[k].Deprel == "nmod" || r.Tokens[k].Deprel == "acl") {
				return r.trim(c+1, last), true
			}
		}
	}
	return doc.Range{}, false
}

// isClause reports whether verb k with "that" at m is what a noun says, and no
// relative clause: "the claim that he fled", not "the claim that he made".
func (r *reading) isClause(k, m int) bool {
	switch r.Tokens[k].Deprel {
	case "acl", "ccomp", "acl:relcl":
	default:
		return false
	}
	if r.Tokens[m].Deprel == "mark" {
		return true
	}
	return r.Tokens[m].Deprel == "obj" && r.kid(k, "nsubj", "nsubj:pass") > m && r.lastObject(k) > m
}

// lastObject returns the last object of verb k, or None.
func (r *reading) lastObject(k int) int {
	o := doc.None
	for kk := range r.kids(k) {
		if rel := r.Tokens[kk].Deprel; rel == "obj" || rel == "ccomp" || rel == "xcomp" {
			o = kk
		}
	}
	return o
}

// inWords takes "in the words of the envoy" and "in his own words".
func (r *reading) inWords(n int, s doc.Sentence) (doc.Range, bool) {
	if c := r.kid(n, "case"); c == doc.None || !r.is(c, "in") || !r.is(n, "words") {
		return doc.Range{}, false
	}
	first, last := int(r.left[n]), int(r.right[n])+1
	if first <= s.First+1 {
		return r.trim(last, s.Last), last < s.Last
	}
	return r.trim(s.First, first), true
}

// fromPhrase reports whether by stands behind n with "by" or "from".
func (r *reading) fromPhrase(n int, by speaker) bool {
	if by.phrase.First <= n {
		return false
	}
	for i := n + 1; i < min(by.words.First, n+4); i++ {
		if r.is(i, "from", "by") {
			return true
		}
	}
	return false
}

// faced returns what meets criticism, a call or a threat: the subject of the
// verb that has it as its object, else the noun with what stands before it.
func (r *reading) faced(n int, s doc.Sentence) doc.Range {
	if h := r.Tokens[n].Head; h > s.First && h < n && r.Tokens[h].XPOS == "VBG" && r.isComma(h-1) {
		// "said it would leave, drawing criticism from": what was said draws it.
		if u := r.lastHere(h - 1); u != nil {
			r.endAt(u, h-1)
			return u.Content[len(u.Content)-1]
		}
	}
	if h := r.Tokens[n].Head; h >= 0 && r.Tokens[n].Deprel == "obj" && r.lemma(h, "face", "draw", "spark", "provoke", "attract", "receive", "prompt", "trigger", "meet", "earn") {
		if subj := r.ownSubject(h); subj != doc.None && subj < n {
			return r.trim(max(s.First, int(r.left[subj])), min(h, int(r.right[subj])+1))
		}
	}
	return r.trim(max(s.First, min(n, int(r.left[n]))), n+1)
}
