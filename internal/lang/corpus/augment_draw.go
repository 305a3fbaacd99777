package corpus

import (
	"strings"
	"unicode"

	"parley/internal/doc"
)

// Chances of Rename, set by hand: how often a name is replaced, how often its
// new name has one word if it had one and several if it had several, and how
// often an organisation's new name heeds the article.
const (
	renameChance  = 0.85
	shapeChance   = 0.7
	articleChance = 0.88
	drawTries     = 40 // draws until the wishes for a name are dropped
)

// replacement draws a name for sp; ok is false if sp must stay.
func (r *renamer) replacement(s doc.Sentence, sp span, loud bool) (name string, ok bool) {
	old := spanText(r.d, sp.First, sp.Last)
	w := r.wishes(s, sp, old)
	key := old
	if isUpper(old) && len(old) > 3 {
		key = titleCase(old)
	}
	for range drawTries {
		if sp.Kind == doc.Nationality {
			if name, ok = r.n.peoples.like(key, r.rng); !ok {
				return "", false
			}
		} else {
			name = r.n.name(sp.Kind, w.article, r.rng)
		}
		if w.met(name) {
			break
		}
	}
	return recase(name, old, sp.Kind, loud), name != ""
}

// wishes are what a new name should be like.
type wishes struct {
	article   articleUse
	indef     string // "a" or "an" before the name, empty if neither
	shape     bool   // as many words as before, of one and several
	several   bool
	stopAfter bool // a full stop follows
}

// wishes draws the wishes for the new name of sp, which was old.
func (r *renamer) wishes(s doc.Sentence, sp span, old string) wishes {
	w := wishes{several: strings.ContainsAny(old, " \t\n")}
	w.shape = r.rng.Float64() < shapeChance && sp.Kind != doc.Nationality
	heed := r.rng.Float64() < articleChance || sp.Kind != doc.Organisation
	before, modifies := "", false
	if sp.First > s.First {
		before = strings.ToLower(r.d.Word(sp.First - 1))
	}
	if sp.Last < s.Last {
		next := &r.d.Tokens[sp.Last]
		w.stopAfter = r.d.Text[next.Start] == '.'
		switch next.UPOS {
		case "NOUN", "PROPN", "ADJ":
			modifies = true
		}
		modifies = modifies || r.d.Word(sp.Last) == "-"
	}
	switch {
	case before == "a" || before == "an":
		w.indef = before
	case modifies || !heed:
		// The article, if any, is the following noun's.
	case before == "the":
		w.article = articleThe
	default:
		w.article = articleNone
	}
	return w
}

// met tells whether name fulfils the wishes.
func (w *wishes) met(name string) bool {
	switch {
	case w.shape && strings.Contains(name, " ") != w.several:
		return false
	case w.stopAfter && strings.HasSuffix(name, "."):
		return false
	case w.indef != "" && name != "":
		return strings.ContainsRune("AEIO", rune(name[0])) == (w.indef == "an")
	}
	return true
}

// recase writes name in capitals where the sentence is, and in the manner of
// old otherwise. A lone word in capitals may be an organisation's acronym and
// tells nothing.
func recase(name, old string, kind doc.NameKind, loud bool) string {
	several := strings.Contains(old, " ")
	switch {
	case loud, isUpper(old) && (several || kind != doc.Organisation) && len(old) > 4 && !strings.Contains(old, "."):
		return strings.ToUpper(name)
	case strings.ToLower(old) == old:
		return strings.ToLower(name)
	}
	return name
}

// isUpper tells whether s has letters, none of them in lower case.
func isUpper(s string) bool {
	return strings.ToUpper(s) == s && strings.ToLower(s) != s
}

// allCapitals tells whether s is set in capitals: no letter is in lower case,
// and at least two words have two letters, one of them four.
func allCapitals(d *doc.Doc, s doc.Sentence) bool {
	words, long := 0, false
	for i := s.First; i < s.Last; i++ {
		letters := 0
		for _, c := range d.Word(i) {
			if unicode.IsLower(c) {
				return false
			}
			if unicode.IsLetter(c) {
				letters++
			}
		}
		if letters >= 2 {
			words++
		}
		long = long || letters >= 4
	}
	return words >= 2 && long
}
