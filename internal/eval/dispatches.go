package eval

import (
	"context"
	"embed"
	"fmt"
	"io/fs"
	"path"
	"slices"
	"strconv"
	"strings"
	"time"

	"parley"
	"parley/data"
	"parley/internal/doc"
	"parley/internal/pipeline"
	"parley/internal/read"
)

// DispatchScores are the scores on own dispatches, marked up by hand; the
// README beside them has the format. Gold counts the lines of a kind.
type DispatchScores struct {
	Articles                                                int
	Published, Dates, Places, Admin1, Actors, Sides, Counts Score
	Outcomes, Speakers, Fors, Stances                       Score
	Errors                                                  []string `json:"-"`
}

// ownDispatches holds the shipped dispatches.
//
//go:embed testdata/dispatches/*.txt testdata/dispatches/*.tsv
var ownDispatches embed.FS

// Dispatches measures stages on the dispatches that are built in.
func Dispatches(ctx context.Context, stages []doc.Stage) (DispatchScores, error) {
	var s DispatchScores
	p, err := pipeline.New(stages...)
	if err != nil {
		return s, err
	}
	files, err := fs.Glob(ownDispatches, "testdata/dispatches/*.txt")
	if err != nil {
		return s, err
	}
	for _, file := range files {
		name := strings.TrimSuffix(file, ".txt")
		lines, err := data.Rows(ownDispatches, name+".tsv", 5)
		if err != nil {
			return s, err
		}
		article, err := dispatch(file, lines)
		if err != nil {
			return s, err
		}
		one := func(yield func(*parley.Article, error) bool) { yield(article, nil) }
		for o := range p.Run(ctx, one, 1) {
			if o.State != pipeline.Done {
				return s, fmt.Errorf("%s: %s in %s: %w", file, o.State, o.Stage, o.Err)
			}
			s.add(path.Base(name), newSeedDoc(o.Doc), lines)
		}
	}
	return s, ctx.Err()
}

// dispatch reads an article and gives it the date of publication that a line
// "given" has.
func dispatch(file string, lines []data.Row) (*parley.Article, error) {
	raw, err := ownDispatches.ReadFile(file)
	if err != nil {
		return nil, err
	}
	a, err := read.Text(file, raw, read.Options{})
	if err != nil {
		return nil, fmt.Errorf("%s: %w", file, err)
	}
	for _, line := range lines {
		if line.Cells[0] == "given" {
			day := isoDay(line.Cells[1])
			a.Published = parley.Published{Stated: line.Cells[1], From: day, To: day}
		}
	}
	return a, nil
}

// isoDay reads a day; "-" and all else is the zero time.
func isoDay(s string) time.Time {
	day, _ := time.Parse(time.DateOnly, s)
	return day
}

func (s *DispatchScores) add(name string, d *seedDoc, lines []data.Row) {
	s.Articles++
	kinds := map[string]func(*seedDoc, []string) string{
		"published": s.published, "date": s.date, "place": s.place, "actor": s.actor, "count": s.count, "speaker": s.speaker,
	}
	for _, line := range lines {
		if check := kinds[line.Cells[0]]; check != nil {
			if fault := check(d, line.Cells[1:]); fault != "" {
				s.Errors = append(s.Errors, fmt.Sprintf("%s:%d: %s: %s", name, line.Line, strings.Join(line.Cells, " | "), fault))
			}
		}
	}
}

// tally counts one line of gold: right is the empty string.
func (s *Score) tally(fault string) string {
	s.Gold++
	if fault != "no such mention" {
		s.System++
	}
	if fault == "" {
		s.Correct++
	}
	return fault
}

func (s *DispatchScores) published(d *seedDoc, want []string) string {
	return s.Published.tally(samePeriod(d.Published.Period, want[0], want[1]))
}

// samePeriod compares a period with gold's days.
func samePeriod(p parley.Period, from, to string) string {
	if p.From.Equal(isoDay(from)) && p.To.Equal(isoDay(to)) {
		return ""
	}
	return fmt.Sprintf("is %s to %s", p.From.Format(time.DateOnly), p.To.Format(time.DateOnly))
}

func (s *DispatchScores) date(d *seedDoc, want []string) string {
	at := d.find(want[0])
	fault := "no such mention"
	for _, t := range d.Times {
		if touches(at, t.First, t.Last) {
			if fault = samePeriod(t.Period, want[1], want[2]); fault == "" || want[1] == "-" {
				return s.Dates.tally("")
			}
		}
	}
	return s.Dates.tally(fault)
}

func touches(at []doc.Range, first, last int) bool {
	return slices.ContainsFunc(at, func(r doc.Range) bool { return overlap(r, doc.Range{First: first, Last: last}) > 0 })
}

func (s *DispatchScores) place(d *seedDoc, want []string) string {
	at := d.find(want[0])
	for _, p := range d.Places {
		if !touches(at, p.First, p.Last) {
			continue
		}
		if p.Place.Country != want[1] {
			return s.Places.tally(fmt.Sprintf("is in %q (%s)", p.Place.Country, p.How))
		}
		s.Places.tally("")
		if want[2] == "-" {
			return ""
		}
		if !nameLike(want[2], p.Place.Admin1) {
			return s.Admin1.tally(fmt.Sprintf("is in %q of %s (%s)", p.Place.Admin1, p.Place.Country, p.How))
		}
		return s.Admin1.tally("")
	}
	return s.Places.tally("no such mention")
}

func (s *DispatchScores) actor(d *seedDoc, want []string) string {
	a := d.mentioned(d.find(want[0]))
	switch {
	case a == nil:
		return s.Actors.tally("no such mention")
	case want[1] != "-" && !nameLike(want[1], a.Name) && !strings.HasPrefix(a.ID, want[1]+"-") && !nameLike(want[1], strings.ReplaceAll(a.ID, "-", " ")):
		return s.Actors.tally(fmt.Sprintf("is %q (%s)", a.Name, a.ID))
	}
	s.Actors.tally("")
	switch want[2] {
	case "*":
		return ""
	case "own":
		if a.Side != a.ID {
			return s.Sides.tally(fmt.Sprintf("%s is on the side %q", a.ID, a.Side))
		}
		return s.Sides.tally("")
	}
	return s.Sides.tally(d.onSide(want[2], a.Side, a.ID))
}

// onSide compares a side with gold's: an id, or words of its name.
func (s *seedDoc) onSide(want, side, own string) string {
	switch {
	case want == "*":
		return ""
	case want == "-":
		if side == "" || side == own {
			return ""
		}
	case side == want || side != "" && nameLike(want, strings.ReplaceAll(side, "-", " ")):
		return ""
	}
	return fmt.Sprintf("is on the side %q", side)
}

func (s *DispatchScores) count(d *seedDoc, want []string) string {
	at := d.find(want[0])
	fault := "no such mention"
	for _, c := range d.Counts {
		if !touches(at, c.First, c.Last) {
			continue
		}
		if fault = bounds(c, want[2], want[3]); fault != "" {
			continue
		}
		s.Counts.tally("")
		if want[1] == "-" || want[1] == string(c.Outcome) {
			return s.Outcomes.tally("")
		}
		return s.Outcomes.tally(fmt.Sprintf("outcome is %q", c.Outcome))
	}
	return s.Counts.tally(fault)
}

// bounds compares a count with gold's bounds, "-" for those it leaves open.
// Where both are the same they are the figure that is printed.
func bounds(c doc.Count, low, high string) string {
	fault := fmt.Sprintf("is %g to %g, figure %g", c.Low, c.High, c.Figure)
	from, errLow := strconv.ParseFloat(low, 64)
	to, errHigh := strconv.ParseFloat(high, 64)
	switch {
	case errLow == nil && low == high:
		if c.Figure == from && c.Low <= from && from <= c.High {
			return ""
		}
	case (errLow != nil || c.Low == from) && (errHigh != nil || c.High == to):
		return ""
	}
	return fault
}

func (s *DispatchScores) speaker(d *seedDoc, want []string) string {
	at := d.find(want[0])
	fault := "no such mention"
	for _, q := range d.Quotes {
		if !d.quoteOver(q, at) {
			continue
		}
		said := d.words(q.Speaker)
		if !nameLike(want[1], said) && (q.Actor == doc.None || !d.isNamed(q.Actor, want[1])) {
			fault = fmt.Sprintf("is said by %q", said)
			continue
		}
		s.Speakers.tally("")
		var wrong []string
		if f := s.Fors.tally(d.onSide(want[2], q.For, d.actorID(q.Actor))); f != "" {
			wrong = append(wrong, f)
		}
		if want[3] != "*" {
			stance := ""
			if string(q.Stance) != want[3] {
				stance = fmt.Sprintf("stance is %q", q.Stance)
				wrong = append(wrong, stance)
			}
			s.Stances.tally(stance)
		}
		return strings.Join(wrong, "; ")
	}
	return s.Speakers.tally(fault)
}

// actorID returns the id of an actor, empty for None.
func (s *seedDoc) actorID(i int) string {
	if i == doc.None {
		return ""
	}
	return s.Actors[i].ID
}

// rows lists the figures in the order of the report.
func (s *DispatchScores) rows() []layerRow {
	var rows []layerRow
	for _, r := range []struct {
		what  string
		score Score
	}{
		{"article's date", s.Published}, {"dates found and right", s.Dates}, {"places found, right country", s.Places},
		{"of those, right admin1", s.Admin1}, {"actors found and named", s.Actors}, {"of those, right side", s.Sides},
		{"counts found, right bounds", s.Counts}, {"of those, right outcome", s.Outcomes},
		{"speakers", s.Speakers}, {"of those, right party", s.Fors}, {"of those, right stance", s.Stances},
	} {
		rows = append(rows, layerRow{"dispatches", r.what, r.score, r.score.R(), "", ""})
	}
	return rows
}
