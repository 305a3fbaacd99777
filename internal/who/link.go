package who

import (
	"fmt"
	"slices"
	"strings"
	"time"

	"parley"
	"parley/internal/doc"
)

// Likelihoods, multiplied, with which a listed person is the one named. They
// were set by hand on what the own test sentences need, none on gold.
const (
	leastP      = 0.5  // an equation that is less likely is not stated
	exactP      = 0.55 // a listed spelling needs this much from role, side and date
	shortP      = 0.85 // only one part of the name is there
	otherSideP  = 0.1
	movedP      = 0.56 // the very name, in full, on another side
	noSideP     = 0.75
	otherRoleP  = 0.55
	noRoleP     = 0.75
	nearRoleP   = 0.9
	privateP    = 0.3 // an expert or reporter is hardly the listed leader
	weakNameP   = 0.6 // a common name that nothing confirms
	formerP     = 0.95
	longAgoP    = 0.8
	tooEarlyP   = 0.5
	rivalFactor = 0.75 // a second candidate as likely as this leaves it open
)

// linkPersons compares each person with the list: a listed spelling whose
// role, side and dates agree makes the person the listed one; what is merely
// alike is stated in same.
func (r *reading) linkPersons() {
	for i := range r.persons {
		if p := &r.persons[i]; len(p.uses) > 0 {
			r.link(p)
		}
	}
}

func (r *reading) link(p *person) {
	if r.linkExact(p, p.parts) {
		return
	}
	for _, u := range p.uses { // a shorter form may be the listed one
		if len(r.uses[u].parts) > 1 && r.linkExact(p, r.uses[u].parts) {
			return
		}
	}
	r.linkAlike(p)
}

// linkExact links a person with a listed one of that very name.
func (r *reading) linkExact(p *person, parts []string) bool {
	best, second, at := 0.0, 0.0, doc.None
	for _, a := range r.list.byName[strings.Join(parts, " ")] {
		f, _ := r.fit(p, a.person, !a.weak)
		if a.weak && !r.confirmed(p, a.person) {
			f *= weakNameP
		}
		switch {
		case f > best:
			best, second, at = f, best, a.person
		case f > second:
			second = f
		}
	}
	if at == doc.None || best < exactP || second > best*rivalFactor {
		if best >= leastP && second <= best*rivalFactor {
			p.same = []doc.Likeness{{ID: r.list.persons[at].id, Name: r.list.persons[at].name, P: round2(best), Why: "the same name, another side"}}
		}
		return false
	}
	p.same = nil
	p.listed = at
	if p.gender == 0 {
		p.gender = r.list.persons[at].gender
	}
	return true
}

// confirmed reports whether the text's side for p is one of a listed person's.
func (r *reading) confirmed(p *person, at int) bool {
	if p.role == nil || p.role.bond.side == "" {
		return false
	}
	for i := range r.list.persons[at].terms {
		if r.list.persons[at].terms[i].side == p.role.bond.side {
			return true
		}
	}
	return false
}

// linkAlike states the listed persons whose names are like p's.
func (r *reading) linkAlike(p *person) {
	last := p.parts[len(p.parts)-1]
	if len(last) < 3 {
		return
	}
	seen := map[int]bool{}
	for i := range p.same {
		for k := range r.list.persons {
			if r.list.persons[k].id == p.same[i].ID {
				seen[k] = true
			}
		}
	}
	for _, a := range r.list.bySound[skeleton(last)] {
		like := r.likeListed(p.parts, a.parts)
		if like < 0.75 {
			continue
		}
		f, why := r.fit(p, a.person, false)
		l := doc.Likeness{ID: r.list.persons[a.person].id, Name: r.list.persons[a.person].name, P: round2(like * f),
			Why: fmt.Sprintf("spelling %.2f%s", like, why)}
		if l.P < leastP {
			continue
		}
		if seen[a.person] {
			for k := range p.same {
				if p.same[k].ID == l.ID && p.same[k].P < l.P {
					p.same[k] = l
				}
			}
			continue
		}
		seen[a.person] = true
		p.same = append(p.same, l)
	}
	slices.SortStableFunc(p.same, func(a, b doc.Likeness) int {
		switch {
		case a.P > b.P:
			return -1
		case a.P < b.P:
			return 1
		}
		return strings.Compare(a.ID, b.ID)
	})
	if len(p.same) > 1 && len(p.parts) == 1 && p.same[1].P > p.same[0].P*0.95 {
		p.same = nil // a family name that two of them share tells nothing
	}
	p.same = p.same[:min(len(p.same), 3)]
}

// likeListed compares a name with a listed one. One part alone is compared
// with the family name.
func (r *reading) likeListed(parts, with []string) float64 {
	if len(parts) == 1 && len(with) > 1 {
		return shortP * likePart(parts[0], with[len(with)-1])
	}
	if len(with) == 1 && len(parts) > 1 {
		return 0
	}
	return likeParts(parts, with)
}

func round2(x float64) float64 { return float64(int(x*100+0.5)) / 100 }

// fit says how well a listed person's roles agree with what the text tells
// of p, and in words why. For a name that is rare and given in full, it is no
// doubt that the text tells nothing, nor for one by which all the world knows him.
func (r *reading) fit(p *person, at int, full bool) (float64, string) {
	l := &r.list.persons[at]
	if p.gender != 0 && l.gender != 0 && p.gender != l.gender {
		return 0, ""
	}
	best, why := 0.0, ""
	for i := range l.terms {
		f, w := r.fitTerm(p, &l.terms[i], full)
		if f > best {
			best, why = f, w
		}
	}
	return best, why
}

func (r *reading) fitTerm(p *person, t *term, full bool) (float64, string) {
	f, why := 1.0, ""
	none, noSide := noRoleP, noSideP
	if full {
		none, noSide = 0.95, 0.95
	}
	switch {
	case p.role == nil:
		f *= none
	case t.office != nil && p.role.office.key == t.office.key:
		why += ", same office"
	case p.role.office.class.private() && p.role.office.class != classCleric && (t.office == nil || !t.office.class.private()):
		f *= privateP
	case t.office == nil || near(p.role.office, t.office) || p.role.office.class == classCleric:
		f *= nearRoleP
	default:
		f *= otherRoleP
		if full {
			f /= otherRoleP * 1.1
		}
	}
	switch {
	case p.role == nil || p.role.bond.side == "" && p.role.bond.country == "",
		p.role.bond.context && p.role.bond.side != t.side:
		f *= noSide
	case p.role.bond.side != "" && p.role.bond.side == t.side || p.role.bond.side == "" && p.role.bond.country == t.country:
		why += ", same side"
	case p.role.bond.side == "":
		f *= noSide
	case p.role.bond.country == t.country && t.country != "" && full && p.role.bond.side[:3] == strings.ToLower(t.country):
		f *= 0.8
	case full && len(p.parts) > 1:
		f *= movedP
	default:
		f *= otherSideP
	}
	d, w := r.fitDate(t)
	return f * d, why + w
}

// fitDate says how well a term agrees with the article's date. People stay in
// the news after they have left an office.
func (r *reading) fitDate(t *term) (float64, string) {
	pub := r.d.Published.Period
	if pub.From.IsZero() || pub.To.IsZero() {
		return 1, ""
	}
	switch {
	case during(t, pub):
		return 1, ", in office then"
	case !t.to.IsZero() && t.to.Before(pub.From):
		if pub.From.Sub(t.to) > 15*365*24*time.Hour {
			return longAgoP, ", left the office before"
		}
		return formerP, ", left the office before"
	case t.from.Sub(pub.To) > 5*365*24*time.Hour:
		return tooEarlyP, ", took the office later"
	}
	return formerP, ", took the office later"
}

// during reports whether a term shares a day with a period.
func during(t *term, p parley.Period) bool {
	return (t.from.IsZero() || !t.from.After(p.To)) && (t.to.IsZero() || !t.to.Before(p.From))
}

// near reports whether two offices may be one in other words: a chief, a
// leader and a head, a general and a commander.
func near(a, b *office) bool {
	if a.class == b.class {
		return a.class != classHead && a.class != classGov || a.key == "minister" || b.key == "minister"
	}
	lead := func(o *office) bool {
		switch o.class {
		case classLead, classMember, classMil, classHead, classSpokes:
			return true
		}
		return false
	}
	return lead(a) && lead(b) && a.class != classSpokes && b.class != classSpokes
}
