package toll

import (
	"strings"

	"parley/internal/doc"
	"parley/internal/what/draft"
)

// withoutLoss adds a toll of nobody for "without causing any casualties",
// which has no number word.
func (r *reading) withoutLoss() {
	for i := range r.d.Tokens {
		outcome := lossOf(r.d.Tokens[i].Lemma)
		if outcome == "" || r.numbered(i) || !r.withoutVerb(i) {
			continue
		}
		e, held := r.inSentence(i, outcome)
		if e == nil && !held && r.sentence(i) != doc.None {
			e = r.acrossSentences(i, outcome)
		}
		if e != nil {
			e.Tolls = append(e.Tolls, draft.Toll{Count: doc.None, Token: i, Outcome: outcome, Quote: r.quoteAt(i)})
		}
	}
}

// lossOf is the outcome that a noun for losses stands for; empty for others.
func lossOf(lemma string) doc.Outcome {
	switch strings.ToLower(lemma) {
	case "casualty":
		return doc.Casualties
	case "injury":
		return doc.Injured
	case "fatality", "death":
		return doc.Killed
	}
	return ""
}

// withoutVerb tells whether a noun is the object of a verb with "without".
func (r *reading) withoutVerb(i int) bool {
	t := &r.d.Tokens[i]
	if t.Deprel != "obj" || t.Head < 0 {
		return false
	}
	for j := max(0, t.Head-3); j < t.Head; j++ {
		if k := &r.d.Tokens[j]; k.Head == t.Head && k.Deprel == "mark" && strings.EqualFold(r.d.Word(j), "without") {
			return true
		}
	}
	return false
}
