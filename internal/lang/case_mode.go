package lang

import (
	"unicode"
	"unicode/utf8"

	"parley/internal/doc"
)

// caseMode is how a sentence uses capitals.
type caseMode uint8

const (
	modeOrdinary caseMode = iota
	modeUpper             // nearly all letters are capitals
	modeLower             // no letter is a capital
	modeTitle             // nearly every longer word has a capital
)

// Caseless tells whether the capitals of a sentence tell nothing: it is
// (nearly) all upper case, all lower case, or set in title case as a headline
// is. It needs tokens only. A line that holds nothing but a name is in title
// case too if its words are common ones ("Prime Minister's Office").
func (l *Lexicon) Caseless(d *doc.Doc, s doc.Sentence) bool {
	return l.caseMode(d, s) != modeOrdinary
}

// Bounds of caseMode, tuned on the training sets of EWT and GUM.
const (
	// upperShare is the share of a sentence's letters, in tenths, that must
	// stand in words all of capitals.
	upperShare = 8
	// upperLetters is how many such letters settle the case of a sentence by
	// itself; a shorter one ("NATO") needs neighbours in capitals.
	upperLetters = 12
	// titleWords is how many words beginning with a capital a headline has at
	// least, besides its first word.
	titleWords = 2
	// titleOdds is the evidence, in tenths of a nat, from which a sentence
	// counts as set in title case.
	titleOdds = 35
	// titleSmall is how many words with a capital a headline has at least to
	// each small word that its style would not leave small.
	titleSmall = 4
)

// caseMode finds how a sentence uses capitals.
func (l *Lexicon) caseMode(d *doc.Doc, s doc.Sentence) caseMode {
	var words, bytes [shapeMixed + 1]int // by shape
	first, single := shapeNone, false
	for i := s.First; i < s.Last; i++ {
		t := &d.Tokens[i]
		sh := shapeOf(d.Text[t.Start:t.End])
		if sh == shapeTitle && utf8.RuneCountInString(d.Text[t.Start:t.End]) == 1 {
			single = true // "A" and "I" are alike in all cases but the lower
			continue
		}
		if first == shapeNone {
			first = sh
		}
		words[sh]++
		bytes[sh] += t.End - t.Start
	}
	if first == shapeTitle {
		words[shapeTitle]--
	}
	upper := bytes[shapeUpper]
	all := upper + bytes[shapeLower] + bytes[shapeTitle] + bytes[shapeMixed]
	switch {
	case all == 0 || bytes[shapeLower] == all && single:
		return modeOrdinary
	case bytes[shapeLower] == all:
		return modeLower
	case 10*upper >= upperShare*all:
		if upper >= upperLetters && words[shapeUpper] > 1 || mostlyUpper(around(d, s)) {
			return modeUpper
		}
		return modeOrdinary
	case words[shapeTitle] < titleWords || words[shapeTitle] < words[shapeLower]:
		return modeOrdinary
	}
	if l.titleEvidence(d, s) >= titleOdds {
		return modeTitle
	}
	return modeOrdinary
}

// around returns the text near a sentence, without it.
func around(d *doc.Doc, s doc.Sentence) (before, after string) {
	const reach = 200
	start, end := d.Tokens[s.First].Start, d.Tokens[s.Last-1].End
	return d.Text[max(0, start-reach):start], d.Text[end:min(len(d.Text), end+reach)]
}

// mostlyUpper tells whether nearly all letters of the two texts together are
// capitals, and there are enough of them to tell.
func mostlyUpper(a, b string) bool {
	upper, lower := 0, 0
	for _, s := range [...]string{a, b} {
		for _, r := range s {
			switch {
			case unicode.IsUpper(r):
				upper++
			case unicode.IsLower(r):
				lower++
			}
		}
	}
	return upper >= upperLetters && upper > 4*lower
}

// titleEvidence returns the log-odds, in tenths of a nat, of title case
// against ordinary case, given how often the lexicon has seen each word with a
// capital. The sentence's first word says nothing. Without a word that is
// rarely capitalised elsewhere it returns 0.
func (l *Lexicon) titleEvidence(d *doc.Doc, s doc.Sentence) int {
	sum, common, capped, small, initial := 0, 0, 0, 0, true
	for i := s.First; i < s.Last; i++ {
		t := &d.Tokens[i]
		word := d.Text[t.Start:t.End]
		sh := shapeOf(word)
		if sh != shapeLower && sh != shapeTitle {
			continue
		}
		if initial {
			initial = false
			continue
		}
		var buf [64]byte
		key := FoldWord(buf[:0], word)
		rank := uint8(rankUnknown)
		if w := l.find(key); w != unknown && l.words[w].capital != 0 {
			rank = l.words[w].capital
		}
		switch {
		case sh == shapeTitle:
			capped++
			sum += titleWeight[rank]
			if rank <= rankRare {
				common++
			}
		case smallInTitles(string(key)):
		case len(key) > 1:
			small++
			sum -= lowerWeight
		}
	}
	if common == 0 || small*titleSmall > capped {
		return 0
	}
	return sum
}

const (
	// rankUnknown is the rank of capitals for words never seen: most that
	// news adds to a vocabulary are names.
	rankUnknown = 10
	// rankRare is the highest rank of words that seldom have a capital.
	rankRare = 5
	// lowerWeight is the evidence of a small word against title case.
	lowerWeight = 30
)

// titleWeight is the evidence of a word with a capital for title case, in
// tenths of a nat, by WordRow.Capital: -10 log p with p the share of
// capitals, whose log-odds are (rank-8)/1.5.
var titleWeight = [capitalRank + 1]int{0, 47, 40, 34, 27, 21, 16, 11, 7, 4, 2, 1, 1, 0, 0, 0}

// smallInTitles tells whether headlines leave a folded word small: articles,
// conjunctions, prepositions.
func smallInTitles(key string) bool {
	switch key {
	case "a", "an", "the", "and", "but", "or", "nor", "yet", "so", "as", "at", "by", "for", "from",
		"if", "in", "into", "of", "off", "on", "onto", "out", "over", "per", "than", "that", "to", "up",
		"upon", "via", "vs", "v", "with", "within", "about", "above", "after", "against", "amid",
		"among", "around", "before", "behind", "below", "between", "beyond", "despite", "during",
		"inside", "near", "outside", "since", "through", "toward", "towards", "under", "until",
		"without", "is", "are", "be", "'s", "n't", "s", "not", "it", "its", "de", "la", "al", "bin",
		"von", "van", "der", "del", "el", "y", "le", "du", "da", "di":
		return true
	}
	return false
}
