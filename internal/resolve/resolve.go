// Package resolve makes incidents of events: it says which events, of all
// articles, are the same happening and why, and what they add up to.
package resolve

import (
	"io/fs"

	"parley"
	"parley/internal/cluster"
)

// Resolver makes and compares the digests of events and sums them up. It is safe
// for several goroutines at a time.
type Resolver struct{}

// New reads data/resolve.
func New(fsys fs.FS) (*Resolver, error) { return &Resolver{}, nil }

// Nodes returns the events of r as nodes of Incidents, in the order of r.Events.
func (r *Resolver) Nodes(rec *parley.Record) ([]parley.Node, error) { return nil, nil }

// Model returns the pair model of events.
func (r *Resolver) Model() cluster.Model[*Digest] { return nil }

// Digest is what is compared and summed up of an event; all that a listing of
// incidents shows follows from the digests of its events.
type Digest struct {
	Event   string // its ID
	Article string // the article's ID
}

// Incident sums up a group of events. family gives the family of an article by
// the article's ID.
func (r *Resolver) Incident(g cluster.Group, family func(article string) string) (parley.Incident, error) {
	return parley.Incident{ID: g.ID}, nil
}

// Detail sets out all that is known of an incident. tellings are those of its
// events, in the order of in.Events.
func (r *Resolver) Detail(in parley.Incident, tellings []parley.Telling, links []parley.Link, decisions []parley.Decision) parley.IncidentDetail {
	return parley.IncidentDetail{Incident: in, Tellings: tellings, Links: links, Decisions: decisions}
}
