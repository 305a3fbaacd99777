// Package process follows promises over many articles: which commitments are one
// undertaking, what came of it, by when it was due, and which later events bear on it.
//
// Digests and the pair model group commitments (digest.go, compare.go); a group
// is summed up in undertaking.go; what came of it is folded in status.go from
// what articles tell and from events that bear on it (bearing.go, wants.go).
package process

import (
	"fmt"
	"io/fs"
	"strconv"

	"parley"
	"parley/data"
	"parley/internal/cluster"
	"parley/internal/process/theme"
	"parley/internal/resolve/words"
)

// Ledger makes and compares the digests of commitments and sums them up. It is
// safe for several goroutines at a time.
type Ledger struct {
	themes    *theme.Themes
	rarity    *words.Table
	terms     *terms
	weights   map[string]float64
	countries countries
	rules     []rule
	byType    map[parley.EventType][]*rule // in the order of rules
	byID      map[string]*rule
	recurs    map[string]bool // themes on which promises are made again and again
	states    map[string]bool // themes on which a state is promised
	scale     []pamRule
	status    map[string]parley.CommitmentStatus // by the rule of status.tsv
}

// New reads data/process and the weights of words. Errors name file and line.
func New(fsys fs.FS) (*Ledger, error) {
	l := &Ledger{weights: map[string]float64{}, status: map[string]parley.CommitmentStatus{}}
	var err error
	if l.themes, err = theme.New(fsys); err != nil {
		return nil, err
	}
	if l.rarity, err = words.New(fsys); err != nil {
		return nil, err
	}
	if l.terms, err = newTerms(fsys); err != nil {
		return nil, err
	}
	if l.countries, err = readCountries(fsys); err != nil {
		return nil, err
	}
	if l.rules, err = readRules(fsys, l.themes); err != nil {
		return nil, err
	}
	l.index()
	if l.scale, err = readScale(fsys); err != nil {
		return nil, err
	}
	if err := l.readWeights(fsys); err != nil {
		return nil, err
	}
	return l, l.readStatus(fsys)
}

// index makes what is looked up often quick to find.
func (l *Ledger) index() {
	l.byType, l.byID = map[parley.EventType][]*rule{}, map[string]*rule{}
	l.recurs, l.states = map[string]bool{}, map[string]bool{}
	for i := range l.rules {
		r := &l.rules[i]
		l.byType[r.typ], l.byID[r.id] = append(l.byType[r.typ], r), r
	}
	for _, t := range l.themes.All() {
		l.recurs[t.ID], l.states[t.ID] = t.Recurs, t.State
	}
}

const (
	weightsFile = "process/undertaking-weights.tsv"
	statusFile  = "process/status.tsv"
)

// features are the rows that the pair model asks for.
var features = [...]string{
	"base", "theme.same", "theme.shared", "theme.unknown", "theme.differ", "sense.differ",
	"by.same", "by.side", "by.unknown", "by.differ", "to.same", "to.differ", "speaker.same",
	"words.most", "words.half", "words.few", "words.none", "count.same", "count.one", "count.differ",
	"deadline.term", "deadline.same", "deadline.differ", "agreement.same", "agreement.differ",
	"kind.same", "kind.hinged", "kind.threat", "kind.aim",
	"time.near", "time.open", "time.soon", "time.months", "time.year", "time.again", "time.far", "article.same", "article.repeat", "provision.both",
}

func (l *Ledger) readWeights(fsys fs.FS) error {
	rows, err := data.Rows(fsys, weightsFile, 3)
	if err != nil {
		return err
	}
	for _, r := range rows {
		w, err := strconv.ParseFloat(r.Cells[1], 64)
		if err != nil {
			return fmt.Errorf("%s:%d: %w", weightsFile, r.Line, err)
		}
		l.weights[r.Cells[0]] = w
	}
	for _, f := range features {
		if _, ok := l.weights[f]; !ok {
			return fmt.Errorf("%s: no row %q", weightsFile, f)
		}
	}
	if len(l.weights) != len(features) {
		return fmt.Errorf("%s: %d rows, of which %d are asked for", weightsFile, len(l.weights), len(features))
	}
	if l.weights["base"] >= 0 {
		return fmt.Errorf("%s: base must be below 0", weightsFile)
	}
	return nil
}

func (l *Ledger) readStatus(fsys fs.FS) error {
	rows, err := data.Rows(fsys, statusFile, 3)
	if err != nil {
		return err
	}
	for _, r := range rows {
		s := parley.CommitmentStatus(r.Cells[1])
		if !isStatus(s) {
			return fmt.Errorf("%s:%d: %q is no status", statusFile, r.Line, s)
		}
		l.status[r.Cells[0]] = s
	}
	for _, need := range []string{ruleMade, ruleSaysBroken, ruleSaysMet, ruleClash, ruleClashWord, ruleCountPart, ruleCountFull} {
		if _, ok := l.status[need]; !ok {
			return fmt.Errorf("%s: no row %q", statusFile, need)
		}
	}
	return nil
}

func isStatus(s parley.CommitmentStatus) bool {
	switch s {
	case parley.Pending, parley.UnderWay, parley.Met, parley.PartlyMet, parley.Broken, parley.Rejected,
		parley.Disputed, parley.Withdrawn, parley.Lapsed:
		return true
	}
	return false
}

// Model returns the pair model of commitments.
func (l *Ledger) Model() cluster.Model[*Digest] { return model{l} }

// Context is what an undertaking is seen in besides its own tellings.
type Context struct {
	// Family gives the family of an article by the article's ID; nil for each its own.
	Family func(article string) string
	// Agreements are those known, to name the one that an undertaking stands in
	// and to reckon terms from its day of signing.
	Agreements []parley.Agreement
	// Settled is what people put on the scale, by commitment.
	Settled map[string]parley.PAM
}

func (c *Context) family(article string) string {
	if c.Family == nil {
		return article
	}
	if f := c.Family(article); f != "" {
		return f
	}
	return article
}
