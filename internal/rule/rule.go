// Package rule is the grammar engine: it reads rules from YAML files, checks
// and compiles them, and finds where they match in a parsed document. It knows
// dependency graphs and the layers of a document, and no type of event: labels
// are names to it. docs/rules.md describes the language.
//
// # Concurrency
//
// A Grammar and a Graph are never changed once built and may be used by
// several goroutines.
package rule

import (
	"cmp"
	"errors"
	"fmt"
	"io/fs"
	"path"
	"slices"
	"sync"
)

// Grammar is a compiled set of rules; it is never changed and may be used by
// several goroutines.
type Grammar struct {
	vocabulary vocabulary
	rules      []*rule // by priority, then as read
	index      index
	maxCode    int // the longest program of a path
	lists      []*rawList
	frames     []*rawFrame
}

// Load reads and compiles all files *.yml below the folder dir of fsys, in the
// order of their paths. allowed reports whether a label may be used; nil allows
// all. The error joins everything that is wrong, each a *Problem, in the order
// of files and lines. Beside it stands the grammar of the rules that are sound,
// for tools that help to mend the others; it is nil where a file cannot be read.
func Load(fsys fs.FS, dir string, allowed func(label string) bool) (*Grammar, error) {
	names, err := ruleFiles(fsys, dir)
	if err != nil {
		return nil, fmt.Errorf("rules: %w", err)
	}
	files, problems, err := readFiles(fsys, names)
	if err != nil {
		return nil, fmt.Errorf("rules: %w", err)
	}
	c, bad := compile(files, allowed)
	problems = append(problems, bad...)
	return c.grammar(files, problems), join(problems)
}

// ruleFiles lists the files below dir by their paths.
func ruleFiles(fsys fs.FS, dir string) ([]string, error) {
	var names []string
	err := fs.WalkDir(fsys, dir, func(name string, d fs.DirEntry, err error) error {
		if err == nil && !d.IsDir() && path.Ext(name) == ".yml" {
			names = append(names, name)
		}
		return err
	})
	slices.Sort(names)
	return names, err
}

// readFiles reads the files at the same time, for the sake of a quick start.
func readFiles(fsys fs.FS, names []string) ([]*rawFile, []*Problem, error) {
	files, problems := make([]*rawFile, len(names)), make([][]*Problem, len(names))
	errs := make([]error, len(names))
	var reading sync.WaitGroup
	for i, name := range names {
		reading.Go(func() {
			text, err := fs.ReadFile(fsys, name)
			files[i], problems[i] = readFile(name, text)
			errs[i] = err
		})
	}
	reading.Wait()
	return files, slices.Concat(problems...), errors.Join(errs...)
}

// join makes one error of all problems, in order and each told once; nil of none.
func join(problems []*Problem) error {
	slices.SortStableFunc(problems, func(a, b *Problem) int {
		return cmp.Or(cmp.Compare(a.File, b.File), cmp.Compare(a.Line, b.Line))
	})
	var errs []error
	for i, p := range problems {
		if i == 0 || *p != *problems[i-1] {
			errs = append(errs, p)
		}
	}
	return errors.Join(errs...)
}

// grammar puts the sound rules in the order in which they run.
func (c *compiler) grammar(files []*rawFile, problems []*Problem) *Grammar {
	g := &Grammar{vocabulary: c.vocabulary, rules: slices.DeleteFunc(c.rules, func(r *rule) bool {
		return slices.ContainsFunc(problems, func(p *Problem) bool { return p.Rule == r.id && p.File == r.file })
	})}
	slices.SortStableFunc(g.rules, func(a, b *rule) int { return cmp.Compare(a.priority, b.priority) })
	for i, r := range g.rules {
		r.order = i
		r.feeds = slices.ContainsFunc(g.rules, func(o *rule) bool { return o.builds && o.priority == r.priority && o.asksFor(r.label) })
		for _, p := range r.paths() {
			g.maxCode = max(g.maxCode, len(p.code))
		}
	}
	for _, f := range files {
		g.lists, g.frames = append(g.lists, f.lists...), append(g.frames, f.frames...)
	}
	g.index = newIndex(g.rules)
	for _, r := range g.rules {
		r.wakes = g.index.wakes(r, g.rules)
	}
	return g
}

// paths lists all paths of the rule.
func (r *rule) paths() []*way {
	var out []*way
	for _, a := range r.args {
		out = append(out, a.path)
	}
	return append(append(out, r.with...), r.without...)
}
