package doc

import "parley"

type timeJSON struct {
	spanJSON
	Type  TimeType `json:"type"`
	Value string   `json:"value"`
	Mod   string   `json:"mod,omitempty"`
	periodJSON
	Relation TimeRelation `json:"relation"`
	Anchor   *int         `json:"anchor"` // index in "dates"
	Event    *spanJSON    `json:"event"`
	How      string       `json:"how"`
	Rule     string       `json:"rule"`
}

func (d *Doc) timesJSON() []timeJSON {
	list := []timeJSON{}
	for _, t := range d.Times {
		list = append(list, timeJSON{
			spanJSON: d.span(t.First, t.Last), Type: t.Type, Value: t.Value, Mod: t.Mod,
			periodJSON: toPeriodJSON(t.Period), Relation: t.Relation, Anchor: indexOrNull(t.Anchor),
			Event: d.tokenOrNull(t.Event), How: t.How, Rule: t.Rule,
		})
	}
	return list
}

type placeJSON struct {
	spanJSON
	ID        *string                `json:"id"`
	Name      string                 `json:"name"`
	Country   *string                `json:"country"`
	Admin1    *string                `json:"admin1"`
	Admin2    *string                `json:"admin2"`
	Lat       *float64               `json:"lat"`
	Lon       *float64               `json:"lon"`
	Precision *parley.PlacePrecision `json:"precision"`
	Kind      *parley.PlaceKind      `json:"kind"`
	Use       PlaceUse               `json:"use"`
	Within    *int                   `json:"within"` // index in "places"
	Area      string                 `json:"area,omitempty"`
	And       *int                   `json:"and,omitempty"`
	Likeness  float64                `json:"likeness"`
	How       string                 `json:"how"`
}

func (d *Doc) placesJSON() []placeJSON {
	list := []placeJSON{}
	for _, m := range d.Places {
		p := m.Place
		out := placeJSON{
			spanJSON: d.span(m.First, m.Last), ID: orNull(p.ID), Name: p.Name,
			Country: orNull(p.Country), Admin1: orNull(p.Admin1), Admin2: orNull(p.Admin2),
			Precision: orNull(p.Precision), Kind: orNull(p.Kind), Use: m.Use,
			Within: indexOrNull(m.Within), Area: m.Area, And: indexOrNull(m.And), Likeness: m.Likeness, How: m.How,
		}
		if p.Precision != "" {
			out.Lat, out.Lon = &p.Lat, &p.Lon
		}
		list = append(list, out)
	}
	return list
}

type actorJSON struct {
	ID       string         `json:"id"`
	Name     string         `json:"name"`
	Kind     ActorKind      `json:"kind"`
	Country  *string        `json:"country"`
	Sector   *string        `json:"sector"`
	Side     *string        `json:"side"`
	Of       *string        `json:"of"`
	Role     *string        `json:"role"`
	Source   ActorSource    `json:"source"`
	SameAs   []likenessJSON `json:"same_as"`
	Mentions []mentionJSON  `json:"mentions"`
}

type likenessJSON struct {
	ID   string  `json:"id"`
	Name string  `json:"name"`
	P    float64 `json:"p"`
	Why  string  `json:"why"`
}

type mentionJSON struct {
	spanJSON
	How        MentionHow `json:"how"`
	Likeness   float64    `json:"likeness"`
	Antecedent *spanJSON  `json:"antecedent"`
}

func (d *Doc) actorsJSON() []actorJSON {
	list := []actorJSON{}
	for _, a := range d.Actors {
		out := actorJSON{
			ID: a.ID, Name: a.Name, Kind: a.Kind, Country: orNull(a.Country), Sector: orNull(a.Sector),
			Side: orNull(a.Side), Of: orNull(a.Of), Role: orNull(a.Role), Source: a.Source,
			SameAs: []likenessJSON{}, Mentions: []mentionJSON{},
		}
		for _, s := range a.Same {
			out.SameAs = append(out.SameAs, likenessJSON(s))
		}
		list = append(list, out)
	}
	for _, m := range d.Mentions {
		out := mentionJSON{spanJSON: d.span(m.First, m.Last), How: m.How, Likeness: m.Likeness}
		if m.Antecedent >= 0 {
			a := d.Mentions[m.Antecedent]
			out.Antecedent = d.spanOrNull(Range{a.First, a.Last})
		}
		list[m.Actor].Mentions = append(list[m.Actor].Mentions, out)
	}
	return list
}

type countJSON struct {
	spanJSON
	Low       float64   `json:"low"`
	High      *float64  `json:"high"` // null: no upper bound
	Figure    float64   `json:"figure"`
	Vague     bool      `json:"vague"`
	Word      string    `json:"word,omitempty"`
	Kind      CountKind `json:"kind"`
	Unit      string    `json:"unit"`
	Noun      *spanJSON `json:"noun"`
	Outcome   *Outcome  `json:"outcome"`
	Group     *string   `json:"group"`
	Cause     *spanJSON `json:"cause"`
	PartOf    *int      `json:"part_of"` // index in "counts"
	Attackers bool      `json:"attackers"`
	Rule      string    `json:"rule"`
}

func (d *Doc) countsJSON() []countJSON {
	list := []countJSON{}
	for _, c := range d.Counts {
		out := countJSON{
			spanJSON: d.span(c.First, c.Last), Low: c.Low, Figure: c.Figure, Vague: c.Vague, Word: c.Word, Kind: c.Kind,
			Unit: c.Unit, Noun: d.tokenOrNull(c.Noun), Outcome: orNull(c.Outcome), Group: orNull(c.Group),
			Cause: d.tokenOrNull(c.Cause), PartOf: indexOrNull(c.PartOf), Attackers: c.Attackers, Rule: c.Rule,
		}
		if c.High < Unbounded {
			out.High = &c.High
		}
		list = append(list, out)
	}
	return list
}

type indicatorJSON struct {
	spanJSON
	What  string     `json:"what"`
	Count *int       `json:"count"` // index in "counts"
	Word  *spanJSON  `json:"word"`
	AsOf  periodJSON `json:"as_of"`
	Place *int       `json:"place"` // index in "places"
	Rule  string     `json:"rule"`
}

func (d *Doc) indicatorsJSON() []indicatorJSON {
	list := []indicatorJSON{}
	for _, i := range d.Indicators {
		list = append(list, indicatorJSON{
			spanJSON: d.span(i.First, i.Last), What: i.What, Count: indexOrNull(i.Count), Word: d.tokenOrNull(i.Word),
			AsOf: toPeriodJSON(i.AsOf), Place: indexOrNull(i.Place), Rule: i.Rule,
		})
	}
	return list
}

type quoteJSON struct {
	Content   []spanJSON `json:"content"`
	Direct    bool       `json:"direct"`
	Cue       *spanJSON  `json:"cue"`
	Speaker   *spanJSON  `json:"speaker"`
	Actor     *int       `json:"actor"` // index in "actors"
	For       *string    `json:"for"`
	Role      *string    `json:"role"`
	Channel   *Channel   `json:"channel"`
	Via       *spanJSON  `json:"via"`
	Anonymous bool       `json:"anonymous"`
	Stance    Stance     `json:"stance"`
	Rule      string     `json:"rule"`
}

func (d *Doc) quotesJSON() []quoteJSON {
	list := []quoteJSON{}
	for _, q := range d.Quotes {
		out := quoteJSON{
			Content: []spanJSON{}, Direct: q.Direct, Cue: d.tokenOrNull(q.Cue), Speaker: d.spanOrNull(q.Speaker),
			Actor: indexOrNull(q.Actor), For: orNull(q.For), Role: orNull(q.Role), Channel: orNull(q.Channel),
			Via: d.spanOrNull(q.Via), Anonymous: q.Anonymous, Stance: q.Stance, Rule: q.Rule,
		}
		for _, r := range q.Content {
			out.Content = append(out.Content, d.span(r.First, r.Last))
		}
		list = append(list, out)
	}
	return list
}
