package main

import (
	"fmt"
	"slices"
	"strings"
	"time"

	"parley"
	"parley/internal/brief"
	"parley/internal/process"
)

// incident finds an incident of the world, and the events of its records.
func (r *recount) incident(id string) (*parley.Incident, []parley.Event) {
	i := slices.IndexFunc(r.incidents, func(in parley.Incident) bool { return in.ID == id })
	if i < 0 {
		return nil, nil
	}
	var events []parley.Event
	for _, e := range r.incidents[i].Events {
		events = append(events, r.events[e])
	}
	return &r.incidents[i], events
}

// ofIncident checks a fact of an incident against the records of its events.
func (r *recount) ofIncident(s *brief.Sentence, text string, f *brief.Fact) error {
	in, events := r.incident(f.Of)
	if in == nil {
		return fmt.Errorf("no incident")
	}
	switch f.Kind {
	case brief.FactToll:
		return r.toll(s, text, f.Field, in, events)
	case brief.FactDate:
		if in.Date == nil {
			return fmt.Errorf("it has no date")
		}
		return dated(text, in.Date.From, in.Date.To)
	case brief.FactPlace:
		return placed(text, in)
	case brief.FactName:
		return r.named(text, f.Field, in, events)
	case brief.FactCount:
		return r.ofTellings(text, f.Field, in)
	case brief.FactWords:
		if f.Field == "accounts" {
			for _, e := range events {
				if slices.ContainsFunc(e.Accounts, func(a parley.Account) bool { return a.Role == text }) {
					return nil
				}
			}
			return fmt.Errorf("nobody has that role")
		}
		return clashed(text, f.Field, in, events)
	}
	return fmt.Errorf("a kind that nobody checks")
}

// figures are all the numbers that the records of events give for an outcome.
func figures(events []parley.Event, outcome string) []int {
	var out []int
	add := func(x *parley.Range) {
		if x == nil {
			return
		}
		for _, n := range []*int{x.Low, x.High} {
			if n != nil {
				out = append(out, *n)
			}
		}
		if x.Low != nil && x.High != nil { // "about 24" stands for its middle
			out = append(out, (*x.Low+*x.High)/2)
		}
	}
	for _, e := range events {
		for i := range e.Tolls {
			if e.Tolls[i].Outcome == outcome {
				add(&e.Tolls[i].Range)
			}
		}
		sum := e.Killed
		if outcome == "injured" {
			sum = e.Injured
		}
		add(sum)
		for _, a := range e.Accounts {
			if outcome == "killed" {
				add(a.Killed)
			} else {
				add(a.Injured)
			}
		}
	}
	return out
}

// toll wants a figure of an incident to be one that the records of its events
// give, and the estimate that the store lists. It must stand in a sentence that is
// cited, or be the sum of two figures that do.
func (r *recount) toll(s *brief.Sentence, text, field string, in *parley.Incident, events []parley.Event) error {
	got, err := value(text)
	if err != nil {
		return err
	}
	outcome, which, _ := strings.Cut(field, ".")
	e := in.Killed
	if outcome == "injured" {
		e = in.Injured
	}
	want := map[string]*int{"low": e.Low, "best": e.Best, "high": e.High}[which]
	if want == nil || *want != got {
		return fmt.Errorf("the store lists %v", want)
	}
	if !slices.Contains(figures(events, outcome), got) {
		return fmt.Errorf("no record gives it: %v", figures(events, outcome))
	}
	var quoted []int
	for _, c := range s.Cites {
		quoted = append(quoted, spoken(r.b.Sources[c.Source].Quotes[c.Quote].Text)...)
	}
	for i, a := range quoted {
		for _, b := range append(quoted[i+1:], 0) {
			if a+b == got {
				return nil
			}
		}
	}
	if vague(events, outcome) {
		return nil
	}
	return fmt.Errorf("no cited sentence has it; they have %v", quoted)
}

// vague tells whether a figure comes from a word such as "dozens", or from "nearly".
func vague(events []parley.Event, outcome string) bool {
	for _, e := range events {
		for _, t := range e.Tolls {
			if t.Outcome == outcome && (t.Vague || t.Low != nil && t.High != nil && *t.Low != *t.High) {
				return true
			}
		}
	}
	return false
}

// spoken are the numbers of a text, in figures or in words up to ninety-nine.
func spoken(s string) []int {
	out := numbersOf(s)
	ones := strings.Fields("zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen")
	tens := strings.Fields("- - twenty thirty forty fifty sixty seventy eighty ninety")
	for _, w := range strings.FieldsFunc(strings.ToLower(s), func(r rune) bool { return r != '-' && (r < 'a' || r > 'z') }) {
		if w == "a" || w == "an" || w == "another" || w == "he" || w == "she" {
			out = append(out, 1)
		}
		if i := slices.Index(ones, w); i >= 0 {
			out = append(out, i)
		}
		ten, one, _ := strings.Cut(w, "-")
		if i := slices.Index(tens, ten); i >= 0 && ten != "" {
			out = append(out, 10*i+max(0, slices.Index(ones, one)))
		}
	}
	return out
}

// placed wants a place to be that of the incident.
func placed(text string, in *parley.Incident) error {
	if in.Place == nil {
		return fmt.Errorf("it has no place")
	}
	for _, name := range strings.Split(text, ", ") {
		code, err := countryCodes([]string{name})
		if !strings.Contains(in.Place.Name+", "+in.Place.Admin1, name) && (err != nil || code[0] != in.Place.Country) {
			return fmt.Errorf("it was at %s, %s, %s", in.Place.Name, in.Place.Admin1, in.Place.Country)
		}
	}
	return nil
}

// named wants a name to be in the records of the events.
func (r *recount) named(text, field string, in *parley.Incident, events []parley.Event) error {
	var names []string
	for _, e := range events {
		switch field {
		case "sources", "targets":
			for _, p := range slices.Concat(e.Sources, e.Targets) {
				names = append(names, p.Name)
			}
		case "accounts":
			for _, a := range e.Accounts {
				names = append(names, a.Speaker, a.For)
			}
			for _, c := range e.Claims {
				names = append(names, c.Speaker)
			}
		case "claims":
			for _, c := range e.Claims {
				names = append(names, c.By, c.Speaker)
			}
		case "outlets":
			names = append(names, r.articleOf[e.ID].Outlet)
		}
	}
	if slices.ContainsFunc(names, func(n string) bool { return strings.EqualFold(n, text) && n != "" }) {
		return nil
	}
	return fmt.Errorf("the records of %s have %q", in.ID, names)
}

// ofTellings counts the articles, outlets and families that tell an incident.
func (r *recount) ofTellings(text, field string, in *parley.Incident) error {
	got, err := value(text)
	if err != nil {
		return err
	}
	families, nameless := map[string]bool{}, 0
	for _, id := range in.Events {
		a := r.articleOf[id]
		families[a.Family] = true
		if a.Outlet == "" {
			nameless++
		}
	}
	switch {
	case field == "families" && got == len(families), field == "articles" && got >= 1 && got <= nameless:
		return nil
	}
	return fmt.Errorf("%d families, %d articles of unnamed outlets", len(families), nameless)
}

// clashed wants what a side of a clash says to be in the records: its figures, or
// a name, a place, a day or a status.
func clashed(text, field string, in *parley.Incident, events []parley.Event) error {
	value := strings.TrimPrefix(field, "clashes.")
	switch value {
	case "killed", "injured":
		if !subset(numbersOf(text), figures(events, value)) || !strings.Contains(strings.ToLower(text), value) {
			return fmt.Errorf("the records have %v", figures(events, value))
		}
		return nil
	case "source":
		if text = strings.ToLower(text); text == "denies it" || text == "claims it" || text == "tells it" {
			return nil
		}
		for _, e := range events {
			if slices.ContainsFunc(e.Sources, func(p parley.Party) bool { return strings.Contains(text, strings.ToLower(p.Name)) }) {
				return nil
			}
		}
	case "date":
		for _, e := range events {
			if e.Date != nil && dated(text, e.Date.From, e.Date.To) == nil {
				return nil
			}
		}
	case "place":
		for _, e := range events {
			if e.Place != nil && strings.Contains(strings.ToLower(text), strings.ToLower(e.Place.Name)) {
				return nil
			}
		}
	case "happened":
		if slices.ContainsFunc(events, func(e parley.Event) bool { return strings.EqualFold(string(e.Status), text) }) {
			return nil
		}
	}
	return fmt.Errorf("no record of %s says so", in.ID)
}

// ofUndertaking checks a fact of an undertaking against the records of its
// commitments and of the events that bear on it.
func (r *recount) ofUndertaking(text string, f *brief.Fact) error {
	i := slices.IndexFunc(r.undertakings, func(u parley.Undertaking) bool { return u.ID == f.Of })
	if i < 0 {
		return fmt.Errorf("no undertaking")
	}
	u := &r.undertakings[i]
	status, late := process.AsOf(*u, r.b.To.Time())
	is := func(want string) error {
		if text != want {
			return fmt.Errorf("it is %q", want)
		}
		return nil
	}
	switch f.Field {
	case "by", "to", "said_by", "accounts", "what", "condition":
		return r.promised(text, f.Field, u)
	case "status":
		return is(string(status))
	case "overdue":
		days := int(r.b.To.Time().Sub(u.Deadline.To).Hours() / 24)
		got, err := value(text)
		if err != nil || got != days || got != late {
			return fmt.Errorf("%d days", days)
		}
		return nil
	case "deadline.to":
		return is("by " + u.Deadline.To.Format("2 January 2006"))
	case "history.status":
		if want := r.statusWithin(u); want != parley.CommitmentStatus(text) {
			return fmt.Errorf("news of the period says %q", want)
		}
		return nil
	case "history.on":
		var days [][2]time.Time
		for _, id := range u.Commitments {
			p := r.articleOf[id].Published
			days = append(days, [2]time.Time{p.From, p.To})
		}
		for _, b := range r.bearing[u.ID] {
			if b.On != nil {
				days = append(days, [2]time.Time{b.On.From, b.On.To})
			}
		}
		for _, d := range days {
			if dated(text, d[0], d[1]) == nil || d[0].Day() == 1 && text == "in "+d[0].Format("January 2006") {
				return nil
			}
		}
		return fmt.Errorf("news of it is of %v", days)
	}
	return fmt.Errorf("a field that nobody checks")
}

// promised wants words or a name to be in the record of a commitment.
func (r *recount) promised(text, field string, u *parley.Undertaking) error {
	for _, id := range u.Commitments {
		c := r.commitments[id]
		var names []string
		for _, p := range []*parley.Party{c.By, c.To, c.SaidBy} {
			if p != nil {
				names = append(names, strings.ToLower(p.Name))
				names = append(names, strings.Split(strings.ToLower(p.Name), " and ")...)
			}
		}
		switch {
		case field == "what" && strings.Join(strings.Fields(c.What), " ") == text,
			field == "condition" && strings.Join(strings.Fields(c.Condition), " ") == text,
			field != "what" && field != "condition" && slices.Contains(names, strings.ToLower(text)):
			return nil
		}
	}
	for _, a := range r.agreements { // who is owed what stands in an agreement are its other parties
		if a.ID == u.Agreement && field == "to" && slices.ContainsFunc(a.Parties, func(p parley.Party) bool { return p.Name == text }) {
			return nil
		}
	}
	return fmt.Errorf("no record says so")
}
