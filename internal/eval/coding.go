package eval

import (
	"context"
	"fmt"
	"io"
	"path/filepath"

	"parley"
	"parley/internal/doc"
	"parley/internal/pipeline"
	"parley/internal/what"
)

// CodingReport holds the figures of the coder: what happened, to whom, by
// whom. A part that was not asked for is nil.
type CodingReport struct {
	Plover *PloverScores `json:"plover,omitempty"`
	Muc    *MucScores    `json:"muc,omitempty"`
	Seeds  *GoldScores   `json:"seeds,omitempty"`

	errors []string
}

// codingSets are the sets that the coder is measured on.
var codingSets = []set[CodingReport]{
	{"seeds", func(ctx context.Context, r *CodingReport, stages []doc.Stage, shared string) ([]string, error) {
		s, err := Gold(ctx, stages, filepath.Join(shared, "seeds-gold"), filepath.Join(shared, "seeds"))
		r.Seeds = &s
		return s.Errors, err
	}},
	{"plover", func(ctx context.Context, r *CodingReport, stages []doc.Stage, shared string) ([]string, error) {
		s, err := Plover(ctx, stages, filepath.Join(shared, "eval", "plover", "dev.jsonl"))
		r.Plover = &s
		return s.Errors, err
	}},
	{"muc", func(ctx context.Context, r *CodingReport, stages []doc.Stage, shared string) ([]string, error) {
		folder := filepath.Join(shared, "eval", "muc")
		s, err := Muc(ctx, stages, filepath.Join(folder, "tst1.jsonl"), filepath.Join(folder, "tst2.jsonl"))
		r.Muc = &s
		return s.Errors, err
	}},
}

// CodingSets returns the names of the sets that Coding knows.
func CodingSets() []string { return setNames(codingSets) }

// Coding measures stages (pipeline.Coding) on the sets in the folder shared:
// those that only names, or all for none. An error says which could not be read.
func Coding(ctx context.Context, stages []doc.Stage, shared string, only ...string) (*CodingReport, error) {
	var r CodingReport
	lines, err := runSets(ctx, &r, codingSets, stages, shared, only)
	if err != nil {
		return nil, err
	}
	r.errors = lines
	return &r, nil
}

// rows lists the figures in the order of the report.
func (r *CodingReport) rows() []layerRow {
	var rows []layerRow
	if r.Seeds != nil {
		rows = append(rows, r.Seeds.rows("seeds")...)
	}
	if s := r.Plover; s != nil {
		rows = append(rows,
			layerRow{"plover", "type, macro-F1 over 16 types", Score{}, s.MacroF1(), ".80", "neural, given the parties, on a like set .82"},
			layerRow{"plover", "type right", s.Type, s.Type.R(), "", ""},
			layerRow{"plover", "parties found", s.Parties, s.Parties.R(), "", ""},
			layerRow{"plover", "both parties found", s.Both, s.Both.R(), ".80", "of all sentences"},
			layerRow{"plover", "both, where the type is right", s.BothTyped, s.BothTyped.R(), "", ""},
		)
	}
	if s := r.Muc; s != nil {
		rows = append(rows, s.rows()...)
	}
	return rows
}

// WriteTable writes the figures with their counts.
func (r *CodingReport) WriteTable(w io.Writer) error {
	return writeRows(w, "The coder, from raw text.", r.rows())
}

// WriteErrors writes a line for each miss, extra and wrong value.
func (r *CodingReport) WriteErrors(w io.Writer) error { return writeLines(w, r.errors) }

// coded is an article with its layers and its record.
type coded struct {
	doc    *doc.Doc
	record parley.Record
}

// codeAll runs stages over the articles and calls take with each result, in
// order; an article that is not done is an error, since none of a set may fail.
func codeAll(ctx context.Context, stages []doc.Stage, articles []*parley.Article, take func(i int, c coded)) error {
	p, err := pipeline.New(stages...)
	if err != nil {
		return err
	}
	all := func(yield func(*parley.Article, error) bool) {
		for _, a := range articles {
			if !yield(a, nil) {
				return
			}
		}
	}
	i := 0
	for o := range p.Run(ctx, all, evalWorkers) {
		if o.State == pipeline.Failed {
			return fmt.Errorf("%s: %s in %s: %w", articles[i].Ref, o.State, o.Stage, o.Err)
		}
		c := coded{doc: &doc.Doc{}}
		if o.State == pipeline.Done {
			c = coded{o.Doc, what.Record(o.Doc)}
		}
		take(i, c)
		i++
	}
	return ctx.Err()
}

// evalWorkers is how many articles are worked on at a time; it shows nowhere.
const evalWorkers = 2
