package html

import (
	"net/url"
	"strings"

	dom "golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// head is what a page states of itself outside of its text.
type head struct {
	root      *dom.Node
	address   string // the page's own, if it states that, else where it was
	saved     bool   // address is that of a comment
	ld        linked
	title     string // the title element
	lang      string // of the html element
	canonical string
	metas     map[string][]stated // by what they state, most telling first
	marked    []stated            // dates of publication that microdata mark in the body
	h1        []string            // headings of the first order, or marked as the headline
}

// stated is a value and where it stands.
type stated struct {
	value, how string
	rank       int
}

// headOf reads what a page states of itself. address is where it was, or was
// saved from.
func headOf(root *dom.Node, address string, saved bool) *head {
	h := &head{root: root, address: address, metas: map[string][]stated{}}
	each(root, func(n *dom.Node) bool {
		switch n.DataAtom {
		case atom.Html:
			h.lang = attr(n, "lang")
			if h.lang == "" {
				h.lang = attr(n, "xml:lang")
			}
		case atom.Title:
			if h.title == "" && n.Namespace == "" {
				h.title = textIn(n)
			}
			return false
		case atom.Link:
			if strings.EqualFold(attr(n, "rel"), "canonical") && h.canonical == "" {
				h.canonical = strings.TrimSpace(attr(n, "href"))
			}
		case atom.Meta:
			h.meta(n)
		case atom.H1, atom.H2, atom.H3:
			if n.DataAtom != atom.H1 && !strings.Contains(attr(n, "itemprop"), "headline") {
				return true
			}
			if s := textOf(n); s != "" && len(h.h1) < 8 && len(s) < 600 {
				h.h1 = append(h.h1, s)
			}
		}
		h.markedDate(n)
		return true
	})
	first := ""
	if len(h.h1) > 0 {
		first = h.h1[0]
	}
	h.saved = saved
	if u, _ := h.url(); u != "" {
		h.address = u
	}
	h.ld = linkedOf(root, h.address, first)
	return h
}

// markedDate notes the date of publication of an element that microdata mark,
// wherever it stands. One that says another day is of another article: then
// none of them is believed.
func (h *head) markedDate(n *dom.Node) {
	prop := attr(n, "itemprop")
	if prop != "datePublished" && prop != "dateCreated" || n.DataAtom == atom.Meta {
		return
	}
	for _, key := range []string{"datetime", "content", "title"} {
		if v := attr(n, key); v != "" && len(v) < 60 && !momentOf(v, "").Day.IsZero() {
			h.marked = append(h.marked, stated{v, "itemprop " + prop, 0})
			return
		}
	}
}

// textIn returns the text of an element that holds nothing else.
func textIn(n *dom.Node) string {
	if n.FirstChild == nil || n.FirstChild.Type != dom.TextNode {
		return ""
	}
	return cleanLine(n.FirstChild.Data)
}

// meta notes a meta element.
func (h *head) meta(n *dom.Node) {
	value := strings.TrimSpace(attr(n, "content"))
	if value == "" || len(value) > 2000 {
		return
	}
	for _, key := range []string{"property", "name", "itemprop", "http-equiv"} {
		for _, name := range strings.Fields(strings.ToLower(attr(n, key))) {
			if name == "og:url" && h.metas["url"] == nil {
				h.metas["url"] = []stated{{value, "meta og:url", 0}}
			}
			m, ok := lists().metas[name]
			if !ok {
				continue
			}
			list := h.metas[m.what]
			i := len(list)
			for i > 0 && list[i-1].rank > m.rank {
				i--
			}
			list = append(list, stated{})
			copy(list[i+1:], list[i:])
			list[i] = stated{plainText(value), "meta " + name, m.rank}
			h.metas[m.what] = list
		}
	}
}

// url returns the address that a page states as its own, if it is of the site
// that the page was got from, and where it stands.
func (h *head) url() (string, string) {
	base, _ := url.Parse(h.address)
	candidates := []stated{{h.canonical, "link canonical", 0}}
	candidates = append(candidates, h.metas["url"]...)
	for _, c := range candidates {
		u, err := url.Parse(c.value)
		if c.value == "" || err != nil {
			continue
		}
		if u.Scheme != "http" && u.Scheme != "https" || u.Host == "" {
			continue
		}
		// A page below the root that names the root says nothing of itself.
		if base != nil && base.Host != "" && (site(u.Hostname()) != site(base.Hostname()) ||
			(u.Path == "" || u.Path == "/") && u.RawQuery == "" && len(base.Path) > 1) {
			continue
		}
		u.Fragment = ""
		return u.String(), c.how
	}
	if h.saved {
		return h.address, "the comment of the browser that saved it"
	}
	return "", ""
}

// site is the name of a host without what parts the versions of one site.
func site(host string) string {
	host = strings.ToLower(host)
	for _, p := range []string{"www.", "m.", "amp.", "mobile.", "edition.", "wap."} {
		host = strings.TrimPrefix(host, p)
	}
	return host
}

// sameAddress reports whether two addresses are of one page.
func sameAddress(a, b string) bool {
	if a == "" || b == "" {
		return false
	}
	u, err := url.Parse(a)
	v, err2 := url.Parse(b)
	return err == nil && err2 == nil && site(u.Hostname()) == site(v.Hostname()) &&
		strings.Trim(u.Path, "/") == strings.Trim(v.Path, "/")
}

// savedFrom returns the address that the comment of a browser's "save as" tells.
func savedFrom(text string) string {
	text = text[:min(len(text), 4096)]
	if i := strings.Index(text, "<!-- saved from url=("); i >= 0 {
		rest := text[i+len("<!-- saved from url=("):]
		if _, rest, ok := strings.Cut(rest, ")"); ok {
			return firstAddress(rest)
		}
	}
	if i := strings.Index(text, "Page saved with SingleFile"); i >= 0 {
		if _, rest, ok := strings.Cut(text[i:], "url:"); ok {
			return firstAddress(rest)
		}
	}
	return ""
}

func firstAddress(s string) string {
	f := strings.Fields(s[:min(len(s), 2048)])
	if len(f) == 0 || !strings.HasPrefix(f[0], "http://") && !strings.HasPrefix(f[0], "https://") {
		return ""
	}
	return f[0]
}
