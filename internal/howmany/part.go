package howmany

import (
	"strings"

	"parley/internal/doc"
)

// joinParts links the counts of a sentence, from index first on, to the whole
// that they are part of, and gives parts the outcome of their whole.
func (r *reading) joinParts(first, s int) {
	for k := first; k < len(r.counts); k++ {
		c := &r.counts[k]
		if c.Kind != doc.CountPeople && c.Kind != doc.CountShare {
			continue
		}
		if c.PartOf == doc.None {
			c.PartOf = r.wholeOf(k, first, s)
		}
		if c.PartOf != doc.None && c.Kind == doc.CountPeople {
			w := &r.counts[c.PartOf]
			if c.Outcome == "" {
				c.Outcome, c.Cause = w.Outcome, w.Cause
			}
			if c.Noun == doc.None && !r.notes[k].of {
				c.Unit, c.Group = w.Unit, w.Group
			}
		}
		r.describePart(k)
		r.leftOut(k, first)
	}
	for k := first; k < len(r.counts); k++ {
		r.joinSum(k)
		r.shareOutcome(k, first)
	}
}

// shareOutcome gives a count without an outcome that of the one that it is
// coordinated with, where the parser parted them: "killed eight policemen and
// six civilians", "left two guards and a dozen villagers dead".
func (r *reading) shareOutcome(k, first int) {
	c := &r.counts[k]
	if c.Kind != doc.CountPeople || c.Outcome != "" || c.PartOf != doc.None || r.notes[k].of || c.Rule == "compound" {
		return
	}
	s := r.d.Sentences[r.notes[k].sentence]
	end := max(c.Last, c.Noun+1)
	if k > first {
		p := &r.counts[k-1]
		before := p.Cause != doc.None && p.Cause < p.First
		if p.Kind == doc.CountPeople && p.Outcome != "" && p.High > 0 && before && r.coordinated(k-1, k) && r.phraseEnds(end, s) {
			c.Outcome, c.Cause, c.Rule = p.Outcome, p.Cause, p.Rule
			return
		}
	}
	if k+1 < len(r.counts) {
		p, h := &r.counts[k+1], r.d.Tokens[r.notes[k].anchor].Head
		if p.Kind == doc.CountPeople && p.Outcome != "" && p.Cause >= p.Last && h >= s.First && h < c.First && r.d.Tokens[h].Lemma == "leave" &&
			(p.PartOf == k || r.coordinated(k, k+1)) {
			c.Outcome, c.Cause, c.Rule = p.Outcome, p.Cause, p.Rule
		}
	}
}

// wholeOf returns the index of the whole that count k is part of, or None.
func (r *reading) wholeOf(k, first, s int) int {
	c, n := &r.counts[k], &r.notes[k]
	sent := r.d.Sentences[s]
	people := func(w *doc.Count) bool { return w.Kind == doc.CountPeople }
	switch {
	case r.partBefore(c.First, sent):
		from := first
		if r.victimsBefore(c.First, sent) {
			from = r.paragraphStart(s)
		}
		return r.previous(k, from, people)
	case k > first && r.alsoPart(k):
		return r.counts[k-1].PartOf
	case k > first && c.Noun == doc.None && r.ofBefore(r.counts[k-1].First, sent) && people(&r.counts[k-1]) && r.counts[k-1].High >= c.Low:
		return k - 1
	case n.of && c.Noun == doc.None:
		return r.previous(k, r.paragraphStart(s), people)
	case n.of && k+1 < len(r.counts) && people(&r.counts[k+1]) && (r.counts[k+1].Noun == c.Noun || r.counts[k+1].Cause == c.Noun):
		return k + 1
	case n.of:
		return r.previous(k, r.paragraphStart(s), func(w *doc.Count) bool {
			return w.Kind == doc.CountPeople && (w.Unit == c.Unit || c.Group != "" && w.Group == c.Group)
		})
	case n.part:
		if k+1 < len(r.counts) && r.counts[k+1].Outcome == c.Outcome && r.counts[k+1].Cause == c.Cause && r.counts[k+1].Low > c.Low {
			return k + 1
		}
		return r.previous(k, r.paragraphStart(s), func(w *doc.Count) bool {
			return w.Kind == doc.CountPeople && w.Outcome == c.Outcome && w.High >= c.Low
		})
	}
	return doc.None
}

// alsoPart reports whether count k goes on a list of parts that the count
// before it belongs to: "including three children and two women".
func (r *reading) alsoPart(k int) bool {
	c, p := &r.counts[k], &r.counts[k-1]
	return p.PartOf != doc.None && p.PartOf != k && !r.notes[k].others && (c.Outcome == "" || c.Outcome == p.Outcome) && r.coordinated(k-1, k)
}

// victimsBefore reports whether "the victims included" or the like stands
// before token i: their number was told earlier.
func (r *reading) victimsBefore(i int, s doc.Sentence) bool {
	for j := i - 1; j >= max(s.First, i-4); j-- {
		switch r.low[j] {
		case "victims", "dead", "casualties", "wounded", "injured", "fatalities", "killed", "detainees", "detained", "abducted":
			return true
		}
	}
	return false
}

// ofBefore reports whether "of" or "of the" at the beginning of a clause
// stands before token i: "of the 40 passengers, 12 were killed".
func (r *reading) ofBefore(i int, s doc.Sentence) bool {
	j := i - 1
	if j >= s.First && (r.low[j] == "the" || r.low[j] == "those") {
		j--
	}
	return j >= s.First && r.low[j] == "of" && (j == s.First || r.d.Tokens[j-1].UPOS == "PUNCT")
}

// previous returns the nearest count before k, down to index from, that is a
// whole and suits; a larger set than the part, or an unbounded one.
func (r *reading) previous(k, from int, suits func(*doc.Count) bool) int {
	for i := k - 1; i >= from; i-- {
		w := &r.counts[i]
		if w.PartOf == doc.None && suits(w) && (r.counts[k].Kind == doc.CountShare || w.High >= r.counts[k].Low) && w.High > 0 {
			return i
		}
	}
	return doc.None
}

// paragraphStart returns the index of the first count of the paragraph of
// sentence s.
func (r *reading) paragraphStart(s int) int {
	p := r.d.Sentences[s].Paragraph
	i := len(r.counts)
	for i > 0 && r.d.Sentences[r.notes[i-1].sentence].Paragraph == p {
		i--
	}
	return i
}

// partBefore reports whether the words before token i make what begins there
// a part: "including", "among them", "of whom".
func (r *reading) partBefore(i int, s doc.Sentence) bool {
	j := i - 1
	for j >= s.First && (r.low[j] == "," || r.low[j] == "were" || r.low[j] == "are" || r.low[j] == "the") {
		j--
	}
	if j < s.First {
		return false
	}
	switch r.low[j] {
	case "including", "includes", "include", "included", "namely":
		return true
	case "them", "whom", "these", "which", "those":
		return j > s.First && (r.low[j-1] == "among" || r.low[j-1] == "of" || r.low[j-1] == "amongst")
	}
	return false
}

// coordinated reports whether only commas, "and" and words of noun phrases
// stand between counts a and b.
func (r *reading) coordinated(a, b int) bool {
	joined := false
	for i := r.counts[a].Last; i < r.counts[b].First; i++ {
		switch t := &r.d.Tokens[i]; t.UPOS {
		case "CCONJ":
			joined = true
		case "PUNCT":
			if r.low[i] != "," && r.low[i] != ";" && !isHyphen(r.low[i]) {
				return false
			}
			joined = true
		case "NOUN", "ADJ", "PROPN", "ADV", "PART", "DET":
		case "PRON":
			if t.XPOS != "PRP$" {
				return false
			}
		case "ADP":
			switch r.low[i] {
			case "of", "from", "in", "as":
			default:
				return false
			}
		default:
			return false
		}
	}
	return joined
}

// describePart reads who "two of them women" and "most of them civilians"
// are: the noun behind. "All of them" tells it of the whole.
func (r *reading) describePart(k int) {
	c, n := &r.counts[k], &r.notes[k]
	if !n.of || c.Noun != doc.None || c.PartOf == doc.None {
		return
	}
	s := r.d.Sentences[n.sentence]
	i := c.Last
	for i < s.Last && i < c.Last+4 && (r.low[i] == "of" || r.low[i] == "them" || r.low[i] == "whom" || r.d.Tokens[i].UPOS == "AUX" || r.d.Tokens[i].UPOS == "ADV") {
		i++
	}
	noun := r.nounPhrase(i, s)
	if noun == doc.None || !r.isPeople(noun) {
		return
	}
	c.Group = r.group(noun, i)
	if c.Kind == doc.CountShare {
		c.Unit = "percent of " + r.unitOf(noun)
		if w := &r.counts[c.PartOf]; c.Low == 100 && w.Group == "" {
			w.Group = c.Group
		}
		return
	}
	c.Noun, c.Unit = noun, r.unitOf(noun)
}

// leftOut fills in who "seven injured" are in "six policemen were killed and
// seven injured": both are subjects, and the second leaves its noun out.
func (r *reading) leftOut(k, first int) {
	c := &r.counts[k]
	if k == first || c.Outcome == "" || c.PartOf != doc.None || r.notes[k].of {
		return
	}
	p := &r.counts[k-1]
	if c.Noun != doc.None && r.low[c.Noun] == "others" && c.Group == "" && p.Outcome != "" && p.Low > 1 && (p.Group == "militants" || p.Group == "attackers") {
		c.Group = p.Group // "four rebels were killed and ten others wounded": of their side
		return
	}
	if c.Noun != doc.None || c.Unit != "" {
		return
	}
	if p.Kind != doc.CountPeople || p.Outcome == "" || p.Cause == c.Cause || p.Attackers {
		return
	}
	a, b := &r.d.Tokens[r.notes[k-1].anchor], &r.d.Tokens[r.notes[k].anchor]
	if strings.HasPrefix(a.Deprel, "nsubj") && strings.HasPrefix(b.Deprel, "nsubj") {
		c.Unit, c.Group = p.Unit, p.Group
	}
}

// phraseEnds reports whether no verb of its own follows a phrase that ends
// before token i.
func (r *reading) phraseEnds(i int, s doc.Sentence) bool {
	if i >= s.Last {
		return true
	}
	switch r.d.Tokens[i].UPOS {
	case "ADP", "PUNCT", "CCONJ", "SCONJ":
		return true
	}
	return false
}

// joinSum reads lists that give a whole and then its parts: "five people, a
// woman and four children", "28 dead: 20 soldiers and eight policemen". They
// are parts where they add up.
func (r *reading) joinSum(k int) {
	w := &r.counts[k]
	if w.Kind != doc.CountPeople || w.PartOf != doc.None || w.Low < 2 || w.Low != w.High {
		return
	}
	sum, end := 0.0, k+1
	for end < len(r.counts) && r.counts[end].PartOf == doc.None && r.counts[end].Kind == doc.CountPeople && sum < w.Low {
		c := &r.counts[end]
		if end == k+1 && !r.listBegins(k, end) || end > k+1 && !r.coordinated(end-1, end) || c.Low != c.High {
			return
		}
		sum += c.Low
		end++
	}
	if end < k+3 || sum != w.Low {
		return
	}
	for i := k + 1; i < end; i++ {
		r.counts[i].PartOf = k
		if r.counts[i].Outcome == "" {
			r.counts[i].Outcome, r.counts[i].Cause = w.Outcome, w.Cause
		}
	}
}

// listBegins reports whether a comma, a colon or a dash stands between counts
// a and b, with nothing but the end of a noun phrase or a predicate before.
func (r *reading) listBegins(a, b int) bool {
	i := r.counts[b].First - 1
	if i < r.counts[a].Last || r.counts[b].First-r.counts[a].Last > 8 {
		return false
	}
	switch r.low[i] {
	case ",", ":", "-", "–", "—", "(":
		return true
	}
	return false
}

// attacks are verbs whose subject attacks.
var attacks = map[string]bool{
	"attack": true, "storm": true, "ambush": true, "raid": true, "assault": true, "bomb": true, "shell": true,
	"launch": true, "target": true, "strike": true, "overrun": true, "detonate": true, "invade": true, "besiege": true,
}

// markAttackers flags the dead and wounded of a sentence, from count first on,
// who are of the side that attacks in it or earlier in its paragraph.
func (r *reading) markAttackers(first, s int) {
	for k := first; k < len(r.counts); k++ {
		c := &r.counts[k]
		if c.Noun == doc.None || c.Attackers || c.Kind != doc.CountPeople {
			continue
		}
		if c.Outcome != doc.Killed && c.Outcome != doc.Injured && c.Outcome != doc.Casualties {
			continue
		}
		c.Attackers = r.attacked(c.Noun, s)
	}
}

// attackReach is how many sentences of the paragraph tell who attacked whom.
const attackReach = 12

// attacked reports whether those named by the noun are the agents of an
// attack told in the paragraph of sentence s, up to it.
func (r *reading) attacked(noun, s int) bool {
	para := r.d.Sentences[s].Paragraph
	for last := s - attackReach; s >= 0 && s > last && r.d.Sentences[s].Paragraph == para; s-- {
		sent := r.d.Sentences[s]
		for i := sent.First; i < sent.Last; i++ {
			t := &r.d.Tokens[i]
			h := t.Head
			if h < 0 || i == noun || !attacks[r.d.Tokens[h].Lemma] {
				continue
			}
			agent := false
			switch t.Deprel {
			case "nsubj":
				agent = !r.passive(h, sent)
			case "obl", "obl:agent":
				k := r.caseOf(i, sent)
				agent = k != doc.None && r.low[k] == "by"
			}
			if agent && r.sameSide(i, noun) {
				return true
			}
		}
	}
	return false
}

// sameSide reports whether two nouns mean the same side: by their actors, or
// else by the same word.
func (r *reading) sameSide(a, b int) bool {
	x, y := r.side(a), r.side(b)
	if x != "" && y != "" {
		return x == y
	}
	return r.d.Tokens[a].Lemma == r.d.Tokens[b].Lemma && r.d.Tokens[a].UPOS == "NOUN"
}

// side returns the side of the actor at token i, empty for none known.
func (r *reading) side(i int) string {
	m := r.d.MentionAt(i)
	if m == doc.None {
		return ""
	}
	if a := r.d.Mentions[m].Actor; a >= 0 && a < len(r.d.Actors) {
		return r.d.Actors[a].Side
	}
	return ""
}
