package eval

import (
	"strings"
	"testing"

	"parley"
)

// The rows: right; two places of which one is right; wrong; given as numbers
// of tokens, where a second blank counts; without a place; not accepted.
const eventSample = `{"text":"A bomb exploded in Zürich.","spans":[{"start":7,"end":15,"label":"VERB"},{"start":19,"end":25,"label":"LOCATION"}],"answer":"accept"}
{"text":"They fought in Homs and Hama.","spans":[{"start":5,"end":11,"label":"VERB"},{"start":15,"end":19,"label":"LOCATION"},{"start":24,"end":28,"label":"LOCATION"}],"answer":"accept"}
{"text":"Police in Homs said he was shot in Quibdó.","spans":[{"start":27,"end":31,"label":"VERB"},{"start":35,"end":41,"label":"LOCATION"}],"answer":"accept"}
{"text":"Six died  yesterday in Goma.","spans":[{"start":4,"end":8,"label":"VERB"},{"start":5,"end":5,"label":"LOCATION"}],"answer":"accept"}
{"text":"He was shot in Homs.","spans":[{"start":7,"end":11,"label":"VERB"}],"answer":"accept"}
{"text":"He was shot in Homs.","spans":[{"start":7,"end":11,"label":"VERB"},{"start":15,"end":19,"label":"LOCATION"}],"answer":null}
`

func TestEventLocation(t *testing.T) {
	town := parley.Place{ID: "x", Name: "x", Lat: 1, Lon: 1, Kind: parley.KindTown, Precision: parley.PlaceExact}
	stages := placing(map[string]parley.Place{"Zürich": town, "Homs": town, "Goma": town})
	name := file(t, "rows.jsonl", eventSample)
	s, list, err := EventLocation(stages, name)
	if err != nil {
		t.Fatal(err)
	}
	want := EventPlaceScores{Marked: Score{3, 3, 2}, Numbered: Score{1, 1, 1}, All: Score{4, 4, 3}, None: Score{1, 1, 0}, Unanswered: Score{1, 1, 1}}
	if s != want {
		t.Errorf("got %+v\nwant %+v", s, want)
	}
	if len(list) != 1 || list[0].Gold != "[Quibdó]" || list[0].System != "Homs" || list[0].Verb != "shot" {
		t.Errorf("errors %+v", list)
	}
	if _, _, err := EventLocation(stages, file(t, "bad.jsonl", "{}\n{")); err == nil || !strings.Contains(err.Error(), "bad.jsonl:2") {
		t.Errorf("a bad line: %v", err)
	}
}
