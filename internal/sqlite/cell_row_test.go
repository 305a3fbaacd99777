package sqlite

import (
	"errors"
	"math/rand/v2"
	"reflect"
	"slices"
	"strings"
	"testing"

	"parley"
)

// randomRow is a row of any values.
func randomRow(r *rand.Rand, n uint32) listRow {
	day := int32(r.IntN(40000) - 20000)
	x := listRow{n: n, tie: r.Uint64(), day: day, from: openFrom, to: openTo, due: noDay, low: none, best: int32(r.IntN(3)) - 1, high: int32(r.IntN(1 << 30)),
		families: uint32(r.IntN(300)), background: r.IntN(2) == 0, aggregate: r.IntN(2) == 0, articles: []uint32{r.Uint32()}}
	for i := range x.slots {
		x.slots[i] = uint32(r.IntN(1 << (4 * (i + 1))))
	}
	switch r.IntN(4) {
	case 0:
		x.day = noDay
	case 1:
		x.dated, x.from = true, day
	case 2:
		x.dated, x.to = true, day
	case 3:
		x.dated, x.from, x.to, x.due = true, day, day+int32(r.IntN(900)), day+1
	}
	for range r.IntN(4) {
		x.parties = append(x.parties, partyRef{uint32(r.IntN(1 << 20)), uint32(r.IntN(1 << 12)), uint8(r.IntN(3))})
	}
	for range r.IntN(3) {
		x.outlets = append(x.outlets, uint32(r.IntN(500)))
	}
	return x
}

func TestRowsComeBack(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 1))
	var rows []byte
	var want []listRow
	for n := range uint32(200) {
		x := randomRow(r, n)
		rows, want = appendRow(rows, &x), append(want, x)
	}
	for _, n := range []uint32{0, 199, 77} {
		var got listRow
		var err error
		if rows, err = cutRow(rows, n, &got); err != nil {
			t.Fatal(err)
		}
		i := slices.IndexFunc(want, func(x listRow) bool { return x.n == n })
		if !reflect.DeepEqual(got, want[i]) {
			t.Errorf("cut\n got %+v\nwant %+v", got, want[i])
		}
		want = slices.Delete(want, i, i+1)
	}
	body, err := unsealRows(sealRows(rows))
	if err != nil {
		t.Fatal(err)
	}
	var p packed
	for _, x := range want {
		end, ok := p.next(body)
		var got listRow
		if err := unpackRow(&p, end, &got); !ok || err != nil || !reflect.DeepEqual(got, x) {
			t.Fatalf("%v\n got %+v\nwant %+v", err, got, x)
		}
	}
	if _, ok := p.next(body); ok || p.bad {
		t.Error("more rows than were written")
	}
	if _, err := cutRow(rows, 77, &listRow{}); !errors.Is(err, parley.ErrDamaged) {
		t.Errorf("a row that is not there: %v", err)
	}
}

func TestTieOf(t *testing.T) {
	ids := []string{"", "!", "0", "00", "0a", "0a!", "1", "9", "9~", "A", "Z", "a", "aa", "b", "f", "ff", "g", "zz", "~", "é", "0123456789abcdef0", "0123456789abcdef1"}
	slices.Sort(ids)
	for i := 1; i < len(ids); i++ {
		if tieOf(ids[i-1]) > tieOf(ids[i]) {
			t.Errorf("%q is before %q and its number behind", ids[i-1], ids[i])
		}
	}
	if tieOf("0123456789abc0") == tieOf("0123456789abc1") {
		t.Error("two IDs of 14 digits share a number")
	}
}

// FuzzRows reads any bytes as rows: no panic, no endless list.
func FuzzRows(f *testing.F) {
	r := rand.New(rand.NewPCG(2, 2))
	x := randomRow(r, 5)
	f.Add(appendRow(nil, &x))
	f.Add([]byte(strings.Repeat("\xff", 40)))
	f.Fuzz(func(t *testing.T, b []byte) {
		var p packed
		for {
			end, ok := p.next(b)
			if !ok {
				break
			}
			var got listRow
			if unpackRow(&p, end, &got) == nil && len(got.parties)+len(got.outlets)+len(got.articles) > 3*len(b) {
				t.Errorf("%d bytes hold a row of %d parties", len(b), len(got.parties))
			}
			p.i, p.bad = end, false
		}
		_, _ = cutRow(slices.Clone(b), 5, &listRow{}) // an error is an answer, a panic none
	})
}
