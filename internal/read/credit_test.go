package read

import "testing"

func TestFindCredit(t *testing.T) {
	for _, c := range []struct {
		text, before string // before the credit
		kind         creditKind
	}{
		{"Rebels on parade in Tarvos [AFP]", "Rebels on parade in Tarvos ", photoCredit},
		{"Rebels on parade [File: Ana Ruiz/AFP]", "Rebels on parade ", nameCredit},
		{"Rebels on parade [Ana Ruiz/Al Jazeera]", "Rebels on parade ", nameCredit},
		{"Rebels on parade. (Xinhua/Ana Ruiz)", "Rebels on parade. ", nameCredit},
		{"Rebels on parade. (Ana Ruiz via AP)", "Rebels on parade. ", nameCredit},
		{"Rebels on parade (Photo by Ana Ruiz)", "Rebels on parade ", nameCredit},
		{"Rebels on parade (Courtesy of the army)", "Rebels on parade ", nameCredit},
		{"Rebels on parade. Photo: Ana Ruiz", "Rebels on parade. ", nameCredit},
		{"Rebels on parade in May. Image: State Archive.", "Rebels on parade in May. ", nameCredit},
		{"The police declined to comment. (AFP)", "The police declined to comment. ", anyCredit},
		{"The police declined to comment. (AFP/Reuters)", "The police declined to comment. ", anyCredit},
		{"The police declined to comment. — Reuters", "The police declined to comment. ", anyCredit},
		{"Rebels on parade, the army said. / Reuters", "Rebels on parade, the army said. ", photoCredit},
		{"[AFP]", "", photoCredit},
	} {
		got, ok := findCredit(c.text, pieces(nil, c.text))
		if !ok || c.text[:got.start] != c.before || got.kind != c.kind {
			t.Errorf("%q: got %v, kind %d before %q", c.text, ok, got.kind, c.text[got.start:])
		}
	}
}

func TestNoCredit(t *testing.T) {
	for _, s := range []string{
		"The Popular Front for Tarvos (PFT)",
		"He heard of it from Agence Lomir (AL).",
		"The order names no one [sic]",
		"They came for [us]",
		"The talks - or what is left of them",
		"Prisoners and/or hostages were freed",
		"The image: a burnt-out bus.",
		"He spoke to AFP",
		"The rebels told their side to Reuters/Tarvos bureau staff.",
		"AFP",
		"",
	} {
		if got, ok := findCredit(s, pieces(nil, s)); ok {
			t.Errorf("%q: found %q", s, s[got.start:])
		}
	}
}

func TestIsByline(t *testing.T) {
	for s, want := range map[string]bool{
		"By Ana Ruiz":                            true,
		"By Ana Ruiz and Li Wei, Reuters":        true,
		"BY ANA RUIZ":                            true,
		"By A. B. Ruiz in Tarvos":                true,
		"By Juan de la Cruz | Daily Sun":         true,
		"By Reuters":                             true,
		"By Land and Sea":                        false,
		"By Monday Evening":                      false,
		"By May Nobody Was Left":                 false,
		"By the River":                           false,
		"By Ana Ruiz.":                           false,
		"By 2021 Ana Ruiz had left":              false,
		"By Ana Ruiz, who was in the town":       false,
		"By No Means Over, Says General":         false,
		"Bystanders Ran":                         false,
		"By":                                     false,
		"By Ana Ruiz (with Li Wei)":              false,
		"By nine the square of the city was hit": false,
	} {
		if got := isByline(s, pieces(nil, s)); got != want {
			t.Errorf("%q: got %v, want %v", s, got, want)
		}
	}
}
