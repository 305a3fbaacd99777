package read

import (
	"bufio"
	"bytes"
	"fmt"
	"io"
	"io/fs"
	"iter"
	"os"
	"path/filepath"
	"strings"

	"parley"
)

// Files reads the files and folders at paths, in their order, and yields an
// article or an *Error for each article in them.
//
// "-" is the standard input. A folder is walked in the order of names, without
// what starts with a dot; links to files are followed, links to folders not. In
// a folder only .txt, .text, .jsonl and .ndjson files and files without an
// extension are read, and every other file yields parley.ErrFormat; a file
// that is named itself is read whatever its name. .jsonl and .ndjson files are
// JSON Lines, .txt and .text files are text; for the rest the first character
// tells: "{" starts JSON Lines.
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
		default:
			on = readEntry(path, opts, yield)
		}
		if !on {
			return fs.SkipAll
		}
		return nil
	})
	return on
}

// readEntry reads one entry of a folder that is no folder.
func readEntry(path string, opts Options, yield yieldFunc) bool {
	info, err := os.Stat(path) // follows a link
	switch {
	case err != nil:
		return yield(nil, &Error{Ref: path, Err: cause(err)})
	case info.IsDir():
		return true // a link to a folder: following it could walk in circles
	case !info.Mode().IsRegular():
		return yield(nil, &Error{Ref: path, Err: fmt.Errorf("%w: no regular file", parley.ErrFormat)})
	}
	switch ext := strings.ToLower(filepath.Ext(path)); ext {
	case "", ".txt", ".text", ".jsonl", ".ndjson":
		return readFile(path, opts, yield)
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

// readStream reads JSON Lines or one text from r.
func readStream(ref string, r io.Reader, opts Options, yield yieldFunc) bool {
	in := bufio.NewReader(r)
	if isJSONLines(ref, in) {
		for a, err := range JSONLines(ref, in, opts) {
			if !yield(a, err) {
				return false
			}
		}
		return true
	}
	raw, err := readAll(in, r, opts.maxText())
	if err != nil {
		return yield(nil, &Error{Ref: ref, Err: cause(err)})
	}
	return yield(Text(ref, raw, opts))
}

// isJSONLines decides by the extension of ref, else by the head of in.
func isJSONLines(ref string, in *bufio.Reader) bool {
	switch strings.ToLower(filepath.Ext(ref)) {
	case ".jsonl", ".ndjson":
		return true
	case ".txt", ".text":
		return false
	}
	head, _ := in.Peek(64) // an error comes again when it is read
	for _, mark := range []string{"\xef\xbb\xbf", "\xff\xfe", "\xfe\xff"} {
		head = bytes.TrimPrefix(head, []byte(mark))
	}
	head = bytes.Trim(head, "\x00 \t\r\n") // UTF-16 has zeros
	return len(head) > 0 && head[0] == '{' && !bytes.HasPrefix(head, []byte(`{\`))
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
