package rule

import (
	"cmp"
	"slices"

	"parley/internal/doc"
)

// found is one match in the making.
type found struct {
	rule    *rule
	trigger doc.Range
	head    int
	args    []doc.Arg // Match is an index in view.matches
	next    int32     // the next match with the same head, from 1; 0 for none
}

// maxRounds bounds how often the rules of a pass are run again; each round
// builds on matches that the one before it has found.
const maxRounds = 8

// Match runs all rules on d, priority by priority to a fixed point, and returns
// what matched, ordered by priority, then by trigger, then by rule. It needs
// the tags, lemmas and parse of d, and uses the layers of the question words
// where they are there. It does not change d.
func (g *Grammar) Match(d *doc.Doc) []doc.Match {
	if len(g.rules) == 0 || len(d.Tokens) == 0 {
		return nil
	}
	return g.run(d, maxPriority).result()
}

// run runs the rules of the priorities up to last.
func (g *Grammar) run(d *doc.Doc, last int) *view {
	w := newView(d, &g.vocabulary)
	due := g.candidates(w)
	for begin := 0; begin < len(due); {
		end := begin + 1
		priority := g.rules[due[begin].rule].priority
		if priority > last {
			break
		}
		for end < len(due) && g.rules[due[end].rule].priority == priority {
			end++
		}
		g.pass(w, due[begin:end])
		begin = end
	}
	return w
}

// candidate is a trigger that stands in the text.
type candidate struct {
	rule     int32
	sentence int32
	trigger  doc.Range
	match    int32 // index of what it became in view.matches, from 1; 0 for nothing yet
}

// candidates lists where the triggers of rules may stand, by priority, then in
// the order of the text, then by rule.
func (g *Grammar) candidates(w *view) []candidate {
	var out []candidate
	for i, s := range w.d.Sentences {
		for t := s.First; t < s.Last; t++ {
			g.index.at(w.lemma[t], w.word[t], int(w.marks[t].upos), func(e entry) {
				r := g.rules[e.rule]
				pattern := r.triggers[e.trigger].tokens
				span := doc.Range{First: t - int(e.offset), Last: t - int(e.offset) + len(pattern)}
				if s.First <= span.First && span.Last <= s.Last && w.standsAt(pattern, span.First, !r.builds) {
					out = append(out, candidate{rule: e.rule, sentence: int32(i), trigger: span})
				}
			})
		}
	}
	slices.SortStableFunc(out, func(a, b candidate) int {
		return cmp.Or(
			cmp.Compare(g.rules[a.rule].priority, g.rules[b.rule].priority),
			cmp.Compare(a.trigger.First, b.trigger.First), cmp.Compare(a.rule, b.rule), cmp.Compare(a.trigger.Last, b.trigger.Last))
	})
	return slices.CompactFunc(out, func(a, b candidate) bool { return a.rule == b.rule && a.trigger == b.trigger })
}

// standsAt tells whether the tokens from first on are the pattern. What it asks
// of matches is left out if they are still to be found.
func (w *view) standsAt(pattern []constraint, first int, all bool) bool {
	for i, c := range pattern {
		for j := range c {
			if !all && c[j].key == keyMatch {
				continue
			}
			if w.holds(&c[j], first+i) == c[j].not {
				return false
			}
		}
	}
	return true
}

// pass runs the rules of one priority: all of them once, and those that build
// on matches until there is nothing new.
func (g *Grammar) pass(w *view, due []candidate) {
	for round := range maxRounds {
		news := false
		for i := range due {
			c := &due[i]
			if r := g.rules[c.rule]; round == 0 || r.builds {
				w.enter(w.d.Sentences[c.sentence], g.maxCode)
				news = w.try(r, c) || news
			}
		}
		if !news {
			return
		}
	}
}

// try matches a rule at its trigger and tells whether that gave a new match,
// or a known one other fillers.
func (w *view) try(r *rule, c *candidate) bool {
	if r.builds && !w.anyTrigger(r, c.trigger) {
		return false
	}
	head := w.headOf(c.trigger)
	args, ok := w.fill(r, head)
	if !ok {
		return false
	}
	if c.match > 0 {
		m := &w.matches[c.match-1]
		if slices.Equal(m.args, args) {
			return false
		}
		m.args = args
		return true
	}
	w.matches = append(w.matches, found{rule: r, trigger: c.trigger, head: head, args: args})
	c.match = int32(len(w.matches))
	last := &w.matchAt[head]
	for *last > 0 {
		last = &w.matches[*last-1].next
	}
	*last = c.match
	return true
}

// anyTrigger tells whether one of the rule's triggers stands at the tokens,
// with what it asks of matches.
func (w *view) anyTrigger(r *rule, span doc.Range) bool {
	for _, t := range r.triggers {
		if len(t.tokens) == span.Last-span.First && w.standsAt(t.tokens, span.First, true) {
			return true
		}
	}
	return false
}

// headOf returns the token of the range that governs the others: the first
// whose own head lies outside.
func (w *view) headOf(r doc.Range) int {
	for t := r.First; t < r.Last; t++ {
		if h := w.d.Tokens[t].Head; h < r.First || h >= r.Last {
			return t
		}
	}
	return r.First
}

// fill collects the fillers of the rule's arguments; ok is false where the
// rule does not match.
func (w *view) fill(r *rule, head int) (args []doc.Arg, ok bool) {
	var room [16]int
	for _, p := range r.without {
		if len(w.walk(p, head, room[:0], 1)) > 0 {
			return nil, false
		}
	}
	for _, p := range r.with {
		if len(w.walk(p, head, room[:0], 1)) == 0 {
			return nil, false
		}
	}
	for i := range r.args {
		a := &r.args[i]
		before := len(args)
		for _, t := range w.walk(a.path, head, room[:0], -1) {
			filler := doc.Arg{Name: a.name, Token: t, Match: doc.None}
			if a.is == isMatch {
				filler.Match = w.matchOf(t, a.label)
			}
			if a.is == isMatch && filler.Match == doc.None || a.is != isMatch && !w.is(t, a.is) {
				continue
			}
			args = append(args, filler)
			if a.need == needOne {
				break
			}
		}
		if a.need != needAny && len(args) == before {
			return nil, false
		}
	}
	return args, true
}

// result puts the matches in order and points their fillers there.
func (w *view) result() []doc.Match {
	if len(w.matches) == 0 {
		return nil
	}
	order := make([]int, len(w.matches))
	for i := range order {
		order[i] = i
	}
	slices.SortStableFunc(order, func(i, j int) int {
		a, b := &w.matches[i], &w.matches[j]
		return cmp.Or(cmp.Compare(a.rule.priority, b.rule.priority), cmp.Compare(a.trigger.First, b.trigger.First),
			cmp.Compare(a.trigger.Last, b.trigger.Last), cmp.Compare(a.rule.order, b.rule.order))
	})
	now := make([]int, len(order))
	for to, from := range order {
		now[from] = to
	}
	out := make([]doc.Match, len(order))
	for to, from := range order {
		m := &w.matches[from]
		for i := range m.args {
			if m.args[i].Match != doc.None {
				m.args[i].Match = now[m.args[i].Match]
			}
		}
		out[to] = doc.Match{Rule: m.rule.id, Label: m.rule.label, Priority: m.rule.priority,
			Trigger: m.trigger, Head: m.head, Args: m.args, Attrs: m.rule.attrs}
	}
	return out
}
