package intake

import (
	"context"
	"errors"
	"fmt"
	"iter"
	"math/rand/v2"
	"path/filepath"
	"reflect"
	"slices"
	"sync"
	"testing"

	"parley"
	"parley/data"
	"parley/internal/doc"
	"parley/internal/pipeline"
	"parley/internal/read"
	"parley/internal/sqlite"
	"parley/internal/what"
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

// code takes articles through the main job.
func code(articles iter.Seq2[*parley.Article, error]) ([]*doc.Doc, error) {
	p, err := coder()
	if err != nil {
		return nil, err
	}
	var out []*doc.Doc
	for o := range p.Run(context.Background(), articles, 2) {
		switch o.State {
		case pipeline.Failed:
			return nil, o.Err
		case pipeline.Done:
			out = append(out, o.Doc)
		}
	}
	return out, nil
}

// coded codes the shipped examples, once.
var coded = sync.OnceValues(func() ([]*parley.Record, error) {
	docs, err := code(read.Files([]string{filepath.Join("..", "..", "examples")}, read.Options{}))
	var out []*parley.Record
	for _, d := range docs {
		r := what.Record(d)
		out = append(out, &r)
	}
	return out, err
})

// examples returns the records of the shipped examples.
func examples(t testing.TB) []*parley.Record {
	t.Helper()
	records, err := coded()
	if err != nil || len(records) < 20 {
		t.Fatalf("%d records of examples, %v", len(records), err)
	}
	return records
}

// open returns an intake into a new store.
func open(t testing.TB) (*Intake, parley.Store) {
	t.Helper()
	store, err := sqlite.Open(t.Context(), ":memory:", sqlite.Options{})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { must(t, store.Close()) })
	in, err := New(data.FS, store)
	if err != nil {
		t.Fatal(err)
	}
	return in, store
}

// TestAnyOrder: the order and the batches in which articles come do not show.
func TestAnyOrder(t *testing.T) {
	for _, c := range []struct {
		name    string
		records []*parley.Record
		orders  uint64
	}{{"examples", examples(t), 6}, {"war", madeUp(240), 4}} {
		t.Run(c.name, func(t *testing.T) { anyOrder(t, c.records, c.orders) })
	}
}

func anyOrder(t *testing.T, records []*parley.Record, orders uint64) {
	in, store := open(t)
	added, err := in.Add(t.Context(), records)
	must(t, err)
	want := dump(t, store)
	clean(t, in)
	t.Logf("%+v, %d lines", added, len(want))
	if added.Articles != len(records) || added.IncidentsNew == 0 || added.UndertakingsNew == 0 || len(want) < 100 {
		t.Errorf("%d records made %+v", len(records), added)
	}
	again, err := in.Add(t.Context(), records)
	must(t, err)
	if !reflect.DeepEqual(again, Added{Known: len(records)}) {
		t.Errorf("the same again made %+v", again)
	}
	sameDump(t, "again", dump(t, store), want)
	for seed := range orders {
		r := rand.New(rand.NewPCG(seed, 5))
		mixed := slices.Clone(records)
		r.Shuffle(len(mixed), func(i, j int) { mixed[i], mixed[j] = mixed[j], mixed[i] })
		in, store := open(t)
		var sizes []int
		for len(mixed) > 0 {
			n := min(len(mixed), 1+r.IntN(1+int(seed)*len(records)/15))
			_, err := in.Add(t.Context(), mixed[:n])
			must(t, err)
			mixed = mixed[n:]
			sizes = append(sizes, n)
		}
		sameDump(t, fmt.Sprintf("order %d, batches %v", seed, sizes), dump(t, store), want)
		if seed == orders-1 {
			clean(t, in)
			must(t, in.Rebuild(t.Context()))
			sameDump(t, "rebuilt", dump(t, store), want)
			clean(t, in)
		}
	}
}

// TestDecisions: what people decide is kept whatever comes later, and leaves no
// trace when it is taken back.
func TestDecisions(t *testing.T) {
	ctx := t.Context()
	records := examples(t)
	in, store := open(t)
	_, err := in.Add(ctx, records[:len(records)-5])
	must(t, err)
	incidents, err := collect(all(ctx, parley.Filter{}, store.Incidents))
	must(t, err)
	a, b := incidents[0], incidents[1]
	id, merged, err := in.Merge(ctx, []string{a.ID, b.ID}, "Ana", "one raid")
	must(t, err)
	whole, err := store.Incident(ctx, b.ID)
	must(t, err)
	if whole.ID != id || len(whole.Events) != len(a.Events)+len(b.Events) || !whole.Decided {
		t.Errorf("merged into %s: %+v", id, whole)
	}
	clean(t, in)
	afterMerge := dump(t, store)

	parts, split, err := in.Split(ctx, id, []string{"i-" + b.Events[0]}, "Ben", "")
	must(t, err)
	x, err := store.Incident(ctx, "i-"+b.Events[0])
	must(t, err)
	if len(parts) < 2 || parts[0] != x.ID || slices.Contains(x.Events, a.Events[0]) {
		t.Errorf("parts %v, of which %+v", parts, x)
	}
	clean(t, in)

	_, err = in.Undo(ctx, split.ID, "Ben")
	must(t, err)
	sameDump(t, "after the split was taken back", dump(t, store), afterMergeWith(afterMerge, t, store))
	_, err = in.Add(ctx, records[len(records)-5:])
	must(t, err)
	if still, err := store.Incident(ctx, b.ID); err != nil || !slices.Contains(still.Events, a.Events[0]) {
		t.Errorf("after more articles the merge is gone: %+v, %v", still, err)
	}
	clean(t, in)

	_, err = in.Undo(ctx, merged.ID, "Ana")
	must(t, err)
	clean(t, in)
	straight, other := open(t)
	_, err = straight.Add(ctx, records)
	must(t, err)
	sameDump(t, "all taken back", withoutSums(dump(t, store)), withoutSums(dump(t, other)))
}

func TestQuestions(t *testing.T) {
	ctx := t.Context()
	in, store := open(t)
	_, err := in.Add(ctx, examples(t))
	must(t, err)
	incidents, err := collect(all(ctx, parley.Filter{}, store.Incidents))
	must(t, err)
	undertakings, err := collect(all(ctx, parley.Filter{}, store.Undertakings))
	must(t, err)
	i, u := incidents[0], undertakings[0]
	want := dump(t, store)
	for _, c := range []struct {
		name string
		ask  func() error
		want error
	}{
		{"merge of one", func() error { _, _, err := in.Merge(ctx, []string{i.ID}, "", ""); return err }, parley.ErrQuery},
		{"merge of one twice", func() error { _, _, err := in.Merge(ctx, []string{i.ID, i.ID}, "", ""); return err }, parley.ErrQuery},
		{"merge of two kinds", func() error { _, _, err := in.Merge(ctx, []string{i.ID, u.ID}, "", ""); return err }, parley.ErrQuery},
		{"merge with nothing", func() error { _, _, err := in.Merge(ctx, []string{i.ID, "i-nothing"}, "", ""); return err }, parley.ErrNotFound},
		{"merge of what is no group", func() error { _, _, err := in.Merge(ctx, []string{i.Events[0], i.ID}, "", ""); return err }, parley.ErrNotFound},
		{"split of all", func() error { _, _, err := in.Split(ctx, i.ID, i.Events, "", ""); return err }, parley.ErrQuery},
		{"split of none", func() error { _, _, err := in.Split(ctx, i.ID, nil, "", ""); return err }, parley.ErrQuery},
		{"split of another", func() error { _, _, err := in.Split(ctx, i.ID, incidents[1].Events, "", ""); return err }, parley.ErrNotFound},
		{"undo of nothing", func() error { _, err := in.Undo(ctx, 77, ""); return err }, parley.ErrNotFound},
		{"settle of an incident", func() error { _, err := in.Settle(ctx, i.ID, parley.PAM{By: "x"}); return err }, parley.ErrQuery},
		{"settle off the scale", func() error { _, err := in.Settle(ctx, u.ID, parley.PAM{By: "x", Level: 4}); return err }, parley.ErrQuery},
		{"settle of nothing", func() error { _, err := in.Settle(ctx, "u-nothing", parley.PAM{By: "x"}); return err }, parley.ErrNotFound},
	} {
		if err := c.ask(); !errors.Is(err, c.want) {
			t.Errorf("%s: %v, want %v", c.name, err, c.want)
		}
	}
	sameDump(t, "after bad questions", dump(t, store), want)
}

func TestSettle(t *testing.T) {
	ctx := t.Context()
	in, store := open(t)
	_, err := in.Add(ctx, examples(t))
	must(t, err)
	undertakings, err := collect(all(ctx, parley.Filter{}, store.Undertakings))
	must(t, err)
	want := dump(t, store)
	u := undertakings[0]
	got, err := in.Settle(ctx, u.ID, parley.PAM{Level: 2, Why: "half of them are home", By: "Ana"})
	must(t, err)
	if got.PAM.Level != 2 || got.PAM.By != "Ana" {
		t.Errorf("settled %+v", got.PAM)
	}
	clean(t, in)
	must(t, in.Rebuild(ctx))
	if got, _, err = store.Undertaking(ctx, u.ID); err != nil || got.PAM.By != "Ana" {
		t.Errorf("after a rebuild %+v, %v", got.PAM, err)
	}
	if got, err = in.Settle(ctx, u.ID, parley.PAM{}); err != nil || got.PAM.By != "" {
		t.Errorf("taken back %+v, %v", got.PAM, err)
	}
	sameDump(t, "taken back", dump(t, store), want)
}
