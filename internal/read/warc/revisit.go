package warc

import (
	"errors"
	"hash/fnv"
	"io"
	"strings"
)

// maxKnown is how many keys of earlier records are kept, about 10 MB.
const maxKnown = 1 << 18

// place is an earlier record.
type place struct {
	at  Position
	url uint64 // hash of its address
	why string // empty for a page, else why it is none
}

// Why a revisit gives no page.
const (
	whyUnchanged = "unchanged since an earlier record"
	whyElsewhere = "unchanged since a record that is not in this archive"
	whyOnce      = "the page of an earlier record, in an archive that can be read once only"
)

// remember keeps a record under what later ones may call it by.
func (p *pages) remember(rec *Record, page *Page, err error) {
	at := place{at: rec.At, url: key("url", rec.URL)}
	var skip *Skip
	switch {
	case errors.As(err, &skip):
		at.why = skip.Why
	case page == nil:
		return // damaged: the later one cannot be made of it
	}
	for _, k := range names(rec.ID, rec.Get("WARC-Payload-Digest"), rec.URL, rec.Get("WARC-Date")) {
		if _, ok := p.known[k]; ok {
			continue
		}
		p.known[k] = at
		if len(p.order) < maxKnown {
			p.order = append(p.order, k)
			continue
		}
		delete(p.known, p.order[p.next])
		p.order[p.next] = k
		p.next = (p.next + 1) % maxKnown
	}
}

// names returns the keys of a record: its ID, its payload's digest, its address
// with its date.
func names(id, digest, url, date string) []uint64 {
	var keys []uint64
	if id != "" {
		keys = append(keys, key("id", id))
	}
	if digest != "" {
		keys = append(keys, key("digest", strings.ToLower(digest)))
	}
	if url != "" && date != "" {
		keys = append(keys, key("url", url+" "+date))
	}
	return keys
}

func key(kind, value string) uint64 {
	h := fnv.New64a()
	_, _ = h.Write([]byte(kind + " " + value))
	return h.Sum64()
}

// revisit makes of a record that repeats an earlier one the page of that one, if
// it stands at another address. At the same address it is the same article.
func (p *pages) revisit(rec *Record) (*Page, error) {
	in, err := open(rec)
	if err != nil {
		return nil, err
	}
	if s := in.status; s > 0 && s != 200 && s != 304 {
		return nil, &Skip{rec.At, rec.URL, answer(s)}
	}
	digest := rec.Get("WARC-Payload-Digest")
	var first place
	found := false
	for _, k := range names(rec.Get("WARC-Refers-To"), digest, rec.Get("WARC-Refers-To-Target-URI"), rec.Get("WARC-Refers-To-Date")) {
		if first, found = p.known[k]; found {
			break
		}
	}
	why := ""
	switch {
	case !found:
		if in.header.get("Content-Type") != "" {
			if kind, ok := in.kind(rec); !ok {
				return nil, &Skip{rec.At, rec.URL, kind}
			}
		}
		why = whyElsewhere
	case first.why != "":
		why = first.why
	case first.url == key("url", rec.URL):
		why = whyUnchanged
	case p.o.At == nil:
		why = whyOnce
	}
	if why != "" {
		return nil, &Skip{rec.At, rec.URL, why}
	}
	return p.again(rec, first.at, digest)
}

// again reads the page at an earlier place for a record that repeats it.
func (p *pages) again(rec *Record, at Position, digest string) (*Page, error) {
	earlier, r, err := p.recordAt(at)
	if err != nil {
		return nil, faultf(rec.At, rec.URL, "the record at %s that it repeats: %w", at, err)
	}
	defer r.Close()
	if d := earlier.Get("WARC-Payload-Digest"); digest != "" && d != "" && !strings.EqualFold(d, digest) {
		return nil, &Skip{rec.At, rec.URL, whyElsewhere}
	}
	page, err := p.read(earlier)
	if err != nil {
		return nil, faultf(rec.At, rec.URL, "the record at %s that it repeats: %w", at, err)
	}
	page.At, page.URL, page.Date = rec.At, rec.URL, rec.Date
	return page, nil
}

// recordAt reads the record at a place of the file again.
func (p *pages) recordAt(at Position) (*Record, *Reader, error) {
	r := newReaderAt(io.NewSectionReader(p.o.At, at.Offset, 1<<62-at.Offset), p.o, at.Offset)
	r.u.dict = p.rd.u.dict // it stands at the head of the file
	if _, err := io.CopyN(io.Discard, r.br, at.Inner); err != nil {
		r.Close()
		return nil, nil, err
	}
	rec, err := r.Next()
	if err != nil {
		r.Close()
		return nil, nil, err
	}
	return rec, r, nil
}
