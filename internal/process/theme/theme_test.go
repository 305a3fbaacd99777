package theme

import (
	"slices"
	"strings"
	"testing"

	"parley/data"
)

func themes(t testing.TB) *Themes {
	t.Helper()
	all, err := New(data.FS)
	if err != nil {
		t.Fatal(err)
	}
	return all
}

// TestPhrases runs the phrases of every row: each that shows its theme does so,
// and none of the others.
func TestPhrases(t *testing.T) {
	all := themes(t)
	for _, one := range all.all {
		if len(one.yes) == 0 || one.yes[0] == "" || len(one.no) == 0 || one.no[0] == "" {
			t.Errorf("%s: needs phrases that show it and phrases that do not", one.ID)
		}
		for _, s := range one.yes {
			if !slices.Contains(all.Of(s), one.ID) {
				t.Errorf("%s: not found in %q: %v", one.ID, s, all.Of(s))
			}
		}
		for _, s := range one.no {
			if slices.Contains(all.Of(s), one.ID) {
				t.Errorf("%s: found in %q", one.ID, s)
			}
		}
	}
}

// TestFirst holds the order: what a text speaks of first comes first.
func TestFirst(t *testing.T) {
	all := themes(t)
	for _, c := range []struct {
		text, first string
		contrary    bool
	}{
		{"releasing the captives so that a ceasefire can begin", "prisoner-release", false},
		{"a ceasefire once the captives are released", "ceasefire", false},
		{"monitor the ceasefire", "verification", false},
		{"withdraw all its forces within 135 days", "withdrawal", false},
		{"withdrew from the talks", "talks", true},
		{"resume its attacks on the garrisons", "ceasefire", true},
		{"lift the sanctions", "sanctions", false},
		{"impose new sanctions", "sanctions", true},
		{"a truce to end the siege", "ceasefire", false},
		{"not return to war", "ceasefire", false},
		{"never release the captives", "prisoner-release", true},
		{"stop supporting the militants", "foreign-fighters", false},
		{"leave the capital for the talks", "talks", false},
		{"CEASE-FIRE", "ceasefire", false},
		{"stopped the fighting", "ceasefire", false},
		{"hand over their weapons to the mission", "disarmament", false},
	} {
		got := all.Find(c.text)
		if len(got) == 0 || got[0].Theme != c.first || got[0].Contrary != c.contrary {
			t.Errorf("%q: got %+v, want %s first, contrary %v", c.text, got, c.first, c.contrary)
		}
	}
	if got := all.Of("the weather was fine"); len(got) != 0 {
		t.Errorf("a text of no theme has %v", got)
	}
}

func TestSpeaks(t *testing.T) {
	all := themes(t)
	for _, c := range []struct {
		theme, word string
		want        bool
	}{
		{"withdrawal", "withdrawing", true}, {"withdrawal", "troops", true}, {"withdrawal", "Afghanistan", false},
		{"ceasefire", "cease-fire", true}, {"ceasefire", "border", false}, {"no-theme", "truce", false},
	} {
		if got := all.Speaks(c.theme, c.word); got != c.want {
			t.Errorf("%s of %s: got %v", c.word, c.theme, got)
		}
	}
}

// TestMatrix holds that the column of the Peace Accords Matrix reads as a list
// of names, and that the provisions that most accords have are covered.
func TestMatrix(t *testing.T) {
	named := map[string]bool{}
	for _, one := range themes(t).All() {
		for _, p := range one.PAM {
			if p == "" || p != strings.TrimSpace(p) {
				t.Errorf("%s: provision %q", one.ID, p)
			}
			named[p] = true
		}
	}
	for _, p := range []string{"Cease Fire", "Disarmament", "Prisoner Release", "Withdrawal of Troops", "Refugees", "Police Reform"} {
		if !named[p] {
			t.Errorf("no theme covers %q", p)
		}
	}
	if len(named) < 45 {
		t.Errorf("%d provisions are covered, want 45 or more", len(named))
	}
}

func FuzzFind(f *testing.F) {
	all := themes(f)
	for _, s := range []string{"", "-", "'s", "release the prisoners by May", "İ\xff--", "cease\nfire. cease; fire"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, text string) {
		seen := map[string]bool{}
		for _, m := range all.Find(text) {
			if seen[m.Theme] || m.Parts < 1 || m.Start < 0 {
				t.Errorf("%q: %+v", text, m)
			}
			seen[m.Theme] = true
		}
	})
}

func BenchmarkFind(b *testing.B) {
	all := themes(b)
	for b.Loop() {
		all.Find("release 900 prisoners before the talks open in the capital, and withdraw its forces from the valley")
	}
}
