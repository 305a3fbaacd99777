package export

import (
	"bytes"
	"encoding/json"
	"strings"
	"testing"

	"parley"
)

func TestWords(t *testing.T) {
	five, nine := 5, 9
	for _, c := range []struct {
		f     parley.Filter
		what  What
		limit int
		want  string
	}{
		{parley.Filter{}, Incidents, 0, "incidents: no filter; what is told as history only is left out"},
		{parley.Filter{Background: true}, All, 0, "all: no filter; what is told as history only is in it"},
		{parley.Filter{Period: parley.Period{From: day8(2, 1)}, KilledMin: &five, KilledMax: &nine}, Events, 7,
			"events: 2018-02-01 or later, at least 5 killed, at most 9 killed, the first 7; what is told as history only is left out"},
		{parley.Filter{Period: parley.Period{To: day8(2, 1)}, Due: parley.Period{From: day8(3, 1), To: day8(4, 1)}}, Ledger, 0,
			"ledger: 2018-02-01 or before, due 2018-03-01 to 2018-04-01; what is told as history only is left out"},
		{parley.Filter{Actor: "taliban", Role: parley.RoleSource, Text: `"a truce"`, Statuses: []parley.Status{parley.Happened, parley.Alleged}}, Incidents, 0,
			`incidents: status happened or alleged, actor (as source) "taliban", with the words "\"a truce\""; what is told as history only is left out`},
		{parley.Filter{Actor: "x", Admin1: "Kunduz", Place: "Imam Sahib", Outlet: "Wire", Article: "ab", Agreement: "cd"}, Incidents, 0,
			`incidents: province or state "Kunduz", place "Imam Sahib", actor "x", told by outlet "Wire", told by article "ab", agreement "cd"; what is told as history only is left out`},
	} {
		if got := Words(c.f, c.what, c.limit); got != c.want {
			t.Errorf("%s\nwant %s", got, c.want)
		}
	}
}

// TestSidecar: it says what held, also where nothing was asked for, and is JSON with
// all of its fields.
func TestSidecar(t *testing.T) {
	_, sum := written(t, "atom", Options{})
	f := Format{Name: "atom", Title: "a feed", MediaType: "application/atom+xml"}
	var b bytes.Buffer
	must(t, NewSidecar(sum, f).Write(&b))
	var got map[string]any
	must(t, json.Unmarshal(b.Bytes(), &got))
	if !strings.Contains(got["filter"].(string), "the first 200") || got["rows"] != float64(sum.Rows) || got["licence"] != NotStated || got["left_out"] == nil {
		t.Errorf("%s", b.Bytes())
	}
	fields := got["filter_fields"].(map[string]any)
	if fields["order"] != "newest" || fields["limit"] != float64(newestEntries) || fields["background"] != false {
		t.Errorf("fields %v", fields)
	}
}
