// Package near tells how alike two articles are: near-copies of one wire story,
// which are one family, and articles on the same main happening, which are one story.
package near

import (
	"fmt"
	"io/fs"

	"parley"
	"parley/internal/cluster"
	"parley/internal/resolve/words"
)

// Articles makes and compares the digests of articles. It is safe for several
// goroutines at a time.
type Articles struct {
	words     *words.Table
	stories   stories
	copies    copies
	recurring map[string]bool // words of listed actors and states
	days      map[string]dayWord
}

// New reads data/resolve: the weights of words and of features.
func New(fsys fs.FS) (*Articles, error) {
	table, err := words.New(fsys)
	if err != nil {
		return nil, err
	}
	story, err := readWeights(fsys, storyFile, storyFeatures)
	if err != nil {
		return nil, err
	}
	near, err := readWeights(fsys, copyFile, copyFeatures)
	if err != nil {
		return nil, err
	}
	known, err := recurringWords(fsys)
	if err != nil {
		return nil, err
	}
	days, err := readDayWords(fsys)
	if err != nil {
		return nil, err
	}
	return &Articles{table, stories{story}, copies{near}, known, days}, nil
}

// Nodes returns the article of r as a node of Families and as one of Stories.
func (a *Articles) Nodes(r *parley.Record) (family, story parley.Node, err error) {
	tokens := a.tokens(titleOf(r), r.Article.Text)
	main := mainEvent(r)
	s := newStory(r, main, tokens)
	order := fmt.Sprintf("%-10s %s", parley.DayOf(r.Article.Published.From), r.Article.ID)
	story = parley.Node{ID: r.Article.ID, Order: order, Keys: s.keys(main, stated(r.Article.Published)), Digest: s.encode()}
	runs := shingles(tokens)
	family = parley.Node{ID: r.Article.ID, Order: order, Keys: copyKeys(runs, s.published), Digest: newCopy(runs).encode()}
	return family, story, nil
}

// titleOf returns the title of an article, or nothing.
func titleOf(r *parley.Record) string {
	if r.Article.Title == nil {
		return ""
	}
	return *r.Article.Title
}

// Stories returns the model of articles on one main happening.
func (a *Articles) Stories() cluster.Model[*Story] { return a.stories }

// Families returns the model of near-copies.
func (a *Articles) Families() cluster.Model[*Copy] { return a.copies }
