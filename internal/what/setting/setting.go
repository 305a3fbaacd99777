// Package setting says when and where an event was.
package setting

import (
	"fmt"
	"io/fs"

	"parley/data"
	"parley/internal/doc"
	"parley/internal/what/draft"
	"parley/internal/where/gazetteer"
)

// Finder finds dates and places by the tables of data/what and the built-in
// gazetteer. It may be used by any number of goroutines.
type Finder struct {
	words    map[string]wordSet
	capitals map[string]string // names by country
	units    map[string]string // usual names of provinces by country and unit
	places   *gazetteer.Gazetteer
}

// New reads the tables of fsys. An error names the file and the line.
func New(fsys fs.FS) (*Finder, error) {
	words, err := data.WordSorts(fsys, "what/setting-words.tsv", wordSorts)
	if err != nil {
		return nil, err
	}
	capitals, err := readCapitals(fsys)
	if err != nil {
		return nil, err
	}
	units, err := readUnits(fsys)
	if err != nil {
		return nil, err
	}
	places, err := gazetteer.Load()
	if err != nil {
		return nil, fmt.Errorf("setting: %w", err)
	}
	return &Finder{words: words, capitals: capitals, units: units, places: places}, nil
}

// Own fills When and Where of e from its own clause and sentence, and leaves
// them zero (Time and At None) where those do not tell.
func (f *Finder) Own(d *doc.Doc, e *draft.Event) {
	e.When, e.Where = draft.When{Time: doc.None}, draft.Where{At: doc.None}
	if e.Head < 0 || e.Head >= len(d.Tokens) || e.Sentence < 0 || e.Sentence >= len(d.Sentences) {
		return
	}
	t := tree{d: d, s: d.Sentences[e.Sentence], f: f}
	f.ownTime(t, e)
	f.ownPlace(t, e)
}

// Inherit fills what is still open after fusing, in the order of the article:
// from the happening before, the dateline, the article's date, the offices of
// who speaks. Everything that it fills is marked as inferred.
func (f *Finder) Inherit(d *doc.Doc, events []*draft.Event) {
	h := &heritage{f: f, d: d, events: events}
	h.conflict = h.conflictCountry()
	for i, e := range events {
		if e == nil || e.Sentence < 0 || e.Sentence >= len(d.Sentences) {
			continue
		}
		if e.When.Period.IsZero() {
			h.date(i, e)
		}
		h.place(i, e)
	}
	for _, e := range events {
		if e != nil {
			f.usual(&e.Where.Place)
		}
	}
}
