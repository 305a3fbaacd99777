package sqlite

import (
	"bytes"
	"context"
	"database/sql"
	"encoding/json"
	"fmt"

	"parley"
)

// pieceSize is about how many bytes of JSON are packed into one piece. Events of
// an article share most of their words, so that they pack far better, and much
// faster, together; but one of them is read by unpacking its whole piece.
const pieceSize = 16 << 10

// spot says where an event or a commitment lies: bytes of an unpacked piece.
type spot struct {
	piece       int64
	start, size int
}

// of returns the bytes of a spot. ErrDamaged if they are not all there.
func (at spot) of(unpacked []byte) ([]byte, error) {
	if at.start < 0 || at.size < 0 || at.start > len(unpacked) || at.size > len(unpacked)-at.start {
		return nil, fmt.Errorf("%w: bytes %d+%d of a piece of %d", parley.ErrDamaged, at.start, at.size, len(unpacked))
	}
	return unpacked[at.start : at.start+at.size], nil
}

// putPieces packs the events and commitments of a record and returns where each
// lies, events first.
func (t *tx) putPieces(ctx context.Context, r *parley.Record) ([]spot, error) {
	count := len(r.Events) + len(r.Commitments)
	if count == 0 {
		return nil, nil
	}
	if t.piece == 0 {
		if err := t.s.row(ctx, []any{&t.piece}, "SELECT coalesce(max(n), 0) + 1 FROM piece"); err != nil {
			return nil, err
		}
	}
	spots := make([]spot, count)
	var open bytes.Buffer
	code := json.NewEncoder(&open)
	code.SetEscapeHTML(false)
	for i := range spots {
		var v any
		if i < len(r.Events) {
			v = &r.Events[i]
		} else {
			v = &r.Commitments[i-len(r.Events)]
		}
		start := open.Len()
		if err := code.Encode(v); err != nil {
			return nil, err
		}
		spots[i] = spot{t.piece, start, open.Len() - start}
		if open.Len() >= pieceSize || i == count-1 {
			if err := t.putPiece(ctx, open.Bytes()); err != nil {
				return nil, err
			}
			open.Reset()
		}
	}
	return spots, nil
}

// putPiece writes a piece.
func (t *tx) putPiece(ctx context.Context, unpacked []byte) error {
	body, err := sealBytes(unpacked)
	if err != nil {
		return err
	}
	if _, err := t.s.exec(ctx, "INSERT INTO piece (n, body) VALUES ($1, $2)", t.piece, body); err != nil {
		return err
	}
	t.piece++
	return nil
}

// pieces unpacks pieces as they are asked for, the last one kept: what is asked
// for together mostly lies together.
type pieces struct {
	s        *session
	n        int64
	unpacked []byte
}

// read decodes what lies at a spot into v.
func (p *pieces) read(ctx context.Context, at spot, v any) error {
	if p.unpacked == nil || p.n != at.piece {
		if err := p.load(ctx, at.piece); err != nil {
			return err
		}
	}
	b, err := at.of(p.unpacked)
	if err != nil {
		return err
	}
	if err := json.Unmarshal(b, v); err != nil {
		return fmt.Errorf("%w: %w", parley.ErrDamaged, err)
	}
	return nil
}

// load unpacks piece n.
func (p *pieces) load(ctx context.Context, n int64) error {
	p.unpacked = nil
	found := false
	err := p.s.each(ctx, "SELECT body FROM piece WHERE n = $1", []any{n}, func(scan func(...any) error) error {
		var body sql.RawBytes
		if err := scan(&body); err != nil {
			return err
		}
		found = true
		unpacked, err := unsealBytes(body)
		// Bytes of a row are the driver's; a piece that is not deflated must be copied.
		p.n, p.unpacked = n, bytes.Clone(unpacked)
		return err
	})
	if err == nil && !found {
		err = fmt.Errorf("%w: piece %d is missing", parley.ErrDamaged, n)
	}
	return err
}
