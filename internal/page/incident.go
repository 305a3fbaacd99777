package page

import (
	"bufio"
	"fmt"
	"io"
	"path"
	"strings"

	"parley"
)

// newPage returns a page without a document.
func newPage(w io.Writer, s Style) page {
	if s.Width <= 0 {
		s.Width = defaultWidth
	}
	return page{w: bufio.NewWriter(w), style: s}
}

// Incident writes all that is known of an incident: what it was, who says what
// side by side with what contradicts marked by "!", how the toll moved, why its
// events are one, and the sentences that show it. It returns the error of w.
func Incident(w io.Writer, s Style, d parley.IncidentDetail, texts Texts) error {
	p := newPage(w, s)
	p.line("%s", d.Title)
	p.line("%s · %s", d.ID, told(d))
	p.line("")
	p.incidentHead(d.Incident)
	p.clashes(d.Clashes)
	if err := p.accounts(d); err != nil {
		return err
	}
	p.incidentClaims(d.Claims)
	if err := p.tollHistory(d.History, tellers(d.Tellings)); err != nil {
		return err
	}
	p.links("Why its events are one", d.Links)
	p.decisions(d.Decisions)
	p.tellings(d, texts)
	return p.w.Flush()
}

// told says how often an incident is told.
func told(d parley.IncidentDetail) string {
	s := fmt.Sprintf("%s; told by %s", d.Standing, count(d.Articles, "article", "articles"))
	if d.Families != d.Articles {
		s += fmt.Sprintf(" of %s (texts that are no copies of one another)", count(d.Families, "family", "families"))
	}
	if d.Outlets > 0 {
		s += fmt.Sprintf(", %s", count(d.Outlets, "outlet", "outlets"))
	}
	return s
}

// count writes a number with its noun.
func count(n int, one, many string) string {
	if n == 1 {
		return "1 " + one
	}
	return fmt.Sprintf("%d %s", n, many)
}

func (p *page) incidentHead(in parley.Incident) {
	h := kindOf(in.Type, in.Mode) + ", " + string(in.Status)
	if in.Background {
		h += ", background"
	}
	if in.Aggregate {
		h += ", a total"
	}
	p.row("what", h)
	p.row("who", names(in.Sources))
	p.row("to whom", names(in.Targets))
	if in.Place != nil {
		p.row("where", where(in.Place))
	}
	if in.Date != nil {
		p.row("when", joined(days(in.Date.Period), in.Date.How))
	}
	for _, t := range []struct {
		name string
		e    parley.Estimate
	}{{"killed", in.Killed}, {"injured", in.Injured}} {
		if text := estimate(t.e); t.e.Best != nil {
			p.row(t.name, text+"; rule: "+dash(t.e.Rule))
		}
	}
	p.row("codes", strings.Trim(strings.Join([]string{in.ACLED, "CAMEO " + in.CAMEO}, " · "), " ·"))
	p.line("")
}

func (p *page) clashes(list []parley.Clash) {
	for _, c := range list {
		p.line("They do not agree on: %s", c.Value)
		for _, s := range c.Sides {
			p.row("", fmt.Sprintf("! %s – %s (%s)", s.Says, s.By, count(s.Families, "family", "families")))
		}
	}
	if len(list) > 0 {
		p.line("")
	}
}

// accounts writes the accounts side by side, a row each.
func (p *page) accounts(d parley.IncidentDetail) error {
	if len(d.Accounts) == 0 {
		return nil
	}
	p.line("Who says what")
	clashing := make(map[string]map[string]bool) // value → event
	for _, c := range d.Clashes {
		clashing[c.Value] = make(map[string]bool)
		for _, s := range c.Sides {
			for _, id := range s.Events {
				clashing[c.Value][id] = true
			}
		}
	}
	mark := func(value, event string, r *parley.Range) string {
		text := dash(figure(r))
		if text != "-" && clashing[value][event] {
			text += " !"
		}
		return text
	}
	columns := []Column{
		{Head: "WHO", Shrinks: true}, {Head: "FOR", Shrinks: true}, {Head: "SAYS"}, {Head: "KILLED", Right: true},
		{Head: "INJURED", Right: true}, {Head: "TOLD BY", Shrinks: true, Most: 24}, {Head: "PUBLISHED"}, {Head: "FAMILY"},
	}
	told := tellers(d.Tellings)
	var rows [][]string
	for _, a := range d.Accounts {
		who := joined(a.Speaker, a.Role)
		if who == "" {
			who = "(the article)"
		}
		rows = append(rows, []string{
			who, dash(a.For), dash(a.Stance), mark("killed", a.Event, a.Killed), mark("injured", a.Event, a.Injured),
			told[a.Article], dash(string(a.Published)), Short(a.Family),
		})
	}
	return p.table(columns, rows)
}

// tellers returns how a page calls each article: by its outlet, or where it is from.
func tellers(list []parley.Telling) map[string]string {
	told := make(map[string]string)
	for _, t := range list {
		told[t.Article.ID] = t.Article.Outlet
		if t.Article.Outlet == "" {
			told[t.Article.ID] = path.Base(t.Article.Ref)
		}
	}
	return told
}

// table writes a table and a blank line.
func (p *page) table(columns []Column, rows [][]string) error {
	if err := Table(p.w, p.style, columns, rows); err != nil {
		return err
	}
	p.line("")
	return nil
}

func (p *page) incidentClaims(list []parley.IncidentClaim) {
	if len(list) == 0 {
		return
	}
	p.line("Responsibility")
	for _, c := range list {
		who := c.By
		if who == "" {
			who = "nobody"
		}
		if c.Speaker != "" && c.Speaker != c.By {
			who += " (" + c.Speaker + ")"
		}
		p.row("", fmt.Sprintf("%s: %s · %s", c.Stance, who, dash(string(c.Published))))
	}
	p.line("")
}

func (p *page) tollHistory(list []parley.TollStep, told map[string]string) error {
	if len(list) == 0 {
		return nil
	}
	p.line("How the toll moved")
	columns := []Column{
		{Head: "PUBLISHED"}, {Head: "KILLED", Right: true}, {Head: "INJURED", Right: true}, {Head: "CHANGE"},
		{Head: "BY", Shrinks: true}, {Head: "TOLD BY", Shrinks: true},
	}
	rows := make([][]string, len(list))
	for i, t := range list {
		by := t.By
		if by == "" {
			by = "(the article)"
		}
		rows[i] = []string{dash(string(t.Published)), dash(figure(t.Killed)), dash(figure(t.Injured)), t.Change, by, told[t.Article]}
	}
	return p.table(columns, rows)
}

// shownLinks is how many links a page shows; the strongest come first.
const shownLinks = 5

func (p *page) links(head string, list []parley.Link) {
	if len(list) == 0 {
		return
	}
	p.line("%s", head)
	for i, l := range list {
		if i == shownLinks {
			p.row("", fmt.Sprintf("and %d more links; --json has them all", len(list)-i))
			break
		}
		p.row(fmt.Sprintf("%+.1f", l.Score), Short(l.A)+" = "+Short(l.B))
		for _, r := range l.Reasons {
			p.row("", fmt.Sprintf("%+.1f %s", r.Weight, joined(r.Feature, r.Detail)))
		}
	}
	p.line("")
}

func (p *page) decisions(list []parley.Decision) {
	if len(list) == 0 {
		return
	}
	p.line("Decisions")
	for _, d := range list {
		p.row("", Decision(d))
	}
	p.line("")
}

// Decisions writes a list of decisions, one a line.
func Decisions(w io.Writer, _ Style, list []parley.Decision) error {
	for _, d := range list {
		if _, err := io.WriteString(w, Decision(d)+"\n"); err != nil {
			return err
		}
	}
	return nil
}

// Decision is a person's decision as one line.
func Decision(d parley.Decision) string {
	short := func(ids []string) string {
		all := make([]string, len(ids))
		for i, id := range ids {
			all[i] = Short(id)
		}
		return strings.Join(all, " ")
	}
	relation := map[parley.Verdict]string{parley.Same: "the same as", parley.Apart: "apart from"}[d.Verdict]
	s := fmt.Sprintf("%d  %s  %s %s %s", d.ID, parley.DayOf(d.At), short(d.Left), relation, short(d.Right))
	if d.By != "" {
		s += ", by " + d.By
	}
	if d.Note != "" {
		s += ": " + d.Note
	}
	if !d.Undone.IsZero() {
		s += " (undone " + strings.TrimSpace(string(parley.DayOf(d.Undone))+" "+d.UndoneBy) + ")"
	}
	return s
}

// tellings writes the sentences behind each event of an incident.
func (p *page) tellings(d parley.IncidentDetail, texts Texts) {
	p.line("In the words of the articles")
	for _, t := range d.Tellings {
		p.line(" %s · %s · %s", name(t.Article), dash(days(t.Article.Published.Period)), Short(t.Event.ID))
		p.passages(texts(t.Article.ID), t.Event.Evidence)
		p.line("")
	}
}
