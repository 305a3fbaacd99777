package sqlite

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"parley"
)

// groupAll puts each event and commitment of the made-up records into a group
// of its own, as an intake without any model would.
func groupAll(t testing.TB, st *Store, from, to int) {
	t.Helper()
	ctx := context.Background()
	if err := st.Update(ctx, func(tx parley.Tx) error {
		var nodes []parley.Node
		var incidents []parley.Incident
		groupOf := map[string]string{}
		for n := from; n < to; n++ {
			r := madeUp(n, 3)
			if _, err := tx.PutRecord(ctx, r); err != nil {
				return err
			}
			for _, e := range r.Events {
				nodes = append(nodes, parley.Node{ID: e.ID, Keys: []string{"k"}, Digest: []byte("digest")})
				groupOf[e.ID] = "i-" + e.ID
				incidents = append(incidents, parley.Incident{ID: "i-" + e.ID, Kind: e.Kind, Type: e.Type, Events: []string{e.ID}, Articles: 1, Families: 1})
			}
		}
		if err := tx.PutNodes(ctx, parley.Incidents, nodes); err != nil {
			return err
		}
		if err := tx.SetGroups(ctx, parley.Incidents, groupOf); err != nil {
			return err
		}
		return tx.PutIncidents(ctx, incidents, nil)
	}); err != nil {
		t.Fatal(err)
	}
}

// verify returns what Verify finds, a line each.
func verify(t testing.TB, path string) string {
	t.Helper()
	st, err := Open(context.Background(), path, Options{ReadOnly: true})
	if err != nil {
		t.Fatal(err)
	}
	defer ended(t, st.Close)
	found, err := st.Verify(context.Background())
	if err != nil {
		t.Fatal(err)
	}
	var lines []string
	for _, f := range found {
		lines = append(lines, f.String())
	}
	return strings.Join(lines, "\n")
}

func TestVerifySound(t *testing.T) {
	st := newStore(t, Options{})
	if found, err := st.Verify(t.Context()); err != nil || len(found) != 0 {
		t.Errorf("an empty store: %v, %v", found, err)
	}
	groupAll(t, st, 0, 700) // more than one batch of rows
	if found, err := st.Verify(t.Context()); err != nil || len(found) != 0 {
		t.Errorf("a sound store: %v, %v", found, err)
	}
}

func TestVerifyFinds(t *testing.T) {
	e0 := hexID("e", 0)
	for _, tc := range []struct {
		name, statement, want string
	}{
		{"a loose event", "UPDATE incident_node SET grp = NULL WHERE n = (SELECT n FROM name WHERE id = $1)", "grouping: " + e0 + ": is in no group"},
		{"an event without a node", "DELETE FROM incident_node WHERE n = (SELECT n FROM name WHERE id = $1)", "grouping: " + e0 + ": is in no group"},
		{"a node that is no event", "INSERT INTO name VALUES (999999, 'stray'); INSERT INTO incident_node VALUES (999999, NULL, '', x'', x'')", "grouping: stray"},
		{"an event elsewhere", "UPDATE incident_node SET grp = 'i-other' WHERE n = (SELECT n FROM name WHERE id = $1)", "which is in \"i-other\""},
		{"a missing incident", "DELETE FROM incident WHERE n = (SELECT n FROM name WHERE id = $1)", "60 events are in groups, 59 are listed"},
		{"another incident's row", "UPDATE incident SET body = (SELECT body FROM incident ORDER BY n DESC LIMIT 1) WHERE n = (SELECT n FROM name WHERE id = $1)", "listing: i-" + e0 + ": its body is that of"},
		{"a missing piece", "PRAGMA foreign_keys = OFF; DELETE FROM piece WHERE n = 1", "piece 1 is missing"},
		{"a missing event", "DELETE FROM incident_node WHERE n = (SELECT n FROM name WHERE id = $1); DELETE FROM event WHERE place_in = 2 AND article = 1", "2 of 3 events"},
		{"a missing text", "DELETE FROM article_body WHERE n = 1", "its text is missing"},
		{"a row that names nothing", "PRAGMA foreign_keys = OFF; INSERT INTO decision_node VALUES (777, 888)", "keys: "},
		{"a digest that changed", "UPDATE incident_node SET digest = CAST(replace(CAST(digest AS TEXT), 'd', 'x') AS BLOB)", "incident node"},
		{"keys that changed", "UPDATE incident_node SET keys = x'016a'", "checksum of a node"},
		{"a list that changed", "UPDATE cell SET body = CAST(substr(body, 1, length(body) - 1) || 'x' AS BLOB)", "listing: cell"},
		{"another title", "UPDATE article SET title = 'x' WHERE n = 1", "its row says otherwise"},
		{"another name", "UPDATE name SET id = 'other' WHERE id = $1", "record: other: its event is " + e0},
	} {
		t.Run(tc.name, func(t *testing.T) {
			path := filepath.Join(t.TempDir(), "store.db")
			st, err := Open(t.Context(), path, Options{})
			if err != nil {
				t.Fatal(err)
			}
			groupAll(t, st, 0, 20)
			if err := st.Close(); err != nil {
				t.Fatal(err)
			}
			onFile(t, path, strings.ReplaceAll(tc.statement, "$1", "'"+e0+"'"))
			if got := verify(t, path); !strings.Contains(got, tc.want) {
				t.Errorf("found %q, want %q", got, tc.want)
			}
		})
	}
}

// Evidence that does not stand in its article.
func TestVerifyEvidence(t *testing.T) {
	for name, change := range map[string]func(e *parley.Evidence){
		"other words":   func(e *parley.Evidence) { e.Quote = "attache!" },
		"beyond":        func(e *parley.Evidence) { e.End = 100000 },
		"before":        func(e *parley.Evidence) { e.Start = -1 },
		"in the title":  func(e *parley.Evidence) { e.In = "title" },
		"the other way": func(e *parley.Evidence) { e.Start, e.End = e.End, e.Start },
	} {
		t.Run(name, func(t *testing.T) {
			st := newStore(t, Options{})
			r := madeUp(0, 1)
			change(&r.Events[0].Evidence[0])
			if err := st.Update(t.Context(), func(tx parley.Tx) error { _, err := tx.PutRecord(t.Context(), r); return err }); err != nil {
				t.Fatal(err)
			}
			found, err := st.Verify(t.Context())
			if err != nil || !strings.Contains(fmt.Sprint(found), "evidence: "+r.Events[0].ID) {
				t.Errorf("found %v, %v", found, err)
			}
		})
	}
}

// Each page of a store is damaged in turn, where there is something in it:
// opening it or Verify must tell, and never crash.
func TestVerifyDamagedPages(t *testing.T) {
	path := filepath.Join(t.TempDir(), "store.db")
	st, err := Open(t.Context(), path, Options{})
	if err != nil {
		t.Fatal(err)
	}
	groupAll(t, st, 0, 40)
	if err := st.Close(); err != nil {
		t.Fatal(err)
	}
	whole := []byte(bytesOf(t, path))
	const page = 4096
	missed := 0
	for at := 0; at+page <= len(whole); at += page {
		b := append([]byte(nil), whole...)
		for i := at; i < at+page; i += 7 {
			b[i] ^= 0x55
		}
		if err := os.WriteFile(path, b, 0o600); err != nil {
			t.Fatal(err)
		}
		st, err := Open(t.Context(), path, Options{ReadOnly: true})
		if err != nil {
			wantFault(t, err)
			continue
		}
		found, err := st.Verify(t.Context())
		wantFault(t, err)
		if err == nil && len(found) == 0 {
			missed++
		}
		ended(t, st.Close)
	}
	// Of a page of the words that are searched for, or of a list, SQLite knows no
	// checksum; most such damage shows in the rows around it.
	t.Logf("damage to %d of %d pages was not found", missed, len(whole)/page)
	if pages := len(whole) / page; missed > pages/10 {
		t.Errorf("damage to %d of %d pages was not found", missed, pages)
	}
}

// wantFault fails on an error that is not one of a store.
func wantFault(t *testing.T, err error) {
	t.Helper()
	if err != nil && !mapped(err) {
		t.Errorf("an error of no kind: %v", err)
	}
}
