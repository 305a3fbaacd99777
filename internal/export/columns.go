package export

import (
	"slices"

	"parley"
)

// dateColumns are the columns of a time: its two ends, how exact it is, and the
// words that say so.
func dateColumns[T any](name, about string, of func(*T) *parley.Date) []column[T] {
	part := func(f func(*parley.Date) cell, none Sort) func(*T) cell {
		return func(x *T) cell {
			if d := of(x); d != nil {
				return f(d)
			}
			return cell{sort: none}
		}
	}
	return []column[T]{
		{name + "_from", Day, about + ", first day on which it can be", part(func(d *parley.Date) cell { return day(parley.DayOf(d.From)) }, Day)},
		{name + "_to", Day, about + ", last day on which it can be", part(func(d *parley.Date) cell { return day(parley.DayOf(d.To)) }, Day)},
		{name + "_precision", Text, "time, day, week, month, season, year, long or vague", part(func(d *parley.Date) cell { return text(d.Precision) }, Text)},
		{name + "_text", Text, "the words that say so", part(func(d *parley.Date) cell { return text(d.Text) }, Text)},
	}
}

// placeColumns are the columns of a place. Coordinates of an area are those of its
// middle, which place_precision tells.
func placeColumns[T any](of func(*T) *parley.EventPlace) []column[T] {
	part := func(f func(*parley.EventPlace) cell, none Sort) func(*T) cell {
		return func(x *T) cell {
			if p := of(x); p != nil {
				return f(p)
			}
			return cell{sort: none}
		}
	}
	return []column[T]{
		{"country", Text, "ISO 3166-1 alpha-3", part(func(p *parley.EventPlace) cell { return text(p.Country) }, Text)},
		{"admin1", Text, "province or state", part(func(p *parley.EventPlace) cell { return text(p.Admin1) }, Text)},
		{"admin2", Text, "district or county", part(func(p *parley.EventPlace) cell { return text(p.Admin2) }, Text)},
		{"place", Text, "the place's name", part(func(p *parley.EventPlace) cell { return text(p.Name) }, Text)},
		{"place_id", Text, "its entry in the gazetteer", part(func(p *parley.EventPlace) cell { return text(p.ID) }, Text)},
		{"place_near", Text, "words that put it beside the place", part(func(p *parley.EventPlace) cell { return text(p.Near) }, Text)},
		{"latitude", Decimal, "degrees, WGS 84", part(func(p *parley.EventPlace) cell { return perhaps(p.Lat) }, Decimal)},
		{"longitude", Decimal, "degrees, WGS 84", part(func(p *parley.EventPlace) cell { return perhaps(p.Lon) }, Decimal)},
		{
			"place_precision", Text, "what the coordinates are the middle of: exact, admin2, admin1, country or region",
			part(func(p *parley.EventPlace) cell { return text(p.Precision) }, Text),
		},
	}
}

// partyColumns are the columns of the parties on one side; the lists run alike.
func partyColumns[T any](name, about string, of func(*T) []parley.Party) []column[T] {
	part := func(f func(*parley.Party) string) func(*T) cell {
		return func(x *T) cell {
			parties := of(x)
			out := make([]string, len(parties))
			for i := range parties {
				out[i] = f(&parties[i])
			}
			return list(out)
		}
	}
	return []column[T]{
		{name + "s", List, about, part(func(p *parley.Party) string { return p.Name })},
		{name + "_ids", List, "the same, as actors' IDs", part(func(p *parley.Party) string { return p.Actor })},
		{name + "_sectors", List, "the same, as PLOVER sectors", part(func(p *parley.Party) string { return p.Sector })},
		{name + "_countries", List, "the same, as ISO 3166-1 alpha-3", part(func(p *parley.Party) string { return p.Country })},
	}
}

// estimateColumns are the columns of how many suffered something.
func estimateColumns[T any](name string, of func(*T) *parley.Estimate) []column[T] {
	return []column[T]{
		{name + "_low", Number, "lowest figure that anybody gives", func(x *T) cell { return maybe(of(x).Low) }},
		{name + "_best", Number, "best figure", func(x *T) cell { return maybe(of(x).Best) }},
		{name + "_high", Number, "highest figure that anybody gives", func(x *T) cell { return maybe(of(x).High) }},
		{name + "_vague", Truth, "the best figure comes from a word such as dozens", func(x *T) cell {
			if e := of(x); e.Best != nil {
				return truth(e.Vague)
			}
			return cell{sort: Truth}
		}},
		{name + "_rule", Text, "the rule that gave the best figure", func(x *T) cell { return text(of(x).Rule) }},
	}
}

// rangeColumns are the columns of a number between two bounds.
func rangeColumns[T any](name string, of func(*T) *parley.Range) []column[T] {
	part := func(f func(*parley.Range) cell, none Sort) func(*T) cell {
		return func(x *T) cell {
			if r := of(x); r != nil {
				return f(r)
			}
			return cell{sort: none}
		}
	}
	return []column[T]{
		{name + "_low", Number, "lower bound", part(func(r *parley.Range) cell { return maybe(r.Low) }, Number)},
		{name + "_high", Number, "upper bound", part(func(r *parley.Range) cell { return maybe(r.High) }, Number)},
		{name + "_vague", Truth, "only a word such as dozens gives it", part(func(r *parley.Range) cell { return truth(r.Vague) }, Truth)},
	}
}

// codeColumns are the columns of other people's codes.
func codeColumns[T any](of func(*T) (cameo string, goldstein float64, acled string)) []column[T] {
	return []column[T]{
		{"cameo", Text, "CAMEO code", func(x *T) cell { c, _, _ := of(x); return text(c) }},
		{"goldstein", Decimal, "Goldstein score, -10 to 10", func(x *T) cell { _, g, _ := of(x); return decimal(g) }},
		{"acled", Text, "ACLED event type/sub-event type", func(x *T) cell { _, _, a := of(x); return text(a) }},
	}
}

// infoColumns are the columns of an article.
func infoColumns[T any](prefix string, of func(*T) *parley.ArticleInfo) []column[T] {
	return []column[T]{
		{prefix + "id", Text, "the article's ID", func(x *T) cell { return text(of(x).ID) }},
		{prefix + "url", Text, "its address", func(x *T) cell { return text(of(x).URL) }},
		{prefix + "ref", Text, "the file or record that it was read from", func(x *T) cell { return text(of(x).Ref) }},
		{prefix + "outlet", Text, "who published it", func(x *T) cell { return text(of(x).Outlet) }},
		{prefix + "title", Text, "its headline", func(x *T) cell { return text(of(x).Title) }},
		{prefix + "language", Text, "its language", func(x *T) cell { return text(of(x).Language) }},
		{prefix + "published_from", Day, "first day on which it can have been published", func(x *T) cell { return day(parley.DayOf(of(x).Published.From)) }},
		{prefix + "published_to", Day, "last such day", func(x *T) cell { return day(parley.DayOf(of(x).Published.To)) }},
		{prefix + "published_basis", Text, "how that is known", func(x *T) cell { return text(of(x).Published.Basis) }},
		{prefix + "family", Text, "texts that are copies of one another share it", func(x *T) cell { return text(of(x).Family) }},
		{prefix + "story", Text, "articles on the same main happening share it", func(x *T) cell { return text(of(x).Story) }},
	}
}

// claimants are the parties of a stance, each once.
func claimants(d *parley.IncidentDetail, stance string) []string {
	var out []string
	for i := range d.Claims {
		if c := &d.Claims[i]; c.Stance == stance && c.By != "" && !slices.Contains(out, c.By) {
			out = append(out, c.By)
		}
	}
	return out
}

// clashing are the values on which accounts contradict one another.
func clashing(d *parley.IncidentDetail) []string {
	var out []string
	for i := range d.Clashes {
		out = append(out, d.Clashes[i].Value)
	}
	return out
}

// ofArticles returns what each article of an incident has, each once, in order.
func ofArticles(d *parley.IncidentDetail, of func(*parley.ArticleInfo) string) []string {
	var out []string
	seen := map[string]bool{"": true}
	for i := range d.Tellings {
		if s := of(&d.Tellings[i].Article); !seen[s] {
			seen[s] = true
			out = append(out, s)
		}
	}
	return out
}

// weapons are those of an event, in the words of its article.
func weapons(t *parley.Telling) []string {
	out := make([]string, len(t.Event.Weapons))
	for i, w := range t.Event.Weapons {
		out[i] = w.Text
	}
	return out
}

// spellings are those of an actor.
func spellings(a *parley.ActorInfo) []string {
	out := make([]string, len(a.Spellings))
	for i, s := range a.Spellings {
		out[i] = s.Text
	}
	return out
}

// quoted is the first quote of a role; empty for none.
func quoted(evidence []parley.Evidence, role string) string {
	for i := range evidence {
		if evidence[i].Role == role {
			return evidence[i].Quote
		}
	}
	return ""
}

// nameOf and actorOf are those of a party that may be nil.
func nameOf(p *parley.Party) string {
	if p == nil {
		return ""
	}
	return p.Name
}

func actorOf(p *parley.Party) string {
	if p == nil {
		return ""
	}
	return p.Actor
}
