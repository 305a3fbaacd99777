package train

import (
	"context"
	"fmt"
	"io"
	"math"
	"math/rand/v2"
	"slices"
	"sync"

	"parley/internal/lang/net"
)

// shards is how many parts a step is cut into. It is fixed, so that any
// number of processors gives the same sums.
const shards = 2

// trainer runs the steps.
type trainer struct {
	*network
	adam    adam
	parts   [shards]*shard
	dense   []moments // of each layer's weights and bias, in turn
	grads   [][]float32
	root    moments
	follow  moments
	seed    uint64
	steps   int
	planned int
}

func newTrainer(m *network, seed uint64, planned int) *trainer {
	t := &trainer{network: m, seed: seed, planned: planned}
	t.adam = adam{beta1: 0.9, beta2: 0.98}
	for _, l := range m.layers {
		t.dense = append(t.dense, newMoments(l.W), newMoments(l.Bias))
		t.grads = append(t.grads, make([]float32, len(l.W)), make([]float32, len(l.Bias)))
	}
	t.root, t.follow = newMoments(m.Root), newMoments(m.Follow)
	for k := range t.parts {
		s := &shard{network: m, dRoot: make([]float32, len(m.Root)), dFollow: make([]float32, len(m.Follow))}
		for _, l := range m.layers {
			s.grads = append(s.grads, grad{make([]float32, len(l.W)), make([]float32, len(l.Bias))})
		}
		t.parts[k] = s
	}
	return t
}

// grad returns the shard's gradient of a layer.
func (s *shard) grad(l *layer) *grad { return &s.grads[s.place[l]] }

// rate is the learning rate of the next step: up for the first of them, then
// down in a line to a fiftieth.
func (t *trainer) rate() float64 {
	const warm = 200
	if t.steps < warm {
		return t.opt.rate * float64(t.steps+1) / warm
	}
	done := float64(t.steps-warm) / float64(max(1, t.planned-warm))
	return t.opt.rate * math.Max(0.02, 1-done)
}

// step trains on some samples.
func (t *trainer) step(samples []*sample) losses {
	for _, l := range t.layers {
		l.pack()
	}
	var wait sync.WaitGroup
	for k, s := range t.parts {
		var own []*sample
		for i := k; i < len(samples); i += shards {
			own = append(own, samples[i])
		}
		s.rng = rand.New(rand.NewPCG(t.seed, uint64(t.steps)*shards+uint64(k)))
		if t.opt.workers == 1 {
			s.run(own)
			continue
		}
		wait.Go(func() { s.run(own) })
	}
	wait.Wait()
	var sum losses
	for _, s := range t.parts {
		sum.add(s.loss)
	}
	t.adam.begin(t.rate())
	scale := 1 / float32(sum.tokens)
	wait.Go(func() { t.updateTable(t.words, func(id *rowIDs) []int32 { return []int32{id.word} }, scale) })
	wait.Go(func() { t.updateTable(t.feats, func(id *rowIDs) []int32 { return id.feats[:] }, scale) })
	t.updateDense(scale)
	wait.Wait()
	t.steps++
	if t.steps%8 == 0 {
		keep := float32(math.Pow(t.keep(), 8))
		wait.Go(func() { t.words.moments.average(t.words.values, keep) })
		t.feats.moments.average(t.feats.values, keep)
		wait.Wait()
	}
	return sum
}

// keep is the share of the averages that a step keeps: less at first, so
// that they do not hold on to the random start.
func (t *trainer) keep() float64 {
	return math.Min(t.opt.averageKeep, float64(1+t.steps)/float64(10+t.steps))
}

func (t *trainer) updateTable(table *lookup, rows func(*rowIDs) []int32, scale float32) {
	for _, s := range t.parts {
		for i := range s.ids {
			d := s.dx[i*t.Embed : (i+1)*t.Embed]
			for _, row := range rows(&s.ids[i]) {
				if row >= 0 {
					table.collect(row, d)
				}
			}
		}
	}
	table.update(&t.adam, scale)
}

// updateDense adds up the shards' gradients of the layers, bounds their
// length, and moves the layers.
func (t *trainer) updateDense(scale float32) {
	square := 0.0
	for i := range t.layers {
		for _, s := range t.parts {
			addTo(t.grads[2*i], s.grads[i].w)
			addTo(t.grads[2*i+1], s.grads[i].bias)
		}
		square += sumSquares(t.grads[2*i]) + sumSquares(t.grads[2*i+1])
	}
	const bound = 5
	if norm := math.Sqrt(square) * float64(scale); norm > bound {
		scale *= float32(bound / norm)
	}
	keep := float32(t.keep())
	for i, l := range t.layers {
		t.adam.update(l.W, t.grads[2*i], t.dense[2*i], scale)
		t.adam.update(l.Bias, t.grads[2*i+1], t.dense[2*i+1], scale)
		t.dense[2*i].average(l.W, keep)
		t.dense[2*i+1].average(l.Bias, keep)
	}
	root, follow := make([]float32, len(t.Root)), make([]float32, len(t.Follow))
	for _, s := range t.parts {
		addTo(root, s.dRoot)
		addTo(follow, s.dFollow)
	}
	t.adam.update(t.Root, root, t.root, scale)
	t.root.average(t.Root, keep)
	t.adam.update(t.Follow, follow, t.follow, scale)
	t.follow.average(t.Follow, keep)
}

// addTo adds part to sum and clears part.
func addTo(sum, part []float32) {
	for i, v := range part {
		sum[i] += v
	}
	clear(part)
}

func sumSquares(x []float32) float64 {
	s := 0.0
	for _, v := range x {
		s += float64(v) * float64(v)
	}
	return s
}

// trainNet trains a network on the samples and, each epoch, one of the pools,
// and returns its weights. check, which may be nil, is called after each epoch
// and can ask for the weights so far.
func trainNet(ctx context.Context, m *network, samples []*sample, pools [][]*sample, seed uint64, log io.Writer, check func(epoch int, w func() *net.Weights)) (*net.Weights, error) {
	tokens := 0
	for _, x := range epochSamples(samples, pools, 0) {
		tokens += len(x.features)
	}
	t := newTrainer(m, seed, m.opt.epochs*(tokens/m.opt.batchTokens))
	for epoch := range m.opt.epochs {
		order := epochSamples(samples, pools, epoch)
		rng := rand.New(rand.NewPCG(seed, 1<<40+uint64(epoch)))
		rng.Shuffle(len(order), func(i, j int) { order[i], order[j] = order[j], order[i] })
		var sum losses
		for from := 0; from < len(order); {
			if err := ctx.Err(); err != nil {
				return nil, err
			}
			to, n := from, 0
			for to < len(order) && n < m.opt.batchTokens {
				n += len(order[to].features)
				to++
			}
			sum.add(t.step(order[from:to]))
			from = to
		}
		k := float64(sum.tokens)
		fmt.Fprintf(log, "epoch %d of %d: loss a token: tags %.4f, names %.4f, heads %.4f, relations %.4f\n",
			epoch+1, m.opt.epochs, sum.tags/k, sum.names/k, sum.arcs/k, sum.rels/k)
		if check != nil {
			check(epoch+1, func() *net.Weights { return m.export(t.dense, t.root, t.follow) })
		}
	}
	return m.export(t.dense, t.root, t.follow), nil
}

// epochSamples is what an epoch sees: all samples and one pool.
func epochSamples(samples []*sample, pools [][]*sample, epoch int) []*sample {
	if len(pools) == 0 {
		return slices.Clone(samples)
	}
	return slices.Concat(samples, pools[epoch%len(pools)])
}
