package main

import (
	"bytes"
	"crypto/sha256"
	"encoding/json"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"github.com/spf13/cobra"

	"parley/data"
	"parley/internal/who/dictionary"
)

// listOptions are the flags of verbs that import actors.
type listOptions struct {
	folder, name, licence string
	json                  bool
}

// addTo declares them.
func (o *listOptions) addTo(c *cobra.Command, name string) {
	s := c.Flags()
	s.StringVar(&o.folder, "data", "", "the folder to write lists into; give it to 'parley add --data' to use them")
	s.StringVar(&o.name, "name", name, "what the lists are called; lists of the same name are written over")
	s.StringVar(&o.licence, "licence", "not stated", "the licence of what is imported, for the heads of the lists")
	s.BoolVar(&o.json, "json", false, "print what was imported as one JSON object")
}

func (m *Main) importActorsCommand() *cobra.Command {
	var o listOptions
	c := &cobra.Command{
		Use:   "actors FILE…",
		Short: "make lists of actors of your own tables",
		Long: "Actors reads tables of actors (.csv or .tsv with a head line; columns name, and id,\n" +
			"kind, country, sector, side, of, from, to, aliases, role) and makes lists of them in\n" +
			"the folder --data, which 'parley code' and 'parley add' then read with --data. An\n" +
			"actor that Parley knows gets the names that it lacks; nothing that is listed is\n" +
			"changed. A row that makes no sense is named and left out." + exitHelp(exitNotFound),
		Example: "  parley import actors --data mylists actors.csv\n  parley add --data mylists news/",
		Args:    needArgs(cobra.MinimumNArgs(1)),
		RunE: func(_ *cobra.Command, args []string) error {
			return m.importLists(args, o, func(rd *dictionary.Reader, into *dictionary.Merger, file string, text []byte) ([]dictionary.Problem, error) {
				entries, problems, err := rd.Table(bytes.NewReader(text), file)
				into.Entries(file, entries)
				return problems, err
			})
		},
	}
	o.addTo(c, "own")
	return c
}

func (m *Main) importPetrarchCommand() *cobra.Command {
	var o listOptions
	c := &cobra.Command{
		Use:   "petrarch FILE…",
		Short: "make lists of dictionaries of PETRARCH",
		Long: "Petrarch reads actor and agent dictionaries of PETRARCH and TABARI (a file with\n" +
			"'agents' in its name is one of agents) and makes lists of them in the folder --data,\n" +
			"as 'parley import actors' does. Countries and towns are left to the gazetteer.\n" +
			"docs/importing.md says how codes are read." + exitHelp(exitNotFound),
		Example: "  parley import petrarch --data mylists --licence MIT Phoenix.MilNonState.actors.txt Phoenix.agents.txt",
		Args:    needArgs(cobra.MinimumNArgs(1)),
		RunE: func(_ *cobra.Command, args []string) error {
			return m.importLists(args, o, readPetrarch)
		},
	}
	o.addTo(c, "petrarch")
	return c
}

// readPetrarch reads one dictionary; its name tells of which sort it is.
func readPetrarch(rd *dictionary.Reader, into *dictionary.Merger, file string, text []byte) ([]dictionary.Problem, error) {
	if strings.Contains(strings.ToLower(filepath.Base(file)), "agent") {
		agents, problems, err := rd.Agents(bytes.NewReader(text), file)
		into.Agents(file, agents)
		return problems, err
	}
	entries, problems, err := rd.Actors(bytes.NewReader(text), file)
	into.Entries(file, entries)
	return problems, err
}

// importLists reads files with read and writes what they come to.
func (m *Main) importLists(files []string, o listOptions, read func(*dictionary.Reader, *dictionary.Merger, string, []byte) ([]dictionary.Problem, error)) error {
	if o.folder == "" {
		return usage(fmt.Errorf("--data is needed: the folder to write lists into"))
	}
	if err := os.MkdirAll(o.folder, 0o755); err != nil {
		return fmt.Errorf("--data: %w", err)
	}
	// Lists of the same name are written over, so that they do not count as known.
	under, err := dataFS(o.folder)
	if err != nil {
		return err
	}
	rd, err := dictionary.NewReader(under)
	if err != nil {
		return err
	}
	into, err := dictionary.NewMerger(without{under, "_" + o.name + ".tsv"})
	if err != nil {
		return err
	}
	var sources []string
	for _, file := range files {
		text, err := os.ReadFile(file)
		if err != nil {
			return err
		}
		problems, err := read(rd, into, file, text)
		for _, p := range problems {
			fmt.Fprintf(m.Stderr, "parley: %v\n", p)
		}
		if err != nil {
			return err
		}
		sources = append(sources, fmt.Sprintf("%s (SHA-256 %x)", filepath.Base(file), sha256.Sum256(text)))
	}
	for _, p := range into.Problems() {
		fmt.Fprintf(m.Stderr, "parley: %v\n", p)
	}
	names, err := into.Write(o.folder, dictionary.Origin{Name: o.name, Source: strings.Join(sources, "; "), Licence: o.licence},
		func(folder string) fs.FS { return overlay{over: os.DirFS(folder), under: data.FS} })
	if err != nil {
		return err
	}
	return m.tellImported(into.Sum(), names, o.json)
}

func (m *Main) tellImported(sum dictionary.Sum, names []string, asJSON bool) error {
	fmt.Fprintf(m.Stderr, "%d read: %d groups, %d persons and %d roles new, %d known with %d spellings new, %d countries and towns left to the gazetteer, %d problems\n",
		sum.Entries, sum.Groups, sum.Persons, sum.Roles, sum.Known, sum.Spellings, sum.Places, sum.Problems)
	if asJSON {
		return json.NewEncoder(m.Stdout).Encode(sum)
	}
	for _, n := range names {
		if _, err := fmt.Fprintln(m.Stdout, n); err != nil {
			return err
		}
	}
	return nil
}

// without is a tree without the files whose names end in a suffix.
type without struct {
	fs.FS
	suffix string
}

// ReadDir leaves them out.
func (w without) ReadDir(name string) ([]fs.DirEntry, error) {
	all, err := fs.ReadDir(w.FS, name)
	var kept []fs.DirEntry
	for _, e := range all {
		if !strings.HasSuffix(e.Name(), w.suffix) {
			kept = append(kept, e)
		}
	}
	return kept, err
}
