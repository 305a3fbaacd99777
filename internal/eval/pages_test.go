package eval

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// plainOnly leaves a test to the run without the race detector, which 'make unit'
// does too: figures are the same with it, and take minutes.
func plainOnly(t *testing.T) {
	t.Helper()
	if raceEnabled {
		t.Skip("runs without the race detector only: make unit does that too")
	}
}

// pageSeed is that of the figures in docs/pages.md.
const pageSeed = 20261121

// TestPages holds the figures of pages of our own making.
func TestPages(t *testing.T) {
	plainOnly(t)
	var b strings.Builder
	for _, set := range []struct {
		name    string
		engines []string
	}{{"first", FirstEngines}, {"other", OtherEngines}} {
		var all []MadePage
		for _, e := range set.engines {
			pages, err := MakePages([]string{e}, 30, pageSeed)
			if err != nil {
				t.Fatal(err)
			}
			s := ScorePages(pages, ReadPage)
			fmt.Fprintf(&b, "%s: %s\n", e, s)
			for _, line := range s.Errors {
				t.Log(line)
			}
			all = append(all, pages...)
		}
		s := ScorePages(all, ReadPage)
		fmt.Fprintf(&b, "all of the %s five: %s\n", set.name, s)
		if len(all) > 0 && (s.Text*100 < s.Pages*95 || s.Title*100 < s.Pages*95 || s.Day*100 < s.Pages*95) {
			t.Errorf("below the bar of .95: %s", s)
		}
	}
	compareGolden(t, "pages.golden", []byte(b.String()))
}

// TestWritePages writes the pages to a folder, to look at them.
func TestWritePages(t *testing.T) {
	dir := os.Getenv("PARLEY_PAGES")
	if dir == "" {
		t.Skip("PARLEY_PAGES names no folder")
	}
	pages, err := MakePages(append(FirstEngines, OtherEngines...), 30, pageSeed)
	if err != nil {
		t.Fatal(err)
	}
	for _, p := range pages {
		if err := os.WriteFile(filepath.Join(dir, p.Name+".html"), p.Body, 0o600); err != nil {
			t.Fatal(err)
		}
	}
}
