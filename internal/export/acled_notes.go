package export

import (
	"fmt"
	"slices"
	"strings"
	"time"

	"parley"
)

// acledToll is the killed of an incident as ACLED counts them.
type acledToll struct {
	reported  figures // victims and attackers, as told
	total     int     // ACLED's figure for all days
	known     bool
	attackers int // how many of total are the attackers' own
	claimed   int // attackers' dead that a speaker alone claims: not counted
}

// Words for numbers as ACLED counts them.
const (
	acledSeveral  = 3
	acledDozens   = 12
	acledHundreds = 100
)

// acledFatalities are the killed by ACLED's rule: the lowest figure that anybody
// gives, words for numbers by its convention, the attackers' own dead counted in.
func acledFatalities(d *parley.IncidentDetail) acledToll {
	v, own, claimed := killedIn(d)
	t := acledToll{reported: v.plus(own), known: v.known || own.known, claimed: claimed.high}
	t.total = acledFigure(v)
	if own.known {
		t.attackers = acledFigure(own)
		t.total += t.attackers
	}
	return t
}

// acledFigure is the lowest figure; for a word ACLED's own figure: 3 for several,
// many or few, 12 for dozens, 100 for hundreds. A word for more is its lower end.
func acledFigure(f figures) int {
	switch {
	case !f.vague || f.low == 0:
		return f.low
	case f.low < acledDozens:
		return acledSeveral
	case f.low < acledHundreds:
		return acledDozens
	case f.low < 10*acledHundreds:
		return acledHundreds
	}
	return f.low
}

// bound writes an end of what is reported; empty where nothing is.
func (t acledToll) bound(n int) string {
	if !t.known {
		return ""
	}
	return figure(n)
}

// fatalities is what falls on the row's day; empty where no figure is told, since
// that nobody died is then not known.
func (r *acledRow) fatalities() string {
	if !r.toll.known {
		return ""
	}
	return figure(share(r.toll.total, r.part, r.parts))
}

// notes is what a reader should know of the row, in sentences made of the record.
func (r *acledRow) notes() string {
	out := []string{oneLine(r.d.Title)}
	if r.d.Status == parley.Alleged {
		out = append(out, "Alleged, not told as a fact")
	}
	out = append(out, r.sourceNotes()...)
	out = append(out, r.tollNotes()...)
	for _, c := range r.d.Clashes {
		out = append(out, clashNote(r.d, c))
	}
	switch {
	case r.precision > 1 && length(r.d.Date) == 1:
		out = append(out, "The day is inferred")
	case r.precision > 1:
		out = append(out, fmt.Sprintf("Some time between %s and %s", r.d.Date.From.Format(time.DateOnly), r.d.Date.To.Format(time.DateOnly)))
	}
	var b strings.Builder
	for i, s := range out {
		if i > 0 {
			b.WriteByte(' ')
		}
		b.WriteString(s)
		if !strings.HasSuffix(s, ".") {
			b.WriteByte('.')
		}
	}
	return b.String()
}

// sourceNotes tell who claims the deed, and who is only accused of it.
func (r *acledRow) sourceNotes() []string {
	var claimed, accused, out []string
	for i := range r.d.Claims {
		if c := &r.d.Claims[i]; c.Stance == "claimed" {
			claimed = append(claimed, c.By)
		}
	}
	for i := range r.d.Sources {
		if s := &r.d.Sources[i]; s.Blamed {
			accused = append(accused, s.Name)
		}
	}
	if names := joined(claimed, ", "); names != "" {
		out = append(out, "Claimed by "+names)
	}
	if names := joined(accused, ", "); names != "" {
		out = append(out, "Only accused of it: "+names)
	}
	return out
}

// tollNotes tell how the figure of the killed was made.
func (r *acledRow) tollNotes() []string {
	t, f := r.toll, r.toll.reported
	var out []string
	switch {
	case !t.known && r.kind.kind != acledStrategic:
		out = append(out, "How many were killed is not told")
	case !t.known:
	case f.vague:
		out = append(out, fmt.Sprintf("The killed are told in words (%d to %d); counted as %d", f.low, f.high, t.total))
	case f.low != f.high:
		out = append(out, fmt.Sprintf("Reports give %d to %d killed; the lowest figure is taken", f.low, f.high))
	}
	if t.attackers > 0 {
		out = append(out, fmt.Sprintf("%d of the killed were attackers", t.attackers))
	}
	if t.claimed > 0 {
		out = append(out, fmt.Sprintf("The attackers are claimed to have lost %d; not counted", t.claimed))
	}
	if r.parts > 1 && t.total > 0 {
		out = append(out, fmt.Sprintf("%d killed in %d days, divided over them", t.total, r.parts))
	}
	return out
}

// wholeSayings are what sides of a clash say that is a sentence with who says it.
var wholeSayings = []string{"claims it", "denies it", "tells it"}

// clashNote tells a contradiction: who says what.
func clashNote(d *parley.IncidentDetail, c parley.Clash) string {
	sides := make([]string, len(c.Sides))
	for i, s := range c.Sides {
		by := oneLine(sayer(d, s))
		sides[i] = by + " says " + oneLine(s.Says)
		if slices.Contains(wholeSayings, s.Says) {
			sides[i] = by + " " + s.Says
		}
	}
	return "Accounts differ (" + c.Value + "): " + strings.Join(sides, ", ")
}

// sayer is who gives a side of a clash. An article of an unnamed outlet stands there
// by its file, which is nobody else's business.
func sayer(d *parley.IncidentDetail, s parley.ClashSide) string {
	for i := range d.Tellings {
		if a := &d.Tellings[i].Article; a.Outlet == "" && (s.By == a.Ref || s.By == a.ID) {
			return "an article of an unnamed outlet"
		}
	}
	return s.By
}
