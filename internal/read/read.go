// Package read turns what people have on disk into parley.Article: plain text,
// pages of the web, JSON, tables, web archives and feeds, in whatever encoding and
// state they come.
//
// # Reading
//
// Files walks paths and finds out what each file is; Text, HTML, JSONLines, WARC
// and Feed read one input of a kind. All yield one outcome per article, the article
// or an *Error that says where; a bad article never stops the rest. A text, page or
// feed is held in memory one at a time and up to Options.MaxText; JSON Lines, lists
// of JSON, tables and archives are streamed, with one record of up to
// Options.MaxLine (of an archive MaxText) in memory, so the file may have any size.
//
// With Options.KeepRaw an article has the bytes that it was read from, and Raw reads
// it again from them.
//
// # Cleaning
//
// Bytes become text (decode), text becomes lines without odd spaces and
// control characters (splitLines), lines become paragraphs (paragraphs), and
// paragraphs lose what is not article (cleaner). What is dropped stays on the
// article with its line and the reason. The rule throughout is to keep a line
// when in doubt: a caption that is kept costs an event coded twice, a sentence
// that is lost is lost. What marks a line as no article is data:
// boilerplate.tsv and names.tsv.
//
// Cleaning a cleaned text changes nothing, and no character other than white
// space is lost between Text and Dropped, but for the control and formatting
// characters that splitLines names.
//
// Functions of this package may be called by several goroutines at a time.
package read

import (
	"fmt"
	"io"
	"strconv"

	"parley"
)

// Default limits of Options.
const (
	// DefaultMaxText is far above any article: 64 MiB are about ten million
	// words. A larger text file is a corpus, to be given as JSON Lines.
	DefaultMaxText = 64 << 20
	// DefaultMaxLine bounds the memory that one JSON record can take.
	DefaultMaxLine = 64 << 20
)

// Options are the limits and sources of a read. The zero value is ready to use.
type Options struct {
	// MaxText is the size in bytes up to which a text file is read; 0 means
	// DefaultMaxText.
	MaxText int64
	// MaxLine is the length in bytes, without its line end, up to which a line
	// of JSON, a record of a list or a row of a table is read; 0 means
	// DefaultMaxLine.
	MaxLine int
	// Stdin is what the path "-" stands for; nil means os.Stdin.
	Stdin io.Reader
	// KeepRaw fills Article.Raw with what each article was read from.
	KeepRaw bool
	// Columns says which columns of a table, or which fields of JSON, hold what;
	// nil means well-known headings of tables, and the own names of JSON Lines.
	Columns Columns
	// As is what all inputs are, where their names and first bytes shall not tell.
	As Kind
}

func (o Options) maxText() int64 {
	if o.MaxText <= 0 {
		return DefaultMaxText
	}
	return o.MaxText
}

func (o Options) maxLine() int {
	if o.MaxLine <= 0 {
		return DefaultMaxLine
	}
	return o.MaxLine
}

// Error is the failure of one article. It unwraps to its cause: a sentinel of
// package parley or an error of the operating system.
type Error struct {
	Ref  string // the file as given, or "-", with "@" or "#" and the place of a record in it
	Line int    // of JSON Lines or a table, from 1; 0 for a file or record as a whole
	Err  error
}

// Error returns "ref: cause" or "ref:line: cause".
func (e *Error) Error() string {
	if e.Line > 0 {
		return e.Ref + ":" + strconv.Itoa(e.Line) + ": " + e.Err.Error()
	}
	return e.Ref + ": " + e.Err.Error()
}

// Unwrap returns the cause.
func (e *Error) Unwrap() error { return e.Err }

// tooLarge says how large what is and what the limit is; size 0 means that it
// is only known to be above.
func tooLarge(what string, size, limit int64) error {
	if size > limit {
		return fmt.Errorf("%w: %s of %d bytes, the limit is %d", parley.ErrTooLarge, what, size, limit)
	}
	return fmt.Errorf("%w: %s of more than %d bytes, the limit", parley.ErrTooLarge, what, limit)
}
