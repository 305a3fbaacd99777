package term

import (
	"testing"
	"time"
)

func TestAfter(t *testing.T) {
	for _, c := range []struct{ from, length, want string }{
		{"2020-02-29", "P14M", "2021-04-29"},
		{"2020-02-29", "P135D", "2020-07-13"},
		{"2020-02-29", "P1Y", "2021-02-28"},
		{"2022-11-02", "P30D", "2022-12-02"},
		{"2023-01-31", "P1M", "2023-02-28"},
		{"2024-01-31", "P1M", "2024-02-29"},
		{"2023-12-31", "P2M", "2024-02-29"},
		{"2016-11-24", "P1Y6M", "2018-05-24"},
		{"2016-11-24", "P2W", "2016-12-08"},
		{"2020-12-31", "P1D", "2021-01-01"},
		{"2024-01-31", "P1M1D", "2024-03-01"},
	} {
		from, err := time.Parse(time.DateOnly, c.from)
		if err != nil {
			t.Fatal(err)
		}
		l, ok := Parse(c.length)
		if !ok {
			t.Errorf("%s is not read", c.length)
		}
		if got := After(from, l).Format(time.DateOnly); got != c.want {
			t.Errorf("%s after %s is %s, want %s", c.length, c.from, got, c.want)
		}
	}
}

func TestParseRefuses(t *testing.T) {
	for _, bad := range []string{"", "P", "14M", "PXD", "P.5Y", "PT24H", "P3", "P-2D", "P9999999999D", "PD"} {
		if l, ok := Parse(bad); ok {
			t.Errorf("%q was read as %v", bad, l)
		}
	}
}

func FuzzParse(f *testing.F) {
	f.Add("P14M")
	f.Add("P1Y2M3W4D")
	day := time.Date(2020, 2, 29, 0, 0, 0, 0, time.UTC)
	f.Fuzz(func(t *testing.T, value string) {
		l, ok := Parse(value)
		if ok && After(day, l).Before(day) {
			t.Errorf("%q leads back to %v", value, After(day, l))
		}
	})
}
