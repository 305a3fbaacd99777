package main

import (
	"context"
	"fmt"
	"io"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"parley"
	"parley/internal/page"
	"parley/internal/process"
	"parley/internal/sqlite"
)

func (m *Main) ledgerCommand() *cobra.Command {
	var o storeOptions
	var f ledgerFlags
	c := &cobra.Command{
		Use:   "ledger",
		Short: "list what was promised, demanded and agreed, and what came of it",
		Long: "Ledger lists undertakings: who has to do what by when, and where that stands. A\n" +
			"promise that several articles tell is one. Status is that of the day of --as-of:\n" +
			"what was pending when its deadline passed has lapsed. The scale is that of the\n" +
			"Peace Accords Matrix, proposed by rule unless a person settled it ('parley review\n" +
			"settle'). --by sums the scale up; --agreements and --talks list what the promises\n" +
			"stand in." + exitHelp(exitNotFound, exitStore, exitInterrupted),
		Example: "  parley ledger --country SDN --overdue\n  parley ledger --party Taliban --role source --due 2020\n" +
			"  parley ledger --agreement 'Doha agreement' --by theme",
		Args: needArgs(cobra.NoArgs),
		RunE: func(c *cobra.Command, _ []string) error { return m.ledger(c.Context(), o, &f) },
	}
	o.add(c)
	f.add(c)
	return c
}

func (m *Main) ledger(ctx context.Context, o storeOptions, f *ledgerFlags) error {
	on := time.Now().UTC()
	if f.asOf != "" {
		first, _, err := dayMonthYear(f.asOf)
		if err != nil {
			return usage(fmt.Errorf("--as-of %w", err))
		}
		on = first
	}
	on = on.Truncate(24 * time.Hour)
	filter, err := f.ledgerFilter(on)
	if err != nil {
		return err
	}
	return o.with(ctx, func(st *sqlite.Store) error {
		if filter.Agreement, err = agreementID(ctx, st, f.agreement); err != nil {
			return err
		}
		switch {
		case f.talks:
			return ask(ctx, m, o, st.Talks, filter, page.Talks)
		case f.agreements:
			return ask(ctx, m, o, st.Agreements, filter, page.Agreements)
		case f.by != "":
			return m.scale(ctx, o, st, filter, process.By(f.by))
		}
		return m.undertakings(ctx, o, st, filter, f.keeps(on), on)
	})
}

// agreementID returns the ID of the agreement that is meant: by its ID, or by a
// part of one of its names that no other has.
func agreementID(ctx context.Context, st *sqlite.Store, given string) (string, error) {
	if given == "" {
		return "", nil
	}
	var found []parley.Agreement
	all, err := everything(ctx, st.Agreements, parley.Filter{Background: true})
	if err != nil {
		return "", err
	}
	for _, a := range all {
		if a.ID == given || strings.EqualFold(a.Name, given) {
			return a.ID, nil
		}
		for _, name := range append([]string{a.Name}, a.Aliases...) {
			if strings.Contains(strings.ToLower(name), strings.ToLower(given)) || strings.HasPrefix(a.ID, given) && len(given) >= shortestID {
				found = append(found, a)
				break
			}
		}
	}
	switch len(found) {
	case 0:
		return "", fmt.Errorf("agreement %q: %w; 'parley ledger --agreements' lists them", given, parley.ErrNotFound)
	case 1:
		return found[0].ID, nil
	}
	names := make([]string, len(found))
	for i, a := range found {
		names[i] = fmt.Sprintf("%s (%s)", a.Name, a.ID)
	}
	return "", usage(fmt.Errorf("agreement %q may be %s", given, strings.Join(names, " or ")))
}

// everything asks for page after page.
func everything[T any](ctx context.Context, question func(context.Context, parley.Filter) (parley.Page[T], error), f parley.Filter) ([]T, error) {
	var all []T
	f.Limit, f.After = 1000, ""
	for {
		p, err := question(ctx, f)
		if err != nil {
			return nil, err
		}
		all = append(all, p.Items...)
		if p.Next == "" {
			return all, nil
		}
		f.After = p.Next
	}
}

// onDay is an undertaking as --json prints it: with what holds on a day.
type onDay struct {
	parley.Undertaking
	AsOf    parley.Day              `json:"as_of"`
	Status  parley.CommitmentStatus `json:"status_as_of"`
	Overdue int                     `json:"overdue_days"`
}

// undertakings lists the ledger. What does not stand the look at its status is
// made up for from the pages behind.
func (m *Main) undertakings(ctx context.Context, o storeOptions, st *sqlite.Store, f parley.Filter, keeps func(parley.Undertaking) bool, on time.Time) error {
	var got parley.Page[onDay]
	limit := f.Limit
	for {
		p, err := st.Undertakings(ctx, f)
		if err != nil {
			return err
		}
		for _, u := range p.Items {
			if keeps(u) {
				status, overdue := process.AsOf(u, on)
				got.Items = append(got.Items, onDay{u, parley.DayOf(on), status, overdue})
			}
		}
		got.Next = p.Next
		if p.Next == "" || len(got.Items) >= limit {
			break
		}
		f.After, f.Limit = p.Next, limit-len(got.Items)
	}
	return list(m, o.json, got, pageLedger)
}

// pageLedger writes the ledger as a table.
func pageLedger(w io.Writer, s page.Style, list []onDay) error {
	us, due := make([]parley.Undertaking, len(list)), make([]page.Due, len(list))
	for i, u := range list {
		us[i], due[i] = u.Undertaking, standingOn(u)
	}
	return page.Ledger(w, s, us, due)
}

// standingOn tells the page where an undertaking stands on a day.
func standingOn(u onDay) page.Due {
	return page.Due{Status: u.Status, Overdue: u.Overdue, Scale: process.PAMWord(u.PAM.Level)}
}
