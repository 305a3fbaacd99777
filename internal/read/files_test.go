package read

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"testing"

	"parley"
)

// write makes the files of a folder; a name with a slash at its end is a folder.
func write(t *testing.T, files map[string]string) string {
	t.Helper()
	dir := t.TempDir()
	for name, text := range files {
		p := filepath.Join(dir, name)
		if err := os.MkdirAll(filepath.Dir(p), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(p, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	return dir
}

func TestFilesInAFolder(t *testing.T) {
	dir := write(t, map[string]string{
		"b.txt":         "Text b.",
		"a/z.TXT":       "Text z.",
		"a/two.jsonl":   "{\"text\":\"Line one.\"}\n\n{\"text\":\"Line three.\"}\n{",
		"a/bare":        "Text without an extension.",
		"a/rec":         "{\"text\":\"A record.\"}",
		"c.ndjson":      "{\"id\":\"x\",\"text\":\"Text x.\"}",
		"d.png":         "\x89PNG\x00",
		"e.txt":         "",
		"f.txt":         "%PDF-1.7 …",
		".hidden.txt":   "Hidden.",
		".git/conf.txt": "Hidden.",
		"zz.txt":        "{ not JSON, since it is named a text",
	})
	if err := os.Symlink(filepath.Join(dir, "b.txt"), filepath.Join(dir, "link.txt")); err != nil {
		t.Skip(err)
	}
	if err := os.Symlink(dir, filepath.Join(dir, "loop")); err != nil {
		t.Skip(err)
	}
	got := outcomes(Files([]string{dir}, Options{}))
	for i := range got {
		got[i] = filepath.ToSlash(strings.ReplaceAll(got[i], dir, "DIR"))
	}
	want := []string{
		"DIR/a/bare: Text without an extension.",
		"DIR/a/rec:1: A record.",
		"DIR/a/two.jsonl:1: Line one.",
		"DIR/a/two.jsonl:3: Line three.",
		"DIR/a/two.jsonl:4: bad JSON line: byte 1: unexpected end of JSON input",
		"DIR/a/z.TXT: Text z.",
		"DIR/b.txt: Text b.",
		"x: Text x.",
		"DIR/e.txt: no text",
		"DIR/f.txt: format is not read: PDF",
		"DIR/link.txt: Text b.",
		"DIR/zz.txt: { not JSON, since it is named a text",
		"DIR: format is not read: passed over, as they hold no article: 1 .png",
	}
	if !slices.Equal(got, want) {
		t.Errorf("got\n  %s\nwant\n  %s", strings.Join(got, "\n  "), strings.Join(want, "\n  "))
	}
}

func TestFilesNamed(t *testing.T) {
	dir := write(t, map[string]string{"a.txt": "Text a.", "b.md": "Text b.", "c.json": `{"id":"c","text":"Text c."}`})
	in := func(name string) string { return filepath.Join(dir, name) }
	got := outcomes(Files([]string{in("b.md"), in("gone.txt"), "-", in("c.json"), in("a.txt")},
		Options{Stdin: strings.NewReader("Text of the standard input.")}))
	want := []string{
		in("b.md") + ": Text b.",
		in("gone.txt") + ": " + fs.ErrNotExist.Error(),
		"-: Text of the standard input.",
		"c: Text c.",
		in("a.txt") + ": Text a.",
	}
	if runtime.GOOS != "windows" { // its message is another
		want[1] = in("gone.txt") + ": no such file or directory"
	}
	if !slices.Equal(got, want) {
		t.Errorf("got %q, want %q", got, want)
	}
	for _, err := range Files([]string{in("gone.txt")}, Options{}) {
		if !errors.Is(err, fs.ErrNotExist) {
			t.Errorf("%v is not fs.ErrNotExist", err)
		}
	}
}

func TestStdin(t *testing.T) {
	for in, want := range map[string]string{
		`{"text":"A record."}`:                  "-:1: A record.",
		"\xef\xbb\xbf\n {\"text\":\"Marked.\"}": "-:2: Marked.",
		"\xff\xfe{\x00}\x00":                    `-:1: no "text" field`,
		`{\rtf1 Hello}`:                         "-: format is not read: RTF",
		"<!DOCTYPE html><p>Hello":               "-: no text: no article on the page",
		"<?xml version='1.0'?><note>Hello":      "-: format is not read: XML",
		"":                                      "-: no text",
		"Nine men died.":                        "-: Nine men died.",
	} {
		if got := outcomes(Files([]string{"-"}, Options{Stdin: strings.NewReader(in)})); !slices.Equal(got, []string{want}) {
			t.Errorf("%q: got %q, want %q", in, got, want)
		}
	}
}

func TestFilesStop(t *testing.T) {
	dir := write(t, map[string]string{"a.txt": "A.", "b.txt": "B.", "c/d.txt": "D.", "e.txt": "E."})
	for stop := 1; stop <= 3; stop++ {
		n := 0
		for _, err := range Files([]string{dir, dir}, Options{}) {
			if n++; n == stop || err != nil {
				break
			}
		}
		if n != stop {
			t.Errorf("%d outcomes after the consumer stopped at %d", n, stop)
		}
	}
}

// TestTooLarge has a text file of 200 MB refused without being read, and a
// stream as soon as it passes the limit.
func TestTooLarge(t *testing.T) {
	p := filepath.Join(t.TempDir(), "large.txt")
	if err := os.WriteFile(p, []byte("Nine men died. "), 0o600); err != nil {
		t.Fatal(err)
	}
	if err := os.Truncate(p, 200<<20); err != nil {
		t.Fatal(err)
	}
	var before, after runtime.MemStats
	runtime.ReadMemStats(&before)
	for a, err := range Files([]string{p}, Options{}) {
		if a != nil || !errors.Is(err, parley.ErrTooLarge) {
			t.Errorf("got %v, %v, want ErrTooLarge", a, err)
		}
		if want := fmt.Sprintf("%s: too large: a text of %d bytes, the limit is %d", p, 200<<20, DefaultMaxText); err.Error() != want {
			t.Errorf("got %q, want %q", err, want)
		}
	}
	runtime.ReadMemStats(&after)
	if n := after.TotalAlloc - before.TotalAlloc; n > 1<<20 {
		t.Errorf("%d bytes were allocated for a file that is not read", n)
	}
	in := &repeated{line: "Nine men died. ", n: 1 << 30}
	for a, err := range Files([]string{"-"}, Options{Stdin: in, MaxText: 1000}) {
		if a != nil || !errors.Is(err, parley.ErrTooLarge) || in.n < 1<<29 {
			t.Errorf("stream: got %v, %v with %d bytes unread", a, err, in.n)
		}
	}
	if _, err := Text("x", make([]byte, 11), Options{MaxText: 10}); !errors.Is(err, parley.ErrTooLarge) {
		t.Errorf("Text: got %v", err)
	}
}

// TestLongLine reads a text of one line of 10 MB.
func TestLongLine(t *testing.T) {
	raw := []byte("TARVOS (AFP) - " + strings.Repeat("Nine men died in the old port. ", 350_000) + "(END)")
	a, err := Text("long.txt", raw, Options{})
	if err != nil {
		t.Fatal(err)
	}
	if len(a.Text) < 10<<20 || len(a.Dropped) != 2 || strings.Contains(a.Text, "\n") {
		t.Errorf("got %d bytes, dropped %d", len(a.Text), len(a.Dropped))
	}
}

// TestTrickle reads records from a pipe as they come, and does not wait for more.
func TestTrickle(t *testing.T) {
	for kind, in := range map[Kind][]string{
		"":      {"{\"text\":\"One.\"}\n", "{\"text\":\"Two.\"}\n"},
		KindCSV: {"text\nOne.\n", "Two.\n"},
	} {
		r, w := io.Pipe()
		got := make(chan string)
		go func() {
			defer close(got)
			for a, err := range Files([]string{"-"}, Options{Stdin: r, As: kind}) {
				if err != nil {
					t.Error(err)
					continue
				}
				got <- a.Text
			}
		}()
		for i, want := range []string{"One.", "Two."} {
			if _, err := io.WriteString(w, in[i]); err != nil {
				t.Fatal(err)
			}
			if text := <-got; text != want {
				t.Errorf("%q: got %q, want %q", kind, text, want)
			}
		}
		_ = w.Close()
		if text, ok := <-got; ok {
			t.Errorf("%q: got %q more", kind, text)
		}
	}
}
