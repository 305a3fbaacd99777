package brief

import (
	_ "embed"
	"fmt"
	"html/template"
	"io"
	"slices"
	"strings"
)

// page is the template of the HTML file, with its style.
//
//go:embed page.html
var page string

// HTML writes a report as one file that needs nothing else: no script, no image,
// nothing from the net. It prints well, follows the reader's choice of a dark
// screen, and keeps to WCAG 2.2 AA: headings in order, headers of tables, a
// language, a link past the head, and contrasts of 4.5 and more.
func HTML(w io.Writer, b *Brief) error {
	t, err := template.New("brief").Funcs(template.FuncMap{
		"clean": clean, "link": safeURL, "line": func(s Source) string { return sourceLine(&s) }, "oneline": oneLine, "letter": letter,
		"label": b.label, "number": func(i int) string { return digits(i + 1) }, "digits": digits,
		"numeric": func(block Block, column int) bool { return numeric(&block, column) },
		"items":   func(list [][]Sentence) []Sentence { return slices.Concat(list...) },
		"note":    func() string { return countNote },
		"table":   func(b Block) bool { return b.Kind == Table },
		"list":    func(b Block) bool { return b.Kind == List },
		"first":   func(i int) bool { return i == 0 },
		"id":      strings.ToLower,
	}).Parse(page)
	if err != nil {
		return fmt.Errorf("the page of briefs: %w", err)
	}
	return t.Execute(w, b)
}
