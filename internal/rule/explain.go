package rule

import (
	"fmt"
	"slices"
	"strings"

	"parley/internal/doc"
)

// Explain tells, for a reader, how the rule of the id fares in d: the graph of
// each sentence, where the trigger stands or what it lacks, and how far each
// path came. The error names an id that no rule has.
func (g *Grammar) Explain(d *doc.Doc, id string) (string, error) {
	r := g.rule(id)
	if r == nil {
		return "", fmt.Errorf("no rule is named %q", id)
	}
	x := &explainer{r: r, w: g.run(d, r.priority)}
	x.say("%s: %s, priority %d, %s:%d", r.id, r.label, r.priority, r.file, r.line)
	for i, s := range d.Sentences {
		if len(d.Sentences) > 1 {
			x.say("sentence %d", i+1)
		}
		x.w.enter(s, g.maxCode)
		x.sentence(s)
	}
	return x.b.String(), nil
}

// explainer writes what Explain returns.
type explainer struct {
	r *rule
	w *view
	b strings.Builder
}

func (x *explainer) say(format string, args ...any) {
	fmt.Fprintf(&x.b, format, args...)
	x.b.WriteByte('\n')
}

func (x *explainer) sentence(s doc.Sentence) {
	x.say("  the graph:")
	for t := s.First; t < s.Last; t++ {
		if x.w.d.Tokens[t].UPOS != "PUNCT" {
			x.token(t)
		}
	}
	found := false
	for _, tr := range x.r.triggers {
		for t := s.First; t+len(tr.tokens) <= s.Last; t++ {
			if x.w.standsAt(tr.tokens, t, true) {
				found = true
				x.at(x.w.headOf(doc.Range{First: t, Last: t + len(tr.tokens)}))
			}
		}
	}
	if !found {
		x.noTrigger(s)
	}
}

// token writes one word with what it depends on.
func (x *explainer) token(t int) {
	tok := &x.w.d.Tokens[t]
	var up []string
	for _, e := range x.w.graph.Up(t) {
		up = append(up, e.Label()+" of "+x.w.d.Word(e.Token))
	}
	if tok.Head == doc.Root {
		up = append([]string{"root"}, up...)
	}
	x.say("    %-14s %-14s %-6s%-5s %s", x.w.d.Word(t), tok.Lemma, tok.UPOS, tok.XPOS, strings.Join(up, ", "))
}

// noTrigger names the words that come near a trigger: those that pass its
// test of lemma or word.
func (x *explainer) noTrigger(s doc.Sentence) {
	x.say("  no trigger")
	for _, tr := range x.r.triggers {
		for i, c := range tr.tokens {
			for t := s.First; t < s.Last; t++ {
				if a := c.anchor(keyLemma); a != nil && x.w.holds(a, t) {
					x.nearly(c, i, len(tr.tokens), t)
				} else if a := c.anchor(keyWord); a != nil && x.w.holds(a, t) {
					x.nearly(c, i, len(tr.tokens), t)
				}
			}
		}
	}
}

// nearly says what a token lacks to be the one of a trigger.
func (x *explainer) nearly(c constraint, i, of, token int) {
	what := x.lacks(c, token)
	if what == "" {
		what = "fits"
	}
	if of > 1 {
		what += fmt.Sprintf(", as token %d of %d", i+1, of)
	}
	x.say("    %s %s", x.w.d.Word(token), what)
}

// lacks names the tests of a constraint that fail at the token; "" for none.
func (x *explainer) lacks(c constraint, token int) string {
	var out []string
	for i := range c {
		if x.w.holds(&c[i], token) == c[i].not {
			out = append(out, fmt.Sprintf("has %s, not %s", x.value(c[i].key, token), c[i].text))
		}
	}
	return strings.Join(out, ", ")
}

// value shows what a key of a constraint finds at the token.
func (x *explainer) value(k key, token int) string {
	t := &x.w.d.Tokens[token]
	m := &x.w.marks[token]
	value := ""
	switch k {
	case keyLemma:
		value = t.Lemma
	case keyWord:
		value = lower(x.w.d.Word(token))
	case keyUPOS:
		value = t.UPOS
	case keyXPOS:
		value = t.XPOS
	case keyRel:
		value = t.Deprel
	case keyName:
		value = bitNames(uint32(m.name), nameValues)
	case keyIs:
		value = bitNames(uint32(m.is), isValues)
	case keyOutcome:
		value = bitNames(uint32(m.outcome), outcomeValues)
	case keyMatch:
		var labels []string
		for i := x.w.matchAt[token]; i > 0; i = x.w.matches[i-1].next {
			labels = append(labels, x.w.matches[i-1].rule.label)
		}
		value = strings.Join(labels, " ")
	}
	if value == "" {
		value = "nothing"
	}
	return keys[k] + "=" + value
}

func bitNames(mask uint32, names []string) string {
	var out []string
	for i, n := range names {
		if mask&(1<<i) != 0 {
			out = append(out, n)
		}
	}
	return strings.Join(out, " ")
}

// at tells how the rule fares at one trigger.
func (x *explainer) at(head int) {
	_, ok := x.w.fill(x.r, head)
	verdict := "matches"
	if !ok {
		verdict = "does not match"
	}
	x.say("  trigger %s: the rule %s", x.w.d.Word(head), verdict)
	for _, p := range x.r.without {
		x.path("without", p, head, nil)
	}
	for _, p := range x.r.with {
		x.path("with", p, head, nil)
	}
	for i := range x.r.args {
		x.path(x.r.args[i].name, x.r.args[i].path, head, &x.r.args[i])
	}
}

// path tells where a path leads, or how far it came.
func (x *explainer) path(what string, p *way, head int, a *arg) {
	tokens := x.w.walk(p, head, nil, -1)
	var words, refused []string
	for _, t := range tokens {
		switch {
		case a == nil, a.is == "", a.is != isMatch && x.w.is(t, a.is), a.is == isMatch && x.w.matchOf(t, a.label) != doc.None:
			words = append(words, x.w.d.Word(t))
		default:
			refused = append(refused, x.w.d.Word(t))
		}
	}
	line := quoted(words)
	if len(refused) > 0 {
		line += fmt.Sprintf("; %s is no %s", quoted(refused), strings.TrimSpace(a.is+" "+a.label))
	}
	x.say("    %-9s %s: %s%s", what, p.text, line, x.consequence(what, a, len(words)))
	if len(tokens) == 0 && what != "without" {
		for _, s := range x.stops(p, head) {
			x.say("              %s", s)
		}
	}
}

// consequence says why a path's outcome keeps the rule from matching.
func (x *explainer) consequence(what string, a *arg, found int) string {
	switch {
	case a == nil && what == "without" && found > 0:
		return " - so the rule does not match"
	case a == nil && what == "with" && found == 0, a != nil && a.need != needAny && found == 0:
		return " - needed, so the rule does not match"
	}
	return ""
}

// stop is where a path came to an end.
type stop struct {
	depth int
	in    *instruction
	token int
}

// stops walks a path that leads nowhere and tells the points farthest along
// it, in steps.
func (x *explainer) stops(p *way, head int) []string {
	type state struct{ code, token, depth int }
	seen := make(map[[2]int]bool)
	stack := []state{{0, head, 0}}
	var all []stop
	for len(stack) > 0 {
		at := stack[len(stack)-1]
		stack = stack[:len(stack)-1]
		if seen[[2]int{at.code, at.token}] {
			continue
		}
		seen[[2]int{at.code, at.token}] = true
		in := &p.code[at.code]
		switch in.op {
		case opSplit:
			stack = append(stack, state{int(in.b), at.token, at.depth}, state{int(in.a), at.token, at.depth})
		case opCheck:
			if x.w.fits(in.test, at.token) {
				stack = append(stack, state{int(in.a), at.token, at.depth})
				continue
			}
			all = append(all, stop{at.depth, in, at.token})
		case opStep:
			edges, before := x.w.graph.Down(at.token), len(stack)
			if in.up {
				edges = x.w.graph.Up(at.token)
			}
			for i := range edges {
				if in.relation.fits(&edges[i]) {
					stack = append(stack, state{int(in.a), edges[i].Token, at.depth + 1})
				}
			}
			if len(stack) == before {
				all = append(all, stop{at.depth, in, at.token})
			}
		}
	}
	return x.farthest(p, all)
}

// farthest words the stops that lie farthest along the path.
func (x *explainer) farthest(p *way, all []stop) []string {
	deepest := 0
	for _, s := range all {
		deepest = max(deepest, s.depth)
	}
	var out []string
	for _, s := range all {
		if s.depth < deepest {
			continue
		}
		word, part := x.w.d.Word(s.token), p.text[s.in.from:s.in.to]
		if s.in.op == opCheck {
			out = append(out, fmt.Sprintf("came to %s, which %s", word, x.lacks(s.in.test, s.token)))
		} else {
			out = append(out, fmt.Sprintf("came to %s, which has no %s", word, part))
		}
	}
	slices.Sort(out)
	return slices.Compact(out)
}
