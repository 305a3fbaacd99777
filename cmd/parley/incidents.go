package main

import (
	"context"

	"github.com/spf13/cobra"

	"parley"
	"parley/internal/page"
	"parley/internal/sqlite"
)

// filterHelp is the paragraph on filters in the help of the listings.
const filterHelp = "\n\nThe values of one flag are alternatives, the flags must all hold. --text takes words\n" +
	"that must all be in an article, \"a phrase\", -word, OR, and word* for a beginning."

func (m *Main) incidentsCommand() *cobra.Command {
	var o storeOptions
	var f filterFlags
	c := &cobra.Command{
		Use:   "incidents",
		Short: "list incidents: one row a happening, over all articles",
		Long: "Incidents lists what happened, one row a happening however many articles tell it:\n" +
			"when, who, what, whom, where, how many were killed (lowest to highest figure, and the\n" +
			"best), whether the accounts agree, and how many articles tell it. 'parley show ID' has\n" +
			"the accounts side by side. Background and history are left out unless asked for." + filterHelp +
			exitHelp(exitNotFound, exitStore, exitInterrupted),
		Example: "  parley incidents --country Afghanistan --from 2019-09 --killed-min 5\n" +
			"  parley incidents --actor Taliban --role source --standing disputed --json",
		Args: needArgs(cobra.NoArgs),
		RunE: func(c *cobra.Command, _ []string) error {
			return listing(c.Context(), m, o, &f, (*sqlite.Store).Incidents, page.Incidents)
		},
	}
	o.add(c)
	f.add(c, parley.OrderNewest, parley.OrderOldest, parley.OrderKilled, parley.OrderReports)
	return c
}

func (m *Main) eventsCommand() *cobra.Command {
	var o storeOptions
	var f filterFlags
	c := &cobra.Command{
		Use:   "events",
		Short: "list events: one row for each article's telling",
		Long: "Events lists what was coded from each article, before the same happening in\n" +
			"several articles was joined to one incident." + filterHelp +
			exitHelp(exitNotFound, exitStore, exitInterrupted),
		Example: "  parley events --type CONSULT --country SDN --from 2023",
		Args:    needArgs(cobra.NoArgs),
		RunE: func(c *cobra.Command, _ []string) error {
			return listing(c.Context(), m, o, &f, (*sqlite.Store).Events, page.Events)
		},
	}
	o.add(c)
	f.add(c, parley.OrderNewest, parley.OrderOldest)
	return c
}

func (m *Main) articlesCommand() *cobra.Command {
	var o storeOptions
	var f filterFlags
	c := &cobra.Command{
		Use:   "articles",
		Short: "list articles",
		Long: "Articles lists what was read: when it was published, by whom, how much was coded\n" +
			"from it, and its family: texts that are copies of one another share one. --from and\n" +
			"--to are days of publication. Of an article in another language than English the\n" +
			"language stands in place of its events: it is kept and not coded." + filterHelp +
			exitHelp(exitNotFound, exitStore, exitInterrupted),
		Example: "  parley articles --outlet Reuters --text 'ceasefire OR truce'",
		Args:    needArgs(cobra.NoArgs),
		RunE: func(c *cobra.Command, _ []string) error {
			return listing(c.Context(), m, o, &f, (*sqlite.Store).Articles, page.Articles)
		},
	}
	o.add(c)
	f.add(c, parley.OrderNewest, parley.OrderOldest)
	f.addLanguage(c)
	return c
}

func (m *Main) actorsCommand() *cobra.Command {
	var o storeOptions
	var f filterFlags
	c := &cobra.Command{
		Use:   "actors",
		Short: "list actors: who acts, who suffers, who promises",
		Long: "Actors lists parties, organisations and persons with the number of incidents in\n" +
			"which each acts or suffers and of things that it promised. --actor is a part of a name." +
			exitHelp(exitNotFound, exitStore, exitInterrupted),
		Example: "  parley actors --country COL",
		Args:    needArgs(cobra.NoArgs),
		RunE: func(c *cobra.Command, _ []string) error {
			return listing(c.Context(), m, o, &f, (*sqlite.Store).Actors, page.Actors)
		},
	}
	o.add(c)
	f.add(c, parley.OrderReports)
	return c
}

func (m *Main) searchCommand() *cobra.Command {
	var o storeOptions
	var f filterFlags
	c := &cobra.Command{
		Use:   "search WORDS…",
		Short: "find articles by their words",
		Long: "Search finds articles by the words of title and text, the best match first, with\n" +
			"the words found between « and », and the incidents that each tells of." + filterHelp +
			exitHelp(exitNotFound, exitStore, exitInterrupted),
		Example: "  parley search '\"prisoner swap\" -football'\n  parley search truce --country YEM --from 2022",
		Args:    needArgs(cobra.MinimumNArgs(1)),
		RunE: func(c *cobra.Command, words []string) error {
			for _, w := range words {
				f.text += " " + w
			}
			return listing(c.Context(), m, o, &f, (*sqlite.Store).Search, page.Hits)
		},
	}
	o.add(c)
	f.add(c, parley.OrderRank)
	f.addLanguage(c)
	return c
}

// listing answers one question to the store.
func listing[T any](ctx context.Context, m *Main, o storeOptions, flags *filterFlags,
	question func(*sqlite.Store, context.Context, parley.Filter) (parley.Page[T], error), table tableOf[T],
) error {
	f, err := flags.filter()
	if err != nil {
		return err
	}
	return o.with(ctx, func(st *sqlite.Store) error {
		return ask(ctx, m, o, func(ctx context.Context, f parley.Filter) (parley.Page[T], error) { return question(st, ctx, f) }, f, table)
	})
}

// ask prints the answer to one question.
func ask[T any](ctx context.Context, m *Main, o storeOptions, question func(context.Context, parley.Filter) (parley.Page[T], error),
	f parley.Filter, table tableOf[T],
) error {
	p, err := question(ctx, f)
	if err != nil {
		return err
	}
	return list(m, o.json, p, table)
}
