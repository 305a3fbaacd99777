package sqlite

import (
	"context"
	"slices"

	"parley"
)

// indexRecord puts what a new record holds into the tables that lists and
// searches read. number gives the number of an ID of the record.
func (t *tx) indexRecord(ctx context.Context, r *parley.Record, number func(id string) int64) error {
	l := t.changes()
	a := &r.Article
	n := number(a.ID)
	outlets := []string{}
	if a.Outlet != nil {
		outlets = some(fold(*a.Outlet))
	}
	language := parley.Language(a.Language)
	list := []values{{outlets: outlets, slots: languageSlot(language)}}
	for i := range r.Events {
		e := &r.Events[i]
		v := happening(e.Kind, e.Type, e.Mode, e.Status, "", e.Place, e.Sources, e.Targets)
		v.outlets, v.background, v.aggregate = outlets, e.Background, e.Aggregate
		list = append(list, v)
	}
	if err := t.learnValues(ctx, list, false); err != nil {
		return err
	}
	article, country := l.row(a.ID, n, &list[0])
	published := parley.Date{Period: a.Published.Period}
	article.when(&published, parley.Period{})
	article.articles = []uint32{uint32(n)}
	if _, err := t.add(ctx, listArticles, country, &article, nil, 0); err != nil {
		return err
	}
	for i := range r.Events {
		e := &r.Events[i]
		row, country := l.row(e.ID, number(e.ID), &list[1+i])
		row.when(e.Date, a.Published.Period)
		row.low, row.high = bothEnds(e.Killed)
		row.best = row.low
		if row.best == none {
			row.best = row.high
		}
		row.articles = article.articles
		if _, err := t.add(ctx, listEvents, country, &row, nil, 0); err != nil {
			return err
		}
		l.told[number(e.ID)] = article.articles[0]
	}
	for _, c := range r.Commitments {
		l.told[number(c.ID)] = article.articles[0]
	}
	l.outletsOf[article.articles[0]] = outlets
	if parley.Coded(a.Language) {
		t.cover(&article) // the others could not have told of anything
	}
	l.figures["articles"]++
	l.figures[countLanguage+language]++
	l.figures["families"]++
	l.figures["events"] += len(r.Events)
	l.figures["commitments"] += len(r.Commitments)
	title := ""
	if a.Title != nil {
		title = *a.Title
	}
	_, err := t.s.exec(ctx, "INSERT INTO article_words (rowid, title, text) VALUES ($1, $2, $3)", n, title, a.Text)
	return err
}

// countLanguage begins the names of the counters of articles by language.
const countLanguage = "language "

// languageSlot are the slots of an article of a language.
func languageSlot(language string) (list [slots]word) {
	if language != english {
		list[slotLanguage] = word{fieldLanguage, language}
	}
	return list
}

// english is the language for which articles have no word.
const english = "en"

// bothEnds are the ends of a range as rows hold them.
func bothEnds(r *parley.Range) (low, high int32) {
	if r == nil {
		return none, none
	}
	return figure(r.Low), figure(r.High)
}

// toldBy returns the articles that tell events or commitments, and their
// outlets, each once; what the store lacks is left out. table is event or
// commitment.
func (t *tx) toldBy(ctx context.Context, text string, ids []string) error {
	l := t.changes()
	if err := t.learn(ctx, ids); err != nil {
		return err
	}
	var strange []int64
	for _, id := range ids {
		n, ok := t.numbers[id]
		if _, known := l.told[n]; ok && !known {
			strange = append(strange, n)
		}
	}
	if len(strange) == 0 {
		return nil
	}
	return t.s.each(ctx, text, []any{jsonList(strange)}, func(scan func(...any) error) error {
		var n int64
		var article uint32
		var outlet string
		if err := scan(&n, &article, &outlet); err != nil {
			return err
		}
		l.told[n], l.outletsOf[article] = article, some(outlet)
		return nil
	})
}

// Texts for toldBy.
const (
	toldEvents = `SELECT e.n, e.article, a.outlet_key FROM json_each($1) j
		CROSS JOIN event e ON e.n = j.value CROSS JOIN article a ON a.n = e.article`
	toldCommitments = `SELECT c.n, c.article, a.outlet_key FROM json_each($1) j
		CROSS JOIN commitment c ON c.n = j.value CROSS JOIN article a ON a.n = c.article`
)

// articlesOf returns the articles of what toldBy has looked up, and their outlets.
func (t *tx) articlesOf(ids []string) (articles []uint32, outlets []string) {
	for _, id := range ids {
		n, ok := t.numbers[id]
		if !ok {
			continue
		}
		a := t.list.told[n]
		if a == 0 || slices.Contains(articles, a) {
			continue
		}
		articles = append(articles, a)
		for _, o := range t.list.outletsOf[a] {
			if !slices.Contains(outlets, o) {
				outlets = append(outlets, o)
			}
		}
	}
	return articles, outlets
}

// countFamilies counts the families that groups of articles make, before they
// are set: each article is the first of its own until it joins another's.
func (t *tx) countFamilies(ctx context.Context, ids []string, groupOf map[string]string) error {
	const prefix = "f-"
	for _, id := range ids {
		if groupOf[id] != prefix+id {
			t.changes().figures["families"]--
		}
	}
	return t.s.each(ctx, `SELECT a.id, x.grp FROM json_each($1) j CROSS JOIN name a ON a.id = j.value
		CROSS JOIN family_node x ON x.n = a.n WHERE x.grp IS NOT NULL`, []any{jsonList(ids)}, func(scan func(...any) error) error {
		var id, group string
		err := scan(&id, &group)
		if group != prefix+id {
			t.changes().figures["families"]++
		}
		return err
	})
}

// clearMade deletes the incidents or undertakings that were made of a grouping.
func (t *tx) clearMade(ctx context.Context, g parley.Grouping) error {
	if err := t.flush(ctx); err != nil {
		return err
	}
	text := ""
	switch g {
	case parley.Incidents:
		text = "SELECT a.id FROM incident i CROSS JOIN name a ON a.n = i.n ORDER BY i.n LIMIT 10000"
	case parley.Families:
		_, err := t.s.exec(ctx, `UPDATE counter SET value = (SELECT value FROM counter WHERE name = 'articles') WHERE name = 'families'`)
		return err
	case parley.Undertakings:
		text = "SELECT a.id FROM undertaking i CROSS JOIN name a ON a.n = i.n ORDER BY i.n LIMIT 10000"
	default:
		return nil
	}
	for {
		var gone []string
		if err := t.s.each(ctx, text, nil, func(scan func(...any) error) error {
			var id string
			err := scan(&id)
			gone = append(gone, id)
			return err
		}); err != nil || len(gone) == 0 {
			return err
		}
		var err error
		if g == parley.Incidents {
			err = t.PutIncidents(ctx, nil, prefixed(incidentPrefix, gone))
		} else {
			err = t.PutUndertakings(ctx, nil, nil, prefixed(undertakingPrefix, gone))
		}
		if err != nil {
			return err
		}
	}
}

// prefixed puts a prefix before IDs.
func prefixed(prefix string, ids []string) []string {
	out := make([]string, len(ids))
	for i, id := range ids {
		out[i] = prefix + id
	}
	return out
}
