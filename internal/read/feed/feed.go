// Package feed reads RSS, Atom and JSON feeds, finds the feeds that a page names,
// and reads and writes lists of feeds as OPML.
//
// Feeds are read by gofeed. Around it stands what feeds in the wild need: bytes in
// another encoding than they state, something else served as a feed, one broken
// item among good ones, a feed that ends in its middle, items without a name of
// their own. What is left out is named in Feed.Faults, what is mended in Feed.Notes.
package feed

import (
	"fmt"
	"strings"

	"parley"
)

// MaxItems is how many items of a feed are read; those behind are left out, which
// Feed.Faults says. Feeds have their newest items first.
const MaxItems = 2000

// Feed is a feed as it states itself.
type Feed struct {
	// Kind is "RSS 2.0", "Atom 1.0", "JSON Feed 1.1" and the like.
	Kind string
	// Encoding names the encoding of the bytes as it was found.
	Encoding              string
	Title, Site, Language string
	// Self is its own address as it states it; empty if not.
	Self string
	// TTL is how many minutes it asks to wait between two polls (ttl, or
	// sy:updatePeriod and sy:updateFrequency); 0 for not told.
	TTL int
	// SkipHours are the hours of the day, UTC, 0 to 23, in which it asks not to be
	// polled, in their order.
	SkipHours []int
	Items     []Item
	// Faults are what is wrong with parts of it, which were left out; they wrap
	// parley.ErrSyntax. Notes are what was mended, so that nothing was lost.
	Faults []error
	Notes  []string

	author string // of the items that name none
}

// Item is one entry of a feed.
type Item struct {
	// Key is its guid or id, else its link, else a hash of its title and text. No
	// two items of a feed have the same.
	Key string
	// URL is the article's page, absolute; empty if it has none.
	URL                     string
	Title, Author, Language string
	// Published and Updated are as written.
	Published, Updated string
	// HTML is what the feed gives of the text; Full is true where that is meant to
	// be all of it (content:encoded, Atom content, content_html).
	HTML string
	Full bool
}

// Parse reads a feed. mediaType is as served, base the address of the feed, both
// may be empty. The error wraps parley.ErrFormat (no feed), ErrSyntax or ErrEmpty.
func Parse(body []byte, mediaType, base string) (*Feed, error) {
	all, encoding, notes := decode(body, mediaType)
	text, junk, kind, err := sniff(all)
	if err != nil {
		return nil, err
	}
	if junk != "" {
		notes = append(notes, junk+" before the feed")
	}
	if kind != kindJSON && strings.Contains(all[:min(len(all), maxJunk)], "<!ENTITY") {
		notes = append(notes, "it declares entities of its own, which are not put in")
	}
	f := &Feed{Encoding: encoding, Notes: notes}
	if kind == kindJSON {
		err = f.readJSON(text)
	} else {
		err = f.readXML(text, kind)
	}
	if err != nil {
		return nil, err
	}
	f.finish(base)
	return f, nil
}

// most is how many faults, and notes, of a feed that is broken throughout are told.
const most = 100

// fault notes that a part is left out; the error wraps parley.ErrSyntax.
func (f *Feed) fault(format string, args ...any) {
	if len(f.Faults) < most {
		f.Faults = append(f.Faults, part{fmt.Errorf(format, args...)})
	}
}

// part is a fault of a part: in its own words, but a fault of syntax.
type part struct{ error }

func (p part) Unwrap() error        { return p.error }
func (p part) Is(target error) bool { return target == parley.ErrSyntax }

// notef notes that something is mended.
func (f *Feed) notef(format string, args ...any) {
	if len(f.Notes) < most {
		f.Notes = append(f.Notes, fmt.Sprintf(format, args...))
	}
}

func syntax(format string, args ...any) error {
	return fmt.Errorf("%w: %w", errSyntax, fmt.Errorf(format, args...))
}

// errSyntax has other words than parley.ErrSyntax, which speaks of JSON Lines.
var errSyntax error = syntaxError{}

type syntaxError struct{}

func (syntaxError) Error() string        { return "the feed is broken" }
func (syntaxError) Is(target error) bool { return target == parley.ErrSyntax }
