package export

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"net/url"
	"unicode/utf8"

	"parley"
)

// Annotations are the evidence of one article as an annotation page of the W3C Web
// Annotation Data Model (https://www.w3.org/TR/annotation-model/).
type Annotations struct {
	Context []any        `json:"@context"`
	ID      string       `json:"id"`
	Type    string       `json:"type"` // AnnotationPage
	Items   []Annotation `json:"items"`
}

// Annotation says that words of an article show a value of the record.
type Annotation struct {
	ID         string `json:"id"`
	Type       string `json:"type"` // Annotation
	Motivation string `json:"motivation"`
	// Body names the value ("killed") and what it is a value of.
	Body   []Body `json:"body"`
	Target Target `json:"target"`
	// Rule is the rule that used the words; Inferred is true where the words do not
	// say the value but it was inferred from them.
	Rule     string `json:"parley:rule,omitempty"`
	Inferred bool   `json:"parley:inferred,omitempty"`
}

// Body is what an annotation says: a word for the value, or a link to what has it.
type Body struct {
	Type    string `json:"type"` // TextualBody, SpecificResource
	Purpose string `json:"purpose"`
	Value   string `json:"value,omitempty"`
	Source  string `json:"source,omitempty"`
}

// Target is the words.
type Target struct {
	// Source is the article's address, or urn:parley:article:ID.
	Source string `json:"source"`
	// State tells the text that positions count in: the cleaned text of the record.
	State *State `json:"state,omitempty"`
	// Part is the part of the article that is not its text: title, dateline, …
	Part     string     `json:"parley:part,omitempty"`
	Selector []Selector `json:"selector"`
}

// State names a text by its digest.
type State struct {
	Type   string `json:"type"` // parley:TextState
	Digest string `json:"parley:digest"`
}

// Selector is one way to find the words. A TextPositionSelector counts code points,
// as the model asks for, and beside them UTF-16 units, which browsers count; a
// DataPositionSelector counts bytes of UTF-8, as Parley does. All are half-open.
type Selector struct {
	Type       string `json:"type"`
	Start      *int   `json:"start,omitempty"`
	End        *int   `json:"end,omitempty"`
	UTF16Start *int   `json:"parley:utf16Start,omitempty"`
	UTF16End   *int   `json:"parley:utf16End,omitempty"`
	Exact      string `json:"exact,omitempty"`
	Prefix     string `json:"prefix,omitempty"`
	Suffix     string `json:"suffix,omitempty"`
}

// aroundWords is how many characters before and behind the words are told.
const aroundWords = 32

// Annotate returns the evidence of a record as annotations, in the record's order.
func Annotate(r *parley.Record) *Annotations {
	a := annotator{r: r, source: articleURN(r.Article.ID), counts: countText(r.Article.Text)}
	if u := r.Article.URL; u != nil && isIRI(*u) {
		a.source = *u
	}
	digest := sha256.Sum256([]byte(r.Article.Text))
	a.state = &State{"parley:TextState", "sha256:" + hex.EncodeToString(digest[:])}
	a.all("article", articleURN(r.Article.ID), r.Article.ID, r.Article.Published.Evidence)
	for i := range r.Events {
		e := &r.Events[i]
		a.all("event", "urn:parley:event:"+e.ID, e.ID, e.Evidence)
	}
	for i := range r.Commitments {
		c := &r.Commitments[i]
		a.all("commitment", "urn:parley:commitment:"+c.ID, c.ID, c.Evidence)
	}
	for i := range r.Statements {
		id := fmt.Sprintf("%s:%d", r.Article.ID, i)
		a.all("statement", "urn:parley:statement:"+id, id, r.Statements[i].Evidence)
	}
	for i := range r.Indicators {
		id := fmt.Sprintf("%s:%d", r.Article.ID, i)
		a.all("indicator", "urn:parley:indicator:"+id, id, r.Indicators[i].Evidence)
	}
	items := a.items
	if items == nil {
		items = []Annotation{}
	}
	return &Annotations{
		Context: []any{"http://www.w3.org/ns/anno.jsonld", map[string]string{"parley": "urn:parley:ns:"}},
		ID:      "urn:parley:annotations:" + r.Article.ID, Type: "AnnotationPage", Items: items,
	}
}

// articleURN names an article that may have no address.
func articleURN(id string) string { return "urn:parley:article:" + id }

// isIRI reports whether a source can be named by s.
func isIRI(s string) bool {
	u, err := url.Parse(s)
	return err == nil && u.Scheme != "" && u.Host != ""
}

// annotator makes annotations of one article.
type annotator struct {
	r      *parley.Record
	source string
	state  *State
	counts textCounts
	items  []Annotation
}

// all adds the evidence of one thing of the record.
func (a *annotator) all(kind, urn, id string, evidence []parley.Evidence) {
	for i := range evidence {
		e := &evidence[i]
		a.items = append(a.items, Annotation{
			ID:   fmt.Sprintf("urn:parley:evidence:%s:%s:%d", kind, id, i),
			Type: "Annotation", Motivation: "identifying",
			Body: []Body{
				{Type: "TextualBody", Purpose: "classifying", Value: e.Role},
				{Type: "SpecificResource", Purpose: "identifying", Source: urn},
			},
			Target: a.target(e), Rule: e.Rule, Inferred: e.Inferred,
		})
	}
}

// target finds the words of evidence. Evidence that does not lie in the text is
// told by its words alone.
func (a *annotator) target(e *parley.Evidence) Target {
	quote := Selector{Type: "TextQuoteSelector", Exact: e.Quote}
	text := a.r.Article.Text
	if e.In != "" || e.Start < 0 || e.End > len(text) || e.Start > e.End || text[e.Start:e.End] != e.Quote {
		return Target{Source: a.source, Part: e.In, Selector: []Selector{quote}}
	}
	quote.Prefix, quote.Suffix = lastRunes(text[:e.Start], aroundWords), firstRunes(text[e.End:], aroundWords)
	points, units := a.counts.at(e.Start)
	pointsEnd, unitsEnd := a.counts.at(e.End)
	start, end := e.Start, e.End
	return Target{Source: a.source, State: a.state, Selector: []Selector{
		quote,
		{Type: "TextPositionSelector", Start: &points, End: &pointsEnd, UTF16Start: &units, UTF16End: &unitsEnd},
		{Type: "DataPositionSelector", Start: &start, End: &end},
	}}
}

// textCounts tells how many code points and UTF-16 units stand before a byte.
type textCounts struct {
	// points and units are by byte; nil where all characters are ASCII.
	points, units []int32
}

func countText(text string) textCounts {
	var c textCounts
	if isASCII(text) {
		return c
	}
	c.points, c.units = make([]int32, len(text)+1), make([]int32, len(text)+1)
	var points, units int32
	for i := 0; i < len(text); {
		r, size := utf8.DecodeRuneInString(text[i:])
		for k := range size {
			c.points[i+k], c.units[i+k] = points, units
		}
		points++
		if units++; r > 0xffff {
			units++
		}
		i += size
	}
	c.points[len(text)], c.units[len(text)] = points, units
	return c
}

// at returns the counts at a byte of the text.
func (c *textCounts) at(i int) (points, units int) {
	if c.points == nil {
		return i, i
	}
	return int(c.points[i]), int(c.units[i])
}

func isASCII(s string) bool {
	for i := range len(s) {
		if s[i] >= utf8.RuneSelf {
			return false
		}
	}
	return true
}

// firstRunes and lastRunes are the first and last n characters of a text.
func firstRunes(s string, n int) string {
	i := 0
	for ; n > 0 && i < len(s); n-- {
		_, size := utf8.DecodeRuneInString(s[i:])
		i += size
	}
	return s[:i]
}

func lastRunes(s string, n int) string {
	i := len(s)
	for ; n > 0 && i > 0; n-- {
		_, size := utf8.DecodeLastRuneInString(s[:i])
		i -= size
	}
	return s[i:]
}
