package gazetteer

import (
	"bufio"
	"fmt"
	"io"
	"strconv"
	"strings"
	"unicode"

	"parley"
)

// The form of GeoNames' tables: https://download.geonames.org/export/dump/readme.txt.
// Lines of fields with a tab between, no head line.
const (
	townFields    = 19
	maxLine       = 1 << 20 // London has 10 kB of names
	colID         = 0
	colName       = 1
	colASCII      = 2
	colAlternates = 3
	colLat        = 4
	colLon        = 5
	colClass      = 6
	colFeature    = 7
	colCountry    = 8
	colAdmin1     = 10
	colAdmin2     = 11
	colPopulation = 14
)

// Problem is a row of a source that could not be used.
type Problem struct {
	File  string
	Line  int
	Cause error
}

func (p Problem) Error() string { return fmt.Sprintf("%s:%d: %v", p.File, p.Line, p.Cause) }

// lines calls each with the fields of every line of a table that is no comment.
func lines(r io.Reader, each func(line int, fields []string) error) error {
	s := bufio.NewScanner(r)
	s.Buffer(make([]byte, 1<<16), maxLine)
	n := 0
	for s.Scan() {
		n++
		text := strings.TrimSuffix(s.Text(), "\r")
		if text == "" || text[0] == '#' {
			continue
		}
		if err := each(n, strings.Split(text, "\t")); err != nil {
			return err
		}
	}
	if err := s.Err(); err != nil {
		return fmt.Errorf("line %d: %w", n+1, err)
	}
	return nil
}

// place is a row of GeoNames' main table.
type place struct {
	record
	class, feature string
	alpha2         string
	ascii          string
	admin1, admin2 string // codes
}

// parsePlace reads a row of the main table.
func parsePlace(fields []string) (place, error) {
	if len(fields) != townFields {
		return place{}, fmt.Errorf("%d fields, want %d", len(fields), townFields)
	}
	p := place{
		class: fields[colClass], feature: fields[colFeature], alpha2: fields[colCountry],
		ascii: fields[colASCII], admin1: fields[colAdmin1], admin2: fields[colAdmin2],
	}
	if _, err := strconv.ParseUint(fields[colID], 10, 31); err != nil {
		return p, fmt.Errorf("id %q is no number", fields[colID])
	}
	p.id, p.name = idNumbered+fields[colID], fields[colName]
	if p.name == "" {
		return p, fmt.Errorf("place %s has no name", fields[colID])
	}
	var err error
	if p.lat, p.lon, err = coordinates(fields[colLat], fields[colLon]); err != nil {
		return p, err
	}
	p.located = true
	if s := fields[colPopulation]; s != "" {
		n, err := strconv.ParseInt(s, 10, 64)
		if err != nil || n < 0 {
			return p, fmt.Errorf("population %q is no number", s)
		}
		p.population = int(n)
	}
	p.names = alternates(fields[colAlternates])
	return p, nil
}

func coordinates(latitude, longitude string) (lat, lon float64, err error) {
	lat, err1 := strconv.ParseFloat(latitude, 64)
	lon, err2 := strconv.ParseFloat(longitude, 64)
	if err1 != nil || err2 != nil || !(lat >= -90 && lat <= 90) || !(lon >= -180 && lon <= 180) {
		return 0, 0, fmt.Errorf("%q, %q are no coordinates", latitude, longitude)
	}
	return lat, lon, nil
}

// alternates returns the spellings of a list that an English text may use.
// The lists mix languages and hold codes and letter-by-letter transcriptions
// ("ZAJ", "zrnj", "zha lan ji"); what begins with a small letter or is short
// and in capitals is such a one.
func alternates(list string) []string {
	var names []string
	for n := range strings.SplitSeq(list, ",") {
		if spelling(n) {
			names = append(names, n)
		}
	}
	return names
}

func spelling(n string) bool {
	letters, small := 0, 0
	first := true
	for _, r := range n {
		if unicode.IsLetter(r) {
			if !unicode.Is(unicode.Latin, r) && !apostrophe(r) {
				return false
			}
			if first && unicode.IsLower(r) && !strings.ContainsAny(n, "'’‘ ") {
				return false
			}
			if unicode.IsLower(r) {
				small++
			}
			letters++
		}
		if unicode.IsDigit(r) {
			return false
		}
		first = false
	}
	return letters >= 3 && small > 0
}

// kindOf tells what kind of place a class and a feature code stand for; false
// for those that no text names as a place where something happened.
func kindOf(class, feature string) (parley.PlaceKind, bool) {
	switch class {
	case "P":
		return parley.KindTown, feature != "PPLCH" // a capital of old times is another row
	case "A":
		switch feature {
		case "ADM1":
			return parley.KindAdmin1, true
		case "ADM2":
			return parley.KindAdmin2, true
		case "ADM3", "ADM4":
			return parley.KindTown, true
		}
	case "S":
		switch feature {
		case "AIRB", "AIRF", "AIRP", "INSM", "PSTB", "CSTM", "DAM", "PRN", "CMPRF", "NAVB", "OILR", "PSN", "PS":
			return parley.KindFacility, true
		}
	case "L":
		switch feature {
		case "MILB", "CMPRF", "OILF", "NVB", "AIRB":
			return parley.KindFacility, true
		case "RGN", "AREA":
			return parley.KindRegion, true
		}
	case "H":
		switch feature {
		case "STM", "LK", "SEA", "GULF", "BAY", "STRT", "WAD":
			return parley.KindNatural, true
		}
	case "T":
		switch feature {
		case "MT", "MTS", "ISL", "ISLS", "DSRT", "PASS", "PEN", "VAL", "PLAT":
			return parley.KindNatural, true
		}
	}
	return "", false
}
