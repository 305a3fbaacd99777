// Package genre tells texts that speak of fights and are no news of a
// conflict: reports on sport, reviews of films and novels, recipes, old history.
package genre

import (
	"fmt"
	"io/fs"
	"strconv"
	"strings"

	"parley/data"
	"parley/internal/doc"
)

// Reader knows the words of each genre; it is never changed.
type Reader struct{ words map[string]string }

// Genre is what a text was found to be.
type Genre struct {
	Name string // sport, fiction, recipe, history
	// Words are the first few words that show it, as written.
	Words []string
}

// table is the file of words.
const table = "what/genre.tsv"

// New reads the words of fsys.
func New(fsys fs.FS) (*Reader, error) {
	rows, err := data.Rows(fsys, table, 2)
	if err != nil {
		return nil, err
	}
	r := &Reader{words: map[string]string{}}
	for _, row := range rows {
		for w := range strings.SplitSeq(row.Cells[1], ", ") {
			if w == "" || strings.ToLower(w) != w {
				return nil, fmt.Errorf("data file %s:%d: %q is no word in lower case", table, row.Line, w)
			}
			r.words[w] = row.Cells[0]
		}
	}
	return r, nil
}

// A text is of a genre if it has at least leastWords different words of it,
// and one of them in every perWord words. A report of a bombed stadium or a
// murdered actor has one or two in a hundred words more.
const (
	leastWords = 4
	perWord    = 40
)

// Of returns the genre of d; ok is false for news and for everything else.
func (r *Reader) Of(d *doc.Doc) (g Genre, ok bool) {
	different := map[string][]string{}
	hits := map[string]int{}
	seen := map[string]bool{}
	words := 0
	for i := range d.Tokens {
		t := &d.Tokens[i]
		if t.UPOS == "PUNCT" {
			continue
		}
		words++
		name, lemma := r.at(d, i)
		if name == "" {
			continue
		}
		hits[name]++
		if !seen[lemma] {
			seen[lemma] = true
			different[name] = append(different[name], d.Word(i))
		}
	}
	for _, name := range []string{"sport", "fiction", "recipe", "history"} {
		if len(different[name]) >= leastWords && hits[name]*perWord >= words {
			return Genre{Name: name, Words: different[name][:leastWords]}, true
		}
	}
	return old(d)
}

// firstYear is the first year whose violence is coded: UCDP's data on armed
// conflict begin with it.
const firstYear = 1946

// leastYears is how many old dates a text must name to be old history.
const leastYears = 2

// old returns the genre of a text that names old dates, and none since
// firstYear.
func old(d *doc.Doc) (g Genre, ok bool) {
	for _, t := range d.Times {
		if t.Period.IsZero() || t.Type != doc.TimeDate {
			continue
		}
		words := d.Text[d.Tokens[t.First].Start:d.Tokens[t.Last-1].End]
		year := t.Period.From.Year()
		if !strings.Contains(words, strconv.Itoa(year)) {
			continue // counted from another day, not named
		}
		if year >= firstYear {
			return Genre{}, false
		}
		g.Words = append(g.Words, words)
	}
	if len(g.Words) < leastYears {
		return Genre{}, false
	}
	return Genre{Name: "history", Words: g.Words[:min(len(g.Words), leastWords)]}, true
}

// at returns the genre of the word or the pair of words at a token, and the
// word as the table has it.
func (r *Reader) at(d *doc.Doc, i int) (genre, lemma string) {
	lemma = strings.ToLower(d.Tokens[i].Lemma)
	if lemma == "" {
		lemma = strings.ToLower(d.Word(i))
	}
	if i+1 < len(d.Tokens) {
		pair := strings.ToLower(d.Word(i)) + " " + strings.ToLower(d.Word(i+1))
		if g, ok := r.words[pair]; ok {
			return g, pair
		}
	}
	return r.words[lemma], lemma
}

// Note says what was made of a text of the genre.
func (g Genre) Note() string {
	kind := map[string]string{
		"sport": "a report on sport", "fiction": "a review of fiction", "recipe": "a recipe", "history": "a page of old history",
	}[g.Name]
	return fmt.Sprintf("the text reads like %s (%s): no violence was coded", kind, strings.Join(g.Words, ", "))
}
