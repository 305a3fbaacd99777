package who

import (
	"strings"

	"parley/internal/doc"
)

// bond is what ties the holder of an office to parties and countries.
type bond struct {
	country, sector string
	side            string // ID of the party
	of              string // ID of the next one up the tree
	// context is true where the words of the office do not say it, but the
	// text around them.
	context bool
	// ofUse is one more than the index of the name of the person whom the
	// holder works for ("a spokesman for Riek Machar"), 0 for none.
	ofUse int
}

// bondOf reads the party or country of an office from the words [first, last)
// around its noun at head.
//
// Whoever held an office of a state before speaks for it no more.
func (r *reading) bondOf(first, last, head int, o *office) bond {
	b := r.bondNow(first, last, head, o)
	if strings.HasSuffix(b.side, "-gov") && first < head && (isPast(r.low[first]) || head-first > 1 && isPast(r.low[first+1])) {
		b.side, b.of = "", ""
	}
	return b
}

// isPast reports whether a word says that an office is held no more.
func isPast(w string) bool {
	switch w {
	case "former", "ex", "ousted", "deposed", "late", "jailed", "exiled", "retired":
		return true
	}
	return strings.HasPrefix(w, "ex-")
}

// bondNow is bondOf for whoever holds the office.
func (r *reading) bondNow(first, last, head int, o *office) bond {
	b := bond{sector: o.sector}
	begin := head // of the words of the office itself
	if at := r.officeAt[head]; at != doc.None {
		begin = r.offices[at].first
	}
	m := r.partyBefore(first, begin, head)
	if m == doc.None || o.class == classExpert {
		if after := r.partyAfter(head+1, last, o.class); after != doc.None {
			m = after
		}
	}
	if m == doc.None {
		m = r.ownMention(head)
		b.context = m != doc.None && r.countryIn(first, last, head, &office{class: classGov, words: o.words, key: o.key}) == ""
	}
	inner := doc.None
	if o.class == classSpokes || o.class == classMember {
		inner = r.innerOffice(first, last, head)
	}
	if m != doc.None && (inner == doc.None || r.mentions[m].First > r.offices[inner].last) {
		if b = r.bondToParty(b, &r.actors[r.mentions[m].Actor], o); b.side == "" && b.country == "" && r.ofState(first, last, head) {
			b = r.bondInContext(b, head, o)
		}
		return b
	}
	if inner != doc.None {
		return r.bondToOffice(b, inner)
	}
	if o.class == classSpokes || o.class == classMember || o.class == classLead {
		b.ofUse = r.master(first, last, head)
	}
	country := r.countryIn(first, last, head, o)
	if country == "" && b.ofUse == 0 && r.ofState(first, last, head) {
		return r.bondInContext(b, head, o)
	}
	if country == "" {
		country, b.context = r.contextCountry(head, o.class), true
	}
	return r.bondToCountry(b, country, o)
}

// ofState reports whether the words of an office name a part of a government
// without its country: "ministry spokesman", "police spokeswoman".
func (r *reading) ofState(first, last, head int) bool {
	for i := first; i < last; i++ {
		if i != head && isStateNoun(r.low[i]) {
			return true
		}
	}
	return false
}

// bondInContext ties an office of some government to that of the country which
// the text is about there.
func (r *reading) bondInContext(b bond, head int, o *office) bond {
	if o.class.private() || o.class == classMil || o.class == classLead {
		return b
	}
	b.context = true
	return r.bondToCountry(b, r.contextCountry(head, classLocal), o)
}

// bondToParty ties an office to a party that the text names beside it.
func (r *reading) bondToParty(b bond, p *doc.Actor, o *office) bond {
	b.country, b.of = p.Country, p.ID
	if b.sector == "" {
		b.sector = p.Sector
	}
	switch {
	case o.class.private():
		if p.Kind != doc.ActorOrganisation {
			b.of = ""
		}
	case p.Side != "":
		b.side = p.Side
	case p.Kind == doc.ActorGroup || p.Kind == doc.ActorOrganisation:
		b.side = p.ID
	}
	if o.class == classLaw {
		b.side = ""
	}
	return b
}

// bondToOffice ties a spokesman to the office that he speaks for: "the
// governor's spokesman".
func (r *reading) bondToOffice(b bond, inner int) bond {
	o := &r.offices[inner]
	first := r.modifiers(r.sentence(o.head).First, o.first)
	up := r.bondOf(first, r.complements(o.last, r.sentence(o.head).Last), o.head, o.office)
	b.country, b.side = up.country, up.side
	if o.last < len(r.low) && r.nameAt[o.last] != doc.None && r.sent[o.last] == r.sent[o.head] {
		b.ofUse = int(r.nameAt[o.last]) + 1
	} else {
		b.of = r.officeID(inner)
	}
	if b.sector == "" {
		b.sector = up.sector
	}
	return b
}

// master returns one more than the index of the person's name that an office
// belongs to: "Machar's spokesman", "a spokesman for Machar"; 0 for none.
func (r *reading) master(first, last, head int) int {
	for i := max(first-6, r.sentence(head).First); i < last; i++ {
		at := r.nameAt[i]
		if at == doc.None || r.uses[at].first != i {
			continue
		}
		end := r.uses[at].last
		switch {
		case end < head && r.d.Tokens[end].XPOS == "POS" && r.d.Tokens[r.headOf(i, end)].Head == head:
			return int(at) + 1
		case i > head && (r.low[i-1] == "for" || r.low[i-1] == "to" || r.low[i-1] == "of"):
			return int(at) + 1
		}
	}
	return 0
}

// bondToCountry ties an office of a state to its country.
func (r *reading) bondToCountry(b bond, country string, o *office) bond {
	b.country = country
	if country == "" || o.sector == "REB" || o.class.private() || o.class == classLaw || o.class == classIntl {
		return b
	}
	iso := strings.ToLower(country)
	b.side = iso + "-gov"
	switch o.class {
	case classMil:
		b.of = iso + "-mil"
	case classPolice:
		b.of = iso + "-police"
	default:
		b.of = b.side
	}
	if b.sector == "" {
		b.sector = "GOV"
	}
	return b
}

// partyBefore returns the mention of a party that qualifies the office with
// its noun at head and its first word at begin from the left, the nearest one,
// or None.
func (r *reading) partyBefore(first, begin, head int) int {
	for i := begin - 1; i >= first; i-- {
		if m := r.partyOver(i, first, head); m != doc.None {
			return m
		}
	}
	return doc.None
}

// partyOver returns the longest mention of a party over token i inside
// [first, last), or None.
func (r *reading) partyOver(i, first, last int) int {
	at := r.cover[i]
	if at == doc.None {
		return doc.None
	}
	best := doc.None
	if h := r.headM[i]; h != doc.None && r.mentions[h].First >= first-2 && r.mentions[h].Last <= last && r.isParty(int(h)) {
		best = int(h)
	}
	if best == doc.None && r.mentions[at].First >= first-2 && r.mentions[at].Last <= last && r.isParty(int(at)) {
		best = int(at)
	}
	return best
}

// isParty reports whether a mention is of somebody whom an office can belong to.
func (r *reading) isParty(m int) bool {
	k := r.actors[r.mentions[m].Actor].Kind
	return k == doc.ActorGroup || k == doc.ActorOrganisation
}

// partyAfter returns the party in the complement that follows an office:
// "for the Taliban", "of the Free Syrian Army". The country that an
// ambassador or an envoy is sent to is none.
func (r *reading) partyAfter(first, last int, c class) int {
	for i := first; i < last; i++ {
		if r.upos(i) == "ADP" {
			switch w := r.low[i]; {
			case w == "of", w == "from", (w == "for" || w == "with" || w == "at") && c != classGov && c != classHead:
			default:
				return doc.None
			}
			for j := i + 1; j < last && r.upos(j) != "ADP"; j++ {
				if m := r.partyOver(j, j, last+1); m != doc.None {
					return m
				}
			}
		}
	}
	return doc.None
}

// ownMention returns what package party made of the words of the office
// itself ("Afghan officials"), or None.
func (r *reading) ownMention(head int) int {
	if m := r.headM[head]; m != doc.None && r.actors[r.mentions[m].Actor].Side != "" {
		return int(m)
	}
	return doc.None
}

// innerOffice returns the office inside the words of another: the governor
// in "the governor's spokesman", "a spokesman for the Uruzgan governor".
func (r *reading) innerOffice(first, last, head int) int {
	for i := first; i < last; i++ {
		at := r.officeAt[i]
		if at == doc.None || r.offices[at].head == head {
			continue
		}
		o := &r.offices[at]
		switch {
		case i < head && o.last < last && r.d.Tokens[o.last].XPOS == "POS":
			return int(at)
		case i > head && r.afterComplement(head+1, o.first):
			return int(at)
		}
	}
	return doc.None
}

// afterComplement reports whether a preposition and no comma stand before the
// noun phrase at token i.
func (r *reading) afterComplement(from, i int) bool {
	for j := i - 1; j >= from; j-- {
		switch r.upos(j) {
		case "ADP":
			return r.low[j] == "for" || r.low[j] == "of" || r.low[j] == "to"
		case "PUNCT", "CCONJ":
			return false
		}
	}
	return false
}
