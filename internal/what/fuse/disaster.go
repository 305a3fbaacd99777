package fuse

import "parley"

// markDisaster is the label of the rule that marks words of disasters and
// accidents ("earthquake", "crash").
const markDisaster = "mark/disaster"

// disasterReach is how many sentences before a death a disaster is looked for.
const disasterReach = 2

// disaster reports whether nobody and nothing is told to have done it but what
// befell people, and a disaster or an accident is told of in the first
// sentences or shortly before: those who died are its dead.
func (r *reading) disaster(h *happening) bool {
	if len(h.sources) > 0 || len(h.blamed) > 0 {
		return false
	}
	for _, m := range h.mentions {
		if m.e.Type != parley.Assault || !m.effect || len(m.e.Weapons) > 0 || !r.unsupported(m) {
			return false
		}
	}
	for i := range r.d.Matches {
		if m := &r.d.Matches[i]; m.Label == markDisaster {
			s := r.sentenceOf(m.Head)
			if s < r.body+lead || s <= h.last && s >= h.first-disasterReach {
				return true
			}
		}
	}
	return false
}

// unsupported reports whether all rules that found a mention are weak ones, without a
// weapon or a cause.
func (r *reading) unsupported(m *mention) bool {
	for _, i := range m.e.Matches {
		if i < 0 || i >= len(r.d.Matches) {
			continue
		}
		x := &r.d.Matches[i]
		if x.Attr("strength") != "weak" || len(x.Arg("weapon")) > 0 || len(x.Arg("cause")) > 0 {
			return false
		}
	}
	return true
}

// firstYear is the first year whose violence is coded: UCDP's data on armed
// conflict begin with it.
const firstYear = 1946

// ancient reports whether all days that are told of it are of old history.
func (h *happening) ancient() bool {
	for _, p := range h.days {
		if p.To.IsZero() || p.To.Year() >= firstYear {
			return false
		}
	}
	return len(h.days) > 0
}
