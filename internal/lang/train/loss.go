package train

import (
	"math"

	"parley/internal/lang/nn"
)

// softmax turns scores into probabilities in place.
func softmax(x []float32) {
	top := x[0]
	for _, v := range x {
		top = max(top, v)
	}
	sum := float32(0)
	for i, v := range x {
		x[i] = float32(math.Exp(float64(v - top)))
		sum += x[i]
	}
	for i := range x {
		x[i] /= sum
	}
}

// crossEntropy turns scores into probabilities, writes their gradient to d
// and returns the loss; gold is the right one's index.
func crossEntropy(d, x []float32, gold int, weight float32) float64 {
	softmax(x)
	for i, p := range x {
		d[i] = weight * p
	}
	d[gold] -= weight
	return -math.Log(max(float64(x[gold]), 1e-12))
}

// lossTags leaves probabilities in s.tags and the scores' gradient in s.dTags.
func (s *shard) lossTags() {
	ld, upos, all := s.tagLayer.stride(), len(s.UPOS), len(s.UPOS)+len(s.XPOS)
	i := 0
	for _, x := range s.samples {
		for t := range x.features {
			row, d := s.tags[i*ld:], s.dTags[i*ld:]
			i++
			if x.upos == nil {
				softmax(row[:upos])
				softmax(row[upos:all])
				continue
			}
			s.loss.tags += crossEntropy(d[:upos], row[:upos], int(x.upos[t]), s.opt.weightTags)
			s.loss.tags += crossEntropy(d[upos:all], row[upos:all], int(x.xpos[t]), s.opt.weightTags)
		}
	}
}

// pairScratch is memory for one sentence's arcs and relations.
type pairScratch struct {
	dep, heads, query, score      []float32
	dScore, dQuery, dHeads, dDep  []float32
	hidden, dHidden, rels, dRels  []float32
	maskDep, maskHead, maskHidden []float32
	byHead, byValue               nn.Matrix
}

// lossTree computes the losses of heads and relations for the sentences that
// have trees, and leaves the gradient in s.dArcs.
func (s *shard) lossTree() {
	ld, a := s.arcLayer.stride(), s.Arc
	s.arcs, s.dArcs = grown(s.arcs, s.n*ld), zeroed(s.dArcs, s.n*ld)
	s.arcLayer.forward(s.arcs, s.out2, 2*s.Hidden2, s.n)
	s.pair.maskDep = s.mask(s.pair.maskDep, a, s.opt.dropArc)
	s.pair.maskHead = s.mask(s.pair.maskHead, a, s.opt.dropArc)
	s.pair.maskHidden = s.mask(s.pair.maskHidden, s.Config.Label, s.opt.dropArc)
	at := 0
	for k, x := range s.samples {
		if x.head != nil {
			s.lossArcs(x, at, s.lengths[k])
			s.lossRels(x, at, s.lengths[k])
		}
		at += s.lengths[k]
	}
}

// lossArcs is the loss of each token's choice among all possible heads.
func (s *shard) lossArcs(x *sample, at, n int) {
	p, ld, a := &s.pair, s.arcLayer.stride(), s.Arc
	p.dep, p.heads = grown(p.dep, n*a), grown(p.heads, (n+1)*a)
	for i := range n {
		row := s.arcs[(at+i)*ld:]
		for j := range a {
			p.dep[i*a+j] = max(row[j], 0) * p.maskDep[(at+i)*a+j]
			p.heads[i*a+j] = max(row[a+j], 0) * p.maskHead[(at+i)*a+j]
		}
	}
	copy(p.heads[n*a:], s.Root)
	p.query = grown(p.query, n*a)
	s.mulLayer.forward(p.query, p.dep, a, n)
	p.byHead.PackTransposed(p.heads, a, a, n+1)
	lds := nn.Stride(n + 1)
	p.score, p.dScore = zeroed(p.score, n*lds), zeroed(p.dScore, n*lds)
	p.byHead.Mul(p.score, lds, p.query, a, n)
	for i := range n {
		gold := int(x.head[i])
		if gold < 0 {
			gold = n
		}
		s.loss.arcs += crossEntropy(p.dScore[i*lds:i*lds+n+1], p.score[i*lds:i*lds+n+1], gold, 1)
	}
	p.dQuery, p.dHeads, p.dDep = zeroed(p.dQuery, n*a), zeroed(p.dHeads, (n+1)*a), zeroed(p.dDep, n*a)
	p.byValue.Pack(p.heads, n+1, a)
	p.byValue.Mul(p.dQuery, a, p.dScore, lds, n)
	s.gradient(p.dHeads, p.dScore, lds, n+1, p.query, a, a, n)
	s.mulLayer.backward(s.grad(s.mulLayer), &s.scratch, p.dDep, p.dep, a, p.dQuery, n)
	for i := range n {
		row, d := s.arcs[(at+i)*ld:], s.dArcs[(at+i)*ld:]
		for j := range a {
			if row[j] > 0 {
				d[j] += p.dDep[i*a+j] * p.maskDep[(at+i)*a+j]
			}
			if row[a+j] > 0 {
				d[a+j] += p.dHeads[i*a+j] * p.maskHead[(at+i)*a+j]
			}
		}
	}
	nn.Axpy(s.dRoot, 1, p.dHeads[n*a:(n+1)*a])
}

// lossRels is the loss of the relation to the right head; the root's is known.
func (s *shard) lossRels(x *sample, at, n int) {
	p, ld, l, ldr := &s.pair, s.arcLayer.stride(), s.Config.Label, s.relLayer.stride()
	p.hidden, p.dHidden = grown(p.hidden, n*l), zeroed(p.dHidden, n*l)
	for i := range n {
		own, head := s.arcs[(at+i)*ld+2*s.Arc:][:l], []float32(nil)
		if x.head[i] >= 0 {
			head = s.arcs[(at+int(x.head[i]))*ld+2*s.Arc+l:][:l]
		}
		for j := range l {
			v := own[j]
			if head != nil {
				v += head[j]
			}
			p.hidden[i*l+j] = max(v, 0) * p.maskHidden[(at+i)*l+j]
		}
	}
	p.rels, p.dRels = grown(p.rels, n*ldr), zeroed(p.dRels, n*ldr)
	s.relLayer.forward(p.rels, p.hidden, l, n)
	for i := range n {
		if x.head[i] >= 0 {
			k := len(s.Rels)
			s.loss.rels += crossEntropy(p.dRels[i*ldr:i*ldr+k], p.rels[i*ldr:i*ldr+k], int(x.rel[i]), 1)
		}
	}
	s.relLayer.backward(s.grad(s.relLayer), &s.scratch, p.dHidden, p.hidden, l, p.dRels, n)
	for i := range n {
		if x.head[i] < 0 {
			continue
		}
		own, head := s.dArcs[(at+i)*ld+2*s.Arc:][:l], s.dArcs[(at+int(x.head[i]))*ld+2*s.Arc+l:][:l]
		for j := range l {
			if p.hidden[i*l+j] > 0 {
				d := p.dHidden[i*l+j] * p.maskHidden[(at+i)*l+j]
				own[j] += d
				head[j] += d
			}
		}
	}
}
