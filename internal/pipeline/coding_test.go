package pipeline_test

import (
	"errors"
	"runtime"
	"slices"
	"strings"
	"testing"

	"parley"
	"parley/data"
	"parley/internal/doc"
	"parley/internal/pipeline"
	"parley/internal/where/gazetteer"
)

// coding returns the stages of the main job.
func coding(t testing.TB) []doc.Stage {
	t.Helper()
	places, err := gazetteer.Load()
	if err != nil {
		t.Fatal(err)
	}
	stages, err := pipeline.Coding(data.FS, places)
	if err != nil {
		t.Fatal(err)
	}
	return stages
}

func TestCodingIsInOrder(t *testing.T) {
	if err := doc.CheckOrder(coding(t)); err != nil {
		t.Fatal(err)
	}
}

// TestLanguage holds that a text in another language is skipped with a reason
// and that short, odd and capital texts in English are not.
func TestLanguage(t *testing.T) {
	french := "Le gouvernement et les rebelles ont annoncé mardi la reprise des pourparlers de paix à Genève. " +
		"Selon un porte-parole de l'armée, trois soldats ont été tués dimanche dans une attaque contre un poste de contrôle " +
		"et cinq autres ont été blessés. Aucun groupe n'a revendiqué cette attaque, que les autorités attribuent aux rebelles."
	english := "The government and the rebels said on Tuesday that they would go back to the talks in Geneva. " +
		"Three soldiers were killed on Sunday in an attack on a checkpoint and five others were wounded, a spokesman of the army said."
	stages := coding(t)
	p, err := pipeline.New(stages[0]) // the check of the language comes first
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		name, text, stated string
		skipped            bool
	}{
		{"french", french, "", true},
		{"french that is said to be English", french, "en", true},
		{"english", english, "", false},
		{"english in capitals", strings.ToUpper(english), "", false},
		{"english that is said to be Spanish", english, "es", false},
		{"french that is said to be so", french, "fr-FR", true},
		{"short and said to be Spanish", "Tres soldados muertos.", "es", true},
		{"short and said to be English", "Three soldiers dead.", "en_GB", false},
		{"a British tag", english, "en-GB", false},
		{"too short to tell", "Trois soldats tués.", "", false},
	} {
		one := func(yield func(*parley.Article, error) bool) {
			yield(&parley.Article{Ref: c.name, Text: c.text, Language: c.stated}, nil)
		}
		for o := range p.Run(t.Context(), one, 1) {
			if skipped := o.State == pipeline.Skipped; skipped != c.skipped {
				t.Errorf("%s: %s, %v", c.name, o.State, o.Err)
			}
			if c.skipped && !errors.Is(o.Err, parley.ErrLanguage) {
				t.Errorf("%s: the reason is %v", c.name, o.Err)
			}
		}
	}
}

// FuzzCoding takes any text through the main job; doc.Doc.Check holds every
// value of the record to its words.
func FuzzCoding(f *testing.F) {
	stages := coding(f)
	for _, a := range dispatches(f) {
		f.Add(a.Text[:min(500, len(a.Text))])
	}
	for _, seed := range []string{
		"", "killed killed killed", "The attack. The attack on the attack by the attack.", "If, unless, not: 3 dead, 4 dead of 5 dead.",
		"Both sides both sides agreed to release release of 12 of 3 by May unless.", "“We did it”, said, said. Who? \xff",
		"REBELS KILL 12, WOUND 3, KILL 4 IN IN IN RAID ON ON", "demanded that demanded that demanded that they demanded",
	} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, text string) {
		if len(text) > 2000 {
			return
		}
		run(t, &parley.Article{Text: text, Language: "en"}, stages)
	})
}

// BenchmarkCoding times the whole main job, from text to events, on one worker
// and on two, over the same articles. tokens/s counts words and marks; MB is
// what the system has given to the process.
func BenchmarkCoding(b *testing.B) {
	p, err := pipeline.New(coding(b)...)
	if err != nil {
		b.Fatal(err)
	}
	articles := slices.Repeat(dispatches(b), 8)
	all := func(yield func(*parley.Article, error) bool) {
		for _, a := range articles {
			if !yield(a, nil) {
				return
			}
		}
	}
	for _, workers := range []int{1, 2} {
		b.Run(map[int]string{1: "one worker", 2: "two workers"}[workers], func(b *testing.B) {
			tokens := 0
			for b.Loop() {
				for o := range p.Run(b.Context(), all, workers) {
					if o.State != pipeline.Done {
						b.Fatalf("%s: %v", o.State, o.Err)
					}
					tokens += len(o.Doc.Tokens)
				}
			}
			b.ReportMetric(float64(tokens)/b.Elapsed().Seconds(), "tokens/s")
			var m runtime.MemStats
			runtime.ReadMemStats(&m)
			b.ReportMetric(float64(m.Sys)/(1<<20), "MB")
		})
	}
}

// BenchmarkOpen times what a cold start pays before the first article.
func BenchmarkOpen(b *testing.B) {
	for b.Loop() {
		coding(b)
	}
}
