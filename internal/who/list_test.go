package who

import (
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"parley"
	"parley/data"
	"parley/internal/doc"
)

// TestPersons checks the persons' tables against the parties' and the offices'.
func TestPersons(t *testing.T) {
	tab := newTables(t)
	if n := len(tab.list.persons); n < 600 {
		t.Errorf("%d persons, want 600 at least", n)
	}
	parties := partyIDs(t)
	countries, terms, offices := map[string]bool{}, 0, 0
	for _, p := range tab.list.persons {
		for _, m := range p.terms {
			terms++
			countries[m.country] = true
			if m.office != nil {
				offices++
			}
			if m.side != "" && !strings.HasSuffix(m.side, "-gov") && !parties[m.side] {
				t.Errorf("%s: no party %q", p.id, m.side)
			}
			if m.country != "" && m.country != strings.ToUpper(m.country) {
				t.Errorf("%s: country %q", p.id, m.country)
			}
		}
	}
	if len(countries) < 80 {
		t.Errorf("persons of %d countries, want 80", len(countries))
	}
	if offices*100 < terms*97 {
		t.Errorf("%d of %d roles have an office that offices.tsv knows", offices, terms)
	}
	t.Logf("%d persons, %d roles, %d of them with an office, %d countries", len(tab.list.persons), terms, offices, len(countries))
}

// partyIDs returns the IDs of the tables of parties.
func partyIDs(t *testing.T) map[string]bool {
	ids := map[string]bool{}
	for _, pattern := range []string{"groups", "governments", "organisations", "political", "media"} {
		files, err := data.FS.ReadDir("who")
		if err != nil {
			t.Fatal(err)
		}
		for _, f := range files {
			if !strings.HasPrefix(f.Name(), pattern) {
				continue
			}
			rows, err := data.Rows(data.FS, "who/"+f.Name(), 20)
			if err != nil {
				t.Fatal(err)
			}
			for _, r := range rows {
				ids[r.Cells[0]] = true
			}
		}
	}
	return ids
}

func TestDamagedTables(t *testing.T) {
	good := map[string]string{
		"who/offices.tsv":      "president\tpresident\thead\tGOV\tone\n",
		"who/titles.tsv":       "mr\tm\n",
		"who/titles_given.tsv": "anna\tf\n",
		"who/nominals.tsv":     "group\tarmed\tREB\n",
		"who/persons_x.tsv":    "p:a-b\tm\tABC\tabc-gov\t2001\t2002-03\tPresident of A\tA B\tC B~\n",
	}
	load := func(name, text string) error {
		fsys := fstest.MapFS{}
		for k, v := range good {
			if k == name {
				v = text
			}
			fsys[k] = &fstest.MapFile{Data: []byte(v)}
		}
		_, err := readTables(fsys)
		return err
	}
	if err := load("", ""); err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct{ name, text, want string }{
		{"who/offices.tsv", "king\tking\tcrowned\tGOV\tone\n", "who/offices.tsv:1"},
		{"who/offices.tsv", "# head\nking\t\thead\tGOV\tone\n", "who/offices.tsv:2"},
		{"who/titles.tsv", "mr\tx\n", "who/titles.tsv:1"},
		{"who/nominals.tsv", "group\tcrowd\t-\n", "who/nominals.tsv:1"},
		{"who/persons_x.tsv", "a-b\tm\tABC\tabc-gov\t2001\t2002\tPresident\tA B\n", "who/persons_x.tsv:1"},
		{"who/persons_x.tsv", "p:a\tm\tABC\t-\t2001-13\t-\tPresident\tA B\n", "who/persons_x.tsv:1"},
		{"who/persons_x.tsv", "p:a\tm\tABC\t-\t2003\t2001\tPresident\tA B\n", "before it begins"},
		{"who/persons_x.tsv", "p:a\tm\tABC\t-\t-\t-\tPresident\tA B\np:a\tm\tABC\t-\t-\t-\tKing\tA C\n", "who/persons_x.tsv:2"},
	} {
		if err := load(c.name, c.text); err == nil || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%s with %q: error %v, want one with %q", c.name, c.text, err, c.want)
		}
	}
}

func TestDay(t *testing.T) {
	for _, c := range []struct {
		in   string
		last bool
		want string
	}{
		{"2014", false, "2014-01-01"}, {"2014", true, "2014-12-31"}, {"2016-02", true, "2016-02-29"},
		{"2016-02", false, "2016-02-01"}, {"2020-03-05", true, "2020-03-05"}, {"", true, "0001-01-01"},
	} {
		got, err := day(c.in, c.last)
		if err != nil || got.Format(time.DateOnly) != c.want {
			t.Errorf("day(%q, %v) = %v, %v; want %s", c.in, c.last, got, err, c.want)
		}
	}
	if _, err := day("spring", false); err == nil {
		t.Error("day of a word gives no error")
	}
}

// TestHolderByDate reads one sentence as of different dates.
func TestHolderByDate(t *testing.T) {
	all, err := stages()
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct{ from, to, want string }{
		{"2012-05-01", "2012-05-01", "p:hamid-karzai"},
		{"2018-05-31", "2018-05-31", "p:ashraf-ghani"},
		{"2014-09-01", "2014-10-30", ""}, // two held it within the range
		{"2021-01-01", "2021-12-31", "p:ashraf-ghani"},
		{"", "", ""},
	} {
		d := &doc.Doc{Text: "The Afghan president left Kabul on Tuesday."}
		from, _ := time.Parse(time.DateOnly, c.from)
		to, _ := time.Parse(time.DateOnly, c.to)
		d.Published.Period = parley.Period{From: from, To: to}
		for _, s := range all {
			if err := s.Run(d); err != nil {
				t.Fatal(err)
			}
		}
		got, p := "", 0.0
		for _, a := range d.Actors {
			if len(a.Same) > 0 {
				got, p = a.Same[0].ID, a.Same[0].P
			}
		}
		if got != c.want {
			t.Errorf("%s to %s: %q, want %q", c.from, c.to, got, c.want)
		}
		if c.from != c.to && got != "" && p > 0.8 {
			t.Errorf("%s to %s: P %.2f, though the office changed hands", c.from, c.to, p)
		}
	}
}

// TestSpellingJoined checks that a spelling is joined within an article, and
// says so.
func TestSpellingJoined(t *testing.T) {
	d := read(t, "Abdul Karim Samimi, a spokesman for the Taliban, spoke first. Taliban spokesman Abdul Kareem Samimy spoke last. Hassan Samimi, a farmer, listened.")
	var how []doc.MentionHow
	for _, m := range d.Mentions {
		if d.Actors[m.Actor].ID == "x:abdul-karim-samimi" && m.How != doc.ByRole {
			how = append(how, m.How)
			if m.How == doc.BySpelling && (m.Likeness < spellingJoin || m.Likeness >= 1) {
				t.Errorf("joined with likeness %.2f", m.Likeness)
			}
		}
	}
	if len(how) != 2 || how[0] != doc.ByName || how[1] != doc.BySpelling {
		t.Errorf("mentions of the first: %v, want a name and a spelling", how)
	}
	for _, a := range d.Actors {
		if a.ID == "x:hassan-samimi" {
			return
		}
	}
	t.Error("Hassan Samimi is not a person of his own")
}
