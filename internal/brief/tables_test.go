package brief

import (
	"regexp"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"parley"
	"parley/data"
)

func builtIn(t testing.TB) *tables {
	t.Helper()
	tables, err := readTables(data.FS)
	if err != nil {
		t.Fatal(err)
	}
	return tables
}

// TestArticles puts the article before names.
func TestArticles(t *testing.T) {
	tables := builtIn(t)
	for name, want := range map[string]string{
		"Taliban": "the ", "al-Shabaab": "", "Boko Haram": "", "Colombian government": "the ", "United States": "the ", "Turkey": "",
		"Afghan soldiers": "", "Afghan police": "the ", "Islamic Emirate of Afghanistan": "the ", "Moro Islamic Liberation Front": "the ",
		"checkpoint": "a ", "embassy": "the ", "ambulance": "an ", "gunmen": "", "civilians": "", "Afghan Ministry of Defence": "the ",
		"Democratic Republic of the Congo": "the ", "the mayor": "", "": "",
	} {
		p := parley.Party{Name: name, Kind: "group"}
		if got := tables.article(&p); got != want {
			t.Errorf("%q: %q, want %q", name, got, want)
		}
	}
	if got := tables.article(&parley.Party{Name: "Ana Guard", Kind: "person"}); got != "" {
		t.Errorf("a person: %q", got)
	}
	for code, want := range map[string]string{"AFG": "Afghanistan", "PHL": "the Philippines", "USA": "the United States", "XYZ": "XYZ"} {
		if got := tables.country(code); got != want {
			t.Errorf("%s: %q, want %q", code, got, want)
		}
	}
}

func TestPlaces(t *testing.T) {
	tables := builtIn(t)
	for want, p := range map[string]parley.EventPlace{
		"near": {Name: "Wau", Near: "near"}, "outside": {Name: "Kabul", Near: "outside"}, "on the outskirts of": {Name: "Goma", Near: "outskirts"},
		"in northern": {Name: "Mali", Near: "northern"}, "at": {Name: "Insein prison"}, "in": {Name: "Bogotá"},
	} {
		if got := tables.before(&p); got != want {
			t.Errorf("%+v: %q, want %q", p, got, want)
		}
	}
}

// TestTemplates wants the slots of templates of one key to be the same, and the
// deeds to have sources and targets where their column says so.
func TestTemplates(t *testing.T) {
	tables := builtIn(t)
	slot := regexp.MustCompile(`\{[a-z]+\}`)
	for key, list := range tables.sentences {
		if !slices.Contains(keys(), key) {
			t.Errorf("nobody asks for %q", key)
		}
		want := slot.FindAllString(list[0], -1)
		slices.Sort(want)
		for _, text := range list {
			got := slot.FindAllString(text, -1)
			slices.Sort(got)
			if !slices.Equal(got, want) {
				t.Errorf("%s: %q has %v, want %v", key, text, got, want)
			}
			if strings.ContainsAny(slot.ReplaceAllString(text, ""), "{}") || strings.Contains(text, "  ") {
				t.Errorf("%s: %q", key, text)
			}
		}
	}
	for key, d := range tables.deeds {
		for text, slots := range map[string][2]bool{d.source: {true, false}, d.target: {false, true}, d.none: {false, false}, d.noun: {false, false}} {
			if strings.Contains(text, "{s}") != slots[0] || strings.Contains(text, "{t}") != slots[1] {
				// A withdrawal has no target that is told as one.
				if !strings.Contains(text, "{t}") || text != d.target {
					t.Errorf("%v: %q", key, text)
				}
			}
		}
		if !strings.Contains(d.both, "{s}") || d.preposition == "" {
			t.Errorf("%v: %q %q", key, d.both, d.preposition)
		}
	}
	for group, words := range tables.groups {
		if words[0] == "" || words[1] == "" || words[0] == words[1] {
			t.Errorf("%s: %q", group, words)
		}
	}
}

// TestBadTables names what is missing.
func TestBadTables(t *testing.T) {
	for _, name := range []string{deedsFile, sentencesFile, wordsFile} {
		overlay := fstest.MapFS{}
		for _, f := range []string{deedsFile, sentencesFile, groupsFile, wordsFile, partisanFile, countriesFile} {
			text, err := data.FS.ReadFile(f)
			if err != nil {
				t.Fatal(err)
			}
			overlay[f] = &fstest.MapFile{Data: text}
		}
		overlay[name] = &fstest.MapFile{Data: []byte("# source: none\n")}
		if _, err := readTables(overlay); err == nil || !strings.Contains(err.Error(), name) {
			t.Errorf("%s is empty: %v", name, err)
		}
		delete(overlay, name)
		if _, err := readTables(overlay); err == nil || !strings.Contains(err.Error(), name) {
			t.Errorf("%s is not there: %v", name, err)
		}
	}
}

// TestSay fills slots, and always chooses the same of several templates.
func TestSay(t *testing.T) {
	tables := builtIn(t)
	slots := map[string]run{"when": fact(FactDate, "on 3 March 2020", "i-1", "date"), "deed": lit("there was fighting"), "where": lit(" in Goma")}
	seen := map[string]bool{}
	for _, seed := range []string{"a", "b", "c", "d", "e", "f", "g", "h"} {
		first := finish(tables.say("incident", seed, slots), nil).Text()
		if again := finish(tables.say("incident", seed, slots), nil).Text(); again != first {
			t.Errorf("%q and %q for one seed", first, again)
		}
		seen[first] = true
	}
	for _, want := range []string{"On 3 March 2020, there was fighting in Goma.", "There was fighting in Goma on 3 March 2020."} {
		if !seen[want] {
			t.Errorf("%q is never said: %v", want, seen)
		}
	}
}
