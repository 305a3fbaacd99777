package eval

import (
	"context"
	"fmt"
	"io"
	"path/filepath"
	"slices"
	"strings"
	"text/tabwriter"

	"parley/internal/doc"
)

// LayersReport holds the figures of the layers over the language engine: when,
// where, who, how many, who says so. A part that was not asked for is nil.
type LayersReport struct {
	Dates          *TimeScores       `json:"meantime,omitempty"`
	Places         *PlaceScores      `json:"geovirus,omitempty"`
	EventLocations *EventPlaceScores `json:"event_location,omitempty"`
	Seeds          *SeedScores       `json:"seeds,omitempty"`
	// Dispatches are our own, which come with the program.
	Dispatches *DispatchScores `json:"dispatches,omitempty"`

	errors []string
}

// set is a set to measure on. Run puts its figures into the report r and
// returns what is wrong, a line each.
type set[R any] struct {
	name string
	run  func(ctx context.Context, r *R, stages []doc.Stage, shared string) ([]string, error)
}

// setNames returns the names of sets, in order.
func setNames[R any](sets []set[R]) []string {
	var names []string
	for _, s := range sets {
		names = append(names, s.name)
	}
	return names
}

// runSets measures stages on the sets that only names, or on all for none, and
// returns what is wrong. An error says which set could not be read.
func runSets[R any](ctx context.Context, r *R, sets []set[R], stages []doc.Stage, shared string, only []string) ([]string, error) {
	var wrong []string
	for _, s := range sets {
		if len(only) > 0 && !slices.Contains(only, s.name) {
			continue
		}
		lines, err := s.run(ctx, r, stages, shared)
		if err == nil {
			err = ctx.Err()
		}
		if err != nil {
			return nil, fmt.Errorf("measuring on %s: %w", s.name, err)
		}
		wrong = append(wrong, lines...)
	}
	return wrong, nil
}

// layerSets are the sets in the order of the report.
var layerSets = []set[LayersReport]{
	{"meantime", measureDates},
	{"geovirus", measurePlaces},
	{"event-location", measureEventLocations},
	{"seeds", func(ctx context.Context, r *LayersReport, stages []doc.Stage, shared string) ([]string, error) {
		s, err := Seeds(ctx, stages, shared)
		r.Seeds = &s
		return s.Errors, err
	}},
	{"dispatches", func(ctx context.Context, r *LayersReport, stages []doc.Stage, _ string) ([]string, error) {
		s, err := Dispatches(ctx, stages)
		r.Dispatches = &s
		return s.Errors, err
	}},
}

func measureDates(_ context.Context, r *LayersReport, stages []doc.Stage, shared string) ([]string, error) {
	s, lines, err := Meantime(stages, filepath.Join(shared, "eval", "meantime"))
	r.Dates = &s
	return lines, err
}

func measurePlaces(_ context.Context, r *LayersReport, stages []doc.Stage, shared string) ([]string, error) {
	s, faults, err := GeoVirus(stages, filepath.Join(shared, "eval", "geovirus", "GeoVirus.xml"))
	r.Places = &s
	var lines []string
	for _, f := range faults {
		lines = append(lines, fmt.Sprintf("geovirus\t%s\t%s\tgold %s\tgot %s", f.Kind, f.Text, f.Gold, f.System))
	}
	return lines, err
}

func measureEventLocations(_ context.Context, r *LayersReport, stages []doc.Stage, shared string) ([]string, error) {
	s, faults, err := EventLocation(stages, filepath.Join(shared, "eval", "event-location", "dev.jsonl"))
	r.EventLocations = &s
	var lines []string
	for _, f := range faults {
		lines = append(lines, fmt.Sprintf("event-location\t%s\t%s\tgold %s\tgot %s", f.Verb, f.Text, f.Gold, f.System))
	}
	return lines, err
}

// LayerSets lists the names of the sets that Layers measures on.
func LayerSets() []string { return setNames(layerSets) }

// Layers measures stages on the sets in the folder shared: those that only
// names, or all for none. An error says which set could not be read.
func Layers(ctx context.Context, stages []doc.Stage, shared string, only ...string) (*LayersReport, error) {
	var r LayersReport
	lines, err := runSets(ctx, &r, layerSets, stages, shared, only)
	if err != nil {
		return nil, err
	}
	r.errors = lines
	return &r, nil
}

// layerRow is one line of the report: a figure, the counts it comes from, and
// the bar that the project set itself.
type layerRow struct {
	set, what string
	score     Score
	figure    float64
	bar       string
	note      string
}

// rows lists the figures in the order of the report.
func (r *LayersReport) rows() []layerRow {
	var rows []layerRow
	if s := r.Dates; s != nil {
		rows = append(rows,
			layerRow{"meantime", "dates, same words", s.Strict, s.Strict.F1(), "", "F1"},
			layerRow{"meantime", "dates, some words in common", s.Relaxed, s.Relaxed.F1(), ".88", "F1; HeidelTime on news .903"},
			layerRow{"meantime", "of those, right type", s.Type, s.Type.F1(), "", "F1"},
			layerRow{"meantime", "of those, right value", s.Value, s.Value.F1(), ".78", "F1; HeidelTime on news .776"},
		)
	}
	if s := r.Places; s != nil {
		rows = append(rows,
			layerRow{"geovirus", "places, same words", s.Exact, s.Exact.F1(), "", "F1"},
			layerRow{"geovirus", "places, some words in common", s.Overlap, s.Overlap.F1(), ".85", "F1"},
			layerRow{"geovirus", fmt.Sprintf("of those, within %d km", NearKm), s.Near, s.Near.R(), ".90", ""},
			layerRow{"geovirus", "the same, or the same country", s.NearOrSame, s.NearOrSame.R(), "", ""},
			layerRow{"geovirus", "of the countries, the right one", s.Countries, s.Countries.R(), "", ""},
		)
	}
	if s := r.EventLocations; s != nil {
		rows = append(rows,
			layerRow{"event-location", "the event's place", s.All, s.All.R(), ".80", ""},
			layerRow{"event-location", "rows that mark it by characters", s.Marked, s.Marked.R(), "", ""},
			layerRow{"event-location", "rows that mark it by tokens", s.Numbered, s.Numbered.R(), "", ""},
		)
	}
	if s := r.Seeds; s != nil {
		rows = append(rows,
			layerRow{"seeds", "article date inside the gold range", s.Published, s.Published.R(), "all", ""},
			layerRow{"seeds", "named actors found", s.Actors, s.Actors.R(), ".90", ""},
			layerRow{"seeds", "of those, right side", s.Sides, s.Sides.R(), ".90", ""},
			layerRow{"seeds", "equations made (same_as)", s.Same, s.Same.R(), ".70", fmt.Sprintf("%d wrong", s.WrongSame)},
			layerRow{"seeds", "statements with the right speaker", s.Speakers, s.Speakers.R(), ".90", ""},
			layerRow{"seeds", "indicators found", s.Indicators, s.Indicators.R(), ".80",
				fmt.Sprintf("%d given, gold is a selection", s.Indicators.System)},
		)
	}
	if r.Dispatches != nil {
		rows = append(rows, r.Dispatches.rows()...)
	}
	return rows
}

// WriteTable writes the figures with their counts. They are the same on every
// run and every machine.
func (r *LayersReport) WriteTable(w io.Writer) error {
	return writeRows(w, "Layers over the language engine, from raw text.", r.rows())
}

// writeRows writes a table of figures below its title.
func writeRows(w io.Writer, title string, rows []layerRow) error {
	fmt.Fprintln(w, title)
	tw := tabwriter.NewWriter(w, 0, 0, 2, ' ', 0)
	fmt.Fprintln(tw, "set\tmeasure\tfigure\tbar\tgold\tsystem\tcorrect\tnote")
	for _, row := range rows {
		line := fmt.Sprintf("%s\t%s\t%.3f\t%s\t%d\t%d\t%d\t%s", row.set, row.what, row.figure, row.bar,
			row.score.Gold, row.score.System, row.score.Correct, row.note)
		fmt.Fprintln(tw, strings.TrimRight(line, "\t"))
	}
	return tw.Flush()
}

// WriteErrors writes a line for each miss, extra and wrong value.
func (r *LayersReport) WriteErrors(w io.Writer) error { return writeLines(w, r.errors) }

func writeLines(w io.Writer, lines []string) error {
	for _, line := range lines {
		if _, err := fmt.Fprintln(w, line); err != nil {
			return err
		}
	}
	return nil
}
