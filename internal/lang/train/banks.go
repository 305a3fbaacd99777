package train

import (
	"io"
	"math/rand/v2"
	"path/filepath"

	"parley/internal/doc"
	"parley/internal/lang"
	"parley/internal/lang/corpus"
	"parley/internal/lang/net"
)

// banks are the treebanks to train on.
type banks struct {
	dir      string
	ewt, gum []*doc.Doc
	gumMasks [][]uint8
}

// readBanks reads the given parts of both treebanks: "train", "dev".
func readBanks(dir string, parts ...string) (*banks, error) {
	b := &banks{dir: dir}
	for _, part := range parts {
		ewt, err := open(dir, "ud-ewt/"+part+".conllu", doc.ReadCoNLLU)
		if err != nil {
			return nil, err
		}
		gum, err := open(dir, "ud-gum/"+part+".conllu", func(r io.Reader) (gold, error) {
			docs, masks, err := corpus.GUMPartial(r)
			return gold{docs, masks}, err
		})
		if err != nil {
			return nil, err
		}
		b.ewt, b.gum = append(b.ewt, ewt...), append(b.gum, gum.docs...)
		b.gumMasks = append(b.gumMasks, gum.masks...)
	}
	return b, nil
}

// gold is one treebank's documents with the names' masks.
type gold struct {
	docs  []*doc.Doc
	masks [][]uint8
}

// annotated gathers all documents to train the network on: EWT with tags and
// trees, GUM with names beside them, re3d's training part with names only.
// With them come pools of copies in which names are replaced by others, and of
// sentences cut to headlines; each epoch sees one pool.
func (b *banks) annotated(seed uint64) (all []Annotated, pools [][]Annotated, err error) {
	re3d, err := corpus.Re3d(filepath.Join(b.dir, "re3d"), corpus.PlainSplit(lang.Tokenize))
	if err != nil {
		return nil, nil, err
	}
	re3d, _ = corpus.SplitRe3d(re3d)
	namer, err := corpus.LoadNamer()
	if err != nil {
		return nil, nil, err
	}
	pools = make([][]Annotated, namePools)
	add := func(d *doc.Doc, treebank bool, masks []uint8) {
		all = append(all, Annotated{d, treebank, treebank, classes(d, masks)})
		for k := range pools {
			rng := rand.New(rand.NewPCG(seed, uint64(len(all)*namePools+k)))
			c, m := namer.Rename(d, masks, lang.Tokenize, rng)
			pools[k] = append(pools[k], Annotated{c, false, false, classes(c, m)})
			if treebank {
				pools[k] = append(pools[k], Annotated{headlines(d, headlineShare, rng), true, true, nil})
			}
		}
	}
	for _, d := range b.ewt {
		add(d, true, corpus.AllowedEWT(d))
	}
	for i, d := range b.gum {
		add(d, true, b.gumMasks[i])
	}
	for _, d := range re3d {
		add(d, false, outsideOrOther(d))
	}
	return all, pools, nil
}

// namePools is how many copies with other names are made of each document.
const namePools = 4

// headlineShare is the chance of a sentence to be in a pool as a headline.
const headlineShare = 0.15

// classes turns masks of kinds into masks of the network's name classes: where
// the document has a name, whether a token begins it is known.
func classes(d *doc.Doc, masks []uint8) []uint16 {
	out := make([]uint16, len(masks))
	begins := uint16(0)
	for k := range net.NameKinds {
		begins |= 1 << (1 + 2*k)
	}
	for i, m := range masks {
		if m&corpus.Outside != 0 {
			out[i] = 1
		}
		for k, kind := range net.NameKinds {
			if kind == net.Other && m&corpus.Other != 0 || m&corpus.Bit(kind) != 0 {
				out[i] |= 3 << (1 + 2*k)
			}
		}
	}
	for _, n := range d.Names {
		for i := n.First; i < n.Last; i++ {
			if i == n.First {
				out[i] &= begins
			} else {
				out[i] &^= begins | 1
			}
		}
	}
	return out
}

// outsideOrOther returns the masks of a document whose annotation does not
// tell the names of other things from what is no name.
func outsideOrOther(d *doc.Doc) []uint8 {
	masks := corpus.Allowed(d)
	for i, m := range masks {
		if first := d.Word(i)[0]; m == corpus.Outside && 'A' <= first && first <= 'Z' {
			masks[i] |= corpus.Other
		}
	}
	return masks
}
