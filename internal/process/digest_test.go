package process

import (
	"errors"
	"math/rand/v2"
	"reflect"
	"slices"
	"testing"

	"parley"
	"parley/internal/cluster"
)

func TestDigestKeepsAll(t *testing.T) {
	n, m := 5000, -1
	d := &Digest{
		Commitment: "c", Article: "a", Position: 3, Kind: parley.Demand, Status: parley.Disputed,
		By: party("rebels"), To: party("gov"), SaidBy: party("un"), What: "free 5,000", Condition: "if", Agreement: "the deal",
		Count: &parley.Range{Low: &n, High: &m, Vague: true}, Deadline: &parley.Date{Period: parley.Period{To: on(4).To}, Text: "by", How: "how"},
		Made: dated(-40000), Country: "XYZ", Themes: []Sense{{"talks", true}, {"ceasefire", false}}, Provision: true,
		Published: parley.Period{From: on(1).From}, Words: []Word{{1, 2}, {1 << 31, 255}},
	}
	for _, d := range []*Digest{d, {}} {
		got, err := DecodeDigest(d.Encode())
		if err != nil || !reflect.DeepEqual(got, d) {
			t.Errorf("%+v (%v), want %+v", got, err, d)
		}
	}
	b := d.Encode()
	for i := range b {
		if _, err := DecodeDigest(b[:i]); !errors.Is(err, parley.ErrDamaged) {
			t.Errorf("cut at %d: %v", i, err)
		}
	}
	if _, err := DecodeDigest(append(b, 0)); !errors.Is(err, parley.ErrDamaged) {
		t.Errorf("with a byte more: %v", err)
	}
}

func FuzzDigest(f *testing.F) {
	f.Add((&Digest{}).Encode())
	f.Add(digestOf("1", 3, func(d *Digest) { d.Deadline, d.Made = dated(3), dated(1) }).Encode())
	l := ledger(f)
	f.Fuzz(func(t *testing.T, b []byte) {
		d, err := DecodeDigest(b)
		if err != nil {
			if !errors.Is(err, parley.ErrDamaged) {
				t.Errorf("error %v", err)
			}
			return
		}
		again, err := DecodeDigest(d.Encode())
		if err != nil || !reflect.DeepEqual(again, d) {
			t.Errorf("%+v is read back as %+v (%v)", d, again, err)
		}
		m := l.Model()
		other := digestOf("2", 0, nil)
		x, _, _ := m.Compare(d, other)
		if y, _, _ := m.Compare(other, d); x != y {
			t.Errorf("%v one way, %v the other: %+v", x, y, d)
		}
		if _, err := l.Undertaking(groupOf(d, other), Context{}, nil); err != nil {
			t.Error(err)
		}
		l.keys(d)
	})
}

// TestCompare holds which promises are one and which are not.
func TestCompare(t *testing.T) {
	l := ledger(t)
	pledge := func(id string, day int, what string, change func(*parley.Commitment)) *Digest {
		c := parley.Commitment{ID: id, Kind: parley.Pledge, Status: parley.Pending, By: party("rebels"), To: party("gov"), What: what}
		if change != nil {
			change(&c)
		}
		r := &parley.Record{Article: parley.RecordArticle{ID: "a" + id, Published: parley.PublishedDate{Period: on(day)}}, Commitments: []parley.Commitment{c}}
		nodes, err := l.Nodes(r)
		if err != nil {
			t.Fatal(err)
		}
		d, err := DecodeDigest(nodes[0].Digest)
		if err != nil {
			t.Fatal(err)
		}
		return d
	}
	many := func(n int) func(*parley.Commitment) {
		return func(c *parley.Commitment) { c.Count = &parley.Range{Low: &n, High: &n} }
	}
	due := func(text, day string) func(*parley.Commitment) {
		return func(c *parley.Commitment) { c.Deadline = span(t, day, ""); c.Deadline.Text = text }
	}
	by := func(id string) func(*parley.Commitment) { return func(c *parley.Commitment) { c.By = party(id) } }
	kind := func(k parley.CommitmentKind) func(*parley.Commitment) {
		return func(c *parley.Commitment) { c.Kind = k }
	}
	for _, c := range []struct {
		name string
		a, b *Digest
		same bool
	}{
		{"other words for one deed", pledge("1", 0, "free 900 prisoners", many(900)), pledge("2", 3, "release 900 detainees", many(900)), true},
		{"other numbers", pledge("1", 0, "free 900 prisoners", many(900)), pledge("2", 3, "free 40 prisoners", many(40)), false},
		{"a demand and the promise of it", pledge("1", 0, "pull its forces out of Tamra", kind(parley.Demand)), pledge("2", 5, "withdraw its troops from Tamra", nil), true},
		{"a condition and the promise", pledge("1", 0, "observe a truce", kind(parley.Condition)), pledge("2", 5, "observe a truce", nil), false},
		{"a threat and the promise", pledge("1", 0, "pull out of the talks", kind(parley.Threat)), pledge("2", 5, "hold talks", nil), false},
		{"other parties", pledge("1", 0, "observe a truce", nil), pledge("2", 1, "observe a truce", by("gov")), false},
		{"another theme", pledge("1", 0, "observe a truce in Tamra", nil), pledge("2", 1, "clear the mines in Tamra", nil), false},
		{"the same term, months apart", pledge("1", 0, "withdraw its forces", due("within nine months", "2022-02-01")),
			pledge("2", 150, "leave with all its troops", due("in nine months", "2022-06-28")), true},
		{"the same day, a year apart", pledge("1", 0, "withdraw its forces", due("by 1 July 2022", "2022-07-01")),
			pledge("2", 370, "complete the withdrawal", due("by July 1", "2022-07-01")), true},
		{"six months and 180 days", pledge("1", 0, "hand in its weapons", due("within six months", "2021-11-01")),
			pledge("2", 9, "give up its guns", due("within 180 days", "2021-11-06")), true},
		{"other terms", pledge("1", 0, "hand in its weapons", due("within six months", "2021-11-01")),
			pledge("2", 30, "give up its guns", due("within 30 days", "2021-07-01")), false},
		{"about as many", pledge("1", 0, "free 7,000 prisoners", many(7000)), pledge("2", 7, "release some 7,000 prisoners", func(c *parley.Commitment) {
			low, high := 6300, 7700
			c.Count = &parley.Range{Low: &low, High: &high, Vague: true}
		}), true},
		{"a truce each spring", pledge("1", 0, "observe a truce", nil), pledge("2", 365, "observe a truce", nil), false},
		{"the contrary", pledge("1", 0, "observe a truce", nil), pledge("2", 2, "resume its attacks", nil), false},
	} {
		score, reasons, _ := l.Model().Compare(c.a, c.b)
		back, _, _ := l.Model().Compare(c.b, c.a)
		if score > firm != c.same || back != score {
			t.Errorf("%s: %.1f (%v), the other way %.1f", c.name, score, reasons, back)
		}
		if score <= 0 {
			continue
		}
		sum := 0.0
		for _, r := range reasons {
			sum += r.Weight
		}
		if diff := sum - score; diff > 1e-9 || diff < -1e-9 {
			t.Errorf("%s: reasons add up to %.2f of %.2f", c.name, sum, score)
		}
		if !share(l.keys(c.a), l.keys(c.b)) {
			t.Errorf("%s: no block in common: %v, %v", c.name, l.keys(c.a), l.keys(c.b))
		}
	}
}

// TestWhere holds to which conflict a promise belongs.
func TestWhere(t *testing.T) {
	l := ledger(t)
	for _, c := range []struct{ what, want string }{
		{"withdraw its troops from South Sudan", "SSD"}, {"withdraw its troops from Mali", "MLI"},
		{"leave Mali", "MLI"}, {"pull out of the Philippines", "PHL"}, {"hold talks in Qatar", "XYZ"},
		{"free prisoners under its deal with the United States", "XYZ"}, {"withdraw from Mali and from Niger", "XYZ"},
		{"withdraw its troops", "XYZ"}, {"end the war between Mali and Niger", "XYZ"},
	} {
		r := &parley.Record{Commitments: []parley.Commitment{{ID: "1", By: party("gov"), What: c.what}}}
		if d := l.digest(r, 0, countryOf(r)); d.Country != c.want {
			t.Errorf("%s: %s, want %s", c.what, d.Country, c.want)
		}
	}
}

// TestJoined holds that "the two sides" are those that agreed.
func TestJoined(t *testing.T) {
	l := ledger(t)
	r := &parley.Record{
		Events:      []parley.Event{{ID: "e", Type: parley.Agree, Sources: []parley.Party{*party("rebels")}, Targets: []parley.Party{*party("gov")}}},
		Commitments: []parley.Commitment{{ID: "1", By: &parley.Party{Name: "the two sides"}, What: "observe a truce", Event: "e"}},
	}
	if d := l.digest(r, 0, "XYZ"); d.By.Actor != "front+xyz-gov" || d.By.Name != "the two sides" {
		t.Errorf("%+v", d.By)
	}
	r.Events[0].Targets = nil
	if d := l.digest(r, 0, "XYZ"); d.By.Actor != "" {
		t.Errorf("%+v", d.By)
	}
}

func share(a, b []string) bool {
	return slices.ContainsFunc(a, func(k string) bool { return slices.Contains(b, k) })
}

// TestAnyOrder holds that groups and sums do not hang on the order of arrival.
func TestAnyOrder(t *testing.T) {
	l := ledger(t)
	whats := []string{"free prisoners", "release the captives of Tamra", "observe a truce", "hold talks in June", "withdraw its forces from Tamra"}
	var nodes []parley.Node
	for i := range 60 {
		p := []string{"rebels", "gov", "others", "none"}[i%4]
		r := &parley.Record{
			Article: parley.RecordArticle{ID: string(rune('a'+i%26)) + string(rune('a'+i/26)), Published: parley.PublishedDate{Period: on(i / 5)}},
			Commitments: []parley.Commitment{
				{ID: "c" + string(rune('A'+i)), Kind: kinds[i%3], Status: parley.Pending, By: party(p), What: whats[i%5]},
			},
		}
		ns, err := l.Nodes(r)
		if err != nil {
			t.Fatal(err)
		}
		nodes = append(nodes, ns...)
	}
	sum := func() []parley.Undertaking {
		groups, _, err := cluster.Fresh(l.Model(), nodes, nil)
		if err != nil {
			t.Fatal(err)
		}
		var out []parley.Undertaking
		for _, g := range groups {
			u, err := l.Undertaking(g, Context{}, nil)
			if err != nil {
				t.Fatal(err)
			}
			if u.ID != g.ID {
				t.Errorf("undertaking %s of group %s", u.ID, g.ID)
			}
			out = append(out, u)
		}
		return out
	}
	want := sum()
	if len(want) == len(nodes) || len(want) < 8 {
		t.Errorf("%d undertakings of %d commitments", len(want), len(nodes))
	}
	for turn := range 4 {
		rand.New(rand.NewPCG(3, uint64(turn))).Shuffle(len(nodes), func(i, j int) { nodes[i], nodes[j] = nodes[j], nodes[i] })
		if got := sum(); !reflect.DeepEqual(got, want) {
			t.Fatalf("another order gives other undertakings")
		}
	}
}

// TestEmpty holds that records without anything make no trouble.
func TestEmpty(t *testing.T) {
	l := ledger(t)
	if _, err := l.Nodes(nil); !errors.Is(err, parley.ErrEmpty) {
		t.Errorf("no record: %v", err)
	}
	nodes, err := l.Nodes(&parley.Record{Commitments: []parley.Commitment{{}}})
	if err != nil || len(nodes) != 1 || len(nodes[0].Keys) == 0 {
		t.Errorf("%v, %v", nodes, err)
	}
}

func BenchmarkCompare(b *testing.B) {
	l := ledger(b)
	x, y := digestOf("1", 0, nil), digestOf("2", 3, nil)
	m := l.Model()
	for b.Loop() {
		m.Compare(x, y)
	}
}

func BenchmarkDecode(b *testing.B) {
	d := digestOf("1", 0, func(d *Digest) { d.Deadline, d.Made = dated(3), dated(1) }).Encode()
	for b.Loop() {
		if _, err := DecodeDigest(d); err != nil {
			b.Fatal(err)
		}
	}
}
