package rule

import "slices"

// antecedents adds the edges from relative clauses and participles to the noun
// that they hang on.
func (b *builder) antecedents() {
	for _, t := range b.walk {
		if b.d.Tokens[t].Head < 0 || b.relationOf(t) != "acl" {
			continue
		}
		if b.d.Tokens[t].Deprel == "acl:relcl" {
			b.relative(t, b.head(t))
		} else if b.ownSubject(t) < 0 {
			b.participle(t, b.head(t))
		}
	}
}

// participle ties a bare participle to its noun: "soldiers killed in",
// "gunmen firing on". An infinitive is left to sharedSubjects.
func (b *builder) participle(t, noun int32) {
	switch b.d.Tokens[t].XPOS {
	case "VBN", "VBD": // taggers mix them up here, and only the passive has no subject
		b.addLink(link{gov: t, dep: noun, rel: "nsubj", sub: "pass", back: true})
	case "VBG":
		verb := b.head(noun)
		if b.markOf(t) != "" && (verb < 0 || !slices.Contains(judges, b.d.Tokens[verb].Lemma) && !slices.Contains(accusers, b.d.Tokens[verb].Lemma)) {
			return // "the policy of bombing villages", unlike "accused the army of bombing"
		}
		b.addLink(link{gov: t, dep: noun, rel: "nsubj", sub: b.voice(t), back: true})
	}
}

// sharedDependents gives to coordinated words what stands behind the last of
// them: "were killed and wounded in", "stormed and burned the village".
func (b *builder) sharedDependents() {
	for _, t := range b.walk {
		if b.relationOf(t) != "conj" || b.head(t) < 0 {
			continue
		}
		first := b.head(t)
		for i := b.down[first]; i >= 0; i = b.links[i].nextDown {
			l := b.links[i]
			if l.gone || l.back && l.rel != "obj" || !l.back && l.dep < t || !b.sharable(t, l) {
				continue
			}
			b.add(t, l.dep, l.rel, l.sub)
		}
		if object := b.has(t, "obj"); object > t && b.adjacent(first, t) && b.has(first, "obj", "ccomp", "xcomp") < 0 && b.voice(first) == "" {
			b.add(first, object, "obj", "")
		}
	}
}

// sharable tells whether the conjunct t may take over a dependent of the first.
func (b *builder) sharable(t int32, l link) bool {
	switch l.rel {
	case "obj":
		return b.verbal(t) && b.has(t, "obj", "ccomp", "xcomp") < 0 && b.voice(t) == ""
	case "obl", "iobj":
		return b.verbal(t)
	case "nmod":
		return !b.verbal(t) && l.sub != "poss"
	}
	return false
}

// adjacent tells whether nothing but a conjunction or an adverb stands between
// two coordinated verbs.
func (b *builder) adjacent(first, t int32) bool {
	if !b.verbal(first) || !b.verbal(t) || first > t {
		return false
	}
	for i := first + 1; i < t; i++ {
		if !slices.Contains([]string{"cc", "punct", "advmod"}, b.relationOf(i)) {
			return false
		}
	}
	return true
}

// sharedHeads gives to each conjunct the relations of the first: of "killed A
// and B" both are objects. A possessor before the first of several nouns is
// that of all.
func (b *builder) sharedHeads() {
	for _, t := range b.walk {
		if b.relationOf(t) != "conj" || b.head(t) < 0 {
			continue
		}
		first := b.head(t)
		own, sub := b.ownCase(t)
		for i := b.up[first]; i >= 0; i = b.links[i].nextUp {
			l := b.links[i]
			switch {
			case l.gone, l.rel == "conj", l.rel == "punct", l.gov == t, l.back && t > l.gov:
				continue
			case own && (l.rel == "obl" || l.rel == "nmod") && l.sub != "poss":
				l.sub = sub
			case own && (l.rel == "advcl" || l.rel == "acl") && l.sub != "relcl":
				l.sub = sub
			}
			b.add(l.gov, t, l.rel, l.sub)
		}
		if owner := b.has(first, "nmod:poss"); owner >= 0 && !b.verbal(t) && b.has(t, "nmod:poss", "det") < 0 {
			b.add(t, owner, "nmod", "poss")
		}
	}
}

// ownCase returns the preposition or conjunction that t has of its own.
func (b *builder) ownCase(t int32) (found bool, sub string) {
	for k := b.kid[t]; k >= 0; k = b.next[k] {
		if x := &b.d.Tokens[k]; x.Deprel == "mark" || x.Deprel == "case" && x.XPOS != "POS" {
			return true, b.fixed(k)
		}
	}
	return false, ""
}
