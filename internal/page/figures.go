package page

import (
	"cmp"
	"fmt"
	"io"
	"slices"
	"strconv"
	"strings"

	"parley"
)

// Weeks writes figures by week beside what was read of each week: where reading
// changes, so do the figures. Weeks in which articles were read and nothing
// happened are rows too.
func Weeks(w io.Writer, s Style, cells []parley.Cell, read []parley.Coverage) error {
	columns := []Column{
		{Head: "WEEK OF"}, {Head: "INCIDENTS", Right: true}, {Head: "KILLED", Right: true}, {Head: "LOW", Right: true},
		{Head: "HIGH", Right: true}, {Head: "FAMILIES", Right: true}, {Head: "ARTICLES READ", Right: true}, {Head: "OUTLETS", Right: true},
	}
	var rows [][]string
	for len(cells) > 0 || len(read) > 0 {
		var c parley.Cell
		var r parley.Coverage
		cellFirst := len(cells) > 0 && (len(read) == 0 || cells[0].Key <= string(read[0].Week))
		if len(read) > 0 && (!cellFirst || cells[0].Key == string(read[0].Week)) {
			r, read = read[0], read[1:]
			c.Key = string(r.Week)
		}
		if cellFirst {
			c, cells = cells[0], cells[1:]
		}
		c.Name = c.Key
		row := append(figures(c), strconv.Itoa(r.Articles), strconv.Itoa(r.Outlets))
		rows = append(rows, row)
	}
	return Table(w, s, columns, rows)
}

// figures are the cells of a row that all counts have.
func figures(c parley.Cell) []string {
	key := c.Name
	if key == "" {
		key = "(not known)"
	}
	return []string{
		key, strconv.Itoa(c.Incidents), strconv.Itoa(c.Best), strconv.Itoa(c.Low), strconv.Itoa(c.High), strconv.Itoa(c.Families),
	}
}

// Sums writes how much a store holds.
func Sums(w io.Writer, s Style, sums parley.Sums) error {
	p := newPage(w, s)
	p.line("%s in %s without copies", count(sums.Articles, "article", "articles"), count(sums.Families, "text", "texts"))
	if sums.Uncoded > 0 {
		p.line("%s, kept and not coded", others(sums.Languages))
	}
	p.line("%s in %s", count(sums.Events, "event", "events"), count(sums.Incidents, "incident", "incidents"))
	p.line("%s in %s", count(sums.Commitments, "commitment", "commitments"), count(sums.Undertakings, "undertaking", "undertakings"))
	p.line("%s, %s, %s of people", count(sums.Agreements, "agreement", "agreements"), count(sums.Actors, "actor", "actors"),
		count(sums.Decisions, "decision", "decisions"))
	return p.w.Flush()
}

// Scale is how the undertakings of a theme or agreement stand on the scale of the
// Peace Accords Matrix.
type Scale struct {
	Name    string
	Levels  [4]int // not initiated, minimal, intermediate, full
	Settled int
	Share   float64
}

// Scales writes sums of the scale, a row each under the head.
func Scales(w io.Writer, s Style, head string, list []Scale) error {
	columns := []Column{
		{Head: head, Shrinks: true}, {Head: "NOT INITIATED", Right: true}, {Head: "MINIMAL", Right: true}, {Head: "INTERMEDIATE", Right: true},
		{Head: "FULL", Right: true}, {Head: "ALL", Right: true}, {Head: "SETTLED", Right: true}, {Head: "SCORE", Right: true},
	}
	rows := make([][]string, len(list))
	for i, x := range list {
		name := x.Name
		if name == "" {
			name = "(none)"
		}
		rows[i] = []string{name}
		all := 0
		for _, n := range x.Levels {
			rows[i] = append(rows[i], strconv.Itoa(n))
			all += n
		}
		rows[i] = append(rows[i], strconv.Itoa(all), strconv.Itoa(x.Settled), fmt.Sprintf("%.0f %%", 100*x.Share))
	}
	return Table(w, s, columns, rows)
}

// Change is a rate of incidents after a day against the rate before it.
type Change struct {
	Day     parley.Day
	What    string // the agreement or truce
	Country string // empty for the whole store
	// Before and After count incidents; the rates are per week.
	Before, After         int
	BeforeRate, AfterRate float64
	// Ratio is the rate after over the rate before, nil where it has none; Low and
	// High bound it at 95 %, nil for no bound.
	Ratio, Low, High *float64
	Warnings         []string
}

// Changes writes comparisons, a row each, with the warnings of each below it.
func Changes(w io.Writer, s Style, list []Change) error {
	if s.Width <= 0 {
		s.Width = defaultWidth
	}
	columns := []Column{
		{Head: "DAY"}, {Head: "WHAT", Shrinks: true}, {Head: "COUNTRY"}, {Head: "BEFORE", Right: true}, {Head: "AFTER", Right: true},
		{Head: "RATIO", Right: true}, {Head: "95 % INTERVAL", Right: true}, {Head: "NOTE"},
	}
	rows := make([][]string, len(list))
	note := 0
	var notes []string
	for i, c := range list {
		mark := ""
		if len(c.Warnings) > 0 {
			note++
			mark = fmt.Sprintf("[%d]", note)
			notes = append(notes, fmt.Sprintf("[%d] %s", note, strings.Join(c.Warnings, "; ")))
		}
		rows[i] = []string{
			string(c.Day), c.What, dash(c.Country), fmt.Sprintf("%d (%.1f a week)", c.Before, c.BeforeRate),
			fmt.Sprintf("%d (%.1f a week)", c.After, c.AfterRate), decimal(c.Ratio, "-"), interval(c.Low, c.High), mark,
		}
	}
	if err := Table(w, s, columns, rows); err != nil {
		return err
	}
	for _, n := range notes {
		if _, err := io.WriteString(w, strings.Join(fold(n, s.Width), "\n    ")+"\n"); err != nil {
			return err
		}
	}
	return nil
}

func decimal(x *float64, none string) string {
	if x == nil {
		return none
	}
	return strconv.FormatFloat(*x, 'f', 2, 64)
}

func interval(low, high *float64) string {
	if low == nil && high == nil {
		return "-"
	}
	return decimal(low, "0") + "–" + decimal(high, "∞")
}

// others counts articles in languages that are not coded, most first.
func others(languages map[string]int) string {
	var tags []string
	for tag := range languages {
		if !parley.Coded(tag) {
			tags = append(tags, tag)
		}
	}
	slices.SortFunc(tags, func(a, b string) int { return cmp.Or(languages[b]-languages[a], strings.Compare(a, b)) })
	for i, tag := range tags {
		tags[i] = fmt.Sprintf("%d in %s", languages[tag], tag)
	}
	return strings.Join(tags, ", ")
}
