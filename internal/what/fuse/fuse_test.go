package fuse_test

import (
	"io/fs"
	"strings"
	"testing"
	"testing/fstest"

	"parley"
	"parley/data"
	"parley/internal/doc"
	"parley/internal/what/draft"
	"parley/internal/what/fuse"
)

// tables copies the tables so that a test can damage one of them.
func tables(t *testing.T) fstest.MapFS {
	t.Helper()
	out := fstest.MapFS{}
	names, err := fs.Glob(data.FS, "what/fuse-*.tsv")
	if err != nil || len(names) == 0 {
		t.Fatalf("no tables: %v", err)
	}
	for _, n := range names {
		text, err := fs.ReadFile(data.FS, n)
		if err != nil {
			t.Fatal(err)
		}
		out[n] = &fstest.MapFile{Data: text}
	}
	return out
}

// TestDamagedTables wants errors that name the file, and the line where there is one.
func TestDamagedTables(t *testing.T) {
	if _, err := fuse.New(tables(t)); err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct{ file, old, new, want string }{
		{"what/fuse-weights.tsv", "chain\t3.2", "chain\tmuch", "fuse-weights.tsv:"},
		{"what/fuse-weights.tsv", "chain\t3.2", "chains\t3.2", `lacks "chain"`},
		{"what/fuse-weights.tsv", "threshold\t", "unheard\t1\tof\nthreshold\t", "reasons"},
		{"what/fuse-words.tsv", "beside\tmeanwhile, ", "beside\tmeanwhile, , ", "fuse-words.tsv:"},
		{"what/fuse-words.tsv", "beside\t", "besides\t", `lacks "beside"`},
		{"what/fuse-words.tsv", "beside\t", "strange\tword\nbeside\t", "kinds"},
		{"what/fuse-modes.tsv", "abduct\t9", "abduct\thigh", "fuse-modes.tsv:"},
		{"what/fuse-acts.tsv", "REQUEST\tany", "REQUEST\tadverb", "fuse-acts.tsv:"},
		{"what/fuse-acts.tsv", "*\tact", "*\tneither", "fuse-acts.tsv:"},
	} {
		tab := tables(t)
		text := string(tab[c.file].Data)
		if !strings.Contains(text, c.old) {
			t.Errorf("%s holds no %q", c.file, c.old)
			continue
		}
		tab[c.file] = &fstest.MapFile{Data: []byte(strings.Replace(text, c.old, c.new, 1))}
		if _, err := fuse.New(tab); err == nil || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%s with %q gives %v, want %q in it", c.file, c.new, err, c.want)
		}
		delete(tab, c.file)
		if _, err := fuse.New(tab); err == nil {
			t.Errorf("no error without %s", c.file)
		}
	}
}

// TestOddDrafts fuses drafts whose indexes point nowhere, and unparsed text.
func TestOddDrafts(t *testing.T) {
	f, err := fuse.New(data.FS)
	if err != nil {
		t.Fatal(err)
	}
	if got := f.Fuse(&doc.Doc{}, nil); len(got) != 0 {
		t.Errorf("%d events of nothing", len(got))
	}
	plain := &doc.Doc{Text: "bombs fell", Tokens: []doc.Token{
		{Start: 0, End: 5, Head: doc.Unparsed}, {Start: 6, End: 10, Head: doc.Unparsed},
	}, Sentences: []doc.Sentence{{Last: 2}}}
	odd := []*draft.Event{
		nil, {Head: -3}, {Head: 99},
		{Head: 0, Type: parley.Assault, Matches: []int{7, -1}, Quote: 4, When: draft.When{Time: 8}, Where: draft.Where{At: 9},
			Sources: []draft.Party{{Token: 50, Actor: 60, Mention: 70}}, Weapons: []draft.Weapon{{Token: 80}}},
		{Head: 1, Type: parley.Assault, Targets: []draft.Party{{Token: -1, Actor: doc.None, Mention: doc.None}}},
		{Head: 1, Type: parley.Consult},
	}
	f.Fuse(plain, odd)
}

// TestUnited wants of a happening told twice the most exact of what is told.
func TestUnited(t *testing.T) {
	f, err := fuse.New(data.FS)
	if err != nil {
		t.Fatal(err)
	}
	a := article{name: "united", text: "Gunmen attacked a post in Ghazni this month, killing ten policemen. Taliban fighters stormed the post in Ghazni on Monday, police said.",
		want: [][]string{{"attacked/ASSAULT", "killing/ASSAULT", "stormed/ASSAULT/firearms"}}}
	d := read(t, a.text)
	drafts, _ := a.drafts(t, d)
	drafts[0].Matches, drafts[2].Matches = []int{0}, []int{1}
	d.Matches = []doc.Match{{Rule: "first"}, {Rule: "second"}}
	got := f.Fuse(d, drafts)
	if len(got) != 1 {
		t.Fatalf("%d events, want 1", len(got))
	}
	e := got[0]
	if e != drafts[0] || e.Mode != "firearms" || len(e.Heads) != 3 || len(e.Matches) != 2 || e.Matches[0] != 1 {
		t.Errorf("mode %q, heads %v, matches %v: want the first draft with firearms, three heads, the rule that tells it first", e.Mode, e.Heads, e.Matches)
	}
	if day := e.When.Period; !day.From.Equal(day.To) || day.From.Day() != 15 {
		t.Errorf("days %s to %s, want Monday", day.From, day.To)
	}
	if len(e.Sources) != 1 || e.Sources[0].Actor == doc.None || d.Actors[e.Sources[0].Actor].ID != "taliban" {
		t.Errorf("sources %+v, want the Taliban in place of the gunmen", e.Sources)
	}
	same := 0
	for _, x := range e.Evidence {
		if x.Role == "same" && strings.HasPrefix(x.Rule, "fuse.") && len(x.Rule) > len("fuse.") {
			same++
		}
	}
	if same != 2 {
		t.Errorf("%d reasons of being the same in %+v, want 2", same, e.Evidence)
	}
}

// everyWord makes drafts of the nouns and verbs of a text, of types by turns.
func everyWord(d *doc.Doc, step int) []*draft.Event {
	types := []parley.EventType{parley.Assault, parley.Assault, parley.Consult, parley.Request, parley.Retreat, parley.Agree, parley.Coerce}
	var out []*draft.Event
	for i := range d.Tokens {
		if u := d.Tokens[i].UPOS; i%step == 0 && (u == "VERB" || u == "NOUN") {
			e := &draft.Event{Type: types[i%len(types)], Head: i, Heads: []int{i}, Quote: doc.None, Anaphoric: i%5 == 0, Status: parley.Happened}
			e.When.Time, e.Where.At = doc.None, doc.None
			fill(d, e)
			out = append(out, e)
		}
	}
	return out
}

func FuzzFuse(f *testing.F) {
	fuser, err := fuse.New(data.FS)
	if err != nil {
		f.Fatal(err)
	}
	for _, s := range []string{
		"", "A", "Attack\n\nattack\n\nattack", "The attack killed 10 when the attack, which the attack killed, attacked.",
		"Talks. Talks? Second round of the first round of talks of talks.", "killed killed and killed, killing the killed", "ATTACK AT DAWN\n\nTHE ATTACK AT DAWN",
	} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, text string) {
		if len(text) > 2000 {
			return
		}
		d := read(t, text)
		drafts := everyWord(d, 1)
		in := map[*draft.Event]bool{}
		for _, e := range drafts {
			in[e] = true
		}
		seen, last := map[int]bool{}, -1
		for _, e := range fuser.Fuse(d, drafts) {
			if !in[e] || e.Head <= last {
				t.Fatalf("event at %d after %d is new or out of order", e.Head, last)
			}
			last = e.Head
			for _, h := range e.Heads {
				if seen[h] || h < 0 || h >= len(d.Tokens) {
					t.Fatalf("trigger %d tells two happenings or lies outside", h)
				}
				seen[h] = true
			}
		}
	})
}

// BenchmarkFuse fuses the tables' articles as one long article.
func BenchmarkFuse(b *testing.B) {
	fuser, err := fuse.New(data.FS)
	if err != nil {
		b.Fatal(err)
	}
	var texts []string
	for _, a := range append(readArticles(b, "testdata/violence.txt"), readArticles(b, "testdata/process.txt")...) {
		texts = append(texts, a.text)
	}
	for name, times := range map[string]int{"once": 1, "eightfold": 8} {
		d := read(b, strings.Repeat(strings.Join(texts, "\n\n")+"\n\n", times))
		made := everyWord(d, 4)
		b.Run(name, func(b *testing.B) {
			for b.Loop() {
				drafts := make([]*draft.Event, len(made))
				for i := range made {
					e := *made[i]
					drafts[i] = &e
				}
				fuser.Fuse(d, drafts)
			}
			b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N)/float64(len(d.Tokens)), "ns/token")
		})
	}
}
