package genre

import (
	"strings"
	"testing"
	"time"

	"parley"
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
		{"Two wolves from the pack killed six sheep on a farm, and the ranger wants more hunters in the wildlife park.", "animals"},
		{"The quake shook villages under the volcano, lava followed, and each aftershock brought down more walls.", "disaster"},
		{"Your horse and your toddler will hug: so says my psychologist, and my wedding with my girlfriend proved it.", "advice"},
		{"Insurgents attacked a convoy near the volcano; six soldiers and a militiaman were killed, and an airstrike " +
			"followed. The quake of last year had left the villages without a road.", ""},
		{"Die Rebellen haben das Dorf am Montag mit einem Panzer und einer Drohne beschossen, und der Angriff ist nicht vorbei.", "foreign"},
		{"На рынке в городе убиты пять человек.", "foreign"},
		{"", ""},
	} {
		g, ok := r.Of(words(c.text))
		if g.Name != c.want || ok != (c.want != "") {
			t.Errorf("%q: %q, want %q", c.text, g.Name, c.want)
		}
		if ok && g.Name != foreign && !strings.Contains(g.Note(), g.Words[0]) {
			t.Errorf("the note does not show the words: %s", g.Note())
		}
	}
}

func TestOldAndUnplaced(t *testing.T) {
	r, err := New(data.FS)
	if err != nil {
		t.Fatal(err)
	}
	day := func(text string, years ...int) *doc.Doc {
		d := words(text)
		for i, y := range years {
			at := time.Date(y, time.June, 1, 0, 0, 0, 0, time.UTC)
			d.Times = append(d.Times, doc.Time{First: i, Last: i + 1, Type: doc.TimeDate, Period: parley.Period{From: at, To: at}})
		}
		return d
	}
	if g, ok := r.Of(day("1812 1815 The column was attacked on its way home.", 1812, 1815)); !ok || g.Name != "history" {
		t.Errorf("two old years: %q, want history", g.Name)
	}
	if g, ok := r.Of(day("1914 2024 The column was attacked on its way home.", 1914, 2024)); ok {
		t.Errorf("an old year beside a new one: %q, want none", g.Name)
	}
	d := words("He ran and they shot at him until the car stood still beside the dark trees.")
	for range leastSentences {
		d.Sentences = append(d.Sentences, doc.Sentence{First: 0, Last: len(d.Tokens)})
	}
	if g, ok := r.Of(d); !ok || g.Name != nowhere || g.Note() == "" {
		t.Errorf("a text that plays nowhere: %q", g.Name)
	}
	d.Names = []doc.Name{{First: 0, Last: 1, Kind: doc.Place}}
	if g, ok := r.Of(d); ok {
		t.Errorf("a text that names a place: %q, want none", g.Name)
	}
}

func TestThin(t *testing.T) {
	r, err := New(data.FS)
	if err != nil {
		t.Fatal(err)
	}
	talk := strings.Repeat("they attacked the plan and hit out at it ", 6)
	for text, want := range map[string]bool{
		talk: true, talk + "insurgents killed a peacekeeper": false, "they attacked": false,
	} {
		if r.Thin(words(text)) != want {
			t.Errorf("thin is %v for %q", !want, text)
		}
	}
}

// FuzzOf holds that no text makes the reader panic, and that what it finds has
// a note.
func FuzzOf(f *testing.F) {
	r, err := New(data.FS)
	if err != nil {
		f.Fatal(err)
	}
	f.Add("The striker attacked the goalkeeper from midfield.")
	f.Add("\xff \" ” und der die")
	f.Fuzz(func(t *testing.T, text string) {
		if g, ok := r.Of(words(text)); ok && g.Note() == "" {
			t.Errorf("%q is %q without a note", text, g.Name)
		}
	})
}
