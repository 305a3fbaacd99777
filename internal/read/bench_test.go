package read

import (
	"bufio"
	"bytes"
	"encoding/json"
	"io"
	"strings"
	"testing"
)

// benchText is an article of usual length, a page with its furniture.
func benchText() string {
	var b strings.Builder
	b.WriteString("Rebels free nine teachers in Lomir province\n\n3 min read\n\nThe teachers on their way home [Ana Ruiz/AFP]\n\nTARVOS, May 3 (Xinhua) -- ")
	for range 14 {
		b.WriteString("Rebels in the north freed nine teachers on Sunday, the governor said. “They were held for a year in the hills above Tarvos,” he told reporters, “and nobody paid for them.” The army did not comment.\n\n")
		b.WriteString("A second group of hostages is believed to be held near the border, where monitors counted 14 attacks in three weeks.\n\n")
	}
	b.WriteString("Read more: How the war began\n\nSource: Daily Sun")
	// Paragraphs that repeat would be dropped: number them.
	parts := strings.Split(b.String(), "\n\n")
	for i := range parts {
		parts[i] = strings.ReplaceAll(parts[i], "nine teachers", "teachers of "+strings.Repeat("Lomir ", i))
		parts[i] = strings.ReplaceAll(parts[i], "three weeks", strings.Repeat("very ", i)+"few weeks")
	}
	return strings.Join(parts, "\n\n")
}

func BenchmarkText(b *testing.B) {
	for _, c := range []struct{ name, text string }{
		{"page", benchText()},
		{"wrapped", wrapAll(benchText(), 72)},
		{"windows", strings.ReplaceAll(strings.ReplaceAll(benchText(), "“", "\x93"), "”", "\x94")},
	} {
		b.Run(c.name, func(b *testing.B) {
			raw := []byte(c.text)
			b.SetBytes(int64(len(raw)))
			b.ReportAllocs()
			for b.Loop() {
				if _, err := Text("x", raw, Options{}); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}

// wrapAll wraps every paragraph of s.
func wrapAll(s string, width int) string {
	parts := strings.Split(s, "\n\n")
	for i := range parts {
		parts[i] = wrap(parts[i], width)
	}
	return strings.Join(parts, "\n\n")
}

func BenchmarkJSONLines(b *testing.B) {
	line, err := json.Marshal(map[string]string{"id": "a", "text": benchText(), "title": "A title", "published": "2021-05-03"})
	if err != nil {
		b.Fatal(err)
	}
	in := bytes.Repeat(append(line, '\n'), 100)
	b.SetBytes(int64(len(in)))
	b.ReportAllocs()
	for b.Loop() {
		for _, err := range JSONLines("x", bytes.NewReader(in), Options{}) {
			if err != nil {
				b.Fatal(err)
			}
		}
	}
}

// rowsOf gives a table of n rows, made as it is read.
type rowsOf struct {
	row  []byte
	left int
	rest []byte
}

// Read implements io.Reader.
func (r *rowsOf) Read(p []byte) (int, error) {
	if len(r.rest) == 0 {
		if r.left == 0 {
			return 0, io.EOF
		}
		r.left--
		r.rest = r.row
	}
	n := copy(p, r.rest)
	r.rest = r.rest[n:]
	return n, nil
}

// BenchmarkTable reads rows of usual articles; "split" is the table alone, without
// the cleaning of the text.
func BenchmarkTable(b *testing.B) {
	row := []byte("17,\"" + strings.ReplaceAll(benchText(), `"`, `""`) + "\",Rebels free nine teachers,2021-05-03,Northern Courier\n")
	b.Run("split", func(b *testing.B) {
		in := &rowsOf{row: row, left: b.N}
		r := rows{lines: newLineReader(in, DefaultMaxLine), max: DefaultMaxLine, sep: ','}
		b.SetBytes(int64(len(row)))
		for range b.N {
			if _, err := r.next(); err != nil {
				b.Fatal(err)
			}
		}
		b.ReportMetric(float64(b.N)/b.Elapsed().Seconds(), "rows/s")
	})
	b.Run("articles", func(b *testing.B) {
		in := io.MultiReader(strings.NewReader("id,text,title,published,outlet\n"), &rowsOf{row: row, left: b.N})
		b.SetBytes(int64(len(row)))
		n := 0
		for _, err := range table("b.csv", bufio.NewReaderSize(in, sniffSize), KindCSV, Options{}) {
			if err != nil {
				b.Fatal(err)
			}
			n++
		}
		if n != b.N {
			b.Fatalf("%d articles of %d rows", n, b.N)
		}
		b.ReportMetric(float64(b.N)/b.Elapsed().Seconds(), "rows/s")
	})
}
