package resolve

import (
	"errors"
	"fmt"
	"io/fs"
	"math"
	"strconv"
	"strings"

	"parley"
	"parley/data"
	"parley/internal/resolve/words"
)

// WeightsFile is the table of weights below the data folder; FitEvents makes it.
const WeightsFile = "resolve/event-weights.tsv"

// weights are those of the pair model: for violence and for process apart.
type weights struct {
	violence, process byKind
	close             map[twoKinds]bool // that one happening may have
	cases             map[twoKinds]bool // of which one says the other more exactly
}

// twoKinds are the types and modes of two events.
type twoKinds [2]kindOf

// anyMode stands for every mode of a type.
const anyMode parley.Mode = "*"

// vector has a value for each feature.
type vector [featureCount]float64

// byKind are the weights of one kind of events: fitted, and set by hand before, to
// which the fitted ones are held.
type byKind struct{ fitted, start vector }

func (w *weights) kind(kind parley.EventKind) *byKind {
	if kind == parley.Process {
		return &w.process
	}
	return &w.violence
}

func (w *weights) of(kind parley.EventKind) *vector { return &w.kind(kind).fitted }

// readWeights reads WeightsFile and CloseFile.
func readWeights(fsys fs.FS) (*weights, error) {
	rows, err := data.Rows(fsys, WeightsFile, 5)
	if err != nil {
		return nil, err
	}
	w := &weights{}
	set := map[string]bool{}
	for _, r := range rows {
		kind, name := parley.EventKind(r.Cells[0]), r.Cells[1]
		f, known := featureByName(name)
		n, err := weightIn(r.Cells[2])
		start, errStart := weightIn(r.Cells[3])
		switch {
		case kind != parley.Violence && kind != parley.Process:
			return nil, fmt.Errorf("%s:%d: %q is no kind of events", WeightsFile, r.Line, kind)
		case !known:
			return nil, fmt.Errorf("%s:%d: %q is no feature", WeightsFile, r.Line, name)
		case err != nil || errStart != nil:
			return nil, fmt.Errorf("%s:%d: %w", WeightsFile, r.Line, errors.Join(err, errStart))
		case set[r.Cells[0]+name]:
			return nil, fmt.Errorf("%s:%d: %s %s stands twice", WeightsFile, r.Line, kind, name)
		}
		set[r.Cells[0]+name] = true
		w.kind(kind).fitted[f], w.kind(kind).start[f] = n, start
	}
	for f, name := range featureNames {
		for _, kind := range []parley.EventKind{parley.Violence, parley.Process} {
			if !set[string(kind)+name] {
				return nil, fmt.Errorf("%s: no row %s %s", WeightsFile, kind, featureNames[f])
			}
		}
	}
	w.close, err = readClose(fsys)
	return w, err
}

// casesOf returns the pairs of types with modes of which one is a case of the
// other, in both orders.
func casesOf(refines map[kindOf][]parley.Mode) map[twoKinds]bool {
	out := map[twoKinds]bool{}
	for k, modes := range refines {
		for _, m := range modes {
			other := kindOf{k.Type, m}
			out[twoKinds{k, other}], out[twoKinds{other, k}] = true, true
		}
	}
	return out
}

func weightIn(cell string) (float64, error) {
	n, err := strconv.ParseFloat(cell, 64)
	if err != nil || math.IsNaN(n) || math.Abs(n) > maxWeight {
		return 0, fmt.Errorf("weight %q is no number from -%d to %d", cell, maxWeight, maxWeight)
	}
	return n, nil
}

// maxWeight bounds a weight: more would let one feature decide against all others.
const maxWeight = 20

// PlainFile is the list of words that most reports of a war or of talks have.
const PlainFile = "resolve/event-words.tsv"

// readPlain reads PlainFile.
func readPlain(fsys fs.FS) (map[string]bool, error) {
	rows, err := data.Rows(fsys, PlainFile, 1)
	if err != nil {
		return nil, err
	}
	out, listed := map[string]bool{}, map[string]bool{}
	for _, r := range rows {
		for w := range strings.SplitSeq(r.Cells[0], ", ") {
			if w == "" || listed[w] {
				return nil, fmt.Errorf("%s:%d: %q is empty, or there twice", PlainFile, r.Line, w)
			}
			listed[w], out[words.Fold(w)] = true, true
		}
	}
	return out, nil
}

// CloseFile is the table of types and modes under which one happening is told.
const CloseFile = "resolve/event-close.tsv"

// readClose reads CloseFile: two of "TYPE/mode", "TYPE/" for no mode, "TYPE" for
// any mode.
func readClose(fsys fs.FS) (map[twoKinds]bool, error) {
	rows, err := data.Rows(fsys, CloseFile, 2)
	if err != nil {
		return nil, err
	}
	out := map[twoKinds]bool{}
	for _, r := range rows {
		a, b := kindIn(r.Cells[0]), kindIn(r.Cells[1])
		if a.Type == "" || b.Type == "" || out[twoKinds{a, b}] {
			return nil, fmt.Errorf("%s:%d: %q and %q: empty, or there twice", CloseFile, r.Line, r.Cells[0], r.Cells[1])
		}
		out[twoKinds{a, b}], out[twoKinds{b, a}] = true, true
	}
	return out, nil
}

func kindIn(cell string) kindOf {
	if name, mode, ok := strings.Cut(cell, "/"); ok {
		return kindOf{parley.EventType(name), parley.Mode(mode)}
	}
	return kindOf{parley.EventType(cell), anyMode}
}
