package howmany

import (
	"slices"
	"strings"

	"parley/internal/doc"
)

// zero reads "no casualties", "nobody was hurt", "none of the hostages died"
// at token i as a count of nobody.
func (r *reading) zero(i, s int) int {
	sent := r.d.Sentences[s]
	n := number{first: i, core: i, last: i + 1, class: classUnit}
	c := counted{noun: doc.None, anchor: i}
	switch r.low[i] {
	case "no", "without":
		if i+1 >= sent.Last {
			return i
		}
		if r.low[i+1] == "one" {
			n.last = i + 2
			c.anchor = i + 1
			break
		}
		noun := r.nounPhrase(i+1, sent)
		if noun == doc.None {
			return i
		}
		c.noun, c.anchor = noun, noun
		if res, ok := r.lossOfLife(noun, sent); ok {
			return r.addZero(n, c, res, s)
		}
		if r.selfCue(noun) == nil && (!r.isPeople(noun) || r.low[i] == "without") {
			return i
		}
	}
	res, ok := r.outcome(c, &n, sent, c.noun != doc.None)
	if c.noun == doc.None && n.last+1 < sent.Last && r.low[n.last] == "of" {
		c.noun = r.complement(c.anchor, n.last, sent)
	}
	if !ok || res.outcome == doc.Captured && c.noun != doc.None && res.cue.slot == slotSelf {
		return i
	}
	return r.addZero(n, c, res, s)
}

// lossOfLife reads "no loss of life".
func (r *reading) lossOfLife(noun int, s doc.Sentence) (result, bool) {
	if r.d.Tokens[noun].Lemma != "loss" || noun+2 >= s.Last || r.low[noun+1] != "of" || r.d.Tokens[noun+2].Lemma != "life" {
		return result{}, false
	}
	for _, q := range r.cuesOf(noun) {
		return result{cause: noun, cue: q, outcome: doc.Killed}, true
	}
	return result{}, false
}

func (r *reading) addZero(n number, c counted, res result, s int) int {
	out := doc.Count{First: n.first, Last: n.last, Word: r.low[n.first], Kind: doc.CountPeople, Noun: c.noun, Cause: res.cause,
		Outcome: res.outcome, PartOf: doc.None, Rule: "zero." + strings.TrimPrefix(res.cue.id, "toll.")}
	if c.noun != doc.None {
		out.Unit = r.unitOf(c.noun)
		if res.cue.slot == slotSelf {
			out.Group = r.selfGroup(c.noun, n.last, r.d.Sentences[s])
		} else {
			out.Group = r.group(c.noun, n.last)
		}
		if c.noun == n.last {
			out.Last++
		}
	}
	return r.add(out, note{anchor: c.anchor, sentence: s})
}

// article reads what "a" or "another" at token i counts: a number ("a
// dozen"), a unit of time ("almost a week"), or one person to whom something
// happens.
func (r *reading) article(i, s int) int {
	sent := r.d.Sentences[s]
	if i+1 >= sent.Last {
		return i
	}
	if r.low[i] == "another" || r.words[i+1] != nil && r.words[i+1].class != "" {
		if n, ok := r.number(i, sent); ok {
			return r.count(n, s)
		}
		if r.low[i] == "another" && (startsWithDigit(r.low[i+1]) || r.words[i+1] != nil) {
			return i // the number behind it takes "another" in
		}
	}
	if r.kindOf(i+1) == unitTime && r.d.Tokens[i+1].UPOS == "NOUN" {
		return r.oneUnit(i, s)
	}
	return r.onePerson(i, s)
}

// oneUnit reads "a year", "almost a week", "a year and a half". Without a
// word before or behind that makes it a length, "a day" counts nothing.
func (r *reading) oneUnit(i, s int) int {
	sent := r.d.Sentences[s]
	n := number{first: i, core: i, last: i + 2, class: classUnit, value: 1, low: 1, high: 1, scale: 1}
	noun := i + 1
	r.andHalf(&n, sent.Last)
	half := n.last > i+2
	r.qualify(&n, sent)
	if n.last+1 < sent.Last && r.low[n.last] == "or" && r.low[n.last+1] == "a" {
		m := number{first: n.last + 1, core: n.last + 1, last: n.last + 3, class: classUnit, value: 1, low: 1, high: 1, scale: 1}
		if m.last <= sent.Last && r.kindOf(m.last-1) == unitTime && r.unitOf(m.last-1) == r.unitOf(noun) {
			if r.andHalf(&m, sent.Last); m.value > n.value {
				n.high, n.last, half = max(min(n.high, doc.Unbounded), m.high), m.last, true
				if n.high >= doc.Unbounded {
					n.high = m.high
				}
			}
		}
	}
	if !half && n.first == i && !r.isLength(i, n.last, sent) {
		return i
	}
	out := doc.Count{First: n.first, Last: n.last, Low: n.low, High: n.high, Figure: n.value, Word: n.word, Kind: doc.CountTime,
		Noun: noun, Unit: r.unitOf(noun), Cause: doc.None, PartOf: doc.None, Rule: "time.one"}
	if r.isAge(&out, &n, counted{noun: noun}, sent) {
		return n.last
	}
	return r.add(out, note{anchor: noun, sentence: s})
}

// isLength reports whether words around tokens [i, end) make them a length of
// time.
func (r *reading) isLength(i, end int, s doc.Sentence) bool {
	if i > s.First {
		switch r.low[i-1] {
		case "for", "within", "lasted", "lasting", "took", "takes", "take", "taking", "after", "last", "every", "in":
			return true
		}
	}
	if end < s.Last {
		switch r.low[end] {
		case "later", "earlier", "long", "since", "-":
			return true
		}
	}
	return false
}

// onePerson reads "a policeman" as one person, if something befell him.
func (r *reading) onePerson(i, s int) int {
	sent := r.d.Sentences[s]
	n := number{first: i, core: i, last: i + 1, class: classUnit, value: 1, low: 1, high: 1}
	c := counted{noun: r.singular(i+1, sent), anchor: i}
	if c.noun != doc.None {
		c.anchor = c.noun
	} else if r.low[i] != "another" {
		return i
	}
	if c.noun != doc.None && (!r.isPeople(c.noun) || r.describesOne(c.noun)) {
		return i
	}
	res, ok := r.outcome(c, &n, sent, false)
	if !ok && c.noun != doc.None && r.partBefore(i, sent) {
		res, ok = result{cause: doc.None, cue: &partCue}, true // "including a woman": the whole tells what befell her
	}
	if !ok {
		return i
	}
	return r.addOne(n, c, res, s)
}

// describesOne reports whether the noun only says who a named or single
// person is, who is not counted again: "Hapilon, a leader of the group".
func (r *reading) describesOne(noun int) bool {
	t := &r.d.Tokens[noun]
	return t.Deprel == "appos" && t.Head >= 0 && !strings.Contains(r.d.Tokens[t.Head].Feats, "Number=Plur")
}

// partCue stands for the cue of the whole.
var partCue = cue{id: "toll.part", slot: slotObject}

func (r *reading) addOne(n number, c counted, res result, s int) int {
	out := doc.Count{First: n.first, Last: n.last, Low: 1, High: 1, Figure: 1, Kind: doc.CountPeople, Noun: c.noun,
		Outcome: res.outcome, Cause: res.cause, PartOf: doc.None, Rule: "one." + strings.TrimPrefix(res.cue.id, "toll.")}
	if r.low[n.first] == "another" {
		out.Word = "another"
	}
	if c.noun != doc.None {
		out.Unit, out.Group = r.unitOf(c.noun), r.group(c.noun, n.last)
		if c.noun == n.last {
			out.Last++
		}
		if l := r.lemmas[c.noun]; l != nil && l.use == useAttacker {
			out.Attackers = res.outcome != doc.Captured
		}
	}
	return r.add(out, note{anchor: c.anchor, sentence: s, others: r.low[n.first] == "another"})
}

// singular returns the noun in the singular that ends the phrase from token i
// on, or None.
func (r *reading) singular(i int, s doc.Sentence) int {
	noun := r.nounPhrase(i, s)
	if noun == doc.None || r.d.Tokens[noun].XPOS == "NNS" || r.d.Tokens[noun].UPOS != "NOUN" {
		return doc.None
	}
	return noun
}

// bareSingle reads a person without article, as headlines have it:
// "Policeman shot dead in Karachi".
func (r *reading) bareSingle(i, s int) int {
	l := r.lemmas[i]
	if l == nil || l.group == "" || l.use == useMod {
		return i
	}
	t := &r.d.Tokens[i]
	sent := r.d.Sentences[s]
	if t.XPOS != "NN" || t.UPOS != "NOUN" || !strings.Contains(t.Feats, "Number=Sing") || t.Head < 0 {
		return i
	}
	switch t.Deprel {
	case "nsubj:pass", "obj", "nsubj":
	default:
		return i
	}
	if i+1 < sent.Last && r.d.Tokens[i+1].UPOS == "PROPN" {
		return i // a title before a name
	}
	for j := i - 1; j >= sent.First; j-- {
		switch r.d.Tokens[j].UPOS {
		case "ADJ", "NOUN", "PROPN":
			continue
		case "VERB", "PUNCT":
		default:
			return i
		}
		break
	}
	res, ok, _ := r.relation(i, t.Head, sent)
	if !ok || res.cue.slot == slotSubject && res.outcome != doc.Killed || slices.Contains(res.cue.with, lower(t.Lemma)) {
		return i
	}
	n := number{first: i, core: i, last: i}
	out := r.addOne(n, counted{noun: i, anchor: i}, res, s)
	return max(out, i+1)
}
