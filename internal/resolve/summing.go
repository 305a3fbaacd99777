package resolve

import (
	"fmt"
	"io/fs"
	"slices"
	"strings"
	"unicode"

	"parley"
	"parley/data"
)

// summing holds the tables by which events are summed up.
type summing struct {
	voices  voiceWords
	groups  groupTable
	refines map[kindOf][]parley.Mode // the modes that a mode is a case of
	titles  map[kindOf]titleWords
	rules   map[string]string // the rules of estimates, with what they say
	// guesses are how guessed dates and places begin to say what they rest on.
	guesses struct{ date, place []string }
	// partisan are words for the other side in the texts of a warring party.
	partisan map[string]bool
}

// kindOf is what sort of event something is.
type kindOf struct {
	Type parley.EventType
	Mode parley.Mode
}

// titleWords are the beginnings of titles, by which of the sides are known.
type titleWords struct {
	both, source, target, none string
}

// newSumming reads the tables below resolve/ of fsys. Its errors name file and line.
func newSumming(fsys fs.FS) (*summing, error) {
	s := &summing{}
	for _, read := range []func(fs.FS) error{s.readVoices, s.readGroups, s.readModes, s.readTitles, s.readRules, s.readGuesses, s.readPartisan} {
		if err := read(fsys); err != nil {
			return nil, err
		}
	}
	return s, nil
}

// voiceWords finds phrases of one to maxPhrase words.
type voiceWords map[string]voiceWord

type voiceWord struct {
	sort Sort
	row  int
}

const maxPhrase = 4

func (s *summing) readVoices(fsys fs.FS) error {
	const name = "resolve/voices.tsv"
	rows, err := data.Rows(fsys, name, 2)
	if err != nil {
		return err
	}
	sorts := map[string]Sort{"neutral": SortNeutral, "official": SortOfficial, "other": SortOther}
	s.voices = voiceWords{}
	for _, r := range rows {
		sort, ok := sorts[r.Cells[0]]
		if !ok {
			return fmt.Errorf("%s:%d: %q is no sort of speakers", name, r.Line, r.Cells[0])
		}
		for phrase := range strings.SplitSeq(r.Cells[1], ", ") {
			if words := plainWords(phrase); len(words) == 0 || len(words) > maxPhrase || strings.Join(words, " ") != phrase {
				return fmt.Errorf("%s:%d: %q is no phrase of one to %d words in lower case", name, r.Line, phrase, maxPhrase)
			}
			if _, twice := s.voices[phrase]; twice {
				return fmt.Errorf("%s:%d: %q is there twice", name, r.Line, phrase)
			}
			s.voices[phrase] = voiceWord{sort, len(s.voices)}
		}
	}
	return nil
}

// plainWords are the words of a name in lower case, without punctuation.
func plainWords(s string) []string {
	return strings.FieldsFunc(strings.ToLower(s), func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) })
}

// sort returns the sort of a speaker by the longest phrase in any of the names;
// ok is false where there is none.
func (v voiceWords) sort(names ...string) (Sort, bool) {
	for size := maxPhrase; size > 0; size-- {
		best := voiceWord{row: len(v)}
		for _, name := range names {
			words := plainWords(name)
			for i := 0; i+size <= len(words); i++ {
				if w, ok := v[strings.Join(words[i:i+size], " ")]; ok && w.row < best.row {
					best = w
				}
			}
		}
		if best.row < len(v) {
			return best.sort, true
		}
	}
	return SortOther, false
}

// groupTable says which groups of people lie within which.
type groupTable map[string]groupRow

type groupRow struct {
	within         []string
	armed, unarmed bool
	part           bool // told beside others as a rule
}

func (s *summing) readGroups(fsys fs.FS) error {
	const name = "resolve/groups.tsv"
	rows, err := data.Rows(fsys, name, 4)
	if err != nil {
		return err
	}
	s.groups = groupTable{}
	for _, r := range rows {
		g := groupRow{armed: r.Cells[2] == "armed", unarmed: r.Cells[2] == "unarmed", part: r.Cells[3] == "part"}
		if !g.armed && !g.unarmed && r.Cells[2] != "either" || !g.part && r.Cells[3] != "whole" {
			return fmt.Errorf("%s:%d: arms %q or share %q is not known", name, r.Line, r.Cells[2], r.Cells[3])
		}
		if r.Cells[1] != "-" {
			g.within = strings.Split(r.Cells[1], ", ")
		}
		s.groups[r.Cells[0]] = g
	}
	for _, r := range rows {
		for _, w := range s.groups[r.Cells[0]].within {
			if _, ok := s.groups[w]; !ok || w == r.Cells[0] {
				return fmt.Errorf("%s:%d: %q has no row of its own", name, r.Line, w)
			}
		}
	}
	return nil
}

// lies tells whether everybody of group a is of group b, another than a.
func (t groupTable) lies(a, b string) bool {
	if a == b {
		return false
	}
	if b == "" {
		return true
	}
	for _, w := range t[a].within {
		if w == b {
			return true
		}
	}
	return false
}

func (s *summing) readModes(fsys fs.FS) error {
	const name = "resolve/modes.tsv"
	rows, err := data.Rows(fsys, name, 3)
	if err != nil {
		return err
	}
	s.refines = map[kindOf][]parley.Mode{}
	for _, r := range rows {
		if r.Cells[1] == "" || r.Cells[2] == "" || r.Cells[1] == r.Cells[2] {
			return fmt.Errorf("%s:%d: two different modes are wanted", name, r.Line)
		}
		k := kindOf{parley.EventType(r.Cells[0]), parley.Mode(r.Cells[1])}
		s.refines[k] = append(s.refines[k], parley.Mode(r.Cells[2]))
	}
	return nil
}

func (s *summing) readTitles(fsys fs.FS) error {
	const name = "resolve/titles.tsv"
	rows, err := data.Rows(fsys, name, 6)
	if err != nil {
		return err
	}
	s.titles = map[kindOf]titleWords{}
	for _, r := range rows {
		for i, cell := range r.Cells[2:] {
			if cell == "" || i == 3 && strings.Contains(cell, "{") {
				return fmt.Errorf("%s:%d: column %d says nothing, or has a side that is not known", name, r.Line, i+3)
			}
		}
		k := kindOf{parley.EventType(r.Cells[0]), parley.Mode(r.Cells[1])}
		s.titles[k] = titleWords{r.Cells[2], r.Cells[3], r.Cells[4], r.Cells[5]}
	}
	return nil
}

func (s *summing) readRules(fsys fs.FS) error {
	const name = "resolve/estimate.tsv"
	rows, err := data.Rows(fsys, name, 2)
	if err != nil {
		return err
	}
	s.rules = map[string]string{}
	for _, r := range rows {
		s.rules[r.Cells[0]] = r.Cells[1]
	}
	for _, rule := range estimateRules {
		if s.rules[rule] == "" {
			return fmt.Errorf("%s: no row %q", name, rule)
		}
	}
	if len(s.rules) != len(estimateRules) {
		return fmt.Errorf("%s: %d rules, of which %d are known", name, len(s.rules), len(estimateRules))
	}
	return nil
}

func (s *summing) readGuesses(fsys fs.FS) error {
	const name = "resolve/guesses.tsv"
	rows, err := data.Rows(fsys, name, 2)
	if err != nil {
		return err
	}
	for _, r := range rows {
		switch {
		case r.Cells[1] == "":
			return fmt.Errorf("%s:%d: an empty beginning", name, r.Line)
		case r.Cells[0] == "date":
			s.guesses.date = append(s.guesses.date, r.Cells[1])
		case r.Cells[0] == "place":
			s.guesses.place = append(s.guesses.place, r.Cells[1])
		default:
			return fmt.Errorf("%s:%d: %q is neither date nor place", name, r.Line, r.Cells[0])
		}
	}
	return nil
}

// guessed tells whether how begins with one of the beginnings.
func guessed(how string, beginnings []string) bool {
	return slices.ContainsFunc(beginnings, func(b string) bool { return strings.HasPrefix(how, b) })
}

func (s *summing) readPartisan(fsys fs.FS) error {
	const name = "resolve/partisan.tsv"
	rows, err := data.Rows(fsys, name, 1)
	if err != nil {
		return err
	}
	s.partisan = map[string]bool{}
	for _, r := range rows {
		if words := plainWords(r.Cells[0]); len(words) != 1 || words[0] != r.Cells[0] {
			return fmt.Errorf("%s:%d: %q is not one word in lower case", name, r.Line, r.Cells[0])
		}
		s.partisan[r.Cells[0]] = true
	}
	return nil
}

// isPartisan tells whether the article calls its event's targets what only a
// party to the war calls them.
func (s *summing) isPartisan(e *parley.Event) bool {
	for i := range e.Targets {
		for _, w := range plainWords(e.Targets[i].Text) {
			if s.partisan[w] {
				return true
			}
		}
	}
	return false
}
