package read

import (
	"strings"
	"testing"

	"parley"
)

// drops returns what the table does to a paragraph that is not the first.
func drops(t *cueTable, s string) parley.Why {
	ps := pieces(nil, s)
	if _, why := t.cut(s, ps); why != "" {
		return why
	}
	return t.drop(s, ps, countWords(s, maxCueWords), false)
}

// alone returns a table with one row.
func alone(c *cue) *cueTable {
	t := &cueTable{byFirst: map[string][]*cue{}, byLast: map[string][]*cue{}, words: map[string]parley.Why{}}
	t.add(c)
	return t
}

// TestBoilerplateExamples runs the examples of every row of boilerplate.tsv.
func TestBoilerplateExamples(t *testing.T) {
	known := map[parley.Why]bool{}
	for _, why := range []parley.Why{parley.WhyAdvertisement, parley.WhyComments, parley.WhyCookies,
		parley.WhyCopyright, parley.WhyCredit, parley.WhyDate, parley.WhyEnd, parley.WhyLink,
		parley.WhyNavigation, parley.WhyPhoto, parley.WhyReadingTime, parley.WhySocial,
		parley.WhySource, parley.WhySubscribe, parley.WhyTags} {
		known[why] = true
	}
	table := cues()
	if len(table.all) < 200 {
		t.Fatalf("only %d rows were read", len(table.all))
	}
	for _, c := range table.all {
		if !known[c.why] {
			t.Errorf("boilerplate.tsv:%d: why %q is not known", c.line, c.why)
		}
		if got := drops(alone(c), c.match); got != c.why {
			t.Errorf("boilerplate.tsv:%d: %q does not match the row", c.line, c.match)
		}
		if got := drops(table, c.match); got != c.why {
			t.Errorf("boilerplate.tsv:%d: %q is dropped as %q, want %q", c.line, c.match, got, c.why)
		}
		if got := drops(table, c.keep); got != "" {
			t.Errorf("boilerplate.tsv:%d: %q is dropped as %q, want it kept", c.line, c.keep, got)
		}
	}
}

func TestCueConditions(t *testing.T) {
	const row = "link\tstart\t6\tnotfirst,nostop\twatch:\tm\tk"
	table, err := parseCues("# head\n" + row + "\n")
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		name, text string
		first      bool
		want       parley.Why
	}{
		{"matches", "Watch: The bridge falls", false, "link"},
		{"bullet and case", "▶ WATCH: The bridge falls", false, "link"},
		{"first", "Watch: The bridge falls", true, ""},
		{"sentence", "Watch: The bridge falls.", false, ""},
		{"sentence in quotes", "Watch: “The bridge falls.”", false, ""},
		{"too long", "Watch: The bridge falls into the river", false, ""},
		{"not at the start", "They watch: The bridge falls", false, ""},
	} {
		got := table.drop(c.text, pieces(nil, c.text), countWords(c.text, maxCueWords), c.first)
		if got != c.want {
			t.Errorf("%s: %q is dropped as %q, want %q", c.name, c.text, got, c.want)
		}
	}
}

func TestParseCuesRefuses(t *testing.T) {
	for _, c := range []struct{ row, want string }{
		{"link\tstart\t-\t-\twatch:\tm", "6 columns"},
		{"link\tmiddle\t-\t-\twatch:\tm\tk", `at "middle"`},
		{"link\tstart\t900\t-\twatch:\tm\tk", `max "900"`},
		{"link\tstart\t-\tmaybe\twatch:\tm\tk", `condition "maybe"`},
		{"link\tstart\t-\t-\t*\tm\tk", "no pattern"},
		{"link\twhole\t-\t-\ttop 5\tm\tk", "a number is written #"},
	} {
		_, err := parseCues("# head\n" + c.row + "\n")
		if err == nil || !strings.Contains(err.Error(), c.want) || !strings.HasPrefix(err.Error(), "boilerplate.tsv:2: ") {
			t.Errorf("%q: got error %v, want line 2 and %q", c.row, err, c.want)
		}
	}
}

func TestNamesTSV(t *testing.T) {
	all := names()
	if len(all) < 400 {
		t.Fatalf("only %d names were read", len(all))
	}
	for name, kinds := range all {
		if kinds == 0 {
			t.Errorf("names.tsv: %q has no kind", name)
		}
	}
	for _, name := range []string{"Reuters", "AP/Reuters", "Tarvos Daily News", "AFP"} {
		if !isAgency(name) {
			t.Errorf("isAgency(%q) = false", name)
		}
	}
	for _, name := range []string{"News", "Tarvos", "army", ""} {
		if isAgency(name) {
			t.Errorf("isAgency(%q) = true", name)
		}
	}
}
