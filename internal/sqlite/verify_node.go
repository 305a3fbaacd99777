package sqlite

import (
	"context"
	"database/sql"
	"fmt"

	"parley"
)

// nodesStand tests the checksums of all nodes and links. Whether they are what
// the models would make of the records, internal/intake knows.
func (s *session) nodesStand(ctx context.Context) ([]Finding, error) {
	var found []Finding
	for _, g := range []parley.Grouping{parley.Families, parley.Stories, parley.Incidents, parley.Undertakings} {
		texts, err := sqlsFor(g, "SELECT x.n, coalesce(a.id, ''), x.ord, x.keys, x.digest FROM ~_node x LEFT JOIN name a ON a.n = x.n",
			"SELECT late, early, score, reasons FROM ~_link")
		if err != nil {
			return nil, err
		}
		wrong := func(id, format string, args ...any) {
			if len(found) < findingsMax {
				found = append(found, Finding{What: "grouping", ID: id, Text: fmt.Sprintf("%s %s", g, fmt.Sprintf(format, args...))})
			}
		}
		var packed, guarded sql.RawBytes
		if err := s.each(ctx, texts[0], nil, func(scan func(...any) error) error {
			var n int64
			var id, order string
			if err := scan(&n, &id, &order, &packed, &guarded); err != nil {
				return err
			}
			if _, err := unguard(guarded, packed, []byte(order)); err != nil {
				wrong(id, "node %d: %v", n, err)
			}
			return nil
		}); err != nil {
			return found, err
		}
		if err := s.each(ctx, texts[1], nil, func(scan func(...any) error) error {
			var late, early int64
			var score float64
			if err := scan(&late, &early, &score, &guarded); err != nil {
				return err
			}
			if _, err := unguard(guarded, scoreBytes(score)); err != nil {
				wrong("", "link %d %d: %v", late, early, err)
			}
			return nil
		}); err != nil {
			return found, err
		}
	}
	return found, nil
}
