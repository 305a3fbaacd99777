package lang

import (
	"embed"
	"strings"
)

//go:embed textdata/abbreviations.tsv textdata/contractions.tsv textdata/prefixes.txt
//go:embed textdata/units.txt textdata/endings.txt textdata/sentencewords.txt
var textData embed.FS

// Properties of an abbreviation, see textdata/abbreviations.tsv.
const (
	abbrAny     = 1 << iota // is an abbreviation
	abbrTitle               // a name or number follows
	abbrNumber              // only before a number
	abbrCapital             // only with a capital
	abbrMonth               // a month or a day of the week
	abbrState               // only behind a comma
	abbrAfter               // only behind the word in abbreviationAfter
)

// Values of endings and units.
const (
	endingHost = 1
	endingFile = 2
	unitAlways = 1
	unitMoney  = 2
)

// maxPrefix is the length of the longest prefix in bytes, maxContraction that
// of the longest contraction.
const (
	maxPrefix      = 8
	maxContraction = 8
)

// The word lists of the tokenizer and the splitter. Keys are in lower case but
// for units.
var (
	abbreviations     = map[string]uint8{}
	abbreviationAfter = map[string]string{}
	contractions      = map[string]contraction{}
	prefixes          = map[string]bool{}
	suffixes          = map[string]bool{"esque": true, "wise": true, "fold": true, "huh": true, "oh": true, "hmm": true}
	units             = map[string]uint8{}
	endings           = map[string]uint8{}
	sentenceWords     = map[string]wordClass{}
)

// wordClass is a class of textdata/sentencewords.txt; the zero value is none.
type wordClass uint8

const (
	wordStarter wordClass = iota + 1
	wordTime
	wordSpeech
)

// contraction tells how to cut a word: the lengths of all parts but the last.
type contraction struct {
	cuts      []uint8
	lowerOnly bool // cut only the lower-case form
}

func init() {
	for _, row := range dataRows("abbreviations.tsv", "\t") {
		class, word, _ := strings.Cut(row[1], ":")
		flags := map[string]uint8{"always": 0, "title": abbrTitle | abbrCapital, "number": abbrNumber, "capital": abbrCapital,
			"month": abbrMonth | abbrCapital, "state": abbrState | abbrCapital, "after": abbrAfter}[class]
		if len(row) > 2 {
			flags |= abbrNumber
		}
		abbreviations[row[0]] = flags | abbrAny
		if word != "" {
			abbreviationAfter[row[0]] = word
		}
	}
	for _, row := range dataRows("contractions.tsv", "\t") {
		c := contraction{lowerOnly: len(row) > 2}
		parts := strings.Split(row[1], "|")
		for _, p := range parts[:len(parts)-1] {
			c.cuts = append(c.cuts, uint8(len(p)))
		}
		contractions[row[0]] = c
	}
	for _, row := range dataRows("prefixes.txt", "\t") {
		prefixes[row[0]] = true
	}
	for _, row := range dataRows("sentencewords.txt", "\t") {
		sentenceWords[row[0]] = map[string]wordClass{"starter": wordStarter, "time": wordTime, "speech": wordSpeech}[row[1]]
	}
	for _, row := range dataRows("units.txt", " ") {
		units[row[0]] = uint8(len(row))
	}
	for _, row := range dataRows("endings.txt", "\t") {
		endings[row[0]] = map[string]uint8{"host": endingHost, "file": endingFile}[row[1]]
	}
}

// dataRows returns the columns of the lines of an embedded list that are
// neither empty nor a comment.
func dataRows(name, sep string) (rows [][]string) {
	text, err := textData.ReadFile("textdata/" + name)
	if err != nil {
		panic(err) // the file is embedded: the build is broken
	}
	for line := range strings.Lines(string(text)) {
		line = strings.TrimRight(line, "\r\n")
		if line != "" && line[0] != '#' {
			rows = append(rows, strings.Split(line, sep))
		}
	}
	return rows
}

// contractionCuts returns the lengths of the parts of w but the last, nil if w
// is one word.
func contractionCuts(w string) []uint8 {
	switch w[len(w)-1] | 0x20 { // the last letters of all contractions
	case 'a', 'e', 'l', 'm', 'o', 's', 't':
	default:
		return nil
	}
	if c := lookUp(contractions, w); !c.lowerOnly || w[0] >= 'a' {
		return c.cuts
	}
	return nil
}

// lookUp returns m's value for s with its ASCII letters in lower case, the
// zero value if there is none. It does not allocate.
func lookUp[V any](m map[string]V, s string) (v V) {
	var buf [16]byte
	if len(s) > len(buf) {
		return v
	}
	for i := range len(s) {
		c := s[i]
		if 'A' <= c && c <= 'Z' {
			c |= 0x20
		}
		buf[i] = c
	}
	return m[string(buf[:len(s)])]
}
