package resolve

import (
	"slices"
	"strconv"
	"strings"
	"time"

	"parley"
	"parley/internal/resolve/words"
)

// title makes the line that lists show of an incident: what was done by whom to
// whom, where and when, and how many died or were hurt. total says that it is a
// standing total by all accounts.
func (s *summing) title(in *parley.Incident, total bool) string {
	var b strings.Builder
	b.Grow(96)
	b.WriteString(s.deed(in))
	if word := statusWord(in, total); word != "" {
		b.WriteString(" (" + word + ")")
	}
	for _, part := range []string{placeWords(in.Place), dateWords(in.Date), tollWords(in)} {
		if part != "" {
			b.WriteString(", ")
			b.WriteString(part)
		}
	}
	return b.String()
}

// deed says what was done by whom to whom.
func (s *summing) deed(in *parley.Incident) string {
	line, ok := s.titles[kindOf{in.Type, in.Mode}]
	if !ok {
		if line, ok = s.titles[kindOf{in.Type, ""}]; !ok {
			line.none = string(in.Type)
			line.both, line.source, line.target = line.none, line.none, line.none
		}
	}
	source, target := sideWords(in, strings.Contains(line.both, "{pair}"))
	text := line.none
	switch {
	case source != "" && target != "":
		text = line.both
	case source != "":
		text = line.source
	case target != "":
		text = line.target
	}
	return capital(expand(text, source, target))
}

// sideWords names both sides; pair says that they are told as equals: parties of
// two sides, wherever they stand.
func sideWords(in *parley.Incident, pair bool) (source, target string) {
	none := func(*parley.Party) bool { return false }
	if !pair {
		most := 2
		if in.Kind == parley.Violence {
			most = 1 // others are as a rule blamed by somebody else
		}
		others := func(p *parley.Party) bool { return namedIn(in.Sources, p.Actor, "") }
		return partyWords(in.Sources, none, most), partyWords(in.Targets, others, 2)
	}
	others := func(p *parley.Party) bool { return namedIn(in.Sources, p.Actor, p.Side) }
	i := slices.IndexFunc(in.Targets, func(p parley.Party) bool { return p.Side != "" && !others(&p) })
	if i < 0 && len(in.Sources) > 1 {
		first := in.Sources[0].Side
		j := slices.IndexFunc(in.Sources, func(p parley.Party) bool { return p.Side != "" && p.Side != first && p.Name != "" })
		if first != "" && j >= 0 {
			return in.Sources[0].Name, in.Sources[j].Name
		}
	}
	return partyWords(in.Sources, none, 2), partyWords(in.Targets, others, 2)
}

// expand puts the sides into the beginning of a title.
func expand(text, source, target string) string {
	var b strings.Builder
	b.Grow(len(text) + len(source) + len(target))
	for {
		before, rest, found := strings.Cut(text, "{")
		b.WriteString(before)
		if !found {
			return b.String()
		}
		var mark string
		mark, text, _ = strings.Cut(rest, "}")
		switch mark {
		case "s":
			b.WriteString(source)
		case "t":
			b.WriteString(target)
		case "pair":
			b.WriteString(source)
			b.WriteString(" – ")
			b.WriteString(target)
		}
	}
}

// partyWords names the first party of a list, and, if most is 2, one of another
// side; those of others are left out, as are words for nobody in particular.
func partyWords(list []parley.Party, others func(*parley.Party) bool, most int) string {
	var first *parley.Party
	for i := range list {
		p := &list[i]
		if p.Actor == "" || p.Name == "" || others(p) {
			continue
		}
		if first == nil {
			first = p
			continue
		}
		if most > 1 && p.Effect == first.Effect && p.Side != first.Side && p.Side != "" && first.Side != "" {
			return first.Name + " and " + p.Name
		}
	}
	if first == nil {
		return ""
	}
	return first.Name
}

// namedIn tells whether a list has an actor, or another of its side if that is
// not empty.
func namedIn(list []parley.Party, actor, side string) bool {
	for i := range list {
		if list[i].Actor == actor || side != "" && list[i].Side == side {
			return true
		}
	}
	return false
}

// statusWord is what is said of an incident that is not told as a fact.
func statusWord(in *parley.Incident, total bool) string {
	switch {
	case total:
		return "in sum"
	case in.Status == parley.Happened:
		return ""
	case in.Status == parley.Threatened && in.Type == parley.Threaten, in.Status == parley.Demanded && in.Type == parley.Request,
		in.Status == parley.Refused && in.Type == parley.Reject:
		return ""
	}
	return string(in.Status)
}

func placeWords(p *parley.EventPlace) string {
	if p == nil || p.Name == "" {
		return ""
	}
	name := p.Name
	if n := p.Near; n == "near" || n == "outside" || n == "central" || strings.HasSuffix(n, "ern") {
		name = n + " " + name
	}
	if p.Admin1 == "" || sameName(p.Admin1, p.Name) || p.Precision == parley.PlaceAdmin1 || p.Precision == parley.PlaceCountry {
		return name
	}
	return name + ", " + p.Admin1
}

// sameName tells whether two names differ in accents at most.
func sameName(a, b string) bool { return a == b || words.Fold(a) == words.Fold(b) }

// dateWords writes a period: "3 March 2020", "3–5 March 2020", "March 2020",
// "since 3 March 2020".
func dateWords(d *parley.Date) string {
	if d == nil || d.IsZero() {
		return ""
	}
	from, to := d.From, d.To
	switch {
	case from.IsZero():
		return "until " + to.Format("2 January 2006")
	case to.IsZero():
		return "since " + from.Format("2 January 2006")
	case from.Equal(to):
		return from.Format("2 January 2006")
	case from.Month() == time.January && from.Day() == 1 && to.Month() == time.December && to.Day() == 31 && from.Year() == to.Year():
		return strconv.Itoa(from.Year())
	case from.Year() != to.Year():
		return from.Format("2 January 2006") + " – " + to.Format("2 January 2006")
	case from.Month() != to.Month():
		return from.Format("2 January") + " – " + to.Format("2 January 2006")
	case from.Day() == 1 && to.AddDate(0, 0, 1).Day() == 1:
		return from.Format("January 2006")
	}
	return strconv.Itoa(from.Day()) + "–" + to.Format("2 January 2006")
}

// tollWords says how many were killed, or, if none, injured.
func tollWords(in *parley.Incident) string {
	if n := estimateWords(in.Killed); n != "" {
		return n + " killed"
	}
	if n := estimateWords(in.Injured); n != "" {
		return n + " injured"
	}
	return ""
}

func estimateWords(e parley.Estimate) string {
	if e.Best == nil || *e.Best == 0 {
		return ""
	}
	if e.Vague && *e.High > *e.Low {
		return number(*e.Low) + "–" + number(*e.High)
	}
	return number(*e.Best)
}

// number writes a number with commas from 10,000 on.
func number(n int) string {
	s := strconv.Itoa(n)
	if n < 10000 {
		return s
	}
	for i := len(s) - 3; i > 0; i -= 3 {
		s = s[:i] + "," + s[i:]
	}
	return s
}

// capital writes a text with a capital at its beginning.
func capital(s string) string {
	if s == "" || s[0] < 'a' || s[0] > 'z' {
		return s
	}
	return string(s[0]-'a'+'A') + s[1:]
}
