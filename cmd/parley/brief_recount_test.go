package main

import (
	"cmp"
	"context"
	"fmt"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"parley"
	"parley/internal/brief"
	"parley/internal/sqlite"
	"parley/internal/trend"
)

// world is all of a store, read once without a filter: what a recount counts.
type world struct {
	articles     []parley.ArticleInfo
	records      map[string]*parley.Record
	events       map[string]parley.Event
	articleOf    map[string]parley.ArticleInfo // by event and by commitment
	commitments  map[string]parley.Commitment
	incidents    []parley.Incident
	undertakings []parley.Undertaking
	agreements   []parley.Agreement
	bearing      map[string][]parley.Bearing
}

func readWorld(t *testing.T, file string) *world {
	t.Helper()
	ctx := t.Context()
	st, err := sqlite.Open(ctx, file, sqlite.Options{ReadOnly: true, MustExist: true})
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = st.Close() }()
	w := &world{
		records: map[string]*parley.Record{}, events: map[string]parley.Event{}, articleOf: map[string]parley.ArticleInfo{},
		commitments: map[string]parley.Commitment{}, bearing: map[string][]parley.Bearing{},
	}
	all := parley.Filter{Background: true}
	w.articles = pagesOf(t, st.Articles, all)
	w.incidents = pagesOf(t, st.Incidents, all)
	w.undertakings = pagesOf(t, st.Undertakings, all)
	w.agreements = pagesOf(t, st.Agreements, all)
	for _, a := range w.articles {
		r, info, err := st.Article(ctx, a.ID)
		if err != nil {
			t.Fatal(err)
		}
		w.records[a.ID] = r
		for _, e := range r.Events {
			w.events[e.ID], w.articleOf[e.ID] = e, info
		}
		for _, c := range r.Commitments {
			w.commitments[c.ID], w.articleOf[c.ID] = c, info
		}
	}
	for _, u := range w.undertakings {
		if _, w.bearing[u.ID], err = st.Undertaking(ctx, u.ID); err != nil {
			t.Fatal(err)
		}
	}
	return w
}

func pagesOf[T any](t *testing.T, question func(context.Context, parley.Filter) (parley.Page[T], error), f parley.Filter) []T {
	t.Helper()
	list, err := everything(t.Context(), question, f)
	if err != nil {
		t.Fatal(err)
	}
	return list
}

// recount checks one report against the world.
type recount struct {
	*testing.T
	*world
	b               *brief.Brief
	checked, quotes int
}

// number matches figures and the words of small ones.
var number = regexp.MustCompile(`[0-9]|\b(one|two|three|four|five|six|seven|eight|nine|ten|dozen|hundred|none)\b`)

// query matches the name of a query in a sentence.
var query = regexp.MustCompile(`\bQ[0-9]+\b`)

// all checks every sentence: no number stands outside of a fact, every fact is
// right, and there is a citation or a query to it.
func (r *recount) all() {
	r.sourcesStand()
	for _, s := range r.b.Head {
		r.sentence(s, true)
	}
	for _, s := range r.b.Sections {
		for _, b := range s.Blocks {
			if b.Caption != nil {
				r.sentence(*b.Caption, true)
			}
			for _, item := range b.Items {
				for _, x := range item {
					r.sentence(x, true)
				}
			}
			for _, row := range b.Rows {
				proved := false
				for _, c := range row {
					proved = r.sentence(c, false) || proved
				}
				if !proved {
					r.Errorf("a row of %s has no proof: %v", s.ID, row)
				}
			}
			for _, h := range b.Head {
				if !r.headOfTable(h) {
					r.Errorf("head of a table: %q", h)
				}
			}
		}
	}
	if !subset(numbersOf(r.b.Title), r.days(r.b.From, r.b.To)) {
		r.Errorf("title %q for %s to %s", r.b.Title, r.b.From, r.b.To)
	}
}

// sentence checks a sentence, and reports whether it has a proof.
func (r *recount) sentence(s brief.Sentence, whole bool) bool {
	proved := len(s.Cites) > 0
	for _, p := range s.Parts {
		if p.Fact == nil {
			if words := query.ReplaceAllString(p.Text, ""); number.MatchString(strings.ToLower(words)) {
				r.Errorf("a number without a fact: %q in %q", p.Text, s.Text())
			}
			for _, q := range query.FindAllString(p.Text, -1) {
				if r.query(q) == nil {
					r.Errorf("%q names no query", q)
				}
			}
			continue
		}
		r.checked++
		if err := r.fact(&s, p.Text, p.Fact); err != nil {
			r.Errorf("%s %q of %s %s in %q: %v", p.Fact.Kind, p.Text, p.Fact.Of, p.Fact.Field, s.Text(), err)
		}
		proved = proved || strings.HasPrefix(p.Fact.Of, "Q")
	}
	if whole && !proved {
		r.Errorf("no citation and no query: %q", s.Text())
	}
	for _, c := range s.Cites {
		if c.Source >= len(r.b.Sources) || c.Quote >= len(r.b.Sources[c.Source].Quotes) {
			r.Errorf("a citation of nothing: %v in %q", c, s.Text())
		}
	}
	return proved
}

// sourcesStand wants each quote at its bytes of its article.
func (r *recount) sourcesStand() {
	for i, s := range r.b.Sources {
		rec := r.records[s.Article]
		if rec == nil {
			r.Errorf("source %d: no article %s", i+1, s.Article)
			continue
		}
		if s.Ref != rec.Article.Ref || s.Title != deref(rec.Article.Title) || s.Outlet != deref(rec.Article.Outlet) || s.URL != deref(rec.Article.URL) {
			r.Errorf("source %d: %+v is not %+v", i+1, s, rec.Article)
		}
		if len(s.Quotes) == 0 {
			r.Errorf("source %d has no quote", i+1)
		}
		for _, q := range s.Quotes {
			r.quotes++
			if q.Start < 0 || q.End > len(rec.Article.Text) || q.Start >= q.End || rec.Article.Text[q.Start:q.End] != q.Text {
				r.Errorf("source %d: %q does not stand at %d to %d", i+1, q.Text, q.Start, q.End)
			}
		}
	}
}

func deref(s *string) string {
	if s == nil {
		return ""
	}
	return *s
}

func (r *recount) query(name string) *brief.Query {
	i := slices.IndexFunc(r.b.Queries, func(q brief.Query) bool { return q.Name == name })
	if i < 0 {
		return nil
	}
	return &r.b.Queries[i]
}

// headOfTable tells whether the figures of a table's head are days of the periods.
func (r *recount) headOfTable(h string) bool {
	return subset(numbersOf(h), r.days(r.b.From, r.b.To)) || subset(numbersOf(h), r.days(r.b.BeforeFrom, r.b.BeforeTo))
}

// days are the figures that two days are written with.
func (r *recount) days(list ...parley.Day) []int {
	var out []int
	for _, d := range list {
		if t := d.Time(); !t.IsZero() {
			out = append(out, t.Day(), t.Year())
		}
	}
	return out
}

// smallNumbers are the words that reports write.
var smallNumbers = []string{"no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine"}

// value reads a number as reports write it.
func value(s string) (int, error) {
	s = strings.ToLower(s)
	if s == "none" {
		return 0, nil
	}
	if i := slices.Index(smallNumbers, s); i >= 0 {
		return i, nil
	}
	s = strings.ReplaceAll(strings.ReplaceAll(s, "\u2212", "-"), ",", "")
	return strconv.Atoi(strings.TrimPrefix(s, "+"))
}

// numbersOf are the figures in a text.
func numbersOf(s string) []int {
	var out []int
	for _, f := range regexp.MustCompile(`[0-9][0-9,]*`).FindAllString(s, -1) {
		if n, err := strconv.Atoi(strings.ReplaceAll(f, ",", "")); err == nil {
			out = append(out, n)
		}
	}
	return out
}

func subset(list, of []int) bool {
	return !slices.ContainsFunc(list, func(n int) bool { return !slices.Contains(of, n) })
}

// fact checks one fact.
func (r *recount) fact(s *brief.Sentence, text string, f *brief.Fact) error {
	switch {
	case strings.HasPrefix(f.Of, "Q"):
		return r.ofQuery(text, f)
	case strings.HasPrefix(f.Of, "i-"):
		return r.ofIncident(s, text, f)
	case strings.HasPrefix(f.Of, "u-"):
		return r.ofUndertaking(text, f)
	case f.Kind == brief.FactName && f.Field == "name":
		if !r.knowsActor(f.Of, text) {
			return fmt.Errorf("no actor of that ID and name")
		}
		return nil
	}
	return fmt.Errorf("nothing is known of it")
}

func (r *recount) knowsActor(id, name string) bool {
	for i := range r.incidents {
		for _, p := range slices.Concat(r.incidents[i].Sources, r.incidents[i].Targets) {
			if p.Actor == id && strings.EqualFold(p.Name, name) {
				return true
			}
		}
	}
	return false
}

// dated checks the words of a date against its days.
func dated(text string, from, to time.Time) error {
	var days []int
	months := map[string]bool{}
	for _, t := range []time.Time{from, to} {
		if !t.IsZero() {
			days = append(days, t.Day(), t.Year())
			months[t.Month().String()] = true
		}
	}
	if !subset(numbersOf(text), days) || len(numbersOf(text)) == 0 {
		return fmt.Errorf("its days are %s to %s", from.Format(time.DateOnly), to.Format(time.DateOnly))
	}
	for m := time.January; m <= time.December; m++ {
		if strings.Contains(text, m.String()) && !months[m.String()] {
			return fmt.Errorf("its days are %s to %s", from.Format(time.DateOnly), to.Format(time.DateOnly))
		}
	}
	if from.Equal(to) && !strings.Contains(text, from.Format("2 January 2006")) {
		return fmt.Errorf("its day is %s", from.Format(time.DateOnly))
	}
	return nil
}

// counts are the incidents that a query counts, by its own loops.
func (r *recount) counts(q *brief.Query) []parley.Incident {
	var out []parley.Incident
	for _, in := range r.incidents {
		first := time.Time{}
		if in.Date != nil {
			first = in.Date.From
			if first.IsZero() {
				first = in.Date.To
			}
		}
		p := q.Filter.Period
		if in.Background || in.Aggregate || in.Status != parley.Happened && in.Status != parley.Alleged || !r.passes(&in, &q.Filter) {
			continue
		}
		if !p.From.IsZero() && (first.Before(p.From) || first.After(p.To)) {
			continue
		}
		out = append(out, in)
	}
	return out
}

// passes tells whether what a filter says of happenings holds; the period aside.
func (r *recount) passes(in *parley.Incident, f *parley.Filter) bool {
	switch {
	case len(f.Kinds) > 0 && !slices.Contains(f.Kinds, in.Kind):
		return false
	case len(f.Countries) > 0 && (in.Place == nil || !slices.Contains(f.Countries, in.Place.Country)):
		return false
	case f.Place != "" && (in.Place == nil || !strings.EqualFold(in.Place.Name, f.Place)):
		return false
	case f.Actor == "":
		return true
	}
	list := slices.Concat(in.Sources, in.Targets)
	if f.Role == parley.RoleSource {
		list = in.Sources
	}
	return slices.ContainsFunc(list, func(p parley.Party) bool { return p.Actor == f.Actor || p.Side == f.Actor })
}

// ofQuery counts again what a query counts.
func (r *recount) ofQuery(text string, f *brief.Fact) error {
	var queries []*brief.Query
	for _, name := range strings.Fields(f.Of) {
		q := r.query(name)
		if q == nil {
			return fmt.Errorf("no query %s", name)
		}
		queries = append(queries, q)
	}
	q := queries[0]
	if rest, ok := strings.CutPrefix(f.Field, "agreement "); ok {
		return r.agreement(text, rest)
	}
	switch f.Kind {
	case brief.FactDate:
		p := q.Filter.Period
		if f.Field == "due" || f.Field == "due.to" {
			p = q.Filter.Due
		}
		if f.Field == "due.to" {
			p.From = p.To
		}
		if strings.Contains(text, " ") || len(text) > 4 { // one day, or the whole period
			if p.To.Format("2 January 2006") == text {
				return nil
			}
		}
		return dated(text, p.From, p.To)
	case brief.FactPlace, brief.FactName:
		return r.asked(text, &q.Filter)
	case brief.FactRate:
		return r.rate(text, f.Field, queries)
	}
	got, err := value(text)
	if err != nil {
		return err
	}
	want, err := r.count(f.Field, queries)
	if err == nil && got != want {
		err = fmt.Errorf("counted again it is %d", want)
	}
	return err
}

// agreement checks what is said of one: "name ID", "signed ID", "source ID".
func (r *recount) agreement(text, field string) error {
	what, id, _ := strings.Cut(field, " ")
	for _, a := range r.agreements {
		switch {
		case a.ID != id:
		case what == "name" && strings.HasSuffix(a.Name, text), what == "source" && strings.Join(strings.Fields(a.Source), " ") == text:
			return nil
		case what == "signed" && a.Signed != nil:
			return dated(text, a.Signed.From, a.Signed.To)
		}
	}
	return fmt.Errorf("no agreement says so")
}

// asked wants a name to be one that the filter has.
func (r *recount) asked(text string, f *parley.Filter) error {
	if text == f.Place || text == f.Admin1 || text == f.Actor || f.Actor != "" && r.knowsActor(f.Actor, text) {
		return nil
	}
	if codes, err := countryCodes([]string{text}); err != nil || !slices.Contains(f.Countries, codes[0]) {
		return fmt.Errorf("it was not asked for: %w", cmp.Or(err, parley.ErrQuery))
	}
	return nil
}

// rate reckons the ratio of two periods again.
func (r *recount) rate(text, field string, queries []*brief.Query) error {
	var days [2][]int
	for i, q := range []*brief.Query{queries[1], queries[0]} {
		p := q.Filter.Period
		days[i] = make([]int, int(p.To.Sub(p.From).Hours()/24)+1)
		for _, in := range r.counts(q) {
			days[i][int(cmp.Or(in.Date.From, in.Date.To).Sub(p.From).Hours()/24)]++
		}
	}
	c := trend.Compare(days[0], days[1], nil, nil)
	got, err := strconv.ParseFloat(text, 64)
	if err != nil {
		return err
	}
	want := map[string]*float64{"ratio": c.Ratio, "ratio.low": c.Low, "ratio.high": c.High, "confidence": new(float64)}[field]
	if field == "confidence" {
		*want = 100 * trend.Confidence
	}
	if want == nil || got < *want-0.051 || got > *want+0.051 {
		return fmt.Errorf("reckoned again it is %v", want)
	}
	return nil
}
