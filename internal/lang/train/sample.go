package train

import (
	"sort"

	"parley/internal/doc"
	"parley/internal/lang/net"
)

// Annotated is a document to train on, and what of it is known.
type Annotated struct {
	*doc.Doc
	// Tags and Tree say that the document's tags and its trees are right.
	Tags, Tree bool
	// Names gives for each token the name classes it may have, as bits in
	// the order of net's classes: 0 where nothing is known.
	Names []uint16
}

// sample is one sentence as the network is trained on it.
type sample struct {
	features []net.Features // with all features
	masked   []net.Features // as in a sentence whose capitals tell nothing
	vector   []int32        // row of the vector, or -1
	count    []int32        // how often the word stands in the training text
	word     []int32        // row of the word
	upos     []int16        // nil where tags are not known
	xpos     []int16
	head     []int16 // within the sentence, -1 for the root; nil where unknown
	rel      []int16
	names    []uint16
}

// labelsOf collects the values that the documents use, each list sorted, the
// relation "root" first.
func labelsOf(docs []Annotated) net.Labels {
	upos, xpos, rels, pairs := map[string]int{}, map[string]int{}, map[string]int{}, map[[2]string]int{}
	for _, d := range docs {
		for _, t := range d.Tokens {
			if d.Tags {
				upos[t.UPOS]++
				xpos[t.XPOS]++
				pairs[[2]string{t.UPOS, t.XPOS}]++
			}
			if d.Tree && t.Head != doc.Root {
				rels[t.Deprel]++
			}
		}
	}
	delete(rels, "root")
	l := net.Labels{UPOS: sortedKeys(upos), XPOS: sortedKeys(xpos), Rels: append([]string{"root"}, sortedKeys(rels)...)}
	for u, x := range l.UPOS {
		for y, z := range l.XPOS {
			// A pair seen once in the whole training text is a slip.
			if pairs[[2]string{x, z}] > 1 {
				l.Pairs = append(l.Pairs, [2]uint8{uint8(u), uint8(y)})
			}
		}
	}
	return l
}

func sortedKeys(m map[string]int) []string {
	keys := make([]string, 0, len(m))
	for k := range m {
		keys = append(keys, k)
	}
	sort.Strings(keys)
	return keys
}

func index(values []string) map[string]int16 {
	m := make(map[string]int16, len(values))
	for i, v := range values {
		m[v] = int16(i)
	}
	return m
}

// maxTrained is the most tokens of a sentence to train on.
const maxTrained = 160

// samplesOf cuts the documents into samples. caseless says of which sentences
// the capitals tell nothing; their features of case are left out throughout.
func samplesOf(docs []Annotated, l net.Labels, caseless func(*doc.Doc, doc.Sentence) bool) []*sample {
	upos, xpos, rels := index(l.UPOS), index(l.XPOS), index(l.Rels)
	var all []*sample
	for _, d := range docs {
		for _, s := range d.Sentences {
			if s.Last-s.First > maxTrained {
				continue
			}
			x := &sample{
				features: net.Featurize(nil, d.Doc, s, caseless(d.Doc, s)),
				masked:   net.Featurize(nil, d.Doc, s, true),
			}
			if d.Names != nil {
				x.names = d.Names[s.First:s.Last]
			}
			for _, t := range d.Tokens[s.First:s.Last] {
				if d.Tags {
					x.upos, x.xpos = append(x.upos, upos[t.UPOS]), append(x.xpos, xpos[t.XPOS])
				}
				if d.Tree {
					head := int16(-1)
					if t.Head != doc.Root {
						head = int16(t.Head - s.First)
					}
					x.head, x.rel = append(x.head, head), append(x.rel, rels[t.Deprel])
				}
			}
			all = append(all, x)
		}
	}
	return all
}
