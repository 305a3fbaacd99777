// Package agreement reads signed agreements: from a text, clause by clause, or
// from a CSV of provisions. Who is bound, to what and by when is read from the
// parse; the caller brings the engine that makes it.
package agreement

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"io"
	"io/fs"
	"strings"
	"time"

	"parley"
	"parley/internal/doc"
	"parley/internal/process/theme"
)

// Reader reads agreements. It is safe for several goroutines at a time.
type Reader struct{ themes *theme.Themes }

// New reads the themes of fsys.
func New(fsys fs.FS) (*Reader, error) {
	themes, err := theme.New(fsys)
	if err != nil {
		return nil, err
	}
	return &Reader{themes}, nil
}

// Options are what a file may not say of itself.
type Options struct {
	// Name is the usual name; empty for the title that the text begins with.
	Name    string
	Aliases []string
	Country string // ISO 3166-1 alpha-3; empty for that of the parties, if they share one
	// Signed is the day from which terms are reckoned; zero for what the text says.
	Signed time.Time
	// Parties are names; none for those that the text begins with.
	Parties []string
	// CSV is true for rows of provisions with a head line: text, and number,
	// party, theme (an id or a provision of the Peace Accords Matrix), deadline.
	CSV bool
	Ref string // the file's name, kept as the source
}

// Annotate takes an article through the stages of the main job.
type Annotate func(*parley.Article) (*doc.Doc, error)

// Read reads an agreement. It returns it with its provisions, and a record with
// one pledge a provision, of the provision's ID, as if an article told of it: the
// evidence lies in the record's text. A clause that binds nobody is no provision.
//
// Errors wrap parley.ErrSyntax (with the line) or parley.ErrEmpty, or are those
// of annotate.
func (r *Reader) Read(in io.Reader, o Options, annotate Annotate) (parley.Agreement, *parley.Record, error) {
	read := readText
	if o.CSV {
		read = readRows
	}
	d, err := read(in)
	if err != nil {
		return parley.Agreement{}, nil, fmt.Errorf("%s: %w", o.Ref, err)
	}
	if o.Name == "" {
		o.Name = d.title
	}
	if o.Name == "" {
		return parley.Agreement{}, nil, fmt.Errorf("%s: %w: the agreement has no name; give one", o.Ref, parley.ErrSyntax)
	}
	annotated, err := r.annotated(d, &o, annotate)
	if err != nil {
		return parley.Agreement{}, nil, fmt.Errorf("%s: %w", o.Ref, err)
	}
	w := &writer{draft: d, doc: annotated, options: o, themes: r.themes}
	w.agreement()
	if err := w.provisions(); err != nil {
		return parley.Agreement{}, nil, fmt.Errorf("%s: %w", o.Ref, err)
	}
	if len(w.out.Provisions) == 0 {
		return parley.Agreement{}, nil, fmt.Errorf("%s: %w: no clause binds anybody", o.Ref, parley.ErrEmpty)
	}
	w.record.Article.Published.Basis = basis(o.Signed)
	return w.out, w.record, nil
}

// basis tells what the date of an agreement's record rests on.
func basis(signed time.Time) string {
	if signed.IsZero() {
		return "none"
	}
	return "signing"
}

// annotated takes the text through the engine, once more if it turns out to say
// when it was signed, since terms are read from that day.
func (r *Reader) annotated(d *draft, o *Options, annotate Annotate) (*doc.Doc, error) {
	a := &parley.Article{Ref: o.Ref, Title: o.Name, Language: "en", Text: d.text.String()}
	a.ID = parley.ArticleID(a.Text, "", "agreement "+o.Name)
	dated := func(day time.Time) {
		if !day.IsZero() {
			a.Published = parley.Published{Stated: day.Format(time.DateOnly), From: day, To: day}
		}
	}
	dated(o.Signed)
	out, err := annotate(a)
	if err != nil || !o.Signed.IsZero() {
		return out, err
	}
	if o.Signed = signedOn(out); o.Signed.IsZero() {
		return out, nil
	}
	dated(o.Signed)
	return annotate(a)
}

// signedOn returns the day in a sentence that speaks of signing; zero for none.
func signedOn(d *doc.Doc) time.Time {
	for _, s := range d.Sentences {
		signs := false
		for i := s.First; i < s.Last; i++ {
			switch d.Tokens[i].Lemma {
			case "sign", "done", "do", "conclude", "adopt":
				signs = true
			}
		}
		if !signs {
			continue
		}
		for _, t := range d.Times {
			if t.First >= s.First && t.Last <= s.Last && t.Type == doc.TimeDate && len(t.Value) == len(time.DateOnly) &&
				!strings.Contains(t.Value, "X") && t.Period.From.Equal(t.Period.To) {
				return t.Period.From
			}
		}
	}
	return time.Time{}
}

// agreementID makes an ID of the name and the day.
func agreementID(name string, signed time.Time) string {
	return "a-" + hash("agreement", strings.ToLower(name), string(parley.DayOf(signed)))
}

// hash returns 16 hex digits of parts.
func hash(parts ...string) string {
	h := sha256.Sum256([]byte(strings.Join(parts, "\x00")))
	return hex.EncodeToString(h[:8])
}
