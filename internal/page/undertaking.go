package page

import (
	"fmt"
	"io"
	"strconv"
	"strings"

	"parley"
)

// Due is where an undertaking stands on a day, beside what is stored of it.
type Due struct {
	// Status is that of the day; Overdue is by how many days the deadline has
	// passed, 0 where it has not.
	Status  parley.CommitmentStatus
	Overdue int
	// Scale names the level on the scale of the Peace Accords Matrix.
	Scale string
}

// Ledger writes a list of undertakings; due has one entry for each.
func Ledger(w io.Writer, s Style, list []parley.Undertaking, due []Due) error {
	columns := []Column{
		{Head: "BY WHEN"}, {Head: "WHO", Shrinks: true, Most: 26}, {Head: "WHAT", Shrinks: true}, {Head: "KIND"}, {Head: "STATUS"},
		{Head: "SCALE"}, {Head: "FAM", Right: true}, {Head: "ID"},
	}
	rows := make([][]string, len(list))
	for i, u := range list {
		status := string(due[i].Status)
		if due[i].Overdue > 0 {
			status += fmt.Sprintf(", %d d over", due[i].Overdue)
		}
		rows[i] = []string{
			deadline(u.Deadline), dash(partyName(u.By)), u.What, string(u.Kind), status, due[i].Scale, strconv.Itoa(u.Families), Short(u.ID),
		}
	}
	return Table(w, s, columns, rows)
}

// deadline writes the last day of a deadline, or its words where no day is known.
func deadline(d *parley.Date) string {
	switch {
	case d == nil:
		return "-"
	case !d.To.IsZero():
		return string(parley.DayOf(d.To))
	}
	return d.Text
}

// Undertaking writes all that is known of an undertaking. It returns the error of w.
func Undertaking(w io.Writer, s Style, d parley.UndertakingDetail, due Due, agreement string, texts Texts) error {
	p := newPage(w, s)
	p.line("%s: %s", strings.ToUpper(string(d.Kind)), d.What)
	p.line("%s · told by %s", d.ID, count(d.Articles, "article", "articles"))
	p.line("")
	p.row("who", partyName(d.By))
	p.row("to whom", partyName(d.To))
	p.row("said by", partyName(d.SaidBy))
	p.row("theme", d.Theme)
	p.row("how many", figure(d.Count))
	p.row("condition", d.Condition)
	if d.Made != nil {
		p.row("made", joined(days(d.Made.Period), d.Made.How))
	}
	if d.Deadline != nil {
		p.row("by when", joined(deadline(d.Deadline), d.Deadline.Text))
	}
	p.row("under", agreement)
	status := string(due.Status)
	if due.Overdue > 0 {
		status += fmt.Sprintf(", %d days over its deadline", due.Overdue)
	}
	p.row("status", status)
	p.row("scale", Scaled(d.PAM, due.Scale))
	p.line("")
	p.history(d.History, texts)
	p.bearing(d.Bearing)
	p.links("Why its tellings are one", d.Links)
	p.line("In the words of the articles")
	for _, t := range d.Tellings {
		p.line(" %s · %s · %s", name(t.Article), dash(days(t.Article.Published.Period)), Short(t.Commitment.ID))
		p.passages(texts(t.Article.ID), t.Commitment.Evidence)
		p.line("")
	}
	return p.w.Flush()
}

// Scaled is a place on the scale, whose level has the name word, as one line.
func Scaled(at parley.PAM, word string) string {
	if at.By != "" {
		return joined(word+", settled by "+at.By, at.Why)
	}
	return joined(word+", proposed", at.Why)
}

func (p *page) history(list []parley.StatusChange, texts Texts) {
	if len(list) == 0 {
		return
	}
	p.line("What came of it")
	for _, c := range list {
		text := string(c.Status)
		if c.By != "" {
			text += ", says " + c.By
		}
		p.row(dash(deadline(&c.On)), joined(text, c.Rule))
		if text := texts(c.Article); text != "" {
			p.passages(text, c.Evidence)
		}
	}
	p.line("")
}

func (p *page) bearing(list []parley.Bearing) {
	if len(list) == 0 {
		return
	}
	p.line("Events that bear on it")
	for _, b := range list {
		on := "-"
		if b.On != nil {
			on = deadline(b.On)
		}
		p.row(on, fmt.Sprintf("%s: %s · %s", b.Effect, b.Why, Short(b.Incident)))
	}
	p.line("")
}

// Agreements writes a list of agreements.
func Agreements(w io.Writer, s Style, list []parley.Agreement) error {
	columns := []Column{{Head: "SIGNED"}, {Head: "AGREEMENT", Shrinks: true}, {Head: "PARTIES", Shrinks: true}, {Head: "PROVISIONS", Right: true}, {Head: "ID"}}
	rows := make([][]string, len(list))
	for i, a := range list {
		rows[i] = []string{dateOf(a.Signed), a.Name, dash(bareNames(a.Parties)), strconv.Itoa(len(a.Provisions)), a.ID}
	}
	return Table(w, s, columns, rows)
}

// Agreement writes an agreement with its provisions.
func Agreement(w io.Writer, s Style, a parley.Agreement) error {
	p := newPage(w, s)
	p.line("%s", a.Name)
	p.line("%s · %s", a.ID, dash(a.Source))
	p.line("")
	p.row("signed", dateOf(a.Signed))
	p.row("parties", bareNames(a.Parties))
	p.row("country", a.Country)
	p.line("")
	columns := []Column{{Head: "NUMBER"}, {Head: "WHO", Shrinks: true}, {Head: "TEXT", Shrinks: true}, {Head: "THEME"}, {Head: "BY WHEN"}, {Head: "ID"}}
	rows := make([][]string, len(a.Provisions))
	for i, x := range a.Provisions {
		rows[i] = []string{x.Number, dash(x.Party), x.Text, dash(x.Theme), deadline(x.Deadline), Short("u-" + x.ID)}
	}
	if err := p.table(columns, rows); err != nil {
		return err
	}
	return p.w.Flush()
}

// Talks writes a list of negotiations.
func Talks(w io.Writer, s Style, list []parley.Talks) error {
	columns := []Column{
		{Head: "FROM"}, {Head: "TO"}, {Head: "TALKS", Shrinks: true}, {Head: "ROUNDS", Right: true}, {Head: "AGREED", Right: true},
		{Head: "WHERE", Shrinks: true}, {Head: "MEDIATORS", Shrinks: true}, {Head: "ID"},
	}
	rows := make([][]string, len(list))
	for i, t := range list {
		rows[i] = []string{
			dash(string(t.First)), dash(string(t.Last)), t.Name, strconv.Itoa(len(t.Rounds)), strconv.Itoa(len(t.Agreed)),
			dash(strings.Join(t.Venues, ", ")), dash(bareNames(t.Mediators)), Short(t.ID),
		}
	}
	return Table(w, s, columns, rows)
}

// Actor writes an actor with the spellings of its name.
func Actor(w io.Writer, s Style, a parley.ActorInfo) error {
	p := newPage(w, s)
	p.line("%s", a.Name)
	p.line("%s", a.ID)
	p.line("")
	p.row("kind", a.Kind)
	p.row("country", a.Country)
	p.row("sector", a.Sector)
	p.row("side", a.Side)
	p.row("acts in", count(a.AsSource, "incident", "incidents"))
	p.row("suffers in", count(a.AsTarget, "incident", "incidents"))
	p.row("promised", count(a.Promises, "thing", "things"))
	if a.First != "" {
		p.row("from", string(a.First)+" to "+string(a.Last))
	}
	for _, x := range a.Spellings {
		p.row("written", fmt.Sprintf("%s (%d)", x.Text, x.Count))
	}
	return p.w.Flush()
}

// TalksPage writes one negotiation; rounds are the incidents in which they met or
// agreed, by date.
func TalksPage(w io.Writer, s Style, t parley.Talks, rounds []parley.Incident) error {
	p := newPage(w, s)
	p.line("%s", t.Name)
	p.line("%s", t.ID)
	p.line("")
	p.row("sides", bareNames(t.Parties))
	p.row("mediators", bareNames(t.Mediators))
	p.row("where", strings.Join(t.Venues, ", "))
	if t.First != "" {
		p.row("when", string(t.First)+" to "+string(t.Last))
	}
	p.row("agreements", strings.Join(t.Agreements, ", "))
	p.line("")
	if err := p.w.Flush(); err != nil {
		return err
	}
	return Incidents(w, p.style, rounds)
}
