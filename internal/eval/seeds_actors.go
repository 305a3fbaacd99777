package eval

import (
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"

	"parley/internal/doc"
)

func (s *SeedScores) actors(gold seedGold, d *seedDoc) {
	for _, g := range gold.Actors {
		if g.InNoise || g.Type == "none" {
			continue
		}
		got := d.mentioned(d.find(g.InText...))
		if g.Named {
			s.named(gold, g, got)
		}
		s.same(gold, g, got)
	}
}

func (s *SeedScores) named(gold seedGold, g goldActor, got *doc.Actor) {
	s.Actors.Gold++
	if got == nil {
		s.miss(gold, "actor: %q is not found", g.InText)
		return
	}
	s.Actors.System++
	s.Actors.Correct++
	s.Sides.Gold++
	s.Sides.System++
	if rightSide(g.Side, got) {
		s.Sides.Correct++
	} else {
		s.miss(gold, "side: %q is %q (%s), want %q", g.InText, got.Side, got.ID, g.Side)
	}
}

// same counts an equation. One that gold calls merely possible need not be
// made; a wrong one counts anywhere.
func (s *SeedScores) same(gold seedGold, g goldActor, got *doc.Actor) {
	wanted := g.SameAs != nil && g.SameAs.Sure != "possible"
	if wanted {
		s.Same.Gold++
	}
	if got == nil {
		if wanted {
			s.miss(gold, "same as: %q is not found, want %q", g.InText, g.SameAs.Name)
		}
		return
	}
	// What the text calls somebody is no equation; a listed entry is.
	listed := got.Source == doc.FromList
	made := listed || len(got.Same) > 0
	name := got.Name
	if !listed && made {
		name = got.Same[0].Name
	}
	names := []string{g.Name}
	if g.SameAs != nil {
		names = append(names, g.SameAs.Name)
	}
	right := false
	for _, n := range names {
		right = right || nameLike(n, name)
	}
	switch {
	case made && wanted:
		s.Same.System++
		if right {
			s.Same.Correct++
			return
		}
		s.WrongSame++
		s.miss(gold, "same as: %q is taken for %q, want %q", g.InText, name, g.SameAs.Name)
	case made && !right && len(got.Same) > 0:
		s.Same.System++
		s.WrongSame++
		s.miss(gold, "same as: %q is taken for %q, who is nobody in gold's list (%q)", g.InText, name, g.Name)
	case wanted:
		s.miss(gold, "same as: %q is taken for nobody, want %q", g.InText, g.SameAs.Name)
	}
}

// governments are the sides of gold that are states, by ISO 3166 code.
var governments = map[string]string{
	"Afghan government": "afg", "United States": "usa", "Colombian government": "col", "Pakistan": "pak", "Uzbekistan": "uzb",
}

// rightSide compares an actor's side with gold's words for it. Gold has sides
// of the conflicts that it is about; for others it says none, third party,
// media or both, and an actor then may stand for himself or a state.
func rightSide(gold string, a *doc.Actor) bool {
	if code, ok := governments[gold]; ok {
		return strings.HasPrefix(a.Side, code+"-")
	}
	switch gold {
	case "none", "third party", "media", "both", "unclear":
		return a.Side == "" || a.Side == a.ID || strings.HasSuffix(a.Side, "-gov") && strings.HasPrefix(a.ID, a.Side[:3]+"-")
	}
	return nameLike(gold, strings.ReplaceAll(a.Side, "-", " ")) || a.ID == a.Side && nameLike(gold, a.Name)
}

// nameLike reports whether two names say the same: one's words among the
// other's, or nearly the same letters.
func nameLike(a, b string) bool {
	wa, wb := nameWords(a), nameWords(b)
	if len(wa) == 0 || len(wb) == 0 {
		return false
	}
	if len(wa) > len(wb) {
		wa, wb = wb, wa
	}
	in := 0
	for _, w := range wa {
		for _, v := range wb {
			if w == v {
				in++
				break
			}
		}
	}
	if in == len(wa) {
		return true
	}
	x, y := strings.Join(wa, ""), strings.Join(wb, "")
	return editDistance(x, y) <= max(1, min(len(x), len(y))/6)
}

// nameWords folds a name into words, without articles and marks.
func nameWords(name string) []string {
	var b strings.Builder
	for _, r := range norm.NFKD.String(name) {
		switch {
		case unicode.IsLetter(r) || unicode.IsDigit(r):
			b.WriteRune(unicode.ToLower(r))
		case unicode.Is(unicode.Mn, r) || r == '.' || r == '\'' || r == '’':
		default:
			b.WriteByte(' ')
		}
	}
	var words []string
	for _, w := range strings.Fields(b.String()) {
		switch w {
		case "the", "a", "an", "of":
		default:
			words = append(words, w)
		}
	}
	return words
}

// editDistance is Levenshtein's, over bytes.
func editDistance(a, b string) int {
	prev := make([]int, len(b)+1)
	for j := range prev {
		prev[j] = j
	}
	for i := range len(a) {
		last := prev[0]
		prev[0] = i + 1
		for j := range len(b) {
			cost := last
			if a[i] != b[j] {
				cost++
			}
			last = prev[j+1]
			prev[j+1] = min(cost, prev[j+1]+1, prev[j]+1)
		}
	}
	return prev[len(b)]
}
