package eval

import (
	"cmp"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"

	"parley"
	"parley/internal/read"
)

// SeedIncidents are the figures on the groups of events that gold finds in two or
// more of the reference articles.
type SeedIncidents struct {
	// Groups are those of one event or plan: Correct counts those that are whole,
	// System those of which two or more members were coded.
	Groups Score `json:"groups"`
	// Related are the other groups (a plan and its outcome, one subject): no join
	// is asked for, Correct counts those that are joined nevertheless.
	Related Score `json:"related"`
	// LookAlikes counts the pairs that must not be joined: System those of which
	// both were coded, Correct those of them that are apart.
	LookAlikes Score `json:"look_alikes"`
}

func (s *SeedIncidents) rows() []layerRow {
	return []layerRow{
		{"seeds", "groups of one event joined", s.Groups, s.Groups.R(), ".80", fmt.Sprintf("of those coded twice %.3f", s.Groups.P())},
		{"seeds", "groups of related events joined", s.Related, s.Related.R(), "", "none need be"},
		{"seeds", "look-alikes kept apart", s.LookAlikes, s.LookAlikes.P(), "all", "of those coded"},
	}
}

// crossGold is what gold says of several articles.
type crossGold struct {
	Events []struct {
		ID       string   `json:"id"`
		Relation string   `json:"relation"`
		Refs     []string `json:"refs"`
	} `json:"events"`
	LookAlikes []struct {
		ID   string   `json:"id"`
		Refs []string `json:"refs"`
	} `json:"look_alikes"`
}

// sameRelations are the relations whose members are one happening.
var sameRelations = []string{"same event", "same plan", "same trend"}

func (m *incidents) seeds() error {
	cross, err := m.readCross()
	if err != nil {
		return err
	}
	found, records, err := m.codeSeeds()
	if err != nil {
		return err
	}
	g, err := m.group(records)
	if err != nil {
		return err
	}
	s := &SeedIncidents{}
	m.report.Seeds = s
	same := map[[2]string]bool{}
	for _, group := range cross.Events {
		score := &s.Related
		if slices.Contains(sameRelations, group.Relation) {
			score = &s.Groups
			for _, x := range group.Refs {
				for _, y := range group.Refs {
					same[[2]string{x, y}] = true
				}
			}
		}
		m.seedGroup(score, group.ID, group.Refs, found, g)
	}
	for _, look := range cross.LookAlikes {
		m.lookAlike(&s.LookAlikes, look.ID, look.Refs, same, found, g)
	}
	return nil
}

func (m *incidents) readCross() (*crossGold, error) {
	raw, err := os.ReadFile(filepath.Join(m.options.Shared, "seeds-gold", "cross.json"))
	if err != nil {
		return nil, err
	}
	var cross crossGold
	if err := json.Unmarshal(raw, &cross); err != nil {
		return nil, fmt.Errorf("cross.json: %w", err)
	}
	return &cross, nil
}

// seedGroup counts one group: whole if two or more members were coded and all of
// those are in one incident.
func (m *incidents) seedGroup(score *Score, id string, refs []string, found map[string]string, g *grouped) {
	score.Gold++
	var events, missing []string
	for _, ref := range refs {
		if e := found[ref]; e != "" && !slices.Contains(events, e) {
			events = append(events, e)
		} else if e == "" {
			missing = append(missing, ref)
		}
	}
	if len(events) < 2 {
		m.fault("seeds %s: coded once or never, without %v", id, missing)
		return
	}
	score.System++
	if g.one(events) {
		score.Correct++
		return
	}
	for i, a := range events {
		for _, b := range events[:i] {
			if g.of[a] != g.of[b] {
				m.fault("seeds %s: apart: %v: %s", id, refs, g.link(a, b))
			}
		}
	}
}

// lookAlike counts the pairs of a group of look-alikes. Two of its members that
// gold has in one group of one event are no look-alikes.
func (m *incidents) lookAlike(score *Score, id string, refs []string, same map[[2]string]bool, found map[string]string, g *grouped) {
	for i, x := range refs {
		for _, y := range refs[:i] {
			if same[[2]string{x, y}] {
				continue
			}
			score.Gold++
			a, b := found[x], found[y]
			if a == "" || b == "" || a == b {
				continue
			}
			score.System++
			if g.of[a] != g.of[b] {
				score.Correct++
			} else {
				m.fault("seeds look-alike %s: %s and %s joined: %s", id, y, x, g.link(a, b))
			}
		}
	}
}

// codeSeeds codes the reference articles and returns the coded events by the
// references of gold ("000#12").
func (m *incidents) codeSeeds() (map[string]string, []*parley.Record, error) {
	folder := filepath.Join(m.options.Shared, "seeds-gold")
	files, err := filepath.Glob(filepath.Join(folder, "[0-9]*.json"))
	if err != nil || len(files) == 0 {
		return nil, nil, fmt.Errorf("%s: %w", folder, os.ErrNotExist)
	}
	var golds []goldArticle
	var articles []*parley.Article
	for _, file := range files {
		gold, err := readGoldFile(file)
		if err != nil {
			return nil, nil, err
		}
		golds = append(golds, gold)
		for a, err := range read.Files([]string{filepath.Join(m.options.Shared, "seeds", gold.File)}, read.Options{}) {
			if err != nil {
				return nil, nil, err
			}
			articles = append(articles, a)
		}
	}
	found := map[string]string{}
	var records []*parley.Record
	err = codeAll(m.ctx, m.stages, articles, func(i int, c coded) {
		records = append(records, &c.record)
		for x, id := range goldEvents(golds[i], c) {
			found[golds[i].ID+"#"+strconv.Itoa(x)] = id
		}
	})
	return found, records, err
}

// goldEvents matches the gold events of an article with the coded ones, one to
// one, and returns the coded ones by the index of gold. An offer and what came of
// it are two events in one sentence, so that the status counts beside what likeness
// looks at.
func goldEvents(gold goldArticle, c coded) map[int]string {
	type match struct {
		score float64
		x, e  int
	}
	out := map[int]string{}
	if c.doc == nil || len(c.record.Events) == 0 {
		return out
	}
	g := newGoldDoc(c)
	var all []match
	for x, want := range gold.Events {
		for e, got := range c.record.Events {
			score := g.likeness(want, got)
			if score <= 0 {
				continue
			}
			if want.Status == string(got.Status) {
				score++
			}
			all = append(all, match{score, x, e})
		}
	}
	slices.SortStableFunc(all, func(a, b match) int { return cmp.Compare(b.score, a.score) })
	used := map[int]bool{}
	for _, m := range all {
		if out[m.x] == "" && !used[m.e] {
			out[m.x], used[m.e] = c.record.Events[m.e].ID, true
		}
	}
	return out
}

func readGoldFile(file string) (goldArticle, error) {
	var gold goldArticle
	raw, err := os.ReadFile(file)
	if err == nil {
		err = json.Unmarshal(raw, &gold)
	}
	if err != nil {
		return gold, fmt.Errorf("%s: %w", file, err)
	}
	if gold.ID == "" {
		gold.ID = strings.TrimSuffix(filepath.Base(file), ".json")
	}
	return gold, nil
}
