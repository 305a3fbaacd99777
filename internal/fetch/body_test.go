package fetch

import (
	"bytes"
	"compress/flate"
	"compress/gzip"
	"compress/zlib"
	"errors"
	"io"
	"net/http"
	"strings"
	"testing"

	"github.com/andybalholm/brotli"
	"github.com/klauspost/compress/zstd"

	"parley"
)

// pack packs text by a coding.
func pack(t testing.TB, coding string, text []byte) []byte {
	t.Helper()
	var b bytes.Buffer
	var w io.WriteCloser
	var err error
	switch coding {
	case "gzip":
		w = gzip.NewWriter(&b)
	case "zlib":
		w = zlib.NewWriter(&b)
	case "flate":
		w, err = flate.NewWriter(&b, 9)
	case "br":
		w = brotli.NewWriter(&b)
	case "zstd":
		w, err = zstd.NewWriter(&b)
	}
	if err != nil {
		t.Fatal(err)
	}
	if _, err := w.Write(text); err != nil {
		t.Fatal(err)
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func answerOf(body []byte, header ...string) *http.Response {
	r := &http.Response{Header: http.Header{}, Body: io.NopCloser(bytes.NewReader(body)), ContentLength: -1}
	for i := 0; i+1 < len(header); i += 2 {
		r.Header.Add(header[i], header[i+1])
	}
	return r
}

func TestUnpack(t *testing.T) {
	const text = "The truce of Tarvos holds for a third day."
	raw := []byte(text)
	for _, tc := range []struct {
		name   string
		body   []byte
		header []string
		notes  int
	}{
		{"as it is", raw, nil, 0},
		{"identity", raw, []string{"Content-Encoding", "identity"}, 0},
		{"gzip", pack(t, "gzip", raw), []string{"Content-Encoding", "gzip"}, 0},
		{"its old name", pack(t, "gzip", raw), []string{"Content-Encoding", "X-GZIP"}, 0},
		{"zlib", pack(t, "zlib", raw), []string{"Content-Encoding", "deflate"}, 0},
		{"deflate without a head", pack(t, "flate", raw), []string{"Content-Encoding", "deflate"}, 0},
		{"brotli unasked", pack(t, "br", raw), []string{"Content-Encoding", "br"}, 0},
		{"zstd unasked", pack(t, "zstd", raw), []string{"Content-Encoding", "zstd"}, 0},
		{"twice", pack(t, "br", pack(t, "gzip", raw)), []string{"Content-Encoding", "gzip, br"}, 0},
		{"twice in two lines", pack(t, "br", pack(t, "gzip", raw)), []string{"Content-Encoding", "gzip", "Content-Encoding", "br"}, 0},
		{"gzip said, not done", raw, []string{"Content-Encoding", "gzip"}, 1},
		{"gzip done, not said", pack(t, "gzip", raw), []string{"Content-Type", "application/rss+xml"}, 1},
		{"two members", append(pack(t, "gzip", raw[:10]), pack(t, "gzip", raw[10:])...), []string{"Content-Encoding", "gzip"}, 0},
		{"rubbish behind", append(pack(t, "gzip", raw), "rubbish behind it"...), []string{"Content-Encoding", "gzip"}, 0},
	} {
		t.Run(tc.name, func(t *testing.T) {
			got, notes, err := readBody(answerOf(tc.body, tc.header...), 1000)
			if err != nil || string(got) != text || len(notes) != tc.notes {
				t.Errorf("got %q, notes %q, error %v", got, notes, err)
			}
		})
	}
	kept := pack(t, "gzip", raw) // an archive is one: nobody asked to unpack it
	if got, _, err := readBody(answerOf(kept, "Content-Type", "application/gzip"), 1000); err != nil || !bytes.Equal(got, kept) {
		t.Errorf("got %q, error %v", got, err)
	}
}

// TestBombs has small bodies that unpack to more than is wanted.
func TestBombs(t *testing.T) {
	const limit = 1 << 18
	zeros := make([]byte, 16<<20)
	for coding, name := range map[string]string{"gzip": "gzip", "zlib": "deflate", "flate": "deflate", "br": "br", "zstd": "zstd"} {
		packed := pack(t, coding, zeros)
		_, _, err := readBody(answerOf(packed, "Content-Encoding", name), limit)
		if !errors.Is(err, parley.ErrTooLarge) || !strings.Contains(err.Error(), "unpack to more than 262144") {
			t.Errorf("%s: %d bytes gave %v", coding, len(packed), err)
		}
	}
	twice := pack(t, "gzip", pack(t, "gzip", zeros))
	if _, _, err := readBody(answerOf(twice, "Content-Encoding", "gzip, gzip"), limit); !errors.Is(err, parley.ErrTooLarge) {
		t.Errorf("%d bytes gave %v", len(twice), err)
	}
}

func TestBrokenPacks(t *testing.T) {
	raw := []byte(strings.Repeat("Nine teachers came home. ", 50))
	for coding, name := range map[string]string{"gzip": "gzip", "zlib": "deflate", "br": "br", "zstd": "zstd"} {
		packed := pack(t, coding, raw)
		_, _, err := readBody(answerOf(packed[:len(packed)/2], "Content-Encoding", name), 1<<20)
		if !errors.Is(err, ErrEncoding) {
			t.Errorf("%s: got %v", coding, err)
		}
	}
}

func TestMediaType(t *testing.T) {
	html, pdf := []byte("<!DOCTYPE html><p>x"), []byte("%PDF-1.7")
	for _, tc := range []struct {
		served string
		body   []byte
		want   string
	}{
		{"text/html; charset=windows-1251", html, "text/html; charset=windows-1251"},
		{"", html, "text/html; charset=utf-8"},
		{"nonsense", html, "text/html; charset=utf-8"},
		{"application/octet-stream", pdf, "application/pdf"},
		{"text/html; charset=", html, "text/html"},
		{"text/html;;charset=a=b", html, "text/html"},
		{"application/rss+xml", html, "application/rss+xml"},
	} {
		if got := mediaType(tc.served, tc.body); got != tc.want {
			t.Errorf("%q: got %q, want %q", tc.served, got, tc.want)
		}
	}
}

func FuzzBody(f *testing.F) {
	for _, c := range []string{"gzip", "br", "zstd"} {
		f.Add(pack(f, c, []byte("The army took the port.")), c, "text/html")
	}
	f.Add([]byte("x"), "deflate, gzip", "")
	f.Fuzz(func(t *testing.T, body []byte, coding, kind string) {
		const limit = 4096
		got, _, err := readBody(answerOf(body, "Content-Encoding", coding, "Content-Type", kind), limit)
		if err == nil && len(got) > limit {
			t.Errorf("%d bytes", len(got))
		}
		mediaType(kind, got)
	})
}
