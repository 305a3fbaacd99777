package parley

import "context"

// A store keeps records and what was made of them. Its methods give ErrNotFound
// for an ID that it does not know, ErrQuery for a Filter that makes no sense, and
// wrap ErrStore, ErrReadOnly, ErrFull, ErrNewer or ErrDamaged for faults of its
// own. All are safe for several goroutines at a time; writers wait for one another.

// Updater changes a store.
type Updater interface {
	// Update runs f over one transaction: all of what f does is kept, or, if f
	// returns an error or the program dies, nothing. f must not use the store
	// but through tx.
	Update(ctx context.Context, f func(tx Tx) error) error
}

// Tx is one transaction.
type Tx interface {
	RecordWriter
	RawWriter
	Groups
	LedgerWriter
	DecisionWriter
	FeedWriter
	FeedReader
	Rebuilder
	Tellings
	IncidentReader
	LedgerReader
}

// Rebuilder lets what was made of the records be made anew, after new weights.
type Rebuilder interface {
	// Records returns stored records by the article's ID, those behind after, limit
	// at most; none at the end. Start with "".
	Records(ctx context.Context, after string, limit int) ([]*Record, error)
	// Clear forgets the nodes, links and groups of a grouping, and the incidents or
	// undertakings (with their bearing) that were made of it. Decisions, records,
	// agreements and what people settled stay.
	Clear(ctx context.Context, g Grouping) error
}

// RecordWriter adds articles and what was made of their events.
type RecordWriter interface {
	// PutRecord adds an article with its record; false if the store has the
	// article already, which then stays as it is.
	PutRecord(ctx context.Context, r *Record) (added bool, err error)
	// PutIncidents writes incidents over those of the same ID, and drops those
	// whose IDs are in gone. The same holds for the groups of articles in
	// SetGroups, which need nothing else.
	PutIncidents(ctx context.Context, incidents []Incident, gone []string) error
}

// Groups is what grouping needs of a store; internal/cluster works on it.
type Groups interface {
	// PutNodes adds nodes; one that is there is written over.
	PutNodes(ctx context.Context, g Grouping, nodes []Node) error
	// InBlocks returns the nodes that lie in any of the blocks, by ID, each once.
	InBlocks(ctx context.Context, g Grouping, keys []string) ([]Node, error)
	// PutLinks adds links; one between the same two nodes is written over.
	PutLinks(ctx context.Context, g Grouping, links []Link) error
	// Component returns the nodes that are reached from ids over links of a Score
	// above 0 and over standing decisions of either verdict, ids included, by ID,
	// the links among them, by A and B, and those decisions, by ID. A node that a
	// decision names and the store lacks is left out; the decision is not.
	Component(ctx context.Context, g Grouping, ids []string) ([]Node, []Link, []Decision, error)
	// Around returns the nodes of ids that there are, by ID, the links of a Score
	// above 0 with an end among them, by A and B and without reasons, and the
	// standing decisions that name any of ids, by ID. It goes no further.
	Around(ctx context.Context, g Grouping, ids []string) ([]Node, []Link, []Decision, error)
	// GroupsOf returns the group of each node that is in one.
	GroupsOf(ctx context.Context, g Grouping, ids []string) (map[string]string, error)
	// SetGroups puts each node into the group named; other nodes stay where they are.
	SetGroups(ctx context.Context, g Grouping, groupOf map[string]string) error
}

// DecisionWriter keeps what people decide about groups.
type DecisionWriter interface {
	// Decide adds a decision and returns it with its ID.
	Decide(ctx context.Context, d Decision) (Decision, error)
	// PutDecision keeps a decision of another store as it is, with its ID, its times and
	// whether it was taken back; ErrQuery if the ID is in use or none (below 1).
	PutDecision(ctx context.Context, d Decision) error
	// Undo takes a decision back at d.Undone, for d.UndoneBy, and returns it; ErrNotFound, or
	// ErrQuery if it was taken back before.
	Undo(ctx context.Context, d Decision) (Decision, error)
}

// LedgerWriter keeps the ledger.
type LedgerWriter interface {
	// PutUndertakings writes undertakings with the events that bear on them over
	// those of the same ID, and drops those whose IDs are in gone.
	PutUndertakings(ctx context.Context, us []Undertaking, bearing map[string][]Bearing, gone []string) error
	// PutAgreement writes an agreement over the one of the same ID.
	PutAgreement(ctx context.Context, a Agreement) error
	// PutTalks writes talks over those of the same ID and drops those in gone.
	PutTalks(ctx context.Context, talks []Talks, gone []string) error
	// Settle puts a person's PAM on an undertaking: on the commitment that names
	// it, so that it survives regrouping. PAM.By empty takes it back.
	Settle(ctx context.Context, commitment string, p PAM) error
}

// Tellings returns events and commitments with their articles.
type Tellings interface {
	// Tellings returns the events of the IDs, in the order of ids; ErrNotFound
	// names the first that is missing.
	Tellings(ctx context.Context, events []string) ([]Telling, error)
	// CommitmentTellings does the same for commitments.
	CommitmentTellings(ctx context.Context, commitments []string) ([]CommitmentTelling, error)
}

// ArticleReader lists articles.
type ArticleReader interface {
	// Known tells which of the articles the store has.
	Known(ctx context.Context, articles []string) (map[string]bool, error)
	Articles(ctx context.Context, f Filter) (Page[ArticleInfo], error)
	// Article returns an article with all that was coded from it.
	Article(ctx context.Context, id string) (*Record, ArticleInfo, error)
	// Search lists articles by Filter.Text, with the words found.
	Search(ctx context.Context, f Filter) (Page[Hit], error)
}

// IncidentReader lists events and incidents.
type IncidentReader interface {
	Events(ctx context.Context, f Filter) (Page[Telling], error)
	Incidents(ctx context.Context, f Filter) (Page[Incident], error)
	// Incident returns the incident of an ID, or the one that holds the event of
	// that ID: its ID is then another than the one asked for.
	Incident(ctx context.Context, id string) (Incident, error)
}

// LedgerReader lists the ledger.
type LedgerReader interface {
	Undertakings(ctx context.Context, f Filter) (Page[Undertaking], error)
	// Undertaking returns an undertaking, by its own ID or that of one of its
	// commitments, and what bears on it.
	Undertaking(ctx context.Context, id string) (Undertaking, []Bearing, error)
	Agreements(ctx context.Context, f Filter) (Page[Agreement], error)
	Agreement(ctx context.Context, id string) (Agreement, error)
	Talks(ctx context.Context, f Filter) (Page[Talks], error)
	// Settled returns what people settled, by commitment.
	Settled(ctx context.Context, commitments []string) (map[string]PAM, error)
	// AllSettled returns all that people settled, by commitment.
	AllSettled(ctx context.Context) (map[string]PAM, error)
}

// ActorReader lists actors.
type ActorReader interface {
	Actors(ctx context.Context, f Filter) (Page[ActorInfo], error)
	Actor(ctx context.Context, id string) (ActorInfo, error)
}

// GroupReader shows why a group is one.
type GroupReader interface {
	// Links returns the links among nodes, the strongest first.
	Links(ctx context.Context, g Grouping, nodes []string) ([]Link, error)
	// Decisions returns the decisions that name any of nodes, all for nil, by ID.
	Decisions(ctx context.Context, g Grouping, nodes []string) ([]Decision, error)
}

// Counter counts incidents.
type Counter interface {
	// Count returns the cells of a filter, by Key. An incident counts on the first
	// day on which it can have been, and Filter.Period is about that day.
	Count(ctx context.Context, f Filter, by By) ([]Cell, error)
	// Daily returns how many incidents of a filter were on each day of its
	// period, which must be closed. An incident that may have been on several
	// days counts on the first.
	Daily(ctx context.Context, f Filter) ([]int, error)
	// Coverage returns what was read, week by week, of a period and outlet; weeks
	// without articles are left out.
	Coverage(ctx context.Context, f Filter) ([]Coverage, error)
	Sums(ctx context.Context) (Sums, error)
}

// Reader is all that can be asked of a store.
type Reader interface {
	ArticleReader
	RawReader
	IncidentReader
	LedgerReader
	ActorReader
	GroupReader
	FeedReader
	AddressReader
	Tellings
	Counter
}

// Snapshot answers all questions from one state of the store, the one that it had
// when the snapshot was taken, whatever is written meanwhile. It is safe for
// several goroutines, which wait for one another. It holds what the store then
// was: what is written while it is open takes room on the disk until it is closed.
type Snapshot interface {
	Reader
	// Close ends the snapshot. Closing twice is no error.
	Close() error
}

// Store is a store.
type Store interface {
	Updater
	Reader
	// Snapshot takes a snapshot, which must be closed before the store is. It waits
	// while too many are open. A store in memory is neither written nor asked but
	// through its snapshot while one is open.
	Snapshot(ctx context.Context) (Snapshot, error)
	Close() error
}
