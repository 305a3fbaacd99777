package genre

import (
	"strings"
	"testing"

	"parley/data"
	"parley/internal/doc"
)

// words makes a document whose lemmas are the words of the text.
func words(text string) *doc.Doc {
	d := &doc.Doc{Text: text}
	at := 0
	for w := range strings.FieldsSeq(text) {
		at += strings.Index(text[at:], w)
		d.Tokens = append(d.Tokens, doc.Token{Start: at, End: at + len(w), Lemma: strings.ToLower(strings.Trim(w, ".,"))})
		at += len(w)
	}
	return d
}

func TestOf(t *testing.T) {
	r, err := New(data.FS)
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct{ text, want string }{
		{"The striker attacked the goalkeeper from midfield, and the referee gave a free kick to the winger.", "sport"},
		{"The film has a thin plot, a good cast and one scene that the critic of this paper will not forget.", "fiction"},
		{"Chop the onion and the garlic, add butter, then let the stew simmer in a saucepan.", "recipe"},
		{"In 146 BC the consul led a legion against Carthage, and the empire grew with each dynasty.", "history"},
		{"A bomb went off outside a stadium during a league match; the coach and a referee were among the 12 dead, " +
			"police said. The group claimed responsibility for the attack on its website late on Sunday night.", ""},
		{"Gunmen killed an actor and a film critic in Quetta. Police said that the attackers fled on a motorcycle.", ""},
		{"", ""},
	} {
		g, ok := r.Of(words(c.text))
		if g.Name != c.want || ok != (c.want != "") {
			t.Errorf("%q: %q, want %q", c.text, g.Name, c.want)
		}
		if ok && !strings.Contains(g.Note(), g.Words[0]) {
			t.Errorf("the note does not show the words: %s", g.Note())
		}
	}
}
