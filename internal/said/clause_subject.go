package said

import (
	"parley/internal/doc"
)

// adjacentSubject returns the phrase next to the verb where the parse has no
// subject for it: "…," said officials; "… the officials said".
func (r *reading) adjacentSubject(c clause) speaker {
	if i := c.v + 1; i < c.hi && c.v > c.lo && r.startsPhrase(i) && !r.weekday(i) && (r.isMark(c.v-1) || r.isComma(c.v-1)) {
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
	rel := r.Tokens[v].Deprel
	loose := (rel == "root" || rel == "ccomp") && v > c.lo && r.isComma(v-1) // the parse has the name in the clause before
	if !loose && rel != "conj" && rel != "parataxis" || v <= c.lo+1 || r.ownSubject(v) != doc.None || !r.lemma(v, "say", "tell", "report", "write", "add", "announce", "confirm", "warn", "note", "post", "tweet") {
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
