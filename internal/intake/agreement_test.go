package intake

import (
	"errors"
	"slices"
	"strings"
	"testing"
	"time"

	"parley"
	"parley/data"
	"parley/internal/doc"
	"parley/internal/process/agreement"
)

// accord reads a small agreement between parties of the examples.
func accord(t *testing.T) (parley.Agreement, *parley.Record) {
	t.Helper()
	r, err := agreement.New(data.FS)
	must(t, err)
	rows := "number,text,party,theme,deadline\n" +
		"1,Free the prisoners of the other side,Afghan government,,within 60 days\n" +
		"2,Withdraw all foreign troops from the country,United States,,within 14 months\n" +
		"3,Hold their fire in the provinces,Taliban,ceasefire,\n"
	a, record, err := r.Read(strings.NewReader(rows), agreement.Options{Name: "Accord of the Test", Country: "AFG", CSV: true, Ref: "accord.csv",
		Signed: time.Date(2020, 2, 29, 0, 0, 0, 0, time.UTC), Parties: []string{"Taliban", "United States"}}, func(a *parley.Article) (*doc.Doc, error) {
		docs, err := code(func(yield func(*parley.Article, error) bool) { yield(a, nil) })
		if err == nil && len(docs) != 1 {
			err = errors.New("the agreement was not coded")
		}
		if err != nil {
			return nil, err
		}
		return docs[0], nil
	})
	must(t, err)
	return a, record
}

// TestAddAgreement: each provision is an undertaking that later and earlier news
// bear on alike, whether the agreement or the news came first.
func TestAddAgreement(t *testing.T) {
	ctx := t.Context()
	records := slices.Concat(examples(t), madeUp(40))
	a, r := accord(t)

	in, store := open(t)
	added, err := in.AddAgreement(ctx, a, r)
	must(t, err)
	if added.Articles != 1 || added.Commitments != len(a.Provisions) || added.UndertakingsNew != len(a.Provisions) {
		t.Errorf("%d provisions made %+v", len(a.Provisions), added)
	}
	_, err = in.Add(ctx, records)
	must(t, err)
	clean(t, in)
	us, err := collect(all(ctx, parley.Filter{Agreement: a.ID}, store.Undertakings))
	must(t, err)
	provisions := 0
	for _, u := range us {
		if u.Provision != "" {
			provisions++
		}
	}
	if provisions != len(a.Provisions) || provisions < 3 {
		t.Errorf("%d undertakings of %d provisions: %+v", provisions, len(a.Provisions), us)
	}

	late, other := open(t)
	_, err = late.Add(ctx, records)
	must(t, err)
	_, err = late.AddAgreement(ctx, a, r)
	must(t, err)
	clean(t, late)
	want := dump(t, store)
	sameDump(t, "the agreement last", dump(t, other), want)
	again, err := late.AddAgreement(ctx, a, r)
	must(t, err)
	if again.Articles != 0 || again.Known != 1 {
		t.Errorf("the agreement again: %+v", again)
	}
	sameDump(t, "the agreement twice", dump(t, other), want)
}

// TestFirstAndLast: of a long list both ends are kept, and what is kept of parts
// is enough to tell what is kept of the whole.
func TestFirstAndLast(t *testing.T) {
	day := func(i int) parley.Bearing {
		return parley.Bearing{Incident: string(rune('a' + i%7)), On: &parley.Date{Period: parley.Period{From: time.Date(2020, 1, 1+i, 0, 0, 0, 0, time.UTC)}}}
	}
	var long []parley.Bearing
	for i := range 3 * mostBearing {
		long = append(long, day(i*37%(3*mostBearing)))
	}
	whole := firstAndLast(slices.Clone(long))
	if len(whole) != 2*mostBearing || !whole[0].On.From.Equal(day(0).On.From) || !whole[len(whole)-1].On.From.Equal(day(3*mostBearing-1).On.From) {
		t.Errorf("%d kept, from %v to %v", len(whole), whole[0].On, whole[len(whole)-1].On)
	}
	parts := firstAndLast(append(firstAndLast(slices.Clone(long[:250])), long[250:]...))
	if !slices.EqualFunc(whole, parts, func(a, b parley.Bearing) bool { return byDay(a, b) == 0 }) {
		t.Error("in parts it is another list")
	}
}
