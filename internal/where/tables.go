package where

import (
	"fmt"
	"io/fs"
	"strings"
	"sync"

	"parley"
	"parley/data"
	"parley/internal/lang/gazette"
)

// tables are the word lists and tables of data/where. They are never changed
// after they are made.
type tables struct {
	kinds  map[string]kindWord
	areas  map[string][]areaWord
	words  map[string]wordSet
	short  map[string]shortForm
	cities map[string]string // capital, folded, to the code of its country
	// offices are the nouns of those who govern places of one kind.
	offices map[string]parley.PlaceKind
	people  map[string]string // demonym, lower case, to the code of its country
}

// kindWord is a noun that says what sort of place a name is of.
type kindWord struct {
	kind parley.PlaceKind
	both bool // it may stand before the name as well
}

// areaWord is a use of a word that places something near or in part of a place.
type areaWord struct {
	key  string
	side areaSide
}

// areaSide is where the word stands.
type areaSide string

const (
	areaBefore      areaSide = "before"      // "southern Helmand"
	areaOf          areaSide = "of"          // "the outskirts of Kunduz"
	areaPreposition areaSide = "preposition" // "near Kunduz"
	areaAfter       areaSide = "after"       // "the Kunduz area"
)

// shortForm is what a short form stands for.
type shortForm struct {
	name string
	kind parley.PlaceKind
}

// wordSet is a set of the lists in words.tsv that a word is in.
type wordSet uint32

// The lists of words.tsv.
const (
	wordSays      wordSet = 1 << iota // verbs whose subject acts
	wordAddressed                     // verbs whose object is somebody
	wordRelation                      // nouns of what is between parties
	wordAgainst                       // prepositions before the other party
	wordLocative                      // prepositions before a place
	wordStill                         // those of them that people seldom follow
	wordPaper                         // last words of the names of media
	wordAilment                       // what is named after the place it was found at
	wordNotPlace                      // last words of the names of bodies and events
	wordTitle                         // what stands before a person's name
	wordSpeaks                        // verbs that report what somebody says
	wordBody                          // nouns of who belongs to a place: "the people of Kunduz"
	wordCalendar                      // names of months, days and feasts
	wordBefalls                       // verbs that a place does not do: "see", "border"
	wordStorm                         // verbs that are done to places only: "storm"
	wordNames                         // verbs of naming
	wordSite                          // sites that bear a name that looks like a person's: "prison"
	wordTaking                        // what stands before "of" and a place: "the fall of"
	wordLearned                       // words in the names of schools
	wordHonorific                     // before persons' names only: "Mr"
	wordAbroad                        // what a country has in others: "embassy"
	wordNever                         // names that look like places and never are
	wordGoal                          // verbs whose object is where it happens
)

var wordSorts = map[string]wordSet{
	"says": wordSays, "addressed": wordAddressed, "relation": wordRelation, "against": wordAgainst,
	"locative": wordLocative, "still": wordStill, "paper": wordPaper, "ailment": wordAilment,
	"notplace": wordNotPlace, "title": wordTitle, "speaks": wordSpeaks, "body": wordBody, "befalls": wordBefalls, "storm": wordStorm, "names": wordNames, "abroad": wordAbroad, "taking": wordTaking, "site": wordSite, "learned": wordLearned, "honorific": wordHonorific, "never": wordNever, "calendar": wordCalendar, "goal": wordGoal,
}

// placeKinds are the kinds that tables may name.
var placeKinds = map[string]parley.PlaceKind{
	"country": parley.KindCountry, "admin1": parley.KindAdmin1, "admin2": parley.KindAdmin2, "town": parley.KindTown,
	"region": parley.KindRegion, "natural": parley.KindNatural, "facility": parley.KindFacility,
}

// builtIn are the tables of data.FS, for Locate, which has no other.
var builtIn = sync.OnceValues(func() (*tables, error) { return readTables(data.FS) })

func readTables(fsys fs.FS) (*tables, error) {
	t := &tables{kinds: map[string]kindWord{}, areas: map[string][]areaWord{}, words: map[string]wordSet{},
		short: map[string]shortForm{}, cities: map[string]string{}, offices: map[string]parley.PlaceKind{}, people: demonyms(gazette.Nationalities)}
	for _, f := range []struct {
		name    string
		columns int
		add     func(cells []string) error
	}{
		{"where/kinds.tsv", 3, t.addKinds},
		{"where/areas.tsv", 3, t.addAreas},
		{"where/words.tsv", 2, t.addWords},
		{"where/short.tsv", 3, t.addShort},
		{"where/capitals.tsv", 2, t.addCapitals},
	} {
		rows, err := data.Rows(fsys, f.name, f.columns)
		if err != nil {
			return nil, err
		}
		for _, r := range rows {
			if err := f.add(r.Cells); err != nil {
				return nil, fmt.Errorf("data file %s:%d: %w", f.name, r.Line, err)
			}
		}
	}
	return t, nil
}

func (t *tables) addKinds(cells []string) error {
	kind, ok := placeKinds[cells[0]]
	if !ok || cells[1] != "after" && cells[1] != "both" && cells[1] != "office" {
		return fmt.Errorf("kind %q, %q", cells[0], cells[1])
	}
	if cells[1] == "office" {
		return eachItem(cells[2], func(w string) error {
			t.offices[w] = kind
			return nil
		})
	}
	return eachItem(cells[2], func(w string) error {
		if _, twice := t.kinds[w]; twice {
			return fmt.Errorf("%q is there already", w)
		}
		t.kinds[w] = kindWord{kind, cells[1] == "both"}
		return nil
	})
}

func (t *tables) addAreas(cells []string) error {
	side := areaSide(cells[1])
	switch side {
	case areaBefore, areaOf, areaPreposition, areaAfter:
	default:
		return fmt.Errorf("no side %q", cells[1])
	}
	return eachItem(cells[2], func(w string) error {
		t.areas[w] = append(t.areas[w], areaWord{cells[0], side})
		return nil
	})
}

func (t *tables) addWords(cells []string) error {
	bit, ok := wordSorts[cells[0]]
	if !ok {
		return fmt.Errorf("no sort of words %q", cells[0])
	}
	return eachItem(cells[1], func(w string) error {
		t.words[w] |= bit
		return nil
	})
}

func (t *tables) addShort(cells []string) error {
	kind, ok := placeKinds[cells[2]]
	if !ok || cells[0] == "" || cells[1] == "" {
		return fmt.Errorf("short form %q, %q, %q", cells[0], cells[1], cells[2])
	}
	t.short[cells[0]] = shortForm{cells[1], kind}
	return nil
}

func (t *tables) addCapitals(cells []string) error {
	if len(cells[0]) != 3 {
		return fmt.Errorf("no code of a country: %q", cells[0])
	}
	return eachItem(cells[1], func(name string) error {
		t.cities[fold(name)] = cells[0]
		return nil
	})
}

// eachItem calls f for the items of a cell, with a comma and a blank between.
func eachItem(cell string, f func(string) error) error {
	for item := range strings.SplitSeq(cell, ", ") {
		if item == "" || strings.TrimSpace(item) != item {
			return fmt.Errorf("empty item, or blanks around one, in %q", cell)
		}
		if err := f(item); err != nil {
			return err
		}
	}
	return nil
}

// demonyms reads the words for peoples that point to one country.
func demonyms(table string) map[string]string {
	people := map[string]string{}
	for line := range strings.Lines(table) {
		cells := strings.Split(strings.TrimRight(line, "\r\n"), "\t")
		if strings.HasPrefix(line, "#") || len(cells) != 3 || len(cells[1]) != 3 {
			continue
		}
		for form := range strings.SplitSeq(cells[2], ", ") {
			people[strings.ToLower(strings.TrimSuffix(form, "~"))] = cells[1]
		}
	}
	return people
}

// is tells whether one of the lists holds the word, which is in lower case.
func (t *tables) is(word string, lists wordSet) bool { return t.words[word]&lists != 0 }
