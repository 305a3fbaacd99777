package main

import (
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"parley"
	"parley/data"
)

// filterFlags are the flags that narrow a listing, as a person gives them.
type filterFlags struct {
	from, to                           string
	countries, kinds, types, modes     []string
	statuses, standings, languages     []string
	admin1, place, actor, role, outlet string
	killedMin, killedMax               int
	article, text, order, after        string
	background                         bool
	limit                              int
}

// add declares the flags of all listings.
func (f *filterFlags) add(c *cobra.Command, orders ...parley.Order) {
	f.addTests(c)
	f.addPaging(c, orders...)
}

// addTests declares the flags that narrow.
func (f *filterFlags) addTests(c *cobra.Command) {
	s := c.Flags()
	s.StringVar(&f.from, "from", "", "first day, as 2020-03-05, 2020-03 or 2020")
	s.StringVar(&f.to, "to", "", "last day, the same")
	s.StringSliceVar(&f.countries, "country", nil, "countries, by name or ISO code")
	s.StringVar(&f.admin1, "admin1", "", "a province or state")
	s.StringVar(&f.place, "place", "", "a place")
	s.StringSliceVar(&f.kinds, "kind", nil, "violence or process")
	s.StringSliceVar(&f.types, "type", nil, "PLOVER types (ASSAULT, CONSULT …)")
	s.StringSliceVar(&f.modes, "mode", nil, "PLOVER modes (explosives, ceasefire …)")
	s.StringSliceVar(&f.statuses, "status", nil, "happened, alleged, denied, planned …")
	s.StringSliceVar(&f.standings, "standing", nil, "agreed, disputed or unconfirmed")
	s.StringVar(&f.actor, "actor", "", "an actor, by id, name or a part of it")
	s.StringVar(&f.role, "role", "", "the actor is source or target")
	s.IntVar(&f.killedMin, "killed-min", -1, "at least so many killed")
	s.IntVar(&f.killedMax, "killed-max", -1, "at most so many killed")
	s.StringVar(&f.outlet, "outlet", "", "told by that outlet")
	s.StringVar(&f.article, "article", "", "told by the article of that id")
	s.StringVar(&f.text, "text", "", `words of the article: "a phrase", -word, OR, word*`)
	s.BoolVar(&f.background, "background", false, "with what is told as history only")
}

// addLanguage declares the flag of lists of articles.
func (f *filterFlags) addLanguage(c *cobra.Command) {
	c.Flags().StringSliceVar(&f.languages, "language", nil, "languages of articles, as fr; those other than English are not coded")
}

// addPaging declares the flags of order and length.
func (f *filterFlags) addPaging(c *cobra.Command, orders ...parley.Order) {
	names := make([]string, len(orders))
	for i, o := range orders {
		names[i] = string(o)
	}
	s := c.Flags()
	if len(names) > 0 {
		s.StringVar(&f.order, "order", "", "order: "+strings.Join(names, ", ")+" (default: the first)")
	}
	s.IntVar(&f.limit, "limit", 100, "how many at most, up to 1000")
	s.StringVar(&f.after, "after", "", "what follows the page that gave this cursor")
}

// filter returns what the flags mean; an error of usage names the flag.
func (f *filterFlags) filter() (parley.Filter, error) {
	out := parley.Filter{
		Admin1: f.admin1, Place: f.place, Actor: f.actor, Role: parley.Role(f.role), Outlet: f.outlet, Article: f.article,
		Text: f.text, Background: f.background, Order: parley.Order(f.order), Limit: f.limit, After: f.after,
	}
	out.Languages = f.languages
	var err error
	if out.Period, err = period(f.from, f.to); err != nil {
		return out, err
	}
	if out.Countries, err = countryCodes(f.countries); err != nil {
		return out, err
	}
	if f.role != "" && out.Role != parley.RoleSource && out.Role != parley.RoleTarget {
		return out, usage(fmt.Errorf("--role %s: must be source or target", f.role))
	}
	if f.limit < 1 || f.limit > 1000 {
		return out, usage(fmt.Errorf("--limit %d: must be 1 to 1000", f.limit))
	}
	for _, m := range f.modes {
		out.Modes = append(out.Modes, parley.Mode(strings.ToLower(m)))
	}
	if out.Role != "" && out.Actor == "" {
		return out, usage(fmt.Errorf("--role %s: needs --actor", f.role))
	}
	if f.killedMin >= 0 {
		out.KilledMin = &f.killedMin
	}
	if f.killedMax >= 0 {
		out.KilledMax = &f.killedMax
	}
	if out.Kinds, err = oneOf("--kind", f.kinds, parley.Violence, parley.Process); err != nil {
		return out, err
	}
	if out.Standings, err = oneOf("--standing", f.standings, parley.Agreed, parley.Contested, parley.Unconfirmed); err != nil {
		return out, err
	}
	if out.Types, err = oneOf("--type", f.types, eventTypes...); err != nil {
		return out, err
	}
	out.Statuses, err = oneOf("--status", f.statuses, parley.Happened, parley.Alleged, parley.Denied, parley.Planned,
		parley.Threatened, parley.Demanded, parley.Offered, parley.Refused)
	return out, err
}

// eventTypes are PLOVER's.
var eventTypes = []parley.EventType{
	parley.Agree, parley.Consult, parley.Support, parley.Concede, parley.Cooperate, parley.Aid, parley.Retreat, parley.Request,
	parley.Accuse, parley.Reject, parley.Threaten, parley.Protest, parley.Sanction, parley.Mobilize, parley.Coerce, parley.Assault,
}

// oneOf returns values that a flag may have.
func oneOf[T ~string](flag string, given []string, known ...T) ([]T, error) {
	var out []T
	for _, g := range given {
		i := slices.IndexFunc(known, func(k T) bool { return strings.EqualFold(string(k), strings.TrimSpace(g)) })
		if i < 0 {
			names := make([]string, len(known))
			for i, k := range known {
				names[i] = string(k)
			}
			return nil, usage(fmt.Errorf("%s %s: must be one of %s", flag, g, strings.Join(names, ", ")))
		}
		out = append(out, known[i])
	}
	return out, nil
}

// period reads two ends, each a day, a month or a year; empty for open.
func period(from, to string) (parley.Period, error) {
	var p parley.Period
	if from != "" {
		first, _, err := dayMonthYear(from)
		if err != nil {
			return p, usage(fmt.Errorf("--from %w", err))
		}
		p.From = first
	}
	if to != "" {
		_, last, err := dayMonthYear(to)
		if err != nil {
			return p, usage(fmt.Errorf("--to %w", err))
		}
		p.To = last
	}
	if !p.From.IsZero() && !p.To.IsZero() && p.To.Before(p.From) {
		return p, usage(fmt.Errorf("--from %s is after --to %s", from, to))
	}
	return p, nil
}

// dayMonthYear returns the first and the last day of "2020-03-05", "2020-03" or
// "2020".
func dayMonthYear(text string) (first, last time.Time, err error) {
	for _, unit := range []struct {
		layout string
		years  int
		months int
		days   int
	}{{time.DateOnly, 0, 0, 1}, {"2006-01", 0, 1, 0}, {"2006", 1, 0, 0}} {
		if first, err = time.Parse(unit.layout, text); err == nil {
			return first, first.AddDate(unit.years, unit.months, unit.days).AddDate(0, 0, -1), nil
		}
	}
	return first, last, fmt.Errorf("%s: not a day (2020-03-05), month (2020-03) or year", text)
}

// countryCodes returns the ISO codes of countries given by code or name.
func countryCodes(given []string) ([]string, error) {
	if len(given) == 0 {
		return nil, nil
	}
	names, err := countryNames()
	if err != nil {
		return nil, err
	}
	var codes []string
	for _, g := range given {
		code, ok := names[strings.ToLower(strings.TrimSpace(g))]
		if !ok {
			return nil, usage(fmt.Errorf("--country %s: neither a name nor an ISO code of a country", g))
		}
		codes = append(codes, code)
	}
	return codes, nil
}

// countryNames returns the code of each code and name, in lower case, of the
// tables of states and of the gazetteer's countries.
func countryNames() (map[string]string, error) {
	codes := make(map[string]string)
	for _, table := range []struct {
		name               string
		columns            int
		nameCell, alsoCell int
	}{{"who/states.tsv", 5, 1, 3}, {"where/gazetteer_countries.tsv", 7, 2, 3}} {
		rows, err := data.Rows(data.FS, table.name, table.columns)
		if err != nil {
			return nil, err
		}
		for _, r := range rows {
			names := append([]string{r.Cells[0], r.Cells[table.nameCell]}, strings.Split(r.Cells[table.alsoCell], ", ")...)
			for _, n := range names {
				if n = strings.ToLower(n); codes[n] == "" && n != "" && n != "-" {
					codes[n] = r.Cells[0]
				}
			}
		}
	}
	return codes, nil
}
