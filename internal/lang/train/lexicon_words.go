package train

import (
	"fmt"
	"strings"

	"parley/internal/lang"
)

// addOwnWords adds the hand-written words of package lang where the training
// texts say nothing.
func (st *lexiconStats) addOwnWords() error {
	for _, list := range [...]struct {
		name, text string
		add        func(cols []string) bool
	}{
		{"irregular words", lang.IrregularWords(), st.addIrregular},
		{"base words", lang.BaseWords(), st.addBases},
		{"cased words", lang.CasedWords(), st.addCased},
	} {
		n := 0
		for line := range strings.Lines(list.text) {
			n++
			line = strings.TrimRight(line, "\r\n")
			if line == "" || line[0] == '#' {
				continue
			}
			if !list.add(strings.Split(line, "\t")) {
				return fmt.Errorf("%s: line %d: cannot read %q", list.name, n, line)
			}
		}
	}
	return nil
}

// irregularTags are the tags of the forms of a class of irregular words, the
// base form first.
var irregularTags = map[string][]lexTag{
	"verb": {{"VERB", "VB"}, {"VERB", "VBD"}, {"VERB", "VBN"}},
	"ing":  {{"VERB", "VB"}, {"VERB", "VBG"}},
	"noun": {{"NOUN", "NN"}, {"NOUN", "NNS"}},
	"adj":  {{"ADJ", "JJ"}, {"ADJ", "JJR"}, {"ADJ", "JJS"}},
	"adv":  {{"ADV", "RB"}, {"ADV", "RBR"}, {"ADV", "RBS"}},
}

func (st *lexiconStats) addIrregular(cols []string) bool {
	tags := irregularTags[cols[0]]
	forms := cols[1:]
	if tags == nil || len(forms) != len(tags) {
		return false
	}
	base := forms[0]
	for i, tag := range tags {
		if st.tags[tag] == nil {
			continue // training texts without the tag: nobody will ask
		}
		for form := range strings.SplitSeq(forms[i], "/") {
			m := st.word(form).meaning(tag)
			if m.lemmas == nil {
				m.lemmas = counts{}
			}
			m.lemmas[base] += ownLemma
			if len(m.feats) == 0 {
				feats, _ := st.tags[tag].feats.best()
				m.feats = counts{feats: 1}
			}
			m.typo = false
		}
	}
	return true
}

func (st *lexiconStats) addBases(cols []string) bool {
	if len(cols) != 2 || lang.BaseBit(cols[0]) == 0 {
		return false
	}
	for w := range strings.FieldsSeq(cols[1]) {
		st.word(w).base |= lang.BaseBit(cols[0])
	}
	return true
}

func (st *lexiconStats) addCased(cols []string) bool {
	if len(cols) != 2 || cols[0] != "name" && cols[0] != "both" {
		return false
	}
	for form := range strings.FieldsSeq(cols[1]) {
		w := st.word(string(lang.FoldWord(nil, form)))
		if len(w.proper) == 0 {
			w.proper = counts{form: 1}
		}
		if cols[0] == "both" && len(w.other) == 0 {
			w.other = counts{form: 1}
		}
		if first, _ := firstRune(form); w.caps+w.lowers == 0 && isUpper(first) {
			w.caps = ownCaps
		}
	}
	return true
}

// ownLemma is how often a hand-written form counts as seen; enough to outvote
// the odd slip of an annotator ("flead" for fled).
const ownLemma = 4

// ownCaps is how often a hand-written word counts as seen with its capital.
const ownCaps = 3
