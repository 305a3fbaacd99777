package fetch

import (
	"context"
	"errors"
	"net"
	"net/http"
	"net/netip"
	"strings"
	"testing"
	"time"

	"golang.org/x/net/dns/dnsmessage"
)

func TestCheckAddr(t *testing.T) {
	for _, a := range []string{
		"127.0.0.1", "127.9.9.9", "0.0.0.0", "0.1.2.3", "10.1.2.3", "172.16.0.1", "172.31.255.255", "192.168.0.1",
		"169.254.169.254", "100.64.0.1", "100.100.100.200", "168.63.129.16", "192.0.0.192", "192.0.2.7", "198.18.0.1", "198.51.100.7",
		"203.0.113.7", "224.0.0.1", "239.255.255.250", "240.0.0.1", "255.255.255.255", "192.88.99.1",
		"::", "::1", "fe80::1", "fe80::1%eth0", "fc00::1", "fd00:ec2::254", "ff02::1", "fec0::1", "100::1", "2001:db8::1",
		"2001::1", "3fff::1", "5f00::1", "::ffff:127.0.0.1", "::ffff:10.0.0.1", "::ffff:169.254.169.254", "::127.0.0.1",
		"64:ff9b::127.0.0.1", "64:ff9b::10.0.0.1", "64:ff9b:1::1", "2002:7f00:1::", "2002:c0a8:1::1", "2002:a9fe:a9fe::",
	} {
		if err := checkAddr(netip.MustParseAddr(a)); !errors.Is(err, ErrAddress) {
			t.Errorf("%s is let through", a)
		}
	}
	for _, a := range []string{
		"1.1.1.1", "9.9.9.9", "100.63.255.255", "100.128.0.1", "172.15.0.1", "172.32.0.1", "192.167.1.1", "198.20.0.1", "223.255.255.255",
		"2606:4700::1", "2a00:1450:4001::1", "2001:4860:4860::8888", "::ffff:9.9.9.9", "64:ff9b::909:909", "2002:909:909::1",
	} {
		if err := checkAddr(netip.MustParseAddr(a)); err != nil {
			t.Errorf("%s: %v", a, err)
		}
	}
}

func TestParseURL(t *testing.T) {
	c := New(Options{})
	for raw, want := range map[string]string{
		"https://Sun.Example/A?b=c#d": "https://sun.example/A?b=c", "HTTP://sun.example:80": "http://sun.example/",
		"https://sun.example:443/": "https://sun.example/", "https://sun.example:8443/": "https://sun.example:8443/",
		" http://sun.example/a\n": "http://sun.example/a", "http://bücher.example/": "http://xn--bcher-kva.example/",
		"http://the_desk.sun.example./": "http://the_desk.sun.example/",
		"http://[2606:4700::1]/":        "http://[2606:4700::1]/", "http://sun.example/ä b": "http://sun.example/%C3%A4%20b",
	} {
		if u, err := c.parseURL(raw); err != nil || u.String() != want {
			t.Errorf("%q: got %v and %v, want %s", raw, u, err, want)
		}
	}
	for raw, want := range map[string]string{
		"":                              ": address is not fetched: only http and https are",
		"/news":                         "/news: address is not fetched: only http and https are",
		"ftp://sun.example/":            "ftp://sun.example/: address is not fetched: only http and https are",
		"file:///etc/passwd":            "file:///etc/passwd: address is not fetched: only http and https are",
		"javascript:alert(1)":           "javascript:alert(1): address is not fetched: only http and https are",
		"https:///a":                    "https:///a: address is not fetched: it names no host",
		"http://me:secret@sun.example/": "http://sun.example/: address is not fetched: it holds a user name or password",
		"http://me:secret@sun.example:x/": "(an address that cannot be read): address is not fetched: " +
			"it cannot be read",
		"http://sun.example:22/":       "http://sun.example:22/: address is not fetched: port 22 is not one of the web",
		"http://sun.example:9200/":     "http://sun.example:9200/: address is not fetched: port 9200 is not one of the web",
		"http://a b/":                  "http://a b/: address is not fetched: it cannot be read",
		"http://a*b/":                  `http://a*b/: address is not fetched: "a*b" is no name of a host`,
		"http://127.0.0.1/":            "http://127.0.0.1/: address is not fetched: 127.0.0.1 is of the own machine",
		"http://[::ffff:10.0.0.1]/":    "http://[::ffff:10.0.0.1]/: address is not fetched: 10.0.0.1 is private",
		"http://169.254.169.254/meta/": "http://169.254.169.254/meta/: address is not fetched: 169.254.169.254 is link-local",
	} {
		e := getFault(t, c, Request{URL: raw})
		if !errors.Is(e, ErrAddress) || e.Again || e.Error() != want {
			t.Errorf("%q: got %v", raw, e)
		}
	}
	long := getFault(t, c, Request{URL: "http://sun.example/" + strings.Repeat("a", longestURL)})
	if !errors.Is(long, ErrAddress) || len(long.Error()) > 500 {
		t.Errorf("got %v", long)
	}
}

// TestPrivateIsRefused has a server of the own machine under names that look public.
func TestPrivateIsRefused(t *testing.T) {
	asked := false
	own := serve(t, func(http.ResponseWriter, *http.Request) { asked = true })
	port := own[strings.LastIndexByte(own, ':'):]
	// A client that may ask any port, but dials with the check on.
	c, _ := newTest(Options{})
	for _, url := range []string{own, "http://localhost" + port, "http://[::1]" + port} {
		c.http = newTransport(Options{}.withDefaults(), nil)
		if e := getFault(t, c, Request{URL: url}); !errors.Is(e, ErrAddress) || e.Again {
			t.Errorf("%s: got %v", url, e)
		}
	}
	if asked {
		t.Error("the server was asked")
	}
}

// TestRebinding has a public name whose name server gives addresses of the own
// machine: what is dialled is checked, whatever the name was a moment ago.
func TestRebinding(t *testing.T) {
	asked := false
	own := serve(t, func(http.ResponseWriter, *http.Request) { asked = true })
	port := own[strings.LastIndexByte(own, ':'):]
	c, _ := newTest(Options{})
	c.http = newTransport(Options{}.withDefaults(), nameServer(t, [4]byte{127, 0, 0, 1}, [4]byte{192, 168, 0, 1}))
	for range 3 {
		e := getFault(t, c, Request{URL: "http://news.rebind.example" + port + "/"})
		if !errors.Is(e, ErrAddress) || e.Again || !strings.Contains(e.Error(), "address is not fetched: 1") {
			t.Errorf("got %v", e)
		}
	}
	if asked {
		t.Error("the server was asked")
	}
}

// TestRedirectToPrivate has an allowed server lead to a private address.
func TestRedirectToPrivate(t *testing.T) {
	for _, to := range []string{"http://10.0.0.1/", "http://169.254.169.254/latest/", "http://localhost:1/", "http://[fd00::1]/"} {
		front := serve(t, page(func(w http.ResponseWriter, r *http.Request) { http.Redirect(w, r, to, http.StatusFound) }))
		c, _ := newTest(Options{Timeout: time.Second})
		checked := newTransport(c.opts, nil)
		checked.DialContext = func(ctx context.Context, network, address string) (net.Conn, error) {
			if "http://"+address == front {
				return new(net.Dialer).DialContext(ctx, network, address)
			}
			return newTransport(Options{}.withDefaults(), nil).DialContext(ctx, network, address)
		}
		c.http = checked
		if e := getFault(t, c, Request{URL: front}); !errors.Is(e, ErrAddress) || e.URL != to {
			t.Errorf("%s: got %v", to, e)
		}
	}
}

// nameServer runs a name server on the own machine that gives each name the same
// addresses, or knows none, and returns a resolver that asks it.
func nameServer(t *testing.T, addresses ...[4]byte) *net.Resolver {
	t.Helper()
	conn, err := net.ListenPacket("udp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = conn.Close() })
	go func() {
		buf := make([]byte, 1500)
		for {
			n, from, err := conn.ReadFrom(buf)
			if err != nil {
				return
			}
			var m dnsmessage.Message
			if m.Unpack(buf[:n]) != nil || len(m.Questions) == 0 {
				continue
			}
			m.Response, m.Additionals = true, nil
			if len(addresses) == 0 {
				m.RCode = dnsmessage.RCodeNameError
			}
			if q := m.Questions[0]; q.Type == dnsmessage.TypeA {
				for _, a := range addresses {
					m.Answers = append(m.Answers, dnsmessage.Resource{
						Header: dnsmessage.ResourceHeader{Name: q.Name, Type: q.Type, Class: q.Class},
						Body:   &dnsmessage.AResource{A: a},
					})
				}
			}
			if out, err := m.Pack(); err == nil {
				_, _ = conn.WriteTo(out, from)
			}
		}
	}()
	return &net.Resolver{PreferGo: true, Dial: func(ctx context.Context, _, _ string) (net.Conn, error) {
		return new(net.Dialer).DialContext(ctx, "udp", conn.LocalAddr().String())
	}}
}
