package clause

import (
	"fmt"
	"io/fs"
	"slices"
	"strings"

	"parley"
	"parley/data"
)

// The files of the package.
const (
	governorsFile = "what/status-governors.tsv"
	wordsFile     = "what/status-words.tsv"
	modalsFile    = "what/status-modals.tsv"
)

// Effects of a row that are no status of the record.
const (
	effFact    parley.Status = "fact"
	effThrough parley.Status = "through"
	effTale    parley.Status = "tale"
	effHypo    parley.Status = "hypo"
	effNot     parley.Status = "not"
	effOwn     parley.Status = "own"
	effPurpose parley.Status = "purpose"
	effVow     parley.Status = "vow"
	effTense   parley.Status = "tense"
)

// statuses are those of the record.
var statuses = map[parley.Status]bool{
	parley.Happened: true, parley.Alleged: true, parley.Denied: true, parley.Planned: true,
	parley.Threatened: true, parley.Demanded: true, parley.Offered: true, parley.Refused: true,
}

// effects are what a row may give beside a status.
var effects = []parley.Status{effFact, effThrough, effTale, effHypo, effNot, effOwn, effPurpose, effVow, effTense}

// kinds are the rows of the table of words.
var kinds = []string{
	"not", "none", "condition", "later", "hedge", "maybe", "habit", "past-case", "definite", "why", "trend", "repeated",
	"ordinal", "own", "empty", "violence", "inside", "paper",
}

// shape is one way in which a deed hangs on a governor, as a bit.
type shape uint16

// The shapes, as the head of the table explains them.
const (
	shapeInf shape = 1 << iota
	shapeObjInf
	shapeIng
	shapeThat
	shapeNp
	shapeSubj
	shapeMod
)

var shapes = map[string]shape{
	"inf": shapeInf, "obj-inf": shapeObjInf, "ing": shapeIng, "that": shapeThat,
	"np": shapeNp, "subj": shapeSubj, "mod": shapeMod,
}

// governor is a row of the table of governors.
type governor struct {
	id, class       string
	status, hostile parley.Status
	shapes          shape
	cases           []string
	indefinite      bool // only deeds that are not definite
}

// modal is a row of the table of modals.
type modal struct{ plain, not, perfect parley.Status }

// tables are the tables of the package, never changed once read.
type tables struct {
	governors map[string][]*governor // by lemma, in the order of the rows
	words     map[string]map[string]bool
	modals    map[string]modal
}

func load(fsys fs.FS) (*tables, error) {
	t := &tables{}
	for _, read := range []func(fs.FS) error{t.readGovernors, t.readWords, t.readModals} {
		if err := read(fsys); err != nil {
			return nil, err
		}
	}
	return t, nil
}

func (t *tables) readGovernors(fsys fs.FS) error {
	rows, err := data.Rows(fsys, governorsFile, 6)
	if err != nil {
		return err
	}
	t.governors = make(map[string][]*governor)
	for _, row := range rows {
		g, err := readGovernor(row.Cells)
		if err != nil {
			return fmt.Errorf("data file %s:%d: %w", governorsFile, row.Line, err)
		}
		for _, lemma := range items(row.Cells[5]) {
			if !slices.Contains(t.governors[lemma], g) {
				t.governors[lemma] = append(t.governors[lemma], g)
			}
		}
	}
	return nil
}

func readGovernor(cells []string) (*governor, error) {
	g := &governor{id: "status." + cells[0], class: cells[1]}
	if !slices.Contains([]string{"verb", "noun", "adj"}, g.class) {
		return nil, fmt.Errorf("class %q is none of verb, noun, adj", g.class)
	}
	status, definite, _ := strings.Cut(cells[2], " ")
	g.status, g.hostile, g.indefinite = parley.Status(status), parley.Status(cells[3]), definite == "!def"
	if g.hostile == "-" {
		g.hostile = g.status
	}
	for _, s := range []parley.Status{g.status, g.hostile} {
		if !statuses[s] && !slices.Contains(effects, s) {
			return nil, fmt.Errorf("status %q is not known", s)
		}
	}
	for _, frame := range strings.Fields(cells[4]) {
		if cases, ok := strings.CutPrefix(frame, "p:"); ok {
			g.cases = append(g.cases, strings.Split(cases, "|")...)
		} else if shapes[frame] != 0 {
			g.shapes |= shapes[frame]
		} else {
			return nil, fmt.Errorf("frame %q is not known", frame)
		}
	}
	return g, nil
}

func (t *tables) readWords(fsys fs.FS) error {
	rows, err := data.Rows(fsys, wordsFile, 2)
	if err != nil {
		return err
	}
	t.words = make(map[string]map[string]bool)
	for _, row := range rows {
		kind := row.Cells[0]
		if !slices.Contains(kinds, kind) || t.words[kind] != nil {
			return fmt.Errorf("data file %s:%d: kind %q is not known, or given twice", wordsFile, row.Line, kind)
		}
		t.words[kind] = make(map[string]bool)
		for _, w := range items(row.Cells[1]) {
			t.words[kind][w] = true
		}
	}
	return nil
}

func (t *tables) readModals(fsys fs.FS) error {
	rows, err := data.Rows(fsys, modalsFile, 4)
	if err != nil {
		return err
	}
	t.modals = make(map[string]modal)
	for _, row := range rows {
		c := row.Cells
		m := modal{parley.Status(c[1]), parley.Status(c[2]), parley.Status(c[3])}
		for _, s := range []parley.Status{m.plain, m.not, m.perfect} {
			if !statuses[s] && !slices.Contains(effects, s) {
				return fmt.Errorf("data file %s:%d: status %q is not known", modalsFile, row.Line, s)
			}
		}
		t.modals[c[0]] = m
	}
	return nil
}

// items splits a cell of comma-separated words.
func items(cell string) []string {
	list := strings.Split(cell, ",")
	for i := range list {
		list[i] = strings.TrimSpace(list[i])
	}
	return list
}

// is tells whether the word is of that kind in the table of words.
func (t *tables) is(kind, word string) bool { return t.words[kind][word] }
