package resolve

import (
	"hash/fnv"
	"math"
	"slices"
	"strings"

	"parley"
	"parley/internal/resolve/words"
)

// storyWords is how many words stand for an article. They are hashed: nobody
// reads them, only how many two articles share counts.
const storyWords = 16

// leadBytes is how much of an article says what it is about.
const leadBytes = 700

// story returns the hashes of the words of an article's beginning that say most:
// by how often they come and how rare they are. Two articles of one day on one
// happening also share its background, and there a vague telling of an older
// incident is more likely the same one.
func (r *Resolver) story(rec *parley.Record) []uint32 {
	counts := map[string]int{}
	lead := rec.Article.Text[:min(len(rec.Article.Text), leadBytes)]
	if t := rec.Article.Title; t != nil && !strings.HasPrefix(lead, *t) {
		lead = *t + "\n" + lead
	}
	for _, raw := range words.All(lead) {
		if w := words.Fold(raw); len(w) >= 3 && !isNumber(w) {
			counts[w]++
		}
	}
	list := make([]Term, 0, len(counts))
	for w, n := range counts {
		if weight := r.words.Weight(w); weight >= termWeight {
			list = append(list, Term{w, min(weight, maxTermWeight) * (1 + math.Log(float64(n)))})
		}
	}
	slices.SortFunc(list, byWeight)
	out := make([]uint32, 0, storyWords)
	for _, t := range list[:min(len(list), storyWords)] {
		out = append(out, hash(t.Text))
	}
	slices.Sort(out)
	return slices.Compact(out)
}

func hash(s string) uint32 {
	h := fnv.New32a()
	h.Write([]byte(s))
	return h.Sum32()
}

// lead returns Digest.Lead of the events of an article.
func (p *passage) lead(rec *parley.Record) uint32 {
	first, best := -1, p.leadEnd
	for i := range rec.Events {
		e := &rec.Events[i]
		if at := firstTrigger(e); at < best && !e.Background && !e.Aggregate {
			first, best = i, at
		}
	}
	if first < 0 {
		return 0
	}
	e := &rec.Events[first]
	if len(e.Sources) == 0 || len(e.Targets) == 0 {
		return 0
	}
	a, b := sideOf(&e.Sources[0]), sideOf(&e.Targets[0])
	if a == "" || b == "" {
		return 0
	}
	return hash(string(e.Type) + min(a, b) + " " + max(a, b))
}

// measureStory compares the articles: their words, where they may be of one time.
func (p *pair) measureStory() {
	x, y := p.a.Story, p.b.Story
	if !near(p.a.Published, p.b.Published, storyDays) {
		return
	}
	if p.a.Lead != 0 && p.a.Lead == p.b.Lead {
		p.values[leadSame] = 1
	}
	for i, j := 0, 0; i < len(x) && j < len(y); {
		switch {
		case x[i] < y[j]:
			i++
		case x[i] > y[j]:
			j++
		default:
			p.story++
			i++
			j++
		}
	}
	p.values[storyShared] = min(1, max(0, float64(p.story-chanceWords))/(storyWords/2))
}

// Articles of storyDays apart may tell one story; chanceWords of their words are
// shared by any two articles on one conflict.
const (
	storyDays   = 7
	chanceWords = 2
)
