package sqlite

import (
	"context"
	"database/sql"
	"fmt"
)

// cellsStand looks whether the cells of each listing can be read and hold as
// many rows as there are things to list.
func (s *session) cellsStand(ctx context.Context) ([]Finding, error) {
	var found []Finding
	rows := map[listing]int{}
	var body sql.RawBytes
	err := s.each(ctx, "SELECT id, what, rows, body FROM cell ORDER BY id", nil, func(scan func(...any) error) error {
		var id int64
		var what listing
		var says int
		if err := scan(&id, &what, &says, &body); err != nil {
			return err
		}
		holds, err := countRows(body)
		rows[what] += holds
		if (err != nil || holds != says) && len(found) < findingsMax {
			found = append(found, Finding{What: "listing", Text: fmt.Sprintf("cell %d of %d rows holds %d that can be read", id, says, holds)})
		}
		return nil
	})
	if err != nil {
		return found, err
	}
	for _, of := range []struct {
		what listing
		name string
		text string
	}{
		{listIncidents, "incidents", "SELECT count(*) FROM incident"}, {listEvents, "events", "SELECT count(*) FROM event"},
		{listUndertakings, "undertakings", "SELECT count(*) FROM undertaking"}, {listArticles, "articles", "SELECT count(*) FROM article"},
	} {
		var n int
		if err := s.row(ctx, []any{&n}, of.text); err != nil {
			return found, err
		}
		if n != rows[of.what] && len(found) < findingsMax {
			found = append(found, Finding{What: "listing", Text: fmt.Sprintf("there are %d %s and %d in lists", n, of.name, rows[of.what])})
		}
	}
	return found, nil
}

// countRows counts the rows of a cell up to the first that cannot be read.
func countRows(body []byte) (int, error) {
	rows, err := unsealRows(body)
	if err != nil {
		return 0, err
	}
	var p packed
	var r listRow
	for n := 0; ; n++ {
		end, ok := p.next(rows)
		if p.bad {
			return n, errRow
		}
		if !ok {
			return n, nil
		}
		if err := unpackRow(&p, end, &r); err != nil {
			return n, err
		}
	}
}
