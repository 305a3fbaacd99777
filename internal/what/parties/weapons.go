package parties

import (
	"strings"

	"parley"
	"parley/internal/doc"
	"parley/internal/what/draft"
)

// phraseLen is the longest name of a weapon, in words.
const phraseLen = 3

// weaponAt returns the kind of the weapon that the token heads, with the words
// before it ("truck bomb") if the table has them.
func (w *finding) weaponAt(token int) (kind string, ok bool) {
	x, _, ok := w.weaponPhrase(token)
	return x.kind, ok
}

// weaponPhrase looks up the longest run of lemmas that ends at the token.
func (w *finding) weaponPhrase(token int) (x instrument, words doc.Range, ok bool) {
	key := ""
	for n := 0; n < phraseLen && token-n >= w.s.First; n++ {
		lemma := w.lemma(token - n)
		if n == 0 {
			key = lemma
		} else {
			key = lemma + " " + key
		}
		if k, found := w.weapons[key]; found {
			x, words, ok = k, doc.Range{First: token - n, Last: token + 1}, true
		}
	}
	return x, words, ok
}

// weapon appends the weapon at the token, if it is one.
func (w *finding) weapon(token int, rule string) {
	what, words, ok := w.weaponPhrase(token)
	if !ok || w.inPlace(token) {
		return
	}
	if what.deed {
		if w.deedKind == "" {
			w.deedKind = what.kind
		}
		return
	}
	for i := range w.e.Weapons {
		x := &w.e.Weapons[i]
		if x.Token == token || x.Words.First <= token && token < x.Words.Last {
			return
		}
	}
	w.e.Weapons = append(w.e.Weapons, draft.Weapon{Token: token, Words: words, Kind: what.kind, Rule: rule})
}

// instruments adds the weapons that stand around the trigger of a deed of
// violence and that no rule named.
func (w *finding) instruments() {
	if w.e.Type != parley.Assault && w.e.Type != parley.Coerce {
		return
	}
	for j := w.s.First; j < w.s.Last; j++ {
		if w.d.Tokens[j].UPOS != "NOUN" && w.d.Tokens[j].UPOS != "PROPN" {
			continue
		}
		if _, ok := w.weaponAt(j); ok && w.instrument(j) {
			w.weapon(j, "weapon.around")
		}
	}
}

// instrument tells whether the noun at j is what the deed was done with.
func (w *finding) instrument(j int) bool {
	cur := j
	for range descents {
		t := &w.d.Tokens[cur]
		p := t.Head
		if p < w.s.First || p >= w.s.Last {
			return false
		}
		switch rel := base(t.Deprel); rel {
		case "compound", "amod":
			// "a mortar attack", but not "a tank truck"
			if _, weapon := w.weaponAt(p); p != w.e.Head && !weapon && !w.is("deed", w.lemma(p)) {
				return false
			}
		case "conj":
		case "nmod", "obl":
			switch mark := w.caseOf(cur); mark {
			case "with", "by", "from", "using", "via":
			case "in", "of":
				if p == w.e.Head && !w.explosive(j) {
					return false
				}
			default:
				return false
			}
		case "nsubj":
			// Only the bomb itself blows up; a tank that is hit is none.
		case "obj":
			// "attacked the post with rockets", with the rockets hung on the post
			if l := w.lemma(p); (cur == j || p != w.e.Head) && l != "use" && l != "detonate" && l != "fire" && l != "throw" && l != "lob" && l != "hurl" && l != "wield" && l != "launch" {
				return false
			}
		case "advcl", "xcomp", "acl":
		default:
			return false
		}
		if p == w.e.Head {
			return true
		}
		cur = p
	}
	return false
}

// explosive tells a weapon that a deed can be done "in" or be one "of".
func (w *finding) explosive(j int) bool {
	k, _ := w.weaponAt(j)
	return k == "explosives" || k == "suicide-attack" || k == "aerial" || k == "drone" || k == "heavy-weapons"
}

// mode takes the mode of a deed of violence from its weapon where the rules
// gave none, and the bomber's own death from the words of the doers.
func (w *finding) mode() {
	e := w.e
	if e.Type != parley.Assault {
		return
	}
	if e.Mode == "" || e.Mode == "explosives" {
		for _, x := range e.Weapons {
			if x.Kind == "suicide-attack" {
				e.Mode = "suicide-attack"
				return
			}
		}
		for _, p := range e.Sources {
			for i := p.Words.First; i < p.Words.Last; i++ {
				if strings.EqualFold(w.d.Word(i), "suicide") {
					e.Mode = "suicide-attack"
					return
				}
			}
		}
	}
	if e.Mode == "" && len(e.Weapons) > 0 {
		e.Mode = parley.Mode(e.Weapons[0].Kind)
	}
	if e.Mode == "" {
		e.Mode = parley.Mode(w.deedKind)
	}
}
