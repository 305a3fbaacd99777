package html

import (
	"bytes"
	"encoding/base64"
	"io"
	"mime"
	"mime/multipart"
	"mime/quotedprintable"
	"net/mail"
	"strings"
)

// unpackMHTML takes the page out of a web archive of one file (MHTML), as
// browsers save it. What is none is returned as it is.
func unpackMHTML(raw []byte, mediaType string) (page []byte, kind, address string) {
	start := raw[:min(len(raw), 2048)]
	if !bytes.Contains(start, []byte("multipart/related")) || bytes.HasPrefix(bytes.TrimSpace(start), []byte("<")) {
		return raw, mediaType, ""
	}
	m, err := mail.ReadMessage(bytes.NewReader(raw))
	if err != nil {
		return raw, mediaType, ""
	}
	_, params, err := mime.ParseMediaType(m.Header.Get("Content-Type"))
	if err != nil || params["boundary"] == "" {
		return raw, mediaType, ""
	}
	address = m.Header.Get("Snapshot-Content-Location")
	parts := multipart.NewReader(m.Body, params["boundary"])
	for range 200 {
		part, err := parts.NextRawPart()
		if err != nil {
			break
		}
		kind := part.Header.Get("Content-Type")
		if !strings.Contains(strings.ToLower(kind), "html") {
			continue
		}
		var r io.Reader = part
		switch strings.ToLower(part.Header.Get("Content-Transfer-Encoding")) {
		case "quoted-printable":
			r = quotedprintable.NewReader(part)
		case "base64":
			r = base64.NewDecoder(base64.StdEncoding, part)
		}
		body, err := io.ReadAll(io.LimitReader(r, maxPage))
		if len(body) == 0 && err != nil {
			continue
		}
		if address == "" {
			address = part.Header.Get("Content-Location")
		}
		return body, kind, address
	}
	return raw, mediaType, ""
}
