package sqlite

import (
	"bytes"
	"compress/flate"
	"encoding/binary"
	"encoding/json"
	"fmt"
	"hash/crc32"
	"io"
	"sync"

	"parley"
)

// A sealed blob is one byte that says how it is packed, the CRC-32C of what
// follows (little endian), and JSON, deflated or as it is; zstd.go seals bytes of
// any kind. Bytes that changed on the disk are found when they are read.
const (
	packedPlain   = 'j' // JSON as it is
	packedDeflate = 'd' // JSON, deflated

	sealHead = 5 // bytes before the JSON
	// worth is the least JSON that is deflated: of less, half the bytes are saved for
	// six times the work of writing them.
	worth = 1024
	// unpackedMax is the most that a blob is unpacked to, against a damaged one.
	unpackedMax = 1 << 30
)

// castagnoli is the polynomial that processors have an instruction for.
var castagnoli = crc32.MakeTable(crc32.Castagnoli)

// packers and unpackers are kept: a new one costs more than a blob does.
var (
	packers = sync.Pool{New: func() any {
		w, err := flate.NewWriter(io.Discard, flate.BestSpeed)
		if err != nil {
			panic(err) // the level is a constant
		}
		return w
	}}
	unpackers = sync.Pool{New: func() any { return flate.NewReader(bytes.NewReader(nil)) }}
)

// seal packs a value.
func seal(v any) ([]byte, error) {
	b, err := json.Marshal(v)
	if err != nil {
		return nil, err
	}
	return sealBytes(b)
}

// sealBytes packs JSON.
func sealBytes(b []byte) ([]byte, error) {
	var out bytes.Buffer
	out.Grow(sealHead + len(b))
	out.Write(make([]byte, sealHead))
	how := byte(packedPlain)
	if len(b) >= worth {
		how = packedDeflate
		w := packers.Get().(*flate.Writer)
		defer packers.Put(w)
		w.Reset(&out)
		if _, err := w.Write(b); err != nil {
			return nil, err
		}
		if err := w.Close(); err != nil {
			return nil, err
		}
	} else {
		out.Write(b)
	}
	sealed := out.Bytes()
	sealed[0] = how
	binary.LittleEndian.PutUint32(sealed[1:], crc32.Checksum(sealed[sealHead:], castagnoli))
	return sealed, nil
}

// unseal unpacks a blob into v; ErrDamaged if its bytes are not what was written.
func unseal(blob []byte, v any) error {
	b, err := unsealBytes(blob)
	if err != nil {
		return err
	}
	if err := json.Unmarshal(b, v); err != nil {
		return fmt.Errorf("%w: %w", parley.ErrDamaged, err)
	}
	return nil
}

// unsealBytes unpacks a blob to its JSON.
func unsealBytes(blob []byte) ([]byte, error) {
	if len(blob) < sealHead {
		return nil, fmt.Errorf("%w: %d bytes are no sealed blob", parley.ErrDamaged, len(blob))
	}
	packed := blob[sealHead:]
	if binary.LittleEndian.Uint32(blob[1:]) != crc32.Checksum(packed, castagnoli) {
		return nil, fmt.Errorf("%w: checksum of a record", parley.ErrDamaged)
	}
	switch blob[0] {
	case packedPlain:
		return packed, nil
	case packedDeflate:
		return inflate(packed)
	case packedZstd:
		return unzstd(packed)
	}
	return nil, fmt.Errorf("%w: a record is packed as %q, which is not known", parley.ErrDamaged, blob[0])
}

// inflate unpacks deflated bytes.
func inflate(packed []byte) ([]byte, error) {
	r := unpackers.Get().(io.ReadCloser)
	defer unpackers.Put(r)
	if err := r.(flate.Resetter).Reset(bytes.NewReader(packed), nil); err != nil {
		return nil, err
	}
	b, err := io.ReadAll(io.LimitReader(r, unpackedMax+1))
	if err != nil {
		return nil, fmt.Errorf("%w: %w", parley.ErrDamaged, err)
	}
	if len(b) > unpackedMax {
		return nil, fmt.Errorf("%w: a record of more than %d bytes", parley.ErrDamaged, unpackedMax)
	}
	return b, nil
}

// guard puts the checksum of a blob and of what belongs to it in front of the blob.
func guard(blob []byte, with ...[]byte) []byte {
	out := make([]byte, 4, 4+len(blob))
	binary.LittleEndian.PutUint32(out, sumOf(blob, with))
	return append(out, blob...)
}

// unguard is the reverse of guard; ErrDamaged if the checksum is another. The
// bytes are those of guarded.
func unguard(guarded []byte, with ...[]byte) ([]byte, error) {
	if len(guarded) < 4 || binary.LittleEndian.Uint32(guarded) != sumOf(guarded[4:], with) {
		return nil, fmt.Errorf("%w: checksum of a node or a link", parley.ErrDamaged)
	}
	return guarded[4:], nil
}

// sumOf is the checksum of a blob and of what belongs to it, in order.
func sumOf(blob []byte, with [][]byte) uint32 {
	sum := crc32.Update(0, castagnoli, blob)
	for _, b := range with {
		sum = crc32.Update(sum, castagnoli, b)
	}
	return sum
}
