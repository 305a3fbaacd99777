// Package cluster puts nodes into groups: blocks say which nodes are compared, a
// model says how alike two are and why, people's decisions are kept, and what is
// grouped does not depend on the order in which nodes came.
//
// A group is a function of the nodes, links and decisions that hang together, so
// adding a few nodes touches their blocks and the components that they reach, and
// gives what a fresh run over all nodes would.
package cluster

import (
	"context"

	"parley"
)

// Model compares the nodes of one grouping.
type Model[D any] interface {
	// Grouping is what the model groups; its prefix begins the groups' IDs.
	Grouping() parley.Grouping
	// Decode reads a node's digest.
	Decode(n parley.Node) (D, error)
	// Compare returns the log-odds that a and b are the same, with reasons that
	// add up to them. It is symmetric. Where ok is false the pair is not worth
	// keeping and counts as the model's Unlinked.
	Compare(a, b D) (score float64, reasons []parley.Reason, ok bool)
	// Unlinked is what two nodes without a link count in the mean between two
	// groups; below 0.
	Unlinked() float64
}

// Group is a group as it is now.
type Group struct {
	// ID is the grouping's prefix and the ID of the first of Nodes.
	ID string
	// Nodes are its members by Order, then ID.
	Nodes []parley.Node
	// Decided is true where a standing decision names two of its members as the
	// same, or one of them as apart from another node.
	Decided bool
}

// Changes are the groups that a step made or changed, by ID, and the IDs that
// are no group's any more.
type Changes struct {
	Now  []Group
	Gone []string
}

// Add puts fresh nodes into s, compares them with what lies in their blocks, and
// groups anew whatever they reach. Nodes that s has already change nothing.
func Add[D any](ctx context.Context, s parley.Groups, m Model[D], fresh []parley.Node) (Changes, error) {
	return Changes{}, nil
}

// Regroup groups anew whatever the nodes of ids reach, after a decision on them.
func Regroup[D any](ctx context.Context, s parley.Groups, m Model[D], ids []string) (Changes, error) {
	return Changes{}, nil
}

// Fresh groups nodes without a store: what Add must come to in any order.
func Fresh[D any](m Model[D], nodes []parley.Node, decisions []parley.Decision) ([]Group, []parley.Link, error) {
	return nil, nil, nil
}

// Prefix returns what the IDs of a grouping's groups begin with.
func Prefix(g parley.Grouping) string {
	switch g {
	case parley.Incidents:
		return "i-"
	case parley.Undertakings:
		return "u-"
	case parley.Families:
		return "f-"
	case parley.Stories:
		return "s-"
	}
	return ""
}
