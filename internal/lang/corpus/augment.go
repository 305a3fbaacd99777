package corpus

import (
	"cmp"
	"math/rand/v2"
	"slices"

	"parley/internal/doc"
)

// Rename returns a copy of the sentences of d that hold a name, with most of
// the names replaced by others of their kind, and the masks of the copy.
//
// masks has one mask a token of d, or is nil for Allowed(d). Names are those
// of d.Names and the runs of tokens whose mask is one class of name alone;
// the latter go into the masks but not into the Names of the copy. A replaced
// name's tokens, by tokenize, have the mask of its kind alone, all other
// tokens keep theirs. Words for peoples are replaced by ones of like form or
// stay. Articles stay as they are.
//
// The copy has Text, Tokens without tags or tree, Sentences with their
// paragraphs, and Names; d.Check passes on it if it does on d. It is empty if
// no sentence holds a name. The same rng state gives the same copy.
func (n *Namer) Rename(d *doc.Doc, masks []uint8, tokenize func(string) []doc.Token, rng *rand.Rand) (*doc.Doc, []uint8) {
	if masks == nil {
		masks = Allowed(d)
	}
	r := renamer{n: n, d: d, masks: masks, tokenize: tokenize, rng: rng, out: &doc.Doc{ID: d.ID}}
	spans := nameSpans(d, masks)
	last := -1 // the sentence copied last
	for si, s := range d.Sentences {
		end := 0
		for end < len(spans) && spans[end].Last <= s.Last {
			end++
		}
		if end > 0 {
			r.gap(last, si)
			r.sentence(s, spans[:end])
			last = si
		}
		spans = spans[end:]
	}
	r.out.Text = string(r.text)
	return r.out, r.outMasks
}

// span is a name to replace; gold tells whether it is in d.Names.
type span struct {
	doc.Name
	gold bool
}

// nameSpans returns the names of d and the runs of one class between them, in
// order. Runs that go on with tokens that may be of the class are kept whole
// and unreplaced: their kind is empty.
func nameSpans(d *doc.Doc, masks []uint8) []span {
	var spans []span
	taken := make([]bool, len(d.Tokens))
	for _, n := range d.Names {
		spans = append(spans, span{n, true})
		take(taken, n.First, n.Last)
	}
	for _, s := range d.Sentences {
		for i := s.First; i < s.Last; {
			kind := kindOf(masks[i])
			if kind == "" || taken[i] {
				i++
				continue
			}
			end := i + 1
			for end < s.Last && !taken[end] && masks[end] == masks[i] {
				end++
			}
			if i > s.First && masks[i-1]&masks[i] != 0 || end < s.Last && masks[end]&masks[i] != 0 {
				kind = ""
			}
			spans = append(spans, span{doc.Name{First: i, Last: end, Kind: kind}, false})
			i = end
		}
	}
	slices.SortFunc(spans, func(a, b span) int { return cmp.Compare(a.First, b.First) })
	return spans
}

// kindOf returns the kind whose bit alone mask is, or the empty kind.
func kindOf(mask uint8) doc.NameKind {
	for _, k := range []doc.NameKind{doc.Person, doc.Organisation, doc.Place, doc.Nationality} {
		if mask == Bit(k) {
			return k
		}
	}
	return ""
}

// renamer writes the copy.
type renamer struct {
	n        *Namer
	d        *doc.Doc
	masks    []uint8
	tokenize func(string) []doc.Token
	rng      *rand.Rand

	out      *doc.Doc
	text     []byte
	outMasks []uint8
}

// gap writes the space between the sentence copied last, -1 for none, and
// sentence si.
func (r *renamer) gap(last, si int) {
	switch ss := r.d.Sentences; {
	case last < 0:
	case last == si-1:
		r.space(ss[si].First)
	case ss[last].Paragraph == ss[si].Paragraph:
		r.text = append(r.text, ' ')
	default:
		r.text = append(r.text, "\n\n"...)
	}
}

// space writes what stands before token i, which is not the first.
func (r *renamer) space(i int) {
	r.text = append(r.text, r.d.Text[r.d.Tokens[i-1].End:r.d.Tokens[i].Start]...)
}

// sentence copies s, which holds the spans.
func (r *renamer) sentence(s doc.Sentence, spans []span) {
	first := len(r.out.Tokens)
	loud := allCapitals(r.d, s)
	for i := s.First; i < s.Last; {
		if i > s.First {
			r.space(i)
		}
		if len(spans) == 0 || spans[0].First > i {
			r.token(r.d.Word(i), r.masks[i])
			i++
			continue
		}
		r.name(s, spans[0], loud)
		i, spans = spans[0].Last, spans[1:]
	}
	r.out.Sentences = append(r.out.Sentences,
		doc.Sentence{ID: s.ID, First: first, Last: len(r.out.Tokens), Paragraph: s.Paragraph})
}

// token writes one token.
func (r *renamer) token(word string, mask uint8) {
	start := len(r.text)
	r.text = append(r.text, word...)
	r.out.Tokens = append(r.out.Tokens, doc.Token{Start: start, End: len(r.text), Head: doc.Unparsed})
	r.outMasks = append(r.outMasks, mask)
}

// name writes the name of sp, replaced or as it is.
func (r *renamer) name(s doc.Sentence, sp span, loud bool) {
	first := len(r.out.Tokens)
	name, ok := "", false
	if sp.Kind != "" && r.rng.Float64() < renameChance {
		name, ok = r.replacement(s, sp, loud)
	}
	tokens := []doc.Token(nil)
	if ok {
		tokens = r.tokenize(name)
	}
	for k, t := range tokens {
		if k > 0 {
			r.text = append(r.text, name[tokens[k-1].End:t.Start]...)
		}
		r.token(name[t.Start:t.End], Bit(sp.Kind))
	}
	for i := sp.First; i < sp.Last && len(tokens) == 0; i++ {
		if i > sp.First {
			r.space(i)
		}
		r.token(r.d.Word(i), r.masks[i])
	}
	if sp.gold {
		r.out.Names = append(r.out.Names, doc.Name{First: first, Last: len(r.out.Tokens), Kind: sp.Kind})
	}
}
