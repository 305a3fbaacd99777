package lang

import (
	"encoding/binary"
	"errors"
	"fmt"
	"math"

	"parley/internal/doc"
)

// Splitter groups tokens into sentences with a learned linear model. It is
// never changed after it is made and may be used by any number of goroutines.
type Splitter struct {
	// An open hash table from feature to weight; its length is a power of two
	// and a key of 0 is a free place.
	keys    []uint32
	weights []int8
	margin  int32 // what a gap without a stop needs more than others
}

// splitMagic begins the splitter's weights file, and tells its version.
const splitMagic = "parley-split-1\n"

// ErrSplitWeights is wrapped by errors about the splitter's weights file.
var ErrSplitWeights = errors.New("bad weights of the sentence splitter")

// SplitWeight is the weight of one feature, as Gaps.Features names it, in the
// units that the training chose; positive weights speak for a sentence's end.
type SplitWeight struct {
	Feature uint32
	Weight  int8
}

// SplitFile writes the weights file that LoadSplitter reads. Features must
// ascend and not be 0. A gap ends a sentence if the weights of its features
// sum up to more than 0, or than margin if Gaps.Stopped denies it a stop.
func SplitFile(weights []SplitWeight, margin uint8) []byte {
	b := append([]byte(splitMagic), margin)
	b = binary.AppendUvarint(b, uint64(len(weights)))
	last := uint32(0)
	for _, w := range weights {
		b = binary.AppendUvarint(b, uint64(w.Feature-last))
		b = append(b, byte(w.Weight))
		last = w.Feature
	}
	return b
}

// LoadSplitter makes a splitter from a file that SplitFile wrote. It keeps no
// reference to b. The error wraps ErrSplitWeights.
func LoadSplitter(b []byte) (*Splitter, error) {
	if len(b) <= len(splitMagic) || string(b[:len(splitMagic)]) != splitMagic {
		return nil, fmt.Errorf("%w: %d bytes without the mark of version 1", ErrSplitWeights, len(b))
	}
	margin := int32(b[len(splitMagic)])
	b = b[len(splitMagic)+1:]
	count, n := binary.Uvarint(b)
	if n <= 0 || count > uint64(len(b)) {
		return nil, fmt.Errorf("%w: no count", ErrSplitWeights)
	}
	b = b[n:]
	size := 16
	for size < 2*int(count) {
		size *= 2
	}
	s := Splitter{keys: make([]uint32, size), weights: make([]int8, size), margin: margin}
	last := uint64(0)
	for i := range count {
		delta, n := binary.Uvarint(b)
		if n <= 0 || len(b) <= n || delta == 0 || last+delta > math.MaxUint32 {
			return nil, fmt.Errorf("%w: broken at weight %d of %d", ErrSplitWeights, i, count)
		}
		last += delta
		at := s.find(uint32(last))
		s.keys[at], s.weights[at] = uint32(last), int8(b[n])
		b = b[n+1:]
	}
	if len(b) > 0 {
		return nil, fmt.Errorf("%w: %d bytes too many", ErrSplitWeights, len(b))
	}
	return &s, nil
}

// find returns the place of feature f in the table: its own, or a free one.
func (s *Splitter) find(f uint32) uint32 {
	mask := uint32(len(s.keys) - 1)
	at := f & mask
	for s.keys[at] != f && s.keys[at] != 0 {
		at = (at + 1) & mask
	}
	return at
}

// Split sets d.Sentences from d.Text and d.Tokens: they cover all tokens, and
// none crosses a blank line. Sentence.ID stays empty. Without tokens there are
// no sentences.
func (s *Splitter) Split(d *doc.Doc) {
	g := NewGaps(d)
	d.Sentences = make([]doc.Sentence, 0, len(d.Tokens)/16+1)
	paragraph, start := 0, 0
	var buf [maxGapFeatures]uint32
	for i := 1; i < len(d.Tokens); i++ {
		ends := false
		switch g.Verdict(i) {
		case NewParagraph:
			d.Sentences = append(d.Sentences, doc.Sentence{First: start, Last: i, Paragraph: paragraph})
			paragraph++
			start = i
			g.Begin(i)
			continue
		case SureEnd:
			ends = true
		case Open:
			sum := int32(0)
			for _, f := range g.Features(i, buf[:0]) {
				sum += int32(s.weights[s.find(f)])
			}
			ends = sum > s.margin || sum > 0 && g.Stopped(i)
		}
		if ends {
			d.Sentences = append(d.Sentences, doc.Sentence{First: start, Last: i, Paragraph: paragraph})
			start = i
			g.Begin(i)
		}
	}
	if start < len(d.Tokens) {
		d.Sentences = append(d.Sentences, doc.Sentence{First: start, Last: len(d.Tokens), Paragraph: paragraph})
	}
	if len(d.Tokens) == 0 {
		d.Sentences = nil
	}
}
