package export

import (
	"parley"
)

// incidentTable is the table of incidents.
func incidentTable() table[parley.IncidentDetail] {
	type in = parley.IncidentDetail
	columns := []column[in]{
		{"id", Text, "the incident's ID, stable while its first event is", func(d *in) cell { return text(d.ID) }},
		{"kind", Text, "violence or process", func(d *in) cell { return text(d.Kind) }},
		{"type", Text, "PLOVER type", func(d *in) cell { return text(d.Type) }},
		{"mode", Text, "PLOVER mode", func(d *in) cell { return text(d.Mode) }},
		{"status", Text, "the furthest that anybody tells it as a fact: happened, alleged, denied, planned …", func(d *in) cell { return text(d.Status) }},
		{"standing", Text, "agreed, disputed or unconfirmed", func(d *in) cell { return text(d.Standing) }},
		{"background", Truth, "told as history only", func(d *in) cell { return truth(d.Background) }},
		{"aggregate", Truth, "a standing total or a trend: not to be added to others", func(d *in) cell { return truth(d.Aggregate) }},
		{"title", Text, "one line that says what happened", func(d *in) cell { return text(d.Title) }},
	}
	columns = append(columns, dateColumns("date", "when it was", func(d *in) *parley.Date { return d.Date })...)
	columns = append(columns, placeColumns(func(d *in) *parley.EventPlace { return d.Place })...)
	columns = append(columns, partyColumns("source", "who did it, or is said to have", func(d *in) []parley.Party { return d.Sources })...)
	columns = append(columns, partyColumns("target", "to whom it was done", func(d *in) []parley.Party { return d.Targets })...)
	columns = append(columns, estimateColumns("killed", func(d *in) *parley.Estimate { return &d.Killed })...)
	columns = append(columns, estimateColumns("injured", func(d *in) *parley.Estimate { return &d.Injured })...)
	columns = append(columns,
		column[in]{"claimed_by", List, "parties that claim it", func(d *in) cell { return list(claimants(d, "claimed")) }},
		column[in]{"denied_by", List, "parties that deny it", func(d *in) cell { return list(claimants(d, "denied")) }},
		column[in]{"contradictions", List, "values on which accounts contradict one another: killed, injured, source, date, place, happened", func(d *in) cell { return list(clashing(d)) }},
	)
	columns = append(columns, codeColumns(func(d *in) (string, float64, string) { return d.CAMEO, d.Goldstein, d.ACLED })...)
	columns = append(columns,
		column[in]{"articles", Number, "how many articles tell it", func(d *in) cell { return number(d.Articles) }},
		column[in]{"outlets", Number, "how many outlets tell it", func(d *in) cell { return number(d.Outlets) }},
		column[in]{"families", Number, "how many texts that are no copies of one another tell it", func(d *in) cell { return number(d.Families) }},
		column[in]{"first_reported", Day, "first day of publication", func(d *in) cell { return day(d.FirstReported) }},
		column[in]{"last_reported", Day, "last day of publication", func(d *in) cell { return day(d.LastReported) }},
		column[in]{"decided", Truth, "a person merged or split it", func(d *in) cell { return truth(d.Decided) }},
		column[in]{"outlet_names", List, "who tells it", func(d *in) cell {
			return list(ofArticles(d, func(a *parley.ArticleInfo) string { return a.Outlet }))
		}},
		column[in]{"urls", List, "addresses of the articles", func(d *in) cell {
			return list(ofArticles(d, func(a *parley.ArticleInfo) string { return a.URL }))
		}},
		column[in]{"article_ids", List, "IDs of the articles", func(d *in) cell {
			return list(ofArticles(d, func(a *parley.ArticleInfo) string { return a.ID }))
		}},
		column[in]{"event_ids", List, "IDs of the events that it is made of", func(d *in) cell { return list(d.Events) }},
	)
	return table[in]{columns, func(d *in) string { return d.ID }, func(d *in) *parley.EventPlace { return d.Place }}
}

// eventTable is the table of events.
func eventTable() table[parley.Telling] {
	type ev = parley.Telling
	columns := []column[ev]{
		{"id", Text, "the event's ID", func(t *ev) cell { return text(t.Event.ID) }},
		{"kind", Text, "violence or process", func(t *ev) cell { return text(t.Event.Kind) }},
		{"type", Text, "PLOVER type", func(t *ev) cell { return text(t.Event.Type) }},
		{"mode", Text, "PLOVER mode", func(t *ev) cell { return text(t.Event.Mode) }},
		{"status", Text, "how far the article tells it as a fact", func(t *ev) cell { return text(t.Event.Status) }},
		{"background", Truth, "told as history or context", func(t *ev) cell { return truth(t.Event.Background) }},
		{"aggregate", Truth, "a standing total or a trend: not to be added to others", func(t *ev) cell { return truth(t.Event.Aggregate) }},
	}
	columns = append(columns, dateColumns("date", "when it was", func(t *ev) *parley.Date { return t.Event.Date })...)
	columns = append(columns, placeColumns(func(t *ev) *parley.EventPlace { return t.Event.Place })...)
	columns = append(columns, partyColumns("source", "who did it, or is said to have", func(t *ev) []parley.Party { return t.Event.Sources })...)
	columns = append(columns, partyColumns("target", "to whom it was done", func(t *ev) []parley.Party { return t.Event.Targets })...)
	columns = append(columns, rangeColumns("killed", func(t *ev) *parley.Range { return t.Event.Killed })...)
	columns = append(columns, rangeColumns("injured", func(t *ev) *parley.Range { return t.Event.Injured })...)
	columns = append(columns, codeColumns(func(t *ev) (string, float64, string) { return t.Event.CAMEO, t.Event.Goldstein, t.Event.ACLED })...)
	columns = append(columns,
		column[ev]{"weapons", List, "weapons, in the words of the article", func(t *ev) cell { return list(weapons(t)) }},
		column[ev]{"confidence", Decimal, "0 to 1", func(t *ev) cell { return decimal(t.Event.Confidence) }},
		column[ev]{"trigger", Text, "the words that tell it", func(t *ev) cell { return text(quoted(t.Event.Evidence, "trigger")) }},
	)
	columns = append(columns, infoColumns("article_", func(t *ev) *parley.ArticleInfo { return &t.Article })...)
	return table[ev]{columns, func(t *ev) string { return t.Event.ID }, func(t *ev) *parley.EventPlace { return t.Event.Place }}
}

// articleTable is the table of articles.
func articleTable() table[parley.ArticleInfo] {
	type info = parley.ArticleInfo
	columns := infoColumns("", func(a *info) *info { return a })
	columns = append(columns,
		column[info]{"events", Number, "how many events were coded from it", func(a *info) cell { return number(a.Events) }},
		column[info]{"commitments", Number, "how many commitments were coded from it", func(a *info) cell { return number(a.Commitments) }},
	)
	return table[info]{columns, func(a *info) string { return a.ID }, nil}
}

// ledgerTable is the table of undertakings.
func ledgerTable() table[parley.Undertaking] {
	type u = parley.Undertaking
	columns := []column[u]{
		{"id", Text, "the undertaking's ID", func(x *u) cell { return text(x.ID) }},
		{"kind", Text, "pledge, demand, offer, condition …", func(x *u) cell { return text(x.Kind) }},
		{"by", Text, "who has to do it", func(x *u) cell { return text(nameOf(x.By)) }},
		{"by_id", Text, "the same, as an actor's ID", func(x *u) cell { return text(actorOf(x.By)) }},
		{"to", Text, "to whom it is owed", func(x *u) cell { return text(nameOf(x.To)) }},
		{"to_id", Text, "the same, as an actor's ID", func(x *u) cell { return text(actorOf(x.To)) }},
		{"said_by", Text, "who demands, offers or tells it; empty for the article", func(x *u) cell { return text(nameOf(x.SaidBy)) }},
		{"what", Text, "what is to be done, in the words of an article", func(x *u) cell { return text(x.What) }},
		{"theme", Text, "what it is about", func(x *u) cell { return text(x.Theme) }},
		{"country", Text, "ISO 3166-1 alpha-3", func(x *u) cell { return text(x.Country) }},
		{"condition", Text, "what it hangs on", func(x *u) cell { return text(x.Condition) }},
	}
	columns = append(columns, rangeColumns("count", func(x *u) *parley.Range { return x.Count })...)
	columns = append(columns, dateColumns("made", "when it was made", func(x *u) *parley.Date { return x.Made })...)
	columns = append(columns, dateColumns("due", "its deadline", func(x *u) *parley.Date { return x.Deadline })...)
	columns = append(columns,
		column[u]{"status", Text, "what came of it: pending, under way, met, partly met, broken …", func(x *u) cell { return text(x.Status) }},
		column[u]{"pam_level", Number, "0 to 3 on the scale of the Peace Accords Matrix", func(x *u) cell { return number(x.PAM.Level) }},
		column[u]{"pam_why", Text, "the rule that proposes the level, or the note of who settled it", func(x *u) cell { return text(x.PAM.Why) }},
		column[u]{"pam_by", Text, "who settled the level; empty while it is proposed", func(x *u) cell { return text(x.PAM.By) }},
		column[u]{"agreement_id", Text, "the agreement that it stands in", func(x *u) cell { return text(x.Agreement) }},
		column[u]{"provision_id", Text, "the provision of that agreement", func(x *u) cell { return text(x.Provision) }},
		column[u]{"articles", Number, "how many articles tell it", func(x *u) cell { return number(x.Articles) }},
		column[u]{"families", Number, "how many texts that are no copies of one another tell it", func(x *u) cell { return number(x.Families) }},
		column[u]{"first_reported", Day, "first day of publication", func(x *u) cell { return day(x.FirstReported) }},
		column[u]{"last_reported", Day, "last day of publication", func(x *u) cell { return day(x.LastReported) }},
		column[u]{"commitment_ids", List, "IDs of its tellings", func(x *u) cell { return list(x.Commitments) }},
	)
	return table[u]{columns, func(x *u) string { return x.ID }, nil}
}

// actorTable is the table of actors.
func actorTable() table[parley.ActorInfo] {
	type a = parley.ActorInfo
	return table[a]{[]column[a]{
		{"id", Text, "the actor's ID", func(x *a) cell { return text(x.ID) }},
		{"name", Text, "its usual name", func(x *a) cell { return text(x.Name) }},
		{"kind", Text, "person, group, organisation, thing", func(x *a) cell { return text(x.Kind) }},
		{"country", Text, "ISO 3166-1 alpha-3", func(x *a) cell { return text(x.Country) }},
		{"sector", Text, "PLOVER sector", func(x *a) cell { return text(x.Sector) }},
		{"side_id", Text, "the party that it belongs to", func(x *a) cell { return text(x.Side) }},
		{"spellings", List, "how articles put it, the commonest first", func(x *a) cell { return list(spellings(x)) }},
		{"as_source", Number, "in how many incidents it acts", func(x *a) cell { return number(x.AsSource) }},
		{"as_target", Number, "in how many incidents it suffers", func(x *a) cell { return number(x.AsTarget) }},
		{"promises", Number, "how many undertakings it has to carry out", func(x *a) cell { return number(x.Promises) }},
		{"first", Day, "day of its first incident", func(x *a) cell { return day(x.First) }},
		{"last", Day, "day of its last incident", func(x *a) cell { return day(x.Last) }},
	}, func(x *a) string { return x.ID }, nil}
}
