package howmany

import (
	"parley/internal/doc"
)

// number is a number in the text, without what it counts.
type number struct {
	// first and last bound its tokens with qualifiers, core those of the number
	// itself: [core, last).
	first, core, last int
	// value is what is printed: of a range the lower end.
	value float64
	// low and high are its bounds, qualifiers applied.
	low, high float64
	// class is classUnit for an amount, classOrdinal for a rank, classFraction
	// and classPart for a share in percent.
	class class
	vague bool
	word  string // vague word and qualifiers as written
	// digits is true for figures, plain for bare ones ("2254"): what may be a
	// year or a name.
	digits, plain bool
	open          bool    // no lower bound: "up to 28"
	scale         float64 // by which words such as "million" multiplied it
}

// number reads the number that begins at token i, with its range and its
// qualifiers.
func (r *reading) number(i int, s doc.Sentence) (number, bool) {
	n, ok := r.simple(i, s.Last)
	if !ok {
		return n, false
	}
	if n, ok = r.ranged(n, s); !ok {
		return n, false
	}
	if in, ok := r.oneIn(n, s.Last); ok {
		n = in
	}
	if n.core > s.First && r.moneyBefore(&n) {
		n.first = n.core - 1
	}
	r.qualify(&n, s)
	return n, true
}

// simple reads one number from token i on, at most to token end.
func (r *reading) simple(i, end int) (number, bool) {
	if i >= end {
		return number{}, false
	}
	n := number{first: i, core: i, last: i + 1, class: classUnit, scale: 1}
	w := r.words[i]
	switch {
	case startsWithDigit(r.low[i]):
		if !r.figures(&n, end) {
			return n, false
		}
	case w == nil:
		return n, false
	case w.role == roleArticle:
		return r.afterArticle(n, end)
	case w.class == classUnit || w.class == classTen || w.class == classScale:
		if !r.spelled(&n, end) {
			return n, false
		}
	case w.class == classVague || w.class == classExact:
		return r.vague(n, i, end)
	case w.class == classFraction || w.class == classOrdinal || w.class == classPart:
		return r.shareOrRank(n, i, end)
	default:
		return n, false
	}
	r.andHalf(&n, end)
	r.multiply(&n, end)
	r.fraction(&n, end)
	return n, true
}

// figures reads digits at n.last-1: "28", "1,200", "1 200", "1.2", "4th".
func (r *reading) figures(n *number, end int) bool {
	i := n.core
	value, form := parseFigures(r.low[i])
	if form == formNone {
		return false
	}
	n.digits, n.plain = true, form == formPlain
	if form == formOrdinal {
		n.class = classOrdinal
	}
	// "1 200": thin spaces between thousands become tokens of three digits.
	for form == formPlain && len(r.low[i]) <= 3 && n.last < end && r.spaced(n.last) {
		tail, f := parseFigures(r.low[n.last])
		if f != formPlain || len(r.low[n.last]) != 3 || i > 0 && r.words[i-1] == nil && isMonth(r.low[i-1]) {
			break
		}
		value = value*1000 + tail
		n.last++
		n.plain = false
	}
	n.value, n.low, n.high = value, value, value
	return true
}

// spaced reports whether exactly one character, a blank, parts token i from
// the one before.
func (r *reading) spaced(i int) bool {
	gap := r.d.Text[r.d.Tokens[i-1].End:r.d.Tokens[i].Start]
	return gap == " " || gap == "\u00a0" || gap == "\u202f" || gap == "\u2009"
}

// attached reports whether nothing stands between token i and the one before.
func (r *reading) attached(i int) bool {
	return i > 0 && i < len(r.low) && r.d.Tokens[i-1].End == r.d.Tokens[i].Start
}

// spelled reads words such as "three hundred and twenty-eight".
func (r *reading) spelled(n *number, end int) bool {
	var total, cur, top float64
	prev := class("")
	i := n.core
	for ; i < end; i++ {
		w := r.words[i]
		if w == nil || w.class == "" {
			next := class("")
			if i+1 < end && r.words[i+1] != nil {
				next = r.words[i+1].class
			}
			if prev == classTen && isHyphen(r.low[i]) && next == classUnit ||
				prev == classScale && r.low[i] == "and" && (next == classUnit || next == classTen) && r.low[i+1] != "zero" {
				continue
			}
			break
		}
		fits := w.class == classUnit && (prev == "" || prev == classScale || prev == classTen && w.low > 0 && w.low < 10) ||
			w.class == classTen && (prev == "" || prev == classScale) ||
			w.class == classScale && prev != "" && !isSuffix(r.low[i])
		if !fits {
			break
		}
		switch {
		case w.class != classScale:
			cur += w.low
		case w.low < 1000:
			cur = max(cur, 1) * w.low
		default:
			total, cur, top = total+max(cur, 1)*w.low, 0, max(top, w.low)
		}
		prev = w.class
	}
	if prev == "" || i == n.core {
		return false
	}
	n.last = i
	n.value = total + cur
	n.low, n.high = n.value, n.value
	if top > 0 && cur == 0 {
		n.scale = top
	}
	return true
}

// andHalf reads "and a half" behind the number.
func (r *reading) andHalf(n *number, end int) {
	if n.class == classUnit && n.last+2 < end && r.low[n.last] == "and" && r.low[n.last+1] == "a" && r.low[n.last+2] == "half" {
		n.value += 0.5
		n.low, n.high = n.value, n.value
		n.last += 3
	}
}

// multiply reads scale words behind figures: "1.2 million", "2.5m", "5 dozen".
func (r *reading) multiply(n *number, end int) {
	if n.class != classUnit {
		return
	}
	for n.last < end {
		w := r.words[n.last]
		if w == nil || w.class != classScale || isSuffix(r.low[n.last]) && !r.isScaleSuffix(n, end) {
			return
		}
		n.value *= w.low
		n.low, n.high, n.scale, n.plain = n.value, n.value, n.scale*w.low, false
		n.last++
	}
}

// isScaleSuffix tells the "m" of "2.5m people" and "$3m" from that of metres.
func (r *reading) isScaleSuffix(n *number, end int) bool {
	i := n.last
	money := n.core > 0 && r.kindOf(n.core-1) == unitMoney
	if !money && !r.attached(i) {
		return false
	}
	if r.low[i] != "m" || money || r.d.Tokens[i].Lemma == "million" {
		return true
	}
	if i+1 >= end {
		return false
	}
	next := r.d.Tokens[i+1].UPOS
	return next == "NOUN" || next == "VERB" || next == "AUX"
}
