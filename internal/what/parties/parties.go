// Package parties says who is on which side of an event: the arguments of its
// matches as actors, with what befell them, and the instruments.
//
// # How it reads
//
// Each argument is brought down to the noun that names somebody ("a number of
// soldiers" to the soldiers), and looked up in the layer of mentions. What is no
// party is left out: times, locations, other deeds, pronouns that nothing
// resolves. A weapon in the place of the doer is a weapon. A noun of violence
// takes its doer from its modifiers ("a Taliban attack") where no rule gave
// one. People counted as killed by the trigger are targets.
package parties

import (
	"io/fs"

	"parley"
	"parley/internal/doc"
	"parley/internal/what/draft"
)

// Finder finds parties by the tables of data/what. It is safe for use by
// several goroutines.
type Finder struct{ tables }

// New reads the tables of fsys (data.FS, or an overlay of it). An error names
// the file and the line.
func New(fsys fs.FS) (*Finder, error) {
	t, err := load(fsys)
	if err != nil {
		return nil, err
	}
	return &Finder{tables: *t}, nil
}

// Find fills Sources, Targets and Weapons of e from the arguments "source",
// "target", "party" and "weapon" of its matches, once its status is set; and
// Mode from the weapons, where it is empty. It appends to what is there.
func (f *Finder) Find(d *doc.Doc, e *draft.Event) {
	if e.Head < 0 || e.Head >= len(d.Tokens) || e.Sentence < 0 || e.Sentence >= len(d.Sentences) {
		return
	}
	s := d.Sentences[e.Sentence]
	if e.Head < s.First || e.Head >= s.Last {
		return
	}
	w := &finding{tables: &f.tables, d: d, e: e, s: s}
	var parties []draft.Party
	var causes []doc.Arg
	for _, i := range e.Matches {
		if i < 0 || i >= len(d.Matches) {
			continue
		}
		m := &d.Matches[i]
		effect := parley.Effect(m.Attr("effect"))
		for _, a := range m.Args {
			if a.Token < 0 || a.Token >= len(d.Tokens) {
				continue
			}
			switch a.Name {
			case "source":
				if w.borrowed(a.Token) || w.nobody(a.Token) {
					continue
				}
				w.addAll(&e.Sources, a.Token, "", m.Rule, true)
			case "target":
				w.addAll(&e.Targets, a.Token, effect, m.Rule, false)
			case "party":
				w.addAll(&parties, a.Token, "", m.Rule, true)
			case "weapon":
				w.weapon(a.Token, m.Rule)
			case "cause":
				causes = append(causes, a)
			}
		}
	}
	w.share(parties)
	w.caused(causes)
	w.modifiers()
	w.lostSubject()
	w.lightDoer()
	w.inDeed()
	w.inTalks()
	w.inProtest()
	w.helpers()
	w.reciprocal()
	w.blamedOn()
	w.urged()
	w.offered()
	w.beside()
	w.reach()
	w.led()
	w.demanded()
	w.dealtWith()
	w.territory()
	w.counted()
	w.instruments()
	w.weaponDoer()
	w.owners()
	w.custody()
	w.speaker()
	w.headed()
	w.posted()
	w.apart()
	w.sides()
	w.behind()
	w.antecedents()
	w.mode()
}

// finding is the work on one event.
type finding struct {
	*tables
	d *doc.Doc
	e *draft.Event
	s doc.Sentence
	// deedKind is the mode that a deed in the place of the doer tells ("the
	// airstrike killed ten"); empty for none.
	deedKind string
}

// addAll adds the argument at token and those listed with it.
func (w *finding) addAll(side *[]draft.Party, token int, effect parley.Effect, rule string, doer bool) {
	for _, k := range w.listed(token) {
		w.add(side, k, effect, rule, doer)
	}
}

// add resolves the argument at token and appends it to the side. doer is true
// for those who act: things and weapons do not.
func (w *finding) add(side *[]draft.Party, token int, effect parley.Effect, rule string, doer bool) {
	p, kind := w.resolve(token)
	if code := w.stateAt(p.Token); kind == isNobody && code != "" {
		// A state that does something, or to which something is done, is no location.
		p.Actor, p.Words, kind = w.byCode(code), w.placeWords(p.Token), isParty
	}
	if kind == isNobody && doer && w.d.Tokens[p.Token].UPOS == "PRON" {
		p, kind = w.reporter(p)
	}
	if doer && p.Actor == doc.None && w.idle(token) {
		return
	}
	switch kind {
	case isWeapon:
		if doer {
			w.weapon(p.Token, rule)
			w.modifiersOf(p.Token)
		}
		return
	case isThing:
		if doer {
			w.weapon(p.Token, rule) // a gunship, a mine
			w.modifiersOf(p.Token)
			return
		}
	case isNobody:
		var ok bool
		if p, ok = w.asState(p, doer); !ok && doer {
			p, ok = w.unknownName(p)
		}
		if !ok {
			return
		}
	}
	p.Effect, p.Rule = effect, rule
	p.Blamed = doer && w.e.Status == parley.Alleged
	for _, named := range w.identified(p) {
		for _, one := range w.both(named) {
			for _, each := range w.coordinated(one) {
				put(side, each)
			}
		}
	}
}

// idle tells words without an actor that are no doer by themselves: a bare
// number, and a modifier of the trigger ("terrorist attack").
func (w *finding) idle(token int) bool {
	t := &w.d.Tokens[token]
	rel := base(t.Deprel)
	return t.UPOS == "NUM" || t.Head == w.e.Head && (rel == "compound" || rel == "amod") && !w.named(token)
}

// put appends p unless the side has it: the same actor, or the same words. A
// second telling may add the effect.
func put(side *[]draft.Party, p draft.Party) {
	for i := range *side {
		q := &(*side)[i]
		if q.Token == p.Token || p.Actor != doc.None && q.Actor == p.Actor {
			if q.Effect == "" {
				q.Effect = p.Effect
			}
			return
		}
	}
	*side = append(*side, p)
}

// both parts "both sides" into the two actors that it is composed of; any
// other party stays one.
func (w *finding) both(p draft.Party) []draft.Party {
	if p.Actor == doc.None {
		return []draft.Party{p}
	}
	a, b := w.pair(w.d.Actors[p.Actor].ID)
	if a == doc.None || b == doc.None {
		return []draft.Party{p}
	}
	q := p
	p.Actor, q.Actor = a, b
	// The words are the same, so the two differ by the actor only.
	q.Token = p.Token
	return []draft.Party{p, q}
}

// share spreads those who do the same with each other: the first is the
// source, the others are targets. It does the same where a clash has its two
// sides in one place.
func (w *finding) share(parties []draft.Party) {
	e := w.e
	for i, p := range parties {
		if i == 0 && len(e.Sources) == 0 {
			put(&e.Sources, p)
		} else if !holds(e.Sources, p) {
			put(&e.Targets, p)
		}
	}
	if len(e.Targets) == 0 && len(e.Sources) > 1 && (e.Mode == parley.ModeClash || e.Type == parley.Consult || e.Type == parley.Agree) {
		e.Targets = append(e.Targets, e.Sources[1:]...)
		e.Sources = e.Sources[:1:1]
	}
}

func holds(side []draft.Party, p draft.Party) bool {
	for _, q := range side {
		if q.Token == p.Token && q.Actor == p.Actor || p.Actor != doc.None && q.Actor == p.Actor {
			return true
		}
	}
	return false
}

// apart takes those who act out of the targets: the same words are on one side
// only, and an actor that does it to itself is a garbled tree.
func (w *finding) apart() {
	e := w.e
	kept := e.Targets[:0]
	for _, p := range e.Targets {
		same := false
		for _, q := range e.Sources {
			same = same || q.Token == p.Token && q.Actor == p.Actor || !w.violent() && p.Actor != doc.None && q.Actor == p.Actor
		}
		if !same {
			kept = append(kept, p)
		}
	}
	e.Targets = kept
}
