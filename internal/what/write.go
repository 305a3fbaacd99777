package what

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"

	"parley"
	"parley/internal/doc"
	"parley/internal/what/draft"
	"parley/internal/what/ontology"
	"parley/internal/what/toll"
)

// writer writes drafts and layers down as values of the record, with bytes in
// place of tokens.
type writer struct {
	d     *doc.Doc
	codes *ontology.Ontology
}

// event writes a fused draft.
func (w writer) event(e *draft.Event) parley.Event {
	out := parley.Event{
		ID: w.id(string(e.Type), e.Head), Kind: ontology.Kind(e.Type, e.Mode), Type: e.Type, Mode: e.Mode,
		Status: e.Status, Background: e.Background, Aggregate: e.Aggregate,
		ACLED: w.codes.ACLED(e.Type, e.Mode),
	}
	w.codesOf(e, &out)
	w.triggers(e, &out)
	out.Date = w.date(e, &out)
	out.Place = w.place(e, &out)
	out.Sources = w.sides("source", e.Sources, &out)
	out.Targets = w.sides("target", e.Targets, &out)
	out.Weapons = w.weapons(e, &out)
	out.Killed = w.sum(e, doc.Killed)
	out.Injured = w.sum(e, doc.Injured)
	out.Tolls = w.tolls(e, &out)
	out.Claims = w.claims(e, &out)
	out.Accounts = w.accounts(e, &out)
	for _, x := range e.Evidence {
		ev := w.tokens(x.Role, x.Words, x.Rule)
		ev.Inferred = x.Inferred
		out.Evidence = append(out.Evidence, ev)
	}
	out.Confidence = confidence(e, &out)
	return out
}

// id makes an ID of the article's, of what the value is, and of its trigger's
// bytes, so that the same text gives the same IDs.
func (w writer) id(what string, token int) string {
	article := ""
	if w.d.Article != nil {
		article = w.d.Article.ID
	}
	t := w.d.Tokens[token]
	h := sha256.Sum256(fmt.Appendf(nil, "%s %s %d %d", article, what, t.Start, t.End))
	return hex.EncodeToString(h[:8])
}

// codesOf sets the CAMEO code that the deciding rule gives, else the general
// one of the type, and its score.
func (w writer) codesOf(e *draft.Event, out *parley.Event) {
	for _, m := range e.Matches {
		if code := w.d.Matches[m].Attr("cameo"); code != "" {
			if score, ok := w.codes.Goldstein(code); ok {
				out.CAMEO, out.Goldstein = code, score
				return
			}
		}
	}
	out.CAMEO = w.codes.CAMEO(e.Type, e.Mode)
	out.Goldstein, _ = w.codes.Goldstein(out.CAMEO)
}

// triggers adds the words of every trigger fused into e, the deciding one first.
func (w writer) triggers(e *draft.Event, out *parley.Event) {
	add := func(head int) {
		words, by := doc.Range{First: head, Last: head + 1}, ""
		for _, m := range e.Matches {
			if x := &w.d.Matches[m]; x.Head == head {
				words, by = x.Trigger, x.Rule
				break
			}
		}
		out.Evidence = append(out.Evidence, w.tokens("trigger", words, by))
	}
	add(e.Head)
	for _, h := range e.Heads {
		if h != e.Head {
			add(h)
		}
	}
	if e.Status != parley.Happened {
		at := e.StatusAt
		if at < 0 {
			at = e.Head // the trigger itself says it: "threatened", "demanded"
		}
		out.Evidence = append(out.Evidence, w.token("status", at, e.StatusBy))
	}
}

func (w writer) date(e *draft.Event, out *parley.Event) *parley.Date {
	if e.When.Period.IsZero() {
		return nil
	}
	v := &parley.Date{Period: e.When.Period, How: e.When.How}
	switch {
	case e.When.Time >= 0:
		t := w.d.Times[e.When.Time]
		ev := w.tokens("date", doc.Range{First: t.First, Last: t.Last}, t.Rule)
		ev.Inferred = e.When.Inferred
		v.Text = ev.Quote
		out.Evidence = append(out.Evidence, ev)
	default:
		out.Evidence = append(out.Evidence, w.publishedEvidence("date", e.Head)...)
	}
	return v
}

// publishedEvidence shows what the article's own date rests on; where nothing
// does, the trigger stands for it, whose tense it is.
func (w writer) publishedEvidence(role string, head int) []parley.Evidence {
	if len(w.d.Published.Reasons) == 0 {
		ev := w.token(role, head, "")
		ev.Inferred = true
		return []parley.Evidence{ev}
	}
	ev := w.part(role, w.d.Published.Reasons[0].Evidence, "published")
	ev.Inferred = true
	return []parley.Evidence{ev}
}

func (w writer) place(e *draft.Event, out *parley.Event) *parley.EventPlace {
	if e.Where.Place.Name == "" {
		return nil
	}
	v := eventPlace(e.Where.Place)
	v.Near, v.How = e.Where.Near, e.Where.How
	ev := w.token("place", e.Head, "")
	switch {
	case e.Where.At >= 0:
		p := w.d.Places[e.Where.At]
		ev = w.tokens("place", doc.Range{First: p.First, Last: p.Last}, "")
	case e.Where.From.End > e.Where.From.Start:
		ev = w.part("place", e.Where.From, "")
	}
	ev.Inferred = e.Where.Inferred
	out.Evidence = append(out.Evidence, ev)
	return v
}

// eventPlace writes a place of the gazetteer; no coordinates without precision.
func eventPlace(p parley.Place) *parley.EventPlace {
	v := &parley.EventPlace{
		Name: p.Name, Country: p.Country, Admin1: p.Admin1, Admin2: p.Admin2, Precision: p.Precision, ID: p.ID,
	}
	if p.Precision != "" {
		lat, lon := p.Lat, p.Lon
		v.Lat, v.Lon = &lat, &lon
	}
	return v
}

func (w writer) sum(e *draft.Event, outcome doc.Outcome) *parley.Range {
	low, high, vague, ok := toll.Sum(w.d, e, outcome)
	if !ok {
		return nil
	}
	r := number(low, high)
	r.Vague = vague
	return &r
}

// number makes a range of whole numbers; a bound beyond doc.Unbounded is open.
func number(low, high float64) parley.Range {
	var r parley.Range
	l := int(low)
	r.Low = &l
	if high < doc.Unbounded {
		h := int(high)
		r.High = &h
	}
	return r
}

// confidence says how completely the article tells the event, as a number
// between 0 and 1: half for a trigger, the rest for who, whom, when and where,
// each counting half where it was inferred. It is no probability.
func confidence(e *draft.Event, out *parley.Event) float64 {
	c := 0.5
	if len(e.Sources) > 0 {
		c += .1
	}
	if len(e.Targets) > 0 {
		c += .15
	}
	add := func(there, inferred bool) {
		switch {
		case there && inferred:
			c += .06
		case there:
			c += .12
		}
	}
	add(out.Date != nil, e.When.Inferred)
	add(out.Place != nil, e.Where.Inferred)
	return float64(int(c*100+.5)) / 100
}
