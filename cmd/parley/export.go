package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"time"

	"github.com/spf13/cobra"

	"parley"
	"parley/data"
	"parley/internal/export"
	"parley/internal/sqlite"
)

// exportOptions are the flags of an export.
type exportOptions struct {
	filterFlags
	store                                storeOptions
	format, what, file, sidecar, licence string
	themes, promises, progress           []string
	agreement, due, title                string
	bom, seq, raw, bare                  bool
}

func (m *Main) exportCommand() *cobra.Command {
	var o exportOptions
	c := &cobra.Command{
		Use:   "export",
		Short: "write the record as CSV, JSON Lines, Parquet, GeoJSON, ACLED, UCDP …",
		Long: "Export writes what the store holds, or what of it a filter lets through, in a format\n" +
			"that other programs read, however much that is:\n\n" + formatHelp() + "\n" +
			"With -o FILE a sidecar FILE.meta.json says what the file is: the filter, the number\n" +
			"of rows and of what was left out and why, the columns, the version, the time, the\n" +
			"licence and the SHA-256. What is not known is empty, never 0. docs/exports.md has\n" +
			"the columns; docs/profiles.md the rules of the formats of others." + filterHelp +
			exitHelp(exitNotFound, exitStore, exitInterrupted),
		Example: "  parley export --format csv --country SDN --from 2023-04 -o sudan.csv\n" +
			"  parley export --format ical --theme prisoner-release -o releases.ics\n" +
			"  parley export --format jsonl -o all.jsonl",
		Args: needArgs(cobra.NoArgs),
		RunE: func(c *cobra.Command, _ []string) error { return m.export(c.Context(), o) },
	}
	o.store.addFile(c)
	o.store.addLists(c)
	o.addTests(c)
	s := c.Flags()
	s.StringVar(&o.format, "format", "csv", "the format")
	s.StringVar(&o.what, "what", "", "incidents, events, articles, ledger, actors, or all of it (jsonl); default: what the format is for")
	s.StringVarP(&o.file, "output", "o", "", "the file to write (default: standard output)")
	s.StringVar(&o.sidecar, "sidecar", "", "where the sidecar goes (default: beside the file)")
	s.StringVar(&o.licence, "licence", export.NotStated, "the licence of the data, for the sidecar")
	s.StringVar(&o.order, "order", "", "order: oldest, newest, killed, reports or due (default: oldest, of the ledger due)")
	s.IntVar(&o.limit, "limit", 0, "how many at most (default: all, of a feed the newest 200)")
	s.StringSliceVar(&o.themes, "theme", nil, "themes of the ledger")
	s.StringSliceVar(&o.promises, "commitment-kind", nil, "pledge, demand, offer, condition, option, aim, threat, swap")
	s.StringSliceVar(&o.progress, "commitment-status", nil, "pending, under way, met, partly met, broken, refused, disputed, withdrawn, lapsed")
	s.StringVar(&o.agreement, "agreement", "", "what stands in an agreement, by id or a part of its name")
	s.StringVar(&o.due, "due", "", "with a deadline in a month, year or on a day")
	s.StringVar(&o.title, "title", "", "the name of a feed or calendar")
	s.BoolVar(&o.bom, "bom", false, "a byte order mark before a table, for Excel")
	s.BoolVar(&o.seq, "seq", false, "GeoJSON as a sequence of features (RFC 8142)")
	s.BoolVar(&o.raw, "raw", false, "with what articles were read from (jsonl)")
	s.BoolVar(&o.bare, "no-annotations", false, "without W3C annotations (jsonl)")
	return c
}

// formatHelp lists the formats.
func formatHelp() string {
	formats, err := export.Formats(data.FS)
	if err != nil {
		return "  (" + err.Error() + ")\n"
	}
	var b strings.Builder
	for _, f := range formats {
		fmt.Fprintf(&b, "  %-8s %s\n", f.Name, f.Title)
	}
	return b.String()
}

// options returns what the flags mean; the agreement is looked up in st.
func (o *exportOptions) options(ctx context.Context, fsys fs.FS, st *sqlite.Store) (export.Options, error) {
	var none export.Options
	format, err := export.FormatNamed(fsys, strings.ToLower(o.format))
	if err != nil {
		return none, err
	}
	if o.limit < 0 {
		return none, usage(fmt.Errorf("--limit %d: must not be negative", o.limit))
	}
	flags := o.filterFlags
	flags.limit = 1 // that of a page, which export sets
	f, err := flags.filter()
	if err != nil {
		return none, err
	}
	if f.Themes, err = knownThemes(o.themes); err != nil {
		return none, err
	}
	if f.CommitmentKinds, err = oneOf("--commitment-kind", o.promises, parley.Pledge, parley.Demand, parley.Offer, parley.Condition,
		parley.Option, parley.Aim, parley.Threat, parley.Swap); err != nil {
		return none, err
	}
	if f.CommitmentStatuses, err = oneOf("--commitment-status", o.progress, parley.Pending, parley.UnderWay, parley.Met, parley.PartlyMet,
		parley.Broken, parley.Rejected, parley.Disputed, parley.Withdrawn, parley.Lapsed); err != nil {
		return none, err
	}
	if o.due != "" {
		if f.Due.From, f.Due.To, err = dayMonthYear(o.due); err != nil {
			return none, usage(fmt.Errorf("--due %w", err))
		}
	}
	if o.agreement != "" {
		if f.Agreement, err = agreementID(ctx, st, o.agreement); err != nil {
			return none, err
		}
	}
	return export.Options{
		Format: format, What: export.What(o.what), Filter: f, Limit: o.limit, BOM: o.bom, Seq: o.seq, Raw: o.raw,
		NoAnnotations: o.bare, Title: o.title,
	}, nil
}

func (m *Main) export(ctx context.Context, o exportOptions) error {
	fsys, err := dataFS(o.store.lists)
	if err != nil {
		return err
	}
	return o.store.with(ctx, func(st *sqlite.Store) (err error) {
		options, err := o.options(ctx, fsys, st)
		if err != nil {
			return err
		}
		// One state of the store, whatever is added meanwhile.
		src, err := st.Snapshot(ctx)
		if err != nil {
			return err
		}
		defer func() { err = errors.Join(err, src.Close()) }()
		var sum export.Summary
		write := func(w io.Writer) (err error) {
			sum, err = export.Write(ctx, fsys, src, options, w)
			return err
		}
		if o.file == "" {
			err = write(m.Stdout)
		} else {
			err = writeWhole(o.file, write)
		}
		if errors.Is(err, syscall.EPIPE) {
			return nil // whoever read it has seen enough
		}
		if err != nil {
			return fmt.Errorf("exporting: %w", err)
		}
		m.exported(sum)
		return o.beside(sum, options.Format, m.clock())
	})
}

// writeWhole writes a file under another name and renames it once it is whole.
func writeWhole(path string, write func(io.Writer) error) error {
	part := path + ".part"
	f, err := os.Create(part)
	if err != nil {
		return err
	}
	err = write(f)
	if err == nil {
		err = f.Sync()
	}
	if err = errors.Join(err, f.Close()); err == nil {
		err = os.Rename(part, path)
	}
	if err != nil {
		return errors.Join(err, os.Remove(part))
	}
	return nil
}

// exported tells on standard error what was written.
func (m *Main) exported(s export.Summary) {
	items := string(s.What)
	switch s.What {
	case export.All:
		items = "incidents and undertakings"
	case export.Ledger:
		items = "undertakings"
	}
	fmt.Fprintf(m.Stderr, "%s: %d %s, %d rows, %d bytes\n", s.Format, s.Items, items, s.Rows, s.Size)
	for _, l := range s.Left {
		fmt.Fprintf(m.Stderr, "left out: %d: %s\n", l.Count, l.Reason)
	}
}

// beside writes the sidecar, where one is wanted.
func (o *exportOptions) beside(sum export.Summary, format export.Format, now time.Time) error {
	path := o.sidecar
	if path == "" && o.file != "" {
		path = o.file + ".meta.json"
	}
	if path == "" {
		return nil
	}
	s := export.NewSidecar(sum, format)
	if o.file != "" {
		s.File = filepath.Base(o.file)
	}
	s.Parley, s.Written, s.Licence = versionLine(), now, o.licence
	return writeWhole(path, s.Write)
}

// clock is the time of now, to the second.
func (m *Main) clock() time.Time {
	now := time.Now
	if m.now != nil {
		now = m.now
	}
	return now().UTC().Truncate(time.Second)
}
