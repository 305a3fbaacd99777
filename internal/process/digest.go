package process

import (
	"fmt"
	"hash/fnv"
	"slices"
	"strings"
	"time"

	"parley"
	"parley/internal/process/theme"
	"parley/internal/resolve/words"
)

// Digest is what is compared and summed up of a commitment; all of an
// undertaking but its bearing events follows from the digests of its commitments.
type Digest struct {
	Commitment string // its ID
	Article    string
	Position   int // in the record, from 0
	Kind       parley.CommitmentKind
	Status     parley.CommitmentStatus
	// By, To and SaidBy are as in the commitment, without what befell them.
	By, To, SaidBy *parley.Party
	What           string
	Condition      string
	Agreement      string
	Count          *parley.Range
	Deadline       *parley.Date
	// Made is the day of the act of promising, asking or signing that the
	// article tells; nil where it tells none.
	Made *parley.Date
	// Country is the country of the conflict; empty where not known.
	Country string
	// Themes are what it is about, first that which it speaks of first.
	Themes []Sense
	// Provision is true for a clause of an imported agreement.
	Provision bool
	// Published is the article's date, with no precision.
	Published parley.Period
	// Words are the words of What that say more than its first theme, by Hash.
	Words []Word
}

// Sense is a theme, or its contrary ("resume the attacks").
type Sense struct {
	Theme    string
	Contrary bool
}

// Word is a folded word of a promise.
type Word struct {
	Hash   uint32
	Weight uint8 // tenths of the natural logarithm of its rarity
}

// mostSenses and mostWords bound what a digest holds: What can be a long clause.
const (
	mostSenses = 3
	mostWords  = 40
)

// Nodes returns the commitments of r as nodes of Undertakings, in the order of
// r.Commitments.
func (l *Ledger) Nodes(r *parley.Record) ([]parley.Node, error) {
	if r == nil {
		return nil, fmt.Errorf("%w: no record", parley.ErrEmpty)
	}
	nodes := make([]parley.Node, 0, len(r.Commitments))
	country := countryOf(r)
	for i := range r.Commitments {
		d := l.digest(r, i, country)
		nodes = append(nodes, parley.Node{
			ID: d.Commitment, Keys: l.keys(d), Digest: d.Encode(),
			Order: fmt.Sprintf("%-10s %s %06d", parley.DayOf(d.Published.From), d.Article, i),
		})
	}
	return nodes, nil
}

// digest makes the digest of commitment i of r.
func (l *Ledger) digest(r *parley.Record, i int, country string) *Digest {
	c := &r.Commitments[i]
	d := &Digest{
		Commitment: c.ID, Article: r.Article.ID, Position: i, Kind: c.Kind, Status: c.Status,
		By: bare(c.By), To: bare(c.To), SaidBy: bare(c.SaidBy),
		What: c.What, Condition: c.Condition, Agreement: c.Agreement, Count: c.Count, Deadline: whole(c.Deadline),
		Country: country, Provision: provision(r, c),
		Published: days(r.Article.Published.Period),
	}
	d.Themes = l.senses(c)
	d.By = joined(r, c, d.By)
	// That an army is to leave Mali may be told in an article on its own country:
	// the conflict is the one in Mali.
	if left := l.countries.left(c.What, l.leaves); left != "" && (c.By == nil || left != c.By.Country) {
		d.Country = left
	}
	if d.Country == "" && c.By != nil {
		d.Country = c.By.Country
	}
	d.Words = l.words(d)
	d.Made = whole(l.made(r, c))
	return d
}

// day cuts a time to midnight UTC, as digests keep days only.
func day(t time.Time) time.Time {
	if t.IsZero() {
		return t
	}
	y, m, dd := t.Date()
	return time.Date(y, m, dd, 0, 0, 0, 0, time.UTC)
}

// days cuts a period to whole days, with the first before the last.
func days(p parley.Period) parley.Period {
	p.From, p.To, p.Precision = day(p.From), day(p.To), ""
	if !p.From.IsZero() && !p.To.IsZero() && p.To.Before(p.From) {
		p.From, p.To = p.To, p.From
	}
	return p
}

// whole is days of a date, which keeps its precision.
func whole(d *parley.Date) *parley.Date {
	if d == nil {
		return nil
	}
	q := *d
	q.Period = days(d.Period)
	q.Precision = d.Precision
	return &q
}

// bare returns a party without what befell it.
func bare(p *parley.Party) *parley.Party {
	if p == nil {
		return nil
	}
	q := *p
	q.Effect, q.Blamed = parley.EffectNone, false
	q.Effect = ""
	return &q
}

// joined returns who has to do it; where that is only words for several ("the two
// sides"), the sides of the act of agreeing, as one party.
func joined(r *parley.Record, c *parley.Commitment, by *parley.Party) *parley.Party {
	if by == nil || by.Actor != "" || c.Event == "" {
		return by
	}
	var ids []string
	for i := range r.Events {
		e := &r.Events[i]
		if e.ID != c.Event || e.Type != parley.Agree || len(e.Sources) == 0 || len(e.Targets) == 0 {
			continue
		}
		for _, p := range slices.Concat(e.Sources, e.Targets) {
			if p.Side != "" && !slices.Contains(ids, p.Side) {
				ids = append(ids, p.Side)
			}
		}
	}
	if len(ids) < 2 {
		return by
	}
	slices.Sort(ids)
	q := *by
	q.Actor = strings.Join(ids, "+")
	return &q
}

// leaves reports whether a word shows a withdrawal.
func (l *Ledger) leaves(word string) bool { return l.themes.Speaks("withdrawal", word) }

// provision reports whether c is a clause of an imported agreement: its record
// has no events, and the agreement's name for a title.
func provision(r *parley.Record, c *parley.Commitment) bool {
	return len(r.Events) == 0 && r.Article.Title != nil && c.Agreement != "" && *r.Article.Title == c.Agreement
}

// senses returns the themes of a commitment; where its own words show none, those
// that they show together with the words for who has to do it ("US soldiers":
// "leave"). What the name of the party shows by itself is none ("the Revolutionary
// Army": "free the mayor").
func (l *Ledger) senses(c *parley.Commitment) []Sense {
	found := l.themes.Find(c.What)
	if len(found) == 0 && c.By != nil {
		if found = l.withParty(c.By.Text, c.What); len(found) == 0 {
			found = l.withParty(c.By.Name, c.What)
		}
	}
	var all []Sense
	for _, m := range found[:min(len(found), mostSenses)] {
		all = append(all, Sense{m.Theme, m.Contrary})
	}
	return all
}

// withParty returns the themes that a party's name and what it is to do show only
// together, each by two words at least.
func (l *Ledger) withParty(name, what string) []theme.Match {
	alone := l.themes.Find(name)
	return slices.DeleteFunc(l.themes.Find(name+" "+what), func(m theme.Match) bool {
		i := slices.IndexFunc(alone, func(n theme.Match) bool { return n.Theme == m.Theme })
		return m.Parts < 2 || i >= 0 && alone[i].Parts >= m.Parts
	})
}

// words returns the words of what is promised that say more than its theme, its
// deadline and the country of the conflict, each once.
func (l *Ledger) words(d *Digest) []Word {
	theme, country := "", l.countries.words[d.Country]
	if len(d.Themes) > 0 {
		theme = d.Themes[0].Theme
	}
	due := map[string]bool{} // deadlines are compared by themselves
	if d.Deadline != nil {
		for _, raw := range words.All(d.Deadline.Text) {
			due[words.Fold(raw)] = true
		}
	}
	var all []Word
	for _, raw := range words.All(d.What) {
		folded := words.Fold(raw)
		weight := l.rarity.Weight(folded)
		if weight < plainWord || folded == "" || country[folded] || due[folded] || l.themes.Speaks(theme, raw) {
			continue
		}
		h := fnv.New32a()
		h.Write([]byte(folded))
		all = append(all, Word{h.Sum32(), uint8(min(weight*10, 255))})
	}
	slices.SortFunc(all, compareWords)
	all = slices.CompactFunc(all, func(a, b Word) bool { return a.Hash == b.Hash })
	return all[:min(len(all), mostWords)]
}

// plainWord is the weight below which a word says nothing of what is promised
// ("the", "will", "of").
const plainWord = 2.2

func compareWords(a, b Word) int {
	switch {
	case a.Hash < b.Hash:
		return -1
	case a.Hash > b.Hash:
		return 1
	}
	return int(a.Weight) - int(b.Weight)
}

// made returns the day of the act that the commitment is: of its event where
// that is a promise or a demand, and for a term or the clause of a named agreement
// the day of the signing by the same party, where that is more exact or alone is told.
func (l *Ledger) made(r *parley.Record, c *parley.Commitment) *parley.Date {
	var day *parley.Date
	for i := range r.Events {
		if e := &r.Events[i]; c.Event != "" && e.ID == c.Event && acts(e) && known(e.Date) {
			day = e.Date
		}
	}
	if c.Kind != parley.Pledge || c.Agreement == "" && !l.isTerm(c.Deadline) {
		return day
	}
	for i := range r.Events {
		e := &r.Events[i]
		if e.Type != parley.Agree || e.Status != parley.Happened || !known(e.Date) || !involves(e, c.By) {
			continue
		}
		switch {
		case day == nil:
			day = e.Date
		case !day.Overlaps(e.Date.Period):
			return nil // two signings: which one is meant is not told
		case length(e.Date.Period) < length(day.Period):
			day = e.Date
		}
	}
	return day
}

// acts reports whether an event is an act of promising or asking that has been
// done, so that its day is that of the promise and not of the deed.
func acts(e *parley.Event) bool {
	switch e.Type {
	case parley.Agree, parley.Request, parley.Threaten:
		return e.Status != parley.Planned
	}
	return false
}

// known reports whether a date has both ends.
func known(d *parley.Date) bool { return d != nil && !d.From.IsZero() && !d.To.IsZero() }

// involves reports whether p, or its side, is a party to e; so is one not known.
func involves(e *parley.Event, p *parley.Party) bool {
	if p == nil || len(sides(p)) == 0 {
		return true
	}
	for _, list := range [][]parley.Party{e.Sources, e.Targets} {
		for i := range list {
			if shareSide(p, &list[i]) {
				return true
			}
		}
	}
	return false
}

// sides returns the actors on whose side a party is: itself, what it belongs to,
// and each of those that it joins ("houthis+yem-gov").
func sides(p *parley.Party) []string {
	if p == nil {
		return nil
	}
	var all []string
	for _, id := range []string{p.Side, p.Actor} {
		if id == "" {
			continue
		}
		for part := range strings.SplitSeq(id, "+") {
			if part != "" && !slices.Contains(all, part) {
				all = append(all, part)
			}
		}
	}
	return all
}

// shareSide reports whether two parties have a side in common; nil has none.
func shareSide(p, q *parley.Party) bool {
	if p == nil || q == nil {
		return false
	}
	if !joint(p) && !joint(q) {
		return is(p, q.Side) || is(p, q.Actor)
	}
	mine := sides(p)
	for _, id := range sides(q) {
		if slices.Contains(mine, id) {
			return true
		}
	}
	return false
}

// is reports whether an ID is that of a party or of its side.
func is(p *parley.Party, id string) bool { return id != "" && (id == p.Side || id == p.Actor) }
