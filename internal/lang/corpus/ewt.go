package corpus

import (
	"strings"

	"parley/internal/doc"
	"parley/internal/lang/gazette"
)

// AllowedEWT returns one mask a token for a document that has tags and trees
// but no names, such as those of UD English-EWT.
//
//   - A listed place, organisation or demonym that is no part of a longer name
//     has its class alone, and so has a person's name: one that a title hangs
//     on, or that begins with a listed given name and goes on flat.
//   - Other proper nouns, and words with a capital inside a sentence, are Free:
//     many are no names of ours (works, products, headlines). So are the words
//     that may hold two of them together.
//   - Everything else is Outside: words without a capital, titles, months and
//     days, addresses.
func AllowedEWT(d *doc.Doc) []uint8 {
	masks := make([]uint8, len(d.Tokens))
	for _, s := range d.Sentences {
		loud := shouting(d, s)
		for i := s.First; i < s.Last; i++ {
			masks[i] = maskEWT(d, i, loud || i == s.First)
		}
		if loud {
			continue
		}
		for i := s.First; i < s.Last; {
			i = listedEWT(d, s, i, masks)
		}
		for i := s.First; i < s.Last; {
			i = personEWT(d, s, i, masks)
		}
	}
	surnamesEWT(d, masks)
	for _, s := range d.Sentences {
		freeConnectors(s, d, masks)
	}
	return masks
}

// surnamesEWT gives the class Person to free words that stand alone and end a
// person's longer name elsewhere in the document.
func surnamesEWT(d *doc.Doc, masks []uint8) {
	surnames := map[string]bool{}
	for i := 1; i < len(masks); i++ {
		if masks[i] == Person && masks[i-1] == Person && (i+1 == len(masks) || masks[i+1] != Person) {
			surnames[d.Word(i)] = true
		}
	}
	for _, s := range d.Sentences {
		for i := s.First; i < s.Last; i++ {
			t := &d.Tokens[i]
			if masks[i] == Free && isProper(t) && surnames[d.Word(i)] && t.Deprel != "flat" && t.Deprel != "compound" &&
				!(i > s.First && tied(d, i-1, -1, s)) && !(i+1 < s.Last && tied(d, i+1, 1, s)) {
				masks[i] = Person
			}
		}
	}
}

// maskEWT is the mask of token i by its tag and its letters; anyCase tells
// that a capital says nothing there.
func maskEWT(d *doc.Doc, i int, anyCase bool) uint8 {
	t, w := &d.Tokens[i], d.Word(i)
	switch {
	case strings.ContainsRune(w, '@') || strings.Contains(w, "://") || strings.HasPrefix(w, "www."):
		return Outside
	case isProper(t):
		if isDate(w) || notName(w) && !isSaint(w) {
			return Outside
		}
		return Free
	case capital(w) && !anyCase && t.UPOS != "PRON" && t.UPOS != "DET":
		return Free
	}
	return Outside
}

// freeConnectors frees the words between two free ones that may hold a name
// together.
func freeConnectors(s doc.Sentence, d *doc.Doc, masks []uint8) {
	last := -1 // the last free token
	for i := s.First; i < s.Last; i++ {
		if masks[i] != Free {
			continue
		}
		for j := last + 1; last >= 0 && i-last <= 3 && j < i; j++ {
			if connects(d.Word(j)) && (j == last+1 || masks[j-1] == Free) {
				masks[j] = Free
			}
		}
		last = i
	}
}

// connects tells whether w may stand inside a name.
func connects(w string) bool {
	switch strings.ToLower(w) {
	case "of", "for", "and", "the", "on", "in", "at", "de", "la", "al", "&", "-", "–", "/", "'s", "’s", "'", ".", ",":
		return true
	}
	return false
}

// personEWT gives the class Person to the name that begins at token i, if
// title or given name say that it is one, and returns the next token to look
// at.
func personEWT(d *doc.Doc, s doc.Sentence, i int, masks []uint8) int {
	if masks[i] != Free || !isProper(&d.Tokens[i]) {
		return i + 1
	}
	end := i + 1
	for end < s.Last && masks[end] == Free && d.Tokens[end].Deprel == "flat" && d.Tokens[end].Head == i && isProper(&d.Tokens[end]) {
		end++
	}
	if !titleBefore(d, s, i) && !givenNames()[d.Word(i)] {
		return end
	}
	t := &d.Tokens[i]
	after := end < s.Last && tied(d, end, 1, s)
	before := i > s.First && tied(d, i-1, -1, s)
	if before || after || t.Deprel == "compound" || t.Deprel == "flat" || isGeneric(d, end-1, end) {
		return end
	}
	for j := i; j < end; j++ {
		masks[j] = Person
	}
	return end
}

// listedEWT narrows the masks of the listed name that begins at token i, if
// there is one and no proper noun touches it, and returns the next token to
// look at.
func listedEWT(d *doc.Doc, s doc.Sentence, i int, masks []uint8) int {
	if !capital(d.Word(i)) && !isArticle(d.Word(i)) {
		return i + 1
	}
	best, class := i, uint8(0)
	for _, list := range []struct {
		phrases phrases
		class   uint8
	}{{demonyms(), Nationality}, {places(), Place}, {orgs(), Organisation}} {
		if ph, end, ok := list.phrases.match(d, i, s.Last); ok && !ph.weak && end > best {
			best, class = end, list.class
		}
	}
	if best == i {
		return i + 1
	}
	if class == Nationality && isLanguage(d, i, best) || class != Nationality && !isProper(&d.Tokens[best-1]) {
		return best
	}
	if bounded(d, s, i, best, class) {
		for j := i; j < best; j++ {
			masks[j] = class
		}
	}
	return best
}

// bounded tells whether the listed name [first, last) cannot be a piece of a
// longer name: no proper noun, hyphen or "of" ties it to others. The tags
// settle it for adjectives: "American" is JJ in "American troops" and NNP in
// "American Airlines".
func bounded(d *doc.Doc, s doc.Sentence, first, last int, class uint8) bool {
	if class == Nationality && d.Tokens[last-1].UPOS == "ADJ" {
		return d.Tokens[last-1].XPOS == "JJ"
	}
	before := first > s.First && tied(d, first-1, -1, s)
	after := last < s.Last && tied(d, last, 1, s)
	return !before && !after
}

// tied tells whether token i, beside a listed name, may belong to its name:
// a proper noun, or a connector with a proper noun behind it in direction step.
func tied(d *doc.Doc, i, step int, s doc.Sentence) bool {
	if isProper(&d.Tokens[i]) {
		_, title := gazette.IsTitle(d.Word(i))
		return !title || isSaint(d.Word(i))
	}
	switch d.Word(i) {
	case "of", "for", "and", "&", "-", "'s", "/":
	case "the": // as in "University of the Arts"
		if j := i + step; j < s.First || j >= s.Last || d.Word(j) != "of" && d.Word(j) != "for" {
			return false
		}
	default:
		return false
	}
	for j := i + step; j >= s.First && j < s.Last && j != i+3*step; j += step {
		if isProper(&d.Tokens[j]) {
			return true
		}
		if u := d.Tokens[j].UPOS; u != "ADP" && u != "DET" {
			return false
		}
	}
	return false
}

// isLanguage tells whether a demonym stands alone as a noun in the singular,
// and so may be a language ("in Arabic", "she spoke French").
func isLanguage(d *doc.Doc, first, last int) bool {
	t := &d.Tokens[last-1]
	return last-first == 1 && t.XPOS == "NNP" && t.Deprel != "compound" && t.Deprel != "amod"
}

// isDate tells whether w is a month or a day of the week, but for those that
// are as often something else.
func isDate(w string) bool {
	switch w {
	case "January", "February", "July", "August", "September", "October", "November", "December",
		"Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday",
		"Jan", "Feb", "Aug", "Sept", "Oct", "Nov", "Dec", "Jan.", "Feb.", "Aug.", "Sept.", "Oct.", "Nov.", "Dec.":
		return true
	}
	return false
}

// shouting tells whether most of the sentence's letters are capitals, so that
// a capital says nothing.
func shouting(d *doc.Doc, s doc.Sentence) bool {
	upper, lower := 0, 0
	for _, r := range d.SentenceText(s) {
		switch {
		case 'A' <= r && r <= 'Z':
			upper++
		case 'a' <= r && r <= 'z':
			lower++
		}
	}
	return upper > lower
}
