package read

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"parley"
)

// dispatch is a raw text and what cleaning has to make of it.
type dispatch struct {
	name string
	raw  string
	want string // of parts that "¶" divides
	// dropped has a "line why" for each, with a "+" where a part stayed.
	dropped string
	title   string
	outlet  string
	place   string // the dateline
	byline  string
	date    string
}

var dispatches = []dispatch{
	{
		name: "nothing to clean",
		raw:  "The army shelled the port of Tarvos for two hours.\n\nNobody was hurt.",
		want: "The army shelled the port of Tarvos for two hours.¶Nobody was hurt.",
	},
	{
		name: "wire story",
		raw: "Truce in Tarvos holds for a third day\n\nTARVOS, May 3 (Xinhua) -- No shot was heard on Monday, monitors said.\n\n" +
			"Difficult talks\n\nA prisoner swap is next on the agenda. Enditem",
		want: "Truce in Tarvos holds for a third day¶No shot was heard on Monday, monitors said.¶" +
			"Difficult talks¶A prisoner swap is next on the agenda.",
		dropped: "3 dateline+, 7 end mark+",
		title:   "Truce in Tarvos holds for a third day",
		place:   "TARVOS, May 3 (Xinhua)",
		outlet:  "Xinhua",
	},
	{
		name: "page of a broadcaster",
		raw: "AFRICA\n3 min read\nRebels free nine teachers in Lomir province\nThe group says it asked for no ransom.\n" +
			"Rebels free nine teachers in Lomir province\nThe teachers on their way home on Sunday [Ana Ruiz/AFP]\n" +
			"3 May 2021\n\nRebels in the north freed nine teachers on Sunday, a governor said.\n\nRead more: How the war began\n\n" +
			"They had been held for a year.\n\nSOURCE:AFP",
		want: "AFRICA¶Rebels free nine teachers in Lomir province¶The group says it asked for no ransom.¶" +
			"Rebels in the north freed nine teachers on Sunday, a governor said.¶They had been held for a year.",
		dropped: "2 reading time, 5 repeated, 6 caption, 7 date, 11 link, 15 source",
		title:   "Rebels free nine teachers in Lomir province",
		outlet:  "AFP",
		date:    "3 May 2021",
	},
	{
		name: "caption in two lines",
		raw: "Why the talks on Tarvos are stuck\n\nDelegates of both sides at the opening of the talks in the palace\n" +
			"Who will guard the border is still open [File: Ana Ruiz/Reuters]\n\nDoha, Qatar – The envoys have gone home.",
		want:    "Why the talks on Tarvos are stuck¶The envoys have gone home.",
		dropped: "3 caption, 4 caption, 6 dateline+",
		title:   "Why the talks on Tarvos are stuck",
		place:   "Doha, Qatar",
	},
	{
		name: "a sentence above a caption stays",
		raw: "Truce in Tarvos\n\nThe rebels have left.\nOne stays behind:\nIbrahim, a cook of the rebel army\n" +
			"The last post of the rebels [AFP]\n\nThe end of a long war.",
		want: "Truce in Tarvos¶The rebels have left.¶One stays behind:¶The end of a long war.",
		// The line above the caption is taken for a part of it.
		dropped: "5 caption, 6 caption",
		title:   "Truce in Tarvos",
	},
	{
		name: "newspaper",
		raw: "Friday, July 9, 2021\n\nNine police officers die in ambush\nBy Ana Ruiz\nMay 3, 2021\n\n" +
			"TARVOS: Gunmen ambushed a police convoy on the road to the port on Sunday, killing nine officers, the mayor said.\n\n" +
			"Follow us on Facebook\n\nShare Tweet 14\n\nCopyright © 2021 Daily Sun. All rights reserved.",
		want: "Nine police officers die in ambush¶" +
			"Gunmen ambushed a police convoy on the road to the port on Sunday, killing nine officers, the mayor said.",
		dropped: "1 date, 4 byline, 5 date, 7 dateline+, 9 subscribe, 11 social, 13 copyright",
		title:   "Nine police officers die in ambush",
		place:   "TARVOS",
		byline:  "By Ana Ruiz",
		date:    "May 3, 2021",
	},
	{
		name: "interview",
		raw:  "RUIZ: What do the rebels want from the mediators who are coming to Tarvos on Sunday?\n\nHAIDARI: They want us to leave, and we will not do that for them or anybody else here.",
		want: "RUIZ: What do the rebels want from the mediators who are coming to Tarvos on Sunday?¶HAIDARI: They want us to leave, and we will not do that for them or anybody else here.",
		// Two places before a colon are two speakers.
		title: "RUIZ: What do the rebels want from the mediators who are coming to Tarvos on Sunday?",
	},
	{
		name: "chronology",
		raw: "The war for Tarvos, day by day\n\n3 May 2021\n\nShells hit the port.\n\n4 May 2021\n\nThe port burns.\n\n" +
			"5 May 2021\n\nThe army takes the port.",
		want: "The war for Tarvos, day by day¶3 May 2021¶Shells hit the port.¶4 May 2021¶The port burns.¶" +
			"5 May 2021¶The army takes the port.",
		title: "The war for Tarvos, day by day",
	},
	{
		name: "headline with the outlet",
		raw:  "Shells hit port of Tarvos | Daily News\n\nShells hit port of Tarvos\n\nTwo men died.",
		want: "Shells hit port of Tarvos | Daily News¶Two men died.",
		// The name of the outlet is no part of the title.
		title:   "Shells hit port of Tarvos",
		outlet:  "Daily News",
		dropped: "3 repeated",
	},
	{
		name: "repeated sentences",
		raw: "\"No comment,\" he said.\n\nThe mayor, two clerks and a guard were led out to the yard.\n\n\"No comment,\" he said.\n\n" +
			"The mayor, two clerks and a guard were led out to the yard.",
		want:    "\"No comment,\" he said.¶The mayor, two clerks and a guard were led out to the yard.¶\"No comment,\" he said.",
		dropped: "7 repeated",
	},
	{
		name:    "credit of a text",
		raw:     "Nine men died.\n\nThe police declined to comment. (AFP)\n\n(Reporting by Ana Ruiz; Editing by Li Wei)",
		want:    "Nine men died.¶The police declined to comment.",
		dropped: "3 credit+, 5 credit",
	},
	{
		name:    "source line of an agency",
		raw:     "Nine die in Tarvos\n\nSource: Xinhua| 2021-05-03 14:41:20|Editor: Wei\n\nNine men died on Sunday.\n\n-ENDS-",
		want:    "Nine die in Tarvos¶Nine men died on Sunday.",
		dropped: "3 source, 7 end mark",
		title:   "Nine die in Tarvos",
		outlet:  "Xinhua",
		date:    "2021-05-03",
	},
	{
		name:    "source line without an outlet",
		raw:     "Nine men died on Sunday.\n\nSource: News agencies",
		want:    "Nine men died on Sunday.",
		dropped: "3 source",
	},
	{
		name: "a short question is a headline, a short statement is not",
		raw:  "Who will guard Tarvos?\n\nNobody wants to, and the mandate of the mission ends in May.",
		want: "Who will guard Tarvos?¶Nobody wants to, and the mandate of the mission ends in May.",

		title: "Who will guard Tarvos?",
	},
	{
		name:    "marks, numbers and addresses",
		raw:     "* * *\n00:00\nhttps://sun.example/tarvos\n2021\n\nNine men died. Their names were not given.\n\n———",
		want:    "2021¶Nine men died. Their names were not given.",
		dropped: "1 navigation, 2 navigation, 3 link, 8 navigation",
		title:   "2021",
	},
}

func TestClean(t *testing.T) {
	for _, d := range dispatches {
		t.Run(d.name, func(t *testing.T) {
			c := clean(d.raw)
			if got := strings.ReplaceAll(c.text, "\n\n", "¶"); got != d.want {
				t.Errorf("text\n got %q\nwant %q", got, d.want)
			}
			if got := droppedOf(c); got != d.dropped {
				t.Errorf("dropped %q, want %q", got, d.dropped)
			}
			if got, want := []string{c.title, c.outlet, c.dateline, c.byline, c.date},
				[]string{d.title, d.outlet, d.place, d.byline, d.date}; !slices.Equal(got, want) {
				t.Errorf("title, outlet, dateline, byline, date: got %q, want %q", got, want)
			}
			checkClean(t, d.raw, c)
		})
	}
}

// droppedOf renders what was dropped as dispatch.dropped has it.
func droppedOf(c cleaned) string {
	var out []string
	for _, d := range inOrder(c.dropped) {
		s := fmt.Sprintf("%d %s", d.Line, d.Why)
		if d.Part {
			s += "+"
		}
		out = append(out, s)
	}
	return strings.Join(out, ", ")
}

// TestCleanKeepsBody has sentences that begin or end like boilerplate.
func TestCleanKeepsBody(t *testing.T) {
	body := []string{
		"Follow the money, the investigator told the court, and you will find the man who paid for the guns that both sides used in the valley.",
		"Source after source told the commission the same story.",
		"Image upon image shows the same burnt-out bus.",
		"Comments by the two leaders differ on one point: who fired first?",
		"By Monday night the square of the city was empty.",
		"Subscribers to the accord are bound by it.",
		"The general's photo (file number 12) was shown to nine witnesses.",
		"He gave an interview to AFP and then left the town for good.",
		"“Share this bread with us,” the prisoner said.",
		"Kabul, Kandahar – Afghanistan's two largest cities – were quiet.",
		"The United Front for Tarvos (UFT) rejected the offer.",
		"Advertisement of the sale had been forbidden by the military governor.",
		"It ends here, she said (and she meant it).",
		"The letter is signed: Reuters",
	}
	c := clean("Both sides claim Tarvos\n\n" + strings.Join(body, "\n\n"))
	if len(c.dropped) > 0 {
		t.Errorf("dropped %+v", c.dropped)
	}
	for _, s := range body {
		if !strings.Contains(c.text, s) {
			t.Errorf("lost %q", s)
		}
	}
}

func TestFill(t *testing.T) {
	const raw = "Nine die in Tarvos\n\nPublished: 3 May 2021\n\nTARVOS (Reuters) - Nine men died on Sunday.\n\nSource: Daily Sun"
	stated := parley.Article{Title: "Nine dead", Outlet: "Daily Moon", URL: "https://moon.example/9",
		Published: parley.Published{Stated: "2021-05-04"}, Encoding: utf8Name}
	a := stated
	if err := fill(&a, raw); err != nil {
		t.Fatal(err)
	}
	if a.Title != stated.Title || a.Outlet != stated.Outlet || a.Published != stated.Published {
		t.Errorf("what the input states must win: got %+v", a)
	}
	if want := parley.ArticleID(a.Text, a.URL, a.Outlet); a.ID != want {
		t.Errorf("got id %s, want %s", a.ID, want)
	}
	b := parley.Article{Encoding: cp1252Name}
	if err := fill(&b, raw); err != nil {
		t.Fatal(err)
	}
	if b.Title != "Nine die in Tarvos" || b.Outlet != "Reuters" || b.Published.From.IsZero() || len(b.Notes) != 3 {
		t.Errorf("got %+v", b)
	}
}

// TestDateAtTheFoot has the date of publication below a long text, and a bare
// date between two parts of it, which is no date of publication.
func TestDateAtTheFoot(t *testing.T) {
	raw := "The governor of Tarvos said that talks would go on.\n\n" +
		"Nine men died at a checkpoint.\n\nThe army sent more troops.\n\nAn elder asked for calm.\n\nSchools stayed shut.\n\n" +
		"Buses did not run.\n\nThe market was empty.\n\n4 May 2021\n\nTwo more men died.\n\nPublished: 3 May 2021"
	a, err := Text("foot.txt", []byte(raw), Options{})
	if err != nil {
		t.Fatal(err)
	}
	if a.Published.Stated != "3 May 2021" || strings.Contains(a.Text, "Published") {
		t.Errorf("published is %q, text %q", a.Published.Stated, a.Text)
	}
	if !strings.Contains(a.Text, "4 May 2021") {
		t.Error("the date that heads a part of the text was dropped")
	}
}
