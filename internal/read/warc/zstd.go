package warc

import (
	"bufio"
	"bytes"
	"encoding/binary"
	"errors"
	"fmt"
	"io"

	"github.com/klauspost/compress/zstd"
)

// maxDict bounds the dictionary of a file.
const maxDict = 16 << 20

// dictFrame is the magic number of the frame that holds the dictionary of the
// file, as the first one: the rule of the .warc.zst format.
const dictFrame = 0x184D2A5D

// isSkippable reports whether head begins a frame that holds no data.
func isSkippable(head []byte) bool {
	return len(head) >= 4 && binary.LittleEndian.Uint32(head)&^0xf == 0x184D2A50
}

// openFrame begins the frame at src; it passes over frames that hold no data, but
// for a dictionary.
func (u *unpacked) openFrame(head []byte) error {
	switch {
	case isSkippable(head):
		var h [8]byte
		if _, err := io.ReadFull(u.src, h[:]); err != nil {
			return notEOF(err)
		}
		size := int64(binary.LittleEndian.Uint32(h[4:]))
		if binary.LittleEndian.Uint32(h[:]) == dictFrame && u.dict == nil {
			return u.readDict(size)
		}
		if n, err := io.CopyN(io.Discard, u.src, size); n < size {
			return notEOF(err)
		}
		return nil
	case !bytes.HasPrefix(head, zstdMagic):
		return errors.New("bytes that are not zstd between two packed records")
	}
	d, err := u.decoder()
	if err != nil {
		return err
	}
	f, err := newFrame(u.src)
	if err != nil {
		return notEOF(err)
	}
	if err := d.Reset(f); err != nil {
		return err
	}
	u.cur = d
	return nil
}

// readDict reads the dictionary, which may itself be packed.
func (u *unpacked) readDict(size int64) error {
	if size > maxDict {
		return fmt.Errorf("a dictionary of %d bytes, the limit is %d", size, maxDict)
	}
	dict := make([]byte, size)
	if _, err := io.ReadFull(u.src, dict); err != nil {
		return notEOF(err)
	}
	if bytes.HasPrefix(dict, zstdMagic) {
		d, err := zstd.NewReader(bytes.NewReader(dict), zstd.WithDecoderConcurrency(1), zstd.WithDecoderLowmem(true))
		if err != nil {
			return err
		}
		defer d.Close()
		if dict, err = io.ReadAll(io.LimitReader(d, maxDict)); err != nil {
			return fmt.Errorf("the dictionary: %w", err)
		}
	}
	u.dict = dict
	return nil
}

// decoder returns the decoder of the file, made when the dictionary is known.
func (u *unpacked) decoder() (*zstd.Decoder, error) {
	if u.zst != nil {
		return u.zst, nil
	}
	opts := []zstd.DOption{zstd.WithDecoderConcurrency(1), zstd.WithDecoderLowmem(true), zstd.WithDecoderMaxWindow(128 << 20)}
	if u.dict != nil {
		opts = append(opts, zstd.WithDecoderDicts(u.dict))
	}
	d, err := zstd.NewReader(nil, opts...)
	if err != nil {
		return nil, fmt.Errorf("the dictionary: %w", err)
	}
	u.zst = d
	return d, nil
}

// frame gives the bytes of one frame of zstd and no byte behind it, so that the
// place of the next one is known. It reads the sizes of its blocks (RFC 8878, 3.1).
type frame struct {
	src  *bufio.Reader
	head []byte // to be given before left
	left int    // bytes of src
	last bool   // left ends the frame
	sum  bool   // a checksum follows the last block
}

// newFrame reads the header of the frame at src.
func newFrame(src *bufio.Reader) (*frame, error) {
	h, err := src.Peek(5)
	if len(h) < 5 {
		return nil, err
	}
	flags := h[4]
	single := flags&0x20 != 0
	size := 5 + [4]int{0, 1, 2, 4}[flags&3] + [4]int{0, 2, 4, 8}[flags>>6]
	if !single || flags>>6 == 0 {
		size++ // the window, or a content size of one byte
	}
	return &frame{src: src, left: size, sum: flags&4 != 0}, nil
}

// Read implements io.Reader.
func (f *frame) Read(p []byte) (int, error) {
	for len(f.head) == 0 && f.left == 0 {
		if f.last {
			return 0, io.EOF
		}
		if err := f.block(); err != nil {
			return 0, notEOF(err)
		}
	}
	if len(f.head) > 0 {
		n := copy(p, f.head)
		f.head = f.head[n:]
		return n, nil
	}
	n, err := f.src.Read(p[:min(len(p), f.left)])
	f.left -= n
	if err != nil && f.left > 0 {
		return n, notEOF(err)
	}
	return n, nil
}

// block reads the header of the next block.
func (f *frame) block() error {
	h := make([]byte, 3)
	if _, err := io.ReadFull(f.src, h); err != nil {
		return err
	}
	bits := int(h[0]) | int(h[1])<<8 | int(h[2])<<16
	f.head, f.last, f.left = h, bits&1 != 0, bits>>3
	if bits>>1&3 == 1 {
		f.left = 1 // one byte, repeated
	}
	if f.last && f.sum {
		f.left += 4
	}
	return nil
}
