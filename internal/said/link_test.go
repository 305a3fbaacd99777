package said_test

import (
	"strings"
	"testing"

	"parley/internal/doc"
)

// mentionOf is a mention put over the nth time that words stand in a text.
type mentionOf struct {
	words string
	nth   int // from 1
	actor int
	how   doc.MentionHow
}

// withActors runs the engine on text, lays actors and mentions over it and
// runs the stage.
func withActors(t *testing.T, text string, actors []doc.Actor, mentions ...mentionOf) *doc.Doc {
	t.Helper()
	list, err := stages()
	if err != nil {
		t.Fatal(err)
	}
	d := &doc.Doc{Text: text}
	for i, s := range list {
		if i == len(list)-1 {
			d.Actors = actors
			for _, m := range mentions {
				d.Mentions = append(d.Mentions, lay(t, d, m))
			}
		}
		if err := s.Run(d); err != nil {
			t.Fatal(err)
		}
	}
	checkQuotes(t, d)
	return d
}

// lay finds the words of m in d. The head is the last word.
func lay(t *testing.T, d *doc.Doc, m mentionOf) doc.Mention {
	t.Helper()
	at := 0
	for n := 0; ; n++ {
		i := strings.Index(d.Text[at:], m.words)
		if i < 0 {
			t.Fatalf("%q is not %d times in %q", m.words, m.nth, d.Text)
		}
		at += i + 1
		if n == m.nth-1 {
			break
		}
	}
	out := doc.Mention{First: -1, Actor: m.actor, How: m.how, Antecedent: doc.None, Likeness: 1}
	for i, tok := range d.Tokens {
		if tok.Start < at-1+len(m.words) && tok.End > at-1 {
			if out.First < 0 {
				out.First = i
			}
			out.Last, out.Head = i+1, i
		}
	}
	return out
}

func TestLink(t *testing.T) {
	actors := []doc.Actor{
		{ID: "farc", Name: "FARC", Kind: doc.ActorGroup, Side: "farc", Source: doc.FromList},
		{ID: "x:pastor-alape", Name: "Pastor Alape", Kind: doc.ActorPerson, Side: "farc", Of: "farc", Role: "FARC negotiator", Source: doc.FromName},
		{ID: "icrc", Name: "Red Cross", Kind: doc.ActorOrganisation, Source: doc.FromList},
		{ID: "x:resident", Name: "resident", Kind: doc.ActorPerson, Sector: "CVL", Source: doc.FromNominal},
		{ID: "efe", Name: "EFE", Kind: doc.ActorOrganisation, Sector: "JRN", Side: "efe", Source: doc.FromList},
	}
	const text = "FARC negotiator Pastor Alape said the camps were ready. He told EFE that they lacked water. " +
		"The Red Cross confirmed this. A resident said the road was mined, EFE reported."
	d := withActors(t, text, actors,
		mentionOf{"Pastor Alape", 1, 1, doc.ByName}, mentionOf{"He", 1, 1, doc.ByPronoun}, mentionOf{"EFE", 1, 4, doc.ByName},
		mentionOf{"Red Cross", 1, 2, doc.ByName}, mentionOf{"resident", 1, 3, doc.ByNominal}, mentionOf{"EFE", 2, 4, doc.ByName})
	want := []struct {
		cue, actor, behalf, role string
		anonymous                bool
		via                      string
	}{
		{"said", "x:pastor-alape", "farc", "FARC negotiator", false, ""},
		{"told", "x:pastor-alape", "farc", "FARC negotiator", false, "EFE"},
		{"confirmed", "icrc", "icrc", "", false, ""},
		{"reported", "efe", "", "", false, ""},
		{"said", "x:resident", "", "resident", true, ""},
	}
	if len(d.Quotes) != len(want) {
		t.Fatalf("%d quotes, want %d: %+v", len(d.Quotes), len(want), d.Quotes)
	}
	for i, w := range want {
		q := d.Quotes[i]
		actor := ""
		if q.Actor != doc.None {
			actor = d.Actors[q.Actor].ID
		}
		if d.Word(q.Cue) != w.cue || actor != w.actor || q.For != w.behalf || q.Role != w.role || q.Anonymous != w.anonymous || words(d, q.Via) != w.via {
			t.Errorf("quote %d: %q by %s for %q, role %q, anonymous %v, via %q; want %+v",
				i, d.Word(q.Cue), actor, q.For, q.Role, q.Anonymous, words(d, q.Via), w)
		}
		if q.Mention == doc.None || d.Mentions[q.Mention].Actor != q.Actor {
			t.Errorf("quote %d: mention %d, actor %d", i, q.Mention, q.Actor)
		}
	}
}

// TestPronounWithoutActors has the last speaker of the right sort stand for a
// pronoun where the layer of actors says nothing.
func TestPronounWithoutActors(t *testing.T) {
	actors := []doc.Actor{
		{ID: "x:ana-ruiz", Name: "Ana Ruiz", Kind: doc.ActorPerson, Side: "col-gov", Role: "mayor", Source: doc.FromName},
		{ID: "eln", Name: "ELN", Kind: doc.ActorGroup, Side: "eln", Source: doc.FromList},
	}
	d := withActors(t, "Ana Ruiz said the bridge was gone. The ELN denied blowing it up. It said the army had done so. She said two people drowned.",
		actors, mentionOf{"Ana Ruiz", 1, 0, doc.ByName}, mentionOf{"ELN", 1, 1, doc.ByName})
	var got []string
	for _, q := range d.Quotes {
		id := "-"
		if q.Actor != doc.None {
			id = d.Actors[q.Actor].ID
		}
		got = append(got, words(d, q.Speaker)+"="+id)
	}
	if g, w := strings.Join(got, " "), "Ana Ruiz=x:ana-ruiz ELN=eln It=eln She=x:ana-ruiz"; g != w {
		t.Errorf("got %s, want %s", g, w)
	}
}

// TestWholeName has a body's name that the name finder tears read whole from
// its mention.
func TestWholeName(t *testing.T) {
	actors := []doc.Actor{{ID: "save-the-children", Name: "Save the Children", Kind: doc.ActorOrganisation, Source: doc.FromList}}
	d := withActors(t, "The charity Save the Children criticised the blockade.", actors, mentionOf{"Save the Children", 1, 0, doc.ByName})
	if len(d.Quotes) != 1 || words(d, d.Quotes[0].Speaker) != "Save the Children" || d.Quotes[0].For != "save-the-children" {
		t.Errorf("quotes %+v", d.Quotes)
	}
}
