package rule

import (
	"cmp"
	"fmt"
	"slices"
)

// Summary is what a list of rules shows of one.
type Summary struct {
	ID, Label string
	Priority  int
	File      string
	Line      int
	// Match and Reject count the example sentences.
	Match, Reject int
}

// Rules lists the rules in the order in which they run.
func (g *Grammar) Rules() []Summary {
	out := make([]Summary, len(g.rules))
	for i, r := range g.rules {
		out[i] = Summary{r.id, r.label, r.priority, r.file, r.line, len(r.match), len(r.reject)}
	}
	return out
}

// Lint names what is no error and still not right, in the order of files and
// lines: lists and frames that no rule uses, words that stand twice in a list,
// examples that stand twice in a rule, arguments that no example expects, and paths that ask for a match which no
// rule makes in time.
func (g *Grammar) Lint() []*Problem {
	l := linter{g: g}
	for _, x := range g.lists {
		l.list(x)
	}
	for _, f := range g.frames {
		if !f.used {
			l.bad(f.file.name, f.name.line, "", "no rule uses frame %s", f.name.text)
		}
	}
	for _, r := range g.rules {
		l.examples(r)
		l.expected(r)
		l.matches(r)
	}
	slices.SortStableFunc(l.problems, func(a, b *Problem) int {
		return cmp.Or(cmp.Compare(a.File, b.File), cmp.Compare(a.Line, b.Line))
	})
	return l.problems
}

// linter collects what Lint returns.
type linter struct {
	g        *Grammar
	problems []*Problem
}

func (l *linter) bad(file string, line int, rule, format string, args ...any) {
	l.problems = append(l.problems, &Problem{file, line, rule, fmt.Sprintf(format, args...)})
}

func (l *linter) list(x *rawList) {
	if !x.used {
		l.bad(x.file.name, x.name.line, "", "no rule uses list %s", x.name.text)
	}
	seen := make(map[string]int)
	for _, w := range x.words {
		if line, ok := seen[w.text]; ok {
			l.bad(x.file.name, w.line, "", "list %s has %q in line %d already", x.name.text, w.text, line)
			continue
		}
		seen[w.text] = w.line
	}
}

func (l *linter) examples(r *rule) {
	seen := make(map[string]int)
	for _, e := range slices.Concat(r.match, r.reject) {
		// One sentence may be given for several of its triggers.
		key := e.Text + "\t" + e.Trigger
		if line, ok := seen[key]; ok {
			l.bad(r.file, e.Line, r.id, "the example stands in line %d already", line)
			continue
		}
		seen[key] = e.Line
		if e.Trigger == "" && slices.ContainsFunc(r.match, func(m Example) bool { return m.Text == e.Text }) {
			l.bad(r.file, e.Line, r.id, "the example is to match and not to match")
		}
	}
}

// expected wants an example that says what fills an argument, from a rule that
// has any.
func (l *linter) expected(r *rule) {
	if len(r.args) > 0 && !slices.ContainsFunc(r.match, func(x Example) bool { return len(x.Args) > 0 }) {
		l.bad(r.file, r.line, r.id, "no example under match names an argument")
	}
}

// matches wants a rule that makes each label that the rule asks for.
func (l *linter) matches(r *rule) {
	for _, a := range r.args {
		if a.is == isMatch && !l.made(a.label, r) {
			l.bad(r.file, r.line, r.id, "argument %s asks for a match of %s, which no rule of its priority or before makes", a.name, cmp.Or(a.label, "any label"))
		}
	}
	tests := func(c constraint) {
		for _, t := range c {
			for _, label := range t.texts {
				if t.key == keyMatch && !l.made(label, r) {
					l.bad(r.file, r.line, r.id, "asks for a match of %s, which no rule of its priority or before makes", label)
				}
			}
		}
	}
	for _, t := range r.triggers {
		for _, c := range t.tokens {
			tests(c)
		}
	}
	for _, p := range r.paths() {
		for _, in := range p.code {
			if in.op == opCheck {
				tests(in.test)
			}
		}
	}
}

// made tells whether another rule of the priority of r, or before, has the label.
func (l *linter) made(label string, r *rule) bool {
	return slices.ContainsFunc(l.g.rules, func(o *rule) bool {
		return o != r && o.priority <= r.priority && isOf(o.label, label)
	})
}
