package resolve

import (
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"parley"
)

// anyTale draws a telling of the invented attack.
func anyTale(t *rapid.T, n int) *tale {
	pick := func(what string, from ...string) string { return rapid.SampledFrom(from).Draw(t, what) }
	out := newTale(n, rapid.IntRange(0, 9).Draw(t, "published"), pick("family", "f1", "f2", "f3"))
	e := &out.Event
	e.Status = parley.Status(pick("status", "happened", "happened", "happened", "alleged", "denied", "planned"))
	e.Mode = parley.Mode(pick("mode", "", "firearms", "explosives", "suicide-attack", "aerial", "clash"))
	e.Aggregate = pick("aggregate", "", "", "", "yes") != ""
	e.Background = pick("background", "", "", "yes") != ""
	if pick("outlet", "", "yes") == "" {
		out.Article.Outlet = ""
	}
	switch pick("date", "same", "next", "other", "month", "none") {
	case "next":
		out.on(4, "on May 4")
	case "other":
		out.on(8, "on May 8")
	case "month":
		e.Date = &parley.Date{Period: parley.Period{From: on(1).From, To: on(31).To, Precision: parley.PrecisionMonth}}
	case "none":
		e.Date = nil
	}
	switch pick("place", "same", "near", "far", "none") {
	case "near":
		out.in("Orlek", "Kunduz", "AFG", 36, 68)
	case "far":
		out.in("Sarna", "Herat", "AFG", 34, 62)
	case "none":
		e.Place = nil
	}
	switch pick("source", "red", "blue", "gunmen", "nobody") {
	case "blue":
		out.by("blue", "Blue Army", "blue")
	case "gunmen":
		out.by("", "gunmen", "")
	case "nobody":
		e.Sources = nil
	}
	if len(e.Sources) > 0 && pick("blamed", "", "yes") != "" {
		out.blamed()
	}
	for i := range rapid.IntRange(0, 3).Draw(t, "figures") {
		s := pick("figure", "0", "5", "8", "8+", "17", "21-27", "24-99v", "31")
		group := pick("group", "", "", "police", "soldiers", "children", "militants")
		switch pick("by", "own", "police", "hospital", "rebels", "villager") {
		case "own":
			out.killed(s, group, "", "", "")
		case "police":
			out.killed(s, group, "Kul police", "", "Kul government")
		case "hospital":
			out.killed(s, group, "hospital director", "", "")
		case "rebels":
			out.killed(s, group, fmt.Sprint("Dara Vey ", i), "spokesman for the Red Front", "Red Front")
		case "villager":
			out.killed(s, group, "a villager", "", "")
		}
	}
	for range 2 {
		if c := pick("claim", "", "", "claimed", "denied", "none"); c != "" {
			out.claim(pick("claimant", "red", "blue"), "Claimant", c)
		}
	}
	return out
}

func anyTales(t *rapid.T) []*tale {
	var tales []*tale
	for n := range rapid.IntRange(1, 6).Draw(t, "tellings") {
		tales = append(tales, anyTale(t, n+1))
	}
	return tales
}

func asJSON(v any) string {
	b, _ := json.Marshal(v)
	return string(b)
}

func ordered(e parley.Estimate) bool {
	if e.Low == nil || e.Best == nil || e.High == nil {
		return e.Low == nil && e.Best == nil && e.High == nil && e.Rule == ""
	}
	return 0 <= *e.Low && *e.Low <= *e.Best && *e.Best <= *e.High && e.Rule != ""
}

func TestPropertyEstimates(t *testing.T) {
	r := built(t)
	rapid.Check(t, func(t *rapid.T) {
		tales := anyTales(t)
		in := summedUpFor(t, r, tales)
		if !ordered(in.Killed) || !ordered(in.Injured) {
			t.Fatalf("killed %s, injured %s", asJSON(in.Killed), asJSON(in.Injured))
		}
		for _, x := range tales { // no bound that no event gives
			if k := x.Event.Killed; len(tales) == 1 && k != nil && (*in.Killed.Low != *k.Low || *in.Killed.High != *k.High) {
				t.Fatalf("killed %s of one event with %s", asJSON(in.Killed), asJSON(k))
			}
		}
	})
}

func TestPropertyOrder(t *testing.T) {
	r := built(t)
	rapid.Check(t, func(t *rapid.T) {
		tales := anyTales(t)
		g, family := groupOfTales(r, tales)
		want, err := r.Incident(g, family)
		if err != nil {
			t.Fatal(err)
		}
		g.Nodes = rapid.Permutation(g.Nodes).Draw(t, "order")
		got, err := r.Incident(g, family)
		if err != nil {
			t.Fatal(err)
		}
		if asJSON(got) != asJSON(want) {
			t.Fatalf("in another order\n%s, not\n%s", asJSON(got), asJSON(want))
		}
	})
}

// TestPropertyCopies adds a copy of a telling, of the same family and not earlier:
// nothing but the counts may change.
func TestPropertyCopies(t *testing.T) {
	r := built(t)
	rapid.Check(t, func(t *rapid.T) {
		tales := anyTales(t)
		before := summedUpFor(t, r, tales)
		of := rapid.SampledFrom(tales).Draw(t, "original")
		copied := *of
		copied.Event.ID, copied.Article.ID = "e99", "a99"
		if p := of.Article.Published; !p.From.IsZero() {
			days := rapid.IntRange(0, 6).Draw(t, "later")
			copied.Article.Published.From, copied.Article.Published.To = p.From.AddDate(0, 0, days), p.To.AddDate(0, 0, days)
		}
		after := summedUpFor(t, r, append(slices.Clone(tales), &copied))
		if asJSON(after.Killed) != asJSON(before.Killed) || after.Standing != before.Standing || after.Families != before.Families ||
			after.Status != before.Status || after.Mode != before.Mode || asJSON(after.Place) != asJSON(before.Place) || asJSON(after.Date) != asJSON(before.Date) {
			t.Fatalf("with a copy of %s\n%s, without\n%s", of.Event.ID, asJSON(after), asJSON(before))
		}
	})
}

// TestPropertyCrowd adds so many copies that values are no longer compared each
// with each, and as many other families: what is alike must stand for one another.
func TestPropertyCrowd(t *testing.T) {
	r := built(t)
	rapid.Check(t, func(t *rapid.T) {
		tales := anyTales(t)
		before := summedUpFor(t, r, tales)
		many := slices.Clone(tales)
		for i := range 3 * crowd {
			c := *tales[i%len(tales)]
			c.Event.ID, c.Article.ID = fmt.Sprintf("f%03d", i), fmt.Sprintf("b%03d", i)
			many = append(many, &c)
		}
		after := summedUpFor(t, r, many)
		if asJSON(after.Killed) != asJSON(before.Killed) || after.Standing != before.Standing ||
			asJSON(after.Place) != asJSON(before.Place) || asJSON(after.Date) != asJSON(before.Date) {
			t.Fatalf("with copies\n%s, without\n%s", asJSON(after), asJSON(before))
		}
		for i, x := range many {
			x.Article.Family = fmt.Sprint("g", i)
		}
		in := summedUpFor(t, r, many)
		contested := len(r.Detail(in, inOrder(in, many), nil, nil).Clashes) > 0
		if contested != (in.Standing == parley.Contested) {
			t.Fatalf("%s of %d families, contradicted: %t", in.Standing, in.Families, contested)
		}
	})
}

func TestPropertyDetail(t *testing.T) {
	r := built(t)
	rapid.Check(t, func(t *rapid.T) {
		tales := anyTales(t)
		in := summedUpFor(t, r, tales)
		tellings := inOrder(in, tales)
		again := r.sums.incident(r.sums.tellings(tellings))
		again.ID, again.Events = in.ID, in.Events
		if asJSON(again) != asJSON(in) {
			t.Fatalf("of tellings\n%s, of digests\n%s", asJSON(again), asJSON(in))
		}
		d := r.Detail(in, tellings, nil, nil)
		if (in.Standing == parley.Contested) != (len(d.Clashes) > 0) {
			t.Fatalf("%s with clashes %s", in.Standing, asJSON(d.Clashes))
		}
		for _, c := range d.Clashes {
			for _, s := range c.Sides {
				if len(c.Sides) < 2 || s.By == "" || s.Says == "" || len(s.Events) == 0 || s.Families == 0 {
					t.Fatalf("clash %s", asJSON(c))
				}
			}
		}
		for i, step := range d.History {
			if step.Change == "" || i == 0 && step.Change != changeFirst {
				t.Fatalf("step %d: %s", i, asJSON(d.History))
			}
		}
	})
}

// TestPropertyOne checks that an incident of one event is that event.
func TestPropertyOne(t *testing.T) {
	r := built(t)
	rapid.Check(t, func(t *rapid.T) {
		x := anyTale(t, 1)
		in, e := summedUpFor(t, r, []*tale{x}), x.Event
		if in.Kind != e.Kind || in.Type != e.Type || in.Mode != e.Mode || in.Status != e.Status || in.CAMEO != e.CAMEO || in.ACLED != e.ACLED ||
			in.Goldstein != e.Goldstein || in.Background != e.Background || in.Aggregate != e.Aggregate || asJSON(in.Date) != asJSON(e.Date) ||
			asJSON(in.Place) != asJSON(e.Place) || !sameParties(in.Sources, e.Sources) || !sameParties(in.Targets, e.Targets) {
			t.Fatalf("%s is not %s", asJSON(in), asJSON(e))
		}
		if in.Articles != 1 || in.Outlets != 1 || in.Families != 1 || strings.Join(in.Events, " ") != e.ID {
			t.Fatalf("counts of %s", asJSON(in))
		}
	})
}

func sameParties(a, b []parley.Party) bool {
	if len(a) != len(b) {
		return false
	}
	for _, p := range a {
		if !slices.Contains(b, p) {
			return false
		}
	}
	return true
}

func summedUpFor(t *rapid.T, r *Resolver, tales []*tale) parley.Incident {
	in, err := r.Incident(groupOfTales(r, tales))
	if err != nil {
		t.Fatal(err)
	}
	return in
}
