package read

import (
	"bytes"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/klauspost/compress/gzip"
	"github.com/klauspost/compress/zstd"
)

func gzipped(s string) string {
	var b bytes.Buffer
	w := gzip.NewWriter(&b)
	_, _ = w.Write([]byte(s)) // a buffer takes all
	_ = w.Close()
	return b.String()
}

func zstandard(s string) string {
	e, _ := zstd.NewWriter(nil) // fails for bad options only
	return string(e.EncodeAll([]byte(s), nil))
}

const madeUpWARC = "WARC/1.0\r\nWARC-Type: resource\r\nWARC-Target-URI: https://tarvos-herald.example/1\r\nContent-Type: text/plain\r\nContent-Length: 14\r\n\r\nNine men died.\r\n\r\n"

// TestKinds tells what an input is by its name, and where that does not tell, by
// its bytes; packed or not.
func TestKinds(t *testing.T) {
	const page = "<html><head><title>Truce holds in Tarvos</title></head><body><article><p>The truce in Tarvos held for a third day, the mayor said on Monday.</p><p>Nobody was hurt.</p></article></body></html>"
	const feed = "<?xml version=\"1.0\"?><rss version=\"2.0\"><channel><title>Herald</title><item><title>Truce</title><link>https://tarvos-herald.example/2</link><description>The truce held for a third day.</description></item></channel></rss>"
	const lines = "{\"text\":\"One.\"}\n{\"text\":\"Two.\"}\n"
	for _, c := range []struct {
		name, text string
		kind       Kind
	}{
		{"a.txt", page, KindText}, {"a", "Nine men died.", KindText}, {"a.md", "Nine men died.", KindText}, {"a", "[Photo] Nine men died.", KindText},
		{"a.html", page, KindHTML}, {"a", page, KindHTML}, {"a", "<?xml version='1.0'?>\n<!-- x --><html xmlns='x'>", KindHTML}, {"a.php", "<div>Nine men died.</div>", KindHTML},
		{"a.jsonl", lines, KindLines}, {"a", lines, KindLines}, {"a.json", lines, KindLines}, {"a", "{\"text\": broken\n{\"text\":\"Two.\"}", KindLines},
		{"a.json", "[{\"text\":\"One.\"}]", KindJSON}, {"a", " [\n{\"text\":\"One.\"}]", KindJSON}, {"a", "{\n  \"text\": \"One.\"\n}", KindJSON}, {"a", `{"list":[{"text":"One."}]}`, KindJSON},
		{"a.csv", "text\nOne.\n", KindCSV}, {"a.tsv", "text\nOne.\n", KindTSV}, {"a", "text,date\nOne.,2020\n", KindText},
		{"a.warc", madeUpWARC, KindWARC}, {"a", madeUpWARC, KindWARC},
		{"a.rss", feed, KindFeed}, {"a.xml", feed, KindFeed}, {"a", feed, KindFeed}, {"a.xml", "<note/>", KindText}, {"a", "<feed xmlns='http://www.w3.org/2005/Atom'/>", KindFeed},
		{"a", "\xff\xfe{\x00\n\x00", KindJSON}, {"a", "", KindText}, {"a", "<", KindText}, {"a", "<!--", KindText},
	} {
		for end, pack := range map[string]func(string) string{"": strings.Clone, ".gz": gzipped, ".zst": zstandard} {
			name := c.name
			if filepath.Ext(name) != "" {
				name += end
			}
			in := newSniffer(pack(c.text))
			if got, packed := (Options{}).kindOfStream(name, in); got != c.kind || (packed != notPacked) != (end != "") {
				t.Errorf("%s %q: got %s, packed %v, want %s", name, c.text, got, packed, c.kind)
			}
		}
	}
	if kind, _ := (Options{As: KindCSV}).kindOfStream("a.txt", newSniffer("x")); kind != KindCSV {
		t.Errorf("asked for a table: got %s", kind)
	}
}

// TestFolderOfAll reads one of each, plain and packed, and passes over what a
// browser saves beside a page.
func TestFolderOfAll(t *testing.T) {
	const page = "<html><head><title>Truce holds in Tarvos</title></head><body><article><p>The truce in Tarvos held for a third day, the mayor said on Monday.</p><p>Nobody was hurt in the old port, he said.</p></article></body></html>"
	dir := write(t, map[string]string{
		"a.txt.gz": gzipped("Text a."), "b.jsonl.gz": gzipped("{\"id\":\"b\",\"text\":\"Text b.\"}\n{\"id\":\"b2\",\"text\":\"Text b2.\"}"),
		"c.csv": "id;text\nc;Text c.\n", "d.tsv.zst": zstandard("id\ttext\nd\tText d.\n"), "e.warc.gz": gzipped(madeUpWARC),
		"f.html": page, "f_files/ad.html": page, "f_files/a.css": "a{}", "g_files/g.txt": "Text g.",
		"h.json": `{"status":"ok","articles":[{"id":"h1","text":"Text h1."},{"id":"h2","text":"Text h2."}]}`,
		"i.jpg":  "x", "j.jpg": "x", "k.css": "x", "l.gz": gzipped("Text l."), "m.docx": "PK\x03\x04", "n.txt.gz": gzipped("Text n.")[:12],
	})
	got := outcomes(Files([]string{dir}, Options{}))
	for i := range got {
		got[i] = filepath.ToSlash(strings.ReplaceAll(got[i], dir, "DIR"))
	}
	want := []string{
		"DIR/a.txt.gz: Text a.", "b: Text b.", "b2: Text b2.", "c: Text c.", "d: Text d.",
		"DIR/e.warc.gz@0: Nine men died.",
		"DIR/f.html: The truce in Tarvos held for a third day, the mayor said on Monday.\n\nNobody was hurt in the old port, he said.",
		"DIR/g_files/g.txt: Text g.",
		"h1: Text h1.", "h2: Text h2.", "DIR/l.gz: Text l.",
		"DIR/m.docx: format is not read: a .docx file in a folder",
		"DIR/n.txt.gz: unexpected EOF",
		"DIR: format is not read: passed over, as they hold no article: 2 .jpg, 1 .css, 1 folder of a saved page",
	}
	if !slices.Equal(got, want) {
		t.Errorf("got\n  %s\nwant\n  %s", strings.Join(got, "\n  "), strings.Join(want, "\n  "))
	}
}

// TestTables wants the tables of this package whole: a bad row is not noticed when
// they are read.
func TestTables(t *testing.T) {
	if n := len(extensions()); n < 40 || extensions()[".csv"] != KindCSV {
		t.Errorf("%d extensions", n)
	}
	kinds := append([]Kind{kindXML, kindPart}, Kinds...)
	for ext, kind := range extensions() {
		if !slices.Contains(kinds, kind) {
			t.Errorf("%s is %q", ext, kind)
		}
	}
	if n := len(headings()); n < 60 {
		t.Errorf("%d headings", n)
	}
	seen := map[heading]string{}
	for name, h := range headings() {
		if name != foldHeading(name) || h.rank < 1 || h.field != "lead" && !slices.Contains(fields[:], h.field) {
			t.Errorf("%q is %+v", name, h)
		}
		if other, ok := seen[h]; ok {
			t.Errorf("%q and %q have one rank", name, other)
		}
		seen[h] = name
	}
}
