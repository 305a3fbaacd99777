package html

import (
	"encoding/json"
	"slices"
	"strings"
	"unicode"

	dom "golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// linked is what JSON-LD states of the article.
type linked struct {
	headline, published, modified, outlet, language, url, body string
	authors                                                    []string
	rank                                                       int // how surely it is of this page
}

// Bounds of JSON-LD: what is larger or deeper is left unread.
const (
	maxLD      = 4 << 20
	maxLDDepth = 24
	maxLDNodes = 20000
)

// linkedOf reads the JSON-LD of a page and returns what it states of the
// article: of several articles the one of this address or headline.
func linkedOf(root *dom.Node, url, h1 string) linked {
	g := graph{byID: map[string]map[string]any{}}
	var broken []string
	each(root, func(n *dom.Node) bool {
		if n.DataAtom != atom.Script {
			return true
		}
		kind := strings.ToLower(attr(n, "type"))
		if n.FirstChild == nil || !strings.Contains(kind, "ld+json") || len(n.FirstChild.Data) > maxLD {
			return false
		}
		src := n.FirstChild.Data
		var v any
		if json.Unmarshal([]byte(src), &v) != nil && json.Unmarshal([]byte(mendJSON(src)), &v) != nil {
			broken = append(broken, src)
			return false
		}
		g.add(v, 0)
		return false
	})
	var best linked
	for _, o := range g.articles {
		l := g.read(o)
		l.rank = 1
		if sameAddress(l.url, url) {
			l.rank = 3
		}
		if h1 != "" && letters(l.headline) == letters(h1) {
			l.rank += 2
		}
		if best.rank == 0 || l.rank > best.rank {
			best = l
		}
	}
	for _, src := range broken {
		if best.rank == 0 {
			best = scanJSON(src)
		}
	}
	return best
}

// graph is all objects of a page's JSON-LD.
type graph struct {
	byID     map[string]map[string]any
	articles []map[string]any
	nodes    int
}

// add gathers the articles, and the objects that others may refer to.
func (g *graph) add(v any, depth int) {
	if g.nodes++; depth > maxLDDepth || g.nodes > maxLDNodes {
		return
	}
	switch v := v.(type) {
	case []any:
		for _, e := range v {
			g.add(e, depth+1)
		}
	case map[string]any:
		if id, _ := v["@id"].(string); id != "" && len(v) > len(g.byID[id]) {
			g.byID[id] = v
		}
		if isArticle(v) {
			g.articles = append(g.articles, v)
		}
		for _, key := range slices.Sorted(keys(v)) {
			if key != "itemListElement" && key != "comment" && key != "hasPart" && key != "relatedLink" {
				g.add(v[key], depth+1)
			}
		}
	}
}

func keys(m map[string]any) func(yield func(string) bool) {
	return func(yield func(string) bool) {
		for k := range m {
			if !yield(k) {
				return
			}
		}
	}
}

// isArticle reports whether an object is of one of schema.org's types for an
// article, and says anything of it.
func isArticle(o map[string]any) bool {
	is := false
	for _, t := range stringsOf(o["@type"]) {
		t = t[strings.LastIndexAny(t, "/:#")+1:]
		is = is || strings.HasSuffix(t, "Article") || strings.HasSuffix(t, "BlogPosting") || t == "Report" || t == "WebPage" && o["datePublished"] != nil
	}
	return is && (o["headline"] != nil || o["datePublished"] != nil || o["articleBody"] != nil || o["name"] != nil)
}

func (g *graph) read(o map[string]any) linked {
	str := func(key string) string {
		s, _ := o[key].(string)
		return plainText(s)
	}
	l := linked{headline: str("headline"), published: str("datePublished"), modified: str("dateModified"), language: str("inLanguage"), url: str("url")}
	if l.headline == "" {
		l.headline = str("name")
	}
	if l.published == "" {
		l.published = str("dateCreated")
	}
	if lang, ok := o["inLanguage"].(map[string]any); ok {
		l.language, _ = lang["alternateName"].(string)
	}
	switch m := o["mainEntityOfPage"].(type) {
	case string:
		l.url = m
	case map[string]any:
		if id, _ := m["@id"].(string); id != "" {
			l.url = id
		}
	}
	if body, ok := o["articleBody"].(string); ok {
		l.body = body
	}
	l.authors = g.names(o["author"])
	if l.authors == nil {
		l.authors = g.names(o["creator"])
	}
	if n := g.names(o["publisher"]); len(n) > 0 {
		l.outlet = n[0]
	} else if n := g.names(o["sourceOrganization"]); len(n) > 0 {
		l.outlet = n[0]
	}
	return l
}

// names returns the names of persons or organisations.
func (g *graph) names(v any) []string {
	var out []string
	add := func(s string) {
		if s = plainText(s); s != "" && !strings.Contains(s, "://") && !slices.Contains(out, s) && len(out) < 20 {
			out = append(out, s)
		}
	}
	switch v := v.(type) {
	case string:
		add(v)
	case []any:
		for _, e := range v {
			for _, n := range g.names(e) {
				add(n)
			}
		}
	case map[string]any:
		if name, ok := v["name"].(string); ok {
			add(name)
		} else if id, _ := v["@id"].(string); id != "" {
			if name, ok := g.byID[id]["name"].(string); ok {
				add(name)
			}
		} else if list, ok := v["name"].([]any); ok {
			for _, s := range stringsOf(list) {
				add(s)
			}
		}
	}
	return out
}

// plainText takes markup and entities out of a value that should have none.
func plainText(s string) string {
	if strings.Contains(s, "<") {
		if root, err := dom.Parse(strings.NewReader(s[:min(len(s), 1<<16)])); err == nil {
			s = textOf(root)
		}
	}
	return cleanLine(dom.UnescapeString(s))
}

func stringsOf(v any) []string {
	switch v := v.(type) {
	case string:
		return []string{v}
	case []any:
		var out []string
		for _, e := range v {
			if s, ok := e.(string); ok {
				out = append(out, s)
			}
		}
		return out
	}
	return nil
}

// mendJSON mends the common faults of JSON that templates write: comment or
// CDATA signs around it, line ends within strings, commas before a closing
// bracket, a semicolon at the end.
func mendJSON(s string) string {
	s = strings.TrimSpace(s)
	for _, cut := range []string{"<!--", "//<![CDATA[", "/*<![CDATA[*/", "<![CDATA["} {
		s = strings.TrimSpace(strings.TrimPrefix(s, cut))
	}
	for _, cut := range []string{"-->", "//]]>", "/*]]>*/", "]]>", ";"} {
		s = strings.TrimSpace(strings.TrimSuffix(s, cut))
	}
	var b strings.Builder
	b.Grow(len(s))
	inside := false
	for i := 0; i < len(s); i++ {
		c := s[i]
		switch {
		case inside && c == '\\' && i+1 < len(s):
			if strings.IndexByte(`"\/bfnrtu`, s[i+1]) >= 0 {
				b.WriteByte(c)
			}
			i++
			b.WriteByte(s[i])
		case inside && c < ' ':
			b.WriteByte(' ')
		case c == '"':
			inside = !inside
			b.WriteByte(c)
		case !inside && c == ',':
			rest := strings.TrimLeftFunc(s[i+1:], unicode.IsSpace)
			if rest == "" || rest[0] != ']' && rest[0] != '}' && rest[0] != ',' {
				b.WriteByte(c)
			}
		default:
			b.WriteByte(c)
		}
	}
	return b.String()
}

// scanJSON picks single values out of JSON that cannot be parsed.
func scanJSON(s string) linked {
	l := linked{headline: plainText(scanString(s, "headline")), published: scanString(s, "datePublished"),
		modified: scanString(s, "dateModified"), rank: 1}
	if i := strings.Index(s, `"publisher"`); i >= 0 {
		l.outlet = plainText(scanString(s[i:min(len(s), i+600)], "name"))
	}
	return l
}

// scanString returns the first string value of a key.
func scanString(s, key string) string {
	i := strings.Index(s, `"`+key+`"`)
	if i < 0 {
		return ""
	}
	rest := strings.TrimLeft(s[i+len(key)+2:], " \t\r\n")
	rest, ok := strings.CutPrefix(rest, ":")
	rest = strings.TrimLeft(rest, " \t\r\n")
	if !ok || !strings.HasPrefix(rest, `"`) {
		return ""
	}
	for j := 1; j < len(rest) && j < 4000; j++ {
		switch rest[j] {
		case '\\':
			j++
		case '"', '\n':
			var out string
			if json.Unmarshal([]byte(rest[:j]+`"`), &out) == nil {
				return out
			}
			return ""
		}
	}
	return ""
}
