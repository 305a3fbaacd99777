package clause_test

import (
	"slices"
	"testing"

	"parley"
	"parley/data"
	"parley/internal/doc"
	"parley/internal/what/clause"
	"parley/internal/what/draft"
)

// TestReadByRule holds that a rule which asks for the negation or the modal of
// its trigger itself keeps its status, and that any other rule loses it to them.
func TestReadByRule(t *testing.T) {
	r, err := clause.New(data.FS)
	if err != nil {
		t.Fatal(err)
	}
	for _, x := range []struct {
		text, trigger string
		fixed         parley.Status
		read          bool
		want          parley.Status
	}{
		{"The rebels will not attend the talks in Juba.", "attend", parley.Refused, true, parley.Refused},
		{"The envoys did not reject the offer of talks.", "reject", parley.Refused, false, parley.Denied},
		{"The army will resume the war unless the garrison leaves Kidal.", "resume", parley.Threatened, true, parley.Threatened},
		{"Kenya will demand an apology from Somalia.", "demand", parley.Demanded, false, parley.Planned},
		{"The rebels reportedly will not attend the talks in Juba.", "attend", parley.Refused, true, parley.Refused},
	} {
		d := reading(t, x.text)
		head := slices.IndexFunc(d.Tokens, func(k doc.Token) bool { return d.Text[k.Start:k.End] == x.trigger })
		attrs := []doc.Attr{{Name: "status", Value: string(x.fixed)}}
		if x.read {
			attrs = append(attrs, doc.Attr{Name: "clause", Value: "read"})
		}
		d.Matches = []doc.Match{{Rule: "a.rule", Label: "REJECT", Head: head, Trigger: doc.Range{First: head, Last: head + 1}, Attrs: attrs}}
		e := &draft.Event{Type: parley.Reject, Head: head, Heads: []int{head}, Matches: []int{0}}
		r.Read(d, e)
		if e.Status != x.want {
			t.Errorf("%s: %q is %s, want %s", x.text, x.trigger, e.Status, x.want)
		}
	}
}
