package howmany

import (
	"strings"

	"parley/internal/doc"
)

// Parts of speech, as the cues of a lemma are sorted by.
const (
	posVerb = iota
	posNoun
	posAdjective
	posOther
	posCount
)

// positions are the parts of speech of tokens that a cue's pos takes in: an
// adjective may be tagged as the noun made of it, a participle as an
// adjective.
var positions = map[string][]int{
	"v": {posVerb},
	"n": {posNoun},
	"a": {posAdjective, posNoun, posVerb},
}

// better makes the result of cue q at token h, or of a graver one that is
// joined to it: "killed or wounded" are casualties, "kidnapped and killed"
// killed.
func (r *reading) better(h int, q *cue, s doc.Sentence) result {
	res := result{cause: h, cue: q, outcome: q.outcome}
	other := r.joined(h, s)
	if other == nil {
		return res
	}
	pair := [2]doc.Outcome{q.outcome, other.outcome}
	switch {
	case pair == [2]doc.Outcome{doc.Killed, doc.Injured}, pair == [2]doc.Outcome{doc.Injured, doc.Killed}:
		res.outcome = doc.Casualties
	case other.outcome == doc.Killed && q.slot == slotObject && other.slot == slotObject,
		other.outcome == doc.Injured && q.outcome == doc.Casualties:
		res.outcome = other.outcome
	}
	return res
}

// joined returns the cue that "and", "or" or a stroke joins to token h with no
// number of its own, nil for none.
func (r *reading) joined(h int, s doc.Sentence) *cue {
	for _, step := range [2]int{1, -1} {
		mid, far := h+step, h+2*step
		if step > 0 && far < s.Last && r.d.Tokens[far].UPOS == "ADV" {
			far++ // "shot and seriously wounded"
		}
		if far < s.First || far >= s.Last {
			continue
		}
		switch r.low[mid] {
		case "and", "or", "/":
		default:
			continue
		}
		for _, q := range r.cuesOf(far) {
			if (q.slot == slotObject || q.slot == slotAdj) && len(q.with) == 0 && !r.objectFollows(max(h, far), h, s) {
				return q
			}
		}
	}
	return nil
}

// objectFollows reports whether the later of two joined cues has a number of
// its own behind it while h, the one in question, is a passive: "two were
// killed and injured five".
func (r *reading) objectFollows(later, h int, s doc.Sentence) bool {
	if later == h || later+1 >= s.Last {
		return false
	}
	return r.d.Tokens[later+1].UPOS == "NUM" && r.passive(h, s)
}

// controlled reads an outcome that hangs on verb h: "managed to escape", "left
// 12 dead", "were taken hostage", "are feared dead".
func (r *reading) controlled(x, h int, rel, sub string, s doc.Sentence) (result, bool) {
	var res result
	depth := h
	for range 3 {
		next := doc.None
		for i := s.First; i < s.Last; i++ {
			t := &r.d.Tokens[i]
			if t.Head != depth || i == x {
				continue
			}
			switch {
			case t.Deprel == "xcomp", t.Deprel == "ccomp" && depth == h && sub == "pass", t.Deprel == "advcl" && i == depth+1:
			case t.Deprel == "obj" && i > x && rel == "obj", t.Deprel == "amod" && i > depth: // the parser's slips for xcomp
			default:
				continue
			}
			for _, q := range r.cuesOf(i) {
				if r.controlFits(q, i, rel, s) && r.withWords(q, i, s) && !r.negated(i, s) && !r.negated(h, s) {
					res = r.better(i, q, s)
					return res, true
				}
			}
			if t.Deprel == "xcomp" && next == doc.None {
				next = i
			}
		}
		if next == doc.None {
			return res, false
		}
		depth = next
	}
	return res, false
}

// controlFits reports whether cue i below another verb takes that verb's
// subject or object as those to whom it happens.
func (r *reading) controlFits(q *cue, i int, rel string, s doc.Sentence) bool {
	t := &r.d.Tokens[i]
	switch q.slot {
	case slotAdj:
		return true
	case slotObject:
		return r.passive(i, s) && (t.XPOS == "VBN" || t.XPOS == "VBD")
	case slotSubject:
		return t.XPOS == "VB" || t.XPOS == "VBG" || t.XPOS == "VBN" && rel == "nsubj"
	}
	return false
}

// tollVerb reads a figure that a verb ties to a toll: "the death toll rose to
// 45", "bringing to 130 the number of people killed".
func (r *reading) tollVerb(x, h int, rel string, s doc.Sentence) (result, bool) {
	switch rel {
	case "obl", "obj", "nmod", "xcomp", "advmod", "nummod", "ccomp", "dep", "appos":
	default:
		return result{}, false
	}
	if k := r.caseOf(x, s); k != doc.None {
		switch r.low[k] {
		case "from", "by", "in", "after", "with", "for", "on", "since", "among", "during":
			return result{}, false
		}
	}
	if res, ok := r.toll(h, s); ok {
		return res, ok
	}
	if r.d.Tokens[h].UPOS != "VERB" {
		return result{}, false
	}
	for i := s.First; i < s.Last; i++ {
		t := &r.d.Tokens[i]
		if t.Head != h || i == x {
			continue
		}
		switch t.Deprel {
		case "nsubj", "nsubj:pass", "obj":
			if res, ok := r.toll(i, s); ok {
				return res, true
			}
		}
	}
	return result{}, false
}

// toll reads a noun for a figure, with what it is the figure of: "death
// toll", "number of wounded", "number of people killed".
func (r *reading) toll(i int, s doc.Sentence) (result, bool) {
	low := r.d.Tokens[i].Lemma
	var own *cue
	for _, q := range r.cuesOf(i) {
		if q.slot == slotToll || q.slot == slotSelf && r.d.Tokens[i].XPOS == "NNS" && r.definite(i, s) {
			own = q
		}
	}
	if own == nil && low != "number" && low != "figure" && low != "total" && low != "tally" {
		return result{}, false
	}
	if res, ok := r.tollOf(i, s); ok {
		return res, true
	}
	if own == nil || len(own.with) > 0 {
		return result{}, false
	}
	return result{cause: i, cue: own, outcome: own.outcome}, true
}

// tollOf reads what the noun at token i is the figure of, from the words that
// belong to it just before and in the phrase behind it.
func (r *reading) tollOf(i int, s doc.Sentence) (result, bool) {
	for j := max(s.First, i-3); j < min(s.Last, i+8); j++ {
		t := &r.d.Tokens[j]
		if j > i && (t.UPOS == "PUNCT" || t.UPOS == "VERB" && t.Deprel != "acl" && t.Deprel != "nmod") {
			break
		}
		if j == i || !r.under(j, i) {
			continue
		}
		for _, q := range r.cuesOf(j) {
			if q.slot != slotToll && len(q.with) == 0 {
				return result{cause: i, cue: q, outcome: r.better(j, q, s).outcome}, true
			}
		}
	}
	return result{}, false
}

// definite reports whether the noun has a determiner or a possessor: "the
// deaths", "its casualties".
func (r *reading) definite(i int, s doc.Sentence) bool {
	return r.child(i, s, func(_ int, t *doc.Token) bool { return t.Deprel == "det" || t.Deprel == "nmod:poss" }) != doc.None
}

// under reports whether i is within the subtree of h.
func (r *reading) under(i, h int) bool {
	for range 8 {
		if i = r.d.Tokens[i].Head; i == h {
			return true
		}
		if i < 0 {
			return false
		}
	}
	return false
}

// modifiers reads an outcome from the words that qualify x: "people killed in
// the raid", "wounded soldiers", "those who fled".
func (r *reading) modifiers(x int, s doc.Sentence) (result, bool) {
	for i := s.First; i < s.Last; i++ {
		t := &r.d.Tokens[i]
		if t.Head != x {
			continue
		}
		rel, sub, _ := strings.Cut(t.Deprel, ":")
		switch {
		case rel == "acl", rel == "amod", rel == "nmod" && sub == "unmarked":
		case (rel == "dep" || rel == "appos") && i == x+1:
		default:
			continue
		}
		for _, q := range r.cuesOf(i) {
			if r.modifies(q, i, rel, sub, s) && r.withWords(q, i, s) && !r.negated(i, s) {
				return r.better(i, q, s), true
			}
		}
		if rel == "acl" {
			if res, ok := r.controlled(doc.None, i, "nsubj", "pass", s); ok {
				return res, true
			}
		}
	}
	return result{}, false
}

// modifies reports whether cue i, a modifier of a noun, happens to the noun.
func (r *reading) modifies(q *cue, i int, rel, sub string, s doc.Sentence) bool {
	t := &r.d.Tokens[i]
	switch q.slot {
	case slotAdj:
		return true
	case slotSubject:
		return rel == "acl" && (t.XPOS == "VBG" || sub == "relcl" && !r.hasPassive(i, s))
	case slotObject:
		if t.XPOS == "VBG" {
			return false
		}
		if sub != "relcl" {
			return t.XPOS == "VBN" || t.XPOS == "VBD"
		}
		if r.whoSubject(i, s) {
			return r.child(i, s, func(_ int, c *doc.Token) bool { return c.Deprel == "aux:pass" }) != doc.None
		}
		return true
	}
	return false
}

// whoSubject reports whether the subject of the relative clause of verb i is
// the noun before it.
func (r *reading) whoSubject(i int, s doc.Sentence) bool {
	return r.child(i, s, func(k int, c *doc.Token) bool {
		return strings.HasPrefix(c.Deprel, "nsubj") && (r.low[k] == "who" || r.low[k] == "that" || r.low[k] == "which" || r.low[k] == "whom")
	}) != doc.None
}

// beside reads an outcome from the words next to the phrase, for clauses that
// the tree has wrong: "12 reported killed", "killing at least 12". With strict
// only an auxiliary clause behind, or a verb just before, will do.
func (r *reading) beside(c counted, n *number, s doc.Sentence, strict bool) (result, bool) {
	end := n.last
	if c.noun != doc.None && c.noun >= n.last {
		end = c.noun + 1
	}
	aux := false
	for i := end; i < min(s.Last, end+6); i++ {
		t := &r.d.Tokens[i]
		for _, q := range r.cuesOf(i) {
			ok := q.slot == slotAdj || q.slot == slotObject && (t.XPOS == "VBN" || t.XPOS == "VBD") && !r.nounNext(i, s) && !r.npNext(i, s)
			if ok && (aux || i == end && !strict) && q.pos != "n" && r.withWords(q, i, s) && !r.negated(i, s) {
				return r.better(i, q, s), true
			}
		}
		if t.UPOS == "AUX" || besides[r.low[i]] {
			aux = true
			continue
		}
		if t.UPOS != "ADV" || r.low[i] == "not" || r.low[i] == "n't" {
			break
		}
	}
	if i := n.first - 2; !strict && i >= s.First && r.low[i+1] == "of" && (c.noun == doc.None || r.isPeople(c.noun) || r.lemmas[c.noun] == nil) {
		for _, q := range r.cuesOf(i) {
			if q.slot == slotOf && r.withWords(q, i, s) {
				return r.better(i, q, s), true
			}
		}
	}
	for i := n.first - 1; i >= max(s.First, n.first-3); i-- {
		for _, q := range r.cuesOf(i) {
			if q.slot == slotObject && q.pos == "v" && r.withWords(q, i, s) && !r.negated(i, s) && !r.subjectBetween(i, s) {
				return r.better(i, q, s), true
			}
		}
		if r.d.Tokens[i].UPOS != "ADV" && r.d.Tokens[i].UPOS != "DET" {
			break
		}
	}
	return result{}, false
}

// besides are words between people and their outcome: "12 were reported
// killed".
var besides = map[string]bool{
	"reported": true, "feared": true, "confirmed": true, "believed": true, "presumed": true, "left": true,
	"found": true, "said": true, "others": true, "more": true, "as": true, "still": true, "remain": true, "remained": true, "to": true,
}

// npNext reports whether a noun phrase or a number begins behind token i.
func (r *reading) npNext(i int, s doc.Sentence) bool {
	if i+1 >= s.Last {
		return false
	}
	switch r.d.Tokens[i+1].UPOS {
	case "DET", "NUM", "PRON":
		return true
	}
	for j := i + 2; j < min(s.Last, i+5); j++ {
		if startsWithDigit(r.low[j]) || r.words[j] != nil && r.words[j].class != "" {
			_, first, ok := r.before(j, i+1)
			return ok && first == i+1
		}
	}
	return false
}

// subjectBetween reports whether cue i is a passive with a subject of its own,
// so that a number behind it begins something else: "two were killed, 12 …".
func (r *reading) subjectBetween(i int, s doc.Sentence) bool {
	return r.child(i, s, func(_ int, t *doc.Token) bool { return t.Deprel == "nsubj:pass" || t.Deprel == "aux:pass" }) != doc.None
}
