package warc

import (
	"fmt"
	"io"
	"runtime"
	"strings"
	"testing"
)

// crawl gives the records of n pages of usual size, each with its request and a
// picture, over and over.
type crawl struct {
	records [][]byte
	left    int
	rest    []byte
}

func newCrawl(b testing.TB, pack func(testing.TB, []string) []byte, pages int) *crawl {
	c := &crawl{left: pages}
	for n := range 50 {
		body := strings.Repeat(pageBody(n)+fmt.Sprintf("<p>Paragraph %d of many.</p>\n", n*n), 300)
		c.records = append(c.records, pack(b, []string{
			record("request", pageURL(n), "GET / HTTP/1.1\r\n\r\n", "Content-Type: application/http;msgtype=request"),
			record("response", pageURL(n), answer200(body), isAnswer, isDate, "WARC-Payload-Digest: "+sha(body)),
			record("response", pageURL(n)+".png", answerOf("200 OK", "image/png", strings.Repeat("\x89PNG", 10_000)), isAnswer),
		}))
	}
	return c
}

// Read implements io.Reader.
func (c *crawl) Read(p []byte) (int, error) {
	if len(c.rest) == 0 {
		if c.left == 0 {
			return 0, io.EOF
		}
		c.left--
		c.rest = c.records[c.left%len(c.records)]
	}
	n := copy(p, c.rest)
	c.rest = c.rest[n:]
	return n, nil
}

func BenchmarkPages(b *testing.B) {
	for _, name := range []string{"plain", "gzip", "zstd"} {
		b.Run(name, func(b *testing.B) {
			in := newCrawl(b, packers[name], b.N)
			n, size := 0, 0
			for p, err := range Pages(in, Options{}) {
				if err == nil {
					n++
					size += len(p.Body)
				}
			}
			if n != b.N {
				b.Fatalf("%d pages of %d", n, b.N)
			}
			b.SetBytes(int64(size / n))
			b.ReportMetric(float64(3*n)/b.Elapsed().Seconds(), "records/s")
		})
	}
}

// TestMemory streams an archive of 100 MB unpacked and wants the heap to stay small.
func TestMemory(t *testing.T) {
	const pages = 1500
	in := newCrawl(t, packers["gzip"], pages)
	n := 0
	var most uint64
	for _, err := range Pages(in, Options{}) {
		if err != nil {
			continue
		}
		if n++; n%100 == 0 {
			var m runtime.MemStats
			runtime.ReadMemStats(&m)
			most = max(most, m.HeapAlloc)
		}
	}
	if n != pages || most > 64<<20 {
		t.Errorf("%d pages of %d, %d MB of heap", n, pages, most>>20)
	}
}
