package gazetteer

import (
	"errors"
	"fmt"
	"io/fs"
	"strconv"
	"strings"

	"parley"
	"parley/data"
)

// ownTables hold places that the sources lack, in one form.
var ownTables = []string{
	"where/gazetteer_units.tsv", "where/gazetteer_regions.tsv", "where/gazetteer_districts.tsv",
	"where/gazetteer_towns.tsv", "where/gazetteer_facilities.tsv", "where/gazetteer_natural.tsv",
}

// addOwn adds the places of the own tables. A place that a source has under
// one of its names, of the same kind and not far, is given the other names
// instead. If the sources are partial, a place whose unit they lack is put into
// its country.
func (t *tree) addOwn(fsys fs.FS, partial bool) error {
	f := t.finder()
	var problems []error
	for _, table := range ownTables {
		rows, err := data.Rows(fsys, table, 8)
		if err != nil {
			return err
		}
		for _, row := range rows {
			r, err := ownRecord(row.Cells)
			if err == nil {
				within := row.Cells[2]
				if partial && f.unit(r.country, within) == nil {
					within = ""
				}
				err = t.place(f, r, within)
			}
			if err != nil {
				problems = append(problems, Problem{File: table, Line: row.Line, Cause: err})
			}
		}
	}
	return errors.Join(problems...)
}

// ownRecord reads: country or -, kind, units around it, name, other names,
// latitude, longitude, people.
func ownRecord(c []string) (record, error) {
	r := record{kind: parley.PlaceKind(c[1]), name: c[3], names: split2(c[4])}
	if c[0] != "-" {
		r.country = c[0]
	}
	if c[5] != "" {
		var err error
		if r.lat, r.lon, err = coordinates(c[5], c[6]); err != nil {
			return r, err
		}
		r.located = true
	}
	if c[7] != "-" {
		var err error
		if r.population, err = strconv.Atoi(c[7]); err != nil {
			return r, fmt.Errorf("people %q is no number", c[7])
		}
	}
	if r.name == "" {
		return r, fmt.Errorf("no name")
	}
	around := "world"
	if r.country != "" {
		around = r.country + " " + c[2]
	}
	r.id = "own:" + strings.ReplaceAll(Fold(strings.Join([]string{around, c[1], r.name}, " ")), " ", "-")
	return r, nil
}

// place puts an own record into its unit.
func (t *tree) place(f finder, r record, within string) error {
	var up *node
	if within != "" {
		if up = f.unit(r.country, within); up == nil {
			return fmt.Errorf("no unit %q in %s", within, r.country)
		}
		if !isUnit(r.kind) {
			up = f.district(r, up)
		}
		r.unit = up.unit
	}
	if n := f.same(t, r, up); n != nil {
		n.names = append(append(n.names, n.name), r.names...)
		n.name = r.name // the table has the usual one
		if r.located && (!n.located || r.kind == parley.KindAdmin1) {
			// What a province has is the middle of its towns.
			n.lat, n.lon, n.located = r.lat, r.lon, true
		}
		f.add(t.words, n)
		return nil
	}
	if isUnit(r.kind) {
		r.unit = strings.TrimPrefix(r.unit+"."+strings.ReplaceAll(Fold(r.name), " ", "-"), ".")
	}
	if up == nil && r.country != "" && (r.kind == parley.KindFacility || r.kind == parley.KindTown) {
		r.unit = t.around(r)
	}
	return t.add(r)
}

// district returns the district of a record's name in a province, where there
// is one: the town lies in it. Else it returns the province.
func (f finder) district(r record, up *node) *node {
	for _, name := range append([]string{r.name}, r.names...) {
		for _, n := range f[findKey{r.country, parley.KindAdmin2, Fold(name)}] {
			if r.kind == parley.KindTown && n.below(up) {
				return n
			}
		}
	}
	return up
}

// same returns the place of the sources that an own record is about: one of the
// same kind with one of its names, in its unit or close by, or one close by with
// nearly its name; nil if there is none.
func (f finder) same(t *tree, r record, up *node) *node {
	for _, name := range append([]string{r.name}, r.names...) {
		for _, n := range f[findKey{r.country, r.kind, Fold(name)}] {
			far := r.located && n.located && apartBy(n, r, 0.5)
			switch {
			case far && r.kind != parley.KindAdmin1: // a country has one of a name
			case up == nil || n.below(up) || up.below(n.up), !isUnit(r.kind) && n.located && r.located && !apartBy(n, r, 0.15):
				return n
			}
		}
	}
	if r.kind != parley.KindTown || !r.located {
		return nil
	}
	var best *node
	least := 0.9
	folded := Fold(r.name)
	for _, n := range t.order {
		if n.kind == r.kind && n.country == r.country && n.located && !apartBy(n, r, 0.12) {
			if l := Likeness(Fold(n.name), folded); l > least {
				best, least = n, l
			}
		}
	}
	return best
}

// apartBy tells whether a place and a record lie more than some degrees apart.
func apartBy(n *node, r record, degrees float64) bool {
	return abs(n.lat-r.lat) > degrees || abs(n.lon-r.lon) > degrees
}

func abs(v float64) float64 { return max(v, -v) }

// below tells whether n lies within a unit.
func (n *node) below(unit *node) bool {
	for ; n != nil; n = n.up {
		if n == unit {
			return true
		}
	}
	return false
}
