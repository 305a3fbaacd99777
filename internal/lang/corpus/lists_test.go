package corpus

import (
	"parley/internal/lang/gazette"
	"strings"
	"testing"
)

func TestListsSayWhereTheyAreFrom(t *testing.T) {
	for name, data := range map[string]string{"demonyms.tsv": gazette.Nationalities, "places.tsv": placeData, "orgs.tsv": orgData,
		"generic.txt": genericData, "givennames.txt": givenNameData} {
		for _, head := range []string{"# source: ", "# licence: "} {
			if !strings.Contains(data, head) {
				t.Errorf("%s has no line %q", name, head)
			}
		}
	}
	for line := range strings.Lines(gazette.Nationalities) {
		if line[0] != '#' && strings.Count(line, "\t") != 2 {
			t.Errorf("demonyms.tsv: columns of %q", line)
		}
	}
}

func TestIsDemonym(t *testing.T) {
	for s, want := range map[string]bool{"Afghan": true, "Afghans": true, "South Korean": true, "African-American": true,
		"Shi'ite": true, "IRAQI": true, "Roman Catholic": true, "Afghanistan": false, "afghan": false, "US": false, "": false} {
		if got := IsDemonym(s); got != want {
			t.Errorf("IsDemonym(%q) = %v", s, got)
		}
	}
}

func TestMatchLongest(t *testing.T) {
	d := newDoc(t, "The North Korean army and Kosovo-Serb and Guinea-Bissau troops")
	for first, want := range map[int]string{1: "North Korean", 2: "Korean", 5: "Kosovo-Serb", 9: ""} {
		got := ""
		if _, end, ok := demonyms().match(d, first, len(d.Tokens)); ok {
			got = spanText(d, first, end)
		}
		if got != want {
			t.Errorf("demonym at token %d: %q, want %q", first, got, want)
		}
	}
	if _, ok := places().covers(d, 9, 12); !ok {
		t.Errorf("%q is not a place", spanText(d, 9, 12))
	}
}

func TestSkipTitles(t *testing.T) {
	for text, want := range map[string]string{
		"Foreign Minister Sergei Lavrov": "Sergei Lavrov",
		"Lt. Gen. Ann Poe":               "Ann Poe",
		"Mr. President":                  "",
		"Grace Poe":                      "Grace Poe",
		"Martin Luther King":             "Martin Luther King",
		"National Guard":                 "National Guard",
	} {
		d := newDoc(t, text)
		got := ""
		if i := skipTitles(d, 0, len(d.Tokens)); i < len(d.Tokens) {
			got = d.Text[d.Tokens[i].Start:]
		}
		if got != want {
			t.Errorf("%q without titles: %q, want %q", text, got, want)
		}
	}
}
