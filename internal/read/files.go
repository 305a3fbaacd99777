package read

import (
	"bufio"
	"bytes"
	"fmt"
	"io"
	"io/fs"
	"iter"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"parley"
)

// Files reads the files and folders at paths, in their order, and yields an
// article or an *Error for each article in them.
//
// "-" is the standard input. A folder is walked in the order of names, without
// what starts with a dot; links to files are followed, links to folders not.
// data/read/extensions.tsv says which files a folder is read for; files without
// an extension are read too, each also packed (.gz, .zst). Pictures, styles and
// other parts of pages, and the folder of such parts that a browser saves beside a
// page, are passed over: one parley.ErrFormat at the end counts them. Every other
// file yields parley.ErrFormat. A file that is named itself is read whatever its
// name: where that does not tell what it is, its first bytes do, and what they do
// not tell is text.
func Files(paths []string, opts Options) iter.Seq2[*parley.Article, error] {
	return func(yield func(*parley.Article, error) bool) {
		for _, p := range paths {
			if !readPath(p, opts, yield) {
				return
			}
		}
	}
}

// yieldFunc takes an article or an error and returns false to end the read.
type yieldFunc = func(*parley.Article, error) bool

// readPath reads one path that the caller named.
func readPath(path string, opts Options, yield yieldFunc) bool {
	if path == "-" {
		in := opts.Stdin
		if in == nil {
			in = os.Stdin
		}
		return readStream(path, in, opts, yield)
	}
	info, err := os.Stat(path)
	switch {
	case err != nil:
		return yield(nil, &Error{Ref: path, Err: cause(err)})
	case info.IsDir():
		return readFolder(path, opts, yield)
	}
	return readFile(path, opts, yield)
}

// cause takes the path off an error of the system: the Error that wraps it
// says it already.
func cause(err error) error {
	if pe, ok := err.(*fs.PathError); ok { //nolint:errorlint // only the outermost, or its text is lost
		return pe.Err
	}
	return err
}

// readFolder walks a folder.
func readFolder(root string, opts Options, yield yieldFunc) bool {
	on := true
	over := passedOver{}
	// The function never returns an error but to stop, so WalkDir has none.
	_ = filepath.WalkDir(root, func(path string, d fs.DirEntry, err error) error {
		switch {
		case err != nil:
			on = yield(nil, &Error{Ref: path, Err: cause(err)})
			if d != nil && d.IsDir() && on {
				return fs.SkipDir
			}
		case path != root && strings.HasPrefix(d.Name(), "."):
			if d.IsDir() {
				return fs.SkipDir
			}
		case d.IsDir():
			if path != root && PassesOver(path, true) {
				over["folder of a saved page"]++
				return fs.SkipDir
			}
		default:
			on = readEntry(path, opts, over, yield)
		}
		if !on {
			return fs.SkipAll
		}
		return nil
	})
	if !on || len(over) == 0 {
		return on
	}
	return yield(nil, &Error{Ref: root, Err: over.err()})
}

// passedOver counts what holds no article, by sort. Some folders hold thousands
// of pictures: they are told of at once.
type passedOver map[string]int

// err returns a parley.ErrFormat that lists the sorts, the most frequent first.
func (p passedOver) err() error {
	sorts := slices.SortedFunc(maps.Keys(p), func(a, b string) int {
		if p[a] != p[b] {
			return p[b] - p[a]
		}
		return strings.Compare(a, b)
	})
	var b strings.Builder
	for i, s := range sorts {
		switch {
		case i < maxSorts:
			fmt.Fprintf(&b, ", %d %s", p[s], s)
		case i == maxSorts:
			b.WriteString(", …")
		}
	}
	return fmt.Errorf("%w: passed over, as they hold no article: %s", parley.ErrFormat, b.String()[2:])
}

// maxSorts is how many sorts are named of what was passed over.
const maxSorts = 8

// PassesOver reports whether a file or folder that is found in a folder is passed
// over as it holds no article: a picture or another part of a page by its extension,
// or a folder of such parts that a browser saved beside a page ("News_files" beside
// News.html). Frames and advertisements in it are pages too, but no articles.
func PassesOver(path string, dir bool) bool {
	if !dir {
		kind, _ := kindByName(path)
		return kind == kindPart
	}
	name, ok := strings.CutSuffix(path, "_files")
	if !ok {
		return false
	}
	for _, ext := range []string{".html", ".htm", ".xhtml"} {
		if info, err := os.Stat(name + ext); err == nil && info.Mode().IsRegular() {
			return true
		}
	}
	return false
}

// readEntry reads one entry of a folder that is no folder.
func readEntry(path string, opts Options, over passedOver, yield yieldFunc) bool {
	info, err := os.Stat(path) // follows a link
	switch {
	case err != nil:
		return yield(nil, &Error{Ref: path, Err: cause(err)})
	case info.IsDir():
		return true // a link to a folder: following it could walk in circles
	case !info.Mode().IsRegular():
		return yield(nil, &Error{Ref: path, Err: fmt.Errorf("%w: no regular file", parley.ErrFormat)})
	}
	_, known := kindByName(path)
	switch ext := strings.ToLower(filepath.Ext(path)); {
	case known:
		return readFile(path, opts, yield)
	case PassesOver(path, false):
		over[ext]++
		return true
	default:
		return yield(nil, &Error{Ref: path, Err: fmt.Errorf("%w: a %s file in a folder", parley.ErrFormat, ext)})
	}
}

// readFile reads one file.
func readFile(path string, opts Options, yield yieldFunc) bool {
	f, err := os.Open(path)
	if err != nil {
		return yield(nil, &Error{Ref: path, Err: cause(err)})
	}
	defer func() { _ = f.Close() }() // nothing was written
	return readStream(path, f, opts, yield)
}

// readStream reads r as what it is.
func readStream(ref string, r io.Reader, opts Options, yield yieldFunc) bool {
	in := bufio.NewReaderSize(r, sniffSize)
	kind, packed := opts.kindOfStream(ref, in)
	if kind == KindWARC { // its records are packed one by one
		return each(WARC(ref, in, fileAt(ref, r), opts), yield)
	}
	if packed != notPacked {
		u, err := unpack(in, packed)
		if err != nil {
			return yield(nil, &Error{Ref: ref, Err: err})
		}
		defer func() { _ = u.Close() }() // nothing was written
		r, in = u, bufio.NewReaderSize(u, sniffSize)
	}
	switch kind {
	case KindLines:
		return each(JSONLines(ref, in, opts), yield)
	case KindJSON:
		return each(jsonDocument(ref, in, opts), yield)
	case KindCSV, KindTSV:
		return each(table(ref, in, kind, opts), yield)
	}
	raw, err := readAll(in, r, opts.maxText())
	if err != nil {
		return yield(nil, &Error{Ref: ref, Err: cause(err)})
	}
	switch kind {
	case KindHTML:
		return yield(HTML(ref, raw, "", "", parley.Stated{}, opts))
	case KindFeed:
		return each(Feed(ref, raw, opts), yield)
	}
	return yield(Text(ref, raw, opts))
}

// each yields what seq yields.
func each(seq iter.Seq2[*parley.Article, error], yield yieldFunc) bool {
	for a, err := range seq {
		if !yield(a, err) {
			return false
		}
	}
	return true
}

// fileAt returns r if parts of it can be read again; nil if not.
func fileAt(ref string, r io.Reader) io.ReaderAt {
	f, ok := r.(*os.File)
	if !ok || ref == "-" { // some of it may have been read before
		return nil
	}
	if info, err := f.Stat(); err != nil || !info.Mode().IsRegular() {
		return nil
	}
	return f
}

// readAll reads in, which buffers r, to its end unless it has more than limit
// bytes. A file that tells its size is refused before it is read.
func readAll(in *bufio.Reader, r io.Reader, limit int64) ([]byte, error) {
	var buf bytes.Buffer
	if f, ok := r.(*os.File); ok {
		if info, err := f.Stat(); err == nil && info.Mode().IsRegular() {
			if info.Size() > limit {
				return nil, tooLarge("a text", info.Size(), limit)
			}
			buf.Grow(int(info.Size()) + bytes.MinRead)
		}
	}
	n, err := buf.ReadFrom(io.LimitReader(in, limit+1))
	if err != nil {
		return nil, err
	}
	if n > limit {
		return nil, tooLarge("a text", 0, limit)
	}
	return buf.Bytes(), nil
}
