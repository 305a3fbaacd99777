package brief

import (
	"context"
	"slices"
	"strings"

	"parley"
)

// clashes sets the sides of each contradiction side by side.
func (w *writing) clashes(ctx context.Context) error {
	var disputed []parley.Incident
	for _, in := range w.now.violence {
		if in.Standing == parley.Contested {
			disputed = append(disputed, in)
		}
	}
	list := gravest(disputed, w.shorter())
	byDay(list)
	if err := w.detail(ctx, list); err != nil {
		return err
	}
	var blocks []Block
	for i := range list {
		d := w.details[list[i].ID]
		for c := range d.Clashes {
			if s, _, _ := w.sides(&d.Incident); d.Clashes[c].Value == "source" && len(s) == 0 && len(d.Sources) > 0 {
				continue // those named are of the side that was hit
			}
			b, err := w.clash(ctx, d, &d.Clashes[c])
			if err != nil {
				return err
			}
			blocks = append(blocks, b)
		}
	}
	blocks = append(blocks, paragraph(w.left(len(disputed)-len(list), w.now.query, "disputed left out", "disputed incident", "disputed incidents")...))
	w.section("clashes", "Where accounts clash", blocks...)
	return nil
}

// clash makes the table of one contradiction.
func (w *writing) clash(ctx context.Context, d *parley.IncidentDetail, c *parley.Clash) (Block, error) {
	caption := finish(w.tables.say("clash", "", map[string]run{
		"title": w.title(&d.Incident, c.Value != "source"), "value": w.tables.say("clash."+c.Value, "", nil),
	}), nil)
	b := Block{Kind: Table, Head: []string{"Who", "Says", "Told by"}}
	for _, side := range c.Sides {
		by, says := w.sideName(d, &side), lit("\u2013")
		if side.Says != "" {
			says = fact(FactWords, side.Says, d.ID, "clashes."+c.Value)
			if denies(d, &side) && !strings.HasPrefix(side.Says, "denies") {
				says = with(lit("denies this: "), says)
			}
		}
		told, cites, err := w.sideProof(ctx, d, &side, c.Value)
		if err != nil {
			return b, err
		}
		caption.Cites = unique(append(caption.Cites, cites[:min(1, len(cites))]...))
		b.Rows = append(b.Rows, []Sentence{finish(by, nil), finish(says, cites), finish(told, nil)})
	}
	b.Caption = &caption
	return b, nil
}

// denies tells whether the speaker of a side gives its figure only to deny it.
func denies(d *parley.IncidentDetail, side *parley.ClashSide) bool {
	found := false
	for i := range d.Accounts {
		if a := &d.Accounts[i]; a.Speaker == side.By && side.By != "" && slices.Contains(side.Events, a.Event) {
			if a.Stance != "denies" {
				return false
			}
			found = true
		}
	}
	return found
}

// sideName names who gives one side of a clash: a speaker, or the articles.
func (w *writing) sideName(d *parley.IncidentDetail, side *parley.ClashSide) run {
	for i := range d.Accounts {
		if a := &d.Accounts[i]; a.Speaker == side.By && side.By != "" {
			return w.speaker(a.Speaker, a.Role, d.ID)
		}
	}
	for i := range d.Claims {
		if c := &d.Claims[i]; side.By != "" && (c.By == side.By || c.Speaker == side.By) {
			return fact(FactName, side.By, d.ID, "claims")
		}
	}
	return lit(plural(len(side.Events), "the article itself", "the articles themselves"))
}

// sideProof names the outlets that tell a side, and cites their words.
func (w *writing) sideProof(ctx context.Context, d *parley.IncidentDetail, side *parley.ClashSide, value string) (run, []Cite, error) {
	var outlets []string
	var cites []Cite
	nameless := 0
	for i := range d.Tellings {
		t := &d.Tellings[i]
		if !slices.Contains(side.Events, t.Event.ID) {
			continue
		}
		if o := t.Article.Outlet; o == "" {
			nameless++
		} else if !slices.Contains(outlets, o) {
			outlets = append(outlets, o)
		}
		more, err := w.citeSide(ctx, d, t, side.By, value)
		if err != nil {
			return nil, nil, err
		}
		cites = append(cites, more...)
	}
	var names []run
	for _, o := range outlets[:min(len(outlets), 4)] {
		names = append(names, fact(FactName, o, d.ID, "outlets"))
	}
	if n := len(outlets) - 4; n > 0 {
		names = append(names, counted(n, d.ID, "outlets", "outlet more", "outlets more"))
	}
	if nameless > 0 {
		names = append(names, counted(nameless, d.ID, "articles", "article of an unnamed outlet", "articles of unnamed outlets"))
	}
	return sequence(names), cites, nil
}

// citeSide cites what a speaker says in one telling, or what the article tells.
func (w *writing) citeSide(ctx context.Context, d *parley.IncidentDetail, t *parley.Telling, by, value string) ([]Cite, error) {
	for i := range d.Accounts {
		if a := &d.Accounts[i]; a.Event == t.Event.ID && a.Speaker == by && len(a.Evidence) > 0 {
			last := a.Evidence[len(a.Evidence)-1:] // the figure stands behind the speaker
			return w.cite(ctx, t.Article.ID, last)
		}
	}
	for i := range d.Claims {
		if c := &d.Claims[i]; c.Event == t.Event.ID && (c.By == by || c.Speaker == by) && len(c.Evidence) > 0 {
			return w.cite(ctx, t.Article.ID, c.Evidence)
		}
	}
	roles := map[string]string{"killed": "killed", "injured": "injured", "source": "source", "date": "date", "place": "place"}
	if role := roles[value]; role != "" {
		if cites, err := w.citeEvent(ctx, t, role); err != nil || len(cites) > 0 {
			return cites[:min(1, len(cites))], err
		}
	}
	return w.citeEvent(ctx, t, "trigger")
}

// title names an incident in a sentence: "the attack on … in … on 3 March 2020";
// who did it is left out where that is the question.
func (w *writing) title(in *parley.Incident, sources bool) run {
	noun := w.noun(in, sources)
	if len(noun) > 0 {
		noun = slices.Clone(noun)
		for _, a := range []string{"a ", "an "} {
			if rest, ok := strings.CutPrefix(noun[0].Text, a); ok && noun[0].Fact == nil {
				noun[0].Text = "the " + rest
				break
			}
		}
	}
	out := with(noun, w.where(in))
	if when := w.when(in.Date, in.ID, "date"); when != nil {
		out = with(out, lit(" "), when)
	}
	return out
}
