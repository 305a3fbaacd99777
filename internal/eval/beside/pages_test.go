//go:build beside

package beside

import (
	"testing"

	"parley/internal/eval"
)

// TestPages sets parley beside the two libraries on the same made pages.
func TestPages(t *testing.T) {
	for _, set := range []struct {
		name    string
		engines []string
	}{{"first five", eval.FirstEngines}, {"other five", eval.OtherEngines}} {
		pages, err := eval.MakePages(set.engines, 30, 20261121)
		if err != nil {
			t.Fatal(err)
		}
		ours := eval.ScorePages(pages, eval.ReadPage)
		t.Logf("%s, parley: %s", set.name, ours)
		for name, f := range map[string]eval.PageReader{"trafilatura": Trafilatura, "readability": Readability} {
			s := eval.ScorePages(pages, f)
			t.Logf("%s, %s: %s", set.name, name, s)
			if s.Text > ours.Text {
				t.Errorf("%s finds more texts than parley", name)
			}
		}
	}
}

// BenchmarkPages reads the made pages with each.
func BenchmarkPages(b *testing.B) {
	pages, err := eval.MakePages(append(append([]string(nil), eval.FirstEngines...), eval.OtherEngines...), 10, 1)
	if err != nil {
		b.Fatal(err)
	}
	for _, r := range []struct {
		name string
		f    eval.PageReader
	}{{"parley", eval.ReadPage}, {"trafilatura", Trafilatura}, {"readability", Readability}} {
		b.Run(r.name, func(b *testing.B) {
			size := 0
			for b.Loop() {
				for i := range pages {
					size += len(pages[i].Body)
					if _, err := r.f(&pages[i]); err != nil && r.name == "parley" {
						b.Fatal(err)
					}
				}
			}
			b.SetBytes(int64(size / b.N))
			b.ReportMetric(float64(len(pages)*b.N)/b.Elapsed().Seconds(), "pages/s")
		})
	}
}
