package lang

import "unicode/utf8"

// edit finds how a folded word becomes its lemma: of the edits that its
// suffixes have, longest suffix first, the first that gives a known base form
// of the part of speech; failing that, the very first.
func (l *Lexicon) edit(key []byte, tag int) (cut int, tail string) {
	var cand [maxSuffix + 1]*lexRule // by length of the suffix
	h := suffixStart(uint16(tag))
	cand[0] = l.rule(h, tag, nil)
	for n := 1; n <= maxSuffix && n < len(key); n++ {
		h = (h ^ uint32(digitFold(key[len(key)-n]))) * fnvPrime
		cand[n] = l.rule(h, tag, key[len(key)-n:])
	}
	base := l.tags[tag].base
	found := false
	for n := maxSuffix; n >= 0; n-- {
		if cand[n] == nil {
			continue
		}
		for _, e := range l.edits[cand[n].first:cand[n].last] {
			if c := int(e.cut); c >= len(key) || c > 0 && !utf8.RuneStart(key[len(key)-c]) {
				continue
			}
			if !found {
				cut, tail, found = int(e.cut), l.str(e.tail), true
			}
			if base == 0 {
				return cut, tail
			}
			if int(e.cut) <= max(n, 1) && l.isBase(key[:len(key)-int(e.cut)], l.str(e.tail), base) {
				return int(e.cut), l.str(e.tail)
			}
		}
	}
	return cut, tail
}

// rule returns the rule for a suffix whose running hash is h, or nil.
func (l *Lexicon) rule(h uint32, tag int, suffix []byte) *lexRule {
	mask := uint32(len(l.ruleSlots) - 1)
	for h = mix(h) & mask; l.ruleSlots[h] != 0; h = (h + 1) & mask {
		r := &l.rules[l.ruleSlots[h]-1]
		if int(r.tag) == tag && sameSuffix(l.str(r.suffix), suffix) {
			return r
		}
	}
	return nil
}

// sameSuffix compares a rule's suffix with the end of a folded word.
func sameSuffix(rule string, suffix []byte) bool {
	if len(rule) != len(suffix) {
		return false
	}
	for i, c := range suffix {
		if rule[i] != digitFold(c) {
			return false
		}
	}
	return true
}

// digitFold maps every digit to 0.
func digitFold(c byte) byte {
	if '1' <= c && c <= '9' {
		return '0'
	}
	return c
}

// isBase tells whether stem plus tail is a known base form.
func (l *Lexicon) isBase(stem []byte, tail string, base uint8) bool {
	var buf [64]byte
	w := l.find(append(append(buf[:0], stem...), tail...))
	return w != unknown && l.words[w].base&base != 0
}
