package doc

import (
	"fmt"
	"slices"

	"parley"
)

// statuses are those that an event may have.
var statuses = []parley.Status{
	parley.Happened, parley.Alleged, parley.Denied, parley.Planned, parley.Threatened, parley.Demanded, parley.Offered, parley.Refused,
}

// checkMatches returns the first match that points outside the document.
func checkMatches(d *Doc) error {
	for i, m := range d.Matches {
		if m.Head < 0 || m.Head >= len(d.Tokens) || m.Trigger.First < 0 || m.Trigger.Empty() || m.Trigger.Last > len(d.Tokens) {
			return fmt.Errorf("match %d of rule %s: trigger %v, head %d outside the tokens", i, m.Rule, m.Trigger, m.Head)
		}
		for _, a := range m.Args {
			if a.Token < 0 || a.Token >= len(d.Tokens) || a.Match < None || a.Match >= len(d.Matches) {
				return fmt.Errorf("match %d of rule %s: argument %s at token %d, match %d", i, m.Rule, a.Name, a.Token, a.Match)
			}
		}
	}
	return nil
}

// checkRecord returns the first value of the coder that breaks the contract of
// its type: evidence whose words are not where it says, an event without a
// trigger or with a status that there is not, a toll whose bounds are crossed.
func checkRecord(d *Doc) error {
	for i, e := range d.Events {
		if len(e.Evidence) == 0 || e.Evidence[0].Role != "trigger" {
			return fmt.Errorf("event %d, %s: its first evidence is no trigger", i, e.Type)
		}
		if !slices.Contains(statuses, e.Status) {
			return fmt.Errorf("event %d, %s: status %q", i, e.Type, e.Status)
		}
		if err := checkRanges(e); err != nil {
			return fmt.Errorf("event %d, %s: %w", i, e.Type, err)
		}
		if err := d.checkEvidence(e.Evidence); err != nil {
			return fmt.Errorf("event %d, %s: %w", i, e.Type, err)
		}
	}
	for i, c := range d.Commitments {
		if err := d.checkEvidence(c.Evidence); err != nil {
			return fmt.Errorf("commitment %d, %s: %w", i, c.Kind, err)
		}
	}
	for i, s := range d.Statements {
		if err := d.checkEvidence(s.Evidence); err != nil {
			return fmt.Errorf("statement %d: %w", i, err)
		}
	}
	return nil
}

// checkRanges returns an error for a range whose lower bound is negative or
// above the upper one.
func checkRanges(e parley.Event) error {
	all := []*parley.Range{e.Killed, e.Injured}
	for i := range e.Tolls {
		all = append(all, &e.Tolls[i].Range)
	}
	for _, a := range e.Accounts {
		all = append(all, a.Killed, a.Injured)
	}
	for _, r := range all {
		if r == nil {
			continue
		}
		if r.Low != nil && *r.Low < 0 || r.Low != nil && r.High != nil && *r.Low > *r.High {
			return fmt.Errorf("a toll from %d to %d", *r.Low, *r.High)
		}
	}
	return nil
}

func (d *Doc) checkEvidence(list []parley.Evidence) error {
	for _, v := range list {
		at := Evidence{In: Part(v.In), Line: v.Line, Start: v.Start, End: v.End}
		if v.Quote == "" || d.Quote(at) != v.Quote {
			return fmt.Errorf("evidence %q for its %s is not at bytes %d to %d", v.Quote, v.Role, v.Start, v.End)
		}
	}
	return nil
}
