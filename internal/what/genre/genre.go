// Package genre tells texts that speak of fights and are no news of a
// conflict: reports on sport, reviews of films and novels, recipes, old
// history, advice, markets, accidents and disasters.
package genre

import (
	"fmt"
	"io/fs"
	"slices"
	"strconv"
	"strings"

	"parley/data"
	"parley/internal/doc"
)

// Reader knows the words of each genre; it is never changed.
type Reader struct{ words map[string][]entry }

// entry is what one word says for one genre.
type entry struct {
	genre  string
	weight int
}

// Genre is what a text was found to be.
type Genre struct {
	Name string // one of the table's ("sport", "recipe"), or "nowhere"
	// Words are the first few words that show it, as written.
	Words []string
}

// table is the file of words; war is the genre in it whose words speak against
// all the others.
const (
	table = "what/genre.tsv"
	war   = "war"
)

// kind is a genre: the words of its note, and how often the weight of the words
// of war its own must be. Where real people die (accidents, disasters) and
// where wars are told of too (markets, politics) it must be more.
type kind struct {
	name, note string
	perWar     int
}

// kinds are in the order in which a tie is decided.
var kinds = [...]kind{
	{"sport", "a report on sport", 2},
	{"fiction", "a review or a piece of fiction, or a puzzle", 2},
	{"recipe", "a recipe", 2},
	{"history", "a page of old history", 2},
	{"game", "a text about a game", 2},
	{"scripture", "a religious text", 2},
	{"disaster", "a report of a natural disaster", 3},
	{"accident", "a report of an accident", 3},
	{"animals", "a report about animals", 2},
	{"health", "a text about illness", 3},
	{"science", "a text about science", 2},
	{"computing", "a text about computers", 3},
	{"market", "a business report", 3},
	{"law", "a report of a civil court case", 3},
	{"politics", "a report of party politics", 3},
	{"guide", "a guide for visitors", 2},
	{"advice", "a personal column or advice", 2},
	{nowhere, "no news", 2},
	{foreign, "a text in another language", 2},
}

// New reads the words of fsys.
func New(fsys fs.FS) (*Reader, error) {
	rows, err := data.Rows(fsys, table, 3)
	if err != nil {
		return nil, err
	}
	r := &Reader{words: map[string][]entry{}}
	for _, row := range rows {
		name := row.Cells[0]
		weight, err := strconv.Atoi(row.Cells[1])
		if err != nil || weight < 1 || weight > 3 {
			return nil, fmt.Errorf("data file %s:%d: weight %q, want 1 to 3", table, row.Line, row.Cells[1])
		}
		if name != war && note(name) == "" {
			return nil, fmt.Errorf("data file %s:%d: %q is no genre", table, row.Line, name)
		}
		for w := range strings.SplitSeq(row.Cells[2], ", ") {
			if w == "" || strings.ToLower(w) != w || strings.Count(w, " ") > 1 {
				return nil, fmt.Errorf("data file %s:%d: %q is no word or pair in lower case", table, row.Line, w)
			}
			if slices.ContainsFunc(r.words[w], func(e entry) bool { return e.genre == name }) {
				return nil, fmt.Errorf("data file %s:%d: %q is twice of genre %s", table, row.Line, w, name)
			}
			r.words[w] = append(r.words[w], entry{name, weight})
		}
	}
	return r, nil
}

// A text is of a genre if the weights of its different words of it come to
// least (fewest where a text of some length has next to no word of war) and one
// more for every perWord words, and to its perWar times what the words of war
// weigh. A report of a bombed stadium or a murdered actor has words of sport or
// show too, but more of war.
const (
	least     = 5
	fewest    = 3
	fewWar    = 1
	perWord   = 40
	leastWord = 3 // different words
	shown     = 4 // words in the note
)

// tally is what a text has of one genre.
type tally struct {
	weight, hits int
	words        []string
}

// Of returns the genre of d; ok is false for news and for everything else.
func (r *Reader) Of(d *doc.Doc) (g Genre, ok bool) {
	sums, words := r.count(d)
	if g, ok := strange(d, sums[foreign], words); ok {
		return g, true
	}
	fight := sums[war].weight
	best, factor := tally{}, 0
	for _, k := range kinds {
		s := sums[k.name]
		if k.name != foreign && s.weight > best.weight && len(s.words) >= leastWord {
			best, factor, g.Name = s, k.perWar, k.name
		}
	}
	need := least + words/perWord
	if fight <= fewWar && words >= perWord {
		need = fewest + words/perWord
	}
	if best.weight >= need && best.weight >= factor*fight {
		g.Words = best.words[:min(len(best.words), shown)]
		return g, true
	}
	if g, ok := old(d, sums["history"].weight); ok {
		return g, true
	}
	return unplaced(d, fight)
}

// Thin reports whether d is a text of some length with next to no word of war
// but the verbs of attack: it can be news of violence, but its verbs are not to
// be believed alone.
func (r *Reader) Thin(d *doc.Doc) bool {
	sums, words := r.count(d)
	return words >= perWord && sums[war].weight <= fewWar
}

// count weighs the words of each genre in d, and counts all words.
func (r *Reader) count(d *doc.Doc) (sums map[string]tally, words int) {
	sums = map[string]tally{}
	seen := map[string]bool{}
	add := func(word, lemma string) {
		for _, e := range r.words[lemma] {
			s := sums[e.genre]
			s.hits++
			if key := e.genre + " " + lemma; !seen[key] {
				seen[key] = true
				s.weight += e.weight
				s.words = append(s.words, word)
			}
			sums[e.genre] = s
		}
	}
	spoken := quoted(d)
	for i := range d.Tokens {
		if d.Tokens[i].UPOS == "PUNCT" {
			continue
		}
		words++
		for _, form := range r.forms(d, i) {
			add(d.Word(i), form)
		}
		if p := person(d, i); p != "" && !spoken[i] {
			s := sums["advice"]
			if s.weight < mostPersons {
				s.weight++
				s.words = append(s.words, d.Word(i))
				sums["advice"] = s
			}
		}
	}
	return sums, words
}

// forms returns the one entry of the table that stands at a token: the pair of
// words that begins there, the word as written, or its lemma.
func (r *Reader) forms(d *doc.Doc, i int) []string {
	word := strings.ToLower(d.Word(i))
	lemma := strings.ToLower(d.Tokens[i].Lemma)
	if i+1 < len(d.Tokens) {
		next, base := strings.ToLower(d.Word(i+1)), strings.ToLower(d.Tokens[i+1].Lemma)
		for _, pair := range []string{word + " " + next, word + " " + base, lemma + " " + base} {
			if len(r.words[pair]) > 0 {
				return []string{pair}
			}
		}
	}
	switch {
	case lemma != "" && len(r.words[lemma]) > 0:
		return []string{lemma}
	case len(r.words[word]) > 0:
		return []string{word}
	}
	return nil
}

// note returns the words for a genre; empty if there is none of that name.
func note(name string) string {
	for _, k := range kinds {
		if k.name == name {
			return k.note
		}
	}
	return ""
}

// Note says what was made of a text of the genre.
func (g Genre) Note() string {
	switch g.Name {
	case nowhere:
		return "the text names no place, no known party and no day: no violence was coded"
	case foreign:
		return "the text is not in English, which alone is read: no violence was coded"
	}
	return fmt.Sprintf("the text reads like %s (%s): no violence was coded", note(g.Name), strings.Join(g.Words, ", "))
}
