package warc

import (
	"bytes"
	"crypto/sha1"
	"encoding/base32"
	"fmt"
	"strings"
	"testing"

	"github.com/klauspost/compress/gzip"
	"github.com/klauspost/compress/zstd"
)

// record returns the bytes of a record; fields are "Name: value".
func record(kind, url, block string, fields ...string) string {
	var b strings.Builder
	b.WriteString("WARC/1.1\r\nWARC-Type: " + kind + "\r\n")
	if url != "" {
		b.WriteString("WARC-Target-URI: " + url + "\r\n")
	}
	length := fmt.Sprintf("Content-Length: %d", len(block))
	for _, f := range fields {
		if strings.HasPrefix(f, "Content-Length:") {
			length = f
			continue
		}
		b.WriteString(f + "\r\n")
	}
	return b.String() + length + "\r\n\r\n" + block + "\r\n\r\n"
}

const (
	isAnswer = "Content-Type: application/http;msgtype=response"
	isDate   = "WARC-Date: 2023-04-05T06:07:08Z"
)

// answer200 returns the block of an answer of a page.
func answer200(body string, fields ...string) string {
	return answerOf("200 OK", "text/html; charset=utf-8", body, fields...)
}

func answerOf(status, kind, body string, fields ...string) string {
	return "HTTP/1.1 " + status + "\r\nContent-Type: " + kind + "\r\n" + join(fields) + "\r\n" + body
}

func join(fields []string) string {
	if len(fields) == 0 {
		return ""
	}
	return strings.Join(fields, "\r\n") + "\r\n"
}

// page returns the record of the n-th made-up page.
func page(n int) string {
	return record("response", pageURL(n), answer200(pageBody(n)), isAnswer, isDate, fmt.Sprintf("WARC-Record-ID: <urn:uuid:%d>", n), "WARC-Payload-Digest: "+sha(pageBody(n)))
}

func pageURL(n int) string { return fmt.Sprintf("https://tarvos-herald.example/news/%d", n) }

func pageBody(n int) string {
	return fmt.Sprintf("<html><body><p>Shelling killed %d people in Tarvos, a nurse said.</p></body></html>", n+2)
}

func sha(body string) string {
	sum := sha1.Sum([]byte(body))
	return "sha1:" + base32.StdEncoding.EncodeToString(sum[:])
}

// packers pack the records of a file, each by itself, or not at all.
var packers = map[string]func(testing.TB, []string) []byte{
	"plain": func(_ testing.TB, records []string) []byte { return []byte(strings.Join(records, "")) },
	"gzip": func(_ testing.TB, records []string) []byte {
		var b bytes.Buffer
		for _, r := range records {
			b.Write(gz(r))
		}
		return b.Bytes()
	},
	"zstd": func(t testing.TB, records []string) []byte {
		e, err := zstd.NewWriter(nil, zstd.WithEncoderConcurrency(1))
		if err != nil {
			t.Fatal(err)
		}
		var b []byte
		for _, r := range records {
			b = e.EncodeAll([]byte(r), b)
		}
		return b
	},
}

// gz packs one member.
func gz(s string) []byte {
	var b bytes.Buffer
	w := gzip.NewWriter(&b)
	_, _ = w.Write([]byte(s)) // a buffer takes all
	_ = w.Close()
	return b.Bytes()
}

// read returns what Pages yields: "URL body" of pages, and the errors.
func read(b []byte, again bool) []string {
	var o Options
	if again {
		o.At = bytes.NewReader(b)
	}
	var out []string
	for p, err := range Pages(bytes.NewReader(b), o) {
		if err != nil {
			out = append(out, err.Error())
			continue
		}
		s := p.URL + " " + string(p.Body)
		if len(p.Notes) > 0 {
			s += " [" + strings.Join(p.Notes, "; ") + "]"
		}
		out = append(out, s)
	}
	return out
}

// want is what read returns of the n-th page.
func want(n int) string { return pageURL(n) + " " + pageBody(n) }
