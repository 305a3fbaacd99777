package page

import (
	"fmt"
	"strings"

	"parley"
)

func (p *page) events(events []parley.Event) {
	for i, e := range events {
		p.line("%d. %s", i+1, heading(e))
		p.row("who", names(e.Sources))
		p.row("to whom", names(e.Targets))
		if e.Place != nil {
			p.row("where", place(e.Place))
		}
		if e.Date != nil {
			p.row("when", joined(days(e.Date.Period), e.Date.How))
		}
		p.row("weapons", weapons(e.Weapons))
		p.row("killed", figure(e.Killed))
		p.row("injured", figure(e.Injured))
		for _, c := range e.Claims {
			p.row(c.Stance, joined(c.By, c.Speaker))
		}
		for _, a := range e.Accounts {
			p.row("account", account(a))
		}
		p.evidence(e.Evidence)
		p.line("")
	}
}

// heading is the event in one line: type, mode, status and what it is beside.
func heading(e parley.Event) string {
	h := string(e.Type)
	if e.Mode != "" {
		h += "/" + string(e.Mode)
	}
	h += ", " + string(e.Status)
	if e.Background {
		h += ", background"
	}
	if e.Aggregate {
		h += ", a total"
	}
	return h
}

// row writes a name and a value, broken at the width; nothing for no value.
func (p *page) row(name, value string) {
	if value == "" {
		return
	}
	const indent = 14
	for i, l := range fold(value, p.style.Width-indent) {
		if i > 0 {
			name = ""
		}
		p.line("   %-*s%s", indent-3, name, l)
	}
}

// fold breaks text at blanks into lines of at most width runes.
func fold(text string, width int) []string {
	var lines []string
	line := ""
	for w := range strings.FieldsSeq(text) {
		if line != "" && len([]rune(line))+1+len([]rune(w)) > width {
			lines = append(lines, line)
			line = ""
		}
		if line != "" {
			line += " "
		}
		line += w
	}
	return append(lines, line)
}

func names(parties []parley.Party) string {
	var list []string
	for _, q := range parties {
		s := q.Name
		if q.Effect != "" {
			s += " (" + string(q.Effect) + ")"
		}
		if q.Blamed {
			s += " (blamed)"
		}
		list = append(list, s)
	}
	return strings.Join(list, "; ")
}

func place(q *parley.EventPlace) string {
	parts := []string{q.Name}
	for _, s := range []string{q.Admin2, q.Admin1, q.Country} {
		if s != "" && s != parts[len(parts)-1] {
			parts = append(parts, s)
		}
	}
	s := strings.Join(parts, ", ")
	return joined(beside(q.Near, s), q.How)
}

// beside puts the words of nearness to a place, which are keys of the areas'
// table: "near Sabha", "southern Kunduz", "outskirts of Kabul", "north of Homs".
func beside(near, place string) string {
	switch near {
	case "":
		return place
	case "outskirts", "countryside", "border", "coast", "area", "parts", "north", "south", "east", "west",
		"northeast", "northwest", "southeast", "southwest":
		return near + " of " + place
	}
	return near + " " + place
}

// joined puts the second text in brackets behind the first; one alone, or one
// that both are, stands by itself.
func joined(a, b string) string {
	switch {
	case b == "" || a == b:
		return a
	case a == "":
		return b
	}
	return a + " (" + b + ")"
}

func weapons(list []parley.Weapon) string {
	var out []string
	for _, w := range list {
		out = append(out, joined(w.Text, w.Kind))
	}
	return strings.Join(out, "; ")
}

// figure writes a range: "15", "at least 15", "15 to 17", "up to 17".
func figure(r *parley.Range) string {
	if r == nil {
		return ""
	}
	s := ""
	switch {
	case r.Low != nil && r.High == nil:
		s = fmt.Sprintf("at least %d", *r.Low)
	case r.Low == nil && r.High != nil:
		s = fmt.Sprintf("up to %d", *r.High)
	case r.Low == nil:
		return ""
	case *r.Low == *r.High:
		s = fmt.Sprint(*r.Low)
	default:
		s = fmt.Sprintf("%d to %d", *r.Low, *r.High)
	}
	if r.Vague {
		s += " (vague)"
	}
	return s
}

func account(a parley.Account) string {
	s := joined(a.Speaker, a.Role)
	if a.For != "" && a.For != a.Speaker {
		s += " for " + a.For
	}
	s += " " + a.Stance
	if k := figure(a.Killed); k != "" {
		s += ", killed " + k
	}
	if k := figure(a.Injured); k != "" {
		s += ", injured " + k
	}
	return s
}
