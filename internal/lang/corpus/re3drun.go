package corpus

import (
	"slices"
	"strings"
	"unicode"

	"parley/internal/doc"
	"parley/internal/lang/gazette"
)

// run is a stretch of capitalised words, candidates for one name.
type run struct{ first, last int }

// markNames returns the proper names in a confirmed mark, without
// determiners, titles and the marks of other kinds inside it.
func markNames(d *doc.Doc, m *re3dMark, all []re3dMark) []run {
	switch m.kind {
	case "Person":
		return personRun(d, m, all)
	case "Location":
		return placeRuns(d, m)
	case "Organisation":
		return orgRuns(d, m)
	}
	return nil
}

// personRun returns the person's name in m.
func personRun(d *doc.Doc, m *re3dMark, all []re3dMark) []run {
	blocked := func(i int) bool {
		if unicode.IsDigit(rune(d.Word(i)[0])) {
			return true
		}
		return slices.ContainsFunc(all, func(o re3dMark) bool {
			return o.sure && (o.kind == "Location" || o.kind == "Organisation") &&
				o.first >= m.first && o.last <= m.last && o.last-o.first < m.last-m.first && o.first <= i && i < o.last
		})
	}
	for i := m.first; i < m.last; {
		if !nameWord(d, i) || blocked(i) {
			i++
			continue
		}
		r := run{i, i + 1}
		for r.last < m.last && !blocked(r.last) && d.Word(r.last) != "," {
			if !nameWord(d, r.last) && !(r.last+1 < m.last && nameWord(d, r.last+1) && insideName(d, r.last)) {
				if j := nickname(d, r.last, m.last); j > 0 {
					r.last = j
					continue
				}
				break
			}
			r.last++
		}
		i = r.last
		if i < m.last && unicode.IsLower(firstRune(d, i)) {
			continue // "the CENTCOM spokesman"
		}
		if r = trimPerson(d, r); r.first < r.last && (r.last-r.first > 1 || i-1 == m.first || d.Word(r.first-1) != "of") {
			return []run{r}
		}
	}
	return nil
}

// trimPerson cuts titles, offices, countries and peoples off the front of a
// person's name.
func trimPerson(d *doc.Doc, r run) run {
	for r.first < r.last {
		next := skipTitles(d, r.first, r.last)
		if w := strings.ToLower(d.Word(r.first)); isDeterminer(w) || w == "for" || w == "of" {
			next = r.first + 1
		}
		if weak, ok := gazette.IsTitle(d.Word(r.first)); ok && weak && r.first > 0 && d.Word(r.first-1) == "of" {
			next = max(next, r.first+1) // "Secretary of State John Kerry"
		}
		if _, end, ok := demonyms().match(d, r.first, r.last); ok {
			next = max(next, end)
		}
		if p, end, ok := places().match(d, r.first, r.last); ok && !p.weak {
			next = max(next, end)
		}
		if o, end, ok := orgs().match(d, r.first, r.last); ok && !o.weak {
			next = max(next, end)
		}
		if isGeneric(d, r.first, r.first+1) {
			next = max(next, r.first+1)
		}
		if next == r.first {
			break
		}
		r.first = next
	}
	if r.first < r.last && (isPronoun(d.Word(r.first)) || isOffice(d.Word(r.last-1))) {
		r.first = r.last
	}
	return r
}

// isOffice tells whether w is a title that nobody is called by: the long ones
// ("Commander", "Secretary"), not "King" or "Bishop".
func isOffice(w string) bool {
	weak, ok := gazette.IsTitle(w)
	return ok && !weak && len(w) >= len("minister")
}

// placeRuns returns the names in a location: capitalised runs, cut at
// commas, that end the mention or stand before a comma or a common noun for a
// kind of place ("Anbar province", but not "VBIED factory").
func placeRuns(d *doc.Doc, m *re3dMark) []run {
	return slices.DeleteFunc(capitalRuns(d, m.first, m.last), func(r run) bool {
		if isGeneric(d, r.first, r.last) || isPronoun(d.Word(r.first)) || len(spanText(d, r.first, r.last)) < 2 {
			return true
		}
		return r.last < m.last && d.Word(r.last) != "," && !isGeneric(d, r.last, r.last+1)
	})
}

// orgRuns returns the names of an organisation: its capitalised runs, cut at
// commas, if the mention has no other words than a determiner before them.
func orgRuns(d *doc.Doc, m *re3dMark) []run {
	r := trimDeterminer(d, run{m.first, m.last})
	if r.last > r.first && isPossessive(d.Word(r.last-1)) {
		r.last--
	}
	runs := capitalRuns(d, r.first, r.last)
	covered := 0
	for i, x := range runs {
		covered += x.last - x.first
		runs[i] = trimOrg(d, x)
	}
	for i := r.first; i < r.last; i++ {
		if d.Word(i) == "," {
			covered++
		}
	}
	if covered < r.last-r.first {
		return nil
	}
	return slices.DeleteFunc(runs, func(x run) bool {
		if x.first == x.last || d.Word(x.first) == "Operation" || isGeneric(d, x.first, x.last) || skipTitles(d, x.first, x.last) == x.last || isPronoun(d.Word(x.first)) {
			return true
		}
		_, end, ok := demonyms().match(d, x.first, x.last) // "Syrian Government"
		return ok && (end == x.last || end == x.last-1 && strings.EqualFold(d.Word(end), "government"))
	})
}

// trimOrg cuts "Members of the" and a people before a listed organisation
// ("Kurdish YPG") off the front of a name.
func trimOrg(d *doc.Doc, r run) run {
	if _, ok := gazette.IsTitle(d.Word(r.first)); ok && r.first+2 < r.last && d.Word(r.first+1) == "of" {
		return trimDeterminer(d, run{r.first + 2, r.last})
	}
	if _, end, ok := demonyms().match(d, r.first, r.last); ok && end < r.last {
		if _, ok := orgs().covers(d, end, r.last); ok {
			return run{end, r.last}
		}
	}
	return r
}
