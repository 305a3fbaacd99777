package main

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io/fs"
	"iter"
	"os"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"parley"
	"parley/data"
	"parley/examples"
	"parley/internal/page"
	"parley/internal/process/agreement"
	"parley/internal/read"
	"parley/internal/sqlite"
)

func (m *Main) demoCommand() *cobra.Command {
	var keep string
	var workers int
	c := &cobra.Command{
		Use:   "demo",
		Short: "a tour: the shipped examples, their incidents and their promises",
		Long: "Demo codes the dispatches that come with Parley into a store of its own and shows an\n" +
			"incident on which accounts clash, the ledger of promises, and figures. The store is\n" +
			"in memory and gone at the end, unless --keep names a file for it." + exitHelp(exitStore, exitInterrupted),
		Args: needArgs(cobra.NoArgs),
		RunE: func(c *cobra.Command, _ []string) error { return m.demo(c.Context(), keep, workers) },
	}
	addWorkers(c, &workers)
	c.Flags().StringVar(&keep, "keep", "", "keep the store in this file, which must not be there")
	return c
}

func (m *Main) demo(ctx context.Context, keep string, workers int) (err error) {
	if err := checkWorkers(workers); err != nil {
		return err
	}
	file := keep
	if keep == "" {
		file = ":memory:" // nothing is left behind, however the program ends
	} else if _, err := os.Stat(keep); err == nil {
		return usage(fmt.Errorf("--keep %s: there is such a file", keep))
	}
	o := storeOptions{file: file}
	st, err := o.make(ctx)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, st.Close()) }()
	a, err := m.newAdder(st, addOptions{codeOptions: codeOptions{workers: workers}})
	if err != nil {
		return err
	}
	if err := a.Articles(ctx, exampleArticles()); err != nil {
		return err
	}
	if err := a.end(m.Stdout, false); err != nil {
		return err
	}
	if err := m.addExampleAgreement(ctx, a); err != nil {
		return err
	}
	return m.tour(ctx, st, file, keep != "")
}

// addExampleAgreement imports the agreement that comes with the examples.
func (m *Main) addExampleAgreement(ctx context.Context, to *adder) error {
	const file = "agreements/pretoria-2022.csv"
	table, err := examples.FS.ReadFile(file)
	if err != nil {
		return err
	}
	agreements, err := agreement.New(data.FS)
	if err != nil {
		return err
	}
	a, r, err := agreements.Read(bytes.NewReader(table), agreement.Options{
		Name: "Pretoria agreement", Country: "ETH", Signed: time.Date(2022, 11, 2, 0, 0, 0, 0, time.UTC),
		Parties: []string{"Government of Ethiopia", "Tigray People's Liberation Front"}, CSV: true, Ref: "examples/" + file,
	}, annotator(ctx, to.pipeline))
	if err != nil {
		return err
	}
	_, err = to.intake.AddAgreement(ctx, a, r)
	return err
}

// exampleArticles are the dispatches of examples/, by name.
func exampleArticles() iter.Seq2[*parley.Article, error] {
	return func(yield func(*parley.Article, error) bool) {
		names, err := fs.Glob(examples.FS, "*.txt")
		if err != nil {
			yield(nil, err)
			return
		}
		for _, name := range names {
			text, err := fs.ReadFile(examples.FS, name)
			if err != nil {
				if !yield(nil, err) {
					return
				}
				continue
			}
			if !yield(read.Text("examples/"+name, text, read.Options{})) {
				return
			}
		}
	}
}

// tour shows what is worth a look in the store of the examples.
func (m *Main) tour(ctx context.Context, st *sqlite.Store, file string, kept bool) error {
	incidents, err := everything(ctx, st.Incidents, parley.Filter{Order: parley.OrderReports})
	if err != nil {
		return err
	}
	best, err := clashing(ctx, st, incidents)
	if err != nil {
		return err
	}
	show := shower{m: m, st: st, fsys: data.FS, on: time.Now().UTC().Truncate(24 * time.Hour)}
	for _, part := range []struct {
		command string
		run     func() error
	}{
		{"parley incidents --order reports --limit 8", func() error {
			return page.Incidents(m.Stdout, m.style(), incidents[:min(8, len(incidents))])
		}},
		{"parley show " + page.Short(best.ID), func() error { return show.incident(ctx, best.ID) }},
		{"parley ledger --agreement pretoria --as-of " + string(parley.DayOf(tourDay)), func() error { return m.tourLedger(ctx, st) }},
		{"parley stats --by country --kind violence", func() error {
			f := parley.Filter{Kinds: []parley.EventKind{parley.Violence}}
			cells, err := st.Count(ctx, f, parley.ByCountry)
			if err != nil {
				return err
			}
			return page.Cells(m.Stdout, m.style(), parley.ByCountry, cells)
		}},
	} {
		if _, err := fmt.Fprintf(m.Stdout, "\n$ %s\n\n", part.command); err != nil {
			return err
		}
		if err := part.run(); err != nil {
			return err
		}
	}
	return m.next(file, kept)
}

// clashing returns the incident on which most accounts clash; ties go by ID.
func clashing(ctx context.Context, st *sqlite.Store, incidents []parley.Incident) (parley.Incident, error) {
	var best parley.Incident
	most := -1
	for _, in := range incidents {
		if in.Standing != parley.Contested {
			continue
		}
		d, err := incidentDetail(ctx, st, data.FS, in)
		if err != nil {
			return best, err
		}
		sides := 0
		for _, c := range d.Clashes {
			sides += len(c.Sides)
		}
		if sides += in.Families; sides > most || sides == most && in.ID < best.ID {
			best, most = in, sides
		}
	}
	if most < 0 && len(incidents) > 0 {
		best = incidents[0]
	}
	return best, nil
}

// tourDay is the day for which the tour tells the ledger: some months after the
// agreement that comes with the examples.
var tourDay = time.Date(2023, 3, 1, 0, 0, 0, 0, time.UTC)

// tourLedger shows what was promised in the agreement of the examples.
func (m *Main) tourLedger(ctx context.Context, st *sqlite.Store) error {
	id, err := agreementID(ctx, st, "pretoria")
	if err != nil {
		return err
	}
	all := func(parley.Undertaking) bool { return true }
	return m.undertakings(ctx, storeOptions{}, st, parley.Filter{Agreement: id, Limit: 100}, all, tourDay)
}

// next says what to try.
func (m *Main) next(file string, kept bool) error {
	lines := []string{"", "What next:"}
	if kept {
		lines = append(lines, "  parley incidents --store "+file+" --country Afghanistan", "  parley search --store "+file+" truce")
	} else {
		lines = append(lines, "  parley demo --keep demo.db                  keeps this store, to look around in it")
	}
	lines = append(lines, "  parley add --store news.db YOUR-ARTICLES/   makes one of your own", "  parley help")
	_, err := fmt.Fprintln(m.Stdout, strings.Join(lines, "\n"))
	return err
}
