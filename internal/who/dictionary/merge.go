package dictionary

import (
	"cmp"
	"fmt"
	"io/fs"
	"slices"
	"strings"
	"time"

	"parley/data"
	"parley/internal/who/party"
)

// Sum counts what came of a file.
type Sum struct {
	Entries   int `json:"entries"`
	Groups    int `json:"groups"`    // new, organisations among them
	Persons   int `json:"persons"`   // new
	Known     int `json:"known"`     // are listed already
	Spellings int `json:"spellings"` // names that listed actors got
	Places    int `json:"places"`    // countries and towns: the gazetteer has them
	Roles     int `json:"roles"`     // new words of agents
	Problems  int `json:"problems"`
}

// Merger turns what was read into rows of lists, beside those that there are.
type Merger struct {
	parties *party.Finder
	persons map[string]person // by each name, folded
	ids     map[string]bool   // of persons, and of all that was made
	body    map[string]bool   // words of bodies
	small   map[string]bool
	roles   map[string]bool // forms of roles, folded, and their keys

	groups, people, spellings, agents []string // rows that were made
	sum                               Sum
	problems                          []Problem
	file                              string
}

type person struct{ id, name string }

// NewMerger returns a merger over the lists of fsys.
func NewMerger(fsys fs.FS) (*Merger, error) {
	m := &Merger{persons: map[string]person{}, ids: map[string]bool{}, roles: map[string]bool{}, body: map[string]bool{}, small: map[string]bool{}}
	var err error
	if m.parties, err = party.New(fsys); err != nil {
		return nil, err
	}
	if err := m.readPersons(fsys); err != nil {
		return nil, err
	}
	if err := m.readRoles(fsys); err != nil {
		return nil, err
	}
	rows, err := data.Rows(fsys, "who/dictionary_words.tsv", 2)
	if err != nil {
		return nil, err
	}
	for _, r := range rows {
		into := map[string]map[string]bool{"body": m.body, "small": m.small}[r.Cells[0]]
		if into == nil {
			return nil, fmt.Errorf("data file who/dictionary_words.tsv:%d: %q is no sort of words", r.Line, r.Cells[0])
		}
		for w := range strings.SplitSeq(r.Cells[1], ", ") {
			into[w] = true
		}
	}
	return m, nil
}

// Sum returns what was made so far.
func (m *Merger) Sum() Sum {
	s := m.sum
	s.Problems = len(m.problems)
	return s
}

// Problems returns what could not be used.
func (m *Merger) Problems() []Problem { return m.problems }

func (m *Merger) readPersons(fsys fs.FS) error {
	files, err := fs.Glob(fsys, "who/persons*.tsv")
	if err != nil {
		return err
	}
	for _, file := range files {
		rows, err := data.Rows(fsys, file, 9)
		if err != nil {
			return err
		}
		for _, r := range rows {
			p := person{r.Cells[0], r.Cells[7]}
			m.ids[p.id] = true
			for n := range strings.SplitSeq(r.Cells[7]+", "+r.Cells[8], ", ") {
				if strings.Contains(n, " ") { // a family name alone is no proof
					m.persons[fold(strings.TrimSuffix(n, "~"))] = p
				}
			}
		}
	}
	return nil
}

func (m *Merger) readRoles(fsys fs.FS) error {
	more, err := fs.Glob(fsys, "who/roles*.tsv")
	if err != nil {
		return err
	}
	for _, file := range more {
		rows, err := data.Rows(fsys, file, 7)
		if err != nil {
			return err
		}
		for _, r := range rows {
			m.roles["key:"+r.Cells[0]] = true
			for f := range strings.SplitSeq(r.Cells[6], ", ") {
				m.roles[fold(strings.TrimSuffix(f, "~"))] = true
			}
		}
	}
	return nil
}

// Entries makes rows of the entries of a file.
func (m *Merger) Entries(file string, entries []Entry) {
	m.file = file
	for _, e := range entries {
		m.sum.Entries++
		m.entry(e)
	}
}

func (m *Merger) entry(e Entry) {
	for i, n := range e.Names {
		e.Names[i] = m.title(n)
	}
	e.Names = acronyms(e.Names)
	if len(e.Names) == 0 {
		m.problem(e.Line, "no name that can be used")
		return
	}
	if e.Kind == "" && !slices.ContainsFunc(e.Roles, func(r Role) bool { return !r.bare() }) {
		m.sum.Places++
		return
	}
	if e.Kind == "person" || e.Kind == "" && m.isPerson(e) {
		m.person(e)
		return
	}
	m.group(e)
}

func (m *Merger) problem(line int, format string, args ...any) {
	m.problems = append(m.problems, Problem{m.file, line, fmt.Sprintf(format, args...)})
}

// isPerson tells people from bodies where the file does not: bodies have a word of
// bodies in their names, or stand for themselves without a time; people have from
// two to five names.
func (m *Merger) isPerson(e Entry) bool {
	own := true
	for _, r := range e.Roles {
		own = own && r.Stand == "own" && r.From.IsZero() && r.To.IsZero()
	}
	parts := strings.Fields(e.Names[0])
	if own || len(parts) < 2 || len(parts) > 5 {
		return false
	}
	return !slices.ContainsFunc(parts, func(w string) bool { return m.body[strings.ToLower(w)] || strings.ContainsAny(w, "0123456789") })
}

// group makes a row of a group, or gives a listed one the names that it lacks.
func (m *Merger) group(e Entry) {
	if known, ok := m.listed(e.Names); ok {
		m.known(known, e, func(n string) bool { _, found := m.parties.ByName(n); return !found })
		return
	}
	r := e.Roles[0]
	kind, side := cmp.Or(e.Kind, "group"), cmp.Or(e.Side, m.sideOf(r))
	if r.Sector == "IGO" || r.Sector == "NGO" || r.Sector == "MNC" {
		kind = cmp.Or(e.Kind, "organisation")
	}
	id := m.newID(cmp.Or(e.ID, slug(e.Names[0])))
	if side == "own" {
		side = id
	}
	m.groups = append(m.groups, row(id, e.Names[0], kind, r.Country, r.Sector, side, e.Of, yearOf(r.From), yearOf(r.To), m.others(e)))
	m.sum.Groups++
}

// listed finds the listed party that bears one of the names.
func (m *Merger) listed(names []string) (string, bool) {
	for _, n := range names {
		if p, ok := m.parties.ByName(n); ok {
			return p.ID, true
		}
	}
	return "", false
}

// person makes rows of a person, one for each role.
func (m *Merger) person(e Entry) {
	for _, n := range e.Names {
		if p, ok := m.persons[fold(n)]; ok {
			m.known(p.id, e, func(n string) bool { _, found := m.persons[fold(n)]; return !found && strings.Contains(n, " ") })
			return
		}
	}
	id := m.newID("p:" + slug(strings.TrimPrefix(cmp.Or(e.ID, e.Names[0]), "p:")))
	others, made := m.others(e), map[string]bool{}
	for _, r := range e.Roles {
		side := cmp.Or(e.Side, m.sideOf(r))
		if side == "own" {
			side = ""
		}
		one := row(id, "-", r.Country, side, dayOf(r.From), dayOf(r.To), r.Text, e.Names[0])
		if !made[one] {
			m.people = append(m.people, strings.TrimRight(one+"\t"+others, "\t"))
		}
		made[one] = true
	}
	for _, n := range e.Names {
		m.persons[fold(n)] = person{id, e.Names[0]}
	}
	m.sum.Persons++
}

// known gives a listed actor the names that it lacks.
func (m *Merger) known(id string, e Entry, lacks func(string) bool) {
	m.sum.Known++
	var names []string
	for _, n := range e.Names {
		if lacks(n) {
			names = append(names, m.loose(n))
		}
	}
	if len(names) > 0 {
		m.sum.Spellings += len(names)
		m.spellings = append(m.spellings, id+"\t"+strings.Join(names, ", "))
	}
}

// sideOf returns the side of a role: its country's government, "own", or "".
func (m *Merger) sideOf(r Role) string {
	switch {
	case r.Stand == "state" && r.Country != "":
		return strings.ToLower(r.Country) + "-gov"
	case r.Stand == "own":
		return "own"
	}
	return ""
}

// Agents makes rows of words for people by what they do.
func (m *Merger) Agents(file string, agents []Agent) {
	m.file = file
	for _, a := range agents {
		m.sum.Entries++
		var forms []string
		for _, f := range a.Forms {
			if low := strings.ToLower(f); !m.roles[fold(low)] && !strings.Contains(low, ",") {
				forms = append(forms, low+"~")
				m.roles[fold(low)] = true
			}
		}
		if len(forms) == 0 {
			m.sum.Known++
			continue
		}
		key := slug(a.Forms[0])
		for n := 2; m.roles["key:"+key]; n++ {
			key = fmt.Sprintf("%s-%d", slug(a.Forms[0]), n)
		}
		m.roles["key:"+key] = true
		side := "-"
		if a.Role.Stand == "state" {
			side = "gov"
		}
		m.agents = append(m.agents, row(key, strings.ToLower(a.Forms[0]), "group", a.Role.Sector, side, "new", strings.Join(forms, ", ")))
		m.sum.Roles++
	}
}

// others are the names behind the first as a cell of a list.
func (m *Merger) others(e Entry) string {
	var names []string
	for _, n := range e.Names[1:] {
		if _, taken := m.parties.ByName(n); taken && e.Kind != "person" {
			m.problem(e.Line, "%s: the name %s is that of a listed party", e.Names[0], n)
			continue
		}
		names = append(names, m.loose(n))
	}
	return strings.Join(names, ", ")
}

// loose marks a name of one word: it may be any word of the language.
func (m *Merger) loose(n string) string {
	if strings.Contains(n, " ") {
		return n
	}
	return n + "~"
}

// newID returns an ID that nobody has.
func (m *Merger) newID(want string) string {
	id := want
	for n := 2; ; n++ {
		_, listed := m.parties.Listed(id)
		if !listed && !m.ids[id] && id != "" && id != "p:" {
			break
		}
		id = fmt.Sprintf("%s-%d", want, n)
	}
	m.ids[id] = true
	return id
}

// row joins cells, - for none.
func row(cells ...string) string {
	for i, c := range cells {
		if c == "" {
			cells[i] = "-"
		}
	}
	return strings.Join(cells, "\t")
}

func yearOf(t time.Time) string {
	if t.IsZero() {
		return ""
	}
	return t.Format("2006")
}

func dayOf(t time.Time) string {
	if t.IsZero() {
		return ""
	}
	return t.Format(time.DateOnly)
}
