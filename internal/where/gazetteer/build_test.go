package gazetteer

import (
	"bytes"
	"encoding/binary"
	"errors"
	"fmt"
	"math"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"testing/fstest"

	"parley"
	"parley/data"
)

func TestImport(t *testing.T) {
	files := []string{"testdata/dump/XX.txt", "testdata/dump/admin1CodesASCII.txt", "testdata/dump/admin2Codes.txt",
		"testdata/dump/countryInfo.txt", "testdata/dump/alternateNamesV2.txt"}
	b, sum, err := Import(data.FS, files)
	if err != nil {
		t.Fatal(err)
	}
	again, _, err := Import(data.FS, files)
	if err != nil || !bytes.Equal(b, again) {
		t.Errorf("the same files give other bytes (%v)", err)
	}
	var problems []string
	for _, p := range sum.Problems {
		problems = append(problems, p.Error())
	}
	want := []string{
		`admin2Codes.txt:3: code "FJ" is none of a unit of level 2`,
		`XX.txt:7: 3 fields, want 19`,
		`XX.txt:8: "north", "178.0" are no coordinates`,
		`XX.txt:9: country "QQ" is not known`,
		`XX.txt:10: id gn:9000001 is taken`,
		`XX.txt:11: population "many" is no number`,
	}
	if strings.Join(problems, "\n") != strings.Join(want, "\n") {
		t.Errorf("problems are\n%s\nwant\n%s", strings.Join(problems, "\n"), strings.Join(want, "\n"))
	}
	path := filepath.Join(t.TempDir(), "places.bin")
	if err := os.WriteFile(path, b, 0o644); err != nil {
		t.Fatal(err)
	}
	g, err := Open(path)
	if err != nil {
		t.Fatal(err)
	}
	checkImported(t, g)
}

func checkImported(t *testing.T, g *Gazetteer) {
	for name, want := range map[string]string{
		"Vunibau":          "gn:9000001 town FJI/Northwater/Talbot -17.500,178.250 1200",
		"Voonibow":         "gn:9000001 town FJI/Northwater/Talbot -17.500,178.250 1200", // an alternate name
		"Northwater":       "gn:FJ.91 admin1 FJI/Northwater/ -17.400,178.000 50000",
		"Talbot district":  "gn:FJ.91.007 admin2 FJI/Northwater/Talbot -17.450,178.100 9000",
		"Sandbank airport": "gn:9000004 facility FJI/Northwater/ -17.600,178.300 0",
		"Newland":          "iso:NWL country NWL// 0.000,0.000 0",
		"Kabul":            "-", // the dump has no towns of Afghanistan
	} {
		got := "-"
		if found := g.Lookup(name); len(found) > 0 {
			e := found[0]
			got = placeOf(e)
		}
		if got != want {
			t.Errorf("%s is %s, want %s", name, got, want)
		}
	}
	if e := g.Lookup("Bagram Airfield"); len(e) == 0 || e[0].Country != "AFG" || e[0].Admin1 != "" {
		t.Errorf("an own place whose unit the dump lacks: %+v", e)
	}
}

func TestOpenErrors(t *testing.T) {
	if _, err := Open(filepath.Join(t.TempDir(), "none")); !errors.Is(err, os.ErrNotExist) {
		t.Errorf("no file: %v", err)
	}
	if _, _, err := Import(data.FS, []string{"testdata/dump/none.txt"}); !errors.Is(err, os.ErrNotExist) {
		t.Errorf("no dump: %v", err)
	}
	if _, _, err := Build(data.FS, t.TempDir()); !errors.Is(err, os.ErrNotExist) {
		t.Errorf("no packages: %v", err)
	}
	for _, b := range [][]byte{nil, []byte("PARLEYG1"), places[:len(places)/2], append(bytes.Clone(places), 0)} {
		if _, err := New(b); !errors.Is(err, errDamaged) {
			t.Errorf("%d bytes: %v", len(b), err)
		}
	}
	damaged := bytes.Clone(places)
	damaged[len(damaged)/2] ^= 1
	if _, err := New(damaged); !errors.Is(err, errDamaged) {
		t.Errorf("a byte that is another: %v", err)
	}
}

func TestPopulation(t *testing.T) {
	for _, n := range []int{0, 1, 9, 10, 99, 100, 500, 999, 1234, 99999, 14_000_000, 1_400_000_000} {
		got := unpackPopulation(packPopulation(n))
		if n == 0 && got != 0 || math.Abs(float64(got-n)) > 0.05*float64(n) {
			t.Errorf("%d comes back as %d", n, got)
		}
	}
}

func TestMarks(t *testing.T) {
	for _, name := range []string{"São Paulo", "Val-de-Marne", "Île-de-France", "Kırşehir"} {
		plain := capitals(Fold(name))
		m := marks(plain, name)
		if m == nil || mark(plain, m) != name {
			t.Errorf("%s: marks %v, back as %q", name, m, mark(plain, m))
		}
	}
	if m := marks("Ab", "Äb"); m != nil && mark("Ab", m) != "Äb" {
		t.Error("Äb does not come back")
	}
	if got := mark("Ab", []byte{9, 9, 9}); got != "Ab" {
		t.Errorf("marks past the end give %q", got)
	}
}

func TestSmallTables(t *testing.T) {
	g, err := New(small(t))
	if err != nil {
		t.Fatal(err)
	}
	for name, want := range map[string]string{"Vuneebow": "Vunibo", "Vunibau": "Vunibo", "South Seas": "South Seas", "Kabulistan": "Afghanistan"} {
		if found := g.Lookup(name); len(found) != 1 || found[0].Name != want {
			t.Errorf("%s: %+v, want %s", name, found, want)
		}
	}
	if near := g.Near("Wunibao", nil, 5); len(near) != 1 || near[0].Name != "Vunibo" || near[0].Spelling != "vunibau" {
		t.Errorf("near Wunibao: %+v", near)
	}
}

// TestBadTables has one wrong thing each in Parley's own tables.
func TestBadTables(t *testing.T) {
	for table, text := range map[string]string{
		wordsTable:     "generic\tshire\tplanet\n",
		countriesTable: "FJI\tFJ\tFiji\t\tnorth\t178.0\t1\n",
		namesTable:     "FJI\ttown\t\tAtlantis\t\tAtlas\n",
		ownTables[1]:   "FJI\tadmin2\tNowhere\tThere\t\t1\t1\t-\n",
		ownTables[2]:   "ZZZ\ttown\t\tThere\t\t1\t1\t-\n",
		ownTables[3]:   "FJI\tfacility\t\tThere\t\t1\t1\tmany\n",
	} {
		tables := smallTables(t).(fstest.MapFS)
		tables[table] = &fstest.MapFile{Data: []byte("# a comment\n" + text)}
		dir := t.TempDir()
		packages(t, dir)
		if _, _, err := Build(tables, dir); err == nil || !strings.Contains(err.Error(), table+":2: ") {
			t.Errorf("%s: %v", table, err)
		}
	}
	dir := t.TempDir()
	packages(t, dir)
	b, sum, err := Build(smallTables(t), dir)
	if err != nil || len(sum.Problems) != 1 { // a unit of no country
		t.Fatalf("%v, %v", err, sum.Problems)
	}
	g, err := New(b)
	if err != nil {
		t.Fatal(err)
	}
	if e := g.Lookup("Vunibaw"); len(e) != 1 || e[0].Admin1 != "Northwater" || e[0].Admin2 != "Talbot" || !e[0].Capital {
		t.Errorf("Vunibaw is %+v", e)
	}
}

// packages writes packages such as Build reads, of one town.
func packages(t *testing.T, dir string) {
	t.Helper()
	name, english := "9000001", "Vunibaw"
	mo := binary.LittleEndian.AppendUint32(nil, 0x950412de)
	for _, v := range []uint32{0, 1, 20, 28, uint32(len(name)), 36, uint32(len(english)), 36 + uint32(len(name)) + 1} {
		mo = binary.LittleEndian.AppendUint32(mo, v)
	}
	for file, text := range map[string]string{
		admin1File: `[{"code":"FJ.91","name":"Northwater Division"},{"code":"XX.1","name":"Nowhere"}]`,
		admin2File: `[{"code":"FJ.91.007","name":"Talbot"}]`,
		townsFile:  "9000001\tVunibau\tVunibau\t\t-17.5\t178.25\tP\tPPLC\tFJ\t\t91\t007\t\t\t1200\t\t\t\t\n",
		engNames:   string(mo) + name + "\x00" + english + "\x00",
	} {
		path := filepath.Join(dir, filepath.FromSlash(file))
		if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
}

// TestOwnTables checks that every spelling of Parley's own tables finds its
// place in the built-in gazetteer.
func TestOwnTables(t *testing.T) {
	g := builtIn(t)
	rows := 0
	for _, table := range append([]string{namesTable, countriesTable}, ownTables...) {
		list, err := data.Rows(data.FS, table, 8)
		if err != nil {
			t.Fatal(err)
		}
		for _, row := range list {
			rows++
			country, kind, names := row.Cells[0], row.Cells[1], append(split2(row.Cells[4]), row.Cells[3])
			switch table {
			case namesTable:
				names = append(split2(row.Cells[5]), row.Cells[3])
			case countriesTable:
				kind, names = string(parley.KindCountry), append(split2(row.Cells[3]), row.Cells[2])
			}
			for _, name := range names {
				if !findsKind(g, name, country, kind) {
					t.Errorf("%s:%d: %q does not find a %s of %s", table, row.Line, name, kind, country)
				}
			}
		}
	}
	if rows < 1500 {
		t.Errorf("only %d rows", rows)
	}
}

func findsKind(g *Gazetteer, name, country, kind string) bool {
	for _, e := range g.Lookup(name) {
		if string(e.Kind) == kind && (e.Country == country || country == "-" && e.Country == "") {
			return true
		}
	}
	return false
}

// placeOf writes an entry as the tests have it.
func placeOf(e Entry) string {
	return fmt.Sprintf("%s %s %s/%s/%s %.3f,%.3f %d", e.ID, e.Kind, e.Country, e.Admin1, e.Admin2, e.Lat, e.Lon, e.Population)
}
