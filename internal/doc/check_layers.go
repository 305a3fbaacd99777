package doc

import (
	"fmt"

	"parley"
)

// checkLayers verifies the layers of the question words: ranges lie in the
// document, those that must not overlap do not, and indexes point at
// something.
func checkLayers(d *Doc) error {
	for _, check := range []func(*Doc) error{
		checkPublished, checkTimes, checkPlaces, checkActors, checkCounts, checkIndicators, checkQuotes,
	} {
		if err := check(d); err != nil {
			return err
		}
	}
	return nil
}

// checkRange verifies that [first, last) holds tokens of d, of one sentence
// or several.
func checkRange(d *Doc, what string, i, first, last int) error {
	if first < 0 || first >= last || last > len(d.Tokens) {
		return fmt.Errorf("%s %d is tokens [%d, %d) of %d", what, i, first, last, len(d.Tokens))
	}
	return nil
}

// checkIndex verifies that an index is None or below n.
func checkIndex(what string, i int, field string, index, n int) error {
	if index < None || index >= n {
		return fmt.Errorf("%s %d: %s is %d of %d", what, i, field, index, n)
	}
	return nil
}

func checkPeriod(what string, i int, p parley.Period) error {
	if !p.From.IsZero() && !p.To.IsZero() && p.To.Before(p.From) {
		return fmt.Errorf("%s %d: period from %s to %s", what, i, p.From, p.To)
	}
	return nil
}

func checkPublished(d *Doc) error {
	if err := checkPeriod("published", 0, d.Published.Period); err != nil {
		return err
	}
	for i, r := range d.Published.Reasons {
		e := r.Evidence
		if e.Start < 0 || e.Start >= e.End || e.End > len(d.Part(e)) {
			return fmt.Errorf("published: reason %d is bytes [%d, %d) of %d in %q", i, e.Start, e.End, len(d.Part(e)), e.In)
		}
	}
	return nil
}

func checkTimes(d *Doc) error {
	end := 0
	for i, t := range d.Times {
		if err := checkRange(d, "time", i, t.First, t.Last); err != nil {
			return err
		}
		if t.First < end {
			return fmt.Errorf("time %d begins at token %d, before the end of the last at %d", i, t.First, end)
		}
		end = t.Last
		if err := checkPeriod("time", i, t.Period); err != nil {
			return err
		}
		if err := checkIndex("time", i, "anchor", t.Anchor, len(d.Times)); err != nil {
			return err
		}
		if err := checkIndex("time", i, "event", t.Event, len(d.Tokens)); err != nil {
			return err
		}
	}
	return nil
}

func checkPlaces(d *Doc) error {
	end := 0
	for i, p := range d.Places {
		if err := checkRange(d, "place", i, p.First, p.Last); err != nil {
			return err
		}
		if p.First < end {
			return fmt.Errorf("place %d begins at token %d, before the end of the last at %d", i, p.First, end)
		}
		end = p.Last
		if err := checkIndex("place", i, "within", p.Within, len(d.Places)); err != nil {
			return err
		}
		if err := checkIndex("place", i, "and", p.And, len(d.Places)); err != nil {
			return err
		}
		known := p.Place.Precision != ""
		if p.Place.Lat < -90 || p.Place.Lat > 90 || p.Place.Lon < -180 || p.Place.Lon > 180 ||
			(p.Place.Lat == 0 && p.Place.Lon == 0) == known {
			return fmt.Errorf("place %d, %q: coordinates %g, %g with precision %q", i, p.Place.Name, p.Place.Lat, p.Place.Lon, p.Place.Precision)
		}
	}
	return nil
}

func checkActors(d *Doc) error {
	ids := make(map[string]bool, len(d.Actors))
	for i, a := range d.Actors {
		if a.ID == "" || ids[a.ID] {
			return fmt.Errorf("actor %d, %q: id %q is empty or not unique", i, a.Name, a.ID)
		}
		ids[a.ID] = true
	}
	for i, m := range d.Mentions {
		if err := checkRange(d, "mention", i, m.First, m.Last); err != nil {
			return err
		}
		if m.Head < m.First || m.Head >= m.Last {
			return fmt.Errorf("mention %d: head %d is not in [%d, %d)", i, m.Head, m.First, m.Last)
		}
		if m.Actor < 0 || m.Actor >= len(d.Actors) {
			return fmt.Errorf("mention %d: actor is %d of %d", i, m.Actor, len(d.Actors))
		}
		if err := checkIndex("mention", i, "antecedent", m.Antecedent, len(d.Mentions)); err != nil {
			return err
		}
		if i > 0 && (m.First < d.Mentions[i-1].First || m.First == d.Mentions[i-1].First && m.Last > d.Mentions[i-1].Last) {
			return fmt.Errorf("mention %d stands before mention %d", i, i-1)
		}
	}
	return nil
}

func checkCounts(d *Doc) error {
	end := 0
	for i, c := range d.Counts {
		if err := checkRange(d, "count", i, c.First, c.Last); err != nil {
			return err
		}
		if c.First < end {
			return fmt.Errorf("count %d begins at token %d, before the end of the last at %d", i, c.First, end)
		}
		end = c.Last
		if c.Low < 0 || !(c.Low <= c.High) {
			return fmt.Errorf("count %d: from %g to %g", i, c.Low, c.High)
		}
		for _, x := range []struct {
			field    string
			index, n int
		}{{"noun", c.Noun, len(d.Tokens)}, {"cause", c.Cause, len(d.Tokens)}, {"part of", c.PartOf, len(d.Counts)}} {
			if err := checkIndex("count", i, x.field, x.index, x.n); err != nil {
				return err
			}
		}
		if c.PartOf == i {
			return fmt.Errorf("count %d is a part of itself", i)
		}
	}
	return nil
}

func checkIndicators(d *Doc) error {
	for i, x := range d.Indicators {
		if err := checkRange(d, "indicator", i, x.First, x.Last); err != nil {
			return err
		}
		if (x.Count == None) == (x.Word == None) {
			return fmt.Errorf("indicator %d needs a count or a word, not both: %d, %d", i, x.Count, x.Word)
		}
		if err := checkIndex("indicator", i, "count", x.Count, len(d.Counts)); err != nil {
			return err
		}
		if err := checkIndex("indicator", i, "word", x.Word, len(d.Tokens)); err != nil {
			return err
		}
		if err := checkIndex("indicator", i, "place", x.Place, len(d.Places)); err != nil {
			return err
		}
		if err := checkPeriod("indicator", i, x.AsOf); err != nil {
			return err
		}
	}
	return nil
}

func checkQuotes(d *Doc) error {
	for i, q := range d.Quotes {
		if len(q.Content) == 0 {
			return fmt.Errorf("quote %d has no content", i)
		}
		end := 0
		for _, r := range q.Content {
			if err := checkRange(d, "content of quote", i, r.First, r.Last); err != nil {
				return err
			}
			if r.First < end {
				return fmt.Errorf("quote %d: its content is not in order", i)
			}
			end = r.Last
		}
		for _, r := range []Range{q.Speaker, q.Via} {
			if r.Empty() {
				continue
			}
			if err := checkRange(d, "words of quote", i, r.First, r.Last); err != nil {
				return err
			}
		}
		for _, x := range []struct {
			field    string
			index, n int
		}{{"cue", q.Cue, len(d.Tokens)}, {"mention", q.Mention, len(d.Mentions)}, {"actor", q.Actor, len(d.Actors)}} {
			if err := checkIndex("quote", i, x.field, x.index, x.n); err != nil {
				return err
			}
		}
	}
	return nil
}
