package toll

import (
	"slices"
	"strings"

	"parley/internal/doc"
	"parley/internal/what/draft"
)

// dying returns the targets of the event that are told to have died, in the
// sentences of its triggers or the two behind each ("Ruiz died in hospital").
func (r *reading) dying(e *draft.Event) []int {
	var out []int
	seen := map[int]bool{}
	for _, h := range e.Heads {
		n := r.sentence(h)
		for s := n; n != doc.None && s < min(len(r.d.Sentences), n+3); s++ {
			if seen[s] {
				continue
			}
			seen[s] = true
			for v := r.d.Sentences[s].First; v < r.d.Sentences[s].Last; v++ {
				if r.d.Tokens[v].UPOS == "VERB" && (r.f.is(r.d, v, wordDies) || r.foundDead(v)) {
					if x := r.subjectTarget(e, v, r.d.Sentences[s]); x != doc.None {
						out = append(out, x)
					}
				}
			}
		}
	}
	return out
}

// foundDead reads "was found dead".
func (r *reading) foundDead(v int) bool {
	if r.d.Tokens[v].Lemma != "find" {
		return false
	}
	for j := v + 1; j < min(len(r.d.Tokens), v+4); j++ {
		if strings.EqualFold(r.d.Word(j), "dead") {
			return true
		}
	}
	return false
}

// subjectTarget returns the subject of a verb if it is one person and a target
// of the event, or its trigger is the verb itself; None otherwise.
func (r *reading) subjectTarget(e *draft.Event, verb int, s doc.Sentence) int {
	for j := s.First; j < s.Last; j++ {
		if k := &r.d.Tokens[j]; k.Head != verb || k.Deprel != "nsubj" && k.Deprel != "nsubj:pass" || r.numbered(j) {
			continue
		}
		p := draft.Party{Token: j, Mention: r.d.MentionAt(j), Actor: doc.None}
		if p.Mention != doc.None {
			p.Actor = r.d.Mentions[p.Mention].Actor
		}
		known := slices.Contains(e.Heads, verb) || slices.ContainsFunc(e.Targets, func(t draft.Party) bool {
			return t.Token == j || p.Actor != doc.None && t.Actor == p.Actor
		})
		if known && r.onePerson(p) {
			return j
		}
	}
	return doc.None
}

// ofDeaths returns the tolls of the persons behind "the death of", "the
// abduction of" where these are triggers of the event or hang on one.
func (r *reading) ofDeaths(e *draft.Event) []draft.Toll {
	var out []draft.Toll
	for _, h := range e.Heads {
		s := r.sentence(h)
		if s == doc.None {
			continue
		}
		for i := r.d.Sentences[s].First; i < r.d.Sentences[s].Last; i++ {
			if r.d.Tokens[i].UPOS != "NOUN" || !r.f.is(r.d, i, wordDeaths|wordCaptures) || i != h && (r.d.Tokens[h].Head != i || r.taken(i)) {
				continue
			}
			outcome := doc.Killed
			if r.f.is(r.d, i, wordCaptures) {
				outcome = doc.Captured
			}
			if x := r.behindOf(i); x != doc.None {
				out = append(out, r.one(x, outcome))
			}
		}
	}
	return out
}

// taken tells whether a token is a trigger of an event.
func (r *reading) taken(i int) bool {
	return slices.ContainsFunc(r.events, func(e *draft.Event) bool { return slices.Contains(e.Heads, i) })
}

// behindOf returns the one person behind "of" at a noun, or whose the noun is,
// who has no number; None for none.
func (r *reading) behindOf(noun int) int {
	for j := max(0, noun-10); j < min(len(r.d.Tokens), noun+12); j++ {
		k := &r.d.Tokens[j]
		if k.Head != noun || k.Deprel != "nmod" && k.Deprel != "nmod:poss" || r.numbered(j) || !r.hasCase(j, "of", "'s", "’s", "s") {
			continue
		}
		p := draft.Party{Token: j, Mention: r.d.MentionAt(j), Actor: doc.None}
		if p.Mention != doc.None {
			p.Actor = r.d.Mentions[p.Mention].Actor
		}
		if r.onePerson(p) {
			return j
		}
	}
	return doc.None
}

// hasCase tells whether one of the words is the preposition or the ending of a noun.
func (r *reading) hasCase(noun int, words ...string) bool {
	for j := max(0, noun-6); j < min(len(r.d.Tokens), noun+3); j++ {
		if k := &r.d.Tokens[j]; k.Head == noun && k.Deprel == "case" && slices.Contains(words, strings.ToLower(r.d.Word(j))) {
			return true
		}
	}
	return false
}
