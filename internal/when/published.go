package when

import (
	"fmt"
	"io/fs"
	"strconv"
	"strings"

	"parley"
	"parley/data"
	"parley/internal/doc"
)

// dating works out when an article was published. It is never changed after
// loading.
type dating struct {
	calendar calendarWords
	words    vocabulary
	offices  *offices
	turnings *turnings
	// The numbers of the words that the rules ask for.
	cues cueWords
}

// loadDating reads the tables. An error names the file and the line.
func loadDating(fsys fs.FS) (*dating, error) {
	dt := &dating{words: vocabulary{}, calendar: calendarWords{map[string]int{}, map[string]int{}}}
	const file = "when/calendar.tsv"
	rows, err := data.Rows(fsys, file, 3)
	if err != nil {
		return nil, err
	}
	for _, r := range rows {
		n, err := strconv.Atoi(r.Cells[1])
		if err != nil {
			return nil, fmt.Errorf("data file %s:%d: number %q", file, r.Line, r.Cells[1])
		}
		names := dt.calendar.month
		if r.Cells[0] == "weekday" {
			names = dt.calendar.weekday
		}
		for name := range strings.SplitSeq(r.Cells[2], ", ") {
			names[name] = n
		}
	}
	if dt.offices, err = loadOffices(fsys, dt.words); err != nil {
		return nil, err
	}
	if dt.turnings, err = loadTurnings(fsys, dt.words); err != nil {
		return nil, err
	}
	return dt, dt.cues.load(fsys, dt.words)
}

// published returns when d was published: as the input states it, else as the
// address, the dateline or a dropped line, or the first lines of the text have
// it, else a range that follows from what the whole text mentions. A date
// without its year gets the year from the same reasoning.
func (dt *dating) published(d *doc.Doc, exprs []expr) doc.Published {
	if a := d.Article; a != nil {
		if p, ok := stated(a); ok {
			return p
		}
		if w, ok := dt.calendar.urlDate(a.URL); ok {
			if p, ok := told(w, doc.BasisURL, doc.Evidence{In: doc.PartURL}); ok && w.whole() {
				return p
			}
		}
	}
	notes := dt.shown(d)
	for _, n := range notes {
		if p, ok := told(n.written, n.basis, n.evidence); ok && n.whole() {
			return p
		}
	}
	return dt.reasoned(d, exprs, notes)
}

// stated returns the date that the input states, or that the reader took from
// a line of the text, which it then dropped.
func stated(a *parley.Article) (doc.Published, bool) {
	p := a.Published
	if p.From.IsZero() || p.To.IsZero() || p.To.Before(p.From) {
		return doc.Published{}, false
	}
	s := span{dayOfTime(p.From), dayOfTime(p.To)}
	for i, line := range a.Dropped {
		if at := strings.Index(line.Text, p.Stated); at >= 0 && p.Stated != "" {
			return doc.Published{Period: s.period(), Basis: doc.BasisDateline, Reasons: []doc.Reason{{
				Evidence: doc.Evidence{In: doc.PartDropped, Line: i, Start: at, End: at + len(p.Stated)},
				Shows:    basisWords(doc.BasisDateline), Period: s.period(),
			}}}, true
		}
	}
	return doc.Published{Period: s.period(), Basis: doc.BasisStated, Reasons: []doc.Reason{{
		Evidence: doc.Evidence{In: doc.PartPublished, End: len(p.Stated)},
		Shows:    "the input states the date", Period: s.period(),
	}}}, true
}

// basisWords say what a basis is, for the reason.
func basisWords(b doc.PublishedBasis) string {
	switch b {
	case doc.BasisURL:
		return "the address holds the date"
	case doc.BasisDateline:
		return "the dateline or the date line says so"
	}
	return "the first lines say so"
}

// told returns the date that is written out with its year.
func told(w written, basis doc.PublishedBasis, e doc.Evidence) (doc.Published, bool) {
	s, ok := w.days()
	if !ok {
		return doc.Published{}, false
	}
	e.Start, e.End = e.Start+w.start, e.Start+w.end
	return doc.Published{Period: s.period(), Basis: basis, Reasons: []doc.Reason{{
		Evidence: e, Shows: basisWords(basis), Period: s.period(),
	}}}, true
}
