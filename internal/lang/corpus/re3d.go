package corpus

import (
	"bufio"
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"hash/fnv"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"unicode/utf8"

	"parley/internal/doc"
)

// ErrRe3d is wrapped by errors about the contents of re3d's files.
var ErrRe3d = errors.New("bad re3d file")

// Splitter adds the tokens and sentences to a document that has its text, as
// the first stages of the language engine do.
type Splitter func(*doc.Doc) error

// PlainSplit makes a Splitter of a tokenizer such as lang.Tokenize: sentences
// end at line ends, and behind a full stop, question or exclamation mark
// before a capital. Gold made with it does not move when a trained sentence
// splitter does.
func PlainSplit(tokenize func(string) []doc.Token) Splitter {
	return func(d *doc.Doc) error {
		d.Tokens, d.Sentences = tokenize(d.Text), nil
		first := 0
		for i := range d.Tokens {
			if i+1 < len(d.Tokens) && !sentenceEnds(d, i) {
				continue
			}
			d.Sentences = append(d.Sentences, doc.Sentence{First: first, Last: i + 1})
			first = i + 1
		}
		return nil
	}
}

// sentenceEnds tells whether a sentence ends with token i, which is not the
// last.
func sentenceEnds(d *doc.Doc, i int) bool {
	if strings.Contains(d.Text[d.Tokens[i].End:d.Tokens[i+1].Start], "\n") {
		return true
	}
	switch d.Word(i) {
	case ".", "?", "!":
		return capital(d.Word(i + 1))
	}
	return false
}

// Re3d reads the re3d corpus: the documents.json and entities.json of each
// folder of dir, in the order of the folders' names. Names are made from the
// annotated mentions as the package comment says: those that people have
// confirmed (confidence of at least one half) and that are proper names;
// the same words elsewhere in the corpus are taken to be the same name, since
// the annotation leaves many out. split cuts the texts into tokens and sentences;
// no name goes over a sentence's end.
//
// Errors are those of the file system and of split, or wrap ErrRe3d.
func Re3d(dir string, split Splitter) ([]*doc.Doc, error) {
	paths, err := fs.Glob(os.DirFS(dir), "*/documents.json")
	if err != nil {
		return nil, err
	}
	if len(paths) == 0 {
		return nil, fmt.Errorf("%w: no */documents.json in %s", ErrRe3d, dir)
	}
	slices.Sort(paths)
	var docs []*doc.Doc
	var marks [][]re3dMark
	for _, p := range paths {
		folder := filepath.Join(dir, filepath.Dir(p))
		ds, ms, err := readRe3dFolder(folder, split)
		if err != nil {
			return nil, fmt.Errorf("%s: %w", folder, err)
		}
		docs, marks = append(docs, ds...), append(marks, ms...)
	}
	nameRe3d(docs, marks)
	return docs, nil
}

// SplitRe3d divides the documents by the hash of their ids, about 70 to 30, so
// that a document stays on its side whatever else is read.
func SplitRe3d(docs []*doc.Doc) (train, test []*doc.Doc) {
	for _, d := range docs {
		h := fnv.New32a()
		h.Write([]byte(d.ID))
		if h.Sum32()%10 < 3 {
			test = append(test, d)
		} else {
			train = append(train, d)
		}
	}
	return train, test
}

// re3dMark is one annotated mention.
type re3dMark struct {
	first, last int // tokens of its document
	kind        string
	sure        bool // confirmed by a person
}

type re3dDocument struct {
	ID   string `json:"_id"`
	Text string `json:"text"`
}

type re3dEntity struct {
	Begin      int     `json:"begin"` // in characters
	End        int     `json:"end"`
	Type       string  `json:"type"`
	Document   string  `json:"documentId"`
	Confidence float64 `json:"confidence"`
}

// readRe3dFolder reads the two files of one source.
func readRe3dFolder(folder string, split Splitter) ([]*doc.Doc, [][]re3dMark, error) {
	raw, err := readJSONLines[re3dDocument](filepath.Join(folder, "documents.json"))
	if err != nil {
		return nil, nil, err
	}
	entities, err := readJSONLines[re3dEntity](filepath.Join(folder, "entities.json"))
	if err != nil {
		return nil, nil, err
	}
	var docs []*doc.Doc
	index := map[string]int{}
	for _, r := range raw {
		d := &doc.Doc{ID: r.ID, Text: r.Text}
		if err := split(d); err != nil {
			return nil, nil, err
		}
		index[r.ID] = len(docs)
		docs = append(docs, d)
	}
	marks := make([][]re3dMark, len(docs))
	offsets := make([][]int, len(docs))
	for _, e := range entities {
		k, ok := index[e.Document]
		if !ok {
			return nil, nil, fmt.Errorf("%w: entity of unknown document %q", ErrRe3d, e.Document)
		}
		if offsets[k] == nil {
			offsets[k] = runeOffsets(docs[k].Text)
		}
		if e.Begin < 0 || e.End < e.Begin || e.End >= len(offsets[k]) {
			return nil, nil, fmt.Errorf("%w: %s: characters [%d, %d)", ErrRe3d, e.Document, e.Begin, e.End)
		}
		first, last := tokensWithin(docs[k], offsets[k][e.Begin], offsets[k][e.End])
		if first < last {
			marks[k] = append(marks[k], re3dMark{first, last, e.Type, e.Confidence >= 0.5})
		}
	}
	return docs, marks, nil
}

// readJSONLines decodes a file of one JSON object a line.
func readJSONLines[T any](path string) ([]T, error) {
	data, err := os.ReadFile(path)
	if err != nil {
		return nil, err
	}
	var out []T
	sc := bufio.NewScanner(bytes.NewReader(data))
	sc.Buffer(nil, len(data)+1)
	for n := 1; sc.Scan(); n++ {
		if len(bytes.TrimSpace(sc.Bytes())) == 0 {
			continue
		}
		var v T
		if err := json.Unmarshal(sc.Bytes(), &v); err != nil {
			return nil, fmt.Errorf("%w: %s, line %d: %w", ErrRe3d, filepath.Base(path), n, err)
		}
		out = append(out, v)
	}
	return out, sc.Err()
}

// runeOffsets returns the byte offset of each character of s, and len(s).
func runeOffsets(s string) []int {
	offsets := make([]int, 0, utf8.RuneCountInString(s)+1)
	for i := range s {
		offsets = append(offsets, i)
	}
	return append(offsets, len(s))
}

// tokensWithin returns the tokens that lie wholly inside the bytes [start,
// end).
func tokensWithin(d *doc.Doc, start, end int) (first, last int) {
	first, _ = slices.BinarySearchFunc(d.Tokens, start, func(t doc.Token, at int) int { return t.Start - at })
	for last = first; last < len(d.Tokens) && d.Tokens[last].End <= end; last++ {
	}
	return first, last
}
