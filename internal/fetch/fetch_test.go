package fetch

import (
	"context"
	"errors"
	"fmt"
	"io"
	"log"
	"net"
	"net/http"
	"net/http/httptest"
	"os"
	"runtime"
	"strings"
	"sync"
	"syscall"
	"testing"
	"time"

	"parley"
)

// testClock is a time that passes only where somebody sleeps.
type testClock struct {
	mu    sync.Mutex
	at    time.Time
	slept []time.Duration
}

func newTestClock() *testClock {
	return &testClock{at: time.Date(2026, 3, 4, 5, 6, 7, 0, time.UTC)}
}

func (c *testClock) now() time.Time {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.at
}

func (c *testClock) sleep(ctx context.Context, d time.Duration) error {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.at = c.at.Add(d)
	c.slept = append(c.slept, d)
	return ctx.Err()
}

// newTest returns a client that may speak to the own machine and never sleeps.
func newTest(o Options) (*Client, *testClock) {
	o.AllowPrivate = true
	c := New(o)
	clock := newTestClock()
	c.clock, c.hosts.clock = clock, clock
	return c, clock
}

// serve runs a server for the length of a test.
func serve(t *testing.T, h http.HandlerFunc) string {
	t.Helper()
	s := httptest.NewServer(h)
	t.Cleanup(s.Close)
	return s.URL
}

// page answers robots.txt with 404 and all else with h.
func page(h http.HandlerFunc) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		if r.URL.Path == "/robots.txt" {
			http.NotFound(w, r)
			return
		}
		h(w, r)
	}
}

func get(t *testing.T, c *Client, r Request) *Response {
	t.Helper()
	res, err := c.Get(t.Context(), r)
	if err != nil {
		t.Fatal(err)
	}
	return res
}

func getFault(t *testing.T, c *Client, r Request) *Error {
	t.Helper()
	res, err := c.Get(t.Context(), r)
	var e *Error
	if !errors.As(err, &e) {
		t.Fatalf("got %v and error %v, want an *Error", res, err)
	}
	return e
}

func TestGet(t *testing.T) {
	var got *http.Request
	url := serve(t, page(func(w http.ResponseWriter, r *http.Request) {
		got = r.Clone(context.Background())
		w.Header().Set("Content-Type", "text/html; charset=utf-8")
		w.Header().Set("ETag", `W/"7"`)
		w.Header().Set("Last-Modified", "Tue, 03 Mar 2026 10:00:00 GMT")
		w.Header().Set("Set-Cookie", "id=1")
		fmt.Fprint(w, "<p>The truce holds.</p>")
	}))
	c, clock := newTest(Options{UserAgent: "Monitor/2 (+mailto:desk@sun.example)"})
	res := get(t, c, Request{URL: url + "/a?x=1#part"})
	if res.URL != url+"/a?x=1" || res.Moved != "" || res.Status != 200 || string(res.Body) != "<p>The truce holds.</p>" {
		t.Errorf("got %+v", res)
	}
	if res.MediaType != "text/html; charset=utf-8" || res.ETag != `W/"7"` || res.LastModified == "" || !res.At.Equal(clock.now()) {
		t.Errorf("got %+v", res)
	}
	get(t, c, Request{URL: url + "/b"})
	if h := got.Header; h.Get("Cookie") != "" || h.Get("Referer") != "" || h.Get("Authorization") != "" ||
		h.Get("User-Agent") != "Monitor/2 (+mailto:desk@sun.example)" || h.Get("Accept") != AcceptPages {
		t.Errorf("sent %v", h)
	}
}

func TestConditional(t *testing.T) {
	url := serve(t, page(func(w http.ResponseWriter, r *http.Request) {
		if r.Header.Get("If-None-Match") == `W/"7"` && r.Header.Get("If-Modified-Since") == "yesterday" {
			w.WriteHeader(http.StatusNotModified)
			return
		}
		if r.URL.Path == "/never" {
			w.WriteHeader(http.StatusNotModified)
		}
	}))
	c, _ := newTest(Options{})
	// What the asker has is sent as it is, sense or not: only its server knows.
	res := get(t, c, Request{URL: url, ETag: `W/"7"`, LastModified: "yesterday"})
	if !res.NotModified || res.Body != nil || res.ETag != `W/"7"` || res.LastModified != "yesterday" || res.Status != 304 {
		t.Errorf("got %+v", res)
	}
	if res := get(t, c, Request{URL: url, ETag: `"8"`}); res.NotModified {
		t.Errorf("got %+v", res)
	}
	if e := getFault(t, c, Request{URL: url + "/never"}); e.Status != 304 || !e.Again || !errors.Is(e, ErrStatus) {
		t.Errorf("got %+v", e)
	}
}

// TestFaults has every kind of fault and what a user reads of it; URL stands for
// the address of the server.
func TestFaults(t *testing.T) {
	status := func(code int, header ...string) http.HandlerFunc {
		return page(func(w http.ResponseWriter, _ *http.Request) {
			for i := 0; i+1 < len(header); i += 2 {
				w.Header().Set(header[i], header[i+1])
			}
			w.WriteHeader(code)
		})
	}
	write := func(body string, header ...string) http.HandlerFunc {
		return page(func(w http.ResponseWriter, _ *http.Request) {
			for i := 0; i+1 < len(header); i += 2 {
				w.Header().Set(header[i], header[i+1])
			}
			fmt.Fprint(w, body)
		})
	}
	robots := func(code int, body string) http.HandlerFunc {
		return func(w http.ResponseWriter, r *http.Request) {
			if r.URL.Path == "/robots.txt" {
				w.WriteHeader(code)
				fmt.Fprint(w, body)
			}
		}
	}
	for _, tc := range []struct {
		name   string
		server http.HandlerFunc
		is     error
		status int
		again  bool
		wait   time.Duration
		want   string
	}{
		{"not found", status(404), ErrStatus, 404, false, 0, "URL/a: the server refuses: 404 Not Found"},
		{"gone", status(410), ErrStatus, 410, false, 0, "URL/a: the server refuses: 410 Gone"},
		{"behind a wall", status(402), ErrStatus, 402, false, 0, "URL/a: the server refuses: 402 Payment Required"},
		{"for legal reasons", status(451), ErrStatus, 451, false, 0, "URL/a: the server refuses: 451 Unavailable For Legal Reasons"},
		{"too many", status(429, "Retry-After", "120"), ErrStatus, 429, true, 2 * time.Minute,
			"URL/a: the server refuses: 429 Too Many Requests, it asks to wait 2m0s"},
		{"busy", status(503, "Retry-After", "Wed, 04 Mar 2026 06:06:07 GMT"), ErrStatus, 503, true, time.Hour,
			"URL/a: the server refuses: 503 Service Unavailable, it asks to wait 1h0m0s"},
		{"timeout of the server", status(408), ErrStatus, 408, true, 0, "URL/a: the server refuses: 408 Request Timeout"},
		{"too early", status(425), ErrStatus, 425, true, 0, "URL/a: the server refuses: 425 Too Early"},
		{"its own code", status(567), ErrStatus, 567, true, 0, "URL/a: the server refuses: 567"},
		{"nothing", status(204), ErrStatus, 204, false, 0, "URL/a: the server refuses: 204 No Content"},
		{"a part", status(206), ErrStatus, 206, false, 0, "URL/a: the server refuses: 206 Partial Content"},
		{"redirect to nowhere", status(302), ErrStatus, 302, false, 0, "URL/a: the server refuses: 302 Found"},
		{"redirect to a file", status(302, "Location", "file:///etc/passwd"), ErrAddress, 302, false, 0,
			"URL/a: redirected to file:///etc/passwd: address is not fetched: only http and https are"},
		{"redirect with a password", status(302, "Location", "http://me:secret@sun.example/"), ErrAddress, 302, false, 0,
			"URL/a: redirected to http://sun.example/: address is not fetched: it holds a user name or password"},
		{"redirect that cannot be read", status(302, "Location", "http://[::1"), ErrAddress, 302, false, 0,
			"URL/a: address is not fetched: redirected to one that cannot be read"},
		{"circle", status(301, "Location", "/a"), ErrRedirects, 301, false, 0,
			"URL/a: too many redirects: they lead in a circle, back to URL/a"},
		{"too large", write(strings.Repeat("x", 5001), "Content-Length", "5001"), parley.ErrTooLarge, 200, false, 0,
			"URL/a: too large: an answer of 5001 bytes, the limit is 5000"},
		{"too large, not told", page(func(w http.ResponseWriter, _ *http.Request) {
			for range 60 {
				fmt.Fprint(w, strings.Repeat("x", 100))
				w.(http.Flusher).Flush()
			}
		}), parley.ErrTooLarge, 200, false, 0, "URL/a: too large: an answer of more than 5000 bytes, the limit"},
		{"too large a header", write("", "X-Long", strings.Repeat("x", 2*maxHeader)), parley.ErrTooLarge, 0, false, 0,
			"URL/a: too large: a header of more than 65536 bytes, the limit"},
		{"cut off", page(func(w http.ResponseWriter, _ *http.Request) {
			w.Header().Set("Content-Length", "100")
			fmt.Fprint(w, "half")
		}), ErrBroken, 200, true, 0, "URL/a: the answer is broken: it ends after 4 bytes, which are not all: no more bytes"},
		{"cut off before all", page(func(http.ResponseWriter, *http.Request) { panic(http.ErrAbortHandler) }), ErrBroken, 0, true, 0,
			"URL/a: the answer is broken: it ends too early: no more bytes"},
		{"no HTTP", page(func(w http.ResponseWriter, _ *http.Request) {
			conn, _, err := w.(http.Hijacker).Hijack()
			if err != nil {
				return
			}
			fmt.Fprint(conn, "220 mail server ready\r\n\r\n")
			_ = conn.Close()
		}), ErrBroken, 0, true, 0, `URL/a: the answer is broken: net/http: HTTP/1.x transport connection broken: malformed HTTP status code "mail"`},
		{"unknown coding", write("x", "Content-Encoding", "lzma"), ErrEncoding, 200, false, 0, `URL/a: cannot be unpacked: packed as "lzma"`},
		{"packed often", write("x", "Content-Encoding", "gzip, gzip, gzip"), ErrEncoding, 200, false, 0, "URL/a: cannot be unpacked: packed 3 times"},
		{"broken coding", write("\x1f\x8b\x08nonsense", "Content-Encoding", "gzip"), ErrEncoding, 200, true, 0,
			"URL/a: cannot be unpacked: broken gzip: unexpected EOF"},
		{"forbidden", robots(200, "User-agent: *\nDisallow: /a"), ErrRobots, 0, false, 0, "URL/a: forbidden by robots.txt"},
		{"robots.txt in trouble", robots(500, ""), ErrStatus, 500, true, 0,
			"URL/a: robots.txt cannot be had, nothing is asked for now: the server refuses: 500 Internal Server Error"},
	} {
		t.Run(tc.name, func(t *testing.T) {
			url := serve(t, tc.server)
			c, _ := newTest(Options{MaxBody: 5000})
			e := getFault(t, c, Request{URL: url + "/a"})
			if !errors.Is(e, tc.is) || e.Status != tc.status || e.Again != tc.again || e.RetryAfter != tc.wait {
				t.Errorf("got %+v", e)
			}
			if got := strings.ReplaceAll(e.Error(), url, "URL"); got != tc.want {
				t.Errorf("\n got %s\nwant %s", got, tc.want)
			}
		})
	}
}

func TestSlow(t *testing.T) {
	for name, start := range map[string]string{"no answer": "", "slow body": "The truce"} {
		t.Run(name, func(t *testing.T) {
			done := make(chan struct{})
			url := serve(t, func(w http.ResponseWriter, _ *http.Request) {
				if start != "" {
					fmt.Fprint(w, start)
					w.(http.Flusher).Flush()
				}
				<-done // the rest never comes
			})
			defer close(done)
			c, _ := newTest(Options{Timeout: 20 * time.Millisecond, IgnoreRobots: true})
			e := getFault(t, c, Request{URL: url})
			if !errors.Is(e, ErrSlow) || !e.Again || !strings.HasSuffix(e.Error(), ": too slow: no end after 20ms") {
				t.Errorf("got %+v: %v", e, e)
			}
		})
	}
}

func TestCancelled(t *testing.T) {
	asked, done := make(chan struct{}), make(chan struct{})
	url := serve(t, page(func(http.ResponseWriter, *http.Request) {
		close(asked)
		<-done
	}))
	defer close(done)
	ctx, cancel := context.WithCancel(t.Context())
	go func() {
		<-asked
		cancel()
	}()
	c, _ := newTest(Options{})
	_, err := c.Get(ctx, Request{URL: url})
	var e *Error
	if !errors.As(err, &e) || !errors.Is(err, context.Canceled) || !e.Again {
		t.Errorf("got %v", err)
	}
}

func TestRefused(t *testing.T) {
	s := httptest.NewServer(http.NotFoundHandler())
	url := s.URL
	s.Close()
	c, _ := newTest(Options{})
	e := getFault(t, c, Request{URL: url + "/a"})
	if !errors.Is(e, ErrConnect) || !e.Again || e.Error() != url+"/a: cannot connect: connection refused" {
		t.Errorf("got %v", e)
	}
}

func TestNoSuchHost(t *testing.T) {
	c, _ := newTest(Options{})
	c.http = newTransport(c.opts, nameServer(t)) // it knows no name
	e := getFault(t, c, Request{URL: "http://nobody.example/a"})
	if !errors.Is(e, ErrConnect) || !e.Again || e.Error() != "http://nobody.example/a: cannot connect: no such host: nobody.example" {
		t.Errorf("got %v", e)
	}
}

// TestNetFaults has faults of the net that a test cannot bring about.
func TestNetFaults(t *testing.T) {
	c, _ := newTest(Options{})
	slow := &net.DNSError{Name: "sun.example", IsTimeout: true}
	for want, err := range map[string]error{
		"x: too slow: no connection in time":                              &net.OpError{Op: "dial", Err: os.ErrDeadlineExceeded},
		"x: too slow: no end after 30s":                                   &net.OpError{Op: "read", Err: os.ErrDeadlineExceeded},
		"x: cannot connect: no route to host":                             &net.OpError{Op: "dial", Err: os.NewSyscallError("connect", syscall.EHOSTUNREACH)},
		"x: the answer is broken: connection reset by peer":               &net.OpError{Op: "read", Err: os.NewSyscallError("read", syscall.ECONNRESET)},
		"x: cannot connect: the name server does not answer: sun.example": &net.DNSError{Name: "sun.example"},
		"x: too slow: no connection in time ":                             &net.OpError{Op: "dial", Err: slow},
	} {
		e := c.netFault(t.Context(), "x", fmt.Errorf("wrapped: %w", err))
		if e.Error() != strings.TrimSpace(want) || !e.Again || errors.Is(e, ErrSlow) != strings.Contains(want, "too slow") {
			t.Errorf("got %v, want %s", e, want)
		}
	}
}

// TestManyAtOnce has many requests to two hosts at a time: each comes, one at a time per host.
func TestManyAtOnce(t *testing.T) {
	var mu sync.Mutex
	now := map[string]int{}
	at := serve(t, func(_ http.ResponseWriter, r *http.Request) {
		mu.Lock()
		now[r.Host]++
		if now[r.Host] > 1 {
			t.Error("two at a time")
		}
		mu.Unlock()
		runtime.Gosched()
		mu.Lock()
		now[r.Host]--
		mu.Unlock()
	})
	c, _ := newTest(Options{})
	defer c.Close()
	var all sync.WaitGroup
	for i := range 40 {
		host := at
		if i%2 == 1 {
			host = strings.Replace(at, "127.0.0.1", "localhost", 1)
		}
		all.Go(func() {
			if _, err := c.Get(t.Context(), Request{URL: host}); err != nil {
				t.Error(err)
			}
		})
	}
	all.Wait()
}

func TestTLS(t *testing.T) {
	own := httptest.NewUnstartedServer(http.NotFoundHandler())
	own.Config.ErrorLog = log.New(io.Discard, "", 0) // it complains of our leaving
	own.StartTLS()
	defer own.Close()
	plain := serve(t, http.NotFound)
	for _, url := range []string{own.URL, strings.Replace(plain, "http:", "https:", 1)} {
		c, _ := newTest(Options{})
		if e := getFault(t, c, Request{URL: url}); !errors.Is(e, ErrSecure) || e.Again {
			t.Errorf("%s: got %v", url, e)
		}
	}
}

func TestRedirects(t *testing.T) {
	url := serve(t, page(func(w http.ResponseWriter, r *http.Request) {
		to := map[string]struct {
			code int
			url  string
		}{
			"/old": {301, "/older"}, "/older": {308, "/new"}, "/mixed": {301, "/for-now"}, "/for-now": {302, "/old"},
			"/0": {302, "/1"}, "/1": {302, "/2"}, "/2": {303, "/3"}, "/3": {307, "/4"}, "/4": {302, "/new"},
		}[r.URL.Path]
		if to.code != 0 {
			w.Header().Set("Location", to.url)
			w.WriteHeader(to.code)
			return
		}
		fmt.Fprint(w, "here: "+r.URL.Path)
	}))
	c, clock := newTest(Options{MaxRedirects: 4})
	for _, tc := range []struct{ from, to, moved string }{
		{"/old", "/new", "/new"}, {"/mixed", "/new", "/for-now"}, {"/for-now", "/new", ""}, {"/2", "/new", ""},
	} {
		res := get(t, c, Request{URL: url + tc.from})
		moved := strings.TrimPrefix(res.Moved, url)
		if res.URL != url+tc.to || moved != tc.moved || string(res.Body) != "here: "+tc.to {
			t.Errorf("%s: got %s, moved to %q", tc.from, res.URL, moved)
		}
	}
	e := getFault(t, c, Request{URL: url + "/0"})
	if !errors.Is(e, ErrRedirects) || e.Again || e.Error() != url+"/4: too many redirects: more than 4" {
		t.Errorf("got %v", e)
	}
	// Redirects within the host belong to one visit.
	if want := 4; len(clock.slept) != want {
		t.Errorf("waited %d times, want %d", len(clock.slept), want)
	}
	none, _ := newTest(Options{MaxRedirects: -1})
	if e := getFault(t, none, Request{URL: url + "/old"}); !errors.Is(e, ErrRedirects) {
		t.Errorf("got %v", e)
	}
}

func TestDowngradeIsNoted(t *testing.T) {
	plain := serve(t, page(func(w http.ResponseWriter, _ *http.Request) { fmt.Fprint(w, "x") }))
	s := httptest.NewTLSServer(page(func(w http.ResponseWriter, r *http.Request) {
		http.Redirect(w, r, plain+"/x", http.StatusFound)
	}))
	defer s.Close()
	c, _ := newTest(Options{})
	c.http.(*http.Transport).TLSClientConfig = s.Client().Transport.(*http.Transport).TLSClientConfig
	res := get(t, c, Request{URL: s.URL})
	if len(res.Notes) != 1 || res.Notes[0] != "redirected from https to http, at "+s.URL+"/" {
		t.Errorf("got %q", res.Notes)
	}
}

func TestRetryAfter(t *testing.T) {
	now := newTestClock().now()
	for value, want := range map[string]time.Duration{
		"": 0, "0": 0, "-5": 0, "90": 90 * time.Second, " 7 ": 7 * time.Second, "1.5": 1500 * time.Millisecond,
		"99999999999999999999": longestWait, "NaN": 0, "soon": 0, "Inf": longestWait,
		"Wed, 04 Mar 2026 05:07:07 GMT": time.Minute, "Wed, 04 Mar 2020 05:07:07 GMT": 0, "Wed, 04 Mar 2099 05:07:07 GMT": longestWait,
	} {
		if got := retryAfter(value, now); got != want {
			t.Errorf("%q: got %v, want %v", value, got, want)
		}
	}
}

func TestNoArchive(t *testing.T) {
	agents := agentNames("Monitor/2")
	for value, want := range map[string]bool{
		"noarchive": true, "nofollow, NoArchive": true, "none": true, "noindex": false, "": false,
		"otherbot: noarchive": false, "parley: noarchive": true, "monitor: none": true,
		"otherbot: noindex, noarchive": false, "unavailable_after: 25 Jun 2027 15:00:00 PST": false, "max-snippet:5, noarchive": true,
	} {
		if got := noArchive([]string{value}, agents); got != want {
			t.Errorf("%q: got %v", value, got)
		}
	}
}
