package main

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"

	"github.com/spf13/cobra"

	"parley/data"
	"parley/internal/where/gazetteer"
)

// gazetteerVariable names a places file that is used in place of the one that
// is built in.
const gazetteerVariable = "PARLEY_GAZETTEER"

func (m *Main) gazetteerCommand() *cobra.Command {
	c := &cobra.Command{
		Use:   "gazetteer",
		Short: "look places up, and make places files",
		Long: "Gazetteer looks places up in the gazetteer, and makes places files from a dump\n" +
			"of GeoNames. The one that is built in has the countries, provinces and districts\n" +
			"of the world and its towns of 500 people and more; docs/gazetteer.md tells what\n" +
			"it is made from. " + gazetteerVariable + " may name another places file." + exitHelp(),
		Args: unknownVerb,
		RunE: func(c *cobra.Command, _ []string) error { return c.Help() },
	}
	c.AddCommand(m.gazetteerLookupCommand(), m.gazetteerImportCommand(), m.gazetteerBuildCommand())
	return c
}

// openGazetteer opens the places file of a flag, else that of the environment,
// else the one that is built in.
func openGazetteer(path string) (*gazetteer.Gazetteer, error) {
	if path == "" {
		path = os.Getenv(gazetteerVariable)
	}
	if path == "" {
		return gazetteer.Load()
	}
	return gazetteer.Open(path)
}

func (m *Main) gazetteerLookupCommand() *cobra.Command {
	var path, within string
	var limit int
	c := &cobra.Command{
		Use:   "lookup NAME…",
		Short: "print the places of a name",
		Long: "Lookup prints the places that have a name, the most important first: id, kind,\n" +
			"name, units around it, coordinates, people and likeness, with a tab between.\n" +
			"Likeness is 1 for a listed spelling; places whose names are spelled nearly like\n" +
			"it follow." + exitHelp(exitNotFound),
		Example: "  parley gazetteer lookup Kunduz\n  parley gazetteer lookup --within AFG Orozgan 'Spin Buldak'",
		Args:    needArgs(cobra.MinimumNArgs(1)),
		RunE: func(_ *cobra.Command, args []string) error {
			g, err := openGazetteer(path)
			if err != nil {
				return err
			}
			return m.gazetteerLookup(g, args, within, limit)
		},
	}
	c.Flags().StringVar(&path, "gazetteer", "", "a places file, in place of the one that is built in")
	c.Flags().StringVar(&within, "within", "", "only places of a country, by its code of three letters")
	c.Flags().IntVar(&limit, "limit", 10, "how many places to print of a name")
	return c
}

func (m *Main) gazetteerLookup(g *gazetteer.Gazetteer, names []string, within string, limit int) error {
	var units []int
	if within != "" {
		country, ok := g.Country(strings.ToUpper(within))
		if !ok {
			return usage(fmt.Errorf("--within %s: no such country", within))
		}
		units = []int{country.Index}
	}
	for _, name := range names {
		var matches []gazetteer.Match
		listed := make(map[int]bool)
		for _, e := range g.Lookup(name) {
			if len(units) == 0 || g.Within(e.Index, units[0]) {
				matches = append(matches, gazetteer.Match{Entry: e, Likeness: 1})
				listed[e.Index] = true
			}
		}
		for _, match := range g.Near(name, units, limit) {
			if !listed[match.Index] {
				matches = append(matches, match)
			}
		}
		for _, match := range matches[:min(max(limit, 0), len(matches))] {
			if _, err := fmt.Fprintln(m.Stdout, placeLine(match)); err != nil {
				return err
			}
		}
	}
	return nil
}

// placeLine returns the fields of a match with a tab between.
func placeLine(match gazetteer.Match) string {
	var around []string
	for _, unit := range []string{match.Country, match.Admin1, match.Admin2} {
		if unit != "" {
			around = append(around, unit)
		}
	}
	return fmt.Sprintf("%s\t%s\t%s\t%s\t%.3f,%.3f\t%d\t%.2f", match.ID, match.Kind, match.Name,
		strings.Join(around, "/"), match.Lat, match.Lon, match.Population, match.Likeness)
}

func (m *Main) gazetteerImportCommand() *cobra.Command {
	var out string
	c := &cobra.Command{
		Use:   "import FILE…",
		Short: "make a places file from a dump of GeoNames",
		Long: "Import makes a places file from files that GeoNames offers for download: a main\n" +
			"table (allCountries.txt, one of a country such as AF.txt, or cities500.txt) and, if\n" +
			"given, admin1CodesASCII.txt, admin2Codes.txt, countryInfo.txt and\n" +
			"alternateNamesV2.txt, all unpacked. Parley's own tables of places and spellings\n" +
			"are put in too. A row that makes no sense is named on standard error and left\n" +
			"out.\n\n" +
			"Set " + gazetteerVariable + " to the file's path to use it." + exitHelp(exitNotFound),
		Example: "  parley gazetteer import --out places.bin AF.txt admin1CodesASCII.txt admin2Codes.txt",
		Args:    needArgs(cobra.MinimumNArgs(1)),
		RunE: func(_ *cobra.Command, args []string) error {
			b, sum, err := gazetteer.Import(data.FS, args)
			return m.writePlaces(out, b, sum, err)
		},
	}
	c.Flags().StringVar(&out, "out", "places.bin", "the places file to write")
	return c
}

func (m *Main) gazetteerBuildCommand() *cobra.Command {
	var from, out string
	c := &cobra.Command{
		Use:   "build --from DIR",
		Short: "make the built-in places file anew",
		Long: "Build makes the places file that is built in from the packages that\n" +
			"'make gazetteer' puts into a folder. The same packages give the same bytes." + exitHelp(exitNotFound),
		Args: needArgs(cobra.NoArgs),
		RunE: func(*cobra.Command, []string) error {
			if from == "" {
				return usage(fmt.Errorf("--from is needed"))
			}
			b, sum, err := gazetteer.Build(data.FS, from)
			return m.writePlaces(out, b, sum, err)
		},
	}
	c.Flags().StringVar(&from, "from", "", "the folder of the unpacked packages")
	c.Flags().StringVar(&out, "out", "internal/where/gazetteer/places.bin", "the places file to write")
	return c
}

// writePlaces reports the rows that were left out, writes a places file in one
// step and prints the sum.
func (m *Main) writePlaces(out string, b []byte, sum gazetteer.Sum, err error) error {
	for _, p := range sum.Problems {
		fmt.Fprintf(m.Stderr, "parley: %v\n", p)
	}
	if err != nil {
		return err
	}
	temporary, err := os.CreateTemp(filepath.Dir(out), ".places-*")
	if err != nil {
		return fmt.Errorf("writing %s: %w", out, err)
	}
	defer func() { _ = os.Remove(temporary.Name()) }() // gone already if all went well
	_, err = temporary.Write(b)
	if closing := temporary.Close(); err == nil {
		err = closing
	}
	if err == nil {
		err = os.Chmod(temporary.Name(), 0o644)
	}
	if err == nil {
		err = os.Rename(temporary.Name(), out)
	}
	if err != nil {
		return fmt.Errorf("writing %s: %w", out, err)
	}
	_, err = fmt.Fprintf(m.Stderr, "%s: %d countries, %d provinces, %d districts, %d towns, %d other places, %d names, %d bytes; %d rows left out\n",
		out, sum.Countries, sum.Admin1, sum.Admin2, sum.Towns, sum.Others, sum.Names, sum.Bytes, len(sum.Problems))
	return err
}
