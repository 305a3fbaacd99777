package brief

import (
	"cmp"
	"context"
	"slices"
	"strings"

	"parley"
)

// doing is what an actor did and suffered.
type doing struct {
	party          parley.Party
	source, target int // incidents of violence
	killed         int // in those of which it is a source
	other          int // acts, on any side
}

// mostActors is how many actors are set out.
const mostActors = 8

// actors sets out who did what.
func (w *writing) actors(context.Context) error {
	by := map[string]*doing{}
	of := func(list []parley.Party, use func(d *doing)) {
		seen := map[string]bool{}
		for _, p := range list {
			if p.Actor == "" || p.Kind == "thing" || p.Name == "" || seen[p.Actor] {
				continue
			}
			seen[p.Actor] = true
			if by[p.Actor] == nil {
				by[p.Actor] = &doing{party: p}
			}
			use(by[p.Actor])
		}
	}
	for i := range w.now.violence {
		in := &w.now.violence[i]
		sources := slices.DeleteFunc(slices.Clone(in.Sources), func(p parley.Party) bool { return ownSideHit(in, &p) })
		of(sources, func(d *doing) {
			d.source++
			d.killed += max(0, best(in.Killed))
		})
		of(in.Targets, func(d *doing) { d.target++ })
	}
	for i := range w.now.deeds {
		in := &w.now.deeds[i]
		of(slices.Concat(in.Sources, in.Targets), func(d *doing) { d.other++ })
	}
	list := make([]*doing, 0, len(by))
	for _, d := range by {
		list = append(list, d)
	}
	slices.SortFunc(list, func(a, b *doing) int {
		return cmp.Or(cmp.Compare(b.source+b.target, a.source+a.target), cmp.Compare(b.other, a.other), strings.Compare(a.party.Actor, b.party.Actor))
	})
	t := Block{Kind: Table, Head: []string{"Actor", "Violence, acting", "Violence, acted upon", "Killed where acting", "Other acts"}}
	q, acts := w.now.query, w.now.acts
	for _, d := range list[:min(mostActors, len(list))] {
		id := d.party.Actor
		t.Rows = append(t.Rows, []Sentence{
			finish(fact(FactName, d.party.Name, id, "name"), nil), finish(fact(FactCount, digits(d.source), q, "source "+id), nil),
			finish(fact(FactCount, digits(d.target), q, "target "+id), nil), finish(fact(FactCount, digits(d.killed), q, "killed by "+id), nil),
			finish(fact(FactCount, digits(d.other), acts, "actor "+id), nil),
		})
	}
	w.section("actors", "Who did what", t, paragraph(w.left(len(list)-len(t.Rows), q+" "+acts, "actors left out", "actor", "actors")...))
	return nil
}
