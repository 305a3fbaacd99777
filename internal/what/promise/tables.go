package promise

import (
	"errors"
	"fmt"
	"io/fs"
	"strings"

	"parley"
	"parley/data"
)

// The tables, below data/.
const (
	topicsFile = "what/promise-topics.tsv"
	marksFile  = "what/promise-marks.tsv"
	fateFile   = "what/promise-fate.tsv"
	alikeFile  = "what/promise-alike.tsv"
	peopleFile = "howmany/groups.tsv" // nouns for persons
)

// The classes of topics.tsv.
const (
	deed   = "deed"
	act    = "act"
	matter = "matter"
	plain  = "plain"
	never  = "never"
	deal   = "deal"
	wrap   = "wrap"
	side   = "side"
	truce  = "truce"
	handed = "handed"
	asked  = "asked"
	harm   = "harm"
	war    = "war"
	gift   = "gift"
)

// The classes of marks.tsv.
const (
	markIf       = "if"
	markExchange = "exchange"
)

// opening is words that open a condition or a deadline.
type opening struct {
	class string
	words []string // lower case
}

// fate is what a verb with a commitment as its object tells of it.
type fate struct{ plain, negated parley.CommitmentStatus }

func readTables(fsys fs.FS) (*Coder, error) {
	c := &Coder{
		topics: map[string]map[string]bool{}, marks: map[string][]opening{}, fates: map[string]fate{},
		alike: map[string]string{}, people: map[string]bool{},
	}
	return c, errors.Join(c.readTopics(fsys), c.readMarks(fsys), c.readFates(fsys), c.readAlike(fsys), c.readPeople(fsys))
}

func (c *Coder) readTopics(fsys fs.FS) error {
	for _, class := range []string{deed, act, matter, plain, never, deal, wrap, side, truce, handed, asked, harm, war, gift} {
		c.topics[class] = map[string]bool{}
	}
	rows, err := data.Rows(fsys, topicsFile, 2)
	if err != nil {
		return err
	}
	for _, r := range rows {
		class, ok := c.topics[r.Cells[0]]
		if !ok {
			return fmt.Errorf("data file %s:%d: no class %q", topicsFile, r.Line, r.Cells[0])
		}
		for _, w := range strings.Split(r.Cells[1], ", ") {
			if w == "" || class[w] {
				return fmt.Errorf("data file %s:%d: %q is empty or stands twice in its class", topicsFile, r.Line, w)
			}
			class[w] = true
		}
	}
	return nil
}

// readAlike reads the groups of words for one deed.
func (c *Coder) readAlike(fsys fs.FS) error {
	rows, err := data.Rows(fsys, alikeFile, 1)
	if err != nil {
		return err
	}
	for _, r := range rows {
		first, _, _ := strings.Cut(r.Cells[0], ", ")
		for _, w := range strings.Split(r.Cells[0], ", ") {
			if w == "" || c.alike[w] != "" {
				return fmt.Errorf("data file %s:%d: %q is empty or stands twice", alikeFile, r.Line, w)
			}
			c.alike[w] = first
		}
	}
	return nil
}

func (c *Coder) readPeople(fsys fs.FS) error {
	rows, err := data.Rows(fsys, peopleFile, 3)
	for _, r := range rows {
		c.people[r.Cells[0]] = true
	}
	return err
}

func (c *Coder) readMarks(fsys fs.FS) error {
	rows, err := data.Rows(fsys, marksFile, 2)
	if err != nil {
		return err
	}
	for _, r := range rows {
		switch r.Cells[0] {
		case markIf, markExchange:
		default:
			return fmt.Errorf("data file %s:%d: no class %q", marksFile, r.Line, r.Cells[0])
		}
		for _, w := range strings.Split(r.Cells[1], ", ") {
			words := strings.Fields(w)
			if len(words) == 0 {
				return fmt.Errorf("data file %s:%d: empty words", marksFile, r.Line)
			}
			c.marks[words[0]] = append(c.marks[words[0]], opening{r.Cells[0], words})
		}
	}
	return nil
}

func (c *Coder) readFates(fsys fs.FS) error {
	rows, err := data.Rows(fsys, fateFile, 3)
	if err != nil {
		return err
	}
	for _, r := range rows {
		f := fate{parley.CommitmentStatus(r.Cells[0]), parley.CommitmentStatus(r.Cells[1])}
		if !isStatus(f.plain) || f.negated != "" && !isStatus(f.negated) {
			return fmt.Errorf("data file %s:%d: no status %q, %q", fateFile, r.Line, f.plain, f.negated)
		}
		for _, w := range strings.Split(r.Cells[2], ", ") {
			if _, twice := c.fates[w]; twice || w == "" {
				return fmt.Errorf("data file %s:%d: %q is empty or stands twice", fateFile, r.Line, w)
			}
			c.fates[w] = f
		}
	}
	return nil
}

func isStatus(s parley.CommitmentStatus) bool {
	switch s {
	case parley.Pending, parley.UnderWay, parley.Met, parley.PartlyMet, parley.Broken, parley.Rejected, parley.Disputed,
		parley.Withdrawn, parley.Lapsed:
		return true
	}
	return false
}
