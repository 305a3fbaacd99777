// Package process follows promises over many articles: which commitments are one
// undertaking, what came of it, by when it was due, and which later events bear on it.
package process

import (
	"io/fs"
	"time"

	"parley"
	"parley/internal/cluster"
)

// Ledger makes and compares the digests of commitments and sums them up. It is
// safe for several goroutines at a time.
type Ledger struct{}

// New reads data/process.
func New(fsys fs.FS) (*Ledger, error) { return &Ledger{}, nil }

// Nodes returns the commitments of r as nodes of Undertakings, in the order of
// r.Commitments.
func (l *Ledger) Nodes(r *parley.Record) ([]parley.Node, error) { return nil, nil }

// Digest is what is compared and summed up of a commitment; all of an
// undertaking but its bearing events follows from the digests of its commitments.
type Digest struct {
	Commitment string // its ID
	Article    string
}

// Model returns the pair model of commitments.
func (l *Ledger) Model() cluster.Model[*Digest] { return nil }

// Context is what an undertaking is seen in besides its own tellings.
type Context struct {
	// Family gives the family of an article by the article's ID.
	Family func(article string) string
	// Agreements are those known, to name the one that an undertaking stands in
	// and to reckon terms from its day of signing.
	Agreements []parley.Agreement
	// Settled is what people put on the scale, by commitment.
	Settled map[string]parley.PAM
}

// Undertaking sums up a group of commitments, and the events that bear on it.
func (l *Ledger) Undertaking(g cluster.Group, c Context, bearing []parley.Bearing) (parley.Undertaking, error) {
	return parley.Undertaking{ID: g.ID}, nil
}

// Wants returns the filters that find the incidents that may bear on u; none for
// a theme on which no event bears. Each is small: a country, a period, types.
func (l *Ledger) Wants(u parley.Undertaking) []parley.Filter { return nil }

// Touches returns the themes, with the country, whose undertakings in may bear on.
func (l *Ledger) Touches(in parley.Incident) (country string, themes []string) { return "", nil }

// Bears says whether and how an incident bears on u. tellings are those of in.
func (l *Ledger) Bears(u parley.Undertaking, in parley.Incident, tellings []parley.Telling) (parley.Bearing, bool) {
	return parley.Bearing{}, false
}

// Detail sets out all that is known of u. tellings are those of its commitments,
// in the order of u.Commitments.
func (l *Ledger) Detail(u parley.Undertaking, tellings []parley.CommitmentTelling, bearing []parley.Bearing, links []parley.Link) parley.UndertakingDetail {
	return parley.UndertakingDetail{Undertaking: u, Tellings: tellings, Bearing: bearing, Links: links}
}

// AsOf returns the status of u on a day: a pending undertaking whose deadline is
// past is lapsed, and how many days it is overdue; 0 where it is not.
func AsOf(u parley.Undertaking, day time.Time) (status parley.CommitmentStatus, overdue int) {
	return u.Status, 0
}
