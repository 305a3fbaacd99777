package sqlite

import (
	"context"
	"database/sql"
	"encoding/json"
	"errors"
	"time"

	"parley"
)

// errEnded is the cause where a transaction is used after its end.
var errEnded = errors.New("the transaction has ended")

// session is one connection with its prepared statements. It serves one
// goroutine at a time, and rows of a statement must be read to their end before
// the same statement runs again.
type session struct {
	conn *sql.Conn
	kept map[string]*sql.Stmt
	// failed is the first error of a write in this transaction: what it was part
	// of may be half there, so that the transaction must not be kept.
	failed error
	// before writes what a transaction keeps in memory, so that lists read it; nil
	// outside a transaction.
	before func(context.Context) error
	// long are the listings that a snapshot keeps; nil outside of snapshots.
	long *longLists
}

// newSession takes a connection from db for good.
func newSession(ctx context.Context, db *sql.DB) (*session, error) {
	conn, err := db.Conn(ctx)
	if err != nil {
		return nil, err
	}
	return &session{conn: conn, kept: map[string]*sql.Stmt{}}, nil
}

// close gives the statements and the connection back.
func (s *session) close() error {
	var faults []error
	for _, stmt := range s.kept {
		faults = append(faults, stmt.Close())
	}
	clear(s.kept)
	return errors.Join(append(faults, s.conn.Close())...)
}

// prepared returns the statement of a text, kept for the next time: texts must
// come from a small set.
func (s *session) prepared(text string) (*sql.Stmt, error) {
	if s.conn == nil {
		return nil, errEnded
	}
	if stmt, ok := s.kept[text]; ok {
		return stmt, nil
	}
	stmt, err := s.conn.PrepareContext(context.Background(), text)
	if err != nil {
		return nil, err
	}
	s.kept[text] = stmt
	return stmt, nil
}

// exec runs a statement to its end. A context that ends stops it only before it
// begins: an interrupted write would take the whole transaction with it, and a
// watch over each of many short writes costs more than they do.
func (s *session) exec(ctx context.Context, text string, args ...any) (sql.Result, error) {
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	stmt, err := s.prepared(text)
	if err != nil {
		return nil, err
	}
	r, err := stmt.ExecContext(context.Background(), args...)
	if err != nil && s.failed == nil {
		s.failed = err
	}
	return r, err
}

// query runs a statement that gives rows; an end of ctx interrupts it.
func (s *session) query(ctx context.Context, text string, args ...any) (*sql.Rows, error) {
	stmt, err := s.prepared(text)
	if err != nil {
		return nil, err
	}
	return stmt.QueryContext(ctx, args...)
}

// row scans the one row of a query into dest; sql.ErrNoRows if there is none.
func (s *session) row(ctx context.Context, dest []any, text string, args ...any) error {
	stmt, err := s.prepared(text)
	if err != nil {
		return err
	}
	return stmt.QueryRowContext(ctx, args...).Scan(dest...)
}

// each runs a query and calls f for each row, then closes the rows.
func (s *session) each(ctx context.Context, text string, args []any, f func(scan func(...any) error) error) error {
	rows, err := s.query(ctx, text, args...)
	if err != nil {
		return err
	}
	defer func() { _ = rows.Close() }() // rows.Err has told
	for rows.Next() {
		if err := f(rows.Scan); err != nil {
			return err
		}
	}
	return rows.Err()
}

// begin opens a transaction, "DEFERRED" to read and "IMMEDIATE" to write.
func (s *session) begin(ctx context.Context, mode string) error {
	_, err := s.exec(ctx, "BEGIN "+mode)
	return err
}

// beginWriting opens a transaction that writes. It waits for another program
// that writes, for about the time given.
func (s *session) beginWriting(ctx context.Context, most time.Duration) error {
	for last := time.Now().Add(most); ; {
		err := s.begin(ctx, "IMMEDIATE")
		if err != nil && ctx.Err() != nil {
			return ctx.Err()
		}
		if err == nil || !errors.Is(kindOf(codeOf(err), "", true), parley.ErrBusy) || time.Now().After(last) {
			return err
		}
	}
}

// rollback ends a transaction without keeping it. A fault may have ended it
// already, so its own error says nothing.
func (s *session) rollback() {
	_, _ = s.exec(context.Background(), "ROLLBACK")
}

// jsonList writes a list as the JSON array that json_each reads.
func jsonList[T string | int64](list []T) string {
	if len(list) == 0 {
		return "[]"
	}
	b, err := json.Marshal(list)
	if err != nil {
		return "[]" // strings and integers always marshal
	}
	return string(b)
}

// dayNumber returns the days from 1970-01-01 to t, nil for the zero time.
func dayNumber(t time.Time) any {
	if t.IsZero() {
		return nil
	}
	return floorDay(t)
}

// floorDay counts days downwards before 1970 too.
func floorDay(t time.Time) int64 {
	const day = 24 * 60 * 60
	seconds := t.Unix()
	days := seconds / day
	if seconds%day < 0 {
		days--
	}
	return days
}

// dayTime is the reverse of dayNumber.
func dayTime(n sql.NullInt64) time.Time {
	if !n.Valid {
		return time.Time{}
	}
	return time.Unix(n.Int64*24*60*60, 0).UTC()
}
