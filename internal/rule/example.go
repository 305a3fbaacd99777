package rule

import (
	"fmt"
	"slices"
	"strings"

	"parley/internal/doc"
)

// Example is a sentence that a rule must match, or must not.
type Example struct {
	Line    int
	Text    string
	Trigger string // the word at the head of the trigger; empty in what must not match
	Args    []Expected
}

// Expected is what fills an argument: the words at the heads, none for an
// argument that must stay empty.
type Expected struct {
	Name  string
	Words []string
}

// Failure is an example that a rule does not keep.
type Failure struct {
	Problem
	// Text is the sentence.
	Text string
}

// Test runs the examples of the rules with the ids, of all rules if there are
// none. read makes a document of a sentence, with all layers that articles get.
// The failures come in the order of the rules; checked counts the examples.
// The error is that of read, or names an id that no rule has.
func (g *Grammar) Test(read func(text string) (*doc.Doc, error), ids ...string) (failures []Failure, checked int, err error) {
	for _, id := range ids {
		if g.rule(id) == nil {
			return nil, 0, fmt.Errorf("no rule is named %q", id)
		}
	}
	matches := make(map[string]reading)
	for _, r := range g.rules {
		if len(ids) > 0 && !slices.Contains(ids, r.id) {
			continue
		}
		for _, e := range slices.Concat(r.match, r.reject) {
			m, ok := matches[e.Text]
			if !ok {
				d, err := read(e.Text)
				if err != nil {
					return nil, checked, fmt.Errorf("%s:%d: %s: %w", r.file, e.Line, r.id, err)
				}
				m = reading{d, g.Match(d)}
				matches[e.Text] = m
			}
			checked++
			if what := m.check(r, e); what != "" {
				failures = append(failures, Failure{Problem{r.file, e.Line, r.id, what}, e.Text})
			}
		}
	}
	return failures, checked, nil
}

// rule returns the rule of the id, nil if there is none.
func (g *Grammar) rule(id string) *rule {
	i := slices.IndexFunc(g.rules, func(r *rule) bool { return r.id == id })
	if i < 0 {
		return nil
	}
	return g.rules[i]
}

// reading is a sentence with what matched in it.
type reading struct {
	d       *doc.Doc
	matches []doc.Match
}

// check says how the rule breaks an example, "" if it does not.
func (x reading) check(r *rule, e Example) string {
	var heads []string
	var here *doc.Match
	for i := range x.matches {
		m := &x.matches[i]
		if m.Rule != r.id {
			continue
		}
		word := x.d.Word(m.Head)
		heads = append(heads, word)
		if here == nil && strings.EqualFold(word, e.Trigger) {
			here = m
		}
	}
	switch {
	case e.Trigger == "" && len(heads) > 0:
		return fmt.Sprintf("matches at %q, and must not", heads[0])
	case e.Trigger == "":
		return ""
	case len(heads) == 0:
		return "does not match"
	case here == nil:
		return fmt.Sprintf("matches at %s, not at %q", quoted(heads), e.Trigger)
	}
	var faults []string
	for _, want := range e.Args {
		var got []string
		for _, t := range here.Arg(want.Name) {
			got = append(got, x.d.Word(t))
		}
		if !slices.Equal(folded(got), folded(want.Words)) {
			faults = append(faults, fmt.Sprintf("%s is %s, not %s", want.Name, quoted(got), quoted(want.Words)))
		}
	}
	return strings.Join(faults, "; ")
}

// folded returns the words in lower case, in order.
func folded(words []string) []string {
	out := make([]string, len(words))
	for i, w := range words {
		out[i] = lower(w)
	}
	slices.Sort(out)
	return out
}

// quoted lists words for a message.
func quoted(words []string) string {
	if len(words) == 0 {
		return "nothing"
	}
	out := make([]string, len(words))
	for i, w := range words {
		out[i] = fmt.Sprintf("%q", w)
	}
	return strings.Join(out, ", ")
}
