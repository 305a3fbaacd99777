package html

import "strings"

// shown is a date that a line shows, and what the words before it say of it.
type shown struct {
	Moment
	what string // published or modified; empty where nothing is said
	loud bool   // the words before it are more than a preposition
}

// visibleDate reads a line that states a date and little more.
func visibleDate(line, language string) (shown, bool) {
	all := shownDates(line, language)
	if len(all) == 0 {
		return shown{}, false
	}
	return all[0], true
}

// shownDates reads the dates of a line, such as "Published 15 April 2023,
// updated 16 April 2023".
func shownDates(line, language string) []shown {
	const longest = 200
	if len(line) > longest {
		return nil
	}
	line = asciiDigits(line)
	ws := wordsOf(line)
	var out []shown
	for from := 0; from < len(ws) && len(out) < 4; {
		d, ok := findDateIn(ws[from:], language)
		if !ok {
			break
		}
		d.first, d.last = d.first+from, d.last+from
		end := nextLabel(ws, d.last)
		s := shown{Moment: Moment{Stated: strings.TrimSpace(line[ws[d.first].start:lineEnd(line, ws, end)]), Day: d.day}}
		s.what, s.loud = label(ws[from:d.first])
		clock, zone, has, zoned := timeIn(ws[d.last:end])
		if !has {
			clock, zone, has, zoned = timeIn(ws[from:d.first])
			if has {
				s.Stated = strings.TrimSpace(line[ws[from].start:lineEnd(line, ws, end)])
			}
		}
		if has && zoned {
			s.At = d.day.Add(clock - zone)
		}
		out = append(out, s)
		from = end
	}
	return out
}

func lineEnd(line string, ws []word, i int) int {
	if i < len(ws) {
		return ws[i].start
	}
	return len(line)
}

// nextLabel returns the word behind i at which another label starts.
func nextLabel(ws []word, i int) int {
	for ; i < len(ws); i++ {
		if ws[i].kind != letter || len(ws[i].text) < 4 {
			continue
		}
		if what, loud := label(ws[i : i+1]); loud && what != "" {
			return i
		}
	}
	return len(ws)
}

// label tells what the words before a date say that it is the date of: the
// last that are known.
func label(ws []word) (what string, loud bool) {
	known := lists().dateWords
	for i := len(ws) - 1; i >= max(0, len(ws)-6); i-- {
		if ws[i].kind != letter {
			continue
		}
		for j := max(0, i-3); j <= i; j++ {
			var b strings.Builder
			for k := j; k <= i; k++ {
				if ws[k].kind == letter {
					if b.Len() > 0 {
						b.WriteByte(' ')
					}
					b.WriteString(strings.ToLower(ws[k].text))
				}
			}
			if w := known[b.String()]; w != "" && (len(b.String()) > 3) {
				return w, true
			} else if w != "" && what == "" {
				what = w
			}
		}
	}
	return what, false
}
