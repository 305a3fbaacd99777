package read

import (
	"errors"
	"fmt"
	"io"
	"iter"

	"parley"
	"parley/internal/read/warc"
)

// WARC reads the pages of a web archive and yields an article or an *Error for
// each. ref names the archive; articles and errors have the ref with the offset of
// the record, "a.warc.gz@1024". at is the same file, to find records that others
// repeat; nil where it can be read once only.
//
// Damage is parley.ErrRecord, a payload above opts.MaxText is ErrTooLarge; the rest
// is read. Records that hold no page, such as pictures and answers of other status
// than 200, are counted in one ErrFormat at the end.
func WARC(ref string, r io.Reader, at io.ReaderAt, opts Options) iter.Seq2[*parley.Article, error] {
	return func(yield func(*parley.Article, error) bool) {
		over := passedOver{}
		for page, err := range warc.Pages(r, warc.Options{MaxBody: opts.maxText(), At: at}) {
			var a *parley.Article
			var skip *warc.Skip
			if errors.As(err, &skip) {
				over[skip.Why]++
				continue
			}
			if err == nil {
				a, err = archived(ref, page, opts)
			} else {
				err = archiveError(ref, err)
			}
			if !yield(a, err) {
				return
			}
		}
		if len(over) > 0 {
			yield(nil, &Error{Ref: ref, Err: over.err()})
		}
	}
}

// archived makes an article of a page of an archive.
func archived(ref string, page *warc.Page, opts Options) (*parley.Article, error) {
	from := ref + "@" + page.At.String()
	raw := parley.Raw{Ref: from, URL: normalise(page.URL), MediaType: page.MediaType, Body: page.Body}
	a, err := Raw(raw, opts)
	if err != nil {
		var e *Error
		if errors.As(err, &e) {
			err = e.Err
		}
		return nil, &Error{Ref: from, Err: fmt.Errorf("%w (%s)", err, raw.URL)}
	}
	raw.Fetched, raw.From = page.Date, from
	if a.URL != "" && a.URL != raw.URL { // the page states another as its own
		raw.URL, raw.Asked = a.URL, raw.URL
	}
	keep(a, raw, opts)
	for _, n := range page.Notes {
		Remark(a, n)
	}
	return a, nil
}

// archiveError makes an *Error of what was wrong with an archive.
func archiveError(ref string, err error) error {
	var f *warc.Fault
	if !errors.As(err, &f) {
		return &Error{Ref: ref, Err: cause(err)}
	}
	kind := parley.ErrRecord
	if errors.Is(err, warc.ErrTooLarge) {
		kind = parley.ErrTooLarge
	}
	err = fmt.Errorf("%w: %w", kind, f.Err)
	if f.URL != "" {
		err = fmt.Errorf("%w (%s)", err, normalise(f.URL))
	}
	return &Error{Ref: ref + "@" + f.At.String(), Err: err}
}
