package lang

import (
	"cmp"
	"slices"
	"strings"
	"unicode"

	"parley/internal/doc"
	"parley/internal/lang/gazette"
)

// agree makes the names of a document agree with one another. The network
// sees one sentence at a time; over a whole text the same words are nearly
// always the same name. So
//
//   - ends that belong to no name (a preposition, an article, a person's rank)
//     are cut off;
//   - a single word that is the last word of a person's name elsewhere in the
//     text is that person's ("Juan Santos … Santos said");
//   - an acronym in brackets behind a name is of the name's kind;
//   - the kinds of all other names of the same words become that of most of
//     them, the first of them if they are even.
func agree(d *doc.Doc) {
	d.Names = slices.DeleteFunc(d.Names, func(n doc.Name) bool { return n.First == n.Last })
	for i := range d.Names {
		trim(d, &d.Names[i])
	}
	kinds := kindsOf(d)
	for i := range d.Names {
		if k, ok := kinds[surface(d, d.Names[i])]; ok {
			d.Names[i].Kind = k
		}
	}
}

// trim cuts words that never end or begin a name off n, but for the last.
func trim(d *doc.Doc, n *doc.Name) {
	for n.Last-n.First > 1 && loose(&d.Tokens[n.Last-1], d.Word(n.Last-1)) {
		n.Last--
	}
	for n.Last-n.First > 1 && (d.Tokens[n.First].UPOS == "DET" || n.Kind == doc.Person && isTitle(d.Word(n.First))) {
		n.First++
	}
}

// loose tells whether a token may not end a name.
func loose(t *doc.Token, word string) bool {
	switch t.UPOS {
	case "ADP", "DET", "CCONJ", "SCONJ":
		return true
	case "PUNCT":
		return word != "." && word != ")" && word != "!"
	}
	return false
}

// isTitle tells whether a person's name does without word at its start: a
// title in its own right, capitals or not.
func isTitle(word string) bool {
	weak, ok := gazette.IsTitle(word)
	return ok && !weak
}

// surface is the text of a name as it is counted: white space as one blank.
func surface(d *doc.Doc, n doc.Name) string {
	if n.Last-n.First == 1 {
		return d.Word(n.First)
	}
	var b strings.Builder
	for i := n.First; i < n.Last; i++ {
		if i > n.First && d.Tokens[i-1].End < d.Tokens[i].Start {
			b.WriteByte(' ')
		}
		b.WriteString(d.Word(i))
	}
	return b.String()
}

// tally counts the kinds that the mentions of one name were given.
type tally struct {
	kinds []doc.NameKind // in the order of their first mention
	count []int
}

func (t *tally) add(k doc.NameKind, n int) {
	at := slices.Index(t.kinds, k)
	if at < 0 {
		at = len(t.kinds)
		t.kinds, t.count = append(t.kinds, k), append(t.count, 0)
	}
	t.count[at] += n
}

func (t *tally) most() doc.NameKind {
	best := 0
	for i := range t.count {
		if cmp.Compare(t.count[i], t.count[best]) > 0 {
			best = i
		}
	}
	return t.kinds[best]
}

// kindsOf returns the kind of each name by its words, for those that have more
// than one mention or tell of each other.
func kindsOf(d *doc.Doc) map[string]doc.NameKind {
	tallies := map[string]*tally{}
	vote := func(words string, k doc.NameKind, n int) {
		t := tallies[words]
		if t == nil {
			t = &tally{}
			tallies[words] = t
		}
		t.add(k, n)
	}
	for i, n := range d.Names {
		vote(surface(d, n), n.Kind, 1)
		if n.Kind == doc.Person && n.Last-n.First > 1 {
			vote(d.Word(n.Last-1), doc.Person, 2)
		}
		if i+1 < len(d.Names) && explains(d, n, d.Names[i+1]) {
			vote(surface(d, d.Names[i+1]), n.Kind, 3)
		}
	}
	kinds := make(map[string]doc.NameKind, len(tallies))
	for words, t := range tallies {
		kinds[words] = t.most()
	}
	return kinds
}

// explains tells whether b is the acronym of a, in brackets behind it.
func explains(d *doc.Doc, a, b doc.Name) bool {
	if b.First != a.Last+1 || b.Last-b.First != 1 || a.Last-a.First < 2 || d.Word(a.Last) != "(" {
		return false
	}
	acronym := d.Word(b.First)
	first := ""
	for _, r := range d.Word(a.First) {
		first = string(r)
		break
	}
	return len(acronym) > 1 && strings.HasPrefix(acronym, first) &&
		strings.IndexFunc(acronym, func(r rune) bool { return !unicode.IsUpper(r) }) < 0
}
