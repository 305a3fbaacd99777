package process

import (
	"testing"

	"parley"
)

func TestSums(t *testing.T) {
	u := func(theme, agreement string, level int, by string, kind parley.CommitmentKind) parley.Undertaking {
		return parley.Undertaking{Kind: kind, Theme: theme, Agreement: agreement, PAM: parley.PAM{Level: level, By: by}}
	}
	us := []parley.Undertaking{
		u("talks", "", 3, "", parley.Pledge), u("talks", "a-2", 0, "", parley.Demand), u("talks", "a-1", 2, "A. Coder", parley.Pledge),
		u("ceasefire", "a-1", 1, "", parley.Pledge), u("ceasefire", "a-1", 3, "", parley.Threat), u("", "a-1", 3, "", parley.Offer),
	}
	got := Sums(us, ByTheme)
	if len(got) != 3 || got[0].Theme != "ceasefire" || got[1].Theme != "talks" || got[2].Theme != "" {
		t.Fatalf("%+v", got)
	}
	if talks := got[1]; talks.Levels != [4]int{1, 0, 1, 1} || talks.Settled != 1 || talks.Share != 5.0/9 || talks.Agreement != "" {
		t.Errorf("%+v", talks)
	}
	if got[0].Levels != [4]int{0, 1, 0, 0} {
		t.Errorf("a threat counts: %+v", got[0])
	}
	got = Sums(us, ByAgreement)
	if len(got) != 3 || got[0].Agreement != "a-1" || got[1].Agreement != "a-2" || got[2].Agreement != "" || got[0].Levels != [4]int{0, 1, 1, 1} {
		t.Errorf("%+v", got)
	}
	if got = Sums(us, ByThemeAgreement); len(got) != 5 || got[0].Theme != "ceasefire" || got[0].Agreement != "a-1" || got[2].Theme != "" {
		t.Errorf("%+v", got)
	}
	if got = Sums(nil, ByTheme); len(got) != 0 {
		t.Errorf("%+v", got)
	}
}

func TestPAMWord(t *testing.T) {
	for level, want := range map[int]string{-1: "", 0: "not initiated", 3: "full", 4: ""} {
		if got := PAMWord(level); got != want {
			t.Errorf("%d: %q", level, got)
		}
	}
}
