package resolve

import (
	"cmp"
	"slices"

	"parley"
)

// Detail sets out all that is known of an incident. tellings are those of its
// events, in the order of in.Events; links and decisions those that name them.
func (r *Resolver) Detail(in parley.Incident, tellings []parley.Telling, links []parley.Link, decisions []parley.Decision) parley.IncidentDetail {
	links, decisions = slices.Clone(links), slices.Clone(decisions)
	slices.SortStableFunc(links, func(a, b parley.Link) int {
		return cmp.Or(cmp.Compare(b.Score, a.Score), cmp.Compare(a.A, b.A), cmp.Compare(a.B, b.B))
	})
	slices.SortStableFunc(decisions, func(a, b parley.Decision) int { return cmp.Compare(a.ID, b.ID) })
	out := parley.IncidentDetail{
		Incident: in, Tellings: tellings, Links: notNil(links), Decisions: notNil(decisions),
		Accounts: []parley.IncidentAccount{}, Claims: []parley.IncidentClaim{},
	}
	if out.Tellings == nil {
		out.Tellings = []parley.Telling{}
	}
	for i := range tellings {
		out.Accounts = append(out.Accounts, accountsOf(&tellings[i])...)
		out.Claims = append(out.Claims, claimsOf(&tellings[i])...)
	}
	told := r.sums.tellings(tellings)
	out.History = r.sums.history(told, out.Accounts)
	out.Clashes = r.sums.clashes(told, tellings)
	return out
}

func notNil[T any](list []T) []T {
	if list == nil {
		return []T{}
	}
	return list
}

// tellings makes of events with their articles what their digests hold.
func (s *summing) tellings(list []parley.Telling) []telling {
	digests := make([]*Digest, len(list))
	family := make(map[string]string, len(list))
	for i := range list {
		a := &list[i].Article
		digests[i] = s.digest(&list[i].Event, a.ID, a.Outlet, a.Published.Period)
		family[a.ID] = a.Family
	}
	return s.inFamilies(digests, func(article string) string { return family[article] })
}

// publishedOn is the day of publication that lists show: the last on which it
// can have been.
func publishedOn(p parley.PublishedDate) parley.Day {
	if p.To.IsZero() {
		return parley.DayOf(p.From)
	}
	return parley.DayOf(p.To)
}

// accountsOf returns the accounts of one telling: the article's own, if it tells
// the event or a figure itself, then its speakers'.
func accountsOf(t *parley.Telling) []parley.IncidentAccount {
	e := &t.Event
	account := func(a parley.Account, evidence []parley.Evidence) parley.IncidentAccount {
		return parley.IncidentAccount{
			Account: a, Event: e.ID, Article: t.Article.ID, Outlet: t.Article.Outlet, Family: t.Article.Family,
			Published: publishedOn(t.Article.Published), Evidence: notNil(evidence),
		}
	}
	var out []parley.IncidentAccount
	killed, injured := ownFigure(e, outcomeKilled), ownFigure(e, outcomeInjured)
	if killed != nil || injured != nil || e.Status != parley.Alleged && e.Status != parley.Denied {
		own := parley.Account{Stance: "says", Killed: killed, Injured: injured}
		out = append(out, account(own, ownEvidence(e)))
	}
	for i, a := range e.Accounts {
		out = append(out, account(a, accountEvidence(e, i)))
	}
	return out
}

// ownFigure is the figure that the article gives in its own voice: its first that
// lies within the event's bounds, or, where nobody gives such a one, their sum.
// Nil for none.
func ownFigure(e *parley.Event, outcome string) *parley.Range {
	r := e.Killed
	if outcome == outcomeInjured {
		r = e.Injured
	}
	sum := figureOf(r)
	if !sum.Known {
		return nil
	}
	for i := range e.Tolls {
		t := &e.Tolls[i]
		if f := figureOf(&t.Range); t.By == "" && counted(e, t, outcome) && within(f, sum) {
			return f.Range()
		}
	}
	for i := range e.Accounts {
		r := e.Accounts[i].Killed
		if outcome == outcomeInjured {
			r = e.Accounts[i].Injured
		}
		if f := figureOf(r); f.Known && within(f, sum) {
			return nil
		}
	}
	return sum.Range()
}

// evidenceAs returns the evidence of any of the roles, in order.
func evidenceAs(e *parley.Event, roles ...string) []parley.Evidence {
	var out []parley.Evidence
	for _, v := range e.Evidence {
		if slices.Contains(roles, v.Role) {
			out = append(out, v)
		}
	}
	return out
}

// nth returns the evidence of the i-th of n values, which stands in their order;
// none where there is not one for each.
func nth(list []parley.Evidence, i, n int) []parley.Evidence {
	if len(list) != n {
		return nil
	}
	return list[i : i+1]
}

// ownEvidence shows the article's own account: its trigger and its own figures.
func ownEvidence(e *parley.Event) []parley.Evidence {
	out := evidenceAs(e, "trigger")
	if len(out) > 1 {
		out = out[:1]
	}
	return append(slices.Clip(out), tollEvidence(e, func(t *parley.Toll) bool { return t.By == "" })...)
}

// tollEvidence shows the figures of the killed and injured that are told apart by of.
func tollEvidence(e *parley.Event, of func(*parley.Toll) bool) []parley.Evidence {
	var out []parley.Evidence
	all := evidenceAs(e, "killed", "injured", "toll")
	for i := range e.Tolls {
		t := &e.Tolls[i]
		if (t.Outcome == outcomeKilled || t.Outcome == outcomeInjured) && of(t) {
			out = append(out, nth(all, i, len(e.Tolls))...)
		}
	}
	return out
}

// accountEvidence shows the i-th account of an event: who speaks, and the figures.
func accountEvidence(e *parley.Event, i int) []parley.Evidence {
	out := nth(evidenceAs(e, "account"), i, len(e.Accounts))
	by := e.Accounts[i].Speaker
	return append(slices.Clip(out), tollEvidence(e, func(t *parley.Toll) bool { return t.By == by && by != "" })...)
}

// claimsOf returns the claims of one telling.
func claimsOf(t *parley.Telling) []parley.IncidentClaim {
	var out []parley.IncidentClaim
	for i, c := range t.Event.Claims {
		out = append(out, parley.IncidentClaim{
			Claim: c, Event: t.Event.ID, Article: t.Article.ID, Outlet: t.Article.Outlet, Family: t.Article.Family,
			Published: publishedOn(t.Article.Published),
			Evidence:  notNil(nth(evidenceAs(&t.Event, "claim"), i, len(t.Event.Claims))),
		})
	}
	return out
}
