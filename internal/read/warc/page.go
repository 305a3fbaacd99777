package warc

import (
	"bufio"
	"bytes"
	"errors"
	"fmt"
	"io"
	"iter"
	"mime"
	"net/http"
	"strings"
	"time"
)

// Page is a page of the web as an archive holds it.
type Page struct {
	At   Position
	URL  string
	Date time.Time // of the capture, UTC; zero where the archive does not tell
	// MediaType is as served, or as found where the server does not tell: one of
	// text/html, application/xhtml+xml and text/plain, with its parameters.
	MediaType string
	// Body is the payload, unpacked; never empty.
	Body []byte
	// Notes are what was wrong with it and did not hinder.
	Notes []string
}

// Pages reads the pages of an archive: answers of a server with status 200, files
// and texts made of pages (response, resource and conversion records) that are
// HTML or plain text. A revisit at another address than the page that it repeats is
// that page again, if Options.At is there to find it.
//
// It yields a page, a *Skip for a record of those kinds that gives none, a *Fault
// for damage, or an error of r, which is the last. Requests, metadata and other
// kinds of records are passed over.
func Pages(r io.Reader, o Options) iter.Seq2[*Page, error] {
	return func(yield func(*Page, error) bool) {
		rd := NewReader(r, o)
		defer rd.Close()
		p := pages{o: o, rd: rd, known: map[uint64]place{}}
		for {
			rec, err := rd.Next()
			if errors.Is(err, io.EOF) {
				return
			}
			var page *Page
			if err == nil {
				page, err = p.page(rec)
			} else if !isFault(err) {
				yield(nil, err)
				return
			}
			if (page != nil || err != nil) && !yield(page, err) {
				return
			}
		}
	}
}

func isFault(err error) bool {
	var f *Fault
	return errors.As(err, &f)
}

// pages makes pages of records and knows the earlier ones.
type pages struct {
	o     Options
	rd    *Reader
	known map[uint64]place
	order []uint64 // the keys of known, oldest first, in a ring
	next  int
}

// page makes a page of a record; both results are nil for a kind that holds none.
func (p *pages) page(rec *Record) (*Page, error) {
	switch rec.Type {
	case "response", "resource", "conversion", "revisit":
	case "continuation":
		return nil, &Skip{rec.At, rec.URL, "part of a record in several segments"}
	case "":
		return nil, faultf(rec.At, rec.URL, "the record states no type")
	default:
		return nil, nil
	}
	if !isWeb(rec.URL) {
		return nil, &Skip{rec.At, rec.URL, "no address of the web"}
	}
	if rec.Type == "revisit" {
		return p.revisit(rec)
	}
	page, err := p.read(rec)
	p.remember(rec, page, err)
	return page, err
}

// isWeb reports whether url is an address at which a page can be. Crawlers keep
// their logs, DNS answers and screen shots as records too.
func isWeb(url string) bool {
	scheme, _, _ := strings.Cut(url, ":")
	switch strings.ToLower(scheme) {
	case "http", "https", "ftp", "ftps", "file":
		return true
	}
	return false
}

// payload is what a block holds: an answer of a server behind its header, or the
// bytes themselves.
type payload struct {
	status int // 0 for none
	header fields
	body   *bufio.Reader
}

// open reads the header of an answer from a block.
func open(rec *Record) (payload, error) {
	br := bufio.NewReaderSize(rec.Block, 64<<10)
	head, _ := br.Peek(5)
	if !bytes.HasPrefix(head, []byte("HTTP/")) {
		return payload{body: br}, nil
	}
	b, size, err := peekHeader(br)
	if err != nil && !errors.Is(err, errOpen) { // a revisit may end with its header
		return payload{}, faultf(rec.At, rec.URL, "the header of the answer: %w", err)
	}
	line, rest, _ := bytes.Cut(b, []byte("\n"))
	p := payload{body: br, header: parseFields(rest)}
	if words := strings.Fields(string(line)); len(words) > 1 {
		_, _ = fmt.Sscanf(words[1], "%d", &p.status)
	}
	if _, err := br.Discard(size); err != nil {
		return payload{}, &Fault{rec.At, rec.URL, err}
	}
	if p.status == 0 {
		p.status = -1 // there is a header, and no status in it
	}
	return p, nil
}

// kind returns the media type of the payload, as stated or as its head looks, and
// whether it is one of pages.
func (p payload) kind(rec *Record) (string, bool) {
	stated := p.header.get("Content-Type")
	if p.status == 0 && !strings.HasPrefix(rec.ContentType, "application/http") {
		stated = rec.ContentType
	}
	if stated == "" && p.header.get("Content-Encoding") == "" {
		head, _ := p.body.Peek(512)
		// It names a charset too, which it does not look for.
		stated, _, _ = strings.Cut(http.DetectContentType(head), ";")
	}
	name, _, err := mime.ParseMediaType(stated)
	if err != nil {
		name, _, _ = strings.Cut(stated, ";")
		name = strings.ToLower(strings.TrimSpace(name))
	}
	switch name {
	case "text/html", "application/xhtml+xml", "text/plain":
		return stated, true
	case "":
		return "no media type", false
	}
	return name, false
}

// read makes a page of the block of a record.
func (p *pages) read(rec *Record) (*Page, error) {
	in, err := open(rec)
	if err != nil {
		return nil, err
	}
	if in.status != 0 && in.status != http.StatusOK {
		return nil, &Skip{rec.At, rec.URL, answer(in.status)}
	}
	kind, ok := in.kind(rec)
	if !ok {
		return nil, &Skip{rec.At, rec.URL, kind}
	}
	if rec.Get("WARC-Segment-Number") != "" {
		return nil, faultf(rec.At, rec.URL, "a page in several segments; they are not put together")
	}
	raw, err := readBounded(in.body, p.o.maxBody())
	if err != nil {
		return nil, &Fault{rec.At, rec.URL, err}
	}
	page := &Page{At: rec.At, URL: rec.URL, Date: rec.Date, MediaType: kind}
	if rec.cut {
		raw = in.trim(raw)
		page.note("the record is damaged at its end; the text may be cut short")
	}
	if why := rec.Get("WARC-Truncated"); why != "" {
		page.note("the archive says that the page was cut short (%s)", why)
	}
	if rec.Date.IsZero() && rec.Get("WARC-Date") != "" {
		page.note("the date of capture %q could not be read", rec.Get("WARC-Date"))
	}
	if err := page.unpack(rec, in.header, raw, p.o.maxBody()); err != nil {
		return nil, &Fault{rec.At, rec.URL, err}
	}
	if len(bytes.TrimSpace(page.Body)) == 0 {
		return nil, &Skip{rec.At, rec.URL, "nothing in it"}
	}
	return page, nil
}

// answer names a status.
func answer(status int) string {
	if status < 0 {
		return "an answer without a status"
	}
	return fmt.Sprintf("answer %d", status)
}

// trim cuts what is behind a payload whose record does not say where it ends.
func (p payload) trim(raw []byte) []byte {
	var n int
	if _, err := fmt.Sscanf(p.header.get("Content-Length"), "%d", &n); err == nil && n > 0 && n < len(raw) {
		return raw[:n]
	}
	return bytes.TrimSuffix(bytes.TrimSuffix(raw, []byte("\n\r\n")), []byte("\r"))
}

func (page *Page) note(format string, args ...any) {
	page.Notes = append(page.Notes, fmt.Sprintf(format, args...))
}

// readBounded reads r to its end, unless that is behind limit.
func readBounded(r io.Reader, limit int64) ([]byte, error) {
	b, err := io.ReadAll(io.LimitReader(r, limit+1))
	if int64(len(b)) > limit {
		return nil, fmt.Errorf("%w of %d bytes", ErrTooLarge, limit)
	}
	return b, err
}
