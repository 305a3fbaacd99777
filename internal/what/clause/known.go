package clause

import (
	"strings"
	"time"

	"parley"
	"parley/internal/doc"
)

// Bounds of what is no news of the article.
const (
	// oldAge is how long before the article something was to be history.
	oldAge = 60 * 24 * time.Hour
	// longSpan is the length of a period over which deeds are summed up.
	longSpan = 13 * 24 * time.Hour
	// standingToll is a toll that no single happening of the news explains where
	// no day is told.
	standingToll = 1000
	// manyDeeds is how many deeds of one kind make a total.
	manyDeeds = 4
)

// known fills Anaphoric, Generic, Aggregate and Background.
func (g *reading) known() {
	e := g.e
	e.Anaphoric = g.anaphoric(e.Head)
	e.Aggregate = g.aggregate()
	e.Generic = e.Generic || !e.Aggregate && e.Status == parley.Happened && g.generic()
	e.Background = g.background()
}

// anaphoric tells a noun with "the" or "this" and nothing new beside it. What
// stands right behind it ("the assault on the prison") is often hung higher.
func (g *reading) anaphoric(i int) bool {
	if g.d.Tokens[i].UPOS != "NOUN" || g.follows(i, "on", "against", "of", "by", "near") {
		return false
	}
	definite := false
	for j := g.s.First; j < g.s.Last; j++ {
		if g.d.Tokens[j].Head != i {
			continue
		}
		switch rel := g.d.Tokens[j].Deprel; rel {
		case "det":
			definite = definite || g.is("definite", g.lemma(j))
		case "nmod:poss":
			if !g.time(j) {
				return false
			}
			definite = true
		case "amod":
			if !g.is("empty", g.lemma(j)) && g.d.Tokens[j].XPOS != "JJS" {
				return false
			}
		case "nmod", "acl", "compound", "nummod", "appos":
			if !g.time(j) && !g.is("empty", g.lemma(j)) {
				return false
			}
		}
	}
	return definite
}

// time tells whether the token is in an expression of time.
func (g *reading) time(i int) bool {
	for k := range g.d.Times {
		if g.d.Times[k].First <= i && i < g.d.Times[k].Last {
			return true
		}
	}
	return false
}

// generic tells a habit or a truth: no single happening is meant.
func (g *reading) generic() bool {
	for _, i := range []int{g.e.Head, g.verb} {
		if g.nominal(i) {
			continue
		}
		for j := g.s.First; j < g.s.Last; j++ {
			if g.d.Tokens[j].Head == i && g.is("habit", g.lemma(j)) {
				return true
			}
		}
	}
	h := g.e.Head
	if g.anchored() {
		return false
	}
	if g.nominal(h) {
		return g.bare(h) && g.hostile && (g.present(g.verb, false) || !g.finite(g.verb)) || g.defines(h)
	}
	// The first sentences of an article may be headlines in the present tense.
	return g.e.Sentence > 1 && g.hostile && g.simplePresent(h)
}

// anchored tells whether a day, a place or a figure of people ties the
// sentence to a single happening.
func (g *reading) anchored() bool {
	for i := range g.d.Times {
		if t := &g.d.Times[i]; t.First >= g.s.First && t.Last <= g.s.Last && t.Type != doc.TimeSet {
			return true
		}
	}
	for i := range g.d.Places {
		if p := &g.d.Places[i]; p.First >= g.s.First && p.Last <= g.s.Last && p.Use == doc.UseLocation {
			return true
		}
	}
	for i := range g.d.Counts {
		if c := &g.d.Counts[i]; c.First >= g.s.First && c.Last <= g.s.Last && c.Kind != doc.CountOrdinal {
			return true
		}
	}
	return false
}

// bare tells a plural without determiner, number or owner.
func (g *reading) bare(i int) bool {
	return g.d.Tokens[i].XPOS == "NNS" && g.child(i, "det", "nummod", "nmod:poss") < 0 && !g.definite(i)
}

// defines tells the subject of "is" with a noun: "talks are the only way".
func (g *reading) defines(i int) bool {
	p := g.head(i)
	return p >= 0 && g.rel(i) == "nsubj" && g.predicate(p) && g.nominal(p) && g.present(p, false) && !g.definite(i)
}

// simplePresent tells "attack" and "attacks" without auxiliary.
func (g *reading) simplePresent(i int) bool {
	x := g.d.Tokens[i].XPOS
	return (x == "VBP" || x == "VBZ") && g.child(i, "aux", "cop") < 0
}

// aggregate tells a standing total or a trend.
func (g *reading) aggregate() bool {
	h := g.e.Head
	deeds, toll := g.figures()
	long, day := g.span()
	if !day && g.trend(h) {
		return true
	}
	switch {
	case long && (deeds > 1 || toll > 1 || g.d.Tokens[h].XPOS == "NNS" || g.is("violence", g.lemma(h))):
		return true
	case deeds >= manyDeeds && !day, toll >= standingToll && !day:
		return true
	}
	return false
}

// trend tells deeds that are said to grow or to be done time and again.
func (g *reading) trend(h int) bool {
	if !g.nominal(h) {
		return false
	}
	if k := g.child(h, "amod"); k >= 0 && g.is("repeated", g.lemma(k)) {
		return true
	}
	p := g.head(h)
	if p < 0 || !g.is("trend", g.lemma(p)) {
		return false
	}
	switch g.rel(h) {
	case "nsubj", "nsubj:pass", "nmod", "compound", "obj":
		return g.d.Tokens[h].XPOS == "NNS" || g.is("violence", g.lemma(h))
	}
	return false
}

// figures returns how many deeds the trigger counts, and the largest toll of
// its sentence.
func (g *reading) figures() (deeds, toll float64) {
	for i := range g.d.Counts {
		c := &g.d.Counts[i]
		if c.First < g.s.First || c.Last > g.s.Last {
			continue
		}
		if c.Noun == g.e.Head {
			deeds = max(deeds, c.Low)
		}
		if c.Outcome == doc.Killed || c.Outcome == doc.Injured || c.Outcome == doc.Casualties {
			toll = max(toll, c.Low)
		}
	}
	return deeds, toll
}

// span tells whether a time of the trigger's clause is a long one ("since
// March", "this year", "every month"), and whether one is a day or two.
func (g *reading) span() (long, day bool) {
	for i := range g.d.Times {
		t := &g.d.Times[i]
		if t.First < g.s.First || t.Last > g.s.Last {
			continue
		}
		if t.Last-t.First == 1 && g.d.Tokens[t.First].UPOS == "ADJ" {
			continue // "the recent attack"
		}
		length := t.Period.To.Sub(t.Period.From)
		known := !t.Period.From.IsZero() && !t.Period.To.IsZero()
		switch {
		case t.Relation == doc.RelationSince && g.compares(t):
			// How far back it was the worst says nothing of how long it lasted.
		case t.Type == doc.TimeSet, t.Relation == doc.RelationSince:
			long = long || g.near(t)
		case t.Type == doc.TimeDuration:
			weeks := !strings.HasPrefix(t.Value, "PT") && strings.ContainsAny(t.Value, "YMW")
			long = long || g.near(t) && (known && length > longSpan || !known && weeks) && t.Relation != doc.RelationWithin
		case known && length > longSpan:
			long = long || g.near(t)
		case known:
			day = true
		}
	}
	return long, day
}

// near tells whether the time hangs on the trigger, the word that carries its
// clause, or a noun under one of them.
func (g *reading) near(t *doc.Time) bool {
	for i := t.First; i < t.Last; i++ {
		h := g.d.Tokens[i].Head
		if h == g.e.Head || h == g.verb {
			return true
		}
		if h >= g.s.First && h < g.s.Last {
			if hh := g.d.Tokens[h].Head; hh == g.e.Head || hh == g.verb {
				return true
			}
		}
	}
	return false
}

// background tells history: the time of the clause lies long before the
// article.
func (g *reading) background() bool {
	now := g.now()
	if now.IsZero() || g.e.Status != parley.Happened && g.e.Status != parley.Alleged && g.e.Status != parley.Denied {
		return false
	}
	for i := range g.d.Times {
		t := &g.d.Times[i]
		if t.First < g.s.First || t.Last > g.s.Last || !g.near(t) || t.Relation == doc.RelationSince {
			continue
		}
		if !t.Period.To.IsZero() && now.Sub(t.Period.To) > oldAge {
			return true
		}
	}
	return false
}

// now is the first day on which the article can have been published, or where
// nothing tells, the last day that it speaks of in the past tense of its dates.
func (g *reading) now() time.Time {
	if !g.d.Published.Period.From.IsZero() {
		return g.d.Published.Period.From
	}
	var last time.Time
	for i := range g.d.Times {
		if t := &g.d.Times[i]; t.Type == doc.TimeDate && t.Period.To.After(last) {
			last = t.Period.To
		}
	}
	return last
}

// compares tells whether a time stands behind a superlative or "first" of its
// phrase: "the deadliest ambush since 2010", "the first raid since May".
func (g *reading) compares(t *doc.Time) bool {
	for i := t.First - 1; i >= g.s.First; i-- {
		x := &g.d.Tokens[i]
		switch {
		case x.XPOS == "JJS" || x.XPOS == "RBS" || x.Lemma == "first" && x.UPOS == "ADJ":
			return true
		case x.UPOS == "PUNCT" || x.UPOS == "VERB":
			return false
		}
	}
	return false
}
