package near

import (
	"testing"

	"parley"
)

// long is a record of some 600 words.
func long(t testing.TB) *parley.Record {
	texts := originals(t)
	p := texts["agency-1"]
	for _, more := range []string{"agency-2", "agency-3", "agency-4"} {
		p.paras = append(p.paras, texts[more].paras[:4]...)
	}
	return p.record("long")
}

func BenchmarkNodes(b *testing.B) {
	a, r := builtIn(b), long(b)
	b.ReportAllocs()
	for b.Loop() {
		if _, _, err := a.Nodes(r); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkCompare(b *testing.B) {
	a, texts := builtIn(b), originals(b)
	x, y := long(b), texts["agency-1"].record("agency-1")
	family, story, _ := a.Nodes(x)
	family2, story2, _ := a.Nodes(y)
	b.Run("stories", func(b *testing.B) {
		m := a.Stories()
		s, _ := m.Decode(story)
		s2, _ := m.Decode(story2)
		for b.Loop() {
			m.Compare(s, s2)
		}
	})
	b.Run("stories-unlike", func(b *testing.B) {
		_, node, _ := a.Nodes(texts["jolo-2019-wire.txt"].record("jolo"))
		m := a.Stories()
		s, _ := m.Decode(story)
		s2, _ := m.Decode(node)
		for b.Loop() {
			m.Compare(s, s2)
		}
	})
	b.Run("families", func(b *testing.B) {
		m := a.Families()
		c, _ := m.Decode(family)
		c2, _ := m.Decode(family2)
		for b.Loop() {
			m.Compare(c, c2)
		}
	})
	b.Run("decode-story", func(b *testing.B) {
		b.ReportMetric(float64(len(story.Digest)), "bytes")
		for b.Loop() {
			if _, err := decodeStory(story.Digest); err != nil {
				b.Fatal(err)
			}
		}
	})
	b.Run("decode-copy", func(b *testing.B) {
		b.ReportMetric(float64(len(family.Digest)), "bytes")
		for b.Loop() {
			if _, err := decodeCopy(family.Digest); err != nil {
				b.Fatal(err)
			}
		}
	})
}

func BenchmarkNew(b *testing.B) {
	for b.Loop() {
		builtIn(b)
	}
}
