// Package eval measures Parley on texts that people have annotated.
//
// A system's documents are compared with gold documents over the same texts,
// by bytes, so that the two may be cut into different tokens. All figures are
// Scores: counts of gold, system and correct.
package eval

import (
	"context"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"runtime"
	"time"

	"parley/internal/doc"
	"parley/internal/lang"
	"parley/internal/lang/corpus"
	"parley/internal/lang/model"
)

// LangReport holds the figures of the language engine.
type LangReport struct {
	Treebanks []TreebankScores `json:"treebanks"`
	Names     []CorpusNames    `json:"names"`
	Weights   Weights          `json:"weights"`
}

// TreebankScores are the scores on the test part of one treebank.
type TreebankScores struct {
	Treebank string   `json:"treebank"`
	Gold     UDScores `json:"gold_tokens"` // tags, lemmas and trees over gold tokens and sentences
	Raw      UDScores `json:"raw_text"`    // everything from the bare text
}

// CorpusNames are the scores of names, found in raw text, on one corpus.
type CorpusNames struct {
	Corpus    string     `json:"corpus"`
	Documents int        `json:"documents"`
	Scores    NameScores `json:"scores"`
	// Beside are the scores of other name finders on the same texts.
	Beside []BesideNames `json:"beside,omitempty"`
}

// BesideNames are the scores of another name finder.
type BesideNames struct {
	Finder string     `json:"finder"`
	Scores NameScores `json:"scores"`
}

// NameFinder is somebody else's name finder to measure beside ours. Find gets
// documents with gold layers, of which it must use the text alone, and returns
// documents over the same texts with its tokens and names.
type NameFinder struct {
	Name string
	Find func([]*doc.Doc) ([]*doc.Doc, error)
}

// Weights says what the engine takes.
type Weights struct {
	Bytes int `json:"bytes"` // of the embedded files
	// Load is the time of one lang.Load, and Heap the bytes of heap that the
	// loaded engine holds. Both differ from run to run.
	Load time.Duration `json:"load_ns"`
	Heap uint64        `json:"heap_bytes"`
}

// Lang measures the language engine on the test sets of shared/train, which
// internal/lang/model/README.md describes. It takes some seconds.
//
// The error wraps fs.ErrNotExist if a test set is missing, or is ctx's.
func Lang(ctx context.Context, shared string, others ...NameFinder) (*LangReport, error) {
	data := filepath.Join(shared, "train")
	banks, err := treebanks(data)
	if err != nil {
		return nil, err
	}
	corpora, err := nameSets(data)
	if err != nil {
		return nil, err
	}
	var r LangReport
	engine, err := r.Weights.load()
	if err != nil {
		return nil, err
	}
	for _, bank := range banks {
		s, err := treebankScores(ctx, engine, bank.docs)
		if err != nil {
			return nil, fmt.Errorf("%s: %w", bank.name, err)
		}
		s.Treebank = bank.name
		r.Treebanks = append(r.Treebanks, s)
	}
	for _, set := range corpora {
		names, err := set.scores(ctx, engine, others)
		if err != nil {
			return nil, fmt.Errorf("%s: %w", set.name, err)
		}
		r.Names = append(r.Names, names)
	}
	return &r, nil
}

// load loads the engine and measures that.
func (w *Weights) load() (*lang.Engine, error) {
	w.Bytes = len(model.Net) + len(model.Lexicon) + len(model.Split)
	before := heap()
	start := time.Now()
	engine, err := lang.Load()
	w.Load = time.Since(start)
	if after := heap(); after > before {
		w.Heap = after - before
	}
	return engine, err
}

// heap returns the bytes of live objects.
func heap() uint64 {
	runtime.GC()
	var m runtime.MemStats
	runtime.ReadMemStats(&m)
	return m.HeapAlloc
}

func treebankScores(ctx context.Context, engine *lang.Engine, gold []*doc.Doc) (s TreebankScores, err error) {
	sys, err := annotated(ctx, gold, engine.AnnotateTokens, bareTokens)
	if err != nil {
		return s, err
	}
	if s.Gold, err = EvalUD(gold, sys); err != nil {
		return s, err
	}
	if sys, err = annotated(ctx, gold, engine.Annotate, bareText); err != nil {
		return s, err
	}
	s.Raw, err = EvalUD(gold, sys)
	return s, err
}

// testSet is a corpus with gold layers.
type testSet struct {
	name string
	docs []*doc.Doc
}

// scores measures our names on the set, then those of others.
func (set testSet) scores(ctx context.Context, engine *lang.Engine, others []NameFinder) (CorpusNames, error) {
	c := CorpusNames{Corpus: set.name, Documents: len(set.docs)}
	sys, err := annotated(ctx, set.docs, engine.Annotate, bareText)
	if err != nil {
		return c, err
	}
	if c.Scores, err = EvalNames(set.docs, sys); err != nil {
		return c, err
	}
	for _, o := range others {
		sys, err := o.Find(set.docs)
		if err != nil {
			return c, fmt.Errorf("%s: %w", o.Name, err)
		}
		scores, err := EvalNames(set.docs, sys)
		if err != nil {
			return c, fmt.Errorf("%s: %w", o.Name, err)
		}
		c.Beside = append(c.Beside, BesideNames{o.Name, scores})
	}
	return c, nil
}

// treebanks reads the test parts of the treebanks.
func treebanks(data string) ([]testSet, error) {
	ewt, err := open(data, "ud-ewt/test.conllu", doc.ReadCoNLLU)
	if err != nil {
		return nil, err
	}
	gum, err := open(data, "ud-gum/test.conllu", doc.ReadCoNLLU)
	if err != nil {
		return nil, err
	}
	return []testSet{{"EWT", ewt}, {"GUM", gum}}, nil
}

// nameSets reads the corpora that names are measured on; none of their
// documents was trained on.
func nameSets(data string) ([]testSet, error) {
	gum, err := open(data, "ud-gum/test.conllu", corpus.GUM)
	if err != nil {
		return nil, err
	}
	re3d, err := corpus.Re3d(filepath.Join(data, "re3d"), corpus.PlainSplit(lang.Tokenize))
	if err != nil {
		return nil, err
	}
	_, held := corpus.SplitRe3d(re3d)
	wiki, err := open(data, "wikigold/test.conllu", corpus.WikiGold)
	if err != nil {
		return nil, err
	}
	return []testSet{{"GUM test", gum}, {"re3d held out", held}, {"WikiGold", wiki}}, nil
}

// open reads a file of a folder with read and names it in errors.
func open(dir, name string, read func(io.Reader) ([]*doc.Doc, error)) ([]*doc.Doc, error) {
	f, err := os.Open(filepath.Join(dir, filepath.FromSlash(name)))
	if err != nil {
		return nil, err
	}
	defer f.Close()
	docs, err := read(f)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", f.Name(), err)
	}
	return docs, nil
}

// bareText returns a document of d's text alone.
func bareText(d *doc.Doc) *doc.Doc { return &doc.Doc{ID: d.ID, Text: d.Text} }

// bareTokens returns a document of d's text, tokens and sentences without any
// other layer.
func bareTokens(d *doc.Doc) *doc.Doc {
	bare := bareText(d)
	for _, t := range d.Tokens {
		bare.Tokens = append(bare.Tokens, doc.Token{Start: t.Start, End: t.End, Head: doc.Unparsed})
	}
	bare.Sentences = append(bare.Sentences, d.Sentences...)
	return bare
}

// annotated returns what annotate makes of the documents, bared of their gold
// layers.
func annotated(ctx context.Context, gold []*doc.Doc, annotate func(*doc.Doc) error, bare func(*doc.Doc) *doc.Doc) ([]*doc.Doc, error) {
	sys := make([]*doc.Doc, len(gold))
	for i, g := range gold {
		if err := ctx.Err(); err != nil {
			return nil, err
		}
		sys[i] = bare(g)
		if err := annotate(sys[i]); err != nil {
			return nil, fmt.Errorf("document %q: %w", g.ID, err)
		}
	}
	return sys, nil
}
