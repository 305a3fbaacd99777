package eval

import (
	"slices"
	"sort"
	"strings"

	"parley"
)

// goldDoc is a coded article with what matching asks for again and again.
type goldDoc struct {
	coded
	sentences []string // squeezed
}

func newGoldDoc(c coded) *goldDoc {
	g := &goldDoc{coded: c}
	for _, s := range c.doc.Sentences {
		g.sentences = append(g.sentences, squeeze(c.doc.SentenceText(s)))
	}
	return g
}

// sentencesOf returns the indexes of the sentences that evidence stands in.
func (g *goldDoc) sentencesOf(list []parley.Evidence) []int {
	var out []int
	for _, v := range list {
		if v.In != "" {
			continue
		}
		s := sort.Search(len(g.doc.Sentences), func(i int) bool {
			return g.doc.Tokens[g.doc.Sentences[i].Last-1].End > v.Start
		})
		if s < len(g.doc.Sentences) && !slices.Contains(out, s) {
			out = append(out, s)
		}
	}
	return out
}

// shows reports whether the cue stands in one of the sentences of the evidence.
func (g *goldDoc) shows(cue string, list []parley.Evidence) bool {
	cue = squeeze(cue)
	return cue != "" && slices.ContainsFunc(g.sentencesOf(list), func(s int) bool { return strings.Contains(g.sentences[s], cue) })
}

// likeness says how like a gold event and a coded one are, with the weights of
// the shared score.py; 0 where they cannot be the same.
func (g *goldDoc) likeness(x goldEvent, e parley.Event) float64 {
	if x.Kind != string(e.Kind) {
		return 0
	}
	score, agree := 0.0, 0
	hit := g.shows(x.Cue, e.Evidence)
	if hit {
		score += 2
	}
	sameType := among(string(e.Type), x.Type, x.TypesOK)
	if sameType {
		score += 1.5
		if x.Mode != nil && among(string(e.Mode), x.Mode, x.ModesOK) {
			score += .5
		}
	}
	for _, part := range []struct {
		same   bool
		weight float64
	}{
		{dateOverlaps(x, e), .75}, {samePlace(x, e), .75}, {tollMeets(x.Killed, e.Killed), .75},
		{sameParty(x.Source, nil, e.Sources), .5}, {sameParty(x.Target, nil, e.Targets), .5},
	} {
		if part.same {
			score += part.weight
			agree++
		}
	}
	if !hit && agree < 3 || !sameType && (!hit || agree == 0) {
		return 0
	}
	return score
}

func dateOverlaps(x goldEvent, e parley.Event) bool {
	if len(x.Date) != 2 || e.Date == nil {
		return false
	}
	var p parley.Period
	if x.Date[0] != nil {
		p.From = isoDay(*x.Date[0])
	}
	if x.Date[1] != nil {
		p.To = isoDay(*x.Date[1])
	}
	return p.Overlaps(e.Date.Period)
}

func samePlace(x goldEvent, e parley.Event) bool {
	if e.Place == nil {
		return false
	}
	for _, a := range []*string{x.Admin1, x.Place} {
		for _, b := range []string{e.Place.Name, e.Place.Admin1, e.Place.Admin2} {
			if a != nil && sameName(*a, b) {
				return true
			}
		}
	}
	return false
}

// tollBounds returns the lowest and highest figure; an open end is the other one.
func tollBounds(r *parley.Range) (low, high int, ok bool) {
	switch {
	case r == nil || r.Low == nil && r.High == nil:
		return 0, 0, false
	case r.Low == nil:
		return *r.High, *r.High, true
	case r.High == nil:
		return *r.Low, *r.Low, true
	}
	return *r.Low, *r.High, true
}

func tollMeets(gold []int, r *parley.Range) bool {
	low, high, ok := tollBounds(r)
	return ok && len(gold) == 2 && low <= gold[1] && gold[0] <= high
}

func tollEqual(gold []int, r *parley.Range) bool {
	low, high, ok := tollBounds(r)
	return ok && len(gold) == 2 && low == gold[0] && high == gold[1]
}

// sameParty reports whether one of the names is that of one of the parties.
func sameParty(names, others []string, parties []parley.Party) bool {
	for _, n := range append(append([]string{}, names...), others...) {
		for _, p := range parties {
			if sameName(n, p.Name) || sameName(n, p.Text) || sameName(n, p.Actor) {
				return true
			}
		}
	}
	return false
}

// pair matches gold and coded events one to one, the likest first.
func (g *goldDoc) pair(gold []goldEvent, events []parley.Event) map[int]int {
	type match struct {
		score float64
		x, e  int
	}
	var all []match
	for x := range gold {
		for e := range events {
			if s := g.likeness(gold[x], events[e]); s > 0 {
				all = append(all, match{s, x, e})
			}
		}
	}
	sort.SliceStable(all, func(i, j int) bool { return all[i].score > all[j].score })
	out, used := map[int]int{}, map[int]bool{}
	for _, m := range all {
		if _, done := out[m.x]; !done && !used[m.e] {
			out[m.x], used[m.e] = m.e, true
		}
	}
	return out
}
