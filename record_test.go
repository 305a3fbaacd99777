package parley

import (
	"encoding/json"
	"reflect"
	"testing"
	"time"
)

// TestDatesAsJSON holds the form of docs/record.md: days, and null for an end
// that is not known.
func TestDatesAsJSON(t *testing.T) {
	day := time.Date(2020, 2, 29, 0, 0, 0, 0, time.UTC)
	for _, c := range []struct {
		value any
		want  string
	}{
		{Date{Period: Period{From: day, To: day, Precision: PrecisionDay}, Text: "on Saturday"},
			`{"from":"2020-02-29","to":"2020-02-29","precision":"day","text":"on Saturday"}`},
		{Date{Period: Period{From: day}, How: "since then"}, `{"from":"2020-02-29","to":null,"text":"","how":"since then"}`},
		{PublishedDate{Basis: "none", Evidence: []Evidence{}}, `{"from":null,"to":null,"basis":"none","evidence":[]}`},
		{Evidence{Role: "date", In: "dateline", End: 3, Quote: "May"},
			`{"role":"date","in":"dateline","start":0,"end":3,"quote":"May"}`},
		{Toll{Outcome: "killed"}, `{"outcome":"killed","low":null,"high":null,"vague":false}`},
	} {
		got, err := json.Marshal(c.value)
		if err != nil {
			t.Fatal(err)
		}
		if string(got) != c.want {
			t.Errorf("%s, want %s", got, c.want)
		}
	}
}

// TestRecordsComeBack holds that what a record writes it reads again.
func TestRecordsComeBack(t *testing.T) {
	day := time.Date(2020, 2, 29, 0, 0, 0, 0, time.UTC)
	in := Record{
		Article: RecordArticle{Published: PublishedDate{Period{day, day, PrecisionDay}, "text", []Evidence{{Role: "published"}}}},
		Events: []Event{
			{Date: &Date{Period{From: day, Precision: PrecisionMonth}, "since February", "month"}},
			{Date: &Date{Text: "once"}},
			{},
		},
	}
	written, err := json.Marshal(in)
	if err != nil {
		t.Fatal(err)
	}
	var out Record
	if err := json.Unmarshal(written, &out); err != nil {
		t.Fatal(err)
	}
	if !reflect.DeepEqual(out, in) {
		t.Errorf("%+v came back as %+v", in, out)
	}
	for _, bad := range []string{`{"from":"2020-02-30","to":null}`, `{"from":7}`, `[]`} {
		var d Date
		if err := json.Unmarshal([]byte(bad), &d); err == nil {
			t.Errorf("%s was read as %+v", bad, d)
		}
	}
}
