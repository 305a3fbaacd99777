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

// adjacentSubject returns the phrase next to the verb where the parse has no
// subject for it: "…," said officials; "… the officials said".
func (r *reading) adjacentSubject(c clause) speaker {
	if i := c.v + 1; i < c.hi && c.v > c.lo && r.startsPhrase(i) && (r.isMark(c.v-1) || r.isComma(c.v-1)) {
		if head := r.phraseHead(i, c.hi); head != doc.None {
			return r.phraseAt(head, i, c.hi)
		}
	}
	return nobody
}

// withName gives a role the person's name right behind it that the parse has
// taken for a second subject: "said US envoy Zalmay Khalilzad".
func (r *reading) withName(s speaker, v int) speaker {
	at := s.phrase.Last
	if s.none() || s.person || !r.isRole(s.head) || at >= r.here().Last {
		return s
	}
	if n, ok := r.personOver(at); ok && n.First == at && !(s.phrase.First <= v && v < n.Last) {
		s.words, s.person, s.phrase.Last = n, true, n.Last
	}
	return s
}

// nearSubject returns the phrase between commas in front of a verb without a
// subject that the parse has taken for a part of the clause before: "… in the
// north, a chief and a teacher said", "…, the mayor, Ali Sow, told reporters",
// "…, Ali Sow, the mayor of a town, told reporters".
func (r *reading) nearSubject(c clause) speaker {
	v := c.v
	if rel := r.Tokens[v].Deprel; rel != "conj" && rel != "parataxis" || v <= c.lo+1 || r.ownSubject(v) != doc.None || !r.lemma(v, "say", "tell", "report", "write", "add", "announce", "confirm", "warn", "note", "post", "tweet") {
		return nobody
	}
	last := v
	if r.isComma(v - 1) {
		// An apposition stands last; it or what it explains has to be a person's
		// name.
		if last = r.phraseStart(v-1, c.lo); last == c.lo || !r.isComma(last-1) {
			return nobody
		}
		last--
		_, named := r.personOver(v - 2)
		if _, before := r.personOver(last - 1); !named && !before {
			return nobody
		}
	}
	first := r.phraseStart(last, c.lo)
	if first == last || first == c.lo || !r.isComma(first-1) || r.pos(first, "CCONJ", "ADP") {
		return nobody
	}
	head := r.phraseHead(first, last)
	if head == doc.None {
		return nobody
	}
	s := speaker{head: head, phrase: doc.Range{First: first, Last: v}}
	if s.words, s.person = r.personIn(head, s.phrase); !s.person {
		s.words = r.bare(doc.Range{First: first, Last: last})
	}
	return s
}

// phraseStart returns where the noun phrase without a verb begins that ends
// before token last.
func (r *reading) phraseStart(last, lo int) int {
	first := last
	for first > lo && !r.isComma(first-1) && !r.isMark(first-1) && r.pos(first-1, "DET", "ADJ", "NOUN", "PROPN", "ADP", "CCONJ", "NUM", "PART", "PRON") {
		first--
	}
	return first
}

// besideMarks returns the phrase between a closing quotation mark and a verb
// without a subject: “…,” the envoy, Anna Berg, tweeted.
func (r *reading) besideMarks(c clause) speaker {
	v := c.v
	if r.spanAt[v] > 0 || v == c.lo || r.isMark(v-1) || r.ownSubject(v) != doc.None {
		return nobody
	}
	i := v - 1
	for i > c.lo && !r.isMark(i) && !r.pos(i, "VERB", "AUX", "CCONJ") && v-i < 25 {
		i--
	}
	if !r.isMark(i) || i == 0 || r.spanAt[i-1] == 0 || !r.startsPhrase(i+1) {
		return nobody
	}
	head := r.phraseHead(i+1, v)
	if head == doc.None {
		return nobody
	}
	s := speaker{head: head, phrase: doc.Range{First: i + 1, Last: v}}
	if s.words, s.person = r.personIn(head, s.phrase); !s.person {
		s.words = r.nominal(head, s.phrase)
	}
	return s
}

// subjectBehind returns the phrase behind the verb where nothing else follows
// it: "…, said the chief of police, Ali Omar".
func (r *reading) subjectBehind(c clause) speaker {
	v := c.v
	if v == c.lo || !r.isComma(v-1) && !r.isMark(v-1) || r.finite(v+1, c.hi) || !r.lemma(v, "say", "add", "report") {
		return nobody
	}
	if c.subj.head > v {
		return nobody // the parse has it
	}
	return r.adjacentSubject(c)
}

// nameBefore returns the name that stands right before the verb, for names
// that the parse has torn: "Save the Children said".
func (r *reading) nameBefore(c clause) speaker {
	if c.v == c.lo || r.nameAt[c.v-1] == 0 || r.Tokens[c.v].XPOS == "VBG" || c.passive {
		return nobody
	}
	n := r.Names[r.nameAt[c.v-1]-1]
	if n.First < c.lo || n.First > c.lo && r.pos(n.First-1, "ADP") {
		return nobody
	}
	at := doc.Range{First: n.First, Last: n.Last}
	return speaker{head: n.Last - 1, words: at, phrase: at, person: n.Kind == doc.Person}
}

// startsPhrase reports whether a noun phrase can begin at token i.
func (r *reading) startsPhrase(i int) bool {
	return r.pos(i, "DET", "NOUN", "PROPN", "PRON", "ADJ", "NUM")
}

// phraseHead returns the head of the noun phrase that begins at i.
func (r *reading) phraseHead(i, hi int) int {
	last := r.phraseEnd(i, hi) - 1
	for j := i; j <= last; j++ {
		if r.pos(j, "NOUN", "PROPN", "PRON") && (r.Tokens[j].Head < i || r.Tokens[j].Head > last) {
			return j
		}
	}
	if last >= i && (r.pos(last, "NOUN", "PROPN", "PRON") || r.isRole(last)) {
		return last
	}
	return doc.None
}

// phraseEnd returns the end of the plain noun phrase that begins at i, with
// what follows it behind "of".
func (r *reading) phraseEnd(i, hi int) int {
	noun := false
	for ; i < hi; i++ {
		switch {
		case r.isMark(i):
			return i
		case r.pos(i, "NOUN", "PROPN"):
			noun = true
		case r.pos(i, "PRON"):
			if noun || !r.is(i, "his", "her", "its", "their", "our", "my", "your") {
				if noun {
					return i
				}
				return i + 1
			}
		case r.pos(i, "DET") && noun, r.pos(i, "NUM") && noun && !r.pos(i-1, "PROPN"):
			return i
		case r.pos(i, "DET", "ADJ", "NUM", "PART"), r.is(i, "-"), r.pos(i, "VERB") && r.Tokens[i].Deprel == "amod":
		case r.is(i, "of") && noun:
		default:
			return i
		}
	}
	return i
}
