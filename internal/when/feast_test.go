package when

import (
	"testing"
	"time"

	"parley/data"
)

// TestFeasts compares the reckoning with published dates.
func TestFeasts(t *testing.T) {
	lex, err := loadLexicon(data.FS)
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		id   string
		want time.Time
		off  int // days that the reckoning may be off
	}{
		{"easter", day(2000, 4, 23), 0}, {"easter", day(2008, 3, 23), 0}, {"easter", day(2011, 4, 24), 0},
		{"easter", day(2019, 4, 21), 0}, {"easter", day(2023, 4, 9), 0}, {"easter", day(2024, 3, 31), 0},
		{"good-friday", day(1998, 4, 10), 0}, {"orthodox-easter", day(2022, 4, 24), 0},
		{"orthodox-easter", day(2023, 4, 16), 0}, {"orthodox-easter", day(2024, 5, 5), 0},
		{"yom-kippur", day(1973, 10, 6), 0}, {"yom-kippur", day(2023, 9, 25), 0}, {"rosh-hashanah", day(2020, 9, 19), 0},
		{"passover", day(2023, 4, 6), 0}, {"passover", day(2024, 4, 23), 0}, {"hanukkah", day(2022, 12, 19), 0},
		{"hanukkah", day(2023, 12, 8), 0}, {"simchat-torah", day(2023, 10, 7), 0}, {"shavuot", day(2021, 5, 17), 0},
		{"eid-al-fitr", day(2018, 6, 15), 1}, {"eid-al-fitr", day(2019, 6, 4), 1}, {"eid-al-fitr", day(2020, 5, 24), 1},
		{"eid-al-fitr", day(2021, 5, 13), 1}, {"eid-al-fitr", day(2023, 4, 21), 1}, {"eid-al-adha", day(2022, 7, 9), 1},
		{"eid-al-adha", day(2023, 6, 28), 1}, {"ramadan", day(2024, 3, 11), 1}, {"ashura", day(2023, 7, 28), 1},
		{"arbaeen", day(2022, 9, 17), 1}, {"mawlid", day(2021, 10, 19), 1}, {"thanksgiving", day(2022, 11, 24), 0},
		{"lunar-new-year", day(1968, 1, 30), -1}, {"lunar-new-year", day(2023, 1, 22), 0}, {"diwali", day(2020, 11, 14), 0},
		{"september-11", day(2001, 9, 11), 0},
	} {
		f := lex.feasts[c.id]
		if f == nil {
			t.Errorf("no holiday %s", c.id)
			continue
		}
		all := f.in(c.want.Year(), lex.feasts)
		if c.off < 0 {
			if len(all) != 0 {
				t.Errorf("%s of %d: %v, but the table does not go so far", c.id, c.want.Year(), all)
			}
			continue
		}
		found := false
		for _, got := range all {
			found = found || got.Sub(c.want).Abs() <= time.Duration(c.off)*24*time.Hour
		}
		if !found {
			t.Errorf("%s of %d: %v, want %s", c.id, c.want.Year(), all, c.want.Format(time.DateOnly))
		}
	}
}

// TestTwoInOneYear checks a holiday of the shorter Islamic year that falls
// twice into one of ours.
func TestTwoInOneYear(t *testing.T) {
	f := &feast{rule: "islamic", a: 9, b: 1, days: 30}
	if all := f.in(2030, nil); len(all) != 2 || all[0].Month() != time.January || all[1].Month() != time.December {
		t.Errorf("Ramadan 2030: %v", all)
	}
}

// TestBadTables checks that a damaged rule of a holiday is refused.
func TestBadTables(t *testing.T) {
	for _, rule := range []string{"", "fixed", "fixed x-1", "nth 1 2", "easter", "once 2001", "moon 3"} {
		if _, err := newFeast("x", rule, "1"); err == nil {
			t.Errorf("rule %q was taken", rule)
		}
	}
	if _, err := newFeast("x", "easter 0", "many"); err == nil {
		t.Error("days \"many\" were taken")
	}
}
