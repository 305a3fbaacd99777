package process

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
	"unicode/utf8"

	"parley"
	"parley/internal/cluster"
)

// Undertaking sums up a group of commitments, and the events that bear on it. It
// is a function of its arguments alone; the order of the members, of the
// agreements and of bearing does not matter. Errors wrap parley.ErrDamaged for a
// digest that cannot be read, parley.ErrEmpty for a group without members.
func (l *Ledger) Undertaking(g cluster.Group, c Context, bearing []parley.Bearing) (parley.Undertaking, error) {
	ds := make([]*Digest, len(g.Nodes))
	for i, n := range g.Nodes {
		d, err := DecodeDigest(n.Digest)
		if err != nil {
			return parley.Undertaking{}, fmt.Errorf("commitment %s: %w", n.ID, err)
		}
		ds[i] = d
	}
	if len(ds) == 0 {
		return parley.Undertaking{}, fmt.Errorf("%w: undertaking %q has no commitments", parley.ErrEmpty, g.ID)
	}
	slices.SortFunc(ds, byPublication)
	t := tellings{l, ds, &c}
	u := parley.Undertaking{ID: cmp.Or(g.ID, cluster.Prefix(parley.Undertakings)+ds[0].Commitment)}
	t.identity(&u)
	t.what(&u)
	t.times(&u)
	told := make([]told, len(ds))
	for i, d := range ds {
		told[i] = toldOf(d, &c)
	}
	history := l.history(&u, told, bearing)
	u.Status = history[len(history)-1].Status
	u.PAM = l.place(&u, bearing)
	for _, d := range ds {
		if p, ok := c.Settled[d.Commitment]; ok && p.By != "" {
			u.PAM = p
		}
	}
	return u, nil
}

// byPublication is the order of a group's members, and of all that is told of them.
func byPublication(a, b *Digest) int {
	return cmp.Or(
		cmp.Compare(parley.DayOf(a.Published.From), parley.DayOf(b.Published.From)),
		cmp.Compare(a.Article, b.Article), cmp.Compare(a.Position, b.Position), cmp.Compare(a.Commitment, b.Commitment))
}

// tellings are the digests of one undertaking, by publication.
type tellings struct {
	l  *Ledger
	ds []*Digest
	c  *Context
}

// identity fills who, the theme, the country, the agreement and the counts.
func (t *tellings) identity(u *parley.Undertaking) {
	u.Commitments = make([]string, len(t.ds))
	articles, families := map[string]bool{}, map[string]bool{}
	for i, d := range t.ds {
		u.Commitments[i] = d.Commitment
		articles[d.Article], families[t.c.family(d.Article)] = true, true
	}
	u.Articles, u.Families = len(articles), len(families)
	u.Kind = t.ds[0].Kind
	for _, d := range t.ds {
		if strength(d.Kind) < strength(u.Kind) {
			u.Kind = d.Kind
		}
	}
	u.By = t.party(func(d *Digest) *parley.Party { return d.By })
	if p := t.clause(); p != nil && !unknown(p.By) {
		by := *p.By
		u.By = &by
	}
	u.To = t.party(func(d *Digest) *parley.Party { return d.To })
	u.SaidBy = t.party(func(d *Digest) *parley.Party { return d.SaidBy })
	u.Theme = t.vote(func(d *Digest) string {
		if len(d.Themes) == 0 {
			return ""
		}
		return d.Themes[0].Theme
	})
	u.Country = t.vote(func(d *Digest) string { return d.Country })
	if a, p := t.agreement(); a != nil {
		u.Agreement = a.ID
		if p != nil {
			u.Provision = p.ID
			u.Theme = cmp.Or(p.Theme, u.Theme)
		}
		if u.To == nil {
			u.To = counterpart(a, u.By)
		}
	}
}

// counterpart is the other side of an agreement between two that fought; nil for
// any other. Mediators and witnesses are no side.
func counterpart(a *parley.Agreement, by *parley.Party) *parley.Party {
	if by == nil || joint(by) || !bound(a, by) {
		return nil
	}
	var other *parley.Party
	for i := range a.Parties {
		p := &a.Parties[i]
		switch {
		case p.Side == "" || !armed(p) || shareSide(by, p):
		case other != nil && !shareSide(other, p):
			return nil
		case other == nil:
			other = p
		}
	}
	if other == nil {
		return nil
	}
	p := *other
	return &p
}

// clause returns the provision of an agreement among the tellings, whose words go
// before those of the press; nil for none.
func (t *tellings) clause() *Digest {
	for _, d := range t.ds {
		if d.Provision {
			return d
		}
	}
	return nil
}

// kinds are the sorts of commitments, that which binds most first.
var kinds = [...]parley.CommitmentKind{
	parley.Pledge, parley.Swap, parley.Offer, parley.Demand, parley.Condition, parley.Option, parley.Aim, parley.Threat,
}

func strength(k parley.CommitmentKind) int {
	if i := slices.Index(kinds[:], k); i >= 0 {
		return i
	}
	return len(kinds)
}

// vote returns the value that most families give, of equals the one told first;
// empty where none gives one.
func (t *tellings) vote(value func(*Digest) string) string {
	families := map[string]map[string]bool{}
	for _, d := range t.ds {
		v := value(d)
		if v == "" {
			continue
		}
		if families[v] == nil {
			families[v] = map[string]bool{}
		}
		families[v][t.c.family(d.Article)] = true
	}
	best := ""
	for _, d := range t.ds {
		if v := value(d); len(families[v]) > len(families[best]) {
			best = v
		}
	}
	return best
}

// party returns the party that most families name; one that a list knows goes
// before mere words.
func (t *tellings) party(of func(*Digest) *parley.Party) *parley.Party {
	name := func(d *Digest) string {
		if p := of(d); p != nil {
			return p.Actor
		}
		return ""
	}
	words := func(d *Digest) string {
		if p := of(d); p != nil {
			return p.Name
		}
		return ""
	}
	for _, key := range []func(*Digest) string{name, words} {
		best := t.vote(key)
		if best == "" {
			continue
		}
		for _, d := range t.ds {
			if key(d) == best {
				p := *of(d)
				return &p
			}
		}
	}
	return nil
}

// mostWhat is how many characters a text of what is promised may have to be
// preferred for its fullness.
const mostWhat = 160

// what fills the words for what is promised, from the telling that says most, and
// the number and the condition.
func (t *tellings) what(u *parley.Undertaking) {
	best := -1
	for _, d := range t.ds {
		says := 0
		for _, w := range d.Words {
			says += int(w.Weight)
		}
		if d.Kind == u.Kind {
			says += wordBonus
		}
		if u.By != nil && d.By != nil && d.By.Actor == u.By.Actor {
			says += wordBonus
		}
		if utf8.RuneCountInString(d.What) > mostWhat {
			says /= 4
		}
		if says > best {
			best, u.What = says, d.What
		}
		if len(d.Condition) > len(u.Condition) {
			u.Condition = d.Condition
		}
	}
	if p := t.clause(); p != nil && p.What != "" {
		u.What = p.What
	}
	count := t.vote(func(d *Digest) string {
		if _, ok := figure(d.Count); !ok {
			return ""
		}
		return countText(d.Count)
	})
	for _, d := range t.ds {
		if d.Count != nil && (count == "" || !d.Count.Vague && countText(d.Count) == count) {
			c := *d.Count
			u.Count = &c
			break
		}
	}
}

// wordBonus is what the words of a telling count more that is of the strongest
// kind, or names who has to do it as most do: about two words, in tenths.
const wordBonus = 100

// times fills the days: made, due, and of publication.
func (t *tellings) times(u *parley.Undertaking) {
	a, _ := t.agreement()
	if a != nil && known(a.Signed) {
		d := *a.Signed
		u.Made = &d
	}
	firmest := 0
	for _, d := range t.ds {
		if u.Made == nil && d.Made != nil || u.Made != nil && (a == nil || !known(a.Signed)) && d.Made != nil && d.Made.From.Before(u.Made.From) {
			m := *d.Made
			u.Made = &m
		}
		if due, rank := t.l.terms.due(d, a); due != nil && (u.Deadline == nil || rank < firmest) {
			dd := *due
			if t.l.states[u.Theme] && !t.l.terms.ends(dd.Text) {
				dd.How = strings.TrimSuffix(startHow+", "+dd.How, ", ")
			}
			u.Deadline, firmest = &dd, rank
		}
		if p := parley.DayOf(d.Published.From); p != "" {
			if u.FirstReported == "" || p < u.FirstReported {
				u.FirstReported = p
			}
			u.LastReported = max(u.LastReported, p)
		}
	}
}
