package rule

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"regexp"
	"strconv"
	"strings"

	"go.yaml.in/yaml/v3"
)

// Problem is one thing that is wrong with the rules.
type Problem struct {
	File string // path below the folder of the data
	Line int    // from 1
	Rule string // the rule's id; empty where none is concerned
	What string
}

// Error returns "file:line: rule: what".
func (p *Problem) Error() string {
	if p.Rule == "" {
		return fmt.Sprintf("%s:%d: %s", p.File, p.Line, p.What)
	}
	return fmt.Sprintf("%s:%d: %s: %s", p.File, p.Line, p.Rule, p.What)
}

// The parts of a rule file as read, before names are looked up.
type (
	// spot is a text and the line where it stands.
	spot struct {
		text string
		line int
	}
	rawList struct {
		name  spot
		words []spot
		set   wordSet // of the words, once a rule has asked for it
		used  bool
		file  *rawFile
	}
	rawFrame struct {
		name spot
		args []rawArg
		used bool
		file *rawFile
	}
	rawArg struct {
		name, path, is, label, need spot
	}
	rawRule struct {
		id, label, priority, why spot
		trigger                  []spot
		use                      []spot
		args                     []rawArg
		with, without            []spot
		attrs                    [][2]spot
		match                    []Example
		reject                   []Example
		line                     int
		file                     *rawFile
	}
	rawFile struct {
		name   string
		lists  []*rawList
		frames []*rawFrame
		rules  []*rawRule
	}
)

// reader turns the YAML of one file into its parts. Every fault is noted, and
// reading goes on with what is left.
type reader struct {
	file     string
	rule     string // the id of the rule that is being read
	key      string // the key whose value is being read, with a colon; empty at the top
	problems []*Problem
}

func (r *reader) bad(line int, format string, args ...any) {
	r.problems = append(r.problems, &Problem{r.file, line, r.rule, fmt.Sprintf(format, args...)})
}

// yamlLine finds the line in an error of the YAML library.
var yamlLine = regexp.MustCompile(`^yaml: (?:line (\d+): )?`)

// readFile reads one rule file.
func readFile(name string, text []byte) (*rawFile, []*Problem) {
	r := &reader{file: name}
	f := &rawFile{name: name}
	root, err := parseYAML(text)
	if err != nil {
		line := 1
		m := yamlLine.FindStringSubmatch(err.Error())
		if m != nil && m[1] != "" {
			line, _ = strconv.Atoi(m[1])
		}
		r.bad(line, "not YAML: %s", yamlLine.ReplaceAllString(err.Error(), ""))
		return f, r.problems
	}
	if root == nil {
		return f, nil
	}
	r.fields(root, fields{
		"lists":  func(n *yaml.Node) { f.lists = r.lists(n, f) },
		"frames": func(n *yaml.Node) { f.frames = r.frames(n, f) },
		"rules":  func(n *yaml.Node) { f.rules = r.rules(n, f) },
	})
	return f, r.problems
}

// parseYAML returns the root of the only document in text, nil if there is none.
func parseYAML(text []byte) (*yaml.Node, error) {
	var doc, more yaml.Node
	dec := yaml.NewDecoder(bytes.NewReader(text))
	switch err := dec.Decode(&doc); {
	case errors.Is(err, io.EOF):
		return nil, nil
	case err != nil:
		return nil, err
	}
	if err := dec.Decode(&more); !errors.Is(err, io.EOF) {
		if err == nil {
			err = fmt.Errorf("yaml: line %d: a second document", more.Line)
		}
		return nil, err
	}
	if doc.Kind != yaml.DocumentNode || len(doc.Content) != 1 {
		return nil, nil
	}
	if root := doc.Content[0]; root.Tag != "!!null" {
		return root, nil
	}
	return nil, nil
}

// fields are the keys that a mapping may have, with what reads their values.
type fields map[string]func(*yaml.Node)

// fields reads a mapping in its order.
func (r *reader) fields(n *yaml.Node, known fields) {
	r.pairs(n, func(key spot, value *yaml.Node) {
		read, ok := known[key.text]
		if !ok {
			r.bad(key.line, "unknown key %q", key.text)
			return
		}
		read(value)
	})
}

// pairs calls each on the pairs of a mapping, in order.
func (r *reader) pairs(n *yaml.Node, each func(key spot, value *yaml.Node)) {
	if n.Kind != yaml.MappingNode {
		r.bad(n.Line, "%smust be a mapping of names to values", r.key)
		return
	}
	seen := make(map[string]bool, len(n.Content)/2)
	for i := 0; i+1 < len(n.Content); i += 2 {
		key, ok := r.scalar(n.Content[i])
		if !ok {
			continue
		}
		if seen[key.text] {
			r.bad(key.line, "key %q stands twice", key.text)
			continue
		}
		seen[key.text] = true
		above := r.key
		r.key = key.text + ": "
		each(key, n.Content[i+1])
		r.key = above
	}
}

// scalar reads one text.
func (r *reader) scalar(n *yaml.Node) (spot, bool) {
	switch {
	case n.Kind == yaml.AliasNode:
		r.bad(n.Line, "%saliases (*name) are not read", r.key)
	case n.Kind != yaml.ScalarNode:
		r.bad(n.Line, "%smust be one text", r.key)
	case strings.TrimSpace(n.Value) == "":
		r.bad(n.Line, "%sis empty", r.key)
	default:
		return spot{n.Value, n.Line}, true
	}
	return spot{line: n.Line}, false
}

// into returns what reads a scalar into s.
func (r *reader) into(s *spot) func(*yaml.Node) {
	return func(n *yaml.Node) { *s, _ = r.scalar(n) }
}

// items calls each on the items of a sequence; a lone value is a sequence of one.
func (r *reader) items(n *yaml.Node, each func(*yaml.Node)) {
	switch {
	case n.Kind == yaml.SequenceNode:
		for _, item := range n.Content {
			each(item)
		}
	case n.Tag == "!!null":
		r.bad(n.Line, "%sis empty", r.key)
	default:
		each(n)
	}
}

// scalars reads a sequence of texts, or a lone one.
func (r *reader) scalars(n *yaml.Node) []spot {
	var out []spot
	r.items(n, func(item *yaml.Node) {
		if s, ok := r.scalar(item); ok {
			out = append(out, s)
		}
	})
	return out
}

func (r *reader) lists(n *yaml.Node, f *rawFile) []*rawList {
	var out []*rawList
	r.pairs(n, func(key spot, value *yaml.Node) {
		l := &rawList{name: key, file: f}
		if l.words = r.scalars(value); len(l.words) == 0 {
			r.bad(key.line, "list %s is empty", key.text)
		}
		out = append(out, l)
	})
	return out
}

func (r *reader) frames(n *yaml.Node, f *rawFile) []*rawFrame {
	var out []*rawFrame
	r.pairs(n, func(key spot, value *yaml.Node) {
		out = append(out, &rawFrame{name: key, args: r.args(value), file: f})
	})
	return out
}

// args reads arguments: name: path, or name: {path: …, is: …}.
func (r *reader) args(n *yaml.Node) []rawArg {
	var out []rawArg
	r.pairs(n, func(key spot, value *yaml.Node) {
		a := rawArg{name: key}
		if value.Kind == yaml.MappingNode {
			r.fields(value, fields{"path": r.into(&a.path), "is": r.into(&a.is),
				"label": r.into(&a.label), "need": r.into(&a.need)})
			if a.path.line == 0 {
				r.bad(key.line, "argument %s has no path", key.text)
				return
			}
		} else {
			a.path, _ = r.scalar(value)
		}
		if a.path.text != "" {
			out = append(out, a)
		}
	})
	return out
}

func (r *reader) rules(n *yaml.Node, f *rawFile) []*rawRule {
	if n.Kind == yaml.SequenceNode && len(n.Content) == 0 {
		return nil
	}
	if n.Kind != yaml.SequenceNode {
		r.bad(n.Line, "%smust be a list", r.key)
		return nil
	}
	var out []*rawRule
	for _, item := range n.Content {
		r.rule = idOf(item)
		out = append(out, r.readRule(item, f))
		r.rule = ""
	}
	return out
}

// idOf looks the id of a rule up, for messages about the rest of it.
func idOf(n *yaml.Node) string {
	for i := 0; n.Kind == yaml.MappingNode && i+1 < len(n.Content); i += 2 {
		if n.Content[i].Value == "id" && n.Content[i+1].Kind == yaml.ScalarNode {
			return n.Content[i+1].Value
		}
	}
	return ""
}

func (r *reader) readRule(n *yaml.Node, f *rawFile) *rawRule {
	x := &rawRule{line: n.Line, file: f}
	r.fields(n, fields{
		"id":       r.into(&x.id),
		"label":    r.into(&x.label),
		"priority": r.into(&x.priority),
		"why":      r.into(&x.why),
		"trigger":  func(n *yaml.Node) { x.trigger = r.scalars(n) },
		"use":      func(n *yaml.Node) { x.use = r.scalars(n) },
		"args":     func(n *yaml.Node) { x.args = r.args(n) },
		"with":     func(n *yaml.Node) { x.with = r.scalars(n) },
		"without":  func(n *yaml.Node) { x.without = r.scalars(n) },
		"attrs": func(n *yaml.Node) {
			r.pairs(n, func(key spot, value *yaml.Node) {
				if v, ok := r.scalar(value); ok {
					x.attrs = append(x.attrs, [2]spot{key, v})
				}
			})
		},
		"match":  func(n *yaml.Node) { r.items(n, func(n *yaml.Node) { x.match = append(x.match, r.example(n)) }) },
		"reject": func(n *yaml.Node) { r.items(n, func(n *yaml.Node) { x.reject = append(x.reject, r.rejected(n)) }) },
	})
	return x
}

// example reads one sentence that a rule must match.
func (r *reader) example(n *yaml.Node) Example {
	e := Example{Line: n.Line}
	var text, trigger spot
	r.fields(n, fields{
		"text":    r.into(&text),
		"trigger": r.into(&trigger),
		"args": func(n *yaml.Node) {
			r.pairs(n, func(key spot, value *yaml.Node) {
				a := Expected{Name: key.text}
				for _, w := range r.scalars(value) {
					a.Words = append(a.Words, w.text)
				}
				e.Args = append(e.Args, a)
			})
		},
	})
	e.Text, e.Trigger = text.text, trigger.text
	if e.Text == "" || e.Trigger == "" {
		r.bad(n.Line, "an example of match needs text and trigger")
	}
	return e
}

// rejected reads one sentence that a rule must not match.
func (r *reader) rejected(n *yaml.Node) Example {
	s, _ := r.scalar(n)
	return Example{Line: n.Line, Text: s.text}
}
