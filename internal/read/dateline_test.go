package read

import "testing"

func TestFindDateline(t *testing.T) {
	const lead = "Two bridges over the Lomir were blown up on Sunday, the army said."
	for _, c := range []struct {
		cut, text, agency string
	}{
		{"KABUL (Reuters) - ", "KABUL (Reuters)", "Reuters"},
		{"Kabul (Reuters) - ", "Kabul (Reuters)", "Reuters"},
		{"KABUL, Afghanistan (AP) — ", "KABUL, Afghanistan (AP)", "AP"},
		{"KHARTOUM, April 15 (Xinhua) -- ", "KHARTOUM, April 15 (Xinhua)", "Xinhua"},
		{"PORT-AU-PRINCE, Haiti, Nov. 3, 2021 (AFP) – ", "PORT-AU-PRINCE, Haiti, Nov. 3, 2021 (AFP)", "AFP"},
		{"BAMAKO (Reuters/AFP) - ", "BAMAKO (Reuters/AFP)", "Reuters/AFP"},
		{"(AFP) - ", "(AFP)", "AFP"},
		{"GENEVA (3 March 2021) – ", "GENEVA (3 March 2021)", ""},
		{"Doha, Qatar – ", "Doha, Qatar", ""},
		{"Mazar-i-Sharif, Afghanistan - ", "Mazar-i-Sharif, Afghanistan", ""},
		{"NAIROBI, Kenya — ", "NAIROBI, Kenya", ""},
		{"WASHINGTON, D.C. — ", "WASHINGTON, D.C.", ""},
		{"ST. LOUIS, Senegal — ", "ST. LOUIS, Senegal", ""},
		{"KYIV, 24 July - ", "KYIV, 24 July", ""},
		{"Bunia, 7 June 2021 – ", "Bunia, 7 June 2021", ""},
		{"KABUL — ", "KABUL", ""},
		{"KABUL--", "KABUL", ""},
		{"MOSCOW, May 10. /TASS/. ", "MOSCOW, May 10. /TASS/", "TASS"},
		{"Kyiv, 3 May (Ukrinform). ", "Kyiv, 3 May (Ukrinform)", "Ukrinform"},
		{"Xinhua News Agency, May 3rd. ", "Xinhua News Agency, May 3rd", "Xinhua News Agency"},
		{"Tarvos Daily Times, 3 May 2021. ", "Tarvos Daily Times, 3 May 2021", "Tarvos Daily Times"},
		{"AL-FASHIR (Sudan), April 3 - ", "AL-FASHIR (Sudan), April 3", ""},
		{"KABUL, Afghanistan: ", "KABUL, Afghanistan", ""},
		{"YEREVAN/BAKU, Nov 10, 2020 - ", "YEREVAN/BAKU, Nov 10, 2020", ""},
		{"SANAA/ADEN (Reuters) - ", "SANAA/ADEN (Reuters)", "Reuters"},
		{"MEHTARLAM (Pajhwok): ", "MEHTARLAM (Pajhwok)", "Pajhwok"},
	} {
		d, ok := findDateline(c.cut+lead, true)
		if !ok || d.end != len(c.cut) || d.text != c.text || d.agency != c.agency {
			t.Errorf("%q: got %v %+v, want %q by %q", c.cut, ok, d, c.text, c.agency)
		}
	}
}

func TestFindDatelineInCapitals(t *testing.T) {
	const lead = "THE GUERRILLAS FREED NINE SOLDIERS."
	for cut, want := range map[string]bool{
		"SAN LUIS, 3 MAY 88 -- [REPORT] [COLONEL A. RUIZ] [TEXT] ": true,
		"SAN LUIS, 3 MAY 88 -- ":                                   true,
		"SAN LUIS (EL SALVADOR), 3 MAY 88 (DPA) -- [TEXT] ":        true,
		"SAN LUIS -- ": false, // capitals tell nothing here
		"THE FMLN -- ": false,
	} {
		d, ok := findDateline(cut+lead, true)
		if ok != want || ok && d.end != len(cut) {
			t.Errorf("%q: got %v %+v, want %v", cut, ok, d, want)
		}
	}
}

// TestNoDateline has beginnings of sentences and headlines that look alike.
func TestNoDateline(t *testing.T) {
	for _, s := range []string{
		"Kabul, Kandahar – Afghanistan's largest cities – were quiet on Sunday.",
		"On Monday, March 5 – The day of the vote – nine posts were attacked.",
		"Russia, Ukraine – Both claim the village now.",
		"NATO – Russia talks ended in Geneva without a result.",
		"US - China relations are at their worst, diplomats say.",
		"EXCLUSIVE - Rebels say they will lay down arms on Sunday.",
		"UPDATE 2 - Rebels say they will lay down arms on Sunday.",
		"Omar Haidari (the governor) – he was elected in May – refused.",
		"The rebels (FLN) - a group of some 400 men - left the town.",
		"March 5, 2020 – A day that nobody in Tarvos will forget.",
		"May 3 - Both sides meet in Doha.",
		"Tarvos - Nine dead, the mayor says.",
		"In Tarvos, Syria – He was never seen again, his sister said.",
		"KABUL – the city of his birth – was in flames.",
		"Kabul, Afghanistan – a city under siege",
		"Reuters, March 5",
		"In 2020, May. 3 men died.",
		"A truce is in force.",
		"",
		"—",
		"(",
	} {
		if d, ok := findDateline(s, true); ok {
			t.Errorf("%q: found %q", s, d.text)
		}
	}
}

func TestDatelineAlone(t *testing.T) {
	const s = "KABUL, March 5 (Pajhwok)"
	if d, ok := findDateline(s, false); !ok || d.end != len(s) {
		t.Errorf("below a headline: got %v %+v", ok, d)
	}
	if _, ok := findDateline(s, true); ok {
		t.Error("the first line may be a headline")
	}
	if _, ok := findDateline("KABUL", false); ok {
		t.Error("a place alone may be a heading")
	}
}

func TestFindColonDateline(t *testing.T) {
	for s, want := range map[string]int{
		"KABUL: Nine police officers died.":     7,
		"PORT SUDAN: Nine police officers died": 12,
		"UN: Nine police officers died.":        0,
		"VIDEO: Nine police officers died.":     0,
		"AFP: Nine police officers died.":       0,
		"KABUL: nine police officers died.":     0,
		"KABUL: NINE POLICE OFFICERS DIED.":     0,
		"Kabul: Nine police officers died.":     0,
		"KABUL 2: Nine police officers died.":   0,
		"\"KABUL: Nine police officers died.":   0,
	} {
		if end, _, ok := findColonDateline(s); end != want || ok != (want > 0) {
			t.Errorf("%q: got %d, %v, want %d", s, end, ok, want)
		}
	}
}
