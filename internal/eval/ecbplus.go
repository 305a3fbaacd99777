package eval

import (
	"context"
	"fmt"
	"io/fs"
	"slices"
	"strconv"
	"strings"

	"parley"
	"parley/internal/cluster"
	"parley/internal/doc"
	"parley/internal/resolve/near"
)

// ECBPlusTopics are the topics of the ECB+ corpus that stories are measured on.
// The weights of stories are fitted on others.
var ECBPlusTopics = []string{"2", "5", "12", "18", "21", "23", "34", "35"}

// ECBPlusScores tell how well articles on the same happening are found in ECB+
// (Cybulska and Vossen 2014). A topic of it has two stories of one kind: two
// earthquakes, two arrests of players of one team.
type ECBPlusScores struct {
	// All is over the articles of all topics together, ByTopic over those of each.
	All     BCubed
	ByTopic map[string]BCubed
	Errors  []string `json:"-"`
}

// ECBPlus groups the articles of the topics in the folder dir into stories, all
// together, and compares the groups with the corpus's own: the articles of a topic
// whose file names end in "ecb", and those that end in "ecbplus". stages are
// pipeline.Coding, fsys is the data folder.
func ECBPlus(ctx context.Context, stages []doc.Stage, fsys fs.FS, dir string, topics []string) (ECBPlusScores, error) {
	var s ECBPlusScores
	articles, err := near.New(fsys)
	if err != nil {
		return s, err
	}
	labelled, err := ecbLabelled(ctx, stages, dir, topics)
	if err != nil {
		return s, err
	}
	of, err := storiesOf(articles, labelled)
	if err != nil {
		return s, err
	}
	return ecbScores(labelled, of), nil
}

// storiesOf returns the story of each article, by its ID.
func storiesOf(articles *near.Articles, labelled []near.Labelled) (map[string]string, error) {
	var nodes []parley.Node
	for _, l := range labelled {
		_, story, err := articles.Nodes(l.Record)
		if err != nil {
			return nil, err
		}
		nodes = append(nodes, story)
	}
	groups, _, err := cluster.Fresh(articles.Stories(), nodes, nil)
	if err != nil {
		return nil, err
	}
	of := map[string]string{}
	for _, g := range groups {
		for _, n := range g.Nodes {
			of[n.ID] = g.ID
		}
	}
	return of, nil
}

// ecbScores compares stories with groups of articles by ID.
func ecbScores(labelled []near.Labelled, of map[string]string) ECBPlusScores {
	s := ECBPlusScores{ByTopic: map[string]BCubed{}}
	score := func(only func(near.Labelled) bool) BCubed {
		var gold, system []string
		for _, l := range labelled {
			if only(l) {
				gold, system = append(gold, l.Story), append(system, of[l.Record.Article.ID])
			}
		}
		return BCubedOf(gold, system)
	}
	s.All = score(func(near.Labelled) bool { return true })
	stories, groups := map[string][]string{}, map[string][]string{}
	var storyNames, groupNames []string
	for _, l := range labelled {
		if _, done := s.ByTopic[l.Topic]; !done {
			s.ByTopic[l.Topic] = score(func(x near.Labelled) bool { return x.Topic == l.Topic })
		}
		g := of[l.Record.Article.ID]
		if stories[l.Story] == nil {
			storyNames = append(storyNames, l.Story)
		}
		if groups[g] == nil {
			groupNames = append(groupNames, g)
		}
		stories[l.Story] = append(stories[l.Story], g)
		groups[g] = append(groups[g], l.Story)
	}
	for _, name := range storyNames {
		if parts := tally(stories[name]); len(parts) > 1 {
			s.Errors = append(s.Errors, fmt.Sprintf("ecbplus story %s of %d articles is in %d groups: %s", name, len(stories[name]), len(parts), strings.Join(counts(parts), ", ")))
		}
	}
	for _, name := range groupNames {
		if parts := tally(groups[name]); len(parts) > 1 {
			s.Errors = append(s.Errors, fmt.Sprintf("ecbplus group of %d articles holds %s", len(groups[name]), strings.Join(named(parts), ", ")))
		}
	}
	return s
}

// part is a value and how often it is there.
type ecbPart struct {
	name string
	n    int
}

// tally counts values, the most frequent first, of equals the first met.
func tally(values []string) []ecbPart {
	var parts []ecbPart
	for _, v := range values {
		i := slices.IndexFunc(parts, func(p ecbPart) bool { return p.name == v })
		if i < 0 {
			i, parts = len(parts), append(parts, ecbPart{name: v})
		}
		parts[i].n++
	}
	slices.SortStableFunc(parts, func(a, b ecbPart) int { return b.n - a.n })
	return parts
}

func counts(parts []ecbPart) []string {
	var out []string
	for _, p := range parts {
		out = append(out, strconv.Itoa(p.n))
	}
	return out
}

func named(parts []ecbPart) []string {
	var out []string
	for _, p := range parts {
		out = append(out, fmt.Sprintf("%d of %s", p.n, p.name))
	}
	return out
}

// rows lists the figures in the order of the report.
func (s *ECBPlusScores) rows() []layerRow {
	rows := []layerRow{s.row("articles on one happening", s.All, ".85")}
	for _, topic := range byNumber(s.ByTopic) {
		rows = append(rows, s.row("of those, topic "+topic, s.ByTopic[topic], ""))
	}
	return rows
}

func (s *ECBPlusScores) row(what string, b BCubed, bar string) layerRow {
	return layerRow{set: "ecbplus", what: what, figure: b.F1(), bar: bar, score: Score{Gold: b.Gold, System: b.System},
		note: fmt.Sprintf("B-cubed F1 of %d articles, precision %.3f, recall %.3f", b.Items, b.Precision, b.Recall)}
}

// byNumber returns the keys of m, shorter ones first: numbers in their order.
func byNumber[V any](m map[string]V) []string {
	var keys []string
	for k := range m {
		keys = append(keys, k)
	}
	slices.SortFunc(keys, func(a, b string) int {
		if len(a) != len(b) {
			return len(a) - len(b)
		}
		return strings.Compare(a, b)
	})
	return keys
}
