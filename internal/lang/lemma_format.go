package lang

import (
	"encoding/binary"
	"hash/crc32"
	"slices"
)

// lexiconMagic opens every lexicon file; its last byte is the version.
const lexiconMagic = "PLEX\x01"

// Bounds of a lexicon file, checked when it is written and when it is read.
const (
	maxString   = 255     // bytes of one string
	maxText     = 8 << 20 // bytes of all strings together
	maxTags     = 1 << 12 // pairs of UPOS and XPOS
	maxSuffix   = 6       // bytes of a rule's suffix
	maxEdits    = 4       // edits of one rule
	maxCut      = 32      // bytes an edit cuts off
	capitalRank = 15      // highest WordRow.Capital
)

// LexiconTables is what a lexicon holds, in the form that its trainer builds.
// Encode writes it and LoadLexicon reads it.
type LexiconTables struct {
	Tags  []TagRow  // sorted by UPOS, then XPOS, no two alike
	Words []WordRow // sorted by Word bytewise, no two alike
	Rules []RuleRow // sorted by Tag, then Suffix, no two alike
}

// TagRow is a pair of tags that the training texts hold.
type TagRow struct {
	UPOS, XPOS string
	Feats      string // the commonest features of the pair
	// KeepCase tells that lemmas of the pair keep the capitals of the form.
	KeepCase bool
}

// WordRow is what is known of one folded word (FoldWord).
type WordRow struct {
	Word string
	// Proper and Other are the word's usual forms in running text as a proper
	// noun and as anything else; empty where unknown.
	Proper, Other string
	// Capital ranks how often the word begins with a capital inside a
	// sentence, from 1, hardly ever, to 15, always; 0 where unknown.
	Capital uint8
	// Base has a bit (BaseBit) for every part of speech of which the word is
	// a base form.
	Base    uint8
	Entries []EntryRow // by Tag, no two alike
}

// EntryRow is what a word means under one pair of tags.
type EntryRow struct {
	Tag          int // index in LexiconTables.Tags
	Lemma, Feats string
}

// RuleRow tells how words with a suffix are lemmatized under one pair of tags.
type RuleRow struct {
	Tag    int    // index in LexiconTables.Tags
	Suffix string // of the folded word, digits as 0; at most 6 bytes; may be empty
	Edits  []Edit // the commonest first, 1 to 4
}

// Edit turns a word into its lemma.
type Edit struct {
	Cut    int    // bytes to cut off the end of the folded word
	Append string // what to put there
}

// BaseBit returns the bit of WordRow.Base for a UPOS, 0 for parts of speech
// that have no bit.
func BaseBit(upos string) uint8 {
	switch upos {
	case "VERB", "AUX":
		return 1
	case "NOUN":
		return 2
	case "ADJ":
		return 4
	case "ADV":
		return 8
	}
	return 0
}

// Encode returns the tables as a lexicon file. It does not check them: tables
// that break their contract give a file that LoadLexicon refuses.
//
// The file holds the magic, the folded words and then all other strings, both
// sorted and front-coded, then tags, words and rules as unsigned varints, and
// a CRC-32 of everything before it.
func (t *LexiconTables) Encode() []byte {
	e := lexiconEncoder{ids: map[string]int{}}
	e.out = append(e.out, lexiconMagic...)
	e.strings(t)
	e.num(len(t.Tags))
	for _, r := range t.Tags {
		e.num(e.ids[r.UPOS])
		e.num(e.ids[r.XPOS])
		e.num(e.ids[r.Feats])
		if r.KeepCase {
			e.num(1)
		} else {
			e.num(0)
		}
	}
	for _, w := range t.Words {
		e.word(w)
	}
	e.num(len(t.Rules))
	for _, r := range t.Rules {
		e.num(r.Tag)
		e.num(e.ids[r.Suffix])
		e.num(len(r.Edits))
		for _, d := range r.Edits {
			e.num(d.Cut)
			e.num(e.ids[d.Append])
		}
	}
	return binary.LittleEndian.AppendUint32(e.out, crc32.ChecksumIEEE(e.out))
}

// lexiconEncoder numbers the strings and appends to out.
type lexiconEncoder struct {
	out []byte
	ids map[string]int // of a string: words first, then the others
}

func (e *lexiconEncoder) num(n int) { e.out = binary.AppendUvarint(e.out, uint64(n)) }

// strings writes both lists of strings and numbers them.
func (e *lexiconEncoder) strings(t *LexiconTables) {
	words := make([]string, len(t.Words))
	for i, w := range t.Words {
		words[i] = w.Word
		e.ids[w.Word] = i
	}
	other := map[string]bool{"": true}
	for _, r := range t.Tags {
		other[r.UPOS], other[r.XPOS], other[r.Feats] = true, true, true
	}
	for _, w := range t.Words {
		for _, f := range [...]string{w.Proper, w.Other} {
			if caseCode(w.Word, f) >= caseLiteral {
				other[f] = true
			}
		}
		for _, x := range w.Entries {
			other[x.Lemma], other[x.Feats] = true, true
		}
	}
	for _, r := range t.Rules {
		other[r.Suffix] = true
		for _, d := range r.Edits {
			other[d.Append] = true
		}
	}
	var rest []string
	for s := range other {
		if _, ok := e.ids[s]; !ok {
			rest = append(rest, s)
		}
	}
	slices.Sort(rest)
	for i, s := range rest {
		e.ids[s] = len(words) + i
	}
	e.list(words)
	e.list(rest)
}

// list writes sorted strings: of each the bytes it shares with the one
// before, and the rest.
func (e *lexiconEncoder) list(ss []string) {
	e.num(len(ss))
	prev := ""
	for _, s := range ss {
		n := 0
		for n < len(s) && n < len(prev) && s[n] == prev[n] {
			n++
		}
		e.num(n)
		e.num(len(s) - n)
		e.out = append(e.out, s[n:]...)
		prev = s
	}
}

// word writes one word but for its string.
func (e *lexiconEncoder) word(w WordRow) {
	for _, f := range [...]string{w.Proper, w.Other} {
		c := caseCode(w.Word, f)
		if c >= caseLiteral {
			c += uint32(e.ids[f])
		}
		e.num(int(c))
	}
	e.out = append(e.out, w.Capital, w.Base)
	e.num(len(w.Entries))
	for _, x := range w.Entries {
		e.num(x.Tag)
		e.num(e.ids[x.Lemma])
		e.num(e.ids[x.Feats])
	}
}
