package parley

import (
	"errors"
	"fmt"
)

// Reasons why an input gives no article. Errors of the readers wrap one of
// them, or an error of the operating system; ask with errors.Is.
var (
	// ErrEmpty: there is no text: the input has no bytes, only white space, or
	// only lines that are not article.
	ErrEmpty = errors.New("no text")
	// ErrNoText: a record of a JSON Lines input has no "text" field, or null
	// in it. A field that is there but empty is ErrEmpty.
	ErrNoText = errors.New(`no "text" field`)
	// ErrBinary: the bytes are not text in any encoding that is read.
	ErrBinary = errors.New("not text")
	// ErrFormat: the input is of a kind that is not read, such as PDF or HTML,
	// or a file in a folder whose name has no extension of a text.
	ErrFormat = errors.New("format is not read")
	// ErrTooLarge: a text file or a line of JSON is longer than the limit; the
	// message gives both. It was not read to its end into memory.
	ErrTooLarge = errors.New("too large")
	// ErrLanguage: the text is not in English, the only language that is coded.
	ErrLanguage = errors.New("language is not coded")
	// ErrSyntax: a line of a JSON Lines input is not one JSON object of the
	// expected fields, or not UTF-8.
	ErrSyntax = errors.New("bad JSON line")
	// ErrRecord: a record of an archive or a row of a table is not as its format
	// has it, or its bytes are damaged; those behind it are read.
	ErrRecord = errors.New("bad record")
	// ErrColumns: no column of a table holds the text of articles, or a column
	// that was named is not there.
	ErrColumns = errors.New("columns")
)

// Faults of stores and of questions to them.
var (
	// ErrNotFound: the store has nothing of that ID.
	ErrNotFound = errors.New("not found")
	// ErrQuery: a filter, a cursor or a full-text query makes no sense.
	ErrQuery = errors.New("bad query")
	// ErrStore: a store cannot be opened or used; the cause is wrapped too.
	ErrStore = errors.New("store")
	// ErrReadOnly: the store, its folder or its disk cannot be written.
	ErrReadOnly = errors.New("store is read-only")
	// ErrFull: there is no room left for the store.
	ErrFull = errors.New("disk is full")
	// ErrNewer: a newer Parley wrote the store.
	ErrNewer = errors.New("store is of a newer version")
	// ErrDamaged: the file is no store, or its bytes are not what was written.
	ErrDamaged = errors.New("store is damaged")
	// ErrBusy: another program holds the store for writing.
	ErrBusy = errors.New("store is busy")
)

// LanguageError says in which language an article is that is not coded. It
// unwraps to ErrLanguage.
type LanguageError struct {
	// Tag is the language ("fr", "pt-BR"); Stated is true where the input says so,
	// false where it was told by the words.
	Tag    string
	Stated bool
}

func (e *LanguageError) Error() string {
	if e.Stated {
		return fmt.Sprintf("%v: the input states %q; Parley codes English", ErrLanguage, e.Tag)
	}
	return fmt.Sprintf("%v: the text looks like %q; Parley codes English", ErrLanguage, e.Tag)
}

// Unwrap returns ErrLanguage.
func (e *LanguageError) Unwrap() error { return ErrLanguage }
