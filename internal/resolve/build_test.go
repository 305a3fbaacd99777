package resolve

import (
	"fmt"
	"strconv"
	"testing"
	"time"

	"parley"
	"parley/data"
	"parley/internal/cluster"
)

// built is the part of the resolver that sums up, over the built-in tables.
func built(t testing.TB) *Resolver {
	t.Helper()
	sums, err := newSumming(data.FS)
	if err != nil {
		t.Fatal(err)
	}
	return &Resolver{sums: sums}
}

// tale builds a telling for tests: an attack of 3 May 2031 in an invented town,
// told on a day of May by an article of its own family.
type tale struct {
	parley.Telling
}

func newTale(n, day int, family string) *tale {
	id := fmt.Sprintf("%02d", n)
	t := &tale{}
	t.Article = parley.ArticleInfo{ID: "a" + id, Ref: "news/" + id + ".txt", Outlet: "Outlet " + id, Family: family}
	if day > 0 {
		t.Article.Published.Period = on(day)
	}
	t.Event = parley.Event{
		ID: "e" + id, Kind: parley.Violence, Type: parley.Assault, Mode: parley.ModeFirearms, Status: parley.Happened,
		Date:    &parley.Date{Period: on(3), Text: "on May 3", How: "the day of the month"},
		Place:   &parley.EventPlace{Name: "Varna Kul", Country: "AFG", Admin1: "Kunduz", Precision: parley.PlaceExact, ID: "gn:1"},
		Sources: []parley.Party{{Actor: "red", Name: "Red Front", Kind: "group", Sector: "REB", Side: "red"}},
		Targets: []parley.Party{{Actor: "police", Name: "Kul police", Kind: "group", Sector: "COP", Side: "gov", Effect: parley.EffectKilled}},
		CAMEO:   "193", Goldstein: -10, ACLED: "Battles/Armed clash",
	}
	return t
}

func on(day int) parley.Period {
	d := time.Date(2031, time.May, day, 0, 0, 0, 0, time.UTC)
	return parley.Period{From: d, To: d, Precision: parley.PrecisionDay}
}

// figure reads "28", "28+" (at least), "24-99v" (vague), "7-9".
func figure(s string) parley.Range {
	var r parley.Range
	if s[len(s)-1] == 'v' {
		r.Vague, s = true, s[:len(s)-1]
	}
	low, high := s, s
	for i := range s {
		if s[i] == '-' {
			low, high = s[:i], s[i+1:]
		}
	}
	if s[len(s)-1] == '+' {
		low, high = s[:len(s)-1], ""
	}
	n, _ := strconv.Atoi(low)
	r.Low = &n
	if high != "" {
		m, _ := strconv.Atoi(high)
		r.High = &m
	}
	return r
}

// killed adds a figure of the killed: by "" in the article's own voice, else by a
// speaker of a role who speaks for a party. The event's bounds grow with it.
func (t *tale) killed(s, group, by, role, party string) *tale {
	r := figure(s)
	t.Event.Tolls = append(t.Event.Tolls, parley.Toll{Outcome: "killed", Group: group, Range: r, By: by})
	if by != "" {
		t.Event.Accounts = append(t.Event.Accounts, parley.Account{Speaker: by, Role: role, For: party, Stance: "says", Killed: &r})
	}
	low, high := *r.Low, *r.Low
	if r.High != nil && r.Vague {
		high = *r.High
	} else if r.High != nil {
		low = (*r.Low + *r.High) / 2
		high = low
	}
	if k := t.Event.Killed; k != nil && k.Vague == r.Vague {
		low, high = min(low, *k.Low), max(high, *k.High)
	} else if k != nil && r.Vague {
		return t
	}
	t.Event.Killed = &parley.Range{Low: &low, High: &high, Vague: r.Vague}
	return t
}

// injured gives the article's own figure of the injured.
func (t *tale) injured(s string) *tale {
	r := figure(s)
	t.Event.Tolls = append(t.Event.Tolls, parley.Toll{Outcome: "injured", Range: r})
	t.Event.Injured = &r
	return t
}

func (t *tale) own(s string) *tale      { return t.killed(s, "", "", "", "") }
func (t *tale) police(s string) *tale   { return t.killed(s, "", "Kul police", "", "Kul government") }
func (t *tale) hospital(s string) *tale { return t.killed(s, "", "hospital director", "", "") }
func (t *tale) rebels(s string) *tale {
	return t.killed(s, "police", "Dara Vey", "spokesman for the Red Front", "Red Front")
}

// groupOfTales is the group of the tales' events, as the store would hand it over.
func groupOfTales(r *Resolver, tales []*tale) (cluster.Group, func(string) string) {
	family := map[string]string{}
	g := cluster.Group{ID: "i-" + tales[0].Event.ID}
	for _, t := range tales {
		a := &t.Article
		family[a.ID] = a.Family
		d := r.sums.digest(&t.Event, a.ID, a.Outlet, a.Published.Period)
		g.Nodes = append(g.Nodes, parley.Node{ID: t.Event.ID, Order: d.order(), Digest: d.Encode()})
	}
	return g, func(a string) string { return family[a] }
}

// summedUp is the incident of tales.
func summedUp(t testing.TB, r *Resolver, tales ...*tale) parley.Incident {
	t.Helper()
	in, err := r.Incident(groupOfTales(r, tales))
	if err != nil {
		t.Fatal(err)
	}
	return in
}

// inOrder puts the tellings into the order of in.Events.
func inOrder(in parley.Incident, tales []*tale) []parley.Telling {
	var out []parley.Telling
	for _, id := range in.Events {
		for _, t := range tales {
			if t.Event.ID == id {
				out = append(out, t.Telling)
			}
		}
	}
	return out
}

// written writes an estimate as "low/best/high rule".
func written(e parley.Estimate) string {
	if e.Best == nil {
		return "none"
	}
	s := fmt.Sprintf("%d/%d/%d %s", *e.Low, *e.Best, *e.High, e.Rule)
	if e.Vague {
		s += " vague"
	}
	return s
}
