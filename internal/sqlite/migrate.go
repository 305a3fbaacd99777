package sqlite

import (
	"context"
	"crypto/sha256"
	"database/sql"
	"embed"
	"encoding/hex"
	"errors"
	"fmt"
	"io/fs"
	"path"
	"strconv"
	"strings"
	"time"

	"parley"
)

// applicationID stands in the head of every store ("PRLY"), so that another
// program's SQLite file is not taken for one.
const applicationID = 0x50524c59

//go:embed migrations/*.sql
var migrationFiles embed.FS

// migration is one step of the schema. Steps only ever go forward, and a step
// that was released is never edited: what is wrong in it is put right in the next.
type migration struct {
	version int
	name    string
	text    string
	sum     string // SHA-256 of text, hex
}

// migrations reads the steps that this program knows, in order.
func migrations() ([]migration, error) {
	return readMigrations(migrationFiles, "migrations")
}

// readMigrations reads the files NNNN_name.sql of a folder, which must be
// numbered from 1 without a gap.
func readMigrations(fsys fs.FS, folder string) ([]migration, error) {
	entries, err := fs.ReadDir(fsys, folder)
	if err != nil {
		return nil, fmt.Errorf("%w: %w", parley.ErrStore, err)
	}
	var list []migration
	for _, e := range entries {
		text, err := fs.ReadFile(fsys, path.Join(folder, e.Name()))
		if err != nil {
			return nil, fmt.Errorf("%w: %w", parley.ErrStore, err)
		}
		number, _, _ := strings.Cut(e.Name(), "_")
		version, err := strconv.Atoi(number)
		if err != nil || version != len(list)+1 {
			return nil, fmt.Errorf("%w: migration %s is not number %d", parley.ErrStore, e.Name(), len(list)+1)
		}
		sum := sha256.Sum256(text)
		list = append(list, migration{version, e.Name(), string(text), hex.EncodeToString(sum[:])})
	}
	return list, nil
}

// check looks at a file without changing it and returns its version, 0 for an
// empty one. ErrDamaged if it is no store, or if a step that was run is not the
// one of list; ErrNewer if it knows steps that list lacks.
func check(ctx context.Context, s *session, list []migration) (version int, err error) {
	if err := s.begin(ctx, "DEFERRED"); err != nil {
		return 0, err
	}
	defer s.rollback()
	return checkWithin(ctx, s, list)
}

// checkWithin is check within a transaction that is open.
func checkWithin(ctx context.Context, s *session, list []migration) (version int, err error) {
	var id, tables int
	for pragma, into := range map[string]*int{
		"PRAGMA application_id": &id, "PRAGMA user_version": &version, "SELECT count(*) FROM sqlite_schema": &tables,
	} {
		if err := s.conn.QueryRowContext(ctx, pragma).Scan(into); err != nil {
			return 0, err
		}
	}
	if id == 0 && version == 0 && tables == 0 {
		return 0, nil
	}
	if id != applicationID {
		return 0, fmt.Errorf("%w: it is a database of another program", parley.ErrDamaged)
	}
	if version > len(list) {
		return version, fmt.Errorf("%w: it is of version %d, this program knows %d", parley.ErrNewer, version, len(list))
	}
	return version, checkSums(ctx, s, list, version)
}

// checkSums compares the steps that were run with those of list.
func checkSums(ctx context.Context, s *session, list []migration, version int) error {
	rows, err := s.conn.QueryContext(ctx, "SELECT version, name, sum FROM migration ORDER BY version")
	if err != nil {
		if errors.Is(kindOf(codeOf(err), "", true), parley.ErrStore) { // there is no such table
			err = fmt.Errorf("%w: the list of its migrations: %w", parley.ErrDamaged, err)
		}
		return err
	}
	defer func() { _ = rows.Close() }() // rows.Err has told
	n := 0
	for rows.Next() {
		var m migration
		if err := rows.Scan(&m.version, &m.name, &m.sum); err != nil {
			return err
		}
		if n >= version || m.version != n+1 {
			return fmt.Errorf("%w: migration %d is out of order", parley.ErrDamaged, m.version)
		}
		if want := list[n]; m.sum != want.sum {
			return fmt.Errorf("%w: it was made with another %s than this program has (%s)", parley.ErrDamaged, want.name, m.name)
		}
		n++
	}
	if err := rows.Err(); err != nil {
		return err
	}
	if n != version {
		return fmt.Errorf("%w: version %d with %d migrations", parley.ErrDamaged, version, n)
	}
	return nil
}

// migrate runs the steps of list that are missing, all in one transaction: a
// program that is killed meanwhile leaves the store as it was. Another program
// may have run them since check looked.
func migrate(ctx context.Context, s *session, list []migration, wait time.Duration) error {
	if err := s.beginWriting(ctx, wait); err != nil {
		return err
	}
	kept := false
	defer func() {
		if !kept {
			s.rollback()
		}
	}()
	version, err := checkWithin(ctx, s, list)
	if err != nil {
		return err
	}
	for _, m := range list[version:] {
		if err := step(ctx, s.conn, m); err != nil {
			return fmt.Errorf("migration %s: %w", m.name, err)
		}
	}
	if _, err := s.exec(ctx, "COMMIT"); err != nil {
		return err
	}
	kept = true
	return nil
}

// step runs one migration and notes it. The statements of a script are run one
// after the other by the driver.
func step(ctx context.Context, conn *sql.Conn, m migration) error {
	if m.version == 1 {
		if _, err := conn.ExecContext(ctx, fmt.Sprintf(`PRAGMA application_id = %d;
			CREATE TABLE migration (version INTEGER PRIMARY KEY, name TEXT NOT NULL, sum TEXT NOT NULL)`, applicationID)); err != nil {
			return err
		}
	}
	if _, err := conn.ExecContext(ctx, m.text); err != nil {
		return err
	}
	if _, err := conn.ExecContext(ctx, "INSERT INTO migration (version, name, sum) VALUES ($1, $2, $3)", m.version, m.name, m.sum); err != nil {
		return err
	}
	_, err := conn.ExecContext(ctx, fmt.Sprintf("PRAGMA user_version = %d", m.version))
	return err
}

// errNoRows reports whether a query found nothing.
func errNoRows(err error) bool { return errors.Is(err, sql.ErrNoRows) }
