package storetest

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"

	"parley"
)

// undertaking is a plain undertaking of one commitment.
func undertaking(commitment string, change func(*parley.Undertaking)) parley.Undertaking {
	u := parley.Undertaking{ID: "u-" + commitment, Kind: parley.Pledge, What: "free prisoners", Theme: "prisoner-release", Country: "XAA",
		By:     &parley.Party{Actor: "red", Name: "Red Front", Kind: "group", Text: "the Reds"},
		To:     &parley.Party{Actor: "blue", Name: "Blue Guard", Kind: "group", Text: "the guard"},
		Status: parley.Pending, PAM: parley.PAM{Level: 1, Why: "test"}, Commitments: []string{commitment},
		Articles: 1, Families: 1, FirstReported: "2020-06-01", LastReported: "2020-06-01"}
	if change != nil {
		change(&u)
	}
	return u
}

// manyUndertakings are undertakings that differ in all that filters name. Those
// of the first articles are told by them.
func manyUndertakings() []parley.Undertaking {
	kinds := []parley.CommitmentKind{parley.Pledge, parley.Demand, parley.Offer}
	statuses := []parley.CommitmentStatus{parley.Pending, parley.Met, parley.Broken, parley.Lapsed}
	themes := []string{"prisoner-release", "withdrawal", "talks"}
	parties := []*parley.Party{{Actor: "red", Name: "Red Front"}, {Actor: "blue", Name: "Blue Guard"}, {Actor: "red-spokesman", Name: "Odo Varn", Side: "red"}, nil}
	var list []parley.Undertaking
	for i := range 60 {
		u := undertaking(fmt.Sprintf("a%d-c1", i), func(u *parley.Undertaking) {
			u.Kind, u.Status, u.Theme = kinds[i%3], statuses[i%4], themes[i/2%3]
			u.By, u.To, u.SaidBy = parties[i%4], parties[i/3%4], parties[i/5%4]
			u.Country = []string{"XAA", "XAB", ""}[i/4%3]
			if i%5 == 0 {
				u.Agreement = fmt.Sprintf("deal-%d", i%2)
			}
			if i%3 > 0 {
				u.Deadline = lasting("2020-01-01", fmt.Sprintf("202%d-0%d-10", i%4, 1+i%9))
			} else if i%2 == 0 {
				u.Deadline = lasting("2020-01-01", "")
			}
			if i%7 > 0 {
				u.Made = dated(fmt.Sprintf("2019-0%d-0%d", 1+i%8, 1+i%5))
			}
			if i%14 == 0 {
				u.FirstReported, u.LastReported = "", ""
			}
		})
		list = append(list, u)
	}
	return list
}

// wantUndertakings lists undertakings as a store ought to.
func wantUndertakings(list []parley.Undertaking, f parley.Filter) []string {
	is := func(p *parley.Party) bool {
		return p != nil && (p.Actor == f.Actor || strings.Contains(strings.ToLower(p.Name), strings.ToLower(f.Actor)) ||
			p.Side != "" && (p.Side == f.Actor || f.Actor == "red front"))
	}
	var out []sorted
	for _, u := range list {
		made := u.Made
		if made == nil && u.FirstReported != "" {
			made = dated(string(u.FirstReported))
		}
		var when, due parley.Period
		if made != nil {
			when = made.Period
		}
		if u.Deadline != nil && !u.Deadline.To.IsZero() {
			due = parley.Period{From: u.Deadline.To, To: u.Deadline.To}
		}
		if !f.Period.IsZero() && !when.Overlaps(f.Period) || !f.Due.IsZero() && !due.Overlaps(f.Due) ||
			!among(f.Countries, u.Country) || !among(f.Themes, u.Theme) || !among(f.CommitmentKinds, u.Kind) || !among(f.CommitmentStatuses, u.Status) ||
			f.Agreement != "" && f.Agreement != u.Agreement || f.Article != "" && u.Commitments[0] != f.Article+"-c1" || f.Outlet == "nobody" ||
			f.Actor != "" && !(f.Role != parley.RoleTarget && is(u.By) || f.Role != parley.RoleSource && is(u.To)) {
			continue
		}
		key := byDay(f.Order, made, "")
		if f.Order == parley.OrderDue || f.Order == "" {
			key = never
			if !due.IsZero() {
				key = float64(due.To.Unix())
			}
		}
		out = append(out, sorted{key, u.ID})
	}
	return idsOf(out)
}

// ledger compares lists of undertakings with the plain way.
func ledger(t *testing.T, st parley.Store) {
	ctx := context.Background()
	list := manyUndertakings()
	bearing := map[string][]parley.Bearing{list[3].ID: {{Incident: "i-x", Event: "x", Effect: "breaks", Rule: "r", Why: "why"}}}
	for i := range 5 {
		put(t, st, record(fmt.Sprintf("a%d", i), "2020-03-05"))
	}
	update(t, st, func(tx parley.Tx) error {
		for part := range slices.Chunk(list, 25) {
			if err := tx.PutUndertakings(ctx, part, bearing, nil); err != nil {
				return err
			}
		}
		return nil
	})
	day := func(from, to string) parley.Period { return parley.Period{From: onDay(from), To: onDay(to)} }
	for i, f := range []parley.Filter{
		{}, {Countries: []string{"XAB"}}, {Themes: []string{"talks", "withdrawal"}}, {CommitmentKinds: []parley.CommitmentKind{parley.Demand}},
		{CommitmentStatuses: []parley.CommitmentStatus{parley.Met, parley.Lapsed}}, {Agreement: "deal-1"}, {Agreement: "deal-9"},
		{Actor: "red"}, {Actor: "red front"}, {Actor: "red", Role: parley.RoleSource}, {Actor: "BLUE GU", Role: parley.RoleTarget}, {Actor: "odo varn"},
		{Due: day("2021-01-01", "2022-12-31")}, {Due: parley.Period{To: onDay("2021-05-10")}}, {Period: day("2019-03-01", "2019-05-31")},
		{Period: day("2020-06-01", "2020-06-01")}, {Article: "a3"}, {Article: "a55"}, {Outlet: "nobody"},
		{Kinds: []parley.EventKind{parley.Violence}, KilledMin: pointer(4), Place: "anywhere"}, // of no use here
		{Actor: "red", Themes: []string{"talks"}, Due: parley.Period{From: onDay("2021-01-01")}},
	} {
		for _, o := range []parley.Order{"", parley.OrderDue, parley.OrderNewest, parley.OrderOldest} {
			f.Order = o
			want := wantUndertakings(list, f)
			if f.Article == "a55" { // its record is not in the store
				want = nil
			}
			gives(t, fmt.Sprintf("ledger %d", i), listUndertakings(st), f, want)
		}
	}
	gives(t, "of an outlet", listUndertakings(st), parley.Filter{Outlet: "the test post", Order: parley.OrderNewest},
		wantUndertakings(list[:5], parley.Filter{Order: parley.OrderNewest}))
	gives(t, "of words", listUndertakings(st), parley.Filter{Text: "a3 says", Order: parley.OrderNewest}, []string{"u-a3-c1"})
	u, bears, err := st.Undertaking(ctx, list[3].ID)
	check(t, err)
	same(t, "undertaking", u, list[3])
	same(t, "bearing", bears, bearing[list[3].ID])
	red := must[parley.ActorInfo](t)(st.Actor(ctx, "red"))
	same(t, "promises", red.Promises, len(wantUndertakings(list, parley.Filter{Actor: "red", Role: parley.RoleSource}))-15)
}

// undertakingsChange writes undertakings over others and drops some.
func undertakingsChange(t *testing.T, st parley.Store) {
	ctx := context.Background()
	put(t, st, record("a1", "2020-03-05"), record("a2", "2020-03-06"))
	write := func(gone []string, list ...parley.Undertaking) {
		t.Helper()
		update(t, st, func(tx parley.Tx) error { return tx.PutUndertakings(ctx, list, nil, gone) })
	}
	write(nil, undertaking("a1-c1", nil), undertaking("a2-c1", nil))
	joined := undertaking("a1-c1", func(u *parley.Undertaking) {
		u.Commitments = []string{"a1-c1", "a2-c1"}
		u.Status, u.Deadline, u.By = parley.Broken, dated("2021-01-01"), nil
	})
	update(t, st, func(tx parley.Tx) error {
		return errors.Join(tx.PutNodes(ctx, parley.Undertakings, []parley.Node{node("a1-c1"), node("a2-c1")}),
			tx.SetGroups(ctx, parley.Undertakings, map[string]string{"a1-c1": "u-a1-c1", "a2-c1": "u-a1-c1"}))
	})
	write([]string{"u-a2-c1"}, joined)
	for _, id := range []string{"u-a1-c1", "u-a2-c1"} {
		u, bears, err := st.Undertaking(ctx, id)
		check(t, err)
		same(t, "undertaking of "+id, u, joined)
		if len(bears) != 0 {
			t.Errorf("bearing: %+v", bears)
		}
	}
	gives(t, "pending", listUndertakings(st), parley.Filter{CommitmentStatuses: []parley.CommitmentStatus{parley.Pending}}, nil)
	gives(t, "of the second article", listUndertakings(st), parley.Filter{Article: "a2"}, []string{"u-a1-c1"})
	gives(t, "by nobody", listUndertakings(st), parley.Filter{Actor: "red"}, nil)
	if _, err := st.Actor(ctx, "red"); !errors.Is(err, parley.ErrNotFound) {
		t.Errorf("who promises no more: %v", err)
	}
	if _, _, err := st.Undertaking(ctx, "u-a9-c1"); !errors.Is(err, parley.ErrNotFound) {
		t.Errorf("Undertaking: %v, not ErrNotFound", err)
	}
}

// settling keeps what people settle, whatever becomes of the undertakings.
func settling(t *testing.T, st parley.Store) {
	ctx := context.Background()
	settle := func(id string, p parley.PAM) error {
		return st.Update(ctx, func(tx parley.Tx) error { return tx.Settle(ctx, id, p) })
	}
	put(t, st, record("a1", "2020-03-05"))
	full := parley.PAM{Level: 3, Why: "seen", By: "Ada"}
	check(t, settle("a1-c1", parley.PAM{Level: 2, Why: "half", By: "Ben"}))
	check(t, settle("a1-c1", full))
	check(t, settle("provision-1", full))
	same(t, "settled", must[map[string]parley.PAM](t)(st.Settled(ctx, []string{"a1-c1", "provision-1", "other"})),
		map[string]parley.PAM{"a1-c1": full, "provision-1": full})
	check(t, settle("a1-c1", parley.PAM{}))
	check(t, settle("never settled", parley.PAM{}))
	same(t, "taken back", must[map[string]parley.PAM](t)(st.Settled(ctx, []string{"a1-c1"})), map[string]parley.PAM{})
	if err := settle("a1-c1", parley.PAM{Level: 4, By: "Ben"}); !errors.Is(err, parley.ErrQuery) {
		t.Errorf("a level of 4: %v, not ErrQuery", err)
	}
}
