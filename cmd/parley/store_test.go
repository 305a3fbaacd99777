package main

import (
	"bytes"
	"context"
	"encoding/json"
	"io"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"

	"parley"
)

// shipped is the store of the shipped examples, made once for all tests.
var shipped struct {
	once sync.Once
	dir  string
	msg  string
	code int
}

func removeExampleStore() {
	if shipped.dir != "" {
		_ = os.RemoveAll(shipped.dir)
	}
}

// exampleStore returns a store of the shipped examples that a test may only read;
// it changes into the root of the project.
func exampleStore(t *testing.T) string {
	t.Helper()
	t.Chdir(filepath.Join("..", ".."))
	t.Setenv("COLUMNS", "")
	shipped.once.Do(func() {
		shipped.dir, _ = os.MkdirTemp("", "parley-test-*")
		var out, msg bytes.Buffer
		m := Main{Stdout: &out, Stderr: &msg}
		file := filepath.Join(shipped.dir, "examples.db")
		shipped.code = m.Run(t.Context(), []string{"add", "--store", file, "--batch", "7", "examples"})
		if shipped.code == exitOK {
			shipped.code = m.Run(t.Context(), []string{
				"import", "agreement", "--store", file, "--name", "Pretoria agreement", "--signed", "2022-11-02", "--country", "ETH",
				"--party", "Government of Ethiopia", "--party", "Tigray People's Liberation Front", "examples/agreements/pretoria-2022.csv",
			})
		}
		shipped.msg = msg.String()
	})
	if shipped.code != exitOK {
		t.Fatalf("the store of the examples: exit code %d: %s", shipped.code, shipped.msg)
	}
	return filepath.Join(shipped.dir, "examples.db")
}

// ownStore returns a copy of the examples' store that a test may change.
func ownStore(t *testing.T) string {
	t.Helper()
	from := exampleStore(t)
	to := filepath.Join(t.TempDir(), "own.db")
	if code, _, msg := onStore(t, from, "backup", to); code != exitOK {
		t.Fatalf("backup: %s", msg)
	}
	return to
}

// onStore runs a verb on a store.
func onStore(t *testing.T, store string, args ...string) (code int, stdout, stderr string) {
	t.Helper()
	var out, msg bytes.Buffer
	m := Main{Stdout: &out, Stderr: &msg}
	code = m.Run(t.Context(), append([]string{args[0]}, append(args[1:len(args):len(args)], "--store", store)...))
	return code, out.String(), msg.String()
}

// TestGoldenStore keeps the lists and pages of the examples' store.
func TestGoldenStore(t *testing.T) {
	store := exampleStore(t)
	golden := func(name string) string { return filepath.Join("cmd", "parley", "testdata", "store", name+".golden") }
	for name, command := range map[string]string{
		"incidents": "incidents --order reports --limit 40",
		"events":    "events --country AFG",
		"articles":  "articles --limit 12",
		"actors":    "actors --limit 15",
		"search":    "search prison* OR truce --limit 5",
		"ledger":    "ledger --as-of 2023-03-01",
		"scale":     "ledger --by theme",
		"talks":     "ledger --talks",
		"stats":     "stats",
		"weeks":     "stats --by week --from 2019",
		"around":    "stats --around",
		"agreement": "show pretoria",
		"actor":     "show taliban",
	} {
		code, out, msg := onStore(t, store, strings.Fields(command)...)
		if code != exitOK || out == "" {
			t.Errorf("parley %s: exit code %d, %d bytes: %s", command, code, len(out), msg)
		}
		compareGolden(t, golden(name), []byte(out))
	}
	// The pages of what most articles tell, and of what was promised in them.
	for name, in := range map[string]string{"incident": "kunduz", "undertaking": "prisoners"} {
		code, out, msg := onStore(t, store, "show", "--as-of", "2023-03-01", firstOf(t, store, name, in))
		if code != exitOK {
			t.Errorf("page of %s: exit code %d: %s", name, code, msg)
		}
		compareGolden(t, golden(name), []byte(out))
	}
}

// firstOf returns the ID of the incident that most families tell, or of the first
// undertaking whose words hold a text.
func firstOf(t *testing.T, store, what, text string) string {
	t.Helper()
	if what == "incident" {
		for _, in := range items[parley.Incident](t, store, "incidents", "--order", "reports", "--limit", "20") {
			if strings.Contains(strings.ToLower(in.Title), text) {
				return in.ID
			}
		}
	}
	for _, u := range items[parley.Undertaking](t, store, "ledger") {
		if strings.Contains(u.What, text) {
			return u.ID
		}
	}
	t.Fatalf("no %s on %q", what, text)
	return ""
}

// items runs a listing with --json and reads its lines.
func items[T any](t *testing.T, store string, args ...string) []T {
	t.Helper()
	code, out, msg := onStore(t, store, append(args, "--json")...)
	if code != exitOK {
		t.Fatalf("parley %v: exit code %d: %s", args, code, msg)
	}
	var list []T
	d := json.NewDecoder(strings.NewReader(out))
	for d.More() {
		var x T
		if err := d.Decode(&x); err != nil {
			t.Fatal(err)
		}
		list = append(list, x)
	}
	return list
}

// TestAddAgain adds the examples a second time: nothing changes.
func TestAddAgain(t *testing.T) {
	store := ownStore(t)
	before := dumpStore(t, store)
	code, out, msg := onStore(t, store, "add", "--json", "examples/derry-2019.txt", "examples/sudan-2023.txt")
	if code != exitOK || !strings.Contains(out, `"articles":0,"known":2,"skipped":0,"failed":0,"events":0`) {
		t.Errorf("exit code %d: %s%s", code, out, msg)
	}
	if after := dumpStore(t, store); after != before {
		t.Errorf("the store changed: %s", firstDifference(before, after))
	}
}

// TestAddTellsOfBadArticles adds what cannot be read beside what can.
func TestAddTellsOfBadArticles(t *testing.T) {
	write(t, "a.txt", "Gunmen killed four soldiers near Kunduz on 3 March 2019.\n", "empty.txt", "",
		"bad.jsonl", "{\"text\": \"Rebels freed ten hostages in Goma on 4 May 2020.\"}\n{\"text\": 7}\n")
	code, out, msg := onStore(t, "s.db", "add", "--json", "-v", "a.txt", "empty.txt", "bad.jsonl", "none.txt")
	if code != exitNotFound || !strings.Contains(out, `"articles":2,"known":0,"skipped":1,"failed":2`) {
		t.Errorf("exit code %d: %s%s", code, out, msg)
	}
	for _, want := range []string{"empty.txt: skipped: no text", "bad.jsonl:2: failed in read", "none.txt: failed in read", "batch 1: 2 articles"} {
		if !strings.Contains(msg, want) {
			t.Errorf("stderr lacks %q:\n%s", want, msg)
		}
	}
	if n := len(items[parley.ArticleInfo](t, "s.db", "articles")); n != 2 {
		t.Errorf("%d articles are kept, want 2", n)
	}
}

// TestFilters narrows the incidents of the examples.
func TestFilters(t *testing.T) {
	store := exampleStore(t)
	all := items[parley.Incident](t, store, "incidents", "--limit", "1000")
	for _, c := range []struct {
		args string
		want func(parley.Incident) bool
	}{
		{"--country Afghanistan", func(in parley.Incident) bool { return in.Place != nil && in.Place.Country == "AFG" }},
		{"--kind violence --country phl,SOM", func(in parley.Incident) bool {
			return in.Kind == parley.Violence && in.Place != nil && (in.Place.Country == "PHL" || in.Place.Country == "SOM")
		}},
		{"--type assault --killed-min 20", func(in parley.Incident) bool {
			return in.Type == parley.Assault && in.Killed.Best != nil && *in.Killed.Best >= 20
		}},
		{"--standing disputed", func(in parley.Incident) bool { return in.Standing == parley.Contested }},
		{"--status planned --status demanded", func(in parley.Incident) bool {
			return in.Status == parley.Planned || in.Status == parley.Demanded
		}},
	} {
		var want []string
		for _, in := range all {
			if c.want(in) {
				want = append(want, in.ID)
			}
		}
		var got []string
		for _, in := range items[parley.Incident](t, store, append([]string{"incidents", "--limit", "1000"}, strings.Fields(c.args)...)...) {
			got = append(got, in.ID)
		}
		if len(got) == 0 || strings.Join(got, " ") != strings.Join(want, " ") {
			t.Errorf("%s: %d incidents, want %d", c.args, len(got), len(want))
		}
	}
}

// TestPages goes from page to page by the cursor on standard error.
func TestPages(t *testing.T) {
	store := exampleStore(t)
	want := items[parley.Incident](t, store, "incidents", "--limit", "1000")
	var got []string
	after := []string{}
	for range len(want) {
		_, out, msg := onStore(t, store, append([]string{"incidents", "--json", "--limit", "50"}, after...)...)
		got = append(got, strings.Split(strings.TrimSpace(out), "\n")...)
		_, cursor, more := strings.Cut(strings.TrimSpace(msg), "more: --after ")
		if !more {
			break
		}
		after = []string{"--after", cursor}
	}
	if len(got) != len(want) || len(want) < 100 {
		t.Fatalf("%d incidents over pages, %d at once", len(got), len(want))
	}
	for i, in := range want {
		if !strings.HasPrefix(got[i], `{"id":"`+in.ID) {
			t.Fatalf("incident %d over pages is %.60s, at once %s", i, got[i], in.ID)
		}
	}
}

// TestStoreVerbsRefuse asks for what cannot be.
func TestStoreVerbsRefuse(t *testing.T) {
	store := exampleStore(t)
	for _, c := range []struct {
		args   string
		code   int
		stderr string
	}{
		{"incidents --from 2020-13", exitUsage, "--from 2020-13"},
		{"incidents --from 2020 --to 2019", exitUsage, "after --to"},
		{"incidents --country Atlantis", exitUsage, "--country Atlantis"},
		{"incidents --type MURDER", exitUsage, "ASSAULT"},
		{"incidents --role source", exitUsage, "needs --actor"},
		{"incidents --order upwards", exitUsage, "order"},
		{"incidents --after nonsense", exitUsage, "query"},
		{"incidents --limit 0", exitUsage, "--limit 0"},
		{"search \"", exitUsage, "query"},
		{"ledger --theme football", exitUsage, "prisoner-release"},
		{"ledger --by colour", exitUsage, "theme, agreement"},
		{"ledger --agreement Westphalia", exitNotFound, "Westphalia"},
		{"show i-ffffffffff", exitNotFound, "not found"},
		{"show nobody-at-all", exitNotFound, "no actor"},
		{"stats --by colour", exitUsage, "week"},
		{"stats soon", exitUsage, "--around"},
		{"stats --around Westphalia", exitNotFound, "no day"},
		{"stats --around 2020-02-29 --days 3", exitUsage, "--days 3"},
		{"review settle u-ffffffffff 9", exitUsage, "no level"},
		{"review undo 99", exitNotFound, "not found"},
		{"review undo x", exitUsage, "no number"},
		{"review merge taliban eln", exitUsage, "no incident"},
		{"add --batch 0 examples", exitUsage, "--batch 0"},
	} {
		code, out, msg := onStore(t, store, strings.Fields(c.args)...)
		if code != c.code || !strings.Contains(msg, c.stderr) || out != "" {
			t.Errorf("parley %s: exit code %d, want %d; stdout %q, stderr %q lacks %q", c.args, code, c.code, out, msg, c.stderr)
		}
	}
}

// TestDemo takes the tour.
func TestDemo(t *testing.T) {
	t.Setenv("COLUMNS", "")
	keep := filepath.Join(t.TempDir(), "demo.db")
	var out, msg bytes.Buffer
	m := Main{Stdout: &out, Stderr: &msg}
	if code := m.Run(t.Context(), []string{"demo", "--keep", keep}); code != exitOK {
		t.Fatalf("exit code %d: %s", code, msg.String())
	}
	for _, want := range []string{"They do not agree on", "Who says what", "$ parley ledger", "Tigray", "COUNTRY", "What next"} {
		if !strings.Contains(out.String(), want) {
			t.Errorf("the tour lacks %q", want)
		}
	}
	if n := articlesIn(t, keep); n < 40 {
		t.Errorf("%d articles in the store that was kept", n)
	}
	if code := m.Run(t.Context(), []string{"demo", "--keep", keep}); code != exitUsage {
		t.Errorf("over a file that is there: exit code %d", code)
	}
}

// tripwire is a writer that trips when a word is written to it.
type tripwire struct {
	w    io.Writer
	word string
	trip func()
}

func (t *tripwire) Write(b []byte) (int, error) {
	if bytes.Contains(b, []byte(t.word)) {
		t.trip()
	}
	return t.w.Write(b)
}

// TestAddInterrupted stops add on its way: it says so, and leaves a sound store.
func TestAddInterrupted(t *testing.T) {
	write(t, "a.txt", "Gunmen killed four soldiers near Kunduz on 3 March 2019.\n")
	ctx, cancel := context.WithCancel(t.Context())
	var out, msg bytes.Buffer
	m := Main{Stdout: &out, Stderr: &msg}
	if code := m.Run(ctx, []string{"add", "--store", "s.db", "a.txt"}); code != exitOK {
		t.Fatal(msg.String())
	}
	news := madeUpNews(t, 60, 3)
	m.Stderr = &tripwire{w: &msg, word: "batch 2:", trip: cancel}
	code := m.Run(ctx, []string{"add", "--store", "s.db", "--batch", "5", "--verbose", news})
	if code != exitInterrupted || !strings.Contains(msg.String(), "what was added is kept") {
		t.Errorf("exit code %d: %s", code, msg.String())
	}
	if n := articlesIn(t, "s.db"); n < 11 || n > 60 {
		t.Errorf("%d articles are kept", n)
	}
	if code, out, msg := onStore(t, "s.db", "verify"); code != exitOK {
		t.Errorf("verify: exit code %d: %s%s", code, out, msg)
	}
}
