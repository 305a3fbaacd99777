package lang

import (
	"strings"
	"testing"

	"parley/internal/doc"
)

// cut shows how Tokenize cuts a text: a "|" inside a chunk where it is cut.
func cut(text string) string {
	var b strings.Builder
	end := 0
	for i, t := range Tokenize(text) {
		switch {
		case i == 0:
		case t.Start == end:
			b.WriteByte('|')
		default:
			b.WriteByte(' ')
		}
		b.WriteString(text[t.Start:t.End])
		end = t.End
	}
	return b.String()
}

// TestTokenize gives texts with "|" at every cut that is not at white space.
func TestTokenize(t *testing.T) {
	for _, want := range []string{
		// clitics and contractions
		"They do|n't know who|'s there|, and she|’ll ask|.",
		"I|'d|'ve gone|; you ca|n’t|. WE|'RE LATE|, DO|N'T",
		"can|not|, Can|not|, gon|na|, do|nt|, did|nt and that|s it",
		"The workers|' union|, O'Neill|'s house|, Sana'a|, Ba'ath",
		"the 1990's and the '90s and '05 and rock 'n roll|, tell 'em|, he was lovin'",
		"d'|you|, y'|all",
		"ai|n't ma'am|; the Qa'ida|; n't",
		// hyphens
		"a U.S.|-|backed truce|, al|-|Nusra|, ceasefire|-|related",
		"re-elected|, pre-war|, e-mail|, E-mail|, mid-1990s|, anti-tank|, co-op|.",
		"UN|-|led|, well|-|known|, twenty|-|five|, F|-|16|, AK|-|47",
		"Holocaust-esque|, th- that|, one - two",
		// stops
		"Brig. Gen. Okoro met Mr. Díaz|, Jr.|, of Acme Inc. at 5 p.m.",
		"J. K. Osei|, the U.N.|, e.g. Ph.D.|, M.Sc.|, St. Ives|, Ft.|Worth|, S.|Korea",
		"No. 5 of vol. 2 said No|. On p. 12|, fig. 3 and No.|7",
		"on Jan. 3|. The sun rose on Sat. 4|, but they sat|.",
		"et al. and al|. Springfield|, Ill. was ill|.",
		"World War I|. After Part II|.",
		"He left|.|She stayed|. v2.0 x",
		"Acme Inc.|. Then etc|...",
		"Wait|...|? No|?! Yes|!!! Well|.. so|…",
		// numbers
		"2,500 men|, 3.5 %|, .45|, 10:30|, 5|-|10|, 9/11|, 2019|/|20|, 12/31/2019",
		"1|,|2|, 3|,|45|, 2|,|0000|, 1,234,567.8",
		"555-0199|, 202-555-0199|, 2020-03-05|, +44 20",
		"3rd|, 1990s|, 5|km|, 10|am|, 20|minutes|, 3D|, $|8|M|, 56A|, €|5|bn|, Rs|500|, US$|10",
		"40|%|, 24|°|C|, 54|º|, #|1",
		// slashes and signs
		"and|/|or|, w/o|, S/RES/2254|, AT&T|, R&D|, sh*t|, snake_case",
		// addresses and tags
		"See https://example.org/a_(b)?q=1|. Or (|www.example.com|)|, example.org/x|.",
		"Write to jo.doe+x@mail.example.org|, <|mailto:a@b.co|>|, @user_1 #peace|!",
		"open report-v2.pdf|, then|.|end",
		// quotes, brackets, rules, smileys
		"“|Go|,|” he said|. ‘|No|,|’ '|Yes|'|. \"|Hm|\"|, ``|x|''",
		"(|a|) [|...|] {|b|} -- --- ==== -> << x >> $$",
		":) ;-) ha :-(|. He said|: (|1|) 5:30",
		"dash|—|dash – and — more",
		// other scripts and symbols
		"Łódź|, naïve|, cafe\u0301|, 清|, Σωφρόνιος|, الحوثي|؟",
		"👍🏽 👨\u200d👩\u200d👧 ☏ 5|½",
	} {
		text := strings.ReplaceAll(want, "|", "")
		if got := cut(text); got != want {
			t.Errorf("%s\ngot  %s\nwant %s", text, got, want)
		}
	}
}

func TestTokenizeOffsets(t *testing.T) {
	text := "\ufeff  Kabul\u00a0fell\u200b.\n\n\xff\xfe ok \x00\xc3"
	var got []string
	for _, tok := range Tokenize(text) {
		if tok.Head != doc.Unparsed {
			t.Errorf("token %+v has a head", tok)
		}
		got = append(got, text[tok.Start:tok.End])
	}
	if want := "Kabul fell . \xff\xfe ok \x00 \xc3"; strings.Join(got, " ") != want {
		t.Errorf("%q, want %q", got, want)
	}
	if toks := Tokenize(" \n\u3000"); toks != nil {
		t.Errorf("white space gives %v", toks)
	}
}

// TestTokenizeNoSpaces would not end if the time grew with the square of the
// length.
func TestTokenizeNoSpaces(t *testing.T) {
	for _, piece := range []string{"a", "a.b,", "x.com/", "A/", "a@", "1-", "'s", ")", "(a", ".!", "..?", "S.", "a.", "\xff", "’", "👍🏽", "http://"} {
		text := strings.Repeat(piece, 1<<18/len(piece))
		d := &doc.Doc{Text: text, Tokens: Tokenize(text)}
		splitter(t).Split(d)
		if err := d.Check(); err != nil {
			t.Errorf("%q: %v", piece, err)
		}
	}
}

func FuzzTokenize(f *testing.F) {
	f.Add("Gen. O'Neill's U.S.-led unit (est. 1990's) can't re-enter www.example.org/x, at 5:30p.m. :-)")
	f.Add("\xff\xc3\x28…?!..  ’’‘s``'n “x”—–\u200d👍🏽 1,234.5/6-7 a@b.co #tag @x $$<>--> w/o S/RES/1")
	f.Add("w/o'B/0 n/a'n/a")
	f.Fuzz(func(t *testing.T, text string) {
		d := &doc.Doc{Text: text, Tokens: Tokenize(text)}
		if err := d.Check(); err != nil {
			t.Fatal(err)
		}
		if len(d.Tokens) == 0 && following(text, 0) < len(text) {
			t.Fatal("text without tokens")
		}
	})
}

// newsText is a text in the style of news for benchmarks.
var newsText = strings.Repeat(`The deputy governor, Lt. Col. Amin Rahimi, said on Jan. 3 that at least 28 people – among them
five children – were killed when a car bomb went off near the U.N. compound. "We won't leave," he told reporters at 10:30 a.m.;
the Taliban-run ministry didn't comment. About 2,500 U.S.-trained soldiers re-entered the district’s centre.

`, 200)

func BenchmarkTokenize(b *testing.B) {
	n := 0
	b.SetBytes(int64(len(newsText)))
	for b.Loop() {
		n += len(Tokenize(newsText))
	}
	b.ReportMetric(float64(n)/b.Elapsed().Seconds(), "tokens/s")
}
