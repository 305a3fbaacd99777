package fuse

import (
	"slices"

	"parley"
	"parley/internal/doc"
)

// worth reports whether enough is told of a happening for an event: not what is
// negated, wished or only pointed at, and background and talk in general only
// where two facts of it are told.
func (r *reading) worth(h *happening) bool {
	generic, planned := true, true
	for _, m := range h.mentions {
		generic = generic && m.e.Generic
		planned = planned && !real(m.e)
	}
	if negated(h) || r.passing(h) {
		return false
	}
	n := h.known()
	if h.family == "violence" {
		switch {
		case planned, h.ancient(), r.disaster(h):
			return false
		case aggregate(h), r.many(h) && !(h.placed() && len(h.days) > 0):
			return n >= 3 || n >= 2 && h.figured() || n >= 1 && h.counted()
		case generic, background(h):
			return h.weight() >= 2 || !generic && r.victim(h)
		case h.anaphoric, h.named():
			return h.weight() >= 2 || r.victim(h) || n >= 2 && h.opens
		case r.weak(h):
			return n >= 2 || n >= 1 && (h.figured() || countNamed(h.sources)+countNamed(h.targets) > 0)
		}
		return n >= 1
	}
	switch {
	case generic && stands(h):
		return len(h.sources) > 0
	case generic:
		return h.parties() >= 2 && len(h.days) > 0
	case h.anaphoric:
		return h.parties() >= 1 && n >= 2
	case background(h):
		return h.weight() >= 2
	case r.weak(h), h.family == string(parley.Accuse), h.family == string(parley.Support):
		return h.parties() >= 1 && (n >= 2 || len(h.sources)+len(h.targets) >= 2)
	}
	return n >= 1
}

// passing reports whether the thing is only touched upon: all that tells it are
// words that do not tell it as news.
func (r *reading) passing(h *happening) bool {
	if len(h.losses) > 0 {
		return false
	}
	for _, m := range h.mentions {
		if !r.aside(h, m) {
			return false
		}
	}
	return true
}

// aside reports whether a mention does not tell its thing as news: a noun that
// is what something else is about, and of which nobody is the doer ("to discuss
// the release of prisoners"); what somebody is there for ("appointed to
// investigate"); ground that was taken ("the town, occupied by the militia"); a
// war that goes on ("where rebels have been fighting the army for years").
func (r *reading) aside(h *happening, m *mention) bool {
	t := &r.d.Tokens[m.e.Head]
	base := baseOf(t)
	switch {
	case m.e.Type == parley.Retreat && m.noun && m.e.Mode != "ceasefire":
		return len(h.sources) == 0 && base != "nsubj" && base != "root"
	case m.e.StatusBy == "status.infinitive" && acts(string(m.e.Type)):
		return len(h.days) == 0 && (base == "acl" || base == "advcl" || base == "xcomp")
	case m.e.Mode == parley.ModeSeize && !m.noun:
		return len(h.days) == 0 && !h.opens && (base == "acl" || base == "advcl")
	case m.e.Mode == parley.ModeClash && (t.XPOS == "VBG" || t.XPOS == "VBN"):
		return r.goesOn(m.e.Head) && !slices.ContainsFunc(h.days, func(p parley.Period) bool { return !long(p) })
	}
	return false
}

// goesOn reports whether a clause beside the main one says at the verb, or above
// it, what has been going on.
func (r *reading) goesOn(verb int) bool {
	for at, n := verb, 0; at >= 0 && n < 3; at, n = r.d.Tokens[at].Head, n+1 {
		have, where := false, baseOf(&r.d.Tokens[at]) == "acl"
		for k := range r.kids(at) {
			have = have || r.lemma(k) == "have" && baseOf(&r.d.Tokens[k]) == "aux"
			where = where || k < at && r.lemma(k) == "where" && baseOf(&r.d.Tokens[at]) == "advcl"
		}
		if have && where {
			return true
		}
	}
	return false
}

// victim reports whether a person who is named suffered, or people in a number:
// "the murder of Senator Galan" and "the murder of six priests" are one deed
// each, however little else is told of it.
func (r *reading) victim(h *happening) bool {
	if len(h.targets) > 0 && h.figured() && !background(h) && !h.anaphoric {
		return true
	}
	for _, t := range h.targets {
		if t.actor >= 0 && r.d.Actors[t.actor].Kind == doc.ActorPerson && r.d.Actors[t.actor].Source != doc.FromNominal {
			return true
		}
	}
	return false
}

// many reports whether nothing but plural nouns tells the deeds ("bombings and
// attacks"), so that no single one is meant.
func (r *reading) many(h *happening) bool {
	found := false
	for _, m := range h.mentions {
		switch {
		case m.effect:
		case !m.noun || r.d.Tokens[m.e.Head].XPOS != "NNS" || m.article == articleThe || m.e.Mode == parley.ModeClash:
			return false
		default:
			found = true
		}
	}
	return found
}

// series reports whether a run of deeds is told as one: "a series of attacks".
func (r *reading) series(h *happening) bool {
	for _, m := range h.mentions {
		t := &r.d.Tokens[m.e.Head]
		if m.noun && t.XPOS == "NNS" && baseOf(t) == "nmod" && r.is("group", t.Head) && m.article != articleThe {
			return true
		}
	}
	return false
}

// dead is the highest printed figure of dead of the attacked, 0 for none.
func dead(h *happening) float64 {
	most := 0.0
	for _, l := range h.losses {
		if l.outcome == doc.Killed && !l.attackers && !l.vague {
			most = max(most, l.figure)
		}
	}
	return most
}

// trend reports whether deeds in general are told: no place below country, no
// day, no number.
func (r *reading) trend(h *happening) bool {
	return h.family == "violence" && !h.anaphoric && r.many(h) && !h.placed() && len(h.days) == 0 && !h.figured() && !h.counted()
}

// named reports whether only nouns with "the" tell it: a deed that the reader
// is thought to know.
func (h *happening) named() bool {
	for _, m := range h.mentions {
		if !m.noun || m.article != articleThe {
			return false
		}
	}
	return true
}

// counted reports whether the deeds themselves are counted.
func (h *happening) counted() bool {
	for _, m := range h.mentions {
		if m.counted {
			return true
		}
	}
	return false
}

// stands reports whether it is a stand that somebody takes, which can last: a
// demand, a refusal.
func stands(h *happening) bool {
	return h.family == string(parley.Reject) || h.family == string(parley.Request)
}

// figured reports whether a number of losses is told.
func (h *happening) figured() bool {
	for _, l := range h.losses {
		if !l.vague {
			return true
		}
	}
	return false
}

// known counts the facts that are told: a date, a place below country, a toll,
// and each side.
func (h *happening) known() int {
	n := 0
	if len(h.days) > 0 {
		n++
	}
	if h.placed() {
		n++
	}
	if len(h.losses) > 0 {
		n++
	}
	return n + h.parties()
}

// weight counts the facts of which history must have two: a date, a place below
// country, a toll, both sides.
func (h *happening) weight() int { return h.known() - (h.parties()+1)/2 }

// placed reports whether a place below country is told.
func (h *happening) placed() bool {
	for _, p := range h.places {
		switch {
		case p.Kind == parley.KindCountry, p.Kind == parley.KindRegion:
		case p.ID == "", p.Precision != parley.PlaceCountry && p.Precision != parley.PlaceRegion:
			return true // a name that the gazetteer lacks is mostly of a village
		}
	}
	return false
}

// parties counts the sides on which somebody is told.
func (h *happening) parties() int { return min(len(h.sources), 1) + min(len(h.targets), 1) }

// weak reports whether all that tells it are triggers that need support.
func (r *reading) weak(h *happening) bool {
	for _, m := range h.mentions {
		for _, i := range m.e.Matches {
			if i >= 0 && i < len(r.d.Matches) && r.d.Matches[i].Attr("strength") != "weak" {
				return false
			}
		}
		if len(m.e.Matches) == 0 {
			return false
		}
	}
	return true
}
