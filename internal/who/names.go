package who

import (
	"strings"

	"parley/internal/doc"
	"parley/internal/lang/gazette"
)

// findNames collects the persons' names of the text: those that the name
// finder took for persons, and listed names of several words that it took for
// something else.
func (r *reading) findNames() {
	for _, n := range r.d.Names {
		if n.Kind == doc.Person {
			r.addUse(n.First, n.Last)
		}
	}
	r.findListed()
	r.findTitled()
	r.findApposed()
	r.findAgain()
}

// findTitled adds names that the name finder took for a place or a body, and
// that a title or a calling beside them makes a person's.
func (r *reading) findTitled() {
	for _, n := range r.d.Names {
		if n.Kind == doc.Person || n.Kind == doc.Nationality || r.nameAt[n.First] != doc.None || !r.unlisted(n.First, n.Last) {
			continue
		}
		if n.First > 0 && n.Last-n.First > 1 && r.isTitleBefore(n.First) {
			r.addUse(n.First, n.Last)
			continue
		}
		if n.Last-n.First < 2 || n.Last-n.First > 4 || r.covered(n.First, n.Last) || r.knownPlace(n.First) {
			continue
		}
		u := nameUse{first: n.First, last: n.Last, from: n.First}
		if r.appositionAfter(&u); len(u.roles) > 0 {
			r.offices[r.officeAt[u.roles[0].head]].taken = false
			r.addUse(n.First, n.Last)
		}
	}
}

// unlisted reports whether no listed party is named by any of the tokens.
func (r *reading) unlisted(first, last int) bool {
	for i := first; i < last; i++ {
		if m := r.cover[i]; m != doc.None && !strings.HasPrefix(r.actors[r.mentions[m].Actor].ID, "x:") {
			return false
		}
	}
	return true
}

// knownPlace reports whether a token is in the name of a place that the
// gazetteer has.
func (r *reading) knownPlace(i int) bool {
	return r.place[i] != doc.None && r.d.Places[r.place[i]].Place.ID != ""
}

// findApposed adds the names that stand between commas after an office and
// that the name finder overlooked: "the defence minister, Cristóvão Chume,".
func (r *reading) findApposed() {
	for k := range r.offices {
		o := &r.offices[k]
		s := r.sentence(o.head)
		first := o.last
		if first < s.Last && r.low[first] == "," {
			first++
		}
		i := first
		for i < s.Last && i < first+5 && r.upos(i) == "PROPN" && r.nameAt[i] == doc.None && r.cover[i] == doc.None &&
			r.place[i] == doc.None && r.officeAt[i] == doc.None && r.d.Word(i) != r.low[i] {
			i++
		}
		if i-first > 1 && (first == o.last || i < s.Last && r.low[i] == ",") {
			r.addUse(first, i)
		}
	}
}

// addUse adds a person's name, without the titles that the range has before
// it; names of parties and places are left out.
func (r *reading) addUse(first, last int) {
	from := first
	for first < last-1 {
		w := strings.TrimPrefix(strings.TrimSuffix(r.low[first], "."), "ex-")
		weak, title := gazette.IsTitle(w)
		_, given := r.given[w]
		if !r.honorific(w) && (!title || weak || given) {
			break
		}
		first++
	}
	for last-1 > first && !isWordByte(r.low[last-1][0]) {
		last--
	}
	if last-first == 1 && r.countries[r.low[first]] != "" {
		return // "Iraqi"
	}
	if last-first > 8 || !isWordByte(r.low[first][0]) || r.nameAt[first] != doc.None || !r.isPersonal(first, last) {
		return
	}
	folded := fold(r.text(first, last))
	if folded == "" || len(folded) < 2 {
		return
	}
	for i := first; i < last; i++ {
		r.nameAt[i] = int32(len(r.uses))
	}
	r.uses = append(r.uses, nameUse{first: first, last: last, folded: folded, parts: nameParts(folded), from: from,
		person: doc.None, likeness: 1, how: doc.ByName})
}

// isPersonal reports whether a name is not a party's or a place's as well. A
// title before it, or a first name, says that it is a person's.
func (r *reading) isPersonal(first, last int) bool {
	if first > 0 && r.isTitleBefore(first) {
		return true
	}
	if last-first == 1 && r.place[first] != doc.None && r.d.Places[r.place[first]].Place.ID != "" {
		return false
	}
	if r.isPlaceLike(first, last) {
		return false
	}
	at := r.cover[first]
	if at == doc.None {
		return true
	}
	m := &r.mentions[at]
	inside := m.First >= first && m.Last <= last
	switch {
	case inside && m.Last-m.First == last-first:
		return r.actors[m.Actor].Kind == doc.ActorPerson
	case inside:
		return true
	}
	// "the Maute group" names a group, "the Trump administration" a person too.
	return m.How == doc.ByRole
}

// isPlaceLike reports whether an unlisted name is more likely a place's, a
// building's or a body's: it is in capitals, or ends in a word such as "Theatre", or it is one word after
// "in" or in a list of places.
func (r *reading) isPlaceLike(first, last int) bool {
	if last-first > 1 {
		var marks [1]gazette.Mark
		r.gazette.Find(marks[:], []string{r.d.Word(last - 1)}, true)
		return marks[0].Class&(gazette.PlaceHead|gazette.OrganisationHead) != 0
	}
	t := &r.d.Tokens[first]
	if w := r.d.Word(first); len(w) < 6 && (t.Cased == "" || t.Cased == w) && strings.ToUpper(w) == w && r.list.byName[r.low[first]] == nil {
		return true // an acronym
	}
	if first > 0 && r.sent[first-1] == r.sent[first] {
		switch r.low[first-1] {
		case "in", "at", "near", "outside", "around":
			return r.list.byName[r.low[first]] == nil
		}
	}
	return t.Deprel == "conj" && t.Head >= 0 && r.place[t.Head] != doc.None
}

func (r *reading) isTitleBefore(first int) bool {
	if r.sent[first-1] != r.sent[first] {
		return false
	}
	w := strings.TrimSuffix(r.low[first-1], ".")
	if r.honorific(w) {
		return true
	}
	at := r.officeAt[first-1]
	return at != doc.None && r.offices[at].last == first
}

// findListed adds listed names of several words that no name finder has
// found, or only in part.
func (r *reading) findListed() {
	for _, s := range r.d.Sentences {
		for i := s.First; i < s.Last; i++ {
			if n := r.nameAt[i]; n != doc.None && r.uses[n].first != i || r.upos(i) != "PROPN" && (r.upos(i) != "ADJ" || r.low[i] == r.d.Word(i)) {
				continue
			}
			n := r.list.firstWords[r.low[i]]
			for last := min(s.Last, i+2*n); n > 0 && last > i+1; last-- {
				if !r.isNoun(last - 1) {
					continue
				}
				parts := nameParts(fold(r.text(i, last)))
				if len(parts) > 1 && r.list.byName[strings.Join(parts, " ")] != nil && !r.covered(i, last) && r.widen(i, last) {
					break
				}
			}
		}
	}
}

// widen adds the name [first, last) in the place of the names that are parts
// of it. It reports whether there is such a name now; a longer one stays.
func (r *reading) widen(first, last int) bool {
	if at := r.nameAt[first]; at != doc.None && r.uses[at].last >= last {
		return true
	}
	if at := r.nameAt[last-1]; at != doc.None && r.uses[at].last > last {
		return false
	}
	kept := r.uses[:0]
	for _, u := range r.uses {
		if u.first < first || u.last > last {
			kept = append(kept, u)
		}
	}
	if len(kept) < len(r.uses) {
		r.uses = kept
		r.markNames()
	}
	r.addUse(first, last)
	return true
}

// markNames notes anew which tokens the names are on.
func (r *reading) markNames() {
	for i := range r.nameAt {
		r.nameAt[i] = doc.None
	}
	for i, u := range r.uses {
		for j := u.first; j < u.last; j++ {
			r.nameAt[j] = int32(i)
		}
	}
}

// covered reports whether a party's mention is on any of the tokens.
func (r *reading) covered(first, last int) bool {
	for i := first; i < last; i++ {
		if r.cover[i] != doc.None {
			return true
		}
	}
	return false
}

// hasSurname reports whether a person named in full ends so.
func (r *reading) hasSurname(w string) bool {
	for i := range r.uses {
		if u := &r.uses[i]; len(u.parts) > 1 && r.low[u.last-1] == w {
			return true
		}
	}
	return false
}

// findAgain adds family names of persons of the article that the name finder
// overlooked or took for something else.
func (r *reading) findAgain() {
	last := map[string]bool{}
	for _, n := range r.d.Names {
		// "Sadr's spokesman": a name of one word may be that of a party too.
		if n.Kind == doc.Person && n.Last-n.First == 1 && r.nameAt[n.First] == doc.None && r.cover[n.First] != doc.None &&
			r.mentions[r.cover[n.First]].How == doc.ByAlias && r.mentions[r.cover[n.First]].Last-r.mentions[r.cover[n.First]].First == 1 &&
			r.hasSurname(r.low[n.First]) {
			r.cover[n.First] = doc.None
			r.addUse(n.First, n.Last)
		}
	}
	for i := range r.uses {
		if u := &r.uses[i]; len(u.parts) > 1 {
			last[r.low[u.last-1]] = true
		}
	}
	if len(last) == 0 {
		return
	}
	for i := range r.d.Tokens {
		if r.isNoun(i) && r.nameAt[i] == doc.None && r.cover[i] == doc.None && r.place[i] == doc.None &&
			last[r.low[i]] && len(r.low[i]) > 3 && r.d.Word(i) != r.low[i] {
			r.addUse(i, i+1)
		}
	}
}
