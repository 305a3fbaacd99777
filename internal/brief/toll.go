package brief

import (
	"slices"
	"strings"

	"parley"
)

// tollAndVoice writes what an incident cost and who says so: ": eight soldiers
// were killed, according to the ministry"; only the voice where no figure is given.
func (w *writing) tollAndVoice(d *parley.IncidentDetail) run {
	killed, injured := w.toll(d, "killed"), w.toll(d, "injured")
	var out run
	switch {
	case killed != nil && injured != nil:
		out = w.tables.say("both", "", map[string]run{"killed": killed, "injured": injured})
	case killed != nil:
		out = killed
	default:
		out = injured
	}
	if out != nil {
		out = with(lit(": "), out)
	}
	return with(out, w.voices(d))
}

// toll writes one outcome; nil where no figure is given or it is nought.
func (w *writing) toll(d *parley.IncidentDetail, outcome string) run {
	e := d.Killed
	if outcome == "injured" {
		e = d.Injured
	}
	if e.Best == nil || *e.Best == 0 && (e.High == nil || *e.High == 0) {
		return nil
	}
	number := func(n *int, field string) run { return fact(FactToll, inWords(*n), d.ID, outcome+"."+field) }
	who := [2]string{"person", "people"}
	if g, ok := w.tables.groups[groupOf(d, outcome, *e.Best)]; ok {
		who = g
	}
	spread := e.Low != nil && e.High != nil && *e.Low < *e.High
	if e.Vague && spread {
		return w.tables.say("toll.vague", "", map[string]run{
			"low": number(e.Low, "low"), "high": number(e.High, "high"), "who": lit(who[1]), "what": lit(outcome),
		})
	}
	n := number(e.Best, "best")
	if atLeast(d, outcome, *e.Best) {
		n = with(lit("at least "), n)
	}
	slots := map[string]run{"n": n, "who": lit(plural(*e.Best, who[0], who[1])), "was": lit(plural(*e.Best, "was", "were"))}
	if len(tollsOf(d, outcome, *e.Best)) == 0 { // a sum, or the middle of "about 24"
		slots["range"] = w.tables.say("toll.sum", "", nil)
	}
	if spread {
		slots["range"] = with(slots["range"], w.tables.say("toll.range", "", map[string]run{
			"low": fact(FactToll, digits(*e.Low), d.ID, outcome+".low"), "high": fact(FactToll, digits(*e.High), d.ID, outcome+".high"),
		}))
	}
	return w.tables.say(outcome, "", slots)
}

// tollsOf returns the figures of an outcome that stand for its best estimate.
func tollsOf(d *parley.IncidentDetail, outcome string, best int) []parley.Toll {
	var out []parley.Toll
	for i := range d.Tellings {
		e := &d.Tellings[i].Event
		for _, t := range e.Tolls {
			if t.Outcome != outcome || t.Part || t.Attackers && e.Mode != parley.ModeClash {
				continue
			}
			if t.Low != nil && *t.Low == best || t.High != nil && *t.High == best {
				out = append(out, t)
			}
		}
	}
	return out
}

// groupOf is who the best estimate counts; empty where figures differ in that.
func groupOf(d *parley.IncidentDetail, outcome string, best int) string {
	list := tollsOf(d, outcome, best)
	if len(list) == 0 {
		return ""
	}
	for _, t := range list {
		if t.Group != list[0].Group {
			return ""
		}
	}
	return list[0].Group
}

// atLeast tells whether everybody who gives the best estimate gives it as the
// least that it can be.
func atLeast(d *parley.IncidentDetail, outcome string, best int) bool {
	list := tollsOf(d, outcome, best)
	return len(list) > 0 && !slices.ContainsFunc(list, func(t parley.Toll) bool { return t.High != nil })
}

// mostVoices is how many speakers a sentence names.
const mostVoices = 2

// voices says who gives the best estimate, or, where none is given, who tells the
// incident: a speaker, else the outlets where the articles tell it in their own voice
// or only as somebody's word; nothing where no outlet is named.
func (w *writing) voices(d *parley.IncidentDetail) run {
	gives := func(a *parley.IncidentAccount) bool { return a.Stance != "denies" && a.Stance != "doubts" }
	of := d.Killed.Best
	figure := func(a *parley.IncidentAccount) *parley.Range { return a.Killed }
	if of == nil {
		of, figure = d.Injured.Best, func(a *parley.IncidentAccount) *parley.Range { return a.Injured }
	}
	if of != nil {
		says := gives
		gives = func(a *parley.IncidentAccount) bool {
			r := figure(a)
			return says(a) && r != nil && (r.Low != nil && *r.Low == *of || r.High != nil && *r.High == *of)
		}
	}
	var speakers, outlets []run
	var names []string
	own := false
	for i := range d.Accounts {
		a := &d.Accounts[i]
		if !gives(a) {
			continue
		}
		name, role := a.Speaker, a.Role
		if w.nobody(name) { // "it said"
			name, role = a.For, ""
		}
		if name == "" {
			name, own = a.Outlet, true
		}
		if name == "" || slices.Contains(names, name) {
			continue
		}
		names = append(names, name)
		if a.Speaker == "" || name == a.Outlet {
			own = true
			outlets = append(outlets, fact(FactName, name, d.ID, "outlets"))
		} else {
			speakers = append(speakers, w.speaker(name, role, d.ID))
		}
	}
	who := speakers
	if len(speakers) == 0 || of == nil && own {
		who = outlets
	}
	if len(who) == 0 && !asFact(&d.Incident) {
		who = w.outletsOf(d)
	}
	if len(who) == 0 {
		return nil
	}
	return w.tables.say("by", "", map[string]run{"who": sequence(who[:min(mostVoices, len(who))])})
}

// outletsOf names the outlets that tell an incident, each once.
func (w *writing) outletsOf(d *parley.IncidentDetail) []run {
	var names []string
	var out []run
	for i := range d.Tellings {
		if o := d.Tellings[i].Article.Outlet; o != "" && !slices.Contains(names, o) {
			names = append(names, o)
			out = append(out, fact(FactName, o, d.ID, "outlets"))
		}
	}
	return out
}

// nobody tells whether a name is a word for nobody in particular.
func (w *writing) nobody(name string) bool { return w.tables.words["nobody"][strings.ToLower(name)] }

// speaker names who speaks, with the role.
func (w *writing) speaker(name, role, of string) run {
	if name == "unnamed" || w.nobody(name) {
		return lit("an unnamed source")
	}
	for _, article := range []string{"The ", "A ", "An "} {
		if rest, ok := strings.CutPrefix(name, article); ok {
			name = strings.ToLower(article) + rest
		}
	}
	p := parley.Party{Name: name}
	article := w.tables.article(&p)
	if strings.HasPrefix(name, "a ") || strings.HasPrefix(name, "an ") {
		article = ""
	}
	out := with(lit(article), fact(FactName, name, of, "accounts"))
	if role != "" && !strings.Contains(strings.ToLower(name), strings.ToLower(role)) {
		out = with(out, lit(", "), fact(FactWords, role, of, "accounts"))
	}
	return out
}
