package agreement

import (
	"slices"
	"strings"

	"parley/internal/doc"
)

// duty is what a clause binds somebody to, in tokens.
type duty struct {
	head    int   // the word that binds: "shall", "undertakes"
	content int   // the verb of what is to be done
	subject []int // heads of who is bound; none for a passive without an agent
	passive bool  // the grammatical subject is what is done, not who does it
}

// modals bind whoever is the subject of their verb; in agreements "will" does
// as well as "shall".
var modals = []string{"shall", "must", "will"}

// vows bind by themselves, with what is promised below them.
var vows = []string{"undertake", "commit", "agree", "pledge", "promise", "guarantee", "vow", "obligate", "oblige", "bind"}

// duties returns what the tokens [first, last) bind to, one a sentence at most.
func duties(d *doc.Doc, first, last int) []duty {
	var all []duty
	for _, s := range d.Sentences {
		if s.First < first || s.Last > last {
			continue
		}
		for i := s.First; i < s.Last; i++ {
			if x, ok := dutyAt(d, s, i); ok {
				all = append(all, x)
				break
			}
		}
	}
	return all
}

// dutyAt reads the duty that token i makes, if it makes one.
func dutyAt(d *doc.Doc, s doc.Sentence, i int) (duty, bool) {
	t := &d.Tokens[i]
	switch {
	case t.Deprel == "aux" && t.Head >= 0 && slices.Contains(modals, t.Lemma):
		x := duty{head: i, content: t.Head}
		if vow := &d.Tokens[t.Head]; slices.Contains(vows, vow.Lemma) { // "shall undertake to"
			x.content = content(d, s, t.Head)
		}
		x.subject, x.passive = subjects(d, s, t.Head)
		return x, true
	case slices.Contains(vows, t.Lemma) && strings.HasPrefix(t.UPOS, "VERB"):
		c := content(d, s, i)
		if c == i {
			return duty{}, false
		}
		x := duty{head: i, content: c}
		x.subject, _ = subjects(d, s, i)
		// "The parties agree that the prisoners shall go free": the inner clause binds.
		return x, true
	}
	return duty{}, false
}

// content returns the verb that stands below a vow; the vow itself for none.
func content(d *doc.Doc, s doc.Sentence, vow int) int {
	for i := s.First; i < s.Last; i++ {
		t := &d.Tokens[i]
		if t.Head == vow && (t.Deprel == "xcomp" || t.Deprel == "ccomp" || t.Deprel == "advcl" && i > vow) {
			return i
		}
	}
	for i := vow + 1; i < s.Last; i++ { // "commits to the release of …": a noun
		if t := &d.Tokens[i]; t.Head == vow && (t.Deprel == "obl" || t.Deprel == "obj") && t.UPOS == "NOUN" {
			return i
		}
	}
	return vow
}

// subjects returns who is bound by the verb at v: its subjects, the agent of a
// passive, and those joined to them.
func subjects(d *doc.Doc, s doc.Sentence, v int) (heads []int, passive bool) {
	rel := func(i int) string { return d.Tokens[i].Deprel }
	for i := s.First; i < s.Last; i++ {
		passive = passive || d.Tokens[i].Head == v && rel(i) == "nsubj:pass"
	}
	for i := s.First; i < s.Last; i++ {
		if d.Tokens[i].Head != v {
			continue
		}
		if rel(i) == "nsubj" || rel(i) == "obl:agent" {
			heads = append(heads, i)
		}
	}
	for k := 0; k < len(heads); k++ {
		for i := s.First; i < s.Last; i++ {
			if d.Tokens[i].Head == heads[k] && rel(i) == "conj" {
				heads = append(heads, i)
			}
		}
	}
	return heads, passive
}

// actorAt returns the actor whose mention has its head at the token, or holds it.
func actorAt(d *doc.Doc, token int) (mention int, ok bool) {
	found := -1
	for i, m := range d.Mentions {
		switch {
		case m.Head == token:
			return i, true
		case m.First <= token && token < m.Last && found < 0:
			found = i
		}
	}
	return found, found >= 0
}
