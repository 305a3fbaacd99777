package fetch

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"net/url"
	"slices"
	"strings"
	"time"
)

// Get gets a page. The error is an *Error. A context that ends while the request
// waits for its host ends the wait.
func (c *Client) Get(ctx context.Context, r Request) (*Response, error) {
	u, err := c.parseURL(r.URL)
	if err != nil {
		return nil, &Error{URL: shown(r.URL), Err: err}
	}
	t := &trip{c: c, req: r, forGood: true}
	defer t.leave()
	for {
		res, next, err := t.hop(ctx, u)
		if err != nil {
			return nil, err
		}
		if next == nil {
			return res, nil
		}
		u = next
	}
}

// trip is one request with its redirects.
type trip struct {
	c       *Client
	req     Request
	seen    []string // addresses asked for so far
	moved   string   // where all redirects so far were for good
	forGood bool
	notes   []string
	at      string // key of the host that is held, "" for none
	delay   time.Duration
}

// hostKey is what the requests that wait for one another have in common.
func hostKey(u *url.URL) string { return strings.TrimPrefix(u.Hostname(), "www.") }

// enter waits for the host of u, unless the trip is there already.
func (t *trip) enter(ctx context.Context, u *url.URL) error {
	key := hostKey(u)
	if t.at == key {
		return nil
	}
	t.leave()
	if err := t.c.hosts.enter(ctx, key); err != nil {
		return &Error{URL: u.String(), Again: true, Err: err}
	}
	t.at, t.delay = key, t.c.opts.Delay
	return nil
}

// leave lets the next one to the host at which the trip is.
func (t *trip) leave() {
	if t.at != "" {
		t.c.hosts.leave(t.at, t.delay)
		t.at = ""
	}
}

// hop asks one address. It returns the answer, or where to go on.
func (t *trip) hop(ctx context.Context, u *url.URL) (*Response, *url.URL, error) {
	t.seen = append(t.seen, u.String())
	if err := t.enter(ctx, u); err != nil {
		return nil, nil, err
	}
	if !t.c.opts.IgnoreRobots {
		rules, err := t.c.rules(ctx, u)
		if err != nil {
			return nil, nil, err
		}
		t.delay = max(t.delay, min(rules.delay, longestDelay))
		if !rules.allows(u) {
			return nil, nil, &Error{URL: u.String(), Err: ErrRobots}
		}
	}
	within, cancel := context.WithTimeout(ctx, t.c.opts.Timeout)
	defer cancel()
	res, err := t.c.send(within, u, t.req)
	if err != nil {
		return nil, nil, t.c.netFault(ctx, u.String(), err)
	}
	defer func() { _ = res.Body.Close() }()
	if isRedirect(res) {
		next, err := t.follow(u, res)
		return nil, next, err
	}
	out, err := t.answer(ctx, u, res)
	return out, nil, err
}

// send sends one request.
func (c *Client) send(ctx context.Context, u *url.URL, r Request) (*http.Response, error) {
	req, err := http.NewRequestWithContext(ctx, http.MethodGet, u.String(), nil)
	if err != nil {
		return nil, fmt.Errorf("%w: it cannot be read", ErrAddress)
	}
	accept := r.Accept
	if accept == "" {
		accept = AcceptPages
	}
	req.Header.Set("User-Agent", c.opts.UserAgent)
	req.Header.Set("Accept", accept)
	req.Header.Set("Accept-Encoding", "gzip")
	if r.ETag != "" {
		req.Header.Set("If-None-Match", r.ETag)
	}
	if r.LastModified != "" {
		req.Header.Set("If-Modified-Since", r.LastModified)
	}
	return c.http.RoundTrip(req)
}

// isRedirect reports whether an answer names another address to ask.
func isRedirect(r *http.Response) bool {
	switch r.StatusCode {
	case http.StatusMovedPermanently, http.StatusFound, http.StatusSeeOther,
		http.StatusTemporaryRedirect, http.StatusPermanentRedirect:
		return r.Header.Get("Location") != ""
	}
	return false
}

// follow finds where a redirect leads.
func (t *trip) follow(u *url.URL, r *http.Response) (*url.URL, error) {
	fail := func(err error) (*url.URL, error) {
		return nil, &Error{URL: u.String(), Status: r.StatusCode, Err: err}
	}
	if len(t.seen) > t.c.opts.MaxRedirects {
		return fail(fmt.Errorf("%w: more than %d", ErrRedirects, t.c.opts.MaxRedirects))
	}
	// Browsers read a Location as UTF-8 and join it to the address asked.
	next, err := u.Parse(strings.TrimSpace(r.Header.Get("Location")))
	if err != nil {
		return fail(fmt.Errorf("%w: redirected to one that cannot be read", ErrAddress))
	}
	if err := t.c.checkURL(next); err != nil {
		return fail(fmt.Errorf("redirected to %s: %w", shown(next.String()), err))
	}
	if slices.Contains(t.seen, next.String()) {
		return fail(fmt.Errorf("%w: they lead in a circle, back to %s", ErrRedirects, next))
	}
	if u.Scheme == "https" && next.Scheme == "http" {
		t.notes = append(t.notes, fmt.Sprintf("redirected from https to http, at %s", u))
	}
	forGood := r.StatusCode == http.StatusMovedPermanently || r.StatusCode == http.StatusPermanentRedirect
	if t.forGood = t.forGood && forGood; t.forGood {
		t.moved = next.String()
	}
	return next, nil
}

// answer reads an answer that is no redirect.
func (t *trip) answer(ctx context.Context, u *url.URL, r *http.Response) (*Response, error) {
	out := &Response{
		URL: u.String(), Moved: t.moved, Status: r.StatusCode, Header: r.Header,
		ETag: r.Header.Get("ETag"), LastModified: r.Header.Get("Last-Modified"),
		NoArchive: noArchive(r.Header.Values("X-Robots-Tag"), t.c.agents), Notes: t.notes,
	}
	switch r.StatusCode {
	case http.StatusOK, http.StatusNonAuthoritativeInfo:
	case http.StatusNotModified:
		if t.req.ETag == "" && t.req.LastModified == "" {
			e := statusFault(out.URL, r.StatusCode, r.Header, t.c.clock.now())
			e.Again = true
			return nil, e
		}
		out.NotModified = true
		// A server may leave out what has not changed.
		if out.ETag == "" {
			out.ETag = t.req.ETag
		}
		if out.LastModified == "" {
			out.LastModified = t.req.LastModified
		}
		out.At = t.c.clock.now().UTC()
		return out, nil
	default:
		return nil, statusFault(out.URL, r.StatusCode, r.Header, t.c.clock.now())
	}
	body, notes, err := readBody(r, t.c.opts.MaxBody)
	if err != nil {
		return nil, t.c.bodyFault(ctx, out, err)
	}
	out.Body, out.Notes = body, append(out.Notes, notes...)
	out.MediaType = mediaType(r.Header.Get("Content-Type"), body)
	out.At = t.c.clock.now().UTC()
	return out, nil
}

// bodyFault is the fault of a body that cannot be read.
func (c *Client) bodyFault(ctx context.Context, r *Response, err error) *Error {
	var broken *brokenPack
	switch {
	case errors.As(err, &broken):
		return &Error{URL: r.URL, Status: r.Status, Again: true, Err: broken.error}
	case errors.Is(err, ErrBroken):
		return &Error{URL: r.URL, Status: r.Status, Again: true, Err: err}
	case errors.Is(err, ErrEncoding) || isTooLarge(err):
		return &Error{URL: r.URL, Status: r.Status, Err: err}
	}
	e := c.netFault(ctx, r.URL, err)
	e.Status = r.Status
	return e
}

// noArchive reads X-Robots-Tag: directives, those behind "name:" for that robot only.
func noArchive(values, agents []string) bool {
	for _, v := range values {
		forUs := true
		for _, d := range strings.Split(v, ",") {
			d = strings.ToLower(strings.TrimSpace(d))
			if name, rest, ok := strings.Cut(d, ":"); ok && !strings.HasPrefix(d, "unavailable_after") && !strings.HasPrefix(d, "max-") {
				forUs = slices.Contains(agents, strings.TrimSpace(name))
				d = strings.TrimSpace(rest)
			}
			if forUs && (d == "noarchive" || d == "none") {
				return true
			}
		}
	}
	return false
}
