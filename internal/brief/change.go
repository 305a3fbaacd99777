package brief

import (
	"cmp"
	"context"
	"errors"
	"slices"
	"strings"

	"parley"
	"parley/internal/process"
)

// change is one change of an undertaking's status.
type change struct {
	u parley.Undertaking
	c parley.StatusChange
}

// changes tells what was kept and what was broken in the period.
func (w *writing) changes(ctx context.Context, f parley.Filter) ([]Block, error) {
	found, q, err := w.changed(ctx, f)
	if err != nil {
		return nil, err
	}
	var blocks []Block
	for _, part := range []struct {
		title string
		of    []parley.CommitmentStatus
		field string
	}{
		{"Kept in the period", []parley.CommitmentStatus{parley.Met, parley.PartlyMet, parley.UnderWay}, "kept"},
		{"Broken, refused or disputed in the period", []parley.CommitmentStatus{
			parley.Broken, parley.Rejected, parley.Disputed, parley.Withdrawn, parley.Lapsed}, "broken"},
	} {
		var list []change
		for _, x := range found {
			if slices.Contains(part.of, x.c.Status) {
				list = append(list, x)
			}
		}
		if len(list) == 0 {
			continue
		}
		shown := list[:min(len(list), w.shorter())]
		var told []Sentence
		for i := range shown {
			s, err := w.changeSentence(ctx, &shown[i])
			if err != nil {
				return nil, err
			}
			told = append(told, s)
		}
		blocks = append(blocks, bullets(captioned(lit(part.title), fact(FactCount, digits(len(list)), q, part.field)), told),
			paragraph(w.left(len(list)-len(shown), q, part.field+" left out", "entry of the ledger", "entries of the ledger")...))
	}
	return blocks, nil
}

// changed finds the changes of status that were in the period, by day. Only what
// process.Watched finds can have changed.
func (w *writing) changed(ctx context.Context, f parley.Filter) ([]change, string, error) {
	statuses := []parley.CommitmentStatus{
		parley.Met, parley.PartlyMet, parley.UnderWay, parley.Broken, parley.Rejected, parley.Disputed, parley.Withdrawn, parley.Lapsed,
	}
	seen := map[string]bool{}
	var out []change
	for _, watched := range process.Watched(w.period) {
		g := f
		g.Period, g.Due, g.CommitmentStatuses = watched.Period, watched.Due, statuses
		list, err := everything(ctx, w.store.Undertakings, g)
		if err != nil {
			return nil, "", err
		}
		for _, u := range list {
			if seen[u.ID] {
				continue
			}
			seen[u.ID] = true
			more, err := w.changesOf(ctx, u)
			if err != nil {
				return nil, "", err
			}
			out = append(out, more...)
		}
	}
	slices.SortStableFunc(out, func(a, b change) int {
		return cmp.Or(a.c.On.From.Compare(b.c.On.From), strings.Compare(a.u.ID, b.u.ID))
	})
	q := ""
	if len(out) > 0 {
		f.CommitmentStatuses = statuses
		q = w.ask("promises of which the state changed in the period", "", f)
	}
	return out, q, nil
}

// changesOf returns the last change of an undertaking that was in the period.
func (w *writing) changesOf(ctx context.Context, u parley.Undertaking) ([]change, error) {
	whole, bearing, err := w.store.Undertaking(ctx, u.ID)
	if errors.Is(err, parley.ErrNotFound) {
		return nil, nil
	} else if err != nil {
		return nil, err
	}
	tellings, err := w.store.CommitmentTellings(ctx, whole.Commitments)
	if err != nil {
		return nil, err
	}
	d := w.ledger.Detail(whole, tellings, bearing, nil)
	for _, c := range slices.Backward(d.History) {
		first := c.On.From
		if first.IsZero() {
			first = c.On.To
		}
		if c.Status != parley.Pending && !first.Before(w.period.From) && !first.After(w.period.To) && !first.IsZero() {
			return []change{{whole, c}}, nil
		}
	}
	return nil, nil
}

// changeSentence tells a promise and what was told of it.
func (w *writing) changeSentence(ctx context.Context, x *change) (Sentence, error) {
	cites, err := w.citeUndertaking(ctx, &x.u)
	if err != nil {
		return Sentence{}, err
	}
	article := x.c.Article
	if article == "" && x.c.Event != "" {
		tellings, err := w.store.Tellings(ctx, []string{x.c.Event})
		if err != nil {
			return Sentence{}, err
		}
		article = tellings[0].Article.ID
	}
	if article != "" {
		more, err := w.cite(ctx, article, x.c.Evidence)
		if err != nil {
			return Sentence{}, err
		}
		cites = append(cites, more...)
	}
	slots := map[string]run{
		"status": fact(FactState, string(x.c.Status), x.u.ID, "history.status"), "when": w.when(&x.c.On, x.u.ID, "history.on"),
	}
	key := "promise.change"
	if x.c.By != "" {
		key, slots["who"] = "promise.change.by", w.speaker(x.c.By, "", x.u.ID)
	}
	told := w.promise(&x.u, false)
	if n := len(told) - 1; n >= 0 { // the full stop comes last
		told = slices.Clone(told)
		told[n].Text = strings.TrimSuffix(told[n].Text, ".")
	}
	return finish(with(told, w.tables.say(key, "", slots), lit(".")), cites), nil
}
