package gazetteer

import (
	"os"
	"strings"
	"testing"
)

func builtIn(t testing.TB) *Gazetteer {
	t.Helper()
	g, err := Load()
	if err != nil {
		t.Fatal(err)
	}
	return g
}

// TestLookups runs testdata/lookups.tsv: what is looked up, whether by Lookup
// or Near, and what must come first ("-" for nothing at all).
func TestLookups(t *testing.T) {
	text, err := os.ReadFile("testdata/lookups.tsv")
	if err != nil {
		t.Fatal(err)
	}
	g := builtIn(t)
	n := 0
	for line := range strings.Lines(string(text)) {
		line = strings.TrimRight(line, "\n")
		if line == "" || line[0] == '#' {
			continue
		}
		cells := strings.Split(line, "\t")
		if len(cells) != 4 {
			t.Fatalf("%q: want 4 columns", line)
		}
		n++
		name, how, within, want := cells[0], cells[1], cells[2], cells[3]
		if got := first(t, g, name, how, within); got != want {
			t.Errorf("%s of %q in %q: got %s, want %s", how, name, within, got, want)
		}
	}
	if n < 100 {
		t.Errorf("%d look-ups, want 100 or more", n)
	}
}

// first returns the first answer as "kind/country/admin1/name".
func first(t *testing.T, g *Gazetteer, name, how, within string) string {
	t.Helper()
	var units []int
	if within != "" {
		c, ok := g.Country(within)
		if !ok {
			t.Fatalf("no country %s", within)
		}
		units = []int{c.Index}
	}
	var found []Entry
	switch how {
	case "lookup":
		found = g.Lookup(name)
	case "near":
		for _, m := range g.Near(name, units, 3) {
			if m.Likeness >= 0.85 {
				found = append(found, m.Entry)
			}
		}
	default:
		t.Fatalf("no way to look up %q", how)
	}
	for _, e := range found {
		if len(units) == 0 || g.Within(e.Index, units[0]) {
			return string(e.Kind) + "/" + e.Country + "/" + e.Admin1 + "/" + e.Name
		}
	}
	return "-"
}

func TestEntries(t *testing.T) {
	g := builtIn(t)
	ids := make(map[string]bool, g.Size())
	for i := range g.Size() {
		e := g.At(i)
		if e.Index != i || e.ID == "" || e.Name == "" || e.Kind == "" || ids[e.ID] {
			t.Fatalf("entry %d: %+v", i, e)
		}
		ids[e.ID] = true
		if e.Precision == "" || e.Lat < -90 || e.Lat > 90 || e.Lon < -180 || e.Lon > 180 {
			t.Fatalf("entry %d has no place: %+v", i, e)
		}
		for _, p := range e.Parents {
			if !g.Within(i, p) || g.Within(p, i) {
				t.Fatalf("entry %d is not within %d", i, p)
			}
		}
		if i%17 == 0 && !finds(g, Fold(e.Name), i) {
			t.Errorf("%s is not found by its name %q", e.ID, e.Name)
		}
	}
	if e := g.At(-1); e.ID != "" {
		t.Error("an entry at -1")
	}
	if e := g.At(g.Size()); e.ID != "" {
		t.Error("an entry past the end")
	}
}

func finds(g *Gazetteer, folded string, index int) bool {
	for _, i := range g.Find(folded, nil) {
		if int(i) == index {
			return true
		}
	}
	return false
}

func TestCountry(t *testing.T) {
	g := builtIn(t)
	e, ok := g.Country("AFG")
	if !ok || e.Name != "Afghanistan" || e.ID != "iso:AFG" || e.Country != "AFG" || len(e.Parents) != 0 {
		t.Errorf("AFG is %+v", e)
	}
	if _, ok := g.Country("ZZZ"); ok {
		t.Error("there is a country ZZZ")
	}
	kabul := g.Lookup("Kabul")[0]
	if !kabul.Capital || !g.Within(kabul.Index, e.Index) || g.Within(e.Index, kabul.Index) {
		t.Errorf("Kabul is %+v", kabul)
	}
}

func TestDistance(t *testing.T) {
	g := builtIn(t)
	kabul, kandahar := g.Lookup("Kabul")[0], g.Lookup("Spin Boldak")[0]
	if d := Distance(kabul.Place, kandahar.Place); d < 430 || d > 490 {
		t.Errorf("Kabul to Spin Boldak: %.0f km", d)
	}
}

func TestFold(t *testing.T) {
	for in, want := range map[string]string{
		"": "", "Kabul": "kabul", "Ta‘izz": "taizz", "Sana'a": "sanaa", "Deir ez-Zor": "deir ez zor", "St. Louis": "saint louis",
		"U.S.": "us", "U.S": "us", "D.R. Congo": "dr congo", "Washington, D.C.": "washington dc", "Łódź": "lodz", "Türkiye": "turkiye",
		"  New   York ": "new york", "Côte d’Ivoire": "cote divoire", "Mt. Sinjar": "mount sinjar", "Gəncə": "ganca", "...": "",
		"Straße": "strasse", "Київ": "киів", "St": "st", "KUNDUZ": "kunduz", "\xff\xfe": "",
	} {
		got := Fold(in)
		if got != want {
			t.Errorf("Fold(%q) is %q, want %q", in, got, want)
		}
		if again := Fold(got); again != got {
			t.Errorf("Fold(%q) is %q: folded again, it changes", got, again)
		}
	}
}

func TestLikeness(t *testing.T) {
	same := [][2]string{
		{"uruzgan", "oruzgan"}, {"uruzgan", "urozgan"}, {"maidan wardak", "maydan wardak"}, {"ali abad", "aliabad"},
		{"lashkargah", "lashkar gah"}, {"kandahar", "qandahar"}, {"helmand", "hilmand"}, {"wardak", "vardak"},
		{"hodeidah", "hudaydah"}, {"al hudaydah", "hudaydah"}, {"el fasher", "al fashir"}, {"deir al zour", "deir ez zor"},
		{"hassakeh", "hasakah"}, {"kunduz", "qonduz"}, {"jowzjan", "jawzjan"}, {"zhari", "zharay"}, {"taloqan", "taluqan"},
		{"fallujah", "falluja"}, {"dohuk", "duhok"}, {"sulaymaniyah", "sulaimaniya"}, {"beledweyne", "belet weyne"},
		{"dhusamareb", "dusamareb"}, {"severodonetsk", "sievierodonetsk"}, {"gedaref", "gadarif"}, {"tarin kot", "tirin kowt"},
	}
	for _, p := range same {
		if got := Likeness(p[0], p[1]); got < 0.85 || got >= 1 || got != Likeness(p[1], p[0]) {
			t.Errorf("Likeness(%s, %s) is %.2f", p[0], p[1], got)
		}
	}
	others := [][2]string{
		{"kunduz", "kandahar"}, {"herat", "harare"}, {"kabul", "kapisa"}, {"ghazni", "ghor"}, {"mosul", "basra"}, {"paktia", "paktika"},
		{"goma", "gao"}, {"donetsk", "luhansk"}, {"bamyan", "baghlan"}, {"marawi", "malawi"}, {"idlib", "aleppo"}, {"khost", "kunar"},
		{"tikrit", "ramadi"}, {"maiduguri", "mogadishu"}, {"balkh", "bamako"}, {"", "kabul"},
	}
	for _, p := range others {
		if got := Likeness(p[0], p[1]); got >= 0.85 {
			t.Errorf("Likeness(%s, %s) is %.2f", p[0], p[1], got)
		}
	}
	if Likeness("kabul", "kabul") != 1 {
		t.Error("a name is not like itself")
	}
}
