package eval

import (
	"fmt"

	"parley"
)

// InventedIncidents are the figures on invented news, in which most incidents
// look like another one.
type InventedIncidents struct {
	// Events are the tellings: Correct counts those that were coded.
	Events Score `json:"events"`
	// Groups compares the incidents with the true ones, over the coded tellings.
	Groups BCubed `json:"b_cubed"`
}

func (s *InventedIncidents) rows() []layerRow {
	return []layerRow{
		{"invented", "tellings coded", s.Events, s.Events.R(), "", ""},
		{"invented", "incidents, B-cubed", Score{Gold: s.Groups.Gold, System: s.Groups.System}, s.Groups.F1(), "",
			fmt.Sprintf("F1; P %.3f R %.3f over %d events", s.Groups.Precision, s.Groups.Recall, s.Groups.Items)},
	}
}

// Seeds of the invented news: weights are fitted on one and measured on the other.
const (
	inventedFit     = 1
	inventedMeasure = 2
	inventedScenes  = 120
)

func (m *incidents) invented() error {
	set, err := m.inventedSet(inventedMeasure)
	if err != nil {
		return err
	}
	g, err := m.group(set.records)
	if err != nil {
		return err
	}
	s := &InventedIncidents{}
	m.report.Invented = s
	s.Events = set.told
	var gold, system, events []string
	for _, r := range set.records {
		for _, e := range r.Events {
			if name := set.group[e.ID]; name != "" {
				gold, system, events = append(gold, name), append(system, g.of[e.ID]), append(events, e.ID)
			}
		}
	}
	s.Groups = BCubedOf(gold, system)
	m.faults("invented", gold, system, events, g)
	return nil
}

// knownEvents are coded articles of some of whose events it is known which
// incident they tell.
type knownEvents struct {
	name    string
	records []*parley.Record
	group   map[string]string // the incident by an event's ID
	cluster map[string]string // by an article's ID; two articles of one may share more than is known
	told    Score
}

func (m *incidents) inventedSet(seed uint64) (*knownEvents, error) {
	made, err := inventNews(seed, inventedScenes)
	if err != nil {
		return nil, err
	}
	articles := make([]*parley.Article, len(made))
	for i := range made {
		articles[i] = made[i].article
	}
	set := &knownEvents{name: "invented", group: map[string]string{}, cluster: map[string]string{}}
	var fault error
	err = codeAll(m.ctx, m.stages, articles, func(i int, c coded) {
		set.records = append(set.records, &c.record)
		for _, t := range made[i].tells {
			set.told.Gold++
			e, err := eventAt(&c.record, t.words)
			if err != nil {
				fault = err
			}
			if e != "" && set.group[e] == "" {
				set.told.System++
				set.told.Correct++
				set.group[e] = t.incident
			}
		}
	})
	if err == nil {
		err = fault
	}
	return set, err
}
