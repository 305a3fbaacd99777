package resolve

import (
	"slices"

	"parley"
)

// group is the tellings of one incident, in order of publication.
type group struct {
	tellings []telling
	families int
	// marks has the stamp of the last count for each family that it has counted.
	marks []int32
	stamp int32
}

func newGroup(tellings []telling) *group {
	g := &group{tellings: tellings}
	for i := range g.tellings {
		g.families = max(g.families, g.tellings[i].family+1)
	}
	g.marks = make([]int32, g.families)
	return g
}

// count begins a count of families: fresh tells whether one is new to it.
func (g *group) count() (fresh func(family int) bool) {
	g.stamp++
	return func(family int) bool {
		if g.marks[family] == g.stamp {
			return false
		}
		g.marks[family] = g.stamp
		return true
	}
}

// familiesOf counts the families of the tellings that are told apart by ok.
func (g *group) familiesOf(ok func(*telling) bool) int {
	n, fresh := 0, g.count()
	for i := range g.tellings {
		if t := &g.tellings[i]; ok(t) && fresh(t.family) {
			n++
		}
	}
	return n
}

// bestType returns the type that most families give, of equals one that is told
// with a toll, then the first told.
func (g *group) bestType() (parley.EventKind, parley.EventType) {
	best, most := 0, 0
	for i := range g.tellings {
		if i > 0 && g.tellings[i].Type == g.tellings[best].Type && g.tellings[i].Kind == g.tellings[best].Kind {
			continue
		}
		n := g.familiesOf(func(t *telling) bool {
			return t.Type == g.tellings[i].Type && t.Kind == g.tellings[i].Kind
		})
		if n > most || n == most && g.tellings[i].Killed.Known && !g.tellings[best].Killed.Known {
			best, most = i, n
		}
	}
	return g.tellings[best].Kind, g.tellings[best].Type
}

// bestMode returns the mode that most families give, those counted in that give
// a mode that it is a case of; no mode only where none gives one.
func (s *summing) bestMode(g *group, typ parley.EventType) parley.Mode {
	best, most := parley.Mode(""), 0
	for i := range g.tellings {
		m := g.tellings[i].Mode
		if g.tellings[i].Type != typ || m == "" || m == best {
			continue
		}
		cases := s.refines[kindOf{typ, m}]
		n := g.familiesOf(func(t *telling) bool {
			return t.Type == typ && (t.Mode == m || slices.Contains(cases, t.Mode))
		})
		if n > most || n == most && slices.Contains(cases, best) {
			best, most = m, n
		}
	}
	return best
}

// codes returns the CAMEO code, its score and the ACLED type of one telling of
// the type and mode: one that tells the status, with the most exact code, of
// equals the first.
func (g *group) codes(typ parley.EventType, mode parley.Mode, status parley.Status) (cameo string, score float64, acled string) {
	best, top := 0, -1
	for i := range g.tellings {
		t := &g.tellings[i]
		points := len(t.CAMEO)
		if t.Status == status {
			points += 10
		}
		if t.Mode == mode {
			points += 100
		}
		if t.Type == typ {
			points += 1000
		}
		if points > top {
			best, top = i, points
		}
	}
	t := &g.tellings[best]
	return t.CAMEO, t.Goldstein, t.ACLED
}

// bestDate returns the narrowest period that more than half of the families that
// give one agree on, failing that the one that most agree on; of equals one that
// is told in words, then the first.
func (g *group) bestDate() *parley.Date {
	dated := func(t *telling) bool { return !t.Date.IsZero() }
	all := 0
	if len(g.tellings) > 1 {
		all = g.familiesOf(dated)
	}
	var known memo[Span]
	best, support := -1, 0
	for i := range g.tellings {
		t := &g.tellings[i]
		if !dated(t) {
			continue
		}
		n := 1
		if all > 1 {
			n = known.count(t.Date, len(g.tellings), func() int {
				return g.familiesOf(func(o *telling) bool { return dated(o) && t.Date.meets(o.Date) })
			})
		}
		if best < 0 || betterDate(t, n, &g.tellings[best], support, all) {
			best, support = i, n
		}
	}
	if best < 0 {
		return nil
	}
	t := &g.tellings[best]
	return &parley.Date{Period: t.Date.Period(), Text: t.DateText, How: t.DateHow}
}

func betterDate(a *telling, forA int, b *telling, forB, all int) bool {
	if most, other := 2*forA > all, 2*forB > all; most != other {
		return most
	} else if !most && forA != forB {
		return forA > forB
	}
	if x, y := a.Date.length(), b.Date.length(); x != y {
		return x < y
	}
	if a.guessedDate != b.guessedDate {
		return b.guessedDate
	}
	return forA > forB
}

// length is how many days a span has behind its first; an open one is the longest.
func (s Span) length() DayNumber {
	if s.From == 0 || s.To == 0 {
		return openHigh
	}
	return s.To - s.From
}

// meets tells whether two spans share a day.
func (s Span) meets(o Span) bool {
	return (s.To == 0 || o.From == 0 || s.To >= o.From) && (o.To == 0 || s.From == 0 || o.To >= s.From)
}

// bestPlace returns the most exact place that more than half of the families that
// give one agree with, failing that the one that most agree with.
func (g *group) bestPlace() *parley.EventPlace {
	placed := func(t *telling) bool { return !t.Place.IsZero() }
	all := 0
	if len(g.tellings) > 1 {
		all = g.familiesOf(placed)
	}
	var known memo[Place]
	best, support := -1, 0
	for i := range g.tellings {
		t := &g.tellings[i]
		if !placed(t) {
			continue
		}
		n := 1
		if all > 1 {
			n = known.count(t.Place, len(g.tellings), func() int {
				return g.familiesOf(func(o *telling) bool { return placed(o) && !apart(&t.Place, &o.Place) })
			})
		}
		if best < 0 || betterPlace(t, n, &g.tellings[best], support, all) {
			best, support = i, n
		}
	}
	if best < 0 {
		return nil
	}
	p := g.tellings[best].Place.EventPlace()
	p.How = g.tellings[best].PlaceHow
	return p
}

func betterPlace(a *telling, forA int, b *telling, forB, all int) bool {
	if most, other := 2*forA > all, 2*forB > all; most != other {
		return most
	} else if !most && forA != forB {
		return forA > forB
	}
	if x, y := a.exactness(), b.exactness(); x != y {
		return x > y
	}
	return forA > forB
}

// exactness orders places from regions to points; of places of one precision
// those that the article tells and that the gazetteer knows come first. A town
// named as its province may stand for the province.
func (t *telling) exactness() int {
	p := &t.Place
	precision := p.Precision
	if p.Name == p.Admin1 && (precision == parley.PlaceExact || precision == parley.PlaceAdmin2) {
		precision = parley.PlaceAdmin1
	}
	n := 4 * (1 + slices.Index([]parley.PlacePrecision{
		parley.PlaceRegion, parley.PlaceCountry, parley.PlaceAdmin1, parley.PlaceAdmin2, parley.PlaceExact,
	}, precision))
	if !t.guessedPlace {
		n += 2
	}
	if p.ID != "" {
		n++
	}
	return n
}
