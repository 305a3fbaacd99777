// Package net is the network of the language engine: one pass gives every
// token its tags, its head and relation in the dependency tree, and its part
// in a name.
//
// A token enters as the sum of learned rows for its word, its affixes and its
// shape. A bidirectional LSTM reads the sentence; from its states come the
// tags. A second one reads those states beside the tags' probabilities; from
// its states come names, arcs (biaffine scores, decoded with Eisner's
// algorithm into one projective tree) and relations. The design follows
// Dozat and Manning (2017) and Hashimoto et al. (2017), at a size that plain
// Go can run.
//
// The arithmetic is that of package nn: the same weights and words give the
// same bits on every machine.
package net

import (
	"parley/internal/doc"
	"parley/internal/lang/nn"
)

// Config holds the sizes of a network. All are counts of float32 values.
type Config struct {
	Embed   int // the input of a token
	Hidden1 int // each direction of the first LSTM
	Hidden2 int // each direction of the second LSTM
	Tags    int // the tags' probabilities as the second LSTM reads them
	Names   int // a token as the name finder sees it
	Arc     int // a token as a head and as a dependent
	Label   int // a pair of tokens as their relation is judged
}

// Labels are the values that the network chooses among, in the order of its
// outputs.
type Labels struct {
	UPOS, XPOS []string
	// Pairs are the pairs of a UPOS and an XPOS that go together.
	Pairs [][2]uint8
	// Rels are the relations; Rels[0] is "root".
	Rels []string
}

// NameKinds are the kinds of names in the order of the name classes: class 0
// is no name, class 1+2k begins a name of NameKinds[k], class 2+2k goes on.
var NameKinds = [...]doc.NameKind{doc.Person, doc.Organisation, doc.Place, doc.Nationality, Other}

// Other is the kind of names that are found and not told: those of events,
// works, languages. A finder that knows them takes fewer for places.
const Other doc.NameKind = "other"

// NameClasses is the number of name classes.
const NameClasses = 1 + 2*len(NameKinds)

// MayFollow tells whether name class c may stand after class p: a name goes
// on only where it has begun. A sentence begins as if after no name.
func MayFollow(p, c int) bool { return c == 0 || c%2 == 1 || p == c || p == c-1 }

// Net is a network ready to run. It is never changed after Load and may be
// used by any number of goroutines.
type Net struct {
	Config
	Labels
	words   table // rows by hash of the folded word
	feats   table // rows by hash of an affix or a shape
	lstm    [2]bilstm
	tags    dense // UPOS then XPOS
	tagIn   dense // probabilities to Config.Tags values, no bias
	namesIn dense
	names   dense
	arcs    dense     // to dependent, head, dependent's and head's label parts
	arcMul  dense     // biaffine: dependent to what its head should look like
	root    []float32 // the root as a head: Arc values
	labels  dense
	follow  [NameClasses * NameClasses]float32
}

// dense is a matrix and a bias.
type dense struct {
	nn.Matrix
	bias []float32 // Stride() values
}

// apply sets row i of out to the bias plus row i of in times the matrix.
func (w *dense) apply(out, in []float32, lda, n int) {
	ldc := w.Stride()
	for i := range n {
		copy(out[i*ldc:(i+1)*ldc], w.bias)
	}
	w.Mul(out, ldc, in, lda, n)
}

// bilstm holds both directions of one LSTM layer. The gates stand in the
// order input, forget, output, new value; each gate is (1+tanh)/2.
type bilstm struct {
	hidden int
	in     [2]dense // input to 4*hidden gates
	rec    [2]nn.Matrix
}

// relu sets what is below 0 to 0.
func relu(x []float32) {
	for i, v := range x {
		x[i] = max(v, 0)
	}
}
