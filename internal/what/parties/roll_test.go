package parties_test

import (
	"strings"
	"testing"

	"parley"
	"parley/data"
	"parley/internal/doc"
	"parley/internal/what/draft"
	"parley/internal/what/parties"
)

func TestRoll(t *testing.T) {
	finder, err := parties.New(data.FS)
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct{ text, want string }{
		{"Rebels killed three farmers near Cali. Those killed were Pedro Quintana, Rosa Diaz and Juan Mora.", "Pedro Quintana, Rosa Diaz, Juan Mora"},
		{"Rebels killed two farmers near Cali. The dead were identified as Pedro Quintana and Rosa Diaz.", "Pedro Quintana, Rosa Diaz"},
		{"Rebels killed two farmers near Cali. The mayor is Pedro Quintana.", ""},
		{"The dead were identified as Pedro Quintana and Rosa Diaz.", ""},
	} {
		d := reading(t, c.text)
		var events []*draft.Event
		for i := range d.Tokens {
			if d.Word(i) == "killed" && d.Tokens[i].UPOS == "VERB" {
				toll := draft.Toll{Count: doc.None, Token: i, Outcome: doc.Killed}
				events = append(events, &draft.Event{Type: parley.Assault, Head: i, Tolls: []draft.Toll{toll}})
				break
			}
		}
		finder.Roll(d, events)
		var got []string
		for _, e := range events {
			for _, p := range e.Targets {
				got = append(got, d.Actors[p.Actor].Name)
				if p.Effect != parley.EffectKilled || p.Rule != "party.roll" {
					t.Errorf("%q: %+v", c.text, p)
				}
			}
		}
		if strings.Join(got, ", ") != c.want {
			t.Errorf("%q: got %q, want %q", c.text, got, c.want)
		}
	}
}
