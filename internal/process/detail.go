package process

import (
	"cmp"
	"slices"

	"parley"
)

// Detail sets out all that is known of u. tellings are those of its commitments,
// in the order of u.Commitments.
func (l *Ledger) Detail(u parley.Undertaking, tellings []parley.CommitmentTelling, bearing []parley.Bearing, links []parley.Link) parley.UndertakingDetail {
	d := parley.UndertakingDetail{
		Undertaking: u, Tellings: slices.Clone(tellings), Links: slices.Clone(links), Bearing: slices.Clone(bearing),
		History: []parley.StatusChange{},
	}
	slices.SortStableFunc(d.Bearing, func(a, b parley.Bearing) int {
		return cmp.Or(cmp.Compare(dayOf(&a), dayOf(&b)), cmp.Compare(a.Incident, b.Incident))
	})
	slices.SortStableFunc(d.Links, func(a, b parley.Link) int {
		return cmp.Or(cmp.Compare(b.Score, a.Score), cmp.Compare(a.A, b.A), cmp.Compare(a.B, b.B))
	})
	all := make([]told, len(tellings))
	for i := range tellings {
		all[i] = toldIn(&tellings[i])
	}
	if len(all) > 0 {
		d.History = l.history(&u, all, bearing)
	}
	return d
}

func dayOf(b *parley.Bearing) parley.Day {
	if b.On == nil {
		return ""
	}
	return lastDay(b.On.Period)
}

// toldIn reads a telling as toldOf reads its digest, with the evidence of the
// status, or of the promise where none shows it.
func toldIn(t *parley.CommitmentTelling) told {
	c := &t.Commitment
	out := told{
		commitment: c.ID, article: t.Article.ID, family: cmp.Or(t.Article.Family, t.Article.ID), status: c.Status,
		published: days(t.Article.Published.Period),
	}
	out.voice, out.by = voiceOf(c.By, c.To, c.SaidBy)
	for _, role := range []string{"status", "trigger"} {
		for _, e := range c.Evidence {
			if e.Role == role {
				out.evidence = append(out.evidence, e)
			}
		}
		if len(out.evidence) > 0 {
			break
		}
	}
	return out
}
