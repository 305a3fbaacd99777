package main

import (
	"fmt"
	"os"
	"strconv"
	"strings"

	"github.com/spf13/cobra"

	"parley"
	"parley/internal/intake"
	"parley/internal/page"
	"parley/internal/process"
	"parley/internal/sqlite"
)

// reviewOptions are the flags of a decision.
type reviewOptions struct {
	storeOptions
	by, note string
}

// addDecision declares who decides, and why.
func (o *reviewOptions) addDecision(c *cobra.Command) {
	o.add(c)
	o.addLists(c)
	c.Flags().StringVar(&o.by, "by", os.Getenv("USER"), "who decides")
	c.Flags().StringVar(&o.note, "note", "", "why")
}

func (m *Main) reviewCommand() *cobra.Command {
	c := &cobra.Command{
		Use:   "review",
		Short: "merge and split incidents and undertakings, and settle the scale",
		Long: "Review keeps what people decide. A decision is about events or commitments, not\n" +
			"about groups: it holds whatever is added later, stands above what the program\n" +
			"thinks, and can be taken back." + exitHelp(),
		Args: unknownVerb,
		RunE: func(c *cobra.Command, _ []string) error { return c.Help() },
	}
	c.AddCommand(m.mergeCommand(), m.splitCommand(), m.undoCommand(), m.reviewLogCommand(), m.settleCommand())
	return c
}

func (m *Main) mergeCommand() *cobra.Command {
	var o reviewOptions
	c := &cobra.Command{
		Use:   "merge ID ID…",
		Short: "make one of several incidents or undertakings",
		Long: "Merge says that incidents, or undertakings, are the same. Any of their old IDs leads\n" +
			"to what they are now." + exitHelp(exitNotFound, exitStore, exitInterrupted),
		Example: "  parley review merge i-3f2a9c41d0 i-77b01e29aa --note 'same convoy'",
		Args:    needArgs(cobra.MinimumNArgs(2)),
		RunE: func(c *cobra.Command, args []string) error {
			return o.change(c.Context(), func(st *sqlite.Store, in *intake.Intake) error {
				ids, err := groupIDs(c, st, args)
				if err != nil {
					return err
				}
				id, d, err := in.Merge(c.Context(), ids, o.by, o.note)
				if err != nil {
					return err
				}
				return m.decided(o, d, id)
			})
		},
	}
	o.addDecision(c)
	return c
}

func (m *Main) splitCommand() *cobra.Command {
	var o reviewOptions
	c := &cobra.Command{
		Use:   "split ID MEMBER…",
		Short: "part events from an incident, or commitments from an undertaking",
		Long: "Split says that members are not the same as the rest of their group. MEMBER is the\n" +
			"ID of an event or commitment, as 'parley show ID' prints it." + exitHelp(exitNotFound, exitStore, exitInterrupted),
		Example: "  parley review split i-3f2a9c41d0 9b1d77f3a0",
		Args:    needArgs(cobra.MinimumNArgs(2)),
		RunE: func(c *cobra.Command, args []string) error {
			return o.change(c.Context(), func(st *sqlite.Store, in *intake.Intake) error {
				group, err := groupIDs(c, st, args[:1])
				if err != nil {
					return err
				}
				members, err := memberIDs(c, st, args[1:])
				if err != nil {
					return err
				}
				ids, d, err := in.Split(c.Context(), group[0], members, o.by, o.note)
				if err != nil {
					return err
				}
				return m.decided(o, d, ids...)
			})
		},
	}
	o.addDecision(c)
	return c
}

func (m *Main) undoCommand() *cobra.Command {
	var o reviewOptions
	c := &cobra.Command{
		Use:   "undo N",
		Short: "take a decision back",
		Long:  "Undo takes the decision of a number back; 'parley review log' has the numbers." + exitHelp(exitNotFound, exitStore, exitInterrupted),
		Args:  needArgs(cobra.ExactArgs(1)),
		RunE: func(c *cobra.Command, args []string) error {
			n, err := strconv.ParseInt(args[0], 10, 64)
			if err != nil {
				return usage(fmt.Errorf("%q is no number of a decision", args[0]))
			}
			return o.change(c.Context(), func(_ *sqlite.Store, in *intake.Intake) error {
				d, err := in.Undo(c.Context(), n, o.by)
				if err != nil {
					return err
				}
				return m.decided(o, d)
			})
		},
	}
	o.addDecision(c)
	return c
}

func (m *Main) reviewLogCommand() *cobra.Command {
	var o storeOptions
	c := &cobra.Command{
		Use:   "log",
		Short: "list all decisions",
		Long:  "Log lists all decisions on incidents and undertakings, those taken back included." + exitHelp(exitNotFound, exitStore, exitInterrupted),
		Args:  needArgs(cobra.NoArgs),
		RunE: func(c *cobra.Command, _ []string) error {
			return o.with(c.Context(), func(st *sqlite.Store) error {
				var all []parley.Decision
				for _, g := range []parley.Grouping{parley.Incidents, parley.Undertakings} {
					ds, err := st.Decisions(c.Context(), g, nil)
					if err != nil {
						return err
					}
					all = append(all, ds...)
				}
				return list(m, o.json, parley.Page[parley.Decision]{Items: all}, page.Decisions)
			})
		},
	}
	o.add(c)
	return c
}

func (m *Main) settleCommand() *cobra.Command {
	var o reviewOptions
	c := &cobra.Command{
		Use:   "settle UNDERTAKING LEVEL",
		Short: "put an undertaking on the scale of the Peace Accords Matrix",
		Long: "Settle puts a person's word in the place of the level that the rules propose: 0 not\n" +
			"initiated, 1 minimal, 2 intermediate, 3 full. 'none' takes it back." + exitHelp(exitNotFound, exitStore, exitInterrupted),
		Example: "  parley review settle u-51c0ffee02 intermediate --by 'A. Monitor' --note 'two of three sites closed'",
		Args:    needArgs(cobra.ExactArgs(2)),
		RunE: func(c *cobra.Command, args []string) error {
			level, err := levelOf(args[1])
			if err != nil {
				return err
			}
			if o.by == "" {
				return usage(fmt.Errorf("--by: who settles it?"))
			}
			return o.change(c.Context(), func(st *sqlite.Store, in *intake.Intake) error {
				ids, err := groupIDs(c, st, args[:1])
				if err != nil {
					return err
				}
				p := parley.PAM{Level: level, Why: o.note, By: o.by}
				if level < 0 {
					p = parley.PAM{}
				}
				u, err := in.Settle(c.Context(), ids[0], p)
				if err != nil {
					return err
				}
				if o.json {
					return jsonLines(m.Stdout, []parley.Undertaking{u})
				}
				_, err = fmt.Fprintf(m.Stdout, "%s: %s\n", u.ID, page.Scaled(u.PAM, process.PAMWord(u.PAM.Level)))
				return err
			})
		},
	}
	o.addDecision(c)
	return c
}

// levelOf reads a level of the scale; -1 for none.
func levelOf(text string) (int, error) {
	if strings.EqualFold(text, "none") {
		return -1, nil
	}
	var words []string
	for level := 0; process.PAMWord(level) != ""; level++ {
		word := process.PAMWord(level)
		if strings.EqualFold(text, word) || text == strconv.Itoa(level) {
			return level, nil
		}
		words = append(words, fmt.Sprintf("%d (%s)", level, word))
	}
	return 0, usage(fmt.Errorf("%q is no level; there are %s, and none", text, strings.Join(words, ", ")))
}

// groupIDs returns the full IDs of incidents or undertakings.
func groupIDs(c *cobra.Command, st *sqlite.Store, given []string) ([]string, error) {
	ids := make([]string, len(given))
	for i, g := range given {
		id, what, err := find(c.Context(), st, g)
		switch {
		case err != nil:
			return nil, err
		case what == "event":
			id = incidentPrefix + id
		case what != "incident" && what != "undertaking":
			return nil, usage(fmt.Errorf("%s is of an %s, and no incident or undertaking", g, what))
		}
		ids[i] = id
	}
	return ids, nil
}

// memberIDs returns the full IDs of events or commitments.
func memberIDs(c *cobra.Command, st *sqlite.Store, given []string) ([]string, error) {
	ids, err := groupIDs(c, st, given)
	for i, id := range ids {
		ids[i] = id[len(incidentPrefix):] // both prefixes are of one length
	}
	return ids, err
}

// decided prints a decision and the groups that came of it.
func (m *Main) decided(o reviewOptions, d parley.Decision, groups ...string) error {
	if o.json {
		return jsonLines(m.Stdout, []any{struct {
			Decision parley.Decision `json:"decision"`
			Groups   []string        `json:"groups,omitempty"`
		}{d, groups}})
	}
	_, err := fmt.Fprintf(m.Stdout, "%s\n", page.Decision(d))
	for _, g := range groups {
		if err == nil {
			_, err = fmt.Fprintln(m.Stdout, g)
		}
	}
	return err
}
