package sqlite

import (
	"context"
	"errors"
	"fmt"
	"reflect"

	"parley"
)

// Finding is one thing that is wrong in a store.
type Finding struct {
	// What is the check: file, keys, migrations, record, evidence, grouping,
	// listing, raw or visit.
	What string `json:"what"`
	// ID is the article, event, commitment, incident or undertaking that it is
	// about, or the key of the visit; empty for the file as a whole.
	ID   string `json:"id,omitempty"`
	Text string `json:"text"`
}

// String is the finding as one line.
func (f Finding) String() string {
	if f.ID == "" {
		return f.What + ": " + f.Text
	}
	return f.What + ": " + f.ID + ": " + f.Text
}

// findingsMax is how many findings a check gives: of a file that is broken in
// the middle, the rest says nothing new.
const findingsMax = 100

// Verify looks for anything that is wrong in a store: pages and rows that
// contradict one another, bytes that are not what was written, evidence that
// does not lie in its article, events and commitments that are in no group,
// incidents and undertakings that are not what their groups say, and visits that
// name articles which are not there. It reads all of
// the store, in one snapshot, while others may write. What it finds is no error.
func (st *Store) Verify(ctx context.Context) ([]Finding, error) {
	return read(ctx, &st.reading, func(s *session) ([]Finding, error) {
		var all []Finding
		for _, check := range []func(context.Context) ([]Finding, error){
			s.integrity, s.migrationsStand, s.recordsStand, s.nodesStand, s.groupsStand, s.cellsStand,
			s.rawsStand, s.feedsStand,
		} {
			found, err := check(ctx)
			if err != nil {
				finding, ok := asFinding(err)
				if !ok {
					return nil, err
				}
				found = append(found, finding)
			}
			all = append(all, found...)
		}
		return all, nil
	})
}

// asFinding makes a finding of an error that a damaged file gives.
func asFinding(err error) (Finding, bool) {
	damaged := errors.Is(err, parley.ErrDamaged) || errors.Is(err, parley.ErrNewer) ||
		errors.Is(kindOf(codeOf(err), "", true), parley.ErrDamaged)
	return Finding{What: "file", Text: fmt.Sprint(err)}, damaged
}

// integrity asks SQLite for pages, rows and indexes that contradict one another,
// and for rows that name others which are not there.
func (s *session) integrity(ctx context.Context) ([]Finding, error) {
	var found []Finding
	err := s.each(ctx, fmt.Sprintf("PRAGMA integrity_check(%d)", findingsMax), nil, func(scan func(...any) error) error {
		var text string
		err := scan(&text)
		if text != "ok" {
			found = append(found, Finding{What: "file", Text: text})
		}
		return err
	})
	if err != nil {
		return found, err
	}
	err = s.each(ctx, "PRAGMA foreign_key_check", nil, func(scan func(...any) error) error {
		var table, parent string
		var row, key any
		err := scan(&table, &row, &parent, &key)
		if len(found) < findingsMax {
			found = append(found, Finding{What: "keys", Text: fmt.Sprintf("row %v of %s names a row of %s that is not there", row, table, parent)})
		}
		return err
	})
	return found, err
}

// migrationsStand compares the steps that made the store with this program's.
func (s *session) migrationsStand(ctx context.Context) ([]Finding, error) {
	list, err := migrations()
	if err != nil {
		return nil, err
	}
	if _, err := checkWithin(ctx, s, list); err != nil {
		if finding, ok := asFinding(err); ok {
			finding.What = "migrations"
			return []Finding{finding}, nil
		}
		return nil, err
	}
	return nil, nil
}

// recordsStand reads every record and looks whether its parts are there, its
// rows fit it, and its evidence lies in its text.
func (s *session) recordsStand(ctx context.Context) ([]Finding, error) {
	var found []Finding
	for after := int64(0); len(found) < findingsMax; {
		batch, err := s.articlesBehind(ctx, after)
		if err != nil || len(batch) == 0 {
			return found, err
		}
		for _, a := range batch {
			after = a.n
			r, err := s.record(ctx, a.n)
			if err != nil {
				finding, ok := asFinding(err)
				if !ok {
					return found, err
				}
				finding.What, finding.ID = "record", a.id
				found = append(found, finding)
				continue
			}
			more, err := s.recordStands(ctx, a, r)
			if err != nil {
				return found, err
			}
			found = append(found, more...)
		}
	}
	return found, nil
}

// named is a number with the ID that it stands for.
type named struct {
	n  int64
	id string
}

// articlesBehind returns the next articles by number.
func (s *session) articlesBehind(ctx context.Context, after int64) ([]named, error) {
	return s.namedBy(ctx, "SELECT r.n, coalesce(a.id, '') FROM article r LEFT JOIN name a ON a.n = r.n WHERE r.n > $1 ORDER BY r.n LIMIT 500", after)
}

// namedBy reads pairs of a number and an ID.
func (s *session) namedBy(ctx context.Context, text string, args ...any) ([]named, error) {
	var list []named
	err := s.each(ctx, text, args, func(scan func(...any) error) error {
		var one named
		err := scan(&one.n, &one.id)
		list = append(list, one)
		return err
	})
	return list, err
}

// recordStands compares a record with its rows and its evidence with its text.
func (s *session) recordStands(ctx context.Context, a named, r *parley.Record) ([]Finding, error) {
	var found []Finding
	wrong := func(what, id, text string, args ...any) {
		found = append(found, Finding{What: what, ID: id, Text: fmt.Sprintf(text, args...)})
	}
	if r.Article.ID != a.id {
		wrong("record", a.id, "its record is that of %s", r.Article.ID)
	}
	infos, err := s.articleInfos(ctx, []int64{a.n})
	if err != nil {
		return nil, err
	}
	if !describes(infos[a.n], r.Article) {
		wrong("record", a.id, "its row says otherwise than its record")
	}
	events, err := s.namedBy(ctx, "SELECT e.n, coalesce(a.id, '') FROM event e LEFT JOIN name a ON a.n = e.n WHERE e.article = $1 ORDER BY e.place_in", a.n)
	if err != nil {
		return nil, err
	}
	commitments, err := s.namedBy(ctx, "SELECT c.n, coalesce(a.id, '') FROM commitment c LEFT JOIN name a ON a.n = c.n WHERE c.article = $1 ORDER BY c.place_in", a.n)
	if err != nil {
		return nil, err
	}
	for i := range r.Events {
		e := &r.Events[i]
		if e.ID != events[i].id {
			wrong("record", events[i].id, "its event is %s", e.ID)
		}
		if bad := misquoted(r, e.Evidence); bad != "" {
			wrong("evidence", e.ID, "%s", bad)
		}
	}
	for i := range r.Commitments {
		c := &r.Commitments[i]
		if c.ID != commitments[i].id {
			wrong("record", commitments[i].id, "its commitment is %s", c.ID)
		}
		if bad := misquoted(r, c.Evidence); bad != "" {
			wrong("evidence", c.ID, "%s", bad)
		}
	}
	return found, nil
}

// describes reports whether an article's row says what its record says.
func describes(row parley.ArticleInfo, a parley.RecordArticle) bool {
	same := func(column string, value *string) bool {
		return value == nil && column == "" || value != nil && column == *value
	}
	return row.Ref == a.Ref && row.Language == a.Language && same(row.URL, a.URL) && same(row.Outlet, a.Outlet) && same(row.Title, a.Title) &&
		reflect.DeepEqual(row.Published, a.Published)
}

// misquoted says which evidence does not stand in its article where it says;
// empty for none. What was dropped from the text, and the address and the day
// that came with it, are not kept, so that only text and title can be looked at.
func misquoted(r *parley.Record, evidence []parley.Evidence) string {
	for _, e := range evidence {
		var in string
		switch {
		case e.In == "":
			in = r.Article.Text
		case e.In == "title" && r.Article.Title != nil:
			in = *r.Article.Title
		default:
			continue
		}
		if e.Start < 0 || e.End < e.Start || e.End > len(in) || in[e.Start:e.End] != e.Quote {
			return fmt.Sprintf("%q is not at bytes %d to %d", e.Quote, e.Start, e.End)
		}
	}
	return ""
}
