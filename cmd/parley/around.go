package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"
	"time"

	"parley"
	"parley/internal/page"
	"parley/internal/sqlite"
	"parley/internal/trend"
)

// turn is a day on which something may have changed.
type turn struct {
	day     time.Time
	what    string
	id      string // of the agreement or incident; empty for a day alone
	country string // in which to count; empty for what the filter says
}

// change is a comparison as --json prints it.
type change struct {
	Day     parley.Day `json:"day"`
	What    string     `json:"what"`
	ID      string     `json:"id,omitempty"`
	Country string     `json:"country,omitempty"`
	Days    int        `json:"days"`
	trend.Comparison
}

// around compares violence before and after an agreement, a day, or all turns.
func (m *Main) around(ctx context.Context, st *sqlite.Store, o statsOptions, f parley.Filter) error {
	turns, err := turnsOf(ctx, st, o.around, f)
	if err != nil {
		return err
	}
	if len(f.Kinds) == 0 {
		f.Kinds = []parley.EventKind{parley.Violence}
	}
	changes := make([]change, 0, len(turns))
	for _, t := range turns {
		c, err := compare(ctx, st, f, t, o.days)
		if err != nil {
			return err
		}
		changes = append(changes, c)
	}
	return list(m, o.json, parley.Page[change]{Items: changes}, pageChanges)
}

func pageChanges(w io.Writer, s page.Style, changes []change) error {
	rows := make([]page.Change, len(changes))
	for i, c := range changes {
		rows[i] = page.Change{
			Day: c.Day, What: c.What, Country: c.Country,
			Before: c.Before.Incidents, After: c.After.Incidents, BeforeRate: 7 * c.Before.PerDay, AfterRate: 7 * c.After.PerDay,
			Ratio: c.Ratio, Low: c.Low, High: c.High, Warnings: c.Warnings,
		}
	}
	return page.Changes(w, s, rows)
}

// turnsOf returns the turns that --around names, by day.
func turnsOf(ctx context.Context, st *sqlite.Store, around string, f parley.Filter) ([]turn, error) {
	if day, err := time.Parse(time.DateOnly, around); err == nil {
		return []turn{{day: day, what: "the day"}}, nil
	}
	if around != aroundAll {
		id, err := agreementID(ctx, st, around)
		if errors.Is(err, parley.ErrNotFound) {
			return nil, fmt.Errorf("--around: no day such as 2020-02-29, and %w", err)
		} else if err != nil {
			return nil, err
		}
		a, err := st.Agreement(ctx, id)
		if err != nil {
			return nil, err
		}
		if a.Signed == nil || a.Signed.From.IsZero() {
			return nil, usage(fmt.Errorf("the day on which %s was signed is not known; name a day", a.Name))
		}
		return []turn{signing(a)}, nil
	}
	agreements, err := everything(ctx, st.Agreements, parley.Filter{Countries: f.Countries, Period: f.Period})
	if err != nil {
		return nil, err
	}
	truces, err := everything(ctx, st.Incidents, parley.Filter{
		Countries: f.Countries, Period: f.Period, Modes: []parley.Mode{parley.ModeCeasefire}, Statuses: []parley.Status{parley.Happened},
	})
	if err != nil {
		return nil, err
	}
	var turns []turn
	for _, a := range agreements {
		if a.Signed != nil && !a.Signed.From.IsZero() {
			turns = append(turns, signing(a))
		}
	}
	for _, in := range truces {
		if t, ok := truce(in); ok {
			turns = append(turns, t)
		}
	}
	slices.SortFunc(turns, func(a, b turn) int {
		if c := a.day.Compare(b.day); c != 0 {
			return c
		}
		return strings.Compare(a.id, b.id)
	})
	return turns, nil
}

func signing(a parley.Agreement) turn {
	return turn{day: a.Signed.From, what: a.Name, id: a.ID, country: a.Country}
}

// truce returns the turn of an incident of a truce; false where its day is not
// known to a few days, or its country is not.
func truce(in parley.Incident) (turn, bool) {
	const exact = 3 * 24 * time.Hour
	if in.Date == nil || in.Date.From.IsZero() || in.Date.To.Sub(in.Date.From) > exact || in.Place == nil || in.Place.Country == "" {
		return turn{}, false
	}
	return turn{day: in.Date.From, what: in.Title, id: in.ID, country: in.Place.Country}, true
}

// compare counts the days before and after a turn; the day itself is on neither
// side, since it may be on either.
func compare(ctx context.Context, st parley.Counter, f parley.Filter, t turn, days int) (change, error) {
	out := change{Day: parley.DayOf(t.day), What: t.what, ID: t.id, Days: days, Country: strings.Join(f.Countries, ",")}
	if len(f.Countries) == 0 && t.country != "" {
		f.Countries, out.Country = []string{t.country}, t.country
	}
	var counts [2][]int
	var read [2][]parley.Coverage
	for i, p := range []parley.Period{
		{From: t.day.AddDate(0, 0, -days), To: t.day.AddDate(0, 0, -1)}, {From: t.day.AddDate(0, 0, 1), To: t.day.AddDate(0, 0, days)},
	} {
		f.Period = p
		var err error
		if counts[i], err = st.Daily(ctx, f); err != nil {
			return out, err
		}
		if read[i], err = st.Coverage(ctx, f); err != nil {
			return out, err
		}
		read[i] = everyWeek(p, read[i])
	}
	out.Comparison = trend.Compare(counts[0], counts[1], read[0], read[1])
	return out, nil
}

// everyWeek puts in the weeks of a period of which nothing was read: a store
// leaves them out.
func everyWeek(p parley.Period, read []parley.Coverage) []parley.Coverage {
	monday := p.From.AddDate(0, 0, -(int(p.From.Weekday())+6)%7)
	var all []parley.Coverage
	for ; !monday.After(p.To); monday = monday.AddDate(0, 0, 7) {
		week := parley.Coverage{Week: parley.DayOf(monday)}
		if i := slices.IndexFunc(read, func(c parley.Coverage) bool { return c.Week == week.Week }); i >= 0 {
			week = read[i]
		}
		all = append(all, week)
	}
	return all
}
