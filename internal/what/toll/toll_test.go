package toll_test

import (
	"fmt"
	"io/fs"
	"strings"
	"testing"
	"testing/fstest"

	"parley"
	"parley/data"
	"parley/internal/doc"
	"parley/internal/what/draft"
	"parley/internal/what/toll"
)

// figures is a document of one count a sentence, or several where an item
// holds more: "12 people 3 soldiers" are two words each, number and group ("-" for none);
// "~" before a number makes it vague, "=" a part, "!" the attackers' own, "+" one that adds.
func figures(sentences ...string) (*doc.Doc, *draft.Event) {
	d, e := &doc.Doc{}, &draft.Event{Type: parley.Assault}
	for _, s := range sentences {
		first := len(d.Tokens)
		words := strings.Fields(s)
		for i := 0; i+1 < len(words); i += 2 {
			marks := strings.TrimRight(words[i], "0123456789-")
			var low, high float64
			if n, _ := fmt.Sscanf(words[i][len(marks):], "%g-%g", &low, &high); n < 2 {
				high = low
			}
			at := len(d.Text)
			d.Text += words[i] + " "
			d.Tokens = append(d.Tokens, doc.Token{Start: at, End: len(d.Text) - 1, Head: doc.Root})
			group := words[i+1]
			if group == "-" {
				group = ""
			}
			e.Tolls = append(e.Tolls, draft.Toll{Count: len(d.Counts), Token: doc.None, Outcome: doc.Killed, Group: group,
				Low: low, High: high, Figure: low, Vague: strings.Contains(marks, "~"), Part: strings.Contains(marks, "="),
				Attackers: strings.Contains(marks, "!"), More: strings.Contains(marks, "+"), Quote: doc.None})
			d.Counts = append(d.Counts, doc.Count{First: len(d.Tokens) - 1, Last: len(d.Tokens), Low: low, High: high, Figure: low,
				Kind: doc.CountPeople, Noun: doc.None, Cause: doc.None, PartOf: doc.None, Outcome: doc.Killed})
		}
		d.Sentences = append(d.Sentences, doc.Sentence{First: first, Last: len(d.Tokens)})
	}
	return d, e
}

func TestSum(t *testing.T) {
	for _, c := range []struct {
		sentences []string
		clash     bool
		want      string
	}{
		{[]string{"10 soldiers 4 police"}, false, "14 14"},
		{[]string{"28 -", "28 -", "31 -"}, false, "28 31"},
		{[]string{"28 - =5 civilians"}, false, "28 28"},
		{[]string{"10-15 -"}, false, "10 15"},
		{[]string{"12 police !3 militants"}, false, "12 12"},
		{[]string{"12 police 3 militants"}, true, "15 15"},
		{[]string{"5 militants", "2 soldiers"}, true, "7 7"},
		{[]string{"12 police 3 militants"}, false, "12 12"},
		{[]string{"8 militants 2 soldiers"}, false, "8 8"},
		{[]string{"7 - 6 police 1 civilians"}, false, "7 7"},
		{[]string{"12 police", "3 militants"}, false, "12 12"},
		{[]string{"10 soldiers", "+4 police"}, false, "14 14"},
		{[]string{"16 -", "4 women"}, false, "16 16"},
		{[]string{"16 -", "12 civilians"}, false, "16 16"},
		{[]string{"10 civilians", "9 civilians"}, false, "9 10"},
		{[]string{"137 soldiers", "54 -"}, false, "54 137"},
		{[]string{"12 -", "2 -"}, false, "12 12"},
		{[]string{"2 -", "12 -"}, false, "2 12"},
		{[]string{"~24-99 -"}, false, "24 99 vague"},
		{[]string{"~24-99 -", "30 -"}, false, "30 30"},
		{[]string{"0 -"}, false, "0 0"},
		{nil, false, "none"},
	} {
		d, e := figures(c.sentences...)
		if c.clash {
			e.Mode = parley.ModeClash
		}
		low, high, vague, ok := toll.Sum(d, e, doc.Killed)
		got := fmt.Sprint(low, " ", high)
		switch {
		case !ok:
			got = "none"
		case vague:
			got += " vague"
		}
		if got != c.want {
			t.Errorf("%q: %s, want %s", c.sentences, got, c.want)
		}
		if _, _, _, ok := toll.Sum(d, e, doc.Injured); ok {
			t.Errorf("%q: injured are summed up", c.sentences)
		}
	}
}

// TestAttackersHurt wants the wounded of the attackers left out as their dead are.
func TestAttackersHurt(t *testing.T) {
	for _, c := range []struct {
		first, want string
	}{{"9 police 4 militants 8 militants", "none"}, {"9 militants 4 militants 8 militants", "8 8"}, {"9 police 4 police 8 soldiers", "8 8"}} {
		d, e := figures(c.first)
		e.Tolls[2].Outcome = doc.Injured
		got := "none"
		if low, high, _, ok := toll.Sum(d, e, doc.Injured); ok {
			got = fmt.Sprint(low, " ", high)
		}
		if got != c.want {
			t.Errorf("%q: injured %s, want %s", c.first, got, c.want)
		}
	}
}

// TestStatuses wants no toll for what did not happen.
func TestStatuses(t *testing.T) {
	f, err := toll.New(data.FS)
	if err != nil {
		t.Fatal(err)
	}
	for status, want := range map[parley.Status]int{
		parley.Happened: 1, parley.Alleged: 1, parley.Denied: 1,
		parley.Planned: 0, parley.Threatened: 0, parley.Demanded: 0, parley.Offered: 0, parley.Refused: 0,
	} {
		d, _ := figures("9 soldiers")
		e := &draft.Event{Type: parley.Assault, Status: status, Heads: []int{0}, Quote: doc.None}
		f.Find(d, []*draft.Event{e, nil})
		if len(e.Tolls) != want {
			t.Errorf("%s: %d tolls, want %d", status, len(e.Tolls), want)
		}
		e.Negated = true
		if f.Find(d, []*draft.Event{e}); len(e.Tolls) != 0 {
			t.Errorf("%s, negated: %d tolls", status, len(e.Tolls))
		}
	}
}

// TestFaults wants the file and the line in the message of a damaged table.
func TestFaults(t *testing.T) {
	groups, err := fs.ReadFile(data.FS, "howmany/groups.tsv")
	if err != nil {
		t.Fatal(err)
	}
	for text, want := range map[string]string{
		"nosuch\tword\n":      `what/toll-words.tsv:1: "nosuch" is no sort`,
		"# head\ndies\tDie\n": `what/toll-words.tsv:2: word "Die"`,
		"dies\tdie, die\n":    `what/toll-words.tsv:1: word "die"`,
		"dies\tdie\n":         "no row",
	} {
		fsys := fstest.MapFS{"howmany/groups.tsv": {Data: groups}, "what/toll-words.tsv": {Data: []byte(text)}}
		if _, err := toll.New(fsys); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%q: error %v, want %q", text, err, want)
		}
	}
	if _, err := toll.New(fstest.MapFS{}); err == nil {
		t.Error("no error without tables")
	}
}
