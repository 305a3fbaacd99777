package page

import (
	"strings"
	"testing"
	"time"

	"parley"
	"parley/internal/doc"
)

// written is a document of one sentence and its record.
func written() (*doc.Doc, parley.Record) {
	text := "Gunmen killed two guards in Sabha."
	d := &doc.Doc{Text: text, Sentences: []doc.Sentence{{First: 0, Last: 7}}}
	at := 0
	for _, w := range []string{"Gunmen", "killed", "two", "guards", "in", "Sabha", "."} {
		at += strings.Index(text[at:], w)
		d.Tokens = append(d.Tokens, doc.Token{Start: at, End: at + len(w), Head: doc.Unparsed})
		at += len(w)
	}
	day := time.Date(2023, 5, 16, 0, 0, 0, 0, time.UTC)
	two := 2
	outlet := "Fezzan Post"
	r := parley.Record{
		Article: parley.RecordArticle{Ref: "a.txt", Outlet: &outlet, Text: text},
		Events: []parley.Event{{
			Type: parley.Assault, Mode: parley.ModeFirearms, Status: parley.Happened,
			Date:    &parley.Date{Period: parley.Period{From: day, To: day}, How: "the day before"},
			Place:   &parley.EventPlace{Name: "Sabha", Admin1: "Fezzan", Country: "LBY", Near: "near"},
			Sources: []parley.Party{{Name: "Gunmen"}},
			Targets: []parley.Party{{Name: "guards", Effect: parley.EffectKilled}},
			Killed:  &parley.Range{Low: &two, High: &two},
			Claims:  []parley.Claim{{By: "FACT", Stance: "denied"}},
			Accounts: []parley.Account{{
				Speaker: "Ali Zeidan", Role: "mayor", For: "Libya", Stance: "says", Killed: &parley.Range{Low: &two},
			}},
			Evidence: []parley.Evidence{
				{Role: "trigger", Start: 7, End: 13, Quote: "killed"},
				{Role: "place", Start: 28, End: 33, Quote: "Sabha"},
				{Role: "date", In: "dateline", Start: 0, End: 6, Quote: "17 May"},
			},
		}},
		Commitments: []parley.Commitment{{
			Kind: parley.Pledge, Status: parley.Pending, By: &parley.Party{Name: "the mayor"}, What: "arm the guards",
			Condition: "if money comes", Evidence: []parley.Evidence{{Role: "trigger", Start: 18, End: 24, Quote: "guards"}},
		}},
		Statements: []parley.Statement{{Speaker: "Ali Zeidan", Stance: "says", Quote: "two guards"}},
		Notes:      []parley.Note{{Stage: "what", Note: "a short text"}},
	}
	return d, r
}

func TestWrite(t *testing.T) {
	d, r := written()
	var out strings.Builder
	if err := Write(&out, d, r, Style{}); err != nil {
		t.Fatal(err)
	}
	want := `a.txt
Fezzan Post · date of publication not known

1. ASSAULT/firearms, happened
   who        Gunmen
   to whom    guards (killed)
   where      near Sabha, Fezzan, LBY
   when       2023-05-16 (the day before)
   killed     2
   denied     FACT
   account    Ali Zeidan (mayor) for Libya says, killed at least 2
   | dateline: 17 May
   | Gunmen killed two guards in Sabha.
   |        ‾‾‾‾‾‾               ‾‾‾‾‾

PLEDGE, pending
   by         the mayor
   what       arm the guards
   condition  if money comes
   | Gunmen killed two guards in Sabha.
   |                   ‾‾‾‾‾‾

Who says what
              – Ali Zeidan says: “two guards”

note (what): a short text

`
	if out.String() != want {
		t.Errorf("got:\n%s\nwant:\n%s", out.String(), want)
	}
}

func TestWriteTerminal(t *testing.T) {
	d, r := written()
	var out strings.Builder
	if err := Write(&out, d, r, Style{Terminal: true}); err != nil {
		t.Fatal(err)
	}
	if want := "Gunmen \x1b[4mkilled\x1b[24m two guards in \x1b[4mSabha\x1b[24m."; !strings.Contains(out.String(), want) {
		t.Errorf("no %q in\n%s", want, out.String())
	}
	if strings.Contains(out.String(), "‾") {
		t.Error("marks below the line on a terminal")
	}
}

func TestFolding(t *testing.T) {
	text := "one two three four"
	var lines []string
	for _, l := range breaks(text, 9) {
		lines = append(lines, text[l[0]:l[1]])
	}
	if got := strings.Join(lines, "|"); got != "one two|three|four" {
		t.Errorf("breaks: %s", got)
	}
	if got := strings.Join(fold(text, 9), "|"); got != "one two|three|four" && got != "one two|three four" {
		t.Errorf("fold: %s", got)
	}
	if got := breaks("unbroken", 3); len(got) != 1 {
		t.Errorf("a word was broken: %v", got)
	}
}

func TestBeside(t *testing.T) {
	for near, want := range map[string]string{
		"": "Homs", "near": "near Homs", "southern": "southern Homs", "outskirts": "outskirts of Homs", "area": "area of Homs",
	} {
		if got := beside(near, "Homs"); got != want {
			t.Errorf("%q: %q, want %q", near, got, want)
		}
	}
}

func TestFigures(t *testing.T) {
	n, m := 3, 5
	for _, c := range []struct {
		r    *parley.Range
		want string
	}{
		{nil, ""}, {&parley.Range{Low: &n, High: &n}, "3"}, {&parley.Range{Low: &n, High: &m}, "3 to 5"},
		{&parley.Range{Low: &n}, "at least 3"}, {&parley.Range{High: &m}, "up to 5"},
		{&parley.Range{Low: &n, High: &m, Vague: true}, "3 to 5 (vague)"}, {&parley.Range{}, ""},
	} {
		if got := figure(c.r); got != c.want {
			t.Errorf("%v: %q, want %q", c.r, got, c.want)
		}
	}
}
