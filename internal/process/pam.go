package process

import (
	"cmp"
	"fmt"
	"io/fs"
	"slices"
	"strconv"

	"parley"
	"parley/data"
)

// pamRule is a row of data/process/pam.tsv.
type pamRule struct {
	id     string
	status parley.CommitmentStatus
	share  float64 // of the number that must have been reached; 0 for no matter
	borne  bool    // an event must keep or advance it
	level  int
	why    string
}

const scaleFile = "process/pam.tsv"

// readScale reads the rules of the scale in their order.
func readScale(fsys fs.FS) ([]pamRule, error) {
	rows, err := data.Rows(fsys, scaleFile, 6)
	if err != nil {
		return nil, err
	}
	var all []pamRule
	open := map[parley.CommitmentStatus]bool{}
	for _, row := range rows {
		c := row.Cells
		r := pamRule{id: c[0], status: parley.CommitmentStatus(c[1]), borne: c[3] == "*", why: c[5]}
		if !isStatus(r.status) {
			return nil, fmt.Errorf("%s:%d: %q is no status", scaleFile, row.Line, c[1])
		}
		if c[2] != "-" {
			if r.share, err = strconv.ParseFloat(c[2], 64); err != nil || r.share <= 0 || r.share > 1 {
				return nil, fmt.Errorf("%s:%d: %q is no share", scaleFile, row.Line, c[2])
			}
		}
		if r.level, err = strconv.Atoi(c[4]); err != nil || r.level < 0 || r.level > PAMFull {
			return nil, fmt.Errorf("%s:%d: %q is no level", scaleFile, row.Line, c[4])
		}
		open[r.status] = open[r.status] || r.share == 0 && !r.borne
		all = append(all, r)
	}
	for _, s := range []parley.CommitmentStatus{parley.Pending, parley.UnderWay, parley.Met, parley.PartlyMet, parley.Broken,
		parley.Rejected, parley.Disputed, parley.Withdrawn, parley.Lapsed} {
		if !open[s] {
			return nil, fmt.Errorf("%s: no row for %q that asks for nothing more", scaleFile, s)
		}
	}
	return all, nil
}

// PAMFull is the highest level of the scale.
const PAMFull = 3

// PAMWord names a level: "not initiated", "minimal", "intermediate", "full".
// Empty for a number that is no level.
func PAMWord(level int) string {
	words := [...]string{"not initiated", "minimal", "intermediate", "full"}
	if level < 0 || level >= len(words) {
		return ""
	}
	return words[level]
}

// place proposes where u stands on the scale.
func (l *Ledger) place(u *parley.Undertaking, bearing []parley.Bearing) parley.PAM {
	borne := slices.ContainsFunc(bearing, func(b parley.Bearing) bool { return b.Effect == "keeps" || b.Effect == "advances" })
	share, _ := reachedShare(u, bearing)
	for _, r := range l.scale {
		if r.status == u.Status && (!r.borne || borne) && share >= r.share {
			return parley.PAM{Level: r.level, Why: r.id + ": " + r.why}
		}
	}
	return parley.PAM{}
}

// Sum is how the undertakings of a theme and an agreement stand on the scale.
type Sum struct {
	Theme     string `json:"theme,omitempty"`
	Agreement string `json:"agreement,omitempty"` // ID; empty for those in none
	// Levels counts the undertakings at 0, 1, 2 and 3.
	Levels [PAMFull + 1]int `json:"levels"`
	// Settled is how many of them a person has placed.
	Settled int `json:"settled"`
	// Share is how much of what could be reached has been, 0 to 1: the mean of the
	// levels by the highest.
	Share float64 `json:"share"`
}

// By says by what undertakings are summed.
type By string

// What sums can be by.
const (
	ByTheme          By = "theme"
	ByAgreement      By = "agreement"
	ByThemeAgreement By = "theme+agreement"
)

// Sums counts undertakings by their place on the scale, by agreement and theme.
// Threats are none: nobody waits for them to be carried out. The row of no theme
// or agreement comes last.
func Sums(us []parley.Undertaking, by By) []Sum {
	type key struct{ theme, agreement string }
	rows := map[key]*Sum{}
	for _, u := range us {
		if u.Kind == parley.Threat || u.PAM.Level < 0 || u.PAM.Level > PAMFull {
			continue
		}
		k := key{u.Theme, u.Agreement}
		switch by {
		case ByTheme:
			k.agreement = ""
		case ByAgreement:
			k.theme = ""
		}
		s := rows[k]
		if s == nil {
			s = &Sum{Theme: k.theme, Agreement: k.agreement}
			rows[k] = s
		}
		s.Levels[u.PAM.Level]++
		if u.PAM.By != "" {
			s.Settled++
		}
	}
	out := make([]Sum, 0, len(rows))
	for _, s := range rows {
		n, reached := 0, 0
		for level, count := range s.Levels {
			n += count
			reached += level * count
		}
		s.Share = float64(reached) / float64(PAMFull*n)
		out = append(out, *s)
	}
	slices.SortFunc(out, func(a, b Sum) int {
		return cmp.Or(last(a.Agreement, b.Agreement), last(a.Theme, b.Theme))
	})
	return out
}

// last compares strings, with the empty one behind all others.
func last(a, b string) int {
	if (a == "") != (b == "") {
		if a == "" {
			return 1
		}
		return -1
	}
	return cmp.Compare(a, b)
}
