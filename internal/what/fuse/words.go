package fuse

import (
	"parley/internal/doc"
	"parley/internal/what/draft"
)

func (r *reading) newMention(e *draft.Event) *mention {
	t := &r.d.Tokens[e.Head]
	m := &mention{e: e, sentence: r.sentenceOf(e.Head), lemma: r.lemma(e.Head)}
	m.noun = t.UPOS == "NOUN" || t.UPOS == "PROPN" || t.UPOS == "PRON"
	m.effect = r.is("effect", e.Head)
	r.determine(m, e.Head)
	if h := t.Head; m.noun && h >= 0 && baseOf(t) == "nmod" && r.is("group", h) {
		r.determine(m, h) // "the second round of talks"
	}
	if h := t.Head; m.noun && h >= 0 && baseOf(t) == "compound" && r.byHead[h] == nil && m.article == articleNone {
		r.determine(m, h) // "the attack site"
	}
	for k := range r.kids(e.Head) {
		if b := baseOf(&r.d.Tokens[k]); (b == "nsubj" || b == "obj") && !m.noun && !violence(e) && r.is("deed-noun", k) {
			r.bring(m, k) // "the talks resumed"
		}
	}
	r.governed(m)
	r.clauseWords(m)
	return m
}

// bring reads how the noun that a verb of talks or truces is about is brought in.
func (r *reading) bring(m *mention, noun int) {
	m.noun = true
	r.determine(m, noun)
	if n := r.ofGroup(noun); n != doc.None {
		r.determine(m, n)
	}
	m.noun = false
	m.about = r.lemma(noun)
}

// ofGroup returns the noun of "talks" in "a round of talks", None if there is none.
func (r *reading) ofGroup(noun int) int {
	if !r.is("group", noun) {
		return doc.None
	}
	for k := range r.kids(noun) {
		if baseOf(&r.d.Tokens[k]) == "nmod" {
			return k
		}
	}
	return doc.None
}

// determine reads what stands before a noun: article, "another", ordinals.
func (r *reading) determine(m *mention, noun int) {
	t := &r.d.Tokens[noun]
	for k := range r.kids(noun) {
		kt := &r.d.Tokens[k]
		switch base := baseOf(kt); {
		case base == "det" && m.noun:
			switch r.lemma(k) {
			case "the", "this", "that", "these", "those", "both":
				m.article = articleThe
			case "a", "an", "some", "several":
				m.article = articleA
			case "another":
				m.other = true
			}
		case base == "nmod" && kt.Deprel == "nmod:poss" && m.noun:
			m.article = articleThe
		case base != "amod" && base != "nummod" && base != "advmod" || k > noun:
		case r.is("other", k) && (m.noun || base != "advmod"):
			m.other = true
		}
		if m.noun && k < noun && isOrdinal(kt, r.lemma(k)) {
			m.ordinal = r.lemma(k)
		}
	}
	if m.noun && m.article == articleNone && t.XPOS == "NNS" {
		m.article = articleA
	}
}

// governed looks for "another decree to release": the noun whose content the
// trigger is.
func (r *reading) governed(m *mention) {
	at := m.e.Head
	for range 3 {
		t := &r.d.Tokens[at]
		if baseOf(t) == "advcl" && t.Head >= 0 {
			for k := range r.kids(t.Head) { // the same, read as a purpose of the signing
				m.other = m.other || r.d.Tokens[k].Deprel == "obj" && r.otherIncident(k)
			}
			return
		}
		if b := baseOf(t); t.Head < 0 || b != "acl" && b != "xcomp" && b != "nmod" && b != "conj" || t.Deprel == "acl:relcl" {
			return
		}
		at = t.Head
		if r.byHead[at] == nil && r.d.Tokens[at].UPOS == "NOUN" && r.otherIncident(at) {
			m.other = true
		}
	}
}

func isOrdinal(t *doc.Token, lemma string) bool {
	switch lemma {
	case "first", "second", "third", "fourth", "fifth", "last", "next", "final", "latest", "previous", "new":
		return baseOf(t) == "amod"
	}
	return t.UPOS == "ADJ" && len(lemma) > 2 && lemma[0] >= '1' && lemma[0] <= '9'
}

// clauseWords looks for "elsewhere", "meanwhile", "in a separate incident" in
// the clause of the trigger.
func (r *reading) clauseWords(m *mention) {
	v := m.e.Head
	for steps := 0; steps < 4 && r.d.Tokens[v].UPOS != "VERB" && r.d.Tokens[v].Head >= 0; steps++ {
		v = r.d.Tokens[v].Head
	}
	for k := range r.kids(v) {
		switch baseOf(&r.d.Tokens[k]) {
		case "advmod":
			m.other = m.other || r.is("other-clause", k)
			m.beside = m.beside || r.is("beside", k)
		case "nsubj":
			m.other = m.other || r.is("instrument", k) && r.otherIncident(k)
		case "obl":
			apart := r.byHead[k] == nil && r.otherIncident(k)
			m.moved = m.moved || apart && v == m.e.Head && r.is("ground", k)
			m.other = m.other || apart && (k < v || r.is("ground", k))
			m.beside = m.beside || k < v && r.is("beside", k)
		}
	}
}

// otherIncident is true for "(in) a separate incident", "another district".
func (r *reading) otherIncident(noun int) bool {
	for k := range r.kids(noun) {
		if b := baseOf(&r.d.Tokens[k]); (b == "amod" || b == "det") && k < noun && r.is("other", k) && r.d.Tokens[k].UPOS != "NUM" {
			return r.lemma(k) != "recent" && r.lemma(k) != "past" && r.lemma(k) != "further"
		}
	}
	return false
}

// setApart marks the deeds that a sentence dates another deed by: "the raid
// came a day after gunmen killed two men", which are so not that deed.
func (r *reading) setApart() {
	for _, m := range r.all {
		if !violence(m.e) || m.noun && m.article == articleThe {
			continue
		}
		for at, n := m.e.Head, 0; at >= 0 && n < 4; at, n = r.d.Tokens[at].Head, n+1 {
			if up := r.d.Tokens[at].Head; r.dating(at) && (r.deedAt(up) || up >= 0 && r.timed(up+1) && r.deedAt(r.d.Tokens[up].Head)) {
				m.other = true
				break
			}
		}
	}
}

// dating reports whether a time and "after" or "before" bring in the clause.
func (r *reading) dating(clause int) bool {
	for k := range r.kids(clause) {
		if l := r.lemma(k); k < clause && (l == "after" || l == "before") && (r.timed(k) || k > 0 && r.timed(k-1)) {
			return true
		}
	}
	return false
}

// deedAt reports whether the verb, or its subject, tells a deed of violence.
func (r *reading) deedAt(verb int) bool {
	if verb < 0 {
		return false
	}
	if m := r.byHead[verb]; m != nil && violence(m.e) {
		return true
	}
	for k := range r.kids(verb) {
		if m := r.byHead[k]; m != nil && baseOf(&r.d.Tokens[k]) == "nsubj" && violence(m.e) {
			return true
		}
	}
	return false
}
