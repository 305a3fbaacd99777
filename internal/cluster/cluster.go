// Package cluster puts nodes into groups: blocks say which nodes are compared, a
// model says how alike two are and why, people's decisions are kept, and what is
// grouped does not depend on the order in which nodes came.
//
// # What reaches what
//
// A link is a pair whose score is above 0, or above what a Firm model asks for.
// Nodes hang together over links, and over standing decisions of either verdict.
// All that hangs together is a component, and the groups of a component are a
// function of its nodes, their links and those decisions. Adding nodes gives what
// a fresh run over all would, but touches less than the components that they
// reach: their blocks, the groups next to them, and where one of these comes out
// otherwise than it was, the groups next to that (region.go says why that will do).
//
// A score that makes no link is evidence still: it counts in the mean between two
// clusters, but it ties nothing together, and it is not stored, since it can be
// had again from the two digests. With scores of 0 or below that loses nothing:
// two clusters merge only while their mean is above 0, which needs at least one
// score above 0 between them. A Firm model asks for one link between them too.
//
// # How groups are made
//
// Average linkage: the two clusters of the highest mean score over all pairs of
// their members merge, as long as that mean is above 0. Of equal means the one
// goes first whose first member (by Order, then ID) comes first, then the other's.
// Decisions stand above scores: clusters that hold members decided apart never
// merge, and clusters that hold members decided the same are one group, however
// unlike they are. They are joined after the merging, not before it: what
// somebody joined by hand would else be too mixed to take in the next report of
// either part.
//
// Cost: a fresh node is compared with all of its blocks, each pair once. A block
// of n nodes costs n²/2 comparisons over its life, whatever the batches; keys
// must be made so that no block holds more than some thousands. Nothing is cut
// off in a large one, since what is cut would depend on the order of arrival.
// Memory holds the blocks of the nodes added at once, and what they touch.
package cluster

import "parley"

// Model compares the nodes of one grouping. It is used by several goroutines at
// a time.
type Model[D any] interface {
	// Grouping is what the model groups; its prefix begins the groups' IDs.
	Grouping() parley.Grouping
	// Decode reads a node's digest.
	Decode(n parley.Node) (D, error)
	// Compare returns the log-odds that a and b are the same, with reasons that
	// add up to them. It is symmetric and never NaN. A score of 0 or below is not
	// kept, so that its reasons may be nil. Where ok is false the score counts as
	// the model's Unlinked.
	Compare(a, b D) (score float64, reasons []parley.Reason, ok bool)
	// Unlinked is what two nodes that share no block count in the mean between two
	// clusters; below 0.
	Unlinked() float64
}

// Firm is a model whose scores just above 0 are so many that components would grow
// with the store, each day's news tied to the next day's.
type Firm interface {
	// Firm is the score above which a pair is a link; above 0. Two clusters
	// without any link between them stay apart, whatever their mean.
	Firm() float64
}

// floor is the score above which a pair of m is a link.
func floor[D any](m Model[D]) float64 {
	if f, ok := m.(Firm); ok {
		return max(0, f.Firm())
	}
	return 0
}

// Group is a group as it is now.
type Group struct {
	// ID is the grouping's prefix and the ID of the first of Nodes.
	ID string
	// Nodes are its members by Order, then ID.
	Nodes []parley.Node
	// Decided is true where a standing decision holds two of its members
	// together, or one of them apart from another node.
	Decided bool
}

// Changes are what a step made of the groups.
type Changes struct {
	// Now are the groups that are new or have other members than before, by ID;
	// after a decision also those that it names.
	Now []Group
	// Gone are the IDs that are no group's any more, sorted.
	Gone []string
	// Moved are the nodes whose group's ID is another than before, by ID, new
	// nodes among them.
	Moved []string
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
