package gazette

import (
	_ "embed"
	"strings"
	"sync"
)

//go:embed titles.txt
var titles string

// titleWords are the words of titles.txt; true marks those that are titles
// only beside another one.
var titleWords = sync.OnceValue(func() map[string]bool {
	words := map[string]bool{}
	for line := range strings.Lines(titles) {
		if line[0] == '#' {
			continue
		}
		rest, weak := strings.CutPrefix(line, "+")
		for w := range strings.FieldsSeq(rest) {
			if _, ok := words[w]; !ok {
				words[w] = weak
			}
		}
	}
	return words
})

// IsTitle tells whether word stands before a person's name and is no part of
// it, as titles, ranks and offices do, in whatever case, also in the plural;
// weak tells that it is a title only beside another one.
func IsTitle(word string) (weak, ok bool) {
	w := strings.TrimRight(strings.ToLower(word), ".")
	if weak, ok = titleWords()[w]; !ok && len(w) > 4 {
		weak, ok = titleWords()[strings.TrimSuffix(w, "s")]
	}
	return weak, ok
}
