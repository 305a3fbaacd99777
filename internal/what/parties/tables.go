package parties

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
	nounsFile   = "what/party-nouns.tsv"
	weaponsFile = "what/weapon-kinds.tsv"
	casesFile   = "what/party-cases.tsv"
	statesFile  = "who/states.tsv"
)

// nounKinds and weaponKinds are what the tables may say.
var (
	nounKinds   = []string{"part", "deed", "people", "thing", "self", "victim-noun", "suffer", "back", "light", "do", "use", "rank", "rule", "offer", "aside", "custody", "opposite", "roll-killed", "roll-injured", "roll-captured"}
	weaponKinds = []string{
		"suicide-attack", "drone", "aerial", "heavy-weapons", "firearms", "explosives", "primitive", "unconventional", "crowd-control",
	}
)

// instrument is a row of the table of weapons.
type instrument struct {
	kind string
	deed bool // tells the mode and is no weapon: "airstrike"
}

// tables are the tables of the package, never changed once read.
type tables struct {
	nouns   map[string]map[string]bool // by kind
	weapons map[string]instrument      // by lemmas, joined by blanks
	states  map[string]string          // country code by name or adjective in lower case
	cases   map[parley.EventType][]string
}

func load(fsys fs.FS) (*tables, error) {
	t := &tables{nouns: map[string]map[string]bool{}, weapons: map[string]instrument{}, states: map[string]string{}}
	rows, err := data.Rows(fsys, nounsFile, 2)
	if err != nil {
		return nil, err
	}
	for _, row := range rows {
		kind := row.Cells[0]
		if !slices.Contains(nounKinds, kind) || t.nouns[kind] != nil {
			return nil, fmt.Errorf("data file %s:%d: kind %q is not known, or given twice", nounsFile, row.Line, kind)
		}
		t.nouns[kind] = map[string]bool{}
		for _, w := range items(row.Cells[1]) {
			t.nouns[kind][w] = true
		}
	}
	if rows, err = data.Rows(fsys, weaponsFile, 3); err != nil {
		return nil, err
	}
	for _, row := range rows {
		kind, use := row.Cells[0], row.Cells[1]
		if !slices.Contains(weaponKinds, kind) || use != "weapon" && use != "deed" {
			return nil, fmt.Errorf("data file %s:%d: kind %q or use %q is not known", weaponsFile, row.Line, kind, use)
		}
		for _, w := range items(row.Cells[2]) {
			t.weapons[w] = instrument{kind, use == "deed"}
		}
	}
	if rows, err = data.Rows(fsys, casesFile, 2); err != nil {
		return nil, err
	}
	t.cases = map[parley.EventType][]string{}
	for _, row := range rows {
		t.cases[parley.EventType(row.Cells[0])] = items(row.Cells[1])
	}
	return t, t.readStates(fsys)
}

// readStates takes names and adjectives of the states from the table of
// package who.
func (t *tables) readStates(fsys fs.FS) error {
	rows, err := data.Rows(fsys, statesFile, 5)
	if err != nil {
		return err
	}
	for _, row := range rows {
		for _, cell := range row.Cells[1:4] {
			for _, name := range items(cell) {
				if name != "-" && name != "" {
					t.states[strings.ToLower(name)] = row.Cells[0]
				}
			}
		}
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

// is tells whether the lemma is a noun of that kind.
func (t *tables) is(kind, lemma string) bool { return t.nouns[kind][lemma] }
