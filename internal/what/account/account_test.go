package account_test

import (
	"strings"
	"testing"
	"testing/fstest"

	"parley"
	"parley/data"
	"parley/internal/doc"
	"parley/internal/what/account"
	"parley/internal/what/draft"
)

// TestDamagedTables wants errors that name the file and the line.
func TestDamagedTables(t *testing.T) {
	for text, want := range map[string]string{
		"":                        "holds no word",
		"attack, raid\nraid\n":    "account-deeds.tsv:2",
		"attack, , raid\n":        "account-deeds.tsv:1",
		"attack\tand a second \n": "columns",
	} {
		_, err := account.New(fstest.MapFS{"what/account-deeds.tsv": {Data: []byte(text)}})
		if err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("table %q gives %v, want %q in it", text, err, want)
		}
	}
	if _, err := account.New(fstest.MapFS{}); err == nil {
		t.Error("no error where the table is missing")
	}
}

// TestOddDrafts binds drafts and layers whose indexes point nowhere.
func TestOddDrafts(t *testing.T) {
	b, err := account.New(data.FS)
	if err != nil {
		t.Fatal(err)
	}
	b.Bind(&doc.Doc{}, nil)
	d := read(t, "The Taliban claimed responsibility for the attack. Police said gunmen killed two.")
	b.Bind(d, []*draft.Event{
		{Type: parley.Assault, Head: 9999, Heads: []int{-4, 9999}, Quote: 77, Tolls: []draft.Toll{{Count: 50, Token: 900, Quote: 60}}},
		{Type: parley.Assault, Head: doc.None},
		{Type: parley.Assault, Sources: []draft.Party{{Actor: 700, Token: 800, Mention: 900}}, Targets: []draft.Party{{Actor: 700}}},
	})
	b.Bind(&doc.Doc{Matches: []doc.Match{{Label: "claim/claimed"}, {Label: "mark/blamed"}}}, []*draft.Event{{Type: parley.Assault}})
}

// FuzzBind binds every second verb and noun of a text as an event.
func FuzzBind(f *testing.F) {
	b, err := account.New(data.FS)
	if err != nil {
		f.Fatal(err)
	}
	for _, s := range []string{
		"", "No group has claimed responsibility.", "He denied it. They denied denying it. \"We did it,\" said it.",
		"The Taliban said its fighters killed 20. Police blamed the attack on the attack.", "CLAIMED CLAIMED CLAIMED", "claimed by the by of for",
	} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, text string) {
		if len(text) > 2000 {
			return
		}
		d := read(t, text)
		var events []*draft.Event
		for i := range d.Tokens {
			if u := d.Tokens[i].UPOS; i%2 == 0 && (u == "VERB" || u == "NOUN") {
				events = append(events, &draft.Event{Type: parley.Assault, Head: i, Heads: []int{i}, Quote: doc.None})
			}
		}
		b.Bind(d, events)
		for _, e := range events {
			for _, c := range e.Claims {
				if c.Actor >= len(d.Actors) || c.Speaker >= len(d.Actors) || c.Head >= len(d.Tokens) {
					t.Fatalf("claim %+v points outside the document", c)
				}
			}
			for _, a := range e.Accounts {
				if a.Quote < 0 || a.Quote >= len(d.Quotes) {
					t.Fatalf("account of quote %d of %d", a.Quote, len(d.Quotes))
				}
			}
		}
	})
}

func BenchmarkBind(b *testing.B) {
	binder, err := account.New(data.FS)
	if err != nil {
		b.Fatal(err)
	}
	var texts []string
	for _, a := range readArticles(b) {
		texts = append(texts, a.text)
	}
	d := read(b, strings.Repeat(strings.Join(texts, "\n\n")+"\n\n", 4))
	var all []draft.Event
	for i := range d.Matches {
		if m := &d.Matches[i]; strings.HasPrefix(m.Label, "ASSAULT") {
			all = append(all, draft.Event{Type: parley.Assault, Head: m.Head, Heads: []int{m.Head}, Quote: doc.None})
		}
	}
	for b.Loop() {
		events := make([]*draft.Event, len(all))
		for i := range all {
			e := all[i]
			events[i] = &e
		}
		binder.Bind(d, events)
	}
	b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N)/float64(len(d.Tokens)), "ns/token")
}
