package process

import (
	"io/fs"
	"maps"
	"slices"
	"strings"

	"parley"
	"parley/data"
	"parley/internal/resolve/words"
)

// countries are the names of states.
type countries struct {
	words map[string]map[string]bool // by code, the folded words of its names and adjective
	names []countryName              // the longest first
}

// countryName is a name of a state in folded words.
type countryName struct {
	words []string
	code  string
}

// readCountries reads the names and adjectives of states.
func readCountries(fsys fs.FS) (countries, error) {
	const file = "who/states.tsv"
	rows, err := data.Rows(fsys, file, 5)
	if err != nil {
		return countries{}, err
	}
	c := countries{words: map[string]map[string]bool{}}
	for _, r := range rows {
		held := map[string]bool{}
		for _, cell := range r.Cells[1:4] {
			for _, w := range foldedWords(cell) {
				held[w] = true
			}
		}
		c.words[r.Cells[0]] = held
		for name := range strings.SplitSeq(r.Cells[1]+", "+r.Cells[3], ", ") {
			if w := foldedWords(name); len(w) > 0 {
				c.names = append(c.names, countryName{w, r.Cells[0]})
			}
		}
	}
	slices.SortStableFunc(c.names, func(a, b countryName) int { return len(b.words) - len(a.words) })
	return c, nil
}

func foldedWords(text string) []string {
	var all []string
	for _, w := range words.All(text) {
		all = append(all, words.Fold(w))
	}
	return all
}

// left returns the one state that a text tells somebody to leave ("from Mali");
// empty for none or several. Other states that a promise names may be anything: a
// venue, a guarantor, a party to the deal.
func (c *countries) left(text string, leaves func(word string) bool) string {
	var held, plain []string
	for _, w := range words.All(text) {
		held, plain = append(held, words.Fold(w)), append(plain, strings.ToLower(w))
	}
	code := ""
	for _, n := range c.names {
		for i := 1; i+len(n.words) <= len(held); i++ {
			if !slices.Equal(held[i:i+len(n.words)], n.words) {
				continue
			}
			before := i - 1
			if plain[before] == "the" && before > 0 {
				before--
			}
			found := plain[before] == "from" || leaves(plain[before]) || plain[before] == "of" && before > 0 && plain[before-1] == "out"
			clear(held[i : i+len(n.words)]) // "South Sudan" names no Sudan
			switch {
			case !found:
			case code != "" && code != n.code:
				return ""
			default:
				code = n.code
			}
		}
	}
	return code
}

// countryOf returns the country of the conflict that a record is about: that of
// the armed groups and of the places of violence more than that of a venue of
// talks or of a foreign government. Empty where nothing tells.
func countryOf(r *parley.Record) string {
	votes := map[string]int{}
	for i := range r.Events {
		e := &r.Events[i]
		var place string
		if e.Place != nil {
			place = e.Place.Country
		}
		vote(votes, e.Kind, place, e.Sources, e.Targets)
	}
	for i := range r.Commitments {
		c := &r.Commitments[i]
		for _, p := range []*parley.Party{c.By, c.To, c.SaidBy} {
			if p != nil {
				votes[p.Country] += partyVote(p)
			}
		}
	}
	return most(votes)
}

// The votes: where violence was is where the conflict is; talks are often held
// abroad, and governments take part in the conflicts of others.
const (
	voteViolence = 4
	voteVenue    = 1
	voteGroup    = 4
	voteState    = 2
	voteOther    = 1
)

func vote(votes map[string]int, kind parley.EventKind, place string, sources, targets []parley.Party) {
	if kind == parley.Violence {
		votes[place] += voteViolence
	} else {
		votes[place] += voteVenue
	}
	for _, list := range [][]parley.Party{sources, targets} {
		for i := range list {
			votes[list[i].Country] += partyVote(&list[i])
		}
	}
}

// partyVote is what a party tells of the country of the conflict.
func partyVote(p *parley.Party) int {
	switch {
	case p.Country == "":
		return 0
	case p.Sector == "REB" || p.Sector == "PAR":
		return voteGroup
	case p.Kind == "group" || p.Sector == "GOV" || p.Sector == "MIL":
		return voteState
	}
	return voteOther
}

// most returns the country of most votes, of equals the first by its code.
func most(votes map[string]int) string {
	best, country := 0, ""
	for _, c := range slices.Sorted(maps.Keys(votes)) {
		if c != "" && votes[c] > best {
			best, country = votes[c], c
		}
	}
	return country
}
