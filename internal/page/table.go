package page

import (
	"bufio"
	"io"
	"strings"
	"unicode/utf8"
)

// Column is a column of a table.
type Column struct {
	Head string
	// Right sets figures to the right edge. Shrinks is true for a text that is
	// cut where the table is too wide; one column at least should be.
	Right, Shrinks bool
	// Most is the widest that it may be; 0 is no limit.
	Most int
}

// gap parts two columns.
const gap = "  "

// narrowest is how far a column that shrinks is cut.
const narrowest = 12

// Table writes rows under a head, cut to the width of the style; a row lacks no
// cell. Without rows it writes nothing. It returns the error of w.
func Table(w io.Writer, s Style, columns []Column, rows [][]string) error {
	if len(rows) == 0 {
		return nil
	}
	if s.Width <= 0 {
		s.Width = defaultWidth
	}
	widths := fit(s.Width, columns, rows)
	out := bufio.NewWriter(w)
	head := make([]string, len(columns))
	for i, c := range columns {
		head[i] = c.Head
	}
	for _, row := range append([][]string{head}, rows...) {
		_, _ = out.WriteString(cells(row, columns, widths) + "\n") // Flush reports the error
	}
	return out.Flush()
}

// fit returns the widths of the columns: of the longest cell, the widest of
// those that shrink made narrower until all fit.
func fit(width int, columns []Column, rows [][]string) []int {
	widths := make([]int, len(columns))
	sum := len(gap) * (len(columns) - 1)
	for i, c := range columns {
		widths[i] = utf8.RuneCountInString(c.Head)
		for _, row := range rows {
			widths[i] = max(widths[i], utf8.RuneCountInString(row[i]))
		}
		if c.Most > 0 {
			widths[i] = min(widths[i], c.Most)
		}
		sum += widths[i]
	}
	for ; sum > width; sum-- {
		widest := -1
		for i, c := range columns {
			if c.Shrinks && widths[i] > narrowest && (widest < 0 || widths[i] > widths[widest]) {
				widest = i
			}
		}
		if widest < 0 {
			break
		}
		widths[widest]--
	}
	return widths
}

// cells writes one row.
func cells(row []string, columns []Column, widths []int) string {
	var b strings.Builder
	for i, cell := range row {
		if i > 0 {
			b.WriteString(gap)
		}
		cell = cut(cell, widths[i])
		blank := strings.Repeat(" ", widths[i]-utf8.RuneCountInString(cell))
		if columns[i].Right {
			b.WriteString(blank + cell)
		} else {
			b.WriteString(cell + blank)
		}
	}
	return strings.TrimRight(b.String(), " ")
}

// cut shortens text to at most width runes, the last of them "…".
func cut(text string, width int) string {
	text = strings.Join(strings.Fields(text), " ")
	runes := []rune(text)
	if len(runes) <= width {
		return text
	}
	return strings.TrimRight(string(runes[:width-1]), " ") + "…"
}
