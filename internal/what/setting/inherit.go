package setting

import (
	"strings"
	"time"

	"parley"
	"parley/internal/doc"
	"parley/internal/what/draft"
)

// heritage fills what events leave open from the rest of the article.
type heritage struct {
	f      *Finder
	d      *doc.Doc
	events []*draft.Event
	// conflict is the country that the article is about, empty if not known.
	conflict string
}

// told tells whether an event is told to have been, by anybody.
func told(e *draft.Event) bool {
	switch e.Status {
	case parley.Happened, parley.Alleged, parley.Denied, "":
		return true
	}
	return false
}

// violent tells whether an event is one of violence.
func violent(e *draft.Event) bool {
	return e.Type == parley.Assault || e.Type == parley.Coerce && e.Mode == parley.ModeSeize
}

// news tells whether an event is news of the article, one single happening.
func news(e *draft.Event) bool { return !e.Background && !e.Generic && !e.Aggregate }

// date fills the days of event i from the events before it or from the
// article's date.
func (h *heritage) date(i int, e *draft.Event) {
	if e.Aggregate && told(e) && !e.Generic && !e.Background {
		h.standing(e)
	}
	if !news(e) {
		return
	}
	if told(e) {
		if h.again(e, func(t tree, x *draft.Event) bool {
			h.f.ownTime(t, x)
			return !x.When.Period.IsZero()
		}, func(x *draft.Event) {
			e.When = x.When
			e.When.Inferred, e.When.How = true, "where it is taken up as "+quoted(h.d, x.Head)+": "+x.When.How
		}) {
			return
		}
		if o := h.before(i, func(o *draft.Event) bool { return o.When.Time != doc.None && h.sameStory(o, e) }); o != nil {
			e.When = draft.When{Period: o.When.Period, Time: o.When.Time, Inferred: true,
				How: "of the same story as " + quoted(h.d, o.Head) + ": " + o.When.How}
			return
		}
	}
	if x := h.saying(e); x != doc.None {
		e.When = draft.When{Period: h.d.Times[x].Period, Time: x, Inferred: true, How: "the day on which it was said: " + h.d.Times[x].How}
		return
	}
	h.published(e)
}

// published dates news without a day by the article's date: told on the day
// of the article, it was on that day or shortly before.
func (h *heritage) published(e *draft.Event) {
	p := h.d.Published.Period
	if p.From.IsZero() {
		return
	}
	e.When = draft.When{Time: doc.None, Inferred: true, Published: true}
	e.When.How = "news without a day of its own: up to the article's date"
	p.From = p.From.AddDate(0, 0, -1)
	if p.Precision == "" {
		p.Precision = parley.PrecisionDay
	}
	e.When.Period = p
}

// standing dates a total or a trend without days of its own: it is one up to
// the article's date.
func (h *heritage) standing(e *draft.Event) {
	p := h.d.Published.Period
	if p.To.IsZero() {
		return
	}
	if p.From.Equal(p.To) {
		p.From = time.Time{}
	}
	e.When = draft.When{Period: p, Time: doc.None, Inferred: true, Published: true, How: "a standing figure or a trend up to the article's date"}
}

// before returns the nearest event before event i, or in its sentence behind
// it, that is news and ok; nil for none.
func (h *heritage) before(i int, ok func(*draft.Event) bool) *draft.Event {
	for j := i - 1; j >= 0; j-- {
		if o := h.events[j]; o != nil && news(o) && ok(o) {
			return o
		}
	}
	for j := i + 1; j < len(h.events); j++ {
		o := h.events[j]
		if o == nil || o.Sentence != h.events[i].Sentence {
			break
		}
		if news(o) && ok(o) {
			return o
		}
	}
	return nil
}

// sameStory tells whether event e, which gives no day or place of its own,
// goes on telling of event o.
func (h *heritage) sameStory(o, e *draft.Event) bool {
	if !told(o) || violent(o) != violent(e) || h.otherDays(o, e) {
		return false
	}
	if e.Anaphoric {
		return true
	}
	return violent(e) && h.apart(o, e) <= 3 && h.paragraphs(o, e) <= 1
}

// apart is how many sentences lie between the nearest triggers of two events.
func (h *heritage) apart(a, b *draft.Event) int {
	least := len(h.d.Sentences)
	for _, x := range a.Heads {
		for _, y := range b.Heads {
			n, m := sentenceOf(h.d, x), sentenceOf(h.d, y)
			least = min(least, max(n-m, m-n))
		}
	}
	return least
}

// paragraphs is how many paragraphs lie between the nearest triggers of two events.
func (h *heritage) paragraphs(a, b *draft.Event) int {
	least := len(h.d.Sentences)
	for _, x := range a.Heads {
		for _, y := range b.Heads {
			n, m := sentenceOf(h.d, x), sentenceOf(h.d, y)
			if n == doc.None || m == doc.None {
				continue
			}
			n, m = h.d.Sentences[n].Paragraph, h.d.Sentences[m].Paragraph
			least = min(least, max(n-m, m-n))
		}
	}
	return least
}

// otherDays tells whether both events have days of their own that do not meet.
func (h *heritage) otherDays(o, e *draft.Event) bool {
	a, b := o.When, e.When
	return !a.Inferred && !b.Inferred && !a.Period.IsZero() && !b.Period.IsZero() && !a.Period.Overlaps(b.Period)
}

// saying returns the time at which somebody says what the event is told in,
// or None.
func (h *heritage) saying(e *draft.Event) int {
	if told(e) && violent(e) {
		return doc.None // said on Wednesday, but done the night before
	}
	if x := h.sayingIn(e.Sentence, e.Head); x != doc.None {
		return x
	}
	return h.sayingBefore(e)
}

// sayingBefore returns the time at which the speaker of the event's quote said
// something else in the sentence before, or None.
func (h *heritage) sayingBefore(e *draft.Event) int {
	if e.Quote < 0 || e.Quote >= len(h.d.Quotes) || e.Sentence == 0 || h.d.Quotes[e.Quote].Actor == doc.None {
		return doc.None
	}
	n := e.Sentence - 1
	if h.d.Sentences[n].Paragraph != h.d.Sentences[e.Sentence].Paragraph {
		return doc.None
	}
	for i := range h.d.Quotes {
		q := &h.d.Quotes[i]
		if q.Actor == h.d.Quotes[e.Quote].Actor && q.Cue != doc.None && sentenceOf(h.d, q.Cue) == n {
			return h.sayingIn(n, doc.None)
		}
	}
	return doc.None
}

// sayingIn returns the time of a sentence that hangs on a word of saying or of
// doing above the token head (any, for None), or None.
func (h *heritage) sayingIn(sentence, head int) int {
	t := tree{d: h.d, s: h.d.Sentences[sentence], f: h.f}
	for i := firstTime(h.d, t.s.First); i < len(h.d.Times) && h.d.Times[i].First < t.s.Last; i++ {
		x := &h.d.Times[i]
		if x.Period.IsZero() || x.Relation != doc.RelationOn || x.Type == doc.TimeSet || x.Type == doc.TimeDuration {
			continue
		}
		a := h.d.Tokens[headOf(h.d, x.First, x.Last)].Head
		if !t.inside(a) || !h.f.is(h.d, a, wordSays|wordSpeech|wordLight|wordRelate) {
			continue
		}
		if head != doc.None && t.inside(head) && !t.under(head, a) && !h.f.is(h.d, a, wordSays|wordSpeech) {
			continue
		}
		pub := h.d.Published.Period
		if pub.To.IsZero() || !x.Period.From.After(pub.To) {
			return i
		}
	}
	return doc.None
}

// quoted returns the token's word in quotation marks.
func quoted(d *doc.Doc, token int) string {
	if token < 0 || token >= len(d.Tokens) {
		return "an event before"
	}
	return `"` + strings.ToLower(d.Word(token)) + `"`
}
