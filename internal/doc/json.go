package doc

import (
	"encoding/json"
	"io"
	"time"

	"parley"
)

// WriteJSON writes d with every layer as one line of JSON. Offsets are bytes
// into "text", half-open; indexes count the list that they name from 0, and
// null is "none" or "not known". README.md of the project lists the fields.
func WriteJSON(w io.Writer, d *Doc) error {
	enc := json.NewEncoder(w)
	enc.SetEscapeHTML(false)
	return enc.Encode(d.layers())
}

// layersJSON is a document as WriteJSON shows it.
type layersJSON struct {
	Article    articleJSON     `json:"article"`
	Text       string          `json:"text"`
	Sentences  []sentenceJSON  `json:"sentences"`
	Tokens     []tokenJSON     `json:"tokens"`
	Names      []nameJSON      `json:"names"`
	Dates      []timeJSON      `json:"dates"`
	Places     []placeJSON     `json:"places"`
	Actors     []actorJSON     `json:"actors"`
	Counts     []countJSON     `json:"counts"`
	Indicators []indicatorJSON `json:"indicators"`
	Quotes     []quoteJSON     `json:"quotes"`
}

// spanJSON is words of the text.
type spanJSON struct {
	Start int    `json:"start"`
	End   int    `json:"end"`
	Text  string `json:"text"`
}

type articleJSON struct {
	ID        string        `json:"id"`
	Ref       string        `json:"ref"`
	URL       *string       `json:"url"`
	Outlet    *string       `json:"outlet"`
	Title     *string       `json:"title"`
	Dateline  *string       `json:"dateline"`
	Language  *string       `json:"language"`
	Published publishedJSON `json:"published"`
	Dropped   []droppedJSON `json:"dropped"`
}

type publishedJSON struct {
	periodJSON
	Basis    PublishedBasis `json:"basis"`
	Evidence []reasonJSON   `json:"evidence"`
}

// periodJSON is a parley.Period; a null end is open or not known.
type periodJSON struct {
	From      *string           `json:"from"`
	To        *string           `json:"to"`
	Precision *parley.Precision `json:"precision"`
}

type reasonJSON struct {
	Shows string  `json:"shows"`
	From  *string `json:"from"`
	To    *string `json:"to"`
	In    string  `json:"in"`
	Line  *int    `json:"line,omitempty"`
	spanJSON
}

type droppedJSON struct {
	Line int        `json:"line"`
	Why  parley.Why `json:"why"`
	Text string     `json:"text"`
}

type sentenceJSON struct {
	Start     int `json:"start"`
	End       int `json:"end"`
	Paragraph int `json:"paragraph"`
	First     int `json:"first_token"`
	Last      int `json:"last_token"`
}

type tokenJSON struct {
	Start  int    `json:"start"`
	End    int    `json:"end"`
	Lemma  string `json:"lemma"`
	UPOS   string `json:"upos"`
	XPOS   string `json:"xpos"`
	Feats  string `json:"feats,omitempty"`
	Head   *int   `json:"head"`
	Deprel string `json:"deprel"`
}

type nameJSON struct {
	spanJSON
	Kind NameKind `json:"kind"`
}

func (d *Doc) layers() layersJSON {
	l := layersJSON{
		Article: d.articleJSON(), Text: d.Text,
		Sentences: []sentenceJSON{}, Tokens: []tokenJSON{}, Names: []nameJSON{},
	}
	for _, s := range d.Sentences {
		l.Sentences = append(l.Sentences, sentenceJSON{
			Start: d.Tokens[s.First].Start, End: d.Tokens[s.Last-1].End, Paragraph: s.Paragraph, First: s.First, Last: s.Last,
		})
	}
	for _, t := range d.Tokens {
		l.Tokens = append(l.Tokens, tokenJSON{
			Start: t.Start, End: t.End, Lemma: t.Lemma, UPOS: t.UPOS, XPOS: t.XPOS, Feats: t.Feats,
			Head: indexOrNull(t.Head), Deprel: t.Deprel,
		})
	}
	for _, n := range d.Names {
		l.Names = append(l.Names, nameJSON{d.span(n.First, n.Last), n.Kind})
	}
	l.Dates, l.Places = d.timesJSON(), d.placesJSON()
	l.Actors, l.Counts, l.Indicators = d.actorsJSON(), d.countsJSON(), d.indicatorsJSON()
	l.Quotes = d.quotesJSON()
	return l
}

func (d *Doc) articleJSON() articleJSON {
	a := articleJSON{Ref: d.ID, Dropped: []droppedJSON{}, Published: d.publishedJSON()}
	if d.Article == nil {
		return a
	}
	a.ID, a.Ref = d.Article.ID, d.Article.Ref
	a.URL, a.Outlet, a.Title = orNull(d.Article.URL), orNull(d.Article.Outlet), orNull(d.Article.Title)
	a.Dateline, a.Language = orNull(d.Article.Dateline), orNull(d.Article.Language)
	for _, line := range d.Article.Dropped {
		a.Dropped = append(a.Dropped, droppedJSON{line.Line, line.Why, line.Text})
	}
	return a
}

func (d *Doc) publishedJSON() publishedJSON {
	p := publishedJSON{periodJSON: toPeriodJSON(d.Published.Period), Basis: d.Published.Basis, Evidence: []reasonJSON{}}
	if p.Basis == "" {
		p.Basis = BasisNone
	}
	for _, r := range d.Published.Reasons {
		e := reasonJSON{
			Shows: r.Shows, From: day(r.Period.From), To: day(r.Period.To), In: string(r.Evidence.In),
			spanJSON: spanJSON{r.Evidence.Start, r.Evidence.End, d.Quote(r.Evidence)},
		}
		if r.Evidence.In == PartText {
			e.In = "text"
		}
		if r.Evidence.In == PartDropped {
			e.Line = &r.Evidence.Line
		}
		p.Evidence = append(p.Evidence, e)
	}
	return p
}

// span returns the words of the tokens [first, last).
func (d *Doc) span(first, last int) spanJSON {
	if first >= last {
		return spanJSON{}
	}
	start, end := d.Tokens[first].Start, d.Tokens[last-1].End
	return spanJSON{start, end, d.Text[start:end]}
}

// spanOrNull is span, but nil for no tokens.
func (d *Doc) spanOrNull(r Range) *spanJSON {
	if r.Empty() {
		return nil
	}
	s := d.span(r.First, r.Last)
	return &s
}

// tokenOrNull returns the words of one token, nil for None.
func (d *Doc) tokenOrNull(i int) *spanJSON { return d.spanOrNull(Range{i, i + min(1, i+1)}) }

func toPeriodJSON(p parley.Period) periodJSON {
	return periodJSON{From: day(p.From), To: day(p.To), Precision: orNull(p.Precision)}
}

// day writes a day as ISO 8601, nil for the zero time.
func day(t time.Time) *string {
	if t.IsZero() {
		return nil
	}
	s := t.Format(time.DateOnly)
	return &s
}

// orNull returns nil for the empty string.
func orNull[S ~string](s S) *S {
	if s == "" {
		return nil
	}
	return &s
}

// indexOrNull returns nil for an index that points at nothing.
func indexOrNull(i int) *int {
	if i < 0 {
		return nil
	}
	return &i
}
