package near

import (
	"fmt"
	"io/fs"
	"math/bits"
	"strconv"
	"strings"

	"parley/data"
	"parley/internal/resolve/words"
)

// calendar is which parts of the calendar a text names: bits for the days of the
// week and the months of its opening and for its years, so that texts whose day of
// publication nobody knows can still be told apart by when they say that things were.
type calendar struct {
	weekdays, months uint16
	years            uint64 // bit y-firstYear
}

// firstYear is the year of the lowest bit of calendar.years, which end in 2043.
const firstYear = 1980

// calendarFile names the days of the week and the months.
const calendarFile = "when/calendar.tsv"

// dayWord is what a word means in the calendar: a bit of a day of the week or of a month.
type dayWord struct{ weekday, month uint16 }

func (d dayWord) is() bool { return d != dayWord{} }

// readDayWords reads calendarFile, by folded words.
func readDayWords(fsys fs.FS) (map[string]dayWord, error) {
	rows, err := data.Rows(fsys, calendarFile, 3)
	if err != nil {
		return nil, err
	}
	out := map[string]dayWord{}
	for _, r := range rows {
		n, err := strconv.Atoi(r.Cells[1])
		if err != nil || n < 1 || n > 12 {
			return nil, fmt.Errorf("%s:%d: %q is no number from 1 to 12", calendarFile, r.Line, r.Cells[1])
		}
		for name := range strings.SplitSeq(r.Cells[2], ", ") {
			d := dayWord{month: 1 << n}
			if r.Cells[0] == "weekday" {
				d = dayWord{weekday: 1 << n}
			}
			out[words.Fold(name)] = d
		}
	}
	return out, nil
}

// datedOpening is how many words of a text count as its opening for the calendar.
const datedOpening = 200

// calendarOf returns what the words of a text name. A month counts with a number
// beside it: "May 3", and not "may".
func calendarOf(tokens []token) calendar {
	var c calendar
	for i, t := range tokens {
		if digits(t) {
			if y, err := strconv.Atoi(t.folded); err == nil && len(t.folded) == 4 && y >= firstYear && y < firstYear+64 {
				c.years |= 1 << (y - firstYear)
			}
			continue
		}
		if i > datedOpening || !t.day.is() {
			continue
		}
		c.weekdays |= t.day.weekday
		if i > 0 && digits(tokens[i-1]) || i+1 < len(tokens) && digits(tokens[i+1]) {
			c.months |= t.day.month
		}
	}
	return c
}

func digits(t token) bool { return t.folded[0] >= '0' && t.folded[0] <= '9' }

// alike is 1 where both name something and all that the one of fewer names the
// other names too, -1 where they share nothing, and between for a part; 0 where
// one names nothing.
func alike(a, b uint64) float64 {
	if a == 0 || b == 0 {
		return 0
	}
	fewer := min(bits.OnesCount64(a), bits.OnesCount64(b))
	return 2*float64(bits.OnesCount64(a&b))/float64(fewer) - 1
}
