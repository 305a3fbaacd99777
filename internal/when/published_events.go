package when

import (
	"fmt"
	"io/fs"
	"strings"

	"parley/data"
)

// turning is a dated event of published_events.tsv.
type turning struct {
	from, to int // its first and last day
	kind     turningKind
	name     string
	// groups are what has to stand in the sentence: one of each.
	groups [][]wordIDs
}

// turningKind is what a mention of an event shows.
type turningKind string

const (
	turnNamed    turningKind = "named"    // that it has happened
	turnSigned   turningKind = "signed"   // that, if the words or a date say so
	turnDated    turningKind = "dated"    // that, if a date beside it fits
	turnWar      turningKind = "war"      // the same, of its beginning
	turnElection turningKind = "election" // what stands about it
)

// turnings are the dated events, by the first word of each alternative of
// their first group.
type turnings struct {
	events []turning
	first  map[int32][]int32
	// onDay holds the events of one day by month*100 + day.
	onDay map[int][]int32
}

// loadTurnings reads published_events.tsv.
func loadTurnings(fsys fs.FS, v vocabulary) (*turnings, error) {
	const file = "when/published_events.tsv"
	rows, err := data.Rows(fsys, file, 5)
	if err != nil {
		return nil, err
	}
	t := &turnings{first: map[int32][]int32{}, onDay: map[int][]int32{}}
	for _, r := range rows {
		e, err := readTurning(r.Cells, v)
		if err != nil {
			return nil, fmt.Errorf("data file %s:%d: %w", file, r.Line, err)
		}
		n := int32(len(t.events))
		for _, words := range e.groups[0] {
			if list := t.first[words[0]]; len(list) == 0 || list[len(list)-1] != n {
				t.first[words[0]] = append(list, n)
			}
		}
		if e.from == e.to || e.kind == turnWar {
			on := timeOf(e.from)
			t.onDay[int(on.Month())*100+on.Day()] = append(t.onDay[int(on.Month())*100+on.Day()], n)
		}
		t.events = append(t.events, e)
	}
	return t, nil
}

func readTurning(cells []string, v vocabulary) (turning, error) {
	e := turning{kind: turningKind(cells[2]), name: cells[3]}
	var err error
	if e.from, err = readDay(cells[0]); err != nil {
		return e, err
	}
	e.to = e.from
	if cells[1] != "" {
		if e.to, err = readDay(cells[1]); err != nil {
			return e, err
		}
	}
	if e.to < e.from {
		return e, fmt.Errorf("ends before it begins")
	}
	switch e.kind {
	case turnNamed, turnSigned, turnDated, turnWar, turnElection:
	default:
		return e, fmt.Errorf("kind %q", e.kind)
	}
	for group := range strings.SplitSeq(cells[4], "; ") {
		var alternatives []wordIDs
		for words := range strings.SplitSeq(group, ", ") {
			ids := v.add(words)
			if len(ids) == 0 {
				return e, fmt.Errorf("words %q", words)
			}
			alternatives = append(alternatives, ids)
		}
		e.groups = append(e.groups, alternatives)
	}
	return e, nil
}

// among tells whether one of each group but the first stands in words [from,
// to) of the stream.
func (e *turning) among(s *stream, from, to int) bool {
	return s.groups(e.groups[1:], from, to) == len(e.groups)-1
}

// groups returns of how many groups a phrase stands in words [from, to).
func (s *stream) groups(groups [][]wordIDs, from, to int) int {
	n := 0
	for _, group := range groups {
		if s.any(from, to, group) {
			n++
		}
	}
	return n
}

// day names the days of the event.
func (e *turning) day() string {
	if e.from == e.to || e.kind == turnWar {
		return timeOf(e.from).Format("2 January 2006")
	}
	return timeOf(e.from).Format("2 January 2006") + " to " + timeOf(e.to).Format("2 January 2006")
}
