package eval

import (
	"encoding/json"
	"slices"
	"testing"

	"parley/internal/doc"
)

func TestNameLike(t *testing.T) {
	for _, c := range []struct {
		a, b string
		want bool
	}{
		{"Juan Manuel Santos", "Santos", true},
		{"the African Union", "African Union", true},
		{"U.N.", "UN", true},
		{"Abiy Ahmed", "Abiy Ahmad", true},
		{"Côte d'Ivoire", "cote d’ivoire", true},
		{"Martin Griffiths", "Hans Grundberg", false},
		{"M23", "M19", false},
		{"", "Santos", false},
	} {
		if got := nameLike(c.a, c.b); got != c.want {
			t.Errorf("nameLike(%q, %q) = %v", c.a, c.b, got)
		}
	}
}

func TestFindIgnoresBlanksCaseAndQuotes(t *testing.T) {
	d := newSeedDoc(words("The “Tigray\u00a0People’s  front” met the frontline press"))
	for words, want := range map[string][]doc.Range{
		`"tigray people's front"`: {{First: 1, Last: 4}},
		"front":                   {{First: 3, Last: 4}},
		"the":                     {{First: 0, Last: 1}, {First: 5, Last: 6}},
		"peoples":                 nil,
	} {
		if got := d.find(words); !slices.Equal(got, want) {
			t.Errorf("%q is at %v, want %v", words, got, want)
		}
	}
}

// words makes a document of the words between blanks.
func words(text string) *doc.Doc {
	d := &doc.Doc{Text: text}
	start := -1
	for i, r := range text + " " {
		switch {
		case doc.IsSpace(r) && start >= 0:
			d.Tokens = append(d.Tokens, doc.Token{Start: start, End: i})
			start = -1
		case !doc.IsSpace(r) && start < 0:
			start = i
		}
	}
	d.Sentences = []doc.Sentence{{Last: len(d.Tokens)}}
	return d
}

func TestMentionedTakesTheBestFit(t *testing.T) {
	d := newSeedDoc(words("a spokesman for the Houthi movement spoke"))
	d.Actors = []doc.Actor{{ID: "x:spokesman"}, {ID: "houthi"}}
	d.Mentions = []doc.Mention{{First: 0, Last: 6, Head: 1, Actor: 0}, {First: 4, Last: 6, Head: 5, Actor: 1}}
	for words, want := range map[string]string{"Houthi": "houthi", "a spokesman for the Houthi movement": "x:spokesman"} {
		if a := d.mentioned(d.find(words)); a == nil || a.ID != want {
			t.Errorf("%q is %v, want %s", words, a, want)
		}
	}
	if a := d.mentioned(d.find("spoke")); a != nil {
		t.Errorf("a word in no mention is %v", a)
	}
}

func TestIndicatorValues(t *testing.T) {
	d := newSeedDoc(words("some 300 of 900 fighters left"))
	d.Counts = []doc.Count{{First: 0, Last: 2, Low: 300, High: 300}}
	d.Indicators = []doc.Indicator{{First: 0, Last: 5, Count: 0, Word: doc.None}}
	for value, want := range map[string]bool{"300": true, "[100, 300]": true, "900": false, "null": true} {
		g := goldIndicator{Value: json.RawMessage(value), Cue: "fighters"}
		if _, ok := d.indicator(d.find(g.Cue), g.values()); ok != want {
			t.Errorf("value %s: found %v, want %v", value, ok, want)
		}
	}
	if _, ok := d.indicator(d.find("left"), nil); ok {
		t.Error("found an indicator beside its words")
	}
}

func TestRightSide(t *testing.T) {
	for _, c := range []struct {
		gold string
		a    doc.Actor
		want bool
	}{
		{"Afghan government", doc.Actor{ID: "afg-police", Side: "afg-gov"}, true},
		{"Afghan government", doc.Actor{ID: "taliban", Side: "taliban"}, false},
		{"Taliban", doc.Actor{ID: "x:ahmadi", Side: "taliban"}, true},
		{"none", doc.Actor{ID: "x:expert"}, true},
		{"none", doc.Actor{ID: "syr-gov", Side: "syr-gov"}, true},
		{"none", doc.Actor{ID: "x:expert", Side: "usa-gov"}, false},
		{"FARC", doc.Actor{ID: "farc", Side: "farc"}, true},
	} {
		if got := rightSide(c.gold, &c.a); got != c.want {
			t.Errorf("%s for %s of side %q: %v", c.gold, c.a.ID, c.a.Side, got)
		}
	}
}

// TestSame holds the two ways in which an equation is wrong: towards another
// bearer than gold's, and towards anybody where gold has none.
func TestSame(t *testing.T) {
	gold := goldActor{Name: "Riek Machar", InText: []string{"Machar"}}
	known := gold
	known.SameAs = &struct {
		Name string `json:"name"`
		Sure string `json:"sure"`
	}{"Riek Machar Teny", "certain"}
	listed := func(name string) *doc.Actor { return &doc.Actor{ID: "p", Name: name, Source: doc.FromList} }
	maybe := func(name string) *doc.Actor {
		return &doc.Actor{ID: "x", Name: "Machar", Source: doc.FromName, Same: []doc.Likeness{{Name: name}}}
	}
	for _, c := range []struct {
		gold           goldActor
		got            *doc.Actor
		correct, wrong int
	}{
		{known, listed("Riek Machar"), 1, 0},
		{known, maybe("Riek Machar"), 1, 0},
		{known, maybe("Salva Kiir"), 0, 1},
		{known, nil, 0, 0},
		{gold, maybe("Salva Kiir"), 0, 1},
		{gold, maybe("Riek Machar"), 0, 0},
		{gold, listed("Riek Machar"), 0, 0},
	} {
		var s SeedScores
		s.same(seedGold{}, c.gold, c.got)
		if s.Same.Correct != c.correct || s.WrongSame != c.wrong {
			t.Errorf("%v: correct %d, wrong %d, want %d, %d", c.got, s.Same.Correct, s.WrongSame, c.correct, c.wrong)
		}
	}
}
