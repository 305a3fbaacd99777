package read

import (
	"bufio"
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"path/filepath"
	"slices"
	"strings"
	"sync"

	"github.com/klauspost/compress/gzip"
	"github.com/klauspost/compress/zstd"

	"parley"
	"parley/data"
)

// Kind is what an input is.
type Kind string

// The kinds; "" leaves it to the name of the input and its first bytes.
const (
	KindText  Kind = "text"  // one article
	KindHTML  Kind = "html"  // one page of the web
	KindLines Kind = "jsonl" // JSON Lines
	KindJSON  Kind = "json"  // one document: a list of records, a record, a JSON feed
	KindCSV   Kind = "csv"   // a table, the separator is found
	KindTSV   Kind = "tsv"   // a table with tabs
	KindWARC  Kind = "warc"  // a web archive
	KindFeed  Kind = "feed"  // RSS, Atom or a JSON feed

	kindXML  Kind = "xml"  // the first element tells
	kindPart Kind = "part" // no news by itself
)

// Kinds are the kinds that Options.As takes.
var Kinds = []Kind{KindText, KindHTML, KindLines, KindJSON, KindCSV, KindTSV, KindWARC, KindFeed}

// ParseKind returns the kind of that name; "" is the kind "". The error wraps
// parley.ErrFormat.
func ParseKind(name string) (Kind, error) {
	if k := Kind(name); k == "" || slices.Contains(Kinds, k) {
		return k, nil
	}
	return "", fmt.Errorf("%w: %q; there are %s", parley.ErrFormat, name, strings.Trim(fmt.Sprint(Kinds), "[]"))
}

// extensions maps extensions to kinds. A test holds the table to what Rows wants.
var extensions = sync.OnceValue(func() map[string]Kind {
	out := map[string]Kind{}
	rows, _ := data.Rows(data.FS, "read/extensions.tsv", 2)
	for _, r := range rows {
		out["."+r.Cells[0]] = Kind(r.Cells[1])
	}
	return out
})

// kindByName tells the kind by the extension, the one before .gz or .zst of a
// packed file. known is true for a file that a folder is read for; without an
// extension, and for XML, its first bytes are left to tell the kind.
func kindByName(name string) (kind Kind, known bool) {
	ext := strings.ToLower(filepath.Ext(name))
	if ext == ".gz" || ext == ".zst" {
		ext = strings.ToLower(filepath.Ext(name[:len(name)-len(ext)]))
	}
	switch kind = extensions()[ext]; {
	case ext == "", kind == kindXML:
		return "", true
	}
	return kind, kind != "" && kind != kindPart
}

// sniffSize is how much of the head of an input is looked at to tell its kind.
const sniffSize = 64 << 10

// kindOfStream tells the kind of in, and whether it is packed: by opts, else by
// the name, else by its first bytes. Text is what nothing tells. Of JSON Lines no
// more is waited for than the first line: a program may write them as it goes.
func (o Options) kindOfStream(ref string, in *bufio.Reader) (Kind, packing) {
	magic, _ := in.Peek(4) // an error comes again when it is read
	packed := packingOf(magic)
	kind := o.As
	if kind == "" && ref != "-" {
		if kind, _ = kindByName(ref); kind == kindPart {
			kind = "" // somebody named it: the bytes tell
		}
	}
	if kind != "" && (kind != KindJSON || o.As != "") {
		return kind, packed
	}
	if packed == notPacked && isRecord(peekLine(in), o) {
		return KindLines, packed
	}
	head, err := in.Peek(sniffSize)
	whole := err != nil
	if packed != notPacked {
		head, whole = unpackHead(head, packed)
	}
	if told := sniff(head, whole); kind == "" || told == KindLines { // many name JSON Lines .json
		kind = told
	}
	return kind, packed
}

// peekLine returns the first line of in that is not blank, as far as it fits in.
func peekLine(in *bufio.Reader) []byte {
	for n := 1; ; n = in.Buffered() + 1 {
		_, err := in.Peek(n)
		b, _ := in.Peek(in.Buffered()) // all that came with it
		b = bytes.TrimLeft(bytes.TrimPrefix(b, []byte("\xef\xbb\xbf")), " \t\r\n")
		if line, _, ok := bytes.Cut(b, []byte{'\n'}); ok || err != nil {
			return line
		}
	}
}

// isRecord reports whether line is a whole record of JSON with a text.
func isRecord(line []byte, o Options) bool {
	if !bytes.HasPrefix(line, []byte("{")) {
		return false
	}
	rec, err := decodeRecord(line, o)
	return err == nil && rec.Text != nil
}

// sniff tells a kind by the head of an input; whole is true if that is all of it.
func sniff(head []byte, whole bool) Kind {
	if order, _ := sniffUTF16(head); order != nil || bytes.HasPrefix(head, []byte("\xff\xfe")) || bytes.HasPrefix(head, []byte("\xfe\xff")) {
		head = bytes.ReplaceAll(head, []byte{0}, nil)
	}
	for _, mark := range []string{"\xef\xbb\xbf", "\xff\xfe", "\xfe\xff"} {
		head = bytes.TrimPrefix(head, []byte(mark))
	}
	head = bytes.TrimLeft(head, " \t\r\n")
	switch {
	case bytes.HasPrefix(head, []byte("WARC/")):
		return KindWARC
	case bytes.HasPrefix(head, []byte(`{\`)): // RTF
		return KindText
	case bytes.HasPrefix(head, []byte("{")):
		return sniffObject(head, whole)
	case bytes.HasPrefix(head, []byte("[")):
		if next := bytes.TrimLeft(head[1:], " \t\r\n"); len(next) > 0 && next[0] == '{' {
			return KindJSON
		}
	case bytes.HasPrefix(head, []byte("<")):
		return sniffMarkup(string(head[:min(len(head), 4096)]))
	}
	return KindText
}

// sniffObject tells JSON Lines from one JSON document, by a head that begins an
// object: of JSON Lines the first line is an object and there is a second, or the
// second begins one.
func sniffObject(head []byte, whole bool) Kind {
	line, rest, ended := bytes.Cut(bytes.ReplaceAll(head, []byte{'\r'}, []byte{'\n'}), []byte{'\n'})
	rest = bytes.TrimLeft(rest, " \t\n")
	switch {
	case !ended && !whole:
		if bytes.Contains(line[:min(len(line), 512)], []byte("jsonfeed.org/version")) {
			return KindJSON
		}
		return KindLines
	case json.Valid(line) && len(rest) == 0 && whole:
		return KindJSON // one object; a record is read there too
	case json.Valid(line), len(rest) > 0 && rest[0] == '{':
		return KindLines
	}
	return KindJSON
}

// sniffMarkup tells a page of the web from a feed by the first element.
func sniffMarkup(head string) Kind {
	head = strings.ToLower(head)
	for {
		head = strings.TrimLeft(head, " \t\r\n")
		end := ""
		switch {
		case strings.HasPrefix(head, "<!--"):
			end = "-->"
		case strings.HasPrefix(head, "<?"):
			end = "?>"
		case strings.HasPrefix(head, "<!doctype html"):
			return KindHTML
		case strings.HasPrefix(head, "<!"):
			end = ">"
		}
		if end == "" {
			break
		}
		_, rest, ok := strings.Cut(head, end)
		if !ok {
			return KindText
		}
		head = rest
	}
	name, ok := strings.CutPrefix(head, "<")
	if !ok {
		return KindText
	}
	if i := strings.IndexAny(name, " \t\r\n/>"); i >= 0 {
		name = name[:i]
	}
	switch name {
	case "rss", "feed", "rdf:rdf":
		return KindFeed
	case "html", "head", "body", "meta", "title", "link", "article", "main", "section", "div", "p", "h1", "table":
		return KindHTML
	}
	return KindText
}

// packing is how an input is packed.
type packing uint8

const (
	notPacked packing = iota
	gzipPacked
	zstdPacked
)

func packingOf(head []byte) packing {
	switch {
	case bytes.HasPrefix(head, []byte("\x1f\x8b\x08")):
		return gzipPacked
	case bytes.HasPrefix(head, []byte("\x28\xb5\x2f\xfd")):
		return zstdPacked
	}
	return notPacked
}

// unpackHead returns what the head of a packed input unpacks to, as far as it
// goes and no further than the head of an input, and whether it is all of it.
func unpackHead(head []byte, p packing) ([]byte, bool) {
	r, err := unpack(bytes.NewReader(head), p)
	if err != nil {
		return nil, false
	}
	defer func() { _ = r.Close() }() // nothing was written
	out, err := io.ReadAll(io.LimitReader(r, sniffSize))
	return out, err == nil && len(out) < sniffSize
}

// maxWindow bounds the memory that unpacking zstd takes.
const maxWindow = 128 << 20

// unpack returns a reader of what r unpacks to.
func unpack(r io.Reader, p packing) (io.ReadCloser, error) {
	if p == gzipPacked {
		return gzip.NewReader(r)
	}
	d, err := zstd.NewReader(r, zstd.WithDecoderConcurrency(1), zstd.WithDecoderLowmem(true), zstd.WithDecoderMaxWindow(maxWindow))
	if err != nil {
		return nil, err
	}
	return d.IOReadCloser(), nil
}
