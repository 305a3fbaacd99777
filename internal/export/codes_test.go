package export

import (
	"bytes"
	"context"
	"encoding/csv"
	"flag"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"

	"parley"
	"parley/data"
	"parley/internal/intake"
	"parley/internal/resolve"
	"parley/internal/sqlite"
)

var update = flag.Bool("update", false, "write the golden files anew")

// profilesMade are all profiles, made once.
var profilesMade = sync.OnceValues(func() (map[string]*Profile, error) {
	out := map[string]*Profile{}
	for _, make := range []func() (*Profile, error){
		func() (*Profile, error) { return ACLED(data.FS) },
		func() (*Profile, error) { return ACLEDExtended(data.FS) },
		func() (*Profile, error) { return GED(data.FS) },
		func() (*Profile, error) { return Polecat(data.FS) },
		func() (*Profile, error) { return HXL(data.FS) },
	} {
		p, err := make()
		if err != nil {
			return nil, err
		}
		out[p.Name] = p
	}
	return out, nil
})

func profile(t testing.TB, name string) *Profile {
	t.Helper()
	all, err := profilesMade()
	must(t, err)
	if all[name] == nil {
		t.Fatalf("no profile %s", name)
	}
	return all[name]
}

// TestProfileColumns holds the columns to the lists of testdata/columns, which
// were copied from the publications of others and are not made of the code.
func TestProfileColumns(t *testing.T) {
	for name, n := range map[string]int{"acled": 31, "ucdp": 49, "polecat": 40, "hxl": 13} {
		text, err := os.ReadFile(filepath.Join("testdata", "columns", name+".txt"))
		must(t, err)
		want := strings.Split(strings.TrimSpace(string(text)), "\n")
		if p := profile(t, name); !slices.Equal(p.Columns, want) || len(want) != n {
			t.Errorf("%s has the columns\n%q\nwant %d:\n%q", name, p.Columns, n, want)
		}
	}
	acled, extended := profile(t, "acled").Columns, profile(t, "acled-extended").Columns
	if want := append(slices.Clone(acled), "x_fatalities_low", "x_fatalities_high"); !slices.Equal(extended, want) {
		t.Errorf("acled-extended has the columns %q", extended)
	}
}

// TestProfileColumnsOfFormats holds the same lists to the page of facts that the
// project keeps beside its repository, where that is there.
func TestProfileColumnsOfFormats(t *testing.T) {
	page, err := os.ReadFile(filepath.Join("..", "..", "..", "shared", "ontology", "FORMATS.md"))
	if err != nil {
		t.Skip("shared/ontology/FORMATS.md is not beside the repository: columns are held to testdata/columns only")
	}
	for section, name := range map[string]string{"## 1 ": "acled", "## 2 ": "ucdp", "## 5 ": "polecat"} {
		_, rest, ok := strings.Cut(string(page), "\n"+section)
		if !ok {
			t.Fatalf("no section %q", section)
		}
		_, rest, _ = strings.Cut(rest, "`")
		list, _, _ := strings.Cut(rest, "`")
		if got := strings.Join(profile(t, name).Columns, ", "); got != list {
			t.Errorf("%s has\n%s\nwant\n%s", name, got, list)
		}
	}
}

// details are the incidents of the examples with all that is known of them.
var details = sync.OnceValues(func() ([]parley.IncidentDetail, error) {
	records, err := coded()
	if err != nil {
		return nil, err
	}
	ctx := context.Background()
	st, err := sqlite.Open(ctx, ":memory:", sqlite.Options{})
	if err != nil {
		return nil, err
	}
	defer func() { _ = st.Close() }()
	in, err := intake.New(data.FS, st)
	if err != nil {
		return nil, err
	}
	if _, err = in.Add(ctx, records); err != nil {
		return nil, err
	}
	r, err := resolve.New(data.FS)
	if err != nil {
		return nil, err
	}
	page, err := st.Incidents(ctx, parley.Filter{Order: parley.OrderOldest, Background: true, Limit: 1000})
	if err != nil {
		return nil, err
	}
	var out []parley.IncidentDetail
	for _, i := range page.Items {
		tellings, err := st.Tellings(ctx, i.Events)
		if err != nil {
			return nil, err
		}
		out = append(out, r.Detail(i, tellings, nil, nil))
	}
	return out, nil
})

// TestGoldenProfiles keeps the rows that every profile makes of the examples, and
// why it made none of others. Run with -update after a change of the coder, and
// read the diff.
func TestGoldenProfiles(t *testing.T) {
	all, err := details()
	must(t, err)
	for _, name := range []string{"acled", "ucdp", "polecat", "hxl"} {
		p := profile(t, name)
		var out bytes.Buffer
		w := csv.NewWriter(&out)
		w.Comma = p.Comma
		must(t, w.Write(p.Columns))
		if p.Second != nil {
			must(t, w.Write(p.Second))
		}
		left := map[string]int{}
		held := newHolder(p.Join)
		for i := range all {
			rows, why := p.Rows(&all[i])
			must(t, w.WriteAll(held.add(rows, firstDay(&all[i]))))
			for _, l := range why {
				left[l.Reason] += l.Count
			}
		}
		must(t, w.WriteAll(held.rest()))
		left["joined"] = held.joined
		for _, reason := range slices.Sorted(maps.Keys(left)) {
			fmt.Fprintf(&out, "# left out: %s: %d\n", reason, left[reason])
		}
		golden := filepath.Join("testdata", "profiles", name+".golden")
		if *update {
			must(t, os.MkdirAll(filepath.Dir(golden), 0o755))
			must(t, os.WriteFile(golden, out.Bytes(), 0o644))
			continue
		}
		want, err := os.ReadFile(golden)
		must(t, err)
		if !bytes.Equal(out.Bytes(), want) {
			t.Errorf("%s differs; run with -update and read the diff", golden)
		}
	}
}

// ptr returns a pointer to a value.
func ptr[T any](v T) *T { return &v }

// onDays is a date between two days of March 2020, told as days.
func onDays(from, to int) *parley.Date {
	day := func(n int) time.Time { return time.Date(2020, 3, n, 0, 0, 0, 0, time.UTC) }
	return &parley.Date{Period: parley.Period{From: day(from), To: day(to), Precision: parley.PrecisionDay}, Text: "in March", How: "as written"}
}

// party makes a party of a sector; one that begins with the code of a country and
// "-gov" as its side belongs to that government.
func party(name, sector, country, side string) parley.Party {
	return parley.Party{Actor: strings.ToLower(name), Name: name, Kind: "group", Sector: sector, Country: country, Side: side}
}

// Parties of the made-up incidents.
var (
	rebels    = party("Red Brigade", "REB", "AFG", "red-brigade")
	blueFront = party("Blue Front", "REB", "AFG", "blue-front")
	soldiers  = party("Afghan soldiers", "MIL", "AFG", "afg-gov")
	police    = party("Afghan police", "COP", "AFG", "afg-gov")
	foreign   = party("US forces", "MIL", "USA", "usa-gov")
	gunmen    = party("Afghan gunmen", "UAF", "AFG", "")
	villagers = party("villagers", "CVL", "AFG", "")
	teachers  = party("Afghan teachers", "EDU", "AFG", "")
	nobody    = party("travellers", "", "", "")
	bridge    = parley.Party{Name: "a bridge", Kind: "thing"}
)

// made makes an incident in Kunduz on 3 March 2020 with one telling; change alters
// it before the telling is made of it.
func made(typ parley.EventType, mode parley.Mode, acled string, change func(*parley.Incident)) *parley.IncidentDetail {
	in := parley.Incident{
		ID: "i-00000000000aff00", Kind: parley.Violence, Type: typ, Mode: mode, Status: parley.Happened, Standing: parley.Agreed,
		Title: "An attack, Kunduz", Date: onDays(3, 3), ACLED: acled, Articles: 1,
		Place: &parley.EventPlace{
			Name: "Kunduz", Country: "AFG", Admin1: "Kunduz", Admin2: "Kunduz", Lat: ptr(36.73), Lon: ptr(68.86),
			Precision: parley.PlaceExact, ID: "gn:1135690",
		},
		Sources: []parley.Party{rebels}, Targets: []parley.Party{soldiers},
	}
	if change != nil {
		change(&in)
	}
	return told(in)
}

// told makes a detail of an incident with one telling of one article.
func told(in parley.Incident) *parley.IncidentDetail {
	e := parley.Event{
		ID: "00000000000aff00", Kind: in.Kind, Type: in.Type, Mode: in.Mode, Status: in.Status, Background: in.Background,
		Aggregate: in.Aggregate, Date: in.Date, Place: in.Place, Sources: in.Sources, Targets: in.Targets, ACLED: in.ACLED,
	}
	if in.Killed.Low != nil {
		e.Killed = &parley.Range{Low: in.Killed.Low, High: in.Killed.High, Vague: in.Killed.Vague}
		e.Tolls = []parley.Toll{{Outcome: outcomeKilled, Range: *e.Killed}}
	}
	published := parley.PublishedDate{Period: onDays(4, 4).Period, Basis: "stated"}
	return &parley.IncidentDetail{Incident: in, Tellings: []parley.Telling{{
		Event: e, Article: parley.ArticleInfo{ID: "a1", Outlet: "Daily Wire", Title: `The "news"; today`, Language: "en", Published: published},
	}}}
}

// killed is an estimate.
func killed(low, best, high int) parley.Estimate {
	return parley.Estimate{Low: &low, Best: &best, High: &high, Rule: "agreed"}
}

// cells returns the rows of an incident by column; why is the first reason for
// which some were left out.
func cells(t testing.TB, name string, d *parley.IncidentDetail) (rows []map[string]string, why string) {
	t.Helper()
	p := profile(t, name)
	got, left := p.Rows(d)
	for _, r := range got {
		if len(r) != len(p.Columns) {
			t.Fatalf("%s: %d cells for %d columns", name, len(r), len(p.Columns))
		}
		row := map[string]string{}
		for i, c := range p.Columns {
			row[c] = r[i]
		}
		rows = append(rows, row)
	}
	for _, l := range left {
		if l.Count < 1 || l.Reason == "" {
			t.Errorf("%s leaves out %+v", name, l)
		}
		why = l.Reason
	}
	return rows, why
}

// row returns the only row of an incident.
func row(t testing.TB, name string, d *parley.IncidentDetail) map[string]string {
	t.Helper()
	rows, why := cells(t, name, d)
	if len(rows) != 1 {
		t.Fatalf("%s gives %d rows (%s), want one", name, len(rows), why)
	}
	return rows[0]
}

// wantCells compares cells of a row; want is "column=value" items.
func wantCells(t testing.TB, about string, got map[string]string, want ...string) {
	t.Helper()
	for _, w := range want {
		column, value, _ := strings.Cut(w, "=")
		cell, ok := got[column]
		if !ok {
			t.Fatalf("%s: no column %s", about, column)
		}
		if cell != value {
			t.Errorf("%s: %s is %q, want %q", about, column, cell, value)
		}
	}
}

// TestCountries holds the table of countries to what must be true of it.
func TestCountries(t *testing.T) {
	b, err := newCodebook(data.FS)
	must(t, err)
	rows, err := data.Rows(data.FS, countriesFile, 9)
	must(t, err)
	if len(rows) != len(b.countries) {
		t.Errorf("%d rows make %d countries: a code stands twice", len(rows), len(b.countries))
	}
	past := []string{"SUN", "YUG", "SCG", "CSK", "DDR", "VDR", "YMD"}
	numeric, ward, wars, names := map[string]string{}, map[string]string{}, map[string]string{}, map[string]string{}
	twice := func(seen map[string]string, value, code, what string) {
		if value == "" || slices.Contains(past, code) {
			return
		}
		if other := seen[value]; other != "" {
			t.Errorf("%s and %s have the %s %s both", other, code, what, value)
		}
		seen[value] = code
	}
	for code, c := range b.countries {
		twice(numeric, c.numeric, code, "ISO number")
		twice(ward, c.gleditschWard, code, "Gleditsch-Ward number")
		twice(wars, c.warsCode, code, "COW number")
		twice(names, c.acledName, code, "name")
		for _, n := range []string{c.numeric, c.gleditschWard, c.warsCode} {
			if i, err := strconv.Atoi(n); n != "" && (err != nil || i < 1 || i > 999 || strconv.Itoa(i) != n) {
				t.Errorf("%s: %q is no number from 1 to 999", code, n)
			}
		}
		if (c.gleditschWard == "") != (c.warsCode == "") {
			t.Errorf("%s is a state in one of the lists only", code)
		}
		if c.under != "" && b.countries[c.under] == nil {
			t.Errorf("%s is filed under %s, which is not there", code, c.under)
		}
		if c.acledRegion == "" || c.gedRegion == "" && code != "ATA" {
			t.Errorf("%s has no region", code)
		}
	}
	if n := len(ward) - 2; n != 193 || ward["713"] != "TWN" || ward["347"] != "XKX" {
		t.Errorf("%d states with a number beside Taiwan and Kosovo, want the 193 members of the UN", n)
	}
	regions := map[string]bool{}
	for _, c := range b.countries {
		regions[c.acledRegion] = true
	}
	if len(regions) != 17 || !regions["Antarctica"] {
		t.Errorf("%d regions, want ACLED's 16 and Antarctica: %q", len(regions), slices.Sorted(maps.Keys(regions)))
	}
	for _, file := range []string{"who/states.tsv", "where/gazetteer_countries.tsv"} {
		rows, err := data.Rows(data.FS, file, 7)
		must(t, err)
		for _, r := range rows {
			if b.countries[r.Cells[0]] == nil {
				t.Errorf("%s has %s, which the table lacks", file, r.Cells[0])
			}
		}
	}
}

// TestCountryNumbers are numbers that the lists of states part: where those of
// Gleditsch and Ward are not those of the Correlates of War, and others by hand.
func TestCountryNumbers(t *testing.T) {
	b, err := newCodebook(data.FS)
	must(t, err)
	for _, c := range []struct{ code, numeric, ward, wars, ged, under string }{
		{"DEU", "276", "260", "255", "Germany", ""}, {"YEM", "887", "678", "679", "Yemen (North Yemen)", ""},
		{"SRB", "688", "340", "345", "Serbia (Yugoslavia)", ""}, {"TON", "776", "972", "955", "Tonga", ""},
		{"KIR", "296", "970", "946", "Kiribati", ""}, {"TUV", "798", "973", "947", "Tuvalu", ""}, {"NRU", "520", "971", "970", "Nauru", ""},
		{"AFG", "4", "700", "700", "Afghanistan", ""}, {"COD", "180", "490", "490", "DR Congo (Zaire)", ""},
		{"COG", "178", "484", "484", "Congo", ""}, {"RUS", "643", "365", "365", "Russia (Soviet Union)", ""},
		{"MMR", "104", "775", "775", "Myanmar (Burma)", ""}, {"SSD", "728", "626", "626", "South Sudan", ""},
		{"USA", "840", "2", "2", "United States of America", ""}, {"VNM", "704", "816", "816", "Vietnam (North Vietnam)", ""},
		{"PSE", "275", "", "", "Palestine", "ISR"}, {"ESH", "732", "", "", "Western Sahara", "MAR"}, {"XKX", "", "347", "347", "Kosovo", ""},
		{"TWN", "158", "713", "713", "Taiwan", ""}, {"SDN", "729", "625", "625", "Sudan", ""}, {"VAT", "336", "", "", "Vatican City", ""},
	} {
		got := b.countries[c.code]
		if got == nil || got.numeric != c.numeric || got.gleditschWard != c.ward || got.warsCode != c.wars || got.gedName != c.ged || got.under != c.under {
			t.Errorf("%s is %+v, want %+v", c.code, got, c)
		}
	}
}

// TestProfilesNameFaultyTables: a table that is missing or wrong is named.
func TestProfilesNameFaultyTables(t *testing.T) {
	for _, file := range []string{
		"export/countries.tsv", "export/sectors.tsv", "export/acled-events.tsv", "export/acled-modes.tsv", "resolve/groups.tsv",
		"resolve/guesses.tsv", "who/governments.tsv",
	} {
		if _, err := ACLED(without(file)); err == nil || !strings.Contains(err.Error(), file) {
			t.Errorf("without %s: %v", file, err)
		}
	}
	for _, file := range []string{"export/contexts.tsv", "ontology/plover.tsv", "export/sectors.tsv"} {
		if _, err := Polecat(without(file)); err == nil || !strings.Contains(err.Error(), file) {
			t.Errorf("without %s: %v", file, err)
		}
	}
	if _, err := GED(without("export/countries.tsv")); err == nil {
		t.Error("GED needs no countries")
	}
	if _, err := HXL(without("export/acled-events.tsv")); err == nil {
		t.Error("HXL needs no types")
	}
}

// TestNumberOf: numbers are stable, differ by row, and no spreadsheet rounds them.
func TestNumberOf(t *testing.T) {
	if got := numberOf("i-00000000000aff00", 0); got != "10" {
		t.Errorf("the first 48 bits of ...000a are %s", got)
	}
	seen := map[string]bool{}
	for _, id := range []string{"i-ffffffffffffffff", "i-7642378e3bb03d76", "i-", "", "i-xyz", "odd", "i-zzzzzzzzzzzzzzzz"} {
		for part := range 7 {
			n := numberOf(id, part)
			if seen[n] || len(n) > 15 || n != numberOf(id, part) || n == "" {
				t.Errorf("%q part %d has the number %q", id, part, n)
			}
			seen[n] = true
		}
	}
}
