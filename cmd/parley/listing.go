package main

import (
	"encoding/json"
	"fmt"
	"io"
	"os"
	"strconv"

	"parley"
	"parley/internal/page"
)

// tableWidth is how wide a table is where the terminal does not say.
const tableWidth = 120

// style returns how pages look on standard output.
func (m *Main) style() page.Style {
	s := page.Style{Terminal: isTerminal(m.Stdout), Width: tableWidth}
	if n, err := strconv.Atoi(os.Getenv("COLUMNS")); err == nil && n >= 40 {
		s.Width = n
	}
	return s
}

// tableOf writes items for a person.
type tableOf[T any] = func(io.Writer, page.Style, []T) error

// list prints a page of a listing: as JSON an item a line, else with table. The
// cursor of what follows goes to standard error, where no program reads it as an item.
func list[T any](m *Main, asJSON bool, p parley.Page[T], table tableOf[T]) error {
	if asJSON {
		if err := jsonLines(m.Stdout, p.Items); err != nil {
			return err
		}
	} else if err := table(m.Stdout, m.style(), p.Items); err != nil {
		return err
	}
	switch {
	case len(p.Items) == 0:
		fmt.Fprintln(m.Stderr, "nothing fits")
	case p.Next != "":
		fmt.Fprintf(m.Stderr, "more: --after %s\n", p.Next)
	}
	return nil
}

// jsonLines writes each item as one line of JSON.
func jsonLines[T any](w io.Writer, items []T) error {
	e := json.NewEncoder(w)
	e.SetEscapeHTML(false)
	for _, x := range items {
		if err := e.Encode(x); err != nil {
			return err
		}
	}
	return nil
}
