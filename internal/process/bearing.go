package process

import (
	"fmt"
	"io/fs"
	"slices"
	"strings"

	"parley"
	"parley/data"
	"parley/internal/process/theme"
)

// rule is a row of data/process/bearing.tsv: which events bear on which undertakings.
type rule struct {
	id     string
	themes []string // nil for any
	typ    parley.EventType
	mode   parley.Mode // empty for any
	status parley.Status
	source side
	target side
	words  []string // folded; nil for no matter
	theme  bool     // the words that show the event show the undertaking's theme
	when   when
	effect string
	result parley.CommitmentStatus
	why    string
}

// when is the time in which an event has to be.
type when string

const (
	whenAfter  when = "after"  // behind the day on which it was made
	whenWindow when = "window" // and until it is due
	whenBound  when = "bound"  // so, and only for what binds: who is only asked is not bound
)

// side is who has to be on a side of the event.
type side string

const (
	sideBy    side = "by"    // who has to do it
	sideOther side = "other" // to whom it is owed
	sidePair  side = "pair"  // each of the two, on different sides
	sideAny   side = "any"
	sideNone  side = "none" // nobody is told
)

const rulesFile = "process/bearing.tsv"

// readRules reads the rules in their order.
func readRules(fsys fs.FS, themes *theme.Themes) ([]rule, error) {
	rows, err := data.Rows(fsys, rulesFile, 12)
	if err != nil {
		return nil, err
	}
	var all []rule
	for _, row := range rows {
		c := row.Cells
		r := rule{
			id: c[0], typ: parley.EventType(c[2]), status: parley.Status(c[4]), source: side(c[5]), target: side(c[6]),
			when: when(c[8]), effect: c[9], result: parley.CommitmentStatus(c[10]), why: c[11],
		}
		if c[1] != "*" {
			r.themes = strings.Split(c[1], ", ")
		}
		if c[3] != "*" {
			r.mode = parley.Mode(c[3])
		}
		switch c[7] {
		case "-":
		case "theme":
			r.theme = true
		default:
			r.words = strings.Split(c[7], ", ")
		}
		if err := r.check(themes); err != nil {
			return nil, fmt.Errorf("%s:%d: %w", rulesFile, row.Line, err)
		}
		if slices.ContainsFunc(all, func(x rule) bool { return x.id == r.id }) {
			return nil, fmt.Errorf("%s:%d: rule %q is there twice", rulesFile, row.Line, r.id)
		}
		all = append(all, r)
	}
	return all, nil
}

// check refuses a row with a cell that means nothing.
func (r *rule) check(themes *theme.Themes) error {
	for _, t := range r.themes {
		if _, ok := themes.Get(t); !ok {
			return fmt.Errorf("no theme %q", t)
		}
	}
	sides := []side{sideBy, sideOther, sidePair, sideAny, sideNone}
	switch {
	case !slices.Contains(sides, r.source) || !slices.Contains(sides, r.target):
		return fmt.Errorf("source %q, target %q", r.source, r.target)
	case (r.source == sidePair) != (r.target == sidePair):
		return fmt.Errorf("a pair is on both sides")
	case r.when != whenAfter && r.when != whenWindow && r.when != whenBound:
		return fmt.Errorf("no time %q", r.when)
	case !slices.Contains([]string{"keeps", "breaks", "advances", "disputes"}, r.effect):
		return fmt.Errorf("no effect %q", r.effect)
	case !isStatus(r.result):
		return fmt.Errorf("no status %q", r.result)
	case r.id == "" || r.typ == "" || r.status == "" || r.why == "":
		return fmt.Errorf("a cell is empty")
	}
	return nil
}

// rule returns the rule of an id.
func (l *Ledger) rule(id string) (*rule, bool) {
	r, ok := l.byID[id]
	return r, ok
}

// about reports whether the rule is for undertakings such as u.
func (r *rule) about(u *parley.Undertaking) bool {
	if r.when == whenBound && u.Kind != parley.Pledge && u.Kind != parley.Swap {
		return false
	}
	return u.Theme != "" && (r.themes == nil || slices.Contains(r.themes, u.Theme))
}

// followed reports whether events can bear on u at all: on no threat and no mere
// option, and not on the contrary of its theme ("take no part in the talks").
func (l *Ledger) followed(u *parley.Undertaking) bool {
	if u.Kind == parley.Threat || u.Kind == parley.Option || u.Country == "" {
		return false
	}
	for _, m := range l.themes.Find(u.What) {
		if m.Theme == u.Theme {
			return !m.Contrary
		}
	}
	return true
}

// fits reports whether an incident is of the rule's type, mode and status.
func (r *rule) fits(in *parley.Incident) bool {
	return r.typ == in.Type && (r.mode == "" || r.mode == in.Mode) && r.status == in.Status
}

// Bears says whether and how an incident bears on u. tellings are those of in.
// The first rule of data/process/bearing.tsv that holds says how.
func (l *Ledger) Bears(u parley.Undertaking, in parley.Incident, tellings []parley.Telling) (parley.Bearing, bool) {
	if !inCountry(&in, u.Country) || !l.followed(&u) {
		return parley.Bearing{}, false
	}
	for _, r := range l.byType[in.Type] {
		if !l.holds(r, &u, &in) {
			continue
		}
		t, ok := l.shown(r, &u, tellings)
		if !ok {
			continue
		}
		b := parley.Bearing{
			Incident: in.ID, Event: t.Event.ID, Effect: r.effect, Rule: r.id, On: in.Date,
			Count: countOf(&in, tellings), Total: in.Aggregate, Evidence: shownBy(&t.Event),
		}
		if tooMany(&u, b.Count) {
			continue
		}
		b.Why = r.explain(&in, b.Count)
		return b, true
	}
	return parley.Bearing{}, false
}

// sided reports whether who acted on whom is as the rule asks for.
func (r *rule) sided(u *parley.Undertaking, in *parley.Incident) bool {
	if r.source == sidePair {
		return u.By != nil && (r.has(u, sideBy, in.Sources, in.Targets) && r.has(u, sideOther, in.Targets, in.Sources) ||
			r.has(u, sideBy, in.Targets, in.Sources) && r.has(u, sideOther, in.Sources, in.Targets))
	}
	return r.has(u, r.source, in.Sources, in.Targets) && r.has(u, r.target, in.Targets, in.Sources)
}

// has reports whether the parties on one side of an event are those of s; across
// are those on the other.
func (r *rule) has(u *parley.Undertaking, s side, parties, across []parley.Party) bool {
	switch s {
	case sideAny:
		return true
	case sideNone:
		return len(parties) == 0
	case sideBy:
		return slices.ContainsFunc(parties, func(p parley.Party) bool { return shareSide(u.By, &p) })
	}
	other := u.To
	if unknown(other) && u.SaidBy != nil && !shareSide(u.By, u.SaidBy) && armed(u.SaidBy) {
		other = u.SaidBy
	}
	return slices.ContainsFunc(parties, func(p parley.Party) bool {
		switch {
		case joint(u.By): // they owe it to one another
			return shareSide(u.By, &p) && !slices.ContainsFunc(across, func(q parley.Party) bool { return shareSide(&p, &q) })
		case shareSide(u.By, &p):
			return false
		case !unknown(other) && len(sides(other)) > 0:
			return shareSide(other, &p)
		}
		// To whom it is owed is not told apart: the words of the promise may name them.
		return armed(&p) && named(&p, u.What+" "+u.Condition)
	})
}

// named reports whether a text holds the name of a party or of its side.
func named(p *parley.Party, text string) bool {
	text = strings.ToLower(text)
	for _, name := range []string{p.Name, p.Side, p.Text} {
		name = strings.ToLower(name)
		if len(name) > 2 && strings.Contains(text, name) {
			return true
		}
	}
	return false
}

// tooMany reports whether an event concerns many more than were promised: it then
// belongs to another promise.
func tooMany(u *parley.Undertaking, count *parley.Range) bool {
	promised, ok := figure(u.Count)
	n, told := figure(count)
	return ok && told && promised > 0 && n > 2*promised
}

// joint reports whether a party is several that bind themselves together.
func joint(p *parley.Party) bool {
	return p != nil && (strings.Contains(p.Actor, "+") || strings.Contains(p.Side, "+"))
}

// armed reports whether a party is one that can be bound by a truce.
func armed(p *parley.Party) bool {
	switch p.Sector {
	case "GOV", "MIL", "COP", "REB", "PAR", "OPP", "SPY":
		return true
	}
	return false
}

// shown returns the telling whose words show what the rule asks for, the first
// of its type.
func (l *Ledger) shown(r *rule, u *parley.Undertaking, tellings []parley.Telling) (*parley.Telling, bool) {
	for i := range tellings {
		t := &tellings[i]
		if t.Event.Type != r.typ || t.Event.Status != r.status {
			continue
		}
		if r.words == nil && !r.theme {
			return t, true
		}
		text := wordsOf(t)
		if r.theme && slices.Contains(l.themes.Of(text), u.Theme) {
			return t, true
		}
		text = strings.ToLower(text)
		if slices.ContainsFunc(r.words, func(w string) bool { return strings.Contains(text, w) }) {
			return t, true
		}
	}
	return nil, false
}

// wordsOf returns the words that show an event, in their order, and the title of
// its article: evidence seldom holds the object of an act.
func wordsOf(t *parley.Telling) string {
	shown := slices.Clone(t.Event.Evidence)
	slices.SortStableFunc(shown, func(a, b parley.Evidence) int { return a.Start - b.Start })
	var all []string
	for _, e := range shown {
		if e.In == "" {
			all = append(all, e.Quote)
		}
	}
	return strings.Join(append(all, "; "+t.Article.Title), " ")
}

// shownBy returns the evidence of an event's trigger and parties.
func shownBy(e *parley.Event) []parley.Evidence {
	out := []parley.Evidence{}
	for _, x := range e.Evidence {
		switch x.Role {
		case "trigger", "source", "target", "date":
			out = append(out, x)
		}
	}
	return out
}

// countOf returns how many were freed, handed over or came over; nil where that
// is not told. The highest figure of the tellings counts.
func countOf(in *parley.Incident, tellings []parley.Telling) *parley.Range {
	if in.Type != parley.Retreat {
		return nil
	}
	var best *parley.Range
	for i := range tellings {
		for k := range tellings[i].Event.Tolls {
			t := &tellings[i].Event.Tolls[k]
			if t.Outcome != "freed" && t.Outcome != "surrendered" || t.Part || t.Vague {
				continue
			}
			if best == nil || low(&t.Range) > low(best) {
				r := t.Range
				best = &r
			}
		}
	}
	return best
}

// explain fills in the rule's words.
func (r *rule) explain(in *parley.Incident, count *parley.Range) string {
	n := countText(count)
	if n == "" {
		n = "some"
	}
	return strings.NewReplacer("{source}", names(in.Sources), "{target}", names(in.Targets), "{count}", n).Replace(r.why)
}

func names(parties []parley.Party) string {
	var all []string
	for _, p := range parties {
		if p.Name != "" && !slices.Contains(all, p.Name) {
			all = append(all, p.Name)
		}
	}
	switch len(all) {
	case 0:
		return "somebody"
	case 1:
		return all[0]
	}
	return strings.Join(all[:len(all)-1], ", ") + " and " + all[len(all)-1]
}
