package party

import "parley/internal/doc"

// owner is whose a role is: a state, a listed party, or a people.
type owner struct {
	state int32 // index in Finder.states, or -1
	party int32 // index in Finder.parties, or -1
	// people is a people, a faith or a current, as written ("Kurdish").
	people string
	// stated is set for a people whose country stands before it.
	stated bool
	first  int // its first token, or -1 if the text does not name it here
	last   int // the end of what the mention takes in behind the noun, or 0
}

var nobody = owner{state: -1, party: -1, first: -1}

func (o owner) none() bool { return o.state < 0 && o.party < 0 && o.people == "" }

// lookLeft goes back over the words that qualify the noun.
func (s *scan) lookLeft(h *hit, p *phrase) {
	skip := false
	and := false
	for i := h.first - 1; i >= 0 && h.first-i <= window; {
		if !s.within(i, h.first, p.head) {
			return
		}
		o, first := s.ownerTo(i + 1)
		if first >= 0 {
			if !s.within(first, h.first, p.head) {
				return
			}
			if !skip {
				if first > 0 && s.lower(first-1) == "ethnic" && o.party < 0 {
					first--
					o = owner{state: -1, party: -1, people: s.phraseText(first, i+1)}
				}
				o.first = first
				p.take(o, and)
				and = s.isAnd(first - 1)
			}
			skip = false
			i = first - 1
			if and {
				if _, f := s.ownerTo(i); f < 0 {
					return
				}
				i--
			}
			continue
		}
		if and || !s.mayQualify(i) {
			return
		}
		switch e := s.effect(i); e {
		case effectNone:
		case effectSkip:
			skip = true
		default:
			p.effects[e] = true
			p.first = min(p.first, i)
		}
		i--
	}
}

// take adds an owner to those nearer to the noun. One that is joined to the
// last by "and" shares the noun with it; else the nearer one is the owner, and
// the other at most tells the country of a people ("Syria's Kurdish fighters").
func (p *phrase) take(o owner, joined bool) {
	if len(p.owners) > 0 && !joined {
		last := &p.owners[len(p.owners)-1]
		if last.people != "" && o.people == "" && o.state >= 0 {
			last.state, last.first, last.stated = o.state, o.first, true
			p.first = o.first
		}
		return
	}
	p.owners = append(p.owners, o)
	p.first = o.first
}

// isAnd tells the words between two countries that share a noun: "Afghan and
// US forces", "US-Iraqi patrols".
func (s *scan) isAnd(i int) bool {
	if i < 0 {
		return false
	}
	w := s.d.Word(i)
	return w == "and" || w == "or" || w == "&" || w == "-" || w == "–"
}

// within tells whether token i belongs to the noun phrase of head: its
// governors lead there without leaving the tokens between.
func (s *scan) within(i, first, head int) bool {
	t := &s.d.Tokens[i]
	for n := 0; n < window; n++ {
		if t.Head == doc.Unparsed || t.Head == head {
			return true
		}
		if t.Head < 0 {
			return false
		}
		if t.Head >= first && t.Head <= head {
			return true
		}
		if t.Head > head || t.Head < first-window {
			// A noun that itself qualifies: "Afghan army base".
			return t.Head > head && t.Head <= head+3
		}
		t = &s.d.Tokens[t.Head]
	}
	return false
}

// mayQualify tells whether a token may stand between a country and its noun.
func (s *scan) mayQualify(i int) bool {
	t := &s.d.Tokens[i]
	switch t.UPOS {
	case "ADJ", "NOUN", "PROPN", "ADV", "":
		return true
	case "VERB":
		return t.XPOS == "VBN" || t.XPOS == "VBG" || t.XPOS == "NNP" || t.XPOS == "JJ" || t.Deprel == "amod"
	case "PART":
		return t.XPOS == "POS"
	case "PUNCT":
		w := s.d.Word(i)
		return w == "-" || w == "–" || w == "‑"
	}
	return false
}

// effect returns what the word does to the noun behind it.
func (s *scan) effect(i int) effect {
	if s.d.Tokens[i].UPOS == "PUNCT" {
		return effectNone
	}
	return s.f.words[s.lower(i)]
}

// ownerTo returns whose name ends before token i, and its first token; -1 if
// none does.
func (s *scan) ownerTo(i int) (owner, int) {
	if h := s.hitTo(classParty, i); h != nil && h.ref >= 0 {
		o := nobody
		o.party = h.ref
		return o, h.first
	}
	if h := s.hitTo(classLand, i); h != nil && h.ref >= 0 {
		return s.ownerOf(h), h.first
	}
	if h := s.hitTo(classLeader, i); h != nil && i < len(s.d.Tokens) {
		o := nobody
		o.state = h.ref
		return o, h.first
	}
	if i > 0 && s.places[i-1] >= 0 {
		p := &s.d.Places[s.places[i-1]]
		if iso, ok := s.f.byISO[p.Place.Country]; ok && p.Last == i {
			o := nobody
			o.state = iso
			return o, p.First
		}
	}
	return nobody, -1
}

func (s *scan) ownerOf(h *hit) owner {
	o, l := nobody, &s.f.lands[h.ref]
	o.state = l.state
	if l.sort == landPeople {
		o.people = l.name
	}
	return o
}

// lookRight reads an owner behind the noun: "members of the Taliban",
// "authorities in Mali".
func (s *scan) lookRight(h *hit, p *phrase) {
	i := h.last
	n := len(s.d.Tokens)
	if i >= n {
		return
	}
	link := s.lower(i)
	if link != "of" && link != "in" && link != "from" && link != "for" {
		return
	}
	for i++; i < n && i < h.last+5; i++ {
		o, last := s.ownerFrom(i)
		if last >= 0 {
			if link == "of" {
				if r := s.hitAt(classRole, last); r != nil && o.party >= 0 && s.nounFor(r, o) {
					last = r.last // "members of the Abu Sayyaf group"
				}
				o.first, o.last = i, last
				p.last = last
			} else if o.party >= 0 || link == "for" || s.abroad(h) || !s.governs(p.head, i, last) {
				return
			}
			p.owners = append(p.owners, o)
			return
		}
		switch t := &s.d.Tokens[i]; t.UPOS {
		case "DET", "ADJ":
		default:
			return
		}
	}
}

// nounFor tells whether a role noun behind a party's name means that party.
func (s *scan) nounFor(h *hit, o owner) bool {
	r, _ := s.roleOf(h, o)
	return r != nil && r.own != ownNew
}

// governs tells whether the noun at head is what the words of [first, last)
// hang on; "withdraw its forces from Mali" tells nothing of the forces.
func (s *scan) governs(head, first, last int) bool {
	t := &s.d.Tokens[s.head(first, last)]
	return t.Head == doc.Unparsed || t.Head == head
}

// abroad tells nouns for those who are often not of the country where they are.
func (s *scan) abroad(h *hit) bool {
	r, _ := s.roleOf(h, nobody)
	return r != nil && (r.abroad || r.kind == doc.ActorThing)
}

// ownerFrom returns whose name begins with token i, and where it ends; -1 if
// none does.
func (s *scan) ownerFrom(i int) (owner, int) {
	if h := s.hitAt(classParty, i); h != nil && h.ref >= 0 {
		o := nobody
		o.party = h.ref
		return o, h.last
	}
	if s.places[i] >= 0 {
		p := &s.d.Places[s.places[i]]
		if iso, ok := s.f.byISO[p.Place.Country]; ok && p.First == i {
			o := nobody
			o.state = iso
			return o, p.Last
		}
	}
	if h := s.hitAt(classLand, i); h != nil && h.ref >= 0 {
		if l := &s.f.lands[h.ref]; l.sort == landState || l.sort == landCapital {
			return s.ownerOf(h), h.last
		}
	}
	return nobody, -1
}

// lookAcross takes the owner of a noun that this one is joined to: "Afghan
// police and soldiers".
func (s *scan) lookAcross(p *phrase) {
	t := &s.d.Tokens[p.head]
	if t.Deprel != "conj" || t.Head < 0 {
		return
	}
	if h := s.hitTo(classParty, t.Head+1); h != nil && h.ref >= 0 {
		// "Hamas and the police" are of one country, if not of one side.
		if iso, ok := s.f.byISO[s.f.parties[h.ref].Country]; ok && s.f.parties[h.ref].Sector == "REB" {
			o := nobody
			o.state = iso
			p.owners = append(p.owners, o)
		}
		return
	}
	for k := s.heads[t.Head]; k >= 0; k = s.before[k] {
		m := &s.out[k]
		if m.How != doc.ByRole || m.Head != t.Head || m.Head < p.first-window {
			continue
		}
		a := &s.actors[m.Actor]
		if a.Source == doc.FromNominal || a.Country == "" || m.First == m.Head {
			continue
		}
		if _, listed := s.f.byID[a.ID]; listed {
			continue
		}
		o := nobody
		o.state = s.f.byISO[a.Country]
		p.owners = append(p.owners, o)
		return
	}
}
