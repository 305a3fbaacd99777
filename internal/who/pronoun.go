package who

import (
	"strings"

	"parley/internal/doc"
)

// pronouns resolves he, she, they and it with their forms to a mention of the
// same sentence or of the sentences before. What is inside quotation marks is
// left alone: there "I", "we" and "they" turn with the speaker. A pronoun that
// could be two is left alone too.
func (r *reading) pronouns() {
	r.headAny = make([]int32, len(r.d.Tokens))
	for i := range r.headAny {
		r.headAny[i] = doc.None
	}
	for i := range r.mentions {
		r.noteHead(i)
	}
	quoted := false
	for k := range r.d.Sentences {
		s := r.d.Sentences[k]
		if k > 0 && r.d.Sentences[k-1].Paragraph != s.Paragraph {
			quoted = false // a mark that nothing closes
		}
		for i := s.First; i < s.Last; i++ {
			switch r.low[i] {
			case "“", "``":
				quoted = true
			case "”", "''":
				quoted = false
			case "\"":
				quoted = !quoted
			}
			if r.upos(i) != "PRON" || quoted || r.headAny[i] != doc.None {
				continue
			}
			if p, ok := pronounOf(r.low[i]); ok {
				r.resolve(i, p)
			}
		}
	}
}

// noteHead notes a mention at its head, the shortest of several.
func (r *reading) noteHead(i int) {
	if r.dropped[i] {
		return
	}
	m := &r.mentions[i]
	if at := r.headAny[m.Head]; at == doc.None || m.Last-m.First < r.mentions[at].Last-r.mentions[at].First {
		r.headAny[m.Head] = int32(i)
	}
}

// pronoun is what a pronoun says of whom it stands for.
type pronoun struct {
	sort   byte // m, f, n (it) or p (they)
	poss   bool
	object bool
}

func pronounOf(w string) (pronoun, bool) {
	switch w {
	case "he", "him", "himself":
		return pronoun{sort: 'm'}, true
	case "his":
		return pronoun{sort: 'm', poss: true}, true
	case "she", "herself":
		return pronoun{sort: 'f'}, true
	case "her":
		return pronoun{sort: 'f', poss: true}, true
	case "they", "them", "themselves":
		return pronoun{sort: 'p'}, true
	case "their":
		return pronoun{sort: 'p', poss: true}, true
	case "it", "itself":
		return pronoun{sort: 'n'}, true
	case "its":
		return pronoun{sort: 'n', poss: true}, true
	}
	return pronoun{}, false
}

// resolve finds whom the pronoun at token i stands for and adds the mention.
func (r *reading) resolve(i int, p pronoun) {
	t := &r.d.Tokens[i]
	if t.Head == doc.Unparsed || t.Deprel == "expl" {
		return
	}
	if r.low[i] == "her" && t.XPOS == "PRP" {
		p.poss = false
	}
	switch t.Deprel {
	case "obj", "iobj", "obl", "nmod", "obl:agent":
		p.object = !p.poss && !strings.HasSuffix(r.low[i], "self") && !strings.HasSuffix(r.low[i], "selves")
	}
	if p.sort == 'n' && !p.poss && t.Deprel == "nsubj" && t.Head >= 0 && r.upos(t.Head) != "VERB" && !isStance(r.low[t.Head]) {
		return // "it was clear"
	}
	m, ok := r.ofOffice(i, p), true
	if m == doc.None {
		m, ok = r.upTheTree(i, p)
	}
	if !ok {
		m = r.fromBefore(i, p)
	}
	if m == doc.None {
		return
	}
	x := r.mentions[m]
	if a := x.Antecedent; a != doc.None && x.How == doc.ByPronoun {
		m = a
	}
	k := r.addMention(i, i+1, i, x.Actor, doc.ByPronoun)
	r.mentions[k].Antecedent = m
	r.headAny[i] = int32(k)
}

// ofOffice resolves "its leader" and "their spokesman": to the group or body
// named last before, in the sentence or in the one before it, else to the
// subject of that.
func (r *reading) ofOffice(i int, p pronoun) int {
	h := r.d.Tokens[i].Head
	if !p.poss || p.sort == 'm' || p.sort == 'f' || h < 0 || r.officeAt[h] == doc.None {
		return doc.None
	}
	switch r.offices[r.officeAt[h]].office.class {
	case classLead, classSpokes, classMember:
	default:
		return doc.None
	}
	for j := i - 1; j >= r.back(i, 1); j-- {
		if m := int(r.headAny[j]); m != doc.None {
			a := &r.actors[r.mentions[m].Actor]
			if a.Side == a.ID && !strings.HasSuffix(a.ID, "-gov") && a.Source != doc.FromNominal {
				return m
			}
		}
	}
	if k := int(r.sent[i]); k > 0 {
		m, _ := r.bestIn(r.d.Sentences[k-1], p)
		return m
	}
	return doc.None
}

// possessed gives the holders of offices the side of whoever "its" and
// "their" before them stand for.
func (r *reading) possessed() {
	for k := range r.offices {
		o := &r.offices[k]
		for i := max(r.sentence(o.head).First, o.first-4); i < o.first; i++ {
			if r.d.Tokens[i].XPOS != "PRP$" || r.d.Tokens[i].Head != o.head || r.headAny[i] == doc.None {
				continue
			}
			holder, of := int(r.headM[o.head]), &r.actors[r.mentions[r.headAny[i]].Actor]
			if holder == doc.None {
				break
			}
			a := &r.actors[r.mentions[holder].Actor]
			if a.Kind == doc.ActorPerson && a.Side == "" && a.ID != of.ID && !o.office.class.private() {
				a.Side, a.Of, a.Country = of.Side, of.ID, of.Country
			}
		}
	}
}

// isStance reports whether an adjective is said of those who act.
func isStance(w string) bool {
	switch w {
	case "ready", "responsible", "committed", "willing", "prepared", "concerned", "aware", "unaware", "behind", "open", "unable",
		"able", "determined", "opposed", "confident", "hopeful", "serious":
		return true
	}
	return false
}

// upTheTree looks at the subjects of the clauses that the pronoun is in, from
// its own outwards: "Ghani said he would …", "After he arrived, Ghani said …".
// ok tells that a subject was found that settles the matter, even as None: it
// is no mention, or one that fits and is not alone.
func (r *reading) upTheTree(i int, p pronoun) (mention int, ok bool) {
	own := p.object // the subject of its own clause is somebody else
	last := i
	for at, steps := r.d.Tokens[i].Head, 0; at >= 0 && steps < 12; at, steps = r.d.Tokens[at].Head, steps+1 {
		subject := r.subjectOf(at)
		if subject != doc.None && subject != i && !r.within(i, subject) {
			m := int(r.headAny[subject])
			switch {
			case own:
				own = false
			case r.joinedRival(subject, i, p):
				return doc.None, true // two together, who are no mention
			case m != doc.None && r.matches(m, p):
				if subject > i && !r.cataphoric(i, last, at, p) {
					return doc.None, false
				}
				if r.genderOf(m) == 0 && r.surer(i, m, p) {
					return doc.None, true
				}
				return m, true
			case m == doc.None && r.rivals(subject, p):
				return doc.None, true
			}
		}
		if r.isClause(at) {
			last = at
		}
	}
	return doc.None, false
}

// joinedRival reports whether a noun is joined by "and" to another that the
// pronoun at token i may stand for as well, or that makes a "they" of both.
func (r *reading) joinedRival(subject, i int, p pronoun) bool {
	s := r.sentence(subject)
	for j := subject + 1; j < s.Last; j++ {
		if r.d.Tokens[j].Head != subject || r.d.Tokens[j].Deprel != "conj" || r.within(i, j) {
			continue
		}
		if m := int(r.headAny[j]); p.sort == 'p' || m != doc.None && r.matches(m, p) {
			return true
		}
	}
	return false
}

// isClause reports whether a token heads a clause of its own.
func (r *reading) isClause(i int) bool {
	switch d := r.d.Tokens[i].Deprel; d {
	case "ccomp", "xcomp", "advcl", "acl", "acl:relcl", "conj", "parataxis", "csubj", "root", "advcl:relcl":
		return true
	}
	return false
}

// cataphoric reports whether the clause or phrase headed by sub may speak of
// the subject of its main clause before that is named: "after he arrived, Ghani
// said", "in his speech, Ghani said".
func (r *reading) cataphoric(i, sub, main int, p pronoun) bool {
	return sub < main && r.d.Tokens[sub].Deprel == "advcl" || sub == i && p.poss
}

// surer reports whether another person of the sentence is known to be of the
// pronoun's gender, where that of the mention m is not known.
func (r *reading) surer(i, m int, p pronoun) bool {
	if p.sort != 'm' && p.sort != 'f' {
		return false
	}
	for j := r.sentence(i).First; j < i; j++ {
		if k := int(r.headAny[j]); k != doc.None && r.mentions[k].Actor != r.mentions[m].Actor && r.matches(k, p) && r.genderOf(k) == p.sort {
			return true
		}
	}
	return false
}

// within reports whether token i is inside the phrase headed by h, and not in
// one joined to it: "his" may be the mayor's in "a mayor and his son".
func (r *reading) within(i, h int) bool {
	for steps := 0; i >= 0 && i < len(r.d.Tokens) && steps < 12; steps++ {
		if i == h {
			return true
		}
		if r.d.Tokens[i].Deprel == "conj" {
			return false
		}
		i = r.d.Tokens[i].Head
	}
	return false
}

// subjectOf returns the subject of a predicate, or None.
func (r *reading) subjectOf(verb int) int {
	if verb < 0 {
		return doc.None
	}
	return int(r.subject[verb])
}

// rivals reports whether a subject that is no mention may be what the
// pronoun stands for, so that nothing further off is.
func (r *reading) rivals(subject int, p pronoun) bool {
	t := &r.d.Tokens[subject]
	plural := t.XPOS == "NNS" || t.XPOS == "NNPS"
	switch p.sort {
	case 'p':
		return plural || strings.HasSuffix(t.Feats, "Plur") && t.UPOS == "PRON"
	case 'n':
		return t.UPOS == "NOUN" && !plural || t.UPOS == "PROPN" || r.low[subject] == "it"
	}
	if t.UPOS == "PRON" {
		return r.low[subject] == "he" || r.low[subject] == "she" || r.low[subject] == "who"
	}
	return t.UPOS == "PROPN" || wordGender(r.low[subject]) == p.sort
}

// matches reports whether a mention's actor can be what the pronoun says.
func (r *reading) matches(m int, p pronoun) bool {
	x := &r.mentions[m]
	a := &r.actors[x.Actor]
	head := &r.d.Tokens[x.Head]
	plural := head.XPOS == "NNS" || head.XPOS == "NNPS" || r.low[x.Head] == "they" || r.low[x.Head] == "their"
	switch p.sort {
	case 'm', 'f':
		return a.Kind == doc.ActorPerson && !plural && r.genderOf(m) != p.sort^('m'^'f')
	case 'p':
		if a.Kind == doc.ActorPerson {
			return plural
		}
		return plural || a.Kind == doc.ActorGroup && r.low[x.Head] != "it" && !isCountryName(a, r.low[x.Head])
	case 'n':
		return !plural && (a.Kind == doc.ActorGroup || a.Kind == doc.ActorOrganisation) && r.low[x.Head] != "they"
	}
	return false
}

// isCountryName reports whether a mention names a government by its country:
// "it", never "they".
func isCountryName(a *doc.Actor, head string) bool {
	return strings.HasSuffix(a.ID, "-gov") && head != "government" && head != "administration" && head != "authorities"
}

// genderOf returns the gender of a mention's person, or 0.
func (r *reading) genderOf(m int) byte {
	x := &r.mentions[m]
	if at := r.personOfActor[x.Actor]; at > 0 {
		return r.persons[at-1].gender
	}
	switch w := r.low[x.Head]; w {
	case "he", "his", "him":
		return 'm'
	case "she", "her":
		return 'f'
	default:
		return wordGender(w)
	}
}
