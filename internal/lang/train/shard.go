package train

import (
	"math/rand/v2"

	"parley/internal/lang/net"
	"parley/internal/lang/nn"
)

// shard computes one part of a step: forward, losses and backward over some
// sentences. Shards of one step run side by side and share the network, which
// they only read; their gradients are added up in a fixed order.
type shard struct {
	*network
	scratch
	rng     *rand.Rand
	samples []*sample
	lengths []int
	batch   net.Batch
	n       int
	grads   []grad // in the order of network.layers
	dRoot   []float32
	loss    losses

	ids           []rowIDs
	x, dx         []float32
	vec           []float32
	bent, dBent   []float32
	maskX         []float32
	mask1, mask2  []float32
	in2, dIn2     []float32
	tags, dTags   []float32
	tagsBack      []float32
	tagIn, dTagIn []float32
	out2, dOut2   []float32
	names, dNames []float32
	namesIn       []float32
	dNamesIn      []float32
	nameHid       []float32
	dNameHid      []float32
	maskNames     []float32
	dFollow       []float32
	chain         chain
	arcs, dArcs   []float32
	trace         [2][2]trace
	pair          pairScratch
}

// rowIDs names the rows of the tables that make up one token's input.
type rowIDs struct {
	word   int32
	vector int32
	feats  [net.FeatureCount]int32
}

// losses are sums over tokens, for the log.
type losses struct {
	tags, names, arcs, rels float64
	tokens                  int
}

func (l *losses) add(o losses) {
	l.tags += o.tags
	l.names += o.names
	l.arcs += o.arcs
	l.rels += o.rels
	l.tokens += o.tokens
}

// run does the whole of a step for the given samples.
func (s *shard) run(samples []*sample) {
	s.samples, s.loss = samples, losses{}
	s.lengths, s.ids = s.lengths[:0], s.ids[:0]
	s.n = 0
	if len(samples) == 0 {
		return // the last step of an epoch may not fill every shard
	}
	for _, x := range samples {
		s.lengths = append(s.lengths, len(x.features))
		s.n += len(x.features)
	}
	s.batch.Lay(s.lengths)
	s.loss.tokens = s.n
	s.embed()
	s.encode()
	s.lossNames()
	s.lossTree()
	s.decodeBack()
	s.embedBack()
}

// mask fills m with one dropout mask a sentence, of width values a token:
// 0 with chance p and 1/(1-p) otherwise, the same at each of its tokens.
func (s *shard) mask(m []float32, width int, p float64) []float32 {
	m = grown(m, s.n*width)
	keep := float32(1 / (1 - p))
	at := 0
	for _, n := range s.lengths {
		first := m[at*width : (at+1)*width]
		for j := range first {
			first[j] = keep
			if s.rng.Float64() < p {
				first[j] = 0
			}
		}
		for i := 1; i < n; i++ {
			copy(m[(at+i)*width:(at+i+1)*width], first)
		}
		at += n
	}
	return m
}

func times(x, m []float32) {
	for i, v := range m {
		x[i] *= v
	}
}

// embed draws which features each token keeps and sums their rows.
func (s *shard) embed() {
	d := s.Embed
	s.ids = s.ids[:0]
	for _, x := range s.samples {
		fs := x.features
		if s.rng.Float64() < s.opt.caseless {
			fs = x.masked
		}
		for i := range fs {
			s.ids = append(s.ids, s.drawRows(x, i, &fs[i]))
		}
	}
	s.x = zeroed(s.x, s.n*d)
	s.vec = zeroed(s.vec, s.n*s.vectors.width)
	for i, id := range s.ids {
		row := s.x[i*d : (i+1)*d]
		nn.Axpy(row, 1, s.words.row(id.word))
		for _, f := range id.feats {
			if f >= 0 {
				nn.Axpy(row, 1, s.feats.row(f))
			}
		}
		if id.vector >= 0 {
			copy(s.vec[i*s.vectors.width:], s.vectors.values[int(id.vector)*s.vectors.width:(int(id.vector)+1)*s.vectors.width])
		}
	}
	s.project.fwd.Mul(s.x, d, s.vec, s.vectors.width, s.n)
	s.bent = grown(s.bent, s.n*bendWidth)
	s.bend.forward(s.bent, s.vec, s.vectors.width, s.n)
	for i, id := range s.ids {
		row := s.bent[i*bendWidth : (i+1)*bendWidth]
		if id.vector < 0 {
			clear(row) // a word without a vector has nothing to bend, nor a bias
		}
		for j, v := range row {
			row[j] = max(v, 0)
		}
	}
	s.unbend.fwd.Mul(s.x, d, s.bent, bendWidth, s.n)
	s.maskX = s.mask(s.maskX, d, s.opt.dropIn)
	times(s.x, s.maskX)
}

// drawRows picks a token's rows. Rare words give way to the unknown word more
// often than frequent ones, so that its row is trained as it will be used.
func (s *shard) drawRows(x *sample, i int, f *net.Features) rowIDs {
	id := rowIDs{word: x.word[i], vector: x.vector[i]}
	if s.rng.Float64() < 0.25/(0.25+float64(x.count[i])) {
		id.word = 0
	}
	if s.rng.Float64() < s.opt.dropVector {
		id.vector = -1
		id.word = 0
	}
	for k, h := range f.Other {
		id.feats[k] = -1
		drop := s.opt.dropFeature
		if k == net.ListFeature {
			drop = s.opt.dropList
		}
		if h != 0 && s.rng.Float64() >= drop {
			if row, ok := s.feats.find[h]; ok {
				id.feats[k] = row
			}
		}
	}
	return id
}

// encode runs both LSTM layers and the tags between them, and the tags' loss.
func (s *shard) encode() {
	n, w1, ld2 := s.n, 2*s.Hidden1, 2*s.Hidden1+s.Config.Tags
	s.in2, s.dIn2 = grown(s.in2, n*ld2), zeroed(s.dIn2, n*ld2)
	for dir, tokens := range [2][]int32{s.batch.Forward, s.batch.Backward} {
		s.lstm[0][dir].forward(&s.trace[0][dir], &s.batch, tokens, s.x, s.Embed, s.in2[dir*s.Hidden1:], ld2)
	}
	s.mask1 = s.mask(s.mask1, w1, s.opt.drop1)
	for i := range n {
		times(s.in2[i*ld2:i*ld2+w1], s.mask1[i*w1:(i+1)*w1])
	}
	ldt := s.tagLayer.stride()
	s.tags, s.dTags = grown(s.tags, n*ldt), zeroed(s.dTags, n*ldt)
	s.tagLayer.forward(s.tags, s.in2, ld2, n)
	s.lossTags()
	s.tagIn = grown(s.tagIn, n*s.tagInLayer.stride())
	s.tagInLayer.forward(s.tagIn, s.tags, ldt, n)
	for i := range n {
		copy(s.in2[i*ld2+w1:(i+1)*ld2], s.tagIn[i*s.tagInLayer.stride():])
	}
	w2 := 2 * s.Hidden2
	s.out2, s.dOut2 = grown(s.out2, n*w2), zeroed(s.dOut2, n*w2)
	for dir, tokens := range [2][]int32{s.batch.Forward, s.batch.Backward} {
		s.lstm[1][dir].forward(&s.trace[1][dir], &s.batch, tokens, s.in2, ld2, s.out2[dir*s.Hidden2:], w2)
	}
	s.mask2 = s.mask(s.mask2, w2, s.opt.drop2)
	times(s.out2, s.mask2)
}

// decodeBack carries the gradients of names, tree and tags down to s.dx.
func (s *shard) decodeBack() {
	n, w1, w2, ld2 := s.n, 2*s.Hidden1, 2*s.Hidden2, 2*s.Hidden1+s.Config.Tags
	both := w2 + s.Embed
	hidden := s.nameInLayer.stride()
	s.dNameHid = zeroed(s.dNameHid, n*hidden)
	s.nameLayer.backward(s.grad(s.nameLayer), &s.scratch, s.dNameHid, s.nameHid, hidden, s.dNames, n)
	for i, v := range s.nameHid {
		if v <= 0 {
			s.dNameHid[i] = 0
		}
		s.dNameHid[i] *= s.maskNames[i]
	}
	s.dNamesIn = zeroed(s.dNamesIn, n*both)
	s.nameInLayer.backward(s.grad(s.nameInLayer), &s.scratch, s.dNamesIn, s.namesIn, both, s.dNameHid, n)
	for i := range n {
		nn.Axpy(s.dOut2[i*w2:(i+1)*w2], 1, s.dNamesIn[i*both:i*both+w2])
	}
	s.arcLayer.backward(s.grad(s.arcLayer), &s.scratch, s.dOut2, s.out2, w2, s.dArcs, n)
	times(s.dOut2, s.mask2)
	for dir, tokens := range [2][]int32{s.batch.Forward, s.batch.Backward} {
		l := &s.lstm[1][dir]
		l.backward(s.grad(&l.in), s.grad(&l.rec), &s.scratch, &s.trace[1][dir], &s.batch, tokens, s.dOut2[dir*s.Hidden2:], w2, s.dIn2, ld2)
	}
	ldt, ldi := s.tagLayer.stride(), s.tagInLayer.stride()
	s.dTagIn = zeroed(s.dTagIn, n*ldi)
	for i := range n {
		copy(s.dTagIn[i*ldi:(i+1)*ldi], s.dIn2[i*ld2+w1:(i+1)*ld2])
	}
	dProbs := zeroed(s.tagsBack, n*ldt)
	s.tagsBack = dProbs
	s.tagInLayer.backward(s.grad(s.tagInLayer), &s.scratch, dProbs, s.tags, ldt, s.dTagIn, n)
	upos, all := len(s.UPOS), len(s.UPOS)+len(s.XPOS)
	for i := range n {
		p, dp, dt := s.tags[i*ldt:], dProbs[i*ldt:], s.dTags[i*ldt:]
		softmaxBack(dt[:upos], p[:upos], dp[:upos])
		softmaxBack(dt[upos:all], p[upos:all], dp[upos:all])
	}
	s.tagLayer.backward(s.grad(s.tagLayer), &s.scratch, s.dIn2, s.in2, ld2, s.dTags, n)
	for i := range n {
		times(s.dIn2[i*ld2:i*ld2+w1], s.mask1[i*w1:(i+1)*w1])
	}
	s.dx = zeroed(s.dx, n*s.Embed)
	for i := range n {
		copy(s.dx[i*s.Embed:(i+1)*s.Embed], s.dNamesIn[i*both+w2:(i+1)*both])
	}
	for dir, tokens := range [2][]int32{s.batch.Forward, s.batch.Backward} {
		l := &s.lstm[0][dir]
		l.backward(s.grad(&l.in), s.grad(&l.rec), &s.scratch, &s.trace[0][dir], &s.batch, tokens, s.dIn2[dir*s.Hidden1:], ld2, s.dx, s.Embed)
	}
}

// softmaxBack adds to d the scores' gradient, given that of the probabilities.
func softmaxBack(d, p, dp []float32) {
	mean := nn.Dot(p, dp)
	for i := range d {
		d[i] += p[i] * (dp[i] - mean)
	}
}

// embedBack leaves the tables' part of the gradient in s.dx and adds the
// vectors' projection's.
func (s *shard) embedBack() {
	times(s.dx, s.maskX)
	width := s.vectors.width
	s.gradient(s.grad(s.project).w, s.vec, width, width, s.dx, s.Embed, s.Embed, s.n)
	s.dBent = zeroed(s.dBent, s.n*bendWidth)
	s.unbend.backward(s.grad(s.unbend), &s.scratch, s.dBent, s.bent, bendWidth, s.dx, s.n)
	for i, v := range s.bent {
		if v <= 0 {
			s.dBent[i] = 0
		}
	}
	s.bend.backward(s.grad(s.bend), &s.scratch, nil, s.vec, width, s.dBent, s.n)
}
