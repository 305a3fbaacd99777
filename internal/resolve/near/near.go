// Package near tells how alike two articles are: near-copies of one wire story,
// which are one family, and articles on the same main happening, which are one story.
package near

import (
	"io/fs"

	"parley"
	"parley/internal/cluster"
)

// Articles makes and compares the digests of articles. It is safe for several
// goroutines at a time.
type Articles struct{}

// New reads data/resolve: the weights of words and of features.
func New(fsys fs.FS) (*Articles, error) { return &Articles{}, nil }

// Digest is what is compared of an article.
type Digest struct{}

// Nodes returns the article of r as a node of Families and as one of Stories.
func (a *Articles) Nodes(r *parley.Record) (family, story parley.Node, err error) {
	return parley.Node{ID: r.Article.ID}, parley.Node{ID: r.Article.ID}, nil
}

// Families returns the model of near-copies.
func (a *Articles) Families() cluster.Model[Digest] { return nil }

// Stories returns the model of articles on one main happening.
func (a *Articles) Stories() cluster.Model[Digest] { return nil }
