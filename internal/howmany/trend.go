package howmany

import (
	"fmt"
	"slices"
	"strings"

	"parley/internal/doc"
)

// trend is a row of trends.tsv: a word that tells how high a level is or
// where it goes.
type trend struct {
	verb, noun, adjective bool
	superlative           bool // only as "deadliest", "most dangerous"
	id                    string
}

// States of states.tsv.
const (
	stateLevel    = "level"
	stateUnit     = "unit"
	stateIncident = "incident"
	statePeople   = "people"
	stateVerb     = "verb"
	stateLast     = "last"
)

func (t *tables) addTrend(c []string) error {
	l := t.lemma(c[0])
	if l.trend == nil {
		l.trend = &trend{id: "trend." + c[0]}
	}
	switch c[1] {
	case "v":
		l.trend.verb = true
	case "n":
		l.trend.noun = true
	case "a":
		l.trend.adjective = true
	case "s":
		l.trend.superlative = true
	default:
		return fmt.Errorf("no part of speech %q", c[1])
	}
	return nil
}

func (t *tables) addState(c []string) error {
	l := t.lemma(c[0])
	switch c[1] {
	case stateLevel:
		l.level = true
	case stateUnit, stateIncident, statePeople, stateVerb, stateLast:
		l.state = c[1]
	default:
		return fmt.Errorf("no state %q", c[1])
	}
	return nil
}

// trendAt returns the noun whose level the word at token i tells of, or None.
func (r *reading) trendAt(i int, s doc.Sentence) int {
	l := r.lemmas[i]
	if l == nil || l.trend == nil {
		return doc.None
	}
	t := &r.d.Tokens[i]
	switch {
	case t.UPOS == "VERB" && l.trend.verb:
		return r.verbTrend(i, s)
	case (t.UPOS == "NOUN" || t.UPOS == "ADJ") && l.trend.noun:
		return r.nounTrend(i, s)
	case t.UPOS == "ADJ" && l.trend.superlative:
		if t.XPOS == "JJS" || i > s.First && r.low[i-1] == "most" {
			return r.headNoun(i, s)
		}
	case (t.UPOS == "ADJ" || t.UPOS == "NOUN") && l.trend.adjective:
		if h := r.headNoun(i, s); h != doc.None && r.levelAt(h, s) {
			return h
		}
		if t.UPOS == "ADJ" {
			return r.child(i, s, func(k int, c *doc.Token) bool { return c.Deprel == "nsubj" && r.levelAt(k, s) })
		}
	}
	return doc.None
}

// verbTrend reads "violence has escalated" and "had increased the amount of
// territory". An infinitive or a verb behind a modal tells of no state.
func (r *reading) verbTrend(i int, s doc.Sentence) int {
	t := &r.d.Tokens[i]
	if t.XPOS == "VB" && !r.underHead(i, s, "continue", "begin", "start") || r.negated(i, s) {
		return doc.None
	}
	subj := i
	if t.XPOS == "VB" {
		subj = t.Head
	}
	found := doc.None
	for k := s.First; k < s.Last; k++ {
		c := &r.d.Tokens[k]
		if c.Head != i && c.Head != subj {
			continue
		}
		switch c.Deprel {
		case "nsubj", "nsubj:pass":
			if r.levelAt(k, s) {
				return k
			}
		case "obj":
			if c.Head == i && r.levelAt(k, s) && found == doc.None {
				found = k
			}
		}
	}
	if found == doc.None && t.Deprel == "acl" && t.Head >= 0 && r.levelAt(t.Head, s) {
		return t.Head
	}
	return found
}

// underHead reports whether token i is the complement of one of the verbs.
func (r *reading) underHead(i int, s doc.Sentence, verbs ...string) bool {
	t := &r.d.Tokens[i]
	return t.Deprel == "xcomp" && t.Head >= s.First && t.Head < s.Last && slices.Contains(verbs, r.d.Tokens[t.Head].Lemma)
}

// nounTrend reads "a spike in violence" and "the surge of attacks".
func (r *reading) nounTrend(i int, s doc.Sentence) int {
	if i+2 < s.Last && (r.low[i+1] == "in" || r.low[i+1] == "of") {
		k := i + 2
		for k < s.Last && (r.d.Tokens[k].UPOS == "DET" || r.d.Tokens[k].UPOS == "PRON") {
			k++
		}
		if noun := r.nounPhrase(k, s); noun != doc.None && r.levelAt(noun, s) {
			return noun
		}
	}
	return r.child(i, s, func(k int, c *doc.Token) bool {
		if c.Deprel == "compound" && k < i {
			return r.lemmas[k] != nil && r.lemmas[k].level
		}
		if c.Deprel != "nmod" || !r.levelAt(k, s) {
			return false
		}
		p := r.caseOf(k, s)
		return p != doc.None && (r.low[p] == "in" || r.low[p] == "of")
	})
}

// headNoun returns the noun that the adjective at token i qualifies.
func (r *reading) headNoun(i int, s doc.Sentence) int {
	t := &r.d.Tokens[i]
	if t.Head > i && t.Head < s.Last && (t.Deprel == "amod" || t.Deprel == "compound") && r.d.Tokens[t.Head].UPOS == "NOUN" {
		return t.Head
	}
	return doc.None
}

// levelAt reports whether the noun at token i, or what it is the number or
// the amount of, has a level that trends tell of.
func (r *reading) levelAt(i int, s doc.Sentence) bool {
	l := r.lemmas[i]
	if r.d.Tokens[i].UPOS == "VERB" {
		l = r.tables.lemmas[r.low[i]] // "fighting" as a subject
	}
	if l != nil && l.level {
		return true
	}
	switch r.d.Tokens[i].Lemma {
	case "number", "amount", "level", "pace", "rate", "intensity", "scale", "scope", "share", "toll", "risk", "frequency":
		return r.child(i, s, func(k int, c *doc.Token) bool {
			return c.Deprel == "nmod" && k > i || c.Deprel == "compound" && r.lemmas[k] != nil && (r.lemmas[k].level || len(r.lemmas[k].cues) > 0)
		}) != doc.None
	}
	return false
}

// what returns the words from token i to the end of its phrase: its
// dependents to the right that follow without a gap.
func (r *reading) what(i int, s doc.Sentence) (first, last int) {
	first, last = i, i+1
	for first > s.First {
		t := &r.d.Tokens[first-1]
		if t.Head != i || t.Deprel != "amod" && t.Deprel != "compound" {
			break
		}
		first--
	}
	for last < s.Last && last < i+14 && r.under(last, i) && (r.d.Tokens[last].UPOS != "PUNCT" || isHyphen(r.low[last]) && r.attached(last)) {
		last++
	}
	for last > i+1 {
		switch r.d.Tokens[last-1].UPOS {
		case "ADP", "DET", "CCONJ", "SCONJ", "PUNCT", "PART":
			last--
			continue
		}
		break
	}
	return first, last
}

// textOf returns the words of tokens [i, j) as they stand, in one line.
func (r *reading) textOf(i, j int) string {
	return strings.Join(strings.Fields(r.d.Text[r.d.Tokens[i].Start:r.d.Tokens[j-1].End]), " ")
}
