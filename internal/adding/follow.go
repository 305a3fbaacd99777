package adding

import (
	"parley"
)

// follow finds what decisions name of an old record in the new one.
func (c *recoding) follow(old, now *parley.Record) {
	if len(c.nodes) == 0 {
		return
	}
	if _, named := c.nodes[old.Article.ID]; named {
		c.nodes[old.Article.ID] = now.Article.ID
	}
	var was, is []told
	for _, e := range old.Events {
		was = append(was, told{e.ID, string(e.Type), trigger(e.Evidence)})
	}
	for _, e := range now.Events {
		is = append(is, told{e.ID, string(e.Type), trigger(e.Evidence)})
	}
	c.match(was, is)
	was, is = nil, nil
	for _, x := range old.Commitments {
		was = append(was, told{x.ID, string(x.Kind), trigger(x.Evidence)})
	}
	for _, x := range now.Commitments {
		is = append(is, told{x.ID, string(x.Kind), trigger(x.Evidence)})
	}
	c.match(was, is)
}

// told is an event or a commitment by what a person would know it by.
type told struct {
	id, sort string
	trigger  parley.Evidence
}

// trigger returns the words that an event or a commitment hangs on.
func trigger(all []parley.Evidence) parley.Evidence {
	for _, e := range all {
		if e.Role == "trigger" {
			return e
		}
	}
	if len(all) > 0 {
		return all[0]
	}
	return parley.Evidence{}
}

// match finds each of was that a decision names among is: the same ID, else the
// same trigger (the first "killed" is the first "killed") of the same sort, else of
// any sort.
func (c *recoding) match(was, is []told) {
	taken := make(map[string]bool)
	for _, w := range was {
		if _, named := c.nodes[w.id]; !named {
			continue
		}
		for _, same := range []func(a, b told) bool{
			func(a, b told) bool { return a.id == b.id },
			func(a, b told) bool {
				return a.sort == b.sort && a.trigger.Quote == b.trigger.Quote && rank(was, a) == rank(is, b)
			},
			func(a, b told) bool { return a.trigger.Quote == b.trigger.Quote && rank(was, a) == rank(is, b) },
		} {
			if to := find(is, taken, func(b told) bool { return same(w, b) }); to != "" {
				c.nodes[w.id] = to
				taken[to] = true
				break
			}
		}
	}
}

func find(among []told, taken map[string]bool, same func(told) bool) string {
	for _, t := range among {
		if !taken[t.id] && same(t) {
			return t.id
		}
	}
	return ""
}

// rank counts the triggers of the same words before one.
func rank(among []told, of told) int {
	n := 0
	for _, t := range among {
		if t.trigger.Quote == of.trigger.Quote && t.trigger.Start < of.trigger.Start {
			n++
		}
	}
	return n
}
