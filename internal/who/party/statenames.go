package party

import (
	"slices"
	"strings"

	"parley"
	"parley/internal/doc"
)

// states writes down the states that are named as such: "Pakistan", or
// "Washington" where it stands for the government. What a name of a place is
// used for is read from the document's places; without them from the tree.
func (s *scan) states() {
	if len(s.d.Places) > 0 {
		for i := range s.d.Places {
			s.placeAsActor(&s.d.Places[i])
		}
	}
	for i := range s.hits {
		h := &s.hits[i]
		if h.class != classLand || h.ref < 0 || s.places[h.first] >= 0 || s.covered(h.first, h.last) {
			continue
		}
		l := &s.f.lands[h.ref]
		if (l.sort == landState || l.sort == landCapital) && s.actsAt(h) {
			how := doc.ByName
			if l.sort == landCapital {
				how = doc.ByAlias
			}
			s.stateMention(h.first, h.last, l.state, how)
		}
	}
}

func (s *scan) placeAsActor(p *doc.PlaceMention) {
	if p.First < 0 || p.Last > len(s.d.Tokens) || p.First >= p.Last || s.covered(p.First, p.Last) {
		return
	}
	if p.Use != doc.UseActor && (p.Use != doc.UseLocation || p.Place.Kind != parley.KindCountry || !s.dealtWith(p.First, p.Last)) {
		return
	}
	state, ok := s.f.byISO[p.Place.Country]
	if !ok || p.Place.Kind != parley.KindCountry && s.hitAt(classLand, p.First) == nil {
		return
	}
	how := doc.ByAlias
	if p.Place.Kind == parley.KindCountry {
		how = doc.ByName
	}
	s.stateMention(p.First, p.Last, state, how)
}

// stateMention adds a mention of a state by its name. The name of the state is
// then that of its actor.
func (s *scan) stateMention(first, last int, state int32, how doc.MentionHow) {
	st := &s.f.states[state]
	a, _ := s.f.State(st.iso)
	a.Source = doc.FromList
	i := s.actor(a)
	s.actors[i].Name = st.name
	s.nameMention(first, last, i, how)
}

// nameGovernments calls a state's actor by its government where the text speaks
// of "the Afghan government" itself, whatever it says first.
func (s *scan) nameGovernments() {
	for i := range s.out {
		m := &s.out[i]
		if m.How != doc.ByRole || s.d.Tokens[m.Head].Lemma != "government" {
			continue
		}
		a := &s.actors[m.Actor]
		if iso, ok := strings.CutSuffix(a.ID, "-gov"); ok {
			if st, known := s.f.State(strings.ToUpper(iso)); known {
				a.Name = st.Name
			}
		}
	}
}

// actsAt tells from the tree whether a country's name stands for the state: as
// subject, after "by" or "with", between two parties, or as an object of a
// verb of dealing with somebody.
func (s *scan) actsAt(h *hit) bool {
	i := s.head(h.first, h.last)
	t := &s.d.Tokens[i]
	switch t.Deprel {
	case "nsubj", "nsubj:pass", "iobj", "obl:agent", "vocative":
		return true
	case "obj":
		return true
	case "conj":
		if t.Head >= 0 && t.Head < i {
			if o := s.hitTo(classLand, t.Head+1); o != nil && o.last <= h.first && o.ref >= 0 {
				return s.actsAt(o)
			}
			return s.heads[t.Head] >= 0
		}
	case "obl", "nmod":
		return s.after(h.first, "with", "by", "between", "against")
	}
	return false
}

// dealtWith tells whether a country that stands where a location may stand is
// one side of a dealing: "talks with Niger", "apologised to Chile".
func (s *scan) dealtWith(first, last int) bool {
	t := &s.d.Tokens[s.head(first, last)]
	if t.Head < 0 {
		return false
	}
	over := s.d.Tokens[t.Head].Lemma
	switch t.Deprel {
	case "obl", "nmod":
		if s.after(first, "to") {
			return slices.Contains(givingVerbs, over)
		}
		return over != "border" && over != "frontier" && s.after(first, "with", "between", "against")
	case "conj":
		return s.heads[t.Head] >= 0 && s.actors[s.out[s.heads[t.Head]].Actor].Sector == "GOV"
	}
	return false
}

// givingVerbs take the one who gets something with "to".
var givingVerbs = []string{
	"give", "hand", "provide", "offer", "sell", "apologize", "apologise", "pledge", "promise", "grant", "supply",
	"complain", "cede", "appeal",
}

// after tells whether one of the words stands before token i, an article apart.
func (s *scan) after(i int, words ...string) bool {
	i--
	if i >= 0 && s.d.Tokens[i].UPOS == "DET" {
		i--
	}
	if i < 0 {
		return false
	}
	w := s.lower(i)
	for _, v := range words {
		if w == v {
			return true
		}
	}
	return false
}

// peoples writes down peoples who are named with a noun: "the Kurds",
// "Ukrainians".
func (s *scan) peoples() {
	for i := range s.hits {
		h := &s.hits[i]
		if h.class != classLand || h.ref < 0 || s.covered(h.first, h.last) {
			continue
		}
		l := &s.f.lands[h.ref]
		head := h.last - 1
		t := &s.d.Tokens[head]
		if s.heads[head] >= 0 {
			continue // "Islamists" are a role
		}
		if l.sort != landDemonym && l.sort != landPeople || t.XPOS != "NNPS" && t.XPOS != "NNS" || t.Deprel == "compound" {
			continue
		}
		first, name := h.first, l.name
		ethnic := first > 0 && s.lower(first-1) == "ethnic"
		if ethnic {
			first--
			name = s.phraseText(first, h.last)
		}
		a := doc.Actor{ID: "x:" + slug(name), Name: name, Kind: doc.ActorGroup, Sector: "CVL", Source: doc.FromName}
		if l.sort == landDemonym && l.state >= 0 && !ethnic {
			st := &s.f.states[l.state]
			a.ID, a.Country, a.Source = strings.ToLower(st.iso)+"-people", st.iso, doc.FromComposition
		} else if l.state >= 0 && !ethnic {
			a.Country = s.f.states[l.state].iso
		} else if at := s.country(head); at >= 0 {
			a.Country = s.f.states[at].iso
		}
		s.mention(first, h.last, head, s.actor(a), doc.ByName)
	}
}
