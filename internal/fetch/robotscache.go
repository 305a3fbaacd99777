package fetch

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"slices"
	"sync"
	"time"

	"parley"
)

const (
	// robotsDay is how long the rules of a host hold (RFC 9309, 2.4).
	robotsDay = 24 * time.Hour
	// robotsAgain is how long a robots.txt that cannot be had is not asked for again.
	robotsAgain = 10 * time.Minute
	// maxRobotsHosts is of how many hosts the rules are kept.
	maxRobotsHosts = 4096
	// robotsRedirects is how many redirects to a robots.txt are followed (RFC 9309, 2.3.1.2).
	robotsRedirects = 5
)

// robotsCache keeps the rules of hosts.
type robotsCache struct {
	mu sync.Mutex
	by map[string]robotsEntry // by scheme, host and port
}

// robotsEntry is the rules of a host, or why there are none for now.
type robotsEntry struct {
	rules *rules
	fault *Error
	until time.Time
}

func newRobotsCache() *robotsCache { return &robotsCache{by: map[string]robotsEntry{}} }

func (rc *robotsCache) get(key string, now time.Time) (robotsEntry, bool) {
	rc.mu.Lock()
	defer rc.mu.Unlock()
	e, ok := rc.by[key]
	return e, ok && now.Before(e.until)
}

func (rc *robotsCache) put(key string, e robotsEntry, now time.Time) {
	rc.mu.Lock()
	defer rc.mu.Unlock()
	if len(rc.by) >= maxRobotsHosts {
		rc.makeRoom(now)
	}
	rc.by[key] = e
}

// makeRoom drops what holds no longer, and if that is nothing the oldest.
func (rc *robotsCache) makeRoom(now time.Time) {
	oldest := ""
	for key, e := range rc.by {
		if !now.Before(e.until) {
			delete(rc.by, key)
		} else if o := rc.by[oldest]; oldest == "" || e.until.Before(o.until) || e.until.Equal(o.until) && key < oldest {
			oldest = key
		}
	}
	if len(rc.by) >= maxRobotsHosts {
		delete(rc.by, oldest)
	}
}

// rules returns the rules of the host of u, which the caller holds. The error is
// an *Error: where robots.txt cannot be had for a fault of the host, nothing is
// asked of the host for now.
func (c *Client) rules(ctx context.Context, u *url.URL) (*rules, error) {
	key := u.Scheme + "://" + u.Host
	now := c.clock.now()
	e, ok := c.robots.get(key, now)
	if !ok {
		e = c.askRobots(ctx, u)
		if ctx.Err() == nil { // what the caller broke off says nothing
			c.robots.put(key, e, now)
		}
	}
	if e.fault != nil {
		fault := *e.fault
		fault.URL = u.String()
		return nil, &fault
	}
	return e.rules, nil
}

// askRobots gets the robots.txt of the host of u.
func (c *Client) askRobots(ctx context.Context, u *url.URL) robotsEntry {
	now := c.clock.now()
	at := &url.URL{Scheme: u.Scheme, Host: u.Host, Path: "/robots.txt"}
	seen := []string{}
	for {
		seen = append(seen, at.String())
		status, body, next, fault := c.robotsHop(ctx, at)
		switch {
		case fault != nil:
			return robotsEntry{fault: fault, until: now.Add(robotsAgain)}
		case next != nil && len(seen) <= robotsRedirects && !slices.Contains(seen, next.String()):
			at = next
			continue
		case status == http.StatusOK:
			return robotsEntry{rules: parseRobots(body, c.agents), until: now.Add(robotsDay)}
		case status >= 500 || status == http.StatusTooManyRequests:
			fault := statusFault(at.String(), status, nil, now)
			fault.Err = fmt.Errorf("robots.txt cannot be had, nothing is asked for now: %w", fault.Err)
			return robotsEntry{fault: fault, until: now.Add(robotsAgain)}
		}
		// There is none (RFC 9309, 2.3.1.3), or it is behind endless redirects.
		return robotsEntry{rules: &rules{}, until: now.Add(robotsDay)}
	}
}

// robotsHop asks once for a robots.txt.
func (c *Client) robotsHop(ctx context.Context, at *url.URL) (status int, body []byte, next *url.URL, fault *Error) {
	within, cancel := context.WithTimeout(ctx, c.opts.Timeout)
	defer cancel()
	res, err := c.send(within, at, Request{Accept: "text/plain, */*;q=0.5"})
	if err != nil {
		return 0, nil, nil, c.netFault(ctx, at.String(), err)
	}
	defer func() { _ = res.Body.Close() }()
	if isRedirect(res) {
		if next, err = at.Parse(res.Header.Get("Location")); err == nil && c.checkURL(next) == nil {
			return res.StatusCode, nil, next, nil
		}
		return res.StatusCode, nil, nil, nil
	}
	if res.StatusCode != http.StatusOK {
		return res.StatusCode, nil, nil, nil
	}
	body, err = robotsBody(res)
	if err != nil {
		return 0, nil, nil, c.bodyFault(ctx, &Response{URL: at.String(), Status: res.StatusCode}, err)
	}
	return res.StatusCode, body, nil, nil
}

// robotsBody reads a robots.txt; of one that is too long its start.
func robotsBody(res *http.Response) ([]byte, error) {
	if codings, err := codingsOf(res.Header); err == nil && len(codings) == 0 {
		return io.ReadAll(io.LimitReader(res.Body, maxRobots))
	}
	const most = 8 * maxRobots
	body, _, err := readBody(res, most)
	return body[:min(len(body), maxRobots)], err
}

func isTooLarge(err error) bool { return errors.Is(err, parley.ErrTooLarge) }
