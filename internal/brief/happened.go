package brief

import (
	"context"
	"slices"
	"strings"

	"parley"
)

// shorter is how many are told of lists that are not about violence.
func (w *writing) shorter() int { return max(1, w.o.Most*2/3) }

// left says how many of a list are left out, and which queries list them.
func (w *writing) left(n int, query, field, one, more string) []Sentence {
	if n <= 0 {
		return nil
	}
	names := strings.Fields(query)
	return []Sentence{finish(w.tables.say("left", "", map[string]run{
		"n": fact(FactCount, inWords(n), query, field), "what": lit(plural(n, one, more)), "are": areOf(n),
		"query": lit(strings.Join(names, " and ")), "list": lit(plural(len(names), "lists", "list")),
	}), nil)}
}

// sentences tells incidents, one sentence each.
func (w *writing) sentences(ctx context.Context, list []parley.Incident) ([]Sentence, error) {
	if err := w.detail(ctx, list); err != nil {
		return nil, err
	}
	out := make([]Sentence, 0, len(list))
	for i := range list {
		s, err := w.incidentSentence(ctx, &list[i])
		if err != nil {
			return nil, err
		}
		out = append(out, s)
	}
	return out, nil
}

// happened tells the gravest incidents of violence, in order of their days.
func (w *writing) happened(ctx context.Context) error {
	list := gravest(w.now.violence, w.o.Most)
	byDay(list)
	told, err := w.sentences(ctx, list)
	if err != nil {
		return err
	}
	w.section("happened", "What happened", bullets(nil, told),
		paragraph(w.left(len(w.now.violence)-len(list), w.now.query, "left out", "incident of violence", "incidents of violence")...))
	return nil
}

// talks tells meetings, agreements, truces and what else brought sides together.
func (w *writing) talks(ctx context.Context) error {
	var met []parley.Incident
	for _, in := range w.now.deeds {
		if conciliatory(in.Type) {
			met = append(met, in)
		}
	}
	list := weightiest(met, w.shorter())
	byDay(list)
	told, err := w.sentences(ctx, list)
	if err != nil {
		return err
	}
	blocks := []Block{bullets(nil, told),
		paragraph(w.left(len(met)-len(list), w.now.acts, "talks left out", "act of this kind", "acts of this kind")...)}
	signed, err := w.signed(ctx)
	if err != nil {
		return err
	}
	w.section("talks", "Talks and agreements", append(blocks, paragraph(signed...))...)
	return nil
}

// others tells threats, demands, refusals and what else parted sides, and what was
// told otherwise than as a fact.
func (w *writing) others(ctx context.Context) error {
	var hard []parley.Incident
	for _, in := range w.now.deeds {
		if !conciliatory(in.Type) {
			hard = append(hard, in)
		}
	}
	hard = append(hard, w.now.other...)
	list := weightiest(hard, w.shorter())
	byDay(list)
	told, err := w.sentences(ctx, list)
	if err != nil {
		return err
	}
	f := w.filter()
	f.Period = w.period
	rest := ""
	if len(hard) > len(list) {
		rest = w.ask("what may have been in the period, counted or not", "incidents", f)
	}
	w.section("others", "Threats, demands, refusals and other steps", bullets(nil, told),
		paragraph(w.left(len(hard)-len(list), rest, "others left out", "act of these kinds", "acts of these kinds")...))
	return nil
}

// conciliatory tells the types of acts that bring sides together.
func conciliatory(t parley.EventType) bool {
	return slices.Contains([]parley.EventType{parley.Agree, parley.Consult, parley.Support, parley.Concede, parley.Cooperate, parley.Aid, parley.Retreat}, t)
}

// weight orders acts that kill nobody: agreements and truces first.
func weight(in *parley.Incident) int {
	switch {
	case in.Type == parley.Agree, in.Mode == parley.ModeCeasefire:
		return 3
	case in.Type == parley.Retreat, in.Type == parley.Threaten, in.Type == parley.Reject, in.Type == parley.Sanction:
		return 2
	case in.Type == parley.Consult, in.Kind == parley.Violence, in.Type == parley.Request, in.Type == parley.Coerce:
		return 1
	}
	return 0
}

// weightiest returns at most n acts: those told by most families first.
func weightiest(list []parley.Incident, n int) []parley.Incident {
	out := slices.Clone(list)
	byDay(out)
	slices.SortStableFunc(out, func(a, b parley.Incident) int {
		if a.Families != b.Families {
			return b.Families - a.Families
		}
		return weight(&b) - weight(&a)
	})
	return out[:min(n, len(out))]
}

// signed tells agreements that were signed in the period.
func (w *writing) signed(ctx context.Context) ([]Sentence, error) {
	f := w.filter()
	list, err := everything(ctx, w.store.Agreements, parley.Filter{Countries: f.Countries, Period: w.period, Actor: f.Actor, Order: parley.OrderOldest})
	if err != nil {
		return nil, err
	}
	q := ""
	var out []Sentence
	for _, a := range list {
		if a.Signed == nil {
			continue
		}
		if q == "" {
			q = w.ask("agreements signed in the period", "ledger --agreements", parley.Filter{Countries: f.Countries, Period: w.period, Actor: f.Actor})
		}
		if len(out) == w.shorter() {
			return append(out, w.left(len(list)-len(out), q, "left out", "agreement", "agreements")...), nil
		}
		source := fact(FactWords, oneLine(a.Source), q, "agreement source "+a.ID)
		if source == nil {
			source = lit("articles")
		}
		out = append(out, finish(w.tables.say("agreement", "", map[string]run{
			"name": fact(FactName, strings.TrimPrefix(strings.TrimPrefix(a.Name, "The "), "the "), q, "agreement name "+a.ID), "when": w.when(a.Signed, q, "agreement signed "+a.ID), "source": source,
		}), nil))
	}
	return out, nil
}
