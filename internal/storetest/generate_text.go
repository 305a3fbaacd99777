package storetest

import (
	"fmt"
	"strings"

	"parley"
)

// verb is what a sort of happening is called in a title.
func (m *maker) verb(t parley.EventType) string {
	for _, s := range sorts() {
		if s.typ == t {
			return s.verb
		}
	}
	return "faced"
}

// event makes the event of a telling, and the sentences that tell it. Tolls move
// and words differ from one telling to the next.
func (m *maker) event(t telling, i int) (parley.Event, string) {
	verb := m.verb(t.typ)
	for _, s := range sorts() {
		if s.typ == t.typ && s.mode == t.mode {
			verb = s.verb
		}
	}
	e := parley.Event{ID: m.id("event", m.seq*8+i), Kind: t.kind, Type: t.typ, Mode: t.mode, Status: t.status,
		Background: m.rand.IntN(25) == 0, Aggregate: m.rand.IntN(60) == 0,
		Sources: []parley.Party{m.spelled(t.from)}, Targets: []parley.Party{m.spelled(t.to)},
		Weapons: []parley.Weapon{}, Tolls: []parley.Toll{}, Claims: []parley.Claim{}, Accounts: []parley.Account{},
		CAMEO: "190", Goldstein: -5, Confidence: 0.9}
	e.Date = m.date(t)
	if m.rand.IntN(20) != 0 {
		place := t.place
		e.Place = &place
	}
	opening := m.pick("On ", "Late on ", "It was on ", "Reports say that on ") + t.day.Format("January 2") + " "
	text := opening + e.Sources[0].Text + " " + verb + " " + e.Targets[0].Text + " " + m.pick("in ", "near ", "close to ") + t.place.Name + "."
	e.Evidence = []parley.Evidence{{Role: "trigger", Start: len(opening) + len(e.Sources[0].Text) + 1,
		End: len(opening) + len(e.Sources[0].Text) + 1 + len(verb), Quote: verb, Rule: "made-up"}}
	if t.killed >= 0 && m.rand.IntN(10) != 0 {
		low := max(0, t.killed+(t.later-2)*m.rand.IntN(2)*max(1, t.killed/6))
		high := low + m.rand.IntN(2)*m.rand.IntN(3)
		e.Killed = &parley.Range{Low: &low, High: &high}
		e.Tolls = append(e.Tolls, parley.Toll{Outcome: "killed", Range: *e.Killed})
		text += fmt.Sprintf(" %s %d people %s.", m.pick("At least", "Officials said", "Doctors counted"), low, m.pick("were killed", "died", "lost their lives"))
		if m.rand.IntN(4) == 0 {
			e.Accounts = append(e.Accounts, parley.Account{Speaker: "spokesman of " + t.from.Name, For: t.from.Name, Stance: "says", Killed: e.Killed})
		}
	}
	return e, text + " " + m.filler() + "\n"
}

// date is the day as an article tells it: mostly exact, now and then wide or not
// at all.
func (m *maker) date(t telling) *parley.Date {
	p := parley.Period{From: t.day, To: t.day, Precision: parley.PrecisionDay}
	switch x := m.rand.IntN(100); {
	case x < 3:
		return nil
	case x < 6:
		p.To = t.day.AddDate(0, 0, t.later)
	case x < 8:
		p.From, p.To, p.Precision = t.day.AddDate(0, -5, 0), t.day.AddDate(0, 1, 0), parley.PrecisionVague
	case x < 9:
		p.From = p.To.AddDate(0, 0, 1-t.day.Day())
		p.To = p.From.AddDate(0, 1, -1)
	}
	return &parley.Date{Period: p, Text: t.day.Format("January 2"), How: "said"}
}

// spelled is a party as one article puts it.
func (m *maker) spelled(p parley.Party) parley.Party {
	first, _, _ := strings.Cut(p.Name, " ")
	p.Text = []string{p.Name, "the " + p.Name, first + " fighters", "the " + first}[m.rand.IntN(4)]
	return p
}

// pick draws one of a few words.
func (m *maker) pick(list ...string) string { return list[m.rand.IntN(len(list))] }

// filler is sentences that say nothing: common words often, thousands of
// invented ones now and then.
func (m *maker) filler() string {
	common := []string{"the", "of", "and", "officials", "said", "people", "road", "attack", "area", "town", "forces", "talks", "region", "security",
		"after", "before", "residents", "market", "bridge", "morning", "convoy", "statement", "leaders", "village", "hospital", "border"}
	var b strings.Builder
	for i := range 30 {
		if i > 0 {
			b.WriteByte(' ')
		}
		if m.rand.IntN(3) > 0 {
			b.WriteString(common[m.world.outletOf.draw(m.rand)%len(common)])
			continue
		}
		fmt.Fprintf(&b, "w%d", int(m.rand.ExpFloat64()*m.rand.ExpFloat64()*400))
	}
	return b.String() + "."
}
