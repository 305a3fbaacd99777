package eval

import (
	"encoding/xml"
	"fmt"
	"math"
	"os"

	"parley"
	"parley/internal/doc"
	"parley/internal/where/gazetteer"
)

// NearKm is how far a place may be from gold and count as right: 161 km, the
// 100 miles of the literature on geoparsing.
const NearKm = 161

// PlaceScores are the figures of places found and put on the map. Every place
// that a text names counts, whatever it is used for.
type PlaceScores struct {
	Articles int `json:"articles"`
	// Exact counts places whose bytes are gold's, Overlap those that share at
	// least one byte with a gold place; a place counts once.
	Exact   Score `json:"exact"`
	Overlap Score `json:"overlap"`
	// Near is over the places found (Overlap): Gold all of them, System those
	// that were given coordinates, Correct those within NearKm of gold's. The
	// coordinates of a country's middle differ from list to list, so:
	// NearOrSame counts as right, beside these, a country or a continent that
	// is the same one as gold's.
	Near       Score `json:"near"`
	NearOrSame Score `json:"near_or_same"`
	// Countries is over the places found that gold says are countries: Correct
	// are those that were resolved to the same country.
	Countries Score `json:"countries"`
}

// PlaceError is one difference between gold and a system's places.
type PlaceError struct {
	Kind string // "missed", "extra", "extent" or "far"
	// Text is the words around the place, which stand between [ and ].
	Text string
	// Gold and System say what the two have, as far as they have it.
	Gold, System string
}

// geoFile is the part of a GeoVirus file that is used.
type geoFile struct {
	Articles []struct {
		Text      string       `xml:"text"`
		Locations []geoPlaceIn `xml:"locations>location"`
	} `xml:"article"`
}

// geoPlaceIn is a gold place. Start and End count characters from 1.
type geoPlaceIn struct {
	Name  string  `xml:"name"`
	Start int     `xml:"start"`
	End   int     `xml:"end"`
	Lat   float64 `xml:"lat"`
	Lon   float64 `xml:"lon"`
	Page  string  `xml:"page"`
}

// geoPlace is a gold place in bytes.
type geoPlace struct {
	start, end int
	lat, lon   float64
	page       string
}

// GeoVirus measures the stages, which must add places, on the articles of a
// GeoVirus file (github.com/milangritta/Geocoding-with-Map-Vector).
//
// Errors are those of reading the file, of the gazetteer and of the stages.
// The list holds what counts against the stages, in the order of the file;
// Exact and Overlap differ in those of kind "extent".
func GeoVirus(stages []doc.Stage, file string) (s PlaceScores, list []PlaceError, err error) {
	raw, err := os.ReadFile(file)
	if err != nil {
		return s, nil, err
	}
	var in geoFile
	if err := xml.Unmarshal(raw, &in); err != nil {
		return s, nil, fmt.Errorf("%s: %w", file, err)
	}
	g, err := gazetteer.Load()
	if err != nil {
		return s, nil, err
	}
	for i, a := range in.Articles {
		gold, err := goldPlaces(a.Text, a.Locations)
		if err != nil {
			return s, nil, fmt.Errorf("%s: article %d: %w", file, i, err)
		}
		d := &doc.Doc{Text: a.Text}
		if err := readAll(stages, d); err != nil {
			return s, nil, fmt.Errorf("%s: article %d: %w", file, i, err)
		}
		s.Articles++
		list = append(list, s.compare(g, d, gold)...)
	}
	return s, list, nil
}

// readAll runs the stages over d.
func readAll(stages []doc.Stage, d *doc.Doc) error {
	for _, st := range stages {
		if err := st.Run(d); err != nil {
			return fmt.Errorf("stage %s: %w", st.Name, err)
		}
	}
	return nil
}

// goldPlaces turns characters into bytes and checks that the names are there.
func goldPlaces(text string, in []geoPlaceIn) ([]geoPlace, error) {
	at := make([]int, 0, len(text)+1)
	for i := range text {
		at = append(at, i)
	}
	at = append(at, len(text))
	var out []geoPlace
	for _, l := range in {
		if l.Start < 1 || l.End > len(at) || l.End <= l.Start {
			return nil, fmt.Errorf("%s: characters [%d, %d) of %d", l.Name, l.Start, l.End, len(at))
		}
		p := geoPlace{at[l.Start-1], at[l.End-1], l.Lat, l.Lon, pageName(l.Page)}
		if text[p.start:p.end] != l.Name {
			return nil, fmt.Errorf("%s: found %q there", l.Name, text[p.start:p.end])
		}
		out = append(out, p)
	}
	return out, nil
}

// compare counts the places of one document and lists the errors.
func (s *PlaceScores) compare(g *gazetteer.Gazetteer, d *doc.Doc, gold []geoPlace) (list []PlaceError) {
	s.Exact.Gold += len(gold)
	s.Overlap.Gold += len(gold)
	taken := make([]bool, len(gold))
	for i := range d.Places {
		m := &d.Places[i]
		s.Exact.System++
		s.Overlap.System++
		start, end := d.Tokens[m.First].Start, d.Tokens[m.Last-1].End
		best := bestOverlap(gold, taken, start, end)
		shown := fmt.Sprintf("%s %s %.2f %.2f %s: %s", m.Place.ID, m.Place.Name, m.Place.Lat, m.Place.Lon, m.Place.Country, m.How)
		if best < 0 {
			list = append(list, PlaceError{Kind: "extra", Text: around(d.Text, start, end), System: string(m.Use) + " " + shown})
			continue
		}
		taken[best] = true
		s.Overlap.Correct++
		if want := gold[best]; want.start == start && want.end == end {
			s.Exact.Correct++
		} else {
			list = append(list, PlaceError{"extent", around(d.Text, start, end), d.Text[want.start:want.end], d.Text[start:end]})
		}
		if !s.locate(g, m.Place, gold[best]) {
			want := gold[best]
			list = append(list, PlaceError{"far", around(d.Text, start, end), fmt.Sprintf("%s %.2f %.2f", want.page, want.lat, want.lon), shown})
		}
	}
	for i, want := range gold {
		if !taken[i] {
			list = append(list, PlaceError{Kind: "missed", Text: around(d.Text, want.start, want.end), Gold: want.page})
		}
	}
	return list
}

// bestOverlap returns the gold place not taken that shares most bytes with
// [start, end), or -1.
func bestOverlap(gold []geoPlace, taken []bool, start, end int) int {
	best, most := -1, 0
	for i, p := range gold {
		if n := min(end, p.end) - max(start, p.start); n > most && !taken[i] {
			best, most = i, n
		}
	}
	return best
}

// locate counts the coordinates of a place found, and reports whether they
// are right.
func (s *PlaceScores) locate(g *gazetteer.Gazetteer, p parley.Place, want geoPlace) bool {
	near := p.Precision != "" && Km(p.Lat, p.Lon, want.lat, want.lon) <= NearKm
	large := largePlace(g, want.page)
	same := large.ID != "" && large.ID == p.ID
	for _, sc := range []*Score{&s.Near, &s.NearOrSame} {
		sc.Gold++
		if p.Precision != "" {
			sc.System++
		}
	}
	if near {
		s.Near.Correct++
	}
	if near || same {
		s.NearOrSame.Correct++
	}
	if large.Kind == parley.KindCountry {
		s.Countries.Gold++
		if p.Precision != "" {
			s.Countries.System++
		}
		if same {
			s.Countries.Correct++
		}
	}
	return near || same
}

// around cuts the words around text[start:end] out of a text, in one line.
func around(text string, start, end int) string {
	from, to := max(0, start-70), min(len(text), end+50)
	return fmt.Sprintf("%s[%s]%s", oneLine(text[from:start]), text[start:end], oneLine(text[end:to]))
}

// Km is the distance of two points in kilometres along the great circle.
func Km(lat1, lon1, lat2, lon2 float64) float64 {
	const radius, rad = 6371, math.Pi / 180
	a, b := lat1*rad, lat2*rad
	h := hav(b-a) + math.Cos(a)*math.Cos(b)*hav((lon2-lon1)*rad)
	return 2 * radius * math.Asin(math.Sqrt(min(1, h)))
}

// hav is the haversine of an angle.
func hav(x float64) float64 { s := math.Sin(x / 2); return s * s }
