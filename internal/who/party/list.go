package party

import (
	"fmt"
	"io/fs"
	"slices"
	"strconv"
	"strings"
	"time"

	"parley/data"
	"parley/internal/doc"
)

// Party is a listed party.
type Party struct {
	// Actor holds ID, Name, Kind, Country, Sector, Side and Of as listed;
	// Source is FromList.
	doc.Actor
	// From and To are the years in which the party bore its name, both
	// included; 0 where the list gives none.
	From, To int
}

// listFiles are the lists beside who/groups_*.tsv.
var listFiles = []string{"who/governments.tsv", "who/media.tsv", "who/organisations.tsv", "who/organisations_civil.tsv", "who/political.tsv"}

// readParties reads the lists of parties.
func (f *Finder) readParties(fsys fs.FS) error {
	files, err := fs.Glob(fsys, "who/groups_*.tsv")
	if err != nil {
		return err
	}
	for _, file := range slices.Concat(files, listFiles) {
		rows, err := data.Rows(fsys, file, 10)
		if err != nil {
			return err
		}
		for _, r := range rows {
			if err := f.addParty(r.Cells); err != nil {
				return fmt.Errorf("data file %s:%d: %w", file, r.Line, err)
			}
		}
	}
	return nil
}

// readSpellings reads who/spellings_*.tsv: more names of listed parties. Rows of
// persons are left to package who.
func (f *Finder) readSpellings(fsys fs.FS) error {
	files, err := fs.Glob(fsys, "who/spellings_*.tsv")
	if err != nil {
		return err
	}
	for _, file := range files {
		rows, err := data.Rows(fsys, file, 2)
		if err != nil {
			return err
		}
		for _, r := range rows {
			if strings.HasPrefix(r.Cells[0], "p:") {
				continue
			}
			i, ok := f.byID[r.Cells[0]]
			if !ok {
				return fmt.Errorf("data file %s:%d: no party %q is listed", file, r.Line, r.Cells[0])
			}
			f.addNames(i, r.Cells[1])
		}
	}
	return nil
}

// addNames makes a party found by a list of names.
func (f *Finder) addNames(party int32, names string) {
	for _, a := range items(names) {
		name := strings.TrimSuffix(a, "~")
		f.index.add(name, entry{class: classParty, ref: party, loose: name != a})
	}
}

// addParty adds a row of a list of parties.
func (f *Finder) addParty(c []string) error {
	p := Party{Actor: doc.Actor{
		ID: c[0], Name: c[1], Kind: doc.ActorKind(c[2]), Country: value(c[3]), Sector: value(c[4]),
		Side: value(c[5]), Of: value(c[6]), Source: doc.FromList,
	}}
	if p.ID == "" || p.Name == "" || !isKind(p.Kind) {
		return fmt.Errorf("ID, name or kind of %q are wrong", p.ID)
	}
	if _, twice := f.byID[p.ID]; twice {
		return fmt.Errorf("ID %q stands twice", p.ID)
	}
	if _, ok := f.byISO[p.Country]; !ok && p.Country != "" {
		return fmt.Errorf("no country %q in who/states.tsv", p.Country)
	}
	var err error
	if p.From, err = year(c[7]); err != nil {
		return err
	}
	if p.To, err = year(c[8]); err != nil {
		return err
	}
	i := int32(len(f.parties))
	f.parties = append(f.parties, p)
	f.byID[p.ID] = i
	f.index.add(p.Name, entry{class: classParty, ref: i, standard: true})
	f.addNames(i, c[9])
	return nil
}

// year reads a year or an ISO date; 0 for an empty cell.
func year(cell string) (int, error) {
	if value(cell) == "" {
		return 0, nil
	}
	if len(cell) == 4 {
		return strconv.Atoi(cell)
	}
	t, err := time.Parse(time.DateOnly, cell)
	return t.Year(), err
}

// checkLinks returns an error for a side or a parent that no list holds and
// that no country and role make.
func (f *Finder) checkLinks() error {
	for i := range f.parties {
		p := &f.parties[i]
		for _, id := range []string{p.Side, p.Of} {
			if id == "" || f.known(id) {
				continue
			}
			return fmt.Errorf("lists of parties: %s: no party %q", p.ID, id)
		}
	}
	return nil
}

// known tells whether an ID is listed or composed of a country and a role.
func (f *Finder) known(id string) bool {
	if _, ok := f.byID[id]; ok {
		return true
	}
	iso, key, _ := strings.Cut(id, "-")
	_, country := f.byISO[strings.ToUpper(iso)]
	_, role := f.byKey[key]
	return country && role
}

// readLeaders reads who/leaders.tsv.
func (f *Finder) readLeaders(fsys fs.FS) error {
	const file = "who/leaders.tsv"
	rows, err := data.Rows(fsys, file, 2)
	if err != nil {
		return err
	}
	for _, r := range rows {
		i, ok := f.byISO[r.Cells[0]]
		if !ok {
			return fmt.Errorf("data file %s:%d: no country %q in who/states.tsv", file, r.Line, r.Cells[0])
		}
		for _, name := range items(r.Cells[1]) {
			f.index.add(name, entry{class: classLeader, ref: i})
		}
	}
	return nil
}

// Listed returns the listed party of that ID.
func (f *Finder) Listed(id string) (Party, bool) {
	i, ok := f.byID[id]
	if !ok {
		return Party{}, false
	}
	return f.parties[i], true
}

// ByName returns the party that a list calls so, in any case and with or
// without accents, dots and hyphens. Where several share the name it is the
// one that holds it without more context, and none if no one does.
func (f *Finder) ByName(name string) (Party, bool) {
	for _, e := range f.index.lookup(name) {
		if e.class == classParty && !e.loose {
			return f.parties[e.ref], true
		}
	}
	return Party{}, false
}
