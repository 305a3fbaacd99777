package eval

import (
	"slices"
	"testing"
	"time"

	"parley"
	"parley/internal/doc"
)

func TestMucAlign(t *testing.T) {
	gold := [][]mucMention{{{"Popular Front of Oru"}, {"PFO"}}, {{"masked men"}}, {{"masked men"}}}
	right, missed, extra := alignFillers(gold, []string{"pfo", "masked men", "soldiers"})
	if right != 2 || !slices.Equal(missed, []string{"masked men"}) || !slices.Equal(extra, []string{"soldiers"}) {
		t.Errorf("right %d, missed %q, extra %q", right, missed, extra)
	}
}

func TestMucVictims(t *testing.T) {
	slot := func(fills ...[2]string) (s mucSlot) {
		for _, f := range fills {
			s.Fills = append(s.Fills, struct {
				Values  []string `json:"values"`
				Ref     []string `json:"ref"`
				Strings []string `json:"strings"`
			}{Values: []string{f[0]}, Ref: []string{f[1]}, Strings: []string{f[0]}})
		}
		return s
	}
	for _, c := range []struct {
		name      string
		t         mucTemplate
		low, high int
		ok        bool
	}{
		{"a group and one by name", mucTemplate{Name: slot([2]string{"ANA DIAZ", ""}), Number: slot([2]string{"9", "PEOPLE"}, [2]string{"1", "ANA DIAZ"}),
			Effect: slot([2]string{"DEATH", "PEOPLE"}, [2]string{"DEATH", "ANA DIAZ"})}, 9, 10, true},
		{"two groups", mucTemplate{Number: slot([2]string{"~6", "MONKS"}, [2]string{"2", "COOKS"}),
			Effect: slot([2]string{"DEATH", "MONKS"}, [2]string{"DEATH", "COOKS"})}, 8, 8, true},
		{"a number of dead and injured together", mucTemplate{Number: slot([2]string{"34", "PEOPLE"}),
			Effect: slot([2]string{"DEATH", "PEOPLE"}, [2]string{"INJURY", "PEOPLE"})}, 0, 0, false},
		{"no number", mucTemplate{Number: slot([2]string{"PLURAL", "PEOPLE"}), Effect: slot([2]string{"DEATH", "PEOPLE"})}, 0, 0, false},
		{"none dead", mucTemplate{Number: slot([2]string{"3", "PEOPLE"}), Effect: slot([2]string{"INJURY", "PEOPLE"})}, 0, 0, false},
	} {
		if low, high, ok := c.t.victims("DEATH"); low != c.low || high != c.high || ok != c.ok {
			t.Errorf("%s: %d to %d, %t", c.name, low, high, ok)
		}
	}
}

func TestMucRelevant(t *testing.T) {
	day := time.Date(1990, 3, 1, 0, 0, 0, 0, time.UTC)
	a := mucArticle{published: parley.Period{From: day, To: day}, length: 1000}
	on := func(d time.Time) *parley.Date { return &parley.Date{Period: parley.Period{From: d, To: d}, Text: "x"} }
	mayor := []parley.Party{{Kind: "person", Text: "the mayor", Effect: parley.EffectKilled}}
	troops := []parley.Party{{Kind: "group", Sector: "MIL", Text: "troops"}}
	one := 1
	killed := &parley.Range{Low: &one, High: &one}
	murder := parley.Event{Type: parley.Assault, Mode: "targeted", Status: parley.Happened, Targets: mayor, Killed: killed, Date: on(day)}
	old := murder
	old.Date, old.Background = on(day.AddDate(-1, 0, 0)), true
	clash := parley.Event{Type: parley.Assault, Mode: parley.ModeClash, Status: parley.Happened, Targets: troops, Sources: troops, Date: on(day)}
	talks := parley.Event{Type: parley.Consult, Status: parley.Happened, Targets: mayor}
	demanded := murder
	demanded.Status = parley.Demanded
	if got := a.relevant([]parley.Event{clash, murder, talks}); len(got) != 1 || got[0].Mode != "targeted" {
		t.Errorf("of a clash, a murder and talks: %v", got)
	}
	for name, e := range map[string]parley.Event{"clash": clash, "talks": talks, "demanded": demanded} {
		if got := a.relevant([]parley.Event{e}); got != nil {
			t.Errorf("%s: relevant", name)
		}
	}
	if a.likely(&old) >= a.likely(&murder)/2 {
		t.Errorf("an old deed is as likely as news: %g, %g", a.likely(&old), a.likely(&murder))
	}
}

func TestMucFillers(t *testing.T) {
	// "Several Oru Front rebels killed Ana Diaz."
	text := "Several Oru Front rebels killed Ana Diaz."
	d := &doc.Doc{Text: text}
	at := 0
	for _, w := range []struct {
		end         int
		upos, lemma string
		head        int
		rel         string
	}{
		{7, "ADJ", "several", 3, "amod"}, {11, "PROPN", "Oru", 2, "compound"}, {17, "PROPN", "Front", 3, "compound"},
		{24, "NOUN", "rebel", 4, "nsubj"}, {31, "VERB", "kill", -1, "root"}, {35, "PROPN", "Ana", 4, "obj"}, {40, "PROPN", "Diaz", 5, "flat"},
		{41, "PUNCT", ".", 4, "punct"},
	} {
		d.Tokens = append(d.Tokens, doc.Token{Start: at, End: w.end, UPOS: w.upos, XPOS: "NNS", Lemma: w.lemma, Head: w.head, Deprel: w.rel})
		if at = w.end; at < len(text) && text[at] == ' ' {
			at++
		}
	}
	d.Names = []doc.Name{{First: 1, Last: 3, Kind: doc.Organisation}, {First: 5, Last: 7, Kind: doc.Person}}
	e := parley.Event{
		Type:    parley.Assault,
		Sources: []parley.Party{{Kind: "group", Sector: "REB", Text: "Oru Front rebels"}},
		Targets: []parley.Party{{Kind: "person", Name: "Ana Diaz", Text: "Ana Diaz"}},
		Weapons: []parley.Weapon{{Text: "a pistol", Kind: "firearms"}, {Text: "aircraft", Kind: "aerial"}},
		Evidence: []parley.Evidence{
			{Role: "source", Start: 8, End: 24}, {Role: "target", Start: 32, End: 40},
		},
	}
	got := mucFillers(coded{doc: d}, []parley.Event{e})
	want := map[string][]string{"PerpInd": {"rebels"}, "PerpOrg": {"oru front"}, "Victim": {"ana diaz"}, "Weapon": {"pistol"}}
	for _, role := range mucRoles {
		if !slices.Equal(got[role], want[role]) {
			t.Errorf("%s: %q, want %q", role, got[role], want[role])
		}
	}
}
