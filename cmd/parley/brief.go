package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"

	"github.com/spf13/cobra"

	"parley/internal/brief"
	"parley/internal/sqlite"
)

type briefOptions struct {
	storeOptions
	filterFlags
	format, out, paper string
	soon, most         int
}

func (m *Main) briefCommand() *cobra.Command {
	var o briefOptions
	c := &cobra.Command{
		Use:   "brief",
		Short: "a situation report of a period and place, every sentence with its proof",
		Long: "Brief writes a report on what the store holds of a period: key figures against the\n" +
			"days before, what happened, where accounts clash, claims and denials, talks and\n" +
			"agreements, promises made, kept, broken, due and overdue, who did what, and what is\n" +
			"not known. Every sentence cites sentences of articles, which stand at the end, or\n" +
			"names the question to the store that its counts come from. Nothing is said that the\n" +
			"store cannot show; where one side alone tells something, the report says who.\n\n" +
			"--from alone takes the whole month or year that it names. The report is Markdown, one\n" +
			"HTML file, or PDF; --format is taken from the name of the file where it is not given.\n" +
			"The same store gives the same bytes." +
			exitHelp(exitNotFound, exitStore, exitInterrupted),
		Example: "  parley brief --from 2020-03 --country AFG\n" +
			"  parley brief --from 2022-11-01 --to 2023-01-31 --country Ethiopia -o tigray.pdf",
		Args: needArgs(cobra.NoArgs),
		RunE: func(c *cobra.Command, _ []string) error { return m.brief(c.Context(), &o) },
	}
	o.storeOptions.add(c)
	o.addLists(c)
	s := c.Flags()
	s.StringVar(&o.from, "from", "", "first day: 2020-03-05, or a month or year, 2020-03, 2020")
	s.StringVar(&o.to, "to", "", "last day (default: the end of what --from names)")
	s.StringSliceVar(&o.countries, "country", nil, "countries, by name or ISO code")
	s.StringVar(&o.admin1, "admin1", "", "province or state")
	s.StringVar(&o.place, "place", "", "place")
	s.StringVar(&o.actor, "actor", "", "an actor on a side, by id, name or a part of it")
	s.StringVar(&o.role, "role", "", "the actor is source or target")
	s.StringVar(&o.outlet, "outlet", "", "told by that outlet")
	s.StringVar(&o.text, "text", "", "words that the articles hold")
	s.StringVar(&o.format, "format", "", "md, html or pdf (default: by the name of --out, else md)")
	s.StringVarP(&o.out, "out", "o", "", "the file to write (default: standard output)")
	s.StringVar(&o.paper, "paper", "a4", "paper of a PDF: a4 or letter")
	s.IntVar(&o.soon, "due", 30, "how many days ahead of the period's end promises that fall due are told")
	s.IntVar(&o.most, "most", 12, "how many incidents of violence are told; what is left out is counted")
	return c
}

func (m *Main) brief(ctx context.Context, o *briefOptions) error {
	o.limit, o.killedMin, o.killedMax = 100, -1, -1
	if o.to == "" {
		o.to = o.from
	}
	f, err := o.filter()
	if err != nil {
		return err
	}
	write, err := o.writer()
	switch {
	case err != nil:
		return err
	case o.from == "":
		return usage(errors.New("brief needs --from, a day, month or year"))
	case o.soon < 1 || o.soon > 3650:
		return usage(fmt.Errorf("--due %d: must be 1 to 3650", o.soon))
	case o.most < 1 || o.most > 500:
		return usage(fmt.Errorf("--most %d: must be 1 to 500", o.most))
	}
	fsys, err := dataFS(o.lists)
	if err != nil {
		return err
	}
	maker, err := brief.New(fsys)
	if err != nil {
		return err
	}
	var b *brief.Brief
	if err := o.with(ctx, func(st *sqlite.Store) error {
		b, err = maker.Make(ctx, st, brief.Options{Filter: f, Soon: o.soon, Most: o.most})
		return err
	}); err != nil {
		return err
	}
	return m.saveBrief(o.out, b, write)
}

// writer returns what writes the format that is asked for.
func (o *briefOptions) writer() (func(io.Writer, *brief.Brief) error, error) {
	format := strings.ToLower(o.format)
	if format == "" {
		format = strings.TrimPrefix(strings.ToLower(filepath.Ext(o.out)), ".")
	}
	paper, ok := map[string]brief.Paper{"a4": brief.A4, "letter": brief.Letter}[strings.ToLower(o.paper)]
	if !ok {
		return nil, usage(fmt.Errorf("--paper %s: must be a4 or letter", o.paper))
	}
	switch {
	case o.json:
		return func(w io.Writer, b *brief.Brief) error { return jsonLines(w, []*brief.Brief{b}) }, nil
	case format == "html" || format == "htm":
		return brief.HTML, nil
	case format == "pdf":
		return func(w io.Writer, b *brief.Brief) error { return brief.PDF(w, b, paper) }, nil
	case format == "" || format == "md" || format == "markdown":
		return brief.Markdown, nil
	case o.format == "":
		return nil, usage(fmt.Errorf("--out %s: name a format with --format: md, html or pdf", o.out))
	}
	return nil, usage(fmt.Errorf("--format %s: must be md, html or pdf", o.format))
}

// saveBrief writes to standard output, or to a file that is whole or not there.
func (m *Main) saveBrief(path string, b *brief.Brief, write func(io.Writer, *brief.Brief) error) (err error) {
	if path == "" || path == "-" {
		return write(m.Stdout, b)
	}
	f, err := os.CreateTemp(filepath.Dir(path), ".parley-brief-*")
	if err != nil {
		return fmt.Errorf("writing %s: %w", path, err)
	}
	defer func() {
		if err != nil {
			_ = os.Remove(f.Name())
		}
	}()
	err = errors.Join(write(f, b), f.Chmod(0o644), f.Close())
	if err == nil {
		err = os.Rename(f.Name(), path)
	}
	if err != nil {
		return fmt.Errorf("writing %s: %w", path, err)
	}
	fmt.Fprintf(m.Stderr, "%s: %d sections, %d sources\n", path, len(b.Sections), len(b.Sources))
	return nil
}
