package main

import (
	"fmt"
	"slices"
	"strings"
	"time"

	"parley"
	"parley/internal/brief"
	"parley/internal/process"
)

// count counts again what a field of a query says.
func (r *recount) count(field string, queries []*brief.Query) (int, error) {
	q := queries[0]
	p := q.Filter.Period
	switch field {
	case "days":
		p = queries[len(queries)-1].Filter.Period
		return int(p.To.Sub(p.From).Hours()/24) + 1, nil
	case "articles", "outlets", "families", "other languages":
		return r.countArticles(field, q), nil
	case "no date":
		return r.countUndated(q), nil
	case "incidents of both":
		return len(r.counts(queries[0])) + len(r.counts(queries[1])), nil
	case "promises", "due", "overdue", "kept", "broken":
		return len(r.ledger(field, q)), nil
	}
	if name, ok := strings.CutSuffix(field, "left out"); ok {
		return r.leftOut(strings.TrimSpace(name), queries)
	}
	n, err := r.countIncidents(field, r.counts(q))
	if err == nil && len(queries) > 1 {
		before, _ := r.countIncidents(field, r.counts(queries[1]))
		n -= before
	}
	return n, err
}

// countIncidents counts what a field says in incidents.
func (r *recount) countIncidents(field string, list []parley.Incident) (int, error) {
	of := func(p *int) int {
		if p == nil {
			return 0
		}
		return *p
	}
	is := func(yes bool) int {
		if yes {
			return 1
		}
		return 0
	}
	has := func(parties []parley.Party, id string) bool {
		return slices.ContainsFunc(parties, func(p parley.Party) bool { return p.Actor == id })
	}
	acts := func(in *parley.Incident, id string) bool {
		return slices.ContainsFunc(in.Sources, func(p parley.Party) bool { return p.Actor == id && actsIn(in, p) })
	}
	what, id, _ := strings.Cut(field, " ")
	n := 0
	for i := range list {
		in := &list[i]
		switch {
		case field == "incidents":
			n++
		case strings.HasPrefix(field, "killed.") || strings.HasPrefix(field, "injured."):
			outcome, which, _ := strings.Cut(field, ".")
			e := map[string]parley.Estimate{"killed": in.Killed, "injured": in.Injured}[outcome]
			n += of(map[string]*int{"low": e.Low, "best": e.Best, "high": e.High}[which])
		case field == "unconfirmed":
			n += is(in.Standing == parley.Unconfirmed)
		case field == "no toll":
			n += is(in.Killed.Best == nil && in.Injured.Best == nil)
		case field == "no source":
			n += is(len(in.Sources) == 0)
		case field == "no place":
			n += is(in.Place == nil || in.Place.Name == "")
		case field == "country only":
			n += is(in.Place != nil && in.Place.Precision == parley.PlaceCountry)
		case what == "source":
			n += is(acts(in, id))
		case what == "target":
			n += is(has(in.Targets, id))
		case what == "actor":
			n += is(has(in.Sources, id) || has(in.Targets, id))
		case what == "killed" && acts(in, strings.TrimPrefix(id, "by ")):
			n += of(in.Killed.Best)
		case what == "killed":
		default:
			return 0, fmt.Errorf("no such field")
		}
	}
	return n, nil
}

// actsIn tells whether a source of violence is said to act: not where the side that
// was hit is its own.
func actsIn(in *parley.Incident, p parley.Party) bool {
	own := func(o parley.Party) bool { return o.Side == p.Side }
	return p.Side == "" || in.Kind != parley.Violence || in.Mode == parley.ModeClash || !slices.ContainsFunc(in.Targets, own)
}

// countArticles counts articles that were published in a period, by the records;
// where the filter asks something of happenings, those that tell such a one.
func (r *recount) countArticles(field string, q *brief.Query) int {
	articles, foreign := 0, 0
	outlets, families := map[string]bool{}, map[string]bool{}
	for _, a := range r.articles {
		p, f := a.Published.Period, q.Filter
		if p.From.IsZero() && p.To.IsZero() || p.From.After(f.Period.To) || p.To.Before(f.Period.From) {
			continue
		}
		f.Period = parley.Period{}
		asks := len(f.Countries) > 0 || f.Place != "" || f.Actor != ""
		tells := !asks
		for _, e := range r.records[a.ID].Events {
			in := parley.Incident{Kind: e.Kind, Place: e.Place, Sources: e.Sources, Targets: e.Targets}
			tells = tells || !e.Background && r.passes(&in, &f)
		}
		if !tells {
			continue
		}
		articles++
		if a.Outlet != "" {
			outlets[strings.ToLower(a.Outlet)] = true
		}
		families[a.Family] = true
		if a.Language != "en" {
			foreign++
		}
	}
	return map[string]int{"articles": articles, "outlets": len(outlets), "families": len(families), "other languages": foreign}[field]
}

// countUndated counts what has no date: incidents, or articles where the query is
// about those.
func (r *recount) countUndated(q *brief.Query) int {
	n := 0
	if strings.HasPrefix(q.What, "articles") {
		for _, a := range r.articles {
			if a.Published.IsZero() {
				n++
			}
		}
		return n
	}
	for _, in := range r.counts(q) {
		if in.Date == nil || in.Date.IsZero() {
			n++
		}
	}
	return n
}

// ledger returns the undertakings of a part of the section on promises.
func (r *recount) ledger(field string, q *brief.Query) []parley.Undertaking {
	f := &q.Filter
	end := r.b.To.Time()
	var out []parley.Undertaking
	for _, u := range r.undertakings {
		party := func(p *parley.Party) bool { return p != nil && (p.Actor == f.Actor || p.Side == f.Actor) }
		switch {
		case len(f.Countries) > 0 && !slices.Contains(f.Countries, u.Country):
			continue
		case f.Actor != "" && !party(u.By) && (f.Role == parley.RoleSource || !party(u.To)):
			continue
		}
		made := u.Made != nil && !u.Made.IsZero()
		first, last := u.FirstReported.Time(), u.FirstReported.Time()
		if made {
			first, last = u.Made.From, u.Made.To
		}
		status, late := process.AsOf(u, end)
		changed := r.statusWithin(&u)
		is := false
		switch field {
		case "promises":
			is = !first.IsZero() && !first.After(end) && (last.IsZero() || !last.Before(r.b.From.Time()))
		case "due":
			is = u.Deadline != nil && !u.Deadline.To.IsZero() && !u.Deadline.To.Before(f.Due.From) && !u.Deadline.To.After(f.Due.To) &&
				slices.Contains([]parley.CommitmentStatus{parley.Pending, parley.UnderWay, parley.PartlyMet, parley.Disputed}, status)
		case "overdue":
			is = u.Deadline != nil && !u.Deadline.To.IsZero() && u.Deadline.To.Before(end) && late > 0 && u.Kind != parley.Threat
		case "kept":
			is = changed == parley.Met || changed == parley.PartlyMet || changed == parley.UnderWay
		case "broken":
			is = changed != "" && changed != parley.Met && changed != parley.PartlyMet && changed != parley.UnderWay
		}
		if is {
			out = append(out, u)
		}
	}
	return out
}

// statusWithin is the status that an undertaking has today, if news of it (an
// article that tells it, or an event that bears on it) was in the report's period;
// else empty. The examples tell of each undertaking once, so that this is all.
func (r *recount) statusWithin(u *parley.Undertaking) parley.CommitmentStatus {
	from, to := r.b.From.Time(), r.b.To.Time()
	within := func(t time.Time) bool { return !t.IsZero() && !t.Before(from) && !t.After(to) }
	if u.Status == parley.Pending {
		return ""
	}
	for _, id := range u.Commitments {
		if c := r.commitments[id]; c.Status == u.Status && within(r.articleOf[id].Published.From) {
			return u.Status
		}
	}
	for _, b := range r.bearing[u.ID] {
		if b.On != nil && within(b.On.From) {
			return u.Status
		}
	}
	return ""
}

// leftOut is how many a section leaves out: all of them, less those it shows.
func (r *recount) leftOut(what string, queries []*brief.Query) (int, error) {
	section, total := "", 0
	conciliatory := []parley.EventType{parley.Agree, parley.Consult, parley.Support, parley.Concede, parley.Cooperate, parley.Aid, parley.Retreat}
	switch what {
	case "":
		section, total = "happened", len(r.counts(queries[0]))
	case "talks":
		section = "talks"
		for _, in := range r.counts(queries[0]) {
			if slices.Contains(conciliatory, in.Type) {
				total++
			}
		}
	case "others":
		section, total = "others", r.countOthers(queries[0], conciliatory)
	case "disputed":
		section = "clashes"
		for _, in := range r.counts(queries[0]) {
			if in.Standing == parley.Contested {
				total++
			}
		}
	case "claims":
		section, total = "claims", r.countClaims(queries[0])
	case "actors":
		section, total = "actors", r.countActors(queries)
	case "promises", "due", "overdue", "kept", "broken":
		return len(r.ledger(what, queries[0])) - r.shownUnder(what), nil
	default:
		return 0, fmt.Errorf("no such list")
	}
	return total - r.shownIn(section), nil
}

// shownIn is how many incidents, claims or actors a section shows.
func (r *recount) shownIn(id string) int {
	n := 0
	for _, s := range r.b.Sections {
		if s.ID != id {
			continue
		}
		seen := map[string]bool{}
		for _, b := range s.Blocks {
			switch {
			case id == "clashes" && b.Kind == brief.Table: // an incident may have several tables
				for _, p := range b.Caption.Parts {
					if p.Fact != nil && !seen[p.Fact.Of] {
						seen[p.Fact.Of] = true
						n++
					}
				}
			case b.Kind == brief.Table:
				n += len(b.Rows)
			case b.Kind == brief.List:
				n += len(b.Items)
			}
		}
	}
	return n
}

// shownUnder is how many entries stand below the caption that counts a field.
func (r *recount) shownUnder(field string) int {
	for _, s := range r.b.Sections {
		for _, b := range s.Blocks {
			if b.Caption == nil || b.Kind != brief.List {
				continue
			}
			for _, p := range b.Caption.Parts {
				if p.Fact != nil && p.Fact.Field == field {
					return len(b.Items)
				}
			}
		}
	}
	return 0
}

// countOthers counts acts that part sides, and what is told otherwise than as a
// fact or an allegation.
func (r *recount) countOthers(q *brief.Query, conciliatory []parley.EventType) int {
	n := 0
	fact := *q
	fact.Filter.Kinds = []parley.EventKind{parley.Process}
	for _, in := range r.counts(&fact) {
		if !slices.Contains(conciliatory, in.Type) {
			n++
		}
	}
	for _, in := range r.incidents {
		if in.Background || in.Aggregate || in.Date == nil || in.Status == parley.Happened || in.Status == parley.Alleged || !r.passes(&in, &q.Filter) {
			continue
		}
		first := in.Date.From
		if first.IsZero() {
			first = in.Date.To
		}
		if !first.Before(q.Filter.Period.From) && !first.After(q.Filter.Period.To) {
			n++
		}
	}
	return n
}

// countClaims counts who took or denied responsibility, by the records.
func (r *recount) countClaims(q *brief.Query) int {
	n := 0
	for _, in := range r.counts(q) {
		var claims []parley.Claim
		for _, id := range in.Events {
			claims = append(claims, r.events[id].Claims...)
		}
		seen := map[string]bool{}
		for _, c := range claims {
			mine := func(p parley.Party) bool {
				return c.Actor != "" && (p.Actor == c.Actor || p.Side == c.Actor) || p.Name == c.By && c.By != ""
			}
			sided := slices.ContainsFunc(in.Sources, func(p parley.Party) bool { return p.Side != "" })
			side := c.Actor
			for _, p := range slices.Concat(in.Sources, in.Targets) {
				if p.Actor == c.Actor && p.Side != "" {
					side = p.Side
				}
			}
			hit := in.Mode != parley.ModeClash && slices.ContainsFunc(in.Targets, func(p parley.Party) bool { return p.Side == side && side != "" })
			accused := !hit && !slices.ContainsFunc(in.Targets, mine) && (slices.ContainsFunc(in.Sources, mine) || !sided)
			key := c.Stance + " " + c.Actor
			if c.Actor == "" {
				key = c.Stance + " " + c.By
			}
			if seen[key] || c.Stance == "none" && len(claims) > 1 || c.Stance == "denied" && !accused || c.Stance == "claimed" && hit || c.Stance != "none" && c.By == "" {
				continue
			}
			seen[key] = true
			n++
		}
	}
	return n
}

// countActors counts actors of the incidents of queries.
func (r *recount) countActors(queries []*brief.Query) int {
	seen := map[string]bool{}
	for _, q := range queries {
		for _, in := range r.counts(q) {
			for i, p := range slices.Concat(in.Sources, in.Targets) {
				if p.Actor != "" && p.Kind != "thing" && p.Name != "" && (i >= len(in.Sources) || actsIn(&in, p)) {
					seen[p.Actor] = true
				}
			}
		}
	}
	return len(seen)
}
