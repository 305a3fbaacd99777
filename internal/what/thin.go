package what

import (
	"fmt"

	"parley"
	"parley/internal/doc"
	"parley/internal/what/draft"
	"parley/internal/what/ontology"
)

// backed returns the drafts without those of violence that only a verb or a
// noun tells which is worn in play and in talk as well ("attacked", "hit"): in a
// text that has next to no other word of war they need arms, armed people or a
// death beside them.
func backed(d *doc.Doc, drafts []*draft.Event) []*draft.Event {
	var out []*draft.Event
	for _, e := range drafts {
		if ontology.Kind(e.Type, e.Mode) != parley.Violence || armsNamed(e) || armedParty(d, e) || deadly(d, e) {
			out = append(out, e)
		}
	}
	return out
}

// wornNote says how many words of violence backed left out.
func wornNote(n int) string {
	return fmt.Sprintf("%d words such as \"attacked\" were taken for a way of speaking: the text has next to no other word of war", n)
}

// armsNamed reports whether the mode of a deed is one that only arms or grave
// crimes have.
func armsNamed(e *draft.Event) bool {
	switch e.Mode {
	case "", "destroy", "beat", "primitive":
		return len(e.Weapons) > 0
	}
	return true
}

// armedParty reports whether armed people are on either side.
func armedParty(d *doc.Doc, e *draft.Event) bool {
	for _, list := range [][]draft.Party{e.Sources, e.Targets} {
		for _, p := range list {
			if p.Actor < 0 || p.Actor >= len(d.Actors) {
				continue
			}
			switch d.Actors[p.Actor].Sector {
			case "REB", "MIL", "COP", "SPY", "CRM", "UAF", "SEP":
				return true
			}
		}
	}
	return false
}

// deadly reports whether a rule says that the target was killed.
func deadly(d *doc.Doc, e *draft.Event) bool {
	for _, i := range e.Matches {
		if i >= 0 && i < len(d.Matches) && d.Matches[i].Attr("effect") == string(parley.EffectKilled) {
			return true
		}
	}
	return false
}
