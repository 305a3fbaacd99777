// Package fetch gets pages and feeds from the web, politely and within bounds.
//
// It asks robots.txt, waits between two visits to one host, follows few
// redirects, refuses private and local addresses unless they are allowed, and
// bounds the size, the time and what compressed bytes unpack to. It sends no
// cookies, no referer, no credentials, and uses no proxy. docs/fetching.md says
// what is decided and why.
package fetch

import (
	"context"
	"net/http"
	"time"
)

// Options are the bounds of a client; the zero value of each means its default.
type Options struct {
	// UserAgent names the program and where to complain. Its first word, up to a
	// slash, is the name that robots.txt is asked for, besides "parley".
	UserAgent string
	// AllowPrivate permits addresses of the own machine and of private networks,
	// and any port.
	AllowPrivate bool
	// IgnoreRobots leaves robots.txt unread: for an address that a person typed.
	IgnoreRobots bool
	// MaxBody bounds the body in bytes, packed and unpacked; 16 MiB.
	MaxBody int64
	// MaxRedirects is how many to follow; 5. Below zero: none.
	MaxRedirects int
	// Timeout bounds one request from its start to the last byte; 30 s. The wait
	// for other requests to the same host does not count, each redirect counts anew.
	Timeout time.Duration
	// Delay is the least time from the end of one visit to a host to the start of
	// the next; 2 s, below zero: none. What robots.txt asks for wins if it is
	// longer, up to a minute. A visit is a request with the robots.txt before it
	// and the redirects behind it that stay on the host.
	Delay time.Duration
}

// The defaults of Options.
const (
	DefaultUserAgent    = "Parley/1.0 (reader of news for research; address of its user not given)"
	DefaultMaxBody      = 16 << 20
	DefaultMaxRedirects = 5
	DefaultTimeout      = 30 * time.Second
	DefaultDelay        = 2 * time.Second
)

// withDefaults fills in what is not set.
func (o Options) withDefaults() Options {
	if o.UserAgent == "" {
		o.UserAgent = DefaultUserAgent
	}
	if o.MaxBody <= 0 {
		o.MaxBody = DefaultMaxBody
	}
	if o.MaxRedirects == 0 {
		o.MaxRedirects = DefaultMaxRedirects
	}
	o.MaxRedirects = max(0, o.MaxRedirects)
	if o.Timeout <= 0 {
		o.Timeout = DefaultTimeout
	}
	if o.Delay == 0 {
		o.Delay = DefaultDelay
	}
	o.Delay = max(0, o.Delay)
	return o
}

// Client gets pages. It is safe for several goroutines at a time.
type Client struct {
	opts   Options
	agents []string // names that robots.txt may call us by
	http   http.RoundTripper
	hosts  *hosts
	robots *robotsCache
	clock  clock
}

// New returns a client.
func New(o Options) *Client {
	o = o.withDefaults()
	return &Client{
		opts:   o,
		agents: agentNames(o.UserAgent),
		http:   newTransport(o, nil),
		hosts:  newHosts(systemClock{}),
		robots: newRobotsCache(),
		clock:  systemClock{},
	}
}

// Close closes connections that are kept open for another request to their host.
// The client can still be used.
func (c *Client) Close() {
	if t, ok := c.http.(*http.Transport); ok {
		t.CloseIdleConnections()
	}
}

// clock is the time, so that tests need not wait for it.
type clock interface {
	now() time.Time
	// sleep returns after d, or earlier with the error of ctx.
	sleep(ctx context.Context, d time.Duration) error
}

type systemClock struct{}

func (systemClock) now() time.Time { return time.Now() }

func (systemClock) sleep(ctx context.Context, d time.Duration) error {
	t := time.NewTimer(d)
	defer t.Stop()
	select {
	case <-t.C:
		return nil
	case <-ctx.Done():
		return ctx.Err()
	}
}

// Request is what to get.
type Request struct {
	// URL is an address of http or https. A fragment is dropped.
	URL string
	// ETag and LastModified are those of the answer that the asker has, as that
	// answer stated them; they are sent back unchanged.
	ETag, LastModified string
	// Accept is the kinds wanted; empty for pages of the web.
	Accept string
}

// The kinds to ask for.
const (
	AcceptPages = "text/html, application/xhtml+xml;q=0.9, text/plain;q=0.5, */*;q=0.1"
	AcceptFeeds = "application/atom+xml, application/rss+xml, application/feed+json, application/xml;q=0.9, text/xml;q=0.9, application/json;q=0.8, */*;q=0.1"
)

// Response is an answer of status 200, 203 or 304.
type Response struct {
	// URL is where the answer is from, after redirects; Moved is where the asked
	// address has moved for good (301, 308), empty if it has not.
	URL, Moved string
	Status     int
	Header     http.Header
	// Body is unpacked; nil where NotModified.
	Body []byte
	// MediaType is the Content-Type as served; found from the first bytes where
	// none is served, or one that cannot be read or says nothing.
	MediaType          string
	ETag, LastModified string
	NotModified        bool
	At                 time.Time // UTC, of the last byte
	// NoArchive is true where the server asks that no copy be shown (the header
	// X-Robots-Tag with noarchive or none, to all or to us).
	NoArchive bool
	// Notes are remarks on the way here: a redirect from https to http, bytes that
	// were not packed as the server said.
	Notes []string
}
