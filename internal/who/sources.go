package who

import (
	"strings"

	"parley/internal/doc"
)

// source adds unnamed people who speak: "analysts", "sources in the Afghan
// presidency", "those close to the talks".
func (r *reading) source(i int) {
	m := r.headM[i]
	close := i+1 < len(r.low) && r.isClose(i+1)
	if m != doc.None && !close || m == doc.None && r.cover[i] != doc.None || r.nameAt[i] != doc.None {
		return
	}
	n := r.sourceNoun(i)
	if n == nil {
		return
	}
	s := r.sentence(i)
	start := r.modifiers(s.First, i)
	last := i + 1
	if last < s.Last && (r.isComplement(last) && r.low[last] != "to" && r.low[last] != "for" || r.isClose(last)) {
		last = r.closeTo(last, s.Last)
	}
	first := start
	if first > s.First && r.upos(first-1) == "DET" {
		first--
	}
	if start == i && last == i+1 {
		if m := r.sourceBefore(i); m != doc.None {
			k := r.addMention(first, last, i, r.mentions[m].Actor, doc.ByNominal)
			r.mentions[k].Antecedent = m
			r.mark(k)
			return
		}
	}
	b := r.sourceBond(n, start, last, i)
	a := doc.Actor{ID: "x:" + slug(fold(r.text(start, last))), Name: r.text(start, last), Kind: doc.ActorGroup, Country: b.country,
		Sector: b.sector, Side: b.side, Of: b.of, Source: doc.FromNominal}
	if r.d.Tokens[i].XPOS == "NN" {
		a.Kind = doc.ActorPerson
		a.ID = r.freeID(a.ID)
	}
	if m != doc.None {
		x := &r.mentions[m]
		x.Actor, x.How, x.Last = r.actorFor(a), doc.ByRole, max(x.Last, last)
		return
	}
	r.mark(r.addMention(first, last, i, r.actorFor(a), doc.ByRole))
}

// sourceNoun returns the row of a noun that stands for unnamed people in its
// place in the text, or nil.
func (r *reading) sourceNoun(i int) *nominal {
	t := &r.d.Tokens[i]
	if r.low[i] == "those" && i+1 < len(r.low) && r.isClose(i+1) {
		return r.nominals["people"]
	}
	if t.UPOS != "NOUN" || r.officeAt[i] != doc.None && t.XPOS != "NNS" {
		return nil
	}
	n := r.nominals[t.Lemma]
	if n == nil || n.kind != nominalSource || t.Deprel == "compound" || t.Deprel == "appos" {
		return nil
	}
	next := i+1 < len(r.low) && r.sent[i+1] == r.sent[i]
	switch {
	case t.Lemma == "people":
		if !next || !r.isClose(i+1) {
			return nil
		}
	case t.Lemma == "source":
		if next && r.low[i+1] == "of" || !r.speaks(i) && !(next && (r.isClose(i+1) || r.low[i+1] == "in" || r.low[i+1] == "from")) {
			return nil
		}
	case t.Lemma == "local" && t.XPOS != "NNS":
		return nil
	case t.XPOS != "NNS" && !r.speaks(i):
		return nil
	}
	return n
}

// isClose reports whether a phrase such as "close to" or "familiar with"
// begins at the token.
func (r *reading) isClose(i int) bool {
	switch r.low[i] {
	case "close", "familiar", "briefed", "involved", "privy":
		return i+1 < len(r.low) && r.upos(i+1) == "ADP"
	case "with":
		return i+2 < len(r.low) && (r.low[i+1] == "knowledge" || r.low[i+2] == "knowledge")
	}
	return false
}

// closeTo returns the end of a phrase such as "close to the talks".
func (r *reading) closeTo(i, end int) int {
	if r.isClose(i) && r.low[i] != "with" {
		i++
	}
	j := i
	for j < end && j < i+8 && (r.inNounPhrase(j) || r.low[j] == "the") && (j == i || r.upos(j) != "CCONJ") {
		j++
	}
	for j > i && !r.isNoun(j-1) {
		j--
	}
	return j
}

// speaks reports whether a noun is the subject of a verb, or who something is
// according to.
func (r *reading) speaks(i int) bool {
	t := &r.d.Tokens[i]
	switch t.Deprel {
	case "nsubj":
		return t.Head >= 0 && r.upos(t.Head) == "VERB"
	case "obl":
		for j := max(0, i-5); j < i; j++ {
			if r.low[j] == "according" {
				return true
			}
		}
	}
	return false
}

// sourceBefore returns the last mention of unnamed people with the same noun
// a few sentences before, where that says more than the noun alone.
func (r *reading) sourceBefore(i int) int {
	t := &r.d.Tokens[i]
	for j := i - 1; j >= r.back(i, reach); j-- {
		k := r.headM[j]
		if k == doc.None || r.d.Tokens[j].Lemma != t.Lemma || r.d.Tokens[j].XPOS != t.XPOS {
			continue
		}
		if m := &r.mentions[k]; r.actors[m.Actor].Source == doc.FromNominal && m.Last-m.First > 1 {
			return int(k)
		}
	}
	return doc.None
}

// sourceBond ties unnamed people to a country or a party.
func (r *reading) sourceBond(n *nominal, first, last, head int) bond {
	o := &office{class: classCivil}
	switch n.sector {
	case "GOV", "LEG", "":
		o.class = classMember
	}
	b := bond{sector: n.sector}
	if head+1 >= last || !r.isClose(head+1) {
		b = r.bondOf(first, last, head, o)
	}
	if b.sector == "" || b.sector == "GOV" && n.sector != "" {
		b.sector = n.sector
	}
	if o.class == classCivil || b.side != "" {
		return b
	}
	for i := head + 1; i < last; i++ {
		if at := r.officeAt[i]; at != doc.None && r.offices[at].office.class.state() || isStateNoun(r.low[i]) {
			c := r.countryIn(head+1, i, i, o)
			if c == "" {
				c = r.mainCountry()
			}
			return r.bondToCountry(b, c, o)
		}
	}
	return b
}

// isStateNoun reports whether a word names a part of a government.
func isStateNoun(w string) bool {
	switch w {
	case "presidency", "government", "ministry", "palace", "administration", "army", "military", "cabinet", "police":
		return true
	}
	return false
}

// sides resolves "both sides" and "the two parties" to an actor composed of
// the two that the text speaks of.
func (r *reading) sides() {
	for i := range r.d.Tokens {
		t := &r.d.Tokens[i]
		if t.UPOS != "NOUN" || t.XPOS != "NNS" || r.headM[i] != doc.None {
			continue
		}
		if n := r.nominals[t.Lemma]; n == nil || n.kind != nominalSides {
			continue
		}
		first, ok := r.bothBefore(i)
		if !ok || i+1 < len(r.low) && (r.low[i+1] == "that" || r.low[i+1] == "of") {
			continue
		}
		a, b, ok := r.pairAt(i)
		if !ok {
			continue
		}
		r.mark(r.addMention(first, i+1, i, r.actorFor(r.pair(a, b)), doc.ByNominal))
	}
}

// bothBefore returns where "both sides", "the two warring parties" or "the
// parties" begins.
func (r *reading) bothBefore(i int) (int, bool) {
	s := r.sentence(i)
	first, both := i, false
	for j := i - 1; j >= s.First && j > i-5; j-- {
		switch r.low[j] {
		case "both", "two":
			both = true
		case "warring", "rival", "opposing", "the", "negotiating", "conflicting", "these":
		default:
			return first, both
		}
		first = j
		if r.low[j] == "the" && r.low[i] == "parties" && j == i-1 || r.low[j] == "warring" {
			both = true
		}
	}
	return first, both
}

// pairAt returns the two sides that are spoken of at token i: those joined by
// "and" last before it, those of a sentence that names two, else the two that
// the article names most. Two that are named only once, and not just before,
// are hardly they.
func (r *reading) pairAt(i int) (a, b string, ok bool) {
	count, order := r.countSides()
	for j := i - 1; j >= 0 && r.sent[i]-r.sent[j] <= reach; j-- {
		if r.d.Tokens[j].Deprel != "conj" || r.d.Tokens[j].Head < 0 {
			continue
		}
		a, b = r.sideAt(r.d.Tokens[j].Head), r.sideAt(j)
		if a != "" && b != "" && a != b && (r.sent[i]-r.sent[j] < 2 || count[a] > 1 && count[b] > 1) {
			return a, b, true
		}
	}
	if a, b, ok = r.pairOf(i); ok {
		return a, b, true
	}
	a, b = "", ""
	third := 0
	for _, s := range order {
		switch {
		case a == "" || count[s] > count[a]:
			third, b, a = count[b], a, s
		case b == "" || count[s] > count[b]:
			third, b = count[b], s
		default:
			third = max(third, count[s])
		}
	}
	return a, b, a != "" && b != "" && count[b] > 1 && third < count[b]
}

// countSides counts the mentions of each side, in the order of the first.
func (r *reading) countSides() (count map[string]int, order []string) {
	count = map[string]int{}
	for k := range r.mentions {
		s := r.actors[r.mentions[k].Actor].Side
		if s == "" || r.dropped[k] {
			continue
		}
		if count[s] == 0 {
			order = append(order, s)
		}
		count[s]++
	}
	return count, order
}

// pairOf returns the two sides of the last sentence before token i that names
// any, if it names just two.
func (r *reading) pairOf(i int) (a, b string, ok bool) {
	for k := int(r.sent[i]); k >= 0 && int(r.sent[i])-k <= reach; k-- {
		s := r.d.Sentences[k]
		a, b = "", ""
		for j := s.First; j < min(s.Last, i); j++ {
			switch side := r.sideAt(j); {
			case side == "" || side == a || side == b:
			case a == "":
				a = side
			case b == "":
				b = side
			default:
				return "", "", false
			}
		}
		if a != "" {
			return a, b, b != ""
		}
	}
	return "", "", false
}

// sideAt returns the side of the mention with its head at a token.
func (r *reading) sideAt(i int) string {
	if m := r.headM[i]; m != doc.None {
		return r.actors[r.mentions[m].Actor].Side
	}
	if u := r.nameAt[i]; u != doc.None && r.uses[u].person != doc.None {
		if p := r.persons[r.uses[u].person]; p.actor != doc.None {
			return r.actors[p.actor].Side
		}
	}
	return ""
}

// pair is the actor of both sides: its ID is those of the two in alphabetical
// order, joined by "+"; it has no side of its own.
func (r *reading) pair(a, b string) doc.Actor {
	if a > b {
		a, b = b, a
	}
	name := func(id string) string {
		if i, ok := r.byID[id]; ok {
			return r.actors[i].Name
		}
		if iso, ok := strings.CutSuffix(id, "-gov"); ok {
			return r.adjective(strings.ToUpper(iso)) + " government"
		}
		return id
	}
	return doc.Actor{ID: a + "+" + b, Name: name(a) + " and " + name(b), Kind: doc.ActorGroup, Source: doc.FromComposition}
}
