package what

import (
	"strings"

	"parley"
	"parley/internal/doc"
)

// Record puts together what was coded from d, as the main job prints it. No
// list in it is nil.
func Record(d *doc.Doc) parley.Record {
	w := writer{d: d}
	r := parley.Record{
		Events: d.Events, Commitments: d.Commitments, Statements: d.Statements,
		Indicators: w.indicators(), Notes: d.Notes,
	}
	r.Article.Text = d.Text
	r.Article.Language = "en"
	r.Article.Published = w.published()
	if a := d.Article; a != nil {
		r.Article.ID, r.Article.Ref = a.ID, a.Ref
		r.Article.URL, r.Article.Outlet, r.Article.Title = orNil(a.URL), orNil(a.Outlet), orNil(a.Title)
		if strings.HasPrefix(strings.ToLower(a.Language), "en") {
			r.Article.Language = a.Language // another was stated in error, or it would not be coded
		}
		r.Notes = append(append([]parley.Note{}, a.Notes...), d.Notes...)
	}
	Fill(&r)
	return r
}

// Uncoded returns the record of an article that was not coded, because of its
// language: the article with the date that the input states, and a note.
func Uncoded(a *parley.Article, why *parley.LanguageError) parley.Record {
	r := parley.Record{Notes: append(append([]parley.Note{}, a.Notes...), parley.Note{Stage: "language", Note: why.Error()})}
	p := a.Published
	r.Article = parley.RecordArticle{
		ID: a.ID, Ref: a.Ref, URL: orNil(a.URL), Outlet: orNil(a.Outlet), Title: orNil(a.Title), Language: why.Tag, Text: a.Text,
		Published: parley.PublishedDate{Basis: string(doc.BasisNone), Evidence: []parley.Evidence{}},
	}
	if !p.From.IsZero() {
		r.Article.Published = parley.PublishedDate{
			Period: parley.Period{From: p.From, To: p.To, Precision: parley.PrecisionDay}, Basis: string(doc.BasisStated),
			Evidence: []parley.Evidence{{Role: "published", In: string(doc.PartPublished), End: len(p.Stated), Quote: p.Stated}},
		}
		if !p.To.Equal(p.From) {
			r.Article.Published.Precision = parley.PrecisionMonth
		}
	}
	Fill(&r)
	return r
}

// Fill turns nil lists of a record into empty ones, as its JSON has them.
func Fill(r *parley.Record) {
	if r.Events == nil {
		r.Events = []parley.Event{}
	}
	if r.Commitments == nil {
		r.Commitments = []parley.Commitment{}
	}
	if r.Statements == nil {
		r.Statements = []parley.Statement{}
	}
	if r.Indicators == nil {
		r.Indicators = []parley.Indicator{}
	}
	if r.Notes == nil {
		r.Notes = []parley.Note{}
	}
}

func (w writer) published() parley.PublishedDate {
	p := parley.PublishedDate{Period: w.d.Published.Period, Basis: string(w.d.Published.Basis), Evidence: []parley.Evidence{}}
	if p.Basis == "" {
		p.Basis = string(doc.BasisNone)
	}
	for _, r := range w.d.Published.Reasons {
		p.Evidence = append(p.Evidence, w.part("published", r.Evidence, r.Shows))
	}
	return p
}

func orNil(s string) *string {
	if s == "" {
		return nil
	}
	return &s
}

// notes says what the coder noticed about the article as a whole.
func notes(d *doc.Doc) []parley.Note {
	if len(d.Events) == 0 && len(d.Commitments) == 0 {
		return []parley.Note{{Stage: "what", Note: "no event and no commitment found: no sentence tells of violence or of a peace process"}}
	}
	return nil
}
