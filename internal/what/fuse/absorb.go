package fuse

import (
	"parley"
	"parley/internal/what/draft"
)

// absorb leaves one of an act and the thing that it is about: who demands a
// release makes one event, not two.
func (r *reading) absorb() {
	for _, thing := range r.all {
		act, nested := r.actAbove(thing)
		if act == nil || act.gone || thing.gone || r.made(thing.e) {
			continue
		}
		switch r.stays(act, thing) {
		case "act":
			if nested || !real(thing.e) || thing.noun || !act.noun && r.is("promise", act.e.Head) {
				thing.gone = true
			}
		case "thing":
			act.gone = true
			promised(act.e, thing.e)
		}
	}
}

// made reports whether an agreement is one that its rule takes for made whatever
// is said of it: "demands that the talks rest on its deal with the army".
func (r *reading) made(e *draft.Event) bool {
	if e.Type != parley.Agree {
		return false
	}
	for _, i := range e.Matches {
		if i >= 0 && i < len(r.d.Matches) && r.d.Matches[i].Head == e.Head && r.d.Matches[i].Attr("status") == string(parley.Happened) {
			return true
		}
	}
	return false
}

// promised gives the thing the status that the act of promising leaves it, and
// the parties that only the act names.
func promised(act, thing *draft.Event) {
	if real(thing) {
		thing.Status, thing.StatusAt, thing.StatusBy = parley.Planned, act.Head, "fuse.promise"
		if act.Status != parley.Happened && act.Status != "" {
			thing.Status = act.Status
		}
	}
	if len(thing.Sources) == 0 {
		thing.Sources = act.Sources
	}
	if len(thing.Targets) == 0 {
		thing.Targets = act.Targets
	}
	thing.Heads = union(thing.Heads, act.Heads)
}

// nearest is how many steps an act stands above its thing at most.
const nearest = 6

// actAbove returns the act that the thing is what it is about: a rule says so
// ("topic"), or the thing hangs below it as an object, complement or modifier.
// nested is true where a rule says so.
func (r *reading) actAbove(thing *mention) (act *mention, nested bool) {
	at := thing.e.Head
	for range nearest {
		t := &r.d.Tokens[at]
		up := t.Head
		if up < 0 {
			break
		}
		if m := r.byHead[up]; m != nil {
			if r.topic(m, at) || r.topic(m, thing.e.Head) {
				return m, true
			}
			if r.isAbout(at) {
				return m, false
			}
			return nil, false
		}
		if !r.isAbout(at) && !r.isTopic(at) {
			return nil, false
		}
		at = up
	}
	return nil, false
}

// isAbout reports whether the edge above a token is that of what an act is about.
func (r *reading) isAbout(token int) bool {
	t := &r.d.Tokens[token]
	switch baseOf(t) {
	case "xcomp", "ccomp", "obj", "compound", "amod":
		return true
	case "acl":
		return t.Deprel != "acl:relcl"
	case "nmod", "obl":
		for k := range r.kids(token) {
			if baseOf(&r.d.Tokens[k]) == "case" && k < token {
				return r.is("case-about", k)
			}
		}
	}
	return false
}

// topic reports whether the token fills the argument "topic" of the act.
func (r *reading) topic(act *mention, token int) bool {
	for _, i := range act.e.Matches {
		if i < 0 || i >= len(r.d.Matches) {
			continue
		}
		for _, a := range r.d.Matches[i].Args {
			if a.Name == "topic" && a.Token == token {
				return true
			}
		}
	}
	return false
}

// isTopic reports whether any act of the sentence has the token as its topic.
func (r *reading) isTopic(token int) bool {
	for at, n := token, 0; at >= 0 && n < nearest; at, n = r.d.Tokens[at].Head, n+1 {
		if m := r.byHead[at]; m != nil && r.topic(m, token) {
			return true
		}
	}
	return false
}

// stays says which of an act and its thing stays: "act", "thing", "both" or
// nothing where the table does not say.
func (r *reading) stays(act, thing *mention) string {
	if violence(thing.e) && real(thing.e) {
		return ""
	}
	trigger := "noun"
	if r.is("promise", act.e.Head) && !act.noun {
		trigger = "verb"
	}
	for _, row := range r.tables.acts {
		if row.act == string(act.e.Type) && (row.trigger == "any" || row.trigger == trigger) && row.covers(thing.e) {
			if act.e.Type == thing.e.Type {
				return ""
			}
			return row.stays
		}
	}
	return ""
}

func (row *actRow) covers(e *draft.Event) bool {
	return row.thing == "*" || row.thing == string(e.Type) || row.thing == string(e.Type)+"/"+string(e.Mode)
}
