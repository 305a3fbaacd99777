// Package gazette tells which tokens of a sentence are listed names: of
// organisations, people, places and nationalities. A listed name is a hint for
// the name finder, not a verdict: "Jordan" is in three lists.
package gazette

import (
	_ "embed"
	"strings"
	"sync"
	"unicode/utf8"
)

// Class is a set of lists, as bits.
type Class uint8

// The lists.
const (
	Organisation Class = 1 << iota
	Place
	Given   // given names
	Surname // family names
	Nationality
	OrganisationHead // nouns such as "League" that make a longer name an organisation's
	PlaceHead        // nouns such as "River" that make a longer name a place's
)

// The lists as they are on disk: lines of columns with a tab between, the sort
// of the name first and the name or names last, after a head of # lines that
// tells source, licence and columns.
var (
	//go:embed names_org.tsv
	Organisations string
	//go:embed names_person.tsv
	People string
	//go:embed names_place.tsv
	Places string
	//go:embed demonyms.tsv
	Nationalities string
	//go:embed names_head.tsv
	heads string
)

// Gazette finds listed names.
type Gazette struct {
	entries map[uint64]Class
	longest int // words of the longest name
}

// Load returns the gazette of the lists that are built in; they are read once.
var Load = sync.OnceValue(func() *Gazette {
	g := &Gazette{entries: map[uint64]Class{}}
	g.add(Organisations, func(string) Class { return Organisation })
	g.add(Places, func(string) Class { return Place })
	g.add(Nationalities, func(string) Class { return Nationality })
	g.add(heads, func(sort string) Class {
		if sort == "org" {
			return OrganisationHead
		}
		return PlaceHead
	})
	g.add(People, func(sort string) Class {
		if strings.HasPrefix(sort, "given") {
			return Given
		}
		return Surname
	})
	return g
})

// add reads a list: lines of a sort and, in the last column, one name or
// several with a comma and a space between.
func (g *Gazette) add(data string, class func(sort string) Class) {
	for line := range strings.Lines(data) {
		line = strings.TrimRight(line, "\r\n")
		if line == "" || line[0] == '#' {
			continue
		}
		cols := strings.Split(line, "\t")
		for name := range strings.SplitSeq(cols[len(cols)-1], ", ") {
			h, words := uint64(0), 0
			for part := range strings.FieldsFuncSeq(strings.TrimSuffix(name, "~"), func(r rune) bool { return r == ' ' || r == '-' }) {
				h = join(h, hashFolded(part))
				words++
			}
			if words > 0 {
				g.entries[h] |= class(cols[0])
				g.longest = max(g.longest, words)
			}
		}
	}
}

// Mark is what the gazette says of a token: the lists that hold the longest
// listed name it is in, and where in the name it stands. The zero Mark says
// that it is in none.
type Mark struct {
	Class  Class
	Inside bool // not the first word
	Long   bool // the name has several words
}

// Find fills marks, one for each of words, which are the tokens of a sentence.
// capitals says that only a name that begins with a capital counts.
func (g *Gazette) Find(marks []Mark, words []string, capitals bool) {
	clear(marks)
	for i := 0; i < len(words); {
		end, class := g.longestAt(words, i, capitals)
		if end == 0 {
			i++
			continue
		}
		for j := i; j < end; j++ {
			marks[j] = Mark{class, j > i, end-i > 1}
		}
		i = end
	}
}

// longestAt returns the lists and the end of the longest listed name that
// begins with token i, or 0 where there is none.
func (g *Gazette) longestAt(words []string, i int, capitals bool) (end int, class Class) {
	if !startsName(words[i], capitals) {
		return 0, 0
	}
	h, n := uint64(0), 0
	for j := i; j < len(words) && n < g.longest; j++ {
		w := words[j]
		if w == "-" {
			continue
		}
		// A token may hold a hyphen of its own.
		for len(w) > 0 {
			part := w
			if at := strings.IndexByte(w, '-'); at >= 0 {
				part, w = w[:at], w[at+1:]
			} else {
				w = ""
			}
			if part != "" {
				h = join(h, hashFolded(part))
				n++
			}
		}
		if c, ok := g.entries[h]; ok {
			end, class = j+1, c
		}
	}
	return end, class
}

// startsName tells whether a word may begin a name: in "al-Qaeda" and "de
// Soto" it is a small letter, but those need more than their first word.
func startsName(w string, capitals bool) bool {
	c := w[0]
	if !capitals || c >= utf8.RuneSelf || 'A' <= c && c <= 'Z' {
		return c >= utf8.RuneSelf || c >= '0'
	}
	return c == 'a' && (w == "al" || strings.HasPrefix(w, "al-"))
}

const prime = 1099511628211 // FNV-1a, 64 bits

// hashFolded hashes a word without regard to the case of ASCII letters.
func hashFolded(w string) uint64 {
	h := uint64(14695981039346656037)
	for i := range len(w) {
		c := w[i]
		if 'A' <= c && c <= 'Z' {
			c += 'a' - 'A'
		}
		h = (h ^ uint64(c)) * prime
	}
	return h
}

// join adds the next word's hash to that of the words before it.
func join(h, word uint64) uint64 { return (h*prime ^ word) * prime }
