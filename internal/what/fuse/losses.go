package fuse

import "parley/internal/doc"

// climb is how many steps up a tree a count looks for its trigger.
const climb = 8

// countLosses gives each count of people with an outcome to the mention whose
// trigger tells it, or is the nearest above it.
func (r *reading) countLosses() {
	for i := range r.d.Counts {
		c := &r.d.Counts[i]
		if c.Outcome == "" || c.Outcome == doc.Displaced {
			continue
		}
		m := r.teller(c)
		if m == nil {
			continue
		}
		m.losses = append(m.losses, loss{
			outcome: c.Outcome, group: c.Group, low: c.Low, high: c.High, figure: c.Figure,
			part: c.PartOf != doc.None, attackers: c.Attackers,
		})
	}
}

// teller returns the mention that tells the count, nil for none.
func (r *reading) teller(c *doc.Count) *mention {
	for _, from := range []int{c.Cause, c.Noun, c.First} {
		at := from
		for steps := 0; steps < climb && at >= 0; steps++ {
			if m := r.byHead[at]; m != nil && violence(m.e) {
				return m
			}
			at = r.d.Tokens[at].Head
		}
		if from == c.Cause && from >= 0 {
			if m := r.below(from); m != nil {
				return m
			}
		}
	}
	return nil
}

// below returns the first mention of violence among the children of a word that
// tells an outcome and is no trigger ("left 20 dead", "claimed 12 lives in an attack").
func (r *reading) below(token int) *mention {
	for k := range r.kids(token) {
		if m := r.byHead[k]; m != nil && violence(m.e) {
			return m
		}
	}
	return nil
}
