package corpus

import (
	"bufio"
	"errors"
	"fmt"
	"io"
	"strings"

	"parley/internal/doc"
)

// ErrWikiGold is wrapped by errors about the contents of a WikiGold file.
var ErrWikiGold = errors.New("bad WikiGold line")

// WikiGold reads sentences of "index token tag" lines, tags in BIO with PER,
// LOC, ORG and MISC, sentences separated by empty lines: one document for
// every sentence, its text the tokens with one space between. PER, LOC and ORG
// become our kinds; MISC becomes Nationality where the whole name is a listed
// demonym and is dropped otherwise. A leading article is left away. WikiGold is for testing only, never for
// training. Errors are those of r or wrap ErrWikiGold.
func WikiGold(r io.Reader) ([]*doc.Doc, error) {
	var docs []*doc.Doc
	var words, tags []string
	flush := func() {
		if len(words) > 0 {
			docs = append(docs, wikiDoc(len(docs), words, tags))
			words, tags = nil, nil
		}
	}
	sc := bufio.NewScanner(r)
	for n := 1; sc.Scan(); n++ {
		fields := strings.Fields(sc.Text())
		if len(fields) == 0 {
			flush()
			continue
		}
		if len(fields) != 3 {
			return nil, fmt.Errorf("%w %d: %d fields", ErrWikiGold, n, len(fields))
		}
		words, tags = append(words, fields[1]), append(tags, fields[2])
	}
	flush()
	return docs, sc.Err()
}

// wikiDoc builds the document of one sentence.
func wikiDoc(n int, words, tags []string) *doc.Doc {
	d := &doc.Doc{ID: fmt.Sprintf("wikigold-%04d", n+1), Text: strings.Join(words, " ")}
	at := 0
	for _, w := range words {
		d.Tokens = append(d.Tokens, doc.Token{Start: at, End: at + len(w), Head: doc.Unparsed})
		at += len(w) + 1
	}
	d.Sentences = []doc.Sentence{{First: 0, Last: len(words)}}
	for i := 0; i < len(tags); {
		class := tagClass(tags[i])
		end := i + 1
		for end < len(tags) && class != "" && tags[end] == "I-"+class {
			end++
		}
		if kind := wikiKind(d, class, i, end); kind != "" {
			first := i
			if end-first > 1 && strings.EqualFold(words[first], "the") {
				first++ // no name of ours begins with its article
			}
			d.Names = append(d.Names, doc.Name{First: first, Last: end, Kind: kind})
		}
		i = end
	}
	return d
}

// tagClass returns the class of a BIO tag, empty for O.
func tagClass(tag string) string {
	_, class, _ := strings.Cut(tag, "-")
	return class
}

func wikiKind(d *doc.Doc, class string, first, last int) doc.NameKind {
	switch class {
	case "PER":
		return doc.Person
	case "ORG":
		return doc.Organisation
	case "LOC":
		return doc.Place
	case "MISC":
		if _, ok := demonyms().covers(d, first, last); ok {
			return doc.Nationality
		}
	}
	return ""
}
