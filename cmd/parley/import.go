package main

import (
	"context"
	"errors"
	"fmt"
	"iter"
	"os"
	"path/filepath"
	"strings"

	"github.com/spf13/cobra"

	"parley"
	"parley/internal/doc"
	"parley/internal/intake"
	"parley/internal/page"
	"parley/internal/pipeline"
	"parley/internal/process/agreement"
)

type importOptions struct {
	storeOptions
	codeOptions
	name, signed, country string
	aliases, parties      []string
}

func (m *Main) importCommand() *cobra.Command {
	c := &cobra.Command{
		Use:   "import",
		Short: "bring in what is no article",
		Long: "Import brings in what is no article: agreements into the store, lists of actors and\n" +
			"places for the coder." + exitHelp(),
		Args: unknownVerb,
		RunE: func(c *cobra.Command, _ []string) error { return c.Help() },
	}
	places := m.gazetteerImportCommand()
	places.Use = "gazetteer FILE…"
	places.Example = strings.ReplaceAll(places.Example, "parley gazetteer import", "parley import gazetteer")
	c.AddCommand(m.importAgreementCommand(), m.importActorsCommand(), m.importPetrarchCommand(), places, m.importJSONLCommand())
	return c
}

func (m *Main) importAgreementCommand() *cobra.Command {
	var o importOptions
	c := &cobra.Command{
		Use:   "agreement FILE",
		Short: "put a signed agreement into the ledger, provision by provision",
		Long: "Agreement reads the text of an agreement, or a table of its provisions (.csv with a\n" +
			"head line: text, and number, party, theme, deadline). Each clause that binds\n" +
			"somebody becomes an entry of the ledger; what articles tell of it is tied to it. A\n" +
			"term such as \"within 14 months\" is reckoned from the day of signing.\n" +
			"docs/agreements.md says how the text is read." + exitHelp(exitNotFound, exitStore, exitInterrupted),
		Example: "  parley import agreement examples/agreements/pretoria-2022.csv --name 'Pretoria agreement' --signed 2022-11-02",
		Args:    needArgs(cobra.ExactArgs(1)),
		RunE:    func(c *cobra.Command, args []string) error { return m.importAgreement(c.Context(), args[0], o) },
	}
	o.storeOptions.add(c)
	s := c.Flags()
	s.StringVar(&o.name, "name", "", "its usual name (default: as the text begins)")
	s.StringArrayVar(&o.aliases, "alias", nil, "another name that articles use; again for several")
	s.StringVar(&o.signed, "signed", "", "the day of signing (default: as the text says)")
	s.StringVar(&o.country, "country", "", "the country, by name or ISO code (default: that of the parties)")
	s.StringArrayVar(&o.parties, "party", nil, "a party; again for each (default: those that the text begins with)")
	addDataDir(s, &o.data)
	return c
}

func (m *Main) importAgreement(ctx context.Context, file string, o importOptions) error {
	opts := agreement.Options{Name: o.name, Aliases: o.aliases, Parties: o.parties, Ref: file, CSV: strings.EqualFold(filepath.Ext(file), ".csv")}
	if o.signed != "" {
		var err error
		if opts.Signed, err = oneDay("--signed", o.signed); err != nil {
			return err
		}
	}
	if o.country != "" {
		codes, err := countryCodes([]string{o.country})
		if err != nil {
			return err
		}
		opts.Country = codes[0]
	}
	a, r, err := m.readAgreement(ctx, file, o, opts)
	if err != nil {
		return err
	}
	fsys, err := dataFS(o.data)
	if err != nil {
		return err
	}
	st, err := o.make(ctx)
	if err != nil {
		return err
	}
	in, err := intake.New(fsys, st)
	if err == nil {
		_, err = in.AddAgreement(ctx, a, r)
	}
	if err = errors.Join(err, st.Close()); err != nil {
		return err
	}
	if o.storeOptions.json {
		return jsonLines(m.Stdout, []parley.Agreement{a})
	}
	return page.Agreement(m.Stdout, m.style(), a)
}

// readAgreement reads the file with the engine of the main job.
func (m *Main) readAgreement(ctx context.Context, file string, o importOptions, opts agreement.Options) (parley.Agreement, *parley.Record, error) {
	var none parley.Agreement
	fsys, err := dataFS(o.data)
	if err != nil {
		return none, nil, err
	}
	reader, err := agreement.New(fsys)
	if err != nil {
		return none, nil, err
	}
	in, err := os.Open(file)
	if err != nil {
		return none, nil, err
	}
	defer in.Close()
	stages, err := m.codingStages(o.codeOptions)
	if err != nil {
		return none, nil, err
	}
	p, err := pipeline.New(stages...)
	if err != nil {
		return none, nil, err
	}
	a, r, err := reader.Read(in, opts, annotator(ctx, p))
	if err != nil {
		return none, nil, fmt.Errorf("%s: %w", file, err)
	}
	return a, r, nil
}

// annotator takes single articles through stages.
func annotator(ctx context.Context, p *pipeline.Pipeline) agreement.Annotate {
	return func(a *parley.Article) (*doc.Doc, error) {
		var one iter.Seq2[*parley.Article, error] = func(yield func(*parley.Article, error) bool) { yield(a, nil) }
		for o := range p.Run(ctx, one, 1) {
			if o.State != pipeline.Done {
				return nil, o.Err
			}
			return o.Doc, nil
		}
		return nil, ctx.Err()
	}
}
