package said

import (
	"slices"

	"parley/internal/doc"
)

// add finishes an utterance of a cue and keeps it, if anything is said.
func (r *reading) add(c clause, q *cue, u utterance) {
	u.Content = slices.DeleteFunc(u.Content, doc.Range.Empty)
	if len(u.Content) == 0 {
		return // the text breaks off
	}
	u.Cue, u.sentence, u.nested = c.v, r.sent, r.spanAt[c.v] > 0
	u.Stance, u.Rule = q.stance, q.rule
	u.tail = doc.Range{First: c.end, Last: c.tail}
	if u.Speaker.Empty() && !u.Anonymous {
		u.by(c.subj)
	}
	if u.Speaker.Empty() {
		u.head = doc.None
	}
	u.Anonymous = u.Anonymous || u.Speaker.Empty() && !r.pos(c.v, "VERB")
	if u.unit.Empty() {
		u.unit = doc.Range{First: r.unitFrom(c), Last: c.end}
	}
	if u.head != doc.None && r.kindOf(u.head) == speakerText {
		r.fromText(&u)
	}
	u.Mention, u.Actor = doc.None, doc.None
	for i, p := range u.Content {
		u.Content[i] = r.wholeSpan(p, c.v)
	}
	r.take(&u)
	r.said = append(r.said, u)
}

// by makes s the speaker of u.
func (u *utterance) by(s speaker) {
	u.Speaker, u.phrase, u.head, u.person = s.words, s.phrase, s.head, s.person
}

// wholeSpan takes in the rest of a quotation that the end of a clause has cut.
func (r *reading) wholeSpan(p doc.Range, v int) doc.Range {
	if p.Empty() {
		return p
	}
	if n := r.spanAt[p.Last-1]; n > 0 && n != r.spanAt[v] && r.spans[n-1].First >= p.First {
		if t := r.trim(p.First, r.spans[n-1].Last); !(t.First <= v && v < t.Last) {
			return t
		}
	}
	return p
}

// take marks the quotations that lie in what u says, and tells whether a part
// of it is in quotation marks.
func (r *reading) take(u *utterance) {
	for _, p := range u.Content {
		for i := p.First; i < p.Last; i++ {
			n := r.spanAt[i]
			if n == 0 {
				continue
			}
			s := &r.spans[n-1]
			if u.nested && n == r.spanAt[u.Cue] {
				break
			}
			s.Taken = true
			if s.Words > fewWords {
				u.Direct = true
			}
			i = max(i, s.Last)
		}
	}
}

// fromText makes the maker of a text its speaker: the group of "a statement
// by the group said".
func (r *reading) fromText(u *utterance) {
	text := u.head
	o := r.ownerOf(text)
	if o == doc.None {
		o = r.releaser(text)
	}
	if o == doc.None {
		return
	}
	s := r.here()
	if by := r.phraseAt(o, s.First, s.Last); !by.none() {
		u.unit.First = min(u.unit.First, u.phrase.First)
		u.Speaker, u.head, u.person = by.words, by.head, by.person
	}
}

// releaser returns who releases the text at token i by a verb of which it is
// the object, or None. A parse that takes "the army released data" for one
// phrase has the verb before the noun.
func (r *reading) releaser(i int) int {
	h := r.Tokens[i].Head
	if h >= 0 && r.Tokens[i].Deprel == "obj" && r.lemma(h, "release", "issue", "publish", "post", "send", "circulate", "present", "make") {
		return r.subjectOf(h)
	}
	for k := range r.kids(i) {
		if k > r.here().First && r.pos(k, "VERB") && r.Tokens[k].Deprel == "amod" && r.lemma(k, "release", "issue", "publish", "post") &&
			r.pos(k-1, "NOUN", "PROPN", "ADJ") {
			return k - 1
		}
	}
	return doc.None
}

// absorb gives quotations that no cue has claimed to the utterance before
// them: those that begin a sentence of the same paragraph, and those that take
// up one that the paragraph before left open.
func (r *reading) absorb() {
	for i := range r.spans {
		s := &r.spans[i]
		if s.Taken {
			continue
		}
		if s.Goes && i > 0 && r.spans[i-1].Taken {
			if u := r.holder(i - 1); u != nil {
				r.extend(u, s)
			}
			continue
		}
		if !r.beginsSentence(s.First) || s.Words <= fewWords {
			continue
		}
		if u := r.before(s.First); u != nil && u.Direct && r.paragraphOf(s.First) == r.Sentences[u.sentence].Paragraph {
			r.extend(u, s)
		}
	}
}

func (r *reading) extend(u *utterance, s *span) {
	s.Taken = true
	u.Direct = true
	u.Content = append(u.Content, r.trim(s.First, s.Last))
}

// holder returns the utterance that has span i, the last one of several.
func (r *reading) holder(i int) *utterance {
	for j := len(r.said) - 1; j >= 0; j-- {
		for _, p := range r.said[j].Content {
			if p.First < r.spans[i].Last && r.spans[i].First < p.Last && !r.said[j].nested {
				return &r.said[j]
			}
		}
	}
	return nil
}

// before returns the last utterance whose cue or content begins before token
// i, nested ones left out.
func (r *reading) before(i int) *utterance {
	var last *utterance
	for j := range r.said {
		u := &r.said[j]
		if !u.nested && u.Content[0].First < i && (u.Cue == doc.None || u.Cue < i) && (last == nil || u.Content[0].First >= last.Content[0].First) {
			last = u
		}
	}
	return last
}

// paragraphOf returns the paragraph of token i.
func (r *reading) paragraphOf(i int) int { return r.Sentences[r.sentenceOf(i)].Paragraph }

// sentenceOf returns the index of the sentence that holds token i.
func (r *reading) sentenceOf(i int) int {
	lo, hi := 0, len(r.Sentences)-1
	for lo < hi {
		mid := (lo + hi + 1) / 2
		if r.Sentences[mid].First <= i {
			lo = mid
		} else {
			hi = mid - 1
		}
	}
	return lo
}

// beginsSentence reports whether nothing but marks and a conjunction stands
// between the beginning of a sentence and token i, or the quotation before
// ends right there.
func (r *reading) beginsSentence(i int) bool {
	s := r.Sentences[r.sentenceOf(i)]
	for j := s.First; j < i; j++ {
		if !r.isMark(j) && !r.pos(j, "PUNCT", "CCONJ") && r.spanAt[j] == 0 {
			return false
		}
	}
	return true
}

// orphanWords is how many words a passage in quotation marks has at least that
// is taken for a quote without a cue.
const orphanWords = 4

// orphans makes utterances of the quotations that are left: those of a
// paragraph of their own go on with the speaker of the paragraph before, those
// behind a colon are said by who stands before it.
func (r *reading) orphans() {
	for i := range r.spans {
		s := &r.spans[i]
		if s.Taken || s.Words < orphanWords || !r.finite(s.First, s.Last) && s.Words < 2*orphanWords {
			continue
		}
		at := r.sentenceOf(s.First)
		u := utterance{head: doc.None, sentence: at}
		u.Cue, u.Stance, u.Direct, u.Rule = doc.None, doc.StanceSays, true, "said.marks"
		u.Mention, u.Actor = doc.None, doc.None
		u.Content = []doc.Range{r.trim(s.First, s.Last)}
		if u.Content[0].Empty() {
			continue
		}
		switch {
		case r.colonSpeaker(&u, s, at):
		case r.goesOn(&u, s, at):
		default:
			continue
		}
		s.Taken = true
		r.said = append(r.said, u)
	}
}

// goesOn makes u go on with the speaker of the paragraph before, if that
// ended with a direct quote or the paragraph with a colon.
func (r *reading) goesOn(u *utterance, s *span, at int) bool {
	if !r.beginsSentence(s.First) {
		return false
	}
	p := r.before(s.First)
	if p == nil {
		return false
	}
	gap := r.Sentences[at].Paragraph - r.Sentences[r.sentenceOf(p.Content[len(p.Content)-1].Last-1)].Paragraph
	if gap > 1 || gap == 1 && r.Sentences[max(at-1, 0)].Paragraph == r.Sentences[at].Paragraph {
		return false
	}
	u.Speaker, u.phrase, u.head, u.person, u.unit = p.Speaker, p.phrase, p.head, p.person, p.unit
	return true
}

// colonSpeaker finds who speaks by the words before a colon in front of a
// quotation: "Trump: “…”", "Their message was plain: “…”".
func (r *reading) colonSpeaker(u *utterance, s *span, at int) bool {
	c := s.First - 2
	if c < r.Sentences[at].First || !r.is(c, ":") {
		return false
	}
	r.sent = at
	for i := r.Sentences[at].First; i < c; i++ {
		rel := r.Tokens[i].Deprel
		if rel != "nsubj" && rel != "nmod:poss" && rel != "root" || !r.pos(i, "NOUN", "PROPN", "PRON") {
			continue
		}
		if by := r.phraseAt(i, r.Sentences[at].First, c); r.canSpeak(by, subjectPerson) {
			u.by(by)
			u.unit = doc.Range{First: r.Sentences[at].First, Last: c}
			return true
		}
	}
	return false
}
