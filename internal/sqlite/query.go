package sqlite

import (
	"fmt"
	"strings"
	"unicode"

	"parley"
)

// phrase is one thing that a query asks for: words one behind the other. The
// last may be the beginning of a word only.
type phrase struct {
	words  string
	prefix bool
}

// textQuery is a query of words: each group must be met by one of its phrases,
// and none of not may occur.
type textQuery struct {
	groups [][]phrase
	not    []phrase
}

// queryWords is the most phrases that a query may have.
const queryWords = 64

// parseQuery reads a query as Filter.Text has it; ErrQuery for one that asks for
// nothing, or has OR without two sides.
func parseQuery(text string) (textQuery, error) {
	var q textQuery
	or, count := false, 0
	rest := strings.ToValidUTF8(text, " ")
	for {
		p, minus, quoted, more, ok := nextPhrase(rest)
		if !ok {
			break
		}
		rest = more
		switch count++; {
		case count > queryWords:
			return q, fmt.Errorf("%w: more than %d words to look for", parley.ErrQuery, queryWords)
		case p.words == "OR" && !quoted && !minus && !p.prefix:
			if or || len(q.groups) == 0 {
				return q, fmt.Errorf("%w: OR stands between two words", parley.ErrQuery)
			}
			or = true
			continue
		case !hasWord(p.words):
			continue // a dash, a comma: nothing that texts are searched for
		case minus && or:
			return q, fmt.Errorf("%w: OR cannot join what must not be there", parley.ErrQuery)
		case minus:
			q.not = append(q.not, p)
		case or:
			last := len(q.groups) - 1
			q.groups[last] = append(q.groups[last], p)
		default:
			q.groups = append(q.groups, []phrase{p})
		}
		or = false
	}
	if or {
		return q, fmt.Errorf("%w: OR stands between two words", parley.ErrQuery)
	}
	if len(q.groups) == 0 {
		return q, fmt.Errorf("%w: %q names no word to look for", parley.ErrQuery, text)
	}
	return q, nil
}

// nextPhrase cuts the next word or quoted phrase off a query.
func nextPhrase(s string) (p phrase, minus, quoted bool, rest string, ok bool) {
	s = strings.TrimLeftFunc(s, isGap)
	if s == "" {
		return p, false, false, "", false
	}
	if s[0] == '-' {
		minus = true
		s = s[1:]
	}
	if strings.HasPrefix(s, `"`) {
		p.words, rest, _ = strings.Cut(s[1:], `"`)
		if strings.HasPrefix(rest, "*") {
			p.prefix, rest = true, rest[1:]
		}
		return p, minus, true, rest, true
	}
	end := strings.IndexFunc(s, func(r rune) bool { return isGap(r) || r == '"' })
	if end < 0 {
		end = len(s)
	}
	p.words, p.prefix = strings.CutSuffix(s[:end], "*")
	return p, minus, false, s[end:], true
}

// isGap reports whether a character parts words: white space, control characters.
func isGap(r rune) bool { return unicode.IsSpace(r) || unicode.IsControl(r) }

// isWord reports whether a character is part of a word, as the index has it.
func isWord(r rune) bool { return unicode.IsLetter(r) || unicode.IsNumber(r) || unicode.IsMark(r) }

func hasWord(s string) bool {
	return strings.ContainsFunc(s, func(r rune) bool { return unicode.IsLetter(r) || unicode.IsNumber(r) })
}

// matchOf translates a query into the language of SQLite's FTS5: every word in
// quotes, so that nothing in it has a meaning there.
func matchOf(text string) (string, error) {
	q, err := parseQuery(text)
	if err != nil {
		return "", err
	}
	return q.match(), nil
}

// match writes a query for FTS5.
func (q textQuery) match() string {
	var b strings.Builder
	for i, group := range q.groups {
		if i > 0 {
			b.WriteString(" AND ")
		}
		writeAny(&b, group)
	}
	if len(q.not) == 0 {
		return b.String()
	}
	not := "(" + b.String() + ") NOT "
	b.Reset()
	b.WriteString(not)
	writeAny(&b, q.not)
	return b.String()
}

// writeAny writes alternatives.
func writeAny(b *strings.Builder, list []phrase) {
	b.WriteByte('(')
	for i, p := range list {
		if i > 0 {
			b.WriteString(" OR ")
		}
		b.WriteString(`"` + strings.ReplaceAll(strings.Map(ungap, p.words), `"`, `""`) + `"`)
		if p.prefix {
			b.WriteString(" *")
		}
	}
	b.WriteByte(')')
}

// ungap makes white space and control characters blanks.
func ungap(r rune) rune {
	if isGap(r) {
		return ' '
	}
	return r
}
