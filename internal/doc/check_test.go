package doc

import (
	"errors"
	"strings"
	"testing"
)

// sound returns a document of two sentences that keeps every invariant.
func sound() *Doc {
	return &Doc{Text: "Élan won .\n\nHe left", Tokens: []Token{
		{Start: 0, End: 5, Head: 1}, {Start: 6, End: 9, Head: Root}, {Start: 10, End: 11, Head: 1},
		{Start: 13, End: 15, Head: 4}, {Start: 16, End: 20, Head: Root}},
		Sentences: []Sentence{{First: 0, Last: 3}, {First: 3, Last: 5, Paragraph: 1}},
		Names:     []Name{{0, 1, Person}, {3, 4, Person}}}
}

func TestCheck(t *testing.T) {
	for _, c := range []struct {
		name  string
		spoil func(*Doc)
		want  string // "" for no error
	}{
		{"sound", func(*Doc) {}, ""},
		{"zero", func(d *Doc) { *d = Doc{} }, ""},
		{"text only", func(d *Doc) { *d = Doc{Text: "x"} }, ""},
		{"unparsed sentence", func(d *Doc) { d.Tokens[3].Head, d.Tokens[4].Head = Unparsed, Unparsed }, ""},
		{"invalid bytes", func(d *Doc) {
			*d = Doc{Text: "\xff \xc3", Tokens: []Token{{Start: 0, End: 1, Head: Unparsed}, {Start: 2, End: 3, Head: Unparsed}}}
		}, ""},
		{"empty token", func(d *Doc) { d.Tokens[1].End = 6 }, "token 1"},
		{"overlap", func(d *Doc) { d.Tokens[1].Start = 4 }, "token 1"},
		{"past the end", func(d *Doc) { d.Tokens[4].End = 21 }, "token 4"},
		{"half a rune", func(d *Doc) { d.Tokens[0].End = 1 }, "ends inside a rune"},
		{"starts in a rune", func(d *Doc) { d.Tokens[0].Start = 1 }, "before token 0"},
		{"gap", func(d *Doc) { d.Tokens[1].End = 8 }, "byte 8"},
		{"tail", func(d *Doc) { d.Tokens[4].End = 19 }, "byte 19"},
		{"missing sentence", func(d *Doc) { d.Sentences = d.Sentences[:1]; d.Names = nil }, "token 3 of 5 is in no sentence"},
		{"empty sentence", func(d *Doc) { d.Sentences[0].Last = 0 }, "sentence 0"},
		{"sentence overlap", func(d *Doc) { d.Sentences[1].First = 2 }, "sentence 1"},
		{"paragraph", func(d *Doc) { d.Sentences[0].Paragraph = 2 }, "paragraph"},
		{"two roots", func(d *Doc) { d.Tokens[0].Head = Root }, "2 roots"},
		{"no root", func(d *Doc) { d.Tokens[1].Head = 0 }, "0 roots"},
		{"half parsed", func(d *Doc) { d.Tokens[2].Head = Unparsed }, "1 unparsed"},
		{"cycle", func(d *Doc) { d.Tokens[0].Head, d.Tokens[2].Head = 2, 0 }, "its own ancestor"},
		{"self", func(d *Doc) { d.Tokens[3].Head = 3 }, "its own ancestor"},
		{"head elsewhere", func(d *Doc) { d.Tokens[0].Head = 4 }, "outside"},
		{"head negative", func(d *Doc) { d.Tokens[0].Head = -3 }, "outside"},
		{"parse without sentences", func(d *Doc) { d.Sentences, d.Names = nil, nil }, "no sentences"},
		{"empty name", func(d *Doc) { d.Names[0].Last = 0 }, "name 0"},
		{"names out of order", func(d *Doc) { d.Names[0], d.Names[1] = d.Names[1], d.Names[0] }, "name 1"},
		{"names overlap", func(d *Doc) { d.Names[1] = Name{0, 2, Place} }, "name 1"},
		{"name over a sentence's end", func(d *Doc) { d.Names[0].Last = 4; d.Names = d.Names[:1] }, "not inside one sentence"},
	} {
		d := sound()
		c.spoil(d)
		err := d.Check()
		switch {
		case c.want == "" && err != nil:
			t.Errorf("%s: %v", c.name, err)
		case c.want != "" && (!errors.Is(err, ErrInvariant) || !strings.Contains(err.Error(), c.want)):
			t.Errorf("%s: error %v, want %q", c.name, err, c.want)
		}
	}
}
