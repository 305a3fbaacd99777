package clause

import (
	"slices"
	"strings"

	"parley"
)

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
	case effTense:
		if g.past(cur) {
			return fact(row.id)
		}
		status = parley.Planned
	case effVow:
		if g.past(cur) {
			return fact(row.id) // "warned that two posts had been burnt"
		}
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

// governor returns the first row of p's lemma by which p governs cur, or nil.
func (g *reading) governor(cur, p int) *governor {
	rows := g.governors[g.lemma(p)]
	if word := strings.ToLower(g.d.Word(p)); word != g.lemma(p) && g.governors[word] != nil {
		rows = slices.Concat(g.governors[word], rows)
	}
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
