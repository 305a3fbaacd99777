package process

import (
	"fmt"
	"slices"
	"time"
)

// keys returns the blocks of a commitment: a theme, the country of the conflict
// and half-years, or quarters where promises on the theme are made again and again. What a promise names that others do not (a number, a day, an
// agreement) lets it be found over years, so that it lies in yearly blocks too.
// A commitment of no theme goes by its rarest word.
func (l *Ledger) keys(d *Digest) []string {
	var about []string
	for _, s := range d.Themes[:min(len(d.Themes), 2)] {
		about = append(about, s.Theme)
	}
	if len(about) == 0 {
		about = append(about, rarest(d))
	}
	named := d.Provision || d.Agreement != "" || d.Deadline != nil || d.Count != nil
	var keys []string
	for _, a := range about {
		head := a + "|" + d.Country + "|"
		unit, mark := halfYear, "h"
		if l.recurs[a] {
			unit, mark = quarter, "q"
		}
		for _, h := range spans(d.Published.From, d.Published.To, unit) {
			keys = append(keys, fmt.Sprintf("%s%s%d", head, mark, h))
		}
		if !named {
			continue
		}
		for _, y := range spans(d.Published.From, d.Published.To, func(t time.Time) int { return t.Year() }) {
			keys = append(keys, fmt.Sprintf("%sy%d", head, y))
		}
	}
	slices.Sort(keys)
	return slices.Compact(keys)
}

// mostSpans bounds the blocks of an article whose date is hardly known.
const mostSpans = 8

// spans returns the units of time from that of one day to the one after that of
// another, so that neighbours share a block. Days that are not known are in unit 0.
func spans(from, to time.Time, unit func(time.Time) int) []int {
	if from.IsZero() {
		from = to
	}
	if to.IsZero() {
		to = from
	}
	if from.IsZero() {
		return []int{0}
	}
	first := unit(from)
	last := min(unit(to)+1, first+mostSpans)
	var all []int
	for u := first; u <= last; u++ {
		all = append(all, u)
	}
	return all
}

func quarter(t time.Time) int { return t.Year()*4 + (int(t.Month())-1)/3 }

func halfYear(t time.Time) int { return t.Year()*2 + (int(t.Month())-1)/6 }

// rarest names the weightiest word of what is promised, the least hash of equals.
func rarest(d *Digest) string {
	best := Word{}
	for _, w := range d.Words {
		if w.Weight > best.Weight {
			best = w
		}
	}
	return fmt.Sprintf("w%08x", best.Hash)
}
