package page

import (
	"io"

	"parley"
)

// Event writes one event as its article tells it; incident is the ID of the
// incident that holds it, empty for none.
func Event(w io.Writer, s Style, t parley.Telling, incident string, texts Texts) error {
	p := newPage(w, s)
	p.text = texts(t.Article.ID)
	p.line("%s", name(t.Article))
	p.row("event", t.Event.ID)
	p.row("incident", incident)
	p.row("article", t.Article.ID)
	p.row("published", dash(days(t.Article.Published.Period)))
	p.line("")
	p.events([]parley.Event{t.Event})
	return p.w.Flush()
}
