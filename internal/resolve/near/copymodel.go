package near

import (
	"fmt"
	"math"
	"strconv"

	"parley"
)

// copyFile holds the weights of the features of two texts.
const copyFile = "resolve/near-weights.tsv"

// The features of two texts, in the order of copyFeatures.
const (
	copyBias      = iota
	copyContained // how much of the shorter text stands in the other
	copyOpening   // how much of the openings does
	copyBoth      // how much of both is shared
	copyCount
)

var copyFeatures = []string{
	copyBias:      "bias",
	copyContained: "contained",
	copyOpening:   "opening",
	copyBoth:      "both",
}

// copies is the model of near-copies.
type copies struct{ weights weights }

func (m copies) Grouping() parley.Grouping { return parley.Families }

func (m copies) Decode(n parley.Node) (*Copy, error) { return decodeCopy(n.Digest) }

// Unlinked is of texts that share the core of no sentence.
func (m copies) Unlinked() float64 { return -3 }

// mostCopy bounds a score.
const mostCopy = 8

func (m copies) Compare(a, b *Copy) (float64, []parley.Reason, bool) {
	s := overlap(a, b)
	v := s.values()
	score := m.weights.score(v[:])
	if score <= 0 {
		return max(-mostCopy, score), nil, true
	}
	return bounded(score, mostCopy, m.weights.reasons(copyFeatures, v[:], s.detail))
}

// shares counts the shingles of two texts at the coarser of their levels.
type shares struct {
	a, b, both         int
	openA, openB       int // of the openings
	openAInB, openBInA int // of those, what stands in the other text
}

func overlap(a, b *Copy) shares {
	level := max(a.level, b.level)
	a, b = a.at(level), b.at(level)
	s := shares{a: len(a.hashes), b: len(b.hashes), openA: a.opens, openB: b.opens}
	for i, j := 0, 0; i < len(a.hashes) && j < len(b.hashes); {
		x, y := a.hashes[i], b.hashes[j]
		switch {
		case x < y:
			i++
		case x > y:
			j++
		default:
			s.both++
			if a.opening[i] {
				s.openAInB++
			}
			if b.opening[j] {
				s.openBInA++
			}
			i, j = i+1, j+1
		}
	}
	return s
}

// doubt is added to what is divided by, so that a text of a few words is no copy
// for having one phrase in common.
const doubt = 4

// values are the features.
func (s shares) values() [copyCount]float64 {
	return [copyCount]float64{
		copyBias:      1,
		copyContained: float64(s.both) / float64(min(s.a, s.b)+doubt),
		copyOpening:   math.Max(ratio(s.openAInB, s.openA), ratio(s.openBInA, s.openB)),
		copyBoth:      float64(s.both) / float64(s.a+s.b-s.both+doubt),
	}
}

func ratio(part, whole int) float64 { return float64(part) / float64(whole+doubt/2) }

func (s shares) detail(feature int) string {
	switch feature {
	case copyContained:
		return fmt.Sprintf("%d of %d runs of words", s.both, min(s.a, s.b))
	case copyOpening:
		return fmt.Sprintf("%d of %d, %d of %d", s.openAInB, s.openA, s.openBInA, s.openB)
	case copyBoth:
		return fmt.Sprintf("%d of %d", s.both, s.a+s.b-s.both)
	}
	return ""
}

// Blocks of copies: how many sentences make them, the fewest shingles that a
// sentence must hold, since a short one is a stock phrase, and how many pairs of
// sentences stand without a day.
const (
	keyUnits = 9
	keyRuns  = 5
	keyPairs = 3
)

// copyKeys returns the blocks in which a text lies: for each of its first
// sentences the least hash of its shingles, with the days around publication. A
// sentence that was copied gives the same; one in which few words were changed
// mostly does. Two such sentences in a row bring together what nobody knows the
// day of and what came out at another time.
func copyKeys(runs []run, published days) []string {
	cores := sentenceCores(runs)
	within := []string{"?"}
	if published.known() {
		both := windows(published)
		within = both[:]
	}
	var keys []string
	for i, c := range cores {
		core := strconv.FormatUint(uint64(c), 36)
		for _, w := range within {
			keys = append(keys, core+"@"+w)
		}
		if i > 0 && i <= keyPairs {
			keys = append(keys, strconv.FormatUint(uint64(cores[i-1]), 36)+"+"+core)
		}
	}
	return keys
}

// sentenceCores returns the least hash of the shingles within each of the first
// sentences that are long enough; of all shingles together where none is.
func sentenceCores(runs []run) []uint32 {
	var cores []uint32
	all := uint32(math.MaxUint32)
	for i := 0; i < len(runs) && len(cores) < keyUnits; {
		j, within, least := i, 0, uint32(math.MaxUint32)
		for ; j < len(runs) && runs[j].unit == runs[i].unit; j++ {
			all = min(all, runs[j].hash)
			if runs[j].within {
				within, least = within+1, min(least, runs[j].hash)
			}
		}
		if within >= keyRuns {
			cores = append(cores, least)
		}
		i = j
	}
	if len(cores) == 0 && len(runs) > 0 {
		cores = append(cores, all)
	}
	return cores
}
