package corpus

import (
	"cmp"
	"io"
	"slices"
	"strings"

	"parley/internal/doc"
	"parley/internal/lang/gazette"
)

// GUM reads UD English-GUM with Entity= brackets in MISC. The names are made
// from the brackets as the package comment says. Proper nouns outside every
// bracket that heads a proper name take the kind that the same words have
// elsewhere in the document, or that of the list of places; the rest are no
// names. Errors are those of doc.ReadCoNLLU or wrap ErrEntity.
func GUM(r io.Reader) ([]*doc.Doc, error) {
	docs, _, err := GUMPartial(r)
	return docs, err
}

// GUMPartial is GUM with the masks of Allowed for each document, but that the
// proper nouns which no bracket explains are Free: the annotation does not
// say whether they belong to a name.
func GUMPartial(r io.Reader) (docs []*doc.Doc, masks [][]uint8, err error) {
	docs, misc, err := doc.ReadCoNLLUMisc(r)
	if err != nil {
		return nil, nil, err
	}
	for i, d := range docs {
		ms, err := readMentions(d, misc[i])
		if err != nil {
			return nil, nil, err
		}
		masks = append(masks, nameGUM(d, ms))
	}
	return docs, masks, nil
}

// candidate is a span that may become a name, or, with an empty kind, a
// proper name of a kind that is not ours and blocks the names inside it.
type candidate struct {
	first, last int
	kind        doc.NameKind
	width       int  // tokens of the mention that it came from
	other       bool // the name of something else: an event, a work, a ship
}

// nameGUM sets d.Names from the mentions and returns the masks.
func nameGUM(d *doc.Doc, ms []mention) []uint8 {
	c := corer{d: d, mentions: ms}
	var cs []candidate
	for i := range ms {
		m := &ms[i]
		if first, last, ok := c.core(m); ok {
			if m.kind == "person" {
				first = groupStart(d, first, last)
			}
			kind := nameKind(d, m, first, last)
			if kind == doc.Nationality {
				first = widenDemonym(d, m.first, first, last)
			}
			cs = append(cs, candidate{first, last, kind, m.last - m.first, kind == "" && m.kind != "time"})
		}
	}
	taken, others := chooseNames(d, cs)
	c.takeOthers(taken)
	addDemonyms(d, taken)
	free := addLoose(d, taken)
	sortNames(d)
	masks := Allowed(d)
	for _, i := range free {
		masks[i] = Free
	}
	for _, i := range others {
		masks[i] = Other
	}
	return masks
}

// nameKind returns the kind of the name that m's core [first, last) is, empty
// for one that is not ours.
func nameKind(d *doc.Doc, m *mention, first, last int) doc.NameKind {
	dem, isDemonym := demonyms().covers(d, first, last)
	switch m.kind {
	case "person":
		if isDemonym && (!dem.weak || m.last-m.first > last-first) {
			return doc.Nationality
		}
		if o, ok := orgs().covers(d, first, last); ok && !o.weak {
			return doc.Organisation
		}
		return doc.Person
	case "place":
		if isDemonym && !dem.weak {
			return doc.Nationality
		}
		return doc.Place
	case "organization":
		// A party or a people that acts; but a team called after a people
		// ("the Indians") is an organisation.
		if isDemonym && !dem.weak && dem.sort != "nationality" && dem.sort != "region" {
			return doc.Nationality
		}
		p, ok := places().covers(d, first, last)
		if ok && p.sort == "country" && !p.weak && !strings.Contains(m.identity, " team") {
			return doc.Place
		}
		return doc.Organisation
	}
	return ""
}

// groupStart returns the token from which on a name of people is a demonym in
// the plural ("Democrats" of "Senate Democrats"), first if it is none.
func groupStart(d *doc.Doc, first, last int) int {
	if d.Tokens[last-1].XPOS != "NNPS" {
		return first
	}
	for i := first + 1; i < last; i++ {
		if ph, ok := demonyms().covers(d, i, last); ok && !ph.weak {
			return i
		}
	}
	return first
}

// widenDemonym returns the token from which on the demonym that ends at last
// is an entry as a whole ("Roman Catholic"), not before from.
func widenDemonym(d *doc.Doc, from, first, last int) int {
	for i := max(from, first-3); i < first; i++ {
		if _, ok := demonyms().covers(d, i, last); ok {
			return i
		}
	}
	return first
}

// chooseNames appends the longest candidates that do not overlap to d.Names,
// and returns which tokens are covered, by a name or by a proper name that is
// not ours, and which by the name of something else. Of equal spans the one
// from the smallest mention wins.
func chooseNames(d *doc.Doc, cs []candidate) (taken []bool, others []int) {
	slices.SortStableFunc(cs, func(a, b candidate) int {
		return cmp.Or(cmp.Compare(b.last-b.first, a.last-a.first),
			cmp.Compare(a.width, b.width), cmp.Compare(a.first, b.first))
	})
	taken = make([]bool, len(d.Tokens))
	for _, c := range cs {
		if slices.Contains(taken[c.first:c.last], true) {
			continue
		}
		take(taken, c.first, c.last)
		if c.kind != "" {
			d.Names = append(d.Names, doc.Name{First: c.first, Last: c.last, Kind: c.kind})
		}
		for i := c.first; c.other && i < c.last; i++ {
			others = append(others, i)
		}
	}
	return taken, others
}

// takeOthers marks the proper nouns that are certainly no names though no
// core covers them: months and days in dates, titles, and generic nouns.
func (c *corer) takeOthers(taken []bool) {
	for k := range c.mentions {
		m := &c.mentions[k]
		if m.kind != "time" {
			continue
		}
		for i := m.first; i < m.last; i++ {
			if c.proper(i) && c.nestedAt(m, i) == nil {
				taken[i] = true
			}
		}
	}
	for i := range c.d.Tokens {
		if _, title := gazette.IsTitle(c.d.Word(i)); title || isGeneric(c.d, i, i+1) {
			taken[i] = taken[i] || c.proper(i) && !(i > 0 && c.proper(i-1) && !taken[i-1])
		}
	}
}

func take(taken []bool, first, last int) {
	for i := first; i < last; i++ {
		taken[i] = true
	}
}

// addDemonyms appends the words for peoples among the tokens not taken.
func addDemonyms(d *doc.Doc, taken []bool) {
	for _, s := range d.Sentences {
		for i := s.First; i < s.Last; i++ {
			if taken[i] || !capital(d.Word(i)) {
				continue
			}
			ph, end, ok := demonyms().match(d, i, s.Last)
			if !ok || ph.weak || slices.Contains(taken[i:end], true) {
				continue
			}
			d.Names = append(d.Names, doc.Name{First: i, Last: end, Kind: doc.Nationality})
			take(taken, i, end)
			i = end - 1
		}
	}
}

// addLoose names the runs of proper nouns that no mention explains where the
// document or the list of places tells their kind, and returns the tokens of
// the others.
func addLoose(d *doc.Doc, taken []bool) (free []int) {
	known := map[string]doc.NameKind{}
	for _, n := range d.Names {
		known[spanText(d, n.First, n.Last)] = n.Kind
	}
	for _, s := range d.Sentences {
		for i := s.First; i < s.Last; {
			end := i
			for end < s.Last && !taken[end] && isProper(&d.Tokens[end]) {
				end++
			}
			if end == i {
				i++
				continue
			}
			kind, ok := known[spanText(d, i, end)]
			if !ok {
				kind, ok = listKind(d, i, end)
			}
			if !ok && titleBefore(d, s, i) {
				kind, ok = doc.Person, true
			}
			if ok {
				d.Names = append(d.Names, doc.Name{First: i, Last: end, Kind: kind})
			} else {
				for j := i; j < end; j++ {
					free = append(free, j)
				}
			}
			i = end
		}
	}
	return free
}

// titleBefore tells whether the word before token i is a title that the parse
// hangs on it ("Mr. Lee").
func titleBefore(d *doc.Doc, s doc.Sentence, i int) bool {
	if i == s.First || d.Tokens[i-1].Deprel != "nmod:desc" || d.Tokens[i-1].Head != i {
		return false
	}
	return notName(d.Word(i-1)) && !isSaint(d.Word(i-1))
}

// isSaint tells whether w is a title that begins names of places as well.
func isSaint(w string) bool {
	switch strings.TrimSuffix(w, ".") {
	case "St", "Saint", "Mount":
		return true
	}
	return false
}

// notName tells whether w is a title in its own right.
func notName(w string) bool {
	weak, ok := gazette.IsTitle(w)
	return ok && !weak
}

// listKind returns the kind that the lists of places and organisations are
// certain of for the tokens [first, last).
func listKind(d *doc.Doc, first, last int) (doc.NameKind, bool) {
	if p, ok := places().covers(d, first, last); ok && !p.weak {
		return doc.Place, true
	}
	if o, ok := orgs().covers(d, first, last); ok && !o.weak {
		return doc.Organisation, true
	}
	return "", false
}

// spanText is the text of the tokens [first, last).
func spanText(d *doc.Doc, first, last int) string {
	return d.Text[d.Tokens[first].Start:d.Tokens[last-1].End]
}

func sortNames(d *doc.Doc) {
	slices.SortFunc(d.Names, func(a, b doc.Name) int { return cmp.Compare(a.First, b.First) })
}
