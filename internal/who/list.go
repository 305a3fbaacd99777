package who

import (
	"fmt"
	"io/fs"
	"slices"
	"strings"
	"time"

	"parley/data"
	"parley/internal/who/party"
)

// list is the listed persons, to be looked up by name.
type list struct {
	persons []listed
	// byName are persons by the joined parts of each of their names.
	byName map[string][]alias
	// bySound are persons by the skeleton of the last part of each name.
	bySound map[string][]alias
	// firstWords are the longest number of words of the names that begin with a
	// folded word and have several.
	firstWords map[string]int
	// holders are the terms of offices with one holder, by office and country
	// or body.
	holders map[string][]term
}

// listed is a person of persons*.tsv.
type listed struct {
	id, name string
	gender   byte
	terms    []term
}

// term is one dated role of a person. Zero times are open or unknown.
type term struct {
	person        int
	country, side string
	of            string  // the party or body itself, whose side may be another's
	office        *office // nil for a role that offices.tsv has not
	text          string
	from, to      time.Time
}

// alias is one name of a listed person. A weak one is common, and needs a role
// or a side that agrees.
type alias struct {
	person int
	weak   bool
	parts  []string
}

// personColumns: id, gender, country, side, from, to, role, name, aliases.
const personColumns = 9

func (t *tables) readPersons(fsys fs.FS) error {
	files, err := fs.Glob(fsys, "who/persons*.tsv")
	if err != nil {
		return err
	}
	t.list = list{byName: map[string][]alias{}, bySound: map[string][]alias{}, firstWords: map[string]int{}, holders: map[string][]term{}}
	byID := map[string]int{}
	for _, name := range files {
		rows, err := data.Rows(fsys, name, personColumns)
		if err != nil {
			return err
		}
		for _, r := range rows {
			if err := t.addPerson(byID, r.Cells); err != nil {
				return fmt.Errorf("data file %s:%d: %w", name, r.Line, err)
			}
		}
	}
	return t.readSpellings(fsys, byID)
}

// readSpellings reads the rows of persons of who/spellings_*.tsv: more names of
// those who are listed.
func (t *tables) readSpellings(fsys fs.FS, byID map[string]int) error {
	files, err := fs.Glob(fsys, "who/spellings_*.tsv")
	if err != nil {
		return err
	}
	for _, name := range files {
		rows, err := data.Rows(fsys, name, 2)
		if err != nil {
			return err
		}
		for _, r := range rows {
			if !strings.HasPrefix(r.Cells[0], "p:") {
				continue
			}
			p, ok := byID[r.Cells[0]]
			if !ok {
				return fmt.Errorf("data file %s:%d: no person %q is listed", name, r.Line, r.Cells[0])
			}
			for a := range strings.SplitSeq(r.Cells[1], ", ") {
				a, weak := strings.CutSuffix(a, "~")
				t.addName(p, a, weak)
			}
		}
	}
	return nil
}

// addPerson adds one row: a person, or one more role of a person that is
// there.
func (t *tables) addPerson(byID map[string]int, c []string) error {
	id, gender, name := c[0], c[1], c[7]
	if !strings.HasPrefix(id, "p:") || name == "" || gender != "m" && gender != "f" && gender != "-" {
		return fmt.Errorf("want an id p:…, m, f or -, and a name; have %q, %q, %q", id, gender, name)
	}
	l := &t.list
	p, ok := byID[id]
	if !ok {
		p = len(l.persons)
		byID[id] = p
		one := listed{id: id, name: name}
		if gender != "-" {
			one.gender = gender[0]
		}
		l.persons = append(l.persons, one)
	}
	if l.persons[p].name != name {
		return fmt.Errorf("%s is %q here and %q before", id, name, l.persons[p].name)
	}
	tm := term{person: p, country: dash(c[2]), side: dash(c[3]), of: dash(c[3]), text: dash(c[6])}
	var err error
	if tm.from, err = day(dash(c[4]), false); err != nil {
		return err
	}
	if tm.to, err = day(dash(c[5]), true); err != nil {
		return err
	}
	if !tm.from.IsZero() && !tm.to.IsZero() && tm.to.Before(tm.from) {
		return fmt.Errorf("%s: term ends before it begins", id)
	}
	tm.office = t.officeOfText(tm.text)
	l.persons[p].terms = append(l.persons[p].terms, tm)
	if tm.office != nil {
		for _, k := range holderKeys(tm.office.key, tm.country, tm.side) {
			l.holders[k] = append(l.holders[k], tm)
		}
	}
	t.addName(p, name, false)
	if c[8] == "" {
		return nil
	}
	for a := range strings.SplitSeq(c[8], ", ") {
		a, weak := strings.CutSuffix(a, "~")
		t.addName(p, a, weak)
	}
	return nil
}

// settleSides gives each term the side of its party: that of a UN agency's
// head is the United Nations. A body without a side leaves it empty.
func (t *tables) settleSides(f *party.Finder) error {
	settle := func(m *term) error {
		if m.of == "" || strings.HasSuffix(m.of, "-gov") {
			return nil
		}
		p, ok := f.Listed(m.of)
		if !ok {
			return fmt.Errorf("person %s: no party %q is listed", t.list.persons[m.person].id, m.of)
		}
		m.side = p.Side
		return nil
	}
	for i := range t.list.persons {
		for k := range t.list.persons[i].terms {
			if err := settle(&t.list.persons[i].terms[k]); err != nil {
				return err
			}
		}
	}
	for _, terms := range t.list.holders {
		for k := range terms {
			if err := settle(&terms[k]); err != nil {
				return err
			}
		}
	}
	return nil
}

// holderKeys are what an office's holder is looked up by: the office with
// the country, and with the side where that is no government.
func holderKeys(office, country, side string) []string {
	keys := make([]string, 0, 2)
	if country != "" && (side == "" || strings.HasSuffix(side, "-gov")) {
		keys = append(keys, office+" "+country)
	}
	if side != "" {
		keys = append(keys, office+" "+side)
	}
	return keys
}

func (t *tables) addName(person int, name string, weak bool) {
	l := &t.list
	folded := t.bare(fold(name))
	a := alias{person: person, weak: weak, parts: nameParts(folded)}
	key := strings.Join(a.parts, " ")
	for _, b := range l.byName[key] {
		if b.person == person {
			return
		}
	}
	l.byName[key] = append(l.byName[key], a)
	if words := strings.Fields(folded); len(words) > 1 {
		l.firstWords[words[0]] = max(l.firstWords[words[0]], len(words))
	}
	sound := skeleton(a.parts[len(a.parts)-1])
	l.bySound[sound] = append(l.bySound[sound], a)
	if n := len(a.parts); n > 2 && len(a.parts[n-1]) < 5 {
		sound = skeleton(a.parts[n-2] + a.parts[n-1])
		l.bySound[sound] = append(l.bySound[sound], a)
	}
}

// day reads a year, month or day; a year or a month is its first or, for last,
// its last day.
func day(s string, last bool) (time.Time, error) {
	for _, layout := range [...]string{"2006", "2006-01", time.DateOnly} {
		if len(s) != len(layout) {
			continue
		}
		t, err := time.Parse(layout, s)
		if err != nil || !last {
			return t, err
		}
		switch layout {
		case "2006":
			return t.AddDate(1, 0, -1), nil
		case "2006-01":
			return t.AddDate(0, 1, -1), nil
		}
		return t, nil
	}
	if s == "" {
		return time.Time{}, nil
	}
	return time.Time{}, fmt.Errorf("%q is no year, month or day", s)
}

// officeOfText returns the office that a role in words names: the last one
// before "of", "for" or "to", or nil.
func (t *tables) officeOfText(role string) *office {
	words := strings.Fields(strings.ReplaceAll(strings.ToLower(role), "-", " "))
	for i, w := range words {
		words[i] = plainWord(w)
	}
	var found *office
	for i := 0; i < len(words); {
		o, n := t.officeIn(words[i:])
		switch {
		case o != nil:
			found = o
			i += n
		case found != nil && slices.Contains([]string{"of", "for", "to", "in", "at"}, words[i]):
			return found
		default:
			i++
		}
	}
	return found
}

// officeIn returns the longest office that words begin with, and its length.
func (t *tables) officeIn(words []string) (*office, int) {
	if !t.firstWords[words[0]] {
		return nil, 0
	}
	for n := min(len(words), 6); n > 0; n-- {
		if o := t.offices[strings.Join(words[:n], " ")]; o != nil {
			return o, n
		}
	}
	return nil, 0
}

// plainWord spells a word of an office in one way.
func plainWord(w string) string {
	switch w = strings.TrimPrefix(strings.TrimSuffix(w, "."), "ex-"); w {
	case "defense":
		return "defence"
	case "advisor":
		return "adviser"
	case "gen":
		return "general"
	case "lt":
		return "lieutenant"
	case "col":
		return "colonel"
	case "maj":
		return "major"
	case "brig":
		return "brigadier"
	case "capt":
		return "captain"
	case "cmdr", "comdr":
		return "commander"
	case "sgt":
		return "sergeant"
	case "adm":
		return "admiral"
	case "gov":
		return "governor"
	}
	return w
}
