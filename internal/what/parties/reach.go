package parties

import (
	"slices"
	"strings"

	"parley"
	"parley/internal/doc"
	"parley/internal/what/draft"
)

// reaches bounds the way from the other side's name up to the trigger.
const reaches = 6

// reach finds the other side of an act that is no violence where no rule and
// no preposition of its own has named it: the nearest party, state or people
// below the act that is not the doer's own ("rejected an Indian proposal",
// "eased the curfew in Montenegro"). It is marked as inferred.
func (w *finding) reach() {
	e := w.e
	if e.Type == parley.Assault || e.Type == parley.Coerce && e.Mode == parley.ModeSeize || len(e.Targets) > 0 || len(e.Sources) == 0 {
		return
	}
	top := w.tops()
	var found draft.Party
	best := reaches + 1
	for j := w.s.First; j < w.s.Last; j++ {
		depth := w.depth(j, top)
		if depth < 0 || depth >= best {
			continue
		}
		if p, ok := w.stranger(j); ok {
			found, best = p, depth
		}
	}
	if best <= reaches {
		found.Rule, found.Inferred = "party.reach", true
		w.e.Targets = append(w.e.Targets, found)
		for _, k := range w.joined(found.Token)[1:] {
			if p, ok := w.stranger(k); ok {
				p.Rule, p.Inferred = "party.reach", true
				put(&w.e.Targets, p)
			}
		}
	}
}

// tops returns the trigger, and where it is a noun the verb that carries it.
func (w *finding) tops() [2]int {
	h := w.e.Head
	t := &w.d.Tokens[h]
	if rel := base(t.Deprel); t.UPOS == "NOUN" && t.Head >= w.s.First && t.Head < w.s.Last && (rel == "obj" || t.Deprel == "nsubj:pass" || rel == "obl" && !mutual(w.e.Type, w.e.Mode)) {
		return [2]int{h, t.Head}
	}
	return [2]int{h, h}
}

// depth returns how many steps the token stands below one of the two, or -1
// where it does not, stands in a clause of its own circumstances, or is the
// subject.
func (w *finding) depth(j int, top [2]int) int {
	cur := j
	for n := 1; n <= reaches; n++ {
		t := &w.d.Tokens[cur]
		up := t.Head
		if up < w.s.First || up >= w.s.Last {
			return -1
		}
		atTop := up == top[0] || up == top[1]
		switch rel := base(t.Deprel); rel {
		case "parataxis", "discourse", "list", "vocative", "dep":
			return -1
		case "obl":
			if w.is("aside", w.caseOf(cur)) {
				return -1
			}
		case "advcl":
			if !w.aimed(cur) {
				return -1
			}
		case "nsubj", "csubj":
			if atTop && t.Deprel != "nsubj:pass" {
				return -1
			}
		case "acl":
			if t.Deprel == "acl:relcl" {
				return -1
			}
		case "conj":
			if w.d.Tokens[cur].UPOS == "VERB" {
				return -1
			}
		}
		if atTop {
			return n
		}
		cur = up
	}
	return -1
}

// aimed tells a clause that says what an act is for, or what a demand or a
// threat hangs on: "to force the junta out", "unless Chad gives way".
func (w *finding) aimed(i int) bool {
	for j := w.s.First; j < i; j++ {
		t := &w.d.Tokens[j]
		if t.Head != i || base(t.Deprel) != "mark" {
			continue
		}
		switch w.lemma(j) {
		case "to":
			return true
		case "as", "while": // "marched as they called for"
			return w.e.Type == parley.Protest && w.child(i, "nsubj", "they", "he", "she", "it") >= 0
		case "for":
			return mutual(w.e.Type, w.e.Mode) && w.d.Tokens[i].XPOS == "VBG"
		case "from", "against":
			return w.d.Tokens[i].XPOS == "VBG"
		case "if", "unless", "until":
			return w.e.Type == parley.Threaten || w.e.Type == parley.Request || w.e.Type == parley.Reject
		}
		return false
	}
	return w.e.Type == parley.Protest && w.d.Tokens[i].XPOS == "VBG"
}

// territory finds the place that a measure of a government is for where nobody
// else is named: "lifted the curfew in the province".
func (w *finding) territory() {
	e := w.e
	switch e.Type {
	case parley.Concede, parley.Threaten, parley.Coerce, parley.Aid, parley.Sanction, parley.Retreat:
	default:
		return
	}
	if e.Mode == parley.ModeSeize || len(e.Targets) > 0 || len(e.Sources) == 0 {
		return
	}
	top, best := w.tops(), reaches+1
	var found draft.Party
	for i := range w.d.Places {
		x := &w.d.Places[i]
		if x.First < w.s.First || x.Last > w.s.Last || x.Place.Country == "" {
			continue
		}
		for j := x.First; j < x.Last; j++ {
			if n := w.depth(j, top); n > 0 && n < best {
				found = draft.Party{Token: j, Mention: doc.None, Actor: doc.None, Words: doc.Range{First: x.First, Last: x.Last}, Rule: "party.territory", Inferred: true}
				best = n
			}
		}
	}
	if best <= reaches && !holds(e.Sources, found) && !slices.ContainsFunc(e.Sources, func(s draft.Party) bool { return s.Words.First <= found.Token && found.Token < s.Words.Last }) {
		e.Targets = append(e.Targets, found)
	}
}

// stranger returns who is named at the token, if that is a party that none of
// the sources belongs to.
func (w *finding) stranger(j int) (draft.Party, bool) {
	p := draft.Party{Token: j, Mention: doc.None, Actor: doc.None, Words: doc.Range{First: j, Last: j + 1}}
	if w.inTime(j) {
		return p, false
	}
	country, side, state := "", "", false
	if m := w.d.MentionAt(j); m != doc.None {
		x := &w.d.Mentions[m]
		a := &w.d.Actors[x.Actor]
		if a.Kind == doc.ActorThing || a.Sector == "JRN" || x.How == doc.ByPronoun {
			return p, false
		}
		p.Mention, p.Actor = m, x.Actor
		p.Words = w.trim(doc.Range{First: x.First, Last: x.Last}, j)
		side = a.Side
		if strings.HasSuffix(a.ID, "-gov") {
			country = a.Country
		}
	} else if code := w.stateAt(j); code != "" && !w.venue(j) {
		p.Actor = w.byCode(code)
		p.Words = w.placeWords(j)
		country, side, state = code, strings.ToLower(code)+"-gov", true
	} else if w.is("opposite", w.lemma(j)) && w.d.Tokens[j].UPOS == "NOUN" && w.d.Tokens[j].XPOS == "NNS" {
		p.Words = w.phrase(j)
	} else {
		return p, false
	}
	for _, s := range w.e.Sources {
		if s.Token == j || s.Words.First <= j && j < s.Words.Last || s.Actor == p.Actor && p.Actor != doc.None {
			return p, false
		}
		if s.Actor != doc.None {
			a := &w.d.Actors[s.Actor]
			if a.Side != "" && a.Side == side || country != "" && a.Country == country && (state || serves(a)) {
				return p, false
			}
		} else if code := w.stateAt(s.Token); code != "" && code == country {
			return p, false
		}
	}
	return p, true
}

// serves tells an actor that acts for its state: crowds and rebels may well act
// against it.
func serves(a *doc.Actor) bool {
	switch a.Sector {
	case "GOV", "MIL", "COP", "SPY", "LEG", "JUD":
		return true
	}
	return strings.HasSuffix(a.Side, "-gov")
}

// venue tells a state in which two others meet or sign.
func (w *finding) venue(j int) bool {
	mark := w.caseOf(j)
	return mutual(w.e.Type, w.e.Mode) && (mark == "in" || mark == "at" || mark == "from")
}

// stateAt returns the code of the state that the token names, as a name or an
// adjective, "" for none.
func (w *finding) stateAt(j int) string {
	for i := range w.d.Places {
		if p := &w.d.Places[i]; p.First <= j && j < p.Last {
			if p.Place.Precision == "country" && j == p.Last-1 {
				return p.Place.Country
			}
			return ""
		}
	}
	switch w.d.Tokens[j].UPOS {
	case "PROPN", "ADJ":
		return w.states[strings.ToLower(w.d.Word(j))]
	}
	return ""
}

// placeWords are the words of the place at the token, or the token.
func (w *finding) placeWords(j int) doc.Range {
	for i := range w.d.Places {
		if p := &w.d.Places[i]; p.First <= j && j < p.Last {
			return doc.Range{First: p.First, Last: p.Last}
		}
	}
	return doc.Range{First: j, Last: j + 1}
}
