package who

import (
	"slices"
	"strings"

	"parley/internal/doc"
)

// reading is one document while its actors are found.
type reading struct {
	*tables
	d        *doc.Doc
	actors   []doc.Actor
	mentions []doc.Mention

	low   []string // tokens in small letters
	sent  []int32  // the sentence of each token
	cover []int32  // the shortest mention of a party over each token, or doc.None
	headM []int32  // a mention that has its head there, or doc.None
	place []int32  // the mention of a place over each token, or doc.None
	// officeAt is the office that ends or begins at a token: an index in
	// offices, or doc.None.
	officeAt []int32
	offices  []officeUse
	nameAt   []int32 // the use of a person's name over each token, or doc.None
	uses     []nameUse
	persons  []person
	byID     map[string]int   // actors
	byPart   map[string][]int // persons by each part of their names
	// personOfActor is the index in persons plus one, by actor.
	personOfActor map[int]int
	dropped       map[int]bool // mentions to leave out
	main          string       // see mainCountry
	// subject is the subject of each predicate, and headAny the mention with its
	// head at each token, persons' included; doc.None for none.
	subject, headAny []int32
	latest           map[string]int // actors of unnamed offices, by ID without a number and by office
}

// officeUse is an office named at tokens [first, last) with its head noun.
type officeUse struct {
	first, last, head int
	office            *office
	// taken is true where it is part of what is told of a named person.
	taken bool
}

// nameUse is one place where a person is named: tokens [first, last) without
// titles.
type nameUse struct {
	first, last int
	folded      string
	parts       []string
	gender      byte // what the title tells, or 0
	roles       []role
	person      int // index in persons, after joining
	likeness    float64
	how         doc.MentionHow
	from        int // where the titles begin
	mention     int // index in mentions plus one; 0 before there is one
}

// newReading prepares a document; it does not change it.
func newReading(t *tables, d *doc.Doc) *reading {
	n := len(d.Tokens)
	r := &reading{tables: t, d: d, byID: map[string]int{}, byPart: map[string][]int{}, personOfActor: map[int]int{}, dropped: map[int]bool{}}
	if len(d.Sentences) == 0 {
		return r
	}
	r.low = make([]string, n)
	ints := make([]int32, 7*n)
	for i := range ints {
		ints[i] = doc.None
	}
	cut := func() []int32 {
		s := ints[:n:n]
		ints = ints[n:]
		return s
	}
	r.sent, r.cover, r.headM, r.place, r.officeAt, r.nameAt, r.subject = cut(), cut(), cut(), cut(), cut(), cut(), cut()
	for i := range d.Tokens {
		t := &d.Tokens[i]
		r.low[i] = strings.ToLower(d.Word(i))
		if h := t.Head; h >= 0 && (t.Deprel == "nsubj" || t.Deprel == "nsubj:pass") {
			r.subject[h] = int32(i)
		}
	}
	for i, s := range d.Sentences {
		for j := s.First; j < s.Last; j++ {
			r.sent[j] = int32(i)
		}
	}
	for i, p := range d.Places {
		for j := max(0, p.First); j < min(n, p.Last); j++ {
			r.place[j] = int32(i)
		}
	}
	return r
}

// index notes which tokens the parties' mentions are on.
func (r *reading) index() {
	for i := range r.actors {
		r.byID[r.actors[i].ID] = i
	}
	for i := range r.mentions {
		r.mark(i)
	}
}

// mark notes a mention of a party.
func (r *reading) mark(i int) {
	m := r.mentions[i]
	for j := m.First; j < m.Last; j++ {
		if at := r.cover[j]; at == doc.None || r.mentions[at].Last-r.mentions[at].First > m.Last-m.First {
			r.cover[j] = int32(i)
		}
	}
	if at := r.headM[m.Head]; at == doc.None || r.mentions[at].Last-r.mentions[at].First < m.Last-m.First {
		r.headM[m.Head] = int32(i)
	}
}

func (r *reading) upos(i int) string { return r.d.Tokens[i].UPOS }

func (r *reading) text(first, last int) string {
	return r.d.Text[r.d.Tokens[first].Start:r.d.Tokens[last-1].End]
}

// sentence returns the sentence of a token.
func (r *reading) sentence(i int) doc.Sentence { return r.d.Sentences[r.sent[i]] }

// back returns the first token of the sentence that is so many before that of
// token i.
func (r *reading) back(i, sentences int) int {
	return r.d.Sentences[max(0, int(r.sent[i])-sentences)].First
}

// named returns the mention of a party or of a person's name with its head at
// a token, or None.
func (r *reading) named(i int) int {
	if m := r.headM[i]; m != doc.None {
		return int(m)
	}
	if u := r.nameAt[i]; u != doc.None {
		if m := r.uses[u].mention; m > 0 && r.mentions[m-1].Head == i {
			return m - 1
		}
	}
	return doc.None
}

// headOf returns the token of [first, last) whose head lies outside, the last
// one where the range is not parsed.
func (r *reading) headOf(first, last int) int {
	for i := first; i < last; i++ {
		if h := r.d.Tokens[i].Head; h != doc.Unparsed && (h < first || h >= last) && r.upos(i) != "PUNCT" {
			return i
		}
	}
	return last - 1
}

// isNoun reports whether a token is a noun or a proper noun.
func (r *reading) isNoun(i int) bool { u := r.upos(i); return u == "NOUN" || u == "PROPN" }

// addMention adds a mention and returns its index.
func (r *reading) addMention(first, last, head, actor int, how doc.MentionHow) int {
	r.mentions = append(r.mentions, doc.Mention{First: first, Last: last, Head: head, Actor: actor, How: how,
		Antecedent: doc.None, Likeness: 1})
	return len(r.mentions) - 1
}

// actorFor returns the actor with the ID of a, which is added if there is
// none.
func (r *reading) actorFor(a doc.Actor) int {
	if i, ok := r.byID[a.ID]; ok {
		return i
	}
	r.actors = append(r.actors, a)
	r.byID[a.ID] = len(r.actors) - 1
	return len(r.actors) - 1
}

// finish puts actors and mentions into their order and leaves out actors
// that nothing mentions.
func (r *reading) finish() {
	order := make([]int, 0, len(r.mentions))
	for i := range r.mentions {
		if !r.dropped[i] {
			order = append(order, i)
		}
	}
	slices.SortStableFunc(order, func(a, b int) int {
		x, y := &r.mentions[a], &r.mentions[b]
		if x.First != y.First {
			return x.First - y.First
		}
		return y.Last - x.Last
	})
	to := make([]int, len(r.mentions))
	for i := range to {
		to[i] = doc.None
	}
	for i, at := range order {
		to[at] = i
	}
	actorTo := make([]int, len(r.actors))
	for i := range actorTo {
		actorTo[i] = doc.None
	}
	var actors []doc.Actor
	mentions := make([]doc.Mention, len(order))
	for i, at := range order {
		m := r.mentions[at]
		if actorTo[m.Actor] == doc.None {
			actorTo[m.Actor] = len(actors)
			actors = append(actors, r.actors[m.Actor])
		}
		m.Actor = actorTo[m.Actor]
		if m.Antecedent != doc.None {
			m.Antecedent = to[m.Antecedent]
		}
		mentions[i] = m
	}
	r.actors, r.mentions = actors, mentions
}
