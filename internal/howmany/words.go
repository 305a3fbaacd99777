package howmany

import (
	"strings"

	"parley/internal/doc"
)

// Uses of groups.tsv, kinds of units.tsv, slots of outcomes.tsv.
const (
	useNoun     = "noun"
	useMod      = "mod"
	useBoth     = "both"
	useWeak     = "weak"
	useAttacker = "attacker"

	unitTime       = "time"
	unitDistance   = "distance"
	unitMoney      = "money"
	unitPercent    = "percent"
	unitLabel      = "label"
	unitCollective = "collective"
	unitThing      = "thing"
	unitOld        = "old"

	slotObject  = "obj"
	slotSubject = "subj"
	slotOf      = "of"
	slotSelf    = "self"
	slotAdj     = "adj"
	slotToll    = "toll"
)

// kindOf returns the kind of units.tsv of token i, empty for none; i may be
// out of range.
func (r *reading) kindOf(i int) string {
	if i < 0 || i >= len(r.lemmas) || r.lemmas[i] == nil {
		return ""
	}
	return r.lemmas[i].kind
}

// groupOf returns the group of the noun at token i as groups.tsv has it ("-"
// for none in particular), empty where it is no noun for people.
func (r *reading) groupOf(i int) string {
	if i < 0 || i >= len(r.lemmas) || r.lemmas[i] == nil || r.lemmas[i].use == useMod {
		return ""
	}
	return r.lemmas[i].group
}

// group returns who the people are whose noun is at token noun, with the
// words before it from token first on: "police" for "Afghan police officers".
func (r *reading) group(noun, first int) string {
	g := "-"
	l := r.lemmas[noun]
	if l != nil && l.group != "" {
		g = l.group
	}
	if g == "-" || l.use == useWeak {
		for i := noun - 1; i >= first; i-- {
			if m := r.lemmas[i]; m != nil && (m.use == useMod || m.use == useBoth) && m.group != "-" {
				g = m.group
				break
			}
		}
	}
	if g == "-" {
		g = r.actorGroup(noun)
	}
	if g == "militants" {
		for i := noun - 1; i >= first; i-- {
			if r.low[i] == "pro" || strings.HasPrefix(r.low[i], "pro-") {
				g = "forces" // "pro-government militia members"
			}
		}
	}
	return r.withCoordinate(g, noun)
}

// actorGroup returns the group that the actor at token i belongs to, "-" for
// none.
func (r *reading) actorGroup(i int) string {
	m := r.d.MentionAt(i)
	if m == doc.None {
		return "-"
	}
	if a := r.d.Mentions[m].Actor; a >= 0 && a < len(r.d.Actors) {
		if g := sectorGroups[r.d.Actors[a].Sector]; g != "" {
			return g
		}
	}
	return "-"
}

// sectorGroups gives the group of an actor's PLOVER sector. CVL is left out: it
// is also the sector of "two Palestinians", who may be anybody.
var sectorGroups = map[string]string{
	"COP": "police", "MIL": "soldiers", "REB": "militants", "JRN": "journalists", "REF": "refugees",
}

// withCoordinate merges the group with those of nouns that share the number:
// "police officers and soldiers" are forces, "police and civilians" nobody in
// particular.
func (r *reading) withCoordinate(g string, noun int) string {
	end := min(len(r.low), noun+7)
	for i := noun + 1; i < end; i++ {
		tok := &r.d.Tokens[i]
		if tok.UPOS == "NUM" || tok.UPOS == "VERB" {
			break
		}
		if tok.Head != noun || tok.Deprel != "conj" || r.groupOf(i) == "" || r.determined(i, noun) {
			continue
		}
		other := r.lemmas[i].group
		switch {
		case other == g:
		case armed[other] && armed[g]:
			g = "forces"
		default:
			return ""
		}
	}
	return strings.TrimPrefix(g, "-")
}

var armed = map[string]bool{"police": true, "soldiers": true, "forces": true, "guards": true}

// determined reports whether a determiner or number of its own stands between
// tokens after and noun.
func (r *reading) determined(noun, after int) bool {
	for i := after + 1; i < noun; i++ {
		switch r.d.Tokens[i].UPOS {
		case "DET", "NUM", "PRON":
			return true
		}
	}
	return false
}

// isPeople tells whether the noun at token i means people for sure: by the
// groups' list, by its ending, or as the name of a people.
func (r *reading) isPeople(i int) bool {
	if i < 0 || r.kindOf(i) != "" {
		return false
	}
	if r.groupOf(i) != "" {
		return true
	}
	tok := &r.d.Tokens[i]
	if tok.UPOS == "NOUN" && r.lemmas[i] == nil {
		lemma := lower(tok.Lemma)
		for _, end := range personEndings {
			if strings.HasSuffix(lemma, end) && len(lemma) > len(end)+2 {
				return true
			}
		}
	}
	return tok.UPOS != "NUM" && r.isNationality(i)
}

// personEndings are endings of nouns for people.
var personEndings = []string{"man", "men", "woman", "person", "people", "eer", "ist", "ian", "smith", "keeper", "worker", "maker", "holder"}

// isNationality reports whether token i alone or at the end is the name of a
// people or a group, used as a noun.
func (r *reading) isNationality(i int) bool {
	lo, hi := 0, len(r.d.Names)
	for lo < hi {
		if mid := (lo + hi) / 2; r.d.Names[mid].Last <= i {
			lo = mid + 1
		} else {
			hi = mid
		}
	}
	if lo == len(r.d.Names) {
		return false
	}
	n := r.d.Names[lo]
	return n.First <= i && i == n.Last-1 && n.Kind == doc.Nationality && r.d.Tokens[i].UPOS != "ADJ"
}

// child returns the first token of sentence s under head h for which f holds, or
// None.
func (r *reading) child(h int, s doc.Sentence, f func(i int, t *doc.Token) bool) int {
	for i := s.First; i < s.Last; i++ {
		if t := &r.d.Tokens[i]; t.Head == h && f(i, t) {
			return i
		}
	}
	return doc.None
}

// isMonth reports whether a lower-cased word is the name of a month.
func isMonth(s string) bool {
	s = strings.TrimSuffix(s, ".")
	switch s {
	case "january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november", "december",
		"jan", "feb", "mar", "apr", "jun", "jul", "aug", "sep", "sept", "oct", "nov", "dec":
		return true
	}
	return false
}
