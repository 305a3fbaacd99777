package toll

import (
	"sort"
	"strings"

	"parley/internal/doc"
	"parley/internal/what/draft"
)

// counts tells whether a count of the event hangs on the verb in the same way as
// the token, which is then no patient of it besides.
func (r *reading) counts(e *draft.Event, verb, token int) bool {
	for _, t := range e.Tolls {
		if t.Count == doc.None || verb < 0 {
			continue
		}
		if n := r.d.Counts[t.Count].Noun; n != doc.None && n != token && r.d.Tokens[n].Head == verb && r.d.Tokens[n].Deprel == r.d.Tokens[token].Deprel {
			return true
		}
	}
	return false
}

// one is the toll of the one person at a token.
func (r *reading) one(token int, outcome doc.Outcome) draft.Toll {
	g := r.f.groups[strings.ToLower(r.d.Tokens[token].Lemma)]
	if g == noGroup {
		g = ""
	}
	return draft.Toll{Count: doc.None, Token: token, Outcome: outcome, Group: g, Low: 1, High: 1, Figure: 1, Quote: r.quoteAt(token)}
}

// besideOne returns the single persons who are joined to the counted of a toll
// without a number ("ten policemen, their driver and a guide").
func (r *reading) besideOne(t draft.Toll) []int {
	x := t.Token
	if t.Count != doc.None {
		x = r.d.Counts[t.Count].Noun
	}
	s := r.sentence(x)
	if x == doc.None || s == doc.None || t.High == 0 {
		return nil
	}
	var out []int
	for j := x + 1; j < r.d.Sentences[s].Last; j++ {
		k := &r.d.Tokens[j]
		if k.Deprel != "conj" && k.Deprel != "appos" || r.numbered(j) {
			continue
		}
		if r.owned(j) && (k.Head == x || t.Count != doc.None && k.Head == r.d.Counts[t.Count].Cause) {
			out = append(out, j)
			continue
		}
		if k.Head != x || k.Deprel != "conj" {
			continue
		}
		p := draft.Party{Token: j, Mention: r.d.MentionAt(j), Actor: doc.None}
		if p.Mention != doc.None {
			p.Actor = r.d.Mentions[p.Mention].Actor
		}
		if r.onePerson(p) {
			out = append(out, j)
		}
	}
	return out
}

// countReach is how many tokens lie between a count and its noun at most: more
// than the longest sentence of the engine holds.
const countReach = 512

// numbered tells whether a count counts the token already.
func (r *reading) numbered(token int) bool {
	counts := r.d.Counts
	near := sort.Search(len(counts), func(i int) bool { return counts[i].First > token-countReach })
	for i := near; i < len(counts) && counts[i].First < token+countReach; i++ {
		if c := &counts[i]; c.Noun == token || c.First <= token && token < c.Last {
			return true
		}
	}
	return false
}

// nobody tells whether a word or the one it is joined to has "no" or "neither":
// "no soldier or civilian was hurt".
func (r *reading) nobody(x int) bool {
	for n := 0; n < 8; n++ {
		for j := max(0, x-6); j < x; j++ {
			if w := strings.ToLower(r.d.Word(j)); r.d.Tokens[j].Head == x && (w == "no" || w == "neither") {
				return true
			}
		}
		if t := &r.d.Tokens[x]; t.Deprel != "conj" || t.Head < 0 {
			return false
		}
		x = r.d.Tokens[x].Head
	}
	return false
}

// single tells whether "a" or "one" stands before a word, adjectives between.
func (r *reading) single(x int) bool {
	for j := max(0, x-6); j < x; j++ {
		if r.d.Tokens[j].Head != x {
			continue
		}
		switch strings.ToLower(r.d.Word(j)) {
		case "a", "an", "one":
			return true
		}
	}
	return false
}

// onePerson tells whether a party is one human being.
func (r *reading) onePerson(p draft.Party) bool {
	t := &r.d.Tokens[p.Token]
	if t.UPOS == "PRON" {
		switch strings.ToLower(r.d.Word(p.Token)) {
		case "he", "him", "she", "her", "his":
			return true
		}
		return false
	}
	if t.UPOS == "ADJ" {
		return r.f.groups[strings.ToLower(t.Lemma)] != "" && r.single(p.Token) // "and one civilian"
	}
	if r.f.is(r.d, p.Token, wordMany) || !strings.Contains(t.Feats, "Number=Sing") || t.UPOS != "NOUN" && t.UPOS != "PROPN" {
		return false
	}
	_, human := r.f.groups[strings.ToLower(t.Lemma)]
	human = human && t.XPOS == "NN"
	if p.Actor >= 0 && p.Actor < len(r.d.Actors) {
		a := &r.d.Actors[p.Actor]
		return a.Kind == doc.ActorPerson || human && (r.single(p.Token) || a.Source == doc.FromNominal)
	}
	for _, n := range r.d.Names {
		if n.First <= p.Token && p.Token < n.Last {
			return n.Kind == doc.Person
		}
	}
	return human
}
