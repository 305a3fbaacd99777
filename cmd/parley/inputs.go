package main

import (
	"fmt"
	"io"

	"github.com/spf13/cobra"

	"parley/internal/read"
)

// inputFlags are the flags of all verbs that read articles, on how to read them.
type inputFlags struct {
	columns string
	as      string
}

// inputHelp is the paragraph on inputs for the help of a verb.
const inputHelp = "An input is a text (one article a file), a page of the web (.html), JSON Lines or\n" +
	"a JSON document of records (fields id, text, title, published, url, outlet,\n" +
	"language, byline), a table with headings (.csv, .tsv), a web archive (.warc), or a\n" +
	"feed (.rss, .atom, .xml), each also packed (.gz, .zst). A FILE may be a folder, which\n" +
	"is read with all below it, - for standard input, or an address (https://…), which is\n" +
	"fetched; that of a feed gives the pages of its items. Robots.txt is asked about the\n" +
	"pages of feeds, not about what a person typed. docs/reading.md tells more.\n\n"

// add declares the flags.
func (f *inputFlags) add(c *cobra.Command) {
	c.Flags().StringVar(&f.columns, "columns", "", "which columns of a table, or fields of JSON, hold what: text=body,title=headline")
	c.Flags().StringVar(&f.as, "as", "", "what all inputs are: text, html, jsonl, json, csv, tsv, warc or feed (default: their names and first bytes tell)")
}

// options returns how to read; stdin is what "-" stands for. The error is one of
// usage.
func (f *inputFlags) options(stdin io.Reader) (read.Options, error) {
	o := read.Options{Stdin: stdin}
	var err error
	if o.As, err = read.ParseKind(f.as); err != nil {
		return o, usage(fmt.Errorf("--as: %w", err))
	}
	if f.columns != "" {
		if o.Columns, err = read.ParseColumns(f.columns); err != nil {
			return o, usage(fmt.Errorf("--columns: %w", err))
		}
	}
	return o, nil
}
