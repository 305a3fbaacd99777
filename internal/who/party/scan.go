package party

import (
	"cmp"
	"slices"
	"strings"

	"parley/internal/doc"
)

// scan is the work on one document.
type scan struct {
	f *Finder
	d *doc.Doc
	// ends says for each token and class where the longest phrase that begins
	// there ends, starts where the one that ends behind it begins; indexes into
	// hits, or -1.
	begins [classes][]int32
	ends   [classes][]int32
	hits   []hit
	places []int32 // for each token the mention in d.Places that holds it, or -1
	lands  []evidence
	actors []doc.Actor
	byID   map[string]int
	out    []doc.Mention
	heads  []int32   // for each token the last mention in out with that head, or -1
	before []int32   // for each mention the one before it with the same head, or -1
	inName []int32   // for each token the name in d.Names that holds it, or -1
	score  []float32 // of each state, scratch space of country
}

// hit is a phrase of the index in the text: tokens [first, last).
type hit struct {
	first, last int
	class       class
	entries     []entry
	ref         int32 // the meaning that was chosen; -1 for none
	alias       bool
}

// scan finds the phrases of the index in d.
func (f *Finder) scan(d *doc.Doc) *scan {
	n := len(d.Tokens)
	s := &scan{f: f, d: d, byID: make(map[string]int), score: make([]float32, len(f.states))}
	slots := make([]int32, n*(2*int(classes)+3))
	for i := range slots {
		slots[i] = -1
	}
	for c := range classes {
		s.begins[c], slots = slots[:n], slots[n:]
		s.ends[c], slots = slots[:n], slots[n:]
	}
	s.places, s.inName, s.heads = slots[:n], slots[n:2*n], slots[2*n:]
	for i, p := range d.Places {
		for t := max(p.First, 0); t < min(p.Last, n); t++ {
			s.places[t] = int32(i)
		}
	}
	for i, p := range d.Names {
		for t := max(p.First, 0); t < min(p.Last, n); t++ {
			s.inName[t] = int32(i)
		}
	}
	var best [classes]found
	var buf []uint64
	var until [classes]int // the end of the class's last hit
	for _, sent := range d.Sentences {
		for i := sent.First; i < sent.Last; i++ {
			if !f.index.at(d, i, sent.Last, &best, &buf) {
				continue
			}
			for c := range classes {
				h := hit{first: i, last: best[c].last, class: c, entries: best[c].entries, ref: -1}
				if h.last == 0 || i < until[c] && !s.replaces(h) {
					continue
				}
				until[c] = h.last
				s.addHit(h)
			}
		}
	}
	return s
}

// replaces tells whether a phrase that begins inside another of its class is
// the better one, being longer ("The National Liberation Army", where "The
// National" is a newspaper), and takes the other out.
func (s *scan) replaces(h hit) bool {
	for i := h.first - 1; i >= 0; i-- {
		k := s.begins[h.class][i]
		if k < 0 {
			continue
		}
		o := &s.hits[k]
		if o.last-o.first >= h.last-h.first || h.last <= o.last {
			return false
		}
		s.begins[h.class][o.first], s.ends[h.class][o.last-1] = -1, -1
		o.entries = nil
		return true
	}
	return false
}

func (s *scan) addHit(h hit) {
	if h.class == classParty && (s.insideName(h) || s.isTown(h)) {
		return
	}
	k := int32(len(s.hits))
	s.hits = append(s.hits, h)
	s.begins[h.class][h.first] = k
	s.ends[h.class][h.last-1] = k
}

// insideName tells whether a party's name is only part of the name of a person
// or of a place ("Roger Wagner", "Hamas Street").
func (s *scan) insideName(h hit) bool {
	n := s.inName[h.first]
	if n < 0 {
		return false
	}
	name := s.d.Names[n]
	if name.Kind != doc.Person && name.Kind != doc.Place {
		return false
	}
	if name.First >= h.first && name.Last <= h.last || h.last-h.first > 2 {
		return false
	}
	// The engine takes what follows a group's name for a part of it at times.
	return name.First < h.first || name.Kind == doc.Person
}

// isTown tells a name that the word behind it makes one of a place: "Duma
// city".
func (s *scan) isTown(h hit) bool {
	if h.last-h.first > 1 || h.last >= len(s.d.Tokens) {
		return false
	}
	switch s.d.Word(h.last) {
	case "city", "town", "district", "province", "village", "street", "county":
		return true
	}
	return false
}

// hitAt returns the hit of a class that begins at token i, or nil.
func (s *scan) hitAt(c class, i int) *hit {
	if i < 0 || i >= len(s.begins[c]) || s.begins[c][i] < 0 {
		return nil
	}
	return &s.hits[s.begins[c][i]]
}

// hitTo returns the hit of a class that ends before token i, or nil.
func (s *scan) hitTo(c class, i int) *hit {
	if i <= 0 || i > len(s.ends[c]) || s.ends[c][i-1] < 0 {
		return nil
	}
	return &s.hits[s.ends[c][i-1]]
}

// actor returns the index of an actor, which is added if the document has none
// of its ID. A better source replaces the one there.
func (s *scan) actor(a doc.Actor) int {
	if i, ok := s.byID[a.ID]; ok {
		if sourceRank(a.Source) < sourceRank(s.actors[i].Source) {
			s.actors[i].Source = a.Source
		}
		return i
	}
	s.actors = append(s.actors, a)
	s.byID[a.ID] = len(s.actors) - 1
	return len(s.actors) - 1
}

// sourceRank orders the sources of actors, the firmest first.
func sourceRank(s doc.ActorSource) int {
	return slices.Index([]doc.ActorSource{
		doc.FromList, doc.FromComposition, doc.FromDescription, doc.FromName, doc.FromNominal,
	}, s)
}

// mention adds a mention unless there is one of the same actor with that head.
func (s *scan) mention(first, last, head, actor int, how doc.MentionHow) {
	for k := s.heads[head]; k >= 0; k = s.before[k] {
		if m := &s.out[k]; m.Actor == actor {
			if last-first > m.Last-m.First {
				m.First, m.Last = first, last
			}
			return
		}
	}
	s.out = append(s.out, doc.Mention{
		First: first, Last: last, Head: head, Actor: actor, How: how, Antecedent: doc.None, Likeness: 1,
	})
	s.before = append(s.before, s.heads[head])
	s.heads[head] = int32(len(s.out) - 1)
}

// result sorts mentions and numbers the actors by their first mention; actors
// without one are left out.
func (s *scan) result() ([]doc.Actor, []doc.Mention) {
	slices.SortStableFunc(s.out, func(a, b doc.Mention) int {
		return cmp.Or(cmp.Compare(a.First, b.First), cmp.Compare(b.Last, a.Last), cmp.Compare(a.Head, b.Head))
	})
	s.nameGovernments()
	number := make([]int, len(s.actors))
	for i := range number {
		number[i] = -1
	}
	var actors []doc.Actor
	for i := range s.out {
		a := s.out[i].Actor
		if number[a] < 0 {
			number[a] = len(actors)
			actors = append(actors, s.actors[a])
		}
		s.out[i].Actor = number[a]
	}
	return actors, s.out
}

// head returns the token of [first, last) that governs the others: the one
// whose own head is outside, the last such; the last token if nothing is parsed.
func (s *scan) head(first, last int) int {
	for i := last - 1; i >= first; i-- {
		t := &s.d.Tokens[i]
		if t.UPOS == "PUNCT" {
			continue
		}
		if t.Head != doc.Unparsed && (t.Head < first || t.Head >= last) {
			return i
		}
	}
	return last - 1
}

// lower returns the token in small letters.
func (s *scan) lower(i int) string { return strings.ToLower(s.d.Word(i)) }
