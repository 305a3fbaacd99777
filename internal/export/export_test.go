package export

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"parley"
	"parley/data"
	"parley/internal/intake"
	"parley/internal/pipeline"
	"parley/internal/read"
	"parley/internal/sqlite"
	"parley/internal/what"
	"parley/internal/where/gazetteer"
)

// coded codes the shipped examples, once.
var coded = sync.OnceValues(func() ([]*parley.Record, error) {
	places, err := gazetteer.Load()
	if err != nil {
		return nil, err
	}
	stages, err := pipeline.Coding(data.FS, places)
	if err != nil {
		return nil, err
	}
	p, err := pipeline.New(stages...)
	if err != nil {
		return nil, err
	}
	var out []*parley.Record
	for o := range p.Run(context.Background(), read.Files([]string{filepath.Join("..", "..", "examples")}, read.Options{}), 2) {
		if o.State == pipeline.Done {
			r := what.Record(o.Doc)
			out = append(out, &r)
		}
	}
	return out, nil
})

// examples is a store of the shipped examples and of records that are hard to
// write, which no test may change.
var examples = sync.OnceValues(func() (parley.Store, error) {
	records, err := coded()
	if err != nil {
		return nil, err
	}
	ctx := context.Background()
	st, err := sqlite.Open(ctx, ":memory:", sqlite.Options{})
	if err != nil {
		return nil, err
	}
	in, err := intake.New(data.FS, st)
	if err == nil {
		_, err = in.Add(ctx, append(slices.Clone(records), hard()...))
	}
	return st, err
})

// hard are records of which every text is one that a format may trip over.
func hard() []*parley.Record {
	text := "=HYPERLINK(\"x\")\n\nAt 5,5 “Ümlaut” 𝒳 men, \"quoted\"; killed\ttwo <b>&amp;</b> people | there."
	url, outlet, title := "https://news.example/a?b=c&d=|e;f", "+Wire, Ltd.", "@SUM(1+1)*cmd|' /C calc'!A0"
	two := 2
	lat, lon := -1.25, 29.5
	party := parley.Party{Actor: "x-one", Name: "-One, “Ünit”", Kind: "group", Text: "men"}
	start := strings.Index(text, "killed")
	when := parley.Period{From: day8(2, 3), To: day8(2, 3), Precision: parley.PrecisionDay}
	return []*parley.Record{{
		Article: parley.RecordArticle{
			ID: parley.ArticleID(text, url, outlet), Ref: "hard.txt", URL: &url, Outlet: &outlet, Title: &title, Language: "en",
			Published: parley.PublishedDate{Period: when, Basis: "stated", Evidence: []parley.Evidence{}}, Text: text,
		},
		Events: []parley.Event{{
			ID: "00ffee00ffee00ff", Kind: parley.Violence, Type: parley.Assault, Mode: "firearms", Status: parley.Happened,
			Date: &parley.Date{Period: when, Text: "=today", How: "said"}, Place: &parley.EventPlace{Name: "＝Place", Country: "COD", Lat: &lat, Lon: &lon, Precision: parley.PlaceExact},
			Sources: []parley.Party{party}, Targets: []parley.Party{}, Weapons: []parley.Weapon{{Text: "-gun", Kind: "firearms"}},
			Killed: &parley.Range{Low: &two, High: &two}, Tolls: []parley.Toll{{Outcome: "killed", Range: parley.Range{Low: &two, High: &two}}},
			Claims: []parley.Claim{{By: "@Claimant", Stance: "claimed"}}, Accounts: []parley.Account{}, CAMEO: "193", Goldstein: -10,
			ACLED: "Violence against civilians/Attack", Confidence: .5,
			Evidence: []parley.Evidence{
				{Role: "trigger", Start: start, End: start + len("killed"), Quote: "killed", Rule: "r1"},
				{Role: "source", Start: strings.Index(text, "𝒳"), End: strings.Index(text, "𝒳") + len("𝒳 men"), Quote: "𝒳 men"},
				{Role: "date", In: "dateline", Start: 0, End: 3, Quote: "Feb"},
			},
		}, {
			// Of this one nothing is known but that it was.
			ID: "00ffee00ffee00fd", Kind: parley.Process, Type: parley.Consult, Status: parley.Happened, Sources: []parley.Party{},
			Targets: []parley.Party{}, Weapons: []parley.Weapon{}, Tolls: []parley.Toll{}, Claims: []parley.Claim{}, Accounts: []parley.Account{},
			Evidence: []parley.Evidence{{Role: "trigger", Start: start, End: start + 6, Quote: "killed"}},
		}},
		Commitments: []parley.Commitment{{
			ID: "00ffee00ffee00fe", Kind: parley.Pledge, By: &party, What: "=free; the, \\ \"prisoners\"\n\r\a– all of them, however many there may be, without any further delay, “Ümlaut”",
			Deadline: &parley.Date{Period: parley.Period{From: day8(3, 1), To: day8(3, 31), Precision: parley.PrecisionMonth}, Text: "in March"},
			Status:   parley.Pending, Evidence: []parley.Evidence{{Role: "trigger", Start: start, End: start + 6, Quote: "killed"}},
		}},
		Statements: []parley.Statement{}, Indicators: []parley.Indicator{}, Notes: []parley.Note{},
	}}
}

func day8(month time.Month, day int) time.Time {
	return time.Date(2018, month, day, 0, 0, 0, 0, time.UTC)
}

func must(t testing.TB, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

// store returns the store of the examples.
func store(t testing.TB) parley.Store {
	t.Helper()
	st, err := examples()
	must(t, err)
	return st
}

// written exports from the store of the examples.
func written(t testing.TB, format string, o Options) ([]byte, Summary) {
	t.Helper()
	f, err := FormatNamed(data.FS, format)
	must(t, err)
	o.Format = f
	var b bytes.Buffer
	sum, err := Write(t.Context(), data.FS, store(t), o, &b)
	must(t, err)
	digest := sha256.Sum256(b.Bytes())
	if sum.Size != int64(b.Len()) || sum.SHA256 != hex.EncodeToString(digest[:]) {
		t.Errorf("%s: %d bytes of digest %s are told as %d of %s", format, b.Len(), hex.EncodeToString(digest[:]), sum.Size, sum.SHA256)
	}
	return b.Bytes(), sum
}

// everything collects a listing.
func everything[T any](t testing.TB, list func(context.Context, parley.Filter) (parley.Page[T], error), f parley.Filter) []T {
	t.Helper()
	var out []T
	for x, err := range oneByOne(pages(t.Context(), f, 0, list)) {
		must(t, err)
		out = append(out, *x)
	}
	return out
}

// TestEveryFormat: each format writes something of the examples, the same twice,
// and refuses what it cannot hold.
func TestEveryFormat(t *testing.T) {
	formats, err := Formats(data.FS)
	must(t, err)
	seen := map[string]bool{}
	for _, f := range formats {
		if f.Name == "" || f.Extension == "" || f.MediaType == "" || f.Title == "" || seen[f.Name] {
			t.Errorf("format %+v is not said in full, or twice", f)
		}
		seen[f.Name] = true
		for _, w := range []What{All, Incidents, Events, Articles, Ledger, Actors} {
			if !f.Holds(w) {
				if _, err := Write(t.Context(), data.FS, store(t), Options{Format: f, What: w}, &bytes.Buffer{}); err == nil {
					t.Errorf("%s took %s", f.Name, w)
				}
				continue
			}
			first, sum := written(t, f.Name, Options{What: w})
			if sum.Rows == 0 || sum.Items == 0 || len(first) == 0 {
				t.Errorf("%s of %s: %+v", f.Name, w, sum)
			}
			again, _ := written(t, f.Name, Options{What: w})
			if !bytes.Equal(first, again) {
				t.Errorf("%s of %s is another the second time", f.Name, w)
			}
		}
	}
	for _, name := range []string{"jsonl", "csv", "acled", "ucdp", "polecat", "geojson", "parquet", "hxl", "atom", "ical"} {
		if !seen[name] {
			t.Errorf("there is no format %s", name)
		}
	}
	if _, err := FormatNamed(data.FS, "xls"); err == nil || !strings.Contains(err.Error(), "geojson") {
		t.Errorf("no format xls: %v", err)
	}
}

// TestFilterAndLimit: an export holds what the listing holds, and no more than asked for.
func TestFilterAndLimit(t *testing.T) {
	f := parley.Filter{Countries: []string{"AFG"}, Kinds: []parley.EventKind{parley.Violence}}
	want := everything(t, store(t).Incidents, f)
	if len(want) < 3 {
		t.Fatalf("%d incidents", len(want))
	}
	_, sum := written(t, "csv", Options{Filter: f})
	if sum.Items != len(want) {
		t.Errorf("%d rows of %d incidents", sum.Items, len(want))
	}
	if _, sum := written(t, "csv", Options{Filter: f, Limit: 2}); sum.Items != 2 {
		t.Errorf("%d rows, want 2", sum.Items)
	}
	f.Types = []parley.EventType{"NONE"}
	if b, sum := written(t, "csv", Options{Filter: f}); sum.Items != 0 || bytes.Count(b, []byte("\n")) != 1 {
		t.Errorf("nothing fits: %+v, %q", sum, b)
	}
}
