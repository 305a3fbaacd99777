package when

import (
	"math/rand/v2"
	"slices"
	"testing"
	"testing/fstest"

	"parley"
	"parley/data"
)

func TestWeekdayOfDay(t *testing.T) {
	for _, c := range []struct{ y, m, d, want int }{
		{1970, 1, 1, 4}, {2020, 2, 29, 6}, {2023, 5, 17, 3}, {1969, 12, 28, 7}, {2000, 1, 3, 1},
	} {
		if got := weekdayOf(dayOf(c.y, c.m, c.d)); got != c.want {
			t.Errorf("%d-%d-%d is weekday %d, want %d", c.y, c.m, c.d, got, c.want)
		}
	}
}

// holds tells whether a day is in a set.
func holds(a spans, day int) bool {
	return slices.ContainsFunc(a, func(s span) bool { return s.from <= day && day <= s.to })
}

// TestSpans compares sets of spans with the days one by one.
func TestSpans(t *testing.T) {
	const days = 40
	rnd := rand.New(rand.NewPCG(3, 5))
	random := func() ([]span, [days]bool) {
		var in []span
		var has [days]bool
		for range rnd.IntN(5) {
			s := span{rnd.IntN(days), rnd.IntN(days)}
			in = append(in, s)
			for d := s.from; d <= s.to; d++ {
				has[d] = true
			}
		}
		return in, has
	}
	for range 2000 {
		x, inX := random()
		y, inY := random()
		a, b := united(x), united(y)
		both := a.and(b)
		for d := range days {
			if holds(a, d) != inX[d] || holds(both, d) != (inX[d] && inY[d]) {
				t.Fatalf("day %d of %v and %v: %v", d, a, b, both)
			}
		}
		for i := 1; i < len(a); i++ {
			if a[i].from <= a[i-1].to+1 {
				t.Fatalf("%v: spans touch", a)
			}
		}
	}
}

func TestPeriodOfSpan(t *testing.T) {
	for _, c := range []struct {
		s    span
		want parley.Precision
	}{
		{span{0, 0}, parley.PrecisionDay}, {span{0, 6}, parley.PrecisionWeek}, {span{0, 30}, parley.PrecisionMonth},
		{span{0, 80}, parley.PrecisionSeason}, {span{0, 365}, parley.PrecisionYear}, {span{0, 900}, parley.PrecisionLong},
		{span{0, openFuture}, parley.PrecisionLong}, {span{openPast, openFuture}, ""},
	} {
		p := c.s.period()
		if p.Precision != c.want || p.From.IsZero() != (c.s.from == openPast) || p.To.IsZero() != (c.s.to == openFuture) {
			t.Errorf("%v: %+v, want precision %q", c.s, p, c.want)
		}
	}
}

// TestSolve gives up what contradicts surer clues, and what two others that
// agree speak against.
func TestSolve(t *testing.T) {
	days, kept := solve([]clue{
		{set: until(99), rank: rankRecent, shows: "weak"},
		{set: since(100), rank: rankPast, shows: "sure"},
		{set: spans{{50, 200}}, rank: rankOffice, shows: "office"},
	})
	if days.hull() != (span{100, 200}) || len(kept) != 2 {
		t.Errorf("%v from %v", days, kept)
	}
	days, _ = solve([]clue{
		{set: since(5000), rank: rankPast, shows: "misread"},
		{set: spans{{50, 200}}, rank: rankOffice}, {set: until(150), rank: rankFuture},
	})
	if days.hull() != (span{50, 150}) {
		t.Errorf("%v with an outlier", days)
	}
	if days, kept = solve(nil); len(kept) != 0 || days.hull().period() != (parley.Period{}) {
		t.Errorf("%v, %v from nothing", days, kept)
	}
}

// TestPublishedTables wants damaged tables refused, with file and line.
func TestPublishedTables(t *testing.T) {
	dt, err := loadDating(data.FS)
	if err != nil {
		t.Fatal(err)
	}
	if n := len(dt.turnings.events); n < 150 {
		t.Errorf("%d events", n)
	}
	offices, titles, events := "when/published_offices.tsv", "when/published_titles.tsv", "when/published_events.tsv"
	for _, c := range []struct{ file, row string }{
		{titles, "one\ttwo\tthree"},
		{offices, "X\tpresident\tA B\t\t2020-01-01\t2019-01-01"},
		{offices, "X\tpresident\tA B\t\t2020-13-01"},
		{offices, "X\tpresident\tA B\tyes\t2020-01-01"},
		{offices, "X\tpresident\tA B\t\t2020-01-01\tnever"},
		{offices, "X\tjuggler\tA B\t\t2020-01-01"},
		{offices, "X\tpresident\tA B, \t\t2020-01-01"},
		{events, "2020-01-01\t\tnamed\tx\ta; , b"},
		{events, "2020-01-01\t2019-01-01\tnamed\tx\ta"},
		{events, "2020-01-01\tsoon\tnamed\tx\ta"},
		{events, "then\t\tnamed\tx\ta"},
		{events, "2020-01-01\t\tguessed\tx\ta"},
		{"when/published_cues.tsv", "fruit\tapple"},
		{"when/published_cues.tsv", "former\tformer"},
		{"when/calendar.tsv", "month\tnine\tseptember"},
	} {
		fsys := fstest.MapFS{}
		for _, f := range []string{"when/calendar.tsv", titles, offices, events, "when/published_cues.tsv"} {
			text, err := data.FS.ReadFile(f)
			if err != nil {
				t.Fatal(err)
			}
			fsys[f] = &fstest.MapFile{Data: text}
		}
		fsys[c.file] = &fstest.MapFile{Data: []byte(c.row + "\n")}
		if _, err := loadDating(fsys); err == nil {
			t.Errorf("%s with %q is taken", c.file, c.row)
		}
	}
	if _, err := loadDating(fstest.MapFS{}); err == nil {
		t.Error("no tables, no error")
	}
}
