package what

import (
	"parley"
	"parley/internal/doc"
	"parley/internal/what/draft"
)

// sides writes the parties of one side, with their words as evidence.
func (w writer) sides(role string, parties []draft.Party, out *parley.Event) []parley.Party {
	list := []parley.Party{}
	for _, p := range parties {
		list = append(list, w.party(p))
		ev := w.tokens(role, p.Words, p.Rule)
		ev.Inferred = p.Inferred
		out.Evidence = append(out.Evidence, ev)
	}
	return list
}

// party writes one party; the actor's entry gives the name where it is known.
func (w writer) party(p draft.Party) parley.Party {
	text := w.tokens("", p.Words, "").Quote
	v := parley.Party{Name: text, Kind: string(doc.ActorGroup), Text: text, Effect: p.Effect, Blamed: p.Blamed}
	if p.Thing {
		v.Kind = string(doc.ActorThing)
	}
	if p.Actor >= 0 {
		w.describe(&v, w.d.Actors[p.Actor])
	}
	return v
}

// describe fills in what the actor's entry knows.
func (w writer) describe(v *parley.Party, a doc.Actor) {
	v.Actor, v.Name, v.Kind = a.ID, a.Name, string(a.Kind)
	v.Country, v.Sector, v.Side = a.Country, a.Sector, a.Side
}

func (w writer) weapons(e *draft.Event, out *parley.Event) []parley.Weapon {
	list := []parley.Weapon{}
	for _, x := range e.Weapons {
		ev := w.tokens("weapon", x.Words, x.Rule)
		list = append(list, parley.Weapon{Text: ev.Quote, Kind: x.Kind})
		out.Evidence = append(out.Evidence, ev)
	}
	return list
}

func (w writer) tolls(e *draft.Event, out *parley.Event) []parley.Toll {
	list := []parley.Toll{}
	for _, t := range e.Tolls {
		list = append(list, w.toll(t))
		out.Evidence = append(out.Evidence, w.tollEvidence(t))
	}
	return list
}

func (w writer) toll(t draft.Toll) parley.Toll {
	v := parley.Toll{Outcome: string(t.Outcome), Group: t.Group, Range: number(t.Low, t.High), Part: t.Part, Attackers: t.Attackers}
	v.Vague = t.Vague
	if t.Quote >= 0 {
		v.By = w.speaker(w.d.Quotes[t.Quote])
	}
	return v
}

// tollEvidence shows a figure as killed, injured or toll.
func (w writer) tollEvidence(t draft.Toll) parley.Evidence {
	role := "toll"
	if t.Outcome == doc.Killed || t.Outcome == doc.Injured {
		role = string(t.Outcome)
	}
	if t.Count >= 0 {
		c := w.d.Counts[t.Count]
		return w.tokens(role, doc.Range{First: c.First, Last: c.Last}, c.Rule)
	}
	return w.token(role, t.Token, "")
}

func (w writer) claims(e *draft.Event, out *parley.Event) []parley.Claim {
	list := []parley.Claim{}
	for _, c := range e.Claims {
		v := parley.Claim{Stance: c.Stance}
		if c.Actor >= 0 {
			v.By, v.Actor = w.d.Actors[c.Actor].Name, w.d.Actors[c.Actor].ID
		}
		if c.Speaker >= 0 {
			v.Speaker = w.d.Actors[c.Speaker].Name
		}
		list = append(list, v)
		out.Evidence = append(out.Evidence, w.token("claim", c.Head, c.Rule))
	}
	return list
}

func (w writer) accounts(e *draft.Event, out *parley.Event) []parley.Account {
	list := []parley.Account{}
	for _, a := range e.Accounts {
		q := w.d.Quotes[a.Quote]
		v := parley.Account{Role: q.Role, Stance: string(a.Stance), Anonymous: q.Anonymous}
		v.Speaker = w.speaker(q)
		if p := w.partyByID(q.For); p != nil {
			v.For = p.Name
		}
		v.Killed, v.Injured = w.accountToll(e, a, doc.Killed), w.accountToll(e, a, doc.Injured)
		list = append(list, v)
		if !q.Speaker.Empty() {
			out.Evidence = append(out.Evidence, w.tokens("account", q.Speaker, q.Rule))
		} else if q.Cue >= 0 {
			out.Evidence = append(out.Evidence, w.token("account", q.Cue, q.Rule))
		}
	}
	return list
}

// accountToll sums what one account gives for the outcome: groups side by side
// are added, parts are not, attackers' own losses are left out.
func (w writer) accountToll(e *draft.Event, a draft.Account, outcome doc.Outcome) *parley.Range {
	low, high, vague, found := 0.0, 0.0, true, false
	for _, i := range a.Tolls {
		t := e.Tolls[i]
		if t.Outcome != outcome || t.Part || t.Attackers {
			continue
		}
		low, high, found = low+t.Low, high+t.High, true
		vague = vague && t.Vague
	}
	if !found {
		return nil
	}
	r := number(low, high)
	r.Vague = vague
	return &r
}

// speaker returns the standard name of who says a quote, or the words of the
// text for who is not named; empty where the text has none.
func (w writer) speaker(q doc.Quote) string {
	words := ""
	if !q.Speaker.Empty() {
		words = w.tokens("", q.Speaker, "").Quote
	}
	if q.Actor < 0 {
		return words
	}
	a := w.d.Actors[q.Actor]
	if a.Source == doc.FromNominal && words != "" {
		return words
	}
	return a.Name
}

// partyByID writes the actor with the ID as a party; nil if the article has none.
func (w writer) partyByID(id string) *parley.Party {
	if id == "" {
		return nil
	}
	for _, a := range w.d.Actors {
		if a.ID == id {
			v := &parley.Party{Text: a.Name}
			w.describe(v, a)
			return v
		}
	}
	return nil
}

// tokens shows the words of a range of tokens; an empty range shows nothing.
func (w writer) tokens(role string, r doc.Range, by string) parley.Evidence {
	ev := parley.Evidence{Role: role, Rule: by}
	if r.Empty() || r.First < 0 || r.Last > len(w.d.Tokens) {
		return ev
	}
	ev.Start, ev.End = w.d.Tokens[r.First].Start, w.d.Tokens[r.Last-1].End
	ev.Quote = w.d.Text[ev.Start:ev.End]
	return ev
}

func (w writer) token(role string, i int, by string) parley.Evidence {
	return w.tokens(role, doc.Range{First: i, Last: i + 1}, by)
}

// part shows words of any part of the article.
func (w writer) part(role string, e doc.Evidence, by string) parley.Evidence {
	return parley.Evidence{
		Role: role, Rule: by, In: string(e.In), Line: e.Line, Start: e.Start, End: e.End, Quote: w.d.Quote(e),
	}
}
