package eval

import (
	"bufio"
	"encoding/json"
	"fmt"
	"os"

	"parley/internal/doc"
	"parley/internal/where"
)

// EventPlaceScores are the figures of where.Locate: which place a marked verb
// belongs to. Gold counts rows, System those for which a place was given,
// Correct those whose place shares a byte with one that gold marks: a row
// with several gold places is right with any of them.
type EventPlaceScores struct {
	// Marked are the accepted rows that mark a place by its characters;
	// Numbered those whose place is given as numbers of tokens, which is a
	// defect of the set (spans of 0 to 2 characters); All are both together.
	Marked   Score `json:"marked"`
	Numbered Score `json:"numbered"`
	All      Score `json:"all"`
	// None are accepted rows without a gold place. They do not count above,
	// since gold marks no place that is meant but stands in another clause:
	// Gold is their number, System how many were given a place.
	None Score `json:"none"`
	// Unanswered are the rows with a place whose gold nobody has accepted.
	Unanswered Score `json:"unanswered"`
}

// EventPlaceError is a row that was not right.
type EventPlaceError struct {
	Text, Verb   string
	Gold, System string // System is empty where no place was given
	Found        []string
}

// eventRow is a line of the file.
type eventRow struct {
	Text  string `json:"text"`
	Spans []struct {
		Start int    `json:"start"`
		End   int    `json:"end"`
		Label string `json:"label"`
	} `json:"spans"`
	Answer string `json:"answer"`
}

// numberedSpan is the length in characters up to which a place's span must
// be one of tokens: first and last number.
const numberedSpan = 2

// EventLocation measures stages, which must add places, and where.Locate on a
// file of sentences with one marked verb each (JSON lines: text, spans with
// start and end in characters and a label, answer).
//
// Errors are those of reading the file and of the stages.
// The list holds the accepted rows with a gold place that are not right, in
// the order of the file.
func EventLocation(stages []doc.Stage, file string) (s EventPlaceScores, list []EventPlaceError, err error) {
	f, err := os.Open(file)
	if err != nil {
		return s, nil, err
	}
	defer f.Close()
	lines := bufio.NewScanner(f)
	lines.Buffer(nil, 1<<20)
	for n := 1; lines.Scan(); n++ {
		var r eventRow
		if err := json.Unmarshal(lines.Bytes(), &r); err != nil {
			return s, nil, fmt.Errorf("%s:%d: %w", file, n, err)
		}
		d := &doc.Doc{Text: r.Text}
		if err := readAll(stages, d); err != nil {
			return s, nil, fmt.Errorf("%s:%d: %w", file, n, err)
		}
		if e, ok := s.count(d, r); !ok {
			list = append(list, e)
		}
	}
	return s, list, lines.Err()
}

// count adds one row; it returns false for an accepted row with a place that
// is not right.
func (s *EventPlaceScores) count(d *doc.Doc, r eventRow) (EventPlaceError, bool) {
	gold, verb, numbered := r.spans(d)
	if verb == doc.None {
		return EventPlaceError{}, true
	}
	one, found := Score{Gold: 1}, where.Locate(d, verb)
	e := EventPlaceError{Text: oneLine(r.Text), Verb: d.Word(verb)}
	if found != doc.None {
		one.System = 1
		m := d.Places[found]
		start, end := d.Tokens[m.First].Start, d.Tokens[m.Last-1].End
		e.System = d.Text[start:end]
		for _, g := range gold {
			if start < g[1] && g[0] < end {
				one.Correct = 1
			}
		}
	}
	switch {
	case r.Answer != "accept" && len(gold) == 0:
	case r.Answer != "accept":
		s.Unanswered = sum(s.Unanswered, one)
	case len(gold) == 0:
		s.None = sum(s.None, one)
	default:
		s.All = sum(s.All, one)
		if numbered {
			s.Numbered = sum(s.Numbered, one)
		} else {
			s.Marked = sum(s.Marked, one)
		}
		for _, g := range gold {
			e.Gold += "[" + d.Text[g[0]:g[1]] + "]"
		}
		for _, m := range d.Places {
			e.Found = append(e.Found, d.Text[d.Tokens[m.First].Start:d.Tokens[m.Last-1].End])
		}
		return e, one.Correct == 1
	}
	return e, true
}

// spans returns the places of a row as bytes of its text, and the first token
// of its verb, or None.
func (r eventRow) spans(d *doc.Doc) (gold [][2]int, verb int, numbered bool) {
	at := make([]int, 0, len(r.Text)+1)
	for i := range r.Text {
		at = append(at, i)
	}
	at = append(at, len(r.Text))
	verb = doc.None
	for _, s := range r.Spans {
		if s.Start < 0 || s.End < s.Start || s.End >= len(at) {
			continue
		}
		start, end := at[s.Start], at[s.End]
		switch {
		case s.Label == "VERB" && verb == doc.None:
			verb = tokenAt(d, start, end)
		case s.Label == "LOCATION" && s.End-s.Start <= numberedSpan:
			numbered = true
			if g, ok := tokensNumbered(d, s.Start, s.End); ok {
				gold = append(gold, g)
			}
		case s.Label == "LOCATION":
			gold = append(gold, [2]int{start, end})
		}
	}
	return gold, verb, numbered
}

// tokenAt returns the first token that shares a byte with [start, end), or
// None.
func tokenAt(d *doc.Doc, start, end int) int {
	for i, t := range d.Tokens {
		if t.Start < end && start < t.End {
			return i
		}
	}
	return doc.None
}

// tokensNumbered returns the bytes from token number first to number last, in
// the count of a tokenizer for which white space beyond one blank is a token.
func tokensNumbered(d *doc.Doc, first, last int) (span [2]int, ok bool) {
	n, pos := 0, 0
	for i, t := range d.Tokens {
		if gap := t.Start - pos; gap > 1 || gap > 0 && (i == 0 || d.Text[pos] != ' ') {
			n++
		}
		if n == first {
			span[0], ok = t.Start, true
		}
		if n == last {
			span[1] = t.End
			return span, ok
		}
		n++
		pos = t.End
	}
	return span, false
}
