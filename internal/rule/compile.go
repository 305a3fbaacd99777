package rule

import (
	"cmp"
	"errors"
	"fmt"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"parley/internal/doc"
)

// maxPriority is the last pass.
const maxPriority = 5

// rule is one compiled rule.
type rule struct {
	id, label string
	file      string
	line      int
	priority  int
	order     int // among all rules, as read
	triggers  []trigger
	args      []arg
	with      []*way
	without   []*way
	attrs     []doc.Attr
	// builds is true for a rule that looks at matches of other rules, of the
	// labels asked for; feeds for one whose matches others of its pass look at.
	builds, feeds bool
	asked         []string
	onMatch       bool    // the trigger itself asks for a match
	wakes         []entry // triggers that may stand where the rule has matched
	match         []Example
	reject        []Example
}

// trigger is a pattern of consecutive tokens.
type trigger struct {
	text   string
	tokens []constraint
}

// arg is one argument of a rule.
type arg struct {
	name string
	path *way
	is   string // empty for anything
	// label is what the match must be of where is is isMatch; empty for any.
	label string
	need  need
}

// need tells how many fillers an argument takes.
type need uint8

const (
	needAny  need = iota // none or more
	needOne              // the first of at least one
	needSome             // all of at least one
)

// compiler turns the parts of the files into a grammar.
type compiler struct {
	vocabulary vocabulary
	lists      map[string]*rawList
	frames     map[string]*rawFrame
	ways       map[string]*way // compiled paths by their text
	rules      []*rule
	allowed    func(string) bool
	problems   []*Problem
}

// compile checks and compiles all files together.
func compile(files []*rawFile, allowed func(string) bool) (*compiler, []*Problem) {
	c := &compiler{
		vocabulary: vocabulary{make(map[string]int32)},
		lists:      make(map[string]*rawList), frames: make(map[string]*rawFrame),
		ways: make(map[string]*way), allowed: allowed,
	}
	ids := make(map[string]*rawRule)
	for _, f := range files {
		for _, l := range f.lists {
			c.addListNamed(l)
		}
		for _, fr := range f.frames {
			if o := c.frames[fr.name.text]; o != nil {
				c.bad(f, fr.name.line, "", "frame %s stands in %s:%d already", fr.name.text, o.file.name, o.name.line)
				continue
			}
			c.frames[fr.name.text] = fr
		}
	}
	for _, f := range files {
		for _, x := range f.rules {
			if o := ids[x.id.text]; o != nil && x.id.text != "" {
				c.bad(f, x.id.line, x.id.text, "the id stands in %s:%d already", o.file.name, o.id.line)
				continue
			}
			ids[x.id.text] = x
			c.rules = append(c.rules, c.compileRule(x))
		}
	}
	c.checkFrames(files)
	return c, c.problems
}

func (c *compiler) bad(f *rawFile, line int, rule, format string, args ...any) {
	c.problems = append(c.problems, &Problem{f.name, line, rule, fmt.Sprintf(format, args...)})
}

func (c *compiler) addListNamed(l *rawList) {
	if o := c.lists[l.name.text]; o != nil {
		c.bad(l.file, l.name.line, "", "list %s stands in %s:%d already", l.name.text, o.file.name, o.name.line)
		return
	}
	c.lists[l.name.text] = l
	for _, w := range l.words {
		switch {
		case lower(w.text) != w.text:
			c.bad(l.file, w.line, "", "list %s: %q must be in lower case", l.name.text, w.text)
		case strings.ContainsAny(w.text, " \t"):
			c.bad(l.file, w.line, "", "list %s: %q is not one word", l.name.text, w.text)
		}
	}
}

var (
	idForm    = regexp.MustCompile(`^[a-z0-9]([a-z0-9.-]*[a-z0-9])?$`)
	labelForm = regexp.MustCompile(`^[A-Za-z]+(/[a-zA-Z0-9 _-]+)?$`)
)

// compileRule compiles one rule; what is wrong with it is noted and left out.
func (c *compiler) compileRule(x *rawRule) *rule {
	r := &rule{id: x.id.text, label: x.label.text, file: x.file.name, line: x.line, priority: 1, order: len(c.rules),
		match: x.match, reject: x.reject}
	bad := func(line int, format string, args ...any) { c.bad(x.file, cmp.Or(line, x.line), r.id, format, args...) }
	switch {
	case r.id == "":
		bad(x.line, "a rule without an id")
	case !idForm.MatchString(r.id):
		bad(x.id.line, "the id may hold a-z, 0-9, dots and hyphens only")
	}
	switch {
	case r.label == "":
		bad(x.line, "no label")
	case !labelForm.MatchString(r.label):
		bad(x.label.line, "label %q is not of the form TYPE or TYPE/mode", r.label)
	case c.allowed != nil && !c.allowed(r.label):
		bad(x.label.line, "label %q is not known", r.label)
	}
	if x.priority.text != "" {
		n, err := strconv.Atoi(x.priority.text)
		if err != nil || n < 1 || n > maxPriority {
			bad(x.priority.line, "priority %q is not a number from 1 to %d", x.priority.text, maxPriority)
			n = 1
		}
		r.priority = n
	}
	c.compileTriggers(r, x, bad)
	c.compileArgs(r, x, bad)
	r.with = c.compilePaths(x.with, "with", bad)
	r.without = c.compilePaths(x.without, "without", bad)
	for _, a := range x.attrs {
		r.attrs = append(r.attrs, doc.Attr{Name: a[0].text, Value: a[1].text})
	}
	c.checkExamples(r, bad)
	r.asked = askedLabels(r)
	r.builds = len(r.asked) > 0
	return r
}

type badFunc func(line int, format string, args ...any)

func (c *compiler) compileTriggers(r *rule, x *rawRule, bad badFunc) {
	if len(x.trigger) == 0 {
		bad(x.line, "no trigger")
	}
	for _, s := range x.trigger {
		t, err := c.parseTrigger(s.text)
		if err != nil {
			bad(s.line, "trigger %q: %v", s.text, err)
			continue
		}
		r.triggers = append(r.triggers, t)
	}
}

// maxTrigger is how many tokens a trigger may have.
const maxTrigger = 8

// parseTrigger reads constraints in brackets, one a token.
func (c *compiler) parseTrigger(text string) (trigger, error) {
	t := trigger{text: text}
	rest := text
	for {
		rest = strings.TrimLeft(rest, " \t\n")
		at := len(text) - len(rest)
		switch {
		case rest == "" && len(t.tokens) == 0:
			return t, errors.New("no token")
		case rest == "":
			return t, nil
		case rest[0] != '[':
			return t, atOffset(at, errors.New("a token must stand in brackets"))
		case len(t.tokens) == maxTrigger:
			return t, atOffset(at, fmt.Errorf("more than %d tokens", maxTrigger))
		}
		end := strings.IndexByte(rest, ']')
		if end < 0 {
			return t, atOffset(at, errors.New("[ is never closed"))
		}
		tests, err := c.parseConstraint(rest[1:end])
		if err != nil {
			return t, atOffset(at+1, err)
		}
		t.tokens = append(t.tokens, tests)
		rest = rest[end+1:]
	}
}

// compileArgs compiles the arguments of the frames and those of the rule's
// own, which replace the frames' of the same name.
func (c *compiler) compileArgs(r *rule, x *rawRule, bad badFunc) {
	var all []rawArg
	put := func(a rawArg) {
		same := func(o rawArg) bool { return o.name.text == a.name.text }
		if i := slices.IndexFunc(all, same); i >= 0 {
			all[i] = a
		} else {
			all = append(all, a)
		}
	}
	for _, u := range x.use {
		f := c.frames[u.text]
		if f == nil {
			bad(u.line, "no frame is named %q", u.text)
			continue
		}
		f.used = true
		for _, a := range f.args {
			put(a)
		}
	}
	for _, a := range x.args {
		put(a)
	}
	for _, a := range all {
		if compiled, err := c.compileArg(a); err == nil {
			r.args = append(r.args, compiled)
		} else if slices.Contains(x.args, a) { // checkFrames reports those of frames
			bad(a.path.line, "argument %s: %v", a.name.text, err)
		}
	}
}

func (c *compiler) compileArg(a rawArg) (arg, error) {
	out := arg{name: a.name.text, is: a.is.text, label: a.label.text}
	if !slices.Contains(append([]string{"", isMatch}, isValues...), out.is) {
		return out, fmt.Errorf("is: %q is none of %s, %s", out.is, strings.Join(isValues, ", "), isMatch)
	}
	if out.label != "" && out.is != isMatch {
		return out, errors.New("label: is for is: match only")
	}
	switch a.need.text {
	case "", "any":
	case "one":
		out.need = needOne
	case "some":
		out.need = needSome
	default:
		return out, fmt.Errorf("need: %q is none of one, some, any", a.need.text)
	}
	var err error
	out.path, err = c.parsePath(a.path.text)
	return out, err
}

func (c *compiler) compilePaths(texts []spot, what string, bad badFunc) []*way {
	var out []*way
	for _, s := range texts {
		p, err := c.parsePath(s.text)
		if err != nil {
			bad(s.line, "%s: %v", what, err)
			continue
		}
		out = append(out, p)
	}
	return out
}

// checkExamples wants sentences of both kinds, and names of arguments that the
// rule has.
func (c *compiler) checkExamples(r *rule, bad badFunc) {
	if len(r.match) == 0 {
		bad(0, "no example under match")
	}
	if len(r.reject) == 0 {
		bad(0, "no example under reject")
	}
	for _, e := range r.match {
		for _, a := range e.Args {
			if !slices.ContainsFunc(r.args, func(o arg) bool { return o.name == a.Name }) {
				bad(e.Line, "the example names argument %q, which the rule does not have", a.Name)
			}
		}
	}
}

// checkFrames compiles the arguments of frames for themselves, so that a fault
// is told once and where it stands.
func (c *compiler) checkFrames(files []*rawFile) {
	for _, f := range files {
		for _, fr := range f.frames {
			for _, a := range fr.args {
				if _, err := c.compileArg(a); err != nil {
					c.bad(f, a.path.line, "", "frame %s: argument %s: %v", fr.name.text, a.name.text, err)
				}
			}
		}
	}
}

// askedLabels lists the labels of matches that a rule looks at, "" for any, and
// notes whether its trigger does.
func askedLabels(r *rule) []string {
	var out []string
	take := func(c constraint) {
		for _, t := range c {
			if t.key == keyMatch {
				out = append(out, t.texts...)
			}
		}
	}
	for _, t := range r.triggers {
		for _, c := range t.tokens {
			take(c)
		}
	}
	r.onMatch = len(out) > 0
	for _, p := range r.paths() {
		for i := range p.code {
			take(p.code[i].test)
		}
	}
	for _, a := range r.args {
		if a.is == isMatch {
			out = append(out, a.label)
		}
	}
	return out
}

// asksFor tells whether the rule looks at matches of a label.
func (r *rule) asksFor(label string) bool {
	return slices.ContainsFunc(r.asked, func(want string) bool { return isOf(label, want) })
}
