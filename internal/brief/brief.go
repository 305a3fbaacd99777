// Package brief writes a situation report of which every sentence can be proved.
//
// A report is made as a structure first (Brief): sentences whose numbers and names
// are facts, each with the ID or the question that it comes from, and whose
// citations lead to quoted sentences of articles. The words between the facts come
// from data/brief. Markdown, HTML and PDF show that structure and add nothing.
package brief

import (
	"strings"

	"parley"
)

// Brief is a situation report.
type Brief struct {
	Title string `json:"title"`
	// Period is what the report is about, Before the days of the same number that
	// end on the eve of it.
	From       parley.Day `json:"from"`
	To         parley.Day `json:"to"`
	BeforeFrom parley.Day `json:"before_from"`
	BeforeTo   parley.Day `json:"before_to"`
	// Head says what was asked and what was read.
	Head     []Sentence `json:"head"`
	Sections []Section  `json:"sections"`
	// Sources are the articles cited, in the order in which they are cited first.
	Sources []Source `json:"sources"`
	// Queries are the questions that counts come from; Fact.Of names them Q1, Q2 …
	Queries []Query `json:"queries"`
}

// Section is a part of a report under a heading.
type Section struct {
	ID     string  `json:"id"` // a word that is no other section's, for links
	Title  string  `json:"title"`
	Blocks []Block `json:"blocks"`
}

// Block is a paragraph, a list or a table.
type Block struct {
	Kind BlockKind `json:"kind"`
	// Caption stands above a list or a table; nil for none.
	Caption *Sentence `json:"caption,omitempty"`
	// Items are those of a list, or the one paragraph, each of sentences.
	Items [][]Sentence `json:"items,omitempty"`
	// Head and Rows are a table's; each row has a cell for each word of Head.
	Head []string     `json:"head,omitempty"`
	Rows [][]Sentence `json:"rows,omitempty"`
}

// BlockKind is what a block is.
type BlockKind string

// The kinds of blocks.
const (
	Paragraph BlockKind = "paragraph"
	List      BlockKind = "list"
	Table     BlockKind = "table"
)

// Sentence is a sentence, or the cell of a table, with its proof.
type Sentence struct {
	Parts []Part `json:"parts"`
	// Cites lead to quotes of Brief.Sources. A sentence has one at least, or a
	// fact of a query.
	Cites []Cite `json:"cites,omitempty"`
}

// Text returns the sentence as plain text, without its citations.
func (s Sentence) Text() string {
	var b strings.Builder
	for _, p := range s.Parts {
		b.WriteString(p.Text)
	}
	return b.String()
}

// Part is a run of text: words of a template, or a fact.
type Part struct {
	Text string `json:"text"`
	Fact *Fact  `json:"fact,omitempty"` // nil for words of a template
}

// Fact is a number, a name or a quotation, with where it comes from.
type Fact struct {
	Kind FactKind `json:"kind"`
	// Of is the ID of an incident ("i-…"), an undertaking ("u-…"), talks ("t-…"), an
	// agreement or an article, or the name of a query ("Q1", "Q1 Q2" for what is reckoned of two).
	Of string `json:"of"`
	// Field says what of it: a field as JSON names it ("killed.best"), or what is
	// counted ("incidents").
	Field string `json:"field"`
}

// FactKind is the sort of a fact.
type FactKind string

// The kinds of facts.
const (
	FactCount FactKind = "count" // of the rows of a query
	FactToll  FactKind = "toll"
	FactRate  FactKind = "rate" // reckoned from counts
	FactName  FactKind = "name" // of an actor, a speaker or an outlet
	FactPlace FactKind = "place"
	FactDate  FactKind = "date"
	FactWords FactKind = "words" // of an article, or of the record on it
	FactState FactKind = "state" // a status or a standing
)

// Cite leads to a quote: indexes into Brief.Sources and Source.Quotes, from 0.
type Cite struct {
	Source int `json:"source"`
	Quote  int `json:"quote"`
}

// Source is an article that is cited.
type Source struct {
	Article   string     `json:"article"` // its ID
	Ref       string     `json:"ref"`
	URL       string     `json:"url,omitempty"`
	Outlet    string     `json:"outlet,omitempty"`
	Title     string     `json:"title,omitempty"`
	Published parley.Day `json:"published"` // empty where not known
	Quotes    []Quote    `json:"quotes"`
}

// Quote is a part of an article's text that shows what a sentence says.
type Quote struct {
	Text string `json:"text"`
	// Start and End are bytes of the article's text, half-open; Text stands there.
	Start int `json:"start"`
	End   int `json:"end"`
}

// Query is a question that a count comes from.
type Query struct {
	Name string `json:"name"` // "Q1"
	// What says in words what is counted.
	What string `json:"what"`
	// Command is the verb of parley that asks the same; empty for none.
	Command string        `json:"command,omitempty"`
	Filter  parley.Filter `json:"filter"`
}

// label is how a citation is shown: "3", or "3b" where a source has several quotes.
func (b *Brief) label(c Cite) string {
	n := digits(c.Source + 1)
	if c.Source < len(b.Sources) && len(b.Sources[c.Source].Quotes) > 1 {
		n += letter(c.Quote)
	}
	return n
}

// letter is a, b … z, aa, ab …
func letter(i int) string {
	if i < 26 {
		return string(rune('a' + i))
	}
	return letter(i/26-1) + string(rune('a'+i%26))
}
