package process

import (
	"fmt"
	"math/rand/v2"
	"reflect"
	"slices"
	"testing"

	"parley"
	"parley/internal/cluster"
)

// digestOf is a telling of one promise: the front is to let 5,000 go.
func digestOf(id string, day int, change func(*Digest)) *Digest {
	n := 5000
	d := &Digest{
		Commitment: id, Article: "a" + id, Kind: parley.Pledge, Status: parley.Pending, By: party("rebels"), To: party("gov"),
		What: "free 5,000 prisoners", Count: &parley.Range{Low: &n, High: &n}, Country: "XYZ", Published: on(day),
		Themes: []Sense{{Theme: "prisoner-release"}}, Words: []Word{{1, 40}},
	}
	if change != nil {
		change(d)
	}
	return d
}

func groupOf(ds ...*Digest) cluster.Group {
	var g cluster.Group
	for _, d := range ds {
		g.Nodes = append(g.Nodes, parley.Node{ID: d.Commitment, Digest: d.Encode()})
	}
	return g
}

func freed(day, n int) parley.Bearing {
	return parley.Bearing{
		Incident: fmt.Sprintf("i-%d", day), Event: fmt.Sprintf("e%d", day), Effect: "keeps", Rule: "release.given", On: dated(day),
		Count: &parley.Range{Low: &n, High: &n},
	}
}

func byRule(rule, effect string, day int) parley.Bearing {
	return parley.Bearing{Incident: fmt.Sprintf("i-%s-%d", rule, day), Event: "e", Effect: effect, Rule: rule, On: dated(day)}
}

// TestStatus holds what comes of tellings and events, told in any order.
func TestStatus(t *testing.T) {
	l := ledger(t)
	says := func(s parley.CommitmentStatus, by string) func(*Digest) {
		return func(d *Digest) { d.Status, d.SaidBy = s, party(by) }
	}
	total := freed(20, 4000)
	total.Total = true
	nameless := freed(20, 1)
	nameless.Count = nil
	for _, c := range []struct {
		name    string
		ds      []*Digest
		bearing []parley.Bearing
		want    parley.CommitmentStatus
		level   int
		rules   []string
	}{
		{"told once", []*Digest{digestOf("1", 0, nil)}, nil, parley.Pending, 0, []string{"made"}},
		{"told again is no news", []*Digest{digestOf("1", 0, says(parley.Rejected, "")), digestOf("2", 5, nil)}, nil,
			parley.Rejected, 0, []string{"made", "told.refused"}},
		{"a part", []*Digest{digestOf("1", 0, nil)}, []parley.Bearing{freed(10, 1000)}, parley.PartlyMet, 1, []string{"made", "count.part"}},
		{"most", []*Digest{digestOf("1", 0, nil)}, []parley.Bearing{freed(10, 1000), freed(20, 2500)}, parley.PartlyMet, 2, []string{"made", "count.part"}},
		{"all, in parts", []*Digest{digestOf("1", 0, nil)}, []parley.Bearing{freed(10, 1000), freed(20, 4000)}, parley.Met, 3, []string{"made", "count.part", "count.full"}},
		{"a total is not added", []*Digest{digestOf("1", 0, nil)}, []parley.Bearing{freed(10, 1000), total}, parley.PartlyMet, 2, []string{"made", "count.part"}},
		{"no number told", []*Digest{digestOf("1", 0, nil)}, []parley.Bearing{nameless}, parley.Met, 3, []string{"made", "release.given"}},
		{"told as met", []*Digest{digestOf("1", 0, nil), digestOf("2", 9, says(parley.Met, ""))}, nil, parley.Met, 3, []string{"made", "told.met"}},
		{"broken as a fact", []*Digest{digestOf("1", 0, nil), digestOf("2", 9, says(parley.Broken, ""))}, nil, parley.Broken, 0, []string{"made", "told.broken"}},
		{"broken, a monitor says", []*Digest{digestOf("1", 0, nil), digestOf("2", 9, says(parley.Broken, "un"))}, nil, parley.Broken, 0, []string{"made", "told.broken"}},
		{"broken, the other side says", []*Digest{digestOf("1", 0, nil), digestOf("2", 9, says(parley.Broken, "gov"))}, nil, parley.Disputed, 0, []string{"made", "says.broken"}},
		{"broken, the other side says after the fact", []*Digest{digestOf("1", 2, says(parley.Broken, "")), digestOf("2", 9, says(parley.Broken, "gov"))}, nil,
			parley.Broken, 0, []string{"made", "told.broken"}},
		{"each its own word", []*Digest{digestOf("1", 2, says(parley.Met, "rebels")), digestOf("2", 9, says(parley.Broken, "gov"))}, nil,
			parley.Disputed, 0, []string{"made", "says.met", "says.broken"}},
		{"its own word after the fact", []*Digest{digestOf("1", 2, says(parley.Broken, "")), digestOf("2", 9, says(parley.Met, "rebels"))}, nil,
			parley.Disputed, 0, []string{"made", "told.broken", "clash.word"}},
		{"opposite at once", []*Digest{digestOf("1", 8, says(parley.Broken, "")), digestOf("2", 9, says(parley.Met, ""))}, nil,
			parley.Disputed, 0, []string{"made", "told.broken", "clash"}},
		{"later news wins", []*Digest{digestOf("1", 8, says(parley.Broken, "")), digestOf("2", 90, says(parley.Met, ""))}, nil,
			parley.Met, 3, []string{"made", "told.broken", "told.met"}},
		{"refused, then given", []*Digest{digestOf("1", 3, says(parley.Rejected, ""))}, []parley.Bearing{freed(50, 5000)}, parley.Met, 3, []string{"made", "told.refused", "count.full"}},
		{"met is not refused later", []*Digest{digestOf("1", 0, nil)}, []parley.Bearing{freed(5, 5000), byRule("release.refused", "breaks", 9)}, parley.Met, 3, []string{"made", "count.full"}},
		{"an unknown rule is no news", []*Digest{digestOf("1", 0, nil)}, []parley.Bearing{byRule("no.rule", "keeps", 3)}, parley.Pending, 1, []string{"made"}},
		{"begun, then disputed", []*Digest{digestOf("1", 0, func(d *Digest) { d.Count = nil })},
			[]parley.Bearing{byRule("ceasefire.begun", "keeps", 1), byRule("ceasefire.attack", "disputes", 9)}, parley.Disputed, 1, []string{"made", "ceasefire.begun", "ceasefire.attack"}},
	} {
		for turn := range 6 {
			r := rand.New(rand.NewPCG(uint64(turn), 1))
			r.Shuffle(len(c.ds), func(i, j int) { c.ds[i], c.ds[j] = c.ds[j], c.ds[i] })
			r.Shuffle(len(c.bearing), func(i, j int) { c.bearing[i], c.bearing[j] = c.bearing[j], c.bearing[i] })
			u, err := l.Undertaking(groupOf(c.ds...), Context{}, c.bearing)
			if err != nil {
				t.Fatal(err)
			}
			if u.Status != c.want || u.PAM.Level != c.level || u.PAM.Why == "" {
				t.Errorf("%s: %s, %+v; want %s, %d", c.name, u.Status, u.PAM, c.want, c.level)
			}
			d := l.Detail(u, inOrder(u, c.ds), c.bearing, nil)
			var rules []string
			for _, h := range d.History {
				rules = append(rules, h.Rule)
			}
			if !slices.Equal(rules, c.rules) || d.History[len(d.History)-1].Status != u.Status {
				t.Errorf("%s: history %v, want %v", c.name, rules, c.rules)
			}
		}
	}
}

// inOrder returns the tellings of digests in the order of u.Commitments.
func inOrder(u parley.Undertaking, ds []*Digest) []parley.CommitmentTelling {
	var out []parley.CommitmentTelling
	for _, id := range u.Commitments {
		for _, d := range ds {
			if d.Commitment != id {
				continue
			}
			out = append(out, parley.CommitmentTelling{
				Commitment: parley.Commitment{
					ID: id, Kind: d.Kind, By: d.By, To: d.To, SaidBy: d.SaidBy, What: d.What, Status: d.Status,
					Evidence: []parley.Evidence{{Role: "trigger", Quote: "promised"}},
				},
				Article: parley.ArticleInfo{ID: d.Article, Published: parley.PublishedDate{Period: d.Published}},
			})
		}
	}
	return out
}

// TestHistoryShows holds that each change shows its day, source and evidence.
func TestHistoryShows(t *testing.T) {
	l := ledger(t)
	ds := []*Digest{digestOf("1", 0, nil), digestOf("2", 9, func(d *Digest) { d.Status, d.SaidBy = parley.Broken, party("gov") })}
	b := freed(20, 5000)
	b.Evidence = []parley.Evidence{{Role: "trigger", Quote: "freed"}}
	u, err := l.Undertaking(groupOf(ds...), Context{}, []parley.Bearing{b})
	if err != nil {
		t.Fatal(err)
	}
	h := l.Detail(u, inOrder(u, ds), []parley.Bearing{b}, nil).History
	if len(h) != 3 {
		t.Fatalf("%+v", h)
	}
	if h[0].Article != "a1" || h[1].By != "Government" || h[1].Article != "a2" || h[2].Event != "e20" || h[2].Article != "" {
		t.Errorf("%+v", h)
	}
	for i, c := range h {
		if len(c.Evidence) == 0 || c.On.From.IsZero() {
			t.Errorf("change %d: %+v", i, c)
		}
	}
	if !h[1].On.From.Equal(on(9).From) || h[1].On.How == "" || !h[2].On.From.Equal(on(20).From) {
		t.Errorf("days: %v, %v", h[1].On, h[2].On)
	}
}

// TestSummingUp holds what a group of tellings comes to, in any order.
func TestSummingUp(t *testing.T) {
	l := ledger(t)
	ds := []*Digest{
		digestOf("1", 0, func(d *Digest) { d.Kind, d.SaidBy, d.What = parley.Demand, party("gov"), "release prisoners" }),
		digestOf("2", 4, func(d *Digest) { d.Condition = "once the roads are open"; d.Words = []Word{{1, 40}, {2, 60}} }),
		digestOf("3", 9, func(d *Digest) { d.By, d.To, d.What = nil, nil, "let them go"; d.Count = nil; d.Words = nil }),
	}
	ds[2].Article = ds[1].Article
	c := Context{Family: func(string) string { return "f" }, Settled: map[string]parley.PAM{"2": {Level: 2, By: "A. Coder", Why: "seen"}}}
	want, err := l.Undertaking(groupOf(ds...), c, nil)
	if err != nil {
		t.Fatal(err)
	}
	if want.ID != "u-1" || want.Kind != parley.Pledge || want.What != "free 5,000 prisoners" || want.By.Actor != "front" || want.To.Actor != "xyz-gov" ||
		want.Condition != "once the roads are open" || want.Articles != 2 || want.Families != 1 || want.Theme != "prisoner-release" || *want.Count.Low != 5000 ||
		want.FirstReported != "2021-05-01" || want.LastReported != "2021-05-10" || want.PAM.By != "A. Coder" || want.PAM.Level != 2 || want.Country != "XYZ" {
		t.Errorf("%+v", want)
	}
	for turn := range 6 {
		r := rand.New(rand.NewPCG(uint64(turn), 7))
		r.Shuffle(len(ds), func(i, j int) { ds[i], ds[j] = ds[j], ds[i] })
		got, err := l.Undertaking(groupOf(ds...), c, nil)
		if err != nil || !reflect.DeepEqual(got, want) {
			t.Errorf("another order gives %+v (%v), want %+v", got, err, want)
		}
	}
	if _, err := l.Undertaking(cluster.Group{ID: "u-x"}, c, nil); err == nil {
		t.Error("a group of nobody is no error")
	}
	if _, err := l.Undertaking(cluster.Group{Nodes: []parley.Node{{ID: "x", Digest: []byte{9}}}}, c, nil); err == nil {
		t.Error("a broken digest is no error")
	}
}
