package when

import (
	"parley/internal/doc"
)

// maxHops bounds every walk up a tree.
const maxHops = 12

// head returns the token of e whose governor lies outside e, or doc.None for
// an unparsed sentence.
func (s *scan) head(e *expr) int {
	for i := e.first; i < e.last; i++ {
		if h := s.d.Tokens[i].Head; h == doc.Root || h >= 0 && (h < e.first || h >= e.last) {
			return i
		}
	}
	return doc.None
}

// tense tells whether the clause around e is in the past, the present or the
// future. What is planned, wanted, possible or asked for lies in the future.
func (s *scan) tense(e *expr) direction {
	i := s.head(e)
	if i != doc.None {
		switch t := s.d.Tokens[i]; t.Deprel {
		case "nmod", "nmod:unmarked", "nmod:poss", "compound", "amod", "nummod":
			e.adnominal = true
			e.prenominal = t.Head >= e.last
			e.coming = t.Head >= 0 && s.lex.coming[s.d.Tokens[t.Head].Lemma]
		}
	}
	for hops := 0; i >= s.first && i < s.last && hops < maxHops; hops++ {
		t := &s.d.Tokens[i]
		if i < e.first || i >= e.last {
			if dir, perfect := s.verb(e, i); dir != dirNone && !(s.is(e.first-1, "until", "till", "by") && s.participle(i)) {
				e.perfect = perfect
				e.will = dir == dirFuture && s.auxiliaries(i).will
				if s.lex.planned[t.Lemma] && s.is(e.first-1, "within", "by") {
					return dirFuture // "promised a vote by June"
				}
				return dir
			}
		}
		i = t.Head
	}
	return dirNone
}

// verb returns the tense of the clause that token i heads, as e stands in it;
// none if it is no verb nor a predicate.
func (s *scan) verb(e *expr, i int) (dir direction, perfect bool) {
	t := &s.d.Tokens[i]
	a := s.auxiliaries(i)
	switch {
	case a.will && !a.have:
		return dirFuture, false
	case a.will:
		return dirPast, false // "may have died"
	case a.to && a.have:
		return dirPast, false // "believed to have left"
	case a.to && t.UPOS == "VERB" && (s.be(i) || e.coming):
		return dirFuture, false // "is to arrive"
	case a.to && t.UPOS == "VERB":
		return s.infinitive(t.Head), false
	case a.have:
		return dirPast, !a.pluperfect
	case a.past:
		if t.XPOS == "VBN" || t.XPOS == "VBG" || t.XPOS == "JJ" {
			return s.ahead(e, i, dirPast), false
		}
		return dirPast, false
	}
	switch t.XPOS {
	case "VBD":
		return dirPast, false
	case "VBN":
		if !a.be && t.Deprel == "xcomp" {
			return s.ahead(e, i, dirNone), false // "to remain closed until Friday"
		}
		return s.ahead(e, i, dirPast), false
	case "VBG":
		if a.be {
			return dirThis, false
		}
		return dirNone, false
	case "VBP":
		if s.lex.unchanged[t.Lemma] {
			return dirPast, false
		}
		return s.present(i), false
	case "VBZ":
		return s.present(i), false
	}
	if a.be {
		return dirThis, false
	}
	return dirNone, false
}

// participle tells whether token i is a past participle without an auxiliary
// that hangs on something: with a deadline behind it, what it hangs on has the
// tense ("to keep the road closed until Friday").
func (s *scan) participle(i int) bool {
	t := &s.d.Tokens[i]
	switch t.Deprel {
	case "acl", "advcl", "amod", "xcomp":
		return t.XPOS == "VBN" && s.auxiliaries(i) == auxiliary{}
	}
	return false
}

// be tells whether a form of "be" makes an order or a plan of the infinitive at
// token i: "is to arrive".
func (s *scan) be(i int) bool {
	a := s.auxiliaries(i)
	return a.be && !a.past
}

// infinitive is the tense of an infinitive that hangs on token i: the future
// for what is planned, asked for or promised, the past for "had offered to";
// else that of what it hangs on decides ("were forced to leave").
func (s *scan) infinitive(i int) direction {
	if i < s.first || i >= s.last {
		return dirFuture
	}
	t := &s.d.Tokens[i]
	switch a := s.auxiliaries(i); {
	case a.pluperfect:
		return dirPast
	case s.lex.planned[t.Lemma] || s.lex.ahead[t.Lemma]:
		return dirFuture
	case a.be && !a.past && t.UPOS != "VERB":
		return dirFuture // "the aim is to leave by April"
	}
	return dirNone
}

// present is the tense of a verb in the present: the future if what hangs on
// it is ahead.
func (s *scan) present(i int) direction {
	if s.lex.planned[s.d.Tokens[i].Lemma] {
		return dirFuture
	}
	return dirThis
}

// ahead returns the future for verbs of planning with a date that they are
// for ("scheduled for Friday", "expected on Friday"), else dir.
func (s *scan) ahead(e *expr, i int, dir direction) direction {
	lemma := s.d.Tokens[i].Lemma
	if s.lex.ahead[lemma] && (s.is(e.first-1, "for") || lemma != "set" && lemma != "plan") {
		return dirFuture
	}
	return dir
}

// auxiliary is the auxiliaries of a clause.
type auxiliary struct{ will, have, be, past, to, pluperfect bool }

// auxiliaries looks through the children of token i for auxiliaries and "to".
// They stand close before it, or behind it in a question.
func (s *scan) auxiliaries(i int) auxiliary {
	a := auxiliary{to: s.tag(i) == "VB" && s.is(i-1, "to")}
	for j := max(s.first, i-10); j < min(s.last, i+3); j++ {
		t := &s.d.Tokens[j]
		if t.Head != i {
			continue
		}
		switch t.Deprel {
		case "aux", "aux:pass", "cop":
			switch {
			case t.XPOS == "MD":
				a.will = true
			case t.Lemma == "have":
				a.have = true
			case t.Lemma == "be":
				a.be = true
			}
			if t.XPOS == "VBD" && t.Lemma != "have" {
				a.past = true
			}
			if t.XPOS == "VBD" && t.Lemma == "have" {
				a.past, a.have, a.pluperfect = true, true, true
			}
		case "mark":
			a.to = a.to || t.XPOS == "TO"
		}
	}
	return a
}

// relation returns what ties a clause to e: the words in front of it, and for
// what stands inside the extent none.
func (s *scan) relation(e *expr) doc.TimeRelation {
	pick := func(r relating) doc.TimeRelation {
		if e.kind == kindDuration && (e.base != baseEvent || e.event == doc.None) {
			return r.duration
		}
		return r.date
	}
	i := e.first - 1
	for i >= s.first && (s.is(i, "just", "only", "even", "around", "about", "sometime", "roughly", "approximately", "the", "early", "late", "as") &&
		!s.is(i-1, "as") || s.hyphen(i)) {
		i--
	}
	if i < s.first {
		return doc.RelationOn
	}
	for _, o := range s.lex.opening[s.text(i)] {
		if i-len(o.words) >= s.first && s.spells(i-len(o.words), o.words) {
			return pick(o.relating)
		}
	}
	r, ok := s.lex.relation[s.text(i)]
	if !ok || s.text(i) == "in" && e.kind == kindDuration && e.rolling {
		return doc.RelationOn
	}
	return pick(r)
}
