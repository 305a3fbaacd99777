package export

import (
	"bytes"
	"cmp"
	"context"
	"fmt"
	"strings"
	"time"
	"unicode"

	ics "github.com/arran4/golang-ical"

	"parley"
	"parley/internal/process"
)

// uidHost is the right side of UIDs: they stay the same wherever the calendar is put.
const uidHost = "@parley.invalid"

// writeICal writes an all-day event for each undertaking that has a deadline. It
// writes one event at a time: the library's calendar would hold all of them.
func writeICal(ctx context.Context, x *run) error {
	layout := &ics.SerializationConfiguration{MaxLength: foldAt, PropertyMaxLength: foldAt, NewLine: "\r\n"}
	cal := ics.NewCalendar()
	cal.SetProductId("-//Parley//Ledger//EN")
	cal.SetCalscale("GREGORIAN")
	cal.SetXWRCalName(noControls(cmp.Or(x.Title, "Parley: deadlines")))
	cal.SetXWRCalDesc(noControls(Words(x.Filter, x.What, x.Limit)))
	var b bytes.Buffer
	if err := cal.SerializeTo(&b, layout); err != nil {
		return err
	}
	const last = "END:VCALENDAR\r\n"
	head, ok := bytes.CutSuffix(b.Bytes(), []byte(last))
	if !ok {
		return fmt.Errorf("the head of the calendar ends with %q", b.String())
	}
	if _, err := x.out.Write(head); err != nil {
		return err
	}
	due := func(u *parley.Undertaking) bool {
		x.sum.Items++
		_, _, ok := allDay(u.Deadline)
		if !ok {
			x.leave([]Left{{"no deadline", 1}})
		}
		return ok
	}
	for d, err := range x.undertakingsWith(ctx, due) {
		if err != nil {
			return err
		}
		first, end, _ := allDay(d.Deadline)
		b.Reset()
		if err := calendarEvent(d, first, end).SerializeTo(&b, layout); err != nil {
			return err
		}
		if _, err := x.out.Write(b.Bytes()); err != nil {
			return err
		}
		x.sum.Rows++
	}
	_, err := x.out.WriteString(last)
	return err
}

// foldAt is the longest line in bytes without its end, RFC 5545, 3.1.
const foldAt = 75

// longestDue is how many days a deadline may span and still fill them in a
// calendar: "in May" does, "within six months" is the last of its days.
const longestDue = 31

// allDay returns the days of a deadline as a calendar has them: end is the day
// behind the last. Of one with an open end the day that is known is taken.
func allDay(d *parley.Date) (first, end time.Time, ok bool) {
	if d == nil || d.IsZero() {
		return first, end, false
	}
	first, end = d.From, d.To
	if first.IsZero() {
		first = end
	}
	if end.IsZero() {
		end = first
	}
	if end.Sub(first) >= longestDue*24*time.Hour {
		first = end
	}
	return first, end.AddDate(0, 0, 1), true
}

// calendarEvent makes an event of an undertaking.
func calendarEvent(d *parley.UndertakingDetail, first, end time.Time) *ics.VEvent {
	e := ics.NewEvent(d.ID + uidHost)
	// The stamp is that of the last report: the same store gives the same bytes.
	stamp := d.LastReported.Time()
	if stamp.IsZero() {
		stamp = first
	}
	e.SetDtStampTime(stamp)
	e.SetModifiedAt(stamp)
	e.SetSequence(max(len(d.History)-1, 0))
	e.SetAllDayStartAt(first)
	e.SetAllDayEndAt(end)
	e.SetTimeTransparency(ics.TransparencyTransparent)
	e.SetSummary(noControls(dueTitle(&d.Undertaking)))
	e.SetDescription(noControls(strings.Join(dueText(d), "\n")))
	switch d.Status {
	case parley.Lapsed, parley.Withdrawn, parley.Rejected:
		e.SetStatus(ics.ObjectStatusCancelled)
	case parley.Pending, parley.Disputed:
		e.SetStatus(ics.ObjectStatusTentative)
	default:
		e.SetStatus(ics.ObjectStatusConfirmed)
	}
	if d.Theme != "" {
		e.AddCategory(noControls(d.Theme))
	}
	for i := range d.Tellings {
		if u := d.Tellings[i].Article.URL; isIRI(u) {
			e.SetURL(u)
			break
		}
	}
	return e
}

// noControls makes blanks of the control characters that a calendar's text cannot
// hold: all but the line end, which is escaped.
func noControls(s string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsControl(r) && r != '\n' {
			return ' '
		}
		return r
	}, s)
}

// dueTitle says who has to do what.
func dueTitle(u *parley.Undertaking) string {
	title := cmp.Or(u.What, u.Theme, string(u.Kind))
	if by := nameOf(u.By); by != "" {
		title = by + ": " + title
	}
	return title
}

// dueText sets an undertaking out for the notes of a calendar: how it stands, what
// it hangs on, and the words that show it.
func dueText(d *parley.UndertakingDetail) []string {
	lines := []string{fmt.Sprintf("%s; %s (%d of 3 on the scale of the Peace Accords Matrix)", d.Kind, d.Status, d.PAM.Level)}
	add := func(lead, text string) {
		if text != "" {
			lines = append(lines, lead+text)
		}
	}
	add("Owed to: ", nameOf(d.To))
	add("Said by: ", nameOf(d.SaidBy))
	add("On condition: ", d.Condition)
	if d.Deadline != nil {
		add("Deadline as told: ", d.Deadline.Text)
	}
	if n := len(d.History); n > 0 {
		last := &d.History[n-1]
		add("", fmt.Sprintf("Since %s: %s", cmp.Or(sinceDay(&last.On), "a day not known"), last.Status))
		for i := range last.Evidence {
			// One word ("promised") shows that it is so, but tells nothing by itself.
			if q := last.Evidence[i].Quote; strings.Contains(q, " ") {
				add("", "“"+q+"”")
			}
		}
	}
	for i := range d.Tellings {
		t := &d.Tellings[i]
		if q := quoted(t.Commitment.Evidence, "what"); q != "" {
			add("", fmt.Sprintf("%s: “%s”", cmp.Or(t.Article.Outlet, t.Article.Title, t.Article.Ref), q))
			break
		}
	}
	add("Entry ", d.ID+", "+process.PAMWord(d.PAM.Level))
	return lines
}

// sinceDay is the first day of a date, or the last where only that is known.
func sinceDay(d *parley.Date) string {
	return string(cmp.Or(parley.DayOf(d.From), parley.DayOf(d.To)))
}
