package intake

import (
	"errors"
	"fmt"
	"runtime"
	"sync"

	"parley"
	"parley/internal/cluster"
	"parley/internal/process"
	"parley/internal/resolve"
)

// made are the nodes of one record.
type made struct {
	family, story       parley.Node
	events, commitments []parley.Node
}

// nodesOf returns the nodes of records, in their order. It uses all processors:
// a node is a function of its record alone.
func (in *Intake) nodesOf(records []*parley.Record) ([]made, error) {
	out, errs := make([]made, len(records)), make([]error, len(records))
	workers := min(runtime.GOMAXPROCS(0), len(records))
	var running sync.WaitGroup
	for w := range workers {
		running.Go(func() {
			for i := w; i < len(records); i += workers {
				out[i], errs[i] = in.nodes(records[i])
			}
		})
	}
	running.Wait()
	return out, errors.Join(errs...)
}

// nodes returns the nodes of a record.
func (in *Intake) nodes(r *parley.Record) (made, error) {
	var m made
	var err error
	if m.family, m.story, err = in.articles.Nodes(r); err != nil {
		return m, fmt.Errorf("reading the words of %s: %w", r.Article.Ref, err)
	}
	if m.events, err = in.resolver.Nodes(r); err != nil {
		return m, fmt.Errorf("reading the events of %s: %w", r.Article.Ref, err)
	}
	if m.commitments, err = in.ledger.Nodes(r); err != nil {
		return m, fmt.Errorf("reading the commitments of %s: %w", r.Article.Ref, err)
	}
	return m, nil
}

// The nodes of several records, by grouping.
func families(all []made) (out []parley.Node) {
	for _, m := range all {
		out = append(out, m.family)
	}
	return out
}

func stories(all []made) (out []parley.Node) {
	for _, m := range all {
		out = append(out, m.story)
	}
	return out
}

func events(all []made) (out []parley.Node) {
	for _, m := range all {
		out = append(out, m.events...)
	}
	return out
}

func commitments(all []made) (out []parley.Node) {
	for _, m := range all {
		out = append(out, m.commitments...)
	}
	return out
}

// familyOf tells the family of each article; one that is in none is its own.
func (s *step) familyOf(articles map[string]bool) (func(string) string, error) {
	of, err := s.tx.GroupsOf(s.ctx, parley.Families, sortedKeys(articles))
	if err != nil {
		return nil, fmt.Errorf("reading families: %w", err)
	}
	return func(article string) string {
		if f, ok := of[article]; ok {
			return f
		}
		return cluster.Prefix(parley.Families) + article
	}, nil
}

// articlesOf returns the articles that the nodes of groups are from.
func articlesOf[D any](m cluster.Model[D], article func(D) string, groups []cluster.Group) (map[string]bool, error) {
	out := map[string]bool{}
	for _, g := range groups {
		for _, n := range g.Nodes {
			d, err := m.Decode(n)
			if err != nil {
				return nil, fmt.Errorf("digest of %s: %w", n.ID, err)
			}
			out[article(d)] = true
		}
	}
	return out, nil
}

func eventArticle(d *resolve.Digest) string      { return d.Article }
func commitmentArticle(d *process.Digest) string { return d.Article }
