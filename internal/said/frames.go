package said

import (
	"slices"

	"parley/internal/doc"
)

// frameNames are the shapes that the content of a cue takes; true where the
// shape needs words behind a colon. cues.tsv explains them.
var frameNames = map[string]bool{
	"clause": false, "addr": false, "quote": false, "passive": false,
	"to": false, "ing": false, "np": false, "p": true,
	"np-to": false, "np-of": false, "np-as": false, "np-np": false, "np-p": true,
	"source": false, "quoted": false, "put-it": false, "in-words": false, "from": false,
}

// verbCue adds what verb v reports, by the first frame that fits.
func (r *reading) verbCue(v int) {
	cues := r.verbs[r.Tokens[v].Lemma]
	if cues == nil {
		return
	}
	c, ok := r.clauseOf(v)
	if !ok {
		return
	}
	if o := r.outer(c); o != nil {
		c.subj = speaker{head: o.head, words: o.Speaker, phrase: o.phrase, person: o.person}
	}
	for _, q := range cues {
		c.after = v + 1
		if q.more != "" {
			if c.after = r.pastWord(v, q.more); c.after == doc.None {
				continue
			}
		}
		for i := range q.frames {
			if u, ok := r.fit(c, q, &q.frames[i]); ok {
				r.partFrom(c, &u)
				r.add(c, q, u)
				return
			}
		}
	}
}

// pastWord returns the token behind the word that belongs to verb v, or None.
// It stands within three tokens: "point out", "put it", "made it clear".
func (r *reading) pastWord(v int, word string) int {
	for i := v + 1; i < min(v+4, r.here().Last); i++ {
		if r.is(i, word) {
			return i + 1
		}
		if !r.pos(i, "ADV", "PRON") {
			break
		}
	}
	return doc.None
}

// fit tries one frame of a cue.
func (r *reading) fit(c clause, q *cue, f *frame) (utterance, bool) {
	switch f.name {
	case "clause":
		return r.fitClause(c, q, c.passive)
	case "addr":
		return r.fitAddressed(c, q)
	case "quote":
		return r.fitQuote(c, q)
	case "passive":
		return r.fitPassive(c)
	case "quoted":
		return r.fitQuoted(c)
	case "source":
		return r.fitSource(c)
	case "put-it":
		return r.fitPutIt(c)
	}
	if c.passive {
		return r.fitAgent(c, q, f)
	}
	if r.Tokens[c.v].XPOS == "VBG" && r.lemma(c.v, "raise", "give", "sound", "take", "back", "support", "address") && r.Tokens[c.v].Deprel == "advcl" {
		return utterance{}, false // "…, raising concerns" is what follows, not what is said
	}
	if r.spanAt[c.v] > 0 && !c.subj.none() && r.pos(c.subj.head, "PRON") {
		return utterance{}, false // the speaker of the quotation tells what others do
	}
	if c.unreal || !r.canSpeak(c.subj, max(q.subject, subjectPerson)) {
		return utterance{}, false
	}
	content, ok := r.shape(c, f)
	if !ok {
		return utterance{}, false
	}
	return utterance{Quote: doc.Quote{Content: []doc.Range{content}}}, true
}

// shape returns the content of a frame whose content follows the verb without
// being a clause.
func (r *reading) shape(c clause, f *frame) (doc.Range, bool) {
	i := c.after
	for i < c.end && (r.pos(i, "ADV") && !r.is(i, "not") || r.isComma(i) && f.name == "to") {
		i++
	}
	switch f.name {
	case "to":
		return r.shapeTo(c, i)
	case "ing":
		if i < c.end && r.Tokens[i].XPOS == "VBG" && r.pos(i, "VERB", "AUX") {
			return r.reach(c, i), true
		}
	case "p":
		if r.weekday(i) || r.weekday(i+1) {
			return doc.Range{}, false // "called on Tuesday"
		}
		if i > c.after || i < c.end && r.oneOf(i, f) {
			return r.shapeAfter(c, i, f)
		}
		if slices.Contains(f.words, r.Word(c.after-1)) && c.after-1 > c.v && i < c.end {
			return r.reach(c, i), true // "called for": the word belongs to the cue
		}
	default:
		return r.shapeObject(c, f)
	}
	return doc.Range{}, false
}

// oneOf reports whether token i is one of the words of f.
func (r *reading) oneOf(i int, f *frame) bool { return r.is(i, f.words...) }

func (r *reading) shapeAfter(c clause, i int, f *frame) (doc.Range, bool) {
	if i+1 < c.end && r.oneOf(i, f) {
		return r.reach(c, i+1), true
	}
	return doc.Range{}, false
}

// shapeTo takes an infinitive, which a phrase of time may part from the verb:
// "threatened on Monday to leave".
func (r *reading) shapeTo(c clause, i int) (doc.Range, bool) {
	heard := r.kid(c.v, "iobj", "obj") == doc.None || !r.lemma(c.v, "promise", "pledge", "vow", "swear")
	for i < c.end {
		if r.isTo(i) || r.is(i, "not") && i+1 < c.end && r.isTo(i+1) {
			if i+1 < c.end && r.sayNothing(i+1) {
				return doc.Range{}, false
			}
			c.end = r.infinitiveEnd(c, i)
			return r.reach(c, i), true
		}
		j := r.skip(c, i, &heard)
		if j == i {
			break
		}
		i = j
	}
	return doc.Range{}, false
}

// isTo reports whether "to" stands at i with an infinitive behind it.
func (r *reading) isTo(i int) bool {
	return r.is(i, "to") && (r.pos(i, "PART") || i+1 < r.here().Last && r.pos(i+1, "VERB", "AUX"))
}

// infinitiveEnd returns where the infinitive that begins at i ends: before a
// clause that is coordinated with the verb itself.
func (r *reading) infinitiveEnd(c clause, i int) int {
	for k := range r.kids(c.v) {
		if rel := r.Tokens[k].Deprel; k < i || rel != "conj" && rel != "parataxis" || r.markedTo(k) {
			continue
		}
		at := int(r.left[k])
		for at-1 > i && (r.pos(at-1, "CCONJ") || r.isComma(at-1)) {
			at--
		}
		return min(c.end, max(i+1, at))
	}
	return c.end
}

// sayNothing reports whether the infinitive at i says that nothing is said:
// "refused to comment", "declined to be named".
func (r *reading) sayNothing(i int) bool {
	if r.is(i, "be") {
		return i+1 < r.here().Last && r.is(i+1, "named", "identified", "quoted", "drawn")
	}
	return r.lemma(i, "comment", "say", "confirm", "answer", "elaborate", "disclose", "specify", "identify", "give", "speak",
		"name", "reveal", "respond", "provide", "discuss", "deny", "speculate", "rule")
}

// shapeObject takes the object of the verb, and what must follow it.
func (r *reading) shapeObject(c clause, f *frame) (doc.Range, bool) {
	o := r.objectOf(c, f)
	if o == doc.None {
		return doc.Range{}, false
	}
	from := max(c.after, int(r.left[o]))
	if f.name == "np" && len(f.words) > 0 && slices.Contains(f.words, r.Tokens[o].Lemma) == f.not {
		return doc.Range{}, false
	}
	switch f.name {
	case "np":
		return r.objectRange(c, o, from), true
	case "np-to":
		return r.objectThen(c, o, from, r.isTo)
	case "np-of":
		return r.objectThen(c, o, from, func(i int) bool { return r.is(i, "of", "over") })
	case "np-as":
		return r.objectThen(c, o, from, func(i int) bool { return r.is(i, "as") })
	case "np-p":
		return r.objectThen(c, o, from, func(i int) bool { return r.oneOf(i, f) })
	case "np-np":
		return r.objectTwice(c, o, from, f)
	}
	return doc.Range{}, false
}

// objectOf returns the head of the object of the verb, or None. A word that
// belongs to the cue ("call on") makes the noun behind it the object.
func (r *reading) objectOf(c clause, f *frame) int {
	if o := r.kid(c.v, "obj"); o >= c.after && f.name == "np" {
		return o
	}
	for k := range r.kids(c.v) {
		if k < c.after {
			continue
		}
		switch rel := r.Tokens[k].Deprel; {
		case rel == "obj" || rel == "iobj":
			return k
		case (rel == "obl" || rel == "nmod" || rel == "nsubj") && c.after > c.v+1 && int(r.left[k]) <= c.after && !r.pos(c.after, "ADP"):
			return k
		}
	}
	if f.name == "np" {
		return doc.None
	}
	// "urged them to stop" may come as a clause of which they are the subject.
	if c.after < c.end && r.startsPhrase(c.after) {
		return r.phraseHead(c.after, c.end)
	}
	return doc.None
}

// objectRange returns the words of object o: all that hangs on it, and the
// phrases right behind it that the parse has given to the verb.
func (r *reading) objectRange(c clause, o, from int) doc.Range {
	last := min(c.end, int(r.right[o])+1)
	for i := o + 1; i < last; i++ {
		if r.pos(i, "ADP") && r.is(i, "on", "in", "via", "during") && r.isTimeOrChannel(i, r.phraseEnd(i+1, last)) {
			return r.trim(from, i) // how and when it was said
		}
	}
	for last < c.end && r.pos(last, "ADP") {
		k, to := r.Tokens[last].Head, r.phraseEnd(last+1, c.end)
		if k < last || k >= c.end || !r.below(k, c.v) || to == last+1 || r.isTimeOrChannel(last, to) {
			break
		}
		last = to
	}
	return r.trim(from, last)
}

// objectThen takes the object with what follows it, if a token that then
// accepts comes before the next clause.
func (r *reading) objectThen(c clause, o, from int, then func(int) bool) (doc.Range, bool) {
	for i := o + 1; i < min(c.end, o+20); i++ {
		if then(i) {
			return r.reach(c, from), true
		}
		if r.finite(i, i+1) && r.Tokens[i].Deprel != "acl:relcl" {
			break
		}
	}
	return doc.Range{}, false
}

// objectTwice takes an object and what it is called: "called the strike a
// crime", "called it “barbaric”".
func (r *reading) objectTwice(c clause, o, from int, f *frame) (doc.Range, bool) {
	i := o + 1
	if n, ok := r.nameEnd(o); ok {
		i = max(i, n)
	}
	second := false
	if r.is(o, "itself", "himself", "herself", "themselves") && len(f.words) == 0 {
		return doc.Range{}, false // "a gang calling itself the Lions"
	}
	for k := range r.kids(c.v) {
		rel := r.Tokens[k].Deprel
		second = second || k > o && (rel == "xcomp" || rel == "obj") && !r.markedTo(k) && r.Tokens[k].XPOS != "VB"
	}
	for j := i; j < min(c.end, i+8) && !second; j++ {
		if r.opensSpan(j) && j > o || r.is(j, "a", "an", "the") && !r.pos(j-1, "ADP", "CCONJ") || r.is(j, "that") && j == i && !r.pos(o, "PRON") {
			second = true
		}
		if r.isComma(j) || r.pos(j, "ADP", "VERB", "AUX") && j == i {
			break
		}
	}
	if len(f.words) > 0 {
		named := false
		for j := i; j < min(c.end, i+4); j++ {
			named = named || r.lemma(j, f.words...)
		}
		second = named
	}
	if !second {
		return doc.Range{}, false
	}
	return r.reach(c, from), true
}
