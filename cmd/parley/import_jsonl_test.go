package main

import (
	"context"
	"encoding/json"
	"errors"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"parley"
	"parley/data"
	"parley/internal/sqlite"
)

// TestRoundTrip: a store that was exported as jsonl and brought into an empty one is
// the same store, with what people decided, took back and settled.
func TestRoundTrip(t *testing.T) {
	plainOnly(t)
	store := ownStore(t)
	change := func(args ...string) {
		t.Helper()
		if code, _, msg := onStore(t, store, args...); code != exitOK {
			t.Fatalf("%v: exit code %d: %s", args, code, msg)
		}
	}
	ids := idsOf(t, store, "incidents")
	entries := idsOf(t, store, "ledger")
	change("review", "merge", ids[0], ids[1], "--by", "Ana", "--note", "one raid")
	change("review", "merge", ids[2], ids[3], ids[4], "--by", "Ben")
	change("review", "split", ids[2], strings.TrimPrefix(ids[4], "i-"), "--by", "Ana")
	change("review", "merge", ids[5], ids[6], "--by", "Ana")
	change("review", "undo", "4", "--by", "Ben")
	change("review", "merge", entries[0], entries[1], "--by", "Ana")
	change("review", "settle", entries[0], "2", "--by", "Ana", "--note", "two of three sites")
	change("review", "settle", entries[4], "full", "--by", "Ben")

	addFeed(t, store)

	dir := t.TempDir()
	file, copied := filepath.Join(dir, "all.jsonl"), filepath.Join(dir, "copy.db")
	change("export", "--format", "jsonl", "--raw", "-o", file)
	code, out, msg := onStore(t, copied, "import", "jsonl", file, "--json")
	if code != exitOK || !strings.Contains(out, `"decisions":5`) || !strings.Contains(out, `"faults":0`) {
		t.Fatalf("exit code %d: %s%s", code, out, msg)
	}
	sameStores(t, copied, store)
	if code, out, msg := onStore(t, copied, "verify"); code != exitOK {
		t.Errorf("verify: exit code %d: %s%s", code, out, msg)
	}
	again := filepath.Join(dir, "again.jsonl")
	if code, _, msg := onStore(t, copied, "export", "--format", "jsonl", "--raw", "-o", again); code != exitOK {
		t.Fatalf("exit code %d: %s", code, msg)
	}
	a, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	b, err := os.ReadFile(again)
	if err != nil || string(a) != string(b) {
		t.Errorf("the lines of the copy are others: %d bytes, want %d, %v", len(b), len(a), err)
	}
	// Once more changes nothing.
	if code, out, _ := onStore(t, copied, "import", "jsonl", file, "--json"); code != exitOK || !strings.Contains(out, `"articles":0`) || !strings.Contains(out, `"decisions":0`) {
		t.Errorf("the same again: exit code %d: %s", code, out)
	}
	sameStores(t, copied, store)
}

// TestImportIntoAnother: brought into a store that has some of it, decisions hold
// there too, and a line that cannot be read stops nothing.
func TestImportIntoAnother(t *testing.T) {
	plainOnly(t)
	store := ownStore(t)
	ids := idsOf(t, store, "incidents")
	if code, _, msg := onStore(t, store, "review", "merge", ids[0], ids[1], "--by", "Ana"); code != exitOK {
		t.Fatal(msg)
	}
	dir := t.TempDir()
	file, part, other := filepath.Join(dir, "all.jsonl"), filepath.Join(dir, "part.jsonl"), filepath.Join(dir, "other.db")
	if code, _, msg := onStore(t, store, "export", "--format", "jsonl", "--raw", "-o", file); code != exitOK {
		t.Fatal(msg)
	}
	text, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	// The first half of the articles, as bare records, and things that are no lines.
	var half []string
	for line := range strings.Lines(string(text)) {
		var l struct{ Record json.RawMessage }
		if strings.HasPrefix(line, `{"kind":"article"`) && len(half) < 20 && json.Unmarshal([]byte(line), &l) == nil {
			half = append(half, string(l.Record))
		}
	}
	bad := append([]string{"no line", `{"kind":"article","record":{}}`, `{"kind":"unheard of"}`}, half...)
	if err := os.WriteFile(part, []byte(strings.Join(bad, "\n")), 0o600); err != nil {
		t.Fatal(err)
	}
	code, out, msg := onStore(t, other, "import", "jsonl", part, "--json")
	if code != exitArticles || !strings.Contains(out, `"articles":20`) || !strings.Contains(out, `"faults":3`) || !strings.Contains(msg, "line 1:") || !strings.Contains(msg, "line 3:") {
		t.Errorf("exit code %d: %s%s", code, out, msg)
	}
	if code, out, msg := onStore(t, other, "import", "jsonl", file); code != exitOK {
		t.Fatalf("exit code %d: %s%s", code, out, msg)
	}
	sameStores(t, other, store)
	if code, _, _ := onStore(t, filepath.Join(dir, "new.db"), "import", "jsonl", filepath.Join(dir, "none")); code != exitNotFound {
		t.Errorf("no file: exit code %d", code)
	}
	if _, err := os.Stat(filepath.Join(dir, "new.db")); err == nil {
		t.Error("a store was made for a file that is not there")
	}
}

// addFeed puts a feed that was polled into a store.
func addFeed(t *testing.T, file string) {
	t.Helper()
	st, err := sqlite.Open(t.Context(), file, sqlite.Options{MustExist: true})
	if err != nil {
		t.Fatal(err)
	}
	f := parley.Feed{URL: "https://news.example/feed", Title: "News & more", Folder: "Wires", ETag: `"x"`, Added: noon(), Polled: noon(), Every: time.Hour, Polls: 3, Items: 7}
	err = st.Update(t.Context(), func(tx parley.Tx) error { return tx.PutFeed(t.Context(), f) })
	if err := errors.Join(err, st.Close()); err != nil {
		t.Fatal(err)
	}
}

// idsOf lists the IDs of a listing.
func idsOf(t *testing.T, store, verb string) []string {
	t.Helper()
	code, out, msg := onStore(t, store, verb, "--json")
	if code != exitOK {
		t.Fatal(msg)
	}
	var ids []string
	for line := range strings.Lines(out) {
		var x struct{ ID string }
		if err := json.Unmarshal([]byte(line), &x); err != nil {
			t.Fatal(err)
		}
		ids = append(ids, x.ID)
	}
	return ids
}

// sameStores fails with what two stores do not share: listings, details, decisions,
// the ledger, actors, figures and what a search finds.
func sameStores(t *testing.T, got, want string) {
	t.Helper()
	a, b := dumped(t, got), dumped(t, want)
	if len(a) != len(b) || len(b) < 500 {
		t.Errorf("%d lines, want %d", len(a), len(b))
	}
	for i := range min(len(a), len(b)) {
		if a[i] != b[i] {
			t.Errorf("it has\n%.400s\nwant\n%.400s", a[i], b[i])
			return
		}
	}
}

// dumped writes down all that a store shows, one thing a line.
func dumped(t *testing.T, file string) []string {
	t.Helper()
	ctx := t.Context()
	st, err := sqlite.Open(ctx, file, sqlite.Options{ReadOnly: true, MustExist: true})
	if err != nil {
		t.Fatal(err)
	}
	defer func() {
		if err := st.Close(); err != nil {
			t.Error(err)
		}
	}()
	var out []string
	put := func(kind string, x any, err error) {
		t.Helper()
		b, fault := json.Marshal(x)
		if err != nil || fault != nil {
			t.Fatal(kind, err, fault)
		}
		out = append(out, kind+" "+string(b))
	}
	f := parley.Filter{Background: true}
	for _, a := range listed(t, st.Articles, f) {
		put("article", a, nil)
		r, _, err := st.Article(ctx, a.ID)
		put("record", r, err)
		raw, err := st.Raw(ctx, a.ID)
		if err == nil {
			put("raw", raw, nil)
		}
	}
	for _, in := range listed(t, st.Incidents, f) {
		d, err := incidentDetail(ctx, st, data.FS, in)
		put("incident", d, err)
	}
	for _, u := range listed(t, st.Undertakings, f) {
		_, bearing, err := st.Undertaking(ctx, u.ID)
		if err != nil {
			t.Fatal(err)
		}
		d, err := undertakingDetail(ctx, st, data.FS, u, bearing)
		put("undertaking", d, err)
	}
	for _, e := range listed(t, st.Events, f) {
		put("event", e, nil)
	}
	for _, x := range listed(t, st.Agreements, f) {
		put("agreement", x, nil)
	}
	for _, x := range listed(t, st.Talks, f) {
		put("talks", x, nil)
	}
	for _, x := range listed(t, st.Actors, f) {
		put("actor", x, nil)
	}
	for _, g := range []parley.Grouping{parley.Incidents, parley.Undertakings} {
		ds, err := st.Decisions(ctx, g, nil)
		put("decisions", ds, err)
	}
	for _, words := range []string{"ceasefire OR truce", "prisoners", `"peace talks"`} {
		hits, err := st.Search(ctx, parley.Filter{Text: words})
		slices.SortFunc(hits.Items, func(a, b parley.Hit) int { return strings.Compare(a.Article.ID, b.Article.ID) })
		put("hits", hits.Items, err)
	}
	for _, by := range []parley.By{parley.ByWeek, parley.ByCountry, parley.ByType, parley.ByActor} {
		cells, err := st.Count(ctx, f, by)
		put("count", cells, err)
	}
	feeds, err := st.Feeds(ctx)
	put("feeds", feeds, err)
	sums, err := st.Sums(ctx)
	put("sums", sums, err)
	return out
}

// listed collects a listing.
func listed[T any](t *testing.T, list func(context.Context, parley.Filter) (parley.Page[T], error), f parley.Filter) []T {
	t.Helper()
	all, err := everything(t.Context(), list, f)
	if err != nil {
		t.Fatal(err)
	}
	return all
}
