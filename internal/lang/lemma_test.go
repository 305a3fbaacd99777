package lang

import (
	"strings"
	"sync"
	"testing"

	"parley/internal/doc"
	"parley/internal/lang/model"
)

var builtin = sync.OnceValues(func() (*Lexicon, error) { return LoadLexicon(model.Lexicon) })

func mustLexicon(t testing.TB) *Lexicon {
	t.Helper()
	l, err := builtin()
	if err != nil {
		t.Fatal(err)
	}
	return l
}

// tagged makes a document of one sentence per line, from words with tags such
// as "Rebels/NOUN/NNS fled/VERB/VBD ./PUNCT/." A word "-" joins its neighbours.
func tagged(t testing.TB, lines ...string) *doc.Doc {
	t.Helper()
	d := &doc.Doc{}
	var text strings.Builder
	for _, line := range lines {
		s := doc.Sentence{First: len(d.Tokens)}
		for i, w := range strings.Fields(line) {
			p := strings.Split(w, "/")
			if len(p) != 3 {
				t.Fatalf("bad test word %q", w)
			}
			glue := p[0] == "-" || p[0] == "." || strings.HasSuffix(text.String(), "-")
			if text.Len() > 0 && (i > 0 && !glue || i == 0) {
				text.WriteByte(' ')
			}
			start := text.Len()
			text.WriteString(p[0])
			d.Tokens = append(d.Tokens, doc.Token{Start: start, End: text.Len(), UPOS: p[1], XPOS: p[2], Head: doc.Unparsed})
		}
		s.Last = len(d.Tokens)
		d.Sentences = append(d.Sentences, s)
	}
	d.Text = text.String()
	return d
}

func TestLemmas(t *testing.T) {
	l := mustLexicon(t)
	for _, c := range strings.Split(strings.TrimSpace(lemmaCases), "\n") {
		f := strings.Fields(c)
		if len(f) != 4 {
			t.Fatalf("bad case %q", c)
		}
		if got := l.lemma(f[0], f[1], f[2], false, false); got != f[3] {
			t.Errorf("%s %s %s: got %q, want %q", f[0], f[1], f[2], got, f[3])
		}
	}
}

// lemmaCases are form, UPOS, XPOS and lemma.
const lemmaCases = `
fled VERB VBD flee
fleeing VERB VBG flee
flees VERB VBZ flee
slain VERB VBN slay
shot VERB VBN shoot
bled VERB VBD bleed
withdrew VERB VBD withdraw
withdrawn VERB VBN withdraw
overran VERB VBD overrun
seized VERB VBD seize
seizing VERB VBG seize
besieged VERB VBN besiege
fought VERB VBD fight
struck VERB VBD strike
wounded VERB VBN wound
bombed VERB VBN bomb
bombing VERB VBG bomb
shelled VERB VBD shell
shelling VERB VBG shell
stormed VERB VBD storm
ambushed VERB VBD ambush
ambushes NOUN NNS ambush
raided VERB VBN raid
looted VERB VBD loot
abducted VERB VBN abduct
kidnapped VERB VBN kidnap
kidnapping VERB VBG kidnap
mediated VERB VBN mediate
negotiating VERB VBG negotiate
pledged VERB VBD pledge
vowed VERB VBD vow
agreed VERB VBD agree
agreeing VERB VBG agree
ceded VERB VBD cede
swapped VERB VBD swap
dying VERB VBG die
lying VERB VBG lie
died VERB VBD die
torn VERB VBN tear
sought VERB VBD seek
captured VERB VBN capture
evacuated VERB VBN evacuate
displaced VERB VBN displace
retaken VERB VBN retake
militiamen NOUN NNS militiaman
policemen NOUN NNS policeman
gunmen NOUN NNS gunman
servicemen NOUN NNS serviceman
women NOUN NNS woman
children NOUN NNS child
casualties NOUN NNS casualty
refugees NOUN NNS refugee
hostages NOUN NNS hostage
grenades NOUN NNS grenade
caches NOUN NNS cache
trenches NOUN NNS trench
knives NOUN NNS knife
crises NOUN NNS crisis
truces NOUN NNS truce
militias NOUN NNS militia
insurgencies NOUN NNS insurgency
envoys NOUN NNS envoy
casualty NOUN NN casualty
barracks NOUN NNS barracks
ceasefires NOUN NNS ceasefire
IEDs NOUN NNS IED
Afghans PROPN NNPS Afghan
Houthis PROPN NNPS Houthi
Kabul PROPN NNP Kabul
Afghan ADJ JJ Afghan
afghan ADJ JJ Afghan
Saudi-led ADJ JJ Saudi-led
n't PART RB not
n’t PART RB not
'll AUX MD will
ca AUX MD can
wo AUX MD will
's PART POS 's
's AUX VBZ be
’re AUX VBP be
him PRON PRP he
them PRON PRP they
us PRON PRP we
i PRON PRP I
an DET DT a
worse ADJ JJR bad
better ADJ JJR good
better ADV RBR well
deadliest ADJ JJS deadly
heavier ADJ JJR heavy
Deadly ADJ JJ deadly
20,000 NUM CD 20000
2,500.5 NUM CD 2500.5
7 NUM CD 7
Two NUM CD two
The DET DT the
BOMBS NOUN NNS bomb
zorblasted VERB VBN zorblast
Zorblats PROPN NNPS Zorblat
`

func TestLemmatizeUsesCasedFormsAndNames(t *testing.T) {
	l := mustLexicon(t)
	d := tagged(t, "SHELLS/NOUN/NNS HIT/VERB/VBD QALQALA/PROPN/NNP ./PUNCT/.")
	for i, c := range []string{"shells", "hit", "Qalqala", "."} {
		d.Tokens[i].Cased = c
	}
	l.Lemmatize(d)
	if got := lemmas(d); got != "shell hit Qalqala ." {
		t.Errorf("got %q", got)
	}
	d = tagged(t, "Qalqali/ADJ/JJ herders/NOUN/NNS ran/VERB/VBD")
	l.Lemmatize(d)
	if got := lemmas(d); got != "qalqali herder run" {
		t.Errorf("without a name: got %q", got)
	}
	d.Names = []doc.Name{{First: 0, Last: 1, Kind: doc.Nationality}}
	l.Lemmatize(d)
	if got := lemmas(d); got != "Qalqali herder run" {
		t.Errorf("as a name: got %q", got)
	}
}

func lemmas(d *doc.Doc) string {
	var all []string
	for i := range d.Tokens {
		all = append(all, d.Tokens[i].Lemma)
	}
	return strings.Join(all, " ")
}

func TestLemmaIsNeverEmpty(t *testing.T) {
	l := mustLexicon(t)
	for _, form := range []string{"s", "ies", "ing", "\xff", "é", "’", "日本", strings.Repeat("a", 300) + "ies", "ſ", "İs", "\u0301"} {
		for i := range l.tags {
			if l.lemma(form, l.tags[i].upos, l.tags[i].xpos, false, false) == "" {
				t.Errorf("%q as %s %s: empty lemma", form, l.tags[i].upos, l.tags[i].xpos)
			}
		}
		if l.lemma(form, "NOSUCH", "TAG", true, true) == "" {
			t.Errorf("%q with unknown tags: empty lemma", form)
		}
	}
}

func TestKnownWordsAreNotAllocated(t *testing.T) {
	l := mustLexicon(t)
	d := tagged(t, "Two/NUM/CD policemen/NOUN/NNS fled/VERB/VBD the/DET/DT burning/VERB/VBG barracks/NOUN/NNS ./PUNCT/.")
	n := testing.AllocsPerRun(20, func() {
		l.TrueCase(d)
		l.Lemmatize(d)
		l.Features(d)
	})
	if n != 0 {
		t.Errorf("%v allocations for known words in an ordinary sentence", n)
	}
}
