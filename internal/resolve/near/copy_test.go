package near

import (
	"fmt"
	"math"
	"reflect"
	"strings"
	"testing"
)

// numbered is a text of n different words, from the first on.
func numbered(first, n int) string {
	var b strings.Builder
	for i := range n {
		fmt.Fprintf(&b, "w%dq ", first+i)
		if i%20 == 19 {
			b.WriteString("end. W")
		}
	}
	return b.String()
}

func copyOf(t testing.TB, a *Articles, text string) *Copy {
	t.Helper()
	family, _, err := a.Nodes(piece{"", []string{text}}.record("a"))
	if err != nil {
		t.Fatal(err)
	}
	c, err := a.Families().Decode(family)
	if err != nil {
		t.Fatal(err)
	}
	return c
}

// TestSample wants the part of a short text that stands in a long one, whatever
// the levels of their samples.
func TestSample(t *testing.T) {
	a := builtIn(t)
	whole := copyOf(t, a, numbered(0, 4000))
	if whole.level == 0 || len(whole.hashes) > maxSample {
		t.Errorf("level %d, %d hashes", whole.level, len(whole.hashes))
	}
	for _, n := range []int{250, 500, 1000, 4000} {
		for _, c := range []struct {
			from int
			want float64
		}{{0, 1}, {4000 - n/2, 0.5}, {5000, 0}} {
			part := copyOf(t, a, numbered(c.from, n))
			s := overlap(whole, part)
			got := float64(s.both) / float64(min(s.a, s.b))
			if math.Abs(got-c.want) > 0.2 {
				t.Errorf("%d words from %d: %.2f of them found, want %.2f", n, c.from, got, c.want)
			}
		}
	}
}

// TestShortTexts wants no family of two notices that share a phrase.
func TestShortTexts(t *testing.T) {
	a := builtIn(t)
	x := copyOf(t, a, "No group has claimed responsibility for the attack on Kesh.")
	y := copyOf(t, a, "No group has claimed responsibility for the attack on a bus in Bala.")
	if score, _, _ := a.Families().Compare(x, y); score > 0 {
		t.Errorf("score %v", score)
	}
}

func FuzzCopy(f *testing.F) {
	a := builtIn(f)
	family, _, err := a.Nodes(long(f))
	if err != nil {
		f.Fatal(err)
	}
	f.Add(family.Digest)
	f.Add([]byte{copyVersion, 3, 16, 17, 0})
	f.Add([]byte{copyVersion, 40})
	f.Add([]byte{})
	whole, err := decodeCopy(family.Digest)
	if err != nil {
		f.Fatal(err)
	}
	f.Fuzz(func(t *testing.T, b []byte) {
		c, err := decodeCopy(b)
		if err != nil {
			return
		}
		again, err := decodeCopy(c.encode())
		if err != nil || !reflect.DeepEqual(c, again) {
			t.Errorf("%+v becomes %+v, %v", c, again, err)
		}
		score, _, _ := a.Families().Compare(c, whole)
		if back, _, _ := a.Families().Compare(whole, c); score != back || score != score {
			t.Errorf("score %v one way, %v the other", score, back)
		}
	})
}
