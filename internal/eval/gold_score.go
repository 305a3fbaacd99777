package eval

import (
	"fmt"
	"slices"

	"parley"
)

// add scores one article.
func (s *GoldScores) add(gold goldArticle, c coded) {
	s.Articles++
	g := newGoldDoc(c)
	pairs := g.pair(gold.Events, c.record.Events)
	found := map[int]bool{}
	for x, e := range gold.Events {
		i, ok := pairs[x]
		kind := s.kind(e.Kind)
		if ok {
			found[i] = true
			s.fields(gold.ID, e, c.record.Events[i])
		}
		if e.optional() {
			continue
		}
		kind.Gold++
		if ok {
			kind.Correct++
			kind.System++
		} else {
			s.Errors = append(s.Errors, fmt.Sprintf("%s miss %s %s: %s", gold.ID, e.Kind, *e.Type, e.Cue))
		}
		if e.Main && e.Kind == string(parley.Violence) {
			s.Main.Gold++
			if ok {
				s.Main.Correct++
			}
		}
	}
	for i, e := range c.record.Events {
		if !found[i] {
			s.kind(string(e.Kind)).System++
			s.Errors = append(s.Errors, fmt.Sprintf("%s extra %s %s/%s %s: %s", gold.ID, e.Kind, e.Type, e.Mode, e.Status, e.Evidence[0].Quote))
		}
	}
	s.commitments(gold, g)
	s.speakers(gold, c.record.Statements)
}

func (s *GoldScores) kind(kind string) *Score {
	if kind == string(parley.Violence) {
		return &s.Violence
	}
	return &s.Process
}

// fields scores the values of a matched pair.
func (s *GoldScores) fields(id string, x goldEvent, e parley.Event) {
	check := func(name string, given, right bool, want, got any) {
		if !given {
			return
		}
		f := s.Fields[name]
		f.Gold++
		if right {
			f.Correct++
		} else {
			s.Errors = append(s.Errors, fmt.Sprintf("%s %s of %q: want %v, coded %v", id, name, x.Cue, want, got))
		}
		s.Fields[name] = f
	}
	text := func(p *string) string {
		if p == nil {
			return ""
		}
		return *p
	}
	place := e.Place
	if place == nil {
		place = &parley.EventPlace{}
	}
	check("type", true, among(string(e.Type), x.Type, x.TypesOK), text(x.Type), e.Type)
	check("mode", x.Mode != nil, among(string(e.Mode), x.Mode, x.ModesOK), text(x.Mode), e.Mode)
	check("status", true, string(e.Status) == x.Status || slices.Contains(x.StatusOK, string(e.Status)), x.Status, e.Status)
	check("date overlap", len(x.Date) == 2, dateOverlaps(x, e), x.dates(), e.Date)
	check("country", x.Country != nil, text(x.Country) == place.Country, text(x.Country), place.Country)
	check("admin1", x.Admin1 != nil, sameName(text(x.Admin1), place.Admin1), text(x.Admin1), place.Admin1)
	sources, targets := e.Sources, e.Targets
	if x.Type != nil && (*x.Type == "CONSULT" || *x.Type == "AGREE") || text(x.Mode) == "clash" {
		sources = append(append([]parley.Party{}, e.Sources...), e.Targets...)
		targets = sources
	}
	check("source", len(x.Source) > 0, sameParty(x.Source, x.SourceParty, sources), x.Source, partyNames(sources))
	check("target", len(x.Target) > 0, sameParty(x.Target, x.TargetParty, targets), x.Target, partyNames(targets))
	if e.Kind == parley.Violence {
		check("killed", len(x.Killed) == 2, tollEqual(x.Killed, e.Killed), x.Killed, rangeText(e.Killed))
		check("injured", len(x.Injured) == 2, tollEqual(x.Injured, e.Injured), x.Injured, rangeText(e.Injured))
	}
	check("claimed by", x.ClaimedBy != nil, slices.ContainsFunc(e.Claims, func(c parley.Claim) bool {
		return sameName(text(x.ClaimedBy), c.By)
	}), text(x.ClaimedBy), e.Claims)
}

func (g goldEvent) dates() []string {
	var out []string
	for _, d := range g.Date {
		if d != nil {
			out = append(out, *d)
		}
	}
	return out
}

func rangeText(r *parley.Range) string {
	low, high, ok := tollBounds(r)
	if !ok {
		return "none"
	}
	return fmt.Sprintf("%d to %d", low, high)
}

// commitments matches by the words of the cue's sentence, by who has to do it
// and by words in common, as the shared score.py does.
func (s *GoldScores) commitments(gold goldArticle, g *goldDoc) {
	list := g.record.Commitments
	used := make([]bool, len(list))
	for _, x := range gold.Commitments {
		best, most := -1, 0.0
		for i, c := range list {
			if used[i] {
				continue
			}
			hit := g.shows(x.Cue, c.Evidence)
			by := c.By != nil && sameName(fmt.Sprint(x.By), c.By.Name)
			words := commonWords(x.What, c.What)
			score := .3 * float64(words)
			if hit {
				score += 2
			}
			if by {
				score++
			}
			if (hit || by && words >= 2) && score > most {
				best, most = i, score
			}
		}
		must := x.Need == "" || x.Need == "must"
		if best >= 0 {
			used[best] = true
		}
		switch {
		case must && best >= 0:
			s.Commitments.Gold++
			s.Commitments.Correct++
			s.Commitments.System++
		case must:
			s.Commitments.Gold++
			s.Errors = append(s.Errors, fmt.Sprintf("%s miss commitment %v: %s", gold.ID, x.By, x.Cue))
		}
	}
	for i, c := range list {
		if !used[i] {
			s.Commitments.System++
			s.Errors = append(s.Errors, fmt.Sprintf("%s extra commitment %s: %s", gold.ID, c.Kind, c.What))
		}
	}
}

func commonWords(a, b string) int {
	n := 0
	seen := map[string]bool{}
	words := partyWords(b)
	for _, w := range partyWords(a) {
		if !seen[w] && slices.Contains(words, w) {
			n++
		}
		seen[w] = true
	}
	return n
}

func (s *GoldScores) speakers(gold goldArticle, list []parley.Statement) {
	for _, x := range gold.Statements {
		s.Speakers.Gold++
		if slices.ContainsFunc(list, func(c parley.Statement) bool { return sameName(x.Speaker, c.Speaker) }) {
			s.Speakers.Correct++
		} else {
			s.Errors = append(s.Errors, fmt.Sprintf("%s speaker missing: %s", gold.ID, x.Speaker))
		}
	}
}
