package fuse

import (
	"parley"
	"parley/internal/doc"
	"parley/internal/what/draft"
)

// climb is how many steps up a tree a count looks for its trigger.
const climb = 8

// countLosses gives each count of people with an outcome to the mention whose
// trigger tells it, or is the nearest above it.
func (r *reading) countLosses() {
	for i := range r.d.Counts {
		c := &r.d.Counts[i]
		if m := r.byHead[c.Noun]; m != nil && c.Noun >= 0 && c.Kind == doc.CountThings {
			m.counted = c.Figure > 1 && !c.Vague
		}
		if c.Kind == doc.CountPeople && (c.Outcome == "" || c.Outcome == doc.Freed || c.Outcome == doc.Captured) {
			if m := r.teller(c, releases); m != nil {
				m.losses = append(m.losses, loss{outcome: doc.Freed, low: c.Low, high: c.High, figure: c.Figure})
				continue
			}
		}
		if c.Outcome == "" || c.Outcome == doc.Displaced {
			continue
		}
		m := r.teller(c, violence)
		if m == nil {
			continue
		}
		m.losses = append(m.losses, loss{
			outcome: c.Outcome, group: c.Group, low: c.Low, high: c.High, figure: c.Figure,
			part: c.PartOf != doc.None, attackers: c.Attackers, vague: c.Vague,
		})
	}
}

// teller returns the mention that tells the count, nil for none.
func (r *reading) teller(c *doc.Count, fits func(*draft.Event) bool) *mention {
	for _, from := range []int{c.Cause, c.Noun, c.First} {
		at := from
		for steps := 0; steps < climb && at >= 0; steps++ {
			if m := r.byHead[at]; m != nil {
				if fits(m.e) {
					return m
				}
				break
			}
			at = r.d.Tokens[at].Head
		}
		if from == c.Cause && from >= 0 {
			if m := r.below(from, fits); m != nil {
				return m
			}
		}
	}
	return nil
}

// releases reports whether the draft frees people.
func releases(e *draft.Event) bool { return e.Type == parley.Retreat && e.Mode == "release" }

// below returns the first mention that fits among the children of a word that
// tells an outcome and is no trigger ("left 20 dead", "claimed 12 lives in an attack").
func (r *reading) below(token int, fits func(*draft.Event) bool) *mention {
	for k := range r.kids(token) {
		if m := r.byHead[k]; m != nil && fits(m.e) {
			return m
		}
	}
	return nil
}
