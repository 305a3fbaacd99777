// Package page writes a record as a page of text for a person: what was coded,
// with the words that show it underlined in their sentences.
package page

import (
	"bufio"
	"fmt"
	"io"
	"strings"

	"parley"
	"parley/internal/doc"
)

// Style says how a page looks.
type Style struct {
	// Terminal is true to underline with the codes of a terminal; else a line of
	// marks stands below the words.
	Terminal bool
	// Width is the number of columns to break lines at; 0 is 100.
	Width int
}

// defaultWidth is a line that fits most terminals and a printed page.
const defaultWidth = 100

// Write writes the record of d, and returns the error of w.
func Write(w io.Writer, d *doc.Doc, r parley.Record, s Style) error {
	if s.Width <= 0 {
		s.Width = defaultWidth
	}
	p := page{w: bufio.NewWriter(w), d: d, style: s}
	p.head(r.Article)
	return p.record(r)
}

// Record writes a record as it stands in a store, and returns the error of w.
func Record(w io.Writer, s Style, r parley.Record, info parley.ArticleInfo) error {
	p := newPage(w, s)
	p.text = r.Article.Text
	p.head(r.Article)
	p.row("ID", r.Article.ID)
	p.row("family", info.Family)
	p.row("story", info.Story)
	p.line("")
	return p.record(r)
}

// record writes all but the head.
func (p *page) record(r parley.Record) error {
	p.events(r.Events)
	p.commitments(r.Commitments)
	p.statements(r.Statements)
	p.indicators(r.Indicators)
	for _, n := range r.Notes {
		p.line("note (%s): %s", n.Stage, n.Note)
	}
	p.line("")
	return p.w.Flush()
}

// page is a page being written; its writer keeps the first error.
type page struct {
	w     *bufio.Writer
	d     *doc.Doc // nil for what comes out of a store
	text  string   // the article's, where d is nil
	style Style
}

func (p *page) line(format string, args ...any) {
	text := strings.TrimRight(fmt.Sprintf(format, args...), " ")
	_, _ = p.w.WriteString(text + "\n") // Flush reports the error
}

func (p *page) head(a parley.RecordArticle) {
	p.line("%s", a.Ref)
	var parts []string
	for _, s := range []*string{a.Title, a.Outlet, a.URL} {
		if s != nil {
			parts = append(parts, *s)
		}
	}
	when := "date of publication not known"
	if days := days(a.Published.Period); days != "" {
		when = fmt.Sprintf("published %s (%s)", days, a.Published.Basis)
	}
	p.line("%s", strings.Join(append(parts, when), " · "))
	p.line("")
}

// days writes a period: one day, or the first and the last.
func days(d parley.Period) string {
	const open = "…"
	from, to := open, open
	if !d.From.IsZero() {
		from = d.From.Format("2006-01-02")
	}
	if !d.To.IsZero() {
		to = d.To.Format("2006-01-02")
	}
	switch {
	case d.IsZero():
		return ""
	case from == to:
		return from
	}
	return from + " to " + to
}
