package toll

import (
	"io/fs"
	"strings"

	"parley/data"
	"parley/internal/doc"
)

// wordSet is a set of uses of a word.
type wordSet uint32

// The uses of words in data/what/toll-words.tsv.
const (
	wordKilled   wordSet = 1 << iota // verbs whose object is killed
	wordInjured                      // … injured
	wordCaptured                     // … taken prisoner
	wordDead                         // those whom a toll counts
	wordDies                         // verbs of dying
	wordKin                          // who comes beside a person: "his driver"
	wordSum                          // the toll as such
	wordStanding                     // of a figure over a long time
	wordTried                        // what was not done, or failed
	wordDeaths                       // nouns for what kills the one behind "of"
	wordCaptures                     // nouns for what takes him prisoner
	wordMany                         // nouns in the singular for several people
	wordApart                        // between two happenings
)

var wordSorts = map[string]wordSet{
	"killed": wordKilled, "injured": wordInjured, "captured": wordCaptured, "dead": wordDead,
	"dies": wordDies, "kin": wordKin, "sum": wordSum, "standing": wordStanding, "tried": wordTried, "deaths": wordDeaths, "captures": wordCaptures, "many": wordMany, "apart": wordApart,
}

// noGroup is the group of people who are none in particular, as the groups'
// table writes it.
const noGroup = "-"

// readGroups reads the nouns for people and their groups, the table of counts.
func readGroups(fsys fs.FS) (map[string]string, error) {
	rows, err := data.Rows(fsys, "howmany/groups.tsv", 3)
	if err != nil {
		return nil, err
	}
	groups := map[string]string{}
	for _, r := range rows {
		if r.Cells[2] != "mod" {
			groups[r.Cells[0]] = r.Cells[1]
		}
	}
	return groups, nil
}

// is tells whether the lemma of a token is of one of the sorts.
func (f *Finder) is(d *doc.Doc, token int, sorts wordSet) bool {
	return token >= 0 && token < len(d.Tokens) && f.words[strings.ToLower(d.Tokens[token].Lemma)]&sorts != 0
}
