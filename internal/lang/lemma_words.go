package lang

import _ "embed" // the word lists below

var (
	//go:embed textdata/irregular.tsv
	irregularWords string
	//go:embed textdata/bases.tsv
	baseWords string
	//go:embed textdata/cased.tsv
	casedWords string
)

// IrregularWords returns the hand-written list of irregular forms, which the
// training of the lexicon reads: comment lines that begin with #, then lines
// of tabs between a class and its forms. Class verb has base, past and past
// participle; noun has singular and plural; adj and adv have positive,
// comparative and superlative. A slash parts forms of the same kind.
func IrregularWords() string { return irregularWords }

// BaseWords returns the hand-written list of base forms: comment lines, then
// lines with a UPOS, a tab, and base forms with blanks between.
func BaseWords() string { return baseWords }

// CasedWords returns the hand-written list of words with capitals: comment
// lines, then lines with a class, a tab, and words with blanks between. Class
// name is written so as a proper noun, class both as any part of speech.
func CasedWords() string { return casedWords }
