package page

import (
	"strings"
	"testing"
	"time"

	"parley"
)

func TestTable(t *testing.T) {
	columns := []Column{{Head: "WHAT", Shrinks: true}, {Head: "N", Right: true}, {Head: "WHERE", Shrinks: true, Most: 6}}
	rows := [][]string{{"a long story of an ambush at a ford", "7", "Goma"}, {"short", "1200", "Bujumbura"}}
	var out strings.Builder
	if err := Table(&out, Style{Width: 32}, columns, rows); err != nil {
		t.Fatal(err)
	}
	want := "WHAT                   N  WHERE\n" +
		"a long story of a…     7  Goma\n" +
		"short               1200  Bujum…\n"
	if out.String() != want {
		t.Errorf("got\n%s\nwant\n%s", out.String(), want)
	}
	out.Reset()
	if err := Table(&out, Style{}, columns, nil); err != nil || out.Len() > 0 {
		t.Errorf("no rows: %q, %v", out.String(), err)
	}
}

func TestShortDays(t *testing.T) {
	day := func(s string) time.Time { return parley.Day(s).Time() }
	for _, c := range [][3]string{
		{"2020-03-05", "2020-03-05", "2020-03-05"}, {"2020-03-05", "2020-03-07", "2020-03-05…07"},
		{"2020-03-30", "2020-04-02", "2020-03-30…04-02"}, {"2019-12-30", "2020-01-02", "2019-12-30…2020-01-02"},
		{"2020-02-01", "2020-02-29", "2020-02"}, {"2020-01-01", "2020-12-31", "2020"}, {"2022-11-05", "2023-12-31", "2022-11…2023-12"},
		{"", "2020-03-05", "…2020-03-05"}, {"2020-03-05", "", "2020-03-05…"}, {"", "", ""},
	} {
		if got := shortDays(parley.Period{From: day(c[0]), To: day(c[1])}); got != c[2] {
			t.Errorf("%s to %s: %q, want %q", c[0], c[1], got, c[2])
		}
	}
}

func TestEstimate(t *testing.T) {
	n := func(i int) *int { return &i }
	for _, c := range []struct {
		e    parley.Estimate
		want string
	}{
		{parley.Estimate{}, "-"}, {parley.Estimate{Low: n(14), Best: n(14), High: n(14)}, "14"}, {parley.Estimate{Low: n(14), Best: n(14)}, "14"},
		{parley.Estimate{Low: n(10), Best: n(16), High: n(28)}, "16 (10–28)"}, {parley.Estimate{Low: n(10), Best: n(16)}, "16 (10–?)"},
	} {
		if got := estimate(c.e); got != c.want {
			t.Errorf("%q, want %q", got, c.want)
		}
	}
}

func TestAround(t *testing.T) {
	text := "Shells hit Avdiivka. Col. Petro Bodnar said on Monday that two U.S. trucks burned. \"We left,\" he said.\nIt rained."
	for word, want := range map[string]string{
		"Avdiivka": "Shells hit Avdiivka.",
		"trucks":   "Col. Petro Bodnar said on Monday that two U.S. trucks burned.",
		"left":     "\"We left,\" he said.",
		"rained":   "It rained.",
	} {
		at := strings.Index(text, word)
		s := around(text, at, at+len(word))
		if got := text[s[0]:s[1]]; got != want {
			t.Errorf("around %q: %q, want %q", word, got, want)
		}
	}
}

// FuzzPassages marks evidence of any bytes in any text: it must not panic, and what
// it underlines must be there.
func FuzzPassages(f *testing.F) {
	f.Add("Two died. \"No,\" he said.", 4, 8)
	f.Add("…\n\nA. B.", 0, 3)
	f.Fuzz(func(t *testing.T, text string, start, end int) {
		e := parley.Evidence{Start: start, End: end}
		if 0 <= start && start < end && end <= len(text) {
			e.Quote = text[start:end]
			s := around(text, start, end)
			if s[0] > start || s[1] < end {
				t.Errorf("around [%d,%d) is %v", start, end, s)
			}
		}
		var out strings.Builder
		p := newPage(&out, Style{Width: 20})
		p.passages(text, []parley.Evidence{e})
		if err := p.w.Flush(); err != nil {
			t.Fatal(err)
		}
	})
}
