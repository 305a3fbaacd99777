package warc

import (
	"bytes"
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"
	"testing"
	"testing/iotest"
	"time"

	"github.com/andybalholm/brotli"
	"github.com/klauspost/compress/flate"
	"github.com/klauspost/compress/zstd"
)

func check(t *testing.T, name string, got, want []string) {
	t.Helper()
	if !slices.Equal(got, want) {
		t.Errorf("%s: got\n  %s\nwant\n  %s", name, strings.Join(got, "\n  "), strings.Join(want, "\n  "))
	}
}

// TestPages reads every kind of record, however the file is packed and however
// its bytes arrive.
func TestPages(t *testing.T) {
	records := []string{
		record("warcinfo", "", "software: by hand\r\n"),
		record("request", pageURL(1), "GET /news/1 HTTP/1.1\r\n\r\n", "Content-Type: application/http;msgtype=request"),
		page(1),
		record("metadata", pageURL(1), "via: nowhere\r\n"),
		record("response", "https://t.example/a.png", answerOf("200 OK", "image/png", "\x89PNG"), isAnswer),
		record("response", "https://t.example/gone", answerOf("404 Not Found", "text/html", "Gone"), isAnswer),
		record("response", "https://t.example/old", answerOf("301 Moved Permanently", "text/html", ""), isAnswer),
		record("response", "dns:t.example", "20230405 t.example", "Content-Type: text/dns"),
		record("resource", "<file:///news/2.html>", pageBody(2), "Content-Type: text/html"),
		record("conversion", "https://t.example/3", "Nine men died in Tarvos.", "Content-Type: text/plain"),
		record("response", "https://t.example/none", answerOf("200 OK", "text/html", " \n"), isAnswer),
		record("response", "https://t.example/sniff", "HTTP/2 200\r\nX-No-Type: 1\r\n\r\n"+pageBody(5), isAnswer),
		record("continuation", "https://t.example/part", pageBody(2), "WARC-Segment-Number: 2"),
		page(6),
	}
	want := []string{
		want(1),
		"at %: no page: image/png",
		"at %: no page: answer 404",
		"at %: no page: answer 301",
		"at %: no page: no address of the web",
		"file:///news/2.html " + pageBody(2),
		"https://t.example/3 Nine men died in Tarvos.",
		"at %: no page: nothing in it",
		"https://t.example/sniff " + pageBody(5),
		"at %: no page: part of a record in several segments",
		want(6),
	}
	for name, pack := range packers {
		b := pack(t, records)
		check(t, name, placeless(read(b, true)), want)
		var slow []string
		for p, err := range Pages(iotest.OneByteReader(bytes.NewReader(b)), Options{}) {
			if err != nil {
				slow = append(slow, err.Error())
			} else {
				slow = append(slow, p.URL+" "+string(p.Body))
			}
		}
		check(t, name+", a byte at a time", placeless(slow), want)
	}
	whole := gz(strings.Join(records, ""))
	check(t, "packed as a whole", placeless(read(whole, true)), want)
	// Split with no regard for records, as bgzip and pigz do.
	all := strings.Join(records, "")
	var split []byte
	for len(all) > 0 {
		n := min(100, len(all))
		split = append(split, gz(all[:n])...)
		all = all[n:]
	}
	check(t, "packed in blocks", placeless(read(split, true)), want)
}

// placeless takes places and addresses off messages.
func placeless(lines []string) []string {
	for i, l := range lines {
		if rest, ok := strings.CutPrefix(l, "at "); ok {
			_, rest, _ = strings.Cut(rest, ": ")
			lines[i] = "at %: " + rest
		}
	}
	return lines
}

// TestPositions finds each record again at the place that it was given.
func TestPositions(t *testing.T) {
	records := []string{page(1), page(2), page(3)}
	files := map[string][]byte{"whole": gz(strings.Join(records, ""))}
	for name, pack := range packers {
		files[name] = pack(t, records)
	}
	for name, b := range files {
		n := 0
		o := Options{At: bytes.NewReader(b)}
		for p, err := range Pages(bytes.NewReader(b), o) {
			if n++; err != nil {
				t.Fatal(err)
			}
			all := pages{o: o, rd: NewReader(bytes.NewReader(b), o), known: map[uint64]place{}}
			rec, rd, err := all.recordAt(p.At)
			if err != nil || rec.URL != pageURL(n) || rec.At != p.At && name != "whole" {
				t.Fatalf("%s: at %s is %+v, %v, want page %d", name, p.At, rec, err, n)
			}
			rd.Close()
			all.rd.Close()
			if name == "plain" && p.At.Offset != int64(len(strings.Join(records[:n-1], ""))) || name == "whole" && (p.At.Offset != 0 || n > 1 && p.At.Inner == 0) {
				t.Errorf("%s: page %d is at %s", name, n, p.At)
			}
			if want := time.Date(2023, 4, 5, 6, 7, 8, 0, time.UTC); !p.Date.Equal(want) || p.MediaType != "text/html; charset=utf-8" {
				t.Errorf("%s: date %v, type %q", name, p.Date, p.MediaType)
			}
		}
		if n != len(records) {
			t.Errorf("%s: %d pages", name, n)
		}
	}
}

// TestCodings undoes chunks and compression, and takes bytes that are not packed as
// their header says as they are.
func TestCodings(t *testing.T) {
	body := pageBody(1)
	pack := func(w func(io.Writer) io.WriteCloser) string {
		var b bytes.Buffer
		c := w(&b)
		_, _ = c.Write([]byte(body)) // a buffer takes all
		_ = c.Close()
		return b.String()
	}
	zipped := string(gz(body))
	chunked := fmt.Sprintf("%x\r\n%s\r\n%x;ext=1\r\n%s\r\n0\r\n\r\n", 10, zipped[:10], len(zipped)-10, zipped[10:])
	deflated := pack(func(w io.Writer) io.WriteCloser { d, _ := flate.NewWriter(w, 6); return d })
	br := pack(func(w io.Writer) io.WriteCloser { return brotli.NewWriter(w) })
	zst := pack(func(w io.Writer) io.WriteCloser { d, _ := zstd.NewWriter(w); return d })
	const notes = " [the answer is not packed as %s, as its header says]"
	for _, c := range []struct{ name, header, raw, note string }{
		{"gzip", "Content-Encoding: gzip", zipped, ""},
		{"chunks of gzip", "Content-Encoding: GZIP\r\nTransfer-Encoding: Chunked", chunked, ""},
		{"raw deflate", "Content-Encoding: deflate", deflated, ""},
		{"brotli", "Content-Encoding: br", br, ""},
		{"zstd", "Content-Encoding: zstd", zst, ""},
		{"twice", "Content-Encoding: br, gzip", string(gz(br)), ""},
		{"chunks of packed transfer", "Transfer-Encoding: gzip, chunked", chunked, ""},
		{"other lengths", "Content-Length: 2\r\nContent-Length: 9999", body, ""},
		{"bytes in a name", "X-\xe9: y", body, ""},
		{"no chunks", "Transfer-Encoding: chunked", body, ""},
		{"no gzip", "Content-Encoding: gzip", body, fmt.Sprintf(notes, "gzip")},
		{"no brotli", "Content-Encoding: br", body, fmt.Sprintf(notes, "br")},
		{"unknown", "Content-Encoding: pack200", body, fmt.Sprintf(notes, "pack200")},
		{"cut short", "Content-Encoding: gzip", zipped[:len(zipped)-4], " [the answer breaks off]"},
		{"bad lines", "no colon here\r\nSet-Cookie : a\r\n folded", body, ""},
	} {
		got := read([]byte(record("response", pageURL(1), answer200(c.raw, c.header), isAnswer)), false)
		check(t, c.name, got, []string{want(1) + c.note})
	}
}

// TestBombs refuses what unpacks to more than the limit, and reads on.
func TestBombs(t *testing.T) {
	bomb := string(gz(strings.Repeat("Tarvos ", 1<<20)))
	b := record("response", "https://t.example/bomb", answer200(bomb, "Content-Encoding: gzip"), isAnswer) +
		record("response", "https://t.example/large", answer200(strings.Repeat("Tarvos ", 1<<16)), isAnswer) + page(1)
	var got []string
	for p, err := range Pages(strings.NewReader(b), Options{MaxBody: 1 << 16}) {
		if err == nil {
			got = append(got, p.URL)
		} else if errors.Is(err, ErrTooLarge) {
			got = append(got, "too large")
		}
	}
	check(t, "bombs", got, []string{"too large", "too large", pageURL(1)})
}

// TestDigests notes a payload that is not the one of which the digest is stated;
// it may be stated with chunks or without, in base32, hex or base64.
func TestDigests(t *testing.T) {
	body := pageBody(1)
	chunks := fmt.Sprintf("%x\r\n%s\r\n0\r\n\r\n", len(body), body)
	for _, c := range []struct {
		digest string
		sound  bool
	}{
		{sha(body), true}, {sha(chunks), true}, {strings.ToLower(sha(body)), true}, {sha("other"), false},
		{"sha256:00", false}, {"md5:00", false}, {"sha512:00", false}, {"tiger:00", true},
	} {
		got := read([]byte(record("response", pageURL(1), answer200(chunks, "Transfer-Encoding: chunked"), isAnswer, "WARC-Payload-Digest: "+c.digest)), false)
		if len(got) != 1 || strings.Contains(got[0], "states the digest") == c.sound || !strings.HasPrefix(got[0], want(1)) {
			t.Errorf("%s: got %q", c.digest, got)
		}
	}
}

// TestDigestOfPacked takes the digest of a payload without its chunks and packed.
func TestDigestOfPacked(t *testing.T) {
	zipped := string(gz(pageBody(1)))
	chunks := fmt.Sprintf("%x\r\n%s\r\n0\r\n\r\n", len(zipped), zipped)
	for _, digest := range []string{sha(pageBody(1)), sha(zipped), sha(chunks)} {
		b := record("response", pageURL(1), answer200(chunks, "Transfer-Encoding: chunked", "Content-Encoding: gzip"), isAnswer, "WARC-Payload-Digest: "+digest)
		check(t, digest, read([]byte(b), false), []string{want(1)})
	}
}

// TestFrames reads frames of zstd of every make: with a checksum or without, with
// blocks of one byte repeated, of several blocks, and between frames without data.
func TestFrames(t *testing.T) {
	long := record("response", "https://t.example/long", answer200(strings.Repeat("a", 700_000)), isAnswer)
	for _, opts := range [][]zstd.EOption{{zstd.WithEncoderCRC(false)}, {zstd.WithSingleSegment(true)}, {zstd.WithEncoderLevel(zstd.SpeedBestCompression)}, {zstd.WithEncoderLevel(zstd.SpeedFastest)}} {
		e, err := zstd.NewWriter(nil, opts...)
		if err != nil {
			t.Fatal(err)
		}
		var b []byte
		short := record("resource", "file:///s", "Nine men died.", "Content-Type: text/plain")
		for _, r := range []string{page(1), short, long, page(2)} {
			b = append(e.EncodeAll([]byte(r), b), "\x50\x2a\x4d\x18\x03\x00\x00\x00xyz"...)
		}
		check(t, "frames", read(b, true), []string{want(1), "file:///s Nine men died.", "https://t.example/long " + strings.Repeat("a", 700_000), want(2)})
		// A frame whose last block is one byte, repeated.
		rle := "\x28\xb5\x2f\xfd\x00\x58" + "\x01\x00\x00" // an empty raw block ends it
		same := "\x28\xb5\x2f\xfd\x00\x58\x53\x00\x00\n"   // ten line ends
		check(t, "one byte", read(slices.Concat(b, []byte(rle+same), e.EncodeAll([]byte(page(3)), nil)), true)[3:], []string{want(2), want(3)})
	}
}

// TestRevisits gives a page that stands at a second address, where it can be found,
// and nothing for one that has not changed.
func TestRevisits(t *testing.T) {
	const profile = "WARC-Profile: http://netpreserve.org/warc/1.1/revisit/identical-payload-digest"
	head := "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n"
	records := []string{
		page(1),
		record("response", "https://t.example/a.png", answerOf("200 OK", "image/png", "PNG"), isAnswer, "WARC-Payload-Digest: "+sha("PNG")),
		record("revisit", pageURL(1), head, isAnswer, profile, "WARC-Payload-Digest: "+sha(pageBody(1))),
		record("revisit", "https://t.example/second", head, isAnswer, profile, "WARC-Payload-Digest: "+sha(pageBody(1))),
		record("revisit", "https://t.example/third", head, isAnswer, profile, "WARC-Refers-To: <urn:uuid:1>"),
		record("revisit", "https://t.example/fourth", "", profile, "WARC-Refers-To-Target-URI: "+pageURL(1), "WARC-Refers-To-Date: 2023-04-05T06:07:08Z"),
		record("revisit", "https://t.example/b.png", head, isAnswer, profile, "WARC-Payload-Digest: "+sha("PNG")),
		record("revisit", "https://t.example/x.css", "HTTP/1.1 200 OK\r\nContent-Type: text/css\r\n\r\n", isAnswer, profile),
		record("revisit", pageURL(7), head, isAnswer, profile, "WARC-Payload-Digest: "+sha("elsewhere")),
		record("revisit", pageURL(1), "HTTP/1.1 304 Not Modified\r\n\r\n", isAnswer, "WARC-Refers-To: <urn:uuid:1>"),
		page(2),
	}
	skip := func(why string) string { return "at %: no page: " + why }
	ends := []string{skip("image/png"), skip("text/css"), skip(whyElsewhere), skip(whyUnchanged), want(2)}
	seen := " " + pageBody(1)
	for name, pack := range packers {
		b := pack(t, records)
		head := []string{want(1), skip("image/png"), skip(whyUnchanged)}
		check(t, name, placeless(read(b, true)), slices.Concat(head,
			[]string{"https://t.example/second" + seen, "https://t.example/third" + seen, "https://t.example/fourth" + seen}, ends))
		check(t, name+", read once", placeless(read(b, false)), slices.Concat(head,
			[]string{skip(whyOnce), skip(whyOnce), skip(whyOnce)}, ends))
	}
}

// TestDates reads all forms of dates that archives have.
func TestDates(t *testing.T) {
	for in, want := range map[string]string{
		"2023-04-05T06:07:08Z": "2023-04-05T06:07:08Z", "2023-04-05T06:07:08.25Z": "2023-04-05T06:07:08.25Z",
		"2023-04-05T06:07Z": "2023-04-05T06:07:00Z", "2023-04-05": "2023-04-05T00:00:00Z", "2023": "2023-01-01T00:00:00Z",
		"20230405060708": "2023-04-05T06:07:08Z", "2023-04-05T06:07:08+02:00": "2023-04-05T04:07:08Z",
		"yesterday": "0001-01-01T00:00:00Z",
	} {
		if got := readDate(in).Format(time.RFC3339Nano); got != want {
			t.Errorf("%s: got %s, want %s", in, got, want)
		}
	}
}

// TestDictionary reads a .warc.zst whose records share a dictionary at its head,
// packed or not, also a record that is read again.
func TestDictionary(t *testing.T) {
	var samples [][]byte
	for n := range 200 {
		samples = append(samples, []byte(page(n)))
	}
	dict, err := zstd.BuildDict(zstd.BuildDictOptions{ID: 7, Contents: samples, History: []byte(page(1) + page(2)), Offsets: [3]int{1, 4, 8}})
	if err != nil {
		t.Fatal(err)
	}
	plainEncoder, err := zstd.NewWriter(nil)
	if err != nil {
		t.Fatal(err)
	}
	for name, d := range map[string][]byte{"plain": dict, "packed": plainEncoder.EncodeAll(dict, nil)} {
		e, err := zstd.NewWriter(nil, zstd.WithEncoderDict(dict))
		if err != nil {
			t.Fatal(err)
		}
		b := binary.LittleEndian.AppendUint32([]byte("\x5d\x2a\x4d\x18"), uint32(len(d)))
		b = append(b, d...)
		again := record("revisit", "https://t.example/b", "HTTP/1.1 200 OK\r\n\r\n", isAnswer, "WARC-Refers-To: <urn:uuid:1>")
		for _, r := range []string{page(1), page(2), again, page(3)} {
			b = e.EncodeAll([]byte(r), b)
		}
		check(t, name, read(b, true), []string{want(1), want(2), "https://t.example/b " + pageBody(1), want(3)})
	}
}

// TestOldForms reads what old and careless writers wrote.
func TestOldForms(t *testing.T) {
	old := strings.ReplaceAll(strings.Replace(page(1), "WARC/1.1", "WARC/0.18", 1), "\r\n", "\n")
	folded := strings.Replace(page(2), "WARC-Date: ", "WARC-Date:\r\n ", 1)
	lower := strings.NewReplacer("WARC-Type", "warc-type", "WARC-Target-URI", "Warc-Target-Uri").Replace(page(3))
	brackets := strings.Replace(page(4), pageURL(4), "<"+pageURL(4)+">", 1)
	// The block of the first one is shorter, as its line ends are.
	old = strings.Replace(old, fmt.Sprintf("Content-Length: %d", len(answer200(pageBody(1)))), fmt.Sprintf("Content-Length: %d", len(strings.ReplaceAll(answer200(pageBody(1)), "\r\n", "\n"))), 1)
	check(t, "old forms", read([]byte("\r\n"+old+folded+lower+brackets), true), []string{want(1), want(2), want(3), want(4)})
}

// TestLongRecords reads records that are longer than what can be looked at ahead,
// in members that have no regard for them.
func TestLongRecords(t *testing.T) {
	body := strings.Repeat(pageBody(1), 40_000) // 3 MB
	long := record("response", pageURL(1), answer200(body), isAnswer)
	all := page(2) + long + page(3)
	var blocks []byte
	for rest := all; rest != ""; {
		n := min(64<<10, len(rest))
		blocks = append(blocks, gz(rest[:n])...)
		rest = rest[n:]
	}
	files := map[string][]byte{"blocks": blocks, "whole": gz(all)}
	for name, pack := range packers {
		files[name] = pack(t, []string{page(2), long, page(3)})
	}
	for name, b := range files {
		for _, again := range []bool{true, false} {
			got := read(b, again)
			if !slices.Equal(got, []string{want(2), pageURL(1) + " " + body, want(3)}) {
				t.Errorf("%s: %d outcomes", name, len(got))
			}
		}
	}
}
