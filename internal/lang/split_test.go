package lang

import (
	"errors"
	"strings"
	"testing"

	"parley/internal/doc"
	"parley/internal/lang/model"
)

// splitter returns the splitter of the built-in weights.
func splitter(tb testing.TB) *Splitter {
	tb.Helper()
	s, err := LoadSplitter(model.Split)
	if err != nil {
		tb.Fatal(err)
	}
	return s
}

// sentences shows how a text is split: "|" between sentences, "||" between
// paragraphs.
func sentences(s *Splitter, text string) string {
	d := &doc.Doc{Text: text, Tokens: Tokenize(text)}
	s.Split(d)
	var b strings.Builder
	for i, sent := range d.Sentences {
		if i > 0 {
			b.WriteByte('|')
			if sent.Paragraph != d.Sentences[i-1].Paragraph {
				b.WriteByte('|')
			}
		}
		b.WriteString(d.SentenceText(sent))
	}
	return b.String()
}

// TestSplitNews gives texts in the style of news, with "|" for the space
// between sentences and "||" for the blank line between paragraphs.
func TestSplitNews(t *testing.T) {
	s := splitter(t)
	for _, want := range []string{
		// titles and ranks
		"The convoy was led by Brig. Gen. Tariq Osman.|It left at dawn.",
		"Lt. Col. Maria Ferrer denied the report.|Maj. Gen. Petros Haile did not comment.",
		"Mr. Okafor met Mrs. Lindqvist and Dr. Amin in St. Petersburg.|They spoke for an hour.",
		"Gov. Abdul Karim and Sen. Lucy Whitfield toured the base.|Sgt. Brown was wounded.",
		"He was named after Martin Luther King Jr. and lives in Ft. Worth.",
		"Prof. Eze and the Rev. Thomas Adeyemi called for calm.|Both live in Jos.",
		"Capt. J. R. Hale and Cpl. Otto Brandt were freed.|Nobody paid a ransom.",
		"The letter was signed by Gen. (ret.) Samir Haddad and two others.",
		// initials
		"J. Smith and A. B. Kone signed the deal.|It takes effect on Friday.",
		"The envoy, George W. Tate, flew home.|Talks go on without him.",
		"Former president John F. Adeleke spoke first.|Samuel L. Brandt spoke last.",
		// acronyms in and at the end of sentences
		"The U.N. said the road was open.|Aid workers disagreed.",
		"The report was sent to the U.N.|He did not say when.",
		"The U.S. Embassy closed its doors.|U.S. officials gave no reason.",
		"Soldiers from the U.S. and the U.K. arrived in January.|More will follow.",
		"A U.S.-backed militia took the town.|The U.S.-Taliban deal was not mentioned.",
		"She moved to Washington, D.C. in 2011.|Her brother stayed in Kabul.",
		"The E.U. and the U.N. Security Council condemned the raid.|Russia abstained.",
		// dates and times
		"The attack took place on Jan. 3.|The rebels denied it.",
		"It began on Sept. 12, 2014, and ended on Dec. 1.|Two people died.",
		"The truce ends on Feb. 29.|After that, anything can happen.",
		"The blast hit the market at 10:30 a.m. on Monday.|Nine people were hurt.",
		"The curfew starts at 8 p.m. on weekdays.|Shops close at 6 p.m. and reopen at dawn.",
		"The ship sailed at 5 a.m. local time.|It was boarded at 7.",
		"Elections were held in 2018.|In 2020, they were cancelled.|2021 brought none.",
		// numbers
		"Route No. 5 is blocked.|No. 7 is open.",
		"Prices rose by 3.5 percent.|About 2,500 people left.",
		"The group has 1,200 fighters.|14 of them surrendered.",
		"See p. 12 of the report.|It was published in May.",
		// other abbreviations
		"Acme Corp. and Nile Trading Co. Ltd. lost trucks, fuel, etc. in the raid.|No one was hurt.",
		"It was Khan vs. Rahimi, i.e. the old guard against the new.|Khan won.",
		// quotes
		"“We will not leave the talks.”|He said this twice.",
		"“We are tired of war,” she said.|“We want to go home.”",
		"\"Stop the shelling,\" the mayor pleaded.|\"There are children here.\"",
		"\"Who did this?\" he asked.|Nobody answered.",
		"He said: “The door is open.|It will not stay open.”|Then he left.",
		"‘It is over,’ the commander said.|‘Go home.’",
		"The minister called it \"a grave error.\"|His deputy resigned.",
		// brackets, dashes, colons, semicolons, ellipses
		"The village (pop. 300) was empty.|(Its people had fled in May.)|Dogs roamed the streets.",
		"Three towns – Idra, Sel and Marat – fell in a day.|The army retreated.",
		"The terms were clear: no weapons, no flags; nobody was to cross the river.",
		"He hesitated... then he signed.|The room applauded.",
		"What now?|No one knows!|The talks resume on Tuesday.",
		// headings, headlines and datelines
		"Rebels take key town||Fighters entered the town at noon.|Police fled.",
		"NAIROBI — The president will travel to Addis Ababa.|He will meet mediators there.",
		"Dozens killed in market blast||Background||The war began in 2011.|It has no end in sight.",
		"By Amina Yusuf||The governor resigned on Sunday.",
		// web addresses
		"The list is at www.example.org/list.html.|Visit example.com for more.",
		"Write to press@example.org.|An answer takes a day.",
		// names that look like ends
		"Pakistani PM Allawi flew to Doha.|FM Qureshi stayed.",
	} {
		text := strings.ReplaceAll(strings.ReplaceAll(want, "||", "\n\n"), "|", " ")
		if got := sentences(s, text); got != want {
			t.Errorf("got  %s\nwant %s", got, want)
		}
	}
}

// TestSplitLines gives texts with lines, and their sentences as sentences
// shows them.
func TestSplitLines(t *testing.T) {
	wrapped := "The column reached the bridge shortly before the storm and waited\n" +
		"there for two hours. Nobody in the town had seen it coming, and the\n" +
		"guards had left. At dawn it crossed over."
	for _, c := range []struct{ name, text, want string }{
		{"wrapped", wrapped, "The column reached the bridge shortly before the storm and waited\nthere for two hours.|" +
			"Nobody in the town had seen it coming, and the\nguards had left.|At dawn it crossed over."},
		{"heading over wrapped lines", "A bridge too late\n" + wrapped, "A bridge too late|" +
			"The column reached the bridge shortly before the storm and waited\nthere for two hours.|" +
			"Nobody in the town had seen it coming, and the\nguards had left.|At dawn it crossed over."},
		{"list", "The terms:\n- a truce\n- an exchange of prisoners\n* talks\n• Open roads", "The terms:|- a truce|- an exchange of prisoners|* talks|• Open roads"},
		{"numbered list", "1. Lift the siege\n2. Free the hostages\n3. Pull back", "1. Lift the siege|2. Free the hostages|3. Pull back"},
		{"a paragraph a line", strings.Repeat("The two sides met again and parted without a word. ", 4) + "\nThey will meet in May.",
			strings.Repeat("The two sides met again and parted without a word.|", 4) + "|They will meet in May."},
		{"blank line inside a sentence", "The end is\n \nnot near.", "The end is||not near."},
		{"windows lines", "First part.\r\n\r\nSecond part. Third.", "First part.||Second part.|Third."},
		{"marks alone", "He left. ---", "He left. ---"},
		{"stray quote", "\"They left,\" he said. \"Nobody stayed. \"", "\"They left,\" he said.|\"Nobody stayed. \""},
		{"one token", "No", "No"},
		{"none", " \n", ""},
	} {
		if got := sentences(splitter(t), c.text); got != c.want {
			t.Errorf("%s:\ngot  %q\nwant %q", c.name, got, c.want)
		}
	}
}

func TestSplitCapitals(t *testing.T) {
	want := "REBELS TOOK THE TOWN OF SEL ON MONDAY.|THE ARMY SAID NOTHING.|GEN. OKORO HAS FLED TO THE U.S. EMBASSY."
	if got := sentences(splitter(t), strings.ReplaceAll(want, "|", " ")); got != want {
		t.Errorf("got  %s\nwant %s", got, want)
	}
}

func FuzzSplit(f *testing.F) {
	s := splitter(f)
	f.Add("Gen. O'Neill (ret.) said: \"No!\" Jan. 3. The\n- U.N.\n\nat 5 p.m. Monday... :-) \xff")
	f.Add(newsText[:600])
	f.Fuzz(func(t *testing.T, text string) {
		d := &doc.Doc{Text: text, Tokens: Tokenize(text)}
		s.Split(d)
		if err := d.Check(); err != nil {
			t.Fatal(err)
		}
		if len(d.Tokens) > 0 && len(d.Sentences) == 0 {
			t.Fatal("tokens without sentences")
		}
	})
}

func BenchmarkSplit(b *testing.B) {
	s := splitter(b)
	d := &doc.Doc{Text: newsText, Tokens: Tokenize(newsText)}
	b.SetBytes(int64(len(newsText)))
	n := 0
	for b.Loop() {
		s.Split(d)
		n += len(d.Tokens)
	}
	b.ReportMetric(float64(n)/b.Elapsed().Seconds(), "tokens/s")
}

func TestLoadSplitter(t *testing.T) {
	good := SplitFile([]SplitWeight{{3, 5}, {900000, -7}}, 9)
	s, err := LoadSplitter(good)
	if err != nil {
		t.Fatal(err)
	}
	if a, b, c := s.weights[s.find(3)], s.weights[s.find(900000)], s.weights[s.find(4)]; a != 5 || b != -7 || c != 0 || s.margin != 9 {
		t.Errorf("weights %d %d %d", a, b, c)
	}
	for name, b := range map[string][]byte{
		"empty": nil, "magic": []byte("x"), "no margin": good[:len(splitMagic)], "no count": good[:len(splitMagic)+1], "short": good[:len(good)-1],
		"long": append(good[:len(good):len(good)], 0), "not ascending": SplitFile([]SplitWeight{{3, 5}, {3, 5}}, 9),
	} {
		if _, err := LoadSplitter(b); !errors.Is(err, ErrSplitWeights) {
			t.Errorf("%s: error %v", name, err)
		}
	}
}
