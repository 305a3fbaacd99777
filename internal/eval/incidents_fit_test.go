package eval

import (
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"testing"

	"parley/data"
	"parley/internal/resolve"
)

// fitTo names the data folder whose weights are fitted anew:
//
//	PARLEY_NEWS=… go test ./internal/eval -run TestFitEvents -fit ../../data -v
//
// It needs the shared folder and the texts of news-gold.
var fitTo = flag.String("fit", "", "fit the weights of events and write them into this data folder")

// setWeight is how much a pair of a set counts beside one of invented news, which
// has the most pairs and is the least like real news.
var setWeight = map[string]float64{"invented": .1, "examples": 5, "news": 5, "seeds": 5}

// samePull makes a pair of one happening count more than one of two: they are few.
const samePull = 2

func TestFitEvents(t *testing.T) {
	if *fitTo == "" {
		t.Skip("fits only if asked to by -fit")
	}
	m := newIncidents(t)
	sets, err := m.knownSets()
	if err != nil {
		t.Fatal(err)
	}
	labelled := map[string][]resolve.Labelled{}
	var all []resolve.Labelled
	for _, s := range sets {
		pairs, err := m.pairs(s)
		if err != nil {
			t.Fatal(err)
		}
		for i := range pairs {
			pairs[i].Weight = setWeight[s.name]
			if pairs[i].Same {
				pairs[i].Weight *= samePull
			}
		}
		labelled[s.name] = pairs
		all = append(all, pairs...)
	}
	options := resolve.FitOptions{Pull: 40, Steps: 400}
	for _, s := range sets {
		var rest []resolve.Labelled
		for _, l := range all {
			if l.Set != s.name {
				rest = append(rest, l)
			}
		}
		without, err := m.resolver.Fit(rest, options)
		if err != nil {
			t.Fatal(err)
		}
		t.Logf("%-9s as it was %s; fitted without it %s", s.name, right(t, m.resolver, labelled[s.name]), right(t, without, labelled[s.name]))
	}
	fitted, err := m.resolver.Fit(all, options)
	if err != nil {
		t.Fatal(err)
	}
	for _, s := range sets {
		t.Logf("%-9s fitted with all %s", s.name, right(t, fitted, labelled[s.name]))
	}
	logWrong(t, fitted, all)
	file := filepath.Join(*fitTo, resolve.WeightsFile)
	table, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	text, err := fitted.Weights(string(table))
	if err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(file, []byte(text), 0o644); err != nil {
		t.Fatal(err)
	}
}

// logWrong writes why pairs are wrong; of invented news every twentieth.
func logWrong(t *testing.T, r *resolve.Resolver, pairs []resolve.Labelled) {
	t.Helper()
	for i, l := range pairs {
		link, err := r.Why(l.A, l.B)
		if err != nil {
			t.Fatal(err)
		}
		if _, compared, _ := r.Score(l); (link.Score > 0 && compared) == l.Same || l.Set == "invented" && i%20 != 0 {
			continue
		}
		line := fmt.Sprintf("%s, same %t: %+.1f", l.Set, l.Same, link.Score)
		for _, x := range link.Reasons {
			line += fmt.Sprintf(" %s%+.1f(%s)", x.Feature, x.Weight, x.Detail)
		}
		t.Log(line)
	}
}

// right counts the pairs that a resolver gets right: found of the same, and
// wrongly joined of the others.
func right(t *testing.T, r *resolve.Resolver, pairs []resolve.Labelled) string {
	t.Helper()
	var found, same, joined, other int
	for _, l := range pairs {
		score, _, err := r.Score(l)
		if err != nil {
			t.Fatal(err)
		}
		switch {
		case l.Same:
			same++
			if score > 0 {
				found++
			}
		default:
			other++
			if score > 0 {
				joined++
			}
		}
	}
	return fmt.Sprintf("%d of %d found, %d of %d joined", found, same, joined, other)
}

func newIncidents(t *testing.T) *incidents {
	t.Helper()
	resolver, err := resolve.New(data.FS)
	if err != nil {
		t.Fatal(err)
	}
	shared := sharedFolder(t)
	return &incidents{ctx: t.Context(), stages: coding(t), resolver: resolver, report: &IncidentReport{},
		options: IncidentOptions{Shared: shared, News: os.Getenv("PARLEY_NEWS"), Examples: "../../examples"}}
}
