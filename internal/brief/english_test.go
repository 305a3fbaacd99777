package brief

import (
	"testing"
	"time"

	"parley"
)

func day(s string) time.Time { return parley.Day(s).Time() }

func TestWhenWords(t *testing.T) {
	for _, c := range []struct{ from, to, want string }{
		{"2020-03-03", "2020-03-03", "on 3 March 2020"},
		{"2020-03-03", "2020-03-04", "on 3 or 4 March 2020"},
		{"2020-03-03", "2020-03-05", "between 3 and 5 March 2020"},
		{"2020-02-29", "2020-03-01", "between 29 February and 1 March 2020"},
		{"2019-12-31", "2020-01-02", "between 31 December 2019 and 2 January 2020"},
		{"2020-03-01", "2020-03-31", "in March 2020"},
		{"2020-01-01", "2020-12-31", "in 2020"},
		{"2020-01-01", "2021-12-31", "in the time from 2020 to 2021"},
		{"2020-11-01", "2021-01-31", "in the time from November 2020 to January 2021"},
		{"", "2020-03-05", "by 5 March 2020"},
		{"2020-03-05", "", "since 5 March 2020"},
		{"", "", ""},
	} {
		if got := whenWords(&parley.Date{Period: parley.Period{From: day(c.from), To: day(c.to)}}); got != c.want {
			t.Errorf("%s to %s: %q, want %q", c.from, c.to, got, c.want)
		}
	}
	if got := whenWords(nil); got != "" {
		t.Errorf("nil: %q", got)
	}
}

func TestSpanWords(t *testing.T) {
	for _, c := range []struct{ from, to, want string }{
		{"2020-03-03", "2020-03-03", "3 March 2020"}, {"2020-03-03", "2020-03-05", "3 to 5 March 2020"},
		{"2020-03-03", "2020-04-05", "3 March to 5 April 2020"}, {"2019-03-03", "2020-04-05", "3 March 2019 to 5 April 2020"},
		{"2020-03-01", "2020-03-31", "March 2020"}, {"2020-03-01", "2020-05-31", "March to May 2020"},
		{"2019-03-01", "2020-05-31", "March 2019 to May 2020"}, {"2020-01-01", "2020-12-31", "2020"}, {"2014-01-01", "2020-12-31", "2014 to 2020"},
	} {
		if got := spanWords(day(c.from), day(c.to)); got != c.want {
			t.Errorf("%s to %s: %q, want %q", c.from, c.to, got, c.want)
		}
	}
}

func TestNumbers(t *testing.T) {
	for n, want := range map[int]string{0: "0", 7: "7", 9999: "9999", 10000: "10,000", 1234567: "1,234,567", -9999: "-9999", -12345: "-12,345"} {
		if got := digits(n); got != want {
			t.Errorf("digits(%d): %q, want %q", n, got, want)
		}
	}
	for n, want := range map[int]string{0: "no", 1: "one", 9: "nine", 10: "10", -1: "-1"} {
		if got := inWords(n); got != want {
			t.Errorf("inWords(%d): %q, want %q", n, got, want)
		}
	}
	for n, want := range map[int]string{0: "0", 12: "+12", -3: "\u22123", -12000: "\u221212,000"} {
		if got := signed(n); got != want {
			t.Errorf("signed(%d): %q, want %q", n, got, want)
		}
	}
	for i, want := range map[int]string{0: "a", 25: "z", 26: "aa", 51: "az", 52: "ba"} {
		if got := letter(i); got != want {
			t.Errorf("letter(%d): %q, want %q", i, got, want)
		}
	}
}
