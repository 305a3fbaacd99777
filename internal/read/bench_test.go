package read

import (
	"bytes"
	"encoding/json"
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
