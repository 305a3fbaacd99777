package export

import (
	"bufio"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"hash"
	"io"
	"io/fs"
	"slices"
	"strings"

	"parley"
	"parley/internal/process"
	"parley/internal/resolve"
)

// Options are what is exported, and how.
type Options struct {
	Format Format
	// What is one of Format.What; empty for its first.
	What What
	// Filter narrows and orders, as in a listing; Limit and After are ignored.
	Filter parley.Filter
	// Limit is how many items to write at most; 0 is all, or the number that a
	// format that is not for all has by default (200 entries of a feed).
	Limit int
	// BOM puts a byte order mark before a table, which some spreadsheets want.
	BOM bool
	// Seq writes GeoJSON as a text sequence (RFC 8142), one feature a record.
	Seq bool
	// Raw adds to jsonl what the articles were read from.
	Raw bool
	// NoAnnotations leaves the W3C annotations out of jsonl: they can be made anew
	// from the evidence.
	NoAnnotations bool
	// Title is the name of a feed or calendar; empty for "Parley".
	Title string
}

// Source is what an export reads: a store, or, so that all of it is of one moment, a
// snapshot of one.
type Source interface{ parley.Reader }

// Summary tells what an export wrote.
type Summary struct {
	Format string
	What   What
	// Filter and Limit are those that held: with the order and the number that the
	// format has where none was asked for.
	Filter parley.Filter
	Limit  int
	// Items is how many incidents (or other items) fitted, Rows how many rows,
	// lines, features or entries were written of them.
	Items, Rows int
	// Left is what was left out, by reason, the commonest first.
	Left []Left
	// Columns are the head line, and Second the line below it; nil where there is none.
	Columns, Second []string
	// Size is the length in bytes and SHA256 the digest, in hex, of all that was written.
	Size   int64
	SHA256 string
}

// Write writes what o names from src to w. fsys is the data that accounts and the
// ledger are set out with. What was written before an error is no whole file.
func Write(ctx context.Context, fsys fs.FS, src Source, o Options, w io.Writer) (Summary, error) {
	if o.What == "" {
		o.What = o.Format.What[0]
	}
	if !o.Format.Holds(o.What) {
		return Summary{}, fmt.Errorf("%w: %s holds %s, not %s", parley.ErrQuery, o.Format.Name, withCommas(o.Format.What), o.What)
	}
	if o.Limit == 0 {
		o.Limit = o.Format.limit
	}
	resolver, err := resolve.New(fsys)
	if err != nil {
		return Summary{}, err
	}
	ledger, err := process.New(fsys)
	if err != nil {
		return Summary{}, err
	}
	sum := &summing{w: w, hash: sha256.New()}
	x := &run{
		Options: o, src: src, resolver: resolver, ledger: ledger, out: bufio.NewWriterSize(sum, outBuffer), left: map[string]int{},
		sum: Summary{Format: o.Format.Name, What: o.What},
	}
	x.Filter.Limit, x.Filter.After = 0, ""
	if x.Filter.Order == "" {
		x.Filter.Order = o.Format.order
	}
	if err := o.Format.write(ctx, x); err != nil {
		return Summary{}, err
	}
	if err := x.out.Flush(); err != nil {
		return Summary{}, err
	}
	x.sum.Filter, x.sum.Limit = x.Filter, x.Limit
	x.sum.Left = countedLeft(x.left)
	x.sum.Size, x.sum.SHA256 = sum.size, hex.EncodeToString(sum.hash.Sum(nil))
	return x.sum, nil
}

// outBuffer is how much is gathered before it is written.
const outBuffer = 1 << 16

// withCommas writes names with commas.
func withCommas[T ~string](list []T) string { return strings.Join(names(list), ", ") }

// run is one export under way.
type run struct {
	Options
	src      Source
	resolver *resolve.Resolver
	ledger   *process.Ledger
	out      *bufio.Writer
	sum      Summary
	left     map[string]int // by reason
}

// leave counts what is left out.
func (x *run) leave(list []Left) {
	for _, l := range list {
		x.left[l.Reason] += l.Count
	}
}

// countedLeft sorts reasons: the commonest first, then by name.
func countedLeft(counts map[string]int) []Left {
	out := []Left{}
	for reason, n := range counts {
		out = append(out, Left{reason, n})
	}
	slices.SortFunc(out, func(a, b Left) int {
		if a.Count != b.Count {
			return b.Count - a.Count
		}
		return strings.Compare(a.Reason, b.Reason)
	})
	return out
}

// summing counts and hashes what passes through.
type summing struct {
	w    io.Writer
	hash hash.Hash
	size int64
}

func (s *summing) Write(b []byte) (int, error) {
	n, err := s.w.Write(b)
	s.hash.Write(b[:n])
	s.size += int64(n)
	return n, err
}
