package fetch

import (
	"fmt"
	"net"
	"net/netip"
	"net/url"
	"slices"
	"strings"

	"golang.org/x/net/idna"
)

// longestURL is the length in bytes up to which an address is fetched.
const longestURL = 8 << 10

// ports are those on which the web is served; others of a public host are other
// services, which a link must not make us speak to.
var ports = []string{"", "80", "443", "8000", "8008", "8080", "8443", "8888"}

// parseURL reads an address that may be fetched, without its fragment. An error
// wraps ErrAddress and names no credentials.
func (c *Client) parseURL(raw string) (*url.URL, error) {
	if len(raw) > longestURL {
		return nil, fmt.Errorf("%w: it has %d bytes, the limit is %d", ErrAddress, len(raw), longestURL)
	}
	u, err := url.Parse(strings.TrimSpace(raw))
	if err != nil {
		return nil, fmt.Errorf("%w: it cannot be read", ErrAddress)
	}
	return u, c.checkURL(u)
}

// checkURL brings u into the form in which it is asked for.
func (c *Client) checkURL(u *url.URL) error {
	u.Scheme = strings.ToLower(u.Scheme)
	switch {
	case u.Scheme != "http" && u.Scheme != "https":
		return fmt.Errorf("%w: only http and https are", ErrAddress)
	case u.User != nil:
		return fmt.Errorf("%w: it holds a user name or password", ErrAddress)
	case u.Hostname() == "":
		return fmt.Errorf("%w: it names no host", ErrAddress)
	case !c.opts.AllowPrivate && !slices.Contains(ports, u.Port()):
		return fmt.Errorf("%w: port %s is not one of the web", ErrAddress, u.Port())
	}
	host := strings.ToLower(u.Hostname())
	if _, err := netip.ParseAddr(host); err != nil {
		if host, err = hostName(host); err != nil {
			return fmt.Errorf("%w: %q is no name of a host", ErrAddress, u.Hostname())
		}
	}
	port := u.Port()
	if u.Scheme == "http" && port == "80" || u.Scheme == "https" && port == "443" {
		port = ""
	}
	u.Host = hostPort(host, port)
	u.Fragment, u.RawFragment = "", ""
	if u.Path == "" {
		u.Path = "/"
	}
	return nil
}

// hostName is a name as the name service has it. ASCII is taken as it is: names
// with an underscore are none by the rules of IDNA, and are in use.
func hostName(name string) (string, error) {
	strange := func(r rune) bool {
		return !(r >= 'a' && r <= 'z' || r >= '0' && r <= '9' || r == '.' || r == '-' || r == '_')
	}
	if strings.IndexFunc(name, strange) < 0 {
		return strings.TrimSuffix(name, "."), nil
	}
	return idna.Lookup.ToASCII(name)
}

func hostPort(host, port string) string {
	switch {
	case port != "":
		return net.JoinHostPort(host, port)
	case strings.Contains(host, ":"):
		return "[" + host + "]"
	}
	return host
}

// shown is raw as an error may show it: without credentials, and not endless.
func shown(raw string) string {
	const longest = 300
	u, err := url.Parse(strings.TrimSpace(raw))
	switch {
	case err != nil && strings.Contains(raw, "@"):
		return "(an address that cannot be read)" // it may hold a password
	case err == nil && u.User != nil:
		u.User = nil
		raw = u.String()
	}
	if len(raw) > longest {
		raw = strings.ToValidUTF8(raw[:longest], "") + "…"
	}
	return raw
}

// special are the ranges that no public server has, besides those that
// package netip names; the registries of IANA for special-purpose addresses.
var special = []struct {
	prefix netip.Prefix
	what   string
}{
	{netip.MustParsePrefix("0.0.0.0/8"), "of the own network"},
	{netip.MustParsePrefix("100.64.0.0/10"), "of a provider's own network"},
	{netip.MustParsePrefix("168.63.129.16/32"), "of a cloud's metadata"},
	{netip.MustParsePrefix("192.0.0.0/24"), "reserved"},
	{netip.MustParsePrefix("192.0.2.0/24"), "for documentation"},
	{netip.MustParsePrefix("192.88.99.0/24"), "reserved"},
	{netip.MustParsePrefix("198.18.0.0/15"), "for tests"},
	{netip.MustParsePrefix("198.51.100.0/24"), "for documentation"},
	{netip.MustParsePrefix("203.0.113.0/24"), "for documentation"},
	{netip.MustParsePrefix("240.0.0.0/4"), "reserved"},
	{netip.MustParsePrefix("2001::/23"), "reserved"}, // Teredo among them
	{netip.MustParsePrefix("2001:db8::/32"), "for documentation"},
	{netip.MustParsePrefix("3fff::/20"), "for documentation"},
}

var (
	globalV6 = netip.MustParsePrefix("2000::/3")
	sixToV4  = netip.MustParsePrefix("2002::/16")
	nat64    = netip.MustParsePrefix("64:ff9b::/96")
)

// refusal is an ErrAddress that can be found within what the net makes of it.
type refusal struct{ error }

func (r *refusal) Unwrap() error { return r.error }

// checkAddr refuses an address that is not of a public server. Addresses that
// carry one of IPv4 are checked as that one.
func checkAddr(a netip.Addr) error {
	a = a.Unmap()
	refuse := func(what string) error {
		return &refusal{fmt.Errorf("%w: %s is %s", ErrAddress, a, what)}
	}
	switch {
	case a.Zone() != "", a.IsLinkLocalUnicast():
		return refuse("link-local")
	case a.IsLoopback():
		return refuse("of the own machine")
	case a.IsUnspecified():
		return refuse("of no machine")
	case a.IsPrivate():
		return refuse("private")
	case a.IsMulticast():
		return refuse("of many machines")
	}
	if a.Is6() {
		b := a.As16()
		switch {
		case sixToV4.Contains(a):
			return checkAddr(netip.AddrFrom4([4]byte(b[2:6])))
		case nat64.Contains(a):
			return checkAddr(netip.AddrFrom4([4]byte(b[12:16])))
		case !globalV6.Contains(a):
			return refuse("reserved")
		}
	}
	for _, s := range special {
		if s.prefix.Contains(a) {
			return refuse(s.what)
		}
	}
	return nil
}
