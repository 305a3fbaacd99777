package read

import (
	"bytes"
	"fmt"
	"mime"
	"strings"

	"parley"
)

// Media types of what articles are kept as.
const (
	typeText  = "text/plain"
	typeHTML  = "text/html"
	typeXHTML = "application/xhtml+xml"
	typeJSON  = "application/json"
)

// Raw reads an article again from what it was read from: with the same reader it
// is the same article, Raw included where opts asks for it. The error is an
// *Error of the reader for r.MediaType; parley.ErrFormat for a type that nothing
// is kept as.
func Raw(r parley.Raw, opts Options) (*parley.Article, error) {
	var a *parley.Article
	var err error
	switch kind := mediaType(r.MediaType); kind {
	case typeHTML, typeXHTML:
		a, err = HTML(r.Ref, r.Body, r.MediaType, r.URL, r.Stated, opts)
	case typeText:
		a, err = plain(r.Ref, r.Body, r.URL, r.Stated, opts)
	case typeJSON:
		a, err = jsonRecord(r.Ref, r.Body, opts)
	default:
		err = &Error{Ref: r.Ref, Err: fmt.Errorf("%w: %s", parley.ErrFormat, kind)}
	}
	if err != nil {
		return nil, err
	}
	if a.Raw = nil; opts.KeepRaw {
		r.Article = a.ID
		a.Raw = &r
	}
	for _, n := range r.Notes {
		a.Notes = append(a.Notes, parley.Note{Stage: stage, Note: n})
	}
	return a, nil
}

// stage names the reader in notes.
const stage = "read"

// Remark puts a note onto a on how its bytes came; it is kept with them, so that
// the article has it too when it is read again.
func Remark(a *parley.Article, text string) {
	a.Notes = append(a.Notes, parley.Note{Stage: stage, Note: text})
	if a.Raw != nil {
		a.Raw.Notes = append(a.Raw.Notes, text)
	}
}

// keep puts onto a what it was read from, if opts asks for it; r tells the rest.
// The bytes are copied where the reader uses them again.
func keep(a *parley.Article, r parley.Raw, opts Options) {
	if a.Raw = nil; !opts.KeepRaw {
		return
	}
	r.Article, r.Ref = a.ID, a.Ref
	if r.URL == "" {
		r.URL = a.URL
	}
	a.Raw = &r
}

// jsonRecord reads one record as it was kept: its fields have their own names.
func jsonRecord(ref string, body []byte, opts Options) (*parley.Article, error) {
	opts.Columns = nil
	rec, err := decodeRecord(bytes.TrimSpace(body), opts)
	if err != nil {
		return nil, &Error{Ref: ref, Err: err}
	}
	a, err := rec.article(ref)
	if err != nil {
		return nil, &Error{Ref: ref, Err: err}
	}
	return a, nil
}

// mediaType returns the type of a header in lower case, without parameters.
func mediaType(header string) string {
	if kind, _, err := mime.ParseMediaType(header); err == nil {
		return kind
	}
	kind, _, _ := strings.Cut(header, ";")
	return strings.ToLower(strings.TrimSpace(kind))
}
