package eval

import (
	"embed"
	"fmt"
	"path/filepath"
	"strings"

	"parley"
	"parley/data"
	"parley/internal/read"
)

// ExampleIncidents are the figures on the example dispatches.
type ExampleIncidents struct {
	// Events are those that gold has: Correct counts those that were coded.
	Events Score `json:"events"`
	// Groups compares the incidents with gold's, over the events that were coded.
	Groups BCubed `json:"b_cubed"`
}

func (s *ExampleIncidents) rows() []layerRow {
	return []layerRow{
		{"examples", "events coded", s.Events, s.Events.R(), "", ""},
		{"examples", "incidents, B-cubed", Score{Gold: s.Groups.Gold, System: s.Groups.System}, s.Groups.F1(), ".90",
			fmt.Sprintf("F1; P %.3f R %.3f over %d events", s.Groups.Precision, s.Groups.Recall, s.Groups.Items)},
	}
}

// ownIncidents holds which events of the example dispatches are one incident: the
// group, the file, and words of it in which a trigger of the event stands.
//
//go:embed testdata/incidents/*.tsv
var ownIncidents embed.FS

// exampleRow is a row of gold with the event that was coded for it; empty for none.
type exampleRow struct {
	line                  int
	group, article, event string
}

// codeExamples codes the dispatches and finds the events of gold.
func (m *incidents) codeExamples() ([]*parley.Record, []exampleRow, error) {
	rows, err := data.Rows(ownIncidents, "testdata/incidents/examples.tsv", 3)
	if err != nil {
		return nil, nil, err
	}
	records, err := m.codeFolder(m.options.Examples)
	if err != nil {
		return nil, nil, err
	}
	byFile := map[string]*parley.Record{}
	for _, r := range records {
		byFile[strings.TrimSuffix(filepath.Base(r.Article.Ref), ".txt")] = r
	}
	var out []exampleRow
	for _, row := range rows {
		r := byFile[row.Cells[1]]
		if r == nil {
			return nil, nil, fmt.Errorf("examples.tsv:%d: no file %q", row.Line, row.Cells[1])
		}
		e, err := eventAt(r, row.Cells[2])
		if err != nil {
			return nil, nil, fmt.Errorf("examples.tsv:%d: %w", row.Line, err)
		}
		out = append(out, exampleRow{row.Line, row.Cells[0], r.Article.ID, e})
	}
	return records, out, nil
}

func (m *incidents) examples() error {
	records, rows, err := m.codeExamples()
	if err != nil {
		return err
	}
	g, err := m.group(records)
	if err != nil {
		return err
	}
	s := &ExampleIncidents{}
	m.report.Examples = s
	var gold, system, events []string
	for _, row := range rows {
		s.Events.Gold++
		if row.event == "" {
			m.fault("examples.tsv:%d: not coded: %s", row.line, row.group)
			continue
		}
		s.Events.System++
		s.Events.Correct++
		gold, system, events = append(gold, row.group), append(system, g.of[row.event]), append(events, row.event)
	}
	s.Groups = BCubedOf(gold, system)
	m.faults("examples", gold, system, events, g)
	return nil
}

// faults writes a line for each pair that is wrongly apart or wrongly joined.
func (m *incidents) faults(set string, gold, system, events []string, g *grouped) {
	for i := range gold {
		for j := range i {
			switch {
			case gold[i] == gold[j] && system[i] != system[j]:
				m.fault("%s: %s: apart: %s", set, gold[i], g.link(events[i], events[j]))
			case gold[i] != gold[j] && system[i] == system[j]:
				m.fault("%s: %s and %s joined: %s", set, gold[i], gold[j], g.link(events[i], events[j]))
			}
		}
	}
}

// eventAt returns the event that has a trigger within the words; empty for none.
// Words that the text lacks are an error.
func eventAt(r *parley.Record, words string) (string, error) {
	at := strings.Index(r.Article.Text, words)
	if at < 0 {
		return "", fmt.Errorf("%s lacks %q", r.Article.Ref, words)
	}
	for _, e := range r.Events {
		for _, v := range e.Evidence {
			if v.Role == "trigger" && v.In == "" && at <= v.Start && v.End <= at+len(words) {
				return e.ID, nil
			}
		}
	}
	return "", nil
}

// codeFolder codes the texts of a folder.
func (m *incidents) codeFolder(folder string) ([]*parley.Record, error) {
	files, err := filepath.Glob(filepath.Join(folder, "*.txt"))
	if err != nil {
		return nil, err
	}
	var articles []*parley.Article
	for a, err := range read.Files(files, read.Options{}) {
		if err != nil {
			return nil, err
		}
		articles = append(articles, a)
	}
	var records []*parley.Record
	err = codeAll(m.ctx, m.stages, articles, func(_ int, c coded) { records = append(records, &c.record) })
	return records, err
}
