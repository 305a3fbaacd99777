// Package warc reads the records of a web archive: WARC 0.17 to 1.1, plain, with
// each record packed by itself as gzip or zstd, or packed as a whole.
//
// # Damage
//
// A record that is damaged never hides another. What follows a record whose length
// is wrong, bytes between records that belong to none, and a packed record that
// cannot be unpacked are each a *Fault, and reading goes on at the next place that
// begins a record.
//
// # Bounds
//
// A file is streamed: of a record at most Options.MaxBody is held in memory, and of
// the records behind it a table of bounded size, for records that repeat them.
package warc

import (
	"errors"
	"fmt"
	"io"
	"strconv"
	"time"
)

// Bounds.
const (
	defaultMaxBody = 64 << 20
	maxHeader      = 256 << 10 // of a record, and of an answer in it
	window         = 1 << 20   // how far a record's length is checked ahead
	// maxBack bounds what is read twice in all, where damage makes it necessary.
	maxBack = 1 << 30
)

// Options are the bounds of a read; the zero value is ready to use.
type Options struct {
	// MaxBody is the size in bytes of a payload, packed and unpacked, up to which it
	// is read; 0 means 64 MiB.
	MaxBody int64
	// At is the same file, to read parts of it again: a record that repeats an
	// earlier one is found there, and what damage made unsafe is looked at from its
	// start. nil for what can be read once only.
	At io.ReaderAt
}

func (o Options) maxBody() int64 {
	if o.MaxBody <= 0 {
		return defaultMaxBody
	}
	return o.MaxBody
}

// Position is where a record begins.
type Position struct {
	// Offset is a byte of the file: of the record, or of the packed member in which
	// it begins.
	Offset int64
	// Inner is the byte in what the member unpacks to; 0 where each record is packed
	// by itself, and in a file that is not packed.
	Inner int64
}

// String returns the offset, with "+" and the inner one if that is not 0.
func (p Position) String() string {
	s := strconv.FormatInt(p.Offset, 10)
	if p.Inner != 0 {
		s += "+" + strconv.FormatInt(p.Inner, 10)
	}
	return s
}

// Record is the header of a record. Fields that it does not state are empty.
type Record struct {
	At Position
	// Version is "1.0", Type one of "response", "resource", "revisit" and so on.
	Version, Type, ID string
	// URL is the target, Date when it was captured, UTC.
	URL  string
	Date time.Time
	// ContentType is that of the block, Length its size in bytes as stated; -1 for
	// none that makes sense.
	ContentType string
	Length      int64
	// Block is the bytes behind the header, until the next record is asked for.
	Block io.Reader

	fields fields
	cut    bool // the block's end was found by the next record, not by the length
}

// Get returns the value of a field of the header by its name in any case; empty if
// there is none.
func (r *Record) Get(name string) string { return r.fields.get(name) }

// Fault is what is wrong with a place of an archive. Reading can go on.
type Fault struct {
	At  Position
	URL string // of the record; empty where it is not known
	Err error
}

// Error returns "at 123: cause", with the URL if it is known.
func (f *Fault) Error() string {
	if f.URL != "" {
		return fmt.Sprintf("at %s (%s): %v", f.At, f.URL, f.Err)
	}
	return fmt.Sprintf("at %s: %v", f.At, f.Err)
}

// Unwrap returns the cause.
func (f *Fault) Unwrap() error { return f.Err }

// Skip is a sound record that gives no page.
type Skip struct {
	At  Position
	URL string
	Why string // in words that are the same for all of its sort: "image/png", "answer 404"
}

// Error returns "at 123 (URL): no page: why".
func (s *Skip) Error() string { return fmt.Sprintf("at %s (%s): no page: %s", s.At, s.URL, s.Why) }

// ErrTooLarge says that a payload is larger than Options.MaxBody, packed or unpacked.
var ErrTooLarge = errors.New("larger than the limit")

func faultf(at Position, url, format string, args ...any) *Fault {
	return &Fault{At: at, URL: url, Err: fmt.Errorf(format, args...)}
}

// layouts are the forms of WARC-Date: those of WARC 1.1, and the one of CDX files
// that some writers use.
var layouts = []string{time.RFC3339Nano, "2006-01-02T15:04Z07:00", "2006-01-02", "2006-01", "2006", "20060102150405"}

// readDate returns a date of capture, UTC; zero if s is none.
func readDate(s string) time.Time {
	for _, l := range layouts {
		if t, err := time.Parse(l, s); err == nil {
			return t.UTC()
		}
	}
	return time.Time{}
}
