package resolve

import (
	"slices"
	"strconv"
	"strings"

	"parley"
)

// clashes names the values on which accounts contradict one another, with the
// sides in words. There is one where standing is parley.Contested, and only there.
func (s *summing) clashes(tellings []telling, list []parley.Telling) []parley.Clash {
	c := &clashing{tellings: tellings, list: list}
	c.tolls(s, outcomeKilled)
	c.tolls(s, outcomeInjured)
	c.sources()
	c.pairs("date", otherDate, func(t *telling) string {
		return dateWords(&parley.Date{Period: t.Date.Period()})
	})
	c.pairs("place", otherPlace, func(t *telling) string { return placeWords(t.Place.EventPlace()) })
	c.pairs("happened", toldAndDenied, func(t *telling) string { return string(t.Status) })
	return notNil(c.out)
}

// clashing collects clashes.
type clashing struct {
	tellings []telling
	list     []parley.Telling
	out      []parley.Clash
	sides    []side // of the clash at work
}

// side is one side of a clash with the tellings that show it.
type side struct {
	by, says string
	tellings []int
}

// add puts a telling to the side that says the same by the same speaker; an
// article's own voice, by "", is one side with other articles'.
func (c *clashing) add(by, says string, telling int) {
	for i := range c.sides {
		if o := &c.sides[i]; o.by == by && o.says == says {
			if !slices.Contains(o.tellings, telling) {
				o.tellings = append(o.tellings, telling)
			}
			return
		}
	}
	c.sides = append(c.sides, side{by, says, []int{telling}})
}

// close ends the clash at work; one without two sides is none.
func (c *clashing) close(value string) {
	sides := c.sides
	c.sides = nil
	if len(sides) < 2 {
		return
	}
	clash := parley.Clash{Value: value}
	for _, d := range sides {
		slices.Sort(d.tellings)
		s := parley.ClashSide{By: d.by, Says: d.says, Events: []string{}}
		families := map[int]bool{}
		var outlets []string
		for _, t := range d.tellings {
			s.Events = append(s.Events, c.tellings[t].Event)
			families[c.tellings[t].family] = true
			if name := c.voiceName(t); !slices.Contains(outlets, name) {
				outlets = append(outlets, name)
			}
		}
		s.Families = len(families)
		if s.By == "" {
			s.By = strings.Join(outlets, ", ")
		}
		clash.Sides = append(clash.Sides, s)
	}
	c.out = append(c.out, clash)
}

// voiceName names an article's own voice: its outlet, or where it came from.
func (c *clashing) voiceName(t int) string {
	a := &c.list[t].Article
	return firstOf(a.Outlet, firstOf(a.Ref, a.ID))
}

// tolls adds the clash on one outcome: all figures that some other figure excludes.
func (c *clashing) tolls(s *summing, outcome string) {
	voices := heard(c.tellings, outcome)
	marked := make([]bool, len(voices))
	for i := range voices {
		for j := i + 1; j < len(voices); j++ {
			if s.clash(&voices[i], &voices[j]) {
				marked[i], marked[j] = true, true
			}
		}
	}
	for i := range voices {
		if !marked[i] {
			continue
		}
		for t := range c.tellings { // its copies show it too
			if c.tellings[t].family == voices[i].family && slices.Contains(c.tellings[t].Voices, *voices[i].Voice) {
				c.add(voices[i].By, figureWords(voices[i].Voice), t)
			}
		}
	}
	c.close(outcome)
}

// figureWords writes a figure with who and what: "at least 8 soldiers killed".
func figureWords(v *Voice) string {
	words := v.Figure.words()
	if v.Group != "" {
		words += " " + v.Group
	}
	return words + " " + v.Outcome
}

// words writes a figure: "at least 8", "at most 5", "24–99", "none".
func (f Figure) words() string {
	n := func(i int32) string { return strconv.Itoa(int(i)) }
	switch {
	case !f.Known:
		return ""
	case f.Low == noEnd:
		return "at most " + n(f.High)
	case f.High == noEnd:
		return "at least " + n(f.Low)
	case f.High == 0:
		return "none"
	case f.Low == f.High:
		return n(f.Low)
	}
	return n(f.Low) + "–" + n(f.High)
}

// sources adds the clash on who did it: other sources named, rival claims, denials.
func (c *clashing) sources() {
	for i := range c.tellings {
		for j := i + 1; j < len(c.tellings); j++ {
			if otherSource(&c.tellings[i], &c.tellings[j]) {
				c.addBoth(i, j, c.blamer, sourceWords)
			}
		}
	}
	for i := range c.tellings {
		t := &c.tellings[i]
		if rivals(t) {
			if sided(t.Sources) {
				c.add(c.blamer(i), sourceWords(t), i)
			}
			for _, claim := range t.Claims {
				if claim.Stance == "claimed" && claim.Actor != "" {
					c.add(claimant(t, claim), "claims it", i)
				}
			}
		}
		if by, ok := denial(c.tellings, i); ok {
			c.add(by, "denies it", i)
			c.accusers(i)
		}
	}
	c.close("source")
}

// claimant names the party of a claim, by its ID where another's name is the same.
func claimant(t *telling, c Claim) string {
	for _, o := range t.Claims {
		if o.By == c.By && o.Actor != c.Actor {
			return c.Actor
		}
	}
	return firstOf(c.By, c.Actor)
}

// accusers adds who says what telling i has denied: tellings that name a source,
// failing that the one that tells it.
func (c *clashing) accusers(i int) {
	found := false
	for j := range c.tellings {
		if sided(c.tellings[j].Sources) {
			c.add(c.blamer(j), sourceWords(&c.tellings[j]), j)
			found = true
		}
	}
	if !found {
		c.add("", "tells it", i)
	}
}

// blamer is who names the sources of a telling: the one who blames or claims
// where only that is known of them, else the article.
func (c *clashing) blamer(i int) string {
	for _, p := range c.tellings[i].Sources {
		if !p.Blamed {
			return ""
		}
	}
	for _, a := range c.list[i].Event.Accounts {
		if a.Stance == "blames" {
			return a.Speaker
		}
	}
	return ""
}

// addBoth adds two tellings that exclude one another to different sides.
func (c *clashing) addBoth(i, j int, by func(int) string, words func(*telling) string) {
	a, b := words(&c.tellings[i]), words(&c.tellings[j])
	if a == b { // two towns or parties of one name
		b += " (another)"
	}
	c.add(by(i), a, i)
	c.add(by(j), b, j)
}

// sourceWords names the sources of a telling.
func sourceWords(t *telling) string {
	var names []string
	for _, p := range t.Sources {
		if p.Side != "" && !slices.Contains(names, p.Name) {
			names = append(names, p.Name)
		}
	}
	return strings.Join(names, ", ")
}

// pairs adds the clash on a value of tellings that exclude one another.
func (c *clashing) pairs(value string, excludes func(a, b *telling) bool, words func(*telling) string) {
	for i := range c.tellings {
		for j := i + 1; j < len(c.tellings); j++ {
			if excludes(&c.tellings[i], &c.tellings[j]) {
				c.addBoth(i, j, func(int) string { return "" }, words)
			}
		}
	}
	c.close(value)
}
