package when

import (
	"fmt"
	"io/fs"
	"strings"

	"parley/data"
)

// cueWords are the classes of published_cues.tsv.
type cueWords struct {
	comma, full                              wordIDs
	former, once, elect, outgoing, other     []wordIDs
	rule, history, says, done, planned       []wordIDs
	election, ahead, before, asOf, data, war []wordIDs
	will, past, happened, plannable          []wordIDs
	of, compound, fall                       []wordIDs
}

// load reads the table.
func (c *cueWords) load(fsys fs.FS, v vocabulary) error {
	c.comma, c.full = v.add(","), v.add(".")
	classes := map[string]*[]wordIDs{
		"former": &c.former, "once": &c.once, "elect": &c.elect, "outgoing": &c.outgoing, "other": &c.other,
		"rule": &c.rule, "history": &c.history, "says": &c.says, "done": &c.done, "planned": &c.planned,
		"election": &c.election, "ahead": &c.ahead, "before": &c.before, "as of": &c.asOf, "release": &c.data, "war": &c.war,
		"will": &c.will, "past": &c.past, "happened": &c.happened, "plannable": &c.plannable,
		"of": &c.of, "compound": &c.compound, "fall": &c.fall,
	}
	const file = "when/published_cues.tsv"
	rows, err := data.Rows(fsys, file, 2)
	if err != nil {
		return err
	}
	for _, r := range rows {
		list := classes[r.Cells[0]]
		if list == nil {
			return fmt.Errorf("data file %s:%d: class %q", file, r.Line, r.Cells[0])
		}
		for words := range strings.SplitSeq(r.Cells[1], ", ") {
			*list = append(*list, v.add(words))
		}
	}
	for name, list := range classes {
		if len(*list) == 0 {
			return fmt.Errorf("data file %s: no class %q", file, name)
		}
	}
	return nil
}

// any tells whether one of the phrases lies inside words [from, to).
func (s *stream) any(from, to int, phrases []wordIDs) bool {
	from, to = max(from, 0), min(to, len(s.ids))
	for i := from; i < to; i++ {
		if s.ids[i] == 0 {
			continue
		}
		for _, p := range phrases {
			if p[0] == s.ids[i] && s.has(i, to, p) {
				return true
			}
		}
	}
	return false
}
