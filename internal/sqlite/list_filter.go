package sqlite

import (
	"context"
	"fmt"
	"math"
	"slices"
	"time"

	"parley"
)

// test is a filter in the numbers of the store.
type test struct {
	what      listing
	countries []uint32 // nil for any
	slots     [slots][]uint32
	outlets   []uint32
	parties   *numberSet
	role      uint8 // roleNone for any
	articles  *numberSet

	period   bool
	from, to int32
	// dayOnly asks for the day on which a row is counted, not its whole period.
	dayOnly        bool
	background     bool
	counted        *counted // nil where all rows count
	due            bool
	dueFrom, dueTo int32
	killed         bool
	killedMin      int32
	killedMax      int32

	// worst is the highest key in the order that a row may still have, once so
	// many were found that others are of no use.
	order parley.Order
	worst int64

	// never is true where a value is asked for that no row has.
	never bool
}

// counted are the words of the statuses that statistics count.
type counted struct{ happened, alleged uint32 }

// sense gives ErrQuery for a filter that makes none.
func sense(f parley.Filter) error {
	for _, p := range []struct {
		name string
		parley.Period
	}{{"period", f.Period}, {"due", f.Due}} {
		if !p.From.IsZero() && !p.To.IsZero() && p.To.Before(p.From) {
			return fmt.Errorf("%w: the %s ends before it begins", parley.ErrQuery, p.name)
		}
	}
	switch f.Role {
	case "", parley.RoleSource, parley.RoleTarget:
	default:
		return fmt.Errorf("%w: there is no role %q", parley.ErrQuery, f.Role)
	}
	if f.KilledMin != nil && f.KilledMax != nil && *f.KilledMin > *f.KilledMax {
		return fmt.Errorf("%w: at least %d and at most %d killed", parley.ErrQuery, *f.KilledMin, *f.KilledMax)
	}
	return nil
}

// test looks up what a filter names; only the fields that a listing has a use for.
func (s *session) test(ctx context.Context, what listing, f parley.Filter) (*test, error) {
	if err := sense(f); err != nil {
		return nil, err
	}
	q := &test{what: what, worst: math.MaxInt64, background: f.Background || what == listArticles || what == listUndertakings}
	q.period, q.from, q.to = days(f.Period)
	var err error
	exact := func(into *[]uint32, field field, texts []string) {
		if err == nil && len(texts) > 0 {
			*into, err = s.wordsOf(ctx, field, texts)
			q.never = q.never || len(*into) == 0
		}
	}
	if what != listArticles {
		exact(&q.countries, fieldCountry, f.Countries)
	}
	switch what {
	case listArticles:
		if err = s.testLanguages(ctx, q, f.Languages); err != nil {
			return nil, err
		}
	case listIncidents, listEvents:
		exact(&q.slots[slotKind], fieldKind, texts(f.Kinds))
		exact(&q.slots[slotType], fieldType, texts(f.Types))
		exact(&q.slots[slotMode], fieldMode, texts(f.Modes))
		exact(&q.slots[slotStatus], fieldStatus, texts(f.Statuses))
		if what == listIncidents {
			exact(&q.slots[slotStanding], fieldStanding, texts(f.Standings))
		}
		q.bounds(f)
	case listUndertakings:
		exact(&q.slots[slotKind], fieldKind, texts(f.CommitmentKinds))
		exact(&q.slots[slotStatus], fieldStatus, texts(f.CommitmentStatuses))
		exact(&q.slots[slotTheme], fieldTheme, f.Themes)
		exact(&q.slots[slotAgreement], fieldAgreement, some(f.Agreement))
		q.due, q.dueFrom, q.dueTo = days(f.Due)
	}
	if err != nil {
		return nil, err
	}
	return q, s.testNames(ctx, q, f)
}

// testLanguages looks up languages; where they are all that the store has, there is
// nothing to test. English has the empty word.
func (s *session) testLanguages(ctx context.Context, q *test, tags []string) error {
	if len(tags) == 0 {
		return nil
	}
	list := make([]string, len(tags))
	for i, tag := range tags {
		if list[i] = parley.Language(tag); list[i] == english {
			list[i] = ""
		}
	}
	words, err := s.wordsOf(ctx, fieldLanguage, list)
	if err != nil {
		return err
	}
	others, err := s.numbers(ctx, "SELECT n FROM word WHERE field = $1", int(fieldLanguage))
	if err != nil {
		return err
	}
	q.never = len(words) == 0
	if slices.Contains(words, 0) && !slices.ContainsFunc(others, func(n uint32) bool { return !slices.Contains(words, n) }) {
		return nil
	}
	q.slots[slotLanguage] = words
	return nil
}

// testNames looks up the names of a filter, which are compared folded, and the
// articles that it asks for.
func (s *session) testNames(ctx context.Context, q *test, f parley.Filter) error {
	var err error
	name := func(into *[]uint32, field field, name string) {
		if err == nil && name != "" {
			*into, err = s.wordsFolded(ctx, field, name)
			q.never = q.never || len(*into) == 0
		}
	}
	if q.what == listIncidents || q.what == listEvents {
		name(&q.slots[slotAdmin1], fieldAdmin1, f.Admin1)
		name(&q.slots[slotPlace], fieldPlace, f.Place)
	}
	name(&q.outlets, fieldOutlet, f.Outlet)
	if err != nil {
		return err
	}
	if f.Actor != "" && q.what != listArticles {
		if q.parties, err = s.partiesOf(ctx, f.Actor); err != nil {
			return err
		}
		q.never = q.never || q.parties.count == 0
		q.role = map[parley.Role]uint8{parley.RoleSource: roleSource, parley.RoleTarget: roleTarget}[f.Role]
	}
	return s.testArticles(ctx, q, f)
}

// testArticles finds the articles that a filter asks for by ID or by their words.
func (s *session) testArticles(ctx context.Context, q *test, f parley.Filter) error {
	if f.Article != "" {
		found, err := s.lookup(ctx, []string{f.Article})
		if err != nil {
			return err
		}
		q.articles = &numberSet{}
		if n, ok := found[f.Article]; ok {
			q.articles.add(n)
		}
	}
	if f.Text != "" {
		match, err := matchOf(f.Text)
		if err != nil {
			return err
		}
		told, err := s.matching(ctx, match)
		if err != nil {
			return err
		}
		if q.articles != nil {
			told.keep(q.articles)
		}
		q.articles = told
	}
	q.never = q.never || q.articles != nil && q.articles.count == 0
	return nil
}

// bounds reads the bounds of the killed.
func (q *test) bounds(f parley.Filter) {
	q.killedMin, q.killedMax = math.MinInt32, math.MaxInt32
	if f.KilledMin != nil {
		q.killed, q.killedMin = true, int32(clamp(*f.KilledMin))
	}
	if f.KilledMax != nil {
		q.killed, q.killedMax = true, int32(clamp(*f.KilledMax))
	}
}

// clamp keeps a figure within what rows hold.
func clamp(n int) int { return max(math.MinInt32+1, min(n, math.MaxInt32-1)) }

// days returns the days of a period; false for the zero period.
func days(p parley.Period) (ok bool, from, to int32) {
	from, to = openFrom, openTo
	if !p.From.IsZero() {
		from = dayOf(p.From)
	}
	if !p.To.IsZero() {
		to = dayOf(p.To)
	}
	return !p.IsZero(), from, to
}

// dayOf counts days as rows hold them.
func dayOf(t time.Time) int32 { return int32(floorDay(t)) }

// texts returns values of the record as strings.
func texts[T ~string](list []T) []string {
	out := make([]string, len(list))
	for i, v := range list {
		out[i] = string(v)
	}
	return out
}

// some is a list of one, or none for the empty string.
func some(s string) []string {
	if s == "" {
		return nil
	}
	return []string{s}
}

// wordsOf returns the numbers of words.
func (s *session) wordsOf(ctx context.Context, field field, texts []string) ([]uint32, error) {
	list, err := s.numbers(ctx, "SELECT w.n FROM json_each($2) j CROSS JOIN word w ON w.field = $1 AND w.text = j.value ORDER BY w.n",
		int(field), jsonList(texts))
	if slices.Contains(texts, "") {
		list = append(list, 0) // rows have no word for what is not known
	}
	return list, err
}

// wordsFolded returns the numbers of all words that are a name but for case and
// diacritics.
func (s *session) wordsFolded(ctx context.Context, field field, name string) ([]uint32, error) {
	return s.numbers(ctx, "SELECT n FROM word WHERE field = $1 AND folded = $2 ORDER BY n", int(field), fold(name))
}

// numbers reads one column of numbers.
func (s *session) numbers(ctx context.Context, text string, args ...any) ([]uint32, error) {
	var list []uint32
	err := s.each(ctx, text, args, func(scan func(...any) error) error {
		var n uint32
		if err := scan(&n); err != nil {
			return err
		}
		list = append(list, n)
		return nil
	})
	return list, err
}

// partiesOf returns the parties that an actor filter lets through: those with
// the ID and those whose side it is; if no actor has that ID, those whose name
// holds the words, and those who belong to one of them.
func (s *session) partiesOf(ctx context.Context, actor string) (*numberSet, error) {
	known, err := s.numbers(ctx, "SELECT n FROM party WHERE actor = $1 LIMIT 1", actor)
	if err != nil {
		return nil, err
	}
	if len(known) > 0 {
		list, err := s.numbers(ctx, "SELECT n FROM party WHERE actor = $1 UNION SELECT n FROM party WHERE side = $1 AND side <> ''", actor)
		return setOf(list), err
	}
	name := fold(actor)
	list, err := s.numbers(ctx, `WITH hit AS MATERIALIZED (
			SELECT n, actor FROM party WHERE actor = $1 OR ($2 <> '' AND instr(folded, $2) > 0)
		)
		SELECT n FROM hit
		UNION SELECT n FROM party WHERE side <> '' AND side IN (SELECT actor FROM hit WHERE actor <> '' UNION ALL SELECT $1)`, actor, name)
	return setOf(list), err
}

// setOf returns a set of numbers.
func setOf(list []uint32) *numberSet {
	set := &numberSet{}
	for _, n := range list {
		set.add(int64(n))
	}
	return set
}
