package fuse

import (
	"slices"
	"time"

	"parley"
	"parley/internal/doc"
)

// compareDays weighs the days of the two: the best pair counts.
func (r *reading) compareDays(h, t *happening) string {
	if len(h.days) == 0 && h.opens && h.last != t.first && r.old(t.days) {
		return "day-apart"
	}
	if len(h.days) == 0 || len(t.days) == 0 {
		return ""
	}
	best := "day-apart"
	for _, a := range h.days {
		for _, b := range t.days {
			switch {
			case a.Overlaps(b) && !t.anaphoric && (r.fresh(a) && months(b) || r.fresh(b) && months(a)):
				best = better(best, "day-near") // "early this year" is not said of today
			case a.Overlaps(b):
				if long(a) || long(b) {
					best = better(best, "day-within")
				} else {
					return "day-same"
				}
			case gap(a, b) <= 24*time.Hour && h.family != "violence" && h.family != string(parley.Consult):
				best = better(best, "day-within") // a day of saying, a day of doing
			case gap(a, b) <= 24*time.Hour && a.Precision != parley.PrecisionYear:
				best = better(best, "day-near")
			}
		}
	}
	return best
}

// news is how long before an article's date its news is at most.
const news = 10 * 24 * time.Hour

// old reports whether all days are long before the article's date.
func (r *reading) old(days []parley.Period) bool {
	p := r.d.Published.Period.From
	if p.IsZero() || len(days) == 0 {
		return false
	}
	for _, d := range days {
		if d.To.IsZero() || p.Sub(d.To) < news {
			return false
		}
	}
	return true
}

// fresh reports whether the period is a day or two right before the article.
func (r *reading) fresh(p parley.Period) bool {
	now := r.d.Published.Period
	return !long(p) && !now.IsZero() && !now.To.IsZero() && now.To.Sub(p.From) <= 3*24*time.Hour
}

// months reports whether a period is a month or more.
func months(p parley.Period) bool {
	return !p.From.IsZero() && !p.To.IsZero() && p.To.Sub(p.From) > 25*24*time.Hour
}

// better returns the reason that speaks less against.
func better(a, b string) string {
	if a == "day-apart" || a == "day-near" && b == "day-within" {
		return b
	}
	return a
}

// long reports whether a period is too long for two deeds in it to be one for
// that alone.
func long(p parley.Period) bool {
	return p.From.IsZero() || p.To.IsZero() || p.To.Sub(p.From) > 3*24*time.Hour
}

func gap(a, b parley.Period) time.Duration {
	if b.From.After(a.To) {
		return b.From.Sub(a.To)
	}
	return a.From.Sub(b.To)
}

// comparePlaces weighs the places of the two: one pair that is far apart parts
// them, else the best counts.
func comparePlaces(a, b []parley.Place) string {
	best := ""
	for i := range a {
		for j := range b {
			switch rel := between(&a[i], &b[j]); {
			case rel == "place-apart":
				return rel
			case placeRank(rel) > placeRank(best):
				best = rel
			}
		}
	}
	return best
}

// placeRank orders what two places say for one happening.
func placeRank(rel string) int {
	return slices.Index([]string{"", "place-country", "place-near", "place-inside", "place-same"}, rel)
}

// between says how two places lie to each other; empty if that is not known.
func between(a, b *parley.Place) string {
	switch {
	case a.Country != "" && b.Country != "" && a.Country != b.Country:
		return "place-apart"
	case a.Precision == parley.PlaceRegion || b.Precision == parley.PlaceRegion:
		return ""
	case a.Precision == parley.PlaceCountry || b.Precision == parley.PlaceCountry:
		if a.Country == b.Country && a.Country != "" && a.Precision != b.Precision {
			return "place-country"
		}
		return ""
	case a.Admin1 != "" && b.Admin1 != "" && a.Admin1 != b.Admin1:
		return "place-apart"
	case a.ID != "" && a.ID == b.ID, a.Name == b.Name:
		return "place-same"
	case a.Admin1 == "" || b.Admin1 == "":
		return ""
	case a.Precision == parley.PlaceAdmin1 || b.Precision == parley.PlaceAdmin1:
		return "place-inside"
	case a.Admin2 != "" && a.Admin2 == b.Admin2, a.Admin2 == b.Name, b.Admin2 == a.Name:
		return "place-inside"
	}
	return "place-near"
}

// compareLosses weighs the figures of the two, attackers' own and parts aside.
func compareLosses(a, b []loss) string {
	best := ""
	for i := range a {
		for j := range b {
			x, y := &a[i], &b[j]
			switch {
			case x.outcome != y.outcome || x.attackers != y.attackers,
				x.group != "" && y.group != "" && x.group != y.group,
				x.part != y.part:
			case x.figure == y.figure && x.figure > 3:
				return "toll-same"
			case x.figure == y.figure:
				best = "toll-small"
			case best == "toll-small":
			case x.low <= y.high && y.low <= x.high, closeBy(x.figure, y.figure):
				best = "toll-near"
			case best == "" && x.outcome == doc.Freed:
				best = "count-apart"
			case best == "":
				best = "toll-apart"
			}
		}
	}
	return best
}

// closeBy is true for figures as two sources count one thing: 13 and 15.
func closeBy(x, y float64) bool { return min(x, y) >= 4 && max(x, y) <= 1.25*min(x, y)+1 }
