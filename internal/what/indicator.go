package what

import (
	"parley"
	"parley/internal/doc"
)

// indicators writes the states and standing figures of the article.
func (w writer) indicators() []parley.Indicator {
	var out []parley.Indicator
	for _, x := range w.d.Indicators {
		out = append(out, w.indicator(x))
	}
	return out
}

func (w writer) indicator(x doc.Indicator) parley.Indicator {
	v := parley.Indicator{What: x.What}
	v.Evidence = append(v.Evidence, w.tokens("what", doc.Range{First: x.First, Last: x.Last}, x.Rule))
	if x.Count >= 0 {
		c := w.d.Counts[x.Count]
		figure := c.Figure
		v.Value, v.Unit = &figure, c.Unit
		if high := c.High; high != figure && high < doc.Unbounded {
			v.High = &high
		}
		v.Evidence = append(v.Evidence, w.tokens("value", doc.Range{First: c.First, Last: c.Last}, c.Rule))
	}
	if x.Word >= 0 {
		ev := w.token("value", x.Word, x.Rule)
		v.Word = ev.Quote
		v.Evidence = append(v.Evidence, ev)
	}
	w.asOf(x, &v)
	if x.Place >= 0 {
		p := w.d.Places[x.Place]
		v.Place = eventPlace(p.Place)
		v.Place.How = p.How
		v.Evidence = append(v.Evidence, w.tokens("place", doc.Range{First: p.First, Last: p.Last}, ""))
	}
	return v
}

// asOf writes the day for which the figure holds, with the time of the text
// that gives it; without one it is the article's date.
func (w writer) asOf(x doc.Indicator, v *parley.Indicator) {
	if x.AsOf.IsZero() {
		return
	}
	v.AsOf = &parley.Date{Period: x.AsOf, How: "the article's date"}
	if t := w.timeOf(x); t >= 0 {
		time := w.d.Times[t]
		ev := w.tokens("as_of", doc.Range{First: time.First, Last: time.Last}, time.Rule)
		v.AsOf.Text, v.AsOf.How = ev.Quote, time.How
		v.Evidence = append(v.Evidence, ev)
	}
}

// timeOf returns the time of the indicator's sentence that means its days, or
// doc.None.
func (w writer) timeOf(x doc.Indicator) int {
	s := sentenceOf(w.d, x.First)
	for i, t := range w.d.Times {
		if t.Period == x.AsOf && sentenceOf(w.d, t.First) == s {
			return i
		}
	}
	return doc.None
}
