package brief

import (
	"encoding/json"
	"strings"

	"parley"
)

// ask names a question, and lists it where it was not asked before.
func (w *writing) ask(what, verb string, f parley.Filter) string {
	key, err := json.Marshal([]any{what, verb, f})
	if err != nil { // a filter always can be written
		key = []byte(what)
	}
	if name := w.queries[string(key)]; name != "" {
		return name
	}
	name := "Q" + digits(len(w.out.Queries)+1)
	w.queries[string(key)] = name
	q := Query{Name: name, What: what, Filter: f}
	if verb != "" {
		q.Command = command(verb, f)
	}
	w.out.Queries = append(w.out.Queries, q)
	return name
}

// command writes a question as a person would ask it.
func command(verb string, f parley.Filter) string {
	b := []string{"parley", verb}
	add := func(flag string, values ...string) {
		if v := strings.Join(values, ","); v != "" {
			b = append(b, flag, quoted(v))
		}
	}
	add("--country", f.Countries...)
	add("--admin1", f.Admin1)
	add("--place", f.Place)
	if strings.HasPrefix(verb, "ledger") {
		add("--party", f.Actor)
	} else {
		add("--actor", f.Actor)
	}
	add("--role", string(f.Role))
	add("--outlet", f.Outlet)
	add("--text", f.Text)
	for _, k := range f.Kinds {
		add("--kind", string(k))
	}
	for _, s := range f.Standings {
		add("--standing", string(s))
	}
	for _, s := range f.CommitmentStatuses {
		add("--status", string(s))
	}
	if !f.Due.From.IsZero() { // the verb takes one month or day, or an end
		add("--due-before", string(parley.DayOf(f.Due.To.AddDate(0, 0, 1))))
	}
	add("--from", string(parley.DayOf(f.Period.From)))
	add("--to", string(parley.DayOf(f.Period.To)))
	return strings.Join(b, " ")
}

// quoted writes an argument so that a shell takes it as one.
func quoted(s string) string {
	plain := func(r rune) bool {
		return r >= 'a' && r <= 'z' || r >= 'A' && r <= 'Z' || r >= '0' && r <= '9' || strings.ContainsRune("-_.,:/", r)
	}
	if s != "" && strings.IndexFunc(s, func(r rune) bool { return !plain(r) }) < 0 {
		return s
	}
	return "'" + strings.ReplaceAll(s, "'", `'\''`) + "'"
}
