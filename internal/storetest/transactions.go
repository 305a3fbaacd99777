package storetest

import (
	"context"
	"errors"
	"fmt"
	"sync"
	"testing"
	"time"

	"parley"
)

// errStop ends a transaction on purpose.
var errStop = errors.New("stop")

func allOrNothing(t *testing.T, st parley.Store) {
	ctx := context.Background()
	put(t, st, record("a1", "2020-03-05"))
	err := st.Update(ctx, func(tx parley.Tx) error {
		if added, err := tx.PutRecord(ctx, record("a2", "2020-03-05")); err != nil || !added {
			t.Errorf("PutRecord = %v, %v", added, err)
		}
		if err := tx.PutNodes(ctx, parley.Incidents, []parley.Node{node("a2-e1", "k")}); err != nil {
			t.Error(err)
		}
		if _, err := tx.Tellings(ctx, []string{"a2-e1"}); err != nil {
			t.Errorf("a transaction must see what it wrote: %v", err)
		}
		return errStop
	})
	if !errors.Is(err, errStop) {
		t.Errorf("Update = %v, want f's own error", err)
	}
	if _, _, err := st.Article(ctx, "a2"); !errors.Is(err, parley.ErrNotFound) {
		t.Errorf("what was not kept is there: %v", err)
	}
	update(t, st, func(tx parley.Tx) error {
		if nodes := must[[]parley.Node](t)(tx.InBlocks(ctx, parley.Incidents, []string{"k"})); len(nodes) != 0 {
			t.Errorf("nodes that were not kept: %v", nodes)
		}
		return nil
	})
	put(t, st, record("a2", "2020-03-05"))
}

func panicKeepsNothing(t *testing.T, st parley.Store) {
	ctx := context.Background()
	func() {
		defer func() {
			if recover() == nil {
				t.Error("the panic was swallowed")
			}
		}()
		_ = st.Update(ctx, func(tx parley.Tx) error {
			if _, err := tx.PutRecord(ctx, record("a1", "2020-03-05")); err != nil {
				t.Error(err)
			}
			panic("on purpose")
		})
	}()
	put(t, st, record("a1", "2020-03-05"))
}

func transactionEnds(t *testing.T, st parley.Store) {
	ctx := context.Background()
	var kept parley.Tx
	update(t, st, func(tx parley.Tx) error { kept = tx; return nil })
	if _, err := kept.PutRecord(ctx, record("a1", "2020-03-05")); err == nil {
		t.Error("a transaction took a record after its end")
	}
	if _, err := kept.Tellings(ctx, []string{"x"}); err == nil || errors.Is(err, parley.ErrNotFound) {
		t.Errorf("a transaction was read after its end: %v", err)
	}
	if _, _, err := st.Article(ctx, "a1"); !errors.Is(err, parley.ErrNotFound) {
		t.Errorf("Article: %v", err)
	}
}

func contextEnds(t *testing.T, st parley.Store) {
	ctx, cancel := context.WithCancel(context.Background())
	err := st.Update(ctx, func(tx parley.Tx) error {
		if _, err := tx.PutRecord(ctx, record("a1", "2020-03-05")); err != nil {
			t.Error(err)
		}
		cancel()
		return nil
	})
	if !errors.Is(err, context.Canceled) {
		t.Errorf("Update whose context ends: %v", err)
	}
	if _, _, err := st.Article(ctx, "a1"); !errors.Is(err, context.Canceled) {
		t.Errorf("Article with a context that has ended: %v", err)
	}
	put(t, st, record("a1", "2020-03-05")) // nothing was kept, and the store goes on

	held, release := make(chan struct{}), make(chan struct{})
	var writing sync.WaitGroup
	writing.Go(func() {
		update(t, st, func(parley.Tx) error { close(held); <-release; return nil })
	})
	<-held
	short, stop := context.WithTimeout(context.Background(), 20*time.Millisecond)
	defer stop()
	if err := st.Update(short, func(parley.Tx) error { return nil }); !errors.Is(err, context.DeadlineExceeded) {
		t.Errorf("Update that waits for another: %v", err)
	}
	close(release)
	writing.Wait()
}

func manyAtATime(t *testing.T, st parley.Store) {
	ctx := context.Background()
	const writers, each = 4, 8
	var work sync.WaitGroup
	for w := range writers {
		work.Go(func() {
			for i := range each {
				id := fmt.Sprintf("w%d-%d", w, i)
				if err := st.Update(ctx, func(tx parley.Tx) error {
					_, err := tx.PutRecord(ctx, record(id, "2020-03-05"))
					return err
				}); err != nil {
					t.Errorf("Update: %v", err)
				}
				// What is kept is seen at once, by any reader.
				if _, _, err := st.Article(ctx, id); err != nil {
					t.Errorf("Article: %v", err)
				}
			}
		})
	}
	for range 6 {
		work.Go(func() {
			for range 2 * each {
				if _, err := st.Tellings(ctx, []string{"w0-0-e1"}); err != nil && !errors.Is(err, parley.ErrNotFound) {
					t.Errorf("Tellings: %v", err)
				}
			}
		})
	}
	work.Wait()
	for w := range writers {
		for i := range each {
			if _, _, err := st.Article(ctx, fmt.Sprintf("w%d-%d", w, i)); err != nil {
				t.Error(err)
			}
		}
	}
}

// oneState reads while another goroutine writes: of records that are written
// two at a time, a reading sees both or none.
func oneState(t *testing.T, st parley.Store) {
	ctx := context.Background()
	done := make(chan struct{})
	var reading sync.WaitGroup
	for range 3 {
		reading.Go(func() {
			for i := 0; ; {
				select {
				case <-done:
					return
				default:
				}
				left, right := fmt.Sprintf("l%d-e1", i), fmt.Sprintf("r%d-e1", i)
				_, both := st.Tellings(ctx, []string{left, right})
				_, one := st.Tellings(ctx, []string{left})
				switch {
				case both == nil:
					i++
				case errors.Is(both, parley.ErrNotFound):
					// The second reading is later, so that only its own state counts.
					if one == nil {
						if _, err := st.Tellings(ctx, []string{right}); err != nil {
							t.Errorf("half a transaction is seen: %v", err)
						}
					}
				default:
					t.Errorf("Tellings: %v", both)
					return
				}
			}
		})
	}
	for i := range 30 {
		put(t, st, record(fmt.Sprintf("l%d", i), "2020-03-05"), record(fmt.Sprintf("r%d", i), "2020-03-05"))
	}
	close(done)
	reading.Wait()
}

// failedWrite goes on after a write that failed: what it was part of may be half
// there, so that nothing may be kept.
func failedWrite(t *testing.T, st parley.Store) {
	ctx := context.Background()
	put(t, st, record("a1", "2020-03-05"))
	stolen := record("a2", "2020-03-06")
	stolen.Events[1].ID = "a1-e1" // an event of another article
	err := st.Update(ctx, func(tx parley.Tx) error {
		if _, err := tx.PutRecord(ctx, record("a3", "2020-03-07")); err != nil {
			t.Error(err)
		}
		if _, err := tx.PutRecord(ctx, stolen); err == nil {
			t.Error("an event of another article was taken")
		}
		return nil
	})
	if err == nil {
		t.Error("a transaction was kept though a write in it failed")
	}
	for _, id := range []string{"a2", "a3"} {
		if _, _, err := st.Article(ctx, id); !errors.Is(err, parley.ErrNotFound) {
			t.Errorf("Article(%s): %v", id, err)
		}
	}
	put(t, st, record("a3", "2020-03-07"))
	got := must[[]parley.Telling](t)(st.Tellings(ctx, []string{"a1-e1"}))
	if got[0].Article.ID != "a1" {
		t.Errorf("the event is that of %s", got[0].Article.ID)
	}
}
