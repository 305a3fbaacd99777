package export

import (
	"fmt"
	"reflect"
	"time"

	"github.com/parquet-go/parquet-go"
	"github.com/parquet-go/parquet-go/compress/zstd"

	"parley"
)

// A row group is what a writer holds at a time and what a reader skips by its
// least and greatest values. It ends after so many rows or, where rows are long,
// so many bytes, so that neither side needs much memory.
const (
	rowsPerGroup  = 50_000
	bytesPerGroup = 32 << 20
	pageBytes     = 64 << 10
)

// parquetSink writes rows as Apache Parquet: zstd, days as date32, lists as
// list<string>, and null for what is not known.
type parquetSink struct {
	x     *run
	w     *parquet.GenericWriter[any]
	sorts []Sort
	row1  parquet.Row
	rows  [1]parquet.Row
	held  int // rows and bytes of the group under way
	bytes int
}

func newParquetSink(x *run) sink { return &parquetSink{x: x} }

func (s *parquetSink) head(columns []Column) error {
	fields := make([]reflect.StructField, len(columns))
	for i, c := range columns {
		s.sorts = append(s.sorts, c.Sort)
		f := &fields[i]
		f.Name = fmt.Sprintf("C%d", i) // a schema takes its names from the tags, in the order of the fields
		switch f.Tag = reflect.StructTag(fmt.Sprintf(`parquet:"%s,optional"`, c.Name)); c.Sort {
		case Number:
			f.Type = reflect.TypeFor[int64]()
		case Decimal:
			f.Type = reflect.TypeFor[float64]()
		case Truth:
			f.Type = reflect.TypeFor[bool]()
		case Day:
			f.Type = reflect.TypeFor[int32]()
			f.Tag = reflect.StructTag(fmt.Sprintf(`parquet:"%s,optional,date"`, c.Name))
		case List:
			f.Type = reflect.TypeFor[[]string]()
			f.Tag = reflect.StructTag(fmt.Sprintf(`parquet:"%s,list"`, c.Name))
		default:
			f.Type = reflect.TypeFor[string]()
		}
	}
	shape := reflect.New(reflect.StructOf(fields)).Elem().Interface()
	schema := parquet.NewSchema(string(s.x.What), parquet.SchemaOf(shape))
	s.w = parquet.NewGenericWriter[any](s.x.out, schema, parquet.Compression(&zstd.Codec{Level: zstd.SpeedDefault}), parquet.PageBufferSize(pageBytes))
	return nil
}

func (s *parquetSink) row(_ string, _ *parley.EventPlace, cells []cell) error {
	row := s.row1[:0]
	for i := range cells {
		row = s.values(row, &cells[i], i)
	}
	s.row1, s.rows[0] = row, row
	if _, err := s.w.WriteRows(s.rows[:]); err != nil {
		return fmt.Errorf("writing a row of Parquet: %w", err)
	}
	if s.held++; s.held >= rowsPerGroup || s.bytes >= bytesPerGroup {
		s.held, s.bytes = 0, 0
		if err := s.w.Flush(); err != nil {
			return fmt.Errorf("writing a row group of Parquet: %w", err)
		}
	}
	return nil
}

// values appends the value or values of a cell with their levels: how deep the
// value is defined, and whether it goes on a list that the row has begun.
func (s *parquetSink) values(row parquet.Row, c *cell, column int) parquet.Row {
	s.bytes += 8 + len(c.text)
	if s.sorts[column] == List {
		if len(c.list) == 0 {
			return append(row, parquet.Value{}.Level(0, 0, column))
		}
		for i, text := range c.list {
			s.bytes += len(text)
			row = append(row, parquet.ByteArrayValue([]byte(text)).Level(min(i, 1), 1, column))
		}
		return row
	}
	if !c.known {
		return append(row, parquet.Value{}.Level(0, 0, column))
	}
	var v parquet.Value
	switch s.sorts[column] {
	case Number:
		v = parquet.Int64Value(c.number)
	case Decimal:
		v = parquet.DoubleValue(c.decimal)
	case Truth:
		v = parquet.BooleanValue(c.number == 1)
	case Day:
		t, err := time.Parse(time.DateOnly, c.text)
		if err != nil { // no day that a calendar has
			return append(row, parquet.Value{}.Level(0, 0, column))
		}
		v = parquet.Int32Value(int32(t.Unix() / secondsPerDay))
	default:
		v = parquet.ByteArrayValue([]byte(c.text))
	}
	return append(row, v.Level(0, 1, column))
}

// secondsPerDay is a day of Unix time. Days before 1970 are whole days too, so
// that the division is exact.
const secondsPerDay = 24 * 60 * 60

func (s *parquetSink) end() error {
	if err := s.w.Close(); err != nil {
		return fmt.Errorf("ending the Parquet file: %w", err)
	}
	return nil
}
