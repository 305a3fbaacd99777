package brief

import (
	"bufio"
	"io"
	"net/url"
	"strings"
)

// Markdown writes a report as CommonMark with tables (as GitHub reads them).
// Citations are links to the list of sources at the end. Whatever came from an
// article is escaped: it can make no link, heading or tag.
func Markdown(out io.Writer, b *Brief) error {
	m := &markdown{w: bufio.NewWriter(out), b: b}
	m.print("# ", mdText(b.Title), "\n\n")
	m.paragraph(b.Head)
	for _, s := range b.Sections {
		m.print("## ", mdText(s.Title), "\n\n")
		for _, block := range s.Blocks {
			m.block(&block)
		}
	}
	m.sources()
	m.queries()
	return m.w.Flush()
}

// markdown writes one report; the writer keeps its first error.
type markdown struct {
	w *bufio.Writer
	b *Brief
}

func (m *markdown) print(parts ...string) {
	for _, p := range parts {
		m.w.WriteString(p)
	}
}

// sentence writes a sentence with its citations behind it.
func (m *markdown) sentence(s Sentence) string {
	var b strings.Builder
	for _, p := range s.Parts {
		b.WriteString(mdText(p.Text))
	}
	for i, c := range s.Cites {
		if i == 0 {
			b.WriteString(" ")
		}
		label := m.b.label(c)
		b.WriteString("[\\[" + label + "\\]](#s" + label + ")")
	}
	return b.String()
}

func (m *markdown) paragraph(list []Sentence) {
	for i, s := range list {
		if i > 0 {
			m.print(" ")
		}
		m.print(mdStart(m.sentence(s)))
	}
	m.print("\n\n")
}

func (m *markdown) block(b *Block) {
	if b.Caption != nil {
		m.print("**", m.sentence(*b.Caption), "**\n\n")
	}
	switch b.Kind {
	case Table:
		m.table(b)
	case List:
		for _, item := range b.Items {
			m.print("- ")
			for i, s := range item {
				if i > 0 {
					m.print(" ")
				}
				m.print(mdStart(m.sentence(s)))
			}
			m.print("\n")
		}
		m.print("\n")
	default:
		for _, item := range b.Items {
			m.paragraph(item)
		}
	}
}

func (m *markdown) table(b *Block) {
	m.print("|")
	for _, h := range b.Head {
		m.print(" ", mdText(h), " |")
	}
	m.print("\n|")
	for i := range b.Head {
		if numeric(b, i) {
			m.print(" ---: |")
		} else {
			m.print(" --- |")
		}
	}
	m.print("\n")
	for _, row := range b.Rows {
		m.print("|")
		for _, cell := range row {
			m.print(" ", m.sentence(cell), " |")
		}
		m.print("\n")
	}
	m.print("\n")
}

// numeric tells whether all cells of a column are counts.
func numeric(b *Block, column int) bool {
	for _, row := range b.Rows {
		if column >= len(row) || len(row[column].Parts) != 1 {
			return false
		}
		f := row[column].Parts[0].Fact
		if f == nil || f.Kind != FactCount && f.Kind != FactToll && f.Kind != FactRate {
			return false
		}
	}
	return len(b.Rows) > 0
}

func (m *markdown) sources() {
	if len(m.b.Sources) == 0 {
		return
	}
	m.print("## Sources\n\n")
	for i, s := range m.b.Sources {
		n := digits(i + 1)
		m.print(`<a id="s`, n, `"></a>**\[`, n, `\]** `, mdText(sourceLine(&s)))
		if link := safeURL(s.URL); link != "" {
			m.print(" <", link, ">")
		}
		m.print("\n\n")
		for q, quote := range s.Quotes {
			m.print("> ")
			if len(s.Quotes) > 1 {
				m.print(`<a id="s`, n, letter(q), `"></a>\[`, n, letter(q), `\] `)
			}
			m.print("“", mdText(oneLine(quote.Text)), "” (bytes ", digits(quote.Start), " to ", digits(quote.End), ")\n")
			if q < len(s.Quotes)-1 {
				m.print(">\n")
			}
		}
		m.print("\n")
	}
}

// sourceLine names an article: outlet, title, date, where it is, its ID.
func sourceLine(s *Source) string {
	var parts []string
	outlet := s.Outlet
	if outlet == "" {
		outlet = "Outlet not named"
	}
	parts = append(parts, outlet)
	if s.Title != "" {
		parts = append(parts, "“"+oneLine(s.Title)+"”")
	}
	if day := s.Published.Time(); !day.IsZero() {
		parts = append(parts, dayWords(day))
	} else {
		parts = append(parts, "date not known")
	}
	if s.Ref != "" && s.Ref != s.URL {
		parts = append(parts, s.Ref)
	}
	return strings.Join(append(parts, "article "+s.Article), ", ") + "."
}

func (m *markdown) queries() {
	if len(m.b.Queries) == 0 {
		return
	}
	m.print("## How the counts were made\n\n", mdText(countNote), "\n\n")
	for _, q := range m.b.Queries {
		m.print("- **", q.Name, "**: ", mdText(q.What))
		if q.Command != "" {
			m.print("; ", mdCode(q.Command))
		}
		m.print("\n")
	}
}

// countNote says how incidents are counted.
const countNote = "An incident is counted on the first day on which it can have been. Left out of the counts are what is told as " +
	"background, standing totals, and what is told neither as a fact nor as an allegation. Killed and injured are sums of each incident's estimate."

// mdText escapes text so that Markdown shows it as it is.
func mdText(s string) string {
	var b strings.Builder
	for _, r := range clean(s) {
		if strings.ContainsRune("\\`*_{}[]<>#|~&!", r) {
			b.WriteByte('\\')
		}
		b.WriteRune(r)
	}
	return safeLinks(b.String())
}

// safeLinks breaks what renderers turn into links by themselves ("http://",
// "www.", an address with @): a text of an article is no link of ours.
func safeLinks(s string) string {
	return strings.NewReplacer("://", "\\://", "www.", "www\\.", "WWW.", "WWW\\.", "@", "\\@").Replace(s)
}

// mdStart escapes what would begin a list, a rule or a heading at a line's start.
func mdStart(s string) string {
	if s == "" {
		return s
	}
	if strings.IndexByte("-+=>", s[0]) >= 0 {
		return "\\" + s
	}
	for i := 0; i < len(s); i++ {
		if s[i] >= '0' && s[i] <= '9' {
			continue
		}
		if i > 0 && (s[i] == '.' || s[i] == ')') {
			return s[:i] + "\\" + s[i:]
		}
		break
	}
	return s
}

// mdCode writes code, whatever backticks it holds.
func mdCode(s string) string {
	fence := "`"
	for strings.Contains(s, fence) {
		fence += "`"
	}
	s = oneLine(clean(s))
	if strings.HasPrefix(s, "`") || strings.HasSuffix(s, "`") {
		s = " " + s + " "
	}
	return fence + s + fence
}

// safeURL returns an address that may be linked: of the web, and without
// characters that end a link; empty for others.
func safeURL(s string) string {
	u, err := url.Parse(s)
	if err != nil || u.Scheme != "http" && u.Scheme != "https" || u.Host == "" {
		return ""
	}
	return strings.NewReplacer("<", "%3C", ">", "%3E", " ", "%20", `"`, "%22", "(", "%28", ")", "%29", `\`, "%5C", "'", "%27").Replace(u.String())
}
