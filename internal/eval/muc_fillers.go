package eval

import (
	"slices"
	"strings"

	"parley"
	"parley/internal/doc"
)

// mucFill turns the parties and weapons of events into the strings of the
// roles, as the guidelines of MUC-3 have them: a person by the full name without
// titles, an organisation by its name, anything else by its noun with what
// modifies it.
type mucFill struct {
	d   *doc.Doc
	out map[string][]string
}

// mucFillers returns the strings of each role, each once. As in the set, victims
// are persons who are named; those who are only described fill no role.
func mucFillers(c coded, events []parley.Event) map[string][]string {
	f := mucFill{d: c.doc, out: map[string][]string{}}
	for _, e := range events {
		for i, p := range e.Sources {
			first, last := partyTokens(c.doc, e, "source", i)
			f.perpetrator(p, first, last)
		}
		for _, x := range e.Claims {
			if x.Stance == "claimed" {
				f.add("PerpOrg", f.nameOf(x.Actor))
			}
		}
		for i, p := range e.Targets {
			first, last := partyTokens(c.doc, e, "target", i)
			f.target(p, first, last)
		}
		for _, w := range e.Weapons {
			if w.Kind != "aerial" { // an aircraft carries the weapon
				f.add("Weapon", w.Text)
			}
		}
	}
	return f.out
}

// add adds the string to the role, unless one that says the same is there: a
// longer or shorter form of it ends alike.
func (f *mucFill) add(role, text string) {
	if text = mucNorm(text); text == "" {
		return
	}
	for _, have := range f.out[role] {
		if have == text || strings.HasSuffix(have, " "+text) || strings.HasSuffix(text, " "+have) {
			return
		}
	}
	f.out[role] = append(f.out[role], text)
}

// perpetrator sorts a source: a name that is no person's is an organisation,
// other words are individuals, and the organisation that they belong to is one
// too ("members of the FMLN").
func (f *mucFill) perpetrator(p parley.Party, first, last int) {
	if first >= last {
		return
	}
	head := headOf(f.d, first, last)
	t := &f.d.Tokens[head]
	name := personName(f.d, p, first, last)
	group := f.organisation(p, first, last)
	switch {
	case t.UPOS == "PRON":
		f.add("PerpOrg", f.nameOf(p.Actor))
	case name != "" && p.Kind == "person":
		f.add("PerpInd", name)
	case f.nationality(head):
	case t.UPOS == "PROPN" && p.Sector != "PTY" && !slices.Contains(mucFighters, p.Sector):
	case t.UPOS == "PROPN":
		if group == "" {
			group = f.text(first, last)
		}
		f.add("PerpOrg", group)
	case t.XPOS != "NNS" && (p.Sector == "MIL" || p.Sector == "GOV" || p.Sector == "COP"):
		f.add("PerpOrg", f.phrase(head, false, true))
	case slices.Contains(mucFighters, p.Sector):
		f.add("PerpInd", f.individuals(head, p.Sector == ""))
		f.add("PerpOrg", group)
	}
}

// mucFighters are the sectors of those whom the set takes for attackers.
var mucFighters = []string{"", "REB", "MIL", "UAF", "CRM", "PRM", "CVL"}

// individuals returns the noun with what modifies it, the name of their
// organisation left out, which fills a role of its own.
func (f *mucFill) individuals(head int, number bool) string {
	first := head
	for first > 0 && f.modifies(first-1, head, number) {
		first--
	}
	for _, n := range f.d.Names {
		if first <= n.First && n.Last <= head && n.Kind == doc.Organisation {
			first = n.Last
		}
	}
	return f.text(first, head+1)
}

// organisation returns the name of an organisation among the words of a party,
// or that of the party that its actor is or belongs to; empty for none.
func (f *mucFill) organisation(p parley.Party, first, last int) string {
	for _, n := range f.d.Names {
		if first <= n.First && n.Last <= last && n.Kind == doc.Organisation {
			return f.text(n.First, n.Last)
		}
	}
	if name := f.nameOf(p.Actor); name != "" {
		return name
	}
	if name := f.nameOf(p.Side); name != "" || p.Sector != "REB" {
		return name
	}
	return f.onlyRebels()
}

// onlyRebels returns the name of the one armed group that the article names;
// empty if it names none or several.
func (f *mucFill) onlyRebels() string {
	only, name := "", ""
	for _, m := range f.d.Mentions {
		a := &f.d.Actors[m.Actor]
		if m.How != doc.ByName && m.How != doc.ByAlias || a.Sector != "REB" || a.Kind == doc.ActorPerson || a.ID == only {
			continue
		}
		if only != "" {
			return ""
		}
		only, name = a.ID, f.text(m.First, m.Last)
	}
	return name
}

// nationality reports whether the token is of the name of a nation's people,
// which is no organisation.
func (f *mucFill) nationality(token int) bool {
	for _, n := range f.d.Names {
		if n.First <= token && token < n.Last {
			return n.Kind == doc.Nationality
		}
	}
	return false
}

// nameOf returns the first name that the text gives the actor; empty for none and
// for a person.
func (f *mucFill) nameOf(actor string) string {
	for _, m := range f.d.Mentions {
		switch m.How {
		case doc.ByName, doc.ByAlias, doc.BySpelling:
			if a := &f.d.Actors[m.Actor]; a.ID == actor && a.Kind != doc.ActorPerson {
				return f.text(m.First, m.Last)
			}
		}
	}
	return ""
}

// target sorts who or what was attacked: a person who is named is a victim, a
// thing or an organisation a target.
func (f *mucFill) target(p parley.Party, first, last int) {
	if first >= last {
		return
	}
	name := personName(f.d, p, first, last)
	switch {
	case name != "" && p.Kind == "person" && strings.Contains(p.Name, " "):
		f.add("Victim", p.Name)
	case name != "" && p.Kind != "thing":
		f.add("Victim", name)
	case pronoun(f.d, first, last):
	case armed(&p):
	case p.Kind == "thing":
		f.add("Target", f.phrase(headOf(f.d, first, last), false, true))
	case p.Kind == "organisation":
		f.add("Target", f.text(first, last))
	}
}

// phrase returns the noun with what modifies it before, articles and possessives
// left out: with its numeral where number is set, and with the name that "of"
// hangs on it where of is set.
func (f *mucFill) phrase(head int, number, of bool) string {
	first, last := head, head+1
	for first > 0 && f.modifies(first-1, head, number) {
		first--
	}
	for last < len(f.d.Tokens) && f.d.Tokens[last].Head == head && f.d.Tokens[last].Deprel == "flat" {
		last++
	}
	if !of {
		return f.text(first, last)
	}
	for k := last; k < len(f.d.Tokens) && k < last+8; k++ {
		if t := &f.d.Tokens[k]; t.Head == head && t.Deprel == "nmod" && strings.EqualFold(f.d.Word(last), "of") {
			for last = k + 1; last < len(f.d.Tokens) && f.d.Tokens[last].Head == k && f.d.Tokens[last].Deprel == "flat"; last++ {
			}
			break
		}
	}
	return f.text(first, last)
}

// mucQuantifiers are adjectives that count and are no part of a string.
var mucQuantifiers = []string{"several", "various", "many", "few", "other", "numerous"}

// modifies reports whether the token is one of the words before head that belong
// to the string.
func (f *mucFill) modifies(i, head int, number bool) bool {
	if slices.Contains([]string{"DET", "ADP", "PUNCT", "PRON"}, f.d.Tokens[i].UPOS) {
		return false
	}
	for range 6 {
		t := &f.d.Tokens[i]
		if t.Head == head {
			switch rel, _, _ := strings.Cut(t.Deprel, ":"); rel {
			case "nummod":
				return number
			case "compound", "amod", "nmod", "flat":
				return t.Deprel != "nmod:poss" && (number || !slices.Contains(mucQuantifiers, t.Lemma))
			}
			return false
		}
		if i = t.Head; i < 0 {
			return false
		}
	}
	return false
}

func (f *mucFill) text(first, last int) string {
	return f.d.Text[f.d.Tokens[first].Start:f.d.Tokens[last-1].End]
}
