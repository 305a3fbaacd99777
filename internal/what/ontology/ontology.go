// Package ontology holds the codes that events are given: PLOVER's types and
// modes, and their maps to CAMEO, the Goldstein scale and ACLED.
package ontology

import (
	"fmt"
	"io/fs"
	"strconv"
	"strings"

	"parley"
	"parley/data"
)

// Ontology is the tables; it is never changed.
type Ontology struct {
	entries   map[string]entry // by label
	goldstein map[string]float64
}

type entry struct{ cameo, acled string }

// kinds of labels beside PLOVER's that a rule may have, with what may stand
// behind the slash; none for anything.
var others = map[string][]string{
	"commitment": {"pledge", "demand", "offer", "condition", "option", "aim", "threat", "swap"},
	"claim":      {"claimed", "denied", "none"},
	"mark":       nil,
}

// Load reads the tables ontology/plover.tsv and ontology/cameo.tsv of fsys.
func Load(fsys fs.FS) (*Ontology, error) {
	o := &Ontology{entries: map[string]entry{}, goldstein: map[string]float64{}}
	rows, err := data.Rows(fsys, "ontology/cameo.tsv", 3)
	if err != nil {
		return nil, err
	}
	for _, r := range rows {
		score, err := strconv.ParseFloat(r.Cells[1], 64)
		if err != nil || score < -10 || score > 10 {
			return nil, fmt.Errorf("data file ontology/cameo.tsv:%d: %q is no score from -10 to 10", r.Line, r.Cells[1])
		}
		o.goldstein[r.Cells[0]] = score
	}
	rows, err = data.Rows(fsys, "ontology/plover.tsv", 6)
	if err != nil {
		return nil, err
	}
	for _, r := range rows {
		if _, ok := o.goldstein[r.Cells[4]]; !ok {
			return nil, fmt.Errorf("data file ontology/plover.tsv:%d: no CAMEO code %q", r.Line, r.Cells[4])
		}
		o.entries[Label(parley.EventType(r.Cells[0]), parley.Mode(r.Cells[1]))] = entry{r.Cells[4], r.Cells[5]}
	}
	return o, nil
}

// Label joins a type and a mode, which may be empty, as rules write them:
// "ASSAULT/firearms".
func Label(t parley.EventType, m parley.Mode) string {
	if m == "" {
		return string(t)
	}
	return string(t) + "/" + string(m)
}

// Split parts a label into type and mode; the type is empty for a label that is
// no event's.
func Split(label string) (parley.EventType, parley.Mode) {
	t, m, _ := strings.Cut(label, "/")
	if t == "" || strings.ToUpper(t) != t {
		return "", ""
	}
	return parley.EventType(t), parley.Mode(m)
}

// Allowed reports whether a rule may have the label: a type of PLOVER with one
// of its modes or none, commitment/KIND, claim/STANCE or mark/ANYTHING.
func (o *Ontology) Allowed(label string) bool {
	if _, ok := o.entries[label]; ok {
		return true
	}
	kind, name, ok := strings.Cut(label, "/")
	names, known := others[kind]
	if !ok || !known || name == "" {
		return false
	}
	for _, n := range names {
		if n == name {
			return true
		}
	}
	return names == nil
}

// CAMEO returns the general code of a type and mode, empty for unknown ones.
func (o *Ontology) CAMEO(t parley.EventType, m parley.Mode) string {
	return o.entries[Label(t, m)].cameo
}

// Goldstein returns the score of a CAMEO code; ok is false for an unknown code.
func (o *Ontology) Goldstein(code string) (score float64, ok bool) {
	score, ok = o.goldstein[code]
	return score, ok
}

// ACLED returns "event type/sub-event type" of ACLED's codebook for a type and
// mode; empty where ACLED codes nothing of the kind.
func (o *Ontology) ACLED(t parley.EventType, m parley.Mode) string {
	return o.entries[Label(t, m)].acled
}

// Kind parts violence from the rest: ASSAULT, and COERCE with seizure by force.
func Kind(t parley.EventType, m parley.Mode) parley.EventKind {
	if t == parley.Assault || t == parley.Coerce && m == parley.ModeSeize {
		return parley.Violence
	}
	return parley.Process
}
