package main

import (
	"encoding/json"

	"github.com/spf13/cobra"

	"parley/internal/eval"
)

func (m *Main) evalCommand() *cobra.Command {
	c := &cobra.Command{
		Use:   "eval",
		Short: "measure Parley on annotated texts",
		Args:  unknownVerb,
		RunE:  func(c *cobra.Command, _ []string) error { return c.Help() },
	}
	c.AddCommand(m.evalLangCommand())
	return c
}

func (m *Main) evalLangCommand() *cobra.Command {
	var shared string
	var asJSON bool
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
		RunE: func(c *cobra.Command, _ []string) error {
			dir, err := dataDir(shared, "", "--shared")
			if err != nil {
				return err
			}
			report, err := eval.Lang(c.Context(), dir, nameFinders...)
			if err != nil {
				return err
			}
			if asJSON {
				enc := json.NewEncoder(m.Stdout)
				enc.SetIndent("", "  ")
				return enc.Encode(report)
			}
			return report.WriteTable(m.Stdout)
		},
	}
	c.Flags().StringVar(&shared, "shared", "", "the shared folder (default: "+sharedEnv+", or shared beside the project)")
	c.Flags().BoolVar(&asJSON, "json", false, "print one JSON object")
	return c
}
