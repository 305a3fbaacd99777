package resolve

import (
	"cmp"
	"slices"
	"strings"
	"time"

	"parley"
	"parley/internal/resolve/words"
)

// digest makes the digest of the event at index i of rec. text is that of rec.
func (r *Resolver) digest(rec *parley.Record, i int, text *passage, story []uint32, lead uint32) *Digest {
	e := &rec.Events[i]
	outlet := ""
	if rec.Article.Outlet != nil {
		outlet = *rec.Article.Outlet
	}
	d := r.sums.digest(e, rec.Article.ID, outlet, rec.Article.Published.Period)
	d.Position = i
	d.Story, d.Lead = story, lead
	r.describe(d, e, text)
	return d
}

// describe fills what d takes from the words of the article.
func (r *Resolver) describe(d *Digest, e *parley.Event, text *passage) {
	known := knownWords(e)
	first := true
	told := 0
	var seen []int // starts of the sentences read
	terms := map[string]float64{}
	for _, v := range e.Evidence {
		if v.Role != "trigger" {
			continue
		}
		if first {
			d.Trigger, first = words.Fold(v.Quote), false
		}
		if v.In != "" {
			continue
		}
		s := text.sentence(v.Start)
		if slices.Contains(seen, s.start) || told == maxTold {
			continue
		}
		seen = append(seen, s.start)
		told++
		r.gather(text, s, known, terms, d)
	}
	d.Main = !d.Background && !d.Aggregate && text.leads(e)
	d.Terms = weightiest(terms)
	slices.Sort(d.Names)
	d.Names = slices.Compact(d.Names)
	if len(d.Names) > maxNames {
		d.Names = d.Names[:maxNames]
	}
}

// How much of an article's words a digest keeps: enough to tell a happening by,
// little enough for a million digests.
const (
	maxTold  = 5  // sentences
	maxTerms = 24 // words
	maxNames = 12
)

// gather takes the terms and names of a sentence.
func (r *Resolver) gather(text *passage, s sentence, known map[string]bool, terms map[string]float64, d *Digest) {
	for at, raw := range words.All(text.text[s.start:s.end]) {
		w := words.Fold(raw)
		if len(w) < 3 || known[w] || r.plain[w] {
			continue
		}
		weight := r.words.Weight(w)
		switch {
		case isNumber(raw):
			if len(w) > 2 {
				terms[w] = numberWeight
			}
		case isCapital(raw) && !s.capitals && at > 0:
			if weight >= nameWeight {
				d.Names = append(d.Names, w)
			}
		case weight >= termWeight:
			terms[w] = min(weight, maxTermWeight)
		}
	}
}

// Weights from which on a word is kept. A word that the table does not list may
// be a misprint, so it counts no more than a rare one.
const (
	termWeight    = 2.0
	maxTermWeight = 7.0
	nameWeight    = 5.0
	numberWeight  = 4.0
)

// weightiest returns the maxTerms terms of most weight, by text.
func weightiest(terms map[string]float64) []Term {
	list := make([]Term, 0, len(terms))
	for w, weight := range terms {
		list = append(list, Term{w, weight})
	}
	slices.SortFunc(list, byWeight)
	list = list[:min(len(list), maxTerms)]
	slices.SortFunc(list, func(a, b Term) int { return strings.Compare(a.Text, b.Text) })
	return list
}

// byWeight orders terms, the weightiest first.
func byWeight(a, b Term) int {
	return cmp.Or(cmp.Compare(b.Weight, a.Weight), strings.Compare(a.Text, b.Text))
}

// knownWords are words that other values of the event hold already: what it is,
// its day, its place and its parties, and those who speak of it, who speak of many
// other events too.
func knownWords(e *parley.Event) map[string]bool {
	known := map[string]bool{}
	for m := range 12 {
		known[words.Fold(time.Month(m+1).String())] = true
	}
	for _, v := range e.Evidence {
		if v.Role == "trigger" {
			known[words.Fold(v.Quote)] = true
		}
	}
	for d := range 7 {
		known[words.Fold(time.Weekday(d).String())] = true
	}
	add := func(list ...string) {
		for _, s := range list {
			for _, w := range words.All(s) {
				known[words.Fold(w)] = true
			}
		}
	}
	if e.Place != nil {
		add(e.Place.Name, e.Place.Admin1, e.Place.Admin2)
	}
	for _, parties := range [][]parley.Party{e.Sources, e.Targets} {
		for _, p := range parties {
			add(p.Name)
			if p.Actor != "" {
				add(p.Text)
			}
		}
	}
	for _, a := range e.Accounts {
		add(a.Speaker, a.Role, a.For)
	}
	for _, c := range e.Claims {
		add(c.By, c.Speaker)
	}
	return known
}
