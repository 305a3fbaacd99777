package export

import (
	"strconv"
	"strings"

	"parley"
)

// Sort is what the cells of a column are.
type Sort int

// The sorts of columns.
const (
	Text Sort = iota
	Number
	Decimal
	Truth
	Day  // 2006-01-02
	List // of texts
)

// String names a sort as docs/exports.md does.
func (s Sort) String() string {
	return [...]string{"text", "number", "decimal", "truth", "day", "list"}[s]
}

// cell is one value of a table. It is of one sort; not known is the zero cell of
// that sort, but for lists, which are then empty.
type cell struct {
	sort    Sort
	known   bool
	text    string // Text, Day
	number  int64  // Number; 1 for a Truth that is true
	decimal float64
	list    []string
}

// text is a cell of words; none where they are empty.
func text[T ~string](s T) cell { return cell{sort: Text, known: s != "", text: string(s)} }

// day is a cell of a day; none where it is empty.
func day(d parley.Day) cell { return cell{sort: Day, known: d != "", text: string(d)} }

// number is a cell of a number that is always known.
func number(n int) cell { return cell{sort: Number, known: true, number: int64(n)} }

// maybe is a cell of a number; none for nil.
func maybe(n *int) cell {
	if n == nil {
		return cell{sort: Number}
	}
	return number(*n)
}

// decimal is a cell of a number with a fraction that is always known.
func decimal(f float64) cell { return cell{sort: Decimal, known: true, decimal: f} }

// perhaps is a cell of a number with a fraction; none for nil.
func perhaps(f *float64) cell {
	if f == nil {
		return cell{sort: Decimal}
	}
	return decimal(*f)
}

// truth is a cell of yes or no.
func truth(b bool) cell {
	c := cell{sort: Truth, known: true}
	if b {
		c.number = 1
	}
	return c
}

// list is a cell of texts.
func list(items []string) cell { return cell{sort: List, known: true, list: items} }

// listMark parts the items of a list where a cell must be one text.
const listMark = " | "

// plain writes a cell as one text, empty for not known. It is not guarded.
func (c *cell) plain() string {
	switch {
	case c.sort == List:
		return strings.Join(c.list, listMark)
	case !c.known:
		return ""
	case c.sort == Number:
		return strconv.FormatInt(c.number, 10)
	case c.sort == Decimal:
		return strconv.FormatFloat(c.decimal, 'f', -1, 64)
	case c.sort == Truth:
		return strconv.FormatBool(c.number == 1)
	}
	return c.text
}

// isWords reports whether a spreadsheet may take the cell for a formula: what
// is no number, day or truth.
func (c *cell) isWords() bool { return c.sort == Text || c.sort == List }

// Column is one column of a table of Parley's own.
type Column struct {
	Name string
	Sort Sort
	// About says what it holds, for docs/exports.md.
	About string
}

// column is a column with the way to its values.
type column[T any] struct {
	name  string
	sort  Sort
	about string
	value func(*T) cell
}

// table is a table of Parley's own: what formats of rows are made of.
type table[T any] struct {
	columns []column[T]
	// id names a row among all of its table.
	id func(*T) string
	// at is where a row is on the map; nil where no row is anywhere.
	at func(*T) *parley.EventPlace
}

// head returns the columns without the way to their values.
func (t *table[T]) head() []Column {
	out := make([]Column, len(t.columns))
	for i, c := range t.columns {
		out[i] = Column{c.name, c.sort, c.about}
	}
	return out
}

// row fills into with the cells of x.
func (t *table[T]) row(x *T, into []cell) {
	for i := range t.columns {
		into[i] = t.columns[i].value(x)
	}
}

// Columns returns the columns of the table that csv, parquet and geojson write of
// what; nil for what is no table.
func Columns(what What) []Column {
	switch what {
	case Incidents:
		t := incidentTable()
		return t.head()
	case Events:
		t := eventTable()
		return t.head()
	case Articles:
		t := articleTable()
		return t.head()
	case Ledger:
		t := ledgerTable()
		return t.head()
	case Actors:
		t := actorTable()
		return t.head()
	}
	return nil
}
