package html

import (
	"strconv"
	"strings"
	"sync"

	"parley/data"
)

// tables are the lists of data/page, as the readers of this package look them up.
type tables struct {
	tags, roles, props map[string]string
	classes            phrases
	bodies             phrases
	metas              map[string]meta
	months             map[string]int
	zones              map[string]int // minutes east of Greenwich
	dateWords          map[string]string
	sections           map[string]string
}

// meta is what a meta element of a name states; a lower rank counts first.
type meta struct {
	what string
	rank int
}

// phrases are words in a row, by the first of them.
type phrases map[string][]phrase

type phrase struct {
	words []string
	why   string
}

func (p phrases) add(text, why string) {
	words := strings.Fields(text)
	p[words[0]] = append(p[words[0]], phrase{words, why})
}

// find returns the why of a phrase that stands in words, the longest of those
// that start first; empty for none. A word such as "no" before it turns it off,
// and "hidden" has to stand alone: of "label-hidden" or "hidden-xs" more is shown.
func (p phrases) find(words []string) string {
	for i, w := range words {
		why, longest := "", 0
		for _, ph := range p[w] {
			if n := len(ph.words); n > longest && startsWith(words[i:], ph.words) && (n > 1 || n == len(words) || ph.why != "hidden") {
				why, longest = ph.why, n
			}
		}
		if longest > 0 {
			if i > 0 && negates(words[i-1]) || i > 0 && ofTopic(words[0]) {
				return ""
			}
			return why
		}
	}
	return ""
}

func startsWith(words, head []string) bool {
	if len(words) < len(head) {
		return false
	}
	for i, w := range head {
		if words[i] != w {
			return false
		}
	}
	return true
}

// negates tells the words that say that a thing is elsewhere or absent
// ("has-sidebar", "no-comments").
func negates(w string) bool {
	switch w {
	case "has", "have", "no", "not", "non", "with", "without", "hide", "show", "supports", "enable", "allow":
		return true
	}
	return false
}

// ofTopic tells the first words of classes that name what an article is about
// ("category-newsletters", "tag-comments").
func ofTopic(w string) bool {
	switch w {
	case "tag", "category", "section", "topic", "channel", "cat", "term", "taxonomy", "page", "is", "type":
		return true
	}
	return false
}

// lists is the embedded tables. A test loads them, so that they cannot fail.
var lists = sync.OnceValue(func() *tables {
	t, err := loadTables()
	if err != nil {
		panic(err)
	}
	return t
})

func loadTables() (*tables, error) {
	t := &tables{
		tags: map[string]string{}, roles: map[string]string{}, props: map[string]string{},
		classes: phrases{}, bodies: phrases{}, metas: map[string]meta{}, months: map[string]int{},
		zones: map[string]int{}, dateWords: map[string]string{}, sections: map[string]string{},
	}
	for _, f := range []struct {
		name    string
		columns int
		add     func(cells []string, rank int) error
	}{
		{"page/marks.tsv", 3, t.addMark},
		{"page/bodies.tsv", 2, func(c []string, _ int) error { t.bodies.add(strings.ToLower(c[1]), c[0]); return nil }},
		{"page/metas.tsv", 2, func(c []string, rank int) error { t.metas[c[1]] = meta{c[0], rank}; return nil }},
		{"page/months.tsv", 2, func(c []string, _ int) error { return setNumber(t.months, c) }},
		{"page/zones.tsv", 2, func(c []string, _ int) error { return setNumber(t.zones, c) }},
		{"page/datewords.tsv", 2, func(c []string, _ int) error { t.dateWords[c[1]] = c[0]; return nil }},
		{"page/sections.tsv", 2, func(c []string, _ int) error { t.sections[c[0]] = c[1]; return nil }},
	} {
		rows, err := data.Rows(data.FS, f.name, f.columns)
		if err != nil {
			return nil, err
		}
		for i, r := range rows {
			if err := f.add(r.Cells, i); err != nil {
				return nil, err
			}
		}
	}
	return t, nil
}

func (t *tables) addMark(c []string, _ int) error {
	switch c[0] {
	case "tag":
		t.tags[c[1]] = c[2]
	case "role":
		t.roles[c[1]] = c[2]
	case "prop":
		t.props[c[1]] = c[2]
	default:
		t.classes.add(c[1], c[2])
	}
	return nil
}

func setNumber(m map[string]int, c []string) error {
	n, err := strconv.Atoi(c[1])
	m[c[0]] = n
	return err
}
