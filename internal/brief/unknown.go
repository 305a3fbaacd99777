package brief

import (
	"context"

	"parley"
)

// unknown says what the record does not know.
func (w *writing) unknown(ctx context.Context) error {
	var told []Sentence
	say := func(key string, slots map[string]run) { told = append(told, finish(w.tables.say(key, "", slots), nil)) }
	list, q := w.now.violence, w.now.query
	count := func(test func(in *parley.Incident) bool) int {
		n := 0
		for i := range list {
			if test(&list[i]) {
				n++
			}
		}
		return n
	}
	incidents := func(n int, of, field string) run { return counted(n, of, field, "incident", "incidents") }
	if n := count(func(in *parley.Incident) bool { return in.Standing == parley.Unconfirmed }); n > 0 {
		say("unknown.unconfirmed", map[string]run{
			"all": incidents(len(list), q, "incidents"), "n": fact(FactCount, inWords(n), q, "unconfirmed"), "are": areOf(n), "them": lit(plural(n, "it", "them")),
		})
	}
	for _, x := range []struct {
		key, field string
		test       func(in *parley.Incident) bool
	}{
		{"unknown.toll", "no toll", func(in *parley.Incident) bool { return in.Killed.Best == nil && in.Injured.Best == nil }},
		{"unknown.attacker", "no source", func(in *parley.Incident) bool { return len(in.Sources) == 0 }},
		{"unknown.place", "no place", func(in *parley.Incident) bool { return in.Place == nil || in.Place.Name == "" }},
		{"unknown.province", "country only", func(in *parley.Incident) bool {
			return in.Place != nil && in.Place.Precision == parley.PlaceCountry
		}},
	} {
		if n := count(x.test); n > 0 {
			say(x.key, map[string]run{"n": incidents(n, q, x.field)})
		}
	}
	if err := w.undated(ctx, say); err != nil {
		return err
	}
	w.section("unknown", "What is not known", bullets(nil, told))
	return nil
}

// undated says how many incidents and articles have no date.
func (w *writing) undated(ctx context.Context, say func(string, map[string]run)) error {
	f := w.filter()
	weeks, err := w.store.Count(ctx, f, parley.ByWeek)
	if err != nil {
		return err
	}
	for _, c := range weeks {
		if c.Key == "" && c.Incidents > 0 {
			q := w.ask("incidents of any time; those without a week have no date", "stats --by week", f)
			say("unknown.date", map[string]run{
				"n": counted(c.Incidents, q, "no date", "incident", "incidents"), "they": lit(plural(c.Incidents, "it", "they")),
			})
		}
	}
	sums, err := w.store.Sums(ctx)
	if err != nil {
		return err
	}
	cover, err := w.store.Coverage(ctx, parley.Filter{})
	if err != nil {
		return err
	}
	n := sums.Articles
	for _, c := range cover {
		n -= c.Articles
	}
	if n > 0 {
		q := w.ask("articles of the whole store", "articles", parley.Filter{})
		say("unknown.article", map[string]run{
			"n": counted(n, q, "no date", "article", "articles"), "they": lit(plural(n, "it", "they")), "are": areOf(n),
		})
	}
	return nil
}
