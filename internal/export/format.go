package export

import (
	"context"
	"fmt"
	"io/fs"
	"slices"
	"strings"

	"parley"
)

// What is the sort of things that an export holds.
type What string

// The sorts. All is for formats that keep them apart themselves.
const (
	All       What = "all"
	Incidents What = "incidents"
	Events    What = "events"
	Articles  What = "articles"
	Ledger    What = "ledger"
	Actors    What = "actors"
)

// Format is one way to write the record.
type Format struct {
	// Name is what --format takes ("csv"), Title what it is, in one line.
	Name, Title string
	// Extension is that of its files, with the dot; MediaType that of its bytes.
	Extension, MediaType string
	// What it can hold, what it holds by default first.
	What []What

	order parley.Order // by default; empty for the oldest first
	limit int          // by default, where the format is not for all; 0 for all
	// guarded is true where text that a spreadsheet would run is made safe.
	guarded bool
	write   func(ctx context.Context, x *run) error
}

// Holds reports whether the format can hold w.
func (f *Format) Holds(w What) bool { return slices.Contains(f.What, w) }

// Formats returns all formats, with lists from fsys.
func Formats(fsys fs.FS) ([]Format, error) {
	tables := []What{Incidents, Events, Articles, Ledger, Actors}
	out := []Format{
		{
			Name: "jsonl", Title: "all that is known, one JSON object a line; 'parley import jsonl' makes a store of it",
			Extension: ".jsonl", MediaType: "application/jsonl", What: append([]What{All}, tables...), write: writeJSONL,
		},
		{
			Name: "csv", Title: "a table with a head line, RFC 4180",
			Extension: ".csv", MediaType: "text/csv; charset=utf-8; header=present", What: tables, write: tabled(newCSVSink), guarded: true,
		},
		{
			Name: "parquet", Title: "the same table with typed columns, for DuckDB, Spark, pandas and R",
			Extension: ".parquet", MediaType: "application/vnd.apache.parquet", What: tables, write: tabled(newParquetSink),
		},
		{
			Name: "geojson", Title: "a map layer, RFC 7946; one feature an item",
			Extension: ".geojson", MediaType: "application/geo+json", What: tables[:4], write: tabled(newGeoSink),
		},
		{
			Name: "atom", Title: "a feed of the newest incidents, RFC 4287",
			Extension: ".atom", MediaType: "application/atom+xml", What: []What{Incidents}, write: writeAtom,
			order: parley.OrderNewest, limit: newestEntries,
		},
		{
			Name: "ical", Title: "the deadlines of the ledger as a calendar, RFC 5545",
			Extension: ".ics", MediaType: "text/calendar; charset=utf-8; component=VEVENT", What: []What{Ledger}, write: writeICal,
		},
	}
	for _, make := range []func(fs.FS) (*Profile, error){ACLED, GED, Polecat, HXL} {
		p, err := make(fsys)
		if err != nil {
			return nil, fmt.Errorf("reading the tables of export profiles: %w", err)
		}
		out = append(out, profileFormat(p))
	}
	return out, nil
}

// profileFormat makes a format of a profile.
func profileFormat(p *Profile) Format {
	media := "text/csv; charset=utf-8; header=present"
	if p.Comma == '\t' {
		media = "text/tab-separated-values; charset=utf-8"
	}
	return Format{
		Name: p.Name, Title: p.Title, Extension: p.Extension, MediaType: media, What: []What{Incidents}, guarded: true,
		write: func(ctx context.Context, x *run) error { return writeProfile(ctx, x, p) },
	}
}

// FormatNamed returns the format of a name; ErrQuery names those that there are.
func FormatNamed(fsys fs.FS, name string) (Format, error) {
	all, err := Formats(fsys)
	if err != nil {
		return Format{}, err
	}
	var names []string
	for _, f := range all {
		if f.Name == name {
			return f, nil
		}
		names = append(names, f.Name)
	}
	return Format{}, fmt.Errorf("%w: no format %q; there are %s", parley.ErrQuery, name, strings.Join(names, ", "))
}
