package setting

import (
	"sort"
	"strings"

	"parley/internal/doc"
)

// tree is one sentence of a document as the steps of the package walk it.
type tree struct {
	d *doc.Doc
	s doc.Sentence
	f *Finder
}

// far is a cost that no time or place of an event's own clause has.
const far = 100.0

// inside tells whether a token is of the sentence.
func (t tree) inside(i int) bool { return i >= t.s.First && i < t.s.Last }

// headOf returns the token of [first, last) that governs the others: the first
// whose own head lies outside.
func headOf(d *doc.Doc, first, last int) int {
	for i := first; i < last; i++ {
		if h := d.Tokens[i].Head; h < first || h >= last {
			return i
		}
	}
	return first
}

// meet returns the lowest token that is above both a and b, or is one of them;
// None in a sentence without a tree.
func (t tree) meet(a, b int) int {
	steps := 0
	for x := a; t.inside(x); x = t.d.Tokens[x].Head {
		for y := b; t.inside(y); y = t.d.Tokens[y].Head {
			if x == y {
				return x
			}
			if steps++; steps > 4*(t.s.Last-t.s.First)*16 {
				return doc.None // a damaged tree
			}
		}
	}
	return doc.None
}

// rel returns the relation of a token to its head, without subtype but for
// relative clauses.
func (t tree) rel(i int) string {
	r := t.d.Tokens[i].Deprel
	if r == "acl:relcl" {
		return r
	}
	if c := strings.IndexByte(r, ':'); c >= 0 {
		return r[:c]
	}
	return r
}

// mark returns the word in lower case that subordinates a clause or a phrase:
// the first mark, case or adverb of "when" before it; empty for none.
func (t tree) mark(i int) string {
	for j := max(t.s.First, i-12); j < i; j++ {
		k := &t.d.Tokens[j]
		if k.Head != i {
			continue
		}
		switch k.Deprel {
		case "mark", "case":
			return strings.ToLower(t.d.Word(j))
		case "advmod":
			if w := strings.ToLower(t.d.Word(j)); w == "when" || w == "where" || w == "once" {
				return w
			}
		}
	}
	return ""
}

// verb tells whether a token heads a clause.
func (t tree) verb(i int) bool {
	u := t.d.Tokens[i].UPOS
	return u == "VERB" || u == "AUX"
}

// under tells whether token i is below top or is top.
func (t tree) under(i, top int) bool {
	for n := 0; t.inside(i) && n < t.s.Last-t.s.First+1; n++ {
		if i == top {
			return true
		}
		i = t.d.Tokens[i].Head
	}
	return false
}

// has tells whether the word is of one of the sorts.
func (f *Finder) has(word string, sorts wordSet) bool { return f.words[word]&sorts != 0 }

// firstTime returns the index of the first time at a token or behind it.
func firstTime(d *doc.Doc, token int) int {
	return sort.Search(len(d.Times), func(i int) bool { return d.Times[i].First >= token })
}

// firstPlace returns the index of the first place at a token or behind it.
func firstPlace(d *doc.Doc, token int) int {
	return sort.Search(len(d.Places), func(i int) bool { return d.Places[i].First >= token })
}

// sentenceOf returns the index of the sentence that holds the token, or None.
func sentenceOf(d *doc.Doc, token int) int {
	i := sort.Search(len(d.Sentences), func(i int) bool { return d.Sentences[i].Last > token })
	if token < 0 || i == len(d.Sentences) {
		return doc.None
	}
	return i
}

// trigger tells whether a match with an event type has its head at the token.
func (t tree) trigger(i int) bool {
	for k := range t.d.Matches {
		m := &t.d.Matches[k]
		if m.Head == i && !strings.HasPrefix(m.Label, "mark/") && !strings.HasPrefix(m.Label, "claim/") && !strings.HasPrefix(m.Label, "commitment/") {
			return true
		}
	}
	return false
}
