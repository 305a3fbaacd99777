package eval

import (
	"errors"
	"io/fs"
	"math"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"

	"parley"
	"parley/data"
	"parley/internal/resolve/near"
)

// ecbSample is a document in the form of the corpus, of our own making.
const ecbSample = `<?xml version="1.0" encoding="UTF-8"?>
<Document doc_name="7_12ecbplus.xml">
<token t_id="1" sentence="0" number="0">http</token><token t_id="2" sentence="0" number="1">:</token>
<token t_id="3" sentence="1" number="0">Dam</token><token t_id="4" sentence="1" number="1">gives</token><token t_id="5" sentence="1" number="2">way</token>
<token t_id="6" sentence="2" number="0">The</token><token t_id="7" sentence="2" number="1">40</token><token t_id="8" sentence="2" number="2">-</token>
<token t_id="9" sentence="2" number="3">year</token><token t_id="10" sentence="2" number="4">-</token><token t_id="11" sentence="2" number="5">old</token>
<token t_id="12" sentence="2" number="6">wall</token><token t_id="13" sentence="2" number="7">(</token><token t_id="14" sentence="2" number="8">earth</token>
<token t_id="15" sentence="2" number="9">)</token><token t_id="16" sentence="2" number="10">did</token><token t_id="17" sentence="2" number="11">n't</token>
<token t_id="18" sentence="2" number="12">hold</token><token t_id="19" sentence="2" number="13">at</token><token t_id="20" sentence="2" number="14">6</token>
<token t_id="21" sentence="2" number="15">:</token><token t_id="22" sentence="2" number="16">30</token><token t_id="23" sentence="2" number="17">.</token>
<Markables/></Document>`

func TestECBArticle(t *testing.T) {
	dir := t.TempDir()
	file := filepath.Join(dir, "7_12ecbplus.xml")
	if err := os.WriteFile(file, []byte(ecbSample), 0o644); err != nil {
		t.Fatal(err)
	}
	a, err := ecbArticle(file)
	if err != nil {
		t.Fatal(err)
	}
	if want := "Dam gives way\n\nThe 40-year-old wall (earth) didn't hold at 6:30."; a.Text != want {
		t.Errorf("text %q, want %q", a.Text, want)
	}
	if a.Ref != "7_12ecbplus" {
		t.Errorf("ref %q", a.Ref)
	}
	if got := ecbStory("7", filepath.Base(file)); got != "7ecbplus" {
		t.Errorf("story %q", got)
	}
	if err := os.WriteFile(file, []byte("<Document></Document>"), 0o644); err != nil {
		t.Fatal(err)
	}
	if _, err := ecbArticle(file); !errors.Is(err, errECB) {
		t.Errorf("a document without tokens gives %v", err)
	}
}

func TestECBScores(t *testing.T) {
	var labelled []near.Labelled
	of := map[string]string{}
	for i, row := range []string{"1 1a x", "1 1a x", "1 1b x", "1 1b y", "2 2a z", "2 2a w"} {
		f := strings.Fields(row)
		id := strconv.Itoa(i)
		labelled = append(labelled, near.Labelled{Topic: f[0], Story: f[1], Record: &parley.Record{Article: parley.RecordArticle{ID: id}}})
		of[id] = f[2]
	}
	s := ecbScores(labelled, of)
	want := []string{
		"ecbplus story 1b of 2 articles is in 2 groups: 1, 1",
		"ecbplus story 2a of 2 articles is in 2 groups: 1, 1",
		"ecbplus group of 3 articles holds 2 of 1a, 1 of 1b",
	}
	if !slices.Equal(s.Errors, want) {
		t.Errorf("errors %q, want %q", s.Errors, want)
	}
	if got := s.ByTopic["2"]; got.Precision != 1 || got.Recall != 0.5 {
		t.Errorf("topic 2 has %+v", got)
	}
	if rows := s.rows(); len(rows) != 3 || rows[1].what != "of those, topic 1" {
		t.Errorf("rows %+v", rows)
	}
}

// TestECBPlus measures stories on ECB+: on the topics kept for it, and on topics
// that the weights were not fitted on, fold by fold; and it fits the weights again.
func TestECBPlus(t *testing.T) {
	dir := filepath.Join(sharedFolder(t), "eval", "ecbplus")
	fitted, err := ecbLabelled(t.Context(), coding(t), dir, otherTopics(t, dir))
	if err != nil {
		t.Fatal(err)
	}
	held, err := ecbLabelled(t.Context(), coding(t), dir, ECBPlusTopics)
	if err != nil {
		t.Fatal(err)
	}
	t.Run("fit", func(t *testing.T) { fitStories(t, fitted) })
	t.Run("topics", func(t *testing.T) { keptTopics(t, held) })
	t.Run("folds", func(t *testing.T) { folds(t, slices.Concat(fitted, held)) })
}

// keptTopics holds the bar on the topics that stories are measured on.
func keptTopics(t *testing.T, held []near.Labelled) {
	articles, err := near.New(data.FS)
	if err != nil {
		t.Fatal(err)
	}
	of, err := storiesOf(articles, held)
	if err != nil {
		t.Fatal(err)
	}
	s := ecbScores(held, of)
	for _, row := range s.rows() {
		t.Logf("%.3f %s: %s", row.figure, row.what, row.note)
	}
	for _, e := range s.Errors {
		t.Log(e)
	}
	if s.All.Items != 197 || s.All.F1() < 0.85 {
		t.Errorf("B-cubed F1 %.3f of %d articles, want at least .85 of 197", s.All.F1(), s.All.Items)
	}
}

func TestECBPlusWithoutCorpus(t *testing.T) {
	if _, err := ECBPlus(t.Context(), nil, data.FS, t.TempDir(), ECBPlusTopics); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("error %v", err)
	}
}

const storyHead = `# source: written for Parley; fitted on the topics of ECB+ (Cybulska and Vossen 2014) other than eval.ECBPlusTopics by go test ./internal/eval -run TestECBPlus/fit -update, but for published, happened, event, elsewhere and unlike, which are set by hand
# licence: Apache-2.0
# columns: feature, weight
# key: 1
`

// fitStories fits the weights of stories again and wants them to be those of the
// table, but for what a change of the coder moves.
func fitStories(t *testing.T, fitted []near.Labelled) {
	articles, err := near.New(data.FS)
	if err != nil {
		t.Fatal(err)
	}
	got := articles.FitStories(fitted)
	file := filepath.Join("..", "..", "data", "resolve", "story-weights.tsv")
	if *update {
		if err := os.WriteFile(file, []byte(storyHead+strings.Join(got, "\n")+"\n"), 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	rows, err := data.Rows(data.FS, "resolve/story-weights.tsv", 2)
	if err != nil {
		t.Fatal(err)
	}
	for i, r := range rows {
		name, weight, _ := strings.Cut(got[i], "\t")
		fitted, _ := strconv.ParseFloat(weight, 64)
		if have, _ := strconv.ParseFloat(r.Cells[1], 64); name != r.Cells[0] || math.Abs(have-fitted) > 0.3 {
			t.Errorf("row %s, fitted %s; -update writes the table", strings.Join(r.Cells, " "), got[i])
		}
	}
}

// otherTopics returns the topics of ECB+ up to 35 that are not measured on.
func otherTopics(t *testing.T, dir string) []string {
	t.Helper()
	var topics []string
	for n := 1; n <= 35; n++ {
		topic := strconv.Itoa(n)
		if _, err := os.Stat(filepath.Join(dir, topic)); err == nil && !slices.Contains(ECBPlusTopics, topic) {
			topics = append(topics, topic)
		}
	}
	if len(topics) == 0 {
		t.Fatal("no topics")
	}
	return topics
}

// folds says how stories do on topics that their weights were not fitted on, and
// holds the mean to a floor.
func folds(t *testing.T, labelled []near.Labelled) {
	const folds = 4
	var topics []string
	for _, l := range labelled {
		if !slices.Contains(topics, l.Topic) {
			topics = append(topics, l.Topic)
		}
	}
	mean := 0.0
	for fold := range folds {
		var fitted, held []near.Labelled
		for _, l := range labelled {
			if slices.Index(topics, l.Topic)%folds == fold {
				held = append(held, l)
			} else {
				fitted = append(fitted, l)
			}
		}
		articles := refitted(t, fitted)
		of, err := storiesOf(articles, held)
		if err != nil {
			t.Fatal(err)
		}
		s := ecbScores(held, of)
		t.Logf("fold %d: F1 %.3f, precision %.3f, recall %.3f of %d articles", fold, s.All.F1(), s.All.Precision, s.All.Recall, s.All.Items)
		mean += s.All.F1() / folds
	}
	t.Logf("mean F1 %.3f", mean)
	if mean < 0.85 {
		t.Errorf("mean F1 %.3f over %d folds", mean, folds)
	}
}

// refitted returns the model with weights fitted on articles.
func refitted(t *testing.T, fitted []near.Labelled) *near.Articles {
	t.Helper()
	articles, err := near.New(data.FS)
	if err != nil {
		t.Fatal(err)
	}
	table := storyHead + strings.Join(articles.FitStories(fitted), "\n") + "\n"
	articles, err = near.New(overlay{"resolve/story-weights.tsv", table})
	if err != nil {
		t.Fatal(err)
	}
	return articles
}

// overlay is the built-in data with one other file.
type overlay struct{ name, text string }

func (o overlay) Open(name string) (fs.File, error) { return data.FS.Open(name) }

func (o overlay) ReadFile(name string) ([]byte, error) {
	if name == o.name {
		return []byte(o.text), nil
	}
	return data.FS.ReadFile(name)
}
