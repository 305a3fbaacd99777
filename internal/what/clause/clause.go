// Package clause says how far a clause tells its happening as a fact: its
// status through negation, modality, conditions, demands, threats and hedges,
// and whether it is history, habit or a thing told elsewhere.
//
// # How it reads
//
// From the trigger it walks up the tree. At each word it looks first at what
// hangs on the word itself (a negation, a modal, "if", "reportedly", "alleged"),
// then at the word above: a row of data/what/status-governors.tsv may settle the
// status there ("threatened to", "a plan for"), hand it on ("carried out", "a
// series of") or shut off all that stands above ("condemned"). An infinitive
// that nothing makes a fact is planned. The innermost word that decides, decides.
//
// A deed told as a fact is alleged where only the other side tells it.
package clause

import (
	"io/fs"

	"parley"
	"parley/internal/doc"
	"parley/internal/what/draft"
)

// Reader reads clauses by the tables of data/what. It is safe for use by
// several goroutines.
type Reader struct{ tables }

// New reads the tables of fsys (data.FS, or an overlay of it). An error names
// the file and the line.
func New(fsys fs.FS) (*Reader, error) {
	t, err := load(fsys)
	if err != nil {
		return nil, err
	}
	return &Reader{tables: *t}, nil
}

// Read fills Status, StatusAt, StatusBy, Negated, Anaphoric, Generic,
// Aggregate, Background and Quote of e, whose Type, Mode, Matches, Head and
// Sentence are set. An event whose Head or Sentence lies outside d is told as
// plain happened.
func (r *Reader) Read(d *doc.Doc, e *draft.Event) {
	e.Status, e.StatusAt, e.StatusBy, e.Quote = parley.Happened, doc.None, "", doc.None
	e.Negated, e.Anaphoric, e.Generic, e.Aggregate, e.Background = false, false, false, false, false
	if e.Head < 0 || e.Head >= len(d.Tokens) || e.Sentence < 0 || e.Sentence >= len(d.Sentences) {
		return
	}
	s := d.Sentences[e.Sentence]
	if e.Head < s.First || e.Head >= s.Last {
		return
	}
	g := &reading{tables: &r.tables, d: d, e: e, s: s, hostile: hostile(e.Type)}
	e.Quote = innermostQuote(d, e.Head)
	if d.Tokens[e.Head].Head != doc.Unparsed {
		g.settle(g.walk())
		g.otherSide()
		g.ahead()
	}
	g.known()
}

// reading is the work on one event.
type reading struct {
	*tables
	d *doc.Doc
	e *draft.Event
	s doc.Sentence
	// hostile is true for deeds that are threatened where others are promised.
	hostile bool
	// verb is the word that carries the trigger's clause: the trigger itself,
	// or the verb that a noun leans on ("carried out an attack").
	verb int
	// top is true where the walk came to the top of the sentence.
	top bool
}

// hostile tells deeds that are vowed as threats.
func hostile(t parley.EventType) bool {
	return t == parley.Assault || t == parley.Coerce || t == parley.Sanction
}

// settle writes the verdict into the event; a rule that fixes the status gives
// way only to a verdict that takes the deed back or ahead of its time.
func (g *reading) settle(v verdict) {
	e := g.e
	fixed := g.fixed()
	if e.Type == parley.Threaten && v.by == "status.modal" && !v.negated {
		v.status = parley.Threatened // the future is the threat
	}
	if fixed != "" && g.readByRule(v) {
		v = verdict{}
	}
	switch {
	case !v.decided() && fixed != "":
		e.Status, e.StatusBy = fixed, "rule"
		return
	case !v.decided():
		e.Status, e.StatusAt, e.StatusBy = parley.Happened, doc.None, v.by
		return
	case fixed != "" && v.status != parley.Denied && v.status != parley.Planned && v.status != parley.Alleged:
		v.status = fixed
	}
	e.Status, e.StatusAt, e.StatusBy = v.status, v.at, v.by
	e.Negated = v.negated
	e.Generic = e.Generic || v.generic
}

// fixed returns the status that the deciding rule fixes, empty for none.
func (g *reading) fixed() parley.Status {
	if len(g.e.Matches) == 0 || g.e.Matches[0] < 0 || g.e.Matches[0] >= len(g.d.Matches) {
		return ""
	}
	s := parley.Status(g.d.Matches[g.e.Matches[0]].Attr("status"))
	if !statuses[s] {
		return ""
	}
	return s
}

// readByRule tells whether a rule of the event asks for the very word that the
// verdict rests on (attribute "clause" with the value "read"): the "not" of
// "will not attend" makes the refusal, it does not take it back.
func (g *reading) readByRule(v verdict) bool {
	if !v.decided() || v.at < 0 || !v.negated && v.by != "status.modal" {
		return false
	}
	p := g.d.Tokens[v.at].Head
	if p != g.e.Head && (p < 0 || g.d.Tokens[p].Head != g.e.Head) {
		return false
	}
	for _, m := range g.e.Matches {
		if m >= 0 && m < len(g.d.Matches) && g.d.Matches[m].Attr("clause") == "read" {
			return true
		}
	}
	return false
}

// innermostQuote returns the index of the shortest quote around the token, or
// None.
func innermostQuote(d *doc.Doc, token int) int {
	best, size := doc.None, 0
	for i := range d.Quotes {
		q := &d.Quotes[i]
		n, in := 0, false
		for _, c := range q.Content {
			n += c.Last - c.First
			in = in || c.First <= token && token < c.Last
		}
		if in && (best == doc.None || n < size) {
			best, size = i, n
		}
	}
	return best
}
