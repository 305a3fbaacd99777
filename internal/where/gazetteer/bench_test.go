package gazetteer

import "testing"

func BenchmarkNew(b *testing.B) {
	for b.Loop() {
		if _, err := New(places); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkLookup(b *testing.B) {
	g, err := Load()
	if err != nil {
		b.Fatal(err)
	}
	for _, name := range []string{"kunduz", "lashkar gah", "said", "the taliban", "kunduz province"} {
		b.Run(name, func(b *testing.B) {
			into := make([]int32, 0, 100)
			for b.Loop() {
				into = g.Find(name, into[:0])
			}
		})
	}
}

func BenchmarkNear(b *testing.B) {
	g, err := Load()
	if err != nil {
		b.Fatal(err)
	}
	afg, _ := g.Country("AFG")
	usa, _ := g.Country("USA")
	for name, within := range map[string][]int{"AFG": {afg.Index}, "USA": {usa.Index}, "world": nil} {
		b.Run(name, func(b *testing.B) {
			for b.Loop() {
				g.Near("lashkargha", within, 5)
			}
		})
	}
}

func BenchmarkSpellings(b *testing.B) {
	g, err := Load()
	if err != nil {
		b.Fatal(err)
	}
	for b.Loop() {
		newSpellings(g.file)
	}
}

func BenchmarkFold(b *testing.B) {
	for b.Loop() {
		Fold("Lashkar Gah")
	}
}
