package what

import (
	"sort"

	"parley"
	"parley/internal/doc"
	"parley/internal/what/draft"
	"parley/internal/what/ontology"
)

// drafts makes one draft of each trigger for which a rule with a type of
// PLOVER matched, in the order of the triggers' heads.
func (c *coder) drafts(d *doc.Doc) []*draft.Event {
	byHead := map[int][]int{}
	var heads []int
	for i := range d.Matches {
		m := &d.Matches[i]
		if t, _ := ontology.Split(m.Label); t == "" {
			continue
		}
		if byHead[m.Head] == nil {
			heads = append(heads, m.Head)
		}
		byHead[m.Head] = append(byHead[m.Head], i)
	}
	sort.Ints(heads)
	var events []*draft.Event
	for _, h := range heads {
		events = append(events, newDraft(d, h, byHead[h]))
	}
	return events
}

// newDraft makes the draft of the matches, all with the trigger head. The best
// match decides type and mode; those of other types are left out.
func newDraft(d *doc.Doc, head int, matches []int) *draft.Event {
	sort.SliceStable(matches, func(i, j int) bool { return better(&d.Matches[matches[i]], &d.Matches[matches[j]]) })
	t, mode := ontology.Split(d.Matches[matches[0]].Label)
	e := &draft.Event{Type: t, Mode: mode, Head: head, Heads: []int{head}, Sentence: sentenceOf(d, head), Quote: doc.None, StatusAt: doc.None}
	e.When.Time, e.Where.At = doc.None, doc.None
	for _, m := range matches {
		if u, _ := ontology.Split(d.Matches[m].Label); u == t {
			e.Matches = append(e.Matches, m)
		}
	}
	return e
}

// better orders the matches of one trigger: a later pass has seen more, a label
// with a mode says more, and so do more words and arguments.
func better(a, b *doc.Match) bool {
	_, am := ontology.Split(a.Label)
	_, bm := ontology.Split(b.Label)
	switch {
	case a.Priority != b.Priority:
		return a.Priority > b.Priority
	case (am != "") != (bm != ""):
		return am != ""
	case a.Trigger.Last-a.Trigger.First != b.Trigger.Last-b.Trigger.First:
		return a.Trigger.Last-a.Trigger.First > b.Trigger.Last-b.Trigger.First
	case len(a.Args) != len(b.Args):
		return len(a.Args) > len(b.Args)
	}
	return false // the order of the rules
}

// sentenceOf returns the index of the sentence that holds the token.
func sentenceOf(d *doc.Doc, token int) int {
	return sort.Search(len(d.Sentences), func(i int) bool { return d.Sentences[i].Last > token })
}

// peaceful returns the drafts that are no violence.
func peaceful(drafts []*draft.Event) []*draft.Event {
	var out []*draft.Event
	for _, e := range drafts {
		if ontology.Kind(e.Type, e.Mode) != parley.Violence {
			out = append(out, e)
		}
	}
	return out
}
