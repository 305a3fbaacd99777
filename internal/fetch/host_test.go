package fetch

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"runtime"
	"slices"
	"sync"
	"testing"
	"time"
)

// TestTurns has requests to one host wait for one another in the order in which
// they ask, with a delay from the end of each to the start of the next.
func TestTurns(t *testing.T) {
	const delay = 3 * time.Second
	clock := newTestClock()
	hs := newHosts(clock)
	if err := hs.enter(t.Context(), "sun.example"); err != nil {
		t.Fatal(err)
	}
	var mu sync.Mutex
	var order []int
	var starts []time.Time
	var all sync.WaitGroup
	for i := range 5 {
		all.Go(func() {
			if err := hs.enter(t.Context(), "sun.example"); err != nil {
				t.Error(err)
				return
			}
			mu.Lock()
			order, starts = append(order, i), append(starts, clock.now())
			mu.Unlock()
			hs.leave("sun.example", delay)
		})
		waitFor(t, func() bool { return hs.waiting("sun.example") == i+1 })
	}
	// Another host goes on meanwhile.
	if err := hs.enter(t.Context(), "moon.example"); err != nil {
		t.Fatal(err)
	}
	hs.leave("moon.example", delay)
	start := clock.now()
	hs.leave("sun.example", delay)
	all.Wait()
	if !slices.Equal(order, []int{0, 1, 2, 3, 4}) {
		t.Errorf("order %v", order)
	}
	for i, at := range starts {
		if want := start.Add(time.Duration(i+1) * delay); !at.Equal(want) {
			t.Errorf("%d started at %v, want %v", i, at, want)
		}
	}
}

// waiting counts those that wait for a host.
func (hs *hosts) waiting(key string) int {
	hs.mu.Lock()
	defer hs.mu.Unlock()
	return len(hs.byKey[key].waiting)
}

// waitFor gives way to other goroutines until ok.
func waitFor(t *testing.T, ok func() bool) {
	t.Helper()
	for !ok() {
		if t.Context().Err() != nil {
			t.Fatal("never")
		}
		runtime.Gosched()
	}
}

func TestGiveUpWaiting(t *testing.T) {
	hs := newHosts(newTestClock())
	if err := hs.enter(t.Context(), "h"); err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithCancel(t.Context())
	first, second := make(chan error, 1), make(chan error, 1)
	go func() { first <- hs.enter(ctx, "h") }()
	waitFor(t, func() bool { return hs.waiting("h") == 1 })
	go func() { second <- hs.enter(t.Context(), "h") }()
	waitFor(t, func() bool { return hs.waiting("h") == 2 })
	cancel()
	if err := <-first; !errors.Is(err, context.Canceled) {
		t.Errorf("got %v", err)
	}
	hs.leave("h", 0)
	if err := <-second; err != nil {
		t.Errorf("the one behind never came: %v", err)
	}
	hs.leave("h", 0)
	// One that had its turn as it gave up hands it on.
	ended, end := context.WithCancel(t.Context())
	end()
	for range 100 {
		if err := hs.enter(ended, "h"); err == nil {
			t.Fatal("it went ahead")
		}
	}
	if err := hs.enter(t.Context(), "h"); err != nil {
		t.Error(err)
	}
}

func TestHostsAreForgotten(t *testing.T) {
	clock := newTestClock()
	hs := newHosts(clock)
	for i := range maxHosts + 10 {
		key := fmt.Sprint(i)
		if err := hs.enter(t.Context(), key); err != nil {
			t.Fatal(err)
		}
		hs.leave(key, time.Nanosecond)
		clock.at = clock.at.Add(time.Second)
	}
	if len(hs.byKey) > maxHosts {
		t.Errorf("%d hosts are remembered", len(hs.byKey))
	}
	h := &host{busy: true, waiting: make([]chan struct{}, maxWaiting)}
	hs.byKey["full"] = h
	if err := hs.enter(t.Context(), "full"); !errors.Is(err, errBusy) {
		t.Errorf("got %v", err)
	}
}

func TestDelay(t *testing.T) {
	robots := ""
	url := serve(t, func(w http.ResponseWriter, r *http.Request) {
		if r.URL.Path == "/robots.txt" {
			fmt.Fprint(w, robots)
		}
	})
	for _, tc := range []struct {
		robots string
		delay  time.Duration
		want   []time.Duration
	}{
		{"", 0, []time.Duration{DefaultDelay, DefaultDelay}},
		{"", -1, nil},
		{"", 5 * time.Second, []time.Duration{5 * time.Second, 5 * time.Second}},
		{"User-agent: *\nCrawl-delay: 10", 0, []time.Duration{10 * time.Second, 10 * time.Second}},
		{"User-agent: *\nCrawl-delay: 0.5", 0, []time.Duration{DefaultDelay, DefaultDelay}},
		{"User-agent: *\nCrawl-delay: 86400", 0, []time.Duration{longestDelay, longestDelay}},
		{"User-agent: *\nCrawl-delay: 10", 90 * time.Second, []time.Duration{90 * time.Second, 90 * time.Second}},
	} {
		robots = tc.robots
		c, clock := newTest(Options{Delay: tc.delay})
		for range 3 {
			get(t, c, Request{URL: url})
		}
		if !slices.Equal(clock.slept, tc.want) {
			t.Errorf("%q and %v: waited %v, want %v", tc.robots, tc.delay, clock.slept, tc.want)
		}
	}
}
