package main

import (
	"context"

	"github.com/spf13/cobra"

	"parley/data"
	"parley/internal/doc"
	"parley/internal/lang"
	"parley/internal/pipeline"
)

type parseOptions struct {
	workers int
	verbose bool
	json    bool
	in      inputFlags
	places  string // a places file, empty for the built-in one
}

func (m *Main) parseCommand() *cobra.Command {
	var o parseOptions
	c := &cobra.Command{
		Use:   "parse FILE…",
		Short: "print words, parses and names as CoNLL-U, or every layer as JSON",
		Long: "Parse reads articles and prints their sentences as CoNLL-U.\n\n" + inputHelp +
			"The last column holds TokenRange=START:END, bytes of the cleaned article text,\n" +
			"NER=B-kind or I-kind inside names (person, organisation, place, nationality) and\n" +
			"Cased= where a headline or an article in capitals is read in other letters.\n\n" +
			"With --json it prints one article a line with every layer: the article's date,\n" +
			"sentences, tokens, names, dates, places, actors and persons, counts, indicators and\n" +
			"quotes, each with its bytes in the article's text.\n\n" +
			"A bad file or record never stops the others. Each that was skipped or failed is\n" +
			"named on standard error with the reason, and the sum is printed at the end." +
			exitHelp(exitArticles, exitNotFound, exitInterrupted),
		Example: "  parley parse examples/*.txt\n  parley parse --workers 1 news.jsonl > news.conllu\n" +
			"  parley parse --json news.jsonl > layers.jsonl",
		Args: needArgs(cobra.MinimumNArgs(1)),
		RunE: func(c *cobra.Command, args []string) error { return m.parse(c.Context(), args, o) },
	}
	addWorkers(c, &o.workers)
	o.in.add(c)
	c.Flags().BoolVarP(&o.verbose, "verbose", "v", false, "a line on standard error for each article")
	c.Flags().BoolVar(&o.json, "json", false, "print one JSON object an article, with every layer")
	c.Flags().StringVar(&o.places, "gazetteer", "", "a places file, in place of the one that is built in (default: "+gazetteerVariable+")")
	return c
}

func (m *Main) parse(ctx context.Context, paths []string, o parseOptions) error {
	if err := checkWorkers(o.workers); err != nil {
		return err
	}
	load, write := m.languageStages, doc.WriteCoNLLU
	if o.json {
		load, write = func() ([]doc.Stage, error) { return m.readingStages(o.places) }, doc.WriteJSON
	}
	stages, err := load()
	if err != nil {
		return err
	}
	return m.each(ctx, stages, paths, batchOptions{workers: o.workers, verbose: o.verbose, in: o.in}, write)
}

// languageStages returns the stages of the language engine, or what a test put
// in their place.
func (m *Main) languageStages() ([]doc.Stage, error) {
	if m.stages != nil {
		return m.stages, nil
	}
	engine, err := lang.Load()
	if err != nil {
		return nil, err
	}
	return engine.Stages(), nil
}

// readingStages returns the stages of all layers, with the places file of the
// path (see openGazetteer), or what a test put in their place.
func (m *Main) readingStages(path string) ([]doc.Stage, error) {
	if m.stages != nil {
		return m.stages, nil
	}
	places, err := openGazetteer(path)
	if err != nil {
		return nil, err
	}
	return pipeline.Reading(data.FS, places)
}
