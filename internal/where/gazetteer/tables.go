package gazetteer

import (
	"errors"
	"fmt"
	"io/fs"
	"slices"
	"strconv"
	"strings"

	"parley"
	"parley/data"
)

// Parley's own tables, in the folder "where" of data. Their heads tell their
// columns.
const (
	countriesTable = "where/gazetteer_countries.tsv"
	namesTable     = "where/gazetteer_names.tsv"
)

// split2 returns the items of a list with a comma and a blank between.
func split2(list string) []string {
	if list == "" {
		return nil
	}
	return strings.Split(list, ", ")
}

// addCountries adds the countries of the own table and returns their alpha-3
// codes by alpha-2.
func (t *tree) addCountries(fsys fs.FS) (map[string]string, error) {
	rows, err := data.Rows(fsys, countriesTable, 7)
	if err != nil {
		return nil, err
	}
	codes := make(map[string]string)
	for _, row := range rows {
		c := row.Cells
		r := record{
			id: "iso:" + c[0], kind: parley.KindCountry, country: c[0], name: c[2], names: split2(c[3]), located: true,
			unit: strings.ReplaceAll(c[1], "-", "  "), // blanks for states of the past
		}
		r.lat, r.lon, err = coordinates(c[4], c[5])
		if err == nil {
			r.population, err = strconv.Atoi(c[6])
		}
		if err == nil && (len(c[0]) != 3 || len(r.unit) != 2) {
			err = fmt.Errorf("codes %q and %q have not three and two letters", c[0], c[1])
		}
		if err == nil {
			err = t.add(r)
		}
		if err != nil {
			return nil, Problem{File: countriesTable, Line: row.Line, Cause: err}
		}
		if c[1] != "-" {
			codes[c[1]] = c[0]
		}
	}
	return codes, nil
}

// addNames gives places of the sources their usual English names and further
// spellings, from the own table. Units are asked for before towns, as the own
// places are put into units by name.
func (t *tree) addNames(fsys fs.FS, units bool) error {
	rows, err := data.Rows(fsys, namesTable, 6)
	if err != nil {
		return err
	}
	f := t.finder()
	var problems []error
	for _, row := range rows {
		country, kind, within, found, usual := row.Cells[0], parley.PlaceKind(row.Cells[1]), row.Cells[2], row.Cells[3], row.Cells[4]
		if isUnit(kind) != units {
			if isUnit(kind) {
				f.nameSeat(t.words, row.Cells)
			}
			continue
		}
		n := f.find(country, kind, within, found)
		if n == nil {
			cause := fmt.Errorf("no %s %q in %q of %s", kind, found, within, country)
			problems = append(problems, Problem{File: namesTable, Line: row.Line, Cause: cause})
			continue
		}
		n.names = append(n.names, split2(row.Cells[5])...)
		if usual != "" {
			n.names = append(n.names, n.name)
			n.name = usual
		}
		f.add(t.words, n)
	}
	return errors.Join(problems...)
}

// nameSeat gives the spellings of a unit to the district and the town of its
// name within it: who writes Konduz for the province does so for the city.
func (f finder) nameSeat(w *words, row []string) {
	names := []string{row[3]}
	if row[4] != "" {
		names = append(names, row[4])
	}
	up := f.find(row[0], parley.PlaceKind(row[1]), row[2], names[len(names)-1])
	for _, kind := range []parley.PlaceKind{parley.KindAdmin2, parley.KindTown} {
		for _, name := range names {
			for _, n := range f[findKey{row[0], kind, Fold(name)}] {
				if up == nil || n == up || !n.below(up) {
					continue
				}
				for _, spelling := range split2(row[5]) {
					if rest, _, _ := w.bare(Fold(spelling)); rest == "" {
						n.names = append(n.names, spelling)
					}
				}
			}
		}
	}
}

// findKey is what a place is found by while a tree is built.
type findKey struct {
	country string
	kind    parley.PlaceKind
	folded  string
}

// finder finds places of the tree by their names.
type finder map[findKey][]*node

func (t *tree) finder() finder {
	f := make(finder)
	t.arrange()
	for _, n := range t.order {
		f.add(t.words, n)
	}
	return f
}

// add lets a place be found by the names that it has now.
func (f finder) add(w *words, n *node) {
	for _, k := range w.keys(n.record) {
		key := findKey{n.country, n.kind, k}
		if !slices.Contains(f[key], n) {
			f[key] = append(f[key], n)
		}
	}
}

// find returns the place with most people of a name, in a unit if one is
// named; nil if there is none.
func (f finder) find(country string, kind parley.PlaceKind, within, name string) *node {
	var best, up *node
	if within != "" {
		if up = f.unit(country, within); up == nil {
			return nil
		}
	}
	for _, n := range f[findKey{country, kind, Fold(name)}] {
		if (up == nil || n.below(up)) && (best == nil || n.population > best.population) {
			best = n
		}
	}
	return best
}

// locate gives districts without coordinates those of the town of their name
// in the province.
func (t *tree) locate() {
	f := t.finder()
	for _, u := range t.order {
		if u.kind != parley.KindAdmin2 || u.located {
			continue
		}
		for _, name := range t.words.keys(u.record) {
			for _, town := range f[findKey{u.country, parley.KindTown, name}] {
				if !u.located && town.located && town.below(u.up) {
					u.lat, u.lon, u.located = town.lat, town.lon, true
				}
			}
		}
	}
}

// unit finds a unit by its name or by names from the largest down:
// "Helmand", "Helmand/Sangin".
func (f finder) unit(country, names string) *node {
	var up *node
	kind := parley.KindAdmin1
	for name := range strings.SplitSeq(names, "/") {
		var found *node
		for _, n := range f[findKey{country, kind, Fold(name)}] {
			if (up == nil || n.below(up)) && (found == nil || Fold(n.name) == Fold(name)) {
				found = n // the one whose usual name it is, before others
			}
		}
		if up = found; up == nil {
			return nil
		}
		kind = parley.KindAdmin2
	}
	return up
}
