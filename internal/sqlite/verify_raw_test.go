package sqlite

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"parley"
)

// bring keeps what made-up records were read from, and a feed that brought them.
func bring(t testing.TB, st *Store, from, to int) {
	t.Helper()
	ctx := context.Background()
	const feed = "https://post.example/feed"
	if err := st.Update(ctx, func(tx parley.Tx) error {
		if err := tx.PutFeed(ctx, parley.Feed{URL: feed, Title: "The Test Post"}); err != nil {
			return err
		}
		var visits []parley.Visit
		for n := from; n < to; n++ {
			id := hexID("a", n)
			page := fmt.Sprintf("<html><p>%s</p></html>", strings.Repeat(id+" was here. ", 40))
			if err := tx.PutRaw(ctx, parley.Raw{Article: id, MediaType: "text/html", Body: []byte(page)}); err != nil {
				return err
			}
			v := parley.Visit{Feed: feed, Key: "guid " + id, URL: "https://post.example/" + id, State: parley.VisitKept, Articles: []string{id},
				Addresses: []string{"post.example/" + id, "post.example/" + id, "a.example"},
				Found:     time.Unix(int64(n), 0), At: time.Unix(int64(2*n), 0)}
			if n%3 == 0 {
				v.State, v.Articles, v.Next = parley.VisitDue, nil, time.Unix(int64(5*n), 0)
			}
			visits = append(visits, v)
		}
		return tx.PutVisits(ctx, visits)
	}); err != nil {
		t.Fatal(err)
	}
}

// broughtStore makes a sound store with raws, a feed and visits, and closes it.
func broughtStore(t testing.TB) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), "store.db")
	st, err := Open(context.Background(), path, Options{})
	if err != nil {
		t.Fatal(err)
	}
	groupAll(t, st, 0, 20)
	bring(t, st, 0, 20)
	if err := st.Close(); err != nil {
		t.Fatal(err)
	}
	return path
}

// rawDamages are changes to what articles were read from and to feeds, with what
// Verify says of them.
func rawDamages() []struct{ name, statement, want string } {
	return []struct{ name, statement, want string }{
		{"nothing", "SELECT 1", ""},
		{"a body that changed", "UPDATE raw SET body = CAST(substr(body, 1, length(body) - 1) || 'x' AS BLOB) WHERE n = 1", "raw: " + hexID("a", 0) + ": store is damaged: checksum"},
		{"another body", "UPDATE raw SET body = (SELECT body FROM article_body WHERE n = 1) WHERE n = 1", "raw: " + hexID("a", 0)},
		{"a head that changed", "UPDATE raw SET head = x'00' WHERE n = 1", "raw: " + hexID("a", 0)},
		{"another size", "UPDATE raw SET size = size + 1 WHERE n = 1", "raw: " + hexID("a", 0)},
		{"a raw of nothing", "PRAGMA foreign_keys = OFF; INSERT INTO raw SELECT 999999, size, head, body FROM raw WHERE n = 1", "keys: "},
		{"a raw that is missing", "DELETE FROM raw WHERE n = 1", `"raws" counts 20, there are 19`},
		{"a language that is not counted", "UPDATE counter SET value = 7 WHERE name = 'language en'", `"language en" counts 7, there are 20`},
		{"another feed's row", "UPDATE feed SET url = 'https://other.example/'", "holds that of https://post.example/feed"},
		{"a feed that changed", "UPDATE feed SET body = x'00'", "no sealed blob"},
		{"a visit of no feed", "PRAGMA foreign_keys = OFF; UPDATE visit SET feed = 99 WHERE n = 1", "keys: "},
		{"a visit that changed", "UPDATE visit SET body = x'00' WHERE n = 1", "visit: "},
		{"a visit's state", "UPDATE visit SET state = 'kept' WHERE key = 'guid " + hexID("a", 0) + "'", "visit: guid " + hexID("a", 0) + ": its row"},
		{"a visit that is due", "UPDATE visit SET due = due + 1 WHERE key = 'guid " + hexID("a", 3) + "'", "visit: guid " + hexID("a", 3) + ": its row"},
		{"an address that is missing", "DELETE FROM visit_address WHERE visit = 1 AND address = 'a.example'", "visit: guid " + hexID("a", 0) + ": it is found by other"},
		{"an address of no visit", "PRAGMA foreign_keys = OFF; INSERT INTO visit_address VALUES ('x', 999)", "keys: "},
		{"a visit's article", "UPDATE name SET id = 'other' WHERE id = '" + hexID("a", 1) + "'", "it names article " + hexID("a", 1)},
	}
}

func TestVerifyFindsRaws(t *testing.T) {
	whole := bytesOf(t, broughtStore(t))
	for _, tc := range rawDamages() {
		t.Run(tc.name, func(t *testing.T) {
			path := filepath.Join(t.TempDir(), "store.db")
			if err := os.WriteFile(path, []byte(whole), 0o600); err != nil {
				t.Fatal(err)
			}
			onFile(t, path, tc.statement)
			if got := verify(t, path); !strings.Contains(got, tc.want) || (tc.want == "") != (got == "") {
				t.Errorf("found %q, want %q", got, tc.want)
			}
		})
	}
}

// A raw whose bytes changed gives an error when it is read, not other bytes.
func TestDamagedRaw(t *testing.T) {
	path := broughtStore(t)
	onFile(t, path, rawDamages()[1].statement, "UPDATE visit SET body = x'00' WHERE key = 'guid "+hexID("a", 1)+"'")
	st, err := Open(t.Context(), path, Options{})
	if err != nil {
		t.Fatal(err)
	}
	defer ended(t, st.Close)
	if r, err := st.Raw(t.Context(), hexID("a", 0)); !errors.Is(err, parley.ErrDamaged) || r.Body != nil {
		t.Errorf("a damaged raw: %v, %v", r, err)
	}
	if r, err := st.Raw(t.Context(), hexID("a", 1)); err != nil || !strings.Contains(string(r.Body), hexID("a", 1)) {
		t.Errorf("a sound one: %v, %v", r, err)
	}
	if _, err := st.Visited(t.Context(), "", "", 100); !errors.Is(err, parley.ErrDamaged) {
		t.Errorf("a damaged visit: %v", err)
	}
}

// A backup carries raws, feeds and visits; one whose raws are damaged is not
// restored.
func TestBackupCarriesRaws(t *testing.T) {
	ctx := t.Context()
	from, to := broughtStore(t), filepath.Join(t.TempDir(), "store.db")
	st, err := Open(ctx, from, Options{})
	if err != nil {
		t.Fatal(err)
	}
	backup := filepath.Join(t.TempDir(), "backup.db")
	if err := st.Backup(ctx, backup, false); err != nil {
		t.Fatal(err)
	}
	ended(t, st.Close)
	if err := Restore(ctx, backup, to); err != nil {
		t.Fatal(err)
	}
	if found := verify(t, to); found != "" {
		t.Error(found)
	}
	st, err = Open(ctx, to, Options{})
	if err != nil {
		t.Fatal(err)
	}
	defer ended(t, st.Close)
	for n := range 20 {
		if r, err := st.Raw(ctx, hexID("a", n)); err != nil || !strings.Contains(string(r.Body), hexID("a", n)) {
			t.Errorf("raw %d: %v, %v", n, r, err)
		}
	}
	if visits, err := st.Visited(ctx, "", "", 100); err != nil || len(visits) != 20 {
		t.Errorf("%d visits, %v", len(visits), err)
	}
	onFile(t, backup, rawDamages()[1].statement)
	before := bytesOf(t, to)
	if err := Restore(ctx, backup, filepath.Join(t.TempDir(), "other.db")); !errors.Is(err, parley.ErrDamaged) {
		t.Errorf("a damaged backup: %v", err)
	}
	if bytesOf(t, to) != before {
		t.Error("the store was written to")
	}
}

// FuzzUnsealRaw reads blobs that nobody sealed.
func FuzzUnsealRaw(f *testing.F) {
	for _, s := range []string{"", "x", strings.Repeat("again ", 500)} {
		f.Add(sealRaw([]byte(s)))
	}
	f.Add([]byte("z\x00\x00\x00\x00"))
	f.Fuzz(func(t *testing.T, b []byte) {
		if got, err := unsealBytes(sealRaw(b)); err != nil || string(got) != string(b) {
			t.Errorf("%d bytes came back as %d: %v", len(b), len(got), err)
		}
		if _, err := unsealBytes(b); err != nil && !errors.Is(err, parley.ErrDamaged) {
			t.Errorf("an error of no kind: %v", err)
		}
		if _, err := unzstd(b); err != nil && !errors.Is(err, parley.ErrDamaged) {
			t.Errorf("an error of no kind: %v", err)
		}
	})
}

// BenchmarkSealRaw packs a page of the web; PARLEY_BENCH_PAGE names one.
func BenchmarkSealRaw(b *testing.B) {
	page := []byte(strings.Repeat(`<div class="story"><p>Gunmen attacked a checkpoint near Tarn, officials said.</p></div>`+"\n", 1000))
	if path := os.Getenv("PARLEY_BENCH_PAGE"); path != "" {
		var err error
		if page, err = os.ReadFile(path); err != nil {
			b.Fatal(err)
		}
	}
	b.SetBytes(int64(len(page)))
	size := 0
	for b.Loop() {
		size = len(sealRaw(page))
	}
	b.ReportMetric(float64(len(page))/float64(size), "times-smaller")
}
