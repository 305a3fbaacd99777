// Package what is the coder: from the matches of the grammar and the layers of
// the question words it makes the events, commitments and statements of the
// record. Its steps are packages of their own below it; this package puts them
// in order and writes their results down with the evidence.
package what

import (
	"io/fs"

	"parley"
	"parley/internal/doc"
	"parley/internal/rule"
	"parley/internal/what/account"
	"parley/internal/what/clause"
	"parley/internal/what/fuse"
	"parley/internal/what/genre"
	"parley/internal/what/ontology"
	"parley/internal/what/parties"
	"parley/internal/what/promise"
	"parley/internal/what/setting"
	"parley/internal/what/toll"
)

// rules is the folder of the grammar in the data.
const rules = "rules"

// layers are what the rules and the coder read.
var layers = []doc.Layer{
	doc.LayerParse, doc.LayerLemmas, doc.LayerNames, doc.LayerPublished, doc.LayerTimes, doc.LayerPlaces,
	doc.LayerActors, doc.LayerCounts, doc.LayerIndicators, doc.LayerQuotes,
}

// Stages returns the two stages of the coder: the grammar, which adds the
// matches, and the coder proper. The rules and tables are those of fsys. An
// error names every rule and table row that is wrong.
func Stages(fsys fs.FS) ([]doc.Stage, error) {
	codes, err := ontology.Load(fsys)
	if err != nil {
		return nil, err
	}
	grammar, err := rule.Load(fsys, rules, codes.Allowed)
	if err != nil {
		return nil, err
	}
	c, err := newCoder(fsys, codes)
	if err != nil {
		return nil, err
	}
	return []doc.Stage{
		{
			Name: "grammar", Needs: layers, Adds: []doc.Layer{doc.LayerMatches},
			Run: func(d *doc.Doc) error { d.Matches = grammar.Match(d); return nil },
		},
		{
			Name: "what", Needs: append(layers, doc.LayerMatches),
			Adds: []doc.Layer{doc.LayerEvents, doc.LayerCommitments, doc.LayerStatements},
			Run:  func(d *doc.Doc) error { c.code(d); return nil },
		},
	}, nil
}

// coder holds the steps.
type coder struct {
	codes    *ontology.Ontology
	clauses  *clause.Reader
	parties  *parties.Finder
	settings *setting.Finder
	tolls    *toll.Finder
	fuser    *fuse.Fuser
	accounts *account.Binder
	promises *promise.Coder
	genres   *genre.Reader
}

func newCoder(fsys fs.FS, codes *ontology.Ontology) (*coder, error) {
	c := &coder{codes: codes}
	for _, load := range []func() error{
		func() (err error) { c.clauses, err = clause.New(fsys); return err },
		func() (err error) { c.parties, err = parties.New(fsys); return err },
		func() (err error) { c.settings, err = setting.New(fsys); return err },
		func() (err error) { c.tolls, err = toll.New(fsys); return err },
		func() (err error) { c.fuser, err = fuse.New(fsys); return err },
		func() (err error) { c.accounts, err = account.New(fsys); return err },
		func() (err error) { c.promises, err = promise.New(fsys); return err },
		func() (err error) { c.genres, err = genre.New(fsys); return err },
	} {
		if err := load(); err != nil {
			return nil, err
		}
	}
	return c, nil
}

// code runs the steps on d and appends the layers.
func (c *coder) code(d *doc.Doc) {
	drafts := c.drafts(d)
	kind, noNews := c.genres.Of(d)
	if noNews {
		drafts = peaceful(drafts)
	}
	for _, e := range drafts {
		c.clauses.Read(d, e)
		c.parties.Find(d, e)
		c.settings.Own(d, e)
	}
	told := len(drafts)
	if c.genres.Thin(d) {
		drafts = backed(d, drafts)
	}
	leftOut := told - len(drafts)
	events := c.fuser.Fuse(d, drafts)
	c.settings.Inherit(d, events)
	c.tolls.Find(d, events)
	c.accounts.Bind(d, events)
	c.parties.Inherit(d, events)
	c.parties.Roll(d, events)
	w := writer{d: d, codes: c.codes}
	ids := make([]string, len(events))
	for i, e := range events {
		d.Events = append(d.Events, w.event(e))
		ids[i] = d.Events[i].ID
	}
	d.Commitments = c.promises.Code(d, events, ids)
	d.Statements = w.statements()
	d.Notes = notes(d)
	if noNews {
		d.Notes = append(d.Notes, parley.Note{Stage: "what", Note: kind.Note()})
	}
	if leftOut > 0 {
		d.Notes = append(d.Notes, parley.Note{Stage: "what", Note: wornNote(leftOut)})
	}
}
