package process

import (
	"testing"
	"time"

	"parley"
)

func iso(t testing.TB, s string) time.Time {
	t.Helper()
	if s == "" {
		return time.Time{}
	}
	d, err := time.Parse(time.DateOnly, s)
	if err != nil {
		t.Fatal(err)
	}
	return d
}

// span is days as ISO 8601; one day if the second is empty.
func span(t testing.TB, from, to string) *parley.Date {
	if to == "" {
		to = from
	}
	return &parley.Date{Period: parley.Period{From: iso(t, from), To: iso(t, to)}}
}

// TestTerms holds from which day a term is reckoned, and how months end.
func TestTerms(t *testing.T) {
	l := ledger(t)
	signed := func(day string) *parley.Agreement { return &parley.Agreement{Signed: span(t, day, "")} }
	for _, c := range []struct {
		text      string
		agreement *parley.Agreement
		made      *parley.Date
		published string
		want      string
		rank      int
	}{
		{"within 14 months", signed("2020-02-29"), nil, "2020-03-05", "2021-04-29", rankSigned},
		{"within fourteen months of signing", signed("2020-02-29"), nil, "2020-03-05", "2021-04-29", rankSigned},
		{"in the first 135 days", signed("2020-02-29"), nil, "2020-03-05", "2020-07-13", rankSigned},
		{"over 14 months", nil, span(t, "2020-02-29", ""), "2020-09-01", "2021-04-29", rankMade},
		{"over 14 months", nil, nil, "2020-09-01", "2021-11-01", rankArticle},
		{"over 14 months", nil, span(t, "2020-02-01", "2020-02-29"), "2020-09-01", "2021-04-29", rankMade},
		{"10 days after signing", signed("2022-11-02"), nil, "2022-11-05", "2022-11-12", rankSigned},
		{"within a year", signed("2024-02-29"), nil, "2024-03-01", "2025-02-28", rankSigned},
		{"in one month", signed("2023-01-31"), nil, "2023-02-01", "2023-02-28", rankSigned},
		{"in one month", signed("2024-01-31"), nil, "2024-02-01", "2024-02-29", rankSigned},
		{"within two months", signed("2023-12-31"), nil, "2024-01-01", "2024-02-29", rankSigned},
		{"within a year and six months", signed("2016-11-24"), nil, "2016-11-25", "2018-05-24", rankSigned},
		{"a two-week deadline", nil, nil, "2021-05-01", "2021-05-15", rankArticle},
		{"within a fortnight", nil, nil, "2021-05-01", "2021-05-15", rankArticle},
		{"within twenty-one days", nil, nil, "2021-05-01", "2021-05-22", rankArticle},
		{"by the end of May", signed("2020-02-29"), nil, "2021-05-01", "2021-06-30", rankDay},
		{"in the coming weeks", signed("2020-02-29"), nil, "2021-05-01", "2021-06-30", rankDay},
		{"by 11 September 2021", signed("2020-02-29"), nil, "2021-05-01", "2021-06-30", rankDay},
		{"within 30 days of May 1", nil, nil, "2021-04-01", "2021-06-30", rankDay},
	} {
		d := &Digest{Deadline: &parley.Date{Period: parley.Period{To: iso(t, "2021-06-30")}, Text: c.text}, Made: c.made}
		d.Published = parley.Period{From: iso(t, c.published), To: iso(t, c.published)}
		due, rank := l.terms.due(d, c.agreement)
		if due == nil || rank != c.rank || !due.To.Equal(iso(t, c.want)) || due.Text != c.text {
			t.Errorf("%q: %v, rank %d; want %s, rank %d", c.text, due, rank, c.want, c.rank)
		}
		if rank != rankDay && due.How == "" {
			t.Errorf("%q does not say how it was reckoned", c.text)
		}
	}
	if due, _ := l.terms.due(&Digest{}, nil); due != nil {
		t.Errorf("no deadline is due on %v", due)
	}
	open := &Digest{Deadline: &parley.Date{Text: "until further notice"}}
	if due, rank := l.terms.due(open, nil); due == nil || rank != rankOpen || !due.To.IsZero() {
		t.Errorf("an open end is due on %v", due)
	}
}

// TestAsOf holds who is late, and by how many days.
func TestAsOf(t *testing.T) {
	u := parley.Undertaking{Deadline: span(t, "2020-02-29", "2021-04-29")}
	for _, c := range []struct {
		status, want parley.CommitmentStatus
		day          string
		overdue      int
	}{
		{parley.Pending, parley.Pending, "2021-04-29", 0},
		{parley.Pending, parley.Lapsed, "2021-04-30", 1},
		{parley.Pending, parley.Lapsed, "2021-05-29", 30},
		{parley.PartlyMet, parley.PartlyMet, "2021-05-01", 2},
		{parley.UnderWay, parley.UnderWay, "2021-05-01", 2},
		{parley.Disputed, parley.Disputed, "2021-05-01", 2},
		{parley.Met, parley.Met, "2021-05-01", 0},
		{parley.Broken, parley.Broken, "2021-05-01", 0},
		{parley.Withdrawn, parley.Withdrawn, "2021-05-01", 0},
	} {
		u.Status = c.status
		if s, n := AsOf(u, iso(t, c.day).Add(13*time.Hour)); s != c.want || n != c.overdue {
			t.Errorf("%s on %s: %s, %d days; want %s, %d", c.status, c.day, s, n, c.want, c.overdue)
		}
	}
	truce := digestOf("1", 0, func(d *Digest) { d.Deadline = span(t, "2021-05-20", ""); d.Deadline.Text = "until 20 May" })
	u, err := ledger(t).Undertaking(groupOf(truce), Context{}, nil)
	if err != nil {
		t.Fatal(err)
	}
	for day, want := range map[string]parley.CommitmentStatus{"2021-05-20": parley.Pending, "2021-05-21": parley.Lapsed} {
		if s, n := AsOf(u, iso(t, day)); s != want || n != 0 {
			t.Errorf("a truce until 20 May on %s: %s, %d days", day, s, n)
		}
	}
	start := digestOf("1", 0, func(d *Digest) {
		d.Themes, d.Deadline = []Sense{{Theme: "ceasefire"}}, span(t, "2021-05-20", "")
		d.Deadline.Text = "from 20 May"
	})
	if u, err = ledger(t).Undertaking(groupOf(start), Context{}, nil); err != nil {
		t.Fatal(err)
	}
	if s, n := AsOf(u, iso(t, "2022-05-20")); s != parley.Pending || n != 0 {
		t.Errorf("a truce from 20 May a year later: %s, %d days", s, n)
	}
	if s, n := AsOf(parley.Undertaking{Status: parley.Pending}, iso(t, "2030-01-01")); s != parley.Pending || n != 0 {
		t.Errorf("without a deadline: %s, %d", s, n)
	}
}

// TestDeadlineOfGroup holds that the firmest ground of all tellings counts.
func TestDeadlineOfGroup(t *testing.T) {
	l := ledger(t)
	a := parley.Agreement{
		ID: "a-1", Name: "Lake Accord", Aliases: []string{"Treaty of the Lake"}, Country: "XYZ", Signed: span(t, "2021-02-28", ""),
		Parties: []parley.Party{*party("gov"), *party("rebels")},
	}
	for _, c := range []struct{ name, want string }{
		{"the Lake Accord", "a-1"}, {"treaty of the lake", "a-1"}, {"its deal with the Government", "a-1"}, {"peace agreement", "a-1"},
		{"Hill Accord", ""}, {"", ""},
	} {
		term := digestOf("1", 0, func(d *Digest) {
			d.Agreement, d.Deadline = c.name, &parley.Date{Text: "within three months", Period: parley.Period{To: iso(t, "2021-08-01")}}
		})
		u, err := l.Undertaking(groupOf(term), Context{Agreements: []parley.Agreement{a}}, nil)
		if err != nil {
			t.Fatal(err)
		}
		if u.Agreement != c.want {
			t.Errorf("%q is agreement %q, want %q", c.name, u.Agreement, c.want)
		}
		due, made := "2021-08-01", ""
		if c.want != "" {
			due, made = "2021-05-28", "2021-02-28"
		}
		if got := string(parley.DayOf(u.Deadline.To)); got != due {
			t.Errorf("%q is due on %s, want %s", c.name, got, due)
		}
		if u.Made != nil != (made != "") || u.Made != nil && string(parley.DayOf(u.Made.From)) != made {
			t.Errorf("%q was made on %v, want %q", c.name, u.Made, made)
		}
	}
	// An agreement of other people, one not yet signed and one long ago are not meant.
	for _, change := range []func(*parley.Agreement){
		func(a *parley.Agreement) { a.Parties = []parley.Party{*party("others")} },
		func(a *parley.Agreement) { a.Signed = span(t, "2021-06-30", "") },
		func(a *parley.Agreement) { a.Signed = span(t, "2011-06-30", "") },
		func(a *parley.Agreement) { a.Country = "ABC" },
	} {
		other := a
		change(&other)
		d := digestOf("1", 0, func(d *Digest) { d.Agreement = "peace agreement" })
		u, err := l.Undertaking(groupOf(d), Context{Agreements: []parley.Agreement{other}}, nil)
		if err != nil || u.Agreement != "" {
			t.Errorf("%+v is taken for the agreement (%v)", other, err)
		}
	}
}

// TestProvision holds that the clause of an imported agreement is known as such.
func TestProvision(t *testing.T) {
	l := ledger(t)
	title := "Lake Accord"
	r := &parley.Record{
		Article:     parley.RecordArticle{ID: "art", Title: &title, Published: parley.PublishedDate{Period: on(0)}},
		Commitments: []parley.Commitment{{ID: "p1", Kind: parley.Pledge, By: party("rebels"), What: "hand over its arms", Agreement: title, Status: parley.Pending}},
	}
	nodes, err := l.Nodes(r)
	if err != nil {
		t.Fatal(err)
	}
	a := parley.Agreement{ID: "a-1", Name: title, Signed: dated(0), Provisions: []parley.Provision{{ID: "p1", Theme: "demobilisation"}}}
	g := groupOf()
	g.Nodes = nodes
	u, err := l.Undertaking(g, Context{Agreements: []parley.Agreement{a}}, nil)
	if err != nil || u.Agreement != "a-1" || u.Provision != "p1" || u.Theme != "demobilisation" || u.Country != "XYZ" {
		t.Errorf("%+v, %v", u, err)
	}
	// What the press tells of it joins, and the clause keeps its words.
	for i, id := range []string{"1", "2"} {
		news := digestOf(id, 9+i, func(d *Digest) { d.What, d.By = "give up all guns and heavy arms in its camps", party("others") })
		g.Nodes = append(g.Nodes, parley.Node{ID: id, Digest: news.Encode()})
	}
	u, err = l.Undertaking(g, Context{Agreements: []parley.Agreement{a}}, nil)
	if err != nil || u.Provision != "p1" || u.What != "hand over its arms" || u.By.Actor != "front" || len(u.Commitments) != 3 {
		t.Errorf("%+v, %v", u, err)
	}
}
