package export

import (
	"fmt"
	"io/fs"
	"slices"
	"strings"

	"parley"
	"parley/data"
)

// country is a row of export/countries.tsv: how the data sets of others name,
// number and group a country. A cell that they have not is empty.
type country struct {
	code, numeric           string // ISO 3166-1 alpha-3, and its number without noughts before it
	acledName, acledRegion  string
	gedName, gedRegion      string
	gleditschWard, warsCode string // of Gleditsch and Ward, of the Correlates of War project
	under                   string // the country under which GED files what happens there
}

// codebook holds the tables that profiles share.
type codebook struct {
	countries map[string]*country // by ISO 3166-1 alpha-3
	sectors   map[string]sectorRow
	arms      map[string]string // "armed", "unarmed" or "either", by group of people
	guessed   []string          // how the days of a guess begin
	sides     map[string]string // names of listed parties, by ID
}

// sectorRow is what sort of actor a sector is: who acts, a person as the target
// of violence, a group as the target.
type sectorRow struct{ actor, person, group actorSort }

// newCodebook reads the tables that all profiles share.
func newCodebook(fsys fs.FS) (*codebook, error) {
	b := &codebook{arms: map[string]string{}, sides: map[string]string{}}
	var err error
	if b.countries, err = readCountries(fsys); err != nil {
		return nil, err
	}
	if b.sectors, err = readSectors(fsys); err != nil {
		return nil, err
	}
	rows, err := data.Rows(fsys, "resolve/groups.tsv", 4)
	if err != nil {
		return nil, err
	}
	for _, r := range rows {
		b.arms[r.Cells[0]] = r.Cells[2]
	}
	if rows, err = data.Rows(fsys, "resolve/guesses.tsv", 2); err != nil {
		return nil, err
	}
	for _, r := range rows {
		if r.Cells[0] == "date" {
			b.guessed = append(b.guessed, r.Cells[1])
		}
	}
	return b, b.readSides(fsys)
}

const countriesFile = "export/countries.tsv"

func readCountries(fsys fs.FS) (map[string]*country, error) {
	rows, err := data.Rows(fsys, countriesFile, 9)
	if err != nil {
		return nil, err
	}
	out := make(map[string]*country, len(rows))
	for _, r := range rows {
		c := make([]string, len(r.Cells))
		for i, cell := range r.Cells {
			if cell != "-" {
				c[i] = cell
			}
		}
		if c[0] == "" || c[2] == "" || c[4] == "" {
			return nil, fmt.Errorf("data file %s:%d: a country without a code or a name", countriesFile, r.Line)
		}
		out[c[0]] = &country{c[0], c[1], c[2], c[3], c[4], c[5], c[6], c[7], c[8]}
	}
	return out, nil
}

func readSectors(fsys fs.FS) (map[string]sectorRow, error) {
	const file = "export/sectors.tsv"
	rows, err := data.Rows(fsys, file, 4)
	if err != nil {
		return nil, err
	}
	out := make(map[string]sectorRow, len(rows))
	for _, r := range rows {
		var sorts [3]actorSort
		for i, name := range r.Cells[1:] {
			if sorts[i] = sortNamed(name); sorts[i] == sortUnknown {
				return nil, fmt.Errorf("data file %s:%d: %q is no sort of actor", file, r.Line, name)
			}
		}
		out[r.Cells[0]] = sectorRow{sorts[0], sorts[1], sorts[2]}
	}
	return out, nil
}

// readSides reads the names of listed parties, so that a person can be named by
// the party.
func (b *codebook) readSides(fsys fs.FS) error {
	files, err := fs.Glob(fsys, "who/groups_*.tsv")
	if err != nil {
		return err
	}
	for _, file := range append(files, "who/governments.tsv", "who/organisations.tsv", "who/political.tsv") {
		rows, err := data.Rows(fsys, file, 10)
		if err != nil {
			return err
		}
		for _, r := range rows {
			b.sides[r.Cells[0]] = r.Cells[1]
		}
	}
	return nil
}

// place is the country of a place, nil where it is not known; and the one under
// which GED files it.
func (b *codebook) place(p *parley.EventPlace) (own, ged *country) {
	if p == nil {
		return nil, nil
	}
	own = b.countries[p.Country]
	if own != nil && own.under != "" {
		return own, b.countries[own.under]
	}
	return own, own
}

// government returns the country whose government a party stands for or belongs
// to; nil for none.
func (b *codebook) government(p *parley.Party) *country {
	code, ok := strings.CutSuffix(p.Side, "-gov")
	if !ok {
		return nil
	}
	if c := b.countries[strings.ToUpper(code)]; c != nil {
		return c
	}
	return b.countries[p.Country]
}

// beside tells whether an incident was beside the place that it names and not in
// it: "near", "outskirts", but not "northern".
func beside(p *parley.EventPlace) bool {
	return p.Near != "" && !strings.HasSuffix(p.Near, "ern") && !slices.Contains(inside, p.Near)
}

// inside are the keys of where/areas.tsv for parts of a place, beside the quarters
// of the compass ("northern").
var inside = []string{"central", "upper", "lower", "mainland", "parts"}
