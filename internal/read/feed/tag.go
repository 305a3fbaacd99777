package feed

import "strings"

// tag is one start or end tag of a text that may be no good XML.
type tag struct {
	start, end       int    // bytes of the text, from "<" to behind ">"
	name             string // as written
	closing, isEmpty bool   // </a>, <a/>
}

// edit is a change that makes good XML of a text.
type edit struct {
	at, end int // bytes of the text that are replaced
	with    string
}

// scanner goes over the tags of a text.
type scanner struct {
	text string
	at   int
	item string // name of the elements that are items, as written
}

// next returns the next tag, and what before it is to be changed: a "<" that
// starts nothing, and a comment or CDATA section that swallows the end of an item,
// since its own is missing. ok is false at the end of the text.
func (s *scanner) next() (t tag, edits []edit, ok bool) {
	for {
		i := strings.IndexByte(s.text[s.at:], '<')
		if i < 0 {
			return tag{}, edits, false
		}
		s.at += i
		if end := skipSpecial(s.text, s.at); end > s.at {
			if cut := strings.Index(s.text[s.at:end], "</"+s.item+">"); cut >= 0 {
				end = s.at + cut
				edits = append(edits, s.cut(end))
			}
			s.at = end
			continue
		}
		if t, ok := readTag(s.text, s.at); ok {
			s.at = t.end
			return t, edits, true
		}
		edits = append(edits, edit{s.at, s.at + 1, "&lt;"})
		s.at++
	}
}

// cut ends the section that starts here before its end.
func (s *scanner) cut(end int) edit {
	if strings.HasPrefix(s.text[s.at:], "<![CDATA[") {
		return edit{end, end, "]]>"}
	}
	return edit{s.at, end, ""}
}

// readTag reads the tag that starts at at.
func readTag(text string, at int) (tag, bool) {
	t := tag{start: at}
	rest := text[at+1:]
	if strings.HasPrefix(rest, "/") {
		t.closing = true
		rest = rest[1:]
	}
	if t.name = tagName(rest); t.name == "" {
		return t, false
	}
	rest = rest[len(t.name):]
	end := tagEnd(rest)
	if end < 0 {
		return t, false
	}
	t.isEmpty = !t.closing && end > 0 && rest[end-1] == '/'
	t.end = len(text) - len(rest) + end + 1
	return t, true
}

// longestTag is the length in bytes up to which the end of a tag is looked for.
const longestTag = 16 << 10

// tagEnd finds the ">" that ends a tag: the first that stands in no quotes, or if
// these do not match the first of all; -1 if a "<" or the end of the text is
// nearer, which no attribute may hold.
func tagEnd(rest string) int {
	rest = rest[:min(len(rest), longestTag)]
	if i := strings.IndexByte(rest, '<'); i >= 0 {
		rest = rest[:i]
	}
	quote := byte(0)
	for i := 0; i < len(rest); i++ {
		switch c := rest[i]; {
		case quote != 0:
			if c == quote {
				quote = 0
			}
		case c == '"' || c == '\'':
			quote = c
		case c == '>':
			return i
		}
	}
	return strings.IndexByte(rest, '>')
}

// attributes counts the attributes of a tag, about; 0 for a tag that is short.
func (t tag) attributes(text string) int {
	if t.end-t.start <= mostAttributes {
		return 0
	}
	return strings.Count(text[t.start:t.end], "=")
}

// lang is the xml:lang of a tag; empty for none.
func (t tag) lang(text string) string {
	s := text[t.start:t.end]
	i := strings.Index(s, "xml:lang")
	if i < 0 {
		return ""
	}
	s = strings.TrimLeft(s[i+len("xml:lang"):], " \t\r\n=")
	if s == "" || s[0] != '"' && s[0] != '\'' {
		return ""
	}
	value, _, ok := strings.Cut(s[1:], s[:1])
	if !ok {
		return ""
	}
	return value
}

// isVoid reports whether an element of HTML has no end tag.
func isVoid(name string) bool {
	switch strings.ToLower(name) {
	case "br", "hr", "img", "input", "wbr", "area", "col", "embed", "param", "track":
		return true
	}
	return false
}
