package storetest

import (
	"context"
	"errors"
	"testing"

	"parley"
)

// deals lists agreements and talks.
func deals(t *testing.T, st parley.Store) {
	ctx := context.Background()
	red, blue := parley.Party{Actor: "red", Name: "Red Front"}, parley.Party{Actor: "blue-envoy", Name: "Ila Mor", Side: "blue"}
	first := parley.Agreement{ID: "accord", Name: "Accord of Tarn", Aliases: []string{"Tarn accord"}, Country: "XAA", Signed: dated("2020-02-29"),
		Parties: []parley.Party{red}, Provisions: []parley.Provision{{ID: "p1", Number: "1.A", Text: "Free prisoners.", Party: "red", Theme: "prisoner-release", Deadline: dated("2021-04-29")}}}
	agreements := []parley.Agreement{{ID: "accord", Name: "old name"}, first,
		{ID: "truce", Name: "Truce of Vel", Country: "XAB", Signed: dated("2018-01-01"), Parties: []parley.Party{blue}}, {ID: "rumour", Name: "Rumoured deal"}}
	talks := []parley.Talks{
		{ID: "t1", Name: "Tarn talks", Parties: []parley.Party{red}, Mediators: []parley.Party{blue}, Venues: []string{"Tarn"}, Country: "XAA", First: "2019-01-01", Last: "2020-02-29"},
		{ID: "t2", Name: "Vel talks", Country: "XAB", First: "2021-01-01", Last: "2021-01-01"}, {ID: "t3", Name: "gone"}}
	update(t, st, func(tx parley.Tx) error {
		for _, a := range agreements {
			if err := tx.PutAgreement(ctx, a); err != nil {
				return err
			}
		}
		return errors.Join(tx.PutTalks(ctx, talks, nil), tx.PutTalks(ctx, nil, []string{"t3", "never there"}))
	})
	same(t, "agreement", must[parley.Agreement](t)(st.Agreement(ctx, "accord")), first)
	if _, err := st.Agreement(ctx, "other"); !errors.Is(err, parley.ErrNotFound) {
		t.Errorf("Agreement: %v, not ErrNotFound", err)
	}
	list := listerOf(st.Agreements, func(a parley.Agreement) string { return a.ID })
	during := func(from, to string) parley.Period { return parley.Period{From: onDay(from), To: onDay(to)} }
	gives(t, "newest", list, parley.Filter{}, []string{"accord", "truce", "rumour"})
	gives(t, "oldest", list, parley.Filter{Order: parley.OrderOldest}, []string{"truce", "accord", "rumour"})
	gives(t, "country", list, parley.Filter{Countries: []string{"XAB"}}, []string{"truce"})
	gives(t, "period", list, parley.Filter{Period: during("2020-01-01", "2020-12-31")}, []string{"accord"})
	gives(t, "actor", list, parley.Filter{Actor: "RED FR"}, []string{"accord"})
	gives(t, "side", list, parley.Filter{Actor: "blue"}, []string{"truce"})
	gives(t, "itself", list, parley.Filter{Agreement: "rumour"}, []string{"rumour"})
	held := listerOf(st.Talks, func(x parley.Talks) string { return x.ID })
	gives(t, "talks", held, parley.Filter{}, []string{"t2", "t1"})
	gives(t, "talks of a period", held, parley.Filter{Period: during("2019-06-01", "2019-06-02")}, []string{"t1"})
	gives(t, "talks of a mediator", held, parley.Filter{Actor: "ila mor"}, []string{"t1"})
	gives(t, "talks of a country", held, parley.Filter{Countries: []string{"XAB"}, Order: parley.OrderOldest}, []string{"t2"})
	same(t, "whole talks", must[parley.Page[parley.Talks]](t)(st.Talks(ctx, parley.Filter{Limit: 2})).Items, []parley.Talks{talks[1], talks[0]})
	one := must[parley.Page[parley.Agreement]](t)(st.Agreements(ctx, parley.Filter{Limit: 1}))
	two := must[parley.Page[parley.Agreement]](t)(st.Agreements(ctx, parley.Filter{Limit: 1, After: one.Next}))
	if one.Items[0].ID != "accord" || two.Items[0].ID != "truce" {
		t.Errorf("pages of one: %s, %s", one.Items[0].ID, two.Items[0].ID)
	}
}
