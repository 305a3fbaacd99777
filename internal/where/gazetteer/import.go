package gazetteer

import (
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"parley"
)

// The files of a GeoNames dump that Import knows by their names; every other
// one is read as a main table (allCountries.txt, AF.txt, cities500.txt).
const (
	countryInfo    = "countryInfo.txt"
	admin1Codes    = "admin1CodesASCII.txt"
	admin2Codes    = "admin2Codes.txt"
	alternateNames = "alternateNamesV2.txt"
)

// Import makes a places file from files of a GeoNames dump and Parley's own
// tables in fsys. Units come from the files of codes or, where those are not
// among the files, from the main table. A row that makes no sense is left out
// and reported in the sum; an error is about a file that cannot be read.
func Import(fsys fs.FS, paths []string) ([]byte, Sum, error) {
	b, err := newBuilder(fsys)
	if err != nil {
		return nil, Sum{}, err
	}
	b.partial = true
	steps := []struct {
		file string // "" for main tables
		row  func([]string) error
	}{
		{countryInfo, b.countryRow}, {admin1Codes, b.unitRow(1)}, {admin2Codes, b.unitRow(2)},
		{"", b.unitPlace("ADM1")}, {"", b.unitPlace("ADM2")},
	}
	for _, s := range steps {
		if err := b.read(paths, s.file, s.row); err != nil {
			return nil, b.sum, err
		}
	}
	if err := b.tree.addNames(fsys, true); err != nil && !b.partial {
		return nil, b.sum, err
	}
	if err := b.read(paths, "", b.place); err != nil {
		return nil, b.sum, err
	}
	if err := b.read(paths, alternateNames, b.alternateRow); err != nil {
		return nil, b.sum, err
	}
	return b.finish(fsys)
}

// read goes through the files of a name, or through the main tables.
func (b *builder) read(paths []string, file string, row func([]string) error) error {
	for _, path := range paths {
		base := filepath.Base(path)
		switch base {
		case countryInfo, admin1Codes, admin2Codes, alternateNames:
			if base != file {
				continue
			}
		default:
			if file != "" {
				continue
			}
		}
		if err := b.readTable(path, row); err != nil {
			return err
		}
	}
	return nil
}

// readTable calls row with each line of a table and notes its errors.
func (b *builder) readTable(path string, row func([]string) error) error {
	in, err := os.Open(path)
	if err != nil {
		return err
	}
	defer in.Close()
	err = lines(in, func(line int, fields []string) error {
		if err := row(fields); err != nil {
			b.problem(path, line, err)
		}
		return nil
	})
	if err != nil {
		return fmt.Errorf("%s: %w", path, err)
	}
	return nil
}

// countryRow takes a country that Parley's own table lacks. Fields: alpha-2,
// alpha-3, two other codes, name, capital, area, people, …
func (b *builder) countryRow(fields []string) error {
	if len(fields) < 8 || len(fields[0]) != 2 || len(fields[1]) != 3 || fields[4] == "" {
		return fmt.Errorf("no row of countries")
	}
	if b.codes[fields[0]] != "" {
		return nil
	}
	r := record{id: "iso:" + fields[1], kind: parley.KindCountry, country: fields[1], unit: fields[0], name: fields[4]}
	if err := b.tree.add(r); err != nil {
		return err
	}
	b.codes[fields[0]] = fields[1]
	return nil
}

// unitRow takes a unit of a level. Fields: code, name, ASCII name, id.
func (b *builder) unitRow(level int) func([]string) error {
	return func(fields []string) error {
		if len(fields) < 2 {
			return fmt.Errorf("no row of units")
		}
		return b.unit(fields[0], fields[1], level)
	}
}

// unitPlace takes from the main table what it says of units: coordinates,
// people, other spellings, and the unit itself where no file of codes has it.
func (b *builder) unitPlace(feature string) func([]string) error {
	return func(fields []string) error {
		if len(fields) != townFields || fields[colFeature] != feature {
			return nil // a bad row is reported when the places are read
		}
		p, err := parsePlace(fields)
		if err != nil {
			return nil
		}
		country := b.tree.countries[b.codes[p.alpha2]]
		code, level := p.admin1, 1
		if feature == "ADM2" {
			code, level = p.admin1+"."+p.admin2, 2
		}
		if country == nil || strings.HasPrefix(code, ".") || strings.HasSuffix(code, ".") || code == "" {
			return nil
		}
		id := idNumbered + p.alpha2 + "." + code
		if b.tree.ids[id] == nil {
			if err := b.unit(p.alpha2+"."+code, p.name, level); err != nil {
				return err
			}
		}
		u := b.tree.ids[id]
		u.lat, u.lon, u.located, u.population = p.lat, p.lon, true, p.population
		u.names = append(append(u.names, p.ascii), p.names...)
		return nil
	}
}

// alternateRow takes an English spelling of a place. Fields: id of the name,
// id of the place, language, name, …
func (b *builder) alternateRow(fields []string) error {
	if len(fields) < 4 {
		return fmt.Errorf("no row of alternate names")
	}
	if n := b.tree.ids[idNumbered+fields[1]]; n != nil && fields[2] == "en" && spelling(fields[3]) {
		n.names = append(n.names, fields[3])
	}
	return nil
}
