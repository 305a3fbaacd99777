package train

import (
	"cmp"
	"errors"
	"fmt"
	"maps"
	"slices"
	"strings"

	"parley/internal/doc"
	"parley/internal/lang"
)

// ErrNoWords is returned for training documents without a tagged word.
var ErrNoWords = errors.New("no tagged words to learn from")

// TrainLexicon learns the lexicon of lemmas, features and capitals from
// documents whose sentences, tags, lemmas and features are gold, and adds the
// hand-written words of package lang. The result is a file for
// lang.LoadLexicon. The same documents in the same order give the same bytes.
func TrainLexicon(docs []*doc.Doc) ([]byte, error) {
	st := lexiconStats{tags: map[lexTag]*tagCount{}, words: map[string]*wordCount{}}
	for _, d := range docs {
		for _, s := range d.Sentences {
			st.sentence(d, s)
		}
	}
	if len(st.tags) == 0 {
		return nil, fmt.Errorf("%w: %d documents", ErrNoWords, len(docs))
	}
	if err := st.addOwnWords(); err != nil {
		return nil, err
	}
	return st.tables().Encode(), nil
}

// lexTag is a pair of tags.
type lexTag struct{ upos, xpos string }

// lexiconStats counts what the training texts hold.
type lexiconStats struct {
	tags  map[lexTag]*tagCount
	words map[string]*wordCount // by folded word
}

type tagCount struct {
	feats      counts
	kept, lost int // lemmas of capitalised forms that keep or lose the capital
}

type wordCount struct {
	tags          map[lexTag]*meaningCount
	proper, other counts // forms inside ordinary sentences
	caps, lowers  int    // how often with and without a first capital, there
	base          uint8
}

type meaningCount struct {
	lemmas, feats counts
	typo          bool // seen as a misspelling only
}

// counts counts strings.
type counts map[string]int

// bestLemma is best, but of several lemmas it takes the word itself if it is
// one of them.
func (c counts) bestLemma(word string) (string, int) {
	top, n := c.best()
	if n > 0 && c[word] == n {
		return word, n
	}
	return top, n
}

// best returns the commonest string, of several the first in order, and its
// count; "" and 0 if there is none.
func (c counts) best() (string, int) {
	top, n := "", 0
	for _, s := range slices.Sorted(maps.Keys(c)) {
		if c[s] > n {
			top, n = s, c[s]
		}
	}
	return top, n
}

// add counts s, making the map if need be.
func (c *counts) add(s string) {
	if *c == nil {
		*c = counts{}
	}
	(*c)[s]++
}

// word returns the counts of a folded word.
func (st *lexiconStats) word(key string) *wordCount {
	w := st.words[key]
	if w == nil {
		w = &wordCount{tags: map[lexTag]*meaningCount{}}
		st.words[key] = w
	}
	return w
}

// sentence counts the words of one sentence.
func (st *lexiconStats) sentence(d *doc.Doc, s doc.Sentence) {
	ordinary := GoldCase(d, s) == CaseOrdinary
	initial := true
	for i := s.First; i < s.Last; i++ {
		t := &d.Tokens[i]
		if t.UPOS == "" {
			continue
		}
		form := d.Word(i)
		st.token(form, t, initial)
		if ordinary && !strings.Contains(t.Feats, "Typo=Yes") {
			st.form(form, t, initial)
		}
		if t.UPOS != "PUNCT" {
			initial = false
		}
	}
}

// token counts the lemma and the features of one token.
func (st *lexiconStats) token(form string, t *doc.Token, initial bool) {
	if t.Lemma == "" || t.Lemma == "_" {
		return
	}
	tag := lexTag{t.UPOS, t.XPOS}
	tc := st.tags[tag]
	if tc == nil {
		tc = &tagCount{}
		st.tags[tag] = tc
	}
	tc.feats.add(t.Feats)
	if first, _ := firstRune(form); !initial && isUpper(first) {
		if l, _ := firstRune(t.Lemma); isUpper(l) {
			tc.kept++
		} else {
			tc.lost++
		}
	}
	key := lang.FoldWord(nil, form)
	m := st.word(string(key)).meaning(tag)
	m.lemmas.add(t.Lemma)
	m.feats.add(t.Feats)
	m.typo = m.typo && strings.Contains(t.Feats, "Typo=Yes")
	if p, ok := lang.DigitPattern(nil, key); ok {
		p := st.word(string(p)).meaning(tag)
		p.feats.add(t.Feats)
	}
}

// meaning returns the counts of a word under a pair of tags.
func (w *wordCount) meaning(tag lexTag) *meaningCount {
	m := w.tags[tag]
	if m == nil {
		m = &meaningCount{typo: true}
		w.tags[tag] = m
	}
	return m
}

// tables turns the counts into tables, sorted.
func (st *lexiconStats) tables() *lang.LexiconTables {
	t := &lang.LexiconTables{}
	order := slices.SortedFunc(maps.Keys(st.tags), func(a, b lexTag) int {
		return cmp.Or(cmp.Compare(a.upos, b.upos), cmp.Compare(a.xpos, b.xpos))
	})
	number := map[lexTag]int{}
	for i, tag := range order {
		number[tag] = i
		tc := st.tags[tag]
		feats, _ := tc.feats.best()
		t.Tags = append(t.Tags, lang.TagRow{UPOS: tag.upos, XPOS: tag.xpos, Feats: feats,
			KeepCase: properTag(tag) && tc.kept > tc.lost})
	}
	st.markBases()
	for _, key := range slices.Sorted(maps.Keys(st.words)) {
		t.Words = append(t.Words, st.words[key].row(key, order, number))
	}
	t.Rules = st.rules(order)
	return t
}

// row turns the counts of one word into its row.
func (w *wordCount) row(key string, order []lexTag, number map[lexTag]int) lang.WordRow {
	r := lang.WordRow{Word: key, Base: w.base, Capital: capitalRank(w.caps, w.lowers)}
	r.Proper, _ = w.proper.best()
	r.Other, _ = w.other.best()
	for _, tag := range order {
		m := w.tags[tag]
		if m == nil {
			continue
		}
		lemma, n := m.lemmas.bestLemma(key)
		if n == 0 { // a pseudo-word of DigitPattern
			lemma = key
		}
		feats, _ := m.feats.best()
		r.Entries = append(r.Entries, lang.EntryRow{Tag: number[tag], Lemma: lemma, Feats: feats})
	}
	return r
}

// properTag tells whether a pair of tags is that of proper names.
func properTag(t lexTag) bool {
	return t.upos == "PROPN" || t.xpos == "NNP" || t.xpos == "NNPS"
}

// markBases marks the words that are base forms, making those that only occur
// inflected.
func (st *lexiconStats) markBases() {
	for _, key := range slices.Sorted(maps.Keys(st.words)) {
		for tag, m := range st.words[key].tags {
			bit := lang.BaseBit(tag.upos)
			if bit == 0 || m.typo || properTag(tag) {
				continue
			}
			if lemma, n := m.lemmas.best(); n > 0 {
				st.word(string(lang.FoldWord(nil, lemma))).base |= bit
			}
		}
	}
}
