package export

import (
	"bytes"
	"slices"
	"strings"
	"testing"
	"time"

	ics "github.com/arran4/golang-ical"
	"github.com/mmcdole/gofeed"
	"github.com/mmcdole/gofeed/atom"

	"parley"
)

// TestAtom reads the feed back with the parser that readers of feeds use.
func TestAtom(t *testing.T) {
	b, sum := written(t, "atom", Options{})
	f, err := (&atom.Parser{}).Parse(bytes.NewReader(b))
	must(t, err)
	if len(f.Entries) != sum.Rows || sum.Rows < 100 || sum.Rows > newestEntries || f.ID == "" || f.Title == "" || len(f.Authors) != 1 {
		t.Fatalf("%d entries of %d rows, id %q, title %q", len(f.Entries), sum.Rows, f.ID, f.Title)
	}
	want := everything(t, store(t).Incidents, parley.Filter{Order: parley.OrderNewest})
	seen, last := map[string]bool{}, time.Time{}
	for i, e := range f.Entries {
		if seen[e.ID] || e.ID != tagPrefix+"incident:"+want[i].ID || e.Title != want[i].Title || e.UpdatedParsed == nil || e.Summary == "" {
			t.Errorf("entry %d: %+v, want %s", i, e, want[i].ID)
		}
		seen[e.ID] = true
		if want[i].LastReported != "" && parley.DayOf(*e.UpdatedParsed) != want[i].LastReported {
			t.Errorf("%s was updated %s, want %s", e.ID, e.Updated, want[i].LastReported)
		}
		if e.UpdatedParsed.After(last) {
			last = *e.UpdatedParsed
		}
	}
	if f.UpdatedParsed == nil || !f.UpdatedParsed.Equal(last) {
		t.Errorf("the feed was updated %s, its last entry %s", f.Updated, last)
	}
	if some, sum := written(t, "atom", Options{Limit: 3, Title: "War & <peace>"}); sum.Rows != 3 || !bytes.Contains(some, []byte("War &amp; &lt;peace&gt;")) {
		t.Errorf("of 3: %+v", sum)
	}
	one, err := gofeed.NewParser().Parse(bytes.NewReader(b))
	if err != nil || one.FeedType != "atom" || len(one.Items) != sum.Rows {
		t.Errorf("read as any feed: %v, %v", one, err)
	}
	hard, _ := written(t, "atom", Options{Filter: parley.Filter{Actor: "x-one"}})
	if f, err = (&atom.Parser{}).Parse(bytes.NewReader(hard)); err != nil || len(f.Entries) != 1 || len(f.Entries[0].Links) != 2 ||
		f.Entries[0].Links[1].Href != "https://news.example/a?b=c&d=|e;f" {
		t.Errorf("the hard incident: %+v, %v", f.Entries, err)
	}
}

// TestICal reads the calendar back: an all-day event for each deadline.
func TestICal(t *testing.T) {
	b, sum := written(t, "ical", Options{})
	for line := range bytes.SplitSeq(bytes.TrimSuffix(b, []byte("\r\n")), []byte("\r\n")) {
		if len(line) > foldAt || bytes.ContainsAny(line, "\r\n") {
			t.Errorf("a line of %d bytes: %q", len(line), line)
		}
	}
	cal, err := ics.ParseCalendar(bytes.NewReader(b))
	must(t, err)
	all := everything(t, store(t).Undertakings, parley.Filter{})
	due := slices.DeleteFunc(all, func(u parley.Undertaking) bool { return u.Deadline == nil })
	if len(cal.Events()) != len(due) || sum.Rows != len(due) || len(due) < 5 || len(sum.Left) != 1 || sum.Left[0].Count+sum.Rows != sum.Items {
		t.Fatalf("%d events of %d deadlines, %+v", len(cal.Events()), len(due), sum)
	}
	for i, e := range cal.Events() {
		u := due[i]
		first, err := e.GetAllDayStartAt()
		must(t, err)
		end, err := e.GetAllDayEndAt()
		must(t, err)
		stamp, err := e.GetDtStampTime()
		must(t, err)
		from, to, _ := allDay(u.Deadline)
		if e.Id() != u.ID+uidHost || parley.DayOf(first) != parley.DayOf(from) || parley.DayOf(end) != parley.DayOf(to) || !end.After(first) {
			t.Errorf("%s from %s to %s, want %s from %s to %s", e.Id(), first, end, u.ID, from, to)
		}
		if u.LastReported != "" && parley.DayOf(stamp) != u.LastReported {
			t.Errorf("%s: stamp %s, want %s", u.ID, stamp, u.LastReported)
		}
		cancelled := e.GetProperty(ics.ComponentPropertyStatus).Value == string(ics.ObjectStatusCancelled)
		if cancelled != (u.Status == parley.Lapsed || u.Status == parley.Withdrawn || u.Status == parley.Rejected) {
			t.Errorf("%s: %s, cancelled %v", u.ID, u.Status, cancelled)
		}
		if got := e.GetProperty(ics.ComponentPropertySummary).Value; got != noControls(dueTitle(&u)) {
			t.Errorf("%s: summary %q, want %q", u.ID, got, dueTitle(&u))
		}
		if !strings.Contains(e.GetProperty(ics.ComponentPropertyDescription).Value, u.ID) {
			t.Errorf("%s is not told in its notes", u.ID)
		}
	}
}

// TestAllDay: a deadline of which one end is known is that day.
func TestAllDay(t *testing.T) {
	one, two := day8(3, 1), day8(3, 5)
	for _, c := range []struct {
		of         *parley.Date
		first, end string
		ok         bool
	}{
		{nil, "", "", false},
		{&parley.Date{}, "", "", false},
		{&parley.Date{Period: parley.Period{From: one, To: two}}, "2018-03-01", "2018-03-06", true},
		{&parley.Date{Period: parley.Period{To: two}}, "2018-03-05", "2018-03-06", true},
		{&parley.Date{Period: parley.Period{From: one}}, "2018-03-01", "2018-03-02", true},
		{&parley.Date{Period: parley.Period{From: one, To: day8(3, 31)}}, "2018-03-01", "2018-04-01", true},
		{&parley.Date{Period: parley.Period{From: one, To: day8(4, 1)}}, "2018-04-01", "2018-04-02", true},
	} {
		first, end, ok := allDay(c.of)
		if ok != c.ok || string(parley.DayOf(first)) != c.first && c.ok || string(parley.DayOf(end)) != c.end && c.ok {
			t.Errorf("%+v: %s to %s, %v", c.of, first, end, ok)
		}
	}
}
