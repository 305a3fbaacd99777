package resolve

import (
	"io/fs"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"parley"
	"parley/data"
)

// TestTablesRefused has tables that New must not take, with words of the error.
func TestTablesRefused(t *testing.T) {
	weights, err := data.FS.ReadFile(WeightsFile)
	if err != nil {
		t.Fatal(err)
	}
	row := "violence\tprior\t1\t1\tx\n"
	for _, c := range []struct{ name, file, text, want string }{
		{"a kind", WeightsFile, "peace\tprior\t1\t1\tx\n", WeightsFile + ":1"},
		{"a feature", WeightsFile, "violence\tcolour\t1\t1\tx\n", "colour"},
		{"a number", WeightsFile, "violence\tprior\tmuch\t1\tx\n", "much"},
		{"a number set by hand", WeightsFile, "violence\tprior\t1\t99\tx\n", "99"},
		{"a row twice", WeightsFile, row + row, WeightsFile + ":2"},
		{"a row missing", WeightsFile, strings.Replace(string(weights), "process\tprior", "#", 1), "no row process prior"},
		{"a pair twice", CloseFile, "AGREE\tCONSULT\nCONSULT\tAGREE\n", CloseFile + ":2"},
		{"half a pair", CloseFile, "AGREE\n", CloseFile + ":1"},
		{"a word twice", PlainFile, "raid, raid\n", PlainFile + ":1"},
	} {
		fsys := fstest.MapFS{}
		names, err := fs.Glob(data.FS, "resolve/*.tsv")
		if err != nil {
			t.Fatal(err)
		}
		for _, name := range names {
			text, err := data.FS.ReadFile(name)
			if err != nil {
				t.Fatal(err)
			}
			fsys[name] = &fstest.MapFile{Data: text}
		}
		if _, err := New(fsys); err != nil {
			t.Fatalf("the tables themselves: %v", err)
		}
		fsys[c.file] = &fstest.MapFile{Data: []byte(c.text)}
		if _, err := New(fsys); err == nil || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%s: error %v, want %q in it", c.name, err, c.want)
		}
	}
}

// TestSigns holds that what two events share never speaks against them, and what
// parts them never for them.
func TestSigns(t *testing.T) {
	w := newResolver(t).weights
	for f, name := range featureNames {
		against := strings.HasSuffix(name, ".other") || strings.HasSuffix(name, ".apart") || strings.HasSuffix(name, ".next") ||
			slices.Contains([]feature{prior, articleSame, placeUnknown, dayUnknown, typeSpeech}, feature(f))
		for _, kind := range []parley.EventKind{parley.Violence, parley.Process} {
			if x := w.of(kind)[f]; against && x > 0 || !against && x < 0 {
				t.Errorf("%s %s weighs %.2f", kind, name, x)
			}
		}
	}
}

// TestFit checks that fitting learns from pairs: two alike that are said to be two
// must lower what they share.
func TestFit(t *testing.T) {
	r := newResolver(t)
	a, b := raid(), raid()
	b.Event, b.Article = "e2", "a2"
	nodes := []parley.Node{{ID: "e1", Digest: a.Encode()}, {ID: "e2", Digest: b.Encode()}}
	fit := func(same bool) float64 {
		l := Labelled{A: nodes[0], B: nodes[1], Same: same, Weight: 50}
		fitted, err := r.Fit([]Labelled{l}, FitOptions{Pull: 1, Steps: 200})
		if err != nil {
			t.Fatal(err)
		}
		score, compared, err := fitted.Score(l)
		if err != nil || !compared {
			t.Fatalf("not compared: %v", err)
		}
		return score
	}
	if apart, same := fit(false), fit(true); apart > 0 || same < 2 {
		t.Errorf("said to be two: %.2f; said to be one: %.2f", apart, same)
	}
	table, err := data.FS.ReadFile(WeightsFile)
	if err != nil {
		t.Fatal(err)
	}
	if text, err := r.Weights(string(table)); err != nil || text != string(table) {
		t.Errorf("the weights that were read are not those that are written: %v", err)
	}
}

// TestWhy checks that Why tells also of pairs that no link is kept of.
func TestWhy(t *testing.T) {
	a, b := raid(), raid()
	b.Event, b.Article, b.Place.Country = "e2", "a2", "PAK"
	l, err := newResolver(t).Why(parley.Node{Digest: b.Encode()}, parley.Node{Digest: a.Encode()})
	if err != nil || l.A != "e1" || l.B != "e2" || len(l.Reasons) < 4 {
		t.Errorf("got %+v, %v", l, err)
	}
}

// TestNodes checks the nodes of a record: its events in order, in blocks.
func TestNodes(t *testing.T) {
	rec := exampleRecord(t)
	nodes, err := newResolver(t).Nodes(rec)
	if err != nil || len(nodes) != len(rec.Events) {
		t.Fatalf("%d nodes of %d events: %v", len(nodes), len(rec.Events), err)
	}
	main := 0
	for i, n := range nodes {
		d, err := DecodeDigest(n.Digest)
		if err != nil {
			t.Fatal(err)
		}
		if n.ID != rec.Events[i].ID || d.Event != n.ID || len(n.Keys) == 0 || n.Order == "" {
			t.Errorf("node %d: %+v", i, n)
		}
		if !slices.IsSorted(n.Keys) || len(slices.Compact(slices.Clone(n.Keys))) != len(n.Keys) {
			t.Errorf("keys are not sorted, or there twice: %v", n.Keys)
		}
		if d.Main && d.Kind == parley.Violence {
			main++
			if len(d.Terms) == 0 || d.Killed.Range() == nil {
				t.Errorf("the main event has no terms or no toll: %+v", d)
			}
		}
	}
	if main != 1 {
		t.Errorf("%d violent events are what the article is about", main)
	}
}

// TestPassage checks where sentences end.
func TestPassage(t *testing.T) {
	p := &passage{text: "Raid Kills Five\n\nGen. Amin spoke to some of the U.S. troops there. \"We left,\" he said. They came"}
	for at, want := range map[int]string{
		3: "Raid Kills Five\n", 30: "Gen. Amin spoke to some of the U.S. troops there. ", 70: "\"We left,\" he said. ", 90: "They came",
	} {
		s := p.sentence(at)
		if got := p.text[s.start:s.end]; got != want && strings.TrimSpace(got) != strings.TrimSpace(want) {
			t.Errorf("at %d: %q, want %q", at, got, want)
		}
	}
	if !p.sentence(3).capitals || p.sentence(30).capitals {
		t.Error("headline and sentence are not told apart by their capitals")
	}
	for _, at := range []int{-5, 1 << 20} {
		if s := p.sentence(at); s.end > len(p.text) || s.start < 0 {
			t.Errorf("at %d: %+v", at, s)
		}
	}
}
