package sqlite

import (
	"context"
	"errors"
	"path/filepath"
	"strings"
	"testing"

	"parley"
	"parley/internal/storetest"
)

// TestDamagedCells changes bytes of cells: lists say that the store is damaged,
// and so does Verify.
func TestDamagedCells(t *testing.T) {
	ctx := context.Background()
	st, err := Open(ctx, filepath.Join(t.TempDir(), "cells.db"), Options{})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = st.Close() })
	var f storetest.Filler
	var records []*parley.Record
	var truth [][]int
	for r, n := range (storetest.Archive{Events: 40, Seed: 1}).Records() {
		records, truth = append(records, r), append(truth, n)
	}
	if err := f.Add(ctx, st, records, truth); err != nil {
		t.Fatal(err)
	}
	listing := func() (list []string) {
		found, err := st.Verify(ctx)
		if err != nil {
			t.Fatal(err)
		}
		for _, x := range found {
			if x.What == "listing" {
				list = append(list, x.Text)
			}
		}
		return list
	}
	if list := listing(); len(list) != 0 {
		t.Errorf("a sound store: %q", list)
	}
	for _, change := range []string{
		"UPDATE cell SET body = substr(body, 1, length(body) - 3) WHERE what = 1",
		"UPDATE cell SET body = x'00' WHERE what = 1",
		"UPDATE cell SET body = x'' WHERE what = 1",
	} {
		if err := st.update(ctx, func(t *tx) error { _, err := t.s.exec(ctx, change); return err }); err != nil {
			t.Fatal(err)
		}
		if _, err := st.Incidents(ctx, parley.Filter{}); !errors.Is(err, parley.ErrDamaged) {
			t.Errorf("%s: %v, not ErrDamaged", change, err)
		}
		if list := listing(); !strings.Contains(strings.Join(list, "\n"), "incidents and 0 in lists") {
			t.Errorf("%s: Verify finds %q", change, list)
		}
	}
}
