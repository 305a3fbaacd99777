package eval

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"parley/internal/doc"
)

// meantimeSample is an article in the form of the corpus, of our own making: a
// headline, the date line, and two sentences with three times.
const meantimeSample = `<?xml version="1.0" ?><Document doc_name="sample">
<token sentence="0" t_id="1">Truce</token><token sentence="0" t_id="2">holds</token>
<token sentence="1" t_id="3">May</token><token sentence="1" t_id="4">17</token>
<token sentence="2" t_id="5">It</token><token sentence="2" t_id="6">began</token><token sentence="2" t_id="7">late</token>
<token sentence="2" t_id="8">Monday</token><token sentence="2" t_id="9">.</token>
<token sentence="3" t_id="10">He</token><token sentence="3" t_id="11">wo</token><token sentence="3" t_id="12">n't</token>
<token sentence="3" t_id="13">leave</token><token sentence="3" t_id="14">now</token><token sentence="3" t_id="15">or</token>
<token sentence="3" t_id="16">tomorrow</token><token sentence="3" t_id="17">.</token>
<token sentence="6" t_id="18">Tuesday</token>
<Markables>
<TIMEX3 functionInDocument="CREATION_TIME" m_id="1" type="DATE" value="2023-05-17"><token_anchor t_id="3"/><token_anchor t_id="4"/></TIMEX3>
<TIMEX3 functionInDocument="NONE" m_id="2" type="DATE" value="2023-05-15"><token_anchor t_id="7"/><token_anchor t_id="8"/></TIMEX3>
<TIMEX3 functionInDocument="NONE" m_id="3" type="DATE" value="PRESENT_REF"><token_anchor t_id="14"/></TIMEX3>
<TIMEX3 functionInDocument="NONE" m_id="4" type="DATE" value="2023-05-18"><token_anchor t_id="16"/></TIMEX3>
<TIMEX3 functionInDocument="NONE" m_id="5" type="DATE" value="2058"/>
</Markables></Document>`

// fakeTimes is a stage that finds "Monday" with its day, "now" with a wrong
// value, "leave" as a time that is none, and "Tuesday" below what is annotated.
var fakeTimes = doc.Stage{Name: "fake", Run: func(d *doc.Doc) error {
	pos := 0
	for word := range strings.FieldsSeq(d.Text) {
		start := pos + strings.Index(d.Text[pos:], word)
		pos = start + len(word)
		d.Tokens = append(d.Tokens, doc.Token{Start: start, End: pos})
	}
	for i := range d.Tokens {
		t := doc.Time{First: i, Last: i + 1, Type: doc.TimeDate}
		switch d.Word(i) {
		case "Monday.":
			t.Value = d.Article.Published.From.AddDate(0, 0, -2).Format(time.DateOnly)
		case "now":
			t.Type, t.Value = doc.TimeDuration, "FUTURE_REF"
		case "leave", "Tuesday":
			t.Value = "XXXX"
		default:
			continue
		}
		d.Times = append(d.Times, t)
	}
	return nil
}}

func TestMeantime(t *testing.T) {
	dir := t.TempDir()
	if err := os.Mkdir(filepath.Join(dir, "corpus"), 0o700); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(dir, "corpus", "1.xml"), []byte(meantimeSample), 0o600); err != nil {
		t.Fatal(err)
	}
	got, lines, err := Meantime([]doc.Stage{fakeTimes}, dir)
	if err != nil {
		t.Fatal(err)
	}
	want := TimeScores{
		Strict:  Score{Gold: 3, System: 3, Correct: 1},
		Relaxed: Score{Gold: 3, System: 3, Correct: 2},
		Type:    Score{Gold: 3, System: 3, Correct: 1},
		Value:   Score{Gold: 3, System: 3, Correct: 1},
	}
	if got != want {
		t.Errorf("got %+v, want %+v", got, want)
	}
	joined := strings.Join(lines, "\n")
	for _, part := range []string{"value\tFUTURE_REF not PRESENT_REF", "missed\tDATE 2023-05-18", "extra\tDATE XXXX", "won't [leave] now or tomorrow", "extent\t[Monday.]"} {
		if !strings.Contains(joined, part) {
			t.Errorf("no line has %q:\n%s", part, joined)
		}
	}
}

// TestMeantimeNone asks for an error where no article is.
func TestMeantimeNone(t *testing.T) {
	if _, _, err := Meantime(nil, t.TempDir()); err == nil {
		t.Error("no error for an empty folder")
	}
}
