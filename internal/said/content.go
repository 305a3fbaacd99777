package said

import "parley/internal/doc"

// place is where the content of a clause stands and how sure that is.
type place struct {
	start int
	// sure is true where "that", a colon or a quotation mark begins it.
	sure bool
}

// ahead looks for the content to the right of a reporting verb: past the
// person addressed, adverbs and phrases of time and occasion.
func (r *reading) ahead(c clause, addressee bool) (place, bool) {
	heard := !addressee
	for i := c.after; i < c.hi; {
		switch {
		case r.is(i, "that") && !r.determines(i):
			return place{i + 1, true}, i+1 < c.hi
		case r.is(i, ":"):
			return place{i + 1, true}, i+1 < c.hi
		case r.opensSpan(i):
			return place{i, true}, true
		case c.subj.head > c.v && i >= c.subj.phrase.First && i < c.subj.phrase.Last:
			i = c.subj.phrase.Last
			continue
		case r.isComma(i):
			return r.pastComma(c, i)
		case i >= c.end:
			return place{}, false
		case r.is(i, "how", "why", "what", "whether", "where", "who", "when", "if") && !r.pos(i, "ADP"):
			return place{i, true}, true
		}
		j := r.skip(c, i, &heard)
		if j == i {
			return place{i, false}, true
		}
		i = j
	}
	return place{}, false
}

// determines reports whether "that" at i points at a noun: "that attack".
func (r *reading) determines(i int) bool {
	return r.pos(i, "DET") && r.Tokens[i].Deprel == "det" && r.Tokens[i].Head > i
}

// opensSpan reports whether a quotation mark stands at i with what it opens.
func (r *reading) opensSpan(i int) bool {
	return r.isMark(i) && i+1 < len(r.Tokens) && r.spanAt[i+1] > 0 && r.spans[r.spanAt[i+1]-1].First == i+1
}

// pastComma goes on behind a comma: a quotation follows, or a phrase set
// between commas and then what is sure to be content.
func (r *reading) pastComma(c clause, i int) (place, bool) {
	if i+1 < c.hi && r.opensSpan(i+1) {
		return place{i + 1, true}, true
	}
	for j := i + 1; j < min(c.hi, i+15); j++ {
		switch {
		case r.isComma(j):
			switch {
			case j+1 >= c.hi:
			case r.is(j+1, "that") && !r.determines(j+1):
				return place{j + 2, true}, true
			case r.opensSpan(j + 1):
				return place{j + 1, true}, true
			case r.below(j+1, c.v) && c.after == i && r.finite(j+1, c.end):
				return place{j + 1, false}, true
			}
			return place{}, false
		case r.finite(j, j+1), r.isMark(j):
			return place{}, false
		}
	}
	return place{}, false
}

// skip returns where the piece at i ends if it stands between a verb and its
// content, or i if it belongs to the content.
func (r *reading) skip(c clause, i int, heard *bool) int {
	t := &r.Tokens[i]
	switch {
	case !*heard && r.startsPhrase(i):
		*heard = true
		return r.addressee(c, i)
	case r.pos(i, "ADV") && (t.Head == c.v || r.lemma(i, "publicly", "anonymously", "later", "earlier", "separately", "recently", "again", "today", "yesterday", "afterwards")):
		return i + 1
	case r.pos(i, "ADP") && r.thatAfter(c, i) != doc.None:
		return r.thatAfter(c, i)
	case r.pos(i, "ADP") && !r.is(i, "about", "around", "over") && i+1 < c.end:
		j := r.phraseEnd(i+1, c.end)
		if j == i+1 || r.isTimeOrChannel(i+1, j) || r.onVerb(c.v, i, j) {
			return r.pastPhrase(c, i, j)
		}
	case t.Head == c.v && t.Deprel == "obl:unmarked" || r.weekday(i):
		return max(i+1, min(int(r.right[i])+1, r.phraseEnd(i, c.end)))
	case r.pos(i, "DET", "ADJ") && i+1 < c.end && r.lemma(i+1, "week", "month", "day", "year", "morning", "evening", "night") && r.Tokens[i+1].Deprel == "obl:unmarked" && r.Tokens[i+1].Head == c.v:
		return i + 2
	}
	return i
}

// thatAfter returns the place of the "that" which only phrases without a verb
// part from i, or None: "in a report to parliament that".
func (r *reading) thatAfter(c clause, i int) int {
	for j := i + 1; j < min(c.hi, i+12); j++ {
		switch {
		case r.is(j, "that") && !r.determines(j):
			return j
		case r.pos(j, "VERB", "AUX") && r.Tokens[j].Deprel != "amod" && r.Tokens[j].Deprel != "acl", r.isMark(j), r.isComma(j):
			return doc.None
		}
	}
	return doc.None
}

// pastPhrase returns j unless [i, j) is all that there is.
func (r *reading) pastPhrase(c clause, i, j int) int {
	if j == i+1 || j >= c.end && !(j < c.hi && (r.is(j, ":", ",") || r.isMark(j))) {
		return i
	}
	return j
}

// onVerb reports whether the prepositional phrase [i, j) hangs on v.
func (r *reading) onVerb(v, i, j int) bool {
	for k := i; k < j; k++ {
		if r.Tokens[k].Head == v && (r.Tokens[k].Deprel == "obl" || r.Tokens[k].Deprel == "nmod") {
			return true
		}
	}
	return false
}

func (r *reading) weekday(i int) bool {
	return r.is(i, "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
}

// isTimeOrChannel reports whether [i, j) names a time or an occasion.
func (r *reading) isTimeOrChannel(i, j int) bool {
	for k := i; k < j; k++ {
		if r.weekday(k) || r.lemma(k, "week", "month", "day", "year", "morning", "evening", "night", "hour", "date") {
			return true
		}
		if c, _ := r.channelIn(k, k+1); c != "" {
			return true
		}
	}
	return false
}

// addressee returns the end of the phrase of who is told, or i if the phrase
// is the subject of what is said.
func (r *reading) addressee(c clause, i int) int {
	j := r.phraseEnd(i, c.hi)
	for k := range r.kids(c.v) {
		rel := r.Tokens[k].Deprel
		if k >= i && k < j && (rel == "iobj" || rel == "obj" || rel == "obl") {
			if n, ok := r.nameEnd(k); ok {
				j = min(j, n)
			} else {
				j = min(j, max(k+1, int(r.right[k])+1))
			}
			if r.told(c, j) {
				return j
			}
			break
		}
	}
	k := j
	for k < c.hi && r.pos(k, "ADV") {
		k++
	}
	if k < c.hi && r.pos(k, "VERB", "AUX") && r.finite(k, k+1) {
		return i
	}
	return j
}

// nameEnd returns the end of the name over token k.
func (r *reading) nameEnd(k int) (int, bool) {
	if r.nameAt[k] == 0 {
		return 0, false
	}
	return r.Names[r.nameAt[k]-1].Last, true
}

// told reports whether a clause can begin at j: not with a finite verb.
func (r *reading) told(c clause, j int) bool {
	return j >= c.hi || !(r.pos(j, "VERB", "AUX") && r.finite(j, j+1))
}

// clauseAhead tells whether what stands at p is a clause that v reports.
func (r *reading) clauseAhead(c clause, q *cue, p place) bool {
	if p.sure {
		return true
	}
	if r.pos(p.start, "PART", "PUNCT", "CCONJ") && !r.is(p.start, "both", "either", "neither") {
		return false
	}
	for k := range r.kids(c.v) {
		if k >= p.start && r.Tokens[k].Deprel == "ccomp" && !r.markedTo(k) {
			return true
		}
	}
	return q.subject == subjectAny && r.finite(p.start, c.end)
}

// reach returns the range of content from start to the end of the clause,
// widened over a quotation that begins in it and ends in a later sentence.
func (r *reading) reach(c clause, start int) doc.Range {
	end := max(c.end, start)
	for i := start + 1; i+1 < end; i++ {
		if r.is(i, "according") && r.is(i+1, "to") && r.isComma(i-1) && r.spanAt[i] == r.spanAt[c.v] {
			end = i - 1
		}
	}
	if r.opensSpan(start) {
		s := r.spans[r.spanAt[start+1]-1]
		if s.Last >= end || r.isEnd(s.Last-1) || s.Last+1 < end && r.pos(s.Last+1, "ADP", "ADV") && r.onVerb(c.v, s.Last+1, end) {
			return r.trim(s.First, s.Last)
		}
	}
	if end > start {
		if n := r.spanAt[end-1]; n > 0 && r.spanAt[c.v] != n && r.spans[n-1].First >= start {
			end = r.spans[n-1].Last
		}
	}
	return r.trim(start, end)
}
