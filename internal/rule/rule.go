// Package rule is the grammar engine: it reads rules from YAML files, checks
// and compiles them, and finds where they match in a parsed document. It knows
// dependency graphs and the layers of a document, and no type of event: labels
// are names to it. docs/rules.md describes the language.
package rule

import (
	"io/fs"

	"parley/internal/doc"
)

// Grammar is a compiled set of rules; it is never changed and may be used by
// several goroutines.
type Grammar struct{}

// Load reads and compiles all files *.yml below the folder dir of fsys, in the
// order of their paths. allowed reports whether a label may be used; nil allows
// all. The error joins everything that is wrong, each as file:line: rule: what.
func Load(fsys fs.FS, dir string, allowed func(label string) bool) (*Grammar, error) {
	return &Grammar{}, nil
}

// Match runs all rules on d, priority by priority to a fixed point, and returns
// what matched, ordered by priority, then by trigger, then by rule.
func (g *Grammar) Match(d *doc.Doc) []doc.Match { return nil }
