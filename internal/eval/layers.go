package eval

import (
	"context"
	"fmt"
	"io"
	"slices"
	"strings"
	"text/tabwriter"

	"parley/internal/doc"
)

// LayersReport holds the figures of the layers over the language engine: when,
// where, who, how many, who says so. A part that was not asked for is nil.
type LayersReport struct {
	Seeds *SeedScores `json:"seeds,omitempty"`
	// Dispatches are our own, which come with the program.
	Dispatches *DispatchScores `json:"dispatches,omitempty"`
}

// layerSets are the sets that the layers are measured on, in the order of the
// report.
var layerSets = []struct {
	name string
	run  func(ctx context.Context, r *LayersReport, stages []doc.Stage, shared string) error
}{
	{"seeds", func(ctx context.Context, r *LayersReport, stages []doc.Stage, shared string) error {
		s, err := Seeds(ctx, stages, shared)
		r.Seeds = &s
		return err
	}},
	{"dispatches", func(ctx context.Context, r *LayersReport, stages []doc.Stage, _ string) error {
		s, err := Dispatches(ctx, stages)
		r.Dispatches = &s
		return err
	}},
}

// LayerSets lists the names of the sets that Layers measures on.
func LayerSets() []string {
	var names []string
	for _, s := range layerSets {
		names = append(names, s.name)
	}
	return names
}

// Layers measures stages on the sets in the folder shared: those that only
// names, or all for none. An error says which set could not be read.
func Layers(ctx context.Context, stages []doc.Stage, shared string, only ...string) (*LayersReport, error) {
	var r LayersReport
	for _, s := range layerSets {
		if len(only) > 0 && !slices.Contains(only, s.name) {
			continue
		}
		if err := s.run(ctx, &r, stages, shared); err != nil {
			return nil, fmt.Errorf("measuring on %s: %w", s.name, err)
		}
	}
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
	fmt.Fprintln(w, "Layers over the language engine, from raw text.")
	tw := tabwriter.NewWriter(w, 0, 0, 2, ' ', 0)
	fmt.Fprintln(tw, "set\tmeasure\tfigure\tbar\tgold\tsystem\tcorrect\tnote")
	for _, row := range r.rows() {
		line := fmt.Sprintf("%s\t%s\t%.3f\t%s\t%d\t%d\t%d\t%s", row.set, row.what, row.figure, row.bar,
			row.score.Gold, row.score.System, row.score.Correct, row.note)
		fmt.Fprintln(tw, strings.TrimRight(line, "\t"))
	}
	return tw.Flush()
}

// WriteErrors writes a line for each miss, extra and wrong value.
func (r *LayersReport) WriteErrors(w io.Writer) error {
	var lists [][]string
	if r.Seeds != nil {
		lists = append(lists, r.Seeds.Errors)
	}
	if r.Dispatches != nil {
		lists = append(lists, r.Dispatches.Errors)
	}
	for _, list := range lists {
		for _, line := range list {
			if _, err := fmt.Fprintln(w, line); err != nil {
				return err
			}
		}
	}
	return nil
}
