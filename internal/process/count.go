package process

import (
	"fmt"
	"strings"
	"unicode"

	"parley"
)

// low returns the least that a range can be; 0 where it is open.
func low(r *parley.Range) int {
	if r == nil || r.Low == nil {
		return 0
	}
	return *r.Low
}

// figure returns the one number of a range that is not vague; false for none.
func figure(r *parley.Range) (int, bool) {
	switch {
	case r == nil || r.Vague:
		return 0, false
	case r.Low != nil && r.High != nil && *r.Low <= 1:
		return *r.High, true // "up to 5,000": the limit is what is spoken of
	case r.Low != nil:
		return *r.Low, true
	case r.High != nil:
		return *r.High, true
	}
	return 0, false
}

// sameCount reports whether two ranges name the same number, or none: the same
// lower end, or ranges that overlap and are narrow ("some 7,000").
func sameCount(a, b *parley.Range) bool {
	if a == nil || b == nil {
		return a == nil && b == nil
	}
	x, one := figure(a)
	y, two := figure(b)
	return one && two && x == y || narrow(a) && narrow(b) && overlap(a, b)
}

// narrow reports whether the ends of a range are within a third of one another.
func narrow(r *parley.Range) bool {
	return r.Low != nil && r.High != nil && *r.Low > 0 && (*r.High-*r.Low)*3 <= *r.Low
}

// overlap reports whether some number lies in both ranges.
func overlap(a, b *parley.Range) bool {
	return (a.High == nil || b.Low == nil || *b.Low <= *a.High) && (b.High == nil || a.Low == nil || *a.Low <= *b.High)
}

// countText writes a range in words.
func countText(r *parley.Range) string {
	switch {
	case r == nil || r.Low == nil && r.High == nil:
		return ""
	case r.High == nil:
		return fmt.Sprintf("at least %d", *r.Low)
	case r.Low == nil:
		return fmt.Sprintf("at most %d", *r.High)
	case *r.Low == *r.High:
		return fmt.Sprint(*r.Low)
	}
	return fmt.Sprintf("%d to %d", *r.Low, *r.High)
}

// sameName reports whether two names of agreements are equal but for case, signs
// and the words "the" and "its".
func sameName(a, b string) bool {
	x, y := nameWords(a), nameWords(b)
	return len(x) > 0 && strings.Join(x, " ") == strings.Join(y, " ")
}

// nameWords returns the words of a name in lower case, without articles.
func nameWords(s string) []string {
	words := strings.FieldsFunc(strings.ToLower(s), func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) })
	out := words[:0]
	for _, w := range words {
		switch w {
		case "the", "a", "an", "its", "their", "this", "that", "of", "s":
		default:
			out = append(out, w)
		}
	}
	return out
}
