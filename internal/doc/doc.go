// Package doc holds the annotated document: the one type that travels through
// Parley. A Doc carries an article's text and the layers that the stages of
// the pipeline have put over it. Each stage reads earlier layers and appends
// its own; none edits another's.
//
// Offsets are bytes into Doc.Text, ranges are half-open. Tokens are named by
// their index in Doc.Tokens, sentences by their index in Doc.Sentences.
package doc

import "parley"

// Doc is one text with its layers. The zero value is an empty document.
type Doc struct {
	// ID names the document in CoNLL-U output and in messages; may be empty.
	ID string
	// Text is the cleaned text, valid UTF-8, never changed once set.
	Text string
	// Tokens are the words and marks in the order of the text; they do not
	// overlap, and gaps between them hold white space only.
	Tokens []Token
	// Sentences cover Tokens without gap or overlap, in order.
	Sentences []Sentence
	// Names are the named entities, in order, never overlapping.
	Names []Name
	// Article is the article that Text is of; nil for a document that was built
	// by hand or read from CoNLL-U.
	Article *parley.Article
	// Published is the article's own date; the zero value has BasisNone's
	// meaning.
	Published Published
	Times     []Time
	Places    []PlaceMention
	// Actors are who the article speaks of, in the order of their first mention;
	// Mentions are where.
	Actors   []Actor
	Mentions []Mention
	Counts   []Count
	// Indicators are the states and standing figures, in order of First.
	Indicators []Indicator
	// Quotes are what is said, in the order of their content.
	Quotes []Quote
	// Matches are where rules of the grammar fit, by priority, then by trigger.
	Matches []Match
	// Events, Commitments and Statements are what was coded, all in the order of
	// their first trigger.
	Events      []parley.Event
	Commitments []parley.Commitment
	Statements  []parley.Statement
	// Notes are remarks of the coder's stages on the article.
	Notes []parley.Note
}

// Token is one syntactic word or mark.
//
// Invariant, fuzzed for any input: d.Text[t.Start:t.End] is the token, it is
// not empty and holds whole UTF-8 runes.
type Token struct {
	Start, End int // bytes into Doc.Text, half-open
	// Cased is the word as it would stand in running text: equal to the text
	// but in headlines and in articles set in capitals. Empty until cased.
	Cased string
	Lemma string // base form, lower case but for proper nouns; empty until lemmatized
	UPOS  string // Universal Dependencies part of speech, such as "VERB"; empty until tagged
	XPOS  string // Penn Treebank tag as UD English-EWT uses it, such as "VBD"
	Feats string // UD features as CoNLL-U writes them, "Number=Sing"; empty for none
	// Head is the index in Doc.Tokens of the governing token, Root for the
	// root of its sentence, and Unparsed before parsing.
	Head   int
	Deprel string // Universal Dependencies relation to Head, such as "nsubj"
}

// Values of Token.Head that are no token.
const (
	Root     = -1 // the token is the root of its sentence
	Unparsed = -2 // no parse has run
)

// Sentence is the half-open range of tokens [First, Last), never empty.
type Sentence struct {
	ID          string // sent_id of CoNLL-U input; empty otherwise
	First, Last int    // indexes into Doc.Tokens
	// Paragraph counts the paragraphs of the text from 0; sentences of one
	// paragraph share it.
	Paragraph int
}

// NameKind is the class of a named entity.
type NameKind string

// The kinds of names. Nationality takes in peoples, religions and political
// groups as adjectives or nouns ("Afghan", "Houthis", "Sunni"), the NORP of
// OntoNotes; armed groups with a proper name are organisations.
const (
	Person       NameKind = "person"
	Organisation NameKind = "organisation"
	Place        NameKind = "place"
	Nationality  NameKind = "nationality"
)

// Name is a named entity: the half-open range of tokens [First, Last).
type Name struct {
	First, Last int
	Kind        NameKind
}

// Word returns the token's text.
func (d *Doc) Word(i int) string { t := &d.Tokens[i]; return d.Text[t.Start:t.End] }

// SentenceText returns the bytes from the first token of s to its last.
func (d *Doc) SentenceText(s Sentence) string {
	return d.Text[d.Tokens[s.First].Start:d.Tokens[s.Last-1].End]
}
