package watch

import (
	"fmt"
	"io/fs"
	"net/url"
	"slices"
	"strings"

	"parley/data"
)

// parametersFile lists the parameters that do not tell which page it is.
const parametersFile = "watch/parameters.tsv"

// addresses brings addresses of pages into a form in which they can be compared.
type addresses struct {
	names map[string]bool
	heads []string
}

func newAddresses(fsys fs.FS) (*addresses, error) {
	rows, err := data.Rows(fsys, parametersFile, 2)
	if err != nil {
		return nil, err
	}
	a := &addresses{names: make(map[string]bool)}
	for _, r := range rows {
		switch sort, word := r.Cells[0], r.Cells[1]; sort {
		case "name":
			a.names[word] = true
		case "head":
			a.heads = append(a.heads, word)
		default:
			return nil, fmt.Errorf("data file %s:%d: no sort %q", parametersFile, r.Line, sort)
		}
	}
	return a, nil
}

// of returns the form of an address: host and path with the parameters that tell
// the page, in order. Two addresses of one form are one page: http or https, "www."
// or not, with a slash at the end, a fragment or marks of where the reader came
// from. A fragment that begins with "!" or "/" stays, since a script makes another
// page of it. An address that is none of the web is returned as it is.
func (a *addresses) of(address string) string {
	u, err := url.Parse(strings.TrimSpace(address))
	if err != nil || u.Hostname() == "" || u.Scheme != "http" && u.Scheme != "https" {
		return address
	}
	host := strings.ToLower(u.Hostname())
	for strings.HasPrefix(host, "www.") && len(host) > len("www.") {
		host = host[len("www."):]
	}
	if strings.Contains(host, ":") {
		host = "[" + host + "]"
	}
	if port := u.Port(); port != "" && port != "80" && port != "443" {
		host += ":" + port
	}
	path := strings.TrimRight(u.EscapedPath(), "/")
	if path == "" {
		path = "/"
	}
	form := host + path
	if q := a.query(u.RawQuery); q != "" {
		form += "?" + q
	}
	if f := u.EscapedFragment(); strings.HasPrefix(f, "!") || strings.HasPrefix(f, "/") {
		form += "#" + f
	}
	return form
}

// query keeps the parameters that tell the page, as they are written and sorted.
func (a *addresses) query(raw string) string {
	var kept []string
	for part := range strings.SplitSeq(raw, "&") {
		part = strings.TrimSpace(part)
		name, _, _ := strings.Cut(part, "=")
		if name = strings.ToLower(name); part != "" && !a.mark(name) {
			kept = append(kept, part)
		}
	}
	slices.Sort(kept)
	return strings.Join(kept, "&")
}

// mark reports whether a parameter says only how a reader came.
func (a *addresses) mark(name string) bool {
	return a.names[name] || slices.ContainsFunc(a.heads, func(head string) bool { return strings.HasPrefix(name, head) })
}

// forms returns the forms of several addresses, each once, without empty ones.
func (a *addresses) forms(given ...string) []string {
	var out []string
	for _, g := range given {
		if g == "" {
			continue
		}
		if f := a.of(g); !slices.Contains(out, f) {
			out = append(out, f)
		}
	}
	return out
}

// spellings returns how an address may be written as that of an article that came
// another way than by a feed: as it is, and as its form of either scheme.
func (a *addresses) spellings(address string) []string {
	if address == "" {
		return nil
	}
	form := a.of(address)
	if form == address {
		return []string{address}
	}
	return []string{address, "https://" + form, "http://" + form, "https://www." + form, "http://www." + form}
}

// front reports whether an address is the first page of its host: where a page
// leads that is no more.
func front(address string) bool {
	u, err := url.Parse(address)
	return err == nil && strings.Trim(u.Path, "/") == "" && u.RawQuery == ""
}
