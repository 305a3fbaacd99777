package lang

import (
	"encoding/binary"
	"errors"
	"hash/crc32"
	"testing"

	"parley/internal/doc"
	"parley/internal/lang/model"
)

// smallTables are tables that use every part of the format.
func smallTables() *LexiconTables {
	return &LexiconTables{
		Tags: []TagRow{{UPOS: "NOUN", XPOS: "NNS", Feats: "Number=Plur"}, {UPOS: "PROPN", XPOS: "NNP", Feats: "Number=Sing", KeepCase: true}},
		Words: []WordRow{
			{Word: "convoy", Base: BaseBit("NOUN"), Other: "convoy", Capital: 2},
			{Word: "convoys", Entries: []EntryRow{{Tag: 0, Lemma: "convoy", Feats: "Number=Plur"}}},
			{Word: "dumac", Proper: "DuMac", Capital: 15, Entries: []EntryRow{{Tag: 1, Lemma: "DuMac", Feats: "Number=Sing"}}},
		},
		Rules: []RuleRow{
			{Tag: 0, Suffix: "", Edits: []Edit{{Cut: 1}}},
			{Tag: 0, Suffix: "ies", Edits: []Edit{{Cut: 3, Append: "y"}, {Cut: 1}}},
		},
	}
}

func TestLexiconRoundTrip(t *testing.T) {
	l, err := LoadLexicon(smallTables().Encode())
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct{ form, upos, xpos, lemma, feats string }{
		{"Convoys", "NOUN", "NNS", "convoy", "Number=Plur"},
		{"sorties", "NOUN", "NNS", "sorty", "Number=Plur"}, // the tables know no better
		{"tanks", "NOUN", "NNS", "tank", "Number=Plur"},
		{"DUMAC", "PROPN", "NNP", "DuMac", "Number=Sing"},
		{"tanks", "VERB", "VBZ", "tanks", ""},
	} {
		if got := l.lemma(c.form, c.upos, c.xpos, false, false); got != c.lemma {
			t.Errorf("%s %s: lemma %q, want %q", c.form, c.xpos, got, c.lemma)
		}
		if got := l.features(c.form, c.upos, c.xpos); got != c.feats {
			t.Errorf("%s %s: features %q, want %q", c.form, c.xpos, got, c.feats)
		}
	}
}

func TestDamagedLexicon(t *testing.T) {
	good := smallTables().Encode()
	for i := range good {
		bad := append([]byte(nil), good...)
		bad[i] ^= 0x41
		if _, err := LoadLexicon(bad); !errors.Is(err, ErrLexicon) {
			t.Errorf("byte %d changed: %v", i, err)
		}
		if _, err := LoadLexicon(good[:i]); !errors.Is(err, ErrLexicon) {
			t.Errorf("cut at %d: %v", i, err)
		}
	}
	for name, tables := range map[string]*LexiconTables{
		"no rule's edits": {Tags: smallTables().Tags, Rules: []RuleRow{{Suffix: "s"}}},
		"long suffix":     {Tags: smallTables().Tags, Rules: []RuleRow{{Suffix: "abcdefg", Edits: []Edit{{}}}}},
		"unknown tag":     {Words: []WordRow{{Word: "a", Entries: []EntryRow{{Tag: 3}}}}},
		"bad rank":        {Words: []WordRow{{Word: "a", Capital: 16}}},
	} {
		if _, err := LoadLexicon(tables.Encode()); !errors.Is(err, ErrLexicon) {
			t.Errorf("%s: %v", name, err)
		}
	}
}

// resum returns body with the magic and the checksum that it needs.
func resum(body []byte) []byte {
	b := append([]byte(lexiconMagic), body...)
	return binary.LittleEndian.AppendUint32(b, crc32.ChecksumIEEE(b))
}

func FuzzLoadLexicon(f *testing.F) {
	small := smallTables().Encode()
	f.Add(small[len(lexiconMagic) : len(small)-4])
	f.Add([]byte{})
	f.Fuzz(func(t *testing.T, body []byte) {
		l, err := LoadLexicon(resum(body))
		if err != nil {
			if !errors.Is(err, ErrLexicon) {
				t.Fatalf("not ErrLexicon: %v", err)
			}
			return
		}
		d := tagged(t, "Convoys/NOUN/NNS LEFT/VERB/VBD DUMAC/PROPN/NNP 1,200/NUM/CD İs/NOUN/NNS")
		l.TrueCase(d)
		l.Lemmatize(d)
		l.Features(d)
	})
}

func BenchmarkLoadLexicon(b *testing.B) {
	b.SetBytes(int64(len(model.Lexicon)))
	for b.Loop() {
		if _, err := LoadLexicon(model.Lexicon); err != nil {
			b.Fatal(err)
		}
	}
}

// benchDoc is ordinary running text with tags; its words are our own.
func benchDoc(b *testing.B) []string {
	b.Helper()
	return []string{
		"The/DET/DT two/NUM/CD delegations/NOUN/NNS met/VERB/VBD in/ADP/IN Nairobi/PROPN/NNP on/ADP/IN Thursday/PROPN/NNP ,/PUNCT/, and/CCONJ/CC agreed/VERB/VBD to/PART/TO open/VERB/VB the/DET/DT road/NOUN/NN to/ADP/IN the/DET/DT airport/NOUN/NN ./PUNCT/.",
		"Colonel/PROPN/NNP Tesfalem/PROPN/NNP Gebrewahd/PROPN/NNP said/VERB/VBD that/SCONJ/IN his/PRON/PRP$ men/NOUN/NNS had/AUX/VBD n't/PART/RB fired/VERB/VBN at/ADP/IN the/DET/DT convoy/NOUN/NN of/ADP/IN 1,200/NUM/CD trucks/NOUN/NNS ./PUNCT/.",
		"Villagers/NOUN/NNS counted/VERB/VBD eleven/NUM/CD bodies/NOUN/NNS near/ADP/IN the/DET/DT burnt-out/ADJ/JJ clinic/NOUN/NN ,/PUNCT/, which/PRON/WDT shellfire/NOUN/NN had/AUX/VBD gutted/VERB/VBN overnight/ADV/RB ./PUNCT/.",
	}
}

func benchTokens(b *testing.B, headline bool, run func(l *Lexicon, d *doc.Doc)) {
	b.Helper()
	l := mustLexicon(b)
	var lines []string
	for range 20 {
		lines = append(lines, benchDoc(b)...)
	}
	if headline {
		lines = append([]string{"Envoys/NOUN/NNS Leave/VERB/VBP Nairobi/PROPN/NNP Without/ADP/IN Deal/NOUN/NN on/ADP/IN Airport/NOUN/NN Road/NOUN/NN"}, lines...)
	}
	d := tagged(b, lines...)
	l.TrueCase(d)
	for b.Loop() {
		run(l, d)
	}
	b.ReportMetric(float64(len(d.Tokens))*float64(b.N)/b.Elapsed().Seconds(), "tokens/s")
}

func BenchmarkLemmatize(b *testing.B) { benchTokens(b, false, (*Lexicon).Lemmatize) }
func BenchmarkFeatures(b *testing.B)  { benchTokens(b, false, (*Lexicon).Features) }
func BenchmarkTrueCase(b *testing.B)  { benchTokens(b, false, (*Lexicon).TrueCase) }

// BenchmarkTrueCaseHeadline has one headline over 60 sentences.
func BenchmarkTrueCaseHeadline(b *testing.B) { benchTokens(b, true, (*Lexicon).TrueCase) }
