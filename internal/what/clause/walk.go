package clause

import (
	"strings"

	"parley"
)

// steps bounds the walk upwards; deeper sentences are garbled.
const steps = 12

// walk climbs from the trigger until something decides or shuts off what
// stands above; the zero verdict is a plain fact.
func (g *reading) walk() verdict {
	cur := g.e.Head
	g.verb = cur
	if g.inverted(cur) {
		return verdict{status: parley.Planned, at: g.s.First, by: "status.condition", generic: true}
	}
	spread, looked := true, false
	for range steps {
		if !looked {
			if v := g.own(cur, spread); v.decided() {
				if !spread && v.status == parley.Alleged || cur != g.e.Head && g.guess(cur, v) {
					return verdict{} // a hedge on another deed, or on the doer alone
				}
				return g.refusal(cur, g.vowed(cur, v))
			}
		}
		s := g.above(cur, spread)
		if s.done {
			return s.verdict
		}
		if s.next < 0 {
			g.top = true
			return g.question(cur)
		}
		if s.carries {
			g.verb = s.next
		}
		cur, spread, looked = s.next, spread && !s.weak, s.skip
	}
	return verdict{}
}

// guess tells "the attack would have been the work of", which takes the attack
// for known.
func (g *reading) guess(cur int, v verdict) bool {
	if v.by != "status.modal" || v.negated || !g.nominal(g.e.Head) || !g.definite(g.e.Head) {
		return false
	}
	_, perfect := g.marksOf(cur)
	return perfect
}

// inverted tells a trigger in a condition without "if": "Had they attacked, many
// would have died". The parser is seldom of one mind about such sentences.
func (g *reading) inverted(trigger int) bool {
	first := &g.d.Tokens[g.s.First]
	if x := first.XPOS; x != "VBD" && x != "MD" || !g.is("condition", strings.ToLower(g.d.Word(g.s.First))) {
		return false
	}
	comma := -1
	for j := g.s.First + 1; j < g.s.Last; j++ {
		switch {
		case comma < 0 && g.d.Word(j) == ",":
			comma = j
		case comma >= 0 && g.d.Tokens[j].XPOS == "MD":
			return trigger < comma
		}
	}
	return false
}

// vowed turns a hostile deed that a modal puts ahead into a threat where the
// word above says so: "warned that it would attack".
func (g *reading) vowed(cur int, v verdict) verdict {
	p := g.head(cur)
	if !g.hostile || v.by != "status.modal" || v.negated || p < 0 {
		return v
	}
	row := g.governor(cur, p)
	if row != nil && (row.hostile == parley.Threatened || row.hostile == effVow && g.ownDeed(cur, p)) {
		return verdict{status: parley.Threatened, at: p, by: row.id}
	}
	return v
}

// refusal turns "decided not to renew the truce" into a refusal.
func (g *reading) refusal(cur int, v verdict) verdict {
	p := g.head(cur)
	if g.hostile || !v.negated || p < 0 || !g.infinitive(cur) {
		return v
	}
	if row := g.governor(cur, p); row != nil && (row.status == parley.Planned || row.status == parley.Threatened) {
		return verdict{status: parley.Refused, at: p, by: row.id}
	}
	return v
}

// step is where the walk goes from a word: on to next, or to an end.
type step struct {
	verdict verdict
	done    bool
	next    int
	// weak: a negation above does not bear on the trigger.
	weak bool
	// skip: what hangs on next is not shared.
	skip bool
	// carries: next carries the clause of the trigger.
	carries bool
}

func decide(v verdict) step { return step{verdict: v, done: true} }

// fact ends the walk: nothing above bears on the trigger.
func fact(by string) step { return step{done: true, verdict: verdict{by: by}} }

// above looks at the word that governs cur.
func (g *reading) above(cur int, spread bool) step {
	p := g.head(cur)
	if p < 0 {
		if g.infinitive(cur) {
			return decide(g.verdict(parley.Planned, cur, "status.infinitive"))
		}
		return step{next: -1}
	}
	if g.rel(cur) == "conj" {
		if g.bareVerb(cur) && g.finite(p) && g.child(p, "aux") < 0 {
			// "signed a decree to pardon and free them", with the second hung too high
			return decide(g.verdict(parley.Planned, cur, "status.infinitive"))
		}
		return g.conjunct(cur, p)
	}
	if row := g.governor(cur, p); row != nil {
		return g.governed(cur, p, row, spread)
	}
	if at, row := g.astray(cur, p); row != nil {
		return g.governed(cur, at, row, spread)
	}
	if g.nominal(cur) && !g.predicate(cur) {
		return g.nounUnder(cur, p)
	}
	return g.clauseUnder(cur, p)
}

// conjunct passes from the second of coordinated words to the first, which
// stands where both do. A clause with its own tense does not share the
// modals and negations of the first; one behind "but" does not share negations.
func (g *reading) conjunct(cur, p int) step {
	s := step{next: p, skip: g.finite(cur) || g.nominal(cur) != g.nominal(p)}
	if k := g.child(cur, "cc"); k >= 0 && g.lemma(k) == "but" {
		s.weak = true
	}
	if g.nominal(cur) {
		// A determiner or an adjective of the first noun is its own.
		s.skip = true
	}
	return s
}

// bareVerb tells a base form with nothing that makes it a clause.
func (g *reading) bareVerb(i int) bool {
	return g.d.Tokens[i].XPOS == "VB" && g.child(i, "aux", "nsubj", "nsubj:pass", "cop") < 0
}

// nounUnder is the step from a noun that no row governs.
func (g *reading) nounUnder(cur, p int) step {
	rel := g.rel(cur)
	if rel == "compound" || rel == "appos" || rel == "flat" || rel == "fixed" {
		return step{next: p, carries: rel == "compound"}
	}
	if rel == "parataxis" || rel == "list" || rel == "vocative" || rel == "dislocated" {
		return step{next: -1}
	}
	mark := g.mark(cur)
	if mark == "without" {
		return decide(g.verdict(effNot, g.child(cur, "case", "mark"), "status.without"))
	}
	if g.definite(cur) && (g.hostile || mark != "for" && mark != "to") || (rel == "obl" || rel == "nmod") && g.is("past-case", mark) {
		return fact("")
	}
	return step{next: p, weak: true}
}

// clauseUnder is the step from a clause that no row governs.
func (g *reading) clauseUnder(cur, p int) step {
	rel, mark := g.rel(cur), g.mark(cur)
	if mark == "without" {
		return decide(g.verdict(effNot, g.child(cur, "case", "mark"), "status.without"))
	}
	if g.infinitive(cur) {
		if (rel == "acl" || g.is("ordinal", g.lemma(p))) && g.ordinal(p) {
			return fact("status.ordinal")
		}
		return decide(g.verdict(parley.Planned, cur, "status.infinitive"))
	}
	switch rel {
	case "advcl":
		if g.finite(cur) {
			if g.is("later", mark) && g.present(cur, true) {
				at := g.child(cur, "mark", "advmod", "case")
				if m, _ := g.marksOf(p); mark == "until" && !g.hostile && max(m.not, m.none) >= 0 {
					return decide(verdict{status: parley.Demanded, at: at, by: "status.not-until"})
				}
				return decide(verdict{status: parley.Planned, at: at, by: "status.later", generic: g.hostile})
			}
			return fact("")
		}
		if mark == "after" || mark == "since" {
			return fact("")
		}
		return step{next: p, weak: true}
	case "ccomp", "csubj", "csubj:pass":
		if g.finite(cur) {
			return g.supposed(p, fact(""))
		}
		return step{next: p, weak: true}
	case "acl":
		return g.relative(cur, p)
	case "parataxis", "list", "dep", "discourse":
		return step{next: -1}
	}
	return step{next: p, weak: rel != "xcomp"}
}

// relative is the step from a relative clause or a participle to its noun: a
// finite one is a fact; "soldiers killed in clashes" stands or falls with "no
// soldiers".
func (g *reading) relative(cur, p int) step {
	if k := g.noneOf(p); k >= 0 {
		return decide(g.verdict(effNot, k, "status.not"))
	}
	if g.finite(cur) || g.definite(p) {
		return fact("")
	}
	return step{next: p, weak: true}
}

// ordinal tells a noun with "first", "last", "only" …
func (g *reading) ordinal(p int) bool {
	if g.is("ordinal", g.lemma(p)) {
		return true
	}
	for j := g.s.First; j < g.s.Last; j++ {
		if g.d.Tokens[j].Head == p && (g.is("ordinal", g.lemma(j)) || g.d.Tokens[j].XPOS == "JJS") {
			return true
		}
	}
	return false
}

// question is the verdict at the top of a sentence: a fact, unless it asks
// whether it is one, or orders it.
func (g *reading) question(top int) verdict {
	last := g.s.Last - 1
	for last > g.s.First && g.d.Tokens[last].UPOS == "PUNCT" && g.d.Word(last) != "?" {
		last--
	}
	if g.d.Word(last) == "?" && !g.asksWhy() {
		return verdict{status: parley.Planned, at: last, by: "status.question", generic: true}
	}
	if g.e.Quote >= 0 && g.d.Tokens[top].XPOS == "VB" && g.child(top, "nsubj", "nsubj:pass", "aux", "expl") < 0 && g.d.Tokens[top].UPOS == "VERB" {
		return verdict{status: parley.Demanded, at: top, by: "status.order"}
	}
	return verdict{}
}

// asksWhy tells a question that takes the deed for granted.
func (g *reading) asksWhy() bool {
	for j := g.s.First; j < min(g.s.Last, g.s.First+4); j++ {
		if g.is("why", g.lemma(j)) {
			return true
		}
	}
	return false
}
