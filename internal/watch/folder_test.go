package watch

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"parley"
)

// folderOf makes a folder that is a feed.
func folderOf(t *testing.T, w *watching) (dir, url string) {
	t.Helper()
	dir = t.TempDir()
	url, err := FolderURL(dir)
	if err != nil {
		t.Fatal(err)
	}
	w.add(t, url)
	return dir, url
}

// write writes a file of the folder, with a time of change of its own.
func write(t *testing.T, path, text string, changed int) {
	t.Helper()
	if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(path, []byte(text), 0o644); err != nil {
		t.Fatal(err)
	}
	at := time.Date(2026, 3, 3, 8, 0, changed, 0, time.UTC)
	if err := os.Chtimes(path, at, at); err != nil {
		t.Fatal(err)
	}
}

// noNet is a getter that is never to be asked.
func noNet(t *testing.T) Getter {
	return stub(nil)
}

// TestFolder reads the files of a folder, names what is wrong with each, and reads
// one again that has changed.
func TestFolder(t *testing.T) {
	web := newWorld(t)
	w := newWatching(t, 1, noNet(t), Options{})
	dir, url := folderOf(t, w)
	page, text, late := web.article("/a"), web.article("/a"), web.article("/a")
	write(t, filepath.Join(dir, "page.html"), page.page(), 1)
	write(t, filepath.Join(dir, "below", "text.txt"), text.title+"\n\n"+strings.Join(text.paragraphs, "\n\n"), 2)
	write(t, filepath.Join(dir, "picture.jpg"), "\xff\xd8\xff\xe0\x00\x10JFIF\x00\x01\x02\x03\x00\x00", 3)
	write(t, filepath.Join(dir, "report.bin"), "\x7fELF\x01\x02\x00\x00\x03\x00\x00\x10\x00", 8)
	write(t, filepath.Join(dir, "empty.txt"), " \n", 4)
	write(t, filepath.Join(dir, "two.jsonl"), fmt.Sprintf("{\"text\":%q}\nno JSON\n", late.paragraphs[0]), 5)
	write(t, filepath.Join(dir, ".hidden", "x.txt"), "not to be read", 6)
	write(t, filepath.Join(dir, "loading.html.part"), "not to be read", 7)
	if err := w.Once(t.Context()); err != nil {
		t.Fatal(err)
	}
	states := map[string]parley.Visit{}
	for _, v := range w.items(t, url) {
		rel, err := filepath.Rel(dir, v.URL)
		if err != nil {
			t.Fatal(err)
		}
		states[filepath.ToSlash(rel)] = v
	}
	for name, want := range map[string]struct {
		state parley.VisitState
		fault string
	}{
		"page.html": {parley.VisitKept, ""}, "below/text.txt": {parley.VisitKept, ""}, "report.bin": {parley.VisitSkipped, "not text"},
		"empty.txt": {parley.VisitSkipped, "no text"}, "two.jsonl": {parley.VisitKept, "1 of 2 articles: "},
	} {
		if v := states[name]; v.State != want.state || !strings.Contains(v.Fault, want.fault) || want.fault == "" && v.Fault != "" {
			t.Errorf("%s: %s %q", name, v.State, v.Fault)
		}
	}
	if len(states) != 5 {
		t.Errorf("%d files: %v", len(states), states)
	}
	articles := len(w.titles(t))

	// The same text in a file that was touched changes nothing; another is another.
	write(t, filepath.Join(dir, "page.html"), page.page(), 100)
	if err := w.Once(t.Context()); err != nil {
		t.Fatal(err)
	}
	if n := len(w.titles(t)); n != articles || len(w.items(t, url)) != 6 {
		t.Errorf("%d articles after a file was touched, %d before; %d visits", n, articles, len(w.items(t, url)))
	}
	write(t, filepath.Join(dir, "page.html"), web.article("/a").page(), 101)
	if err := w.Once(t.Context()); err != nil {
		t.Fatal(err)
	}
	if n := len(w.titles(t)); n != articles+1 {
		t.Errorf("%d articles after a file got another text, %d before", n, articles)
	}
}

// TestGrowingFile leaves a file alone while it grows.
func TestGrowingFile(t *testing.T) {
	web := newWorld(t)
	w := newWatching(t, 1, noNet(t), Options{FolderEvery: time.Minute})
	dir, url := folderOf(t, w)
	a := web.article("/a")
	whole := a.page()
	grown := 0
	w.o.Polled = func(parley.Feed, int) {
		if grown++; grown <= 5 {
			write(t, filepath.Join(dir, "page.html"), whole[:len(whole)*grown/5], grown)
		}
	}
	if err := w.Run(t.Context()); !errors.Is(err, errEnd) {
		t.Fatal(err)
	}
	if v := w.items(t, url); len(v) != 1 || v[0].State != parley.VisitKept {
		t.Errorf("%+v", v)
	}
	if got := w.titles(t); len(got) != 1 || got[a.title] != 1 {
		t.Errorf("%v", got)
	}
	if f := w.feed(t, url); f.Polls > 200 {
		t.Errorf("%d transactions for a folder of which nothing is new", f.Polls)
	}
}

// TestLargeFile takes a file of many articles part by part; when it is stopped in
// between, the next watch does the rest.
func TestLargeFile(t *testing.T) {
	w := newWatching(t, 1, noNet(t), Options{})
	dir, url := folderOf(t, w)
	const n = 3*fileArticles + 10
	var b strings.Builder
	for i := range n {
		fmt.Fprintf(&b, "{\"text\":\"Shells fell on the town of Korvala for hour %d, and the council counted %d houses.\",\"title\":\"Hour %d\"}\n", i, i*7+1, i)
	}
	write(t, filepath.Join(dir, "archive.jsonl"), b.String(), 1)
	w.Watcher.sink = &stoppingSink{testSink: w.sink, left: 2}
	if err := w.Once(t.Context()); !errors.Is(err, parley.ErrFull) {
		t.Fatal(err)
	}
	if got := len(w.titles(t)); got == 0 || got == n {
		t.Errorf("%d articles when it was stopped", got)
	}
	if v := w.items(t, url); v[0].State != parley.VisitDue {
		t.Errorf("%+v", v[0])
	}
	w.Watcher.sink = w.sink
	if err := w.Once(t.Context()); err != nil {
		t.Fatal(err)
	}
	if got := len(w.titles(t)); got != n {
		t.Errorf("%d articles of %d", got, n)
	}
	if v := w.items(t, url); len(v) != 1 || v[0].State != parley.VisitKept || v[0].Fault != "" {
		t.Errorf("%d visits, the first %s", len(v), v[0].State)
	}
}

// stoppingSink fails after a few transactions.
type stoppingSink struct {
	*testSink
	left int
}

func (s *stoppingSink) Take(ctx context.Context, found []Found) error {
	if s.left--; s.left < 0 {
		return parley.ErrFull
	}
	return s.testSink.Take(ctx, found)
}

// TestNoFolder names a folder that is not there, and finds it when it is.
func TestNoFolder(t *testing.T) {
	web := newWorld(t)
	w := newWatching(t, 1, noNet(t), Options{})
	dir, url := folderOf(t, w)
	if err := os.RemoveAll(dir); err != nil {
		t.Fatal(err)
	}
	if err := w.Once(t.Context()); err != nil {
		t.Fatal(err)
	}
	if f := w.feed(t, url); f.Failures == 0 || f.Fault == "" || HealthOf(f, w.clock.now()) != Failing {
		t.Errorf("%+v", f)
	}
	write(t, filepath.Join(dir, "a.html"), web.article("/a").page(), 1)
	if err := w.Once(t.Context()); err != nil {
		t.Fatal(err)
	}
	if f := w.feed(t, url); f.Failures != 0 || len(w.titles(t)) != 1 {
		t.Errorf("%+v", f)
	}
}
