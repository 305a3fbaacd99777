package parties_test

import (
	"slices"
	"strings"
	"testing"

	"parley"
	"parley/data"
	"parley/internal/doc"
	"parley/internal/what/draft"
	"parley/internal/what/parties"
)

// TestInherit finds the parties of several triggers of one text, marked with
// brackets in their order, and then what they take from one another.
func TestInherit(t *testing.T) {
	f, err := parties.New(data.FS)
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		text  string
		kinds []string // type/mode and arguments of each trigger
		claim string   // the word of the party that claims the first event
		want  []string // of each trigger, as describe writes it
	}{
		{
			"The Taliban and the Afghan government [met] in Doha. The [talks] were put off.",
			[]string{"CONSULT party:Taliban party:government", "CONSULT"}, "",
			[]string{"s=taliban t=afg-gov", "s=taliban~ t=afg-gov~"},
		},
		{
			"France and Turkey [met] in Rome. The ELN [spoke] with its prisoners.",
			[]string{"CONSULT party:France party:Turkey", "CONSULT source:ELN"}, "",
			[]string{"s=fra-gov t=tur-gov", "s=eln"},
		},
		{
			"A bomber [attacked] a market in Kabul. The Islamic State said it was behind it.",
			[]string{"ASSAULT/explosives source:bomber target:market"}, "State",
			[]string{`s="bomber" s=islamic-state~ t=market`},
		},
		{
			"The ELN signed nothing. Rebels [killed] two soldiers in Arauca, Colombia.",
			[]string{"ASSAULT source:Rebels target:soldiers"}, "",
			[]string{"s=col-rebels s=eln~ t=col-soldiers!killed"},
		},
		{ // those with whom the withdrawal was agreed
			"France [signed] a pact with the ELN. France [agreed] with the ELN on a date. French troops will [leave] Colombia.",
			[]string{"AGREE source:France party:ELN", "AGREE source:France party:ELN", "RETREAT/withdraw source:French target:Colombia"}, "",
			[]string{"s=fra-gov t=eln", "s=fra-gov t=eln", `s=fra-gov t="Colombia" t=eln~`},
		},
		{ // the rival of a side that has two events with it, in an article with other pairs
			"Rebels of the M23 [fought] Congo. The M23 [accused] Congo of a raid. Kenya [met] Sudan. Egypt [met] Iran. The M23 [overran] Bunagana.",
			[]string{
				"ASSAULT/clash source:M23 target:Congo", "ACCUSE source:M23 target:Congo", "CONSULT party:Kenya party:Sudan",
				"CONSULT party:Egypt party:Iran", "COERCE/seize source:M23",
			}, "",
			[]string{"s=m23 t=cod-gov", "s=m23 t=cod-gov", `s=ken-gov t="Sudan"`, `s=egy-gov t="Iran"`, "s=m23 t=cod-gov~"},
		},
	} {
		d, events := several(t, f, c.text, c.kinds)
		if c.claim != "" {
			i := slices.IndexFunc(d.Tokens, func(tok doc.Token) bool { return d.Text[tok.Start:tok.End] == c.claim })
			for _, m := range d.Mentions {
				if m.First <= i && i < m.Last {
					events[0].Claims = []draft.Claim{{Stance: "claimed", Head: i, Actor: m.Actor, Speaker: doc.None}}
				}
			}
		}
		f.Inherit(d, events)
		for i, e := range events {
			if got := strings.Join(describe(d, e, e.Mode), " "); got != c.want[i] {
				t.Errorf("%s\n  event %d: %s, want %s", d.Text, i, got, c.want[i])
			}
		}
	}
}

// TestInheritParts puts the second side of talks opposite the first where
// fusing has left both as sources.
func TestInheritParts(t *testing.T) {
	f, err := parties.New(data.FS)
	if err != nil {
		t.Fatal(err)
	}
	d, events := several(t, f, "The Taliban and the Afghan government [met] in Doha.", []string{"CONSULT party:Taliban party:government"})
	e := events[0]
	e.Sources, e.Targets = append(e.Sources, e.Targets...), nil
	f.Inherit(d, events)
	if got := strings.Join(describe(d, e, e.Mode), " "); got != "s=taliban t=afg-gov" {
		t.Errorf("%s: %s", d.Text, got)
	}
}

// several makes an event of each trigger in brackets and finds its parties.
func several(t *testing.T, f *parties.Finder, text string, kinds []string) (*doc.Doc, []*draft.Event) {
	t.Helper()
	var starts []int
	for i := strings.Index(text, "["); i >= 0; i = strings.Index(text, "[") {
		starts = append(starts, i)
		text = strings.Replace(strings.Replace(text, "[", "", 1), "]", "", 1)
	}
	d := reading(t, text)
	var events []*draft.Event
	for n, kind := range kinds {
		label, args, _ := strings.Cut(kind, " ")
		typ, mode, _ := strings.Cut(label, "/")
		e := &draft.Event{Type: parley.EventType(typ), Mode: parley.Mode(mode), Status: parley.Happened, Quote: doc.None, Matches: []int{n}}
		e.Head = slices.IndexFunc(d.Tokens, func(tok doc.Token) bool { return tok.Start <= starts[n] && starts[n] < tok.End })
		e.Sentence = slices.IndexFunc(d.Sentences, func(s doc.Sentence) bool { return s.First <= e.Head && e.Head < s.Last })
		m := doc.Match{Rule: "test", Head: e.Head}
		for _, arg := range strings.Fields(args) {
			name, word, _ := strings.Cut(arg, ":")
			i := slices.IndexFunc(d.Tokens, func(tok doc.Token) bool { return d.Text[tok.Start:tok.End] == word })
			m.Args = append(m.Args, doc.Arg{Name: name, Token: i, Match: doc.None})
		}
		d.Matches = append(d.Matches, m)
		events = append(events, e)
	}
	for _, e := range events {
		f.Find(d, e)
	}
	return d, events
}
