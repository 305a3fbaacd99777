package fetch

import (
	"bufio"
	"bytes"
	"net/url"
	"strconv"
	"strings"
	"time"
)

const (
	// maxRobots is how much of a robots.txt is read (RFC 9309, 2.5).
	maxRobots = 500 << 10
	// longestDelay is the longest Crawl-delay that is kept to.
	longestDelay = time.Minute
)

// rules are those of a robots.txt for us.
type rules struct {
	rules []robotsRule
	delay time.Duration // Crawl-delay; 0 for not told
}

// robotsRule is one line "Allow" or "Disallow". end is true if the pattern closed with "$".
type robotsRule struct {
	parts []string // of the pattern, between its asterisks
	size  int      // of the pattern in bytes: the longest that matches decides
	end   bool
	allow bool
}

// parseRobots reads the rules of a robots.txt for a robot of one of the names,
// as RFC 9309 says: all groups that name it together, else all groups for "*". A
// line that makes no sense is left out, and only that one.
func parseRobots(body []byte, names []string) *rules {
	own, all := &rules{}, &rules{}
	var groups []*rules // those that the lines at hand belong to
	found, naming := false, false
	lines := bufio.NewScanner(bytes.NewReader(bytes.TrimPrefix(body[:min(len(body), maxRobots)], []byte("\xef\xbb\xbf"))))
	lines.Split(scanLines)
	lines.Buffer(nil, maxRobots+1)
	for lines.Scan() {
		line, _, _ := strings.Cut(lines.Text(), "#")
		key, value, ok := strings.Cut(line, ":")
		if !ok {
			continue
		}
		value = strings.TrimSpace(value)
		switch strings.ToLower(strings.TrimSpace(key)) {
		case "user-agent", "useragent", "user agent":
			if !naming {
				groups, naming = nil, true
			}
			if value == "*" {
				groups = append(groups, all)
			} else if named(value, names) {
				groups, found = append(groups, own), true
			}
		case "allow":
			naming = false
			addRule(groups, value, true)
		case "disallow", "dissallow", "disalow":
			naming = false
			addRule(groups, value, false)
		case "crawl-delay":
			naming = false
			if s, err := strconv.ParseFloat(value, 64); err == nil && s > 0 {
				for _, g := range groups {
					g.delay = time.Duration(min(s, longestDelay.Seconds()) * float64(time.Second))
				}
			}
		}
	}
	if found {
		return own
	}
	return all
}

// scanLines splits at any line end, a lone CR too.
func scanLines(data []byte, atEOF bool) (int, []byte, error) {
	if i := bytes.IndexAny(data, "\r\n"); i >= 0 {
		return i + 1, data[:i], nil
	}
	if atEOF && len(data) > 0 {
		return len(data), data, nil
	}
	return 0, nil, nil
}

// named reports whether the value of a User-agent line, up to its version, is one of names.
func named(value string, names []string) bool {
	token := agentToken(value)
	for _, n := range names {
		if token == n {
			return true
		}
	}
	return false
}

// agentToken is the name at the start of a user agent, in lower case.
func agentToken(agent string) string {
	end := strings.IndexFunc(agent, func(r rune) bool {
		return !(r >= 'a' && r <= 'z' || r >= 'A' && r <= 'Z' || r >= '0' && r <= '9' || r == '-' || r == '_')
	})
	if end >= 0 {
		agent = agent[:end]
	}
	return strings.ToLower(agent)
}

// agentNames are the names under which robots.txt may speak to us: the one that
// we send, and Parley's own, so that another name is no way around a rule.
func agentNames(agent string) []string {
	names := []string{"parley"}
	if t := agentToken(agent); t != "" && t != "parley" {
		names = append(names, t)
	}
	return names
}

// addRule adds a rule to groups; an empty pattern is none.
func addRule(groups []*rules, pattern string, allow bool) {
	if pattern == "" || len(groups) == 0 {
		return
	}
	if pattern[0] != '/' && pattern[0] != '*' {
		pattern = "/" + pattern
	}
	r := robotsRule{allow: allow}
	pattern, r.end = strings.CutSuffix(pattern, "$")
	pattern = foldPath(pattern)
	r.size = len(pattern)
	r.parts = strings.Split(pattern, "*")
	for _, g := range groups {
		g.rules = append(g.rules, r)
	}
}

// allows reports whether an address may be asked for: the longest pattern that
// matches decides, between equals an Allow, and without any it may.
func (rs *rules) allows(u *url.URL) bool {
	path := u.EscapedPath()
	if path == "" {
		path = "/"
	}
	if path == "/robots.txt" {
		return true
	}
	if u.RawQuery != "" {
		path += "?" + u.RawQuery
	}
	path = foldPath(path)
	size, allow := -1, true
	for _, r := range rs.rules {
		if (r.size > size || r.size == size && r.allow) && r.matches(path) {
			size, allow = r.size, r.allow
		}
	}
	return allow
}

// matches goes through the parts of the pattern from left to right; each is
// looked for behind the one before, and the first must stand at the start.
func (r robotsRule) matches(path string) bool {
	rest, ok := strings.CutPrefix(path, r.parts[0])
	if !ok {
		return false
	}
	more := r.parts[1:]
	if len(more) == 0 {
		return !r.end || rest == ""
	}
	for i, part := range more {
		if r.end && i == len(more)-1 {
			return strings.HasSuffix(rest, part)
		}
		at := strings.Index(rest, part)
		if at < 0 {
			return false
		}
		rest = rest[at+len(part):]
	}
	return true
}

// foldPath writes a path in one form: what needs no escape is not escaped, all
// else is, in upper case, so that pattern and path compare byte by byte.
func foldPath(s string) string {
	const hex = "0123456789ABCDEF"
	var b strings.Builder
	b.Grow(len(s))
	for i := 0; i < len(s); i++ {
		c, escaped := s[i], false
		if c == '%' && i+2 < len(s) {
			if v, err := strconv.ParseUint(s[i+1:i+3], 16, 8); err == nil {
				c, escaped = byte(v), true
				i += 2
			}
		}
		plain := c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9' || strings.IndexByte("-._~", c) >= 0
		if plain || !escaped && c > ' ' && c < 0x7f {
			b.WriteByte(c)
			continue
		}
		b.WriteByte('%')
		b.WriteByte(hex[c>>4])
		b.WriteByte(hex[c&15])
	}
	return b.String()
}
