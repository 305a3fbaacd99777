package html

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"strings"

	dom "golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"parley"
)

// Bounds of a page. A page of news has a tree some 30 deep; the parser refuses
// more than 512, and walks over the tree call themselves as deep.
const (
	maxDepth = 256
	// maxPage bounds the markup that is parsed; what is behind it is left out.
	maxPage = 16 << 20
	// maxNodes bounds the elements and texts that are looked at.
	maxNodes = 1 << 19
)

// parse makes a tree of a page. What is nested too deep is put on one level.
// noscript says whether what stands in elements of that name is part of it.
func parse(text string, noscript bool) (*dom.Node, error) {
	if len(text) > maxPage {
		text = strings.ToValidUTF8(text[:maxPage], "")
	}
	if deep(text) {
		text = flatten(text)
	}
	script := dom.ParseOptionEnableScripting(!noscript)
	root, err := dom.ParseWithOptions(strings.NewReader(text), script)
	if err != nil {
		if root, err = dom.ParseWithOptions(strings.NewReader(flatten(text)), script); err != nil {
			return nil, fmt.Errorf("%w: %w", parley.ErrFormat, err)
		}
	}
	return root, nil
}

// deep reports whether more elements may be open at a time than maxDepth: it
// counts starts without ends, but for elements that need none.
func deep(text string) bool {
	open, deepest := 0, 0
	for i := strings.IndexByte(text, '<'); i >= 0 && i+1 < len(text); {
		c := text[i+1] | 0x20
		switch {
		case text[i+1] == '/':
			open = max(0, open-1)
		case c >= 'a' && c <= 'z':
			if !isVoid(nameAt(text[i+1:])) {
				open++
				deepest = max(deepest, open)
			}
		}
		next := strings.IndexByte(text[i+1:], '<')
		if next < 0 {
			break
		}
		i += 1 + next
	}
	return deepest > maxDepth
}

func nameAt(s string) string {
	n := 0
	for n < len(s) && n < 12 && (s[n]|0x20 >= 'a' && s[n]|0x20 <= 'z' || s[n] >= '0' && s[n] <= '9') {
		n++
	}
	return strings.ToLower(s[:n])
}

// isVoid tells elements without an end, or whose end may be left out.
func isVoid(name string) bool {
	switch name {
	case "br", "img", "meta", "link", "input", "hr", "source", "wbr", "p", "li", "dt", "dd", "option",
		"td", "tr", "th", "col", "base", "embed", "param", "track", "area", "html", "head", "body":
		return true
	}
	return false
}

// flatten writes a page again without the elements that only hold others, so
// that its tree is shallow whatever its source: texts, links, and the elements
// that part texts or state something stay.
func flatten(text string) string {
	z := dom.NewTokenizer(strings.NewReader(text))
	var b bytes.Buffer
	for n := 0; n < maxNodes; n++ {
		switch z.Next() {
		case dom.ErrorToken:
			if !errors.Is(z.Err(), io.EOF) {
				return ""
			}
			return b.String()
		case dom.TextToken:
			b.Write(z.Raw())
		case dom.StartTagToken, dom.SelfClosingTagToken:
			raw := append([]byte(nil), z.Raw()...)
			name, _ := z.TagName()
			writeFlat(&b, atom.Lookup(name), raw)
		case dom.EndTagToken:
			raw := append([]byte(nil), z.Raw()...)
			name, _ := z.TagName()
			switch a := atom.Lookup(name); a {
			case atom.Script, atom.Style, atom.Title, atom.Textarea, atom.Noscript, atom.Head:
				b.Write(raw)
			case atom.P, atom.H1, atom.H2, atom.H3, atom.H4, atom.Li, atom.Blockquote, atom.Div, atom.Section, atom.Article, atom.Td, atom.Tr:
				b.WriteString("</p>")
			}
		}
	}
	return b.String()
}

// writeFlat writes the start of an element into a page that is made flat.
func writeFlat(b *bytes.Buffer, a atom.Atom, raw []byte) {
	switch a {
	case atom.Script, atom.Style, atom.Title, atom.Textarea, atom.Noscript, atom.Head, atom.Meta, atom.Link, atom.Base,
		atom.Html, atom.Body, atom.Br, atom.Time:
		if a == atom.Time {
			return
		}
		b.Write(raw)
	case atom.P, atom.H1, atom.H2, atom.H3, atom.H4, atom.Li, atom.Blockquote, atom.Div, atom.Section, atom.Article, atom.Td, atom.Tr:
		b.WriteString("<p>")
	}
}

func attr(n *dom.Node, key string) string {
	for i := range n.Attr {
		if n.Attr[i].Key == key && n.Attr[i].Namespace == "" {
			return n.Attr[i].Val
		}
	}
	return ""
}

func hasAttr(n *dom.Node, key string) bool {
	for i := range n.Attr {
		if n.Attr[i].Key == key {
			return true
		}
	}
	return false
}

// each calls f for the elements below n in their order, and for what is in them
// where f returns true.
func each(n *dom.Node, f func(*dom.Node) bool) {
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		if c.Type != dom.ElementNode || f(c) {
			each(c, f)
		}
	}
}

// textOf returns the words below n in one line.
func textOf(n *dom.Node) string {
	var b strings.Builder
	var walk func(*dom.Node)
	walk = func(n *dom.Node) {
		switch {
		case n.Type == dom.TextNode:
			b.WriteString(n.Data)
		case n.Type == dom.ElementNode && (silent(n.DataAtom) || n.DataAtom == atom.Style):
			return
		case n.Type == dom.ElementNode && !isInline(n):
			b.WriteByte(' ')
		}
		for c := n.FirstChild; c != nil; c = c.NextSibling {
			walk(c)
		}
	}
	walk(n)
	return oneLine(b.String())
}

// oneLine joins the words of s by single blanks.
func oneLine(s string) string { return strings.Join(strings.Fields(s), " ") }
