package eval

import (
	"errors"
	"fmt"

	"parley/internal/doc"
)

// ErrNotSameText is returned for documents that cannot be compared because
// they are not over the same texts.
var ErrNotSameText = errors.New("documents are not over the same texts")

// NameScores counts exact names by kind: a system's name is correct if its
// bytes and its kind are those of a gold name.
type NameScores struct {
	Person, Organisation, Place, Nationality Score
}

// EvalNames compares the names of sys with those of gold, document by
// document. The two may be cut into different tokens: spans are compared as
// bytes of the text. The error wraps ErrNotSameText.
func EvalNames(gold, sys []*doc.Doc) (NameScores, error) {
	var s NameScores
	if len(gold) != len(sys) {
		return s, fmt.Errorf("%w: %d gold, %d system documents", ErrNotSameText, len(gold), len(sys))
	}
	for i, g := range gold {
		if g.Text != sys[i].Text {
			return s, fmt.Errorf("%w: document %d, %q", ErrNotSameText, i, g.ID)
		}
		spans := map[nameSpan]bool{}
		for _, n := range g.Names {
			spans[spanOf(g, n)] = true
			s.count(n.Kind, Score{Gold: 1})
		}
		for _, n := range sys[i].Names {
			hit := Score{System: 1}
			if spans[spanOf(sys[i], n)] {
				hit.Correct = 1
			}
			s.count(n.Kind, hit)
		}
	}
	return s, nil
}

// nameSpan is a name as bytes of the text.
type nameSpan struct {
	start, end int
	kind       doc.NameKind
}

func spanOf(d *doc.Doc, n doc.Name) nameSpan {
	return nameSpan{d.Tokens[n.First].Start, d.Tokens[n.Last-1].End, n.Kind}
}

// count adds to the score of a kind; a kind that is not ours is not counted.
func (s *NameScores) count(k doc.NameKind, add Score) {
	switch k {
	case doc.Person:
		s.Person = sum(s.Person, add)
	case doc.Organisation:
		s.Organisation = sum(s.Organisation, add)
	case doc.Place:
		s.Place = sum(s.Place, add)
	case doc.Nationality:
		s.Nationality = sum(s.Nationality, add)
	}
}

func sum(scores ...Score) Score {
	var t Score
	for _, s := range scores {
		t.Gold += s.Gold
		t.System += s.System
		t.Correct += s.Correct
	}
	return t
}

// Common is the micro average over persons, organisations and places, the
// kinds that every name finder for English has.
func (s NameScores) Common() Score { return sum(s.Person, s.Organisation, s.Place) }

// All is the micro average over all four kinds.
func (s NameScores) All() Score { return sum(s.Common(), s.Nationality) }

// Errors counts what a system missed and what it made up: the gold names that
// it did not find exactly and its own that are not gold.
func Errors(s Score) int { return s.Gold - s.Correct + s.System - s.Correct }
