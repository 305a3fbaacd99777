package promise

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"slices"
	"strings"

	"parley"
	"parley/internal/doc"
)

// write writes the commitment down with its evidence.
func (r *reading) write(x *commitment, ids []string) parley.Commitment {
	m := &r.d.Matches[x.match]
	out := parley.Commitment{ID: r.id(x), Kind: x.kind, Status: x.status, Event: r.event(x, ids)}
	show := func(role string, words doc.Range, by string) string {
		if words.Empty() {
			return ""
		}
		ev := r.show(role, words, by)
		out.Evidence = append(out.Evidence, ev)
		return ev.Quote
	}
	trigger := m.Trigger
	if trigger.Empty() {
		trigger = doc.Range{First: x.head, Last: x.head + 1}
	}
	show("trigger", trigger, m.Rule)
	for _, h := range x.again {
		if h != x.head {
			show("trigger", doc.Range{First: h, Last: h + 1}, "")
		}
	}
	out.What = show("what", x.words, m.Rule)
	out.Condition = show("condition", x.condition, m.Rule)
	if words := show("deadline", x.deadline.words, m.Rule); words != "" {
		out.Deadline = &parley.Date{Text: words}
		if x.deadline.time >= 0 {
			t := r.d.Times[x.deadline.time]
			out.Deadline.Period, out.Deadline.How = t.Period, t.How
		}
	}
	out.Agreement = show("agreement", x.agreement, m.Rule)
	if x.count >= 0 {
		c := r.d.Counts[x.count]
		show("count", doc.Range{First: c.First, Last: c.Last}, c.Rule)
		out.Count = number(c)
	}
	if x.statusAt >= 0 && x.statusAt != x.head {
		show("status", doc.Range{First: x.statusAt, Last: x.statusAt + 1}, x.statusBy)
	}
	for _, side := range []struct {
		role   string
		tokens []int
		to     **parley.Party
	}{{"by", x.by, &out.By}, {"to", x.to, &out.To}, {"said_by", x.said, &out.SaidBy}} {
		for _, t := range r.known(side.tokens) {
			show(side.role, r.noun(t), m.Rule)
		}
		*side.to = r.party(r.known(side.tokens))
	}
	return out
}

func number(c doc.Count) *parley.Range {
	low := int(c.Low)
	v := &parley.Range{Low: &low, Vague: c.Vague}
	if c.High < doc.Unbounded {
		high := int(c.High)
		v.High = &high
	}
	return v
}

// id hashes the article's ID with the bytes of the trigger and of the thing.
func (r *reading) id(x *commitment) string {
	article := ""
	if r.d.Article != nil {
		article = r.d.Article.ID
	}
	t, w := r.d.Tokens[x.head], r.d.Tokens[x.what]
	h := sha256.Sum256(fmt.Appendf(nil, "%s %s %d %d %d", article, x.kind, t.Start, t.End, w.Start))
	return hex.EncodeToString(h[:8])
}

// event returns the ID of the event that is the same act.
func (r *reading) event(x *commitment, ids []string) string {
	for i, e := range r.events {
		if i < len(ids) && (e.Head == x.head || slices.Contains(e.Heads, x.head)) {
			return ids[i]
		}
	}
	return ""
}

func (r *reading) show(role string, words doc.Range, by string) parley.Evidence {
	ev := parley.Evidence{Role: role, Rule: by, Start: r.d.Tokens[words.First].Start, End: r.d.Tokens[words.Last-1].End}
	ev.Quote = r.d.Text[ev.Start:ev.End]
	return ev
}

// known leaves out pronouns that stand for nobody known.
func (r *reading) known(tokens []int) []int {
	var list []int
	for _, t := range tokens {
		if r.d.Tokens[t].UPOS != "PRON" || r.actor(t) != doc.None {
			list = append(list, t)
		}
	}
	return list
}

// party writes whom the tokens name as one party; nil for none. Several are
// named together and have no actor's id.
func (r *reading) party(tokens []int) *parley.Party {
	var names, texts []string
	var v parley.Party
	for _, t := range tokens {
		words := r.noun(t)
		if words.Empty() {
			continue
		}
		text := r.show("", words, "").Quote
		name := text
		if a := r.actor(t); a != doc.None {
			x := &r.d.Actors[a]
			v = parley.Party{Actor: x.ID, Kind: string(x.Kind), Country: x.Country, Sector: x.Sector, Side: x.Side}
			name = x.Name
		} else {
			v = parley.Party{Kind: string(doc.ActorGroup)}
		}
		if !slices.Contains(names, name) {
			names, texts = append(names, name), append(texts, text)
		}
	}
	if len(names) == 0 {
		return nil
	}
	if len(names) > 1 {
		v = parley.Party{Kind: string(doc.ActorGroup)}
	}
	v.Name, v.Text = joined(names), joined(texts)
	return &v
}

func joined(names []string) string {
	n := len(names)
	if n < 2 {
		return strings.Join(names, "")
	}
	return strings.Join(names[:n-1], ", ") + " and " + names[n-1]
}
