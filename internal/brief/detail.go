package brief

import (
	"cmp"
	"context"
	"slices"
	"strings"

	"parley"
)

// mostDetails is how many incidents of a part are set out with their accounts: the
// gravest. It bounds the work of a report over many years.
const mostDetails = 300

// detail sets out incidents, each once.
func (w *writing) detail(ctx context.Context, list []parley.Incident) error {
	var missing []parley.Incident
	var events []string
	for _, in := range list {
		if w.details[in.ID] == nil {
			missing = append(missing, in)
			events = append(events, in.Events...)
		}
	}
	if len(missing) == 0 {
		return nil
	}
	tellings, err := w.store.Tellings(ctx, events)
	if err != nil {
		return err
	}
	for _, in := range missing {
		d := w.resolve.Detail(in, tellings[:len(in.Events)], nil, nil)
		tellings = tellings[len(in.Events):]
		w.details[in.ID] = &d
	}
	return nil
}

// gravest returns at most n incidents by what they did: most killed first, then
// most injured, then told by most families, then by day.
func gravest(list []parley.Incident, n int) []parley.Incident {
	out := slices.Clone(list)
	slices.SortStableFunc(out, func(a, b parley.Incident) int {
		return cmp.Or(cmp.Compare(best(b.Killed), best(a.Killed)), cmp.Compare(best(b.Injured), best(a.Injured)),
			cmp.Compare(b.Families, a.Families), countDay(&a).Compare(countDay(&b)), strings.Compare(a.ID, b.ID))
	})
	return out[:min(n, len(out))]
}

func best(e parley.Estimate) int {
	if e.Best == nil {
		return -1
	}
	return *e.Best
}

// byDay puts incidents in order of their days.
func byDay(list []parley.Incident) {
	slices.SortStableFunc(list, func(a, b parley.Incident) int {
		return cmp.Or(countDay(&a).Compare(countDay(&b)), strings.Compare(a.ID, b.ID))
	})
}

// mostTellings is how many articles are cited for one incident.
const mostTellings = 4

// citeIncident cites the articles that tell an incident: those of other families
// first, and in each the sentences with the figures and with the deed.
func (w *writing) citeIncident(ctx context.Context, d *parley.IncidentDetail) ([]Cite, error) {
	var order []int
	seen := map[string]bool{}
	for _, fresh := range []bool{true, false} {
		for i := range d.Tellings {
			if f := d.Tellings[i].Article.Family; seen[f] != fresh && !slices.Contains(order, i) {
				seen[f] = true
				order = append(order, i)
			}
		}
	}
	var out []Cite
	for _, i := range order[:min(len(order), mostTellings)] {
		t := &d.Tellings[i]
		cites, err := w.citeFirst(ctx, t, figureEvidence(&d.Incident, t), "trigger", "killed", "injured")
		if err != nil {
			return nil, err
		}
		out = append(out, cites...)
	}
	return out, nil
}

// citeEvent cites the sentences of an event's article that hold evidence of the
// roles, those of the text itself before its headline.
func (w *writing) citeEvent(ctx context.Context, t *parley.Telling, roles ...string) ([]Cite, error) {
	return w.citeFirst(ctx, t, nil, roles...)
}

// citeFirst does the same, with other evidence to stand first.
func (w *writing) citeFirst(ctx context.Context, t *parley.Telling, first []parley.Evidence, roles ...string) ([]Cite, error) {
	a, err := w.article(ctx, t.Article.ID)
	if err != nil {
		return nil, err
	}
	headline := 0
	if title := t.Article.Title; title != "" && strings.HasPrefix(a.text, title+"\n") {
		headline = len(title)
	}
	var body, above []parley.Evidence
	take := func(e *parley.Evidence) bool { // reports whether it stands in the text
		if e.In == "" && e.Start >= headline {
			body = append(body, *e)
			return true
		}
		above = append(above, *e)
		return false
	}
	body = append(body, first...)
	for _, role := range roles {
		found := false
		for i := range t.Event.Evidence {
			e := &t.Event.Evidence[i]
			if e.Role == role && e.In == "" && (role != "trigger" || !found) { // the first trigger says what was done
				found = take(e) || found
			}
		}
	}
	if len(body) == 0 {
		body = above
	}
	return w.cite(ctx, t.Article.ID, body)
}

// figureEvidence is the evidence of the figures of an event that a sentence on its
// incident prints, the best estimates first. The headline shows only what the text
// below it does not.
func figureEvidence(in *parley.Incident, t *parley.Telling) []parley.Evidence {
	e := &t.Event
	var figures []parley.Evidence
	for _, v := range e.Evidence {
		if v.Role == "killed" || v.Role == "injured" || v.Role == "toll" {
			figures = append(figures, v)
		}
	}
	if len(figures) != len(e.Tolls) { // each toll has its evidence, in their order
		return nil
	}
	var out []parley.Evidence
	for _, of := range []struct {
		outcome string
		value   *int
	}{
		{"killed", in.Killed.Best}, {"injured", in.Injured.Best}, {"killed", in.Killed.High}, {"killed", in.Killed.Low},
		{"injured", in.Injured.High}, {"injured", in.Injured.Low},
	} {
		var shown []parley.Evidence
		for i := range e.Tolls {
			x := &e.Tolls[i]
			if of.value != nil && x.Outcome == of.outcome && (x.Low != nil && *x.Low == *of.value || x.High != nil && *x.High == *of.value) {
				shown = append(shown, figures[i])
			}
		}
		below := slices.DeleteFunc(slices.Clone(shown), func(v parley.Evidence) bool { return v.In == "" && v.Start < len(t.Article.Title) })
		if len(below) > 0 {
			shown = below
		}
		out = append(out, shown[:min(1, len(shown))]...)
	}
	return out
}
