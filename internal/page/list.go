package page

import (
	"fmt"
	"io"
	"strconv"
	"strings"
	"time"

	"parley"
)

// shortID is how many characters of an ID a list shows behind its prefix; enough
// to name one of millions.
const shortID = 10

// Short returns the beginning of an ID that lists show and "show" takes.
func Short(id string) string {
	prefix, rest, ok := strings.Cut(id, "-")
	if !ok || len(prefix) > 1 {
		return id[:min(len(id), shortID+2)]
	}
	if len(rest) > shortID {
		rest = rest[:shortID]
	}
	return prefix + "-" + rest
}

// Incidents writes a list of incidents. ART/FAM are the articles that tell it, and
// their families: texts that are no copies of one another.
func Incidents(w io.Writer, s Style, list []parley.Incident) error {
	columns := []Column{
		{Head: "DATE"}, {Head: "WHAT", Shrinks: true}, {Head: "WHERE", Shrinks: true, Most: 24},
		{Head: "KILLED", Right: true}, {Head: "STANDING"}, {Head: "ART/FAM", Right: true}, {Head: "ID"},
	}
	rows := make([][]string, len(list))
	for i, in := range list {
		rows[i] = []string{
			dateOf(in.Date), deed(in), spot(in.Place), estimate(in.Killed), string(in.Standing),
			fmt.Sprintf("%d/%d", in.Articles, in.Families), Short(in.ID),
		}
	}
	return Table(w, s, columns, rows)
}

// deed is the title up to the place, which has a column of its own.
func deed(in parley.Incident) string {
	if in.Place == nil {
		return in.Title
	}
	for _, place := range []string{beside(in.Place.Near, in.Place.Name), in.Place.Name} {
		if text, _, ok := strings.Cut(in.Title, ", "+place); ok {
			return text
		}
	}
	return in.Title
}

// what is an event in few words: type, mode and who did it to whom.
func what(in parley.Incident) string {
	text := kindOf(in.Type, in.Mode)
	if in.Status != parley.Happened {
		text += " (" + string(in.Status) + ")"
	}
	sources, targets := bareNames(in.Sources), bareNames(in.Targets)
	switch {
	case sources != "" && targets != "":
		text += ": " + sources + " → " + targets
	case sources != "":
		text += ": " + sources
	case targets != "":
		text += ": → " + targets
	}
	return text
}

func kindOf(t parley.EventType, m parley.Mode) string {
	if m == "" {
		return string(t)
	}
	return string(t) + "/" + string(m)
}

func bareNames(parties []parley.Party) string {
	names := make([]string, len(parties))
	for i, p := range parties {
		names[i] = p.Name
	}
	return strings.Join(names, ", ")
}

// dateOf writes a date as a day or the first and last day, in short; "-" for none.
func dateOf(d *parley.Date) string {
	if d == nil {
		return "-"
	}
	return dash(shortDays(d.Period))
}

// shortDays writes a period: "2020-03-05", "2020-03-05…07", "2020-03-30…04-02", a
// whole month "2020-03" or year "2020", months over a turn of the year
// "2019-11…2020-03", and with an end open "…2020-03-05" or "2020-03-05…".
func shortDays(p parley.Period) string {
	from, to := string(parley.DayOf(p.From)), string(parley.DayOf(p.To))
	switch next := string(parley.DayOf(p.To.AddDate(0, 0, 1))); {
	case from == to:
		return from
	case from == "" || to == "":
	case strings.HasSuffix(from, "-01-01") && strings.HasSuffix(next, "-01-01") && from[:4] == to[:4]:
		return from[:4]
	case strings.HasSuffix(from, "-01") && strings.HasSuffix(next, "-01") && from[:7] == to[:7]:
		return from[:7]
	}
	if from != "" && to != "" && from[:4] != to[:4] && p.To.Sub(p.From) > 60*24*time.Hour {
		return from[:7] + "…" + to[:7] // of so long a time the days say little
	}
	if from != "" && to != "" {
		for _, same := range []int{len("2006-01-"), len("2006-")} {
			if from[:same] == to[:same] {
				to = to[same:]
				break
			}
		}
	}
	return from + "…" + to
}

// where writes a place by its name and what is around it; "-" for none.
func where(p *parley.EventPlace) string {
	if p == nil {
		return "-"
	}
	bare := *p
	bare.How = ""
	return place(&bare)
}

// spot is a place in a list: its name and country.
func spot(p *parley.EventPlace) string {
	if p == nil {
		return "-"
	}
	return where(&parley.EventPlace{Name: p.Name, Country: p.Country, Near: p.Near})
}

// estimate writes a toll, the best figure first: "16", "16 (10–28)"; "-" for none.
func estimate(e parley.Estimate) string {
	if e.Best == nil && e.Low == nil && e.High == nil {
		return "-"
	}
	number := func(n *int) string {
		if n == nil {
			return "?"
		}
		return strconv.Itoa(*n)
	}
	low, best, high := number(e.Low), number(e.Best), number(e.High)
	if low == best && (high == best || e.High == nil) {
		return best
	}
	return fmt.Sprintf("%s (%s–%s)", best, low, high)
}

// Events writes a list of events.
func Events(w io.Writer, s Style, list []parley.Telling) error {
	columns := []Column{
		{Head: "DATE"}, {Head: "WHAT", Shrinks: true}, {Head: "WHERE", Shrinks: true, Most: 24}, {Head: "KILLED", Right: true},
		{Head: "ARTICLE", Shrinks: true}, {Head: "ID"},
	}
	rows := make([][]string, len(list))
	for i, t := range list {
		e := t.Event
		in := parley.Incident{Type: e.Type, Mode: e.Mode, Status: e.Status, Sources: e.Sources, Targets: e.Targets}
		killed := figure(e.Killed)
		if killed == "" {
			killed = "-"
		}
		rows[i] = []string{dateOf(e.Date), what(in), spot(e.Place), killed, name(t.Article), Short(e.ID)}
	}
	return Table(w, s, columns, rows)
}

// name is an article as one line: outlet and title, else what there is.
func name(a parley.ArticleInfo) string {
	title := a.Title
	if title == "" {
		title = a.Ref
	}
	if a.Outlet == "" {
		return title
	}
	return a.Outlet + ": " + title
}

// Articles writes a list of articles.
func Articles(w io.Writer, s Style, list []parley.ArticleInfo) error {
	columns := []Column{
		{Head: "PUBLISHED"}, {Head: "ARTICLE", Shrinks: true}, {Head: "EVENTS", Right: true}, {Head: "PROMISES", Right: true},
		{Head: "FAMILY"}, {Head: "ID"},
	}
	rows := make([][]string, len(list))
	for i, a := range list {
		events, promises := strconv.Itoa(a.Events), strconv.Itoa(a.Commitments)
		if a.Language != "" && !parley.Coded(a.Language) {
			events, promises = a.Language, "-" // it was not coded
		}
		rows[i] = []string{dash(shortDays(a.Published.Period)), name(a), events, promises, Short(a.Family), Short(a.ID)}
	}
	return Table(w, s, columns, rows)
}

// Hits writes what a search found, each with its snippet below.
func Hits(w io.Writer, s Style, list []parley.Hit) error {
	if s.Width <= 0 {
		s.Width = defaultWidth
	}
	for _, h := range list {
		published := shortDays(h.Article.Published.Period)
		if published == "" {
			published = "no date"
		}
		lines := []string{fmt.Sprintf("%s  %s  %s", published, name(h.Article), Short(h.Article.ID))}
		for _, l := range fold(h.Snippet, s.Width-4) {
			lines = append(lines, "    "+l)
		}
		if len(h.Incidents) > 0 {
			short := make([]string, len(h.Incidents))
			for i, id := range h.Incidents {
				short[i] = Short(id)
			}
			lines = append(lines, "    "+strings.Join(short, " "))
		}
		if _, err := io.WriteString(w, strings.Join(lines, "\n")+"\n"); err != nil {
			return err
		}
	}
	return nil
}

// Actors writes a list of actors.
func Actors(w io.Writer, s Style, list []parley.ActorInfo) error {
	columns := []Column{
		{Head: "ACTOR", Shrinks: true}, {Head: "COUNTRY"}, {Head: "SECTOR"}, {Head: "SIDE", Shrinks: true}, {Head: "ACTS", Right: true},
		{Head: "SUFFERS", Right: true}, {Head: "PROMISES", Right: true}, {Head: "FROM"}, {Head: "TO"}, {Head: "ID", Shrinks: true},
	}
	rows := make([][]string, len(list))
	for i, a := range list {
		rows[i] = []string{
			a.Name, dash(a.Country), dash(a.Sector), dash(a.Side), strconv.Itoa(a.AsSource), strconv.Itoa(a.AsTarget), strconv.Itoa(a.Promises),
			dash(string(a.First)), dash(string(a.Last)), a.ID,
		}
	}
	return Table(w, s, columns, rows)
}

func dash(s string) string {
	if s == "" {
		return "-"
	}
	return s
}

// Cells writes figures, a row a key.
func Cells(w io.Writer, s Style, by parley.By, list []parley.Cell) error {
	columns := []Column{
		{Head: strings.ToUpper(string(by)), Shrinks: true}, {Head: "INCIDENTS", Right: true}, {Head: "KILLED", Right: true},
		{Head: "LOW", Right: true}, {Head: "HIGH", Right: true}, {Head: "FAMILIES", Right: true},
	}
	rows := make([][]string, len(list))
	for i, c := range list {
		rows[i] = figures(c)
	}
	return Table(w, s, columns, rows)
}
