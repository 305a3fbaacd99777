package main

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
	"time"

	"parley"
	"parley/internal/sqlite"
)

// runVariable makes this test binary the program itself, so that a test can kill it.
const runVariable = "PARLEY_TEST_RUN"

func TestMain(m *testing.M) {
	if os.Getenv(runVariable) != "" {
		main()
		return
	}
	code := m.Run()
	removeExampleStore()
	os.Exit(code)
}

// killsVariable asks for a longer run of TestKilledAdd: "50/2000" kills add 50
// times over 2000 articles.
const killsVariable = "PARLEY_KILLS"

// TestKilledAdd kills add with SIGKILL at random moments, lets it run to its end
// once, and compares the store with that of a run that nobody disturbed.
func TestKilledAdd(t *testing.T) {
	kills, n := 3, 150
	if v := os.Getenv(killsVariable); v != "" {
		if _, err := fmt.Sscanf(v, "%d/%d", &kills, &n); err != nil {
			t.Fatalf("%s=%s: want KILLS/ARTICLES", killsVariable, v)
		}
	}
	news := madeUpNews(t, n, 1)
	dir := t.TempDir()
	calm, disturbed := filepath.Join(dir, "calm.db"), filepath.Join(dir, "disturbed.db")

	began := time.Now()
	addWhole(t, calm, news, "256")
	whole := time.Since(began)
	began = time.Now()
	addWhole(t, calm, news, "256")
	start := time.Since(began) // of a run that finds all known

	r := rand.New(rand.NewPCG(uint64(kills), 3))
	hit := 0
	for range kills {
		// Each run gets on by a few transactions on average, so that the kills are
		// spread over all of the work.
		life := start/2 + time.Duration(r.Float64()*float64(start/2+2*(whole-start)/time.Duration(kills)))
		if killAfter(t, life, "add", "--store", disturbed, "--batch", strconv.Itoa(max(2, n/100)), news) {
			hit++
		}
	}
	t.Logf("an undisturbed run takes %v, its start %v; %d of %d kills hit a run, then %d articles were kept",
		whole, start, hit, kills, articlesIn(t, disturbed))
	if hit == 0 {
		t.Error("no kill hit a run")
	}
	addWhole(t, disturbed, news, "64")
	if want, got := dumpStore(t, calm), dumpStore(t, disturbed); want != got {
		t.Errorf("the stores differ:\n%s", firstDifference(want, got))
	}
	var out, msg bytes.Buffer
	m := Main{Stdout: &out, Stderr: &msg}
	if code := m.Run(t.Context(), []string{"verify", "--store", disturbed}); code != exitOK || out.Len() > 0 {
		t.Errorf("verify: exit code %d: %s%s", code, out.String(), msg.String())
	}
}

// program is this test binary as the program.
func program(ctx context.Context, args ...string) *exec.Cmd {
	c := exec.CommandContext(ctx, os.Args[0], args...)
	c.Env = append(os.Environ(), runVariable+"=1")
	return c
}

// addWhole runs add to its end.
func addWhole(t *testing.T, store, news, batch string) {
	t.Helper()
	if out, err := program(t.Context(), "add", "--store", store, "--batch", batch, news).CombinedOutput(); err != nil {
		t.Fatalf("add: %v\n%s", err, out)
	}
}

// killAfter starts the program and kills it; false if it had ended before.
func killAfter(t *testing.T, life time.Duration, args ...string) bool {
	t.Helper()
	c := program(t.Context(), args...)
	var out bytes.Buffer
	c.Stdout, c.Stderr = &out, &out
	if err := c.Start(); err != nil {
		t.Fatal(err)
	}
	time.Sleep(life)
	if err := c.Process.Kill(); err != nil && !strings.Contains(err.Error(), "finished") {
		t.Fatal(err)
	}
	err := c.Wait()
	if err == nil {
		return false
	}
	if !strings.Contains(err.Error(), "killed") {
		t.Fatalf("add: %v\n%s", err, out.String())
	}
	return true
}

func articlesIn(t *testing.T, store string) int {
	t.Helper()
	st, err := sqlite.Open(t.Context(), store, sqlite.Options{})
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = st.Close() }()
	sums, err := st.Sums(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	return sums.Articles
}

// dumpStore writes every listing, link and count of a store, a line each.
func dumpStore(t *testing.T, path string) string {
	t.Helper()
	st, err := sqlite.Open(t.Context(), path, sqlite.Options{})
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = st.Close() }()
	var b strings.Builder
	all := parley.Filter{Background: true}
	dump(t, &b, st.Articles, all)
	incidents := dump(t, &b, st.Incidents, all)
	events := dump(t, &b, st.Events, all)
	dump(t, &b, st.Actors, all)
	undertakings := dump(t, &b, st.Undertakings, all)
	dump(t, &b, st.Talks, all)
	dump(t, &b, st.Agreements, all)
	var nodes []string
	for _, e := range events {
		nodes = append(nodes, e.Event.ID)
	}
	links, err := st.Links(t.Context(), parley.Incidents, nodes)
	line(t, &b, links, err)
	for _, u := range undertakings {
		_, bearing, err := st.Undertaking(t.Context(), u.ID)
		line(t, &b, bearing, err)
	}
	for _, by := range []parley.By{parley.ByWeek, parley.ByCountry, parley.ByAdmin1, parley.ByType, parley.ByActor} {
		cells, err := st.Count(t.Context(), parley.Filter{}, by)
		line(t, &b, cells, err)
	}
	read, err := st.Coverage(t.Context(), parley.Filter{})
	line(t, &b, read, err)
	sums, err := st.Sums(t.Context())
	line(t, &b, sums, err)
	if len(incidents) == 0 || len(events) == 0 || len(undertakings) == 0 {
		t.Errorf("%s: nothing to compare: %d incidents, %d events, %d undertakings", path, len(incidents), len(events), len(undertakings))
	}
	return b.String()
}

func dump[T any](t *testing.T, b *strings.Builder, question func(context.Context, parley.Filter) (parley.Page[T], error), f parley.Filter) []T {
	t.Helper()
	items, err := everything(t.Context(), question, f)
	if err != nil {
		t.Fatal(err)
	}
	for _, x := range items {
		line(t, b, x, nil)
	}
	return items
}

func line(t *testing.T, b *strings.Builder, x any, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
	j, err := json.Marshal(x)
	if err != nil {
		t.Fatal(err)
	}
	fmt.Fprintf(b, "%T %s\n", x, j)
}

// firstDifference shows the first lines that differ.
func firstDifference(want, got string) string {
	a, b := strings.Split(want, "\n"), strings.Split(got, "\n")
	for i := range min(len(a), len(b)) {
		if a[i] != b[i] {
			return fmt.Sprintf("line %d\n want %.600s\n  got %.600s", i+1, a[i], b[i])
		}
	}
	return fmt.Sprintf("%d lines against %d", len(a), len(b))
}
