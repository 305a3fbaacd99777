package read

import (
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"iter"
	"runtime"
	"slices"
	"strings"
	"testing"
	"testing/iotest"

	"parley"
)

// outcomes renders each article as "ref: text" and each error as its message.
func outcomes(seq iter.Seq2[*parley.Article, error]) []string {
	var out []string
	for a, err := range seq {
		if err != nil {
			out = append(out, err.Error())
		} else {
			out = append(out, a.Ref+": "+a.Text)
		}
	}
	return out
}

func TestJSONLines(t *testing.T) {
	in := "\xef\xbb\xbf" + `{"id":"a","text":"Nine men died."}
{"id":17,"text":"A truce.\n\nIt holds.","unknown":[1]}

{"text":"No id."}
` + "{\"text\":\"After a bare return.\"}\r{\"text\":\"After two ends.\"}\r\n" + `{"id":"b"}
{"id":"c","text":null}
{"id":"d","text":" \n"}
{"id":"e","text":"Share"}
{"id":"f","text":5}
{"id":"g","text":"x"
["h"]
{"id":"i","text":"x"} {"id":"j","text":"y"}
{"id":"k","text":"` + "caf\xe9" + `"}
{"id":"l","text":"` + strings.Repeat("x", 200) + `"}
{"id":{"m":1},"text":"x"}
{"id":"n","text":"Last line, without an end."}`
	want := []string{
		"a: Nine men died.",
		"17: A truce.\n\nIt holds.",
		"in.jsonl:4: No id.",
		"in.jsonl:5: After a bare return.",
		"in.jsonl:6: After two ends.",
		`in.jsonl:7: no "text" field`,
		`in.jsonl:8: no "text" field`,
		"in.jsonl:9: no text",
		"in.jsonl:10: no text: only lines that are no article, 1 of them",
		"in.jsonl:11: bad JSON line: json: cannot unmarshal number into Go struct field record.text of type string",
		"in.jsonl:12: bad JSON line: byte 20: unexpected end of JSON input",
		"in.jsonl:13: bad JSON line: json: cannot unmarshal array into Go value of type read.record",
		"in.jsonl:14: bad JSON line: byte 23: invalid character '{' after top-level value",
		"in.jsonl:15: bad JSON line: not UTF-8 at byte 22",
		"in.jsonl:16: too large: a line of 220 bytes, the limit is 120",
		"in.jsonl:17: bad JSON line: json: cannot unmarshal object into Go struct field record.id of type json.Number",
		"n: Last line, without an end.",
	}
	opts := Options{MaxLine: 120}
	got := outcomes(JSONLines("in.jsonl", strings.NewReader(in), opts))
	if !slices.Equal(got, want) {
		t.Errorf("got\n  %s\nwant\n  %s", strings.Join(got, "\n  "), strings.Join(want, "\n  "))
	}
	// However the bytes arrive.
	got = outcomes(JSONLines("in.jsonl", iotest.OneByteReader(strings.NewReader(in)), opts))
	if !slices.Equal(got, want) {
		t.Errorf("a byte at a time: got\n  %s", strings.Join(got, "\n  "))
	}
}

func TestJSONLinesSentinels(t *testing.T) {
	for in, want := range map[string]error{
		`{"id":"a"}`:                    parley.ErrNoText,
		`{"text":""}`:                   parley.ErrEmpty,
		`{"text":1}`:                    parley.ErrSyntax,
		`{`:                             parley.ErrSyntax,
		"{\"text\":\"\xff\"}":           parley.ErrSyntax,
		strings.Repeat(" ", 100) + "{}": parley.ErrTooLarge,
	} {
		for a, err := range JSONLines("in", strings.NewReader(in), Options{MaxLine: 50}) {
			var e *Error
			if a != nil || !errors.Is(err, want) || !errors.As(err, &e) || e.Line != 1 || e.Ref != "in" {
				t.Errorf("%q: got %v, want %v at line 1", in, err, want)
			}
		}
	}
}

func TestJSONLinesFields(t *testing.T) {
	const in = `{"id":" 7 ","text":"TARVOS (AFP) - Nine men died.","title":"Nine\u00a0 die","published":"2021-05-03T10:00:00Z","url":"https://sun.example/7","outlet":"Daily Sun","language":"en"}`
	for _, raw := range []string{in, string(append([]byte("\xff\xfe"), inUTF16(in, binary.LittleEndian)...))} {
		for a, err := range JSONLines("in", strings.NewReader(raw), Options{}) {
			if err != nil {
				t.Fatal(err)
			}
			got := fmt.Sprint(a.Ref, "|", a.Title, "|", a.URL, "|", a.Outlet, "|", a.Language, "|", a.Published.From.Format("2006-01-02"), "|", a.Dateline, "|", a.Text, "|", a.Notes)
			want := "7|Nine die|https://sun.example/7|Daily Sun|en|2021-05-03|TARVOS (AFP)|Nine men died.|[]"
			if got != want {
				t.Errorf("got  %s\nwant %s", got, want)
			}
		}
	}
}

func TestJSONLinesReadError(t *testing.T) {
	broken := errors.New("disk on fire")
	r := io.MultiReader(strings.NewReader("{\"text\":\"a\"}\n{\"tex"), iotest.ErrReader(broken))
	got := outcomes(JSONLines("in", r, Options{}))
	if want := []string{"in:1: a", "in:2: disk on fire"}; !slices.Equal(got, want) {
		t.Errorf("got %q, want %q", got, want)
	}
}

func TestJSONLinesStops(t *testing.T) {
	n := 0
	for _, err := range JSONLines("in", strings.NewReader(strings.Repeat("{\"text\":\"a\"}\n", 9)), Options{}) {
		if n++; n == 2 || err != nil {
			break
		}
	}
	if n != 2 {
		t.Errorf("%d outcomes after the consumer stopped at 2", n)
	}
}

// repeated reads one line again and again, n bytes in all.
type repeated struct {
	line string
	n, i int
}

func (r *repeated) Read(p []byte) (int, error) {
	if r.n <= 0 {
		return 0, io.EOF
	}
	n := copy(p, r.line[r.i:])
	r.i = (r.i + n) % len(r.line)
	r.n -= n
	return n, nil
}

// TestJSONLinesLarge streams 200 MB, a line of 10 MB among them, in memory that
// does not grow with the input.
func TestJSONLinesLarge(t *testing.T) {
	size := 200 << 20
	if testing.Short() || raceEnabled {
		size = 20 << 20
	}
	// Mostly a field that is not read, to be quick.
	line := `{"text":"Nine men died.","html":"` + strings.Repeat("Nine men died in the old port of Tarvos. ", 2000) + `"}` + "\n"
	long := `{"text":"` + strings.Repeat("Both armies left. ", 600_000) + `"}` + "\n"
	r := io.MultiReader(strings.NewReader(long), &repeated{line: line, n: size / len(line) * len(line)})
	articles := 0
	var largest uint64
	for a, err := range JSONLines("in", r, Options{}) {
		if err != nil {
			t.Fatal(err)
		}
		if articles++; articles == 1 && len(a.Text) < 10<<20 {
			t.Fatalf("the long line has become %d bytes", len(a.Text))
		}
		if articles%500 == 0 {
			runtime.GC()
			var m runtime.MemStats
			runtime.ReadMemStats(&m)
			largest = max(largest, m.HeapAlloc)
		}
	}
	if want := 1 + size/len(line); articles != want {
		t.Errorf("got %d articles, want %d", articles, want)
	}
	if largest > 64<<20 {
		t.Errorf("%d MB on the heap", largest>>20)
	}
}
