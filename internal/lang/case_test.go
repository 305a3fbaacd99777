package lang

import (
	"strings"
	"testing"

	"parley/internal/doc"
)

// spaced makes a document of one sentence per line, cut at blanks; marks at the
// end of a word are tokens of their own.
func spaced(lines ...string) *doc.Doc {
	d := &doc.Doc{Text: strings.Join(lines, "\n")}
	pos := 0
	for _, line := range lines {
		s := doc.Sentence{First: len(d.Tokens)}
		for _, w := range strings.Fields(line) {
			start := pos + strings.Index(d.Text[pos:], w)
			end := start + len(w)
			pos = end
			if cut := strings.TrimRight(w, ".,:;?!"); cut != "" && len(cut) < len(w) && strings.Count(w, ".") < 2 {
				end = start + len(cut)
				d.Tokens = append(d.Tokens, doc.Token{Start: start, End: end, Head: doc.Unparsed})
				start, end = end, start+len(w)
			}
			d.Tokens = append(d.Tokens, doc.Token{Start: start, End: end, Head: doc.Unparsed})
		}
		s.Last = len(d.Tokens)
		d.Sentences = append(d.Sentences, s)
	}
	return d
}

func TestCaseless(t *testing.T) {
	l := mustLexicon(t)
	for _, c := range []struct {
		text string
		want caseMode
	}{
		{"Rebels Seize Border Town After Night of Shelling", modeTitle},
		{"Taliban Attack Kabul", modeTitle},
		{"Envoys Leave Geneva Without a Deal on Yemen Ports", modeTitle},
		{"RSF Drones Hit Power Station in Port Sudan", modeTitle},
		{"ELN Frees Three Soldiers as Talks With Bogota Resume", modeTitle},
		{"Kyiv and Moscow Swap Hundreds of Prisoners", modeTitle},
		{"M23 Fighters Enter Goma, Residents Say", modeTitle},
		{"Landmine Kills Four Herders Near Kidal", modeTitle},
		{"Who Broke the Ceasefire in Mindanao?", modeTitle},
		{"RSF DRONES HIT POWER STATION IN PORT SUDAN", modeUpper},
		{"ARMY SAYS 14 GUERRILLAS DIED IN ARAUCA.", modeUpper},
		{"army says 14 guerrillas died in arauca", modeLower},
		{"Abdul Ghani Baradar met Zalmay Khalilzad in Doha", modeOrdinary},
		{"Joseph Kony and Vincent Otti sent Martin Ojul to Juba.", modeOrdinary},
		{"Army says 14 guerrillas died in Arauca", modeOrdinary},
		{"Foreign Minister Sameh Shoukry flew to Addis Ababa on Monday.", modeOrdinary},
		{"The United Nations Security Council meets in New York.", modeOrdinary},
		{"The FARC and the ELN denied it.", modeOrdinary},
		{"NATO", modeOrdinary},
		{"UN and AU", modeOrdinary},
		{"I did.", modeOrdinary},
		{"14 : 30", modeOrdinary},
		{"Talks resumed.", modeOrdinary},
	} {
		d := spaced(c.text)
		if got := l.caseMode(d, d.Sentences[0]); got != c.want {
			t.Errorf("%q: got mode %d, want %d (evidence %d)", c.text, got, c.want, l.titleEvidence(d, d.Sentences[0]))
		}
		if got := l.Caseless(d, d.Sentences[0]); got != (c.want != modeOrdinary) {
			t.Errorf("%q: Caseless is %v", c.text, got)
		}
	}
}

func TestShortLinesFollowTheirNeighbours(t *testing.T) {
	l := mustLexicon(t)
	d := spaced("THE GOVERNOR DENIED THE CHARGE IN A BROADCAST.", "MANAGUA:", "THE TRUCE HELD ON SUNDAY.")
	if got := l.caseMode(d, d.Sentences[1]); got != modeUpper {
		t.Errorf("among capitals: got mode %d", got)
	}
	d = spaced("The governor denied the charge in a broadcast.", "UNHCR:", "The truce held on Sunday.")
	if got := l.caseMode(d, d.Sentences[1]); got != modeOrdinary {
		t.Errorf("among ordinary sentences: got mode %d", got)
	}
}

func TestTrueCase(t *testing.T) {
	l := mustLexicon(t)
	for _, c := range []struct{ name, tagged, want string }{
		{"Sudan, title", "RSF/PROPN/NNP Drones/NOUN/NNS Hit/VERB/VBD Power/NOUN/NN Station/NOUN/NN in/ADP/IN Port/PROPN/NNP Sudan/PROPN/NNP",
			"RSF drones hit power station in Port Sudan"},
		{"Sudan, capitals", "RSF/PROPN/NNP DRONES/NOUN/NNS HIT/VERB/VBD EL/PROPN/NNP FASHER/PROPN/NNP MARKET/NOUN/NN",
			"RSF drones hit El Fasher market"},
		{"Afghanistan", "Afghan/ADJ/JJ Troops/NOUN/NNS Retake/VERB/VBP District/NOUN/NN From/ADP/IN Taliban/PROPN/NNP",
			"Afghan troops retake district from Taliban"},
		{"Colombia", "ELN/PROPN/NNP FREES/VERB/VBZ THREE/NUM/CD SOLDIERS/NOUN/NNS ,/PUNCT/, FARC/PROPN/NNP DISSIDENTS/NOUN/NNS DO/AUX/VBP N'T/PART/RB",
			"ELN frees three soldiers , FARC dissidents do n't"},
		{"Yemen", "Houthi/ADJ/JJ Missiles/NOUN/NNS Miss/VERB/VBP Saudi/ADJ/JJ Tanker/NOUN/NN ,/PUNCT/, US/PROPN/NNP Tells/VERB/VBZ Us/PRON/PRP",
			"Houthi missiles miss Saudi tanker , US tells us"},
		{"Ukraine", "KYIV/PROPN/NNP AND/CCONJ/CC MOSCOW/PROPN/NNP SWAP/VERB/VBP RUSSIAN/ADJ/JJ AND/CCONJ/CC UKRAINIAN/ADJ/JJ POWS/NOUN/NNS",
			"Kyiv and Moscow swap Russian and Ukrainian pows"},
		{"Ireland", "MCGUINNESS/PROPN/NNP AND/CCONJ/CC O'NEILL/PROPN/NNP MEET/VERB/VBP UN/PROPN/NNP ENVOYS/NOUN/NNS AT/ADP/IN STORMONT/PROPN/NNP",
			"McGuinness and O'Neill meet UN envoys at Stormont"},
		{"Arabic article", "TALKS/NOUN/NNS WITH/ADP/IN AL/PROPN/NNP -/PUNCT/HYPH BURHAN/PROPN/NNP COLLAPSE/VERB/VBP TODAY/NOUN/NN",
			"Talks with al-Burhan collapse today"},
		{"small letters", "the/DET/DT taliban/PROPN/NNP told/VERB/VBD nato/PROPN/NNP that/SCONJ/IN i/PRON/PRP left/VERB/VBD kandahar/PROPN/NNP on/ADP/IN monday/PROPN/NNP",
			"the Taliban told NATO that I left Kandahar on Monday"},
		{"modal and month", "MEDIATORS/NOUN/NNS MAY/AUX/MD RETURN/VERB/VB IN/ADP/IN MAY/PROPN/NNP TO/ADP/IN TURKEY/PROPN/NNP",
			"Mediators may return in May to Turkey"},
		{"unknown abbreviation", "GQRT/PROPN/NNP MEN/NOUN/NNS BURN/VERB/VBP HUTS/NOUN/NNS NEAR/ADP/IN ZALINGEI/PROPN/NNP",
			"GQRT men burn huts near Zalingei"},
		{"ordinary", "Rebels/NOUN/NNS from/ADP/IN JEM/PROPN/NNP left/VERB/VBD Darfur/PROPN/NNP in/ADP/IN HASTE/NOUN/NN ./PUNCT/.",
			"Rebels from JEM left Darfur in HASTE."},
	} {
		d := tagged(t, c.tagged)
		l.TrueCase(d)
		if got := cased(d); got != c.want {
			t.Errorf("%s: got %q, want %q", c.name, got, c.want)
		}
	}
}

// cased returns the text of d with its words as cased.
func cased(d *doc.Doc) string {
	var b strings.Builder
	pos := 0
	for i := range d.Tokens {
		b.WriteString(d.Text[pos:d.Tokens[i].Start])
		b.WriteString(d.Tokens[i].Cased)
		pos = d.Tokens[i].End
	}
	return b.String()
}

func TestTrueCaseFollowsTheBody(t *testing.T) {
	l := mustLexicon(t)
	d := tagged(t,
		"DUBAR/PROPN/NNP AND/CCONJ/CC MCKEGGAN/PROPN/NNP SIGN/VERB/VBP TRUCE/NOUN/NN IN/ADP/IN ZUWARA/PROPN/NNP",
		"Both/DET/DT deputies/NOUN/NNS of/ADP/IN DuBar/PROPN/NNP were/AUX/VBD there/ADV/RB ./PUNCT/.",
		"Later/ADV/RB mcKeggan/PROPN/NNP left/VERB/VBD ./PUNCT/.")
	l.TrueCase(d)
	if got, want := cased(d), "DuBar and mcKeggan sign truce in Zuwara Both deputies of DuBar were there. Later mcKeggan left."; got != want {
		t.Errorf("got  %q\nwant %q", got, want)
	}
}

func TestTrueCaseKnowsInitials(t *testing.T) {
	l := mustLexicon(t)
	d := tagged(t,
		"THE/DET/DT UNITED/ADJ/NNP RENEWAL/PROPN/NNP ORDER/PROPN/NNP (/PUNCT/-LRB- URO/PROPN/NNP )/PUNCT/-RRB- SPLIT/VERB/VBD",
		"THEN/ADV/RB URO/PROPN/NNP MEN/NOUN/NNS LEFT/VERB/VBD THE/DET/DT TOWN/NOUN/NN")
	l.TrueCase(d)
	if got, want := cased(d), "The United Renewal Order ( URO ) split Then URO men left the town"; got != want {
		t.Errorf("got  %q\nwant %q", got, want)
	}
}

func TestTrueCaseUsesNames(t *testing.T) {
	l := mustLexicon(t)
	d := tagged(t, "ZAGHAWI/ADJ/JJ ELDERS/NOUN/NNS MEET/VERB/VBP UNDER/ADP/IN TRUCE/NOUN/NN")
	d.Names = []doc.Name{{First: 0, Last: 1, Kind: doc.Nationality}}
	l.TrueCase(d)
	if got, want := cased(d), "Zaghawi elders meet under truce"; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
}

func TestTrueCaseSharesTheText(t *testing.T) {
	l := mustLexicon(t)
	d := tagged(t, strings.Repeat("Straße/NOUN/NN İZMİR/PROPN/NNP ﬁre/NOUN/NN ’S/PART/POS ǅEM/PROPN/NNP ", 30), "É/PROPN/NNP À/ADP/IN ARRÊTÉ/VERB/VBN ZÉRO/NOUN/NN")
	l.TrueCase(d)
	for i := range d.Tokens {
		if d.Tokens[i].Cased == "" {
			t.Fatalf("token %d %q has no form", i, d.Word(i))
		}
	}
	if got := d.Tokens[len(d.Tokens)-2].Cased; got != "arrêté" {
		t.Errorf("got %q", got)
	}
}

func TestShapes(t *testing.T) {
	for word, want := range map[string]shape{
		"": shapeNone, "12": shapeNone, "a": shapeLower, "A": shapeTitle, "Élan": shapeTitle, "élan": shapeLower,
		"U.S.": shapeUpper, "M23": shapeTitle, "IEDs": shapeMixed, "iPhone": shapeMixed, "McCain": shapeMixed,
		"ÉLAN": shapeUpper, "AK-47": shapeUpper, "日本": shapeNone,
	} {
		if got := shapeOf(word); got != want {
			t.Errorf("%q: got shape %d, want %d", word, got, want)
		}
	}
}
