package export

import (
	"math"
	"strconv"
	"strings"
	"time"

	"parley"
)

// gedColumns are the columns of GED, in its order. What only UCDP can know is
// empty: its numbers of conflicts, dyads and sides, and whether these were active.
func gedColumns() []gedColumn {
	nothing := func(*gedRow) string { return "" }
	day := func(t time.Time) string { return t.Format(time.DateOnly) }
	return []gedColumn{
		{"id", func(r *gedRow) string { return numberOf(r.d.ID, 0) }},
		{"relid", func(r *gedRow) string { return r.d.ID }},
		{"year", func(r *gedRow) string { return strconv.Itoa(r.d.Date.From.Year()) }},
		{"active_year", nothing},
		{"code_status", (*gedRow).status},
		{"type_of_violence", func(r *gedRow) string { return unlessZero(r.violence) }},
		{"conflict_dset_id", nothing},
		{"conflict_new_id", nothing},
		{"conflict_name", nothing},
		{"dyad_dset_id", nothing},
		{"dyad_new_id", nothing},
		{"dyad_name", (*gedRow).dyad},
		{"side_a_dset_id", nothing},
		{"side_a_new_id", nothing},
		{"side_a", func(r *gedRow) string { return r.a.name }},
		{"side_b_dset_id", nothing},
		{"side_b_new_id", nothing},
		{"side_b", func(r *gedRow) string { return r.b.name }},
		{"number_of_sources", func(r *gedRow) string { return unlessZero(len(r.articles())) }},
		{"source_article", (*gedRow).sourceArticle},
		{"source_office", func(r *gedRow) string { return r.ofArticles(office) }},
		{"source_date", func(r *gedRow) string { return r.ofArticles(publication) }},
		{"source_headline", func(r *gedRow) string { return r.ofArticles(headline) }},
		{"source_original", func(r *gedRow) string { return joined(speakers(r.d), ";") }},
		{"where_prec", (*gedRow).wherePrecision},
		{"where_coordinates", func(r *gedRow) string { return r.d.Place.Name }},
		{"where_description", func(r *gedRow) string { return joined(placeWords(r.d), ";") }},
		{"adm_1", func(r *gedRow) string { return r.d.Place.Admin1 }},
		{"adm_2", func(r *gedRow) string { return r.d.Place.Admin2 }},
		{"latitude", func(r *gedRow) string { return degrees(r.d.Place.Lat) }},
		{"longitude", func(r *gedRow) string { return degrees(r.d.Place.Lon) }},
		{"geom_wkt", (*gedRow).point},
		{"priogrid_gid", (*gedRow).gridCell},
		{"country", func(r *gedRow) string { return r.of(func(c *country) string { return c.gedName }) }},
		{"country_id", func(r *gedRow) string { return r.of(func(c *country) string { return c.gleditschWard }) }},
		{"region", func(r *gedRow) string { return r.of(func(c *country) string { return c.gedRegion }) }},
		{"event_clarity", (*gedRow).clarity},
		{"date_prec", (*gedRow).datePrecision},
		{"date_start", func(r *gedRow) string { return day(r.d.Date.From) }},
		{"date_end", func(r *gedRow) string { return day(r.d.Date.To) }},
		{"deaths_a", func(r *gedRow) string { return figure(r.deaths.a) }},
		{"deaths_b", func(r *gedRow) string { return figure(r.deaths.b) }},
		{"deaths_civilians", func(r *gedRow) string { return figure(r.deaths.civilians) }},
		{"deaths_unknown", func(r *gedRow) string { return figure(r.deaths.unknown) }},
		{"best", func(r *gedRow) string { return figure(r.toll.best) }},
		{"high", func(r *gedRow) string { return figure(r.toll.high) }},
		{"low", func(r *gedRow) string { return figure(r.toll.low) }},
		{"gwnoa", func(r *gedRow) string { return r.a.number() }},
		{"gwnob", func(r *gedRow) string { return r.b.number() }},
	}
}

// unlessZero writes a number; empty for 0, which stands for not known.
func unlessZero(n int) string {
	if n == 0 {
		return ""
	}
	return figure(n)
}

// of is a cell of the row's country; empty where that is not known.
func (r *gedRow) of(cell func(*country) string) string {
	if r.at == nil {
		return ""
	}
	return cell(r.at)
}

// number is the number of Gleditsch and Ward of a government.
func (s gedSide) number() string {
	if s.state == nil {
		return ""
	}
	return s.state.gleditschWard
}

// status marks what is alleged only; nothing else of the work on a row is known.
func (r *gedRow) status() string {
	if r.d.Status == parley.Alleged {
		return string(parley.Alleged)
	}
	return ""
}

// clarity is 1 for one happening, 2 where it is told as one of several or over
// several days.
func (r *gedRow) clarity() string {
	if r.summed {
		return "2"
	}
	return "1"
}

// articles are the articles that tell the incident, each once, in order of
// publication.
func (r *gedRow) articles() []*parley.ArticleInfo {
	var out []*parley.ArticleInfo
	seen := map[string]bool{}
	for i := range r.d.Tellings {
		if a := &r.d.Tellings[i].Article; !seen[a.ID] {
			seen[a.ID] = true
			out = append(out, a)
		}
	}
	return out
}

func office(a *parley.ArticleInfo) string { return a.Outlet }

func headline(a *parley.ArticleInfo) string { return oneLine(a.Title) }

// publication is the day of publication; empty where it is not known to the day.
func publication(a *parley.ArticleInfo) string {
	if p := a.Published; !p.From.IsZero() && p.From.Equal(p.To) {
		return p.From.Format(time.DateOnly)
	}
	return ""
}

// sourceArticle names the articles as GED does: "Office,2020-03-05,Headline";"…".
// Quotes within become single ones.
func (r *gedRow) sourceArticle() string {
	var out []string
	for _, a := range r.articles() {
		name := office(a) + "," + publication(a) + "," + headline(a)
		if name != ",," {
			out = append(out, `"`+strings.ReplaceAll(name, `"`, `'`)+`"`)
		}
	}
	return strings.Join(out, ";")
}

// ofArticles lists one thing of the articles, an empty place for each that has it
// not; empty where none has.
func (r *gedRow) ofArticles(of func(*parley.ArticleInfo) string) string {
	var out []string
	for _, a := range r.articles() {
		out = append(out, strings.ReplaceAll(of(a), ";", ","))
	}
	if strings.Join(out, "") == "" {
		return ""
	}
	return strings.Join(out, ";")
}

// speakers are those on whose word the incident rests.
func speakers(d *parley.IncidentDetail) []string {
	var out []string
	for i := range d.Accounts {
		out = append(out, d.Accounts[i].Speaker)
	}
	return out
}

// placeWords are the words of the articles that say where it was.
func placeWords(d *parley.IncidentDetail) []string {
	var out []string
	for i := range d.Tellings {
		for _, v := range d.Tellings[i].Event.Evidence {
			if v.Role == "place" {
				out = append(out, v.Quote)
			}
		}
	}
	return out
}

// point is the place as well-known text, the longitude first.
func (r *gedRow) point() string {
	p := r.d.Place
	if p.Lat == nil || p.Lon == nil {
		return ""
	}
	return "POINT (" + degrees(p.Lon) + " " + degrees(p.Lat) + ")"
}

// gridCell is the cell of PRIO-GRID: half degrees, counted from 1 in the south
// west, 720 to a row eastwards. Points on the upper edges belong to the last ones.
func (r *gedRow) gridCell() string {
	p := r.d.Place
	if p.Lat == nil || p.Lon == nil {
		return ""
	}
	row := min(int(math.Floor((*p.Lat+90)*2)), 359)
	column := min(int(math.Floor((*p.Lon+180)*2)), 719)
	return figure(720*row + column + 1)
}
