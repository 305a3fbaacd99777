package train

import (
	"math"
	"math/rand/v2"
	"slices"
	"sort"

	"parley/internal/lang/net"
	"parley/internal/lang/nn"
)

// options are the settings of a training run that are not its data.
type options struct {
	epochs, batchTokens     int
	rate                    float64 // highest learning rate
	dropIn, drop1, drop2    float64 // shares of values dropped, a mask a sentence
	dropArc                 float64
	dropFeature, dropVector float64 // shares of tokens' rows left out
	dropList                float64 // the same for what the lists of names say
	caseless                float64 // share of sentences shown without their capitals
	weightTags, weightNames float32
	averageKeep             float64
	vectorWords             int // words of the vectors that get a row in the saved tables
	fineWords               int // words of the vectors whose rows are saved with 8 bits a value
	workers                 int // processors to use, 0 for all that help
}

// network is a network in training.
type network struct {
	*net.Weights
	opt          options
	vectors      *vectors
	words, feats *lookup
	// Vectors become inputs by a straight projection and by a hidden layer
	// beside it, which can tell apart what no straight line does. Both go
	// into the words' rows when they are saved, so they cost nothing in use.
	project, bend, unbend *layer
	lstm                  [2][2]direction
	tagLayer              *layer
	tagInLayer            *layer
	nameInLayer           *layer
	nameLayer             *layer
	arcLayer              *layer
	mulLayer              *layer
	relLayer              *layer
	layers                []*layer
	place                 map[*layer]int
	inputLayers           int // how many of layers go into the rows when they are saved
}

// bendWidth is the size of the hidden layer over the vectors.
const bendWidth = 192

// lookup is a table of rows in training.
type lookup struct {
	find    map[uint64]int32
	hashes  []uint64
	width   int
	values  []float32
	grad    []float32
	moments moments
	touched []int32
	isOn    []bool
}

func newLookup(hashes []uint64, width int, rng *rand.Rand) *lookup {
	t := &lookup{find: map[uint64]int32{}, hashes: hashes, width: width, values: make([]float32, len(hashes)*width)}
	for i, h := range hashes {
		t.find[h] = int32(i)
	}
	for i := range t.values {
		t.values[i] = float32(rng.NormFloat64() * 0.1)
	}
	t.grad, t.isOn = make([]float32, len(t.values)), make([]bool, len(hashes))
	t.moments = newMoments(t.values)
	return t
}

func (t *lookup) row(i int32) []float32 { return t.values[int(i)*t.width : (int(i)+1)*t.width] }

// collect adds d to the gradient of row i.
func (t *lookup) collect(i int32, d []float32) {
	if !t.isOn[i] {
		t.isOn[i] = true
		t.touched = append(t.touched, i)
	}
	g := t.grad[int(i)*t.width : (int(i)+1)*t.width]
	for j, v := range d {
		g[j] += v
	}
}

// update moves the rows that the step touched.
func (t *lookup) update(a *adam, scale float32) {
	for _, i := range t.touched {
		from, to := int(i)*t.width, (int(i)+1)*t.width
		m := moments{m: t.moments.m[from:to], v: t.moments.v[from:to]}
		a.update(t.values[from:to], t.grad[from:to], m, scale)
		t.isOn[i] = false
	}
	t.touched = t.touched[:0]
}

// newNetwork sets up a network for the samples: rows for words seen twice and
// other features seen three times, random weights drawn from rng. pools are
// samples beyond those, whose words and features get no rows of their own.
func newNetwork(c net.Config, l net.Labels, opt options, v *vectors, samples []*sample, pools [][]*sample, rng *rand.Rand) *network {
	m := &network{Weights: net.NewWeights(c, l), opt: opt, vectors: v, place: map[*layer]int{}}
	wordCount, featCount := map[uint64]int32{}, map[uint64]int32{}
	for _, x := range samples {
		for i := range x.features {
			wordCount[x.features[i].Word]++
			for _, h := range x.features[i].Other {
				if h != 0 {
					featCount[h]++
				}
			}
		}
	}
	m.words = newLookup(append([]uint64{net.UnknownWord}, frequent(wordCount, 2)...), c.Embed, rng)
	m.feats = newLookup(frequent(featCount, 3), c.Embed, rng)
	for _, x := range slices.Concat(append(pools, samples)...) {
		x.word, x.vector, x.count = nil, nil, nil
		for i := range x.features {
			h := x.features[i].Word
			x.word, x.count = append(x.word, m.words.find[h]), append(x.count, wordCount[h])
			row, ok := v.row[h]
			if !ok {
				row = -1
			}
			x.vector = append(x.vector, row)
		}
	}
	m.wire(rng)
	return m
}

func frequent(count map[uint64]int32, least int32) []uint64 {
	var keys []uint64
	for h, n := range count {
		if n >= least {
			keys = append(keys, h)
		}
	}
	sort.Slice(keys, func(i, j int) bool { return keys[i] < keys[j] })
	return keys
}

// wire lists the layers and draws their first weights.
func (m *network) wire(rng *rand.Rand) {
	add := func(l *layer, scale float64) *layer {
		m.place[l] = len(m.layers)
		m.layers = append(m.layers, l)
		for i := range l.W {
			l.W[i] = float32((2*rng.Float64() - 1) * scale * math.Sqrt(6/float64(l.In+l.Out)))
		}
		return l
	}
	width := m.vectors.width
	m.project = add(&layer{Dense: &net.Dense{In: width, Out: m.Embed, W: make([]float32, width*m.Embed)}, noBias: true}, 0.5)
	m.bend = add(&layer{Dense: &net.Dense{In: width, Out: bendWidth, W: make([]float32, width*bendWidth), Bias: make([]float32, bendWidth)}}, 1)
	m.unbend = add(&layer{Dense: &net.Dense{In: bendWidth, Out: m.Embed, W: make([]float32, bendWidth*m.Embed)}, noBias: true}, 0.5)
	m.inputLayers = len(m.layers)
	for k := range 2 {
		for dir := range 2 {
			w := &m.Weights.LSTM[k][dir]
			d := &m.lstm[k][dir]
			*d = direction{layer{Dense: &w.In}, layer{Dense: &w.Rec, noBias: true}, w.Rec.In}
			add(&d.in, 1)
			add(&d.rec, 1)
			h := d.hidden
			for j := h; j < 2*h; j++ {
				w.In.Bias[j] = 0.5 // remember at first
			}
		}
	}
	m.tagLayer = add(&layer{Dense: &m.Weights.Tags}, 1)
	m.tagInLayer = add(&layer{Dense: &m.Weights.TagIn, noBias: true}, 1)
	m.nameInLayer = add(&layer{Dense: &m.Weights.NamesIn}, 1)
	m.nameLayer = add(&layer{Dense: &m.Weights.Names}, 1)
	m.arcLayer = add(&layer{Dense: &m.Weights.Arcs}, 1)
	m.mulLayer = add(&layer{Dense: &m.Weights.ArcMul}, 0.5)
	m.relLayer = add(&layer{Dense: &m.Weights.Label}, 1)
}

// export returns the averaged weights as they are saved: every word's row
// holds what its vector adds to it.
func (m *network) export(avg []moments, root, follow moments) *net.Weights {
	w := net.NewWeights(m.Config, m.Labels)
	for i, d := range w.Dense() {
		i += m.inputLayers
		copy(d.W, avg[2*i].avg)
		if !m.layers[i].noBias {
			copy(d.Bias, avg[2*i+1].avg)
		}
	}
	copy(w.Root, root.avg)
	copy(w.Follow, follow.avg)
	w.Feats = net.Rows{Hashes: m.feats.hashes, Values: m.feats.moments.avg, Fine: len(m.feats.hashes)}
	w.Words = m.wordRows(avg)
	return w
}

// wordRows returns the words' averaged rows: those of the training text, then
// those that only the vectors know. avg are the averages of all layers.
func (m *network) wordRows(avg []moments) net.Rows {
	r := net.Rows{Fine: -1, Hashes: slices.Clone(m.words.hashes), Values: slices.Clone(m.words.moments.avg)}
	unknown := m.words.moments.avg[:m.Embed]
	width := m.vectors.width
	for i, h := range m.vectors.hashes {
		at, known := m.words.find[h]
		if !known {
			if i >= m.opt.vectorWords {
				continue
			}
			at = int32(len(r.Hashes))
			if i >= m.opt.fineWords && r.Fine < 0 {
				r.Fine = int(at)
			}
			r.Hashes, r.Values = append(r.Hashes, h), append(r.Values, unknown...)
		}
		m.addVector(r.Values[int(at)*m.Embed:(int(at)+1)*m.Embed], m.vectors.values[i*width:(i+1)*width], avg)
	}
	if r.Fine < 0 {
		r.Fine = len(r.Hashes)
	}
	return r
}

// addVector adds to a word's row what its vector becomes.
func (m *network) addVector(row, vector []float32, avg []moments) {
	project, bend, bias, unbend := avg[0].avg, avg[2].avg, avg[3].avg, avg[4].avg
	var hidden [bendWidth]float32
	copy(hidden[:], bias)
	for k, x := range vector {
		nn.Axpy(row, x, project[k*m.Embed:(k+1)*m.Embed])
		nn.Axpy(hidden[:], x, bend[k*bendWidth:(k+1)*bendWidth])
	}
	for k, x := range hidden {
		if x > 0 {
			nn.Axpy(row, x, unbend[k*m.Embed:(k+1)*m.Embed])
		}
	}
}
