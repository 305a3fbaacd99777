package watch

import "strings"

// How alike two texts are that are one article: sameText where an address or a key
// says that they are, and some lines around the text differ from day to day;
// unchangedText where the feed says that the item was changed.
const (
	sameText      = 0.8
	unchangedText = 0.97
)

// likeness is the share, 0 to 1, of the longer text's bytes that stand in
// paragraphs which the other has too.
func likeness(a, b string) float64 {
	if a == b {
		return 1
	}
	has := make(map[string]int)
	all := 0
	for p := range strings.SplitSeq(a, "\n\n") {
		has[p]++
		all += len(p)
	}
	shared, other := 0, 0
	for p := range strings.SplitSeq(b, "\n\n") {
		other += len(p)
		if has[p] > 0 {
			has[p]--
			shared += len(p)
		}
	}
	if longer := max(all, other); longer > 0 {
		return float64(shared) / float64(longer)
	}
	return 0
}
