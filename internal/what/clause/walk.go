package clause

import (
	"slices"

	"parley"
)

// steps bounds the walk upwards; deeper sentences are garbled.
const steps = 12

// walk climbs from the trigger until something decides or shuts off what
// stands above; the zero verdict is a plain fact.
func (g *reading) walk() verdict {
	cur := g.e.Head
	g.verb = cur
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

// astray finds the row of a governor that the parser has missed by one: in
// "accused the army of shelling" the deed hangs on the army, in "renewed its
// demand for a withdrawal" on the verb.
func (g *reading) astray(cur, p int) (int, *governor) {
	switch rel, up := g.rel(cur), g.rel(p); {
	case (rel == "nmod" || (rel == "acl" || rel == "advcl") && !g.finite(cur)) && (up == "obj" || up == "nsubj:pass"):
		if outer := g.head(p); outer >= 0 && g.class(outer) == "verb" {
			return outer, g.byCase(cur, outer)
		}
	case rel == "obl" || rel == "nmod" || rel == "advcl":
		if k := g.child(cur, "case", "mark"); k > g.s.First && g.class(k-1) == "noun" && k-1 != p {
			return k - 1, g.byCase(cur, k-1)
		}
	}
	return -1, nil
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

// governed applies a row that governs cur from p.
func (g *reading) governed(cur, p int, row *governor, spread bool) step {
	status := row.status
	if g.hostile {
		status = row.hostile
	}
	negation := g.negation(p, row)
	switch status {
	case effFact:
		return fact(row.id)
	case effThrough:
		return step{next: p, weak: !spread, carries: true}
	case effTale:
		if negation >= 0 {
			return decide(g.verdict(effNot, negation, row.id))
		}
		return g.supposed(p, fact(row.id))
	case effOwn:
		if g.ownDeed(cur, p) {
			return fact(row.id)
		}
		status = parley.Alleged
	case effVow:
		status = parley.Planned
		if g.ownDeed(cur, p) {
			status = parley.Threatened
		}
	case effPurpose:
		if g.e.Type == parley.Consult || g.e.Type == parley.Agree {
			return step{next: p, carries: true}
		}
		status = parley.Planned
	case parley.Happened:
		return step{next: p, carries: true}
	}
	if status == parley.Alleged && !spread {
		return fact(row.id) // a hedge on another deed
	}
	if negation >= 0 && status == effNot || negation >= 0 && status == parley.Denied {
		return step{next: p, weak: true, skip: true}
	}
	if negation >= 0 && spread && status != parley.Alleged && status != parley.Refused {
		return decide(g.verdict(effNot, negation, row.id))
	}
	return decide(g.verdict(status, p, row.id))
}

// negation returns the token that negates the governor, or -1: for a noun that
// tells of a fact, "no evidence" and "found no evidence", not "is not the report".
func (g *reading) negation(p int, row *governor) int {
	if row.class != "noun" || row.status != effTale {
		m, _ := g.marksOf(p)
		return max(m.not, m.none)
	}
	if k := g.noneOf(p); k >= 0 {
		return k
	}
	if verb := g.head(p); verb >= 0 && g.rel(p) == "obj" {
		m, _ := g.marksOf(verb)
		return m.not
	}
	return -1
}

// supposed returns s unless the governor at p is itself only supposed.
func (g *reading) supposed(p int, s step) step {
	if m, _ := g.marksOf(p); m.condition >= 0 {
		return decide(verdict{status: parley.Planned, at: m.condition, by: "status.condition", generic: true})
	}
	return s
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
		if rel == "acl" && g.ordinal(p) {
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

// governor returns the first row of p's lemma by which p governs cur, or nil.
func (g *reading) governor(cur, p int) *governor {
	rows := g.governors[g.lemma(p)]
	if rows == nil {
		return nil
	}
	class := g.class(p)
	held, mark := g.shapes(cur, p)
	for _, row := range rows {
		if row.class != class && !(class == "adj" && row.class == "verb" && g.d.Tokens[p].XPOS == "VBN") {
			continue
		}
		if row.indefinite && g.definite(cur) {
			continue
		}
		if row.shapes&held != 0 || mark != "" && slices.Contains(row.cases, mark) {
			return row
		}
	}
	return nil
}

// byCase returns the first row of p's lemma that takes cur behind its
// preposition, or nil.
func (g *reading) byCase(cur, p int) *governor {
	mark := g.mark(cur)
	if mark == "" {
		return nil
	}
	for _, row := range g.governors[g.lemma(p)] {
		if row.class == g.class(p) && slices.Contains(row.cases, mark) {
			return row
		}
	}
	return nil
}

// class is the class of the table that the word belongs to.
func (g *reading) class(p int) string {
	switch g.d.Tokens[p].UPOS {
	case "VERB", "AUX":
		return "verb"
	case "NOUN", "PROPN", "PRON":
		return "noun"
	case "ADJ", "ADV":
		return "adj"
	}
	return ""
}

// thatClause tells a clause under a noun that says what the noun is about; the
// parser often takes it for a relative clause, but tags its "that" as a mark.
func (g *reading) thatClause(cur int) bool {
	for j := g.s.First; j < cur; j++ {
		if g.d.Tokens[j].Head == cur && g.lemma(j) == "that" {
			return g.d.Tokens[j].XPOS == "IN"
		}
	}
	return false
}

// shapes returns how cur hangs on p, and the preposition or mark that it
// stands behind.
func (g *reading) shapes(cur, p int) (held shape, mark string) {
	rel := g.rel(cur)
	clausal := !g.nominal(cur) || g.predicate(cur)
	switch {
	case clausal && g.infinitive(cur):
		held = shapeInf
		if k := g.child(p, "obj", "iobj"); k >= 0 && k < cur && k > p && g.class(p) == "verb" {
			held = shapeObjInf
		}
		return held, ""
	case clausal && (rel == "ccomp" || rel == "csubj" || rel == "acl" || rel == "advcl" && g.mark(cur) == "that") && g.finite(cur):
		if rel == "acl" && !g.thatClause(cur) {
			return 0, ""
		}
		return shapeThat, ""
	case clausal && rel == "xcomp" && g.d.Tokens[cur].XPOS == "VB":
		return shapeInf | shapeObjInf, ""
	}
	mark = g.mark(cur)
	switch rel {
	case "xcomp", "ccomp", "csubj":
		if mark == "" {
			held = shapeIng
		}
	case "obj", "nsubj:pass", "iobj":
		held = shapeNp
		if g.d.Tokens[cur].XPOS == "VBG" {
			held |= shapeIng
		}
	case "nsubj":
		held = shapeSubj
	case "compound", "nmod", "amod":
		if mark == "" {
			held = shapeMod
		}
	}
	return held, mark
}
