package parley

import (
	"encoding/json"
	"fmt"
	"time"
)

// Record is what was coded from one article.
type Record struct {
	Article     RecordArticle `json:"article"`
	Events      []Event       `json:"events"`
	Commitments []Commitment  `json:"commitments"`
	Statements  []Statement   `json:"statements"`
	Indicators  []Indicator   `json:"indicators"`
	Notes       []Note        `json:"notes"`
}

// RecordArticle is an article as a record shows it. URL, Outlet and Title are
// nil where the input does not tell.
type RecordArticle struct {
	ID        string        `json:"id"`
	Ref       string        `json:"ref"`
	URL       *string       `json:"url"`
	Outlet    *string       `json:"outlet"`
	Title     *string       `json:"title"`
	Language  string        `json:"language"`
	Published PublishedDate `json:"published"`
	// Text is the cleaned text that all offsets are bytes of, so that a record
	// can be shown without its source.
	Text string `json:"text"`
}

// PublishedDate is when an article was published and how that is known.
type PublishedDate struct {
	Period
	Basis    string
	Evidence []Evidence
}

// MarshalJSON writes from and to as days, null where not known.
func (p PublishedDate) MarshalJSON() ([]byte, error) {
	return json.Marshal(publishedJSON{day(p.From), day(p.To), p.Precision, p.Basis, p.Evidence})
}

// UnmarshalJSON reads what MarshalJSON writes.
func (p *PublishedDate) UnmarshalJSON(b []byte) error {
	var j publishedJSON
	if err := json.Unmarshal(b, &j); err != nil {
		return err
	}
	period, err := undays(j.From, j.To, j.Precision)
	*p = PublishedDate{period, j.Basis, j.Evidence}
	return err
}

type publishedJSON struct {
	From      *string    `json:"from"`
	To        *string    `json:"to"`
	Precision Precision  `json:"precision,omitempty"`
	Basis     string     `json:"basis"`
	Evidence  []Evidence `json:"evidence"`
}

// MarshalJSON writes from and to as days, null for an open end.
func (d Date) MarshalJSON() ([]byte, error) {
	return json.Marshal(dateJSON{day(d.From), day(d.To), d.Precision, d.Text, d.How})
}

// UnmarshalJSON reads what MarshalJSON writes.
func (d *Date) UnmarshalJSON(b []byte) error {
	var j dateJSON
	if err := json.Unmarshal(b, &j); err != nil {
		return err
	}
	period, err := undays(j.From, j.To, j.Precision)
	*d = Date{period, j.Text, j.How}
	return err
}

type dateJSON struct {
	From      *string   `json:"from"`
	To        *string   `json:"to"`
	Precision Precision `json:"precision,omitempty"`
	Text      string    `json:"text"`
	How       string    `json:"how,omitempty"`
}

// day writes a day as ISO 8601, nil for a zero time.
func day(t time.Time) *string {
	if t.IsZero() {
		return nil
	}
	s := t.Format(time.DateOnly)
	return &s
}

// undays reads what day writes.
func undays(from, to *string, precision Precision) (Period, error) {
	p := Period{Precision: precision}
	for _, end := range []struct {
		day *string
		at  *time.Time
	}{{from, &p.From}, {to, &p.To}} {
		if end.day == nil {
			continue
		}
		t, err := time.Parse(time.DateOnly, *end.day)
		if err != nil {
			return Period{}, fmt.Errorf("%w: %q is no day", ErrSyntax, *end.day)
		}
		*end.at = t
	}
	return p, nil
}
