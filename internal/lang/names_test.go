package lang

import (
	"strings"
	"testing"

	"parley/internal/doc"
)

// TestAgree builds documents word by word: "word/UPOS", with names given as
// word ranges and kinds.
func TestAgree(t *testing.T) {
	for _, c := range []struct {
		name, text string
		names      []doc.Name
		want       string
	}{
		{"a preposition ends no name", "Ministry/PROPN of/ADP Defence/PROPN of/ADP Ruritania/PROPN",
			[]doc.Name{{First: 0, Last: 4, Kind: doc.Organisation}, {First: 4, Last: 5, Kind: doc.Place}},
			"organisation:Ministry of Defence|place:Ruritania"},
		{"ranks and articles begin none", "Col./PROPN Ana/PROPN Ruiz/PROPN left/VERB the/DET Hague/PROPN",
			[]doc.Name{{First: 0, Last: 3, Kind: doc.Person}, {First: 4, Last: 6, Kind: doc.Place}},
			"person:Ana Ruiz|place:Hague"},
		{"a title alone stays", "Sheikh/PROPN spoke/VERB", []doc.Name{{First: 0, Last: 1, Kind: doc.Person}}, "person:Sheikh"},
		{"a surname follows its person", "Omar/PROPN Kunduz/PROPN spoke/VERB ./PUNCT Kunduz/PROPN left/VERB",
			[]doc.Name{{First: 0, Last: 2, Kind: doc.Person}, {First: 4, Last: 5, Kind: doc.Place}},
			"person:Omar Kunduz|person:Kunduz"},
		{"an acronym is what it stands for", "United/PROPN Wa/PROPN Army/PROPN (/PUNCT UWA/PROPN )/PUNCT",
			[]doc.Name{{First: 0, Last: 3, Kind: doc.Organisation}, {First: 4, Last: 5, Kind: doc.Place}},
			"organisation:United Wa Army|organisation:UWA"},
		{"most mentions win", "Sirte/PROPN Sirte/PROPN Sirte/PROPN",
			[]doc.Name{{First: 0, Last: 1, Kind: doc.Person}, {First: 1, Last: 2, Kind: doc.Place}, {First: 2, Last: 3, Kind: doc.Place}},
			"place:Sirte|place:Sirte|place:Sirte"},
		{"even counts leave the first", "Sirte/PROPN Sirte/PROPN",
			[]doc.Name{{First: 0, Last: 1, Kind: doc.Place}, {First: 1, Last: 2, Kind: doc.Person}},
			"place:Sirte|place:Sirte"},
	} {
		d := &doc.Doc{Names: c.names}
		for _, f := range strings.Fields(c.text) {
			word, upos, _ := strings.Cut(f, "/")
			d.Tokens = append(d.Tokens, doc.Token{Start: len(d.Text), End: len(d.Text) + len(word), UPOS: upos})
			d.Text += word + " "
		}
		agree(d)
		var got []string
		for _, n := range d.Names {
			got = append(got, string(n.Kind)+":"+surface(d, n))
		}
		if s := strings.Join(got, "|"); s != c.want {
			t.Errorf("%s: got %s, want %s", c.name, s, c.want)
		}
	}
}
