// Command parley reads news about a war and the talks meant to end it, and
// keeps the record. Each verb is one file; they hold flags, wiring and
// messages, and leave the work to the packages below.
//
// Results go to standard output, progress and messages to standard error. The
// exit codes are in exit.go and in the help of each verb.
package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"os/signal"
	"runtime"
	"strings"
	"syscall"
	"time"

	"github.com/spf13/cobra"

	"parley/internal/doc"
)

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	m := Main{Stdin: os.Stdin, Stdout: os.Stdout, Stderr: os.Stderr}
	code := m.Run(ctx, os.Args[1:])
	stop()
	os.Exit(code)
}

// Main is one run of the program over given streams, so that a test can run
// all of it in its own process.
type Main struct {
	Stdin          io.Reader
	Stdout, Stderr io.Writer

	stages []doc.Stage      // in place of the language engine's, in tests
	now    func() time.Time // in place of the clock, in tests
}

// Run carries out args, which are without the program's name, and returns the
// exit code. An error is printed to Stderr before it returns.
func (m *Main) Run(ctx context.Context, args []string) int {
	root := m.rootCommand()
	root.SetArgs(args)
	root.SetIn(m.Stdin)
	root.SetOut(m.Stdout)
	root.SetErr(m.Stderr)
	err := root.ExecuteContext(ctx)
	if err != nil {
		fmt.Fprintf(m.Stderr, "parley: %v\n", err)
		if errors.Is(err, errUsage) {
			fmt.Fprintf(m.Stderr, "Try 'parley help'.\n")
		}
	}
	return exitCode(err)
}

func (m *Main) rootCommand() *cobra.Command {
	root := &cobra.Command{
		Use:   "parley",
		Short: "who did what to whom, and who promised what",
		Long: "Parley reads news about a war and the talks meant to end it, and keeps the\n" +
			"record: who did what to whom, who says so, and who promised what.",
		Args:          unknownVerb,
		RunE:          func(c *cobra.Command, _ []string) error { return c.Help() },
		SilenceErrors: true, // Run prints them
		SilenceUsage:  true,
	}
	root.CompletionOptions.HiddenDefaultCmd = true
	root.SetFlagErrorFunc(func(_ *cobra.Command, err error) error { return usage(err) })
	root.AddCommand(m.demoCommand(), m.codeCommand(), m.addCommand(), m.incidentsCommand(), m.eventsCommand(), m.articlesCommand(),
		m.actorsCommand(), m.ledgerCommand(), m.searchCommand(), m.showCommand(), m.statsCommand(), m.reviewCommand(), m.importCommand(), m.exportCommand(), m.watchCommand(), m.feedsCommand(), m.briefCommand(),
		m.verifyCommand(), m.recodeCommand(), m.backupCommand(), m.restoreCommand(), m.parseCommand(), m.rulesCommand(), m.gazetteerCommand(),
		m.evalCommand(), m.trainCommand(), m.versionCommand())
	return root
}

// unknownVerb refuses the arguments of a command that only has verbs below it,
// and names the verbs that come near.
func unknownVerb(c *cobra.Command, args []string) error {
	if len(args) == 0 {
		return nil
	}
	msg := fmt.Sprintf("no verb %q in '%s'", args[0], c.CommandPath())
	if near := c.SuggestionsFor(args[0]); len(near) > 0 {
		msg += "; did you mean " + strings.Join(near, " or ") + "?"
	}
	return usage(errors.New(msg))
}

// needArgs wraps a check of positional arguments as one of usage.
func needArgs(check cobra.PositionalArgs) cobra.PositionalArgs {
	return func(c *cobra.Command, args []string) error {
		if err := check(c, args); err != nil {
			return usage(err)
		}
		return nil
	}
}

// addWorkers declares --workers, which never changes what is printed.
func addWorkers(c *cobra.Command, workers *int) {
	c.Flags().IntVar(workers, "workers", runtime.GOMAXPROCS(0), "how many to work on at a time; the output is the same")
}

// checkWorkers refuses a number of workers that cannot be meant.
func checkWorkers(workers int) error {
	if workers < 1 {
		return usage(fmt.Errorf("--workers %d: must be at least 1", workers))
	}
	return nil
}
