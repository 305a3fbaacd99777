package intake

import (
	"bytes"
	"cmp"
	"encoding/json"
	"errors"
	"fmt"
	"slices"

	"parley"
	"parley/internal/cluster"
	"parley/internal/process"
)

// mostBearing is how many incidents at each end of an undertaking's time are kept
// as bearing on it: a long truce sees thousands, of which the first and the last
// say how it went. It is a function of the incidents alone.
const mostBearing = 100

// undertaking sums up a group, and finds what bears on it. That must not hang on
// what bore on it before, so that it is looked for on the bare undertaking.
// Where nothing that was looked for has changed only the incidents of this step
// are looked at, since those of a long truce are many.
func (s *step) undertaking(g cluster.Group, about process.Context, known bool) (parley.Undertaking, []parley.Bearing, error) {
	bare, err := s.ledger.Undertaking(g, about, nil)
	if err != nil {
		return bare, nil, fmt.Errorf("summing up %s: %w", g.ID, err)
	}
	look := watched(bare)
	var bearing []parley.Bearing
	done := false
	if known {
		bearing, done, err = s.bearingSince(look)
	}
	if err == nil && !done {
		bearing, err = s.bearing(look)
	}
	if err != nil || len(bearing) == 0 {
		return bare, nil, err
	}
	u, err := s.ledger.Undertaking(g, about, bearing)
	if err != nil {
		return u, nil, fmt.Errorf("summing up %s: %w", g.ID, err)
	}
	return u, bearing, nil
}

// bearing returns what bears on u, by date.
func (s *step) bearing(u parley.Undertaking) ([]parley.Bearing, error) {
	done := map[string]bool{}
	var found []parley.Bearing
	for _, f := range s.ledger.Wants(u) {
		f.Limit, f.After = pageSize, ""
		for {
			page, err := s.tx.Incidents(s.ctx, f)
			if err != nil {
				return nil, fmt.Errorf("reading what bears on %s: %w", u.ID, err)
			}
			items := slices.DeleteFunc(page.Items, func(in parley.Incident) bool { return done[in.ID] })
			for _, in := range items {
				done[in.ID] = true
			}
			bs, err := s.bears(u, items)
			if err != nil {
				return nil, err
			}
			found = append(found, bs...)
			if page.Next == "" {
				break
			}
			f.After = page.Next
		}
	}
	return firstAndLast(found), nil
}

// bearingSince returns what bears on u from what bore on it before this step and
// the incidents that the step changed. It is not done where u is watched for other
// things than before, or where what was cut off from a long list is needed now.
func (s *step) bearingSince(u parley.Undertaking) (now []parley.Bearing, done bool, err error) {
	was, before, err := s.tx.Undertaking(s.ctx, u.ID)
	if errors.Is(err, parley.ErrNotFound) {
		return nil, false, nil
	}
	if err != nil {
		return nil, false, fmt.Errorf("reading %s: %w", u.ID, err)
	}
	if ok, err := same(watched(was), u); err != nil || !ok {
		return nil, false, err
	}
	anew, err := s.bears(u, s.changed)
	if err != nil {
		return nil, false, err
	}
	cut := len(before) >= 2*mostBearing
	for _, b := range before {
		if !s.stale[b.Incident] {
			now = append(now, b)
			continue
		}
		if cut && !slices.ContainsFunc(anew, func(x parley.Bearing) bool { return byDay(x, b) == 0 }) {
			return nil, false, nil
		}
	}
	return firstAndLast(append(now, anew...)), true, nil
}

// same reports whether two undertakings are equal.
func same(a, b parley.Undertaking) (bool, error) {
	x, err := json.Marshal(a)
	if err != nil {
		return false, err
	}
	y, err := json.Marshal(b)
	return bytes.Equal(x, y), err
}

// watched returns u without what no bearing hangs on.
func watched(u parley.Undertaking) parley.Undertaking {
	u.Status, u.PAM = "", parley.PAM{}
	u.Commitments, u.Articles, u.Families, u.LastReported = nil, 0, 0, ""
	return u
}

// bears returns what bears on u of incidents.
func (s *step) bears(u parley.Undertaking, incidents []parley.Incident) ([]parley.Bearing, error) {
	var may []parley.Incident
	for i := range incidents {
		if s.mayBear(u, &incidents[i]) {
			may = append(may, incidents[i])
		}
	}
	tellings, err := s.tellingsOf(may)
	if err != nil {
		return nil, fmt.Errorf("reading what bears on %s: %w", u.ID, err)
	}
	var out []parley.Bearing
	for i, in := range may {
		if b, ok := s.ledger.Bears(u, in, tellings[i]); ok {
			out = append(out, b)
		}
	}
	return out, nil
}

// mayBear reports whether in may bear on u. One whose days are not known never
// does: what is watched for is watched for over a time.
func (s *step) mayBear(u parley.Undertaking, in *parley.Incident) bool {
	return in.Date != nil && !in.Date.From.IsZero() && !in.Date.To.IsZero() && s.ledger.MayBear(u, *in)
}

// tellingsOf returns the tellings of each of incidents. It keeps those of the
// incidents that changed, since they are asked for by one undertaking after another.
func (s *step) tellingsOf(incidents []parley.Incident) ([][]parley.Telling, error) {
	var events []string
	for _, in := range incidents {
		if s.tellings[in.ID] == nil {
			events = append(events, in.Events...)
		}
	}
	var read []parley.Telling
	if len(events) > 0 {
		var err error
		if read, err = s.tx.Tellings(s.ctx, events); err != nil {
			return nil, err
		}
	}
	out := make([][]parley.Telling, len(incidents))
	for i, in := range incidents {
		if out[i] = s.tellings[in.ID]; out[i] != nil {
			continue
		}
		out[i], read = read[:len(in.Events)], read[len(in.Events):]
		if s.stale[in.ID] {
			s.tellings[in.ID] = out[i]
		}
	}
	return out, nil
}

// byDay sorts what bears by its first day, then by incident.
func byDay(a, b parley.Bearing) int {
	return cmp.Or(cmp.Compare(dayOf(a), dayOf(b)), cmp.Compare(a.Incident, b.Incident))
}

func dayOf(b parley.Bearing) parley.Day {
	if b.On == nil {
		return ""
	}
	return parley.DayOf(b.On.From)
}

// firstAndLast sorts what bears by date and keeps both ends of a long list.
func firstAndLast(found []parley.Bearing) []parley.Bearing {
	slices.SortFunc(found, byDay)
	if len(found) > 2*mostBearing {
		return slices.Concat(found[:mostBearing], found[len(found)-mostBearing:])
	}
	return found
}
