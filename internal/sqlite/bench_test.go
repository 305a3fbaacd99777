package sqlite

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"os"
	"strconv"
	"testing"
	"time"

	"parley"
)

// hexID is an ID as articles and events have them.
func hexID(kind string, n int) string {
	sum := sha256.Sum256([]byte(kind + strconv.Itoa(n)))
	return hex.EncodeToString(sum[:8])
}

// madeUp returns record n of a made-up archive, with each events.
func madeUp(n, events int) *parley.Record {
	day := time.Date(2015, 1, 1, 0, 0, 0, 0, time.UTC).AddDate(0, 0, n/40)
	days := parley.Period{From: day, To: day, Precision: parley.PrecisionDay}
	outlet := "Outlet " + strconv.Itoa(n%50)
	title := "Attack number " + strconv.Itoa(n)
	r := &parley.Record{Article: parley.RecordArticle{ID: hexID("a", n), Ref: "made/" + strconv.Itoa(n), Outlet: &outlet, Title: &title,
		Language: "en", Text: "Gunmen attacked a post. It was the attack of that day, and officials said " + strconv.Itoa(n%30) + " people were killed.",
		Published: parley.PublishedDate{Period: days, Basis: "input"}}}
	for i := range events {
		killed := (n*7 + i*3) % 40
		r.Events = append(r.Events, parley.Event{ID: hexID("e", n*events+i), Kind: parley.Violence, Type: "ASSAULT", Mode: "firearms", Status: parley.Happened,
			Date: &parley.Date{Period: days, Text: "that day", How: "said"}, Killed: &parley.Range{Low: &killed},
			Place:   &parley.EventPlace{Name: "Town " + strconv.Itoa(n%300), Country: "AFG", Admin1: "Province " + strconv.Itoa(n%30)},
			Sources: []parley.Party{{Actor: "gunmen", Name: "gunmen", Kind: "group", Text: "Gunmen"}},
			Targets: []parley.Party{{Actor: "police", Name: "police", Kind: "group", Text: "a post"}},
			Tolls:   []parley.Toll{{Outcome: "killed", Range: parley.Range{Low: &killed}}},
			CAMEO:   "190", Goldstein: -10, Confidence: 0.9,
			Evidence: []parley.Evidence{{Role: "trigger", Start: 7, End: 15, Quote: "attacked", Rule: "assault.attack.active"},
				{Role: "source", Start: 0, End: 6, Quote: "Gunmen", Rule: "assault.attack.active"}}})
	}
	return r
}

// intoGroups does with a batch of records what intake does, without a model: each
// event is compared with what lies in its blocks and tied to the one before it.
func intoGroups(ctx context.Context, tx parley.Tx, records []*parley.Record) error {
	var nodes []parley.Node
	for _, r := range records {
		if _, err := tx.PutRecord(ctx, r); err != nil {
			return err
		}
		day := r.Article.Published.From
		for _, e := range r.Events {
			n := parley.Node{ID: e.ID, Order: string(parley.DayOf(day)) + r.Article.ID, Digest: make([]byte, 220)}
			for d := -1; d <= 1; d++ {
				n.Keys = append(n.Keys, e.Place.Country+"|"+e.Place.Admin1+"|"+day.AddDate(0, 0, d).Format(time.DateOnly))
			}
			nodes = append(nodes, n)
		}
	}
	var keys []string
	for _, n := range nodes {
		keys = append(keys, n.Keys...)
	}
	near, err := tx.InBlocks(ctx, parley.Incidents, keys)
	if err != nil {
		return err
	}
	if err := tx.PutNodes(ctx, parley.Incidents, nodes); err != nil {
		return err
	}
	var links []parley.Link
	var ids []string
	for i, n := range nodes {
		ids = append(ids, n.ID)
		other := nodes[i/4*4]
		if i%8 == 0 && len(near) > 0 {
			other = near[i%len(near)]
		}
		if other.ID != n.ID {
			links = append(links, parley.Link{A: min(n.ID, other.ID), B: max(n.ID, other.ID), Score: 3, Reasons: []parley.Reason{
				{Feature: "same.place", Detail: "Town 17", Weight: 2}, {Feature: "same.day", Weight: 1.5}, {Feature: "toll.near", Detail: "28 and 31", Weight: -.5}}})
		}
	}
	if err := tx.PutLinks(ctx, parley.Incidents, links); err != nil {
		return err
	}
	reached, _, _, err := tx.Component(ctx, parley.Incidents, ids)
	if err != nil {
		return err
	}
	groupOf, err := tx.GroupsOf(ctx, parley.Incidents, idsOf(reached))
	if err != nil {
		return err
	}
	moved := map[string]string{}
	for i, n := range reached {
		if groupOf[n.ID] == "" {
			moved[n.ID] = "i-" + reached[i/4*4].ID
		}
	}
	return tx.SetGroups(ctx, parley.Incidents, moved)
}

// BenchmarkRecords writes records of five events, 200 in a transaction.
func BenchmarkRecords(b *testing.B) {
	st := newStore(b, Options{})
	n := 0
	for b.Loop() {
		b.StopTimer()
		batch := make([]*parley.Record, 200)
		for i := range batch {
			batch[i] = madeUp(n, 5)
			n++
		}
		b.StartTimer()
		if err := st.Update(b.Context(), func(tx parley.Tx) error {
			for _, r := range batch {
				if _, err := tx.PutRecord(b.Context(), r); err != nil {
					return err
				}
			}
			return nil
		}); err != nil {
			b.Fatal(err)
		}
	}
	b.ReportMetric(float64(n)/b.Elapsed().Seconds(), "records/s")
	b.ReportMetric(5*float64(n)/b.Elapsed().Seconds(), "events/s")
}

// BenchmarkGrouping writes records with nodes, links and groups, 1,000 events
// in a transaction. PARLEY_BENCH_EVENTS=1000000 shows the rate as a store grows.
func BenchmarkGrouping(b *testing.B) {
	st := newStore(b, Options{})
	n := 0
	step := func() {
		b.StopTimer()
		batch := make([]*parley.Record, 200)
		for i := range batch {
			batch[i] = madeUp(n, 5)
			n++
		}
		b.StartTimer()
		if err := st.Update(b.Context(), func(tx parley.Tx) error { return intoGroups(b.Context(), tx, batch) }); err != nil {
			b.Fatal(err)
		}
	}
	total, _ := strconv.Atoi(os.Getenv("PARLEY_BENCH_EVENTS"))
	last, since := time.Now(), 0
	for b.Loop() {
		step()
		for ; 5*n < total; step() {
			if 5*(n-since) >= 50000 {
				b.Logf("%7d events: %6.0f events/s", 5*n, 5*float64(n-since)/time.Since(last).Seconds())
				last, since = time.Now(), n
			}
		}
	}
	b.ReportMetric(5*float64(n)/b.Elapsed().Seconds(), "events/s")
}
