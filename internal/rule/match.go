package rule

import (
	"cmp"
	"slices"

	"parley/internal/doc"
)

// found is one match in the making.
type found struct {
	rule     *rule
	sentence int32
	trigger  doc.Range
	head     int
	args     []doc.Arg // Match is an index in view.matches
	next     int32     // the next match with the same head, from 1; 0 for none
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
	for i := range due[:last] {
		g.pass(w, i+1, &due[i])
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

// agenda is the candidates of one priority: of rules that look at words alone,
// and of those that build on matches.
type agenda struct{ plain, builders []candidate }

// candidates lists where the triggers of rules stand, but for those that wait
// for a match: by priority, then in the order of the text, then by rule.
func (g *Grammar) candidates(w *view) (due [maxPriority]agenda) {
	var here []candidate
	for i, s := range w.d.Sentences {
		for t := s.First; t < s.Last; t++ {
			here = here[:0]
			g.index.at(w.lemma[t], w.word[t], int(w.marks[t].upos), func(e entry) {
				here = g.stand(w, e, t, i, here)
			})
			if len(here) > 1 {
				slices.SortFunc(here, func(a, b candidate) int {
					return cmp.Or(cmp.Compare(a.rule, b.rule), cmp.Compare(a.trigger.First, b.trigger.First), cmp.Compare(a.trigger.Last, b.trigger.Last))
				})
			}
			for _, c := range here {
				r := g.rules[c.rule]
				list := &due[r.priority-1].plain
				if r.builds {
					list = &due[r.priority-1].builders
				}
				if len(r.triggers) == 1 || !listed(*list, c) {
					*list = append(*list, c)
				}
			}
		}
	}
	return due
}

// stand appends the candidate of a trigger that is found by token t, if it
// stands there. What it asks of matches is left for try to see.
func (g *Grammar) stand(w *view, e entry, t, sentence int, out []candidate) []candidate {
	r, s := g.rules[e.rule], w.d.Sentences[sentence]
	pattern := r.triggers[e.trigger].tokens
	span := doc.Range{First: t - int(e.offset), Last: t - int(e.offset) + len(pattern)}
	if span.First < s.First || span.Last > s.Last || !w.standsAt(pattern, span.First, !r.onMatch) {
		return out
	}
	return append(out, candidate{rule: e.rule, sentence: int32(sentence), trigger: span})
}

// listed tells whether a candidate stands in the list already, near its end.
func listed(list []candidate, c candidate) bool {
	for i := len(list) - 1; i >= 0 && list[i].trigger.Last+2*maxTrigger > c.trigger.First; i-- {
		if list[i].rule == c.rule && list[i].trigger == c.trigger {
			return true
		}
	}
	return false
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

// pass runs the rules of one priority: first those that need no others, then
// those that build on matches, until there is nothing new that they look at.
func (g *Grammar) pass(w *view, priority int, due *agenda) {
	for i := range w.matches {
		g.wake(w, int32(i), priority, due)
	}
	for i := range due.plain {
		if g.try(w, &due.plain[i]) {
			g.wake(w, due.plain[i].match-1, priority, due)
		}
	}
	for round, news := 0, true; news && round < maxRounds; round++ {
		news = false
		for i := 0; i < len(due.builders); i++ { // it grows on the way
			c := &due.builders[i]
			if g.try(w, c) {
				news = news || g.rules[c.rule].feeds
				g.wake(w, c.match-1, priority, due)
			}
		}
	}
}

// wake adds the candidates that waited for a match, by its index.
func (g *Grammar) wake(w *view, match int32, priority int, due *agenda) {
	m := &w.matches[match]
	for _, e := range m.rule.wakes {
		r := g.rules[e.rule]
		if r.priority != priority || w.awake(m.head, match, e) {
			continue
		}
		known := due.builders
		due.builders = g.stand(w, e, m.head, int(m.sentence), known)
		// Another trigger of the rule may stand at the same words.
		if len(r.triggers) > 1 && len(due.builders) > len(known) {
			c := due.builders[len(known)]
			if slices.ContainsFunc(known, func(o candidate) bool { return o.rule == c.rule && o.trigger == c.trigger }) {
				due.builders = known
			}
		}
	}
}

// awake tells whether an earlier match with the same head has woken a trigger.
func (w *view) awake(head int, match int32, e entry) bool {
	for i := w.matchAt[head]; i > 0 && i-1 != match; i = w.matches[i-1].next {
		if slices.Contains(w.matches[i-1].rule.wakes, e) {
			return true
		}
	}
	return false
}

// try matches a rule at its trigger and tells whether that gave a new match.
func (g *Grammar) try(w *view, c *candidate) bool {
	r := g.rules[c.rule]
	w.enter(w.d.Sentences[c.sentence], g.maxCode)
	if r.onMatch && !w.anyTrigger(r, c.trigger) {
		return false
	}
	head := w.headOf(c.trigger)
	args, ok := w.fill(r, head)
	if !ok {
		return false
	}
	if c.match > 0 {
		// Other fillers: no news to others, who see the match and not its arguments.
		if m := &w.matches[c.match-1]; !slices.Equal(m.args, args) {
			m.args = slices.Clone(args)
		}
		return false
	}
	w.matches = append(w.matches, found{rule: r, sentence: c.sentence, trigger: c.trigger, head: head, args: slices.Clone(args)})
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

// fill collects the fillers of the rule's arguments, in room that the next call
// uses again; ok is false where the rule does not match.
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
	args = w.args[:0]
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
		w.args = args
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
