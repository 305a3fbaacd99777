package sqlite

import (
	"encoding/binary"
	"fmt"
	"hash/crc32"
	"sync"

	"github.com/klauspost/compress/zstd"

	"parley"
)

// packedZstd says that a sealed blob is packed with Zstandard. At this level pages of
// the web come out as small as deflate makes them at its middle one, in half the
// time, and are unpacked five times as fast: a store is coded again from them.
const packedZstd = 'z'

// zstdPacker and zstdUnpacker serve all goroutines. Both are made when first used.
var (
	zstdPacker = sync.OnceValue(func() *zstd.Encoder {
		w, err := zstd.NewWriter(nil, zstd.WithEncoderLevel(zstd.SpeedBetterCompression), zstd.WithEncoderConcurrency(1), zstd.WithEncoderCRC(false))
		if err != nil {
			panic(err) // the options are constants
		}
		return w
	})
	zstdUnpacker = sync.OnceValue(func() *zstd.Decoder {
		r, err := zstd.NewReader(nil, zstd.WithDecoderConcurrency(readers), zstd.WithDecoderMaxMemory(unpackedMax))
		if err != nil {
			panic(err) // the options are constants
		}
		return r
	})
)

// sealRaw seals any bytes: packed if that makes them smaller.
func sealRaw(b []byte) []byte {
	sealed := make([]byte, sealHead, sealHead+len(b)/3+64)
	sealed[0] = packedZstd
	sealed = zstdPacker().EncodeAll(b, sealed)
	if len(sealed) >= sealHead+len(b) {
		sealed = append(sealed[:sealHead], b...)
		sealed[0] = packedPlain
	}
	binary.LittleEndian.PutUint32(sealed[1:], crc32.Checksum(sealed[sealHead:], castagnoli))
	return sealed
}

// unzstd unpacks what sealRaw packed.
func unzstd(packed []byte) ([]byte, error) {
	b, err := zstdUnpacker().DecodeAll(packed, nil)
	if err != nil {
		return nil, fmt.Errorf("%w: %w", parley.ErrDamaged, err)
	}
	return b, nil
}
