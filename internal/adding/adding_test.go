package adding

import (
	"context"
	"encoding/json"
	"fmt"
	"io/fs"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"parley"
	"parley/data"
	"parley/examples"
	"parley/internal/intake"
	"parley/internal/pipeline"
	"parley/internal/read"
	"parley/internal/sqlite"
	"parley/internal/where/gazetteer"
)

// coder is the main job, made once.
var coder = sync.OnceValues(func() (*pipeline.Pipeline, error) {
	places, err := gazetteer.Load()
	if err != nil {
		return nil, err
	}
	stages, err := pipeline.Coding(data.FS, places)
	if err != nil {
		return nil, err
	}
	return pipeline.New(stages...)
})

// open makes an empty store in memory with a run into it.
func open(t testing.TB) (*sqlite.Store, *intake.Intake, *Run) {
	t.Helper()
	st, err := sqlite.Open(t.Context(), ":memory:", sqlite.Options{})
	must(t, err)
	t.Cleanup(func() { must(t, st.Close()) })
	in, err := intake.New(data.FS, st)
	must(t, err)
	p, err := coder()
	must(t, err)
	return st, in, New(p, in, st, Options{Batch: 4, Workers: 2})
}

func must(t testing.TB, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

const (
	raid = "BAMAKO, March 5, 2021 - Gunmen attacked an army post near Gao on Thursday and killed four soldiers, a spokesman of the army said.\n\n" +
		"The government said it would free 20 prisoners by the end of the month."
	raidFrench = "Des hommes armés ont attaqué jeudi un poste de l'armée près de Gao et ont tué quatre soldats, selon un porte-parole de l'armée. " +
		"Le gouvernement a annoncé qu'il libérerait vingt prisonniers avant la fin du mois, et les pourparlers doivent reprendre à Alger."
)

// texts are articles of texts, each with what it was read from.
func texts(t testing.TB, all ...string) []*parley.Article {
	t.Helper()
	out := make([]*parley.Article, len(all))
	for i, text := range all {
		a, err := read.Text(fmt.Sprintf("%d.txt", i), []byte(text), read.Options{KeepRaw: true})
		must(t, err)
		if a.Raw == nil {
			t.Fatal("nothing is kept of what it was read from")
		}
		out[i] = a
	}
	return out
}

// TestArticles holds that each article is kept with what it was read from, one in
// another language without events, and that a second run adds nothing.
func TestArticles(t *testing.T) {
	st, _, run := open(t)
	all := texts(t, raid, raidFrench)
	must(t, run.Articles(t.Context(), each(all)))
	s := run.Sum()
	if s.Articles != 2 || s.Uncoded["fr"] != 1 || s.Events == 0 || s.Skipped+s.Failed != 0 {
		t.Errorf("%+v", s)
	}
	for i, a := range all {
		raw, err := st.Raw(t.Context(), a.ID)
		must(t, err)
		if want := []string{raid, raidFrench}[i]; string(raw.Body) != want || raw.Ref != a.Ref {
			t.Errorf("kept is %+v", raw)
		}
	}
	r, _, err := st.Article(t.Context(), all[1].ID)
	must(t, err)
	if r.Article.Language != "fr" || len(r.Events)+len(r.Commitments)+len(r.Statements)+len(r.Indicators) != 0 || len(r.Notes) == 0 {
		t.Errorf("the French article is %+v", r)
	}
	must(t, run.Articles(t.Context(), each(all)))
	if s := run.Sum(); s.Articles != 2 || s.Known != 2 {
		t.Errorf("the second time: %+v", s)
	}
}

// TestTake holds that an item and its article are kept together, and that an
// article that came before is neither doubled nor lost from the item.
func TestTake(t *testing.T) {
	st, _, run := open(t)
	f := parley.Feed{URL: "https://news.example/feed", Added: day(1)}
	must(t, st.Update(t.Context(), func(tx parley.Tx) error { return tx.PutFeed(t.Context(), f) }))
	a := texts(t, raid)[0]
	visit := func(key string, state parley.VisitState) parley.Visit {
		return parley.Visit{Feed: f.URL, Key: key, URL: "https://news.example/" + key, Found: day(1), At: day(2), Tries: 1, State: state, Text: "<p>x</p>"}
	}
	_, err := run.Take(t.Context(), []Found{
		{Articles: []*parley.Article{a}, Visit: visit("1", "")},
		{Visit: visit("2", parley.VisitSkipped)},
		{Articles: []*parley.Article{a}, Visit: visit("3", parley.VisitDue)},
	})
	must(t, err)
	got, err := st.Visits(t.Context(), f.URL, []string{"1", "2", "3"})
	must(t, err)
	for key, want := range map[string]parley.VisitState{"1": parley.VisitKept, "2": parley.VisitSkipped, "3": parley.VisitKept} {
		if v := got[key]; v.State != want || want == parley.VisitKept && (!slices.Equal(v.Articles, []string{a.ID}) || v.Text != "") {
			t.Errorf("%s: %+v", key, v)
		}
	}
	if sums, err := st.Sums(t.Context()); err != nil || sums.Articles != 1 {
		t.Errorf("%+v, %v", sums, err)
	}
}

// TestRecode holds that a store that is coded again is the same where nothing has
// changed, with what people decided and what the net brought.
func TestRecode(t *testing.T) {
	from, in, run := open(t)
	names, err := fs.Glob(examples.FS, "*.txt")
	must(t, err)
	var all []*parley.Article
	for i, name := range names[:16] {
		text, err := fs.ReadFile(examples.FS, name)
		must(t, err)
		a, err := read.Text(name, text, read.Options{KeepRaw: i%5 != 4})
		must(t, err)
		all = append(all, a)
	}
	all = append(all, texts(t, raidFrench)...)
	must(t, run.Articles(t.Context(), each(all)))
	people(t, from, in, all[0].ID)
	to, _, again := open(t)
	sum, err := again.Recode(t.Context(), from, to, read.Options{}, func(err error) { t.Error(err) })
	must(t, err)
	if sum.Articles != 17 || sum.Kept != 3 || sum.Changed+sum.Failed+sum.Lost != 0 || sum.Events != sum.EventsBefore || sum.Decisions != 2 || sum.Settled != 1 {
		t.Errorf("%+v", sum)
	}
	was, is := dump(t, from), dump(t, to)
	for i := range was {
		if i >= len(is) || was[i] != is[i] {
			t.Fatalf("line %d was\n%s\nis\n%s", i, was[i], is[min(i, len(is)-1)])
		}
	}
	if len(was) != len(is) || len(was) < 60 {
		t.Errorf("%d lines were, %d are", len(was), len(is))
	}
}

// TestRecodeBetter holds that a better reader's text replaces the old one, and that
// a decision on an event of it goes with it.
func TestRecodeBetter(t *testing.T) {
	from, in, run := open(t)
	all := texts(t, raid, strings.Replace(raid, "killed four", "killed five", 1), "Short of words.")
	// The old reader kept a line that is no article, so that all offsets moved.
	for _, a := range all[:2] {
		a.Text = "Menu Sport Weather\n\n" + a.Text
		a.ID = parley.ArticleID(a.Text, a.URL, a.Outlet)
		a.Raw.Article = a.ID
	}
	all[2].Raw.Body = []byte("\x00\x01")
	must(t, run.Articles(t.Context(), each(all)))
	events, err := from.Events(t.Context(), parley.Filter{Types: []parley.EventType{parley.Assault}})
	must(t, err)
	if len(events.Items) != 2 {
		t.Fatalf("%d assaults", len(events.Items))
	}
	incident, err := from.Incident(t.Context(), "i-"+events.Items[0].Event.ID)
	must(t, err)
	if slices.Contains(incident.Events, events.Items[1].Event.ID) {
		_, _, err = in.Split(t.Context(), incident.ID, []string{events.Items[1].Event.ID}, "ana", "two posts")
	} else {
		_, _, err = in.Merge(t.Context(), []string{"i-" + events.Items[0].Event.ID, "i-" + events.Items[1].Event.ID}, "ana", "one post")
	}
	must(t, err)
	before, err := from.Incidents(t.Context(), parley.Filter{})
	must(t, err)
	to, _, again := open(t)
	var faults []string
	sum, err := again.Recode(t.Context(), from, to, read.Options{}, func(err error) { faults = append(faults, err.Error()) })
	must(t, err)
	if sum.Articles != 3 || sum.Changed != 2 || sum.Failed != 1 || sum.Lost != 0 || len(faults) != 1 || !strings.Contains(faults[0], "2.txt") {
		t.Errorf("%+v, %v", sum, faults)
	}
	after, err := to.Incidents(t.Context(), parley.Filter{})
	must(t, err)
	decided := func(all []parley.Incident) (n int) {
		for _, i := range all {
			if i.Decided {
				n++
			}
		}
		return n
	}
	if len(after.Items) != len(before.Items) || decided(after.Items) == 0 || decided(after.Items) != decided(before.Items) {
		t.Errorf("%d incidents, %d decided; before %d, %d", len(after.Items), decided(after.Items), len(before.Items), decided(before.Items))
	}
}

func day(n int) time.Time { return time.Date(2021, 3, n, 0, 0, 0, 0, time.UTC) }

// people puts decisions, a settled entry of the ledger and a feed into a store.
func people(t testing.TB, st *sqlite.Store, in *intake.Intake, article string) {
	t.Helper()
	ctx := t.Context()
	incidents, err := st.Incidents(ctx, parley.Filter{})
	must(t, err)
	_, d, err := in.Merge(ctx, []string{incidents.Items[0].ID, incidents.Items[3].ID}, "ana", "one and the same")
	must(t, err)
	_, err = in.Undo(ctx, d.ID, "ben")
	must(t, err)
	_, _, err = in.Merge(ctx, []string{incidents.Items[1].ID, incidents.Items[2].ID}, "ana", "again")
	must(t, err)
	ledger, err := st.Undertakings(ctx, parley.Filter{})
	must(t, err)
	_, err = in.Settle(ctx, ledger.Items[0].ID, parley.PAM{Level: 2, Why: "seen by monitors", By: "ana"})
	must(t, err)
	must(t, st.Update(ctx, func(tx parley.Tx) error {
		f := parley.Feed{URL: "https://news.example/feed", Added: day(1), ETag: `"a"`}
		if err := tx.PutFeed(ctx, f); err != nil {
			return err
		}
		return tx.PutVisits(ctx, []parley.Visit{
			{Feed: f.URL, Key: "1", URL: "https://news.example/1", State: parley.VisitKept, Found: day(1), At: day(2), Tries: 1, Articles: []string{article}},
			{Feed: f.URL, Key: "2", URL: "https://news.example/2", State: parley.VisitFailed, Found: day(1), At: day(2), Tries: 6, Fault: "404"},
		})
	}))
}

// dump returns all that a store lists, a line each.
func dump(t testing.TB, st parley.Reader) []string {
	t.Helper()
	var out []string
	add := func(v any) {
		b, err := json.Marshal(v)
		must(t, err)
		out = append(out, string(b))
	}
	f := parley.Filter{Limit: 1000, Background: true}
	for _, list := range []func(context.Context) (any, error){
		func(ctx context.Context) (any, error) { return st.Articles(ctx, f) },
		func(ctx context.Context) (any, error) { return st.Actors(ctx, f) },
		func(ctx context.Context) (any, error) { return st.Feeds(ctx) },
		func(ctx context.Context) (any, error) { return st.Visited(ctx, "", "", 100) },
		func(ctx context.Context) (any, error) { return st.Decisions(ctx, parley.Incidents, nil) },
		func(ctx context.Context) (any, error) { return st.Sums(ctx) },
	} {
		v, err := list(t.Context())
		must(t, err)
		add(v)
	}
	incidents, err := st.Incidents(t.Context(), f)
	must(t, err)
	for _, i := range incidents.Items {
		add(i)
	}
	ledger, err := st.Undertakings(t.Context(), f)
	must(t, err)
	for _, u := range ledger.Items {
		add(u)
	}
	return out
}
