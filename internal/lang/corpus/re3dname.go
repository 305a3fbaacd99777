package corpus

import (
	"slices"
	"unicode"

	"parley/internal/doc"
	"parley/internal/lang/gazette"
)

// re3dNamer collects the names of the corpus and puts them on its documents.
type re3dNamer struct {
	// kinds counts, for each text of a confirmed name, its kinds.
	kinds map[string]map[doc.NameKind]int
	// longest is the number of tokens of the longest such text.
	longest int
}

// nameRe3d sets the names of docs from their marks.
func nameRe3d(docs []*doc.Doc, marks [][]re3dMark) {
	n := re3dNamer{kinds: map[string]map[doc.NameKind]int{}}
	cs := make([][]candidate, len(docs))
	for i, d := range docs {
		cs[i] = n.confirmed(d, marks[i])
	}
	for i, d := range docs {
		for k, c := range cs[i] {
			if kind, ok := n.known(spanText(d, c.first, c.last)); ok {
				cs[i][k].kind = kind
			}
		}
		taken, _ := chooseNames(d, append(cs[i], n.repeated(d)...))
		for _, s := range d.Sentences {
			nameListed(d, s, taken)
		}
		addDemonyms(d, taken)
		dropLanguages(d)
		sortNames(d)
	}
}

// confirmed returns the names in the confirmed marks of d, and counts them.
func (n *re3dNamer) confirmed(d *doc.Doc, marks []re3dMark) []candidate {
	var cs []candidate
	for i := range marks {
		m := &marks[i]
		if !m.sure {
			continue
		}
		m.last = min(m.last, sentenceEnd(d, m.first))
		for _, r := range markNames(d, m, marks) {
			kind := map[string]doc.NameKind{"Person": doc.Person, "Organisation": doc.Organisation, "Location": doc.Place}[m.kind]
			if k, ok := listKind(d, r.first, r.last); ok {
				kind = k
			}
			if p, ok := places().covers(d, r.first, r.last); ok && p.sort == "country" && kind == doc.Organisation {
				kind = doc.Place // a country that acts
			}
			if dem, ok := demonyms().covers(d, r.first, r.last); ok && !dem.weak {
				continue
			}
			text := spanText(d, r.first, r.last)
			if n.kinds[text] == nil {
				n.kinds[text] = map[doc.NameKind]int{}
			}
			n.kinds[text][kind]++
			n.longest = max(n.longest, r.last-r.first)
			cs = append(cs, candidate{r.first, r.last, kind, m.last - m.first, false})
		}
	}
	return cs
}

// sentenceEnd returns the end of the sentence that token i is in.
func sentenceEnd(d *doc.Doc, i int) int {
	for _, s := range d.Sentences {
		if i < s.Last {
			return s.Last
		}
	}
	return len(d.Tokens)
}

// known returns the kind that at least four fifths of the confirmed names of
// this text have.
func (n *re3dNamer) known(text string) (doc.NameKind, bool) {
	sum := 0
	best := doc.Person
	for _, k := range []doc.NameKind{doc.Person, doc.Organisation, doc.Place} {
		sum += n.kinds[text][k]
		if n.kinds[text][k] > n.kinds[text][best] {
			best = k
		}
	}
	return best, sum > 0 && 5*n.kinds[text][best] >= 4*sum
}

// repeated returns every place of d where the text of a confirmed name stands;
// one of a single word only between words that do not belong to a longer
// capitalised name.
func (n *re3dNamer) repeated(d *doc.Doc) []candidate {
	var cs []candidate
	for _, s := range d.Sentences {
		for first := s.First; first < s.Last; first++ {
			for last := min(s.Last, first+n.longest); last > first; last-- {
				kind, ok := n.known(spanText(d, first, last))
				if !ok || last-first == 1 && (first > s.First && wordInName(d, first-1) || last < s.Last && wordInName(d, last)) {
					continue
				}
				cs = append(cs, candidate{first, last, kind, last - first, false})
				break
			}
		}
	}
	return cs
}

// wordInName tells whether token i, beside a name, would make it a part of a
// longer one: a capitalised word that is no title, demonym or listed place.
func wordInName(d *doc.Doc, i int) bool {
	w := d.Word(i)
	if !capital(w) {
		return false
	}
	if _, ok := gazette.IsTitle(w); ok {
		return false
	}
	if _, ok := demonyms().covers(d, i, i+1); ok {
		return false
	}
	_, ok := listKind(d, i, i+1)
	return !ok && !isDeterminer(w)
}

// nameListed names what the lists of places and organisations are certain of
// among the tokens of s that are not taken.
func nameListed(d *doc.Doc, s doc.Sentence, taken []bool) {
	for i := s.First; i < s.Last; i++ {
		for _, list := range []struct {
			phrases phrases
			kind    doc.NameKind
		}{{places(), doc.Place}, {orgs(), doc.Organisation}} {
			ph, end, ok := list.phrases.match(d, i, s.Last)
			if ok && !ph.weak && !slices.Contains(taken[i:end], true) &&
				(end > i+1 || !(i > s.First && wordInName(d, i-1)) && !(end < s.Last && wordInName(d, end))) {
				d.Names = append(d.Names, doc.Name{First: i, Last: end, Kind: list.kind})
				take(taken, i, end)
			}
		}
	}
}

// dropLanguages removes nationalities that name a language: "Arabic: …", "in
// Kurdish;".
func dropLanguages(d *doc.Doc) {
	d.Names = slices.DeleteFunc(d.Names, func(n doc.Name) bool {
		if n.Kind != doc.Nationality || n.Last == len(d.Tokens) {
			return false
		}
		next := firstRune(d, n.Last)
		return next == ':' || n.First > 0 && d.Word(n.First-1) == "in" && unicode.IsPunct(next)
	})
}
