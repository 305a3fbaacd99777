package read

import (
	_ "embed"
	"fmt"
	"strconv"
	"strings"
	"sync"
	"unicode/utf8"

	"parley"
)

//go:embed boilerplate.tsv
var boilerplateTSV string

// cue is one row of boilerplate.tsv: a sign that a paragraph, or its end, is
// not article.
type cue struct {
	why parley.Why
	at  string
	max int // words that the paragraph has at most
	// notFirst and noStop are conditions: the paragraph is not the first that
	// stays; it does not end like a sentence.
	notFirst, noStop bool
	pattern          []string // lower case; "#" is a number, "*" any pieces
	match, keep      string   // examples, run by a test
	line             int
}

// Values of cue.at.
const (
	atStart = "start" // the paragraph starts with the pattern: all of it goes
	atWhole = "whole" // the paragraph is the pattern: it goes
	atEnd   = "end"   // the paragraph ends with the pattern: all of it goes
	atCut   = "cut"   // the paragraph ends with the pattern: the pattern goes
	atWords = "words" // the paragraph is made of such words and numbers only
)

// A paragraph of more words, or of more bytes where it has few words, is
// dropped by no cue: it holds sentences, whatever it starts with.
const (
	maxCueWords = 80
	maxCueBytes = 4096
)

// cueTable holds the cues by the first or last piece of their patterns.
type cueTable struct {
	byFirst map[string][]*cue // start and whole
	byLast  map[string][]*cue // end and cut
	open    []*cue            // pattern starts and ends with "*"
	words   map[string]parley.Why
	all     []*cue
}

// cues is the embedded table. It is tested, so it cannot fail to load.
var cues = sync.OnceValue(func() *cueTable {
	t, err := parseCues(boilerplateTSV)
	if err != nil {
		panic(err)
	}
	return t
})

// parseCues reads a table as the head of boilerplate.tsv describes it.
func parseCues(text string) (*cueTable, error) {
	t := &cueTable{byFirst: map[string][]*cue{}, byLast: map[string][]*cue{}, words: map[string]parley.Why{}}
	num := 0
	for row := range strings.Lines(text) {
		num++
		row = strings.TrimSuffix(row, "\n")
		if row == "" || row[0] == '#' {
			continue
		}
		c, err := parseCue(row)
		if err != nil {
			return nil, fmt.Errorf("boilerplate.tsv:%d: %w", num, err)
		}
		c.line = num
		t.add(c)
	}
	return t, nil
}

func parseCue(row string) (*cue, error) {
	f := strings.Split(row, "\t")
	if len(f) != 7 {
		return nil, fmt.Errorf("%d columns, want 7", len(f))
	}
	c := &cue{why: parley.Why(f[0]), at: f[1], max: maxCueWords, match: f[5], keep: f[6]}
	if f[2] != "-" {
		n, err := strconv.Atoi(f[2])
		if err != nil || n < 1 || n > maxCueWords {
			return nil, fmt.Errorf("max %q is no number from 1 to %d", f[2], maxCueWords)
		}
		c.max = n
	}
	for cond := range strings.SplitSeq(f[3], ",") {
		switch cond {
		case "-":
		case "notfirst":
			c.notFirst = true
		case "nostop":
			c.noStop = true
		default:
			return nil, fmt.Errorf("condition %q is not known", cond)
		}
	}
	for _, p := range pieces(nil, f[4]) {
		if p.kind == numberPiece {
			return nil, fmt.Errorf("%q: a number is written #", f[4])
		}
		c.pattern = append(c.pattern, string(key(nil, f[4], p)))
	}
	switch c.at {
	case atStart:
		c.pattern = append(c.pattern, "*")
	case atEnd:
		c.pattern = append([]string{"*"}, c.pattern...)
	case atWhole, atCut, atWords:
	default:
		return nil, fmt.Errorf("at %q is not known", c.at)
	}
	if strings.Trim(strings.Join(c.pattern, ""), "*") == "" {
		return nil, fmt.Errorf("no pattern")
	}
	return c, nil
}

func (t *cueTable) add(c *cue) {
	t.all = append(t.all, c)
	first, last := c.pattern[0], c.pattern[len(c.pattern)-1]
	switch {
	case c.at == atWords:
		for _, w := range c.pattern {
			t.words[w] = c.why
		}
	case c.at == atCut:
		t.byLast[last] = append(t.byLast[last], c)
	case first != "*":
		t.byFirst[first] = append(t.byFirst[first], c)
	case last != "*":
		t.byLast[last] = append(t.byLast[last], c)
	default:
		t.open = append(t.open, c)
	}
}

// drop returns why the paragraph s, of at most maxCueWords words, is not
// article, or "" if no cue says so. ps are the pieces of s.
func (t *cueTable) drop(s string, ps []piece, words int, first bool) parley.Why {
	ps = trimDecoration(s, ps)
	if len(ps) == 0 {
		return ""
	}
	bare := ps // without a colon behind: "Comments:"
	if last := len(ps) - 1; s[ps[last].start] == ':' {
		bare = ps[:last]
	}
	fits := func(list []*cue) parley.Why {
		for _, c := range list {
			if c.at == atCut || words > c.max || c.notFirst && first || c.noStop && endsSentence(s) {
				continue
			}
			if matches(c.pattern, s, ps) || c.at == atWhole && matches(c.pattern, s, bare) {
				return c.why
			}
		}
		return ""
	}
	var buf [maxKey]byte
	if why := fits(t.byFirst[string(key(buf[:0], s, ps[0]))]); why != "" {
		return why
	}
	if len(bare) > 0 {
		if why := fits(t.byLast[string(key(buf[:0], s, bare[len(bare)-1]))]); why != "" {
			return why
		}
	}
	if why := fits(t.open); why != "" {
		return why
	}
	return t.onlyWords(s, ps)
}

// cut returns where the end of s starts that a cue cuts off, and why; or
// len(s) and "". It looks at the last pieces only.
func (t *cueTable) cut(s string, ps []piece) (int, parley.Why) {
	const longest = 12
	if len(ps) == 0 {
		return len(s), ""
	}
	var buf [maxKey]byte
	for _, c := range t.byLast[string(key(buf[:0], s, ps[len(ps)-1]))] {
		if c.at != atCut {
			continue
		}
		for i := max(0, len(ps)-longest); i < len(ps); i++ {
			if matches(c.pattern, s, ps[i:]) {
				return ps[i].start, c.why
			}
		}
	}
	return len(s), ""
}

// onlyWords returns the reason of a paragraph that is made of words of the
// table, numbers and marks, with a word among them.
func (t *cueTable) onlyWords(s string, ps []piece) parley.Why {
	const most = 24
	if len(ps) > most {
		return ""
	}
	var why parley.Why
	var buf [maxKey]byte
	for _, p := range ps {
		if p.kind != wordPiece {
			continue
		}
		w, ok := t.words[string(key(buf[:0], s, p))]
		if !ok {
			return ""
		}
		why = w
	}
	return why
}

// trimDecoration takes bullets, dashes, colons and the like off both ends.
func trimDecoration(s string, ps []piece) []piece {
	isDecoration := func(p piece) bool {
		return p.kind == markPiece && !strings.ContainsAny(s[p.start:p.end], "()[]\"“”'‘’$£€#%&@©/")
	}
	for len(ps) > 0 && isDecoration(ps[0]) {
		ps = ps[1:]
	}
	for len(ps) > 0 && isDecoration(ps[len(ps)-1]) && s[ps[len(ps)-1].start] != ':' {
		ps = ps[:len(ps)-1]
	}
	return ps
}

// matches reports whether the pieces ps of s are the pattern, in any case.
func matches(pattern []string, s string, ps []piece) bool {
	for i, want := range pattern {
		if want == "*" {
			if i == len(pattern)-1 {
				return true
			}
			for skip := 0; skip <= len(ps); skip++ {
				if matches(pattern[i+1:], s, ps[skip:]) {
					return true
				}
			}
			return false
		}
		if i >= len(ps) || !isPiece(want, s, ps[i]) {
			return false
		}
	}
	return len(ps) == len(pattern)
}

func isPiece(want, s string, p piece) bool {
	if want == "#" || p.kind == numberPiece {
		return want == "#" && p.kind == numberPiece
	}
	// A pattern's words have a byte for each of the line's, but for the
	// apostrophe and dashes, which are shorter than those they stand for.
	if len(want) > p.end-p.start || s[p.start] < utf8.RuneSelf && s[p.start]|0x20 != want[0]|0x20 {
		return false
	}
	var buf [maxKey]byte
	return string(key(buf[:0], s, p)) == want
}

// maxKey bounds the pieces that are looked up; longer ones are in no pattern.
const maxKey = 32

// key appends the piece p of s as patterns have it: in lower case, a typographic
// apostrophe as "'" and a run of dashes as "-". Numbers are "#".
func key(dst []byte, s string, p piece) []byte {
	if p.kind == numberPiece {
		return append(dst, '#')
	}
	for _, r := range s[p.start:p.end] {
		if len(dst)+utf8.UTFMax > maxKey {
			return dst[:0]
		}
		if r >= 'a' && r <= 'z' {
			dst = append(dst, byte(r))
			continue
		}
		if isDash(r) {
			if len(dst) > 0 && dst[len(dst)-1] == '-' {
				continue
			}
			r = '-'
		}
		switch {
		case r == '’':
			dst = append(dst, '\'')
		case r >= 'A' && r <= 'Z':
			dst = append(dst, byte(r)+'a'-'A')
		default:
			dst = utf8.AppendRune(dst, r)
		}
	}
	return dst
}
