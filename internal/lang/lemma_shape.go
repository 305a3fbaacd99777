package lang

import (
	"unicode"
	"unicode/utf8"
)

// shape is how the letters of a word are cased.
type shape uint8

const (
	shapeNone  shape = iota // no letters that have case
	shapeLower              // lower case only
	shapeTitle              // a capital first and no other; "A" too
	shapeUpper              // two capitals or more and nothing else
	shapeMixed              // anything else: "McCain", "iPhone", "IEDs"
)

// shapeOf returns the shape of a word.
func shapeOf(word string) shape {
	upper, lower, firstUpper := 0, 0, false
	for i := 0; i < len(word); i++ {
		c := word[i]
		if c >= utf8.RuneSelf {
			return shapeOfRunes(word)
		}
		switch {
		case 'a' <= c && c <= 'z':
			lower++
		case 'A' <= c && c <= 'Z':
			firstUpper = firstUpper || upper+lower == 0
			upper++
		}
	}
	return shapeFrom(upper, lower, firstUpper)
}

func shapeOfRunes(word string) shape {
	upper, lower, firstUpper := 0, 0, false
	for _, r := range word {
		switch {
		case unicode.IsLower(r):
			lower++
		case unicode.IsUpper(r) || unicode.IsTitle(r):
			firstUpper = firstUpper || upper+lower == 0
			upper++
		}
	}
	return shapeFrom(upper, lower, firstUpper)
}

func shapeFrom(upper, lower int, firstUpper bool) shape {
	switch {
	case upper+lower == 0:
		return shapeNone
	case upper == 0:
		return shapeLower
	case firstUpper && upper == 1:
		return shapeTitle
	case lower == 0:
		return shapeUpper
	}
	return shapeMixed
}
