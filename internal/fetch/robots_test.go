package fetch

import (
	"errors"
	"fmt"
	"net/http"
	"net/url"
	"strings"
	"testing"
	"time"
)

func TestRobotsRules(t *testing.T) {
	for _, tc := range []struct {
		name, robots string
		allowed      string // paths, a "!" before those that are not
	}{
		{"empty", "", "/ /a"},
		{"all", "User-agent: *\nDisallow: /", "!/ !/a /robots.txt"},
		{"none", "User-agent: *\nDisallow:\n", "/ /a"},
		{"a folder", "User-agent: *\nDisallow: /a/", "/a !/a/ !/a/b /ab"},
		{"a prefix", "User-agent: *\nDisallow: /a", "!/a !/ab /b/a"},
		{"longest wins", "User-agent: *\nDisallow: /a\nAllow: /a/news/\nDisallow: /a/news/old", "!/a/x /a/news/1 !/a/news/old"},
		{"equal: allow", "User-agent: *\nDisallow: /a\nAllow: /a", "/a"},
		{"equal, other order", "User-agent: *\nAllow: /a\nDisallow: /a", "/a"},
		{"asterisk", "User-agent: *\nDisallow: /*/print", "!/a/print !/a/b/print/1 /print"},
		{"only an asterisk", "User-agent: *\nDisallow: *", "!/ !/a"},
		{"leading asterisk", "User-agent: *\nDisallow: *.pdf", "!/a.pdf !/b/c.pdf?d /a.html"},
		{"end", "User-agent: *\nDisallow: /*.pdf$", "!/a.pdf /a.pdf?x /a.pdfs"},
		{"end alone", "User-agent: *\nDisallow: /$", "!/ /a"},
		{"anchored at the start", "User-agent: *\nDisallow: /private$", "!/private /x/private"},
		{"pattern anchored too", "User-agent: *\nDisallow: /p*e", "!/private /x/private"},
		{"query", "User-agent: *\nDisallow: /a?page=", "!/a?page=2 /a"},
		{"escapes", "User-agent: *\nDisallow: /a%3cb\nDisallow: /ä\nDisallow: /%7Ejoe/", "!/a%3Cb !/%C3%A4 !/~joe/x /a"},
		{"own name", "User-agent: *\nDisallow: /\n\nUser-agent: parley\nDisallow: /x", "/a !/x"},
		{"own name with version", "User-agent: Parley/1.0\nDisallow: /x\n\nUser-agent: *\nDisallow: /", "/a !/x"},
		{"other case", "user-AGENT: PARLEY\ndisALLOW: /x", "!/x"},
		{"the name that is sent", "User-agent: monitor\nDisallow: /x", "!/x"},
		{"a name within a name", "User-agent: parl\nDisallow: /\n\nUser-agent: parleybot\nDisallow: /", "/a"},
		{"groups of one name", "User-agent: parley\nDisallow: /a\n\nUser-agent: *\nDisallow: /\n\nUser-agent: parley\nDisallow: /b", "!/a !/b /c"},
		{"several names", "User-agent: otherbot\nUser-agent: parley\nDisallow: /a\nUser-agent: third\nDisallow: /", "!/a /b"},
		{"rules of nobody", "Disallow: /\nUser-agent: parley\nDisallow: /a", "!/a /b"},
		{"other lines between", "User-agent: *\nSitemap: https://sun.example/s.xml\nHost: sun.example\nDisallow: /a", "!/a"},
		{"comments", "# all\nUser-agent: * # everybody\nDisallow: /a # not this", "!/a /b"},
		{"bad lines", "User-agent: *\nCrawl-delay: soon\nwhat\n:\nDisallow: /a\n\xff\xfe", "!/a /b"},
		{"blanks", "  User-agent :  *  \n\tDisallow\t:\t/a\t", "!/a /b"},
		{"line ends of all kinds", "User-agent: *\r\nDisallow: /a\rDisallow: /b\n\nDisallow: /c", "!/a !/b !/c /d"},
		{"mark of UTF-8", "\ufeffUser-agent: *\nDisallow: /a", "!/a"},
		{"HTML", "<!DOCTYPE html><html><body>Not found: nothing here</body></html>", "/a"},
		{"no slash", "User-agent: *\nDisallow: a", "!/a"},
		{"many asterisks", "User-agent: *\nDisallow: /" + strings.Repeat("*a", 200) + "$", "/aaaa"},
	} {
		t.Run(tc.name, func(t *testing.T) {
			rs := parseRobots([]byte(tc.robots), agentNames("Monitor/2.0"))
			for _, path := range strings.Fields(tc.allowed) {
				path, no := strings.CutPrefix(path, "!")
				u, err := url.Parse("https://sun.example" + path)
				if err != nil {
					t.Fatal(err)
				}
				if rs.allows(u) == no {
					t.Errorf("%s: allowed is %v", path, !no)
				}
			}
		})
	}
}

// TestRobots has a robots.txt that is asked for once a day, and not at all.
func TestRobots(t *testing.T) {
	asked, status, body := 0, 200, "User-agent: *\nDisallow: /no"
	at := serve(t, func(w http.ResponseWriter, r *http.Request) {
		if r.URL.Path == "/robots.txt" {
			asked++
			w.WriteHeader(status)
			fmt.Fprint(w, body)
		}
	})
	c, clock := newTest(Options{Delay: -1})
	for range 3 {
		get(t, c, Request{URL: at + "/yes"})
		if e := getFault(t, c, Request{URL: at + "/no"}); !errors.Is(e, ErrRobots) || e.Again {
			t.Errorf("got %v", e)
		}
	}
	if asked != 1 {
		t.Errorf("asked %d times", asked)
	}
	// A day later it is in trouble, and nothing is asked for; some minutes later it is not there.
	clock.at = clock.at.Add(robotsDay)
	status = 503
	for range 2 {
		if e := getFault(t, c, Request{URL: at + "/yes"}); errors.Is(e, ErrRobots) || !e.Again || e.URL != at+"/yes" {
			t.Errorf("got %v", e)
		}
	}
	clock.at = clock.at.Add(robotsAgain)
	status = 403
	get(t, c, Request{URL: at + "/no"})
	if asked != 3 {
		t.Errorf("asked %d times", asked)
	}
	free, _ := newTest(Options{IgnoreRobots: true})
	status = 200
	get(t, free, Request{URL: at + "/no"})
	if asked != 3 {
		t.Errorf("asked %d times", asked)
	}
}

// TestRobotsElsewhere has redirects to a robots.txt, and to a host with rules of its own.
func TestRobotsElsewhere(t *testing.T) {
	other := serve(t, func(w http.ResponseWriter, r *http.Request) {
		if r.URL.Path == "/robots.txt" || r.URL.Path == "/rules" {
			fmt.Fprint(w, "User-agent: *\nDisallow: /no")
		}
	})
	front := serve(t, func(w http.ResponseWriter, r *http.Request) {
		switch r.URL.Path {
		case "/robots.txt":
			http.Redirect(w, r, other+"/rules", http.StatusMovedPermanently)
		case "/away":
			http.Redirect(w, r, other+"/no", http.StatusFound)
		}
	})
	c, _ := newTest(Options{})
	if e := getFault(t, c, Request{URL: front + "/no"}); !errors.Is(e, ErrRobots) {
		t.Errorf("got %v", e)
	}
	if e := getFault(t, c, Request{URL: front + "/away"}); !errors.Is(e, ErrRobots) || e.URL != other+"/no" {
		t.Errorf("got %v", e)
	}
	circle := serve(t, func(w http.ResponseWriter, r *http.Request) {
		if r.URL.Path == "/robots.txt" {
			http.Redirect(w, r, "/robots.txt", http.StatusFound)
		}
	})
	get(t, c, Request{URL: circle + "/a"}) // there is none
}

func TestLongRobots(t *testing.T) {
	rule := "Disallow: /x\n"
	long := "User-agent: *\nDisallow: /no\n" + strings.Repeat(rule, maxRobots/len(rule)) + "\nDisallow: /far\n"
	at := serve(t, func(w http.ResponseWriter, r *http.Request) {
		if r.URL.Path == "/robots.txt" {
			fmt.Fprint(w, long)
		}
	})
	c, _ := newTest(Options{})
	if e := getFault(t, c, Request{URL: at + "/no"}); !errors.Is(e, ErrRobots) {
		t.Errorf("got %v", e)
	}
	get(t, c, Request{URL: at + "/far"})
}

func TestRobotsCacheIsBounded(t *testing.T) {
	rc := newRobotsCache()
	now := newTestClock().now()
	for i := range maxRobotsHosts + 5 {
		rc.put(fmt.Sprint(i), robotsEntry{until: now.Add(time.Duration(i+1) * time.Second)}, now)
	}
	if _, ok := rc.get("0", now); ok || len(rc.by) != maxRobotsHosts {
		t.Errorf("%d entries", len(rc.by))
	}
	if _, ok := rc.get(fmt.Sprint(maxRobotsHosts), now); !ok {
		t.Error("the newest is gone")
	}
}

func FuzzRobots(f *testing.F) {
	f.Add("User-agent: *\nDisallow: /*a$\nAllow: /b%2", "/a?b#c")
	f.Add("user-agent: parley\rCrawl-delay: 1e300\nDisallow: %%%*$$", "/%zz")
	f.Fuzz(func(t *testing.T, robots, path string) {
		rs := parseRobots([]byte(robots), agentNames("x/1"))
		if rs.delay < 0 || rs.delay > longestDelay {
			t.Errorf("a delay of %v", rs.delay)
		}
		if u, err := url.Parse("https://sun.example/" + path); err == nil {
			rs.allows(u)
		}
	})
}
