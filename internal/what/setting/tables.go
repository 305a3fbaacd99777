package setting

import (
	"fmt"
	"io/fs"
	"strings"

	"parley"
	"parley/data"
	"parley/internal/doc"
)

// wordSet is a set of uses of a word.
type wordSet uint32

// The uses of words in data/what/setting-words.tsv.
const (
	wordSays    wordSet = 1 << iota // verbs whose content is what somebody says
	wordSpeech                      // nouns for what is said, and where: "statement"
	wordOffice                      // who speaks for a place: "governor", "police"
	wordApart                       // prepositions and conjunctions that put two things at two times
	wordRelate                      // verbs whose object or complement is something that was before
	wordDistant                     // prepositions that tie a verb to an earlier deed: "for", "over"
	wordBearer                      // nouns for people and bodies: their place is no place of events
	wordAmong                       // nouns for a part of a place: "parts of Afghanistan"
	wordWhere                       // prepositions before the place of a deed
	wordSite                        // what stands in a place: "a Pakistan mosque"
	wordTalks                       // nouns for negotiations
	wordAgain                       // nouns that take up a happening: "the attack"
	wordLight                       // verbs and nouns that only carry the trigger: "carry out an attack"
)

var wordSorts = map[string]wordSet{
	"says": wordSays, "speech": wordSpeech, "office": wordOffice, "apart": wordApart,
	"relate": wordRelate, "distant": wordDistant, "bearer": wordBearer, "light": wordLight, "again": wordAgain, "talks": wordTalks, "site": wordSite, "among": wordAmong, "where": wordWhere,
}

// is tells whether the lemma of a token is of one of the sorts.
func (f *Finder) is(d *doc.Doc, token int, sorts wordSet) bool {
	return token >= 0 && f.words[strings.ToLower(d.Tokens[token].Lemma)]&sorts != 0
}

// readCapitals reads the capitals of the countries by their codes.
func readCapitals(fsys fs.FS) (map[string]string, error) {
	rows, err := data.Rows(fsys, "where/capitals.tsv", 2)
	if err != nil {
		return nil, err
	}
	capitals := make(map[string]string, len(rows))
	for _, r := range rows {
		name, _, _ := strings.Cut(r.Cells[1], ", ")
		capitals[r.Cells[0]] = name
	}
	return capitals, nil
}

// Marks of setting-units.tsv.
const (
	anyUnit   = "*"      // all units of the country
	ofTheNext = "admin2" // the name of the unit of the second level
)

// readUnits reads setting-units.tsv, by country and unit.
func readUnits(fsys fs.FS) (map[string]string, error) {
	const name = "what/setting-units.tsv"
	rows, err := data.Rows(fsys, name, 3)
	if err != nil {
		return nil, err
	}
	units := make(map[string]string, len(rows))
	for _, r := range rows {
		c := r.Cells
		if len(c[0]) != 3 || c[1] == "" || c[2] == "" || (c[1] == anyUnit) != (c[2] == ofTheNext) {
			return nil, fmt.Errorf("%s:%d: wants a country, a unit and a name, or * and admin2", name, r.Line)
		}
		units[c[0]+"/"+c[1]] = c[2]
	}
	return units, nil
}

// usual names the province of a place as the press does.
func (f *Finder) usual(p *parley.Place) {
	if name := f.units[p.Country+"/"+p.Admin1]; name != "" {
		p.Admin1 = name
		return
	}
	if f.units[p.Country+"/"+anyUnit] == ofTheNext && p.Admin2 != "" {
		p.Admin1 = p.Admin2
	}
}
