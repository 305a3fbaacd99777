package brief

import (
	"cmp"
	"context"
	"maps"
	"slices"
	"strings"

	"parley"
	"parley/internal/process"
)

// promises tells what was promised in the period, what was kept and broken in it,
// what falls due soon and what is overdue.
func (w *writing) promises(ctx context.Context) error {
	f := w.filter()
	f.Admin1, f.Place = "", ""
	var blocks []Block
	if o := &w.o.Filter; o.Admin1 != "" || o.Place != "" {
		if f.Countries = w.countriesThere(); len(f.Countries) == 0 {
			return nil
		}
		var names []run
		q := w.ask("the ledger of the countries in which there is such a place", "ledger", f)
		for _, c := range f.Countries {
			names = append(names, fact(FactPlace, strings.TrimPrefix(w.tables.country(c), "the "), q, "filter"))
		}
		blocks = append(blocks, paragraph(finish(w.tables.say("promise.scope", "", map[string]run{"countries": sequence(names), "query": lit(q)}), nil)))
	}
	told := len(blocks)
	for _, part := range []func(context.Context, parley.Filter) ([]Block, error){w.made, w.changes, w.due, w.overdue} {
		more, err := part(ctx, f)
		if err != nil {
			return err
		}
		blocks = append(blocks, more...)
	}
	if len(blocks) > told {
		w.section("promises", "Promises", blocks...)
	}
	return nil
}

// countriesThere are the countries of the incidents of the period, by code.
func (w *writing) countriesThere() []string {
	found := map[string]bool{}
	for _, list := range [][]parley.Incident{w.now.violence, w.now.deeds, w.now.other} {
		for i := range list {
			if p := list[i].Place; p != nil && p.Country != "" {
				found[p.Country] = true
			}
		}
	}
	return slices.Sorted(maps.Keys(found))
}

// captioned makes the caption of a part of a section.
func captioned(title, count run) *Sentence {
	s := finish(with(title, lit(": "), count), nil)
	return &s
}

// made tells what was promised in the period.
func (w *writing) made(ctx context.Context, f parley.Filter) ([]Block, error) {
	f.Period = w.period
	list, err := everything(ctx, w.store.Undertakings, f)
	if err != nil || len(list) == 0 {
		return nil, err
	}
	q := w.ask("promises, demands and offers made or first told in the period", "ledger", f)
	slices.SortStableFunc(list, func(a, b parley.Undertaking) int {
		return cmp.Or(cmp.Compare(b.Families, a.Families), cmp.Compare(kindOrder(a.Kind), kindOrder(b.Kind)),
			cmp.Compare(a.FirstReported, b.FirstReported), strings.Compare(a.ID, b.ID))
	})
	return w.listed(ctx, lit("Made in the period"), list, q, "promises")
}

// kindOrder puts binding words first.
func kindOrder(k parley.CommitmentKind) int {
	return slices.Index([]parley.CommitmentKind{
		parley.Swap, parley.Pledge, parley.Offer, parley.Condition, parley.Demand, parley.Threat, parley.Aim, parley.Option,
	}, k)
}

// listed tells undertakings as a list with its count.
func (w *writing) listed(ctx context.Context, title run, list []parley.Undertaking, q, field string) ([]Block, error) {
	shown := list[:min(len(list), w.shorter())]
	var told []Sentence
	for i := range shown {
		cites, err := w.citeUndertaking(ctx, &shown[i])
		if err != nil {
			return nil, err
		}
		told = append(told, finish(w.promise(&shown[i], true), cites))
	}
	return []Block{
		bullets(captioned(title, fact(FactCount, digits(len(list)), q, field)), told),
		paragraph(w.left(len(list)-len(shown), q, field+" left out", "entry of the ledger", "entries of the ledger")...),
	}, nil
}

// promise tells an undertaking in one sentence, if asked for with its state on the
// last day of the period.
func (w *writing) promise(u *parley.Undertaking, withState bool) run {
	party := func(p *parley.Party, field, none string) run {
		if p == nil || p.Name == "" {
			return lit(none)
		}
		return w.name(p, u.ID, field)
	}
	slots := map[string]run{
		"by": party(u.By, "by", "somebody who is not named"), "said": party(u.SaidBy, "said_by", "somebody who is not named"),
		"what": fact(FactWords, oneLine(u.What), u.ID, "what"),
	}
	if u.To != nil && u.To.Name != "" {
		slots["to"] = with(lit(" "), w.name(u.To, u.ID, "to"))
	}
	if u.Condition != "" {
		slots["if"] = w.tables.say("promise.if", "", map[string]run{"what": fact(FactWords, oneLine(u.Condition), u.ID, "condition")})
	}
	if u.Deadline != nil {
		if when := w.when(u.Deadline, u.ID, "deadline"); when != nil && !u.Deadline.To.IsZero() {
			slots["due"] = w.tables.say("promise.due", "", map[string]run{
				"when": fact(FactDate, "by "+dayWords(u.Deadline.To), u.ID, "deadline.to"),
			})
		}
	}
	if withState {
		slots["state"] = w.state(u)
	}
	key := "promise." + string(u.Kind)
	if len(w.tables.sentences[key]) == 0 {
		key = "promise.pledge"
	}
	return w.tables.say(key, u.ID, slots)
}

// state says where an undertaking stands on the last day of the period.
func (w *writing) state(u *parley.Undertaking) run {
	status, late := process.AsOf(*u, w.period.To)
	slots := map[string]run{
		"state": w.tables.say("state."+string(status), "", map[string]run{"status": fact(FactState, string(status), u.ID, "status")}),
	}
	if late == 0 {
		return w.tables.say("promise.status", "", slots)
	}
	slots["days"] = counted(late, u.ID, "overdue", "day", "days")
	if status == parley.Lapsed {
		return w.tables.say("promise.lapsed", "", slots)
	}
	return w.tables.say("promise.overdue", "", slots)
}

// oneLine puts words into one line.
func oneLine(s string) string { return strings.Join(strings.Fields(s), " ") }

// citeUndertaking cites the words of the promise, in at most mostTellings articles.
func (w *writing) citeUndertaking(ctx context.Context, u *parley.Undertaking) ([]Cite, error) {
	tellings, err := w.store.CommitmentTellings(ctx, u.Commitments[:min(len(u.Commitments), mostTellings)])
	if err != nil {
		return nil, err
	}
	var out []Cite
	for i := range tellings {
		var shown []parley.Evidence
		for _, role := range []string{"what", "trigger", "deadline", "condition"} {
			for _, e := range tellings[i].Commitment.Evidence {
				if e.Role == role {
					shown = append(shown, e)
				}
			}
		}
		cites, err := w.cite(ctx, tellings[i].Article.ID, shown)
		if err != nil {
			return nil, err
		}
		out = append(out, cites...)
	}
	return out, nil
}

// due tells what falls due soon after the period.
func (w *writing) due(ctx context.Context, f parley.Filter) ([]Block, error) {
	f.Due = parley.Period{From: w.period.To.AddDate(0, 0, 1), To: w.period.To.AddDate(0, 0, w.o.Soon)}
	f.Order = parley.OrderDue
	list, err := everything(ctx, w.store.Undertakings, f)
	if err != nil {
		return nil, err
	}
	list = slices.DeleteFunc(list, func(u parley.Undertaking) bool {
		status, _ := process.AsOf(u, w.period.To)
		return status != parley.Pending && status != parley.UnderWay && status != parley.PartlyMet && status != parley.Disputed
	})
	if len(list) == 0 {
		return nil, nil
	}
	q := w.ask("promises that fall due in the days after the period and are not done", "ledger", f)
	return w.listed(ctx, with(lit("Due next, "), fact(FactDate, spanWords(f.Due.From, f.Due.To), q, "due")), list, q, "due")
}

// overdue tells what was due by the end of the period and is not done, the last
// due first.
func (w *writing) overdue(ctx context.Context, f parley.Filter) ([]Block, error) {
	f.Due = parley.Period{To: w.period.To}
	f.Order = parley.OrderDue
	list, err := everything(ctx, w.store.Undertakings, f)
	if err != nil {
		return nil, err
	}
	list = slices.DeleteFunc(list, func(u parley.Undertaking) bool {
		_, late := process.AsOf(u, w.period.To)
		return late == 0 || u.Kind == parley.Threat
	})
	if len(list) == 0 {
		return nil, nil
	}
	slices.Reverse(list)
	q := w.ask("promises overdue on the last day of the period", "ledger --overdue --as-of "+string(parley.DayOf(w.period.To)), f)
	return w.listed(ctx, with(lit("Overdue on "), fact(FactDate, dayWords(w.period.To), q, "due.to")), list, q, "overdue")
}
