package html

import (
	"strings"
	"unicode"

	dom "golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// mark returns what the name and the attributes of an element say that it is,
// empty for nothing: a reason of parley.DroppedLine, or "head".
func (o *outline) mark(n *dom.Node) string {
	switch n.DataAtom {
	case atom.Html, atom.Body, atom.Main, atom.H1:
		return ""
	}
	if hidden(n) {
		return "hidden"
	}
	if n.DataAtom == atom.Article {
		return ""
	}
	if why := o.t.tags[n.Data]; why != "" {
		return why
	}
	why := ""
	for i := range n.Attr {
		a := &n.Attr[i]
		switch a.Key {
		case "role":
			why = o.t.roles[strings.ToLower(strings.TrimSpace(a.Val))]
		case "itemprop":
			why = o.t.props[a.Val]
		case "class":
			why = o.classWhy(a.Val)
		case "id", "data-component", "data-testid", "data-type":
			why = o.t.classes.find(splitName(a.Val))
		}
		if why != "" {
			return why
		}
	}
	return ""
}

// hidden reports whether an element says that it is not shown.
func hidden(n *dom.Node) bool {
	for i := range n.Attr {
		a := &n.Attr[i]
		switch a.Key {
		case "hidden":
			if a.Val != "until-found" {
				return true
			}
		case "aria-hidden":
			if a.Val == "true" {
				return true
			}
		case "style":
			s := strings.ToLower(strings.Join(strings.Fields(a.Val), ""))
			if strings.Contains(s, "display:none") || strings.Contains(s, "visibility:hidden") {
				return true
			}
		}
	}
	return false
}

// classWhy looks up each class. A class of a toolkit that hides on some
// screens only ("hidden md:block") says nothing.
func (o *outline) classWhy(val string) string {
	names := strings.Fields(val)
	if len(names) > 40 {
		names = names[:40]
	}
	found := ""
	for _, name := range names {
		if strings.Contains(name, ":") {
			if strings.HasSuffix(name, ":block") || strings.HasSuffix(name, ":flex") || strings.HasSuffix(name, ":grid") {
				return ""
			}
			continue
		}
		if found == "" {
			found = o.t.classes.find(splitName(name))
		}
	}
	return found
}

// bodyMark returns how sure the marks of an element are that it holds the text
// of the article.
func (o *outline) bodyMark(n *dom.Node) int {
	if n.DataAtom == atom.Body || n.DataAtom == atom.Html {
		return 0
	}
	if v := attr(n, "itemprop"); v != "" && strings.Contains(strings.ToLower(v), "articlebody") {
		return 3
	}
	for i := range n.Attr {
		a := &n.Attr[i]
		if a.Key != "class" && a.Key != "id" && a.Key != "data-component" && a.Key != "data-testid" && a.Key != "property" {
			continue
		}
		for _, name := range strings.Fields(a.Val) {
			if o.t.bodies.find(splitName(name)) != "" {
				return 2
			}
		}
	}
	if n.DataAtom == atom.Article || n.DataAtom == atom.Main || attr(n, "role") == "main" || attr(n, "role") == "article" {
		return 1
	}
	return 0
}

// splitName cuts a class or id into its words in lower case: at signs, figures
// and where a capital follows a small letter.
func splitName(s string) []string {
	if len(s) > 120 {
		s = s[:120]
	}
	var words []string
	start := -1
	var before rune
	end := func(i int) {
		if start >= 0 {
			words = append(words, strings.ToLower(s[start:i]))
		}
		start = -1
	}
	for i, r := range s {
		switch {
		case !unicode.IsLetter(r) && !(start >= 0 && unicode.IsDigit(r)):
			end(i)
		case start < 0:
			start = i
		case unicode.IsUpper(r) && unicode.IsLower(before):
			end(i)
			start = i
		}
		before = r
	}
	end(len(s))
	return words
}
