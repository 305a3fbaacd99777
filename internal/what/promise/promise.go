// Package promise codes commitments: who promised, demanded, offered or set as
// a condition what, to whom, by when, and what came of it. The rules of
// data/rules/commitment find the words; this package decides whether what is to
// be done is a matter of war, peace or politics, cuts its words out, adds
// condition, deadline, count and agreement, joins what the article repeats, and
// reads what came of it.
package promise

import (
	"io/fs"
	"strings"

	"parley"
	"parley/internal/doc"
	"parley/internal/what/draft"
)

// prefix is how the labels of the rules for commitments begin.
const prefix = "commitment/"

// Coder codes commitments by the tables of data/what. It is never changed and
// may be used by several goroutines.
type Coder struct {
	topics map[string]map[string]bool // class -> lemmas
	marks  map[string][]opening       // by their first word
	fates  map[string]fate
	alike  map[string]string // lemma -> the first of its group of words for one deed
	people map[string]bool
}

// New reads the tables of fsys. An error names file and line of every row that
// is wrong.
func New(fsys fs.FS) (*Coder, error) { return readTables(fsys) }

// Code returns the commitments of the article, from the matches with a label
// commitment/KIND and from the events, in the order of their triggers. ids gives
// the parley.Event.ID of each event.
func (c *Coder) Code(d *doc.Doc, events []*draft.Event, ids []string) []parley.Commitment {
	var r *reading
	for i := range d.Matches {
		if strings.HasPrefix(d.Matches[i].Label, prefix) {
			r = newReading(c, d, events)
			break
		}
	}
	if r == nil || !r.ofWar() {
		return nil
	}
	list := r.merge(r.candidates())
	r.follow(list)
	out := make([]parley.Commitment, 0, len(list))
	for _, x := range list {
		out = append(out, r.write(x, ids))
	}
	return out
}

// commitment is one in the making, in tokens.
type commitment struct {
	kind parley.CommitmentKind
	// match is the index in Doc.Matches of the rule that decides, head its
	// trigger's head.
	match, head int
	// what is the head of the words of the thing to be done.
	what  int
	words doc.Range
	// by, to and said are heads of the words that name who has to do it, to whom
	// it is owed and who tells it.
	by, to, said []int
	condition    doc.Range
	deadline     deadline
	count        int // in Doc.Counts, or doc.None
	agreement    doc.Range
	status       parley.CommitmentStatus
	statusAt     int // the token that decides the status, or doc.None
	statusBy     string
	// again are the triggers of tellings merged into this one.
	again []int
}

// deadline is until when something is to be done.
type deadline struct {
	words doc.Range // with the preposition; empty for none
	time  int       // in Doc.Times, doc.None where an event is the deadline
}
