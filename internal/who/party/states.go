package party

import (
	"fmt"
	"io/fs"
	"strings"

	"parley/data"
	"parley/internal/doc"
	"parley/internal/lang/gazette"
)

// state is a row of who/states.tsv.
type state struct{ iso, name, adjective string }

// gov is the ID of a state's government, which stands for the state as well.
func (s *state) gov() string { return strings.ToLower(s.iso) + "-gov" }

// landSort tells what sort of word names a country.
type landSort uint8

const (
	landState   landSort = iota // "Mali"
	landCapital                 // "Bamako"
	landDemonym                 // "Malian", "Malians"
	landPeople                  // "Tuareg", "Shiite", "Catalan": a people, faith or current
)

// land is what a name of a country, a capital or a people says.
type land struct {
	state int32 // index in Finder.states; doc.None for a people without one
	sort  landSort
	name  string // as written in the list
}

// readStates reads who/states.tsv.
func (f *Finder) readStates(fsys fs.FS) error {
	const file = "who/states.tsv"
	rows, err := data.Rows(fsys, file, 5)
	if err != nil {
		return err
	}
	for _, r := range rows {
		iso := r.Cells[0]
		if _, twice := f.byISO[iso]; twice || len(iso) != 3 || r.Cells[1] == "" {
			return fmt.Errorf("data file %s:%d: code %q is no country code or stands twice", file, r.Line, iso)
		}
		i := int32(len(f.states))
		f.states = append(f.states, state{iso: iso, name: r.Cells[1], adjective: r.Cells[2]})
		f.byISO[iso] = i
		f.addLand(r.Cells[1], land{state: i, sort: landState})
		for _, n := range items(r.Cells[3]) {
			f.addLand(n, land{state: i, sort: landState})
		}
		f.addLand(r.Cells[2], land{state: i, sort: landDemonym})
		for _, n := range items(r.Cells[4]) {
			f.addLand(n, land{state: i, sort: landCapital})
		}
	}
	return nil
}

// readDemonyms takes the words for peoples from the gazetteer of names. The
// country that states.tsv gives a word comes first.
func (f *Finder) readDemonyms(fs.FS) error {
	for line := range strings.Lines(gazette.Nationalities) {
		line = strings.TrimRight(line, "\r\n")
		if line == "" || line[0] == '#' {
			continue
		}
		cells := strings.Split(line, "\t")
		if len(cells) != 3 {
			return fmt.Errorf("list of demonyms: %d columns, want 3: %s", len(cells), line)
		}
		l := land{state: doc.None, sort: landPeople}
		if i, ok := f.byISO[cells[1]]; ok {
			l.state = i
		}
		switch {
		case cells[0] == "nationality" && l.state != doc.None:
			l.sort = landDemonym
		case cells[0] == "nationality":
			continue
		}
		for _, n := range items(cells[2]) {
			if strings.HasSuffix(n, "~") {
				continue
			}
			f.addLand(n, f.countryIn(n, l))
		}
	}
	return nil
}

// countryIn gives a people without a country that of the first word of its
// name: "Iraqi Kurds".
func (f *Finder) countryIn(name string, l land) land {
	first, _, several := strings.Cut(name, " ")
	if l.state != doc.None || !several {
		return l
	}
	for _, e := range f.index.lookup(first) {
		if e.class == classLand {
			l.state = f.lands[e.ref].state
		}
	}
	return l
}

// addLand puts a name of a country into the index unless another has it.
func (f *Finder) addLand(name string, l land) {
	for _, e := range f.index.lookup(name) {
		if e.class == classLand {
			return
		}
	}
	l.name = name
	f.lands = append(f.lands, l)
	f.index.add(name, entry{class: classLand, ref: int32(len(f.lands) - 1)})
}

// State returns the actor that stands for a state and its government
// ("afg-gov"), or false for a code that who/states.tsv lacks.
func (f *Finder) State(iso3 string) (doc.Actor, bool) {
	i, ok := f.byISO[iso3]
	if !ok {
		return doc.Actor{}, false
	}
	s := &f.states[i]
	return doc.Actor{
		ID: s.gov(), Name: s.adjective + " government", Kind: doc.ActorGroup,
		Country: s.iso, Sector: "GOV", Side: s.gov(), Source: doc.FromComposition,
	}, true
}

// items cuts a cell of comma-separated items; nil for an empty one.
func items(cell string) []string {
	if cell == "" || cell == "-" {
		return nil
	}
	return strings.Split(cell, ", ")
}

// value returns a cell, "-" being empty.
func value(cell string) string {
	if cell == "-" {
		return ""
	}
	return cell
}
