package eval

import (
	"errors"
	"testing"

	"parley/internal/doc"
)

// made builds a document of tokens between spaces, or of single bytes where
// cut is set, with names given as byte ranges.
func made(text string, cut bool, names ...[3]any) *doc.Doc {
	d := &doc.Doc{Text: text}
	for i := 0; i < len(text); i++ {
		if text[i] == ' ' {
			continue
		}
		j := i + 1
		for !cut && j < len(text) && text[j] != ' ' {
			j++
		}
		d.Tokens = append(d.Tokens, doc.Token{Start: i, End: j})
		i = j - 1
	}
	for _, n := range names {
		name := doc.Name{Kind: n[2].(doc.NameKind)}
		for i, t := range d.Tokens {
			if t.Start == n[0].(int) {
				name.First = i
			}
			if t.End == n[1].(int) {
				name.Last = i + 1
			}
		}
		d.Names = append(d.Names, name)
	}
	return d
}

func TestEvalNames(t *testing.T) {
	const text = "Ada Low of Norland and Sulwan met Danes"
	gold := made(text, false, [3]any{0, 7, doc.Person}, [3]any{11, 18, doc.Place}, [3]any{23, 29, doc.Place}, [3]any{34, 39, doc.Nationality})
	// Another tokenisation: one name right, one cut short, one of another kind,
	// one people taken for a place.
	sys := made(text, true, [3]any{0, 3, doc.Person}, [3]any{11, 18, doc.Place}, [3]any{23, 29, doc.Organisation}, [3]any{34, 39, doc.Place})
	s, err := EvalNames([]*doc.Doc{gold}, []*doc.Doc{sys})
	if err != nil {
		t.Fatal(err)
	}
	want := NameScores{Person: Score{1, 1, 0}, Organisation: Score{0, 1, 0}, Place: Score{2, 2, 1}, Nationality: Score{1, 0, 0}}
	if s != want {
		t.Errorf("got %+v, want %+v", s, want)
	}
	if c := s.Common(); c != (Score{3, 4, 1}) || Errors(c) != 5 {
		t.Errorf("first three: %+v, %d errors", c, Errors(c))
	}
	if a := s.All(); a != (Score{4, 4, 1}) || a.F1() != 0.25 {
		t.Errorf("all four: %+v, F1 %v", a, a.F1())
	}
}

func TestEvalNamesOtherText(t *testing.T) {
	a, b := made("one text", false), made("two text", false)
	for _, sys := range [][]*doc.Doc{nil, {b}} {
		if _, err := EvalNames([]*doc.Doc{a}, sys); !errors.Is(err, ErrNotSameText) {
			t.Errorf("error %v", err)
		}
	}
}
