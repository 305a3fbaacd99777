package howmany

import (
	"strings"

	"parley/internal/doc"
)

// counted is what a number counts.
type counted struct {
	noun   int // token, None if it is left out
	anchor int // token that stands for it in the tree
	// of is true for "three of the attackers" and "two of them".
	of bool
	// compound is true for "a 12-member council".
	compound bool
	// part is true for those that are among others: "were among the dead".
	part bool
}

// count makes a count of n and returns the token after it; where n counts
// nothing, it returns the token after the number.
func (r *reading) count(n number, s int) int {
	sent := r.d.Sentences[s]
	if r.isName(&n, sent) {
		return n.last
	}
	c := r.counted(&n, sent)
	out := doc.Count{First: n.first, Last: n.last, Noun: c.noun, Cause: doc.None, PartOf: doc.None, Vague: n.vague, Word: n.word}
	if c.noun != doc.None {
		out.Unit = r.unitOf(c.noun)
		if c.noun == n.last || c.compound {
			out.Last = c.noun + 1
		}
	}
	ok := false
	switch {
	case n.class == classOrdinal:
		ok = r.asRank(&out, &n, c)
	case n.class != classUnit:
		ok = r.asShare(&out, &n, c)
	case n.first < n.core && r.moneyBefore(&n):
		out.Kind, out.Rule, ok = doc.CountMoney, "money.sign", true
		out.Unit, out.Noun, out.Last = r.lemmas[n.core-1].unit, doc.None, n.last
	default:
		ok = r.asAmount(&out, &n, &c, sent)
	}
	if !ok {
		return n.last
	}
	if out.Kind == doc.CountPeople || out.Kind == doc.CountThings {
		n.whole()
	} else {
		if n.open {
			n.low = 0
		}
		n.low, n.high = round1(n.low), round1(n.high)
	}
	// A run of digits can be longer than any number that news gives.
	out.Low, out.High, out.Figure = min(n.low, doc.Unbounded), min(n.high, doc.Unbounded), min(n.value, doc.Unbounded)
	return r.add(out, note{anchor: c.anchor, sentence: s, of: c.of, part: c.part,
		others: c.noun != doc.None && r.d.Tokens[c.noun].Lemma == "other"})
}

// add appends a count and returns the token after it.
func (r *reading) add(c doc.Count, n note) int {
	if k := len(r.counts); k > 0 && c.First < r.counts[k-1].Last {
		c.First = r.counts[k-1].Last
		if c.Last <= c.First {
			return c.Last
		}
	}
	r.counts = append(r.counts, c)
	r.notes = append(r.notes, n)
	return c.Last
}

// unitOf returns the lemma of what is counted.
func (r *reading) unitOf(i int) string {
	if l := r.lemmas[i]; l != nil && l.unit != "" && l.unit != "-" {
		return l.unit
	}
	if t := &r.d.Tokens[i]; t.Lemma != "" && t.UPOS != "VERB" {
		return lower(t.Lemma)
	}
	return r.low[i]
}

// asAmount sorts a plain number by what it counts. It returns false for one
// that counts nothing.
func (r *reading) asAmount(out *doc.Count, n *number, c *counted, s doc.Sentence) bool {
	kind := r.kindOf(c.noun)
	if c.noun == n.last+1 && r.low[n.last] == "per" {
		kind = unitPercent // "per cent" in two words
	}
	switch {
	case kind == unitPercent:
		r.percent(out, n, c, s)
		return true
	case r.isAge(out, n, *c, s):
		return true
	case kind == unitTime:
		out.Kind, out.Rule = doc.CountTime, "time.unit"
		return true
	case kind == unitDistance:
		out.Kind, out.Rule = doc.CountDistance, "distance.unit"
		return true
	case kind == unitMoney:
		out.Kind, out.Rule = doc.CountMoney, "money.unit"
		return true
	case kind == unitLabel && n.plain && !n.digits, kind == unitOld:
		return false
	case c.compound:
		out.Kind, out.Rule = doc.CountThings, "compound"
		if r.isPeople(c.noun) {
			out.Kind, out.Group = doc.CountPeople, r.group(c.noun, n.last)
		}
		return true
	}
	if c.noun == doc.None && n.plain && isYear(n.value) && n.first == n.core {
		return false
	}
	return r.asPeople(out, n, c, s, kind)
}

// asPeople makes a count of people, or of things where the noun means none.
func (r *reading) asPeople(out *doc.Count, n *number, c *counted, s doc.Sentence, kind string) bool {
	people := r.isPeople(c.noun)
	res, found := result{}, false
	switch {
	case r.exempt(n, s):
	case r.isWhole(n):
		res, found = r.ownOutcome(*c, n, s)
	case people || c.noun == doc.None || kind == "" || r.selfCue(c.noun) != nil:
		res, found = r.outcome(*c, n, s, true)
		if found && res.cue.people && !people && c.noun != doc.None && res.cause != c.noun && r.d.Tokens[c.noun].XPOS != "NNPS" {
			found = false
		}
		if found && c.noun == doc.None && n.plain && !res.direct && (isYear(n.value) || n.core > s.First && r.d.Tokens[n.core-1].UPOS == "PROPN") {
			found = false
		}
		if found && res.cue.people && c.noun == doc.None && r.thingsBefore(s) {
			found = false // "two missiles hit the port and two more were shot down"
		}
		if found && c.noun == res.cause && n.value != 1 && r.d.Tokens[c.noun].XPOS == "NN" {
			found = false // "several kidnapping cases"
		}
	}
	switch {
	case people || found:
		out.Kind, out.Rule = doc.CountPeople, "people.noun"
		if c.noun != doc.None {
			out.Group = r.group(c.noun, n.last)
			if found && res.cause == c.noun {
				out.Group = r.selfGroup(c.noun, n.last, s)
			}
			if r.lemmas[c.noun] != nil && r.lemmas[c.noun].use == useAttacker {
				out.Attackers = found && res.cue.outcome != doc.Captured
			}
		}
		if found {
			c.part = res.part
			out.Outcome, out.Cause, out.Rule = res.outcome, res.cause, res.cue.id
		}
		return true
	case c.noun == doc.None:
		if !c.of {
			return false
		}
		out.Kind, out.Rule = doc.CountPeople, "people.of"
		return true
	}
	out.Kind, out.Rule = doc.CountThings, "things.noun"
	return true
}

// thingsBefore reports whether the last count of the sentence so far is of
// things: what a number without a noun then counts cannot be told.
func (r *reading) thingsBefore(s doc.Sentence) bool {
	k := len(r.counts) - 1
	return k >= 0 && r.counts[k].First >= s.First && r.counts[k].Kind == doc.CountThings
}

// exempt reports whether "all but" stands before n: what follows befell the
// others.
func (r *reading) exempt(n *number, s doc.Sentence) bool {
	return n.first >= s.First+2 && r.low[n.first-1] == "but" && r.low[n.first-2] == "all"
}

// isWhole reports whether n is the whole that the count before it is a part
// of: the 19 in "twelve of the 19 hostages were freed". What befell the part
// did not befall the whole.
func (r *reading) isWhole(n *number) bool {
	k := len(r.counts) - 1
	if k < 0 || !r.notes[k].of {
		return false
	}
	gap := n.first - r.counts[k].Last
	return gap >= 1 && gap <= 2 && r.low[r.counts[k].Last] == "of"
}

// percent makes a share of "14 percent of the country's districts".
func (r *reading) percent(out *doc.Count, n *number, c *counted, s doc.Sentence) {
	sign := c.noun
	out.Kind, out.Unit, out.Rule = doc.CountShare, "percent", "share.percent"
	out.Last = max(out.Last, sign+1)
	out.Noun = doc.None
	n.high = min(n.high, 100)
	if n.value > 100 {
		n.high = max(n.high, n.value)
	}
	if sign+2 < s.Last && r.low[sign+1] == "of" {
		if w := r.low[sign+2]; w == "them" || w == "whom" {
			c.of, c.noun = true, doc.None
			return
		}
		if noun := r.complement(sign, sign+1, s); noun != doc.None {
			out.Noun, out.Unit = noun, "percent of "+r.unitOf(noun)
			r.shareOfPeople(out, noun, sign)
		}
	}
}

// asShare makes a share of a fraction: "two-thirds of the town", "one in five
// residents", "most of them".
func (r *reading) asShare(out *doc.Count, n *number, c counted) bool {
	if c.noun == doc.None && !c.of {
		return false
	}
	out.Kind, out.Unit, out.Rule = doc.CountShare, "percent", "share.fraction"
	n.high = min(n.high, 100)
	if c.noun != doc.None {
		if k := r.kindOf(c.noun); k == unitTime || k == unitDistance || k == unitMoney {
			return false
		}
		out.Unit = "percent of " + r.unitOf(c.noun)
		out.Last = n.last
		r.shareOfPeople(out, c.noun, n.last)
	}
	return true
}

func (r *reading) shareOfPeople(out *doc.Count, noun, first int) {
	if r.isPeople(noun) {
		out.Group = r.group(noun, first)
	}
}

// asRank makes an ordinal of "the second round".
func (r *reading) asRank(out *doc.Count, n *number, c counted) bool {
	if c.noun == doc.None || r.d.Tokens[c.noun].UPOS != "NOUN" {
		return false
	}
	if r.capital(c.noun) && !r.capital(n.core) {
		return false // "3rd Infantry Division"
	}
	out.Kind, out.Rule = doc.CountOrdinal, "rank"
	return true
}

// isAge makes an age of "12-year-old", "12 years old", "aged 12" and of
// ", 34," behind a person's name.
func (r *reading) isAge(out *doc.Count, n *number, c counted, s doc.Sentence) bool {
	last := -1
	switch {
	case r.kindOf(c.noun) == unitTime:
		j := c.noun + 1
		if j < s.Last && isHyphen(r.low[j]) {
			j++
		}
		if j < s.Last && (r.low[j] == "old" || r.low[j] == "olds") {
			last = j + 1
		} else if j+1 < s.Last && r.low[j] == "of" && r.low[j+1] == "age" {
			last = j + 2
		}
	case r.secondAge(n, c):
		last = n.last
	case n.first > s.First && (r.low[n.first-1] == "aged" || r.low[n.first-1] == "age" || r.low[n.first-1] == "ages"),
		n.first > s.First+1 && r.low[n.first-1] == "of" && r.low[n.first-2] == "age":
		last = n.last
	case c.noun == doc.None && n.digits && n.value >= 1 && n.value < 120 && r.ageBehindName(n, s):
		last = n.last
	}
	if last < 0 {
		return false
	}
	out.Kind, out.Unit, out.Last, out.Rule, out.Outcome = doc.CountAge, "year", last, "age", ""
	if c.noun != doc.None && c.noun >= last {
		out.Noun = doc.None
	}
	return true
}

// secondAge reads the 22 in "aged 19 and 22".
func (r *reading) secondAge(n *number, c counted) bool {
	k := len(r.counts) - 1
	return c.noun == doc.None && k >= 0 && r.counts[k].Kind == doc.CountAge && n.first == r.counts[k].Last+1 &&
		(r.low[n.first-1] == "and" || r.low[n.first-1] == ",") && n.digits && n.value < 120
}

// ageBehindName reports whether n stands between two marks behind the name of
// a person: "Amina Yusuf, 34, said", "Yusuf (34)".
func (r *reading) ageBehindName(n *number, s doc.Sentence) bool {
	if n.first != n.core || n.first < s.First+2 || n.last >= s.Last {
		return false
	}
	open, end := r.low[n.first-1], r.low[n.last]
	if !(open == "," && (end == "," || end == ".") || open == "(" && end == ")") {
		return false
	}
	before := &r.d.Tokens[n.first-2]
	if before.UPOS == "PROPN" {
		return !r.isPlace(n.first - 2)
	}
	if open == "," && end == "," && r.capital(n.first-2) && r.kindOf(n.first-2) == "" && n.value >= 10 {
		return true // a name that the tagger took for a noun
	}
	return r.groupOf(n.first-2) != "" && strings.Contains(before.Feats, "Number=Sing") && open == ","
}

// capital reports whether token i begins with a capital letter.
func (r *reading) capital(i int) bool {
	c := r.d.Word(i)[0]
	return c >= 'A' && c <= 'Z'
}

// isPlace reports whether token i is in the name of a place.
func (r *reading) isPlace(i int) bool {
	for _, n := range r.d.Names {
		if n.First > i {
			break
		}
		if i < n.Last {
			return n.Kind == doc.Place
		}
	}
	return false
}
