package main

import (
	"context"
	"os"

	"github.com/spf13/cobra"

	"parley/internal/eval"
)

// What eval incidents reads besides the shared folder.
const (
	newsEnv         = "PARLEY_NEWS"
	defaultExamples = "examples"
)

func (m *Main) evalIncidentsCommand() *cobra.Command {
	o := evalOptions{sets: eval.IncidentSets}
	var news, examples string
	c := &cobra.Command{
		Use:   "incidents",
		Short: "measure which events are grouped as one incident",
		Long: "Incidents measures, from raw text, how events of several articles are grouped into\n" +
			"incidents: the groups and look-alikes of the reference articles (seeds), the\n" +
			"clusters of real articles (news; their texts are not shared: --news names a JSON\n" +
			"Lines file whose ids are those of the gold files), the example dispatches\n" +
			"(examples), and the topics of ECB+ (ecbplus). With --errors it prints why\n" +
			"groups are not whole and what was joined wrongly." +
			exitHelp(exitNotFound, exitInterrupted),
		Example: "  parley eval incidents\n  parley eval incidents --only seeds --errors",
		Args:    needArgs(cobra.NoArgs),
		RunE: func(c *cobra.Command, _ []string) error {
			return m.evaluate(c.Context(), o, func(ctx context.Context, o evalOptions) (report, error) {
				return m.measureIncidents(ctx, o, news, examples)
			})
		},
	}
	o.add(c)
	o.addSets(c)
	c.Flags().StringVar(&news, "news", os.Getenv(newsEnv), "JSON Lines file of the articles of news-gold (default: "+newsEnv+")")
	c.Flags().StringVar(&examples, "examples", defaultExamples, "folder of the example dispatches")
	return c
}

func (m *Main) measureIncidents(ctx context.Context, o evalOptions, news, examples string) (report, error) {
	stages, err := m.codingStages(codeOptions{})
	if err != nil {
		return nil, err
	}
	fsys, err := dataFS("")
	if err != nil {
		return nil, err
	}
	if _, err := os.Stat(examples); err != nil && examples == defaultExamples {
		examples = ""
	}
	return eval.Incidents(ctx, stages, fsys, eval.IncidentOptions{Shared: o.shared, News: news, Examples: examples, Only: o.only})
}
