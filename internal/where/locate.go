package where

import (
	"sort"
	"strings"

	"parley"
	"parley/internal/doc"
)

// Locate returns the index in d.Places of the place where the event of a
// token (a verb or a noun of happening) most likely took place, or doc.None.
//
// It weighs the places of the token's sentence by how they hang together with
// it in the tree (see weights); among places one inside the other it takes the
// smallest. A name that acts is no place of events; a sentence without another
// takes the last location named before it in the same paragraph.
func Locate(d *doc.Doc, token int) int {
	if token < 0 || token >= len(d.Tokens) || len(d.Places) == 0 {
		return doc.None
	}
	t, err := builtIn()
	if err != nil {
		return doc.None // tests hold the built-in tables to be sound
	}
	first, last := bounds(d, token)
	l := locator{tables: t, d: d, token: token}
	best, most := doc.None, leastWeight
	for i := firstPlace(d, first); i < len(d.Places) && d.Places[i].Last <= last; i++ {
		if d.Places[i].Use == doc.UseActor {
			continue
		}
		if x := l.weigh(i); x > most {
			best, most = i, x
		}
	}
	if best == doc.None {
		return before(d, first)
	}
	return best
}

// firstPlace returns the index of the first place that begins at a token or
// behind it.
func firstPlace(d *doc.Doc, token int) int {
	return sort.Search(len(d.Places), func(i int) bool { return d.Places[i].First >= token })
}

// before returns the last location named in the paragraph before a token that
// begins a sentence, or None.
func before(d *doc.Doc, token int) int {
	n := sort.Search(len(d.Sentences), func(i int) bool { return d.Sentences[i].First >= token })
	if n == len(d.Sentences) {
		return doc.None
	}
	from := token
	for i := n - 1; i >= 0 && d.Sentences[i].Paragraph == d.Sentences[n].Paragraph; i-- {
		from = d.Sentences[i].First
	}
	for i := firstPlace(d, token) - 1; i >= 0 && d.Places[i].First >= from; i-- {
		if d.Places[i].Use == doc.UseLocation {
			return i
		}
	}
	return doc.None
}

// locator weighs the places of a sentence for one token.
type locator struct {
	*tables
	d     *doc.Doc
	token int
}

// vector counts the features of one place.
type vector [features]float64

// weigh returns how likely the event is at place i.
func (l *locator) weigh(i int) float64 {
	v, x := l.features(i), 0.0
	for f, n := range v {
		x += n * weights[f]
	}
	return x
}

// features returns what speaks for and against place i.
func (l *locator) features(i int) vector {
	var v vector
	m := &l.d.Places[i]
	head := headOf(l.d, m.First, m.Last)
	l.own(&v, i, head)
	v[featWord] = float64(min(30, abs(m.First-l.token)))
	if m.First > l.token {
		v[featBehind]++
	}
	meet, top := l.meeting(head)
	switch meet {
	case doc.None:
		v[featUnparsed]++
		return v
	case l.token:
		v[featUnder]++
	}
	l.upwards(&v, head, meet)
	l.downwards(&v, meet)
	if top != doc.None {
		l.topRelation(&v, top)
	}
	return v
}

func abs(n int) int {
	if n < 0 {
		return -n
	}
	return n
}

// meeting returns the lowest token that is above both the place and the event,
// or is one of the two, and the token below it on the place's side. Both are
// None in a sentence without a tree.
func (l *locator) meeting(head int) (meet, top int) {
	if l.d.Tokens[head].Head == doc.Unparsed {
		return doc.None, doc.None
	}
	top = doc.None
	for a := head; a >= 0; a = l.d.Tokens[a].Head {
		for b := l.token; b >= 0; b = l.d.Tokens[b].Head {
			if a == b {
				return a, top
			}
		}
		top = a
	}
	return doc.None, doc.None
}

// own weighs the place by itself: its use, size, preposition and the places
// around it.
func (l *locator) own(v *vector, i, head int) {
	d, m := l.d, &l.d.Places[i]
	if m.Use == doc.UseModifier {
		v[featModifier]++
	}
	switch {
	case m.Place.Kind == parley.KindCountry || m.Place.Kind == parley.KindRegion:
		v[featCountry]++
	case m.Place.Kind == parley.KindAdmin1:
		v[featProvince]++
	case m.Place.ID == "":
		v[featUnlisted]++
	}
	for j := max(0, i-3); j < min(len(d.Places), i+4); j++ {
		if d.Places[j].Within == i {
			v[featAround]++
			break
		}
	}
	switch m.Area {
	case "north", "south", "east", "west", "northeast", "northwest", "southeast", "southwest":
		if m.First > 0 && !l.adjective(m.First-1) {
			v[featBearing]++ // "20 km north of Kunduz"
		}
	case "near", "outskirts", "around", "outside":
		v[featNear]++
	case "between", "border":
		v[featBorder]++
	}
	l.prepositionOf(v, head)
}

// adjective tells whether a token is an area word directly before the name.
func (l *locator) adjective(i int) bool {
	for _, a := range l.areas[strings.ToLower(l.d.Word(i))] {
		if a.side == areaBefore {
			return true
		}
	}
	return false
}

// prepositionOf weighs the preposition of the phrase that the place is in.
func (l *locator) prepositionOf(v *vector, head int) {
	d := l.d
	for a := head; a >= 0; a = d.Tokens[a].Head {
		p := caseOf(d, a)
		if p == doc.None {
			switch d.Tokens[a].Deprel {
			case "compound", "nmod:poss", "appos", "flat", "conj", "nmod:unmarked", "amod", "nmod:desc":
				continue
			}
			return
		}
		switch strings.ToLower(d.Word(p)) {
		case "in", "at", "inside", "within", "on", "across", "throughout", "outside", "near", "around", "over", "off":
			v[featIn]++
		case "from":
			v[featFrom]++
		case "to", "into", "toward", "towards":
			v[featTo]++
		case "of":
			if g := d.Tokens[a].Head; g >= 0 && l.kinds[strings.ToLower(d.Word(g))].kind != "" {
				continue // "in the village of Nawa": the village's preposition
			}
			v[featOf]++
		default:
			v[featOther]++
		}
		return
	}
}

// caseOf returns the first preposition that depends on a token, or None.
func caseOf(d *doc.Doc, token int) int {
	for i := max(0, token-8); i < token; i++ {
		if d.Tokens[i].Head == token && d.Tokens[i].Deprel == "case" && d.Tokens[i].UPOS == "ADP" {
			return i
		}
	}
	return doc.None
}

// upwards weighs the way from the place up to where it meets the event.
func (l *locator) upwards(v *vector, head, meet int) {
	for a := head; a != meet && a >= 0; a = l.d.Tokens[a].Head {
		rel := l.d.Tokens[a].Deprel
		if h := l.d.Tokens[a].Head; rel == "obj" && h >= 0 && l.is(l.d.Tokens[h].Lemma, wordGoal) {
			v[featGoal] = 1
		}
		switch {
		case rel == "ccomp", rel == "parataxis":
			v[featUpCcomp]++
		case rel == "conj" && !l.nominal(a), strings.HasPrefix(rel, "advcl"):
			v[featUpClause]++
		case strings.HasPrefix(rel, "acl"):
			v[featUpRelative]++
		case rel == "xcomp":
			v[featUpXcomp]++
		default:
			v[featStep]++
		}
	}
}

// downwards weighs the way from where the two meet down to the event.
func (l *locator) downwards(v *vector, meet int) {
	for b := l.token; b != meet && b >= 0; b = l.d.Tokens[b].Head {
		rel := l.d.Tokens[b].Deprel
		switch {
		case rel == "ccomp", rel == "parataxis":
			v[featDownCcomp]++
		case rel == "conj":
			v[featDownConj]++
		case strings.HasPrefix(rel, "advcl"):
			v[featDownAdverbial]++
		case strings.HasPrefix(rel, "acl"):
			v[featDownRelative]++
		case rel == "xcomp":
			v[featDownXcomp]++
		default:
			v[featDownStep]++
		}
	}
}

// topRelation weighs how the place's phrase hangs on the token where the two
// meet.
func (l *locator) topRelation(v *vector, top int) {
	t := &l.d.Tokens[top]
	switch {
	case strings.HasPrefix(t.Deprel, "obl"):
		v[featOblique]++
	case t.Deprel == "nsubj":
		v[featSubject]++
	case t.Deprel == "nsubj:pass":
		v[featPatient]++
	case t.Deprel == "obj":
		v[featObject]++
	}
}

// nominal tells whether a token is a noun or a name.
func (l *locator) nominal(i int) bool {
	u := l.d.Tokens[i].UPOS
	return u == "NOUN" || u == "PROPN" || u == "NUM" || u == "PRON"
}
