package dictionary

import (
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"parley/data"
	"parley/internal/doc"
	"parley/internal/who/party"
)

// actors is an invented dictionary with the ways and the slips of real ones.
const actors = `# Invented actors, written for Parley
<!-- a comment
over lines -->
MALI_ [MLI] ; the country
+MALIAN_
+BAMAKO_

FRONT_FOR_THE_RIVERS_OF_GOURMA_(FRG)_ [MLIREB] # invented
+RIVER_FRONT_
+GOURMA_FIGHTERS+_SONS_OF_GOURMA_

ANSAR_DINE_ [MLIREB]
+DEFENDERS_OF_THE_FAITH_OF_KIDAL_

OUMAR_TESSALIT_ ; a made-up minister
+OMAR_TESSALIT_
	[MLIGOV 010305-041231]
	[MLIELI >20050101]
	[MLIGOV 20300101-20290101]

KIDAL_WATER_MINISTRY_ [MLIGOV]

NOBODYS_FRONT_ [QQQ]

+A_NAME_OF_NOBODY_
	[MLIMIL]
NAMELESS_
AL-SAWAN_BRIGADE_ [IMGMOSREB
`

func reader(t testing.TB) *Reader {
	t.Helper()
	rd, err := NewReader(data.FS)
	if err != nil {
		t.Fatal(err)
	}
	return rd
}

func merger(t testing.TB) *Merger {
	t.Helper()
	m, err := NewMerger(data.FS)
	if err != nil {
		t.Fatal(err)
	}
	return m
}

func TestActors(t *testing.T) {
	entries, problems, err := reader(t).Actors(strings.NewReader(actors), "a.txt")
	if err != nil {
		t.Fatal(err)
	}
	names := make([]string, len(entries))
	for i, e := range entries {
		names[i] = strings.Join(e.Names, "|")
	}
	want := []string{
		"MALI|MALIAN|BAMAKO",
		"FRONT FOR THE RIVERS OF GOURMA (FRG)|RIVER FRONT|GOURMA FIGHTERS|SONS OF GOURMA",
		"ANSAR DINE|DEFENDERS OF THE FAITH OF KIDAL",
		"OUMAR TESSALIT|OMAR TESSALIT",
		"KIDAL WATER MINISTRY",
	}
	if strings.Join(names, "\n") != strings.Join(want, "\n") {
		t.Errorf("names\n%s\nwant\n%s", strings.Join(names, "\n"), strings.Join(want, "\n"))
	}
	roles := entries[3].Roles
	if len(roles) != 2 || roles[0].Country != "MLI" || roles[0].Sector != "GOV" || roles[0].Stand != "state" ||
		!roles[0].From.Equal(time.Date(2001, 3, 5, 0, 0, 0, 0, time.UTC)) || !roles[1].To.IsZero() {
		t.Errorf("roles %+v", roles)
	}
	var told []string
	for _, p := range problems {
		told = append(told, p.Error())
	}
	for _, want := range []string{
		"a.txt:19: a span of days that ends before it begins", "a.txt:23: no country and no role is known by QQQ",
		"a.txt:23: NOBODYS FRONT has no code", "a.txt:25: another name of no actor: A NAME OF NOBODY", "a.txt:26: a code of no actor",
		"a.txt:27: NAMELESS has no code", "a.txt:28: not a code",
	} {
		if !strings.Contains(strings.Join(told, "\n"), want) {
			t.Errorf("no problem %q among\n%s", want, strings.Join(told, "\n"))
		}
	}
}

func TestDates(t *testing.T) {
	for _, c := range []struct{ text, from, to string }{
		{"<19991231", "", "1999-12-31"}, {">010203", "2001-02-03", ""}, {"320101-331108", "1932-01-01", "1933-11-08"}, {"450703-20240101", "1945-07-03", "2024-01-01"},
	} {
		from, to, err := dates(c.text)
		if err != nil || dayOf(from) != c.from || dayOf(to) != c.to {
			t.Errorf("%s: %s to %s, %v", c.text, dayOf(from), dayOf(to), err)
		}
	}
	for _, bad := range []string{"<", "19990101", "19991331-20000101", "x-y", "<199901"} {
		if from, to, err := dates(bad); err == nil {
			t.Errorf("%s is read as %v to %v", bad, from, to)
		}
	}
}

func TestAgents(t *testing.T) {
	agents, problems, err := reader(t).Agents(strings.NewReader(`<!-- invented -->
!FOLK! = MAN, MEN, WOMAN
RIVER_GUARD [~MIL]
DAM_WARDEN {} [~COP] # no plural
WATER!FOLK! [~GOV]
SEER {SEERS_OF_SAND} [~REL]
NO_CODE
ODD [~QQQ]
`), "agents.txt")
	if err != nil || len(agents) != 4 || len(problems) != 2 {
		t.Fatalf("%d agents, problems %v, %v", len(agents), problems, err)
	}
	if got := strings.Join(agents[2].Forms, "|"); got != "WATERMAN|WATERMEN|WATERWOMAN" {
		t.Errorf("forms %s", got)
	}
	if agents[0].Role.Sector != "MIL" || agents[0].Role.Stand != "state" || agents[3].Forms[1] != "SEERS OF SAND" {
		t.Errorf("%+v", agents)
	}
}

func TestTable(t *testing.T) {
	entries, problems, err := reader(t).Table(strings.NewReader("\ufeffName,Kind,Country,Sector,From,Aliases,Colour\n"+
		"Guardians of the Well,group,MLI,REB,2019,\"Well Guardians; GW\",red\n"+
		"Aminata Gao,person,MLI,GOV,2021-03-02,,\n,group,MLI,REB,,,\nX,group,Q,REB,,,\nY,animal,,,,,\nZ,group,MLI,LOUD,,,\n"), "own.csv")
	if err != nil || len(entries) != 2 || len(problems) != 5 {
		t.Fatalf("%+v\n%v\n%v", entries, problems, err)
	}
	if e := entries[0]; strings.Join(e.Names, "|") != "Guardians of the Well|Well Guardians|GW" || e.Roles[0].Stand != "own" || yearOf(e.Roles[0].From) != "2019" {
		t.Errorf("%+v", e)
	}
	if _, _, err := reader(t).Table(strings.NewReader("who,what\na,b\n"), "own.csv"); err == nil {
		t.Error("a table without names is read")
	}
}

// TestMerge holds what entries become, and that the lists are found by their names
// where they are laid over the built-in ones.
func TestMerge(t *testing.T) {
	entries, _, err := reader(t).Actors(strings.NewReader(actors), "a.txt")
	if err != nil {
		t.Fatal(err)
	}
	m := merger(t)
	m.Entries("a.txt", entries)
	if got := m.Sum(); got != (Sum{Entries: 5, Groups: 2, Persons: 1, Known: 1, Spellings: 1, Places: 1}) {
		t.Errorf("%+v, problems %v", got, m.Problems())
	}
	folder := t.TempDir()
	names, err := m.Write(folder, Origin{Name: "trial", Source: "a.txt", Licence: "none"}, under)
	if err != nil || len(names) != 3 {
		t.Fatalf("%v, %v", names, err)
	}
	text, err := os.ReadFile(filepath.Join(folder, "who", "groups_trial.tsv"))
	if err != nil {
		t.Fatal(err)
	}
	want := "front-for-the-rivers-of-gourma\tFront for the Rivers of Gourma\tgroup\tMLI\tREB\tfront-for-the-rivers-of-gourma\t-\t-\t-\tRiver Front, Gourma Fighters, Sons of Gourma, FRG~\n"
	if !strings.Contains(string(text), want) {
		t.Errorf("groups\n%s\nlack\n%s", text, want)
	}
	f, err := party.New(under(folder))
	if err != nil {
		t.Fatal(err)
	}
	for name, id := range map[string]string{
		"River Front": "front-for-the-rivers-of-gourma", "Defenders of the Faith of Kidal": "ansar-dine", "Kidal Water Ministry": "kidal-water-ministry",
	} {
		if p, ok := f.ByName(name); !ok || p.ID != id {
			t.Errorf("%s is %q", name, p.ID)
		}
	}
	if p, _ := f.Listed("kidal-water-ministry"); p.Side != "mli-gov" || p.Kind != doc.ActorGroup {
		t.Errorf("%+v", p)
	}
}

// TestWriteTwice holds that lists of the same name are written over, that a list
// that is no longer made goes, and that one that does not fit changes nothing.
func TestWriteTwice(t *testing.T) {
	folder := t.TempDir()
	first := merger(t)
	first.Entries("a", []Entry{{Line: 1, Names: []string{"Guardians of the Well"}, Roles: []Role{{Country: "MLI", Sector: "REB", Stand: "own"}}}})
	if _, err := first.Write(folder, Origin{Name: "own", Source: "a", Licence: "none"}, under); err != nil {
		t.Fatal(err)
	}
	bad := merger(t)
	bad.Entries("a", []Entry{{Line: 1, Kind: "group", Names: []string{"Guardians of the Dune"}, Of: "nobody-at-all", Roles: []Role{{Stand: "-", Sector: "REB"}}}})
	if _, err := bad.Write(folder, Origin{Name: "own", Source: "a", Licence: "none"}, under); err == nil {
		t.Error("a party of nobody is taken")
	}
	if text, err := os.ReadFile(filepath.Join(folder, "who", "groups_own.tsv")); err != nil || !strings.Contains(string(text), "Guardians of the Well") {
		t.Errorf("%s, %v", text, err)
	}
	last := merger(t)
	last.Agents("b", []Agent{{Line: 1, Forms: []string{"RIVER GUARD"}, Role: Role{Sector: "MIL", Stand: "state"}}})
	names, err := last.Write(folder, Origin{Name: "own", Source: "b", Licence: "none"}, under)
	if err != nil || len(names) != 1 || !strings.HasSuffix(names[0], "roles_own.tsv") {
		t.Errorf("%v, %v", names, err)
	}
	if _, err := os.Stat(filepath.Join(folder, "who", "groups_own.tsv")); !os.IsNotExist(err) {
		t.Errorf("the list of groups is still there: %v", err)
	}
	if _, err := last.Write(folder, Origin{Name: "../x"}, under); err == nil {
		t.Error("a name with a path is taken")
	}
}

// under lays a folder over the built-in data.
func under(folder string) fs.FS {
	merged := fstest.MapFS{}
	for _, tree := range []fs.FS{data.FS, os.DirFS(folder)} {
		_ = fs.WalkDir(tree, ".", func(path string, d fs.DirEntry, err error) error {
			if err == nil && !d.IsDir() {
				if b, err := fs.ReadFile(tree, path); err == nil {
					merged[path] = &fstest.MapFile{Data: b}
				}
			}
			return nil
		})
	}
	return merged
}

func FuzzPETRARCH(f *testing.F) {
	f.Add(actors)
	f.Add("A_[MLI]\n+B\n\t[MLIGOV 99-]\n!X! = A\nB!X! {} [~GOV]\n")
	rd := reader(f)
	f.Fuzz(func(t *testing.T, text string) {
		entries, _, err := rd.Actors(strings.NewReader(text), "a")
		agents, _, err2 := rd.Agents(strings.NewReader(text), "b")
		if err != nil || err2 != nil {
			return // a line above the bound
		}
		for _, e := range entries {
			if len(e.Names) == 0 || len(e.Roles) == 0 || e.Line < 1 {
				t.Errorf("%+v", e)
			}
		}
		for _, a := range agents {
			if len(a.Forms) == 0 || len(a.Forms) > mostForms {
				t.Errorf("%+v", a)
			}
		}
		_, _, _ = rd.Table(strings.NewReader(text), "c")
	})
}
