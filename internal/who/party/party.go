// Package party finds groups, governments, armed forces and organisations:
// those that are listed, those that are composed of a country or a party and a
// role noun ("Afghan security forces"), and those that the text describes ("a
// militant group calling itself the Sand Brigade").
package party

import (
	"io/fs"

	"parley/internal/doc"
)

// Finder finds parties. It is never changed after it is made and may be used
// by any number of goroutines.
type Finder struct {
	parties []Party
	byID    map[string]int32
	states  []state
	byISO   map[string]int32
	lands   []land
	roles   []role
	byKey   map[string]int32 // the first role of a key
	words   map[string]effect
	heads   map[string]orgHead
	index   index
}

// New reads the tables of fsys (data.FS, or an overlay of it). An error names
// the file and the line.
func New(fsys fs.FS) (*Finder, error) {
	f := &Finder{
		byID:  make(map[string]int32),
		byISO: make(map[string]int32),
		byKey: make(map[string]int32),
		index: index{nodes: make(map[uint64]node, 1<<14)},
	}
	for _, read := range []func(fs.FS) error{
		f.readStates, f.readDemonyms, f.readRoles, f.readEffects, f.readHeads, f.readParties, f.readSpellings, f.readLeaders,
	} {
		if err := read(fsys); err != nil {
			return nil, err
		}
	}
	return f, f.checkLinks()
}

// Find returns the parties of d, in the order of their first mention, and
// their mentions by name, alias or role in the order that doc.Mention asks for.
// Persons, pronouns and nominals are left to package who.
//
// A role without a country ("the police") is taken to be of the country that
// the text is about there. An actor whose Source is FromNominal is one that
// nobody names ("militants", "residents"): package who may resolve its
// mentions to somebody else.
func (f *Finder) Find(d *doc.Doc) ([]doc.Actor, []doc.Mention) {
	if len(d.Tokens) == 0 {
		return nil, nil
	}
	s := f.scan(d)
	s.settle()
	s.compose()
	s.unlisted()
	s.named()
	s.peoples()
	return s.result()
}
