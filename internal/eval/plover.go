package eval

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"os"
	"slices"
	"strings"

	"parley"
	"parley/internal/doc"
	"parley/internal/read"
)

// PloverScores are the scores on example sentences, each with one type and the
// words of its source and target. Of several events in a sentence the one whose
// trigger stands highest in the sentence's tree counts, of equals the first; the
// gold's own words for the event are not used to choose. Types are compared as
// ploverType has them.
type PloverScores struct {
	Type   Score
	ByType map[string]Score
	// Parties counts gold parties whose words are among those of the event;
	// Both counts sentences where none is missing, BothTyped of those whose type
	// is right.
	Parties, Both, BothTyped Score
	Errors                   []string `json:"-"`
}

// MacroF1 is the mean of the F1 of each type in the gold.
func (s PloverScores) MacroF1() float64 {
	total, n := 0.0, 0
	for _, x := range s.ByType {
		if x.Gold > 0 {
			total += x.F1()
			n++
		}
	}
	if n == 0 {
		return 0
	}
	return total / float64(n)
}

type ploverRow struct {
	ID     string          `json:"id"`
	Text   string          `json:"text"`
	Event  string          `json:"event"`
	Source json.RawMessage `json:"source"`
	Target json.RawMessage `json:"target"`
}

// parties returns the texts of a side, which is a list, one party or nothing.
func ploverParties(raw json.RawMessage) []string {
	type party struct {
		Text string `json:"actorText"`
	}
	var many []party
	if json.Unmarshal(raw, &many) != nil {
		var one party
		if json.Unmarshal(raw, &one) == nil {
			many = []party{one}
		}
	}
	var texts []string
	for _, p := range many {
		if strings.TrimSpace(p.Text) != "" {
			texts = append(texts, p.Text)
		}
	}
	return texts
}

// Plover measures stages on the sentences of a JSON Lines file.
func Plover(ctx context.Context, stages []doc.Stage, file string) (PloverScores, error) {
	s := PloverScores{ByType: map[string]Score{}}
	rows, err := jsonLines[ploverRow](file)
	if err != nil {
		return s, err
	}
	var articles []*parley.Article
	for _, r := range rows {
		a, err := read.Text(r.ID, []byte(r.Text), read.Options{})
		if err != nil {
			return s, err
		}
		articles = append(articles, a)
	}
	err = codeAll(ctx, stages, articles, func(i int, c coded) { s.add(rows[i], c) })
	slices.Sort(s.Errors)
	return s, err
}

func (s *PloverScores) add(row ploverRow, c coded) {
	e := highest(c)
	got := "none"
	if e != nil {
		got = string(ploverType(e))
	}
	right := got == row.Event
	s.Type.Gold++
	s.count(row.Event, 1, 0, right)
	if e != nil {
		s.Type.System++
		s.count(got, 0, 1, false)
	}
	if right {
		s.Type.Correct++
	} else {
		s.Errors = append(s.Errors, fmt.Sprintf("plover type %s, coded %s: %s", row.Event, got, row.Text))
	}
	s.sides(row, e, right)
}

// ploverType returns the type that PLOVER's manual gives an event. It codes what
// somebody intends or offers to do for another as AGREE, where our record keeps
// the thing itself with the status planned or offered.
func ploverType(e *parley.Event) parley.EventType {
	if e.Status != parley.Planned && e.Status != parley.Offered {
		return e.Type
	}
	switch e.Type {
	case parley.Retreat, parley.Consult, parley.Aid, parley.Concede, parley.Cooperate, parley.Support:
		return parley.Agree
	}
	return e.Type
}

func (s *PloverScores) count(t string, gold, system int, right bool) {
	x := s.ByType[t]
	x.Gold, x.System = x.Gold+gold, x.System+system
	if right {
		x.Correct++
	}
	s.ByType[t] = x
}

// sides counts the parties; the sides of talks and agreements may be exchanged.
func (s *PloverScores) sides(row ploverRow, e *parley.Event, right bool) {
	var sources, targets []parley.Party
	if e != nil {
		sources, targets = e.Sources, e.Targets
		if e.Type == parley.Agree || e.Type == parley.Consult {
			sources = append(append([]parley.Party{}, e.Sources...), e.Targets...)
			targets = sources
		}
	}
	missing := 0
	for _, side := range []struct {
		gold []string
		got  []parley.Party
		role string
	}{{ploverParties(row.Source), sources, "source"}, {ploverParties(row.Target), targets, "target"}} {
		for _, g := range side.gold {
			s.Parties.Gold++
			if partyFound(g, side.got) {
				s.Parties.Correct++
				continue
			}
			missing++
			s.Errors = append(s.Errors, fmt.Sprintf("plover %s %q missing, coded %q: %s", side.role, g, partyNames(side.got), row.Text))
		}
		s.Parties.System += len(side.got)
	}
	add := func(x *Score) {
		x.Gold++
		if missing == 0 {
			x.Correct++
		}
	}
	add(&s.Both)
	if right {
		add(&s.BothTyped)
	}
}

// highest returns the event whose trigger is nearest to the root of its
// sentence, the first of equals; nil for no event.
func highest(c coded) *parley.Event {
	var best *parley.Event
	depth := 0
	for i := range c.record.Events {
		e := &c.record.Events[i]
		if n := triggerDepth(c.doc, e); best == nil || n < depth {
			best, depth = e, n
		}
	}
	return best
}

func triggerDepth(d *doc.Doc, e *parley.Event) int {
	for t := range d.Tokens {
		if d.Tokens[t].Start != e.Evidence[0].Start {
			continue
		}
		n := 0
		for h := t; d.Tokens[h].Head >= 0 && n < len(d.Tokens); n++ {
			h = d.Tokens[h].Head
		}
		return n
	}
	return len(d.Tokens)
}

// partyFound reports whether the words of one of the parties are among the
// gold's or the other way round, small words left out.
func partyFound(gold string, got []parley.Party) bool {
	g := partyWords(gold)
	for _, p := range got {
		for _, text := range []string{p.Text, p.Name} {
			w := partyWords(text)
			if len(w) > 0 && (subset(w, g) || subset(g, w)) {
				return true
			}
		}
	}
	return false
}

// partyWords returns the words of a name without marks, articles and "'s".
func partyWords(text string) []string {
	var words []string
	for w := range strings.FieldsFuncSeq(strings.ToLower(text), func(r rune) bool { return strings.ContainsRune(" ,.;:'’\"()-", r) }) {
		if !slices.Contains([]string{"the", "a", "an", "of", "s", "some", "its", "their", "two"}, w) {
			words = append(words, w)
		}
	}
	return words
}

func subset(a, b []string) bool {
	for _, w := range a {
		if !slices.Contains(b, w) {
			return false
		}
	}
	return len(a) > 0
}

func partyNames(list []parley.Party) []string {
	names := []string{}
	for _, p := range list {
		names = append(names, p.Text)
	}
	return names
}

// jsonLines reads a file of one object a line.
func jsonLines[T any](file string) ([]T, error) {
	raw, err := os.ReadFile(file)
	if err != nil {
		return nil, err
	}
	var rows []T
	n := 0
	for line := range bytes.Lines(raw) {
		n++
		if len(bytes.TrimSpace(line)) == 0 {
			continue
		}
		var row T
		if err := json.Unmarshal(line, &row); err != nil {
			return nil, fmt.Errorf("%s:%d: %w", file, n, err)
		}
		rows = append(rows, row)
	}
	return rows, nil
}
