package warc

import (
	"bytes"
	"compress/zlib"
	"crypto/md5"  // archives state it; it guards against damage, not against malice
	"crypto/sha1" // the same
	"crypto/sha256"
	"crypto/sha512"
	"encoding/base32"
	"encoding/base64"
	"encoding/hex"
	"errors"
	"hash"
	"io"
	"net/http/httputil"
	"slices"
	"strings"

	"github.com/andybalholm/brotli"
	"github.com/klauspost/compress/flate"
	"github.com/klauspost/compress/gzip"
	"github.com/klauspost/compress/zstd"
)

// unpack makes the body of raw, the bytes behind the header of an answer: chunks
// joined, compression undone, digest compared. Programs that archive what a browser
// has got keep headers that no longer hold of the bytes, so each is believed only
// where the bytes bear it out. The error wraps ErrTooLarge.
func (page *Page) unpack(rec *Record, header fields, raw []byte, limit int64) error {
	joined, err := page.undo(header.get("Transfer-Encoding"), raw, limit)
	if err != nil {
		return err
	}
	body, err := page.undo(header.get("Content-Encoding"), joined, limit)
	if err != nil {
		return err
	}
	if stated := rec.Get("WARC-Payload-Digest"); stated != "" && !rec.cut {
		// Writers differ on whether a payload is with its chunks and packed.
		if !matches(stated, raw) && !matches(stated, joined) && !matches(stated, body) {
			page.note("the page is not the one of which the archive states the digest %s", stated)
		}
	}
	page.Body = body
	return nil
}

// undo undoes a list of codings, the last one first.
func (page *Page) undo(list string, body []byte, limit int64) ([]byte, error) {
	codings := strings.Split(strings.ToLower(list), ",")
	for _, coding := range slices.Backward(codings) {
		if coding = strings.TrimSpace(coding); coding == "chunked" {
			body = page.join(body, limit)
			continue
		}
		var err error
		if body, err = page.decode(coding, body, limit); err != nil {
			return nil, err
		}
	}
	return body, nil
}

// join undoes the chunks of an answer; bytes that have none are returned as they
// are.
func (page *Page) join(raw []byte, limit int64) []byte {
	body, err := readBounded(httputil.NewChunkedReader(bytes.NewReader(raw)), limit)
	switch {
	case err != nil && len(body) == 0:
		return raw
	case err != nil:
		page.note("the answer breaks off")
	}
	return body
}

// decode undoes one content coding. Bytes that are not packed so are returned as
// they are; of those that break off, what could be unpacked.
func (page *Page) decode(coding string, packed []byte, limit int64) ([]byte, error) {
	r, err := decoder(coding, packed)
	if err != nil || r == nil {
		if err != nil {
			page.note("the answer is not packed as %s, as its header says", coding)
		}
		return packed, nil
	}
	body, err := readBounded(r, limit)
	switch {
	case errors.Is(err, ErrTooLarge):
		return nil, err
	case err != nil && len(body) == 0:
		page.note("the answer is not packed as %s, as its header says", coding)
		return packed, nil
	case err != nil:
		page.note("the answer breaks off")
	}
	return body, nil
}

// decoder returns a reader of what packed holds; nil if it is not packed.
func decoder(coding string, packed []byte) (io.Reader, error) {
	in := bytes.NewReader(packed)
	switch coding {
	case "", "identity", "none":
		return nil, nil
	case "gzip", "x-gzip":
		return gzip.NewReader(in)
	case "deflate": // with the header of zlib by the rules, without it by habit
		if r, err := zlib.NewReader(in); err == nil {
			return r, nil
		}
		return flate.NewReader(bytes.NewReader(packed)), nil
	case "br":
		return brotli.NewReader(in), nil
	case "zstd":
		d, err := zstd.NewReader(in, zstd.WithDecoderConcurrency(1), zstd.WithDecoderLowmem(true), zstd.WithDecoderMaxWindow(128<<20))
		if err != nil {
			return nil, err
		}
		return d.IOReadCloser(), nil
	}
	return nil, errors.New("not known")
}

// matches reports whether b has the digest; true for one of an unknown kind.
func matches(stated string, b []byte) bool {
	name, value, _ := strings.Cut(stated, ":")
	var h hash.Hash
	switch strings.ReplaceAll(strings.ToLower(name), "-", "") {
	case "md5":
		h = md5.New()
	case "sha1":
		h = sha1.New()
	case "sha256":
		h = sha256.New()
	case "sha512":
		h = sha512.New()
	default:
		return true
	}
	h.Write(b)
	sum := h.Sum(nil)
	value = strings.TrimSpace(value)
	bare := strings.TrimRight(value, "=")
	return strings.EqualFold(bare, base32.StdEncoding.WithPadding(base32.NoPadding).EncodeToString(sum)) ||
		strings.EqualFold(value, hex.EncodeToString(sum)) ||
		bare == base64.RawStdEncoding.EncodeToString(sum) || bare == base64.RawURLEncoding.EncodeToString(sum)
}
