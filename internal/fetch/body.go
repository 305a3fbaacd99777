package fetch

import (
	"bytes"
	"compress/flate"
	"compress/gzip"
	"compress/zlib"
	"errors"
	"fmt"
	"io"
	"mime"
	"net/http"
	"strings"

	"github.com/andybalholm/brotli"
	"github.com/klauspost/compress/zstd"

	"parley"
)

// readBody reads the body of an answer as it comes, then unpacks it. Both are
// bounded by limit, so that a small body cannot become a huge one.
func readBody(r *http.Response, limit int64) (body []byte, notes []string, err error) {
	if r.ContentLength > limit {
		return nil, nil, fmt.Errorf("%w: an answer of %d bytes, the limit is %d", parley.ErrTooLarge, r.ContentLength, limit)
	}
	body, err = readAll(r.Body, limit)
	if err != nil {
		return nil, nil, err
	}
	codings, err := codingsOf(r.Header)
	if err != nil {
		return nil, nil, err
	}
	// The last coding named was put on last.
	for i := len(codings) - 1; i >= 0; i-- {
		if codings[i] == "gzip" && !isGzip(body) {
			notes = append(notes, "the server says gzip, the body is not packed")
			continue
		}
		if body, err = unpack(codings[i], body, limit); err != nil {
			return nil, nil, err
		}
	}
	if len(codings) == 0 && isGzip(body) && isText(r.Header.Get("Content-Type")) {
		notes = append(notes, "the body is packed with gzip, which the server does not say")
		body, err = unpack("gzip", body, limit)
	}
	return body, notes, err
}

// readAll reads r to its end unless it has more than limit bytes.
func readAll(r io.Reader, limit int64) ([]byte, error) {
	var buf bytes.Buffer
	n, err := buf.ReadFrom(io.LimitReader(r, limit+1))
	switch {
	case n > limit:
		return nil, fmt.Errorf("%w: an answer of more than %d bytes, the limit", parley.ErrTooLarge, limit)
	case errors.Is(err, io.ErrUnexpectedEOF):
		return nil, fmt.Errorf("%w: it ends after %d bytes, which are not all: %w", ErrBroken, n, quiet{err})
	}
	return buf.Bytes(), err
}

// codingsOf reads the header Content-Encoding.
func codingsOf(h http.Header) ([]string, error) {
	const most = 2 // nobody packs more often in good faith
	var codings []string
	for _, c := range strings.Split(strings.Join(h.Values("Content-Encoding"), ","), ",") {
		switch c = strings.ToLower(strings.TrimSpace(c)); c {
		case "", "identity", "none", "utf-8": // the last two are no codings, but are seen
		case "gzip", "x-gzip":
			codings = append(codings, "gzip")
		case "deflate", "br", "zstd":
			codings = append(codings, c)
		default:
			return nil, fmt.Errorf("%w: packed as %.40q", ErrEncoding, c)
		}
	}
	if len(codings) > most {
		return nil, fmt.Errorf("%w: packed %d times", ErrEncoding, len(codings))
	}
	return codings, nil
}

// unpack unpacks packed, at most limit bytes of it.
func unpack(coding string, packed []byte, limit int64) ([]byte, error) {
	r, done, err := unpacker(coding, packed)
	if err == nil {
		defer done()
		var buf bytes.Buffer
		var n int64
		n, err = buf.ReadFrom(io.LimitReader(r, limit+1))
		if n > limit {
			return nil, fmt.Errorf("%w: %d bytes of %s unpack to more than %d, the limit",
				parley.ErrTooLarge, len(packed), coding, limit)
		}
		// Behind the last member some servers send bytes that are none: browsers
		// pass over them.
		if err == nil || n > 0 && errors.Is(err, gzip.ErrHeader) {
			return buf.Bytes(), nil
		}
	}
	return nil, &brokenPack{fmt.Errorf("%w: broken %s: %w", ErrEncoding, coding, err)}
}

// brokenPack is a packed body with faults, which may come whole another time.
type brokenPack struct{ error }

func (b *brokenPack) Unwrap() error { return b.error }

// unpacker returns a reader of the unpacked bytes and what frees it.
func unpacker(coding string, packed []byte) (io.Reader, func(), error) {
	nothing := func() {}
	in := bytes.NewReader(packed)
	switch coding {
	case "gzip":
		r, err := gzip.NewReader(in)
		return r, nothing, err
	case "deflate":
		// The name means zlib, but some servers leave out its head.
		if len(packed) > 1 && packed[0]&15 == 8 && (int(packed[0])<<8|int(packed[1]))%31 == 0 {
			r, err := zlib.NewReader(in)
			return r, nothing, err
		}
		return flate.NewReader(in), nothing, nil
	case "br":
		return brotli.NewReader(in), nothing, nil
	}
	const window = 8 << 20 // RFC 9659: the largest that the web may use
	r, err := zstd.NewReader(in, zstd.WithDecoderConcurrency(1), zstd.WithDecoderLowmem(true), zstd.WithDecoderMaxWindow(window))
	if err != nil {
		return nil, nothing, err
	}
	return r, r.Close, nil
}

func isGzip(b []byte) bool { return bytes.HasPrefix(b, []byte("\x1f\x8b\x08")) }

// isText reports whether a served media type is one of text.
func isText(served string) bool {
	kind, _, err := mime.ParseMediaType(served)
	return err == nil && (strings.HasPrefix(kind, "text/") || strings.HasSuffix(kind, "xml") || strings.HasSuffix(kind, "json"))
}

// mediaType is the Content-Type as served, or as the bytes show it where that
// says nothing.
func mediaType(served string, body []byte) string {
	kind, _, err := mime.ParseMediaType(served)
	switch {
	case errors.Is(err, mime.ErrInvalidMediaParameter) && strings.Contains(kind, "/"):
		return kind
	case err != nil, !strings.Contains(kind, "/"), kind == "application/octet-stream",
		kind == "application/x-unknown", kind == "unknown/unknown", kind == "application/unknown":
		return http.DetectContentType(body)
	}
	return served
}
