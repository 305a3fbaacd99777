package feed

import (
	"crypto/sha256"
	"encoding/hex"
	"net/url"
	"strings"

	"golang.org/x/net/html"
)

// finish brings what was read into its final form: addresses absolute, titles
// plain, a key for each item and no item twice.
func (f *Feed) finish(base string) {
	at, err := url.Parse(strings.TrimSpace(base))
	if err != nil || !at.IsAbs() {
		at = nil
	}
	f.Title, f.Language = plain(f.Title), strings.TrimSpace(f.Language)
	f.Site, f.Self = absolute(at, f.Site), absolute(at, f.Self)
	if at == nil {
		// Without its address, its site is the best that links can be joined to.
		if site, err := url.Parse(f.Site); err == nil && site.IsAbs() {
			at = site
		}
	}
	for i := range f.Items {
		f.Items[i].Author = first(f.Items[i].Author, f.author)
		f.Items[i].finish(at)
	}
	f.dropDoubles()
}

func (i *Item) finish(base *url.URL) {
	i.URL = absolute(base, i.URL)
	i.Title, i.Author = plain(i.Title), plain(i.Author)
	i.Language = strings.TrimSpace(i.Language)
	i.Published, i.Updated = strings.TrimSpace(i.Published), strings.TrimSpace(i.Updated)
	i.HTML = strings.TrimSpace(i.HTML)
	i.Key = key(*i)
}

// key is what an item is known by from one poll to the next.
func key(i Item) string {
	const longest = 500 // bytes; more is no name but text
	k := strings.Join(strings.Fields(i.Key), " ")
	if k == "" {
		k = i.URL
	}
	if k != "" && len(k) <= longest {
		return k
	}
	h := sha256.New()
	h.Write([]byte(k))
	if k == "" {
		h.Write([]byte(i.Title + "\n" + i.HTML))
	}
	return "sha256:" + hex.EncodeToString(h.Sum(nil)[:16])
}

// dropDoubles leaves out items that stand twice, and parts those that share a key
// by mistake: a generator that gives all items one guid.
func (f *Feed) dropDoubles() {
	shared := map[string]string{} // key to URL, "?" where they differ
	for _, i := range f.Items {
		if at, ok := shared[i.Key]; ok && at != i.URL {
			shared[i.Key] = "?"
		} else {
			shared[i.Key] = i.URL
		}
	}
	seen := map[string]bool{}
	kept := f.Items[:0]
	doubles := 0
	for _, i := range f.Items {
		if shared[i.Key] == "?" && i.URL != "" {
			i.Key += " " + i.URL
		}
		if seen[i.Key] {
			doubles++
			continue
		}
		seen[i.Key] = true
		kept = append(kept, i)
	}
	f.Items = kept
	if doubles > 0 {
		f.notef("items that stand in it twice: %d", doubles)
	}
}

// isWeb reports whether s is an address of a page.
func isWeb(s string) bool {
	s = strings.ToLower(strings.TrimSpace(s))
	return strings.HasPrefix(s, "http://") || strings.HasPrefix(s, "https://")
}

// absolute joins ref to base; empty if that gives no address of a page.
func absolute(base *url.URL, ref string) string {
	// Line ends within an address are those of the feed's layout.
	ref = strings.Map(func(r rune) rune {
		if r == '\n' || r == '\r' || r == '\t' {
			return -1
		}
		return r
	}, strings.TrimSpace(ref))
	if ref == "" {
		return ""
	}
	u, err := url.Parse(ref)
	if err != nil {
		// A blank or a percent sign that is no escape.
		if u, err = url.Parse(strings.NewReplacer(" ", "%20", "%", "%25").Replace(ref)); err != nil {
			return ""
		}
	}
	if base != nil {
		u = base.ResolveReference(u)
	}
	if u.Scheme != "http" && u.Scheme != "https" || u.Host == "" {
		return ""
	}
	return u.String()
}

// plain is the text of a title: without tags, entities that were escaped twice
// and line ends.
func plain(s string) string {
	if strings.ContainsAny(s, "<&") {
		s = stripTags(s)
	}
	return strings.Join(strings.Fields(s), " ")
}

// stripTags leaves the text of a fragment of HTML.
func stripTags(s string) string {
	var b strings.Builder
	z := html.NewTokenizer(strings.NewReader(s))
	for {
		switch z.Next() {
		case html.ErrorToken:
			return b.String()
		case html.TextToken:
			b.WriteString(string(z.Text()))
		case html.StartTagToken, html.EndTagToken, html.SelfClosingTagToken:
			if name, _ := z.TagName(); string(name) == "br" || string(name) == "p" {
				b.WriteByte(' ')
			}
		}
	}
}

// hasText reports whether a fragment of HTML shows any text.
func hasText(s string) bool {
	if s == "" {
		return false
	}
	z := html.NewTokenizer(strings.NewReader(s))
	for {
		switch z.Next() {
		case html.ErrorToken:
			return false
		case html.TextToken:
			if strings.TrimFunc(string(z.Text()), isBlank) != "" {
				return true
			}
		}
	}
}
