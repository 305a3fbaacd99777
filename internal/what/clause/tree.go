package clause

import "strings"

// rel returns the relation of the token without its subtype, but for that of
// a passive's subject.
func (g *reading) rel(i int) string {
	r := g.d.Tokens[i].Deprel
	if base, sub, ok := strings.Cut(r, ":"); ok && (sub != "pass" || base == "aux") {
		return base
	}
	return r
}

// lemma returns the lemma in lower case.
func (g *reading) lemma(i int) string { return strings.ToLower(g.d.Tokens[i].Lemma) }

// head returns the governor of the token in its sentence, or a negative value.
func (g *reading) head(i int) int {
	h := g.d.Tokens[i].Head
	if h < g.s.First || h >= g.s.Last {
		return -1
	}
	return h
}

// child returns the first token under i in one of the relations, or -1.
func (g *reading) child(i int, rels ...string) int {
	for j := g.s.First; j < g.s.Last; j++ {
		if g.d.Tokens[j].Head != i {
			continue
		}
		rel := g.rel(j)
		for _, r := range rels {
			if rel == r {
				return j
			}
		}
	}
	return -1
}

// mark returns the lemma of the case or mark under i, the last one of several
// ("because of" is "because": the head of a fixed expression), or "".
func (g *reading) mark(i int) string {
	if j := g.child(i, "mark", "case"); j >= 0 {
		return g.lemma(j)
	}
	return ""
}

// nominal tells nouns, names and pronouns from verbs.
func (g *reading) nominal(i int) bool {
	switch g.d.Tokens[i].UPOS {
	case "NOUN", "PROPN", "PRON", "NUM", "SYM":
		return true
	}
	return false
}

// predicate tells a nominal or adjective that has a copula and so heads a
// clause; a noun behind "is behind" or "was over" is none of its own.
func (g *reading) predicate(i int) bool {
	if g.child(i, "cop") < 0 {
		return false
	}
	k := g.child(i, "case")
	return k < 0 || g.is("inside", g.lemma(k))
}

// infinitive tells "to do" and the bare infinitive under a governor.
func (g *reading) infinitive(i int) bool {
	if g.nominal(i) && !g.predicate(i) {
		return false
	}
	for j := g.s.First; j < i; j++ {
		if t := &g.d.Tokens[j]; t.Head == i && t.Deprel == "mark" && (t.XPOS == "TO" || t.Lemma == "to") {
			return true
		}
	}
	return false
}

// finite tells a clause with a tense of its own.
func (g *reading) finite(i int) bool {
	switch g.d.Tokens[i].XPOS {
	case "VBD", "VBZ", "VBP":
		return true
	}
	for j := g.s.First; j < g.s.Last; j++ {
		if g.d.Tokens[j].Head != i {
			continue
		}
		if rel := g.rel(j); rel == "aux" || rel == "cop" {
			switch g.d.Tokens[j].XPOS {
			case "VBD", "VBZ", "VBP", "MD":
				return true
			}
		}
	}
	return false
}

// past tells a clause in the past tense or the perfect: what is announced so is
// done, not planned.
func (g *reading) past(i int) bool {
	past := g.d.Tokens[i].XPOS == "VBD"
	for j := g.s.First; j < g.s.Last; j++ {
		if rel := g.rel(j); g.d.Tokens[j].Head != i || rel != "aux" && rel != "cop" {
			continue
		}
		switch x := g.d.Tokens[j].XPOS; {
		case x == "MD":
			return false
		case x == "VBD", g.lemma(j) == "have" && (x == "VBZ" || x == "VBP"):
			past = true
		}
	}
	return past
}

// present tells a finite clause in the present tense. The perfect is none,
// but for one that lies ahead: "once they have left".
func (g *reading) present(i int, perfect bool) bool {
	for j := g.s.First; j < g.s.Last; j++ {
		if g.d.Tokens[j].Head != i {
			continue
		}
		if rel := g.rel(j); rel == "aux" || rel == "cop" {
			x := g.d.Tokens[j].XPOS
			return (x == "VBZ" || x == "VBP") && (perfect || g.lemma(j) != "have")
		}
	}
	x := g.d.Tokens[i].XPOS
	return x == "VBZ" || x == "VBP"
}

// definite tells a noun that stands for something known: "the attack", "its
// attack", "Tuesday's attack", a name, or one of which a past clause tells.
func (g *reading) definite(i int) bool {
	if g.d.Tokens[i].UPOS == "PROPN" {
		return true
	}
	for j := g.s.First; j < g.s.Last; j++ {
		if g.d.Tokens[j].Head != i {
			continue
		}
		switch g.d.Tokens[j].Deprel {
		case "acl:relcl": // "an attack that killed six"
			if g.d.Tokens[j].XPOS == "VBD" && g.child(j, "aux") < 0 {
				return true
			}
		case "det", "nmod:poss":
			if g.is("definite", g.lemma(j)) || g.d.Tokens[j].Deprel == "nmod:poss" {
				return true
			}
		}
	}
	return false
}

// follows tells whether the word after token i is one of those.
func (g *reading) follows(i int, words ...string) bool {
	if i+1 >= g.s.Last {
		return false
	}
	next := strings.ToLower(g.d.Word(i + 1))
	for _, w := range words {
		if next == w {
			return true
		}
	}
	return false
}
