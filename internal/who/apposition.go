package who

import (
	"parley/internal/doc"
)

// appositionBefore reads "a spokesman for the Balkh governor, Omar
// Sahak,". The leftmost office of the noun phrase is the person's; a comma must
// close the name, or it is the subject of a new clause.
func (r *reading) appositionBefore(u *nameUse) {
	s := r.sentence(u.first)
	comma := u.from - 1
	if comma <= s.First || r.low[comma] != "," || !r.closes(u.last, s.Last) {
		return
	}
	best := int32(doc.None)
	for i := comma - 1; i >= s.First && i > comma-18; i-- {
		if n := r.nameAt[i]; n != doc.None {
			// "a spokesman for Riek Machar, …"
			if i = r.uses[n].first; i <= s.First || r.low[i-1] != "for" && r.low[i-1] != "to" && r.low[i-1] != "of" {
				break
			}
			continue
		}
		if at := r.officeAt[i]; at != doc.None {
			o := &r.offices[at]
			if o.taken {
				break
			}
			if o.last == comma || r.isComplement(o.last) {
				best = at
			}
			i = o.first
			continue
		}
		if !r.inNounPhrase(i) || i+1 < comma && r.upos(i) == "DET" && best != doc.None && i > s.First && r.upos(i-1) != "ADP" {
			break
		}
	}
	if best == doc.None {
		return
	}
	r.addRole(u, r.modifiers(s.First, r.offices[best].first), comma, int(best), byBefore)
}

// isComplement reports whether a preposition that leads on from an office
// stands at the token.
func (r *reading) isComplement(i int) bool {
	switch r.low[i] {
	case "of", "for", "in", "at", "with", "from", "to":
		return true
	}
	return false
}

// inNounPhrase reports whether a token can stand inside a noun phrase with
// complements.
func (r *reading) inNounPhrase(i int) bool {
	switch r.upos(i) {
	case "NOUN", "PROPN", "ADJ", "DET", "NUM":
		return true
	case "ADP":
		return r.isComplement(i) || r.low[i] == "on"
	case "PART":
		return r.d.Tokens[i].XPOS == "POS"
	case "PRON":
		return r.d.Tokens[i].XPOS == "PRP$"
	case "CCONJ":
		return r.low[i] == "and" && i+1 < len(r.low) && r.upos(i+1) != "DET"
	case "PUNCT":
		return r.low[i] == "-"
	}
	return false
}

// closes reports whether an apposition that ends before token i is closed.
func (r *reading) closes(i, end int) bool {
	if i >= end {
		return true
	}
	switch r.low[i] {
	case ",", ".", ";", ":", "(", ")", "-", "–", "—", "\"", "”", "'":
		return true
	}
	return false
}

// appositionAfter reads "Zabihullah Mujahid, a Taliban spokesman," and
// "Mujahid, who is the group's spokesman,".
func (r *reading) appositionAfter(u *nameUse) {
	s := r.sentence(u.first)
	i := u.last
	if i+1 >= s.Last || r.low[i] != "," && r.low[i] != "(" && r.low[i] != "–" && r.low[i] != "—" {
		return
	}
	i++
	if i+2 < s.Last && r.upos(i) == "NUM" && r.low[i+1] == "," {
		i += 2 // an age
	}
	if r.low[i] == "who" && i+2 < s.Last && r.d.Tokens[i+1].Lemma == "be" {
		i += 2
	}
	first := i
	head := int32(doc.None)
	for ; i < s.Last && i < first+14; i++ {
		if at := r.officeAt[i]; at != doc.None {
			head = at
			i = r.offices[at].last - 1
			continue
		}
		if r.nameAt[i] != doc.None && i > first {
			if head != doc.None && r.offices[head].last == i {
				return // the title of somebody else
			}
			if i+1 >= s.Last || r.d.Tokens[i+1].XPOS != "POS" {
				break
			}
		}
		if !r.inNounPhrase(i) && !(r.upos(i) == "VERB" || r.upos(i) == "ADV") || r.upos(i) == "ADP" {
			break
		}
		if u := r.upos(i); (u == "VERB" || u == "ADV") && !r.beforeNoun(i) {
			break
		}
		if r.isNoun(i) {
			head = doc.None // an office further left is only a modifier
		}
	}
	if head == doc.None || r.offices[head].last != i && !(i > r.offices[head].last && r.upos(i) == "ADP") {
		return
	}
	r.addRole(u, first, r.complements(r.offices[head].last, s.Last), int(head), byAfter)
}

// beforeNoun reports whether a participle or an adverb can qualify a title.
func (r *reading) beforeNoun(i int) bool {
	switch r.low[i] {
	case "acting", "outgoing", "incoming", "leading", "retired", "then", "formerly", "once", "ousted", "now", "also", "elected":
		return true
	}
	return false
}

// complements returns the end of the prepositional phrases that follow an
// office.
func (r *reading) complements(i, end int) int {
	if i >= end || !r.isComplement(i) {
		return i
	}
	start := i
	for i < end && i < start+14 && r.inNounPhrase(i) && (r.nameAt[i] == doc.None || i > start) {
		i++
	}
	for i > start && !r.isNoun(i-1) && r.d.Tokens[i-1].UPOS != "ADJ" && r.d.Tokens[i-1].UPOS != "NUM" {
		i--
	}
	return i
}

// copulas reads "Mahmoud is the militia's chief negotiator".
func (r *reading) copulas() {
	for at := range r.offices {
		o := &r.offices[at]
		if o.taken || r.d.Tokens[o.head].Head == doc.Unparsed {
			continue
		}
		s := r.sentence(o.head)
		subject, cop := doc.None, false
		for i := s.First; i < o.head; i++ {
			if t := &r.d.Tokens[i]; t.Head == o.head {
				switch t.Deprel {
				case "nsubj":
					subject = i
				case "cop":
					cop = r.low[i] != "be"
				}
			}
		}
		if subject == doc.None || !cop || r.nameAt[subject] == doc.None {
			continue
		}
		u := &r.uses[r.nameAt[subject]]
		r.addRole(u, r.modifiers(s.First, o.first), r.complements(o.last, s.Last), at, byCopula)
	}
}
