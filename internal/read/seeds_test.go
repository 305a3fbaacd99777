package read

import (
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"parley"
)

// shared returns the folder of texts that are not part of this project, or
// skips the test: PARLEY_SHARED, or "shared" beside the project.
func shared(t *testing.T) string {
	t.Helper()
	dir := os.Getenv("PARLEY_SHARED")
	if dir == "" {
		root, err := os.Getwd()
		if err != nil {
			t.Fatal(err)
		}
		for {
			if _, err := os.Stat(filepath.Join(root, "go.mod")); err == nil {
				break
			}
			if filepath.Dir(root) == root {
				t.Fatal("no go.mod above")
			}
			root = filepath.Dir(root)
		}
		dir = filepath.Join(filepath.Dir(root), "shared")
	}
	if _, err := os.Stat(filepath.Join(dir, "seeds")); err != nil {
		t.Skip("no reference articles: set PARLEY_SHARED to their folder")
	}
	return dir
}

// gold is what a file of seeds-gold says of the lines of an article.
type gold struct {
	File  string `json:"file"`
	Title string `json:"title"`
	Noise []struct {
		Line     int    `json:"line"`
		Kind     string `json:"kind"`
		Part     string `json:"part"`
		Optional bool   `json:"optional"`
	} `json:"noise"`
}

// TestReferenceArticles compares what is dropped of the five reference
// articles with what a careful reader marked: all of that and nothing else.
func TestReferenceArticles(t *testing.T) {
	dir := shared(t)
	files, err := filepath.Glob(filepath.Join(dir, "seeds-gold", "0*.json"))
	if err != nil || len(files) == 0 {
		t.Fatal("no gold files", err)
	}
	for _, file := range files {
		raw, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		var g gold
		if err := json.Unmarshal(raw, &g); err != nil {
			t.Fatal(err)
		}
		text, err := os.ReadFile(filepath.Join(dir, "seeds", filepath.Base(g.File)))
		if err != nil {
			t.Fatal(err)
		}
		a, err := Text(g.File, text, Options{})
		if err != nil {
			t.Fatal(err)
		}
		if a.Title != g.Title {
			t.Errorf("%s: title %q", g.File, a.Title)
		}
		noise := map[int]bool{} // to be dropped, true where only a part
		optional := map[int]bool{}
		for _, n := range g.Noise {
			noise[n.Line], optional[n.Line] = n.Part != "whole line", n.Optional
		}
		datelines := map[int]bool{}
		for _, d := range a.Dropped {
			if d.Why == parley.WhyDateline && d.Part {
				// The gold marks one dateline and not the other.
				datelines[d.Line] = true
				delete(noise, d.Line)
				continue
			}
			if part, ok := noise[d.Line]; !ok || part != d.Part {
				t.Errorf("%s:%d: dropped as %s, part %v: the gold has it otherwise", g.File, d.Line, d.Why, d.Part)
			}
			delete(noise, d.Line)
		}
		for line := range noise {
			if !optional[line] {
				t.Errorf("%s:%d: was not dropped", g.File, line)
			}
		}
		checkClean(t, string(text), clean(string(text)))
		for i, line := range strings.Split(string(text), "\n") {
			if line = normalise(line); line != "" && !strings.Contains(a.Text, line) && !marked(g, i+1) && !datelines[i+1] {
				t.Errorf("%s:%d: not whole in the text", g.File, i+1)
			}
		}
	}
}

// marked reports whether the gold marks the line or a part of it.
func marked(g gold, line int) bool {
	for _, n := range g.Noise {
		if n.Line == line {
			return true
		}
	}
	return false
}
