package doc

import "parley"

// Published is when the article was published, and how that is known.
type Published struct {
	// Period is the days on which it can have been published; zero if nothing
	// tells.
	Period parley.Period
	Basis  PublishedBasis
	// Reasons are the words and facts that the period follows from, the
	// strongest first; never empty unless Period is zero.
	Reasons []Reason
}

// PublishedBasis names what tells the date of publication.
type PublishedBasis string

// The bases, the surest first.
const (
	BasisStated   PublishedBasis = "stated"   // the input's metadata
	BasisURL      PublishedBasis = "url"      // digits in the address
	BasisDateline PublishedBasis = "dateline" // the dateline, or a dropped line with the date
	BasisText     PublishedBasis = "text"     // the first lines say so
	BasisReasoned PublishedBasis = "reasoned" // a range from dated mentions and known facts
	BasisNone     PublishedBasis = "none"
)

// Reason is one fact that narrows the date of publication, with the words
// that show it.
type Reason struct {
	Evidence Evidence
	// Shows says in a short clause what follows ("published after 29 February
	// 2020, when the agreement was signed").
	Shows string
	// Period is what this reason alone allows; an end may be open.
	Period parley.Period
}

// Part is a part of an article that words can stand in.
type Part string

// The parts. The empty part is Article.Text, which all layers are over.
const (
	PartText      Part = ""
	PartTitle     Part = "title"     // Article.Title
	PartDateline  Part = "dateline"  // Article.Dateline
	PartDropped   Part = "dropped"   // Article.Dropped[Line].Text
	PartURL       Part = "url"       // Article.URL
	PartPublished Part = "published" // Article.Published.Stated
)

// Evidence is words of an article: the bytes [Start, End) of one of its parts.
type Evidence struct {
	In Part
	// Line is the index in Article.Dropped where In is PartDropped, else 0.
	Line       int
	Start, End int
}

// Part returns the text of the part that e lies in, empty if there is none.
func (d *Doc) Part(e Evidence) string {
	switch {
	case e.In == PartText:
		return d.Text
	case d.Article == nil:
		return ""
	case e.In == PartTitle:
		return d.Article.Title
	case e.In == PartDateline:
		return d.Article.Dateline
	case e.In == PartURL:
		return d.Article.URL
	case e.In == PartPublished:
		return d.Article.Published.Stated
	case e.In == PartDropped && 0 <= e.Line && e.Line < len(d.Article.Dropped):
		return d.Article.Dropped[e.Line].Text
	}
	return ""
}

// Quote returns the words of e.
func (d *Doc) Quote(e Evidence) string {
	part := d.Part(e)
	if e.Start < 0 || e.End > len(part) || e.Start > e.End {
		return ""
	}
	return part[e.Start:e.End]
}
