package setting_test

import (
	"strings"
	"testing"
	"time"

	"parley"
	"parley/internal/doc"
	"parley/internal/what/draft"
	"parley/internal/what/toll"
)

// everyVerb makes a draft of each verb, of every status and kind in turn.
func everyVerb(d *doc.Doc) []*draft.Event {
	var events []*draft.Event
	statuses := []parley.Status{parley.Happened, parley.Alleged, parley.Planned, parley.Demanded}
	for i, t := range d.Tokens {
		if t.UPOS != "VERB" && t.UPOS != "NOUN" {
			continue
		}
		marks := []string{"", "a", "c", "k", "r", "z"}[i%6]
		e := oneByHand(d, i, marks)
		e.Status = statuses[i%4]
		events = append(events, e)
	}
	return events
}

// checkDrafts holds what every draft must keep: indexes in the document, ends
// in order, and a reason for every day and place.
func checkDrafts(t *testing.T, d *doc.Doc, events []*draft.Event) {
	t.Helper()
	for _, e := range events {
		w := e.When
		if w.Time < doc.None || w.Time >= len(d.Times) || e.Where.At < doc.None || e.Where.At >= len(d.Places) {
			t.Fatalf("%q: time %d of %d, place %d of %d", d.Text, w.Time, len(d.Times), e.Where.At, len(d.Places))
		}
		if p := w.Period; !p.From.IsZero() && !p.To.IsZero() && p.To.Before(p.From) {
			t.Fatalf("%q: from %s to %s", d.Text, p.From, p.To)
		}
		if !w.Period.IsZero() && w.How == "" || e.Where.Place.Name != "" && e.Where.How == "" {
			t.Fatalf("%q: no reason: %+v, %+v", d.Text, w, e.Where)
		}
		if x := e.Where.From; x.Start < 0 || x.End > len(d.Part(x)) || x.Start > x.End {
			t.Fatalf("%q: evidence %+v", d.Text, x)
		}
		for _, x := range e.Tolls {
			if x.Count == doc.None && x.Token == doc.None || x.Outcome == "" || x.Low > x.High {
				t.Fatalf("%q: toll %+v", d.Text, x)
			}
		}
		for _, o := range []doc.Outcome{doc.Killed, doc.Injured, doc.Captured} {
			if low, high, _, ok := toll.Sum(d, e, o); low > high || !ok && low+high != 0 {
				t.Fatalf("%q: %s sums up to %g and %g, %v", d.Text, o, low, high, ok)
			}
		}
	}
}

// FuzzArticles runs both finders over drafts of all verbs and nouns.
func FuzzArticles(f *testing.F) {
	for _, s := range []string{
		"", "Killed on Tuesday.", "ON MONDAY 12 POLICE WERE KILLED IN KABUL, SAID THE HERAT GOVERNOR.",
		"Rebels attacked Goma on Friday, killing at least ten.\n\nThe toll rose to 14, among them two children, a doctor in Goma said on Sunday.",
		"since before after between Monday and and 3 to 5 May dead dead wounded in in Kunduz \"\" , . ;",
	} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, text string) {
		if len(text) > 2000 {
			return
		}
		d := read(t, strings.ToValidUTF8(text, "?"))
		checkDrafts(t, d, run(t, d))
	})
}

// run runs the finders over drafts of every verb.
func run(tb testing.TB, d *doc.Doc) []*draft.Event {
	tool, err := load()
	if err != nil {
		tb.Fatal(err)
	}
	events := everyVerb(d)
	for _, e := range events {
		tool.setting.Own(d, e)
	}
	tool.setting.Inherit(d, events)
	tool.toll.Find(d, events)
	return events
}

// TestBareDocs runs the finders where layers are missing: no sentences, no
// tree, no date of publication, no article, a draft out of range.
func TestBareDocs(t *testing.T) {
	tool, err := load()
	if err != nil {
		t.Fatal(err)
	}
	unparsed := read(t, "Rebels killed nine people in Goma on Monday.")
	for i := range unparsed.Tokens {
		unparsed.Tokens[i].Head, unparsed.Tokens[i].Deprel = doc.Unparsed, ""
	}
	undated := read(t, "Rebels killed nine people in Goma on Monday.")
	undated.Published, undated.Article = doc.Published{}, nil
	for _, d := range []*doc.Doc{{}, unparsed, undated} {
		e := &draft.Event{Type: parley.Assault, Head: min(1, len(d.Tokens)-1), Heads: []int{min(1, len(d.Tokens)-1)}, Quote: doc.None, StatusAt: doc.None}
		tool.setting.Own(d, e)
		if e.When.Time == 0 && len(d.Times) == 0 || e.Where.At == 0 && len(d.Places) == 0 {
			t.Errorf("%q: time %d and place %d, want none", d.Text, e.When.Time, e.Where.At)
		}
		if len(d.Sentences) > 0 {
			tool.setting.Inherit(d, []*draft.Event{e, nil})
		}
		tool.toll.Find(d, []*draft.Event{e, nil})
		if d == unparsed && (e.Where.Place.Name != "Goma" || days(e.When) != "2023-05-15" || sum(d, e, doc.Killed) != "9") {
			t.Errorf("without a tree: %s, %s, %s", days(e.When), spot(e.Where), sum(d, e, doc.Killed))
		}
	}
	tool.setting.Own(undated, &draft.Event{Head: 99})
}

// BenchmarkSetting measures both finders on one article with five events;
// the budget is 2 microseconds a token.
func BenchmarkSetting(b *testing.B) {
	text := "Gunmen attacked a police checkpoint in the Ali Abad district of Kunduz province late on Tuesday, killing at least 12 officers and wounding five.\n\n" +
		"The Taliban said they had carried out the attack. On Monday, rebels ambushed a convoy near Gao, and 11 soldiers were killed.\n\n" +
		"The death toll rose to 14, a spokesman for the governor of Kunduz said on Wednesday. Talks between the two sides opened in Doha last week. " +
		"Four women were among the dead, and two men were abducted near Ghazni."
	tool, err := load()
	if err != nil {
		b.Fatal(err)
	}
	d := read(b, text)
	words := []string{"attacked", "ambushed", "opened", "abducted", "killed"}
	n := 0
	start := time.Now()
	for b.Loop() {
		var events []*draft.Event
		for _, w := range words {
			e, _ := byHand(b, d, w)
			tool.setting.Own(d, e)
			events = append(events, e)
		}
		tool.setting.Inherit(d, events)
		tool.toll.Find(d, events)
		n += len(d.Tokens)
	}
	b.ReportMetric(float64(time.Since(start).Nanoseconds())/float64(n), "ns/token")
}
