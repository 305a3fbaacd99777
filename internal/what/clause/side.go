package clause

import (
	"parley"
	"parley/internal/doc"
)

// sideOf returns the side of the actor whose words the token heads; empty if
// not known.
func (g *reading) sideOf(token int) string {
	m := g.d.MentionAt(token)
	if m == doc.None {
		return ""
	}
	a := &g.d.Actors[g.d.Mentions[m].Actor]
	if a.Side != "" {
		return a.Side
	}
	return a.ID
}

// doers returns the tokens of the arguments in which the matches name who
// did it.
func (g *reading) doers() []int {
	var tokens []int
	for _, i := range g.e.Matches {
		if 0 <= i && i < len(g.d.Matches) {
			tokens = append(tokens, g.d.Matches[i].Arg("source")...)
		}
	}
	return tokens
}

// ownDeed tells whether the deed at cur is that of the subject of p: "claimed
// that it had killed".
func (g *reading) ownDeed(cur, p int) bool {
	if g.infinitive(cur) {
		return true
	}
	speaker := g.child(p, "nsubj")
	doer := g.child(cur, "nsubj")
	if doer < 0 {
		return false
	}
	if g.is("own", g.lemma(doer)) {
		return true
	}
	if speaker < 0 {
		return false
	}
	a := g.sideOf(speaker)
	b := g.sideOf(doer)
	if owner := g.child(doer, "nmod"); owner >= 0 && g.d.Tokens[owner].XPOS == "PRP$" {
		return true // "his fighters" are the speaker's
	}
	if b == "" && g.d.Tokens[doer].UPOS == "PRON" {
		return true
	}
	return a != "" && a == b
}

// otherSide turns a fact into an allegation where only an armed opponent's
// word tells it of somebody else.
func (g *reading) otherSide() {
	e := g.e
	if e.Status != parley.Happened || e.Quote == doc.None || e.Type != parley.Assault && e.Type != parley.Coerce {
		return
	}
	q := &g.d.Quotes[e.Quote]
	if q.For == "" || q.Stance == doc.StanceClaims || !g.rebel(q) {
		return
	}
	for _, t := range g.doers() {
		if side := g.sideOf(t); side != "" && side != q.For {
			e.Status, e.StatusAt, e.StatusBy = parley.Alleged, q.Cue, "status.other-side"
			return
		}
	}
}

// rebel tells a quote that is spoken for an armed group.
func (g *reading) rebel(q *doc.Quote) bool {
	for i := range g.d.Actors {
		if a := &g.d.Actors[i]; a.ID == q.For {
			return a.Sector == "REB"
		}
	}
	return false
}

// ahead turns a fact into a plan where its own time lies behind the article's
// date.
func (g *reading) ahead() {
	now := g.d.Published.Period.To
	if g.e.Status != parley.Happened || now.IsZero() || g.d.Tokens[g.verb].XPOS == "VBD" {
		return
	}
	for i := range g.d.Times {
		t := &g.d.Times[i]
		if t.First < g.s.First || t.Last > g.s.Last || !g.timeOf(t) {
			continue
		}
		if from := t.Period.From; from.After(now) && t.Relation != doc.RelationBefore && t.Relation != doc.RelationUntil {
			g.e.Status, g.e.StatusAt, g.e.StatusBy = parley.Planned, t.First, "status.ahead"
			return
		}
	}
}

// timeOf tells whether the time hangs on the trigger or on the word that
// carries its clause.
func (g *reading) timeOf(t *doc.Time) bool {
	for i := t.First; i < t.Last; i++ {
		if h := g.d.Tokens[i].Head; h == g.e.Head || h == g.verb {
			return true
		}
	}
	return false
}
