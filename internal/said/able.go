package said

import "parley/internal/doc"

// canSpeak reports whether the phrase at s can be the subject of a cue.
func (r *reading) canSpeak(s speaker, kind subjectKind) bool {
	if s.none() {
		return false
	}
	h := s.head
	if r.pos(h, "PRON", "DET") || r.isSomebody(h) {
		return r.pronounSpeaks(h, kind)
	}
	if r.nameAt[h] > 0 {
		return !r.isDeal(h)
	}
	if s.person {
		return true
	}
	switch r.kindOf(h) {
	case speakerDeal:
		return false
	case speakerText:
		return kind != subjectPerson || r.ownerOf(h) != doc.None
	case speakerUnknown:
		if m := r.headAt[h]; m > 0 {
			a := r.Actors[r.Mentions[m-1].Actor]
			return a.Kind != doc.ActorThing
		}
		// "The carpenter said": such verbs have no other subjects than people.
		return r.pos(h, "PROPN") || kind == subjectAny && r.pos(h, "NOUN", "ADJ")
	}
	return true
}

// isDeal reports whether token i is a paper that says nothing itself, even
// as a part of a name: "the Doha Agreement".
func (r *reading) isDeal(i int) bool { return r.kindOf(i) == speakerDeal }

// pronounSpeaks reports whether the pronoun at h can stand for a speaker. "It"
// has to be a group or a body where the layer of actors tells; where it does
// not, only verbs of saying make it one.
func (r *reading) pronounSpeaks(h int, kind subjectKind) bool {
	switch {
	case r.is(h, "he", "she", "they", "we", "i", "who", "someone", "everyone"):
		return true
	case r.is(h, "it"):
		if m := r.headAt[h]; m > 0 {
			k := r.Actors[r.Mentions[m-1].Actor].Kind
			return k == doc.ActorGroup || k == doc.ActorOrganisation || k == doc.ActorPerson
		}
		return kind == subjectAny || len(r.Actors) == 0
	case r.is(h, "those", "both", "some", "many", "others", "all", "most", "several", "one", "another"):
		return true
	}
	return false
}

// ownerOf returns the head of the phrase of whoever makes the text at token
// i: "the group's statement", "a statement from the Taliban", "data released
// by the army". None if nobody is named.
func (r *reading) ownerOf(i int) int {
	for k := range r.kids(i) {
		switch r.Tokens[k].Deprel {
		case "nmod:poss":
			if r.owns(k) {
				return k
			}
		case "nmod", "obl":
			if c := r.kid(k, "case"); c != doc.None && r.is(c, "from", "by", "of") && (r.owns(k) || r.is(i, "words")) {
				return k
			}
		case "acl", "acl:relcl":
			if !r.lemma(k, "release", "issue", "publish", "post", "make", "send", "sign", "circulate", "distribute", "write", "attribute", "carry", "deliver") {
				continue
			}
			for kk := range r.kids(k) {
				if c := r.kid(kk, "case"); c != doc.None && r.is(c, "by", "from", "to") && r.owns(kk) {
					return kk
				}
			}
		case "compound", "amod":
			if r.pos(k, "PROPN") && r.nameAt[k] > 0 && r.Names[r.nameAt[k]-1].Kind == doc.Organisation {
				return k
			}
		}
	}
	return doc.None
}

// owns reports whether the phrase at token k can be the maker of a text.
func (r *reading) owns(k int) bool {
	if r.nameAt[k] > 0 {
		return !r.isDeal(k)
	}
	if r.pos(k, "PRON") {
		return r.is(k, "his", "her", "their", "its", "he", "him", "them")
	}
	switch r.kindOf(k) {
	case speakerSpokes, speakerOffice, speakerPeople, speakerSource, speakerForce, speakerBody:
		return true
	}
	return r.headAt[k] > 0 && r.Actors[r.Mentions[r.headAt[k]-1].Actor].Kind != doc.ActorThing
}
