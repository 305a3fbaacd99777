package eval

import (
	"context"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"strings"

	"parley"
	"parley/internal/doc"
	"parley/internal/read"
)

// GoldScores are the scores of records against articles marked up by hand, in
// the format of the shared folder seeds-gold. Events are matched one to one by
// how like they are (see likeness); a field counts over matched pairs, and only
// where the gold gives it. What the gold says may be left out counts neither way.
type GoldScores struct {
	Articles          int
	Violence, Process Score
	Main              Score // violence events that an article is about
	Fields            map[string]Score
	Commitments       Score
	Speakers          Score
	Errors            []string `json:"-"`
}

// goldFields are the fields in the order of the report, with their bars.
var goldFields = []struct{ name, bar string }{
	{"type", ".90"}, {"mode", ""}, {"status", ".90"}, {"date overlap", ".90"}, {"country", ""}, {"admin1", ".90"},
	{"source", ".85"}, {"target", ".85"}, {"killed", ".90"}, {"injured", ""}, {"claimed by", ""},
}

// rows lists the figures; set names the set.
func (s *GoldScores) rows(set string) []layerRow {
	pr := func(x Score) string { return fmt.Sprintf("F1; P %.3f R %.3f", x.P(), x.R()) }
	rows := []layerRow{
		{set, "violence events", s.Violence, s.Violence.F1(), "", pr(s.Violence)},
		{set, "  what articles are about", s.Main, s.Main.R(), "", ""},
		{set, "process events", s.Process, s.Process.F1(), "", pr(s.Process)},
	}
	for _, f := range goldFields {
		if x := s.Fields[f.name]; x.Gold > 0 {
			rows = append(rows, layerRow{set, "  " + f.name, x, x.R(), f.bar, ""})
		}
	}
	return append(rows,
		layerRow{set, "commitments", s.Commitments, s.Commitments.F1(), ".60", pr(s.Commitments)},
		layerRow{set, "speakers", s.Speakers, s.Speakers.R(), ".90", ""})
}

type goldArticle struct {
	ID        string  `json:"id"`
	File      string  `json:"file"`
	Published *string `json:"published"`
	// Cluster is one word for all articles on one main incident; empty for none.
	Cluster     string           `json:"cluster"`
	Events      []goldEvent      `json:"events"`
	Commitments []goldCommitment `json:"commitments"`
	Statements  []struct {
		Speaker string `json:"speaker"`
	} `json:"statements"`
}

type goldEvent struct {
	Kind        string    `json:"kind"`
	Type        *string   `json:"plover"`
	TypesOK     []*string `json:"plover_ok"`
	Mode        *string   `json:"mode"`
	ModesOK     []*string `json:"mode_ok"`
	Main        bool      `json:"main"`
	Need        string    `json:"need"`
	Date        []*string `json:"date"`
	Country     *string   `json:"country"`
	Admin1      *string   `json:"admin1"`
	Place       *string   `json:"place"`
	Source      []string  `json:"source"`
	SourceParty []string  `json:"source_party"`
	Target      []string  `json:"target"`
	TargetParty []string  `json:"target_party"`
	Killed      []int     `json:"killed"`
	Injured     []int     `json:"injured"`
	ClaimedBy   *string   `json:"claimed_by"`
	Status      string    `json:"status"`
	StatusOK    []string  `json:"status_ok"`
	Cue         string    `json:"cue"`
}

type goldCommitment struct {
	By   any    `json:"by"`
	What string `json:"what"`
	Cue  string `json:"cue"`
	Need string `json:"need"`
}

// optional reports whether finding it counts neither way.
func (g goldEvent) optional() bool {
	if g.Need != "" && g.Need != "must" || g.Type == nil {
		return true
	}
	for _, t := range g.TypesOK {
		if t == nil {
			return true
		}
	}
	return false
}

// among reports whether a value is the first or one of the others that are right too.
func among(value string, first *string, others []*string) bool {
	if first != nil && *first == value {
		return true
	}
	for _, o := range others {
		if o != nil && *o == value || o == nil && value == "" {
			return true
		}
	}
	return false
}

// Gold measures stages on the articles of the folder texts that have a gold
// file ID.json in the folder gold; a text is ID.txt, or begins with ID and a _.
func Gold(ctx context.Context, stages []doc.Stage, gold, texts string) (GoldScores, error) {
	s := GoldScores{Fields: map[string]Score{}}
	files, err := filepath.Glob(filepath.Join(gold, "*.json"))
	if err != nil {
		return s, err
	}
	var golds []goldArticle
	var articles []*parley.Article
	for _, f := range files {
		g, a, err := goldPair(f, texts)
		if err != nil {
			return s, err
		}
		if a != nil {
			golds, articles = append(golds, g), append(articles, a)
		}
	}
	if len(golds) == 0 {
		return s, fmt.Errorf("no articles with gold in %s: %w", gold, os.ErrNotExist)
	}
	err = codeAll(ctx, stages, articles, func(i int, c coded) { s.add(golds[i], c) })
	return s, err
}

// goldPair reads a gold file and its article; the article is nil for a file
// that is no gold of an article.
func goldPair(file, texts string) (g goldArticle, a *parley.Article, err error) {
	raw, err := os.ReadFile(file)
	if err != nil {
		return g, nil, err
	}
	if err := json.Unmarshal(raw, &g); err != nil {
		return g, nil, fmt.Errorf("%s: %w", file, err)
	}
	if g.ID == "" || g.Events == nil {
		return g, nil, nil
	}
	names, err := filepath.Glob(filepath.Join(texts, g.ID+"*.txt"))
	if err != nil || len(names) == 0 {
		return g, nil, fmt.Errorf("no text for %s: %w", file, os.ErrNotExist)
	}
	text, err := os.ReadFile(names[0])
	if err != nil {
		return g, nil, err
	}
	a, err = read.Text(g.ID, text, read.Options{})
	if err != nil {
		return g, nil, fmt.Errorf("%s: %w", names[0], err)
	}
	if g.Published != nil {
		day := isoDay(*g.Published)
		a.Published = parley.Published{Stated: *g.Published, From: day, To: day}
	}
	return g, a, nil
}

// squeeze lowers the case and takes every run of white space as one blank.
func squeeze(text string) string { return strings.Join(strings.Fields(strings.ToLower(text)), " ") }
