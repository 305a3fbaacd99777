package export

import (
	"fmt"
	"strings"

	"parley"
)

// Words says in one line what a filter lets through, of what, and limit items at
// most (0 for no limit).
func Words(f parley.Filter, what What, limit int) string {
	var parts []string
	say := func(format string, values ...any) { parts = append(parts, fmt.Sprintf(format, values...)) }
	some := func(lead string, names []string) {
		if len(names) > 0 {
			say("%s %s", lead, strings.Join(names, " or "))
		}
	}
	if p := between(f.Period); p != "" {
		say("%s", p)
	}
	some("country", f.Countries)
	one := func(lead, name string) {
		if name != "" {
			say("%s %q", lead, name)
		}
	}
	one("province or state", f.Admin1)
	one("place", f.Place)
	some("kind", names(f.Kinds))
	some("type", names(f.Types))
	some("mode", names(f.Modes))
	some("status", names(f.Statuses))
	some("standing", names(f.Standings))
	if f.Actor != "" {
		say("%s %q", strings.TrimSpace("actor "+map[parley.Role]string{parley.RoleSource: "(as source)", parley.RoleTarget: "(as target)"}[f.Role]), f.Actor)
	}
	if f.KilledMin != nil {
		say("at least %d killed", *f.KilledMin)
	}
	if f.KilledMax != nil {
		say("at most %d killed", *f.KilledMax)
	}
	one("told by outlet", f.Outlet)
	one("told by article", f.Article)
	one("with the words", f.Text)
	some("theme", f.Themes)
	one("agreement", f.Agreement)
	some("kind of commitment", names(f.CommitmentKinds))
	some("status of the commitment", names(f.CommitmentStatuses))
	if p := between(f.Due); p != "" {
		say("due %s", p)
	}
	if len(parts) == 0 {
		say("no filter")
	}
	if limit > 0 {
		say("the first %d", limit)
	}
	background := "; what is told as history only is left out"
	if f.Background {
		background = "; what is told as history only is in it"
	}
	return string(what) + ": " + strings.Join(parts, ", ") + background
}

// between says a period in words; empty for none.
func between(p parley.Period) string {
	from, to := parley.DayOf(p.From), parley.DayOf(p.To)
	switch {
	case from != "" && to != "":
		return fmt.Sprintf("%s to %s", from, to)
	case from != "":
		return fmt.Sprintf("%s or later", from)
	case to != "":
		return fmt.Sprintf("%s or before", to)
	}
	return ""
}

// names are values of a field as texts.
func names[T ~string](list []T) []string {
	out := make([]string, len(list))
	for i, v := range list {
		out[i] = string(v)
	}
	return out
}
