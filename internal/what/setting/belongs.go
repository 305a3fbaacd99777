package setting

import (
	"sort"
	"strings"

	"parley"
	"parley/internal/doc"
)

// belongs tells whether place i only says where somebody is from ("the Kunduz
// governor", "an official in Herat said") for the event at a token.
func (t tree) belongs(i, token int) bool {
	m := &t.d.Places[i]
	x := headOf(t.d, m.First, m.Last)
	if t.d.Tokens[x].Head == doc.Unparsed {
		return m.Use == doc.UseModifier
	}
	if t.inName(m) || t.hyphened(m.Last) || !t.under(token, x) && !t.whereBefore(token, m.Last) && m.Place.Kind == parley.KindCountry && !t.locates(x) {
		return true
	}
	if t.d.Tokens[x].Deprel != "conj" && t.under(token, x) || t.whereBefore(token, m.Last) {
		return false // "Juba, where the two sides met"
	}
	tied := m.Use == doc.UseModifier
	for a := x; t.inside(a); a = t.d.Tokens[a].Head {
		if t.under(token, a) {
			return false // what holds both says nothing of the place alone
		}
		h := t.d.Tokens[a].Head
		if !t.inside(h) {
			return false
		}
		switch m := t.mark(a); {
		case m == "of" && t.f.is(t.d, h, wordAmong|wordSite):
			tied = false // "the village of Nawa": where the village is
		case m == "of", m == "for", m == "from":
			tied = true
		case t.standsIn(m):
			tied = false
		}
		switch t.rel(a) {
		case "nsubj":
			if t.verb(h) && t.f.is(t.d, h, wordSays) {
				return true
			}
		case "nmod", "compound", "amod", "flat", "appos", "conj", "case", "det", "nummod":
		default:
			return false
		}
		if tied && t.f.is(t.d, h, wordBearer) && !t.standsIn(t.mark(h)) {
			return true
		}
		if !tied && t.verb(h) {
			return false
		}
	}
	return false
}

// whereAt tells whether the clause of token b begins with "where" directly
// behind token last.
func (t tree) whereAt(b, last int) bool {
	for j := last; j < min(last+2, t.s.Last); j++ {
		if strings.EqualFold(t.d.Word(j), "where") {
			return t.under(j, b)
		}
	}
	return false
}

// whereBefore tells whether a clause that begins with "where" directly behind
// token last holds the token.
func (t tree) whereBefore(token, last int) bool {
	for b, n := token, 0; t.inside(b) && n < 8; b, n = t.d.Tokens[b].Head, n+1 {
		if r := t.rel(b); (r == "advcl" || r == "acl:relcl" || r == "acl") && b >= last {
			return t.whereAt(b, last)
		}
	}
	return false
}

// inName tells whether a place is a part of the name of an organisation
// ("Islamic State Khorasan Province").
func (t tree) inName(m *doc.PlaceMention) bool {
	i := sort.Search(len(t.d.Names), func(i int) bool { return t.d.Names[i].Last > m.First })
	if i == len(t.d.Names) {
		return false
	}
	n := t.d.Names[i]
	return n.Kind == doc.Organisation && n.First < m.First && m.Last <= n.Last
}

// standsIn tells whether a preposition says that something was there.
func (t tree) standsIn(m string) bool {
	switch m {
	case "in", "at", "near", "inside", "around", "across", "outside", "throughout", "within":
		return true
	}
	return false
}

// located tells whether a preposition stands at place i that no actor has.
func (t tree) located(i int) bool {
	m := &t.d.Places[i]
	return m.Place.Kind != parley.KindCountry && t.standsIn(t.mark(headOf(t.d, m.First, m.Last)))
}

// hyphened tells whether a hyphen ties a name before token i to a word that is
// none: "US-backed strikes", "the Britain-based charity".
func (t tree) hyphened(i int) bool {
	if i+1 >= t.s.Last {
		return false
	}
	switch t.d.Word(i) {
	case "-", "–", "‑":
		u := t.d.Tokens[i+1].UPOS
		return u == "VERB" || u == "ADJ" || u == "NOUN"
	}
	return false
}

// locates tells whether the name of a country at token x says where something
// is: with a preposition of place, as part of a place, or as what is entered,
// left or shaken; not in "the US move" and "a deal with Rwanda".
func (t tree) locates(x int) bool {
	for n, a := 0, x; n < 6 && t.inside(a); n++ {
		h := t.d.Tokens[a].Head
		switch m := t.mark(a); {
		case m == "of" || m == "s" || m == "'s":
			return t.f.is(t.d, h, wordAmong|wordAgain)
		case m != "":
			return t.f.has(m, wordWhere) && !(m == "between" || m == "on" || m == "to" && !t.verb(max(h, 0)))
		}
		switch t.rel(a) {
		case "flat", "det":
		case "compound", "amod", "nmod": // in front, or possessive
			return t.f.is(t.d, h, wordSite|wordAmong) || t.rel(a) == "nmod" && (t.standsIn(t.mark(h)) || t.f.is(t.d, h, wordAgain))
		case "conj", "appos":
		default:
			return true
		}
		a = h
	}
	return true
}
