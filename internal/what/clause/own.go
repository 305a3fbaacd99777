package clause

import (
	"strings"

	"parley"
	"parley/internal/doc"
)

// verdict is a status with the word and the row that gave it; the zero value
// decides nothing.
type verdict struct {
	status  parley.Status
	at      int
	by      string
	negated bool
	generic bool
}

func (v verdict) decided() bool { return v.status != "" }

// verdict makes one of a status of the tables. Fact, through and the like are
// for the caller to see to.
func (g *reading) verdict(s parley.Status, at int, by string) verdict {
	switch s {
	case effNot:
		return verdict{status: parley.Denied, at: at, by: by, negated: true}
	case effHypo:
		return verdict{status: parley.Planned, at: at, by: by, generic: g.hostile}
	}
	return verdict{status: s, at: at, by: by}
}

// marks are what hangs on one word and bears on its status; each is a token,
// or -1 for none.
type marks struct{ not, none, modal, condition, hedge, maybe, without int }

// marksOf collects the marks of the clause or noun phrase of i.
func (g *reading) marksOf(i int) (m marks, perfect bool) {
	m = marks{-1, -1, -1, -1, -1, -1, -1}
	for j := g.s.First; j < g.s.Last; j++ {
		if g.d.Tokens[j].Head != i {
			continue
		}
		lemma := g.lemma(j)
		switch g.rel(j) {
		case "advmod", "aux", "discourse", "cc":
			if g.d.Tokens[j].XPOS == "MD" {
				m.modal = j
			}
			if lemma == "have" && g.rel(j) == "aux" {
				perfect = true
				if g.rel(i) == "advcl" && g.child(i, "nsubj", "nsubj:pass") > j {
					m.condition = j // "had they attacked"
				}
			}
			g.adverb(&m, i, j, lemma)
		case "mark", "case":
			if g.is("condition", lemma) {
				m.condition = j
			}
			if lemma == "without" {
				m.without = j
			}
		case "det":
			if g.is("none", lemma) {
				m.none = j
			}
		case "nsubj", "nsubj:pass", "obj", "expl":
			if k := g.noneOf(j); k >= 0 {
				m.none = k
			}
		case "obl":
			if k := g.child(j, "cc"); k >= 0 && k < j && g.lemma(k) == "neither" {
				m.not = k // "neither today nor yesterday did they attack"
			}
		}
	}
	return m, perfect
}

// adverb notes a negation, a hedge or a "perhaps" at j under i.
func (g *reading) adverb(m *marks, i, j int, lemma string) {
	switch {
	case g.is("not", lemma) && !g.follows(j, "only", "just", "merely", "simply", "necessarily", "alone") && (j < i || g.nominal(i)):
		m.not = j
	case g.is("hedge", lemma):
		m.hedge = j
	case g.is("maybe", lemma):
		m.maybe = j
	case g.is("condition", lemma) && g.rel(j) == "advmod" && j < i:
		m.condition = j
	}
}

// noneOf returns the token that makes the phrase at j nobody ("no one", "none
// of the soldiers", "no soldiers"), or -1.
func (g *reading) noneOf(j int) int {
	if g.is("none", g.lemma(j)) {
		return j
	}
	if k := g.child(j, "det"); k >= 0 && g.is("none", g.lemma(k)) && !g.follows(k, "longer") {
		return k
	}
	if k := g.child(j, "cc"); k >= 0 && k < j && g.lemma(k) == "neither" {
		return k
	}
	return -1
}

// own returns what the words that hang on i say of its status. Where spread
// is false the negation is not that of the trigger and is left out.
func (g *reading) own(i int, spread bool) verdict {
	if g.nominal(i) && g.child(i, "cop") >= 0 && !g.predicate(i) {
		return g.qualifier(i)
	}
	m, perfect := g.marksOf(i)
	if m.condition < 0 {
		m.condition = g.strayIf(i)
	}
	if m.condition >= 0 {
		return verdict{status: parley.Planned, at: m.condition, by: "status.condition", generic: true}
	}
	if m.not < 0 {
		m.not = g.notTo(i)
	}
	not := max(m.not, m.none)
	if !spread {
		not = -1
	}
	if m.modal >= 0 {
		if v := g.modalVerdict(m.modal, not, perfect); v.decided() {
			return v
		}
	}
	switch {
	case g.laidDown(i):
		return g.verdict(parley.Planned, i, "status.paper")
	case m.without >= 0 && spread:
		return g.verdict(effNot, m.without, "status.without")
	case not >= 0:
		return g.verdict(effNot, not, "status.not")
	case m.maybe >= 0:
		return g.verdict(effHypo, m.maybe, "status.maybe")
	case m.hedge >= 0:
		return g.verdict(parley.Alleged, m.hedge, "status.hedge")
	}
	return g.qualifier(i)
}

// notTo finds the "not" right before the "to" of an infinitive, wherever the
// parser hung it: "decided not to renew". -1 for none.
func (g *reading) notTo(i int) int {
	for j := g.s.First + 1; j < i; j++ {
		if t := &g.d.Tokens[j]; t.Head == i && t.Deprel == "mark" && t.Lemma == "to" && g.is("not", g.lemma(j-1)) {
			return j - 1
		}
	}
	return -1
}

// strayIf finds the "if" of a clause whose subject has a participle that the
// parser gave it to: "if the men held there are freed". -1 for none.
func (g *reading) strayIf(i int) int {
	subject := g.child(i, "nsubj", "nsubj:pass")
	if subject < 0 {
		return -1
	}
	for j := g.s.First; j < i; j++ {
		h := g.head(j)
		if h < 0 || g.rel(j) != "mark" || !g.is("condition", g.lemma(j)) || j > subject {
			continue
		}
		if g.rel(h) == "acl" && g.head(h) == subject && !g.finite(h) {
			return j
		}
	}
	return -1
}

// modalVerdict reads the modal at m; not is the negation of its clause or -1.
func (g *reading) modalVerdict(m, not int, perfect bool) verdict {
	row, ok := g.modals[g.lemma(m)]
	if !ok {
		return verdict{}
	}
	s := row.plain
	switch {
	case perfect:
		s = row.perfect
	case not >= 0:
		s = row.not
	}
	if not >= 0 && (g.hostile || perfect) {
		s = effNot
	}
	v := g.verdict(s, m, "status.modal")
	if s == parley.Planned && g.hostile && g.ownVoice() {
		v.status = parley.Threatened
	}
	return v
}

// qualifier reads the adjectives before a noun: "a planned attack".
func (g *reading) qualifier(i int) verdict {
	if !g.nominal(i) {
		return verdict{}
	}
	for j := g.s.First; j < i; j++ {
		if g.d.Tokens[j].Head != i {
			continue
		}
		switch g.rel(j) {
		case "amod", "compound", "acl", "advmod":
			if row := g.adjective(j); row != nil {
				return g.rowVerdict(row, j)
			}
		}
	}
	return verdict{}
}

// adjective returns the row of a word before a noun, found by its lemma or,
// for a participle, by the word ("alleged"); nil for none.
func (g *reading) adjective(j int) *governor {
	for _, key := range []string{g.lemma(j), strings.ToLower(g.d.Word(j))} {
		for _, row := range g.governors[key] {
			if row.class == "adj" && row.shapes&shapeMod != 0 {
				return row
			}
		}
	}
	return nil
}

// rowVerdict is what the row says for this kind of deed.
func (g *reading) rowVerdict(row *governor, at int) verdict {
	s := row.status
	if g.hostile {
		s = row.hostile
	}
	return g.verdict(s, at, row.id)
}

// ownVoice tells whether the deed is spoken of by its own doer: "we will
// strike", "the group said it would strike".
func (g *reading) ownVoice() bool {
	if g.e.Quote == doc.None {
		return false
	}
	q := &g.d.Quotes[g.e.Quote]
	for j := g.s.First; j < g.s.Last; j++ {
		if h := g.d.Tokens[j].Head; (h == g.e.Head || h == g.verb) && g.rel(j) == "nsubj" {
			if g.is("own", g.lemma(j)) {
				return true
			}
			side := g.sideOf(j)
			return q.For != "" && side == q.For
		}
	}
	return false
}

// laidDown tells what a paper has somebody do: "the deal has the army leaving the
// town", "the accord sees the fighters handing in their arms".
func (g *reading) laidDown(i int) bool {
	if g.d.Tokens[i].XPOS != "VBG" {
		return false
	}
	v := g.head(i) // the verb, or the noun between the two
	if v >= 0 && g.rel(i) == "acl" && g.rel(v) == "obj" {
		v = g.head(v)
	}
	if v < 0 {
		return false
	}
	switch g.lemma(v) {
	case "have", "see", "foresee", "envisage":
		k := g.child(v, "nsubj")
		return k >= 0 && g.is("paper", g.lemma(k))
	}
	return false
}
