package main

import (
	"context"
	"encoding/json"
	"io"
	"os"

	"github.com/spf13/cobra"

	"parley/internal/doc"
	"parley/internal/page"
	"parley/internal/pipeline"
	"parley/internal/what"
)

type codeOptions struct {
	workers int
	verbose bool
	json    bool
	in      inputFlags
	net     netOptions
	places  string // a places file, empty for the built-in one
	data    string // a folder laid over the built-in data, empty for none
}

func (m *Main) codeCommand() *cobra.Command {
	var o codeOptions
	c := &cobra.Command{
		Use:   "code FILE|URL…",
		Short: "read articles and print the record: events, commitments, statements",
		Long: "Code reads articles and prints what they tell: who did what to whom, where and\n" +
			"when, how many suffered, who says so, and who promised what.\n\n" + inputHelp +
			"Without --json each article is a page for a person, with the words that show a\n" +
			"value underlined in their sentences. With --json it is one object a line, as\n" +
			"docs/record.md describes it.\n\n" +
			"A bad file or record never stops the others. Each that was skipped or failed is\n" +
			"named on standard error with the reason, and the sum is printed at the end." +
			exitHelp(exitArticles, exitNotFound, exitInterrupted),
		Example: "  parley code examples/ | less\n  parley code --json news.jsonl > records.jsonl\n" +
			"  parley code --data myrules news.txt",
		Args: needArgs(cobra.MinimumNArgs(1)),
		RunE: func(c *cobra.Command, args []string) error { return m.code(c.Context(), args, o) },
	}
	addWorkers(c, &o.workers)
	o.in.add(c)
	o.net.add(c)
	c.Flags().BoolVarP(&o.verbose, "verbose", "v", false, "a line on standard error for each article")
	c.Flags().BoolVar(&o.json, "json", false, "print one JSON object an article")
	addDataDir(c.Flags(), &o.data)
	c.Flags().StringVar(&o.places, "gazetteer", "", "a places file, in place of the one that is built in (default: "+gazetteerVariable+")")
	return c
}

func (m *Main) code(ctx context.Context, paths []string, o codeOptions) error {
	if err := checkWorkers(o.workers); err != nil {
		return err
	}
	stages, err := m.codingStages(o)
	if err != nil {
		return err
	}
	write := writePage(page.Style{Terminal: isTerminal(m.Stdout)})
	if o.json {
		write = writeRecord
	}
	return m.each(ctx, stages, paths, batchOptions{o.workers, o.verbose, o.in, o.net, o.data}, write)
}

// writeRecord writes the record of d as one line of JSON.
func writeRecord(w io.Writer, d *doc.Doc) error {
	e := json.NewEncoder(w)
	e.SetEscapeHTML(false)
	return e.Encode(what.Record(d))
}

// writePage returns a function that writes the record of d as a page.
func writePage(s page.Style) func(io.Writer, *doc.Doc) error {
	return func(w io.Writer, d *doc.Doc) error { return page.Write(w, d, what.Record(d), s) }
}

// isTerminal reports whether w is a terminal that takes codes.
func isTerminal(w io.Writer) bool {
	f, ok := w.(*os.File)
	if !ok || os.Getenv("NO_COLOR") != "" || os.Getenv("TERM") == "dumb" {
		return false
	}
	info, err := f.Stat()
	return err == nil && info.Mode()&os.ModeCharDevice != 0
}

// codingStages returns the stages of the main job, or what a test put in their
// place.
func (m *Main) codingStages(o codeOptions) ([]doc.Stage, error) {
	if m.stages != nil {
		return m.stages, nil
	}
	places, err := openGazetteer(o.places)
	if err != nil {
		return nil, err
	}
	fsys, err := dataFS(o.data)
	if err != nil {
		return nil, err
	}
	return pipeline.Coding(fsys, places)
}
