package main

import (
	"context"
	"errors"
	"fmt"
	"io/fs"

	"github.com/spf13/cobra"

	"parley"
	"parley/internal/doc"
	"parley/internal/pipeline"
	"parley/internal/rule"
	"parley/internal/what/ontology"
)

// errRules marks rules that are wrong or do not keep their examples.
var errRules = errors.New("rules are at fault")

type rulesOptions struct {
	data   string // a folder over the built-in data
	places string // a places file, empty for the built-in one
}

func (m *Main) rulesCommand() *cobra.Command {
	c := &cobra.Command{
		Use:   "rules",
		Short: "test, check, list and explain the rules of the grammar",
		Long: "Rules works on the rules that find what happened. They are text files that\n" +
			"anybody may change: copy one into a folder as rules/…/NAME.yml and name the folder\n" +
			"with --data. docs/rules.md describes the language." + exitHelp(),
		Args: unknownVerb,
		RunE: func(c *cobra.Command, _ []string) error { return c.Help() },
	}
	c.AddCommand(m.rulesTestCommand(), m.rulesLintCommand(), m.rulesListCommand(), m.rulesExplainCommand())
	return c
}

// addRulesFlags declares what the verbs on rules share.
func addRulesFlags(c *cobra.Command, o *rulesOptions, reads bool) {
	addDataDir(c.Flags(), &o.data)
	if reads {
		c.Flags().StringVar(&o.places, "gazetteer", "", "a places file, in place of the one that is built in (default: "+gazetteerVariable+")")
	}
}

func (m *Main) rulesTestCommand() *cobra.Command {
	var o rulesOptions
	c := &cobra.Command{
		Use:   "test [ID…]",
		Short: "run the rules' example sentences",
		Long: "Test runs the sentences that rules give as examples: those that they must match,\n" +
			"with the arguments, and those that they must not. It prints the ones that fail." + exitHelp(exitRules, exitNotFound),
		Example: "  parley rules test\n  parley rules test --data my assault.attack.verb",
		RunE:    func(_ *cobra.Command, ids []string) error { return m.rulesTest(o, ids) },
	}
	addRulesFlags(c, &o, true)
	return c
}

func (m *Main) rulesTest(o rulesOptions, ids []string) error {
	fsys, g, problems := loadRules(o.data)
	if g == nil {
		return problems
	}
	if problems != nil { // the sound rules are tested all the same
		fmt.Fprintln(m.Stdout, problems)
	}
	read, err := m.sentenceReader(fsys, o.places)
	if err != nil {
		return err
	}
	failures, checked, err := g.Test(read, ids...)
	if err != nil {
		return err
	}
	for _, f := range failures {
		fmt.Fprintf(m.Stdout, "%s\n    %s\n", f.Error(), f.Text)
	}
	fmt.Fprintf(m.Stdout, "%d examples, %d failed\n", checked, len(failures))
	if len(failures) > 0 || problems != nil {
		return errRules
	}
	return nil
}

func (m *Main) rulesExplainCommand() *cobra.Command {
	var o rulesOptions
	c := &cobra.Command{
		Use:   "explain RULE SENTENCE…",
		Short: "show how a rule fares on a sentence",
		Long: "Explain prints the graph of a sentence as rules see it, where the rule's trigger\n" +
			"stands in it, and how far each path came." + exitHelp(exitNotFound),
		Example: "  parley rules explain assault.attack \"Gunmen attacked a police post.\"",
		Args:    needArgs(cobra.MinimumNArgs(2)),
		RunE:    func(_ *cobra.Command, args []string) error { return m.rulesExplain(o, args[0], args[1:]) },
	}
	addRulesFlags(c, &o, true)
	return c
}

func (m *Main) rulesExplain(o rulesOptions, id string, sentences []string) error {
	fsys, g, problems := loadRules(o.data)
	if g == nil {
		return problems
	}
	if problems != nil { // the rule itself may be sound
		fmt.Fprintln(m.Stderr, problems)
	}
	read, err := m.sentenceReader(fsys, o.places)
	if err != nil {
		return err
	}
	for _, s := range sentences {
		d, err := read(s)
		if err != nil {
			return err
		}
		text, err := g.Explain(d, id)
		if err != nil {
			return err
		}
		fmt.Fprint(m.Stdout, text)
	}
	return nil
}

func (m *Main) rulesLintCommand() *cobra.Command {
	var o rulesOptions
	c := &cobra.Command{
		Use:   "lint",
		Short: "check the rules without running them",
		Long: "Lint names what is wrong with the rules, each as file:line: rule: what. Besides\n" +
			"errors these are lists and frames that no rule uses, words and examples that\n" +
			"stand twice, and rules that wait for a match which no rule makes." + exitHelp(exitRules, exitNotFound),
		Args: needArgs(cobra.NoArgs),
		RunE: func(*cobra.Command, []string) error { return m.rulesLint(o) },
	}
	addRulesFlags(c, &o, false)
	return c
}

func (m *Main) rulesLint(o rulesOptions) error {
	_, g, err := loadRules(o.data)
	if g == nil {
		return err
	}
	if err != nil {
		fmt.Fprintln(m.Stdout, err)
	}
	problems := g.Lint()
	for _, p := range problems {
		fmt.Fprintln(m.Stdout, p)
	}
	if err != nil || len(problems) > 0 {
		return errRules
	}
	_, err = fmt.Fprintf(m.Stderr, "%d rules, nothing found\n", len(g.Rules()))
	return err
}

func (m *Main) rulesListCommand() *cobra.Command {
	var o rulesOptions
	c := &cobra.Command{
		Use:   "list",
		Short: "list the rules",
		Long: "List prints the rules in the order in which they run: id, label, priority, file\n" +
			"and line, and the numbers of examples that must match and that must not, with a\n" +
			"tab between." + exitHelp(exitNotFound),
		Args: needArgs(cobra.NoArgs),
		RunE: func(*cobra.Command, []string) error { return m.rulesList(o) },
	}
	addRulesFlags(c, &o, false)
	return c
}

func (m *Main) rulesList(o rulesOptions) error {
	_, g, err := loadRules(o.data)
	if err != nil {
		return err
	}
	for _, r := range g.Rules() {
		if _, err := fmt.Fprintf(m.Stdout, "%s\t%s\t%d\t%s:%d\t%d\t%d\n",
			r.ID, r.Label, r.Priority, r.File, r.Line, r.Match, r.Reject); err != nil {
			return err
		}
	}
	return nil
}

// loadRules loads the rules of the built-in data with the folder over it. The
// grammar is nil, or that of the sound rules, where there is an error.
func loadRules(dir string) (fs.FS, *rule.Grammar, error) {
	fsys, err := dataFS(dir)
	if err != nil {
		return nil, nil, err
	}
	codes, err := ontology.Load(fsys)
	if err != nil {
		return nil, nil, err
	}
	g, err := rule.Load(fsys, "rules", codes.Allowed)
	return fsys, g, err
}

// sentenceReader returns what makes a document of a sentence, with all layers.
func (m *Main) sentenceReader(fsys fs.FS, places string) (func(string) (*doc.Doc, error), error) {
	stages := m.stages
	if stages == nil {
		gazetteer, err := openGazetteer(places)
		if err != nil {
			return nil, err
		}
		if stages, err = pipeline.Reading(fsys, gazetteer); err != nil {
			return nil, err
		}
	}
	p, err := pipeline.New(stages...)
	if err != nil {
		return nil, err
	}
	return func(text string) (*doc.Doc, error) {
		articles := func(yield func(*parley.Article, error) bool) {
			yield(&parley.Article{Ref: "sentence", Text: text}, nil)
		}
		for o := range p.Run(context.Background(), articles, 1) {
			return o.Doc, o.Err
		}
		return nil, errors.New("no outcome")
	}, nil
}
