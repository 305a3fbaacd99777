package train

import (
	"bytes"
	"math"
	"math/rand/v2"
	"testing"

	"parley/internal/doc"
	"parley/internal/lang/net"
)

// smallDocs are two hand-built sentences with all layers.
func smallDocs() []Annotated {
	text := "Rebels shelled Taiz . The envoy left Aden"
	d := &doc.Doc{Text: text}
	upos := []string{"NOUN", "VERB", "PROPN", "PUNCT", "DET", "NOUN", "VERB", "PROPN"}
	xpos := []string{"NNS", "VBD", "NNP", ".", "DT", "NN", "VBD", "NNP"}
	heads := []int{1, doc.Root, 1, 1, 5, 6, doc.Root, 6}
	rels := []string{"nsubj", "root", "obj", "punct", "det", "nsubj", "root", "obj"}
	at := 0
	for i := range upos {
		end := at
		for end < len(text) && text[end] != ' ' {
			end++
		}
		d.Tokens = append(d.Tokens, doc.Token{Start: at, End: end, UPOS: upos[i], XPOS: xpos[i], Head: heads[i], Deprel: rels[i]})
		at = end + 1
	}
	d.Sentences = []doc.Sentence{{First: 0, Last: 4}, {First: 4, Last: 8}}
	names := []uint16{1, 1, 1 << 5, 1, 1, 0, 1, 1<<5 | 1<<1}
	// Each twice, so that words and pairs of tags count as seen.
	return []Annotated{{d, true, true, names}, {d, true, true, names}}
}

func smallModel(opt options) (*network, []*sample) {
	docs := smallDocs()
	l := labelsOf(docs)
	samples := samplesOf(docs, l, func(*doc.Doc, doc.Sentence) bool { return false })
	rng := rand.New(rand.NewPCG(7, 7))
	v := &vectors{width: 16, row: map[uint64]int32{}}
	for _, w := range []string{"rebels", "taiz", "aden"} {
		v.row[net.HashWord(w)] = int32(len(v.hashes))
		v.hashes = append(v.hashes, net.HashWord(w))
		for range v.width {
			v.values = append(v.values, float32(rng.NormFloat64()))
		}
	}
	c := net.Config{Embed: 16, Hidden1: 16, Hidden2: 16, Tags: 16, Names: 16, Arc: 16, Label: 16}
	return newNetwork(c, l, opt, v, samples, nil, rng), samples
}

// TestGradients holds the gradient that a shard computes against differences
// of the loss, for weights drawn from every layer and table.
func TestGradients(t *testing.T) {
	m, samples := smallModel(options{weightTags: 1, weightNames: 1})
	for _, x := range samples {
		for i := range x.count {
			x.count[i] = 1 << 30 // no word gives way to the unknown word
		}
	}
	loss := func() (float64, *shard) {
		for _, l := range m.layers {
			l.pack()
		}
		tr := newTrainer(m, 1, 1)
		s := tr.parts[0]
		s.rng = rand.New(rand.NewPCG(1, 1))
		s.run(samples)
		return s.loss.tags + s.loss.names + s.loss.arcs + s.loss.rels, s
	}
	_, s := loss()
	rng := rand.New(rand.NewPCG(3, 3))
	check := func(name string, w *float32, got float32) {
		t.Helper()
		const step = 1e-3
		old := *w
		*w = old + step
		up, _ := loss()
		*w = old - step
		down, _ := loss()
		*w = old
		want := (up - down) / (2 * step)
		if math.Abs(want-float64(got)) > 0.03*math.Max(1, math.Abs(want)) {
			t.Errorf("%s: gradient %.5f, differences say %.5f", name, got, want)
		}
	}
	for k, l := range m.layers {
		for range 6 {
			i := rng.IntN(len(l.W))
			check("layer weight", &l.W[i], s.grads[k].w[i])
		}
		if !l.noBias {
			for range 3 {
				i := rng.IntN(len(l.Bias))
				check("layer bias", &l.Bias[i], s.grads[k].bias[i])
			}
		}
	}
	for range 4 {
		i := rng.IntN(len(m.Root))
		check("root", &m.Root[i], s.dRoot[i])
	}
	for p := range classCount {
		for k := range classCount {
			if net.MayFollow(p, k) && (p+k)%3 == 0 {
				check("follow", &m.Follow[p*classCount+k], s.dFollow[p*classCount+k])
			}
		}
	}
	token := rng.IntN(s.n)
	row := m.words.row(s.ids[token].word)
	for j := range 6 {
		var got float32
		for i := range s.ids {
			if s.ids[i].word == s.ids[token].word {
				got += s.dx[i*m.Embed+j]
			}
		}
		check("word row", &row[j], got)
	}
}

// TestLearnsByHeart trains on two sentences until the network as it is saved
// and loaded gives back every layer.
func TestLearnsByHeart(t *testing.T) {
	m, samples := smallModel(options{epochs: 300, batchTokens: 16, rate: 0.01, weightTags: 1, weightNames: 1, averageKeep: 0.9})
	w, err := trainNet(t.Context(), m, samples, nil, 1, discard{}, nil)
	if err != nil {
		t.Fatal(err)
	}
	b, err := w.Marshal()
	if err != nil {
		t.Fatal(err)
	}
	n, err := net.Load(b)
	if err != nil {
		t.Fatal(err)
	}
	gold := smallDocs()[0].Doc
	got := &doc.Doc{Text: gold.Text, Sentences: gold.Sentences}
	for _, k := range gold.Tokens {
		got.Tokens = append(got.Tokens, doc.Token{Start: k.Start, End: k.End, Head: doc.Unparsed})
	}
	n.Annotate(got, nil)
	for i := range gold.Tokens {
		if got.Tokens[i] != gold.Tokens[i] {
			t.Errorf("token %d: got %+v, want %+v", i, got.Tokens[i], gold.Tokens[i])
		}
	}
	if len(got.Names) == 0 || got.Names[0].Kind != doc.Place || got.Names[0].First != 2 {
		t.Errorf("names: got %v, want a place at token 2", got.Names)
	}
}

type discard struct{}

func (discard) Write(p []byte) (int, error) { return len(p), nil }

// TestSameBytes holds that a run repeats itself to the bit, on one processor
// or two.
func TestSameBytes(t *testing.T) {
	var first []byte
	for _, workers := range []int{0, 0, 1} {
		opt := options{epochs: 5, batchTokens: 8, rate: 0.01, dropIn: 0.2, drop1: 0.2, drop2: 0.2, dropArc: 0.2, dropFeature: 0.2,
			dropVector: 0.1, caseless: 0.3, weightTags: 1, weightNames: 1, averageKeep: 0.9, vectorWords: 2, workers: workers}
		m, samples := smallModel(opt)
		w, err := trainNet(t.Context(), m, samples, nil, 5, discard{}, nil)
		if err != nil {
			t.Fatal(err)
		}
		b, err := w.Marshal()
		if err != nil {
			t.Fatal(err)
		}
		if first == nil {
			first = b
		}
		if !bytes.Equal(b, first) {
			t.Errorf("%d workers: other bytes than the first run", workers)
		}
	}
}
