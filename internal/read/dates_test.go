package read

import (
	"testing"
	"time"
)

func TestPublished(t *testing.T) {
	for _, c := range []struct{ stated, from, to string }{
		{"2020-03-05", "2020-03-05", "2020-03-05"},
		{"2020-03-05T23:30:00-05:00", "2020-03-05", "2020-03-05"},
		{"2020-03-05T08:15:30.123Z", "2020-03-05", "2020-03-05"},
		{"2020-03-05 08:15", "2020-03-05", "2020-03-05"},
		{"20200305", "2020-03-05", "2020-03-05"},
		{"Thu, 05 Mar 2020 08:15:30 GMT", "2020-03-05", "2020-03-05"},
		{"Thu, 5 Mar 2020 08:15:30 +0430", "2020-03-05", "2020-03-05"},
		{"5 March 2020", "2020-03-05", "2020-03-05"},
		{"March 5th, 2020", "2020-03-05", "2020-03-05"},
		{"Thursday, Mar. 5, 2020 at 08:15 a.m. GMT", "2020-03-05", "2020-03-05"},
		{"08:15, 5 Mar 2020", "2020-03-05", "2020-03-05"},
		{"2020-02", "2020-02-01", "2020-02-29"},
		{"February 2020", "2020-02-01", "2020-02-29"},
		{"2020", "2020-01-01", "2020-12-31"},
		{"03/04/2020", "", ""}, // March or April?
		{"March 5", "", ""},    // of which year?
		{"31 February 2020", "", ""},
		{"2020-13-01", "", ""},
		{"yesterday", "", ""},
		{"", "", ""},
	} {
		p := published(c.stated)
		got := func(t time.Time) string {
			if t.IsZero() {
				return ""
			}
			return t.Format(time.DateOnly)
		}
		if got(p.From) != c.from || got(p.To) != c.to || p.Stated != c.stated {
			t.Errorf("%q: got %s to %s, want %s to %s", c.stated, got(p.From), got(p.To), c.from, c.to)
		}
		if p.From.Location() != time.UTC || p.From.Hour() != 0 {
			t.Errorf("%q: %v is not midnight UTC", c.stated, p.From)
		}
	}
}

func TestDate(t *testing.T) {
	for _, c := range []struct {
		text string
		want day
		n    int // pieces
	}{
		{"March 5th. On", day{0, 3, 5}, 2},
		{"5 March – On", day{0, 3, 5}, 2},
		{"3 JAN 90 -- THE", day{1990, 1, 3}, 3},
		{"3 Jan. 04 (", day{2004, 1, 3}, 4},
		{"Sept. 30, 2021", day{2021, 9, 30}, 5},
		{"30 of September 2021", day{2021, 9, 30}, 4},
		{"Tue, 2021-09-30", day{2021, 9, 30}, 7},
		{"May 2021", day{2021, 5, 0}, 2},
		{"March 5, 14 men", day{0, 3, 5}, 2},
		{"May he", day{}, 0},
		{"May 32", day{}, 0},
		{"Marching 5", day{}, 0},
		{"2021", day{}, 0},
		{"Tuesday", day{}, 0},
		{"", day{}, 0},
	} {
		if got, n := date(c.text, pieces(nil, c.text)); got != c.want || n != c.n {
			t.Errorf("%q: got %+v in %d pieces, want %+v in %d", c.text, got, n, c.want, c.n)
		}
	}
}

func TestDateLine(t *testing.T) {
	for _, c := range []struct {
		line, words        string
		announced, updated bool
	}{
		{"3 March 2021", "3 March 2021", false, false},
		{"Published on 3 March 2021 at 10:15 GMT", "3 March 2021 at 10:15 GMT", true, false},
		{"Last updated: March 3, 2021", "March 3, 2021", true, true},
		{"Date: 2021-03-03", "2021-03-03", true, false},
		{"03 May 2021   |   3:29 pm", "03 May 2021   |   3:29 pm", false, false},
		{"3 March 2021 in Tarvos", "", false, false},
		{"On 3 March 2021", "", false, false},
		{"Published", "", false, false},
		{"Nine dead on 3 March 2021", "", false, false},
	} {
		words, announced, updated, ok := dateLine(c.line, pieces(nil, c.line))
		if ok != (c.words != "") || ok && (words != c.words || announced != c.announced || updated != c.updated) {
			t.Errorf("%q: got %q, %v, %v, %v", c.line, words, announced, updated, ok)
		}
	}
}
