package when

import (
	"fmt"
	"strings"
	"testing"

	"parley/data"
)

func calendarOf(t testing.TB) *calendarWords {
	t.Helper()
	dt, err := loadDating(data.FS)
	if err != nil {
		t.Fatal(err)
	}
	return &dt.calendar
}

func TestDatesOfString(t *testing.T) {
	cw := calendarOf(t)
	for _, c := range []struct{ in, want string }{
		{"KABUL, March 5 (Agency)", "0-3-5"},
		{"BOGOTA, 9 JAN 90", "1990-1-9"},
		{"Nov. 24, 2016", "2016-11-24"},
		{"24th of November 2016", "2016-11-24"},
		{"Tuesday, 5 Sept. 2017", "2017-9-5 on 2"},
		{"Jan. 6, 2021 10:45 AM", "2021-1-6"},
		{"March 5 10:45", "0-3-5"},
		{"5 March 21:10", "0-3-5"},
		{"2020-03-05T10:00:00Z", "2020-3-5"},
		{"05.03.2020", ""},
		{"25.03.2020 and 03/25/2020", "2020-3-25 2020-3-25"},
		{"4/4/2019", "2019-4-4"},
		{"20200305", "2020-3-5"},
		{"30 February 2019", ""},
		{"March 2020", "2020-3-0"},
		{"May", ""},
		{"may 5pm", ""},
		{"", ""},
		{"12 of 30 villages", ""},
	} {
		var got []string
		for _, w := range cw.dates(c.in) {
			s := fmt.Sprintf("%d-%d-%d", w.year, w.month, w.day)
			if w.weekday > 0 {
				s += fmt.Sprintf(" on %d", w.weekday)
			}
			got = append(got, s)
			if w.start < 0 || w.end <= w.start || w.end > len(c.in) {
				t.Errorf("%q: bytes [%d, %d)", c.in, w.start, w.end)
			}
		}
		if strings.Join(got, " ") != c.want {
			t.Errorf("%q: %q, want %q", c.in, got, c.want)
		}
	}
}

func TestURLDate(t *testing.T) {
	cw := calendarOf(t)
	for _, c := range []struct{ url, want string }{
		{"https://a.example/2020/03/05/x", "2020-3-5"},
		{"https://a.example/2020/3/5", "2020-3-5"},
		{"https://a.example/world-2020-03-05.html", "2020-3-5"},
		{"https://a.example/2016/mar/05/x", "2016-3-5"},
		{"https://a.example/31-Jul-2015/x", "2015-7-31"},
		{"https://a.example/25/01/2014/x", "2014-1-25"},
		{"https://a.example/05/01/2014/x", ""},
		{"https://a.example/01/25/14/x", "2014-1-25"},
		{"https://a.example/news/20200811134039/", "2020-8-11"},
		{"https://a.example/2018/08/x", "2018-8-0"},
		{"https://2018.example/08/x", ""},
		{"https://a.example/2018/13/45/x", ""},
		{"https://a.example/1850/01/01/x", ""},
		{"https://a.example/137753889.htm", ""},
		{"https://a.example/resolution-2231-5-years-on", ""},
		{"https://a.example", ""},
		{"", ""},
		{"a.example/2020/03/05/x", "2020-3-5"},
	} {
		got := ""
		if w, ok := cw.urlDate(c.url); ok {
			got = fmt.Sprintf("%d-%d-%d", w.year, w.month, w.day)
			if w.start < 0 || w.end <= w.start || w.end > len(c.url) {
				t.Errorf("%q: bytes [%d, %d)", c.url, w.start, w.end)
			}
		}
		if got != c.want {
			t.Errorf("%q: %q, want %q", c.url, got, c.want)
		}
	}
}
