package sqlite

import (
	"context"
	"fmt"
	"strings"
)

// bulkRows is how many rows one statement writes: a statement costs about as much
// as several rows do.
const bulkRows = 64

// insertAll runs an INSERT of many rows. head is all before the values, tail all
// behind them; each row of list, which are one behind the other in flat, has width
// values.
func (s *session) insertAll(ctx context.Context, head, tail string, width int, flat []any) error {
	// Few shapes of statement, since each is kept prepared.
	for _, n := range []int{bulkRows, bulkRows / 8, 1} {
		if len(flat) < n*width {
			continue
		}
		text := head + valuesOf(n, width) + tail
		for ; len(flat) >= n*width; flat = flat[n*width:] {
			if _, err := s.exec(ctx, text, flat[:n*width]...); err != nil {
				return err
			}
		}
	}
	return nil
}

// valuesOf writes "VALUES ($1, $2), ($3, $4)".
func valuesOf(rows, width int) string {
	var b strings.Builder
	b.WriteString(" VALUES ")
	for r := range rows {
		if r > 0 {
			b.WriteString(", ")
		}
		for i := range width {
			b.WriteString(map[bool]string{true: "(", false: ", "}[i == 0])
			fmt.Fprintf(&b, "$%d", r*width+i+1)
		}
		b.WriteByte(')')
	}
	return b.String()
}
