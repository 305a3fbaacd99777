package intake

import (
	"encoding/json"
	"slices"
	"strings"
	"testing"

	"parley"
)

// dump writes down all that a store shows, one thing a line.
func dump(t testing.TB, s parley.Store) []string {
	t.Helper()
	ctx := t.Context()
	var out []string
	line := func(kind string, v any) {
		b, err := json.Marshal(v)
		if err != nil {
			t.Fatal(err)
		}
		out = append(out, kind+" "+string(b))
	}
	f := parley.Filter{Background: true}
	articles, err := collect(all(ctx, f, s.Articles))
	must(t, err)
	for _, a := range articles {
		line("article", a)
	}
	incidents, err := collect(all(ctx, f, s.Incidents))
	must(t, err)
	for _, in := range incidents {
		line("incident", in)
		links, err := s.Links(ctx, parley.Incidents, in.Events)
		must(t, err)
		line("links", links)
	}
	undertakings, err := collect(all(ctx, f, s.Undertakings))
	must(t, err)
	for _, u := range undertakings {
		line("undertaking", u)
		_, bearing, err := s.Undertaking(ctx, u.ID)
		must(t, err)
		line("bearing", bearing)
	}
	talks, err := collect(all(ctx, f, s.Talks))
	must(t, err)
	for _, x := range talks {
		line("talks", x)
	}
	agreements, err := collect(all(ctx, f, s.Agreements))
	must(t, err)
	for _, x := range agreements {
		line("agreement", x)
	}
	actors, err := collect(all(ctx, f, s.Actors))
	must(t, err)
	for _, x := range actors {
		line("actor", x)
	}
	sums, err := s.Sums(ctx)
	must(t, err)
	line("sums", sums)
	slices.Sort(out)
	return out
}

func must(t testing.TB, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

// sameDump fails with the first lines that two dumps do not share.
func sameDump(t testing.TB, what string, got, want []string) {
	t.Helper()
	in := func(list []string) map[string]bool {
		m := map[string]bool{}
		for _, l := range list {
			m[l] = true
		}
		return m
	}
	g, w := in(got), in(want)
	shown := 0
	if len(got) != len(want) {
		t.Errorf("%s: %d lines, want %d", what, len(got), len(want))
	}
	for _, side := range []struct {
		name string
		has  []string
		not  map[string]bool
	}{{"too many", got, w}, {"missing", want, g}} {
		for _, l := range side.has {
			if !side.not[l] && shown < 6 {
				shown++
				t.Errorf("%s: %s: %.600s", what, side.name, l)
			}
		}
	}
}

// clean fails if a check finds faults.
func clean(t testing.TB, in *Intake) {
	t.Helper()
	faults, err := in.Check(t.Context())
	if err != nil || len(faults) > 0 {
		t.Errorf("%d faults, %v: %s", len(faults), err, strings.Join(faults[:min(3, len(faults))], "\n"))
	}
}

// withoutSums drops the count of decisions, which are kept when taken back.
func withoutSums(lines []string) []string {
	return slices.DeleteFunc(lines, func(l string) bool { return strings.HasPrefix(l, "sums ") })
}

// afterMergeWith returns an older dump with the sums of now, since decisions are
// counted whether they stand or not.
func afterMergeWith(lines []string, t testing.TB, s parley.Store) []string {
	sums, err := s.Sums(t.Context())
	must(t, err)
	b, err := json.Marshal(sums)
	must(t, err)
	return append(withoutSums(lines), "sums "+string(b))
}
