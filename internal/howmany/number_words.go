package howmany

// fraction reads "two-thirds" and "one in a third's" kin: a fraction word
// behind a small number.
func (r *reading) fraction(n *number, end int) {
	if n.class != classUnit || n.value < 1 || n.value > 9 || n.scale != 1 {
		return
	}
	i := n.last
	if i < end && isHyphen(r.low[i]) {
		i++
	}
	if i >= end || r.words[i] == nil {
		return
	}
	w := r.words[i]
	if w.class == classFractions || w.class == classFraction && n.value == 1 {
		n.class, n.last = classFraction, i+1
		n.value = round1(min(100, n.value*w.low))
		n.low, n.high = n.value, n.value
	}
}

// afterArticle reads "a dozen", "a hundred", "a couple", "a third".
func (r *reading) afterArticle(n number, end int) (number, bool) {
	i := n.core + 1
	if i >= end || r.words[i] == nil {
		return n, false
	}
	w := r.words[i]
	switch w.class {
	case classScale:
		if isSuffix(r.low[i]) {
			return n, false
		}
		n.last = i + 1
		n.value, n.scale = w.low, w.low
		if w.low < 1000 {
			n.scale = 1
		}
		n.low, n.high = n.value, n.value
		r.multiply(&n, end)
		return n, true
	case classVague, classExact:
		if r.low[i] == "several" || r.low[i] == "both" {
			return n, false
		}
		return r.vague(n, i, end)
	case classFraction:
		if !r.wholeFollows(i+1, end) {
			return n, false
		}
		n.class, n.last, n.value = classFraction, i+1, round1(w.low)
		n.low, n.high = n.value, n.value
		return n, true
	case classPart:
		return r.shareOrRank(n, i, end)
	}
	return n, false
}

// vague reads a word such as "dozens" or "several" at token i, with what
// multiplies it: "tens of thousands", "several hundred".
func (r *reading) vague(n number, i, end int) (number, bool) {
	w := r.words[i]
	if !r.vagueHere(n, i, end) {
		return n, false
	}
	n.last, n.low, n.high, n.vague = i+1, w.low, w.high, w.class == classVague
	n.value = w.low
	for n.last < end {
		j := n.last
		if r.low[j] == "of" && j+1 < end {
			j++
		}
		next := r.words[j]
		if next == nil || isSuffix(r.low[j]) {
			break
		}
		switch {
		case next.class == classScale && (j == n.last || r.low[i] == "couple"):
			n.low, n.high = n.low*next.low, (n.high+1)*next.low-1
		case next.class == classVague && j > n.last && next.high > 199:
			base := next.low / 2
			n.low, n.high = n.low*base, (n.high+1)*base-1
		default:
			next = nil
		}
		if next == nil {
			break
		}
		n.last = j + 1
		n.vague = true
	}
	n.value = n.low
	n.word = r.phrase(i, n.last)
	return n, true
}

// vagueHere sorts out vague words that are none here: "few" and "couple"
// without an article, "scores" as a verb, "both … and".
func (r *reading) vagueHere(n number, i, end int) bool {
	tok := &r.d.Tokens[i]
	switch r.low[i] {
	case "few":
		return i > n.first || i > 0 && fewAfter[r.low[i-1]]
	case "couple", "handful", "pair", "trio":
		return i > n.first
	case "tens":
		return i+2 < end && r.low[i+1] == "of" && r.words[i+2] != nil && r.words[i+2].class == classVague
	case "both":
		return tok.Deprel != "cc:preconj" && tok.UPOS != "CCONJ" || i+2 < end && r.d.Tokens[i+1].XPOS == "NNS" && r.low[i+2] != "and"
	case "scores":
		return tok.UPOS != "VERB" && (i+1 < end && r.low[i+1] == "of" || tok.UPOS == "NOUN")
	}
	return tok.UPOS != "VERB" && tok.UPOS != "PROPN"
}

// fewAfter are words after which "few" is a number of some: "the past few
// months".
var fewAfter = map[string]bool{
	"past": true, "last": true, "next": true, "first": true, "those": true, "these": true,
	"every": true, "coming": true, "previous": true, "recent": true, "very": true, "final": true, "following": true,
}

// shareOrRank reads "half of", "most of", "second round" at token i.
func (r *reading) shareOrRank(n number, i, end int) (number, bool) {
	w := r.words[i]
	n.last, n.low, n.high, n.value = i+1, w.low, w.high, w.low
	switch w.class {
	case classPart:
		if !r.partFollows(i, end) {
			return n, false
		}
		n.class, n.word, n.vague = classPart, r.low[i], w.low != w.high
		return n, true
	case classFraction:
		if r.low[i] == "half" {
			return r.half(n, i, end)
		}
		if rank := ranks[r.low[i]]; rank > 0 {
			n.low, n.high, n.value = rank, rank, rank
		}
	}
	if !r.rankHere(i, end) {
		return n, false
	}
	n.class = classOrdinal
	return n, true
}

// ranks are the words that are both a fraction and a rank.
var ranks = map[string]float64{
	"third": 3, "quarter": 0, "fifth": 5, "sixth": 6, "seventh": 7, "eighth": 8, "ninth": 9, "tenth": 10,
}

// rankHere reports whether an ordinal at token i stands before a noun.
func (r *reading) rankHere(i, end int) bool {
	if r.low[i] == "quarter" || r.d.Tokens[i].UPOS == "ADV" || i+1 >= end {
		return false
	}
	for j := i + 1; j < min(end, i+4); j++ {
		switch r.d.Tokens[j].UPOS {
		case "NOUN", "PROPN":
			return true
		case "ADJ", "NUM":
		default:
			return false
		}
	}
	return false
}

// half reads "half a dozen" and "half of", "half the".
func (r *reading) half(n number, i, end int) (number, bool) {
	if i+2 < end && (r.low[i+1] == "a" || r.low[i+1] == "an") {
		if w := r.words[i+2]; w != nil && w.class == classScale {
			n.last, n.value = i+3, w.low/2
			n.low, n.high = n.value, n.value
			return n, true
		}
		if r.kindOf(i+2) == unitTime {
			n.last, n.value = i+2, 0.5
			n.low, n.high = n.value, n.value
			return n, true
		}
	}
	if !r.wholeFollows(i+1, end) {
		return n, false
	}
	n.class = classFraction
	return n, true
}

// wholeFollows reports whether a whole that something is a fraction of
// follows: "of them", "the town".
func (r *reading) wholeFollows(i, end int) bool {
	if i >= end {
		return false
	}
	switch r.low[i] {
	case "of", "the", "its", "their", "his", "her", "our", "all", "that":
		return true
	}
	return false
}

// partFollows sorts out "all" and "most" that are no share: a share has "of"
// behind it, or for "almost all" a noun.
func (r *reading) partFollows(i, end int) bool {
	if i+1 >= end {
		return false
	}
	if r.low[i+1] == "of" {
		return r.low[i] != "minority" && r.low[i] != "majority" || i > 0 && r.d.Tokens[i-1].UPOS != "NOUN"
	}
	if r.low[i] != "all" || i == 0 {
		return false
	}
	switch r.low[i-1] {
	case "almost", "nearly", "virtually":
		up := r.d.Tokens[i+1].UPOS
		return up == "NOUN" || up == "ADJ" || up == "DET" || up == "PROPN"
	}
	return false
}
