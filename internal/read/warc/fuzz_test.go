package warc

import (
	"bytes"
	"errors"
	"testing"
)

// FuzzPages reads any bytes to their end: each outcome is a page within the bounds
// or an error that says where.
func FuzzPages(f *testing.F) {
	records := []string{
		page(1), record("revisit", "https://t.example/b", "HTTP/1.1 200 OK\r\n\r\n", isAnswer, "WARC-Refers-To: <urn:uuid:1>"),
		record("response", pageURL(2), answer200("5\r\nhello\r\n0\r\n\r\n", "Transfer-Encoding: chunked"), isAnswer, "Content-Length: 900"),
		record("resource", "file:///x", string(gz(pageBody(3))), "Content-Type: text/plain", "WARC-Payload-Digest: md5:00"),
	}
	for _, pack := range packers {
		f.Add(pack(f, records))
	}
	f.Add([]byte("WARC/1.0\r\nContent-Length: 5\r\n\r\nhello\r\n\r\nxx WARC/1.0\nWARC-Type: response\n\nWARC/0.18\n"))
	f.Add([]byte("\x5d\x2a\x4d\x18\x04\x00\x00\x00dict\x28\xb5\x2f\xfd\x00"))
	f.Fuzz(func(t *testing.T, b []byte) {
		const limit = 4096
		for _, at := range []bool{false, true} {
			o := Options{MaxBody: limit}
			if at {
				o.At = bytes.NewReader(b)
			}
			n := 0
			for p, err := range Pages(bytes.NewReader(b), o) {
				if n++; n > 100+20*len(b) {
					t.Fatalf("%d outcomes of %d bytes", n, len(b))
				}
				if (p == nil) == (err == nil) {
					t.Fatalf("page %v and error %v", p, err)
				}
				var fault *Fault
				var skip *Skip
				if err != nil && !errors.As(err, &fault) && !errors.As(err, &skip) {
					t.Fatalf("%v is neither a fault nor a skip", err)
				}
				if p != nil && (len(p.Body) == 0 || len(p.Body) > limit || p.At.Offset < 0 || p.At.Offset > int64(len(b)) || p.URL == "") {
					t.Fatalf("bad page %+v", p)
				}
			}
		}
	})
}
