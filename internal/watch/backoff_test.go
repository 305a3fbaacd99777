package watch

import (
	"slices"
	"testing"
	"time"

	"parley"
)

func TestWaits(t *testing.T) {
	var sum time.Duration
	for n, d := range waits {
		a, b := jitter(d, 1, "x", n), jitter(d, 1, "x", n)
		if a != b {
			t.Error("the same seed waits another time")
		}
		if a < d || a > d+d/10 {
			t.Errorf("%v became %v", d, a)
		}
		sum += d
	}
	if sum < 44*time.Hour || sum > 52*time.Hour {
		t.Errorf("tries are spread over %v, not two days", sum)
	}
	if jitter(time.Hour, 1, "x", 1) == jitter(time.Hour, 1, "y", 1) {
		t.Error("two items come back together")
	}
}

func TestEvery(t *testing.T) {
	every := time.Duration(0)
	var got []time.Duration
	for _, news := range []int{5, 3, 3, 3, 0, 0} {
		every = nextEvery(every, news, 0)
		got = append(got, every)
	}
	want := []time.Duration{15 * time.Minute, 450 * time.Second, 5 * time.Minute, 5 * time.Minute, 375 * time.Second, 375 * time.Second * 5 / 4}
	if !slices.Equal(got, want) {
		t.Errorf("%v, want %v", got, want)
	}
	for range 60 {
		every = nextEvery(every, 0, 0)
	}
	if every != mostEvery {
		t.Errorf("a feed without news is asked every %v", every)
	}
	if got := nextEvery(5*time.Minute, 9, time.Hour); got != time.Hour {
		t.Errorf("a feed that asks for an hour is asked every %v", got)
	}
	if got := afterFailures(15*time.Minute, 3); got != 2*time.Hour {
		t.Errorf("after three failures %v", got)
	}
	if got := afterFailures(time.Hour, 1000); got != mostEvery {
		t.Errorf("after a thousand failures %v", got)
	}
}

func TestSkipHours(t *testing.T) {
	at := time.Date(2026, 3, 3, 22, 10, 0, 0, time.UTC)
	if got := skipHours(at, []int{22, 23, 0}); !got.Equal(time.Date(2026, 3, 4, 1, 0, 0, 0, time.UTC)) {
		t.Error(got)
	}
	all := make([]int, 24)
	for i := range all {
		all[i] = i
	}
	if got := skipHours(at, all); got.Sub(at) > 25*time.Hour {
		t.Errorf("a feed that is never to be asked: %v", got)
	}
	if got := skipHours(at, []int{3}); !got.Equal(at) {
		t.Error(got)
	}
}

func TestHealth(t *testing.T) {
	at := time.Date(2026, 3, 3, 9, 0, 0, 0, time.UTC)
	asked := parley.Feed{Polled: at.Add(-time.Hour), Next: at.Add(-10 * time.Minute), Every: time.Hour}
	late, failing, gone, paused := asked, asked, asked, asked
	late.Next = at.Add(-2 * time.Hour)
	failing.Failures = 2
	gone.Gone, gone.Failures = true, 1
	paused.Paused, paused.Gone = true, true
	for want, f := range map[Health]parley.Feed{Unasked: {}, OK: asked, Late: late, Failing: failing, Gone: gone, Paused: paused} {
		if got := HealthOf(f, at); got != want {
			t.Errorf("%+v is %s, want %s", f, got, want)
		}
	}
}
