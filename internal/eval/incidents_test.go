package eval

import (
	"bytes"
	"errors"
	"io/fs"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"parley"
	"parley/data"
)

// TestGoldenIncidents holds the figures of grouping on what needs no shared folder.
func TestGoldenIncidents(t *testing.T) {
	plainOnly(t)
	r, err := Incidents(t.Context(), coding(t), data.FS, IncidentOptions{
		Examples: filepath.Join("..", "..", "examples"), Only: []string{"examples", "invented"},
	})
	if err != nil {
		t.Fatal(err)
	}
	if f := r.Examples.Groups.F1(); f < .90 {
		t.Errorf("examples: B-cubed %.3f, want .90", f)
	}
	var got bytes.Buffer
	if err := errors.Join(r.WriteTable(&got), r.WriteErrors(&got)); err != nil {
		t.Fatal(err)
	}
	lines := slices.DeleteFunc(strings.SplitAfter(got.String(), "\n"), func(line string) bool { return strings.HasPrefix(line, "invented: ") })
	compareGolden(t, "incidents.golden", []byte(strings.Join(lines, "")))
}

// TestGoldenSharedIncidents holds the figures on the sets of the shared folder, and
// what must never be joined in the reference articles.
func TestGoldenSharedIncidents(t *testing.T) {
	plainOnly(t)
	r, err := Incidents(t.Context(), coding(t), data.FS, IncidentOptions{Shared: sharedFolder(t), Only: []string{"seeds", "ecbplus"}})
	if err != nil {
		t.Fatal(err)
	}
	var got bytes.Buffer
	if err := r.WriteTable(&got); err != nil {
		t.Fatal(err)
	}
	compareGolden(t, "incidents_shared.golden", got.Bytes())
	if s := r.Seeds.LookAlikes; s.Correct != s.System || s.System == 0 {
		t.Errorf("%d of %d look-alikes are apart", s.Correct, s.System)
	}
	if s := r.Seeds.Groups; s.Gold == 0 || s.System == 0 {
		t.Errorf("no groups: %+v", s)
	}
	for _, line := range r.errors {
		t.Log(line)
	}
}

func TestIncidentsAskedWrongly(t *testing.T) {
	for _, o := range []IncidentOptions{
		{Shared: t.TempDir(), Only: []string{"seeds"}},
		{Shared: t.TempDir(), News: filepath.Join(t.TempDir(), "none.jsonl"), Only: []string{"news"}},
	} {
		if _, err := Incidents(t.Context(), nil, data.FS, o); !errors.Is(err, fs.ErrNotExist) {
			t.Errorf("%v: error %v", o.Only, err)
		}
	}
	if _, err := Incidents(t.Context(), nil, data.FS, IncidentOptions{Only: []string{"news"}}); !errors.Is(err, errNoNews) {
		t.Errorf("news without texts: error %v", err)
	}
}

// TestInventedNews checks that what is measured on can be told apart: the same
// seed gives the same news, and each telling is in its article once.
func TestInventedNews(t *testing.T) {
	one, err := inventNews(5, 20)
	if err != nil {
		t.Fatal(err)
	}
	two, err := inventNews(5, 20)
	if err != nil {
		t.Fatal(err)
	}
	if len(one) < 100 || len(one) != len(two) {
		t.Fatalf("%d and %d articles", len(one), len(two))
	}
	for i := range one {
		text := one[i].article.Text
		if text != two[i].article.Text {
			t.Fatalf("article %d: %q and %q", i, text, two[i].article.Text)
		}
		if strings.ContainsAny(text, "{}|") {
			t.Errorf("a part is not filled in: %q", text)
		}
		for _, told := range one[i].tells {
			if strings.Count(text, told.words) != 1 {
				t.Errorf("%q stands %d times in %q", told.words, strings.Count(text, told.words), text)
			}
		}
	}
}

func TestEventAt(t *testing.T) {
	r := &parley.Record{Article: parley.RecordArticle{Text: "They left. A raid followed."}, Events: []parley.Event{
		{ID: "e1", Evidence: []parley.Evidence{{Role: "trigger", Start: 13, End: 17}}},
	}}
	if e, err := eventAt(r, "A raid"); e != "e1" || err != nil {
		t.Errorf("got %q, %v", e, err)
	}
	if e, err := eventAt(r, "They left"); e != "" || err != nil {
		t.Errorf("got %q, %v", e, err)
	}
	if _, err := eventAt(r, "nowhere"); err == nil {
		t.Error("no error for words that are not there")
	}
}
