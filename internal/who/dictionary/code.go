package dictionary

import (
	"fmt"
	"io/fs"

	"parley/data"
)

// codes knows the pieces of CAMEO actor codes.
type codes struct {
	pieces    map[string]piece
	sectors   map[string]piece // the first row of each PLOVER sector
	countries map[string]bool  // ISO codes of who/states.tsv
}

// piece is a row of who/cameo_codes.tsv.
type piece struct{ sort, sector, stand, text string }

func readCodes(fsys fs.FS) (*codes, error) {
	c := &codes{pieces: make(map[string]piece), sectors: make(map[string]piece), countries: make(map[string]bool)}
	states, err := data.Rows(fsys, "who/states.tsv", 5)
	if err != nil {
		return nil, err
	}
	for _, r := range states {
		c.countries[r.Cells[0]] = true
	}
	const file = "who/cameo_codes.tsv"
	rows, err := data.Rows(fsys, file, 5)
	if err != nil {
		return nil, err
	}
	for _, r := range rows {
		p := piece{sort: r.Cells[1], sector: dash(r.Cells[2]), stand: r.Cells[3], text: dash(r.Cells[4])}
		if p.sort == "country" && !c.countries[p.sector] {
			return nil, fmt.Errorf("data file %s:%d: no country %q in who/states.tsv", file, r.Line, p.sector)
		}
		c.pieces[r.Cells[0]] = p
		if _, there := c.sectors[p.sector]; !there && p.sort != "country" {
			c.sectors[p.sector] = p
		}
	}
	return c, nil
}

func dash(cell string) string {
	if cell == "-" {
		return ""
	}
	return cell
}

// role reads a code such as AFGGOVMIL: who it is of, and its first role that is
// known. known is false where no piece of it is.
func (c *codes) role(code string) (r Role, known bool) {
	r.Stand = "-"
	for first := true; len(code) >= 3; code, first = code[3:], false {
		at := code[:3]
		p, ok := c.pieces[at]
		switch {
		case first && c.countries[at]:
			r.Country, known = at, true
		case first && ok && p.sort == "country":
			r.Country, known = p.sector, true
		case first && ok && p.sort == "region":
			known = true
		case ok && (p.sort == "role" || p.sort == "world") && r.Sector == "" && r.Text == "":
			r.Sector, r.Stand, r.Text, known = p.sector, p.stand, p.text, true
		}
	}
	return r, known
}

// bare reports whether a role is a country and nothing else.
func (r Role) bare() bool { return r.Country != "" && r.Sector == "" && r.Text == "" }

// ofSector returns what the first row of a PLOVER sector says of it.
func (c *codes) ofSector(sector string) (piece, bool) {
	p, ok := c.sectors[sector]
	return p, ok
}
