package main

import (
	"context"
	"fmt"
	"io"
	"strings"

	"github.com/spf13/cobra"

	"parley"
	"parley/internal/page"
	"parley/internal/process"
	"parley/internal/sqlite"
)

type statsOptions struct {
	storeOptions
	filterFlags
	by     string
	around string
	days   int
}

func (m *Main) statsCommand() *cobra.Command {
	var o statsOptions
	c := &cobra.Command{
		Use:   "stats",
		Short: "count incidents and the killed, and compare before with after",
		Long: "Stats counts incidents of a filter: by week, country, province, type or actor. The\n" +
			"killed are the sums of each incident's best figure, with the lowest and highest\n" +
			"beside; FAMILIES are texts that are no copies of one another. Left out are background, standing totals,\n" +
			"and what is not told as happened or alleged. Without --by it prints how much the\n" +
			"store holds and the counts by type and country.\n\n" +
			"--around AGREEMENT or DAY compares the days before with the days after: the ratio of\n" +
			"the rates with its interval at 95 %. Alone it does so for each agreement with a day\n" +
			"of signing and each truce of the store, in the country of each. A ratio below 1 is\n" +
			"less violence afterwards; it does not say why. Where the reading changed as well, or\n" +
			"there is little to count, a note says so. Violence is counted unless --kind says\n" +
			"otherwise; the day itself is left out." + filterHelp + exitHelp(exitNotFound, exitStore, exitInterrupted),
		Example: "  parley stats --by week --country Sudan --from 2023-04\n  parley stats --around\n" +
			"  parley stats --around 2020-02-29 --country AFG --days 60",
		Args: needArgs(cobra.MaximumNArgs(1)),
		RunE: func(c *cobra.Command, args []string) error {
			if len(args) == 1 {
				if o.around != aroundAll {
					return usage(fmt.Errorf("%q: stats takes an argument behind --around only", args[0]))
				}
				o.around = args[0]
			}
			return m.stats(c.Context(), o)
		},
	}
	o.storeOptions.add(c)
	o.filterFlags.addTests(c)
	c.Flags().StringVar(&o.by, "by", "", "week, country, admin1, type or actor")
	c.Flags().StringVar(&o.around, "around", "", "compare before and after: an agreement (id or name), a day, or nothing for all of the store")
	c.Flags().Lookup("around").NoOptDefVal = aroundAll
	c.Flags().IntVar(&o.days, "days", 90, "how many days before and after")
	return c
}

// aroundAll is --around with nothing behind it.
const aroundAll = "all"

func (m *Main) stats(ctx context.Context, o statsOptions) error {
	o.limit = 100
	f, err := o.filter()
	if err != nil {
		return err
	}
	by, err := oneOf("--by", strings.Fields(o.by), parley.ByWeek, parley.ByCountry, parley.ByAdmin1, parley.ByType, parley.ByActor)
	if err != nil {
		return err
	}
	if o.days < 7 || o.days > 3650 {
		return usage(fmt.Errorf("--days %d: must be 7 to 3650", o.days))
	}
	return o.with(ctx, func(st *sqlite.Store) error {
		switch {
		case o.around != "":
			return m.around(ctx, st, o, f)
		case len(by) == 0:
			return m.overview(ctx, st, o, f)
		}
		cells, err := st.Count(ctx, f, by[0])
		if err != nil {
			return err
		}
		if by[0] == parley.ByWeek {
			return m.weeks(ctx, st, o, f, cells)
		}
		return list(m, o.json, parley.Page[parley.Cell]{Items: cells}, cellTable(by[0]))
	})
}

func cellTable(by parley.By) tableOf[parley.Cell] {
	return func(w io.Writer, s page.Style, cells []parley.Cell) error { return page.Cells(w, s, by, cells) }
}

// week is a cell by week as --json prints it, with what was read.
type week struct {
	parley.Cell
	Articles int `json:"articles_read"`
	Outlets  int `json:"outlets_read"`
}

func (m *Main) weeks(ctx context.Context, st *sqlite.Store, o statsOptions, f parley.Filter, cells []parley.Cell) error {
	read, err := st.Coverage(ctx, f)
	if err != nil {
		return err
	}
	if !o.json {
		return page.Weeks(m.Stdout, m.style(), cells, read)
	}
	of := make(map[string]parley.Coverage)
	for _, c := range read {
		of[string(c.Week)] = c
	}
	weeks := make([]week, len(cells))
	for i, c := range cells {
		weeks[i] = week{c, of[c.Key].Articles, of[c.Key].Outlets}
	}
	return jsonLines(m.Stdout, weeks)
}

// overview prints what a store holds, and counts by type and country.
func (m *Main) overview(ctx context.Context, st *sqlite.Store, o statsOptions, f parley.Filter) error {
	sums, err := st.Sums(ctx)
	if err != nil {
		return err
	}
	types, err := st.Count(ctx, f, parley.ByType)
	if err != nil {
		return err
	}
	countries, err := st.Count(ctx, f, parley.ByCountry)
	if err != nil {
		return err
	}
	if o.json {
		return jsonLines(m.Stdout, []any{struct {
			Sums      parley.Sums   `json:"sums"`
			Types     []parley.Cell `json:"by_type"`
			Countries []parley.Cell `json:"by_country"`
		}{sums, types, countries}})
	}
	if err := page.Sums(m.Stdout, m.style(), sums); err != nil {
		return err
	}
	for _, part := range []struct {
		by    parley.By
		cells []parley.Cell
	}{{parley.ByType, types}, {parley.ByCountry, countries}} {
		fmt.Fprintln(m.Stdout)
		if err := page.Cells(m.Stdout, m.style(), part.by, part.cells); err != nil {
			return err
		}
	}
	return nil
}

// scale sums up where the undertakings of a filter stand.
func (m *Main) scale(ctx context.Context, o storeOptions, st *sqlite.Store, f parley.Filter, by process.By) error {
	us, err := everything(ctx, st.Undertakings, f)
	if err != nil {
		return err
	}
	sums := process.Sums(us, by)
	if o.json {
		return jsonLines(m.Stdout, sums)
	}
	rows := make([]page.Scale, len(sums))
	for i, s := range sums {
		rows[i] = page.Scale{Name: s.Theme, Levels: s.Levels, Settled: s.Settled, Share: s.Share}
		if by == process.ByAgreement && s.Agreement != "" {
			a, err := st.Agreement(ctx, s.Agreement)
			if err != nil {
				return err
			}
			rows[i].Name = a.Name
		}
	}
	return page.Scales(m.Stdout, m.style(), strings.ToUpper(string(by)), rows)
}
