package resolve

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"parley"
)

// Limits of blocks: a longer span goes by months, and one that is longer still
// tells so little that only its toll and its names are looked up.
const (
	maxKeyDays   = 10
	maxKeyMonths = 24
	maxKeyPairs  = 4
	minKeyToll   = 10
)

// keys returns the blocks of an event, each once, sorted. Two events that can be
// the same happening share one:
//
//   - d: the country and a day, of all days of a short span and the day behind it,
//     so that a night told as either of two days meets itself
//   - m: the country, the province and a month, where a vague day meets an exact one
//   - v: the country and a month, for what is vague in time and has neither a
//     province nor two parties
//   - k: the country, a month and a toll, for what is told again long after
//   - p: two parties of a process and a month, since talks about one country are
//     held in another
//   - q: one party of a process and a month, for what is vague in time: one article
//     may not say who turned the offer down
//   - n: a name, for what has no country or no day
func (d *Digest) keys() []string {
	var out []string
	span := d.when()
	kind := "a"
	if d.Kind == parley.Process {
		kind = "b" + class(d.Type)
	}
	country := d.Place.Country
	days := span.days()
	short := !span.IsZero() && days <= maxKeyDays
	if country != "" && short {
		for day := span.From; day <= span.To+1; day++ {
			out = append(out, "d"+country+kind+strconv.Itoa(int(day)))
		}
	}
	var pairs, sides []string
	if d.Kind == parley.Process {
		pairs = d.pairs()
		if !short {
			sides = d.sides()
		}
	}
	for _, month := range span.months() {
		if country != "" && d.Place.Admin1 != "" {
			out = append(out, fmt.Sprintf("m%s%s%s%d", country, fold(d.Place.Admin1), kind, month))
		}
		if country != "" && !short && d.Place.Admin1 == "" && len(pairs) == 0 {
			out = append(out, fmt.Sprintf("v%s%s%d", country, kind, month))
		}
		for _, pair := range pairs {
			out = append(out, fmt.Sprintf("p%s%d", pair, month))
		}
		for _, side := range sides {
			out = append(out, fmt.Sprintf("q%s%d", side, month))
		}
	}
	if n := max(d.Killed.Low, d.Killed.High); d.Killed.Known && n >= minKeyToll && country != "" {
		for _, month := range span.tollMonths() {
			out = append(out, fmt.Sprintf("k%s%d:%d", country, month, n))
		}
	}
	if country == "" || span.IsZero() {
		for _, name := range d.Names {
			out = append(out, "n"+name)
		}
	}
	slices.Sort(out)
	return slices.Compact(out)
}

// when returns the days of the event with both ends: an open end is taken from
// the article's day, or a month from the other end. Without a day of its own it is
// the month up to publication.
func (d *Digest) when() Span {
	const month = 30
	s, pub := d.Date, d.Published
	if s.IsZero() {
		s = Span{From: max(pub.From-month, 0), To: max(pub.To, pub.From), Precision: parley.PrecisionVague}
		if pub.IsZero() {
			return Span{}
		}
	}
	if s.To == 0 {
		s.To = max(s.From, pub.To)
		if pub.To == 0 {
			s.To = s.From + month
		}
	}
	if s.From == 0 {
		s.From = max(s.To-month, 1)
	}
	if s.To < s.From {
		s.To = s.From
	}
	return s
}

// days returns how many days a closed span has.
func (s Span) days() int { return int(s.To-s.From) + 1 }

// months returns the months of a closed span as years times 12; none for a span
// of more than maxKeyMonths.
func (s Span) months() []int {
	if s.IsZero() || s.days() > maxKeyMonths*31 {
		return nil
	}
	from, to := s.From.Time(), s.To.Time()
	first, last := from.Year()*12+int(from.Month())-1, to.Year()*12+int(to.Month())-1
	var out []int
	for m := first; m <= last; m++ {
		out = append(out, m)
	}
	return out
}

// tollMonths are the months under which a toll is looked up; one that stands for
// all where nothing is known of the time.
func (s Span) tollMonths() []int {
	if s.IsZero() {
		return []int{0}
	}
	return s.months()
}

// pairs returns the sides of a process that meet in it, two and two, in either
// order the same; the kinds of process that name no second side go by one.
func (d *Digest) pairs() []string {
	var out []string
	for i := range d.Sources {
		for j := range d.Targets {
			a, b := sideOf(&d.Sources[i]), sideOf(&d.Targets[j])
			if a == "" || b == "" || a == b {
				continue
			}
			if b < a {
				a, b = b, a
			}
			if pair := a + "+" + b + class(d.Type); !slices.Contains(out, pair) && len(out) < maxKeyPairs {
				out = append(out, pair)
			}
		}
	}
	return out
}

// sides returns the sides of a process, each once, with the class of its type.
func (d *Digest) sides() []string {
	var out []string
	for _, parties := range [][]Party{d.Sources, d.Targets} {
		for i := range parties {
			side := sideOf(&parties[i])
			if side == "" {
				continue
			}
			if side += class(d.Type); !slices.Contains(out, side) && len(out) < maxKeyPairs {
				out = append(out, side)
			}
		}
	}
	return out
}

// class parts process events that bring the sides together from those that drive
// them apart: one article's agreement is another's meeting.
func class(t parley.EventType) string {
	switch t {
	case parley.Agree, parley.Consult, parley.Cooperate, parley.Concede, parley.Retreat, parley.Support, parley.Aid:
		return "+"
	}
	return "-"
}

// sideOf returns the side of a party; its actor where it has none.
func sideOf(p *Party) string {
	if p.Side != "" {
		return p.Side
	}
	return p.Actor
}

// fold returns a place's name as keys have it.
func fold(name string) string { return strings.ToLower(name) }
