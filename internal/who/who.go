// Package who finds the actors of an article: parties, organisations and
// persons with their roles and sides, and where each is mentioned.
//
// Parties come from package party. Here persons' names are joined, their roles
// read from titles, appositions and copulas, and both compared with the list of
// persons; then offices without a name, nominals ("the group", "both sides"),
// unnamed sources and pronouns are resolved. A name is merged with a listed
// person only where a listed spelling and the role agree; a name that is
// merely alike gets doc.Likeness entries.
package who

import (
	"io/fs"

	"parley/internal/doc"
	"parley/internal/who/party"
)

// New returns the stage, with its tables read from fsys (data.FS, or an
// overlay of it). An error names the file and the line.
func New(fsys fs.FS) (doc.Stage, error) {
	t, err := readTables(fsys)
	if err != nil {
		return doc.Stage{}, err
	}
	finder, err := party.New(fsys)
	if err != nil {
		return doc.Stage{}, err
	}
	if err := t.settleSides(finder); err != nil {
		return doc.Stage{}, err
	}
	t.parties = finder
	return doc.Stage{
		Name:  "who",
		Needs: []doc.Layer{doc.LayerParse, doc.LayerLemmas, doc.LayerNames, doc.LayerPublished, doc.LayerPlaces},
		Adds:  []doc.Layer{doc.LayerActors},
		Run: func(d *doc.Doc) error {
			r := newReading(t, d)
			r.actors, r.mentions = finder.Find(d)
			r.run()
			d.Actors, d.Mentions = r.actors, r.mentions
			return nil
		},
	}, nil
}

// run goes through the steps in order; each may read what those before it
// have found.
func (r *reading) run() {
	if len(r.d.Sentences) == 0 {
		return
	}
	r.index()
	r.findOffices()
	r.findNames()
	r.groupNominals()
	r.readRoles()
	r.joinNames()
	r.linkPersons()
	r.addPersons()
	r.tieToMasters()
	r.roleMentions()
	r.unnamed()
	r.pronouns()
	r.possessed()
	r.finish()
}
