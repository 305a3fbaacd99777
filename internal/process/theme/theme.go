// Package theme says what a promise is about: a ceasefire, a release of
// prisoners, a reform. It goes by words alone, so that it reads a few words of
// an article and a clause of an agreement alike, with no parse.
package theme

import (
	"cmp"
	"fmt"
	"io/fs"
	"slices"
	"strings"

	"parley/data"
)

// Theme is a row of data/process/themes.tsv.
type Theme struct {
	ID   string // "prisoner-release"
	Name string // "Release of prisoners"
	// PAM are the provisions of the Peace Accords Matrix that it covers; none
	// for what the matrix has no provision for.
	PAM []string
	// Recurs is true where promises on it are made again and again (a truce each
	// spring), false where one holds for years (a constitution).
	Recurs bool
	// State is true where a state is promised and no deed: nobody is late with a
	// truce that was to begin on 1 May.
	State bool

	shows, excludes, contrary []pattern
	speaks                    map[int]bool // the sets that shows and contrary ask for
	yes, no                   []string
}

// Match is a theme found in a text.
type Match struct {
	Theme string
	// Contrary is true where the text is about the contrary of the theme
	// ("resume the attacks").
	Contrary bool
	// Start is the index of the first word that shows it, Parts how many words do.
	Start, Parts int
}

// Themes are all themes, ready to be found. It is safe for several goroutines.
type Themes struct {
	all   []Theme
	index map[string]int
	words lexicon
}

const (
	themesFile = "process/themes.tsv"
	wordsFile  = "process/theme-words.tsv"
)

// New reads data/process/themes.tsv and theme-words.tsv. Errors name file and line.
func New(fsys fs.FS) (*Themes, error) {
	rows, err := data.Rows(fsys, wordsFile, 2)
	if err != nil {
		return nil, err
	}
	t := &Themes{index: map[string]int{}, words: lexicon{of: map[string][]int{}, names: map[string]int{}, turners: map[string]bool{}, parters: map[string]bool{}}}
	for _, r := range rows {
		if err := t.words.class(r.Cells[0], strings.Split(r.Cells[1], ", ")); err != nil {
			return nil, fmt.Errorf("%s:%d: %w", wordsFile, r.Line, err)
		}
	}
	if rows, err = data.Rows(fsys, themesFile, 9); err != nil {
		return nil, err
	}
	for _, r := range rows {
		one, err := t.words.theme(r.Cells)
		if err != nil {
			return nil, fmt.Errorf("%s:%d: %w", themesFile, r.Line, err)
		}
		if _, twice := t.index[one.ID]; twice {
			return nil, fmt.Errorf("%s:%d: theme %q is there twice", themesFile, r.Line, one.ID)
		}
		t.index[one.ID] = len(t.all)
		t.all = append(t.all, one)
	}
	return t, nil
}

// theme makes a theme of the cells of its row.
func (l *lexicon) theme(cells []string) (Theme, error) {
	t := Theme{ID: cells[0], Name: cells[1]}
	if t.ID == "" || t.Name == "" {
		return t, fmt.Errorf("a theme needs an id and a name")
	}
	switch cells[2] {
	case "again":
		t.Recurs = true
	case "state":
		t.Recurs, t.State = true, true
	case "once":
	default:
		return t, fmt.Errorf("%q is not once, again or state", cells[2])
	}
	if cells[3] != none {
		t.PAM = strings.Split(cells[3], ", ")
	}
	var err error
	for i, into := range []*[]pattern{&t.shows, &t.excludes, &t.contrary} {
		if *into, err = l.patterns(cells[4+i]); err != nil {
			return t, err
		}
	}
	t.speaks = map[int]bool{}
	for _, p := range slices.Concat(t.shows, t.contrary) {
		for _, set := range p {
			t.speaks[set] = true
		}
	}
	if len(t.shows) == 0 {
		return t, fmt.Errorf("theme %q has no words", t.ID)
	}
	t.yes, t.no = strings.Split(cells[7], phraseBar), strings.Split(cells[8], phraseBar)
	return t, nil
}

const (
	none      = "-"
	phraseBar = " | "
)

// All returns the themes in the order of their file.
func (t *Themes) All() []Theme { return slices.Clone(t.all) }

// Get returns the theme of an id.
func (t *Themes) Get(id string) (Theme, bool) {
	i, ok := t.index[id]
	if !ok {
		return Theme{}, false
	}
	return t.all[i], true
}

// Of returns the ids of the themes that a text is about, each once: first what
// it speaks of first, then what more words show. None for a text of no theme.
func (t *Themes) Of(text string) []string {
	found := t.Find(text)
	ids := make([]string, len(found))
	for i, m := range found {
		ids[i] = m.Theme
	}
	return ids
}

// Find is Of with all that is known of each match.
func (t *Themes) Find(text string) []Match {
	read := t.words.read(text)
	var found []Match
	for i := range t.all {
		if m, ok := t.all[i].find(read); ok {
			found = append(found, m)
		}
	}
	slices.SortStableFunc(found, func(a, b Match) int {
		return cmp.Or(cmp.Compare(a.Start, b.Start), cmp.Compare(b.Parts, a.Parts))
	})
	return found
}

// find looks for the theme in words.
func (t *Theme) find(words text) (Match, bool) {
	start, parts, ok := best(t.shows, words, false)
	from, n, contrary := best(t.contrary, words, true)
	if !ok && !contrary {
		return Match{}, false
	}
	if _, _, out := best(t.excludes, words, false); out {
		return Match{}, false
	}
	m := Match{Theme: t.ID, Start: start, Parts: parts}
	if contrary && (!ok || from <= start && n >= parts) {
		m = Match{Theme: t.ID, Contrary: true, Start: from, Parts: n}
	}
	if words.denied(m.Start) {
		m.Contrary = !m.Contrary
	}
	return m, true
}

// best returns the first place at which any of the patterns is found, and of
// those there the one of most words.
func best(patterns []pattern, words text, ordered bool) (start, parts int, ok bool) {
	for _, p := range patterns {
		at, found := p.find(words, ordered)
		if !found {
			continue
		}
		if !ok || at < start || at == start && len(p) > parts {
			start, parts, ok = at, len(p), true
		}
	}
	return start, parts, ok
}
