package brief

import (
	"cmp"
	"context"
	"strings"

	"parley"
	"parley/internal/trend"
)

// counted writes a number of things: "three articles".
func counted(n int, of, field, one, more string) run {
	return with(fact(FactCount, inWords(n), of, field), lit(" "+plural(n, one, more)))
}

// areOf is "is" or "are" for a number.
func areOf(n int) run { return lit(plural(n, "is", "are")) }

// head says what was asked and what was read.
func (w *writing) head(ctx context.Context) error {
	say := func(key string, slots map[string]run) {
		w.out.Head = append(w.out.Head, finish(w.tables.say(key, "", slots), nil))
	}
	f := w.filter()
	f.Period = w.period
	there, err := everything(ctx, w.store.Articles, f)
	if err != nil {
		return err
	}
	q := w.ask("articles published in the period that tell of something there", "articles", f)
	say("scope", map[string]run{
		"days":  counted(w.days, q, "days", "day", "days"),
		"when":  fact(FactDate, spanWords(w.period.From, w.period.To), q, "period"),
		"place": w.placeWords(q),
	})
	if len(there) == 0 {
		say("read.none", map[string]run{"articles": counted(0, q, "articles", "article", "articles")})
	} else {
		w.readWords(there, q)
	}
	now, before, err := w.read(ctx)
	if err != nil {
		return err
	}
	say("read.all", map[string]run{
		"articles": counted(now.articles, now.query, "articles", "article", "articles"),
		"before":   fact(FactCount, noneOr(before.articles), before.query, "articles"),
		"days":     counted(w.days, before.query, "days", "day", "days"),
	})
	if n := now.foreign; n > 0 {
		say("language", map[string]run{"n": fact(FactCount, inWords(n), now.query, "other languages"), "are": areOf(n)})
	}
	if more := changed(now, before); more != "" {
		say("coverage", map[string]run{
			"more": lit(more),
			"now":  counted(now.articles, now.query, "articles", "article", "articles"),
			"then": fact(FactCount, noneOr(before.articles), before.query, "articles"),
		})
	}
	say("asof", map[string]run{"day": fact(FactDate, dayWords(w.period.To), q, "period")})
	return nil
}

// readWords says how much the report rests on.
func (w *writing) readWords(there []parley.ArticleInfo, q string) {
	outlets, families := map[string]bool{}, map[string]bool{}
	nameless := false
	for _, a := range there {
		if a.Outlet == "" {
			nameless = true
		} else {
			outlets[strings.ToLower(a.Outlet)] = true
		}
		families[cmp.Or(a.Family, a.ID)] = true
	}
	names := counted(len(outlets), q, "outlets", "named outlet", "named outlets")
	if nameless && len(outlets) > 0 {
		names = with(names, lit(" and others without a name"))
	} else if nameless {
		names = lit("outlets that are not named")
	}
	w.out.Head = append(w.out.Head, finish(w.tables.say("read", "", map[string]run{
		"articles": counted(len(there), q, "articles", "article", "articles"), "outlets": names,
		"families": counted(len(families), q, "families", "text", "texts"),
	}), nil))
}

// placeWords says where, with a blank and a preposition.
func (w *writing) placeWords(q string) run {
	f := &w.o.Filter
	var places []run
	for _, part := range []string{f.Place, f.Admin1} {
		if part != "" {
			places = append(places, fact(FactPlace, part, q, "filter"))
		}
	}
	var countries []run
	for _, c := range f.Countries {
		name, article := w.tables.country(c), ""
		if rest, ok := strings.CutPrefix(name, "the "); ok {
			name, article = rest, "the "
		}
		countries = append(countries, with(lit(article), fact(FactPlace, name, q, "filter")))
	}
	if len(countries) > 0 {
		places = append(places, sequence(countries))
	}
	out := lit(", over all countries")
	for i, p := range places {
		if i == 0 {
			out = lit(", in ")
		} else {
			out = append(out, lit(", ")...)
		}
		out = append(out, p...)
	}
	if f.Actor != "" {
		out = with(out, lit(", with "), fact(FactName, w.actor, q, "filter"), lit(" on a side"))
	}
	return out
}

// reading is what was read of a period, wherever it was.
type reading struct {
	query    string
	articles int
	foreign  int // in other languages than English
}

// read asks what was read of the period and of the one before.
func (w *writing) read(ctx context.Context) (now, before reading, err error) {
	for _, x := range []struct {
		p    parley.Period
		what string
		into *reading
	}{{w.period, "articles published in the period, of any place", &now}, {w.before, "articles published in the period before, of any place", &before}} {
		f := parley.Filter{Period: x.p, Outlet: w.o.Filter.Outlet}
		x.into.query = w.ask(x.what, "articles", f)
		list, err := everything(ctx, w.store.Articles, f)
		if err != nil {
			return now, before, err
		}
		x.into.articles = len(list)
		for _, a := range list {
			if a.Language != "" && a.Language != "en" && !strings.HasPrefix(a.Language, "en-") {
				x.into.foreign++
			}
		}
	}
	return now, before, nil
}

// readChange is how many times more or fewer articles earn a warning, as in
// internal/trend.
const readChange = 1.5

// changed says whether more or less was read than before; empty if neither.
func changed(now, before reading) string {
	a, b := float64(now.articles), float64(before.articles)
	switch {
	case a > b*readChange:
		return "more"
	case a*readChange < b:
		return "less"
	}
	return ""
}

// compare is the rate of violence of the period against that of the one before.
func (w *writing) compare(ctx context.Context) (trend.Comparison, error) {
	var counts [2][]int
	f := w.filter()
	f.Kinds = []parley.EventKind{parley.Violence}
	for i, p := range []parley.Period{w.before, w.period} {
		f.Period = p
		var err error
		if counts[i], err = w.store.Daily(ctx, f); err != nil {
			return trend.Comparison{}, err
		}
	}
	return trend.Compare(counts[0], counts[1], nil, nil), nil
}
