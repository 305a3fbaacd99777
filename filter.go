package parley

import "strings"

// Filter narrows a listing; the zero Filter lets everything through but
// background. A field that a listing has no use for is ignored by it. The values
// within a field are alternatives, the fields must all hold. Names are compared
// without regard to case and diacritics. Of articles, what a filter says of
// happenings must hold for one event that the article tells; Period is about the
// day of publication.
type Filter struct {
	// Period lets through what can have been on one of its days; for an
	// undertaking that is when it was made, or first reported if that is not known.
	Period Period
	// Countries are ISO 3166-1 alpha-3 codes.
	Countries []string
	// Admin1 and Place are names as records have them, in any case.
	Admin1, Place string
	Kinds         []EventKind
	Types         []EventType
	Modes         []Mode
	Statuses      []Status
	Standings     []Standing
	// Actor is an actor's ID as it stands, or else a name or a part of one in any
	// case; those whose Side it is count too. Role is RoleSource, RoleTarget or empty for any.
	Actor string
	Role  Role
	// KilledMin and KilledMax bound Killed.Best, of an event Killed.Low (High where
	// that is nil), ends included; nil for no bound.
	KilledMin, KilledMax *int
	// Outlet lets through what at least one article of that outlet tells.
	Outlet string
	// Article is an article's ID: what it tells.
	Article string
	// Text is a query of words over titles and texts: words must all be there,
	// "…" is a phrase, -word must not, OR is either, word* a beginning.
	Text string
	// Background lets through what is told as history or context only.
	Background bool
	// Languages are languages of articles, told apart as Language does: "fr" and
	// "fr-CA" are one. Articles and Search read them, and nothing else does.
	Languages []string

	// The rest is for the ledger. For Undertakings, Actor is who has to do it
	// (RoleSource), who is owed it (RoleTarget) or either.
	Themes             []string
	Agreement          string
	CommitmentKinds    []CommitmentKind
	CommitmentStatuses []CommitmentStatus
	// Due lets through what has a deadline that ends in the period.
	Due Period

	// Order is one of the listing's orders; empty is its first.
	Order Order
	// Limit is how many to give at most; 0 is 100, more than 1000 is 1000.
	Limit int
	// After is Page.Next of the page before; empty for the first.
	After string
}

// Language returns the language of a tag without region and script, in lower case
// ("pt" of "pt-BR"); "und" of an empty tag. Articles are counted and listed by it.
func Language(tag string) string {
	if i := strings.IndexAny(tag, "-_"); i >= 0 {
		tag = tag[:i]
	}
	if tag = strings.ToLower(strings.TrimSpace(tag)); tag == "" {
		return "und"
	}
	return tag
}

// Coded reports whether articles of a language are coded: English alone is.
func Coded(tag string) bool { return Language(tag) == "en" }

// Role is the side of a happening on which an actor stands.
type Role string

// The roles.
const (
	RoleSource Role = "source"
	RoleTarget Role = "target"
)

// Order is the order of a listing; ties go by ID. By day, a happening that has no
// date goes by its first report, and what has no day at all comes last.
type Order string

// The orders. Incidents, events and articles know OrderNewest, OrderOldest, and
// incidents OrderKilled and OrderReports too; the ledger knows OrderDue,
// OrderNewest and OrderOldest; agreements and talks OrderNewest and OrderOldest;
// actors OrderReports; a search OrderRank, OrderNewest and OrderOldest. Of more
// matches than a store ranks, the others follow, the last added first.
const (
	OrderNewest  Order = "newest"
	OrderOldest  Order = "oldest"
	OrderKilled  Order = "killed"  // most killed (Best) first
	OrderReports Order = "reports" // told by most families first; for actors, in most incidents
	OrderDue     Order = "due"     // first deadline first, those without one last
	OrderRank    Order = "rank"    // best match first
)

// Page is a part of a listing.
type Page[T any] struct {
	Items []T `json:"items"`
	// Next goes into Filter.After for what follows; empty at the end.
	Next string `json:"next,omitempty"`
}
