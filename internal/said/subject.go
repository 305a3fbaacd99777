package said

import (
	"strings"

	"parley/internal/doc"
)

// subjectOf returns the head of the phrase that is the subject of verb v, or
// None. It looks below v first, then where a coordinated, a participial or a
// relative verb has its subject.
func (r *reading) subjectOf(v int) int {
	for range maxClimb {
		if s := r.ownSubject(v); s != doc.None {
			if r.isRelative(s) {
				return r.ableBefore(r.antecedent(v, s), s)
			}
			return s
		}
		h := r.Tokens[v].Head
		if h < 0 {
			return doc.None
		}
		switch rel := r.Tokens[v].Deprel; rel {
		case "conj", "xcomp", "parataxis", "advcl", "ccomp":
			if rel == "conj" || rel == "xcomp" || r.nonFinite(v) {
				if r.pos(h, "VERB", "AUX", "ADJ") || r.kid(h, "nsubj", "nsubj:pass") != doc.None {
					v = h
					continue
				}
				if rel == "advcl" {
					return h
				}
			}
			return doc.None
		case "acl":
			return h
		case "acl:relcl":
			return doc.None
		}
		return doc.None
	}
	return doc.None
}

// maxClimb bounds the way up to a subject.
const maxClimb = 5

// nonFinite reports whether v is a participle or an infinitive.
func (r *reading) nonFinite(v int) bool {
	switch r.Tokens[v].XPOS {
	case "VBG", "VBN", "VB":
		return true
	}
	return false
}

// ownSubject returns the subject among the children of v. Of several, as
// where a quotation is tangled with its frame, it is the closest on the same
// side of the quotation marks.
func (r *reading) ownSubject(v int) int {
	best, gap := doc.None, 0
	for k := range r.kids(v) {
		switch r.Tokens[k].Deprel {
		case "nsubj", "nsubj:pass", "nsubj:outer", "csubj":
		default:
			continue
		}
		if r.spanAt[k] != r.spanAt[v] || r.pos(k, "SCONJ") {
			continue
		}
		d := max(k-v, v-k)
		if best == doc.None || d < gap {
			best, gap = k, d
		}
	}
	return best
}

// isRelative reports whether token i is a relative pronoun.
func (r *reading) isRelative(i int) bool {
	return r.is(i, "who", "which", "that", "whom") && r.pos(i, "PRON", "SCONJ", "DET")
}

// antecedent returns the noun that the relative pronoun s of verb v stands for.
func (r *reading) antecedent(v, s int) int {
	for range maxClimb {
		switch r.Tokens[v].Deprel {
		case "acl:relcl", "acl":
			return r.Tokens[v].Head
		case "conj", "xcomp":
			v = r.Tokens[v].Head
			continue
		}
		break
	}
	// Where the parse does not know a relative clause, the noun before it is it.
	i := s - 1
	if i >= r.here().First && r.isComma(i) {
		i--
	}
	if i >= r.here().First && r.pos(i, "NOUN", "PROPN") {
		return i
	}
	return doc.None
}

// ableBefore returns a, or, where a thing cannot speak, the nearest name of a
// person or body before the relative pronoun s: "accused the army of the raid,
// which denied it".
func (r *reading) ableBefore(a, s int) int {
	if a == doc.None || r.nameAt[a] > 0 || r.headAt[a] > 0 || r.kindOf(a) != speakerUnknown || !r.is(s, "which", "who") {
		return a
	}
	for i := s - 1; i >= max(r.here().First, s-8) && !r.pos(i, "VERB"); i-- {
		if r.kindOf(i) == speakerBody {
			return i
		}
		if n := r.nameAt[i]; n > 0 && r.Names[n-1].Kind != doc.Place && r.Names[n-1].Kind != doc.Nationality {
			return i
		}
	}
	return a
}

// speaker is a phrase that may name who speaks.
type speaker struct {
	// head is the token that the phrase hangs on.
	head int
	// words name the speaker; phrase is all of it with role and apposition.
	words, phrase doc.Range
	// person is true where the words are a person's name.
	person bool
}

// none reports whether there is no speaker.
func (s speaker) none() bool { return s.words.Empty() }

// nobody is the speaker that is not there.
var nobody = speaker{head: doc.None}

// phraseAt returns the speaker whose phrase hangs on head, cut to [from, to).
func (r *reading) phraseAt(head, from, to int) speaker {
	if head < from || head >= to {
		return nobody
	}
	phrase := doc.Range{First: max(from, int(r.left[head])), Last: min(to, int(r.right[head])+1)}
	if r.pos(head, "VERB") {
		// "a local official speaking anonymously said" can be parsed with the
		// participle as the subject: what stands before it is the noun.
		if head == phrase.First || !r.nonFinite(head) {
			return nobody
		}
		words := r.bare(doc.Range{First: phrase.First, Last: head})
		if words.Empty() {
			return nobody
		}
		return speaker{head: words.Last - 1, words: words, phrase: phrase}
	}
	for phrase.First < head && r.isComma(phrase.First) {
		phrase.First++ // the parse hangs the comma in front on the phrase
	}
	phrase = r.shorten(head, phrase)
	if r.pos(head, "PRON") && !r.is(head, "those", "all", "both", "some", "many", "several") {
		self := doc.Range{First: head, Last: head + 1}
		return speaker{head: head, words: self, phrase: self}
	}
	if n, ok := r.personIn(head, phrase); ok {
		return speaker{head: head, words: n, phrase: phrase, person: true}
	}
	return speaker{head: head, words: r.nominal(head, phrase), phrase: phrase}
}

// shorten cuts a phrase where a clause of another verb or a quotation begins
// in it.
func (r *reading) shorten(head int, p doc.Range) doc.Range {
	for i := head + 1; i < p.Last; i++ {
		if r.spanAt[i] != r.spanAt[head] || r.is(i, ":") {
			p.Last = i
			break
		}
	}
	for i := head - 1; i >= p.First; i-- {
		if r.spanAt[i] != r.spanAt[head] || r.isMark(i) {
			p.First = i + 1
			break
		}
	}
	return p
}

// personIn returns the name of the person whom a phrase names: that of the
// head, or that of an apposition to it.
func (r *reading) personIn(head int, p doc.Range) (doc.Range, bool) {
	if n, ok := r.personOver(head); ok {
		return r.withConjuncts(head, n, p), true
	}
	for k := range r.kids(head) {
		switch r.Tokens[k].Deprel {
		case "flat", "appos":
			if n, ok := r.personOver(k); ok && inside(n, p) {
				return n, true
			}
			// "Mullah Omar Sahak": a title that the name does not take in
			// heads the apposition.
			for kk := range r.kids(k) {
				if n, ok := r.personOver(kk); ok && r.Tokens[kk].Deprel == "flat" && inside(n, p) {
					return n, true
				}
			}
		}
	}
	if !r.isRole(head) {
		return doc.Range{}, false
	}
	// "a spokesman for the governor, Omar Sahak, said": the last name of the
	// phrase behind a comma, whatever noun the parse has given it to.
	for i := p.Last - 1; i > head; i-- {
		n, ok := r.personOver(i)
		if !ok || !inside(n, p) {
			continue
		}
		if c := r.titleStart(n.First); c > head && r.isComma(c-1) && r.endsPhrase(n.Last) {
			return n, true
		}
		// "the UN coordinator for Iraq Anna Berg": the name of a place or body ends
		// what the office is for, so the next one is the person's.
		if before := n.First - 1; before > head && n.Last == p.Last && r.nameAt[before] > 0 && r.Names[r.nameAt[before]-1].Kind != doc.Person {
			return n, true
		}
		i = n.First
	}
	return doc.Range{}, false
}

// titleStart returns where the titles before a name begin: "Mullah" of "Mullah
// Omar Sahak", "Gen." of "Gen. Ahmad".
func (r *reading) titleStart(i int) int {
	for i > r.here().First && r.pos(i-1, "PROPN") {
		i--
	}
	return i
}

// endsPhrase reports whether a comma, a mark, a verb or the sentence's end
// stands at token i.
func (r *reading) endsPhrase(i int) bool {
	return i >= r.here().Last || r.isComma(i) || r.isMark(i) || r.isEnd(i) || r.pos(i, "VERB", "AUX", "ADV", "PUNCT")
}

// withConjuncts widens a person's name over the names joined to it: "Santos
// and Londoño".
func (r *reading) withConjuncts(head int, n, p doc.Range) doc.Range {
	for k := range r.kids(head) {
		if r.Tokens[k].Deprel != "conj" || k < n.Last {
			continue
		}
		if m, ok := r.personOver(k); ok && inside(m, p) {
			n.Last = m.Last
		}
	}
	return n
}

func inside(a, b doc.Range) bool { return b.First <= a.First && a.Last <= b.Last }

// personOver returns the person's name over token i.
func (r *reading) personOver(i int) (doc.Range, bool) {
	if r.nameAt[i] == 0 {
		return doc.Range{}, false
	}
	n := r.Names[r.nameAt[i]-1]
	return doc.Range{First: n.First, Last: n.Last}, n.Kind == doc.Person
}

// nominal returns the words of a phrase without a person's name: what stands
// before the head without the determiner, and the phrases behind it up to the
// first comma or verb. A head that is a name is the name alone, unless others
// are joined to it.
func (r *reading) nominal(head int, p doc.Range) doc.Range {
	first, last := p.First, head+1
	if r.nameAt[head] > 0 {
		n := r.Names[r.nameAt[head]-1]
		last = max(last, min(n.Last, p.Last))
		if n.Kind != doc.Nationality || n.Last == head+1 {
			// "the rebel group FARC" keeps its nouns, "the Taliban" does not.
			first = max(first, min(n.First, head))
		}
	}
	joined := false
	for k := range r.kids(head) {
		if r.Tokens[k].Deprel == "conj" && k > head && k < p.Last && r.pos(k, "NOUN", "PROPN") {
			joined, last = true, k+1
		}
	}
	for joined || r.nameAt[head] == 0 || r.isRole(head) {
		if last < p.Last && r.nameAt[last] > 0 && r.nameAt[last] == r.nameAt[last-1] {
			last++
			continue
		}
		if last >= p.Last || r.isComma(last) || r.isMark(last) || r.isRelative(last) || r.isDate(last, p.Last) || r.pos(last, "VERB", "AUX", "PUNCT", "SCONJ") {
			break
		}
		last++
	}
	if joined || r.nameAt[head] == 0 {
		first = p.First
	}
	return r.bare(doc.Range{First: first, Last: last})
}

// isDate reports whether a preposition with a day stands at i: "on April 13".
func (r *reading) isDate(i, hi int) bool {
	if !r.pos(i, "ADP") {
		return false
	}
	for j := i + 1; j < min(hi, i+4); j++ {
		if r.weekday(j) || r.pos(j, "NUM") && r.pos(j-1, "PROPN") {
			return true
		}
	}
	return false
}

// bare takes determiners, conjunctions, prepositions and adverbs off the
// front of a phrase, and prepositions and marks off its end.
func (r *reading) bare(p doc.Range) doc.Range {
	for p.First < p.Last-1 && (r.is(p.First, "the", "a", "an", "both", "but", "and", "meanwhile", "another", "this", "that") || r.isMark(p.First) ||
		r.pos(p.First, "PUNCT", "CCONJ", "SCONJ") || r.pos(p.First, "ADV", "ADP") && p.First+1 < p.Last) {
		p.First++
	}
	for p.Last > p.First+1 && (r.pos(p.Last-1, "PUNCT", "CCONJ", "ADP", "ADV", "DET", "PART") || r.isMark(p.Last-1)) {
		p.Last--
	}
	return p
}

// isRole reports whether token i is a noun for persons: a spokesman, an
// office, a resident.
func (r *reading) isRole(i int) bool {
	if r.isSomebody(i) {
		return true
	}
	switch r.kindOf(i) {
	case speakerSpokes, speakerOffice, speakerPeople, speakerSource, speakerForce:
		return true
	}
	return false
}

// isSomebody reports whether token i stands for a person without a noun: "one
// of the survivors", "said another".
func (r *reading) isSomebody(i int) bool {
	return r.pos(i, "NUM", "DET", "PRON") && r.is(i, "one", "another", "others")
}

// kindOf returns what the noun at token i tells of a speaker.
func (r *reading) kindOf(i int) speakerKind {
	if k, ok := r.speakers[r.Tokens[i].Lemma]; ok {
		return k
	}
	if !r.pos(i, "PROPN") {
		return speakerUnknown
	}
	return r.speakers[strings.ToLower(r.Word(i))]
}
