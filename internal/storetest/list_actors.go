package storetest

import (
	"cmp"
	"context"
	"errors"
	"slices"
	"strings"
	"testing"

	"parley"
)

// actorsOf sums up actors of incidents in the plainest way, those in most
// incidents first.
func actorsOf(incidents []parley.Incident) []parley.ActorInfo {
	infos := map[string]*parley.ActorInfo{}
	in := map[string]int{}
	spellings := map[[2]string]int{}
	for _, x := range incidents {
		sides := map[string]int{}
		for i, p := range append(slices.Clone(x.Sources), x.Targets...) {
			a := infos[p.Actor]
			if a == nil {
				a = &parley.ActorInfo{ID: p.Actor, Name: p.Name, Kind: p.Kind, Country: p.Country, Sector: p.Sector, Side: p.Side}
				infos[p.Actor] = a
			}
			spellings[[2]string{p.Actor, p.Text}]++
			if i < len(x.Sources) {
				sides[p.Actor] |= 1
			} else {
				sides[p.Actor] |= 2
			}
		}
		for id, roles := range sides {
			a := infos[id]
			in[id]++
			a.AsSource += roles & 1
			a.AsTarget += roles >> 1
			if day := parley.DayOf(countDay(x)); day != "" {
				if a.First == "" || day < a.First {
					a.First = day
				}
				a.Last = max(a.Last, day)
			}
		}
	}
	list := []parley.ActorInfo{}
	for _, a := range infos {
		for s, n := range spellings {
			if s[0] == a.ID {
				a.Spellings = append(a.Spellings, parley.Spelling{Text: s[1], Count: n})
			}
		}
		slices.SortFunc(a.Spellings, func(a, b parley.Spelling) int {
			return cmp.Or(cmp.Compare(b.Count, a.Count), cmp.Compare(a.Text, b.Text))
		})
		list = append(list, *a)
	}
	slices.SortFunc(list, func(a, b parley.ActorInfo) int {
		return cmp.Or(cmp.Compare(in[b.ID], in[a.ID]), cmp.Compare(a.ID, b.ID))
	})
	return list
}

// listActors lists the IDs of actors.
func listActors(st parley.ActorReader) lister {
	return listerOf(st.Actors, func(x parley.ActorInfo) string { return x.ID })
}

// actors compares the actors of an archive.
func actors(t *testing.T, st parley.Store) {
	ctx := context.Background()
	m := fillModel(t, st, Archive{Events: 300, Seed: 41})
	want := actorsOf(m.incidents)
	pick := func(keep func(parley.ActorInfo) bool) (ids []string) {
		for _, a := range want {
			if keep(a) {
				ids = append(ids, a.ID)
			}
		}
		return ids
	}
	gives(t, "actors", listActors(st), parley.Filter{}, pick(func(parley.ActorInfo) bool { return true }))
	side := ""
	for _, a := range want {
		same(t, "actor", must[parley.ActorInfo](t)(st.Actor(ctx, a.ID)), a)
		side = cmp.Or(side, a.Side)
	}
	gives(t, "by name", listActors(st), parley.Filter{Actor: "ARMY"}, pick(func(a parley.ActorInfo) bool { return strings.Contains(a.Name, "Army") || sideOf(want, a, "army") }))
	gives(t, "by side", listActors(st), parley.Filter{Actor: side}, pick(func(a parley.ActorInfo) bool { return a.ID == side || a.Side == side }))
	gives(t, "by country", listActors(st), parley.Filter{Countries: []string{"XAA"}}, pick(func(a parley.ActorInfo) bool { return a.Country == "XAA" }))
	gives(t, "by both", listActors(st), parley.Filter{Countries: []string{"XAB"}, Actor: "front"},
		pick(func(a parley.ActorInfo) bool {
			return a.Country == "XAB" && (strings.Contains(a.Name, "Front") || sideOf(want, a, "front"))
		}))
	gives(t, "nobody", listActors(st), parley.Filter{Actor: "nobody at all"}, nil)
	if _, err := st.Actor(ctx, "nobody"); !errors.Is(err, parley.ErrNotFound) {
		t.Errorf("Actor: %v, not ErrNotFound", err)
	}
}

// sideOf reports whether the actor belongs to one whose name holds a word.
func sideOf(list []parley.ActorInfo, a parley.ActorInfo, word string) bool {
	return a.Side != "" && slices.ContainsFunc(list, func(b parley.ActorInfo) bool {
		return b.ID == a.Side && strings.Contains(strings.ToLower(b.Name), word)
	})
}

// actorsChange looks whether actors follow the incidents that name them.
func actorsChange(t *testing.T, st parley.Store) {
	ctx := context.Background()
	both := func(x *parley.Incident) { x.Targets = append(x.Targets, x.Sources...) }
	list := []parley.Incident{incident("a", "2020-01-01", nil), incident("b", "2020-02-01", both), incident("c", "2020-03-01", nil), incident("d", "", nil)}
	compare := func(what string) {
		t.Helper()
		same(t, what, must[parley.Page[parley.ActorInfo]](t)(st.Actors(ctx, parley.Filter{})).Items, actorsOf(list))
	}
	putIncidents(t, st, nil, list...)
	compare("first")
	list[0].Sources = []parley.Party{{Actor: "red", Name: "Red Front", Kind: "group", Text: "red fighters"}}
	list[2].Date = dated("2020-05-05")
	putIncidents(t, st, nil, list...)
	compare("another word, another day")
	list[0].Targets, list[0].Date = nil, dated("2020-04-04")
	putIncidents(t, st, nil, list[0])
	compare("the first day moves")
	putIncidents(t, st, []string{"i-c", "i-d"})
	list = list[:2]
	compare("the last day is gone")
	list[1] = incident("b", "2020-02-01", func(x *parley.Incident) { x.Sources, x.Targets = nil, nil })
	putIncidents(t, st, nil, list[1])
	compare("nobody in it")
	putIncidents(t, st, []string{"i-a", "i-b"})
	same(t, "none left", must[parley.Page[parley.ActorInfo]](t)(st.Actors(ctx, parley.Filter{})).Items, []parley.ActorInfo(nil))
	if _, err := st.Actor(ctx, "red"); !errors.Is(err, parley.ErrNotFound) {
		t.Errorf("an actor that nothing names: %v", err)
	}
}
