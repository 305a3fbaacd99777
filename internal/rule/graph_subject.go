package rule

import "slices"

// sharedSubjects gives a subject to the verbs that have none of their own,
// from the root down: coordinated verbs, infinitives, participles and clauses
// without a subject.
func (b *builder) sharedSubjects() {
	for _, t := range b.walk {
		h := b.head(t)
		if h < 0 || b.ownSubject(t) >= 0 || b.subjectLink(t) >= 0 {
			continue
		}
		switch b.relationOf(t) {
		case "conj":
			b.subjectOfConjunct(t, h)
		case "parataxis":
			if t > h && b.verbal(t) {
				b.subjectsFrom(h, t)
			}
		case "xcomp":
			if b.d.Tokens[t].UPOS != "NUM" {
				b.subjectOfComplement(t, h)
			}
		case "ccomp":
			if x := b.d.Tokens[t].XPOS; x == "VBG" || x == "VB" && b.markOf(t) == "to" {
				b.subjectOfComplement(t, h)
			} else {
				b.subjectOfReported(t, h)
			}
		case "advcl":
			b.subjectOfAdverbial(t, h)
		case "acl":
			b.subjectOfInfinitive(t, h)
		}
	}
}

// subjectOfConjunct shares the subject of coordinated predicates. A participle
// that the parser ties to the object before it ("killing two and wounding
// four") takes the subject of that object's verb.
func (b *builder) subjectOfConjunct(t, first int32) {
	if b.subjectLink(first) < 0 && !b.verbal(first) && b.verbal(t) && b.relationOf(first) == "obj" {
		first = b.head(first)
	}
	b.subjectsFrom(first, t)
}

// ownSubject returns the child of t that is its subject in the tree, -1 for none.
func (b *builder) ownSubject(t int32) int32 {
	return b.has(t, "nsubj", "nsubj:pass", "nsubj:outer", "csubj", "csubj:pass", "expl")
}

// subjectLink returns the latest link to a subject of t, -1 for none.
func (b *builder) subjectLink(t int32) int32 {
	i := b.down[t]
	for i >= 0 && (b.links[i].rel != "nsubj" || b.links[i].gone) {
		i = b.links[i].nextDown
	}
	return i
}

// subjectsFrom makes the subjects of verb those of t too, in t's own voice.
func (b *builder) subjectsFrom(verb, t int32) {
	voice := b.voice(t)
	for i := b.subjectLink(verb); i >= 0; i = b.links[i].nextDown {
		if l := b.links[i]; l.rel == "nsubj" && !l.gone {
			b.add(t, l.dep, "nsubj", voice)
		}
	}
}

// dependentsTo makes the dependents of verb by a relation subjects of t, and
// tells whether there was one.
func (b *builder) dependentsTo(verb, t int32, rel string, subs ...string) bool {
	voice, found := b.voice(t), false
	for i := b.down[verb]; i >= 0; i = b.links[i].nextDown {
		l := b.links[i]
		if !l.gone && l.rel == rel && l.dep != t && (len(subs) == 0 || slices.Contains(subs, l.sub)) {
			b.add(t, l.dep, "nsubj", voice)
			found = true
		}
	}
	return found
}

// subjectOfComplement: of "ordered the police to leave" the object, of "called
// on the rebels to leave" the oblique, of "tried to leave" the subject.
func (b *builder) subjectOfComplement(t, h int32) {
	lemma := b.d.Tokens[h].Lemma
	if !slices.Contains(subjectKeepers, lemma) && b.voice(h) == "" {
		if slices.Contains(callers, lemma) && b.dependentsTo(h, t, "obl", "on", "upon", "to", "for") {
			return
		}
		if b.dependentsTo(h, t, "iobj") || b.dependentsTo(h, t, "obj") {
			return
		}
	}
	b.subjectsFrom(h, t)
}

// The verbs whose infinitive has another subject than its form suggests.
var (
	// subjectKeepers promise somebody to do it themselves.
	subjectKeepers = []string{"promise", "vow", "pledge", "threaten", "use"}
	// callers address the one who is to do it with a preposition.
	callers = []string{"call", "appeal", "plead", "wait"}
	// orderers have somebody do it; the parser may take the infinitive for one
	// of purpose.
	orderers = []string{"order", "tell", "ask", "urge", "force", "allow", "warn", "instruct", "direct",
		"invite", "press", "pressure", "persuade", "convince", "compel", "permit", "enable", "authorize", "encourage", "beg"}
	// judges say what the object did with "for".
	judges = []string{"blame", "criticise", "criticize", "condemn", "denounce", "arrest", "charge", "convict", "jail",
		"sentence", "punish", "sanction", "thank", "praise", "fault", "execute"}
	// accusers say what the object did, or keep it from doing it.
	accusers = []string{"accuse", "suspect", "prevent", "stop", "keep", "deter", "dissuade", "ban", "bar"}
	// opposers have as object the plan of somebody else.
	opposers = []string{"thwart", "foil", "prevent", "stop", "block", "repel", "condemn", "reject", "denounce",
		"criticise", "criticize", "oppose", "reveal", "uncover"}
)

// subjectOfReported: of "a helicopter which the ministry said crashed" the noun
// that the relative clause hangs on.
func (b *builder) subjectOfReported(t, h int32) {
	for i := b.down[h]; i >= 0; i = b.links[i].nextDown {
		if l := b.links[i]; l.back && l.rel == "obj" && !l.gone {
			b.add(t, l.dep, "nsubj", b.voice(t))
		}
	}
}

// subjectOfAdverbial: mostly the subject of the clause above. What follows a
// passive without a conjunction is done by its agent: "was ambushed by rebels,
// killing five".
func (b *builder) subjectOfAdverbial(t, h int32) {
	mark := b.markOf(t)
	lemma := b.d.Tokens[h].Lemma
	if mark == "to" && b.voice(h) == "" && (slices.Contains(orderers, lemma) || slices.Contains(callers, lemma)) {
		b.subjectOfComplement(t, h)
		return
	}
	if mark == "to" && b.dependentsTo(h, t, "iobj") {
		return // "gave them a day to leave"
	}
	if b.d.Tokens[t].XPOS == "VBG" && b.voice(h) == "" {
		switch mark { // "accused the army of shelling", "kept them from leaving"
		case "for":
			if !slices.Contains(judges, lemma) {
				break
			}
			fallthrough
		case "of", "from", "into", "against":
			if b.dependentsTo(h, t, "obj") {
				return
			}
		}
	}
	if t > h && mark == "" && b.d.Tokens[t].XPOS == "VBG" && b.voice(h) == "pass" && b.voice(t) == "" {
		b.dependentsTo(h, t, "obl", "by")
		return
	}
	b.subjectsFrom(h, t)
}

// subjectOfInfinitive: who has the plan to attack is its owner, or the subject
// of the verb that it is the object of ("launched an operation to retake").
func (b *builder) subjectOfInfinitive(t, noun int32) {
	if b.dependentsTo(noun, t, "nmod", "poss", "by") {
		return
	}
	verb := b.head(noun)
	if verb < 0 || b.relationOf(noun) != "obj" || slices.Contains(opposers, b.d.Tokens[verb].Lemma) {
		return
	}
	if !b.dependentsTo(verb, t, "iobj") {
		b.subjectsFrom(verb, t)
	}
}

// verbal tells whether t is a verb, or an auxiliary in place of one.
func (b *builder) verbal(t int32) bool {
	return b.d.Tokens[t].UPOS == "VERB" || b.d.Tokens[t].UPOS == "AUX"
}

// voice returns "pass" for a verb in the passive, else "": with its auxiliary
// or its subject, as a bare participle, or coordinated with such a one.
func (b *builder) voice(t int32) string {
	for range maxConjuncts {
		if b.inPassive(t) {
			return "pass"
		}
		x := &b.d.Tokens[t]
		if x.XPOS != "VBN" && (x.XPOS != "VBD" || b.has(t, "obj", "aux", "nsubj") >= 0 || b.relationOf(t) == "parataxis") {
			return ""
		}
		if b.has(t, "aux", "nsubj", "nsubj:pass", "cop") >= 0 {
			return ""
		}
		if b.hasObject(t) && b.relationOf(t) != "acl" && b.relationOf(t) != "conj" {
			return "" // "raided a village, killed(VBN) ten": a past tense
		}
		switch b.relationOf(t) {
		case "conj":
			if b.head(t) < 0 || b.hasObject(t) && b.has(b.head(t), "aux:pass") < 0 {
				return ""
			}
			t = b.head(t) // "was seized and burned", "had seized and burned"
			continue
		case "acl":
			return "pass"
		}
		if x.XPOS == "VBN" && b.head(t) >= 0 {
			return "pass"
		}
		return ""
	}
	return ""
}

// hasObject tells whether t has an object, or a number in its place that the
// parser takes for a complement.
func (b *builder) hasObject(t int32) bool {
	x := b.has(t, "xcomp")
	return b.has(t, "obj") >= 0 || x >= 0 && b.d.Tokens[x].UPOS == "NUM"
}

// inPassive tells whether the clause itself shows the passive. A subject that
// the parser calls passive is not one where the verb has an object and no
// auxiliary: "the army denied(VBN) carrying out the raid".
func (b *builder) inPassive(t int32) bool {
	if b.has(t, "aux:pass") >= 0 {
		return true
	}
	if b.d.Tokens[t].XPOS == "VBN" && b.auxiliaryBe(t) {
		return true
	}
	if b.has(t, "nsubj:pass", "csubj:pass") < 0 {
		return false
	}
	complement := b.has(t, "xcomp")
	return b.has(t, "obj", "ccomp") < 0 && (complement < 0 || b.d.Tokens[complement].XPOS != "VBG")
}

// auxiliaryBe tells whether the last auxiliary of t is a form of "be".
func (b *builder) auxiliaryBe(t int32) bool {
	last := ""
	for k := b.kid[t]; k >= 0; k = b.next[k] {
		if b.d.Tokens[k].Deprel == "aux" {
			last = b.d.Tokens[k].Lemma
		}
	}
	return last == "be"
}

// maxConjuncts bounds the walk from conjunct to conjunct.
const maxConjuncts = 8
