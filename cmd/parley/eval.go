package main

import (
	"context"
	"encoding/json"
	"fmt"
	"io"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"parley/internal/eval"
)

// report is the figures of one part of Parley.
type report interface{ WriteTable(io.Writer) error }

type evalOptions struct {
	shared string
	json   bool
	errors bool
	only   []string
	sets   func() []string // the names that only may have; nil without that flag
}

func (o *evalOptions) add(c *cobra.Command) {
	c.Flags().StringVar(&o.shared, "shared", "", "the shared folder (default: "+sharedEnv+", or shared beside the project)")
	c.Flags().BoolVar(&o.json, "json", false, "print one JSON object")
}

func (m *Main) evalCommand() *cobra.Command {
	var o evalOptions
	c := &cobra.Command{
		Use:   "eval",
		Short: "measure Parley on annotated texts",
		Long: "Eval measures everything on the sets in the folder --shared: the language engine\n" +
			"(parley eval lang), the layers over it (parley eval layers) and the coder (parley eval\n" +
			"coding)." +
			exitHelp(exitNotFound, exitInterrupted),
		Example: "  parley eval --shared ../shared",
		Args:    unknownVerb,
		RunE: func(c *cobra.Command, _ []string) error {
			return m.evaluate(c.Context(), o, m.measureLang, m.measureLayers, m.measureCoding)
		},
	}
	o.add(c)
	c.AddCommand(m.evalLangCommand(), m.evalLayersCommand(), m.evalCodingCommand(), m.evalIncidentsCommand())
	return c
}

func (m *Main) evalLangCommand() *cobra.Command {
	var o evalOptions
	c := &cobra.Command{
		Use:   "lang",
		Short: "measure tags, parses and names on the test sets",
		Long: "Lang measures the language engine on the test sets in the folder --shared:\n" +
			"tags, lemmas and parses on UD English-EWT and GUM, from gold tokens and from raw\n" +
			"text, names on GUM, re3d and WikiGold, and the size and loading time of the weights.\n" +
			"Relations are compared without subtypes, as the CoNLL 2018 shared task did. Built\n" +
			"with the tag beside (make eval), it sets prose v3's names beside ours." +
			exitHelp(exitNotFound, exitInterrupted),
		Example: "  parley eval lang\n  parley eval lang --shared ../shared --json",
		Args:    needArgs(cobra.NoArgs),
		RunE:    func(c *cobra.Command, _ []string) error { return m.evaluate(c.Context(), o, m.measureLang) },
	}
	o.add(c)
	return c
}

func (m *Main) evalLayersCommand() *cobra.Command {
	o := evalOptions{sets: eval.LayerSets}
	c := &cobra.Command{
		Use:   "layers",
		Short: "measure dates, places, actors, counts and quotes",
		Long: "Layers measures what stands over the language engine, from raw text, on the sets in\n" +
			"the folder --shared: dates on MEANTIME, places on GeoVirus and event-location, and\n" +
			"the article's date, actors, equations, speakers and indicators on the reference\n" +
			"articles. With --errors it prints every miss, extra and wrong value below." +
			exitHelp(exitNotFound, exitInterrupted),
		Example: "  parley eval layers\n  parley eval layers --only seeds --errors",
		Args:    needArgs(cobra.NoArgs),
		RunE:    func(c *cobra.Command, _ []string) error { return m.evaluate(c.Context(), o, m.measureLayers) },
	}
	o.add(c)
	o.addSets(c)
	return c
}

func (m *Main) evalCodingCommand() *cobra.Command {
	o := evalOptions{sets: eval.CodingSets}
	c := &cobra.Command{
		Use:   "coding",
		Short: "measure events: types, parties, incidents, victims",
		Long: "Coding measures the main job, from raw text, on the sets in the folder --shared:\n" +
			"types and parties on PLOVER's example sentences, and incidents, role fillers and\n" +
			"victims on the texts of MUC-3 (tst1 and tst2). With --errors it prints every miss,\n" +
			"extra and wrong value below." +
			exitHelp(exitNotFound, exitInterrupted),
		Example: "  parley eval coding\n  parley eval coding --only muc --errors",
		Args:    needArgs(cobra.NoArgs),
		RunE:    func(c *cobra.Command, _ []string) error { return m.evaluate(c.Context(), o, m.measureCoding) },
	}
	o.add(c)
	o.addSets(c)
	return c
}

// addSets declares the flags of a report that is made of sets.
func (o *evalOptions) addSets(c *cobra.Command) {
	c.Flags().BoolVar(&o.errors, "errors", false, "print a line for each miss, extra and wrong value")
	c.Flags().StringSliceVar(&o.only, "only", nil, "sets to measure on: "+strings.Join(o.sets(), ", ")+" (default: all)")
}

// evaluate runs the measures in turn and prints their reports.
func (m *Main) evaluate(ctx context.Context, o evalOptions, measures ...func(context.Context, evalOptions) (report, error)) error {
	for _, set := range o.only {
		if known := o.sets(); !slices.Contains(known, set) {
			return usage(fmt.Errorf("no set %q; there are %s", set, strings.Join(known, ", ")))
		}
	}
	var err error
	if o.shared, err = dataDir(o.shared, "", "--shared"); err != nil {
		return err
	}
	for i, measure := range measures {
		r, err := measure(ctx, o)
		if err != nil {
			return err
		}
		if i > 0 && !o.json {
			fmt.Fprintln(m.Stdout)
		}
		if err := m.writeReport(r, o); err != nil {
			return err
		}
	}
	return nil
}

func (m *Main) writeReport(r report, o evalOptions) error {
	if o.json {
		enc := json.NewEncoder(m.Stdout)
		enc.SetIndent("", "  ")
		return enc.Encode(r)
	}
	if err := r.WriteTable(m.Stdout); err != nil {
		return err
	}
	if l, ok := r.(interface{ WriteErrors(io.Writer) error }); ok && o.errors {
		fmt.Fprintln(m.Stdout)
		return l.WriteErrors(m.Stdout)
	}
	return nil
}

func (m *Main) measureLang(ctx context.Context, o evalOptions) (report, error) {
	return eval.Lang(ctx, o.shared, nameFinders...)
}

func (m *Main) measureLayers(ctx context.Context, o evalOptions) (report, error) {
	stages, err := m.readingStages("")
	if err != nil {
		return nil, err
	}
	return eval.Layers(ctx, stages, o.shared, o.only...)
}

func (m *Main) measureCoding(ctx context.Context, o evalOptions) (report, error) {
	stages, err := m.codingStages(codeOptions{})
	if err != nil {
		return nil, err
	}
	return eval.Coding(ctx, stages, o.shared, o.only...)
}
