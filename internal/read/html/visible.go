package html

import (
	"strconv"
	"strings"
	"time"
	"unicode"
)

// word is a run of letters or digits, or a mark.
type word struct {
	text       string
	kind       wordKind
	value      int // of a number
	start, end int
}

type wordKind uint8

const (
	mark wordKind = iota
	letter
	number
)

// wordsOf cuts a line into words; only the head of a long one.
func wordsOf(s string) []word {
	const most = 64
	var out []word
	start, kind := -1, mark
	end := func(i int) {
		if start >= 0 {
			w := word{text: s[start:i], kind: kind, start: start, end: i}
			if kind == number {
				w.value, _ = strconv.Atoi(w.text)
			}
			out = append(out, w)
		}
		start = -1
	}
	for i, r := range s {
		k := mark
		switch {
		case r >= '0' && r <= '9':
			k = number
		case unicode.IsLetter(r) || unicode.Is(unicode.M, r):
			k = letter
		}
		if start >= 0 && (k != kind || k == mark) {
			end(i)
		}
		if len(out) >= most {
			return out
		}
		if unicode.IsSpace(r) || r == '\u200f' || r == '\u200e' {
			continue
		}
		if start < 0 {
			start, kind = i, k
		}
	}
	end(len(s))
	return out
}

// dated is a date that words state.
type dated struct {
	day          time.Time
	time, offset time.Duration
	clock, zoned bool
	first, last  int // words that the date takes
}

// findDate reads the first full date in s, and the time of day beside it.
// language decides what 3/4/2023 is.
func findDate(s, language string) (dated, bool) {
	return findDateIn(wordsOf(asciiDigits(s)), language)
}

func findDateIn(ws []word, language string) (dated, bool) {
	for i := range ws {
		d, n := dateAt(ws[i:], language)
		if n == 0 {
			continue
		}
		out := dated{day: d, first: i, last: i + n}
		rest := append(append([]word(nil), ws[:i]...), word{text: "\x00"})
		rest = append(rest, ws[i+n:]...)
		out.time, out.offset, out.clock, out.zoned = timeIn(rest)
		return out, true
	}
	return dated{}, false
}

// dateAt reads a date at the start of ws and returns how many words it takes.
func dateAt(ws []word, language string) (time.Time, int) {
	at := func(i int) word {
		if i < len(ws) {
			return ws[i]
		}
		return word{}
	}
	if w := at(0); w.kind == number {
		if d, n := numbers(ws, language); n > 0 {
			return d, n
		}
		if len(w.text) > 2 {
			if w.value >= firstYear && w.value <= lastYear { // 2023 April 15, 2023年4月15日
				return yearFirst(ws)
			}
			return time.Time{}, 0
		}
		return dayFirst(ws)
	}
	month := lists().months[strings.ToLower(at(0).text)]
	n := 1
	if month == 0 {
		month, n = twoWordMonth(ws)
	}
	if month == 0 {
		return time.Time{}, 0
	}
	if at(n).text == "." {
		n++
	}
	day := at(n)
	if day.kind != number || len(day.text) > 2 {
		return time.Time{}, 0
	}
	n++
	n += ordinal(at(n))
	for at(n).text == "," || at(n).text == "." || strings.EqualFold(at(n).text, "at") {
		n++
	}
	return whole(at(n), month, day.value, n+1)
}

// twoWordMonth reads the months of the Levant, which have two words.
func twoWordMonth(ws []word) (int, int) {
	if len(ws) < 2 || ws[0].kind != letter || ws[1].kind != letter {
		return 0, 1
	}
	return lists().months[strings.ToLower(ws[0].text+" "+ws[1].text)], 2
}

// dayFirst reads "15 April 2023", "15. April 2023", "15 de abril de 2023",
// "15th of April, 2023", "1er mai 2023", "15-Apr-2023", "15 نيسان/أبريل 2023".
func dayFirst(ws []word) (time.Time, int) {
	day, i := ws[0].value, 1
	skip := func() {
		for i < len(ws) && i < 8 {
			switch strings.ToLower(ws[i].text) {
			case ".", ",", "de", "del", "of", "-", "/", "،", "–":
				i++
				continue
			}
			return
		}
	}
	if i < len(ws) {
		i += ordinal(ws[i])
	}
	skip()
	if i >= len(ws) {
		return time.Time{}, 0
	}
	month := lists().months[strings.ToLower(ws[i].text)]
	n := 1
	if month == 0 {
		month, n = twoWordMonth(ws[i:])
	}
	if month == 0 {
		return time.Time{}, 0
	}
	i += n
	skip()
	if i < len(ws) && lists().months[strings.ToLower(ws[i].text)] == month {
		i++
		skip()
	}
	if i >= len(ws) {
		return time.Time{}, 0
	}
	return whole(ws[i], month, day, i+1)
}

// ordinal returns 1 where w is the ending of an ordinal number.
func ordinal(w word) int {
	switch strings.ToLower(w.text) {
	case "st", "nd", "rd", "th", "er", "º", "ª", "°", "re":
		return 1
	}
	return 0
}

// yearFirst reads "2023 April 15" and "2023年4月15日".
func yearFirst(ws []word) (time.Time, int) {
	if len(ws) >= 6 && ws[1].text == "年" && ws[3].text == "月" {
		return whole(ws[0], ws[2].value, ws[4].value, 6)
	}
	if len(ws) >= 3 && ws[2].kind == number {
		return whole(ws[0], lists().months[strings.ToLower(ws[1].text)], ws[2].value, 3)
	}
	return time.Time{}, 0
}

// numbers reads "2023-04-15", "15.04.2023", "15/4/2023", "4/15/2023". Where both
// ways are days, only English of America puts the month first, and plain
// English tells nothing, nor does no language.
func numbers(ws []word, language string) (time.Time, int) {
	if len(ws) < 5 || ws[2].kind != number || ws[4].kind != number || ws[1].text != ws[3].text {
		return time.Time{}, 0
	}
	sign := ws[1].text
	if sign != "-" && sign != "/" && sign != "." {
		return time.Time{}, 0
	}
	if len(ws[0].text) == 4 {
		return whole(ws[0], ws[2].value, ws[4].value, 5)
	}
	if len(ws[0].text) > 2 || len(ws[4].text) != 4 {
		return time.Time{}, 0
	}
	first, second := ws[0].value, ws[2].value
	lower := strings.ToLower(language)
	switch {
	case sign == "." || first > 12:
	case second > 12 || lower == "en-us":
		first, second = second, first
	case first == second || lower != "" && lower != "en":
	default:
		return time.Time{}, 0
	}
	return whole(ws[4], second, first, 5)
}

// whole makes a day of year, month and day; n is returned where it is one.
func whole(year word, month, day, n int) (time.Time, int) {
	if year.kind != number || len(year.text) != 4 || year.value < firstYear || year.value > lastYear ||
		month < 1 || month > 12 || day < 1 || day > 31 {
		return time.Time{}, 0
	}
	t := time.Date(year.value, time.Month(month), day, 0, 0, 0, 0, time.UTC)
	if t.Day() != day {
		return time.Time{}, 0
	}
	return t, n
}
