package doc

import (
	"bytes"
	"encoding/json"
	"strings"
	"testing"
	"time"

	"parley"
)

// layered is a document with something in every layer. Its text is written
// for Parley.
func layered() *Doc {
	march := time.Date(2023, 3, 4, 0, 0, 0, 0, time.UTC)
	d := &Doc{
		Text: "Rebels killed 12 in Goma on 4 March, he said",
		Article: &parley.Article{ID: "a1", Ref: "a.txt", Dateline: "GOMA, March 6",
			Dropped: []parley.DroppedLine{{Line: 1, Text: "GOMA, March 6", Why: parley.WhyDateline, Part: true}}},
	}
	pos := 0
	for _, w := range strings.Fields(strings.ReplaceAll(d.Text, ",", " ,")) {
		at := pos + strings.Index(d.Text[pos:], w)
		d.Tokens = append(d.Tokens, Token{Start: at, End: at + len(w), Lemma: strings.ToLower(w), Head: 1, Deprel: "dep"})
		pos = at + len(w)
	}
	d.Tokens[1].Head, d.Tokens[1].Deprel = Root, "root"
	d.Sentences = []Sentence{{Last: len(d.Tokens)}}
	d.Names = []Name{{4, 5, Place}}
	day := parley.Period{From: march, To: march, Precision: parley.PrecisionDay}
	d.Published = Published{Period: parley.Period{From: march, To: march.AddDate(0, 0, 2), Precision: parley.PrecisionDay},
		Basis: BasisDateline, Reasons: []Reason{{
			Evidence: Evidence{In: PartDropped, Start: 6, End: 13}, Shows: "6 March", Period: parley.Period{To: march.AddDate(0, 0, 2)},
		}}}
	d.Times = []Time{{First: 6, Last: 8, Type: TimeDate, Value: "2023-03-04", Period: day, Relation: RelationOn,
		Anchor: None, Event: None, How: "a date", Rule: "day-month"}}
	d.Places = []PlaceMention{{First: 4, Last: 5, Use: UseLocation, Within: None, And: None, Likeness: 1, How: "the only place of that name",
		Place: parley.Place{ID: "gn:216281", Name: "Goma", Country: "COD", Lat: -1.67, Lon: 29.22, Precision: parley.PlaceExact, Kind: parley.KindTown}}}
	d.Actors = []Actor{{ID: "x:rebels", Name: "Rebels", Kind: ActorGroup, Sector: "REB", Source: FromNominal,
		Same: []Likeness{{"m23", "M23", .6, "the only rebels of the place"}}}}
	d.Mentions = []Mention{{First: 0, Last: 1, Actor: 0, How: ByRole, Antecedent: None, Likeness: 1},
		{First: 9, Last: 10, Head: 9, Actor: 0, How: ByPronoun, Antecedent: 0, Likeness: 1}}
	d.Counts = []Count{{First: 2, Last: 3, Low: 12, High: Unbounded, Figure: 12, Word: "at least", Kind: CountPeople, Noun: None,
		Unit: "person", Outcome: Killed, Cause: 1, PartOf: None, Rule: "object"}}
	d.Indicators = []Indicator{{Count: 0, Word: None, First: 1, Last: 3, What: "killed in Goma", AsOf: day, Place: 0, Rule: "total"}}
	d.Quotes = []Quote{{Content: []Range{{0, 8}}, Cue: 10, Speaker: Range{9, 10}, Mention: 1, Actor: 0, For: "m23",
		Stance: StanceSays, Rule: "say"}}
	return d
}

func TestWriteJSON(t *testing.T) {
	d := layered()
	if err := d.Check(); err != nil {
		t.Fatal(err)
	}
	var out bytes.Buffer
	if err := WriteJSON(&out, d); err != nil {
		t.Fatal(err)
	}
	if n := bytes.Count(out.Bytes(), []byte("\n")); n != 1 {
		t.Fatalf("%d lines", n)
	}
	var got any
	if err := json.Unmarshal(out.Bytes(), &got); err != nil {
		t.Fatal(err)
	}
	for path, want := range map[string]any{
		"article published from":               "2023-03-04",
		"article published evidence 0 text":    "March 6",
		"article published evidence 0 from":    nil,
		"article published evidence 0 line":    0.0,
		"article dropped 0 why":                "dateline",
		"article url":                          nil,
		"sentences 0 end":                      44.0,
		"tokens 1 head":                        nil,
		"tokens 2 head":                        1.0,
		"names 0 text":                         "Goma",
		"dates 0 text":                         "4 March",
		"dates 0 value":                        "2023-03-04",
		"dates 0 event":                        nil,
		"places 0 lat":                         -1.67,
		"places 0 within":                      nil,
		"places 0 admin1":                      nil,
		"actors 0 same_as 0 id":                "m23",
		"actors 0 mentions 1 text":             "he",
		"actors 0 mentions 1 antecedent start": 0.0,
		"counts 0 figure":                      12.0,
		"counts 0 high":                        nil,
		"counts 0 cause text":                  "killed",
		"counts 0 part_of":                     nil,
		"indicators 0 what":                    "killed in Goma",
		"indicators 0 count":                   0.0,
		"indicators 0 word":                    nil,
		"quotes 0 content 0 text":              "Rebels killed 12 in Goma on 4 March",
		"quotes 0 speaker text":                "he",
		"quotes 0 via":                         nil,
		"quotes 0 stance":                      "says",
	} {
		if v := at(t, got, path); v != want {
			t.Errorf("%s is %v, want %v", path, v, want)
		}
	}
}

// at follows a path of keys and indexes through decoded JSON.
func at(t *testing.T, v any, path string) any {
	t.Helper()
	for _, step := range strings.Fields(path) {
		switch x := v.(type) {
		case map[string]any:
			var ok bool
			if v, ok = x[step]; !ok {
				t.Fatalf("%s: no field %q", path, step)
			}
		case []any:
			v = x[step[0]-'0']
		default:
			t.Fatalf("%s: %q is not in %v", path, step, x)
		}
	}
	return v
}

// TestWriteJSONEmpty wants lists where there is nothing, not null.
func TestWriteJSONEmpty(t *testing.T) {
	var out bytes.Buffer
	if err := WriteJSON(&out, &Doc{ID: "x"}); err != nil {
		t.Fatal(err)
	}
	for _, list := range []string{"sentences", "tokens", "names", "dates", "places", "actors", "counts", "indicators", "quotes"} {
		if !strings.Contains(out.String(), `"`+list+`":[]`) {
			t.Errorf("%s is no empty list in %s", list, out.String())
		}
	}
}

func TestCheckLayers(t *testing.T) {
	for name, breach := range map[string]func(*Doc){
		"reason outside its part":    func(d *Doc) { d.Published.Reasons[0].Evidence.End = 99 },
		"reason in no line":          func(d *Doc) { d.Published.Reasons[0].Evidence.Line = 7 },
		"published backwards":        func(d *Doc) { p := &d.Published.Period; p.From, p.To = p.To, p.From },
		"time beyond the text":       func(d *Doc) { d.Times[0].Last = 99 },
		"times overlap":              func(d *Doc) { d.Times = append(d.Times, d.Times[0]) },
		"time's anchor":              func(d *Doc) { d.Times[0].Anchor = 4 },
		"empty place":                func(d *Doc) { d.Places[0].Last = d.Places[0].First },
		"a point at 0,0":             func(d *Doc) { d.Places[0].Place.Lat, d.Places[0].Place.Lon = 0, 0 },
		"a point without precision":  func(d *Doc) { d.Places[0].Place.Precision = "" },
		"off the globe":              func(d *Doc) { d.Places[0].Place.Lat = 91 },
		"place's enclosing one":      func(d *Doc) { d.Places[0].Within = 2 },
		"actor without id":           func(d *Doc) { d.Actors[0].ID = "" },
		"two actors of one id":       func(d *Doc) { d.Actors = append(d.Actors, d.Actors[0]) },
		"mention of nobody":          func(d *Doc) { d.Mentions[0].Actor = None },
		"mention's head":             func(d *Doc) { d.Mentions[0].Head = 5 },
		"mentions out of order":      func(d *Doc) { d.Mentions[0], d.Mentions[1] = d.Mentions[1], d.Mentions[0] },
		"count backwards":            func(d *Doc) { d.Counts[0].High = 3 },
		"count of itself":            func(d *Doc) { d.Counts[0].PartOf = 0 },
		"count's cause":              func(d *Doc) { d.Counts[0].Cause = 40 },
		"indicator with both":        func(d *Doc) { d.Indicators[0].Word = 1 },
		"indicator with neither":     func(d *Doc) { d.Indicators[0].Count = None },
		"quote without content":      func(d *Doc) { d.Quotes[0].Content = nil },
		"quote's content backwards":  func(d *Doc) { d.Quotes[0].Content = []Range{{4, 6}, {2, 3}} },
		"quote's speaker":            func(d *Doc) { d.Quotes[0].Speaker.Last = 77 },
		"quote by an unknown actor":  func(d *Doc) { d.Quotes[0].Actor = 5 },
		"quote's cue beyond the end": func(d *Doc) { d.Quotes[0].Cue = 70 },
	} {
		d := layered()
		breach(d)
		if err := d.Check(); err == nil {
			t.Errorf("%s: no error", name)
		}
	}
}
