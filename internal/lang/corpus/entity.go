package corpus

import (
	"errors"
	"fmt"
	"net/url"
	"strings"

	"parley/internal/doc"
)

// ErrEntity is wrapped by errors about GUM's entity brackets.
var ErrEntity = errors.New("bad Entity annotation")

// mention is one bracket pair of GUM's Entity annotation.
type mention struct {
	first, last int    // tokens [first, last) of the document
	kind        string // GUM's entity type: person, place, organization, event, …
	identity    string // title of the Wikipedia article it links to, or empty
	head        int    // the token that the others hang on
}

// readMentions reads the Entity= fields of a document's MISC columns. The
// layout of a bracket is that of the corpus's "global.Entity" comment:
// id-type-infstat-salience-centering-minspan-link-identity, the identity
// left out where there is none.
func readMentions(d *doc.Doc, misc []string) ([]mention, error) {
	var ms []mention
	var open []openBracket
	for i, m := range misc {
		ann := entityField(m)
		for ann != "" {
			n := strings.IndexAny(ann[1:], "()") + 1
			if n == 0 {
				n = len(ann)
			}
			body := ann[:n]
			closes := n < len(ann) && ann[n] == ')'
			if closes {
				ann = ann[n+1:]
			} else {
				ann = ann[n:]
			}
			id := strings.TrimLeft(body, "(")
			if body[0] == '(' {
				id, _, _ = strings.Cut(id, "-")
				mn, err := parseBracket(body[1:], i)
				if err != nil {
					return nil, fmt.Errorf("%w: %s, token %d: %w", ErrEntity, d.ID, i, err)
				}
				ms = append(ms, mn)
				open = append(open, openBracket{id, len(ms) - 1})
			}
			if !closes {
				continue
			}
			k := lastOpen(open, id)
			if k < 0 {
				return nil, fmt.Errorf("%w: %s, token %d: %q closes nothing", ErrEntity, d.ID, i, id)
			}
			ms[open[k].mention].last = i + 1
			open = append(open[:k], open[k+1:]...)
		}
	}
	if len(open) > 0 {
		return nil, fmt.Errorf("%w: %s: %q is never closed", ErrEntity, d.ID, open[0].id)
	}
	for i := range ms {
		ms[i].head = spanHead(d, ms[i].first, ms[i].last)
	}
	return ms, nil
}

// openBracket is a mention that waits for its closing bracket.
type openBracket struct {
	id      string
	mention int
}

func lastOpen(open []openBracket, id string) int {
	for k := len(open) - 1; k >= 0; k-- {
		if open[k].id == id {
			return k
		}
	}
	return -1
}

// entityField returns the value of the Entity= field of a MISC column.
func entityField(misc string) string {
	for f := range strings.SplitSeq(misc, "|") {
		if v, ok := strings.CutPrefix(f, "Entity="); ok {
			return v
		}
	}
	return ""
}

// parseBracket reads "id-type-infstat-salience-centering-minspan-link" with an
// optional "-identity".
func parseBracket(s string, first int) (mention, error) {
	f := strings.SplitN(s, "-", 8)
	if len(f) < 7 {
		return mention{}, fmt.Errorf("bracket %q has %d fields", s, len(f))
	}
	m := mention{first: first, kind: f[1]}
	if len(f) == 8 {
		id, err := url.PathUnescape(f[7])
		if err != nil {
			return mention{}, err
		}
		m.identity = strings.ReplaceAll(id, "_", " ")
	}
	return m, nil
}

// spanHead returns the first token of [first, last) whose governor lies
// outside.
func spanHead(d *doc.Doc, first, last int) int {
	for i := first; i < last; i++ {
		if h := d.Tokens[i].Head; h < first || h >= last {
			return i
		}
	}
	return first
}
