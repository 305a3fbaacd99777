package process

import (
	"cmp"
	"slices"
	"strings"
	"time"

	"parley"
)

// agreement returns the agreement that the undertaking stands in, and its
// provision if a member is one; nil for none. A provision names it; else the name
// by which most tellings call it.
func (t *tellings) agreement() (*parley.Agreement, *parley.Provision) {
	known := slices.Clone(t.c.Agreements)
	slices.SortFunc(known, func(a, b parley.Agreement) int { return cmp.Compare(a.ID, b.ID) })
	for _, d := range t.ds {
		if !d.Provision {
			continue
		}
		for i := range known {
			for k := range known[i].Provisions {
				if known[i].Provisions[k].ID == d.Commitment {
					return &known[i], &known[i].Provisions[k]
				}
			}
		}
	}
	id := t.vote(func(d *Digest) string {
		if a := t.l.called(d, known); a != nil {
			return a.ID
		}
		return ""
	})
	for i := range known {
		if id != "" && known[i].ID == id {
			return &known[i], nil
		}
	}
	return nil, nil
}

// called returns the agreement that the words of a commitment name: by name or
// alias, else, where the words name no other ("the deal", "its agreement with the
// US"), the last one of its country and party that was signed before.
func (l *Ledger) called(d *Digest, all []parley.Agreement) *parley.Agreement {
	if d.Agreement == "" {
		return nil
	}
	for i := range all {
		if sameName(d.Agreement, all[i].Name) || slices.ContainsFunc(all[i].Aliases, func(n string) bool { return sameName(d.Agreement, n) }) {
			return &all[i]
		}
	}
	var best *parley.Agreement
	for i := range all {
		a := &all[i]
		if !known(a.Signed) || a.Country != d.Country || a.Country == "" || !l.describes(d.Agreement, a) || !bound(a, d.By) {
			continue
		}
		if d.Published.To.IsZero() || a.Signed.From.After(d.Published.To) || d.Published.To.Sub(a.Signed.To) > remembered {
			continue
		}
		if best == nil || a.Signed.From.After(best.Signed.From) {
			best = a
		}
	}
	return best
}

// remembered is how long after its signing an agreement is meant by "the deal".
const remembered = 3 * 365 * 24 * time.Hour

// describes reports whether all words of a name are words for any agreement or
// stand in the names of a and of its parties.
func (l *Ledger) describes(name string, a *parley.Agreement) bool {
	held := map[string]bool{}
	texts := append([]string{a.Name}, a.Aliases...)
	for _, p := range a.Parties {
		texts = append(texts, p.Name, p.Text)
	}
	for _, t := range texts {
		for _, w := range nameWords(t) {
			held[w] = true
		}
	}
	for _, w := range nameWords(name) {
		w = strings.TrimSuffix(w, "s")
		if class := l.terms.class[w]; class != "anchor" && class != "generic" && !held[w] && !held[w+"s"] {
			return false
		}
	}
	return true
}

// bound reports whether a party, or its side, is one of the agreement's; so is
// one that is not known.
func bound(a *parley.Agreement, p *parley.Party) bool {
	if p == nil || len(sides(p)) == 0 || stranger(p) {
		return true
	}
	for i := range a.Parties {
		if shareSide(p, &a.Parties[i]) {
			return true
		}
	}
	return len(a.Parties) == 0
}
