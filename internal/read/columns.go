package read

import (
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"unicode"

	"parley"
)

// Columns maps fields of an article to the columns of a table, or the fields of a
// JSON object, that hold them. The fields are text, title, published, outlet,
// url, id, language and byline. The columns of a field stand in the order in
// which they are taken; the text is all of them, other fields are the first that
// is not empty.
type Columns map[string][]string

// fields are the fields that Columns may name.
var fields = [...]string{"text", "title", "published", "outlet", "url", "id", "language", "byline"}

// ParseColumns reads a column map: "text=body,title=headline". Several columns
// have a "+" between, as in "text=lead+body". A name without a "=" belongs to the
// name before it, with the comma. The error wraps parley.ErrColumns.
func ParseColumns(s string) (Columns, error) {
	c := Columns{}
	field := ""
	for part := range strings.SplitSeq(s, ",") {
		name, column, ok := strings.Cut(part, "=")
		switch {
		case !ok && field == "":
			return nil, fmt.Errorf("%w: %q is not FIELD=COLUMN", parley.ErrColumns, part)
		case !ok:
			last := len(c[field]) - 1
			c[field][last] += "," + part
			continue
		}
		field = strings.TrimSpace(name)
		if !slices.Contains(fields[:], field) {
			return nil, fmt.Errorf("%w: no field %q; there are %s", parley.ErrColumns, field, strings.Join(fields[:], ", "))
		}
		if _, again := c[field]; again {
			return nil, fmt.Errorf("%w: the field %q is named twice; put a + between its columns", parley.ErrColumns, field)
		}
		c[field] = strings.Split(column, "+")
		for i, column := range c[field] {
			if c[field][i] = strings.TrimSpace(column); c[field][i] == "" {
				return nil, fmt.Errorf("%w: %q names no column", parley.ErrColumns, part)
			}
		}
	}
	if len(c["text"]) == 0 {
		return nil, fmt.Errorf("%w: no column is named for the text", parley.ErrColumns)
	}
	return c, nil
}

// record reads the fields of a JSON object that c names. A name is that of a
// field, or a path into objects and lists with dots ("source.name", "authors.0").
func (c Columns) record(text []byte) (record, error) {
	var object map[string]json.RawMessage
	if err := json.Unmarshal(text, &object); err != nil {
		return record{}, err
	}
	if object == nil {
		return record{}, errors.New("null is no object")
	}
	return c.fill(func(field, name string) (string, bool) {
		raw, ok := lookUp(object, name)
		if !ok {
			return "", false
		}
		return scalar(raw, field == "text")
	}), nil
}

// fill makes a record of what value gives for each field and column; the second
// result is false for a column that is not there.
func (c Columns) fill(value func(field, column string) (string, bool)) record {
	var rec record
	first := func(field string) string {
		for _, name := range c[field] {
			if v, ok := value(field, name); ok && strings.TrimSpace(v) != "" {
				return v
			}
		}
		return ""
	}
	for _, name := range c["text"] {
		v, ok := value("text", name)
		if !ok {
			continue
		}
		if rec.Text == nil {
			rec.Text = new(string)
		}
		if *rec.Text = joinText(*rec.Text, v); *rec.Text == "" {
			*rec.Text = v
		}
	}
	rec.ID, rec.Published = label(first("id")), label(first("published"))
	rec.Title, rec.Outlet, rec.URL = first("title"), first("outlet"), first("url")
	rec.Language, rec.Byline = first("language"), loose(first("byline"))
	return rec
}

// joinText puts more behind text as a paragraph, unless one of them begins with
// the other: exports give the lead apart and again at the head of the text.
func joinText(text, more string) string {
	short, long := strings.TrimSpace(text), strings.TrimSpace(more)
	switch {
	case short == "":
		return more
	case long == "", strings.HasPrefix(short, long):
		return text
	case strings.HasPrefix(long, short):
		return more
	}
	return text + "\n\n" + more
}

// lookUp returns the value of the field of that name, else at that path.
func lookUp(object map[string]json.RawMessage, name string) (json.RawMessage, bool) {
	if raw, ok := object[name]; ok {
		return raw, true
	}
	for i := range len(name) {
		if name[i] != '.' {
			continue
		}
		raw, ok := object[name[:i]]
		if !ok {
			continue
		}
		if v, ok := lookInto(raw, name[i+1:]); ok {
			return v, true
		}
	}
	return nil, false
}

// lookInto follows the rest of a path into a value.
func lookInto(raw json.RawMessage, path string) (json.RawMessage, bool) {
	var object map[string]json.RawMessage
	if json.Unmarshal(raw, &object) == nil {
		return lookUp(object, path)
	}
	head, rest, more := strings.Cut(path, ".")
	n, err := strconv.Atoi(head)
	var list []json.RawMessage
	if err != nil || json.Unmarshal(raw, &list) != nil || n < 0 || n >= len(list) {
		return nil, false
	}
	if !more {
		return list[n], true
	}
	return lookInto(list[n], rest)
}

// scalar returns a JSON value as text: a string, a number as it is written, or a
// list of them joined, as paragraphs or with commas. Others, and null, are none.
func scalar(raw json.RawMessage, paragraphs bool) (string, bool) {
	var v label
	if v.UnmarshalJSON(raw) == nil {
		return string(v), string(raw) != "null"
	}
	var list []label
	if json.Unmarshal(raw, &list) != nil {
		return "", false
	}
	sep := ", "
	if paragraphs {
		sep = "\n\n"
	}
	var b strings.Builder
	for i, v := range list {
		if i > 0 {
			b.WriteString(sep)
		}
		b.WriteString(string(v))
	}
	return b.String(), true
}

// foldHeading returns the letters and digits of a heading in lower case, so that
// "Load-Date", "load_date" and "Load Date" are one.
func foldHeading(s string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsLetter(r) || unicode.IsDigit(r) {
			return unicode.ToLower(r)
		}
		return -1
	}, s)
}
