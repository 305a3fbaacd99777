package toll

import (
	"slices"
	"strings"

	"parley"
	"parley/internal/doc"
	"parley/internal/what/draft"
)

// besideCounted returns the outcome of count i, which has none of its own, where it
// is joined to somebody to whom something happens ("killed the mayor and two
// bodyguards"); empty if nothing does.
func (r *reading) besideCounted(i int) doc.Outcome {
	c := &r.d.Counts[i]
	if c.Kind != doc.CountPeople || c.PartOf != doc.None {
		return ""
	}
	x := c.Noun
	if x == doc.None {
		x = c.First
	}
	t := &r.d.Tokens[x]
	switch {
	case t.Head < 0:
	case t.Deprel == "conj":
		return r.suffers(t.Head)
	case t.Deprel == "obl" && r.ownPreposition(i, x):
		return r.byVerb(t.Head)
	}
	return ""
}

// ownPreposition tells whether the preposition of the counted noun is a word
// of the number: "killed between ten and 15 people".
func (r *reading) ownPreposition(i, noun int) bool {
	c, found := &r.d.Counts[i], false
	for j := max(0, c.First-3); j < noun; j++ {
		if k := &r.d.Tokens[j]; k.Head == noun && k.Deprel == "case" {
			if j < c.First {
				return false
			}
			found = true
		}
	}
	return found
}

// suffers returns what befalls the one at a token by the verb above it.
func (r *reading) suffers(x int) doc.Outcome {
	t := &r.d.Tokens[x]
	for n := 0; t.Deprel == "conj" && t.Head >= 0 && n < 8; n++ {
		x = t.Head
		t = &r.d.Tokens[x]
	}
	if t.Head < 0 {
		return ""
	}
	v := t.Head
	passive := r.passive(v)
	switch {
	case t.Deprel == "obj" || t.Deprel == "nsubj:pass" || t.Deprel == "nsubj" && passive:
	default:
		return ""
	}
	return r.byVerb(v)
}

// byVerb returns what a verb does to its object; empty for nothing of the kind.
func (r *reading) byVerb(v int) doc.Outcome {
	if r.tried(v) {
		return ""
	}
	switch {
	case r.f.is(r.d, v, wordKilled):
		if l := r.d.Tokens[v].Lemma; (l == "shoot" || l == "gun") && !r.deadly(v) {
			return ""
		}
		return doc.Killed
	case r.f.is(r.d, v, wordInjured):
		return doc.Injured
	case r.f.is(r.d, v, wordCaptured):
		return doc.Captured
	}
	return ""
}

// tried tells whether a verb is only what somebody tried or meant to do: "an
// attempt to murder", "plotted to kill".
func (r *reading) tried(v int) bool {
	t := &r.d.Tokens[v]
	switch t.Deprel {
	case "xcomp", "acl", "ccomp", "advcl", "acl:to":
	default:
		return false
	}
	if !r.f.is(r.d, t.Head, wordTried) {
		return false
	}
	for j := max(0, v-5); j < v; j++ {
		if k := &r.d.Tokens[j]; k.Head == v && k.Deprel == "mark" {
			return true
		}
	}
	return t.XPOS == "VBG" || t.XPOS == "VB"
}

// passive tells whether a verb has the auxiliary of the passive.
func (r *reading) passive(v int) bool {
	for j := max(0, v-6); j < v; j++ {
		if r.d.Tokens[j].Head == v && r.d.Tokens[j].Deprel == "aux:pass" {
			return true
		}
	}
	return false
}

// deadly tells whether "dead", "down" or "to death" stands at a verb of shooting.
func (r *reading) deadly(v int) bool {
	for j := v + 1; j < min(len(r.d.Tokens), v+8); j++ {
		if w := strings.ToLower(r.d.Word(j)); w == "dead" || w == "death" || w == "down" {
			return true
		}
	}
	return v > 0 && strings.EqualFold(r.d.Word(v-1), "fatally")
}

// outcomeOf is the outcome of what befalls a target; empty for none.
func outcomeOf(x parley.Effect) doc.Outcome {
	switch x {
	case parley.EffectKilled:
		return doc.Killed
	case parley.EffectInjured:
		return doc.Injured
	case parley.EffectCaptured:
		return doc.Captured
	}
	return ""
}

// singles adds a toll of one for each target that is one person without a
// number: "killed the mayor", "Ana Ruiz was abducted".
func (r *reading) singles(e *draft.Event) {
	var seen []int
	for _, p := range e.Targets {
		if p.Token >= 0 && p.Token < len(r.d.Tokens) && r.counts(e, r.d.Tokens[p.Token].Head, p.Token) {
			continue // "CITY: nine people were killed" has no second subject
		}
		if p.Token < 0 || p.Token >= len(r.d.Tokens) || p.Inferred || slices.Contains(seen, p.Token) || r.numbered(p.Token) {
			continue
		}
		outcome := outcomeOf(p.Effect)
		if h := r.d.Tokens[p.Token].Head; outcome != "" && h >= 0 && r.tried(h) {
			continue
		}
		if outcome == "" {
			outcome = r.suffers(p.Token)
		}
		if outcome == "" || !takes(e, outcome) || !r.onePerson(p) || r.nobody(p.Token) {
			continue
		}
		seen = append(seen, p.Token)
		e.Tolls = append(e.Tolls, r.one(p.Token, outcome))
	}
	for _, x := range r.ofDeaths(e) {
		if !slices.Contains(seen, x.Token) && takes(e, x.Outcome) {
			seen = append(seen, x.Token)
			e.Tolls = append(e.Tolls, x)
		}
	}
	for _, x := range r.dying(e) {
		if !slices.Contains(seen, x) && takes(e, doc.Killed) {
			seen = append(seen, x)
			e.Tolls = append(e.Tolls, r.one(x, doc.Killed))
		}
	}
	for _, t := range slices.Clone(e.Tolls) {
		for _, x := range r.besideOne(t) {
			if !slices.Contains(seen, x) {
				seen = append(seen, x)
				joined := r.one(x, t.Outcome)
				joined.Part = t.Part // "the six included four boys and a woman"
				e.Tolls = append(e.Tolls, joined)
			}
		}
	}
}
