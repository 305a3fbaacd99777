package read

import (
	"strings"

	"parley"
)

// furniture returns the reason of a paragraph that is no words of anybody: a
// row of marks, a number, an address. A year may be a heading.
func furniture(s string, ps []piece) parley.Why {
	if !strings.Contains(s, " ") && (strings.HasPrefix(s, "http://") || strings.HasPrefix(s, "https://") || strings.HasPrefix(s, "www.")) {
		return parley.WhyLink
	}
	for _, p := range ps {
		switch p.kind {
		case wordPiece:
			return ""
		case numberPiece:
			if yearOf(s[p.start:p.end], false) > 0 {
				return ""
			}
		}
	}
	return parley.WhyNavigation
}

// sourceOf returns the outlet that a line such as "Source: Daily Sun and
// agencies" names, or "" if it names none.
func sourceOf(line string) string {
	_, name, _ := strings.Cut(line, ":")
	name, _, _ = strings.Cut(name, " and ")
	if i := strings.IndexAny(name, ",|"); i >= 0 {
		name = name[:i]
	}
	name = strings.Trim(name, " .")
	if !startsUpper(name) || strings.Contains(strings.ToLower(name), "agencies") {
		return ""
	}
	return name
}

// dateIn returns the first full date in s, as written, or "".
func dateIn(s string, ps []piece) string {
	for i := range ps {
		if d, n := date(s, ps[i:]); n > 0 && d.year > 0 && d.day > 0 {
			return s[ps[i].start:ps[i+n-1].end]
		}
	}
	return ""
}

// isChronology reports whether the lines that are a bare date state three days
// or more: they are headings then. A page shows one or two, that of the
// article and that of the visit.
func isChronology(all []paragraph) bool {
	var days []string
	var buf []piece
	for _, p := range all {
		if len(p.text) > maxDateLine {
			continue
		}
		buf = pieces(buf[:0], p.text)
		date, announced, _, ok := dateLine(p.text, buf)
		if !ok || announced {
			continue
		}
		known := false
		for _, d := range days {
			known = known || d == date
		}
		if !known {
			days = append(days, date)
		}
		if len(days) > 2 {
			return true
		}
	}
	return false
}
