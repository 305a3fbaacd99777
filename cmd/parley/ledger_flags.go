package main

import (
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"parley"
	"parley/data"
	"parley/internal/process"
	"parley/internal/process/theme"
)

// ledgerFlags are the flags of the ledger, as a person gives them.
type ledgerFlags struct {
	filterFlags
	themes            []string
	agreement         string
	due, before, asOf string
	overdue           bool
	by                string
	talks, agreements bool
}

// add declares the flags of the ledger.
func (f *ledgerFlags) add(c *cobra.Command) {
	s := c.Flags()
	s.StringSliceVar(&f.themes, "theme", nil, "themes, such as prisoner-release, withdrawal, ceasefire")
	s.StringVar(&f.agreement, "agreement", "", "what stands in an agreement, by id or a part of its name")
	s.StringVar(&f.actor, "party", "", "who has to do it or is owed it: an actor, by id, name or a part of it")
	s.StringVar(&f.role, "role", "", "the party has to do it (source) or is owed it (target)")
	s.StringSliceVar(&f.countries, "country", nil, "countries, by name or ISO code")
	s.StringSliceVar(&f.kinds, "kind", nil, "pledge, demand, offer, condition, option, aim, threat, swap")
	s.StringSliceVar(&f.statuses, "status", nil, "pending, under way, met, partly met, broken, refused, disputed, withdrawn, lapsed")
	s.StringVar(&f.from, "from", "", "told on this day or later: 2020-03-05, 2020-03 or 2020")
	s.StringVar(&f.to, "to", "", "told on this day or before")
	s.StringVar(&f.due, "due", "", "with a deadline in a month, year or on a day")
	s.StringVar(&f.before, "due-before", "", "with a deadline before a day")
	s.BoolVar(&f.overdue, "overdue", false, "only what is past its deadline and not done")
	s.StringVar(&f.asOf, "as-of", "", "the day for which status is told (default: today)")
	s.StringVar(&f.by, "by", "", "sum the scale up by theme or agreement")
	s.BoolVar(&f.talks, "talks", false, "list negotiations: sides, mediators, venues, rounds")
	s.BoolVar(&f.agreements, "agreements", false, "list agreements")
	f.addPaging(c, parley.OrderDue, parley.OrderNewest, parley.OrderOldest)
}

// ledgerFilter returns what the flags mean to the store. Status on a day follows
// from the one that is stored: keeps looks at it afterwards.
func (f *ledgerFlags) ledgerFilter(on time.Time) (parley.Filter, error) {
	var kinds []parley.CommitmentKind
	var statuses []parley.CommitmentStatus
	var err error
	if kinds, err = oneOf("--kind", f.kinds, parley.Pledge, parley.Demand, parley.Offer, parley.Condition, parley.Option,
		parley.Aim, parley.Threat, parley.Swap); err != nil {
		return parley.Filter{}, err
	}
	if statuses, err = oneOf("--status", f.statuses, parley.Pending, parley.UnderWay, parley.Met, parley.PartlyMet, parley.Broken,
		parley.Rejected, parley.Disputed, parley.Withdrawn, parley.Lapsed); err != nil {
		return parley.Filter{}, err
	}
	if _, err := oneOf("--by", strings.Fields(f.by), process.ByTheme, process.ByAgreement); err != nil {
		return parley.Filter{}, err
	}
	shared := f.filterFlags
	shared.kinds, shared.statuses, shared.killedMin, shared.killedMax = nil, nil, -1, -1
	out, err := shared.filter()
	if err != nil {
		return out, err
	}
	if slices.Contains(statuses, parley.Lapsed) && !slices.Contains(statuses, parley.Pending) {
		statuses = append(statuses, parley.Pending)
	}
	out.CommitmentKinds, out.CommitmentStatuses = kinds, statuses
	if out.Themes, err = knownThemes(f.themes); err != nil {
		return out, err
	}
	out.Due, err = f.duePeriod(on)
	return out, err
}

// duePeriod returns the days on which a deadline may end.
func (f *ledgerFlags) duePeriod(on time.Time) (parley.Period, error) {
	var p parley.Period
	if f.due != "" {
		var err error
		if p.From, p.To, err = dayMonthYear(f.due); err != nil {
			return p, usage(fmt.Errorf("--due %w", err))
		}
	}
	bound := func(day time.Time) {
		if last := day.AddDate(0, 0, -1); p.To.IsZero() || last.Before(p.To) {
			p.To = last
		}
	}
	if f.before != "" {
		first, _, err := dayMonthYear(f.before)
		if err != nil {
			return p, usage(fmt.Errorf("--due-before %w", err))
		}
		bound(first)
	}
	if f.overdue {
		bound(on)
	}
	return p, nil
}

// keeps returns what the flags ask of the status on a day.
func (f *ledgerFlags) keeps(on time.Time) func(parley.Undertaking) bool {
	wanted := make(map[string]bool)
	for _, s := range f.statuses {
		wanted[strings.ToLower(strings.TrimSpace(s))] = true
	}
	return func(u parley.Undertaking) bool {
		status, overdue := process.AsOf(u, on)
		return (len(wanted) == 0 || wanted[string(status)]) && (!f.overdue || overdue > 0)
	}
}

// knownThemes refuses a theme that is not in the table.
func knownThemes(given []string) ([]string, error) {
	if len(given) == 0 {
		return nil, nil
	}
	themes, err := theme.New(data.FS)
	if err != nil {
		return nil, err
	}
	var ids []string
	for _, t := range themes.All() {
		ids = append(ids, t.ID)
	}
	return oneOf("--theme", given, ids...)
}
