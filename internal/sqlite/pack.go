package sqlite

import (
	"encoding/binary"
	"fmt"
	"math"

	"parley"
)

// packKeys writes keys one after the other, each behind its length.
func packKeys(keys []string) []byte {
	size := 0
	for _, key := range keys {
		size += len(key) + binary.MaxVarintLen32
	}
	packed := make([]byte, 0, size)
	for _, key := range keys {
		packed = appendString(packed, key)
	}
	return packed
}

// unpackKeys is the reverse of packKeys. The keys share their bytes.
func unpackKeys(packed []byte) ([]string, error) {
	if len(packed) == 0 {
		return nil, nil
	}
	var bounds [16]int // ends of the first keys; most nodes have no more
	ends := bounds[:0]
	for rest := packed; len(rest) > 0; {
		_, after, err := cutString(rest)
		if err != nil {
			return nil, err
		}
		rest = after
		ends = append(ends, len(packed)-len(rest))
	}
	all, at := string(packed), 0
	keys := make([]string, len(ends))
	for i, end := range ends {
		_, size := binary.Uvarint(packed[at:])
		keys[i] = all[at+size : end]
		at = end
	}
	return keys, nil
}

// appendString writes a string behind its length.
func appendString(b []byte, s string) []byte {
	return append(binary.AppendUvarint(b, uint64(len(s))), s...)
}

// cutString reads what appendString wrote off the front of b.
func cutString(b []byte) (s, rest []byte, err error) {
	n, size := binary.Uvarint(b)
	if size <= 0 || n > uint64(len(b)-size) {
		return nil, nil, fmt.Errorf("%w: a packed list is cut short", parley.ErrDamaged)
	}
	b = b[size:]
	return b[:n], b[n:], nil
}

// notNil makes an empty blob of nil, which would be NULL.
func notNil(b []byte) []byte {
	if b == nil {
		return []byte{}
	}
	return b
}

// packReasons appends reasons to b: each the number of its feature, its detail
// behind its length, and its weight. features must have all of them.
func packReasons(b []byte, reasons []parley.Reason, features map[string]int64) []byte {
	for _, r := range reasons {
		b = binary.AppendUvarint(b, uint64(features[r.Feature]))
		b = appendWeight(appendString(b, r.Detail), r.Weight)
	}
	return notNil(b)
}

// unpackReasons is the reverse of packReasons.
func unpackReasons(b []byte, features map[int64]string) ([]parley.Reason, error) {
	var reasons []parley.Reason
	for len(b) > 0 {
		n, size := binary.Uvarint(b)
		feature, ok := features[int64(n)]
		if size <= 0 || !ok {
			return nil, fmt.Errorf("%w: a reason of a link names no feature", parley.ErrDamaged)
		}
		detail, rest, err := cutString(b[size:])
		if err != nil {
			return nil, err
		}
		weight, rest, err := cutWeight(rest)
		if err != nil {
			return nil, err
		}
		reasons = append(reasons, parley.Reason{Feature: feature, Detail: string(detail), Weight: weight})
		b = rest
	}
	return reasons, nil
}

// Weights are mostly given in thousandths: then they are written as a whole
// number of them, twice and one more for the sign. Of all others, exact stands in
// front of the 8 bytes.
const (
	exact      = 0
	thousandth = 1000
)

// appendWeight writes a weight so that it comes back as it was, bit by bit.
func appendWeight(b []byte, w float64) []byte {
	n := math.Round(w * thousandth)
	if math.Abs(n) < 1<<30 && math.Float64bits(n/thousandth) == math.Float64bits(w) {
		if math.Signbit(n) {
			return binary.AppendUvarint(b, (uint64(-n)<<1|1)+1)
		}
		return binary.AppendUvarint(b, (uint64(n)<<1)+1)
	}
	return binary.LittleEndian.AppendUint64(append(b, exact), math.Float64bits(w))
}

// cutWeight reads what appendWeight wrote off the front of b.
func cutWeight(b []byte) (w float64, rest []byte, err error) {
	n, size := binary.Uvarint(b)
	switch {
	case size > 0 && n != exact:
		n--
		if w = float64(n>>1) / thousandth; n&1 == 1 {
			w = -w
		}
		return w, b[size:], nil
	case size > 0 && len(b) >= size+8:
		return math.Float64frombits(binary.LittleEndian.Uint64(b[size:])), b[size+8:], nil
	}
	return 0, nil, fmt.Errorf("%w: the reasons of a link are cut short", parley.ErrDamaged)
}
