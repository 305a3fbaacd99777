package sqlite

import (
	"context"
	"database/sql"
	"fmt"

	"parley"
)

// grouped names the tables of a grouping whose groups have rows of their own.
type grouped struct {
	grouping parley.Grouping
	prefix   string
	// unit is what is grouped, row what a group becomes: names of tables.
	unit, row string
	// members reads the ID and the members from a row's body.
	members func(body []byte) (string, []string, error)
}

// groupedUnits are the groupings that groupsStand looks at.
func groupedUnits() []grouped {
	return []grouped{
		{parley.Incidents, incidentPrefix, "event", "incident", func(body []byte) (string, []string, error) {
			var x parley.Incident
			err := unseal(body, &x)
			return x.ID, x.Events, err
		}},
		{parley.Undertakings, undertakingPrefix, "commitment", "undertaking", func(body []byte) (string, []string, error) {
			var x parley.Undertaking
			err := unseal(body, &x)
			return x.ID, x.Commitments, err
		}},
	}
}

// groupsStand looks whether each event and each commitment is in one group, and
// whether each group has an incident or an undertaking with just its members.
func (s *session) groupsStand(ctx context.Context) ([]Finding, error) {
	var found []Finding
	for _, g := range groupedUnits() {
		loose, err := s.loose(ctx, g)
		if err != nil {
			return found, err
		}
		found = append(found, loose...)
		listed, more, err := s.rowsStand(ctx, g)
		if err != nil {
			return append(found, more...), err
		}
		found = append(found, more...)
		var members int
		if err := s.row(ctx, []any{&members}, "SELECT count(grp) FROM "+g.row+"_node"); err != nil {
			return found, err
		}
		if listed != members && len(found) < findingsMax {
			found = append(found, Finding{What: "grouping", Text: fmt.Sprintf(
				"%d %ss are in groups, %d are listed by %ss", members, g.unit, listed, g.row)})
		}
	}
	return found, nil
}

// loose finds units that have no node or no group, and nodes that are no unit.
func (s *session) loose(ctx context.Context, g grouped) ([]Finding, error) {
	var found []Finding
	for _, q := range []struct{ text, sql string }{
		{"is in no group", `SELECT u.n, coalesce(a.id, u.n) FROM ` + g.unit + ` u LEFT JOIN ` + g.row + `_node x ON x.n = u.n
			LEFT JOIN name a ON a.n = u.n WHERE x.grp IS NULL ORDER BY u.n LIMIT $1`},
		{"is grouped as an " + g.unit + " and is none", `SELECT x.n, coalesce(a.id, x.n) FROM ` + g.row + `_node x LEFT JOIN ` + g.unit + ` u ON u.n = x.n
			LEFT JOIN name a ON a.n = x.n WHERE u.n IS NULL ORDER BY x.n LIMIT $1`},
	} {
		list, err := s.namedBy(ctx, q.sql, findingsMax)
		if err != nil {
			return found, err
		}
		for _, one := range list {
			found = append(found, Finding{What: "grouping", ID: one.id, Text: q.text})
		}
	}
	return found, nil
}

// rowsStand compares each row with the groups of the members that it lists, and
// returns how many members are listed by all.
func (s *session) rowsStand(ctx context.Context, g grouped) (int, []Finding, error) {
	var found []Finding
	listed := 0
	for after := int64(0); len(found) < findingsMax; {
		batch, err := s.rowsBehind(ctx, g, after)
		if err != nil || len(batch) == 0 {
			return listed, found, err
		}
		var all []string
		for _, row := range batch {
			after = row.n
			all = append(all, row.members...)
			if row.bad != "" {
				found = append(found, Finding{What: "listing", ID: g.prefix + row.first, Text: row.bad})
			}
		}
		groupOf, err := s.groupsOf(ctx, g.grouping, all)
		if err != nil {
			return listed, found, err
		}
		for _, row := range batch {
			seen := map[string]bool{}
			for _, member := range row.members {
				switch {
				case seen[member]:
					found = append(found, Finding{What: "listing", ID: row.id, Text: member + " is listed twice"})
				case groupOf[member] != row.id:
					found = append(found, Finding{What: "listing", ID: row.id, Text: fmt.Sprintf("it lists %s, which is in %q", member, groupOf[member])})
				}
				seen[member] = true
			}
			listed += len(row.members)
		}
	}
	return listed, found, nil
}

// groupRow is a row of an incident or an undertaking.
type groupRow struct {
	n       int64
	first   string // the member that names it
	id      string
	members []string
	bad     string
}

// rowsBehind reads the next rows by number.
func (s *session) rowsBehind(ctx context.Context, g grouped, after int64) ([]groupRow, error) {
	var rows []groupRow
	err := s.each(ctx, "SELECT x.n, coalesce(a.id, ''), x.body FROM "+g.row+` x LEFT JOIN name a ON a.n = x.n
		WHERE x.n > $1 ORDER BY x.n LIMIT 500`, []any{after}, func(scan func(...any) error) error {
		var row groupRow
		var body sql.RawBytes
		if err := scan(&row.n, &row.first, &body); err != nil {
			return err
		}
		id, members, err := g.members(body)
		row.id, row.members = id, members
		switch {
		case err != nil:
			row.bad = err.Error()
		case id != g.prefix+row.first:
			row.bad = "its body is that of " + id
		}
		rows = append(rows, row)
		return nil
	})
	return rows, err
}
