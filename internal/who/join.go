package who

import (
	"slices"
	"strings"

	"parley/internal/doc"
)

// person is one person of the article, with all uses of the name.
type person struct {
	uses   []int // indexes in reading.uses, in order
	folded string
	parts  []string
	name   string // as written, the longest
	gender byte
	role   *role // the one that tells most, or nil
	actor  int
	listed int // index in list.persons, or doc.None
	same   []doc.Likeness
}

// spellingJoin is the likeness from which two names in one article are one
// person's, where role or side agree. Set on the pairs of the likeness test.
const spellingJoin = 0.82

// maxSpelled is how many persons a text may have for each to be compared with
// every other: lists of names are no articles.
const maxSpelled = 300

// joinNames makes persons of the uses of names: full names first, then
// shorter ones, then spellings.
func (r *reading) joinNames() {
	for i := range r.uses {
		if len(r.uses[i].parts) > 1 {
			r.joinFull(i)
		}
	}
	for i := range r.persons {
		r.settle(&r.persons[i])
	}
	for i := range r.uses {
		if len(r.uses[i].parts) == 1 {
			r.joinShort(i)
		}
	}
	for i := range r.persons {
		slices.Sort(r.persons[i].uses)
		r.settle(&r.persons[i])
	}
	r.joinSpellings()
}

// joinFull gives a name of several parts to the person who has the same or
// a longer or shorter form of it.
func (r *reading) joinFull(use int) {
	u := &r.uses[use]
	best := doc.None
	for _, part := range u.parts {
		for _, i := range r.byPart[part] {
			p := &r.persons[i]
			if (best == doc.None || i < best) && (contains(p.parts, u.parts) || contains(u.parts, p.parts)) {
				best = i
			}
		}
	}
	if best == doc.None {
		r.newPerson(use)
		return
	}
	r.give(use, best)
}

// contains reports whether long has all parts of short, in order and two of
// them at least, the family name or the first two among them.
func contains(long, short []string) bool {
	if len(short) < 2 || len(long) < len(short) {
		return false
	}
	i := 0
	for _, p := range long {
		if i < len(short) && (p == short[i] || len(short[i]) == 1 && p[0] == short[i][0] || len(p) == 1 && p[0] == short[i][0]) {
			i++
		}
	}
	return i == len(short)
}

// newPerson makes a person of a use of a name.
func (r *reading) newPerson(use int) {
	u := &r.uses[use]
	u.person = len(r.persons)
	r.persons = append(r.persons, person{uses: []int{use}, folded: u.folded, parts: u.parts,
		name: r.text(u.first, u.last), gender: u.gender, listed: doc.None, actor: doc.None})
	r.noteParts(u.person)
}

// noteParts enters a person under each part of the name.
func (r *reading) noteParts(i int) {
	for _, part := range r.persons[i].parts {
		if at := r.byPart[part]; !slices.Contains(at, i) {
			r.byPart[part] = append(at, i)
		}
	}
}

func (r *reading) give(use, to int) {
	u, p := &r.uses[use], &r.persons[to]
	u.person = to
	p.uses = append(p.uses, use)
	if len(u.parts) > len(p.parts) {
		p.parts, p.folded, p.name = u.parts, u.folded, r.text(u.first, u.last)
		r.noteParts(to)
	}
	if p.gender == 0 {
		p.gender = u.gender
	}
}

// joinShort gives a name of one part to the person whose name has it: by
// family name first, and of several such persons to the one named last before.
func (r *reading) joinShort(use int) {
	u := &r.uses[use]
	best, score := doc.None, 0
	for _, i := range r.byPart[u.parts[0]] {
		p := &r.persons[i]
		at := slices.Index(p.parts, u.parts[0])
		if at < 0 || u.gender != 0 && p.gender != 0 && u.gender != p.gender || r.apart(u, p) {
			continue
		}
		s := 1
		if at == len(p.parts)-1 {
			s = 4
		}
		if r.uses[p.uses[0]].first < u.first {
			s += 2
		}
		if u.gender != 0 && p.gender == u.gender || r.knownAs(p, u.parts[0]) {
			s++
		}
		if s > score || s == score && r.lastUse(p, u.first) > r.lastUse(&r.persons[best], u.first) {
			best, score = i, s
		}
	}
	if best == doc.None {
		r.newPerson(use)
		return
	}
	r.give(use, best)
}

// knownAs reports whether the list has a person of p's name who goes by one
// part of it.
func (r *reading) knownAs(p *person, part string) bool {
	for _, a := range r.list.byName[part] {
		if slices.Equal(nameParts(r.bare(fold(r.list.persons[a.person].name))), p.parts) {
			return true
		}
	}
	return false
}

// lastUse returns where a person was named last before a token.
func (r *reading) lastUse(p *person, before int) int {
	at := doc.None
	for _, i := range p.uses {
		if f := r.uses[i].first; f < before {
			at = max(at, f)
		}
	}
	return at
}

// apart reports whether a title beside the use gives another side than the
// person has.
func (r *reading) apart(u *nameUse, p *person) bool {
	if p.role == nil || p.role.bond.side == "" {
		return false
	}
	for i := range u.roles {
		if s := u.roles[i].bond.side; s != "" && s != p.role.bond.side {
			return true
		}
	}
	return false
}

// settle chooses the role that tells most of a person, and the gender.
func (r *reading) settle(p *person) {
	p.role = nil
	best := -1
	for _, i := range p.uses {
		u := &r.uses[i]
		for j := range u.roles {
			o := &u.roles[j]
			s := 0
			if o.bond.side != "" {
				s += 4
			} else if o.bond.of != "" || o.bond.country != "" {
				s += 2
			}
			if o.office.class != classMil && o.office.class != classMember {
				s++ // a rank says less than an office
			}
			if o.how == byCopula {
				s--
			}
			if s > best {
				p.role, best = o, s
			}
		}
		if p.gender == 0 {
			p.gender = u.gender
		}
	}
	if p.gender == 0 && len(p.parts) > 1 {
		p.gender = r.given[strings.Fields(p.folded)[0]]
	}
	if p.gender == 0 && p.role != nil {
		p.gender = wordGender(r.low[p.role.head])
	}
}

// wordGender returns the gender that a noun tells.
func wordGender(w string) byte {
	switch {
	case strings.HasSuffix(w, "woman"), w == "queen", w == "princess", w == "nun", w == "girl", w == "mother", w == "wife":
		return 'f'
	case strings.HasSuffix(w, "man"), w == "king", w == "prince", w == "monk", w == "boy", w == "father", w == "imam":
		return 'm'
	}
	return 0
}

// joinSpellings joins persons of the article whose names are alike and whose
// roles or sides say that they are one. Their mentions keep the likeness.
func (r *reading) joinSpellings() {
	if len(r.persons) > maxSpelled {
		return
	}
	for i := 0; i < len(r.persons); i++ {
		for j := i + 1; j < len(r.persons); j++ {
			p, q := &r.persons[i], &r.persons[j]
			if len(p.uses) == 0 || len(q.uses) == 0 || !r.maySpell(p, q) {
				continue
			}
			a, b := p.parts, q.parts
			if len(a) == 1 || len(b) == 1 {
				a, b = a[len(a)-1:], b[len(b)-1:]
			}
			like := likeParts(a, b)
			if like < spellingJoin || like < 0.9 && !agree(p.role, q.role) {
				continue
			}
			for _, u := range q.uses {
				r.uses[u].how, r.uses[u].likeness = doc.BySpelling, like
				r.give(u, i)
			}
			q.uses = nil
			slices.Sort(p.uses)
			r.settle(p)
		}
	}
}

// maySpell is the cheap test before two names are compared letter by letter.
func (r *reading) maySpell(p, q *person) bool {
	if p.gender != 0 && q.gender != 0 && p.gender != q.gender {
		return false
	}
	if p.role != nil && q.role != nil && p.role.bond.side != "" && q.role.bond.side != "" && p.role.bond.side != q.role.bond.side {
		return false
	}
	a, b := p.parts[len(p.parts)-1], q.parts[len(q.parts)-1]
	if a == b && len(p.parts) > 1 && len(q.parts) > 1 && p.parts[0] == q.parts[0] {
		return true
	}
	return skeleton(a) == skeleton(b)
}

// agree reports whether two roles are of one office and side, as far as both
// are known, and at least one of the two is.
func agree(a, b *role) bool {
	if a == nil || b == nil {
		return false
	}
	return a.bond.side == b.bond.side && a.bond.side != "" || a.office.key == b.office.key
}
