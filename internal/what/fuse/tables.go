package fuse

import (
	"fmt"
	"io/fs"
	"strconv"
	"strings"

	"parley/data"
	"parley/internal/doc"
)

// tables are the tables fuse-*.tsv of data/what.
type tables struct {
	weights map[string]float64
	words   map[string]map[string]bool // by kind, then lemma
	modes   map[string]modeRow
	acts    []actRow
}

// modeRow is a row of fuse-modes.tsv.
type modeRow struct {
	rank  int
	apart map[string]bool
}

// actRow is a row of fuse-acts.tsv.
type actRow struct{ act, trigger, thing, stays string }

// reasons are the weights that the code asks for; the table must hold each, and
// no other.
var reasons = []string{
	"threshold", "start", "start-bare", "start-act", "start-effect", "anaphor", "the", "a", "repeat", "cause", "title", "section", "turn", "main", "far", "next", "next-open",
	"other", "beside", "ordinal", "day-same", "day-within", "day-near", "day-apart", "place-same", "place-inside", "place-country", "place-near",
	"place-apart", "toll-same", "toll-small", "count-apart", "toll-near", "toll-apart", "source-same", "source-side", "source-apart", "target-same", "target-the", "victim-same",
	"target-side", "target-apart", "swapped", "mode-same", "mode-apart", "type-apart", "unlinked", "status-apart", "trend", "background",
	"quoted", "pair-same", "chain",
}

// kinds are the kinds of fuse-words.tsv.
var kinds = []string{
	"other", "other-clause", "beside", "effect", "group", "case", "case-effect", "case-talk", "mark", "mark-effect",
	"mark-apart", "case-apart", "case-about", "promise", "bare", "instrument", "ground", "deed-noun", "answer",
}

// load reads the tables of fsys.
func load(fsys fs.FS) (*tables, error) {
	t := &tables{weights: map[string]float64{}, words: map[string]map[string]bool{}, modes: map[string]modeRow{}}
	for _, f := range []struct {
		name    string
		columns int
		take    func(cells []string) error
	}{
		{"what/fuse-weights.tsv", 3, t.takeWeight},
		{"what/fuse-words.tsv", 2, t.takeWords},
		{"what/fuse-modes.tsv", 3, t.takeMode},
		{"what/fuse-acts.tsv", 4, t.takeAct},
	} {
		rows, err := data.Rows(fsys, f.name, f.columns)
		if err != nil {
			return nil, err
		}
		for _, row := range rows {
			if err := f.take(row.Cells); err != nil {
				return nil, fmt.Errorf("data file %s:%d: %w", f.name, row.Line, err)
			}
		}
	}
	return t, t.check()
}

// check reports what the code needs and the tables lack.
func (t *tables) check() error {
	for _, r := range reasons {
		if _, ok := t.weights[r]; !ok {
			return fmt.Errorf("data file what/fuse-weights.tsv lacks %q", r)
		}
	}
	if len(t.weights) != len(reasons) {
		return fmt.Errorf("data file what/fuse-weights.tsv has %d reasons, the code %d", len(t.weights), len(reasons))
	}
	for _, k := range kinds {
		if len(t.words[k]) == 0 {
			return fmt.Errorf("data file what/fuse-words.tsv lacks %q", k)
		}
	}
	if len(t.words) != len(kinds) {
		return fmt.Errorf("data file what/fuse-words.tsv has %d kinds, the code %d", len(t.words), len(kinds))
	}
	return nil
}

func (t *tables) takeWeight(cells []string) error {
	w, err := strconv.ParseFloat(cells[1], 64)
	if err != nil {
		return err
	}
	t.weights[cells[0]] = w
	return nil
}

func (t *tables) takeWords(cells []string) error {
	set := map[string]bool{}
	for w := range strings.SplitSeq(cells[1], ", ") {
		if w == "" {
			return fmt.Errorf("an empty word of kind %q", cells[0])
		}
		set[w] = true
	}
	t.words[cells[0]] = set
	return nil
}

func (t *tables) takeMode(cells []string) error {
	rank, err := strconv.Atoi(cells[1])
	if err != nil {
		return err
	}
	row := modeRow{rank: rank, apart: map[string]bool{}}
	for m := range strings.SplitSeq(cells[2], ", ") {
		row.apart[m] = m != ""
	}
	t.modes[cells[0]] = row
	return nil
}

func (t *tables) takeAct(cells []string) error {
	switch cells[1] {
	case "verb", "noun", "any":
	default:
		return fmt.Errorf("trigger %q is not verb, noun or any", cells[1])
	}
	switch cells[3] {
	case "act", "thing", "both":
	default:
		return fmt.Errorf("%q is not act, thing or both", cells[3])
	}
	t.acts = append(t.acts, actRow{cells[0], cells[1], cells[2], cells[3]})
	return nil
}

// is reports whether the lemma of the token is of the kind.
func (r *reading) is(kind string, token int) bool {
	return r.tables.words[kind][r.lemma(token)]
}

// lemma returns the token's lemma in lower case.
func (r *reading) lemma(token int) string {
	if l := r.d.Tokens[token].Lemma; l != "" && r.d.Tokens[token].UPOS != "PROPN" {
		return l
	}
	return strings.ToLower(r.d.Word(token))
}

// baseOf returns a relation without its subtype.
func baseOf(t *doc.Token) string {
	base, _, _ := strings.Cut(t.Deprel, ":")
	return base
}
