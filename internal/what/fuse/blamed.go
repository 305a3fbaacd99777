package fuse

import (
	"parley/internal/doc"
	"parley/internal/what/draft"
)

// findBlamed gives the mentions the sides that somebody accuses of the deed, or
// that take responsibility for it: to know it again by. Whether they become
// parties of the event is not decided here.
func (r *reading) findBlamed() {
	for i := range r.d.Matches {
		match := &r.d.Matches[i]
		if match.Label != "mark/blamed" && match.Label != "claim/claimed" {
			continue
		}
		for _, at := range match.Arg("event") {
			m := r.byHead[at]
			if m == nil {
				continue
			}
			for _, by := range match.Arg("by") {
				if k := r.d.MentionAt(by); k != doc.None {
					m.blamed = append(m.blamed, r.sideOf(draft.Party{Token: by, Mention: k, Actor: r.d.Mentions[k].Actor}))
				}
			}
		}
	}
}
