package train

import (
	"math"

	"parley/internal/lang/net"
)

const classCount = net.NameClasses

// chain computes the loss of one sentence's name classes as a conditional
// random field (Lafferty et al., 2001) that also learns from sentences of
// which only some classes are known: the share of all sequences' weight that
// goes to the sequences allowed (Bellare and McCallum, 2007).
type chain struct {
	score  [][classCount]float64 // e to the class's score, scaled a token
	follow [classCount][classCount]float64
	// Sums of the weights of the sequences up to and from each token, scaled
	// to 1 a token, once over all and once over those allowed.
	ahead, behind [][classCount]float64
}

// lossNames scores the sentences that say anything of names.
func (s *shard) lossNames() {
	w2, ld := 2*s.Hidden2, s.nameLayer.stride()
	both := w2 + s.Embed
	s.namesIn = grown(s.namesIn, s.n*both)
	for i := range s.n {
		copy(s.namesIn[i*both:], s.out2[i*w2:(i+1)*w2])
		copy(s.namesIn[i*both+w2:], s.x[i*s.Embed:(i+1)*s.Embed])
	}
	s.names, s.dNames = grown(s.names, s.n*ld), zeroed(s.dNames, s.n*ld)
	hidden := s.nameInLayer.stride()
	s.nameHid = grown(s.nameHid, s.n*hidden)
	s.nameInLayer.forward(s.nameHid, s.namesIn, both, s.n)
	s.maskNames = s.mask(s.maskNames, hidden, s.opt.drop2)
	for i, v := range s.nameHid {
		s.nameHid[i] = max(v, 0) * s.maskNames[i]
	}
	s.nameLayer.forward(s.names, s.nameHid, hidden, s.n)
	at := 0
	for k, x := range s.samples {
		if x.names != nil {
			s.lossChain(x.names, at, s.lengths[k])
		}
		at += s.lengths[k]
	}
}

// lossChain adds the loss of one sentence, whose tokens stand at row at.
func (s *shard) lossChain(names []uint16, at, n int) {
	c, ld := &s.chain, s.nameLayer.stride()
	c.prepare(s.names[at*ld:], ld, n, s.Follow)
	all := c.sum(nil, n, func(i, class int, p float64) {
		s.dNames[(at+i)*ld+class] += s.opt.weightNames * float32(p)
	}, func(p, class int, share float64) {
		s.dFollow[p*classCount+class] += s.opt.weightNames * float32(share)
	})
	allowed := c.sum(names, n, func(i, class int, p float64) {
		s.dNames[(at+i)*ld+class] -= s.opt.weightNames * float32(p)
	}, func(p, class int, share float64) {
		s.dFollow[p*classCount+class] -= s.opt.weightNames * float32(share)
	})
	s.loss.names += all - allowed
}

// prepare turns scores into weights.
func (c *chain) prepare(scores []float32, ld, n int, follow []float32) {
	c.score = grown(c.score, n)
	c.ahead, c.behind = grown(c.ahead, n), grown(c.behind, n)
	for i := range n {
		row := scores[i*ld : i*ld+classCount]
		top := row[0]
		for _, v := range row {
			top = max(top, v)
		}
		for k, v := range row {
			c.score[i][k] = math.Exp(float64(v - top))
		}
	}
	for p := range classCount {
		for k := range classCount {
			c.follow[p][k] = 0
			if net.MayFollow(p, k) {
				c.follow[p][k] = math.Exp(float64(follow[p*classCount+k]))
			}
		}
	}
}

// sum returns the logarithm of the summed weights of the sequences that masks
// allow (nil, or 0 for a token, allows all), and gives each class's share at
// each token to class and each pair's share to pair. The scaling of prepare
// cancels between two calls.
func (c *chain) sum(masks []uint16, n int, class func(i, class int, share float64), pair func(p, class int, share float64)) float64 {
	weight := func(i, k int) float64 {
		if masks != nil && masks[i] != 0 && masks[i]>>k&1 == 0 {
			// Not quite never: a gold name may break a rule of the chain.
			return c.score[i][k] * 1e-12
		}
		return c.score[i][k]
	}
	start := [classCount]float64{1}
	log := 0.0
	prev := &start
	for i := range n {
		total := 0.0
		for k := range classCount {
			in := 0.0
			for p := range classCount {
				in += prev[p] * c.follow[p][k]
			}
			c.ahead[i][k] = in * weight(i, k)
			total += c.ahead[i][k]
		}
		for k := range classCount {
			c.ahead[i][k] /= total
		}
		log += math.Log(total)
		prev = &c.ahead[i]
	}
	for k := range classCount {
		c.behind[n-1][k] = 1
	}
	for i := n - 1; i >= 0; i-- {
		norm := 0.0
		for k := range classCount {
			norm += c.ahead[i][k] * c.behind[i][k]
		}
		for k := range classCount {
			if p := c.ahead[i][k] * c.behind[i][k] / norm; p > 0 {
				class(i, k, p)
			}
		}
		before := &start
		if i > 0 {
			before = &c.ahead[i-1]
		}
		c.back(i, before, weight, pair)
	}
	return log
}

// back hands out the shares of the pairs that end at token i and fills the
// sums behind the token before.
func (c *chain) back(i int, before *[classCount]float64, weight func(i, k int) float64, pair func(p, class int, share float64)) {
	var next [classCount]float64
	total, scale := 0.0, 0.0
	for p := range classCount {
		for k := range classCount {
			v := c.follow[p][k] * weight(i, k) * c.behind[i][k]
			next[p] += v
			total += before[p] * v
		}
		scale += next[p]
	}
	for p := range classCount {
		for k := range classCount {
			if v := before[p] * c.follow[p][k] * weight(i, k) * c.behind[i][k]; v > 0 {
				pair(p, k, v/total)
			}
		}
	}
	if i > 0 {
		for p := range classCount {
			c.behind[i-1][p] = next[p] / scale
		}
	}
}
