package lang

// maxGapFeatures is the most features that a gap has.
const maxGapFeatures = 40

// Features appends the hashed features of the gap before token i to f. The
// sentence must have been begun with Begin, and gaps be asked for in order.
func (g *Gaps) Features(i int, f []uint32) []uint32 {
	t := g.toks[i : i+5] // two tokens before the gap, three behind
	l2, l, r, r2, r3 := &t[0], &t[1], &t[2], &t[3], &t[4]
	c := context{f: f}
	rk := plain(r.kind)
	kinds := pair(l.kind, rk)
	c.add(1, kinds)
	c.add(2, kinds, uint32(l2.kind))
	c.add(3, kinds, uint32(plain(r2.kind)))
	c.add(4, kinds, uint32(l2.kind), uint32(plain(r2.kind)))
	c.add(5, kinds, uint32(plain(r2.kind)), uint32(plain(r3.kind)))
	c.add(6, l.word, uint32(l2.kind))
	c.add(7, r.word, uint32(rk))
	c.add(8, l.word, uint32(rk))
	c.add(9, r.word, kinds)
	c.add(10, l.word, r.word)
	c.add(11, l2.word, l.word, uint32(rk))
	c.add(12, r.word, r2.word, uint32(l.kind))
	c.add(13, kinds, uint32(r.gap))
	c.add(14, l2.word, kinds)
	c.add(15, r2.word, kinds)

	e, first := g.lastWord(i), g.firstWord(i)
	ends := pair(e.kind, plain(first.kind))
	length := bucket(i - g.start)
	start := g.toks[g.start+2].kind
	c.add(16, ends, uint32(r.gap))
	c.add(17, ends, uint32(l.kind))
	c.add(18, uint32(e.kind), first.word)
	c.add(19, ends, uint32(r.inside), uint32(coarse(start)))
	c.add(20, ends, length)
	c.add(21, ends, length, uint32(start))
	c.add(22, ends, ahead(l.ahead))
	c.add(23, ends, ahead(r.ahead), length)
	c.add(24, ends, uint32(g.last), length)
	c.add(25, ends, g.titleShare(i), length)
	c.add(26, uint32(l.kind), uint32(r.inside), uint32(r.gap))
	c.add(27, kinds, uint32(g.toks[g.start+2].kind), min(uint32(i-g.start), 4))
	c.add(28, g.toks[g.start+2].word, ends)
	c.add(29, ends, r.word^g.toks[g.start+2].word*31)
	c.add(30, ends, uint32(r.final), ahead(l.ahead))
	rough := pair(coarseLeft(e.kind), coarse(first.kind))
	c.add(32, rough, uint32(coarseLeft(l.kind)), uint32(coarse(r.kind)))
	c.add(33, rough, uint32(r.inside), uint32(coarse(start)))
	c.add(34, rough, length)
	c.add(35, ends, uint32(first.class))
	c.add(36, rough, uint32(first.class), uint32(r.gap))
	c.add(37, kinds, uint32(l2.kind), uint32(r.class))
	if l.kind == kindCloseQuote || l.kind == kindClose {
		c.add(38, ends, g.saidBy(i))
	}
	c.add(31, l.word, uint32(l2.kind), uint32(rk))
	return c.f
}

// context collects hashed features.
type context struct{ f []uint32 }

// add appends the hash of a feature: the number of its template and values.
func (c *context) add(template uint32, values ...uint32) {
	h := template * 0x9e3779b1
	for _, v := range values {
		h = (h ^ v) * 0x85ebca6b
		h ^= h >> 15
	}
	h *= 0xc2b2ae35
	c.f = append(c.f, max(h^h>>16, 1)) // 0 marks free places
}

func pair(a, b tokKind) uint32 { return uint32(a)<<8 | uint32(b) }

// plain takes the abbreviations with capitals for other words with capitals:
// behind a gap they are too rare to be learned one by one.
func plain(k tokKind) tokKind {
	switch k {
	case kindInitial, kindAbbrTitle, kindAbbrMonth, kindAbbrNumber, kindAbbr:
		return kindTitle
	case kindAcronym:
		return kindUpper
	}
	return k
}

// coarse joins kinds that differ little in what stands around them.
func coarse(k tokKind) tokKind {
	switch k {
	case kindUpper, kindMixed, kindPronoun, kindInitial, kindAcronym, kindAbbrTitle, kindAbbrMonth, kindAbbrNumber, kindAbbr:
		return kindTitle
	case kindAsk:
		return kindStop
	case kindCloseQuote:
		return kindClose
	case kindSymbol, kindRule, kindSmiley:
		return kindBullet
	}
	return k
}

// coarseLeft is coarse for what stands before a gap, where it matters if a
// stop may be one of an abbreviation only.
func coarseLeft(k tokKind) tokKind {
	switch k {
	case kindAcronym, kindAbbr:
		return k
	case kindInitial, kindAbbrTitle, kindAbbrMonth, kindAbbrNumber:
		return kindInitial
	}
	return coarse(k)
}

// lastWord returns the last token before the gap before token i that is no
// closing quote or bracket. A bracket counts only if it seems to have opened
// with the sentence: one inside ends no sentence with the stop in it.
func (g *Gaps) lastWord(i int) *gapToken {
	whole := g.toks[g.start+2].kind == kindOpen
	for j := i - 1; j > g.start; j-- {
		if k := g.toks[j+2].kind; k != kindCloseQuote && (k != kindClose || !whole) {
			return &g.toks[j+2]
		}
	}
	return &g.toks[i+1]
}

// firstWord returns the first token from i on, of three, that is no opening
// quote, bracket or bullet.
func (g *Gaps) firstWord(i int) *gapToken {
	for j := i; j < i+2; j++ {
		switch t := &g.toks[j+2]; t.kind {
		case kindOpen, kindOpenQuote, kindBullet, kindDash:
			if g.toks[j+3].gap == gapBlank {
				return t
			}
		default:
			return t
		}
	}
	return &g.toks[i+4]
}

// saidBy returns 1 if a speaker and a verb of saying seem to follow from token
// i on: "Ahmed Nur said".
func (g *Gaps) saidBy(i int) uint32 {
	for j := i + 2; j < min(i+7, len(g.toks)) && g.toks[j].gap != gapBlank; j++ {
		t := &g.toks[j]
		switch t.kind {
		case kindTitle, kindUpper, kindMixed, kindPronoun, kindInitial, kindAbbrTitle, kindDash:
		case kindLower:
			if t.class == wordSpeech {
				return 1
			}
			return 0
		default:
			return 0
		}
	}
	return 0
}

// titleShare returns in eighths which part of the sentence's words before
// token i have capitals.
func (g *Gaps) titleShare(i int) uint32 {
	for ; g.upTo < i; g.upTo++ {
		switch g.toks[g.upTo+2].kind {
		case kindTitle, kindUpper, kindMixed, kindInitial, kindAcronym, kindAbbrTitle, kindNumber:
			g.titles++
		}
	}
	return uint32(8 * g.titles / (i - g.start))
}

// bucket maps a length in tokens to a class.
func bucket(n int) uint32 {
	switch {
	case n < 6:
		return uint32(n)
	case n < 10:
		return 6
	case n < 15:
		return 7
	case n < 25:
		return 8
	case n < 40:
		return 9
	case n < 70:
		return 10
	}
	return 11
}

// ahead maps the distance to the next stop to a class.
func ahead(n uint8) uint32 {
	if n == 255 {
		return 20
	}
	return bucket(int(n))
}
