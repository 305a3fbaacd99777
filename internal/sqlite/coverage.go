package sqlite

import (
	"context"
	"database/sql"
	"strings"

	"parley"
)

// dayNull is a day as dayTime takes it.
func dayNull(day int32) sql.NullInt64 { return sql.NullInt64{Int64: int64(day), Valid: true} }

// coverage returns what was read, week by week; weeks without articles are left
// out.
func (s *session) coverage(ctx context.Context, f parley.Filter) ([]parley.Coverage, error) {
	if err := sense(f); err != nil {
		return nil, err
	}
	if err := s.written(ctx); err != nil {
		return nil, err
	}
	_, from, to := days(f.Period)
	var outlets []uint32
	if f.Outlet != "" {
		var err error
		if outlets, err = s.wordsFolded(ctx, fieldOutlet, f.Outlet); err != nil {
			return nil, err
		}
	}
	wanted := map[uint32]bool{}
	for _, n := range outlets {
		wanted[n] = true
	}
	list := []parley.Coverage{}
	last := int64(noWeek)
	err := s.each(ctx, "SELECT week, outlet, d0, d1, d2, d3, d4, d5, d6 FROM coverage WHERE week BETWEEN $1 AND $2 ORDER BY week, outlet",
		[]any{weekAt(from), weekAt(to)}, func(scan func(...any) error) error {
			var week int64
			var outlet uint32
			var d [7]int
			if err := scan(&week, &outlet, &d[0], &d[1], &d[2], &d[3], &d[4], &d[5], &d[6]); err != nil {
				return err
			}
			n := 0
			for i, articles := range d {
				if day := mondayOf(week) + int32(i); day >= from && day <= to {
					n += articles
				}
			}
			if n == 0 || f.Outlet != "" && !wanted[outlet] {
				return nil
			}
			if week != last {
				list = append(list, parley.Coverage{Week: parley.DayOf(dayTime(dayNull(mondayOf(week))))})
				last = week
			}
			c := &list[len(list)-1]
			c.Articles += n
			if outlet != 0 {
				c.Outlets++
			}
			return nil
		})
	return list, err
}

// weekAt is the week of a day, or far off for an open end.
func weekAt(day int32) int64 {
	switch day {
	case openFrom:
		return noWeek
	case openTo:
		return -noWeek
	}
	return weekOf(day)
}

// sums returns how much the store holds.
func (s *session) sums(ctx context.Context) (parley.Sums, error) {
	var sums parley.Sums
	if err := s.written(ctx); err != nil {
		return sums, err
	}
	into := map[string]*int{"articles": &sums.Articles, "families": &sums.Families, "events": &sums.Events, "incidents": &sums.Incidents,
		"commitments": &sums.Commitments, "undertakings": &sums.Undertakings, "raws": &sums.Raws.Articles}
	bytes := map[string]*int64{"raw bytes": &sums.Raws.Bytes, "raw kept": &sums.Raws.Kept}
	err := s.each(ctx, "SELECT name, value FROM counter", nil, func(scan func(...any) error) error {
		var name string
		var n int64
		if err := scan(&name, &n); err != nil {
			return err
		}
		if to := into[name]; to != nil {
			*to = int(n)
		} else if to := bytes[name]; to != nil {
			*to = n
		} else if tag, ok := strings.CutPrefix(name, countLanguage); ok {
			if sums.Languages == nil {
				sums.Languages = map[string]int{}
			}
			sums.Languages[tag] = int(n)
			if !parley.Coded(tag) {
				sums.Uncoded += int(n)
			}
		}
		return nil
	})
	if err != nil {
		return sums, err
	}
	err = s.row(ctx, []any{&sums.Agreements, &sums.Actors, &sums.Decisions, &sums.Feeds}, `SELECT (SELECT count(*) FROM agreement),
		(SELECT count(*) FROM actor WHERE uses > 0), (SELECT count(*) FROM decision), (SELECT count(*) FROM feed)`)
	return sums, err
}
