package party_test

import (
	"io/fs"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"parley/data"
	"parley/internal/doc"
	"parley/internal/lang"
	"parley/internal/who/party"
)

// lists returns the files that hold parties.
func lists(t *testing.T) []string {
	t.Helper()
	files, err := fs.Glob(data.FS, "who/groups_*.tsv")
	if err != nil {
		t.Fatal(err)
	}
	return append(files, "who/governments.tsv", "who/media.tsv", "who/organisations.tsv", "who/organisations_civil.tsv", "who/political.tsv")
}

// listed is one name of a listed party.
type listed struct {
	id, name, country, alias, file string
	from, to                       string
	loose                          bool
	line                           int
}

func allNames(t *testing.T) []listed {
	t.Helper()
	var all []listed
	for _, file := range lists(t) {
		rows, err := data.Rows(data.FS, file, 10)
		if err != nil {
			t.Fatal(err)
		}
		for _, r := range rows {
			c := r.Cells
			base := listed{id: c[0], name: c[1], country: c[3], file: file, from: c[7], to: c[8], line: r.Line}
			for i, a := range append([]string{c[1]}, strings.Split(c[9], ", ")...) {
				if i > 0 && c[9] == "-" {
					continue
				}
				n := base
				n.alias = strings.TrimSuffix(a, "~")
				n.loose = n.alias != a
				all = append(all, n)
			}
		}
	}
	return all
}

// TestNamesAreOnes fails if two parties hold the same name without context,
// unless their years do not overlap.
func TestNamesAreOnes(t *testing.T) {
	owner := make(map[string]listed)
	fold := strings.NewReplacer(".", "", "'", "", "’", "", "-", " ")
	for _, n := range allNames(t) {
		key := fold.Replace(strings.ToLower(n.alias))
		o, ok := owner[key]
		switch {
		case n.loose:
		case ok && o.id != n.id && !apart(o, n):
			t.Errorf("%s:%d: %q is a name of %s and of %s: mark one with ~", n.file, n.line, n.alias, n.id, o.id)
		default:
			owner[key] = n
		}
	}
}

// apart tells whether the years of two parties do not overlap.
func apart(a, b listed) bool {
	return a.to != "-" && b.from != "-" && a.to < b.from || b.to != "-" && a.from != "-" && b.to < a.from
}

// TestEveryNameIsFound reads each listed name in a text that names the party
// and its country before.
func TestEveryNameIsFound(t *testing.T) {
	f, err := finder()
	if err != nil {
		t.Fatal(err)
	}
	engine, err := lang.Load()
	if err != nil {
		t.Fatal(err)
	}
	names := allNames(t)
	missed := 0
	for _, n := range names {
		place := "the region"
		if s, ok := f.State(n.country); ok {
			place = strings.TrimSuffix(s.Name, " government") + " politics"
		}
		d := &doc.Doc{Text: n.name + " matters in " + place + ". Yesterday the delegates met " + n.alias + ", a colleague said."}
		if err := engine.Annotate(d); err != nil {
			t.Fatal(err)
		}
		actors, mentions := f.Find(d)
		at := strings.Index(d.Text, " met ") + len(" met ")
		if !slices.ContainsFunc(mentions, func(m doc.Mention) bool {
			return actors[m.Actor].ID == n.id && d.Tokens[m.Last-1].End > at
		}) {
			missed++
			t.Logf("%s:%d: %q of %s is not found in %q", n.file, n.line, n.alias, n.id, d.Text)
		}
	}
	t.Logf("%d of %d names are not found", missed, len(names))
	if missed*100 > len(names) {
		t.Errorf("%d of %d names are not found, want at most one in a hundred", missed, len(names))
	}
}

func TestListed(t *testing.T) {
	f, err := finder()
	if err != nil {
		t.Fatal(err)
	}
	p, ok := f.Listed("taliban")
	if !ok || p.Name != "Taliban" || p.Country != "AFG" || p.Side != "taliban" || p.From != 1994 {
		t.Errorf("Listed(taliban) = %+v, %v", p, ok)
	}
	if _, ok := f.Listed("no-such-party"); ok {
		t.Error("Listed finds what no list holds")
	}
	for name, id := range map[string]string{
		"al Qaida": "al-qaeda", "AL-QAEDA": "al-qaeda", "Hizbullah": "hezbollah", "F.A.R.C.": "farc",
		"medellín cartel": "medellin-cartel", "SDF": "sdf", "Sinn Fein": "sinn-fein",
	} {
		if p, ok := f.ByName(name); !ok || p.ID != id {
			t.Errorf("ByName(%q) = %q, %v, want %q", name, p.ID, ok, id)
		}
	}
	if p, ok := f.ByName("Republican Guard"); ok {
		t.Errorf("ByName finds %q for a name that several share", p.ID)
	}
	if s, ok := f.State("MLI"); !ok || s.ID != "mli-gov" || s.Name != "Malian government" {
		t.Errorf("State(MLI) = %+v, %v", s, ok)
	}
	if _, ok := f.State("ZZZ"); ok {
		t.Error("State finds a country that is none")
	}
}

// TestDamagedTables checks that New names file and line of what is wrong.
func TestDamagedTables(t *testing.T) {
	whole := fstest.MapFS{}
	files := append(lists(t), "who/states.tsv", "who/roles.tsv", "who/effects.tsv", "who/heads.tsv", "who/leaders.tsv")
	for _, name := range files {
		text, err := fs.ReadFile(data.FS, name)
		if err != nil {
			t.Fatal(err)
		}
		whole[name] = &fstest.MapFile{Data: text}
	}
	if _, err := party.New(whole); err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct{ file, row, want string }{
		{"who/media.tsv", "reuters\tAgain\torganisation\t-\tJRN\t-\t-\t-\t-\t-", "stands twice"},
		{"who/groups_asia.tsv", "zz\tNobody\tgroup\tZZZ\tREB\tzz\t-\t-\t-\t-", "no country"},
		{"who/groups_asia.tsv", "zz\tNobody\tgroup\t-\tREB\tyy\t-\t-\t-\t-", "no party"},
		{"who/groups_asia.tsv", "zz\tNobody\tgroup\t-\tREB\tzz\t-\tlong ago\t-\t-", "long ago"},
		{"who/groups_asia.tsv", "zz\tNobody\tcrowd\t-\tREB\tzz\t-\t-\t-\t-", "kind"},
		{"who/states.tsv", "MLI\tMali\tMalian\t-\t-", "twice"},
		{"who/roles.tsv", "zz\tzz\tgroup\tGOV\tgov\tmine\tzz", "own"},
		{"who/effects.tsv", "zz\tvanish", "vanish"},
		{"who/heads.tsv", "REB\tgroup\tguessed\tZz", "guessed"},
		{"who/leaders.tsv", "ZZZ\tNobody", "no country"},
	} {
		damaged := fstest.MapFS{}
		for name, file := range whole {
			damaged[name] = file
		}
		damaged[c.file] = &fstest.MapFile{Data: append(slices.Clone(whole[c.file].Data), []byte(c.row+"\n")...)}
		if _, err := party.New(damaged); err == nil || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%s with %q: error %v, want one with %q", c.file, c.row, err, c.want)
		}
	}
	if _, err := party.New(fstest.MapFS{}); err == nil {
		t.Error("New reads tables that are not there")
	}
}
