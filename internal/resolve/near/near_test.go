package near

import (
	"io/fs"
	"math"
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"parley"
	"parley/data"
	"parley/internal/cluster"
)

func on(day string) parley.Period {
	at, err := time.Parse(time.DateOnly, day)
	if err != nil {
		panic(err)
	}
	return parley.Period{From: at, To: at, Precision: parley.PrecisionDay}
}

// TestStories wants the stories of one agency on one valley kept apart, though
// they share places, people and three paragraphs of background, and each joined
// with the account of another outlet.
func TestStories(t *testing.T) {
	a := builtIn(t)
	var nodes []parley.Node
	want := map[string]string{}
	add := func(id, story, day string, p piece) {
		r := p.record(id)
		if day != "" {
			r.Article.Published.Period = on(day)
		}
		_, node, err := a.Nodes(r)
		if err != nil {
			t.Fatal(err)
		}
		nodes, want[id] = append(nodes, node), story
	}
	texts := originals(t)
	days := map[string]string{"1": "2031-06-03", "2": "2031-06-09", "3": "2031-06-17", "4": "2031-06-24", "5": "2031-07-02", "6": "2031-07-11"}
	for n, day := range days {
		add("agency "+n, n, day, texts["agency-"+n])
	}
	for text := range strings.SplitSeq(readFile(t, "testdata/others.txt"), "\n====\n") {
		n, rest, _ := strings.Cut(text, "\n")
		add("other "+n, n, "", pieceOf(t, "other", rest))
	}
	groups, _, err := cluster.Fresh(a.Stories(), nodes, nil)
	if err != nil {
		t.Fatal(err)
	}
	if len(groups) != len(days) {
		t.Errorf("%d stories, want %d", len(groups), len(days))
	}
	for _, g := range groups {
		for _, n := range g.Nodes {
			if want[n.ID] != want[g.Nodes[0].ID] {
				t.Errorf("%s and %s are one story", n.ID, g.Nodes[0].ID)
			}
		}
	}
}

// TestReasons wants scores to be symmetrical and the sum of their reasons.
func TestReasons(t *testing.T) {
	a, texts := builtIn(t), corpus(t)
	var stories []*Story
	var copies []*Copy
	for _, x := range texts[:60] {
		family, story, err := a.Nodes(x.record)
		if err != nil {
			t.Fatal(err)
		}
		s, errS := a.Stories().Decode(story)
		c, errC := a.Families().Decode(family)
		if errS != nil || errC != nil {
			t.Fatal(errS, errC)
		}
		stories, copies = append(stories, s), append(copies, c)
	}
	for i := range stories {
		for j := range stories {
			score, reasons, _ := a.Stories().Compare(stories[i], stories[j])
			back, _, _ := a.Stories().Compare(stories[j], stories[i])
			checkScore(t, "stories", score, back, reasons)
			score, reasons, _ = a.Families().Compare(copies[i], copies[j])
			back, _, _ = a.Families().Compare(copies[j], copies[i])
			checkScore(t, "families", score, back, reasons)
		}
	}
}

func checkScore(t *testing.T, model string, score, back float64, reasons []parley.Reason) {
	t.Helper()
	if math.Abs(score-back) > 1e-9 {
		t.Errorf("%s: score %v one way, %v the other", model, score, back)
	}
	if score <= 0 || reasons == nil && score <= (stories{}).Firm() {
		return
	}
	sum := 0.0
	for _, r := range reasons {
		sum += r.Weight
	}
	if math.Abs(sum-score) > 1e-9 {
		t.Errorf("%s: reasons sum up to %v, score %v", model, sum, score)
	}
}

// TestNodes wants nodes that are the same on every call and hold no more than
// they may, of odd articles too.
func TestNodes(t *testing.T) {
	a := builtIn(t)
	head := "Kesh"
	long := strings.Repeat("Wardani Selim Kamal Jalil Toral Osman Brandt Beroz Nafas Hoff Shorab ", 2000)
	for name, r := range map[string]*parley.Record{
		"empty":     {},
		"no words":  {Article: parley.RecordArticle{ID: "a", Text: "… — !"}},
		"title":     {Article: parley.RecordArticle{ID: "a", Title: &head, Text: "Kesh"}},
		"capitals":  {Article: parley.RecordArticle{ID: "a", Text: strings.ToUpper(long)}},
		"one word":  {Article: parley.RecordArticle{ID: "a", Text: strings.Repeat("x", 5000)}},
		"long":      {Article: parley.RecordArticle{ID: "a", Text: long}},
		"no spaces": {Article: parley.RecordArticle{ID: "a", Text: "\xff\xfe漢字漢字"}},
	} {
		family, story, err := a.Nodes(r)
		if err != nil {
			t.Errorf("%s: %v", name, err)
		}
		again, story2, _ := a.Nodes(r)
		if string(family.Digest) != string(again.Digest) || string(story.Digest) != string(story2.Digest) {
			t.Errorf("%s: two calls, two digests", name)
		}
		if family.ID != r.Article.ID || story.ID != r.Article.ID {
			t.Errorf("%s: IDs %q and %q", name, family.ID, story.ID)
		}
		if len(story.Keys) > 28 || len(family.Keys) > 2*keyUnits+keyPairs {
			t.Errorf("%s: %d and %d keys", name, len(story.Keys), len(family.Keys))
		}
		if len(story.Digest) > 2000 || len(family.Digest) > 1300 {
			t.Errorf("%s: digests of %d and %d bytes", name, len(story.Digest), len(family.Digest))
		}
		if _, err := a.Stories().Decode(story); err != nil {
			t.Errorf("%s: %v", name, err)
		}
		if _, err := a.Families().Decode(family); err != nil {
			t.Errorf("%s: %v", name, err)
		}
	}
}

func TestOrder(t *testing.T) {
	a := builtIn(t)
	r := piece{"Kesh", []string{"The airstrip is open."}}.record("b")
	r.Article.Published.Period = on("2031-06-03")
	family, story, err := a.Nodes(r)
	if err != nil {
		t.Fatal(err)
	}
	if family.Order != story.Order || !strings.HasPrefix(story.Order, "2031-06-03") {
		t.Errorf("orders %q and %q", family.Order, story.Order)
	}
}

func TestNewRefuses(t *testing.T) {
	for name, c := range map[string]struct{ file, text, want string }{
		"unknown":  {storyFile, "bias\t1\nluck\t2\n", ":2:"},
		"twice":    {storyFile, "bias\t1\nbias\t2\n", ":2:"},
		"missing":  {storyFile, "bias\t1\n", `"names"`},
		"number":   {copyFile, "bias\tx\n", ":1:"},
		"too much": {copyFile, "bias\t1000\n", ":1:"},
		"month":    {calendarFile, "month\t13\tx\n", ":1:"},
	} {
		_, err := New(replaced{fstest.MapFS{c.file: {Data: []byte(c.text)}}})
		if err == nil || !strings.Contains(err.Error(), c.want) || !strings.Contains(err.Error(), c.file) {
			t.Errorf("%s: error %v, want one with %q", name, err, c.want)
		}
	}
	if _, err := New(fstest.MapFS{}); err == nil {
		t.Error("no error without tables")
	}
}

// replaced is the built-in data with other files in it.
type replaced struct{ files fstest.MapFS }

func (r replaced) Open(name string) (fs.File, error) {
	if r.files[name] != nil {
		return r.files.Open(name)
	}
	return data.FS.Open(name)
}
