package rule

import (
	"fmt"
	"slices"
	"strings"
	"unicode"

	"parley/internal/doc"
)

// constraint is what a token must be: all of its tests hold. The empty one
// takes any token.
type constraint []test

// test is one comparison of a constraint.
type test struct {
	text string // as written
	key  key
	not  bool
	// words is for keys of vocabulary, mask for those of few values, texts for
	// the rest.
	words wordSet
	mask  uint32
	texts []string
}

// key is what a test looks at.
type key uint8

const (
	keyLemma key = iota
	keyWord
	keyUPOS
	keyXPOS
	keyRel
	keyName
	keyIs
	keyOutcome
	keyMatch
)

// keys are the names of constraints as rules write them, in the order of their
// constants.
var keys = []string{"lemma", "word", "upos", "xpos", "rel", "name", "is", "outcome", "match"}

// The values of keys that have few: bit i of a mask is for value i.
var (
	nameValues    = []string{string(doc.Person), string(doc.Organisation), string(doc.Place), string(doc.Nationality)}
	isValues      = []string{isActor, isPlace, isTime, isCount, isName}
	outcomeValues = []string{string(doc.Killed), string(doc.Injured), string(doc.Captured), string(doc.Missing),
		string(doc.Displaced), string(doc.Freed), string(doc.Escaped), string(doc.Surrender), string(doc.Casualties)}
	uposValues = []string{"ADJ", "ADP", "ADV", "AUX", "CCONJ", "DET", "INTJ", "NOUN", "NUM", "PART", "PRON",
		"PROPN", "PUNCT", "SCONJ", "SYM", "VERB", "X"}
)

// What an argument or a token may be asked to be.
const (
	isActor = "actor"
	isPlace = "place"
	isTime  = "time"
	isCount = "count"
	isName  = "name"
	isMatch = "match" // of arguments only
)

// parseConstraint reads what stands between brackets, without them. Errors say
// what is wrong and, by offset, where in text.
func (c *compiler) parseConstraint(text string) (constraint, error) {
	if strings.TrimSpace(text) == "" {
		return nil, nil
	}
	var tests constraint
	at := 0
	for part := range strings.SplitSeq(text, "&") {
		t, err := c.parseTest(part)
		if err != nil {
			return nil, atOffset(at+leadingBlanks(part), err)
		}
		tests = append(tests, t)
		at += len(part) + 1
	}
	return tests, nil
}

func leadingBlanks(s string) int { return len(s) - len(strings.TrimLeft(s, " \t\n")) }

// parseTest reads "key=values" or "key!=values".
func (c *compiler) parseTest(text string) (test, error) {
	name, values, ok := strings.Cut(text, "=")
	if !ok {
		return test{}, fmt.Errorf("constraint %q has no =", strings.TrimSpace(text))
	}
	t := test{text: strings.TrimSpace(text)}
	if name, ok = strings.CutSuffix(name, "!"); ok {
		t.not = true
	}
	name = strings.TrimSpace(name)
	k := slices.Index(keys, name)
	if k < 0 {
		return test{}, fmt.Errorf("no constraint is named %q; there are %s", name, strings.Join(keys, ", "))
	}
	t.key = key(k)
	for v := range strings.SplitSeq(values, "|") {
		if err := c.addValue(&t, strings.TrimSpace(v)); err != nil {
			return test{}, err
		}
	}
	return t, nil
}

// addValue takes one value of a test in.
func (c *compiler) addValue(t *test, v string) error {
	name := keys[t.key]
	if v == "" {
		return fmt.Errorf("%s has an empty value", name)
	}
	if list, ok := strings.CutPrefix(v, "@"); ok {
		return c.addList(t, list)
	}
	if strings.ContainsFunc(v, unicode.IsSpace) {
		return fmt.Errorf("value %q of %s holds a blank", v, name)
	}
	switch t.key {
	case keyLemma, keyWord:
		if lower(v) != v {
			return fmt.Errorf("value %q of %s must be in lower case", v, name)
		}
		t.words.add(c.vocabulary.id(v))
	case keyUPOS:
		return addBit(t, name, v, uposValues)
	case keyName:
		if v == "any" {
			t.mask |= 1<<len(nameValues) - 1
			return nil
		}
		return addBit(t, name, v, nameValues)
	case keyIs:
		return addBit(t, name, v, isValues)
	case keyOutcome:
		return addBit(t, name, v, outcomeValues)
	case keyXPOS, keyRel, keyMatch:
		t.texts = append(t.texts, v)
	}
	return nil
}

func addBit(t *test, name, v string, values []string) error {
	i := slices.Index(values, v)
	if i < 0 {
		return fmt.Errorf("%q is no value of %s; there are %s", v, name, strings.Join(values, ", "))
	}
	t.mask |= 1 << i
	return nil
}

// addList takes the words of a list in.
func (c *compiler) addList(t *test, name string) error {
	if t.key != keyLemma && t.key != keyWord {
		return fmt.Errorf("@%s: lists are for lemma and word only", name)
	}
	l, ok := c.lists[name]
	if !ok {
		return fmt.Errorf("no list is named %q", name)
	}
	l.used = true
	if len(l.set.bits) == 0 {
		for _, w := range l.words {
			l.set.add(c.vocabulary.id(w.text))
		}
	}
	t.words.join(l.set)
	return nil
}

// anchor returns the first test of the key that is not negated, nil if there
// is none. A trigger is looked up by it.
func (c constraint) anchor(k key) *test {
	for i := range c {
		if c[i].key == k && !c[i].not {
			return &c[i]
		}
	}
	return nil
}

// vocabulary numbers the words that rules name, from 0.
type vocabulary struct {
	ids map[string]int32
}

// unknownWord is the number of a word that no rule names.
const unknownWord = -1

func (v *vocabulary) id(word string) int32 {
	id, ok := v.ids[word]
	if !ok {
		id = int32(len(v.ids))
		v.ids[word] = id
	}
	return id
}

// find returns the number of a word of the text in any case.
func (v *vocabulary) find(word string) int32 {
	var small [32]byte
	if len(word) <= len(small) {
		plain := true
		for i := 0; i < len(word) && plain; i++ {
			b := word[i]
			if 'A' <= b && b <= 'Z' {
				b += 'a' - 'A'
			}
			small[i], plain = b, b < 0x80
		}
		if plain {
			return v.known(small[:len(word)])
		}
	}
	return v.known([]byte(lower(word)))
}

func (v *vocabulary) known(word []byte) int32 {
	if id, ok := v.ids[string(word)]; ok {
		return id
	}
	return unknownWord
}

// wordSet is a set of numbers of words.
type wordSet struct{ bits []uint64 }

func (s *wordSet) add(id int32) {
	for int(id>>6) >= len(s.bits) {
		s.bits = append(s.bits, 0)
	}
	s.bits[id>>6] |= 1 << (id & 63)
}

// join adds all of another set.
func (s *wordSet) join(o wordSet) {
	if missing := len(o.bits) - len(s.bits); missing > 0 {
		s.bits = append(s.bits, make([]uint64, missing)...)
	}
	for i, word := range o.bits {
		s.bits[i] |= word
	}
}

func (s *wordSet) has(id int32) bool {
	return id >= 0 && int(id>>6) < len(s.bits) && s.bits[id>>6]&(1<<(id&63)) != 0
}

// all yields the numbers in the set, in order.
func (s *wordSet) all(yield func(int32) bool) {
	for i, word := range s.bits {
		for b := range 64 {
			if word&(1<<b) != 0 && !yield(int32(i*64+b)) {
				return
			}
		}
	}
}
