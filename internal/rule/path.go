package rule

import (
	"errors"
	"fmt"
	"slices"
	"strings"
	"unicode"
)

// way is a path through the graph, compiled to a small program: from each
// instruction the walk goes on to the next, or splits, until it accepts.
type way struct {
	text string
	code []instruction
}

// instruction is one move of a path.
type instruction struct {
	op op
	// from and to are the bytes of the path's text that it was made from.
	from, to int32
	a, b     int32      // where to go on; b of a split only
	up       bool       // of a step
	relation relation   // of a step
	test     constraint // of a check
}

type op uint8

const (
	opStep op = iota
	opCheck
	opSplit
	opAccept
)

// maxRepeat is how often ? * + go along a step at most; maxCode how long a
// path may become by that.
const (
	maxRepeat = 4
	maxCode   = 400
)

// renamed are subtypes of the treebank that the graph knows by other names.
var renamed = []string{"obl:agent", "obl:unmarked", "obl:npmod", "nmod:unmarked", "nmod:npmod", "nsubj:outer", "csubj:outer"}

// offsetError is an error at a byte of a path, trigger or constraint.
type offsetError struct {
	at  int
	err error
}

func (e *offsetError) Error() string { return fmt.Sprintf("column %d: %v", e.at+1, e.err) }
func (e *offsetError) Unwrap() error { return e.err }

// atOffset moves the place of an error by what stands before the text that it
// was found in.
func atOffset(at int, err error) error {
	if inner, ok := errors.AsType[*offsetError](err); ok {
		return &offsetError{at + inner.at, inner.err}
	}
	return &offsetError{at, err}
}

// node is a path as parsed.
type node struct {
	kind     nodeKind
	from, to int
	relation relation
	up       bool
	test     constraint
	kids     []*node
	low      int // of a repetition: 0 or 1
	high     int
}

type nodeKind uint8

const (
	nodeStep nodeKind = iota
	nodeHere
	nodeCheck // kids[0] and then test
	nodeThen
	nodeOr
	nodeRepeat
)

// parsePath reads a path. Errors tell the column. Rules that write the same
// path, or share it by a frame, share its program.
func (c *compiler) parsePath(text string) (*way, error) {
	if w, ok := c.ways[text]; ok {
		return w, nil
	}
	p := pathParser{c: c, text: text}
	n, err := p.or(0)
	if err == nil && p.peek() != 0 {
		err = atOffset(p.at, fmt.Errorf("%q is not expected here", p.text[p.at:p.at+1]))
	}
	if err != nil {
		return nil, fmt.Errorf("path %q: %w", text, err)
	}
	out := &way{text: text, code: make([]instruction, 0, 2*p.atoms)}
	if err := out.emit(n); err != nil {
		return nil, fmt.Errorf("path %q: %w", text, err)
	}
	out.code = append(out.code, instruction{op: opAccept, from: int32(len(text)), to: int32(len(text))})
	out.thread()
	c.ways[text] = out
	return out, nil
}

// pathParser reads a path by recursive descent.
type pathParser struct {
	c     *compiler
	text  string
	at    int
	atoms int // read so far
}

// maxNesting bounds the parentheses of a path.
const maxNesting = 20

// peek skips blanks and returns the next byte, 0 at the end.
func (p *pathParser) peek() byte {
	for p.at < len(p.text) && strings.IndexByte(" \t\n", p.text[p.at]) >= 0 {
		p.at++
	}
	if p.at == len(p.text) {
		return 0
	}
	return p.text[p.at]
}

// or reads alternatives: then { "|" then }.
func (p *pathParser) or(depth int) (*node, error) {
	if depth > maxNesting {
		return nil, atOffset(p.at, errors.New("too many parentheses in one another"))
	}
	first, err := p.then(depth)
	if err != nil || p.peek() != '|' {
		return first, err
	}
	n := &node{kind: nodeOr, from: first.from, kids: []*node{first}}
	for p.peek() == '|' {
		p.at++
		k, err := p.then(depth)
		if err != nil {
			return nil, err
		}
		n.kids = append(n.kids, k)
	}
	n.to = p.at
	return n, nil
}

// then reads a sequence: postfix { postfix }.
func (p *pathParser) then(depth int) (*node, error) {
	n := &node{kind: nodeThen}
	for {
		if b := p.peek(); b == 0 || b == '|' || b == ')' {
			break
		}
		k, err := p.postfix(depth)
		if err != nil {
			return nil, err
		}
		if n.kids = append(n.kids, k); len(n.kids) == 1 {
			n.from = k.from
		}
	}
	n.to = p.at
	switch len(n.kids) {
	case 0:
		return nil, atOffset(p.at, errors.New("a step is missing"))
	case 1:
		return n.kids[0], nil
	}
	return n, nil
}

// postfix reads a step or a group with what stands behind it: constraints and
// one of ? * +.
func (p *pathParser) postfix(depth int) (*node, error) {
	n, err := p.atom(depth)
	if err != nil {
		return nil, err
	}
	for p.at < len(p.text) {
		switch p.text[p.at] {
		case '[':
			end := strings.IndexByte(p.text[p.at:], ']')
			if end < 0 {
				return nil, atOffset(p.at, errors.New("[ is never closed"))
			}
			t, err := p.c.parseConstraint(p.text[p.at+1 : p.at+end])
			if err != nil {
				return nil, atOffset(p.at+1, err)
			}
			p.at += end + 1
			n = &node{kind: nodeCheck, from: n.from, to: p.at, test: t, kids: []*node{n}}
		case '?', '*', '+':
			low, high := 0, maxRepeat
			if p.text[p.at] == '+' {
				low = 1
			}
			if p.text[p.at] == '?' {
				high = 1
			}
			if n.kind == nodeRepeat {
				return nil, atOffset(p.at, fmt.Errorf("%q repeats what is repeated already", p.text[p.at:p.at+1]))
			}
			p.at++
			n = &node{kind: nodeRepeat, from: n.from, to: p.at, kids: []*node{n}, low: low, high: high}
		default:
			return n, nil
		}
	}
	return n, nil
}

// atom reads a step, a group, or the dot that stays where it is.
func (p *pathParser) atom(depth int) (*node, error) {
	p.atoms++
	b, start := p.peek(), p.at
	switch b {
	case '(':
		p.at++
		n, err := p.or(depth + 1)
		if err != nil {
			return nil, err
		}
		if p.peek() != ')' {
			return nil, atOffset(start, errors.New("( is never closed"))
		}
		p.at++
		return n, nil
	case '.':
		p.at++
		return &node{kind: nodeHere, from: p.at - 1, to: p.at}, nil
	case '<':
		p.at++
		n, err := p.step()
		if n != nil {
			n.up, n.from = true, start
		}
		return n, err
	}
	return p.step()
}

// step reads the name of a relation.
func (p *pathParser) step() (*node, error) {
	start := p.at
	for p.at < len(p.text) && isName0(rune(p.text[p.at])) {
		p.at++
	}
	if strings.HasSuffix(p.text[start:p.at], ":") && p.at < len(p.text) && p.text[p.at] == '*' {
		p.at++
	}
	name := p.text[start:p.at]
	rel, sub, cut := strings.Cut(name, ":")
	switch {
	case name == "":
		if start == len(p.text) {
			return nil, atOffset(start, errors.New("a step is missing"))
		}
		return nil, atOffset(start, fmt.Errorf("%q begins no step", p.text[start:start+1]))
	case name == "_":
	case !slices.Contains(relations, rel):
		return nil, atOffset(start, fmt.Errorf("no relation is named %q", rel))
	case cut && slices.Contains(renamed, name):
		return nil, atOffset(start, fmt.Errorf("%s has another name here: obl:by for agents, else the name without it", name))
	case cut && sub == "":
		return nil, atOffset(start, fmt.Errorf("%q lacks what follows the colon", name))
	}
	return &node{kind: nodeStep, from: start, to: p.at, relation: parseRelation(name)}, nil
}

func isName0(r rune) bool {
	return r == ':' || r == '_' || r == '-' || r == '\'' || r >= 0x80 || unicode.IsLetter(r) || unicode.IsDigit(r)
}

// emit appends the program of a node.
func (p *way) emit(n *node) error {
	if len(p.code) > maxCode {
		return errors.New("too long once its repetitions are written out")
	}
	switch n.kind {
	case nodeStep:
		at := p.push(opStep, n)
		p.code[at].relation, p.code[at].up = n.relation, n.up
	case nodeHere:
	case nodeCheck:
		if err := p.emit(n.kids[0]); err != nil {
			return err
		}
		p.code[p.push(opCheck, n)].test = n.test
	case nodeThen:
		for _, k := range n.kids {
			if err := p.emit(k); err != nil {
				return err
			}
		}
	case nodeOr:
		return p.emitOr(n)
	case nodeRepeat:
		return p.emitRepeat(n)
	}
	return nil
}

// push appends an instruction that leads to the one behind it, and returns
// where it stands.
func (p *way) push(o op, n *node) int {
	p.code = append(p.code, instruction{op: o, from: int32(n.from), to: int32(n.to), a: p.end() + 1})
	return len(p.code) - 1
}

// end returns where the next instruction will stand.
func (p *way) end() int32 { return int32(len(p.code)) }

// thread leads past the splits that have only one way on.
func (p *way) thread() {
	onward := func(at int32) int32 {
		for p.code[at].op == opSplit && p.code[at].a == p.code[at].b {
			at = p.code[at].a
		}
		return at
	}
	for i := range p.code {
		if in := &p.code[i]; in.op != opAccept {
			in.a = onward(in.a)
			if in.op == opSplit {
				in.b = onward(in.b)
			}
		}
	}
}

func (p *way) emitOr(n *node) error {
	var ends []int
	for i, k := range n.kids {
		split := -1
		if i < len(n.kids)-1 {
			split = p.push(opSplit, n)
		}
		if err := p.emit(k); err != nil {
			return err
		}
		if split >= 0 {
			// a jump is a split with one way
			ends = append(ends, p.push(opSplit, n))
			p.code[split].b = p.end()
		}
	}
	for _, e := range ends {
		p.code[e].a, p.code[e].b = p.end(), p.end()
	}
	return nil
}

func (p *way) emitRepeat(n *node) error {
	var splits []int
	for i := range n.high {
		if i >= n.low {
			splits = append(splits, p.push(opSplit, n))
		}
		if err := p.emit(n.kids[0]); err != nil {
			return err
		}
	}
	for _, s := range splits {
		p.code[s].b = p.end()
	}
	return nil
}
