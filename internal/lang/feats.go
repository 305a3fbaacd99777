package lang

import "parley/internal/doc"

// Features fills Token.Feats of every token from its form, its UPOS and its
// XPOS: the commonest features of the word under those tags, or else of the
// tags. Tags that the training texts lack get none. What only the syntax
// tells (the number of a past tense, the voice of a participle) is the
// commonest value.
func (l *Lexicon) Features(d *doc.Doc) {
	for i := range d.Tokens {
		t := &d.Tokens[i]
		form := t.Cased
		if form == "" {
			form = d.Text[t.Start:t.End]
		}
		t.Feats = l.features(form, t.UPOS, t.XPOS)
	}
}

func (l *Lexicon) features(form, upos, xpos string) string {
	tag := l.tag(upos, xpos)
	if tag == unknown {
		return ""
	}
	var buf, pat [64]byte
	key := FoldWord(buf[:0], form)
	e := l.seenUnder(l.find(key), tag)
	if e == nil {
		if p, ok := DigitPattern(pat[:0], key); ok {
			e = l.seenUnder(l.find(p), tag)
		}
	}
	if e == nil {
		return l.str(l.tags[tag].feats)
	}
	return l.str(e.feats)
}

// seenUnder returns what word w, or unknown, means under exactly this tag; nil
// if it was not seen so.
func (l *Lexicon) seenUnder(w, tag int) *lexEntry {
	if w == unknown {
		return nil
	}
	all := l.entries[l.words[w].first:l.words[w+1].first]
	for i := range all {
		if int(all[i].tag) == tag {
			return &all[i]
		}
	}
	return nil
}

// DigitPattern appends to dst the pseudo-word under which a lexicon lists the
// features of words with digits: "#" and the folded word with every run of
// digits as one 0. ok is false, and dst as it was, for a word without digits.
func DigitPattern(dst, key []byte) (pattern []byte, ok bool) {
	start := len(dst)
	dst = append(dst, '#')
	run := false
	for _, c := range key {
		digit := '0' <= c && c <= '9'
		switch {
		case !digit:
			dst = append(dst, c)
		case !run:
			dst = append(dst, '0')
			ok = true
		}
		run = digit
	}
	if !ok {
		return dst[:start], false
	}
	return dst, true
}
