package train

import (
	"math"
	"math/rand/v2"
	"slices"
	"strings"

	"parley/internal/doc"
	"parley/internal/lang"
)

// Settings of the sentence splitter's training, tuned on the treebanks' dev
// parts.
const (
	splitEpochs = 12   // passes over the treebanks
	splitRate   = 0.1  // step of AdaGrad
	splitDecay  = 1e-3 // L2 penalty
	splitMargin = 1.5  // log odds that an end without a stop needs
	splitRare   = 3    // features seen less often are left out
	splitUpper  = 6    // every so many documents a copy in capitals is added
)

// splitGap is one gap between tokens that the model has to decide on.
type splitGap struct {
	features []uint32
	ends     bool // a gold sentence ends here
}

// TrainSplit trains the sentence splitter, a logistic regression over hashed
// features, on treebanks whose documents hold sentences, and returns the file
// that lang.LoadSplitter reads. Texts are tokenized anew, as they will be when
// the model runs. Same documents and seed give the same bytes.
func TrainSplit(ewt, gum []*doc.Doc, seed uint64) []byte {
	var gaps []splitGap
	for i, d := range append(append([]*doc.Doc{}, ewt...), gum...) {
		gaps = appendGaps(gaps, d, d.Text)
		if i%splitUpper == 0 {
			gaps = appendGaps(gaps, d, upperASCII(d.Text))
		}
	}
	features := indexFeatures(gaps)
	weights := make([]float64, len(features))
	squares := make([]float64, len(features))
	mean := make([]float64, len(features))
	random := rand.New(rand.NewPCG(seed, 0))
	for epoch := range splitEpochs {
		random.Shuffle(len(gaps), func(i, j int) { gaps[i], gaps[j] = gaps[j], gaps[i] })
		rate := splitRate * (1 - float64(epoch)/splitEpochs)
		for i := range gaps {
			learnGap(weights, squares, &gaps[i], rate)
		}
		if epoch >= splitEpochs/2 { // the mean depends less on the order
			for i, w := range weights {
				mean[i] += w
			}
		}
	}
	return lang.SplitFile(quantize(features, mean))
}

// indexFeatures returns the features that are not rare, ascending, and
// replaces those of the gaps by their indexes.
func indexFeatures(gaps []splitGap) []uint32 {
	count := map[uint32]int{}
	for _, g := range gaps {
		for _, f := range g.features {
			count[f]++
		}
	}
	var features []uint32
	for f, n := range count {
		if n >= splitRare {
			features = append(features, f)
		}
	}
	slices.Sort(features)
	index := make(map[uint32]uint32, len(features))
	for i, f := range features {
		index[f] = uint32(i)
	}
	for i := range gaps {
		kept := gaps[i].features[:0]
		for _, f := range gaps[i].features {
			if at, ok := index[f]; ok {
				kept = append(kept, at)
			}
		}
		gaps[i].features = kept
	}
	return features
}

// upperASCII returns s with the ASCII letters in capitals, byte for byte.
func upperASCII(s string) string {
	return strings.Map(func(r rune) rune {
		if 'a' <= r && r <= 'z' {
			return r - 0x20
		}
		return r
	}, s)
}

// appendGaps appends the open gaps of d, whose text is also given as it is to
// be read.
func appendGaps(gaps []splitGap, d *doc.Doc, text string) []splitGap {
	starts := make(map[int]bool, len(d.Sentences))
	for _, s := range d.Sentences {
		starts[d.Tokens[s.First].Start] = true
	}
	read := &doc.Doc{Text: text, Tokens: lang.Tokenize(text)}
	g := lang.NewGaps(read)
	for i := 1; i < len(read.Tokens); i++ {
		ends := starts[read.Tokens[i].Start]
		if g.Verdict(i) == lang.Open {
			gaps = append(gaps, splitGap{g.Features(i, nil), ends})
		}
		if ends {
			g.Begin(i)
		}
	}
	return gaps
}

// learnGap makes one step of AdaGrad on one gap.
func learnGap(weights, squares []float64, g *splitGap, rate float64) {
	sum := 0.0
	for _, f := range g.features {
		sum += weights[f]
	}
	gradient := 1 / (1 + math.Exp(-sum))
	if g.ends {
		gradient--
	}
	for _, f := range g.features {
		step := gradient + float64(splitDecay*weights[f])
		squares[f] += float64(step * step)
		weights[f] -= float64(rate * step / math.Sqrt(squares[f]+1e-8))
	}
}

// quantize rounds the weights to bytes and leaves out those that become 0. It
// returns splitMargin in the same units.
func quantize(features []uint32, weights []float64) (kept []lang.SplitWeight, margin uint8) {
	most := 0.0
	for _, w := range weights {
		most = max(most, math.Abs(w))
	}
	scale := 127 / max(most, 1e-9)
	for i, w := range weights {
		if small := int8(math.Round(w * scale)); small != 0 {
			kept = append(kept, lang.SplitWeight{Feature: features[i], Weight: small})
		}
	}
	return kept, uint8(min(math.Round(splitMargin*scale*(splitEpochs-splitEpochs/2)), 255))
}
