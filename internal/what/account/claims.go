package account

import (
	"strings"

	"parley"
	"parley/internal/doc"
	"parley/internal/what/draft"
)

// The stances of a claim.
const (
	claimed = "claimed"
	denied  = "denied"
	none    = "none"
)

// claims binds the matches of the rules claim/STANCE. Where several match one
// trigger, none goes before denied, and denied before claimed: a negated claim
// is none.
func (r *reading) claims() {
	best := map[int]int{} // match by head
	for i := range r.d.Matches {
		m := &r.d.Matches[i]
		stance, ok := strings.CutPrefix(m.Label, "claim/")
		if !ok {
			continue
		}
		j, taken := best[m.Head]
		if !taken || order(stance) > order(strings.TrimPrefix(r.d.Matches[j].Label, "claim/")) {
			best[m.Head] = i
		}
	}
	for i := range r.d.Matches {
		m := &r.d.Matches[i]
		if j, ok := best[m.Head]; ok && i == j {
			r.claim(m)
		}
	}
}

func order(stance string) int {
	switch stance {
	case none:
		return 3
	case denied:
		return 2
	}
	return 1
}

// claim binds one match.
func (r *reading) claim(m *doc.Match) {
	stance := strings.TrimPrefix(m.Label, "claim/")
	e := r.about(m)
	if e == nil {
		return
	}
	c := draft.Claim{Stance: stance, Head: m.Head, Actor: doc.None, Speaker: doc.None, Rule: m.Rule}
	token, mention := doc.None, doc.None
	for _, t := range m.Arg("by") {
		if k := r.d.MentionAt(t); k != doc.None {
			token, mention = t, k
			break
		}
	}
	token, mention = r.byName(token, mention)
	switch {
	case mention != doc.None:
		c.Actor, c.Speaker = r.party(r.d.Mentions[mention].Actor)
	case stance != none || len(m.Arg("by")) > 0:
		if q := r.saying(m.Head); q != doc.None {
			c.Actor, c.Speaker = r.spokenFor(q)
			token, mention = r.d.Quotes[q].Speaker.Last-1, r.d.Quotes[q].Mention
		}
	}
	if c.Actor == doc.None && c.Speaker == doc.None && stance != none {
		return
	}
	r.add(e, c, token, mention)
}

// about returns the event that a claim is about: the one at its argument, else
// the one spoken of last.
func (r *reading) about(m *doc.Match) *draft.Event {
	args := m.Arg("event")
	for _, t := range args {
		if e := r.near(t); e != nil {
			return e
		}
	}
	for _, t := range args {
		// The argument names something else than a deed that is known.
		if r.at[t] == nil && !r.words.deed(r.d, t) && r.d.Tokens[t].UPOS == "NOUN" {
			return nil
		}
	}
	return r.before(m.Head)
}

// add puts the claim into the event, once for each party and stance, and draws
// what follows from it.
func (r *reading) add(e *draft.Event, c draft.Claim, token, mention int) {
	for i, old := range e.Claims {
		if old.Stance == c.Stance && (old.Actor == c.Actor || old.Actor != doc.None && (c.Actor == doc.None || r.described(c.Actor))) {
			if old.Speaker == doc.None {
				e.Claims[i].Speaker = c.Speaker
			}
			return
		}
	}
	e.Claims = append(e.Claims, c)
	if c.Stance == claimed {
		actor := c.Actor
		if actor == doc.None {
			actor = c.Speaker
		}
		r.addSource(e, actor, token, mention, c.Rule, false)
	}
}

// saying returns the quote whose cue is the token or whose content holds it,
// None if there is none.
func (r *reading) saying(token int) int {
	found := doc.None
	for q := range r.d.Quotes {
		if r.d.Quotes[q].Cue == token {
			return q
		}
		for _, c := range r.d.Quotes[q].Content {
			if c.First <= token && token < c.Last {
				found = q
			}
		}
	}
	return found
}

// quotedClaims binds quotes whose speaker claims or denies by saying it, where
// no rule has done so.
func (r *reading) quotedClaims() {
	done := map[int]bool{}
	for _, e := range r.events {
		for _, c := range e.Claims {
			done[c.Head] = true
		}
	}
	for q := range r.d.Quotes {
		quote := &r.d.Quotes[q]
		stance := ""
		switch quote.Stance {
		case doc.StanceClaims:
			stance = claimed
		case doc.StanceDenies:
			stance = denied
		}
		if stance == "" || done[quote.Cue] {
			continue
		}
		r.quotedClaim(q, stance)
	}
}

// quotedClaim binds one quote to the event whose trigger it holds; a claim
// without one to the event spoken of last. A denial without one is of something else.
func (r *reading) quotedClaim(q int, stance string) {
	quote := &r.d.Quotes[q]
	e := r.inside(quote)
	if e == nil && stance == claimed && quote.Cue >= 0 {
		e = r.before(quote.Cue)
	}
	if e == nil {
		return
	}
	c := draft.Claim{Stance: stance, Head: quote.Cue, Rule: quote.Rule}
	if c.Head < 0 && len(quote.Content) > 0 {
		c.Head = quote.Content[0].First
	}
	c.Actor, c.Speaker = r.spokenFor(q)
	if c.Actor == doc.None && c.Speaker == doc.None {
		return
	}
	if stance == claimed && r.onlyTargets(e, c.Actor) {
		return // "the army said it lost three men": no claim of the other side's deed
	}
	r.add(e, c, max(quote.Speaker.Last-1, 0), quote.Mention)
	if stance == denied && e.Quote == q && len(e.Heads) <= 1 {
		e.Status, e.StatusAt, e.StatusBy = parley.Denied, quote.Cue, quote.Rule
	}
}

// inside returns the first violent event with a trigger in the quote.
func (r *reading) inside(quote *doc.Quote) *draft.Event {
	for _, c := range quote.Content {
		for i := c.First; i < c.Last; i++ {
			if e := r.at[i]; e != nil && violence(e) {
				return e
			}
		}
	}
	return nil
}
