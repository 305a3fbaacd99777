package eval

import (
	"net/url"
	"strings"

	"parley"
	"parley/internal/where/gazetteer"
)

// pageName is the title that the address of an encyclopedia's page ends in,
// without what stands in brackets behind it.
func pageName(page string) string {
	name := page[strings.LastIndexByte(page, '/')+1:]
	if plain, err := url.PathUnescape(name); err == nil {
		name = plain
	}
	return strings.ReplaceAll(name, "_", " ")
}

// largePlace returns the country or the region larger than one that a page is
// about, or the zero entry for any other page.
func largePlace(g *gazetteer.Gazetteer, page string) gazetteer.Entry {
	name, what, _ := strings.Cut(page, " (")
	if what != "" && what != "country)" {
		return gazetteer.Entry{}
	}
	for _, e := range g.Lookup(gazetteer.Fold(name)) {
		if e.Kind == parley.KindCountry || e.Precision == parley.PlaceRegion {
			return e
		}
	}
	return gazetteer.Entry{}
}

// oneLine puts blanks in the place of all white space.
func oneLine(s string) string {
	return strings.Map(func(r rune) rune {
		if r == '\n' || r == '\t' || r == '\r' {
			return ' '
		}
		return r
	}, s)
}
