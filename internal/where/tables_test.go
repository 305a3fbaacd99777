package where

import (
	"io/fs"
	"strings"
	"testing"
	"testing/fstest"

	"parley/data"
	"parley/internal/doc"
	"parley/internal/where/gazetteer"
)

// TestNewNamesFaults wants every table to be checked, and an error to name
// file and line.
func TestNewNamesFaults(t *testing.T) {
	for _, c := range []struct{ file, text, want string }{
		{"where/kinds.tsv", "# head\ntown\tbefore\tcity\n", "where/kinds.tsv:2"},
		{"where/kinds.tsv", "hamlet\tafter\tcity\n", "where/kinds.tsv:1"},
		{"where/kinds.tsv", "town\tafter\tcity, city\n", "where/kinds.tsv:1"},
		{"where/kinds.tsv", "town\tafter\tcity,town,, \n", "where/kinds.tsv:1"},
		{"where/areas.tsv", "north\tunder\tnorth\n", "where/areas.tsv:1"},
		{"where/words.tsv", "shouts\tshout\n", "where/words.tsv:1"},
		{"where/words.tsv", "says\tsay\tsaid\n", "where/words.tsv:1"},
		{"where/short.tsv", "Calif.\tCalifornia\tstate\n", "where/short.tsv:1"},
		{"where/capitals.tsv", "AFGH\tKabul\n", "where/capitals.tsv:1"},
		{"where/capitals.tsv", "", "where/capitals.tsv"},
	} {
		overlay := fstest.MapFS{}
		for _, f := range []string{"where/kinds.tsv", "where/areas.tsv", "where/words.tsv", "where/short.tsv", "where/capitals.tsv"} {
			text, err := fs.ReadFile(data.FS, f)
			if err != nil {
				t.Fatal(err)
			}
			overlay[f] = &fstest.MapFile{Data: text}
		}
		if overlay[c.file] = (&fstest.MapFile{Data: []byte(c.text)}); c.text == "" {
			delete(overlay, c.file)
		}
		if _, err := New(overlay, &gazetteer.Gazetteer{}); err == nil || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%s %q: error %v, want %s", c.file, c.text, err, c.want)
		}
	}
}

// TestWordLists wants each list of words that the code asks for to be there.
func TestWordLists(t *testing.T) {
	tab, err := builtIn()
	if err != nil {
		t.Fatal(err)
	}
	var all wordSet
	for _, lists := range tab.words {
		all |= lists
	}
	for name, bit := range wordSorts {
		if all&bit == 0 {
			t.Errorf("no words of sort %q", name)
		}
	}
	if tab.people["afghan"] != "AFG" || tab.people["african"] != "" || tab.cities["kabul"] != "AFG" {
		t.Errorf("afghan %q, african %q, kabul %q", tab.people["afghan"], tab.people["african"], tab.cities["kabul"])
	}
}

// TestLocateByHand wants Locate to keep to the parse, to do without one, and to
// look back within the paragraph only.
func TestLocateByHand(t *testing.T) {
	// Goma fell . | Troops shot men . || It burned .
	tokens := func(heads ...int) []doc.Token {
		text, at := strings.Fields("Goma fell . Troops shot men . It burned ."), 0
		var list []doc.Token
		for i, w := range text {
			list = append(list, doc.Token{Start: at, End: at + len(w), Head: heads[i], Deprel: "dep", UPOS: "X"})
			at += len(w) + 1
		}
		return list
	}
	d := &doc.Doc{Text: "Goma fell . Troops shot men . It burned .",
		Tokens:    tokens(1, doc.Root, 1, 4, doc.Root, 4, 4, 8, doc.Root, 8),
		Sentences: []doc.Sentence{{First: 0, Last: 3}, {First: 3, Last: 7}, {First: 7, Last: 10, Paragraph: 1}},
		Places:    []doc.PlaceMention{{First: 0, Last: 1, Use: doc.UseLocation, Within: doc.None, And: doc.None}}}
	for _, c := range []struct{ token, want int }{{1, 0}, {4, 0}, {8, doc.None}, {-1, doc.None}, {99, doc.None}} {
		if got := Locate(d, c.token); got != c.want {
			t.Errorf("token %d took place at %d, want %d", c.token, got, c.want)
		}
	}
	d.Places[0].Use = doc.UseActor
	if got := Locate(d, 1); got != doc.None {
		t.Errorf("an actor is taken for a place: %d", got)
	}
	d.Places[0].Use = doc.UseLocation
	for i := range d.Tokens {
		d.Tokens[i].Head = doc.Unparsed
	}
	if got := Locate(d, 1); got != 0 {
		t.Errorf("without a tree: %d", got)
	}
	if got := Locate(&doc.Doc{}, 0); got != doc.None {
		t.Errorf("empty document: %d", got)
	}
}
