package gazetteer

import (
	"encoding/binary"
	"hash/crc32"
	"io/fs"
	"os"
	"path/filepath"
	"testing"
	"testing/fstest"

	"parley/data"
)

// smallTables are own tables of a few rows, with which much can be read in
// short time.
func smallTables(t testing.TB) fs.FS {
	t.Helper()
	words, err := fs.ReadFile(data.FS, wordsTable)
	if err != nil {
		t.Fatal(err)
	}
	tables := fstest.MapFS{
		wordsTable:     {Data: words},
		countriesTable: {Data: []byte("FJI\tFJ\tFiji\t\t-18.0\t178.0\t930000\nAFG\tAF\tAfghanistan\tKabulistan\t33.9\t66.0\t41000000\n")},
		namesTable:     {Data: []byte("FJI\ttown\t\tVunibau\tVunibo\tVuneebow\n")},
	}
	for _, table := range ownTables {
		tables[table] = &fstest.MapFile{}
	}
	tables[ownTables[0]] = &fstest.MapFile{Data: []byte("-\tregion\t\tSouth Seas\tthe South Seas\t-10.0\t170.0\t-\n")}
	return tables
}

// small is a places file of the test dump.
func small(t testing.TB) []byte {
	t.Helper()
	b, _, err := Import(smallTables(t), []string{"testdata/dump/XX.txt", "testdata/dump/admin1CodesASCII.txt"})
	if err != nil {
		t.Fatal(err)
	}
	return b
}

// FuzzFile damages a places file, mends its sum, and asks all of it.
func FuzzFile(f *testing.F) {
	good := small(f)
	f.Add(100, byte(1), len(good), "kabul")
	f.Add(3000, byte(255), len(good)-7, "province of northwater")
	f.Add(40, byte(128), 60, "")
	f.Fuzz(func(t *testing.T, at int, change byte, size int, name string) {
		b := append([]byte{}, good[:min(max(size, 0), len(good))]...)
		for i := max(at, 0); i < len(b); i += 997 {
			b[i] ^= change
		}
		if len(b) >= len(magic)+4 {
			copy(b, magic)
			binary.LittleEndian.PutUint32(b[len(magic):], crc32.ChecksumIEEE(b[len(magic)+4:]))
		}
		g, err := New(b)
		if err != nil {
			return
		}
		g.Lookup(name)
		g.Near(name, []int{0, g.Size() / 2, -1, g.Size()}, 3)
		for i := 0; i < g.Size(); i += 1 + g.Size()/50 {
			e := g.At(i)
			for _, p := range e.Parents {
				if p < 0 || p >= i {
					t.Fatalf("entry %d has the parent %d", i, p)
				}
			}
		}
	})
}

// FuzzDump reads any bytes as a main table and as a list of codes.
func FuzzDump(f *testing.F) {
	good, err := os.ReadFile("testdata/dump/XX.txt")
	if err != nil {
		f.Fatal(err)
	}
	f.Add(good, []byte("FJ.91\tNorthwater\tNorthwater\t1\n"))
	f.Add([]byte("a\tb\n\n\t\t\t"), []byte("FJ.\t\nFJ.1.2\t\xff"))
	tables := smallTables(f)
	f.Fuzz(func(t *testing.T, places, codes []byte) {
		dir := t.TempDir()
		main, units := filepath.Join(dir, "XX.txt"), filepath.Join(dir, admin1Codes)
		for path, b := range map[string][]byte{main: places, units: codes} {
			if err := os.WriteFile(path, b, 0o644); err != nil {
				t.Fatal(err)
			}
		}
		b, _, err := Import(tables, []string{main, units})
		if err != nil {
			return // a line too long for the reader
		}
		g, err := New(b)
		if err != nil {
			t.Fatal(err)
		}
		for i := range g.Size() {
			if e := g.At(i); e.ID == "" || e.Name == "" {
				t.Fatalf("entry %d: %+v", i, e)
			}
		}
	})
}

func FuzzFold(f *testing.F) {
	f.Add("Lashkar Gāh", "U.S. of A.")
	f.Fuzz(func(t *testing.T, a, b string) {
		a, b = Fold(a), Fold(b)
		if Fold(a) != a {
			t.Fatalf("%q folds to %q", a, Fold(a))
		}
		if v := Likeness(a, b); v < 0 || v > 1 {
			t.Fatalf("likeness of %q and %q is %v", a, b, v)
		}
	})
}
