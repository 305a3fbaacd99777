package rule

import "slices"

// relative ties a relative clause to its antecedent: in place of its pronoun,
// or, without one, in the place that the clause leaves open.
func (b *builder) relative(t, noun int32) {
	if p := b.relativePronoun(t, t, 0); p >= 0 {
		b.replace(p, b.antecedent(p, noun))
		return
	}
	subject := b.ownSubject(t)
	switch {
	case subject < 0:
		b.addLink(link{gov: t, dep: noun, rel: "nsubj", sub: b.voice(t), back: true})
	case b.voice(t) == "" && b.has(t, "obj", "ccomp", "cop") < 0:
		// "the man (that) the police arrested"; of "said to have arrested" the
		// verb that lacks its object is the lower one.
		verb := t
		for x := b.has(verb, "xcomp"); x >= 0; x = b.has(verb, "xcomp") {
			verb = x
		}
		switch {
		case b.kinds[noun]&kindTime != 0 || slices.Contains(timeNouns, b.d.Tokens[noun].Lemma):
			b.addLink(link{gov: t, dep: noun, rel: "obl", sub: "tmod", back: true})
		case slices.Contains(mannerNouns, b.d.Tokens[noun].Lemma):
		case b.has(verb, "obj") < 0:
			b.addLink(link{gov: verb, dep: noun, rel: "obj", back: true})
		}
	}
}

// Nouns before a clause without a pronoun that are not its object: "the day
// (that) they left", "the way they fought".
var (
	timeNouns   = []string{"day", "night", "morning", "evening", "time", "moment", "hour", "week", "month", "year"}
	mannerNouns = []string{"way", "reason", "fact", "manner", "extent", "degree"}
)

// maxPronounDepth is how far below its clause a relative pronoun is looked
// for: "the town, most of whose people fled".
const maxPronounDepth = 3

// relativePronoun returns the first relative word below t, -1 for none.
func (b *builder) relativePronoun(t, clause int32, depth int) int32 {
	for k := b.kid[t]; k >= 0; k = b.next[k] {
		x := &b.d.Tokens[k]
		switch x.XPOS {
		case "WP", "WDT", "WP$", "WRB":
			if x.Deprel != "mark" {
				return k
			}
		}
		if depth+1 < maxPronounDepth && k < clause && x.Deprel != "acl:relcl" {
			if p := b.relativePronoun(k, clause, depth+1); p >= 0 {
				return p
			}
		}
	}
	return -1
}

// replace gives the edges of a relative pronoun to its antecedent. "where"
// becomes a place that the clause is in, "when" its time.
func (b *builder) replace(pronoun, noun int32) {
	adverb := ""
	switch lower(b.d.Tokens[pronoun].Lemma) {
	case "where":
		adverb = "in"
	case "when":
		adverb = "tmod"
	case "why", "how":
		return
	}
	for i := b.up[pronoun]; i >= 0; i = b.links[i].nextUp {
		if b.links[i].gone {
			continue
		}
		l := b.links[i]
		b.links[i].gone = true
		l.dep, l.back = noun, true
		switch {
		case l.rel == "advmod" && adverb != "":
			l.rel, l.sub = "obl", adverb
		case l.rel == "obj" && b.ownSubject(l.gov) < 0 && b.voice(l.gov) == "":
			l.rel = "nsubj" // a finite clause needs a subject more than an object
		}
		b.addLink(l)
	}
	b.add(noun, pronoun, "ref", "")
}

// maxClimb is how far above the noun that a relative clause hangs on its
// antecedent is looked for.
const maxClimb = 4

// antecedent returns the noun that a relative pronoun stands for. The parser
// hangs the clause on the noun nearby; "who" wants somebody who acts ("rebels
// with rifles who"), "where" a place ("soldiers in Juba where").
func (b *builder) antecedent(pronoun, noun int32) int32 {
	switch lower(b.d.Tokens[pronoun].Lemma) {
	case "who", "whom":
		for t, i := noun, 0; t >= 0 && i <= maxClimb; t, i = b.head(t), i+1 {
			if b.kinds[t]&kindActor != 0 && t < pronoun {
				return t
			}
		}
	case "where":
		for t := pronoun - 1; t > noun && b.kinds[noun]&kindPlace == 0; t-- {
			if b.kinds[t]&kindPlace != 0 {
				return t
			}
		}
	}
	return noun
}
