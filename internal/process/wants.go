package process

import (
	"slices"
	"time"

	"parley"
)

// The days for which an undertaking is watched: a truce of no told end binds for
// some months in practice; what is promised again and again is followed up for a
// year, the rest for three.
const (
	windowDays = 120
	againDays  = 365
	onceDays   = 3 * 365
	graceDays  = 180 // after the deadline
)

// span returns the days on which events may bear on u by the rule: from the day
// after it was made, else after it was first told. A window ends where the deadline
// is an end ("until 1 May"); a deadline that is a beginning ("by 1 May") opens it.
func (l *Ledger) span(r *rule, u *parley.Undertaking) (from, to time.Time) {
	if u.Made != nil {
		from = u.Made.To
	}
	if from.IsZero() {
		from = u.FirstReported.Time()
	}
	if from.IsZero() {
		return from, to
	}
	due, ends := time.Time{}, false
	if u.Deadline != nil {
		due, ends = u.Deadline.To, l.terms.ends(u.Deadline.Text)
	}
	switch {
	case r.when != whenAfter && ends && !due.IsZero():
		to = due
	case r.when != whenAfter:
		to = later(from, due).AddDate(0, 0, windowDays)
	case !due.IsZero():
		to = later(from, due).AddDate(0, 0, graceDays)
	case l.recurs[u.Theme]:
		to = from.AddDate(0, 0, againDays)
	default:
		to = from.AddDate(0, 0, onceDays)
	}
	return from.AddDate(0, 0, 1), to
}

func later(a, b time.Time) time.Time {
	if b.After(a) {
		return b
	}
	return a
}

// timely reports whether an incident was, as a whole, in the rule's span; one of
// no date never is, since a filter by days would not let it through.
func (l *Ledger) timely(r *rule, u *parley.Undertaking, in *parley.Incident) bool {
	from, to := l.span(r, u)
	if from.IsZero() || in.Date == nil || in.Date.From.IsZero() || in.Date.To.IsZero() {
		return false
	}
	return !in.Date.From.Before(from) && !in.Date.To.After(to)
}

// Wants returns the filters that find the incidents that may bear on u; none for
// a theme on which no event bears. Each names the party that has to do it, or the
// country where no party is known, types, statuses and a period.
func (l *Ledger) Wants(u parley.Undertaking) []parley.Filter {
	if !l.followed(&u) {
		return nil
	}
	var filters []parley.Filter
	for i := range l.rules {
		r := &l.rules[i]
		from, to := l.span(r, &u)
		if !r.about(&u) || from.IsZero() || to.Before(from) {
			continue
		}
		f := parley.Filter{
			Types: []parley.EventType{r.typ}, Statuses: []parley.Status{r.status},
			Period: parley.Period{From: from, To: to}, Background: true,
		}
		if r.mode != "" {
			f.Modes = []parley.Mode{r.mode}
		}
		for _, who := range r.actors(&u) {
			g := f
			g.Actor, g.Role = who.actor, who.role
			if g.Actor == "" {
				g.Countries = []string{u.Country}
			}
			filters = joinFilter(filters, g)
		}
	}
	return filters
}

// actor is somebody to look for, on a side of the event.
type actor struct {
	actor string
	role  parley.Role
}

// actors returns whom events of the rule must have on a side; one empty actor
// where it may be anybody; none where the rule needs a party that is not known.
func (r *rule) actors(u *parley.Undertaking) []actor {
	role := parley.Role("")
	switch {
	case r.source == sidePair:
	case r.source == sideBy:
		role = parley.RoleSource
	case r.target == sideBy:
		role = parley.RoleTarget
	default:
		return []actor{{}}
	}
	var all []actor
	for _, id := range sides(u.By) {
		all = append(all, actor{id, role})
	}
	return all
}

// joinFilter adds a filter, or its modes to one that is else the same.
func joinFilter(all []parley.Filter, f parley.Filter) []parley.Filter {
	for i := range all {
		g := &all[i]
		if g.Actor != f.Actor || g.Role != f.Role || !slices.Equal(g.Types, f.Types) || !slices.Equal(g.Statuses, f.Statuses) ||
			!g.Period.From.Equal(f.Period.From) || !g.Period.To.Equal(f.Period.To) {
			continue
		}
		if len(g.Modes) == 0 || len(f.Modes) == 0 {
			g.Modes = nil
		} else {
			for _, m := range f.Modes {
				if !slices.Contains(g.Modes, m) {
					g.Modes = append(g.Modes, m)
				}
			}
		}
		return all
	}
	return append(all, f)
}

// Touches returns the themes whose undertakings an incident may bear on, and the
// countries in which they lie, both sorted; nothing for one that bears on none.
func (l *Ledger) Touches(in parley.Incident) (countries, themes []string) {
	for _, r := range l.byType[in.Type] {
		if !r.fits(&in) || (r.source == sideBy || r.source == sidePair) && !anyKnown(in.Sources) ||
			(r.target == sideBy || r.target == sideOther || r.target == sidePair) && !anyKnown(in.Targets) {
			continue
		}
		if r.themes == nil {
			for _, t := range l.themes.All() {
				themes = append(themes, t.ID)
			}
			continue
		}
		themes = append(themes, r.themes...)
	}
	if len(themes) == 0 {
		return nil, nil
	}
	slices.Sort(themes)
	countries = countriesOf(&in)
	if len(countries) == 0 {
		return nil, nil
	}
	return countries, slices.Compact(themes)
}

// anyKnown reports whether any of the parties is an actor and not mere words.
func anyKnown(parties []parley.Party) bool {
	return slices.ContainsFunc(parties, func(p parley.Party) bool { return p.Actor != "" || p.Side != "" })
}

// countriesOf returns the countries of an incident's place and parties, sorted.
func countriesOf(in *parley.Incident) []string {
	var all []string
	if in.Place != nil && in.Place.Country != "" {
		all = append(all, in.Place.Country)
	}
	for _, list := range [][]parley.Party{in.Sources, in.Targets} {
		for i := range list {
			if c := list[i].Country; c != "" {
				all = append(all, c)
			}
		}
	}
	slices.Sort(all)
	return slices.Compact(all)
}
