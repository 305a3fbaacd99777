package eval

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"path/filepath"
	"strings"
	"testing"

	"parley"
	"parley/data"
	"parley/internal/doc"
	"parley/internal/pipeline"
	"parley/internal/where/gazetteer"
)

// coding returns the stages of the main job with the built-in tables.
func coding(t *testing.T) []doc.Stage {
	t.Helper()
	places, err := gazetteer.Load()
	if err != nil {
		t.Fatal(err)
	}
	stages, err := pipeline.Coding(data.FS, places)
	if err != nil {
		t.Fatal(err)
	}
	return stages
}

// TestGoldenCoding holds the figures of the coder on the shared sets.
func TestGoldenCoding(t *testing.T) {
	plainOnly(t)
	shared := sharedFolder(t)
	r, err := Coding(t.Context(), coding(t), shared)
	if err != nil {
		t.Fatal(err)
	}
	var got bytes.Buffer
	if err := r.WriteTable(&got); err != nil {
		t.Fatal(err)
	}
	compareGolden(t, "coding.golden", got.Bytes())
}

// TestGoldenMarkedUp holds figures and errors on the examples that are marked
// up in testdata/gold, which need no shared folder.
func TestGoldenMarkedUp(t *testing.T) {
	plainOnly(t)
	s, err := Gold(t.Context(), coding(t), filepath.Join("testdata", "gold"), filepath.Join("..", "..", "examples"))
	if err != nil {
		t.Fatal(err)
	}
	if s.Articles < 16 {
		t.Errorf("%d articles", s.Articles)
	}
	var got bytes.Buffer
	for _, row := range s.rows("own") {
		fmt.Fprintf(&got, "%-26s %.3f  gold %d, coded %d, right %d  %s\n", row.what, row.figure, row.score.Gold, row.score.System, row.score.Correct, row.note)
	}
	for _, line := range s.Errors {
		fmt.Fprintln(&got, line)
	}
	compareGolden(t, "marked_up.golden", got.Bytes())
}

func TestCodingWithoutTestSets(t *testing.T) {
	for _, set := range CodingSets() {
		if _, err := Coding(t.Context(), nil, t.TempDir(), set); !errors.Is(err, fs.ErrNotExist) {
			t.Errorf("%s: error is %v", set, err)
		}
	}
}

func TestSameName(t *testing.T) {
	for _, c := range []struct {
		a, b string
		want bool
	}{
		{"Taliban", "the Taliban", true}, {"US", "American forces", true}, {"ISIS", "Islamic State", true},
		{"Kunduz", "Kunduz Province", true}, {"Helmand", "Helmond", true}, {"Ghazni", "Zabul", false},
		{"police officers", "police", true}, {"", "police", false}, {"Solhan", "Sohlan", false},
		{"Juan Manuel Santos", "Santos", true}, {"Pont-Sondé", "Pont-Sonde", true},
	} {
		if sameName(c.a, c.b) != c.want {
			t.Errorf("%q and %q: %v", c.a, c.b, !c.want)
		}
	}
}

func TestPloverParties(t *testing.T) {
	for raw, want := range map[string]string{
		`[{"actorText":"Jordan"},{"actorText":"Iraq"}]`: "Jordan|Iraq", `{"actorText":"Libya"}`: "Libya",
		`""`: "", ``: "", `[]`: "",
	} {
		if got := strings.Join(ploverParties(json.RawMessage(raw)), "|"); got != want {
			t.Errorf("%s: %q, want %q", raw, got, want)
		}
	}
	got := []parley.Party{{Text: "Haiti's efforts", Name: "Haiti"}}
	if !partyFound("Haiti", got) || partyFound("Chile", got) || partyFound("Haiti", nil) {
		t.Error("parties are compared wrongly")
	}
}

// TestPloverType holds that an intention is AGREE and a fact itself.
func TestPloverType(t *testing.T) {
	for _, c := range []struct {
		t    parley.EventType
		s    parley.Status
		want parley.EventType
	}{
		{parley.Retreat, parley.Planned, parley.Agree}, {parley.Aid, parley.Offered, parley.Agree},
		{parley.Retreat, parley.Happened, parley.Retreat}, {parley.Assault, parley.Planned, parley.Assault},
		{parley.Request, parley.Demanded, parley.Request},
	} {
		if got := ploverType(&parley.Event{Type: c.t, Status: c.s}); got != c.want {
			t.Errorf("%s, %s: %s", c.t, c.s, got)
		}
	}
}

func TestAlignFillers(t *testing.T) {
	var gold [][]mucMention
	if err := json.Unmarshal([]byte(`[[["the rebels", 3], ["rebel column", 40]], [["farc", 9]]]`), &gold); err != nil {
		t.Fatal(err)
	}
	right, missed, extra := alignFillers(gold, []string{"rebel column", "rebels", "army"})
	if right != 1 || len(missed) != 1 || missed[0] != "farc" || len(extra) != 2 {
		t.Errorf("right %d, missed %q, extra %q", right, missed, extra)
	}
	if got := mucNorm(`The "Santo Tomas" Farm.`); got != "santo tomas farm" {
		t.Errorf("%q", got)
	}
}

func TestTollBounds(t *testing.T) {
	three, five := 3, 5
	for _, c := range []struct {
		gold  []int
		r     *parley.Range
		equal bool
		meets bool
	}{
		{[]int{3, 5}, &parley.Range{Low: &three, High: &five}, true, true},
		{[]int{3, 3}, &parley.Range{Low: &three}, true, true}, // "at least three" is three in the gold
		{[]int{4, 9}, &parley.Range{Low: &three, High: &five}, false, true},
		{[]int{6, 9}, &parley.Range{Low: &three, High: &five}, false, false},
		{[]int{3, 3}, nil, false, false}, {nil, &parley.Range{Low: &three}, false, false},
	} {
		if tollEqual(c.gold, c.r) != c.equal || tollMeets(c.gold, c.r) != c.meets {
			t.Errorf("%v against %s", c.gold, rangeText(c.r))
		}
	}
}

// TestGoldMatching pairs two coded events with the gold ones that they are
// likest to, and leaves a third over.
func TestGoldMatching(t *testing.T) {
	text := "Rebels attacked Goma. Rebels attacked Beni. Talks began."
	d := &doc.Doc{Text: text}
	for i, s := range []string{"Rebels attacked Goma.", "Rebels attacked Beni.", "Talks began."} {
		at := strings.Index(text, s)
		d.Tokens = append(d.Tokens, doc.Token{Start: at, End: at + len(s)})
		d.Sentences = append(d.Sentences, doc.Sentence{First: i, Last: i + 1})
	}
	event := func(kind parley.EventKind, x parley.EventType, at int) parley.Event {
		return parley.Event{Kind: kind, Type: x, Status: parley.Happened, Evidence: []parley.Evidence{{Role: "trigger", Start: at, End: at + 3, Quote: text[at : at+3]}}}
	}
	c := coded{doc: d, record: parley.Record{Events: []parley.Event{
		event(parley.Violence, parley.Assault, 22), event(parley.Violence, parley.Assault, 0), event(parley.Process, parley.Consult, 44),
	}}}
	assault, consult := "ASSAULT", "CONSULT"
	var s GoldScores
	s.Fields = map[string]Score{}
	s.add(goldArticle{ID: "x", Events: []goldEvent{
		{Kind: "violence", Type: &assault, Cue: "attacked Goma", Status: "happened", Main: true},
		{Kind: "violence", Type: &assault, Cue: "attacked Beni", Status: "alleged"},
		{Kind: "process", Type: &consult, Cue: "nowhere", Status: "happened", Need: "may"},
	}}, c)
	if s.Violence != (Score{Gold: 2, System: 2, Correct: 2}) || s.Process != (Score{System: 1}) || s.Main.Correct != 1 {
		t.Errorf("violence %+v, process %+v, main %+v", s.Violence, s.Process, s.Main)
	}
	if f := s.Fields["status"]; f.Gold != 2 || f.Correct != 1 {
		t.Errorf("status %+v", f)
	}
}
