package export

import (
	"bufio"
	"bytes"
	"encoding/csv"
	"encoding/json"
	"math"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/parquet-go/parquet-go"

	"parley"
	"parley/data"
)

// collecting is a sink that keeps all cells.
type collecting struct {
	columns []Column
	rows    [][]cell
	at      []*parley.EventPlace
}

func (c *collecting) head(columns []Column) error { c.columns = columns; return nil }

func (c *collecting) row(_ string, at *parley.EventPlace, cells []cell) error {
	c.rows, c.at = append(c.rows, append([]cell(nil), cells...)), append(c.at, at)
	return nil
}

func (c *collecting) end() error { return nil }

// cellsOf returns the cells of a table of the examples.
func cellsOf(t *testing.T, w What) *collecting {
	t.Helper()
	c := &collecting{}
	f := Format{Name: "cells", What: []What{w}, write: tabled(func(*run) sink { return c })}
	_, err := Write(t.Context(), data.FS, store(t), Options{Format: f}, &bytes.Buffer{})
	must(t, err)
	return c
}

var tableSorts = []What{Incidents, Events, Articles, Ledger, Actors}

// TestTables: each table has a row for each item of the listing, and its columns
// are told apart and said.
func TestTables(t *testing.T) {
	st := store(t)
	counts := map[What]int{
		Incidents: len(everything(t, st.Incidents, parley.Filter{})), Events: len(everything(t, st.Events, parley.Filter{})),
		Articles: len(everything(t, st.Articles, parley.Filter{})), Ledger: len(everything(t, st.Undertakings, parley.Filter{})),
		Actors: len(everything(t, st.Actors, parley.Filter{})),
	}
	for _, w := range tableSorts {
		c := cellsOf(t, w)
		if len(c.rows) != counts[w] || len(c.rows) < 10 {
			t.Errorf("%s: %d rows of %d", w, len(c.rows), counts[w])
		}
		seen := map[string]bool{}
		for i, col := range Columns(w) {
			if col != c.columns[i] || col.Name == "" || col.About == "" || seen[col.Name] {
				t.Errorf("%s: column %+v", w, col)
			}
			seen[col.Name] = true
			filled := false
			for _, row := range c.rows {
				if row[i].sort != col.Sort {
					t.Fatalf("%s: column %s of %s has a cell of %s", w, col.Name, col.Sort, row[i].sort)
				}
				filled = filled || row[i].known
			}
			if !filled && !neverFilled[col.Name] {
				t.Errorf("%s: column %s is empty in all rows", w, col.Name)
			}
		}
	}
}

// neverFilled are columns for which the examples have nothing.
var neverFilled = map[string]bool{"agreement_id": true, "provision_id": true, "pam_by": true}

func TestGuard(t *testing.T) {
	for text, want := range map[string]string{
		"": "", "a": "a", "=1+1": "'=1+1", "+49 30": "'+49 30", "-x": "'-x", "@SUM(A1)": "'@SUM(A1)", "\tx": "'\tx", "\rx": "'\rx", "\nx": "'\nx",
		"＝1": "'＝1", "＋1": "'＋1", "－1": "'－1", "＠a": "'＠a", "-1": "-1", "+1.5": "+1.5", "-1.5e3": "'-1.5e3", "-": "'-", "5-6": "5-6", "'=": "'=",
		"-1+cmd": "'-1+cmd", "\xff=": "\xff=",
	} {
		if got := Guard(text); got != want {
			t.Errorf("Guard(%q) = %q, want %q", text, got, want)
		}
	}
}

// TestCSV reads tables back: every cell is there, and none is run.
func TestCSV(t *testing.T) {
	for _, w := range tableSorts {
		c := cellsOf(t, w)
		b, _ := written(t, "csv", Options{What: w, BOM: true})
		if !bytes.HasPrefix(b, []byte(byteOrderMark)) || !bytes.HasSuffix(b, []byte("\r\n")) {
			t.Errorf("%s: from %q", w, b[:20])
		}
		rows, err := csv.NewReader(bytes.NewReader(bytes.TrimPrefix(b, []byte(byteOrderMark)))).ReadAll()
		must(t, err)
		if len(rows) != len(c.rows)+1 {
			t.Fatalf("%s: %d lines of %d rows", w, len(rows), len(c.rows))
		}
		for i, row := range rows[1:] {
			for k, got := range row {
				want := &c.rows[i][k]
				if got != strings.ReplaceAll(Guard(want.plain()), "\r", "") {
					t.Errorf("%s: %s is %q, want %q", w, c.columns[k].Name, got, want.plain())
				}
				if want.isWords() && got != "" && strings.ContainsRune("=+-@\t", rune(got[0])) && !numeral.MatchString(got) {
					t.Errorf("%s: %s would be run: %q", w, c.columns[k].Name, got)
				}
			}
		}
	}
	b, _ := written(t, "csv", Options{What: Events, Filter: parley.Filter{Countries: []string{"COD"}}})
	if !bytes.Contains(b, []byte(`'=today`)) || !bytes.Contains(b, []byte(`,-1.25,29.5,exact,"'-One`)) || bytes.HasPrefix(b, []byte(byteOrderMark)) {
		t.Errorf("the hard record is\n%s", b)
	}
}

// TestParquet reads tables back, typed, with nothing guarded.
func TestParquet(t *testing.T) {
	for _, w := range tableSorts {
		c := cellsOf(t, w)
		b, _ := written(t, "parquet", Options{What: w})
		f, err := parquet.OpenFile(bytes.NewReader(b), int64(len(b)))
		must(t, err)
		if int(f.NumRows()) != len(c.rows) {
			t.Errorf("%s: %d rows, want %d", w, f.NumRows(), len(c.rows))
		}
		for i, field := range f.Schema().Fields() {
			if field.Name() != c.columns[i].Name {
				t.Errorf("%s: column %d is %s, want %s", w, i, field.Name(), c.columns[i].Name)
			}
		}
		n := 0
		for _, group := range f.RowGroups() {
			rows := group.Rows()
			buffer := make([]parquet.Row, 1)
			for {
				got, err := rows.ReadRows(buffer)
				if got == 0 {
					break
				}
				sameRow(t, w, c, n, buffer[0])
				n++
				if err != nil {
					break
				}
			}
			must(t, rows.Close())
		}
		if n != len(c.rows) {
			t.Errorf("%s: read %d rows", w, n)
		}
	}
}

// sameRow compares a row of a Parquet file with the cells that were written.
func sameRow(t *testing.T, w What, c *collecting, n int, row parquet.Row) {
	t.Helper()
	row.Range(func(column int, values []parquet.Value) bool {
		want := &c.rows[n][column]
		ok := len(values) == 1 && values[0].IsNull() == !want.known
		switch {
		case want.sort == List:
			ok = len(values) == max(len(want.list), 1)
			for i := range want.list {
				ok = ok && values[i].String() == want.list[i]
			}
		case !ok || !want.known:
		case want.sort == Number:
			ok = values[0].Int64() == want.number
		case want.sort == Decimal:
			ok = values[0].Double() == want.decimal
		case want.sort == Truth:
			ok = values[0].Boolean() == (want.number == 1)
		case want.sort == Day:
			ok = time.Unix(int64(values[0].Int32())*secondsPerDay, 0).UTC().Format(time.DateOnly) == want.text
		default:
			ok = values[0].String() == want.text
		}
		if !ok {
			t.Errorf("%s: row %d: %s is %v, want %+v", w, n, c.columns[column].Name, values, want)
		}
		return true
	})
}

// TestGeoJSON reads maps back, and holds them to RFC 7946.
func TestGeoJSON(t *testing.T) {
	for _, w := range tableSorts[:4] {
		c := cellsOf(t, w)
		b, _ := written(t, "geojson", Options{What: w})
		if bytes.Contains(b, []byte(`"crs"`)) {
			t.Errorf("%s: there is a crs, which RFC 7946 has done away with", w)
		}
		var fc struct {
			Type     string
			Features []feature
		}
		must(t, json.Unmarshal(b, &fc))
		if fc.Type != "FeatureCollection" || len(fc.Features) != len(c.rows) {
			t.Fatalf("%s: %d features of %d rows", w, len(fc.Features), len(c.rows))
		}
		onTheMap, ids := 0, map[string]bool{}
		for i, f := range fc.Features {
			sameFeature(t, c, i, &f)
			if ids[f.ID] || f.ID == "" {
				t.Errorf("%s: %v twice", w, f.ID)
			}
			ids[f.ID] = true
			if f.Geometry != nil {
				onTheMap++
			}
		}
		if (w == Incidents || w == Events) && (onTheMap == 0 || onTheMap == len(c.rows)) {
			t.Errorf("%s: %d of %d are on the map", w, onTheMap, len(c.rows))
		}
		seq, _ := written(t, "geojson", Options{What: w, Seq: true})
		texts := bytes.Split(seq, []byte{recordSeparator})
		if len(texts) != len(c.rows)+1 || len(texts[0]) != 0 {
			t.Fatalf("%s: %d texts in a sequence of %d", w, len(texts), len(c.rows))
		}
		for i, text := range texts[1:] {
			var f feature
			must(t, json.Unmarshal(text, &f))
			if f.ID != fc.Features[i].ID || !bytes.HasSuffix(text, []byte("}\n")) {
				t.Errorf("%s: text %d is %s", w, i, text)
			}
		}
	}
}

// feature is what RFC 7946, 3.2 wants of one: geometry and properties are there,
// even if null.
type feature struct {
	Type       string
	ID         string
	Geometry   *json.RawMessage
	Properties map[string]any
}

// sameFeature compares a feature with the cells that were written.
func sameFeature(t *testing.T, c *collecting, i int, f *feature) {
	t.Helper()
	at := c.at[i]
	if f.Type != "Feature" || f.Properties == nil {
		t.Errorf("%v is no feature: %+v", f.ID, f)
	}
	if (f.Geometry != nil) != (at != nil && at.Lat != nil) {
		t.Errorf("%v: %v for %+v", f.ID, f.Geometry, at)
	}
	if f.Geometry != nil {
		var p struct {
			Type        string
			Coordinates []float64
		}
		must(t, json.Unmarshal(*f.Geometry, &p))
		if p.Type != "Point" || len(p.Coordinates) != 2 || p.Coordinates[0] != *at.Lon || p.Coordinates[1] != *at.Lat ||
			math.Abs(p.Coordinates[0]) > 180 || math.Abs(p.Coordinates[1]) > 90 {
			t.Errorf("%v is at %s, want %+v", f.ID, *f.Geometry, at)
		}
		if f.Properties["centroid"] != (at.Precision != parley.PlaceExact) {
			t.Errorf("%v: centroid %v of precision %s", f.ID, f.Properties["centroid"], at.Precision)
		}
	}
	for k, col := range c.columns {
		want, got := &c.rows[i][k], f.Properties[col.Name]
		ok := false
		switch v := got.(type) {
		case nil:
			ok = !want.known
		case string:
			ok = v == want.text
		case float64:
			ok = v == want.decimal || v == float64(want.number)
		case bool:
			ok = v == (want.number == 1)
		case []any:
			ok = len(v) == len(want.list)
			for n := range want.list {
				ok = ok && v[n] == want.list[n]
			}
		}
		if !ok {
			t.Errorf("%v: %s is %v, want %+v", f.ID, col.Name, got, want)
		}
	}
}

// TestParquetGroups: many rows go in groups of bounded size, and come back in order.
func TestParquetGroups(t *testing.T) {
	var b bytes.Buffer
	out := bufio.NewWriter(&b)
	s := newParquetSink(&run{out: out, Options: Options{What: Events}})
	must(t, s.head([]Column{{Name: "n", Sort: Number}, {Name: "names", Sort: List}}))
	const rows = 2*rowsPerGroup + 1
	for i := range rows {
		must(t, s.row("", nil, []cell{number(i), list([]string{"a", strconv.Itoa(i)}[:i%3])}))
	}
	must(t, s.end())
	must(t, out.Flush())
	f, err := parquet.OpenFile(bytes.NewReader(b.Bytes()), int64(b.Len()))
	must(t, err)
	if len(f.RowGroups()) != 3 || f.NumRows() != rows {
		t.Errorf("%d rows in %d groups", f.NumRows(), len(f.RowGroups()))
	}
	n := 0
	for _, group := range f.RowGroups() {
		r := group.Rows()
		buffer := make([]parquet.Row, 100)
		for {
			got, err := r.ReadRows(buffer)
			for _, row := range buffer[:got] {
				if row[0].Int64() != int64(n) || len(row) != 1+max(n%3, 1) || n%3 == 2 && row[2].String() != strconv.Itoa(n) {
					t.Fatalf("row %d is %v", n, row)
				}
				n++
			}
			if err != nil {
				break
			}
		}
		must(t, r.Close())
	}
	if n != rows {
		t.Errorf("read %d rows", n)
	}
}
