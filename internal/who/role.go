package who

import (
	"slices"
	"strings"

	"parley/internal/doc"
)

// role is what the text says that a person is: tokens [first, last) with the
// noun of the office at head.
type role struct {
	first, last, head int
	office            *office
	how               roleHow
	bond              bond
}

// roleHow is the way in which a role is tied to a name.
type roleHow byte

const (
	byTitle  roleHow = iota // "Taliban spokesman Mohammad Naeem"
	byBefore                // "a spokesman for the governor, Omar Sahak,"
	byAfter                 // "Zabihullah Mujahid, a Taliban spokesman,"
	byCopula                // "Naeem is the group's spokesman"
)

// readRoles finds the roles of every use of a name.
func (r *reading) readRoles() {
	slices.SortFunc(r.uses, func(a, b nameUse) int { return a.first - b.first })
	r.markNames()
	for i := range r.uses {
		u := &r.uses[i]
		r.titleBefore(u)
		if len(u.roles) == 0 || u.roles[0].office.class == classMil {
			r.appositionBefore(u) // "Sudan's army chief, General …,"
		}
		r.appositionAfter(u)
	}
	r.copulas()
	for i := range r.uses {
		for j := range r.uses[i].roles {
			o := &r.uses[i].roles[j]
			o.bond = r.bondOf(o.first, o.last, o.head, o.office)
		}
	}
}

// addRole notes a role that ends in an office's noun or goes on after it.
func (r *reading) addRole(u *nameUse, first, last, at int, how roleHow) {
	o := &r.offices[at]
	if o.taken {
		return
	}
	o.taken = true
	for first < o.first && (r.upos(first) == "DET" || r.upos(first) == "PUNCT") {
		first++
	}
	u.roles = append(u.roles, role{first: first, last: last, head: o.head, office: o.office, how: how})
}

// titleBefore reads honorifics, ranks and offices right before a name:
// "Afghanistan's national security adviser", "Secretary of State".
func (r *reading) titleBefore(u *nameUse) {
	s := r.sentence(u.first)
	i := min(u.first, u.from) - 1
	for j := u.from; j < u.first; j++ {
		r.honorGender(u, j)
	}
	for ; i >= s.First && r.honorific(strings.TrimSuffix(r.low[i], ".")) && r.officeAt[i] == doc.None; i-- {
		r.honorGender(u, i)
		u.from = i
	}
	if u.from < u.first && r.officeAt[u.first-1] != doc.None {
		i = u.first - 1 // the title stood inside the name's range
	}
	if i < s.First {
		return
	}
	end := i + 1
	at := r.officeAt[i]
	if at == doc.None {
		at = r.officeAcross(s.First, i)
	}
	if at == doc.None {
		return
	}
	first := r.modifiers(s.First, r.offices[at].first)
	at, end = r.mainOffice(first, end, int(at))
	u.from = min(u.from, first)
	r.addRole(u, first, end, int(at), byTitle)
}

// mainOffice chooses the office of several before a name, and where its words
// end: not the rank of "army spokesman Lt. Col.". The others are taken by it.
func (r *reading) mainOffice(first, end, last int) (at int32, to int) {
	at, to = int32(last), end
	for i := first; i < end; i++ {
		k := r.officeAt[i]
		if k == doc.None || int(k) == last {
			continue
		}
		o := &r.offices[k]
		if o.taken || o.last > end {
			continue
		}
		if r.offices[at].office.class == classMil {
			if o.office.class != classMil {
				to = o.last
			}
			r.offices[at].taken = true
			at = k
		} else {
			o.taken = true
		}
		i = o.last - 1
	}
	return at, to
}

func (r *reading) honorGender(u *nameUse, i int) {
	if g := r.honor[strings.TrimSuffix(r.low[i], ".")]; g != 0 {
		u.gender = g
	}
}

// officeAcross returns the office before a complement that ends with token i:
// "Assistant Secretary of Defense for Security Affairs David Helvey". Only
// capitals and short words may stand between.
func (r *reading) officeAcross(from, i int) int32 {
	if r.upos(i) != "PROPN" && r.upos(i) != "NOUN" {
		return doc.None // "a lawyer for Sonko"
	}
	crossed := false
	for j := i; j >= from && j > i-12; j-- {
		switch at := r.officeAt[j]; {
		case at != doc.None:
			if crossed && !r.offices[at].taken {
				return at
			}
			return doc.None
		case r.upos(j) == "ADP":
			if w := r.low[j]; w != "of" && w != "for" && w != "to" {
				return doc.None
			}
			crossed = true
		case r.upos(j) == "PROPN", r.upos(j) == "ADJ" && r.low[j] != r.d.Word(j), r.upos(j) == "PUNCT" && r.low[j] == "-":
		case r.upos(j) == "CCONJ" || r.upos(j) == "DET":
		default:
			return doc.None
		}
	}
	return doc.None
}

// modifiers returns where the words that qualify the office at token first
// begin: "Afghanistan's acting" in "Afghanistan's acting defence minister".
func (r *reading) modifiers(from, first int) int {
	i := first
	for i > from && r.nameAt[i-1] == doc.None {
		switch t := &r.d.Tokens[i-1]; t.UPOS {
		case "NOUN", "PROPN", "ADJ", "NUM":
			i--
			continue
		case "PART":
			if t.XPOS == "POS" && i-2 >= from {
				i--
				continue
			}
		case "PUNCT":
			if r.low[i-1] == "-" && i-2 >= from && r.d.Tokens[i-1].Start == r.d.Tokens[i-2].End {
				i--
				continue
			}
		case "VERB":
			if w := r.low[i-1]; w == "acting" || w == "outgoing" || w == "incoming" || w == "elected" || w == "retired" || w == "ousted" {
				i--
				continue
			}
		case "DET":
			if i < first && r.hasPossessive(i, first) {
				i--
			}
		}
		break
	}
	// "who the Taliban spokesman" begins with no mark of possession.
	for i < first && r.d.Tokens[i].XPOS == "POS" {
		i++
	}
	return i
}

func (r *reading) hasPossessive(first, last int) bool {
	for i := first; i < last; i++ {
		if r.d.Tokens[i].XPOS == "POS" {
			return true
		}
	}
	return false
}
