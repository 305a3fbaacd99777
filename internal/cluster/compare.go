package cluster

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"math"
	"runtime"
	"slices"
	"sync"

	"parley"
)

// digests decodes digests, each once in a call.
type digests[D any] struct {
	model Model[D]
	byID  map[string]D
}

func newDigests[D any](m Model[D]) *digests[D] {
	return &digests[D]{model: m, byID: map[string]D{}}
}

// of returns the digest of n.
func (d *digests[D]) of(n parley.Node) (D, error) {
	if x, ok := d.byID[n.ID]; ok {
		return x, nil
	}
	x, err := d.model.Decode(n)
	if err != nil {
		return x, fmt.Errorf("digest of %s %s: %w", d.model.Grouping(), n.ID, err)
	}
	d.byID[n.ID] = x
	return x, nil
}

// errNaN: a model broke its contract; a mean over NaN would depend on the order.
var errNaN = errors.New("score is not a number")

// pairs compares nodes: fresh ones with all that share a block with them.
type pairs[D any] struct {
	model  Model[D]
	floor  float64
	nodes  []parley.Node // known ones, then fresh ones
	known  int
	values []D
	blocks map[string][]int32 // ascending
}

// compare returns the links between fresh nodes and near ones, and among fresh
// ones, by A and B. Each pair is compared once, however many blocks it shares.
func compare[D any](ctx context.Context, seen *digests[D], near, fresh []parley.Node) ([]parley.Link, error) {
	p := &pairs[D]{model: seen.model, floor: floor(seen.model), nodes: slices.Concat(near, fresh), known: len(near)}
	p.values = make([]D, len(p.nodes))
	p.blocks = make(map[string][]int32)
	for _, n := range fresh {
		for _, k := range n.Keys {
			p.blocks[k] = nil
		}
	}
	for i, n := range p.nodes {
		var err error
		if p.values[i], err = seen.of(n); err != nil {
			return nil, err
		}
		for _, k := range n.Keys {
			if b, ok := p.blocks[k]; ok && (len(b) == 0 || b[len(b)-1] != int32(i)) {
				p.blocks[k] = append(b, int32(i))
			}
		}
	}
	links, err := p.inParallel(ctx)
	if err != nil {
		return nil, err
	}
	slices.SortFunc(links, byEnds)
	return links, nil
}

// inParallel shares the fresh nodes out over the processors. What is found does
// not depend on who finds it.
func (p *pairs[D]) inParallel(ctx context.Context) ([]parley.Link, error) {
	fresh := len(p.nodes) - p.known
	workers := max(1, min(runtime.GOMAXPROCS(0), fresh/64))
	found, errs := make([][]parley.Link, workers), make([]error, workers)
	var running sync.WaitGroup
	for w := range workers {
		running.Go(func() {
			stamp := make([]int32, len(p.nodes))
			// The last nodes are compared with the most others; so they are dealt out.
			for i := p.known + w; i < len(p.nodes) && errs[w] == nil; i += workers {
				if errs[w] = ctx.Err(); errs[w] == nil {
					found[w], errs[w] = p.one(int32(i), stamp, found[w])
				}
			}
		})
	}
	running.Wait()
	return slices.Concat(found...), errors.Join(errs...)
}

// one compares node i with those before it that share a block with it. stamp
// holds, for each node, the last i that it was compared with.
func (p *pairs[D]) one(i int32, stamp []int32, links []parley.Link) ([]parley.Link, error) {
	for _, k := range p.nodes[i].Keys {
		for _, j := range p.blocks[k] {
			if j >= i {
				break
			}
			if stamp[j] == i { // i is at least 1 here: there is a node before it
				continue
			}
			stamp[j] = i
			score, reasons, ok := p.model.Compare(p.values[j], p.values[i])
			a, b := p.nodes[j].ID, p.nodes[i].ID
			if math.IsNaN(score) {
				return nil, fmt.Errorf("%s and %s: %w", a, b, errNaN)
			}
			if ok && score > p.floor {
				links = append(links, parley.Link{A: min(a, b), B: max(a, b), Score: score, Reasons: reasons})
			}
		}
	}
	return links, nil
}

// byEnds sorts links by A and B.
func byEnds(x, y parley.Link) int {
	return cmp.Or(cmp.Compare(x.A, y.A), cmp.Compare(x.B, y.B))
}
