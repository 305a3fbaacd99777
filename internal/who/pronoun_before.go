package who

import (
	"parley/internal/doc"
)

// fromBefore looks into the sentence before, and into that before it: the
// subject there, or the only mention that fits.
func (r *reading) fromBefore(i int, p pronoun) int {
	if p.object && (p.sort == 'p' || p.sort == 'n') || p.sort == 'n' && !r.agent(i, p) {
		return doc.None
	}
	k := int(r.sent[i])
	if m, found := r.earlier(i, p); found {
		return m
	}
	for back := 1; back <= 2 && k-back >= 0; back++ {
		s := r.d.Sentences[k-back]
		if r.d.Sentences[k].Paragraph-s.Paragraph > 1 {
			return doc.None
		}
		m, any := r.bestIn(s, p)
		if m != doc.None || any {
			return m
		}
		if p.sort == 'n' || p.sort == 'p' {
			return doc.None
		}
	}
	return doc.None
}

// isSubject reports whether a token is the subject of a clause.
func (r *reading) isSubject(i int) bool {
	d := r.d.Tokens[i].Deprel
	return d == "nsubj" || d == "nsubj:pass"
}

// agent reports whether "it" does something, so that it is no dummy, nor the
// matter spoken of.
func (r *reading) agent(i int, p pronoun) bool {
	t := &r.d.Tokens[i]
	if p.poss || t.Deprel != "nsubj" || t.Head < 0 || r.upos(t.Head) != "VERB" {
		return false
	}
	switch r.d.Tokens[t.Head].Lemma {
	case "say", "add", "deny", "claim", "accuse", "urge", "call", "warn", "demand", "reject", "announce", "vow", "pledge", "promise",
		"insist", "condemn", "blame", "want", "agree", "refuse", "threaten", "attack", "fight", "launch", "seize", "capture", "release":
		return true
	}
	return false
}

// earlier looks at the words of the sentence before the pronoun: found tells
// that one mention or more there may be meant; the mention is None unless it is
// the only one.
func (r *reading) earlier(i int, p pronoun) (mention int, found bool) {
	mention = doc.None
	s := r.sentence(i)
	clause := r.subjectOf(r.d.Tokens[i].Head)
	subject := clause == i // "after the talks with Ghani, he left" is not of Ghani
	for j := s.First; j < i; j++ {
		m := int(r.headAny[j])
		if m == doc.None || !r.matches(m, p) || p.object && j == clause || r.within(i, j) || subject && !r.isSubject(j) {
			continue
		}
		if found && r.mentions[m].Actor != r.mentions[mention].Actor {
			return doc.None, true
		}
		mention, found = m, true
	}
	return mention, found
}

// bestIn returns the mention of a sentence that a pronoun after it stands
// for: the subject of the main clause, else the only one that fits. any tells
// that one fitted.
func (r *reading) bestIn(s doc.Sentence, p pronoun) (mention int, any bool) {
	only := doc.None
	for j := s.First; j < s.Last; j++ {
		if r.d.Tokens[j].Head == doc.Root {
			if subject := r.subjectOf(j); subject != doc.None {
				switch m := int(r.headAny[subject]); {
				case m == doc.None && r.rivals(subject, p), r.joinedRival(subject, s.Last, p):
					return doc.None, true
				case m != doc.None && r.matches(m, p):
					return m, true
				}
			}
		}
	}
	if p.sort == 'n' || p.sort == 'p' {
		return doc.None, false
	}
	for j := s.First; j < s.Last; j++ {
		m := int(r.headAny[j])
		if m == doc.None || !r.matches(m, p) || r.d.Tokens[j].Deprel == "vocative" {
			continue
		}
		if only != doc.None && r.mentions[only].Actor != r.mentions[m].Actor {
			return doc.None, true
		}
		only = m
	}
	return only, only != doc.None
}
