package howmany

import "parley/internal/doc"

// counted finds what n counts: by the tree where it says so, else the noun
// that follows.
func (r *reading) counted(n *number, s doc.Sentence) counted {
	c := r.findCounted(n, s)
	for c.noun != doc.None && c.noun == c.anchor && !c.compound && n.class != classOrdinal && r.kindOf(c.noun) == "" {
		t := &r.d.Tokens[c.noun]
		if t.Deprel != "compound" && (t.Deprel != "nmod:poss" || t.UPOS != "PROPN") {
			break
		}
		if t.Head <= c.noun || t.Head > c.noun+4 || t.Head >= s.Last || !r.insidePhrase(c.noun, t.Head) {
			break
		}
		c.noun, c.anchor = t.Head, t.Head // the parser hung the number on a part of a longer noun
	}
	for range n.last - n.first {
		h := r.d.Tokens[c.anchor].Head
		if c.compound || h < n.first || h >= n.last {
			break
		}
		c.anchor = h // "close to 50 families" hangs by "close"
	}
	return c
}

func (r *reading) findCounted(n *number, s doc.Sentence) counted {
	x := r.treeToken(n)
	c := counted{noun: doc.None, anchor: x}
	if n.last >= s.Last {
		return c
	}
	if isHyphen(r.low[n.last]) && r.attached(n.last) && n.last+1 < s.Last && r.attached(n.last+1) {
		if up := r.d.Tokens[n.last+1].UPOS; up == "NOUN" || up == "PROPN" || r.lemmas[n.last+1] != nil {
			return counted{noun: n.last + 1, anchor: n.last + 1, compound: true}
		}
	}
	if r.low[n.last] == "of" && n.last+1 < s.Last {
		c.noun = r.complement(x, n.last, s)
		switch r.low[n.last+1] {
		case "the", "those", "these", "his", "her", "its", "their", "our", "my", "your":
			c.of = true
		case "them", "whom", "us", "you", "which":
			c.of, c.noun = true, doc.None
		default:
			if !n.vague && n.class == classUnit && n.digits {
				c.noun = doc.None // "5 of May", "3 of Kabul"
			}
		}
		return c
	}
	if n.first < n.core && r.moneyBefore(n) {
		return c
	}
	if isQuote(r.low[n.last]) && n.last+1 < s.Last && r.d.Tokens[n.last+1].UPOS == "NOUN" {
		return counted{noun: n.last + 1, anchor: n.last + 1} // "at least 80" people
	}
	if n.last+1 < s.Last && r.low[n.last] == "per" && r.low[n.last+1] == "cent" {
		return counted{noun: n.last + 1, anchor: n.last + 1}
	}
	if h := r.d.Tokens[x].Head; h >= n.last && h < s.Last && r.insidePhrase(n.last, h) && isNumberOf(r.d.Tokens[x].Deprel) {
		switch r.d.Tokens[h].UPOS {
		case "NOUN", "PROPN", "SYM":
			c.noun, c.anchor = h, h
			return c
		}
	}
	if noun := r.nounPhrase(n.last, s); noun != doc.None && !r.sibling(x, noun) {
		c.noun, c.anchor = noun, noun
	}
	return c
}

// sibling reports whether the noun is another complement of the verb that x
// belongs to: "took dozens hostage".
func (r *reading) sibling(x, noun int) bool {
	a, b := &r.d.Tokens[x], &r.d.Tokens[noun]
	return a.Head >= 0 && a.Head == b.Head && a.Head < x && r.d.Tokens[a.Head].UPOS == "VERB"
}

// isNumberOf reports whether a relation can tie a number to what it counts.
func isNumberOf(rel string) bool {
	switch rel {
	case "nummod", "compound", "amod", "det", "nmod", "nmod:unmarked", "advmod", "dep", "flat", "det:predet":
		return true
	}
	return false
}

// treeToken returns the token by which n hangs in the tree.
func (r *reading) treeToken(n *number) int {
	x := n.last - 1
	for x > n.core && r.words[x] == nil && !startsWithDigit(r.low[x]) {
		x--
	}
	for range n.last - n.first {
		h := r.d.Tokens[x].Head
		if h < n.first || h >= n.last {
			break
		}
		x = h
	}
	return x
}

func isQuote(w string) bool {
	switch w {
	case `"`, "“", "”", "'", "’", "‘", "''":
		return true
	}
	return false
}

// insidePhrase reports whether tokens [i, noun) can stand between a number
// and its noun.
func (r *reading) insidePhrase(i, noun int) bool {
	for ; i < noun; i++ {
		t := &r.d.Tokens[i]
		switch t.UPOS {
		case "ADJ", "NOUN", "PROPN", "NUM", "X", "SYM":
		case "PART":
			if t.XPOS != "POS" {
				return false
			}
		case "PUNCT":
			if w := r.low[i]; !isHyphen(w) && !isQuote(w) && w != "," {
				return false
			}
		case "VERB":
			if t.XPOS != "VBN" && t.XPOS != "VBG" || t.Deprel != "amod" && t.Deprel != "compound" {
				return false
			}
		case "ADV", "CCONJ":
			if t.Head < i || t.Head > noun {
				return false
			}
		default:
			return false
		}
	}
	return true
}

// nounPhrase returns the last noun of the noun phrase without determiner that
// begins at token i, or None.
func (r *reading) nounPhrase(i int, s doc.Sentence) int {
	last := doc.None
	for j := i; j < min(s.Last, i+8); j++ {
		t := &r.d.Tokens[j]
		switch t.UPOS {
		case "NOUN", "PROPN", "SYM":
			if t.UPOS == "PROPN" && (isMonth(r.low[j]) || isDay(r.low[j])) {
				return last
			}
			last = j
			if t.XPOS == "NNS" || t.XPOS == "NNPS" {
				return last
			}
		case "NUM":
			if last != doc.None || j+1 >= s.Last || !isHyphen(r.low[j+1]) {
				return last // "a 12-year-old girl" goes on
			}
		case "ADJ":
			if last != doc.None || len(r.cuesOf(j)) > 0 && !r.nounNext(j, s) {
				return last
			}
		case "PUNCT":
			if !isHyphen(r.low[j]) || !r.attached(j) {
				return last
			}
		case "PART":
			if t.XPOS != "POS" {
				return last
			}
		default:
			return last
		}
	}
	return last
}

func (r *reading) nounNext(i int, s doc.Sentence) bool {
	return i+1 < s.Last && (r.d.Tokens[i+1].UPOS == "NOUN" || r.d.Tokens[i+1].UPOS == "PROPN" || r.d.Tokens[i+1].UPOS == "ADJ")
}

func isDay(s string) bool {
	switch s {
	case "monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday", "today", "yesterday", "tonight":
		return true
	}
	return false
}

// complement returns the noun behind "of" at token of that belongs to token
// x, or None.
func (r *reading) complement(x, of int, s doc.Sentence) int {
	for i := of + 1; i < min(s.Last, of+10); i++ {
		t := &r.d.Tokens[i]
		if t.Head == x && (t.Deprel == "nmod" || t.Deprel == "obl" || t.Deprel == "compound") {
			if t.UPOS == "NOUN" || t.UPOS == "PROPN" || t.UPOS == "ADJ" || t.UPOS == "VERB" || t.UPOS == "SYM" {
				return i
			}
			if _, ok := r.named(min(i+1, s.Last-1)); ok && t.UPOS == "NUM" {
				return i + 1 // "the 20 wounded"
			}
			return doc.None
		}
		if t.UPOS == "VERB" && t.XPOS != "VBN" {
			break
		}
	}
	i := of + 1
	for i < s.Last && (r.d.Tokens[i].UPOS == "DET" || r.d.Tokens[i].XPOS == "PRP$") {
		i++
	}
	if i < s.Last && r.d.Tokens[i].UPOS == "NUM" {
		i++
	}
	if noun := r.nounPhrase(i, s); noun != doc.None || i >= s.Last {
		return noun
	}
	if _, ok := r.named(i); ok {
		return i
	}
	return doc.None
}

// moneyBefore reports whether a sign or name of a currency stands just before
// the figures.
func (r *reading) moneyBefore(n *number) bool {
	return n.core > 0 && r.kindOf(n.core-1) == unitMoney
}

// isName reports whether the figures are none of amount: a name ("AK-47",
// "Resolution 2254"), a rank ("No. 2"), a part of a date, or a time of day.
func (r *reading) isName(n *number, s doc.Sentence) bool {
	if n.class == classFraction || n.class == classPart {
		return false
	}
	if i := n.core - 1; i >= s.First && n.first == n.core {
		prev := &r.d.Tokens[i]
		switch {
		case r.attached(n.core) && isHyphen(r.low[i]) && i > s.First && r.attached(i) && !startsWithDigit(r.low[i-1]) && !r.isNumberWord(i-1):
			return true // "AK-47"
		case r.attached(n.core) && (r.low[i] == "/" || r.low[i] == ":" || r.low[i] == "." || r.low[i] == "#"):
			return true
		case r.low[i] == "no." || r.low[i] == "no" && n.digits || r.low[i] == "number" || r.low[i] == "numbers" || r.low[i] == "nos.":
			return true
		case n.class == classUnit && r.kindOf(i) == unitLabel && prev.UPOS != "VERB" && prev.XPOS != "NNS" && n.value < 1e5:
			return true
		case n.plain && prev.UPOS == "PROPN" && prev.XPOS != "NNPS" && r.partOfName(n, i):
			return true
		}
	}
	return r.inDate(n, s) || r.inClock(n, s)
}

// isNumberWord reports whether token i is a number word of its own, and no
// letter such as the "M" of "M-16".
func (r *reading) isNumberWord(i int) bool {
	return r.words[i] != nil && r.words[i].class != "" && len(r.low[i]) > 1
}

// partOfName reports whether the figures belong to the name before them
// ("Camp David 2"): the tree hangs them there.
func (r *reading) partOfName(n *number, prev int) bool {
	t := &r.d.Tokens[n.core]
	return t.Head == prev && (t.Deprel == "flat" || t.Deprel == "nummod" || t.Deprel == "nmod" || t.Deprel == "compound")
}

// inClock reports whether n is a time of day.
func (r *reading) inClock(n *number, s doc.Sentence) bool {
	if n.last >= s.Last {
		return false
	}
	switch r.low[n.last] {
	case "am", "pm", "a.m.", "p.m.", "a.m", "p.m", "o'clock", "gmt", "utc", "hrs":
		return n.digits
	case ":", "/":
		return r.attached(n.last) && n.last+1 < s.Last && startsWithDigit(r.low[n.last+1])
	}
	return false
}

// inDate reports whether n is the day or the year of a date.
func (r *reading) inDate(n *number, s doc.Sentence) bool {
	if !n.digits || n.class != classUnit && n.class != classOrdinal {
		return false
	}
	if n.value <= 31 && n.value >= 1 {
		// "on 23 September 28 bodies were found": the day stands before the month.
		dayFirst := n.core-2 >= s.First && startsWithDigit(r.low[n.core-2])
		if r.afterMonth(n, s) && (!dayFirst || r.counted(n, s).noun == doc.None) {
			return true
		}
		if n.last < s.Last && isMonth(r.low[n.last]) && r.d.Tokens[n.last].UPOS == "PROPN" {
			return true
		}
	}
	if n.plain && n.value < 100 && r.afterMonth(n, s) && r.counted(n, s).noun == doc.None {
		return true // "28 Oct 89"
	}
	if n.plain && isYear(n.value) && (!r.countsSomething(n, s) || r.afterDay(n, s)) {
		return true
	}
	return r.inTime(n, s)
}

// afterDay reports whether a month and a day stand before the year n: "August
// 21, 2013".
func (r *reading) afterDay(n *number, s doc.Sentence) bool {
	i := n.core - 1
	if i > s.First && r.low[i] == "," {
		i--
	}
	return i > s.First && startsWithDigit(r.low[i]) && len(r.low[i]) <= 4 && isMonth(r.low[i-1])
}

// afterMonth reports whether the name of a month stands just before n.
func (r *reading) afterMonth(n *number, s doc.Sentence) bool {
	if n.core == s.First || !isMonth(r.low[n.core-1]) {
		return false
	}
	up := r.d.Tokens[n.core-1].UPOS
	return up != "AUX" && up != "VERB"
}

// countsSomething reports whether a four-digit number is tied to people or
// units right behind it: "the 2016 accord" is a year, "2016 people" are not.
func (r *reading) countsSomething(n *number, s doc.Sentence) bool {
	if n.first < n.core {
		return true
	}
	if n.core > s.First {
		switch r.low[n.core-1] {
		case "the", "in", "since", "by", "from", "until", "of", "late", "early", "mid", "'s", "’s":
			return false
		}
	}
	c := r.counted(n, s)
	if c.noun == doc.None {
		return false
	}
	k := r.kindOf(c.noun)
	return r.isPeople(c.noun) || k == unitTime || k == unitDistance || k == unitMoney || k == unitPercent ||
		k == unitThing && r.d.Tokens[c.noun].XPOS == "NNS"
}

// inTime reports whether an expression of time that is no length covers n.
func (r *reading) inTime(n *number, s doc.Sentence) bool {
	for k := r.timeAt(n.core); k < len(r.d.Times) && r.d.Times[k].First <= n.core; k++ {
		t := r.d.Times[k]
		if n.core >= t.First && n.core < t.Last && (t.Type == doc.TimeDate || t.Type == doc.TimeTime) {
			return r.kindOf(r.counted(n, s).noun) != unitTime
		}
	}
	return false
}

// timeAt returns the index of the first expression of time that ends after
// token i.
func (r *reading) timeAt(i int) int {
	lo, hi := 0, len(r.d.Times)
	for lo < hi {
		if mid := (lo + hi) / 2; r.d.Times[mid].Last <= i {
			lo = mid + 1
		} else {
			hi = mid
		}
	}
	return lo
}
