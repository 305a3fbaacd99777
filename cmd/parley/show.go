package main

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"slices"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"parley"
	"parley/internal/page"
	"parley/internal/process"
	"parley/internal/resolve"
	"parley/internal/sqlite"
)

func (m *Main) showCommand() *cobra.Command {
	var o storeOptions
	var asOf string
	c := &cobra.Command{
		Use:   "show ID",
		Short: "all that is known of an incident, an undertaking, an article, an actor …",
		Long: "Show sets out one thing. An incident has its accounts side by side, marked where\n" +
			"they contradict one another, who claims or denies it, how the toll moved, why its\n" +
			"events are one, and the sentences that show it. An undertaking has what came of it\n" +
			"and the events that bear on it. Articles, events, agreements, talks and actors have\n" +
			"their pages too.\n\n" +
			"ID is an ID as the lists print it: the first six characters of the hash are enough\n" +
			"if no other begins so. The ID of anything that was joined to another leads to where\n" +
			"it went. An actor may be given by name." + exitHelp(exitNotFound, exitStore, exitInterrupted),
		Example: "  parley show i-3f2a9c41d0\n  parley show taliban",
		Args:    needArgs(cobra.ExactArgs(1)),
		RunE: func(c *cobra.Command, args []string) error {
			on, err := oneDay("--as-of", asOf)
			if err != nil {
				return err
			}
			return o.with(c.Context(), func(st *sqlite.Store) error {
				fsys, err := dataFS(o.lists)
				if err != nil {
					return err
				}
				s := shower{m: m, st: st, fsys: fsys, json: o.json, on: on}
				return s.show(c.Context(), args[0])
			})
		},
	}
	o.add(c)
	o.addLists(c)
	c.Flags().StringVar(&asOf, "as-of", "", "the day for which the status of an undertaking is told (default: today)")
	return c
}

// oneDay reads a flag that must be a day; today if it is empty.
func oneDay(flag, value string) (time.Time, error) {
	if value == "" {
		return time.Now().UTC().Truncate(24 * time.Hour), nil
	}
	t, err := time.Parse(time.DateOnly, value)
	if err != nil {
		return t, usage(fmt.Errorf("%s %s: not a day such as 2020-03-05", flag, value))
	}
	return t, nil
}

// shower shows one thing of a store.
type shower struct {
	m    *Main
	st   *sqlite.Store
	fsys fs.FS // the data
	json bool
	on   time.Time
}

func (s *shower) show(ctx context.Context, given string) error {
	id, what, err := find(ctx, s.st, given)
	if err != nil {
		return err
	}
	switch what {
	case "incident":
		return s.incident(ctx, id)
	case "event":
		return s.event(ctx, id)
	case "undertaking":
		return s.undertaking(ctx, id)
	case "article":
		return s.article(ctx, id)
	case "agreement":
		return s.agreement(ctx, id)
	case "talks":
		return s.talks(ctx, id)
	}
	return s.actor(ctx, id)
}

// moved tells on standard error where an ID led.
func (s *shower) moved(asked, got string) {
	if asked != got {
		fmt.Fprintf(s.m.Stderr, "%s is now a part of %s\n", asked, got)
	}
}

func (s *shower) incident(ctx context.Context, id string) error {
	in, err := s.st.Incident(ctx, id)
	if err != nil {
		return err
	}
	s.moved(id, in.ID)
	d, err := incidentDetail(ctx, s.st, s.fsys, in)
	if err != nil {
		return err
	}
	if s.json {
		return jsonLines(s.m.Stdout, []parley.IncidentDetail{d})
	}
	var articles []string
	for _, t := range d.Tellings {
		articles = append(articles, t.Article.ID)
	}
	texts, err := s.texts(ctx, articles)
	if err != nil {
		return err
	}
	return page.Incident(s.m.Stdout, s.style(), d, texts)
}

// incidentDetail reads what an incident is made of and sets it out.
func incidentDetail(ctx context.Context, st parley.Reader, fsys fs.FS, in parley.Incident) (parley.IncidentDetail, error) {
	var none parley.IncidentDetail
	r, err := resolve.New(fsys)
	if err != nil {
		return none, err
	}
	tellings, err := st.Tellings(ctx, in.Events)
	if err != nil {
		return none, err
	}
	links, err := st.Links(ctx, parley.Incidents, in.Events)
	if err != nil {
		return none, err
	}
	decisions, err := st.Decisions(ctx, parley.Incidents, in.Events)
	if err != nil {
		return none, err
	}
	return r.Detail(in, tellings, links, decisions), nil
}

func (s *shower) event(ctx context.Context, id string) error {
	tellings, err := s.st.Tellings(ctx, []string{id})
	if err != nil {
		return err
	}
	if s.json {
		return jsonLines(s.m.Stdout, tellings)
	}
	in, err := s.st.Incident(ctx, incidentPrefix+id)
	if err != nil && !errors.Is(err, parley.ErrNotFound) {
		return err
	}
	texts, err := s.texts(ctx, []string{tellings[0].Article.ID})
	if err != nil {
		return err
	}
	return page.Event(s.m.Stdout, s.style(), tellings[0], in.ID, texts)
}

func (s *shower) undertaking(ctx context.Context, id string) error {
	u, bearing, err := s.st.Undertaking(ctx, id)
	if err != nil {
		return err
	}
	s.moved(id, u.ID)
	d, err := undertakingDetail(ctx, s.st, s.fsys, u, bearing)
	if err != nil {
		return err
	}
	status, overdue := process.AsOf(u, s.on)
	shown := onDay{u, parley.DayOf(s.on), status, overdue}
	if s.json {
		return jsonLines(s.m.Stdout, []any{struct {
			parley.UndertakingDetail
			AsOf    parley.Day              `json:"as_of"`
			Status  parley.CommitmentStatus `json:"status_as_of"`
			Overdue int                     `json:"overdue_days"`
		}{d, shown.AsOf, status, overdue}})
	}
	agreement := u.Agreement
	if a, err := s.st.Agreement(ctx, u.Agreement); err == nil {
		agreement = a.Name + ", " + page.Short(a.ID)
	}
	var articles []string
	for _, t := range d.Tellings {
		articles = append(articles, t.Article.ID)
	}
	for _, c := range d.History {
		articles = append(articles, c.Article)
	}
	texts, err := s.texts(ctx, articles)
	if err != nil {
		return err
	}
	return page.Undertaking(s.m.Stdout, s.style(), d, standingOn(shown), agreement, texts)
}

// undertakingDetail reads what an undertaking is made of and sets it out.
func undertakingDetail(ctx context.Context, st parley.Reader, fsys fs.FS, u parley.Undertaking, bearing []parley.Bearing) (parley.UndertakingDetail, error) {
	var none parley.UndertakingDetail
	l, err := process.New(fsys)
	if err != nil {
		return none, err
	}
	tellings, err := st.CommitmentTellings(ctx, u.Commitments)
	if err != nil {
		return none, err
	}
	links, err := st.Links(ctx, parley.Undertakings, u.Commitments)
	if err != nil {
		return none, err
	}
	return l.Detail(u, tellings, bearing, links), nil
}

func (s *shower) article(ctx context.Context, id string) error {
	r, info, err := s.st.Article(ctx, id)
	if err != nil {
		return err
	}
	if s.json {
		return jsonLines(s.m.Stdout, []*parley.Record{r})
	}
	return page.Record(s.m.Stdout, s.style(), *r, info)
}

func (s *shower) agreement(ctx context.Context, id string) error {
	a, err := s.st.Agreement(ctx, id)
	if err != nil {
		return err
	}
	if s.json {
		return jsonLines(s.m.Stdout, []parley.Agreement{a})
	}
	return page.Agreement(s.m.Stdout, s.style(), a)
}

func (s *shower) talks(ctx context.Context, id string) error {
	all, err := everything(ctx, s.st.Talks, parley.Filter{Background: true})
	if err != nil {
		return err
	}
	i := slices.IndexFunc(all, func(t parley.Talks) bool { return t.ID == id })
	if i < 0 {
		return fmt.Errorf("%s: %w", id, parley.ErrNotFound)
	}
	if s.json {
		return jsonLines(s.m.Stdout, all[i:i+1])
	}
	met := slices.Concat(all[i].Rounds, all[i].Agreed)
	slices.Sort(met)
	var rounds []parley.Incident
	for _, r := range slices.Compact(met) { // an incident may be both
		in, err := s.st.Incident(ctx, r)
		if err != nil {
			return err
		}
		rounds = append(rounds, in)
	}
	slices.SortStableFunc(rounds, func(a, b parley.Incident) int { return strings.Compare(began(a), began(b)) })
	return page.TalksPage(s.m.Stdout, s.style(), all[i], rounds)
}

// began is the first day of an incident, as text that sorts; empty for none.
func began(in parley.Incident) string {
	if in.Date == nil {
		return ""
	}
	return string(parley.DayOf(in.Date.From))
}

func (s *shower) actor(ctx context.Context, id string) error {
	a, err := s.st.Actor(ctx, id)
	if err != nil {
		return err
	}
	if s.json {
		return jsonLines(s.m.Stdout, []parley.ActorInfo{a})
	}
	return page.Actor(s.m.Stdout, s.style(), a)
}

// style is the page's style: a page for a person to read is no wider than a book.
func (s *shower) style() page.Style {
	style := s.m.style()
	style.Width = min(style.Width, pageWidth)
	return style
}

// pageWidth is the widest that a page is.
const pageWidth = 120

// texts reads the texts of articles.
func (s *shower) texts(ctx context.Context, articles []string) (page.Texts, error) {
	texts := make(map[string]string)
	for _, id := range articles {
		if _, ok := texts[id]; ok || id == "" {
			continue
		}
		r, _, err := s.st.Article(ctx, id)
		if err != nil {
			return nil, err
		}
		texts[id] = r.Article.Text
	}
	return func(id string) string { return texts[id] }, nil
}
