package brief

import (
	"context"
	"math"

	"parley"
	"parley/internal/trend"
)

// sums are the figures of a period's violence.
type sums struct {
	incidents               int
	killed                  int
	killedLow, killedHigh   int
	injured                 int
	injuredLow, injuredHigh int
}

func add(list []parley.Incident) sums {
	s := sums{incidents: len(list)}
	n := func(p *int) int {
		if p == nil {
			return 0
		}
		return *p
	}
	for i := range list {
		k, j := &list[i].Killed, &list[i].Injured
		s.killed += n(k.Best)
		s.killedLow += n(k.Low)
		s.killedHigh += n(k.High)
		s.injured += n(j.Best)
		s.injuredLow += n(j.Low)
		s.injuredHigh += n(j.High)
	}
	return s
}

// keyFigures sets the figures of the period beside those of the one before.
func (w *writing) keyFigures(ctx context.Context) error {
	now, then := add(w.now.violence), add(w.prior.violence)
	if now.incidents == 0 && then.incidents == 0 && len(w.now.deeds) == 0 && len(w.prior.deeds) == 0 {
		w.section("figures", "Key figures", paragraph(finish(w.tables.say("figures.none", "", map[string]run{
			"n":    counted(0, w.now.query, "incidents", "incident of violence", "incidents of violence"),
			"acts": counted(0, w.now.acts, "incidents", "other act", "other acts"),
			"days": counted(w.days, w.prior.query, "days", "day", "days"),
		}), nil)))
		return nil
	}
	q, p := w.now.query, w.prior.query
	t := Block{Kind: Table, Head: []string{"", spanWords(w.period.From, w.period.To), spanWords(w.before.From, w.before.To), "Change"}}
	row := func(name, q, p, field string, a, b int) {
		t.Rows = append(t.Rows, []Sentence{
			finish(lit(name), nil), finish(fact(FactCount, digits(a), q, field), nil), finish(fact(FactCount, digits(b), p, field), nil),
			finish(fact(FactCount, signed(a-b), q+" "+p, field), nil),
		})
	}
	row("Incidents of violence", q, p, "incidents", now.incidents, then.incidents)
	row("Killed, best estimate", q, p, "killed.best", now.killed, then.killed)
	row("Killed, lowest estimate", q, p, "killed.low", now.killedLow, then.killedLow)
	row("Killed, highest estimate", q, p, "killed.high", now.killedHigh, then.killedHigh)
	row("Injured, best estimate", q, p, "injured.best", now.injured, then.injured)
	row("Talks, agreements and other acts", w.now.acts, w.prior.acts, "incidents", len(w.now.deeds), len(w.prior.deeds))
	rate, err := w.rate(ctx)
	if err != nil {
		return err
	}
	w.section("figures", "Key figures", t, paragraph(rate))
	return nil
}

// fewIncidents is how few of two periods together say nothing of a rate.
const fewIncidents = 10

// rate compares the rates of violence.
func (w *writing) rate(ctx context.Context) (Sentence, error) {
	c, err := w.compare(ctx)
	if err != nil {
		return Sentence{}, err
	}
	of := w.now.query + " " + w.prior.query
	n := c.Before.Incidents + c.After.Incidents
	switch {
	case n < fewIncidents:
		return finish(w.tables.say("rate.few", "", map[string]run{"n": counted(n, of, "incidents of both", "incident of violence", "incidents of violence")}), nil), nil
	case c.Ratio == nil || c.Low == nil || c.High == nil:
		return finish(w.tables.say("rate.none", "", map[string]run{
			"n": counted(c.Before.Incidents, w.prior.query, "incidents", "incident of violence", "incidents of violence"),
		}), nil), nil
	}
	verdict := "no clear change"
	if *c.Low > 1 {
		verdict = "a rise"
	} else if *c.High < 1 {
		verdict = "a fall"
	}
	return finish(w.tables.say("rate", "", map[string]run{
		"ratio": fact(FactRate, decimal(*c.Ratio), of, "ratio"), "low": fact(FactRate, decimal(*c.Low), of, "ratio.low"),
		"high": fact(FactRate, decimal(*c.High), of, "ratio.high"), "days": counted(w.days, of, "days", "day", "days"),
		"verdict": lit(verdict), "confidence": fact(FactRate, digits(int(math.Round(100*trend.Confidence))), of, "confidence"),
	}), nil), nil
}
