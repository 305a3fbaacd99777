package resolve

import (
	"testing"

	"parley"
	"parley/data"
)

// TestTablesKnowTheOntology checks that the tables speak of types, modes and
// groups that the coder gives, and of all of them.
func TestTablesKnowTheOntology(t *testing.T) {
	s := built(t).sums
	kinds := map[kindOf]bool{}
	for _, row := range rowsOf(t, "ontology/plover.tsv", 6) {
		k := kindOf{parley.EventType(row[0]), parley.Mode(row[1])}
		kinds[k] = true
		if _, ok := s.titles[kindOf{k.Type, ""}]; !ok {
			t.Errorf("no title for %s", k.Type)
		}
	}
	for k := range s.titles {
		if !kinds[k] {
			t.Errorf("a title for %v, which the ontology lacks", k)
		}
	}
	for k, cases := range s.refines {
		for _, m := range append(cases, k.Mode) {
			if !kinds[kindOf{k.Type, m}] {
				t.Errorf("modes.tsv: %s of %s is not in the ontology", m, k.Type)
			}
		}
	}
	groups := map[string]bool{}
	for _, row := range rowsOf(t, "howmany/groups.tsv", 3) {
		if groups[row[1]] = true; row[1] != "-" && !has(s.groups, row[1]) {
			t.Errorf("no row for the group %q", row[1])
		}
	}
	for g := range s.groups {
		if !groups[g] {
			t.Errorf("a row for %q, which is no group", g)
		}
	}
}

func has[V any](m map[string]V, key string) bool {
	_, ok := m[key]
	return ok
}

func rowsOf(t *testing.T, name string, columns int) [][]string {
	t.Helper()
	rows, err := data.Rows(data.FS, name, columns)
	if err != nil {
		t.Fatal(err)
	}
	out := make([][]string, len(rows))
	for i, r := range rows {
		out[i] = r.Cells
	}
	return out
}

func TestLies(t *testing.T) {
	groups := built(t).sums.groups
	for _, c := range []struct {
		a, b string
		want bool
	}{
		{"police", "forces", true}, {"forces", "police", false}, {"police", "", true}, {"", "police", false},
		{"police", "police", false}, {"police", "soldiers", false}, {"students", "civilians", true}, {"unheard of", "", true},
	} {
		if got := groups.lies(c.a, c.b); got != c.want {
			t.Errorf("%q within %q: %t", c.a, c.b, got)
		}
	}
}

func TestFigureWords(t *testing.T) {
	for want, s := range map[string]string{"28": "28", "at least 8": "8+", "7–9": "7-9", "none": "0", "24–99": "24-99v"} {
		r := figure(s)
		if got := figureOf(&r).words(); got != want {
			t.Errorf("%s: %q, want %q", s, got, want)
		}
	}
	five := 5
	if got := figureOf(&parley.Range{High: &five}).words(); got != "at most 5" {
		t.Errorf("at most 5: %q", got)
	}
}
