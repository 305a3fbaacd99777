package sqlite

import (
	"context"
	"database/sql"
	"fmt"
	"maps"
	"slices"

	"parley"
)

// rawsStand reads all that articles were read from, and looks whether the counts
// of it, and of articles by language, are right.
func (s *session) rawsStand(ctx context.Context) ([]Finding, error) {
	var found []Finding
	var count, size, kept int64
	var head, body sql.RawBytes
	err := s.each(ctx, "SELECT coalesce(a.id, r.n), r.size, r.head, r.body FROM raw r LEFT JOIN name a ON a.n = r.n ORDER BY r.n", nil,
		func(scan func(...any) error) error {
			var id string
			var says int
			if err := scan(&id, &says, &head, &body); err != nil {
				return err
			}
			count, size, kept = count+1, size+int64(says), kept+int64(len(body))
			if _, err := rawOf(head, body, says); err != nil && len(found) < findingsMax {
				found = append(found, Finding{What: "raw", ID: id, Text: err.Error()})
			}
			return nil
		})
	if err != nil {
		return found, err
	}
	want := map[string]int64{"raws": count, "raw bytes": size, "raw kept": kept}
	if err := s.each(ctx, "SELECT language, count(*) FROM article GROUP BY language", nil, func(scan func(...any) error) error {
		var tag string
		var n int64
		err := scan(&tag, &n)
		want[countLanguage+parley.Language(tag)] += n
		return err
	}); err != nil {
		return found, err
	}
	says := map[string]int64{}
	if err := s.each(ctx, "SELECT name, value FROM counter", nil, func(scan func(...any) error) error {
		var name string
		var n int64
		err := scan(&name, &n)
		says[name] = n
		return err
	}); err != nil {
		return found, err
	}
	for _, name := range slices.Sorted(maps.Keys(want)) {
		if says[name] != want[name] && len(found) < findingsMax {
			found = append(found, Finding{What: "listing", Text: fmt.Sprintf("%q counts %d, there are %d", name, says[name], want[name])})
		}
	}
	return found, nil
}

// feedsStand reads all feeds and visits: whether their rows say what is in them,
// and whether the articles are there that visits name.
func (s *session) feedsStand(ctx context.Context) ([]Finding, error) {
	feeds, err := s.feeds(ctx)
	if err != nil {
		finding, ok := asFinding(err)
		if !ok {
			return nil, err
		}
		return []Finding{finding}, nil
	}
	var found []Finding
	for _, f := range feeds {
		for after := ""; len(found) < findingsMax; {
			visits, err := s.visitsBehind(ctx, f.URL, after, 500)
			if err != nil {
				finding, ok := asFinding(err)
				if !ok {
					return found, err
				}
				finding.What = "visit"
				found = append(found, finding)
				break // the next feed
			}
			if len(visits) == 0 {
				break
			}
			after = visits[len(visits)-1].Key
			more, err := s.visitsFit(ctx, f.URL, visits)
			if err != nil {
				return found, err
			}
			found = append(found, more...)
		}
	}
	return found, nil
}

// visitsFit compares visits with their rows, and with the articles that they name.
func (s *session) visitsFit(ctx context.Context, feed string, visits []parley.Visit) ([]Finding, error) {
	var found []Finding
	keys := make([]string, len(visits))
	byKey := make(map[string]parley.Visit, len(visits))
	var ids []string
	for i, v := range visits {
		keys[i], byKey[v.Key] = v.Key, v
		ids = append(ids, v.Articles...)
	}
	known, err := s.known(ctx, ids)
	if err != nil {
		return nil, err
	}
	for _, v := range visits {
		for _, id := range v.Articles {
			if !known[id] {
				found = append(found, Finding{What: "visit", ID: v.Key, Text: fmt.Sprintf("it names article %s, which is not there", id)})
			}
		}
	}
	err = s.each(ctx, `SELECT v.key, v.state, v.due, v.tried FROM json_each($2) j CROSS JOIN feed f ON f.url = $1
		CROSS JOIN visit v ON v.feed = f.n AND v.key = j.value`, []any{feed, jsonList(keys)}, func(scan func(...any) error) error {
		var key, state string
		var due sql.NullInt64
		var tried int64
		if err := scan(&key, &state, &due, &tried); err != nil {
			return err
		}
		v := byKey[key]
		wantDue, wantTried := visitTimes(v)
		n, isDue := wantDue.(int64)
		if state != string(v.State) || tried != wantTried || due.Valid != isDue || due.Int64 != n {
			found = append(found, Finding{What: "visit", ID: key, Text: "its row says otherwise than what it holds"})
		}
		return nil
	})
	if err != nil {
		return found, err
	}
	more, err := s.addressesFit(ctx, feed, keys, byKey)
	return append(found, more...), err
}

// addressesFit compares the addresses by which visits are found with those that
// they hold.
func (s *session) addressesFit(ctx context.Context, feed string, keys []string, byKey map[string]parley.Visit) ([]Finding, error) {
	rows := map[string][]string{}
	err := s.each(ctx, `SELECT v.key, a.address FROM json_each($2) j CROSS JOIN feed f ON f.url = $1
		CROSS JOIN visit v ON v.feed = f.n AND v.key = j.value CROSS JOIN visit_address a ON a.visit = v.n`, []any{feed, jsonList(keys)},
		func(scan func(...any) error) error {
			var key, address string
			err := scan(&key, &address)
			rows[key] = append(rows[key], address)
			return err
		})
	if err != nil {
		return nil, err
	}
	var found []Finding
	for _, key := range keys {
		holds := slices.Clone(byKey[key].Addresses)
		slices.Sort(holds)
		slices.Sort(rows[key])
		if !slices.Equal(rows[key], slices.Compact(holds)) {
			found = append(found, Finding{What: "visit", ID: key, Text: "it is found by other addresses than it holds"})
		}
	}
	return found, nil
}
