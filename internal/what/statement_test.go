package what_test

import (
	"strings"
	"testing"
	"time"

	"parley"
	"parley/internal/doc"
	"parley/internal/what"
)

// record codes one text of the given day.
func record(t *testing.T, text string) parley.Record {
	t.Helper()
	stages, err := coding()
	if err != nil {
		t.Fatal(err)
	}
	day := time.Date(2023, 5, 17, 0, 0, 0, 0, time.UTC)
	a := &parley.Article{Text: text}
	a.Published = parley.Published{Stated: day.Format(time.DateOnly), From: day, To: day}
	d := &doc.Doc{Text: text, Article: a}
	for _, s := range stages {
		if err := s.Run(d); err != nil {
			t.Fatalf("stage %s: %v", s.Name, err)
		}
	}
	return what.Record(d)
}

func TestStatements(t *testing.T) {
	for _, c := range []struct{ text, speaker, side, stance, quote, via string }{
		{"The army holds the town, General Moussa Traore told Radio Kidal.", "Moussa Traore", "", "says", "The army holds the town", "Radio Kidal"},
		{"Colombian military officials said that two soldiers were hurt near Tame.", "Colombian military officials", "", "says", "two soldiers were hurt near Tame", ""},
		{"The Defence Ministry in Manila denied that its planes had bombed the village.", "Defence Ministry", "", "denies", "its planes had bombed the village", ""},
		{"\u201cWe did not fire a single shell,\u201d Houthi spokesman Yahya Saree said.", "Yahya Saree", "Houthis", "says", "We did not fire a single shell", ""},
		{"The gunmen are believed to be members of the Kivu militia.", "unnamed", "", "says", "The gunmen are believed to be members of the Kivu militia", ""},
		{"An official who asked not to be named said that talks would open in Juba.", "official", "", "says", "talks would open in Juba", ""},
	} {
		r := record(t, c.text)
		if len(r.Statements) != 1 {
			t.Errorf("%q: %d statements, want 1: %+v", c.text, len(r.Statements), r.Statements)
			continue
		}
		s := r.Statements[0]
		side := ""
		if s.For != nil {
			side = s.For.Name
		}
		if s.Speaker != c.speaker || s.Stance != c.stance || strings.Trim(s.Quote, "\u201c\u201d,") != c.quote || s.Via != c.via ||
			c.side != "" && side != c.side {
			t.Errorf("%q: speaker %q, for %q, %s, quote %q, via %q", c.text, s.Speaker, side, s.Stance, s.Quote, s.Via)
		}
		roles := []string{"quote", "cue", "speaker"}
		if c.speaker == "unnamed" {
			roles = roles[:2]
		}
		checkShown(t, c.text, s.Evidence, roles...)
	}
}

// checkShown holds that evidence stands in the text, with each role there.
func checkShown(t *testing.T, text string, list []parley.Evidence, roles ...string) {
	t.Helper()
	found := map[string]bool{}
	for _, e := range list {
		found[e.Role] = true
		if e.In == "" && text[e.Start:e.End] != e.Quote {
			t.Errorf("%q: evidence %+v", text, e)
		}
	}
	for _, r := range roles {
		if !found[r] {
			t.Errorf("%q: no evidence of %s", text, r)
		}
	}
}

func TestNoStatements(t *testing.T) {
	for _, text := range []string{"", "The army took the town.", "It was reported."} {
		if r := record(t, text); len(r.Statements) != 0 {
			t.Errorf("%q: %+v", text, r.Statements)
		}
	}
}

func TestIndicators(t *testing.T) {
	text := "About 2,500 American soldiers remain in Iraq. As of March 2022, the rebels controlled 40 percent of the districts of Mali."
	r := record(t, text)
	found := 0
	for _, x := range r.Indicators {
		checkShown(t, text, x.Evidence, "what", "value")
		switch {
		case x.Value == nil:
			t.Errorf("%q without a value", x.What)
		case *x.Value == 2500:
			found++
			if x.Unit == "" || x.Place == nil || x.Place.Country != "IRQ" {
				t.Errorf("2,500: unit %q, place %+v", x.Unit, x.Place)
			}
		case *x.Value == 40:
			found++
			if x.AsOf == nil || x.AsOf.From.Format("2006-01") != "2022-03" || x.AsOf.Text == "" {
				t.Errorf("40 percent: as of %+v", x.AsOf)
			}
		}
	}
	if found != 2 {
		t.Errorf("%d of 2 figures found: %+v", found, r.Indicators)
	}
}
