package doc

import (
	"errors"
	"fmt"
	"unicode"
	"unicode/utf8"
)

// ErrInvariant is wrapped by every error of Doc.Check.
var ErrInvariant = errors.New("document breaks an invariant")

// IsSpace tells whether r may stand between tokens: Unicode white space, the
// invisible zero-width space, word joiner and byte order mark, and the marks
// of writing direction.
func IsSpace(r rune) bool {
	switch {
	case r < 0x200b:
		return unicode.IsSpace(r)
	case r == 0x200b, r == 0x200e, r == 0x200f, r == 0x2060, r == 0xfeff,
		0x202a <= r && r <= 0x202e, 0x2066 <= r && r <= 0x2069:
		return true
	}
	return unicode.IsSpace(r)
}

// Check verifies the invariants of the layers that are there: tokens are
// whole non-empty runs of runes, ascending, with only white space (IsSpace)
// outside them; sentences partition the tokens and their paragraphs ascend; a
// sentence is parsed as a whole or not at all, into one tree with one root;
// names are in order, do not overlap and stay inside a sentence; ranges and
// indexes of the layers above lie in the document; evidence of the record stands
// where it says. Text that is not valid
// UTF-8 is allowed; each invalid byte counts as a rune.
//
// The error wraps ErrInvariant and names the first breach.
func (d *Doc) Check() error {
	for _, check := range []func(*Doc) error{checkTokens, checkSentences, checkTrees, checkNames, checkLayers, checkMatches, checkRecord} {
		if err := check(d); err != nil {
			return fmt.Errorf("%w: %w", ErrInvariant, err)
		}
	}
	return nil
}

func checkTokens(d *Doc) error {
	pos := 0 // always at the start of a rune
	for i, t := range d.Tokens {
		if t.Start < pos || t.End <= t.Start || t.End > len(d.Text) {
			return fmt.Errorf("token %d is bytes [%d, %d), after byte %d of %d", i, t.Start, t.End, pos, len(d.Text))
		}
		if err := checkGap(d.Text, pos, t.Start); err != nil {
			return fmt.Errorf("before token %d: %w", i, err)
		}
		for pos = t.Start; pos < t.End; {
			_, n := utf8.DecodeRuneInString(d.Text[pos:])
			pos += n
		}
		if pos != t.End {
			return fmt.Errorf("token %d ends inside a rune, at byte %d", i, t.End)
		}
	}
	if len(d.Tokens) == 0 && len(d.Sentences) == 0 {
		return nil // no tokens yet
	}
	return checkGap(d.Text, pos, len(d.Text))
}

// checkGap verifies that text[from:to] is white space and ends with a rune.
func checkGap(text string, from, to int) error {
	for from < to {
		r, n := utf8.DecodeRuneInString(text[from:])
		if !IsSpace(r) {
			return fmt.Errorf("byte %d, %q, is in no token", from, text[from:from+n])
		}
		from += n
	}
	if from != to {
		return fmt.Errorf("byte %d is inside a rune", to)
	}
	return nil
}

func checkSentences(d *Doc) error {
	if len(d.Sentences) == 0 {
		return nil // not split yet
	}
	next, par := 0, 0
	for i, s := range d.Sentences {
		if s.First != next || s.Last <= s.First || s.Last > len(d.Tokens) {
			return fmt.Errorf("sentence %d is tokens [%d, %d), after token %d of %d", i, s.First, s.Last, next, len(d.Tokens))
		}
		if s.Paragraph < par {
			return fmt.Errorf("sentence %d is of paragraph %d, after paragraph %d", i, s.Paragraph, par)
		}
		next, par = s.Last, s.Paragraph
	}
	if next != len(d.Tokens) {
		return fmt.Errorf("token %d of %d is in no sentence", next, len(d.Tokens))
	}
	return nil
}

func checkTrees(d *Doc) error {
	if len(d.Sentences) == 0 {
		for i, t := range d.Tokens {
			if t.Head != Unparsed {
				return fmt.Errorf("token %d has head %d, but there are no sentences", i, t.Head)
			}
		}
		return nil
	}
	seen := make([]int, len(d.Tokens)) // the walk that last came by, from 1
	for i, s := range d.Sentences {
		if err := checkTree(d, s, seen); err != nil {
			return fmt.Errorf("sentence %d: %w", i, err)
		}
	}
	return nil
}

// checkTree verifies that s is unparsed or one tree. With one root and heads
// inside the sentence, that is to say that no walk upwards meets itself.
func checkTree(d *Doc, s Sentence, seen []int) error {
	roots, unparsed := 0, 0
	for i := s.First; i < s.Last; i++ {
		switch h := d.Tokens[i].Head; {
		case h == Root:
			roots++
		case h == Unparsed:
			unparsed++
		case h < s.First || h >= s.Last:
			return fmt.Errorf("token %d has head %d outside [%d, %d)", i, h, s.First, s.Last)
		}
	}
	if unparsed == s.Last-s.First {
		return nil
	}
	if unparsed > 0 || roots != 1 {
		return fmt.Errorf("%d roots and %d unparsed tokens", roots, unparsed)
	}
	for i := s.First; i < s.Last; i++ {
		j := i
		for ; j != Root && seen[j] == 0; j = d.Tokens[j].Head {
			seen[j] = i + 1
		}
		if j != Root && seen[j] == i+1 {
			return fmt.Errorf("token %d is its own ancestor", j)
		}
	}
	return nil
}

func checkNames(d *Doc) error {
	next, s := 0, 0
	for i, n := range d.Names {
		if n.First < next || n.Last <= n.First || n.Last > len(d.Tokens) {
			return fmt.Errorf("name %d is tokens [%d, %d), after token %d of %d", i, n.First, n.Last, next, len(d.Tokens))
		}
		for s < len(d.Sentences) && d.Sentences[s].Last <= n.First {
			s++
		}
		if s == len(d.Sentences) || n.Last > d.Sentences[s].Last {
			return fmt.Errorf("name %d, tokens [%d, %d), is not inside one sentence", i, n.First, n.Last)
		}
		next = n.Last
	}
	return nil
}
