package brief

import (
	"context"
	"slices"
	"strings"

	"parley"
	"parley/internal/resolve/words"
)

// incidentSentence tells an incident: when, who, whom, where, with what toll,
// who says so and how the accounts stand to one another.
func (w *writing) incidentSentence(ctx context.Context, in *parley.Incident) (Sentence, error) {
	d := w.details[in.ID]
	cites, err := w.citeIncident(ctx, d)
	if err != nil {
		return Sentence{}, err
	}
	denial, more, err := w.denial(ctx, d)
	if err != nil {
		return Sentence{}, err
	}
	cites = append(cites, more...)
	slots := map[string]run{
		"when": w.when(in.Date, in.ID, "date"), "where": w.where(in), "toll": w.tollAndVoice(d), "stand": with(denial, w.stand(in)), "status": nil,
	}
	key := "incident"
	switch {
	case !asFact(in):
		key = "incident.nonfact"
		slots["deed"] = w.noun(in, true)
		many := w.deedOf(in).many()
		slots["status"] = w.tables.say("status."+string(in.Status), "", map[string]run{"is": lit(choose(many, "are", "is")), "was": lit(choose(many, "were", "was"))})
		if slots["when"] != nil {
			slots["when"] = with(lit(" "), slots["when"])
		}
	case slots["when"] == nil:
		key = "incident.bare"
		slots["deed"] = w.deed(in)
	default:
		slots["deed"] = w.deed(in)
	}
	return finish(w.tables.say(key, in.ID, slots), cites), nil
}

// asFact tells whether an incident is told as one; a threat is one where it was made.
func asFact(in *parley.Incident) bool {
	switch in.Status {
	case parley.Happened, "":
		return true
	case parley.Threatened:
		return in.Type == parley.Threaten
	case parley.Demanded:
		return in.Type == parley.Request
	case parley.Refused:
		return in.Type == parley.Reject
	}
	return false
}

// when writes a date.
func (w *writing) when(d *parley.Date, of, field string) run {
	return fact(FactDate, whenWords(d), of, field)
}

// deed says what was done by whom to whom, as a clause.
func (w *writing) deed(in *parley.Incident) run {
	deed := w.deedOf(in)
	s, t, blamed := w.sides(in)
	slots := map[string]run{"s": sequence(s), "t": sequence(t)}
	switch {
	case blamed:
		clause := lit(deed.none)
		if len(t) > 0 {
			clause = fill(deed.target, slots)
		}
		return with(clause, w.tables.say("blamed", "", map[string]run{"who": sequence(s), "was": lit(wasOf(in.Sources))}))
	case len(s) > 0 && len(t) > 0 && deed.pair():
		return fill(strings.Replace(deed.both, pairSlots, "{all}", 1), map[string]run{"all": sequence(slices.Concat(s, t))})
	case len(s) > 0 && len(t) > 0:
		return fill(deed.both, slots)
	case len(s) > 0:
		return fill(deed.source, slots)
	case len(t) > 0:
		return fill(deed.target, slots)
	}
	return lit(deed.none)
}

// deedOf is how an incident is told; one that destroys things and kills people is
// an attack.
func (w *writing) deedOf(in *parley.Incident) deed {
	if in.Mode == "destroy" && best(in.Killed) > 0 {
		return w.tables.deed(in.Type, "")
	}
	return w.tables.deed(in.Type, in.Mode)
}

// pairSlots is how a deed puts both sides that do it together.
const pairSlots = "{s} and {t}"

func (d deed) pair() bool { return strings.Contains(d.both, pairSlots) }

// many tells whether the noun of a deed is a plural ("talks").
func (d deed) many() bool {
	return strings.HasSuffix(d.noun, "s") && !strings.HasSuffix(d.noun, "ss") && !strings.HasPrefix(d.noun, "a ") && !strings.HasPrefix(d.noun, "an ")
}

func choose(yes bool, a, b string) string {
	if yes {
		return a
	}
	return b
}

// noun says the same as a noun: "an attack on … by …"; without the sources where
// somebody else is going to be named for it.
func (w *writing) noun(in *parley.Incident, sources bool) run {
	deed := w.deedOf(in)
	s, t, _ := w.sides(in)
	out := lit(deed.noun)
	all := slices.Concat(s, t)
	switch {
	case deed.pair() && len(all) > 1:
		return with(out, lit(" between "), sequence(all))
	case deed.pair() && len(all) == 1:
		return with(out, lit(" with "), sequence(all))
	}
	if len(t) > 0 {
		out = with(out, lit(" "+deed.preposition+" "), sequence(t))
	}
	if len(s) > 0 && sources {
		out = with(out, lit(" by "), sequence(s))
	}
	return out
}

// sides names the sources and the targets. blamed says that the sources are only
// somebody's accusation. Of violence, a source of the side that was hit is not
// named: friendly fire is rare, and a slip of the coder is not.
func (w *writing) sides(in *parley.Incident) (s, t []run, blamed bool) {
	targets := w.shown(in.Targets, in.Sources)
	sources := w.shown(in.Sources, nil)
	if in.Kind == parley.Violence && in.Mode != parley.ModeClash {
		sources = slices.DeleteFunc(sources, func(p parley.Party) bool { return ownSideHit(in, &p) })
		targets = w.shown(in.Targets, sources)
	}
	if slices.ContainsFunc(targets, struck) { // whom nothing befell is named beside nobody else
		targets = slices.DeleteFunc(targets, func(p parley.Party) bool { return !struck(p) })
	}
	blamed = in.Kind == parley.Violence && len(sources) > 0
	for _, p := range sources {
		blamed = blamed && p.Blamed
	}
	most := 2
	if in.Kind == parley.Violence && in.Mode != parley.ModeClash {
		most = 1 // others are as a rule blamed by somebody else
	}
	return w.parties(sources, most, in.ID, "sources"), w.parties(targets, 2, in.ID, "targets"), blamed
}

// ownSideHit tells whether violence hit the side of one of its sources.
func ownSideHit(in *parley.Incident, p *parley.Party) bool {
	return in.Mode != parley.ModeClash && p.Side != "" && slices.ContainsFunc(in.Targets, func(o parley.Party) bool { return o.Side == p.Side })
}

// struck tells whether something befell a party.
func struck(p parley.Party) bool { return p.Effect != "" && p.Effect != parley.EffectNone }

// shown are the parties that a sentence names: known ones, each side once; failing
// that a word such as "gunmen". Those of others are left out.
func (w *writing) shown(list, others []parley.Party) []parley.Party {
	var out, nouns []parley.Party
	for _, p := range list {
		same := func(o parley.Party) bool {
			return o.Name == p.Name || p.Actor != "" && o.Actor == p.Actor || p.Side != "" && o.Side == p.Side
		}
		switch {
		case p.Name == "" || w.nobody(p.Name) || slices.ContainsFunc(others, same) || slices.ContainsFunc(out, same):
		case p.Actor != "" && p.Kind != "thing":
			out = append(out, p)
		case !w.tables.partisan[strings.ToLower(p.Name)]:
			nouns = append(nouns, p)
		}
	}
	if len(out) == 0 {
		return nouns[:min(1, len(nouns))]
	}
	return out
}

// parties names at most so many parties.
func (w *writing) parties(list []parley.Party, most int, of, field string) []run {
	var names []run
	for i := range list[:min(most, len(list))] {
		names = append(names, w.name(&list[i], of, field))
	}
	return names
}

// name names a party, with its article.
func (w *writing) name(p *parley.Party, of, field string) run {
	first, rest, several := strings.Cut(p.Name, " and ")
	if !several || p.Kind == "person" {
		return with(lit(w.tables.article(p)), fact(FactName, p.Name, of, field))
	}
	// Parties that act as one are one name, each with its article.
	whole, second := *p, *p
	whole.Name, second.Name = first, rest
	article := w.tables.article(&second)
	if article != "the " || rest[:1] == strings.ToLower(rest[:1]) {
		return with(lit(w.tables.article(&whole)), fact(FactName, p.Name, of, field))
	}
	return with(lit(w.tables.article(&whole)), fact(FactName, first, of, field), lit(" and "+article), fact(FactName, rest, of, field))
}

// wasOf is "was" or "were" for the first party that a sentence names.
func wasOf(list []parley.Party) string {
	if len(list) > 0 && strings.HasSuffix(list[0].Name, "s") && list[0].Kind != "person" {
		return "were"
	}
	return "was"
}

// where writes the place with its preposition and a blank before it.
func (w *writing) where(in *parley.Incident) run {
	p := in.Place
	if p == nil || p.Name == "" {
		return nil
	}
	country := w.tables.countries[p.Country]
	if p.Precision == parley.PlaceCountry || strings.EqualFold(p.Name, country) {
		name := w.tables.country(p.Country)
		if !strings.EqualFold(p.Name, country) {
			return with(lit(" in "), fact(FactPlace, p.Name, in.ID, "place"))
		}
		article, plain := "", name
		if rest, ok := strings.CutPrefix(name, "the "); ok {
			article, plain = "the ", rest
		}
		return with(lit(" in "+article), fact(FactPlace, plain, in.ID, "place"))
	}
	names := []string{p.Name}
	if p.Admin1 != "" && words.Fold(p.Admin1) != words.Fold(p.Name) && p.Precision != parley.PlaceAdmin1 {
		names = append(names, p.Admin1)
	}
	if len(w.o.Filter.Countries) != 1 && country != "" {
		names = append(names, country)
	}
	return with(lit(" "+w.tables.before(p)+" "), fact(FactPlace, strings.Join(names, ", "), in.ID, "place"))
}

// before is the preposition of a place.
func (t *tables) before(p *parley.EventPlace) string {
	name := strings.Fields(strings.ToLower(p.Name))
	switch n := p.Near; {
	case n == "near" || n == "outside":
		return n
	case n == "outskirts":
		return "on the outskirts of"
	case n == "central" || strings.HasSuffix(n, "ern"):
		return "in " + n
	case len(name) > 1 && t.words["at"][name[len(name)-1]]:
		return "at"
	}
	return "in"
}

// denial says that a party that is named for violence denied it.
func (w *writing) denial(ctx context.Context, d *parley.IncidentDetail) (run, []Cite, error) {
	for i := range d.Claims {
		if c := &d.Claims[i]; d.Kind == parley.Violence && c.Stance == "denied" && c.By != "" && accused(d, c) {
			p := parley.Party{Name: c.By}
			cites, err := w.cite(ctx, c.Article, c.Evidence)
			return w.tables.say("denied", "", map[string]run{"who": with(lit(w.tables.article(&p)), fact(FactName, c.By, d.ID, "claims"))}), cites, err
		}
	}
	return nil, nil, nil
}

// stand says how the accounts stand to one another.
func (w *writing) stand(in *parley.Incident) run {
	switch {
	case in.Standing == parley.Contested:
		return w.tables.say("stand.disputed", "", nil)
	case in.Standing == parley.Agreed:
		return w.tables.say("stand.agreed", "", map[string]run{"n": fact(FactCount, inWords(in.Families), in.ID, "families")})
	case in.Families > 1:
		return w.tables.say("stand.unfact", "", nil)
	}
	return w.tables.say("stand.unconfirmed", "", map[string]run{"n": fact(FactCount, inWords(in.Families), in.ID, "families")})
}
