package export

import (
	"slices"
	"strconv"
	"strings"
)

// Join says which rows of a table are one event of the data set whose columns it
// has, though they are of several incidents. Rows are joined while an export runs
// from the oldest to the newest.
type Join struct {
	// Day is the day of a row, as ISO 8601.
	Day func(row []string) string
	// Key is the same for rows that are one event; empty for a row that stands alone.
	Key func(row []string) string
	// Into adds a row to the first of its key, which it changes.
	Into func(first, row []string)
}

// joinReason is why a row is not there: it is part of another.
const joinReason = "joined to the row of the same actors, place, day and type"

// acledJoin joins what ACLED takes for one event: the same two sides, whichever is
// which, on one day in one place, in one type of event. A side that nobody names, a
// day or a place that is not exact keep rows apart.
func acledJoin(columns []string) *Join {
	at := func(name string) int { return slices.Index(columns, name) }
	date, day, place, where := at("event_date"), at("time_precision"), at("location"), at("geo_precision")
	kind, one, two, country, admin := at("event_type"), at("actor1"), at("actor2"), at("country"), at("admin1")
	dead, notes, tags, source := at("fatalities"), at("notes"), at("tags"), at("source")
	low, high := at("x_fatalities_low"), at("x_fatalities_high")
	return &Join{
		Day: func(row []string) string { return row[date] },
		Key: func(row []string) string {
			if row[day] != "1" || row[where] != "1" || row[one] == "" || row[two] == "" {
				return ""
			}
			a, b := min(row[one], row[two]), max(row[one], row[two])
			return strings.Join([]string{row[date], row[country], row[admin], row[place], row[kind], a, b}, "\x00")
		},
		Into: func(first, row []string) {
			for _, i := range []int{dead, low, high} {
				if i >= 0 {
					first[i] = added(first[i], row[i])
				}
			}
			first[notes] += " In the same event: " + row[notes]
			first[tags] = unitedList(first[tags], row[tags])
			first[source] = unitedList(first[source], row[source])
		},
	}
}

// added is the sum of two figures, the one that is known if the other is not.
func added(a, b string) string {
	x, err := strconv.Atoi(a)
	if err != nil {
		return b
	}
	y, err := strconv.Atoi(b)
	if err != nil {
		return a
	}
	return figure(x + y)
}

// unitedList joins two lists with semicolons between, each item once.
func unitedList(a, b string) string {
	if b == "" {
		return a
	}
	return joined(append(strings.Split(a, "; "), strings.Split(b, "; ")...), "; ")
}

// holder keeps rows back as long as another may come that belongs to them: those
// of the days from which incidents are being read.
type holder struct {
	join *Join // nil for a table whose rows stand alone
	rows [][]string
	at   map[string][]string // the first row of a key
	// joined counts the rows that became part of another.
	joined int
}

func newHolder(j *Join) *holder { return &holder{join: j, at: map[string][]string{}} }

// add takes the rows of one incident and returns those that are done. from is the
// first day on which that incident can have been, behind which no later one lies;
// empty where that is not known.
func (h *holder) add(rows [][]string, from string) [][]string {
	if h.join == nil {
		return rows
	}
	done := h.before(from)
	for _, r := range rows {
		key := h.join.Key(r)
		first := h.at[key]
		switch {
		case key == "":
			h.rows = append(h.rows, r)
		case first != nil:
			h.join.Into(first, r)
			h.joined++
		default:
			h.at[key] = r
			h.rows = append(h.rows, r)
		}
	}
	return done
}

// before takes out the rows of the days before a day.
func (h *holder) before(from string) [][]string {
	if from == "" {
		return nil
	}
	var done [][]string
	kept := h.rows[:0]
	for _, r := range h.rows {
		if h.join.Day(r) < from {
			done = append(done, r)
			delete(h.at, h.join.Key(r))
		} else {
			kept = append(kept, r)
		}
	}
	clear(h.rows[len(kept):])
	h.rows = kept
	return done
}

// rest returns what is held still.
func (h *holder) rest() [][]string {
	rows := h.rows
	h.rows, h.at = nil, map[string][]string{}
	return rows
}
