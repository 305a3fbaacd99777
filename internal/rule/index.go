package rule

import "slices"

// index finds the rules whose trigger may begin or stand at a token, by the
// narrowest thing that the trigger asks of one of its tokens.
type index struct {
	byWord [][]entry // by the number of a lemma or word
	byUPOS [][]entry // by position in uposValues
	rest   []entry   // triggers that may stand anywhere
	// waiting are the triggers that stand where a match is; see rule.wakes.
	waiting []entry
}

// entry is one trigger of a rule.
type entry struct {
	rule    int32 // in Grammar.rules
	trigger int16 // in rule.triggers
	offset  int16 // of the token that it is found by
	key     key
}

// newIndex files every trigger of the rules.
func newIndex(rules []*rule) index {
	x := index{byUPOS: make([][]entry, len(uposValues))}
	for i, r := range rules {
		for j, t := range r.triggers {
			x.file(entry{rule: int32(i), trigger: int16(j)}, t)
		}
	}
	return x
}

func (x *index) file(e entry, t trigger) {
	for _, k := range []key{keyLemma, keyWord, keyMatch, keyUPOS} {
		for offset, c := range t.tokens {
			anchor := c.anchor(k)
			if anchor == nil {
				continue
			}
			e.key, e.offset = k, int16(offset)
			switch k {
			case keyMatch:
				x.waiting = append(x.waiting, e)
			case keyUPOS:
				for i := range uposValues {
					if anchor.mask&(1<<i) != 0 {
						x.byUPOS[i] = append(x.byUPOS[i], e)
					}
				}
			default:
				x.fileWords(e, anchor)
			}
			return
		}
	}
	x.rest = append(x.rest, e)
}

func (x *index) fileWords(e entry, anchor *test) {
	for id := range anchor.words.all {
		if missing := int(id) + 1 - len(x.byWord); missing > 0 {
			x.byWord = append(x.byWord, make([][]entry, missing)...)
		}
		x.byWord[id] = append(x.byWord[id], e)
	}
}

// wakes lists the triggers that may stand where the rule has matched, since
// they ask for its label.
func (x *index) wakes(r *rule, rules []*rule) []entry {
	var out []entry
	for _, e := range x.waiting {
		o := rules[e.rule]
		anchor := o.triggers[e.trigger].tokens[e.offset].anchor(keyMatch)
		if o.priority >= r.priority && slices.ContainsFunc(anchor.texts, func(want string) bool { return isOf(r.label, want) }) {
			out = append(out, e)
		}
	}
	return out
}

// at calls each on the triggers that may stand at a token, given the numbers
// of its lemma and word and the position of its part of speech (-1 for none).
func (x *index) at(lemma, word int32, upos int, each func(entry)) {
	for _, look := range []struct {
		id  int32
		key key
	}{{lemma, keyLemma}, {word, keyWord}} {
		if look.id < 0 || int(look.id) >= len(x.byWord) {
			continue
		}
		for _, e := range x.byWord[look.id] {
			if e.key == look.key {
				each(e)
			}
		}
	}
	if upos >= 0 {
		for _, e := range x.byUPOS[upos] {
			each(e)
		}
	}
	for _, e := range x.rest {
		each(e)
	}
}
