package export

import (
	"fmt"
	"io/fs"
	"slices"
	"strings"
	"time"

	"parley"
	"parley/data"
)

// polecat makes rows in the columns of POLECAT, one for each telling;
// docs/profiles.md says where each cell comes from.
type polecat struct {
	book     *codebook
	types    map[string]ploverRow // by "TYPE/mode"
	contexts []contextRow
}

// ploverRow is what POLECAT takes of a row of ontology/plover.tsv.
type ploverRow struct{ quad, score string }

// contextRow is a row of export/contexts.tsv.
type contextRow struct{ of, value, context string }

// polecatRow is one row in the making.
type polecatRow struct {
	t      *parley.Telling
	book   *codebook
	plover ploverRow
	// contexts are joined already.
	contexts string
	a, b     []*parley.Party // without things
	at       *country        // nil where not known
}

// polecatColumn is a column with what fills it.
type polecatColumn struct {
	name string
	of   func(*polecatRow) string
}

// Polecat returns the profile of POLECAT: 40 columns with tabs between, one row
// for each telling of an incident. fsys holds the files of package data; an error
// names one that is missing or faulty.
func Polecat(fsys fs.FS) (*Profile, error) {
	p := &polecat{types: map[string]ploverRow{}}
	var err error
	if p.book, err = newCodebook(fsys); err != nil {
		return nil, err
	}
	if err := p.read(fsys); err != nil {
		return nil, err
	}
	columns := polecatColumns()
	out := &Profile{
		Name: "polecat", Title: "columns of POLECAT (40), one row a telling", Comma: '\t', Extension: ".tsv", Needs: NeedDetail,
		Rows: func(d *parley.IncidentDetail) ([][]string, []Left) { return p.rows(d, columns) },
	}
	for _, c := range columns {
		out.Columns = append(out.Columns, c.name)
	}
	return out, nil
}

// read reads the tables of types and contexts.
func (p *polecat) read(fsys fs.FS) error {
	rows, err := data.Rows(fsys, "ontology/plover.tsv", 6)
	if err != nil {
		return err
	}
	quads := []string{"verbal cooperation", "material cooperation", "verbal conflict", "material conflict"}
	for _, r := range rows {
		i := slices.Index(quads, r.Cells[2])
		if i < 0 {
			return fmt.Errorf("data file ontology/plover.tsv:%d: %q is no quad class", r.Line, r.Cells[2])
		}
		p.types[r.Cells[0]+"/"+r.Cells[1]] = ploverRow{figure(i + 1), r.Cells[3]}
	}
	if rows, err = data.Rows(fsys, "export/contexts.tsv", 3); err != nil {
		return err
	}
	for _, r := range rows {
		p.contexts = append(p.contexts, contextRow{r.Cells[0], r.Cells[1], r.Cells[2]})
	}
	return nil
}

// rows sets out the tellings of an incident. PLOVER codes what was done and what
// was said alike, so that no status leaves a telling out but a denied happening.
func (p *polecat) rows(d *parley.IncidentDetail, columns []polecatColumn) ([][]string, []Left) {
	var out [][]string
	var left []Left
	leave := func(why string) {
		if i := slices.IndexFunc(left, func(l Left) bool { return l.Reason == why }); i >= 0 {
			left[i].Count++
			return
		}
		left = append(left, Left{Reason: why, Count: 1})
	}
	for i := range d.Tellings {
		t := &d.Tellings[i]
		if why := unfitTelling(&t.Event); why != "" {
			leave(why)
			continue
		}
		r := p.row(t)
		cells := make([]string, len(columns))
		for j, c := range columns {
			cells[j] = c.of(&r)
		}
		out = append(out, cells)
	}
	return out, left
}

// unfitTelling tells why a telling is no event of POLECAT's; empty if it is one.
// What is only planned, or told to be untrue, did not take place; threats, demands,
// offers and refusals did, as the words that they are.
func unfitTelling(e *parley.Event) string {
	switch {
	case e.Background:
		return "a telling as background only"
	case e.Aggregate:
		return "a telling in a standing total or a sum"
	case e.Status == parley.Denied || e.Status == parley.Planned:
		return "a telling as not happened: " + string(e.Status)
	case spokenOnly(e):
		return "a telling as not happened: " + string(e.Status)
	}
	return ""
}

// spokenOnly tells of a deed that is only threatened, demanded, offered or refused:
// "demand a withdrawal" is no withdrawal. The words themselves are events of the
// types that stand for them.
func spokenOnly(e *parley.Event) bool {
	switch e.Status {
	case parley.Threatened:
		return e.Type != parley.Threaten
	case parley.Demanded:
		return e.Type != parley.Request
	case parley.Offered:
		return e.Type != parley.Agree && e.Type != parley.Support
	case parley.Refused:
		return e.Type != parley.Reject
	}
	return false
}

func (p *polecat) row(t *parley.Telling) polecatRow {
	e := &t.Event
	at, _ := p.book.place(e.Place)
	r := polecatRow{t: t, book: p.book, a: peopleOf(e.Sources), b: peopleOf(e.Targets), at: at}
	r.plover = p.types[string(e.Type)+"/"+string(e.Mode)]
	r.contexts = p.contextsOf(e)
	return r
}

// contextsOf are the contexts that the type, the mode and the parties show.
func (p *polecat) contextsOf(e *parley.Event) string {
	label := string(e.Type)
	if e.Mode != "" {
		label += "/" + string(e.Mode)
	}
	has := func(parties []parley.Party, sector string) bool {
		return slices.ContainsFunc(parties, func(x parley.Party) bool { return x.Sector == sector })
	}
	var out []string
	for _, c := range p.contexts {
		switch {
		case c.of == "mode" && c.value == label,
			c.of == "sector" && (has(e.Sources, c.value) || has(e.Targets, c.value)):
			out = append(out, c.context)
		}
	}
	return joined(out, ";")
}

// peopleOf are parties without things.
func peopleOf(parties []parley.Party) []*parley.Party {
	var out []*parley.Party
	for i := range parties {
		if parties[i].Kind != kindThing {
			out = append(out, &parties[i])
		}
	}
	return out
}

// exactDay is the day of a date; empty for one that is not known to the day.
func exactDay(p parley.Period) string {
	if p.From.IsZero() || !p.From.Equal(p.To) {
		return ""
	}
	return p.From.Format(time.DateOnly)
}

// ofParties joins one thing of parties, each once.
func ofParties(parties []*parley.Party, of func(*parley.Party) string) string {
	var out []string
	for _, x := range parties {
		out = append(out, of(x))
	}
	return joined(out, ";")
}

// geoNames is the number of a place at GeoNames; empty for a place of another list.
func geoNames(p *parley.EventPlace) string {
	id, ok := strings.CutPrefix(p.ID, "gn:")
	if !ok || strings.Trim(id, "0123456789") != "" {
		return ""
	}
	return id
}
