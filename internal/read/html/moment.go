package html

import (
	"strconv"
	"strings"
	"time"
)

// Years of news that pages of the web tell. An older or later one is a fault.
const (
	firstYear = 1970
	lastYear  = 2100
)

// layouts are the forms of machine-made times. Those with a zone come first.
var zoned = []string{time.RFC3339Nano, "2006-01-02T15:04:05.999999999Z0700", "2006-01-02T15:04Z07:00", "2006-01-02T15:04Z0700",
	"2006-01-02 15:04:05.999999999Z07:00", "2006-01-02 15:04:05 Z07:00", "2006-01-02 15:04:05 -0700", "2006-01-02 15:04:05 -0700 MST",
	"2006-01-02 15:04:05-0700", "2006-01-02T15:04:05 Z07:00", "2006-01-02T15:04:05 -0700", "20060102T150405Z0700", "2006-01-02T15:04:05-07",
	time.RFC1123Z, "Mon, 2 Jan 2006 15:04:05 -0700", "2 Jan 2006 15:04:05 -0700"}

var bare = []string{"2006-01-02", "2006-01-02T15:04:05.999999999", "2006-01-02 15:04:05.999999999", "2006-01-02T15:04", "2006-01-02 15:04",
	"20060102", "20060102150405", "2006/01/02", "2006/01/02 15:04:05", "2006/01/02 15:04", "2006-1-2", "2006-1-2 15:04:05"}

// momentOf reads a time as a program writes it, or else as a person does.
// language decides what 3/4/2023 is.
func momentOf(stated, language string) Moment {
	stated = oneLine(stated)
	m := Moment{Stated: stated}
	if stated == "" || len(stated) > 120 {
		return m
	}
	s := asciiDigits(stated)
	for _, l := range zoned {
		if t, err := time.Parse(l, s); err == nil {
			return m.at(t)
		}
	}
	for _, l := range bare {
		if t, err := time.Parse(l, s); err == nil {
			m.Day = dayOf(t)
			return m.checked()
		}
	}
	if n, err := strconv.ParseInt(s, 10, 64); err == nil && n > 0 {
		switch len(s) {
		case 10:
			return m.at(time.Unix(n, 0).UTC())
		case 13:
			return m.at(time.UnixMilli(n).UTC())
		}
		return m
	}
	if d, ok := findDate(s, language); ok {
		m.Day = d.day
		if d.clock && d.zoned {
			m.At = d.day.Add(d.time - d.offset)
		}
	}
	return m.checked()
}

// at fills in a moment with a zone: the day is the one there.
func (m Moment) at(t time.Time) Moment {
	m.At, m.Day = t.UTC(), dayOf(t)
	return m.checked()
}

func (m Moment) checked() Moment {
	if y := m.Day.Year(); y < firstYear || y > lastYear || m.Day.Equal(time.Unix(0, 0)) {
		m.Day, m.At = time.Time{}, time.Time{}
	}
	return m
}

func dayOf(t time.Time) time.Time {
	return time.Date(t.Year(), t.Month(), t.Day(), 0, 0, 0, 0, time.UTC)
}

// asciiDigits writes the digits of Arabic and Persian as 0 to 9.
func asciiDigits(s string) string {
	return strings.Map(func(r rune) rune {
		switch {
		case r >= '٠' && r <= '٩':
			return r - '٠' + '0'
		case r >= '۰' && r <= '۹':
			return r - '۰' + '0'
		case r >= '०' && r <= '९':
			return r - '०' + '0'
		}
		return r
	}, s)
}

// timeIn reads the time of day, and the zone, in words that hold a date:
// "14:05 EAT", "2.05 pm", "14h05", "09:30 GMT+3", "10:00:00 (+0200)".
func timeIn(ws []word) (clock, zone time.Duration, ok, zoned bool) {
	for i := 0; i+1 < len(ws); i++ {
		if ws[i].kind != number || len(ws[i].text) > 2 {
			continue
		}
		hour := ws[i].value
		minute, n := 0, 1
		if i+2 < len(ws) && clockSign(ws[i+1].text) && ws[i+2].kind == number && len(ws[i+2].text) == 2 && ws[i+2].value < 60 {
			minute, n = ws[i+2].value, 3
			if i+4 < len(ws) && ws[i+3].text == ":" && ws[i+4].kind == number && len(ws[i+4].text) == 2 {
				n = 5
			}
		} else if !half(ws, i+1) {
			continue
		}
		dotted := n == 3 && ws[i+1].text == "."
		end := i + n
		if half(ws, end) {
			hour, end = twelve(hour, ws, end)
		} else if dotted && !zoneFollows(ws, end) {
			continue // "15.04" may be a date
		}
		if hour > 23 {
			continue
		}
		clock = time.Duration(hour)*time.Hour + time.Duration(minute)*time.Minute
		if n == 5 {
			clock += time.Duration(ws[i+4].value) * time.Second
		}
		zone, zoned = zoneAt(ws, end)
		return clock, zone, true, zoned
	}
	return 0, 0, false, false
}

func clockSign(s string) bool { return s == ":" || s == "." || s == "h" || s == "H" }

// half reports whether "am" or "pm" stands at i, with full stops or without.
func half(ws []word, i int) bool {
	if i >= len(ws) {
		return false
	}
	switch strings.ToLower(ws[i].text) {
	case "am", "pm", "ص", "م", "صباحا", "مساء":
		return true
	case "a", "p":
		return i+2 < len(ws) && ws[i+1].text == "." && strings.EqualFold(ws[i+2].text, "m")
	}
	return false
}

// twelve returns the hour of 24 and where the words behind "pm" start.
func twelve(hour int, ws []word, i int) (int, int) {
	w := strings.ToLower(ws[i].text)
	end := i + 1
	if w == "a" || w == "p" {
		end = i + 3
		if end < len(ws) && ws[end].text == "." {
			end++
		}
	}
	late := strings.HasPrefix(w, "p") || w == "م" || w == "مساء"
	switch {
	case late && hour < 12:
		hour += 12
	case !late && hour == 12:
		hour = 0
	}
	return hour, end
}

func zoneFollows(ws []word, i int) bool { _, ok := zoneAt(ws, i); return ok }

// zoneAt reads a zone at word i: "GMT", "EAT", "GMT+3", "+0300", "(UTC +02:00)".
func zoneAt(ws []word, i int) (time.Duration, bool) {
	for i < len(ws) && (ws[i].text == "(" || ws[i].text == "," || ws[i].text == "|") {
		i++
	}
	if i >= len(ws) {
		return 0, false
	}
	known := false
	var off time.Duration
	if ws[i].kind == letter {
		minutes, ok := lists().zones[strings.ToLower(ws[i].text)]
		if !ok {
			return 0, false
		}
		known, off = true, time.Duration(minutes)*time.Minute
		if minutes != 0 {
			return off, true
		}
		i++
	}
	if i+1 < len(ws) && (ws[i].text == "+" || ws[i].text == "-" || ws[i].text == "−") && ws[i+1].kind == number {
		if o, ok := offset(ws, i+1); ok && (known || fullOffset(ws, i)) {
			if ws[i].text != "+" {
				o = -o
			}
			return o, true
		}
	}
	return off, known
}

// fullOffset reports whether the sign at word i starts an offset that cannot be
// another number: "+0300", "-05:00".
func fullOffset(ws []word, i int) bool {
	n := ws[i+1]
	return ws[i].end == n.start && (len(n.text) == 4 || len(n.text) == 2 && i+3 < len(ws) && ws[i+2].text == ":" && len(ws[i+3].text) == 2)
}

// offset reads "3", "03", "0300" or "03:00" at word i.
func offset(ws []word, i int) (time.Duration, bool) {
	n := ws[i].value
	switch len(ws[i].text) {
	case 1, 2:
		d := time.Duration(n) * time.Hour
		if i+2 < len(ws) && ws[i+1].text == ":" && ws[i+2].kind == number {
			d += time.Duration(ws[i+2].value) * time.Minute
		}
		return d, n <= 14
	case 4:
		return time.Duration(n/100)*time.Hour + time.Duration(n%100)*time.Minute, n <= 1400 && n%100 < 60
	}
	return 0, false
}
