package agreement

import (
	"bufio"
	"fmt"
	"io"
	"regexp"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"parley"
)

// clause is one paragraph of an agreement.
type clause struct {
	number string // "3.b.ii"; empty for a paragraph before the first number
	parent int    // index of the clause that it stands under; -1 for none
	start  int    // bytes of the text, half-open
	end    int
	// body and bodyEnd are the bytes of what is to be done, without the party and
	// the deadline of a row's cells.
	body, bodyEnd int
	// party, theme and due are what the cells of a CSV say; empty for a text.
	party, theme, due string
}

// draft is an agreement cut into clauses, before it is understood.
type draft struct {
	title   string
	text    strings.Builder
	clauses []clause
	// rows tells that the clauses are rows of a CSV, each a provision by itself.
	rows bool
}

// put adds a paragraph to the text and returns its bytes.
func (d *draft) put(paragraph string) (start, end int) {
	if d.text.Len() > 0 {
		d.text.WriteString("\n\n")
	}
	start = d.text.Len()
	d.text.WriteString(paragraph)
	return start, d.text.Len()
}

// most is how long a line of an agreement may be, in bytes.
const most = 1 << 20

// readText cuts a text into clauses: paragraphs are parted by blank lines or
// begun by a number ("Article 3", "2.1", "(b)", "iv."), and lines within one are
// joined. The first paragraph without a number is the title if it is one line
// without a full stop.
func readText(in io.Reader) (*draft, error) {
	d := &draft{}
	var outline outline
	var lines []string
	number, unnumbered, parent := "", "", -1
	flush := func() {
		paragraph := strings.Join(lines, " ")
		lines = nil
		switch {
		case paragraph == "":
			if number != "" { // a heading without words still holds clauses
				d.clauses = append(d.clauses, clause{number: number, parent: parent, start: d.text.Len(), end: d.text.Len(), body: d.text.Len(), bodyEnd: d.text.Len()})
			}
		case d.title == "" && len(d.clauses) == 0 && number == "" && !strings.HasSuffix(paragraph, ".") && len(paragraph) < 200:
			d.title = paragraph
			d.put(paragraph)
		default:
			if number == "" {
				unnumbered, parent = outline.below()
			}
			start, end := d.put(paragraph)
			d.clauses = append(d.clauses, clause{number: number + unnumbered, parent: parent, start: start, end: end, body: start, bodyEnd: end})
			unnumbered = ""
		}
		if number == "" {
			return
		}
		outline.at(number, len(d.clauses)-1)
		number = ""
	}
	scanner := bufio.NewScanner(in)
	scanner.Buffer(nil, most)
	n := 0
	for scanner.Scan() {
		n++
		line := scanner.Text()
		if !utf8.ValidString(line) {
			return nil, fmt.Errorf("line %d: %w: not UTF-8", n, parley.ErrSyntax)
		}
		line = strings.Join(strings.FieldsFunc(line, blank), " ")
		if line == "" {
			flush()
			continue
		}
		if style, label, rest, ok := marker(line, outline.deepest()); ok {
			flush()
			number, parent = outline.open(style, label)
			line = rest
		}
		if line != "" {
			lines = append(lines, line)
		}
	}
	if err := scanner.Err(); err != nil {
		return nil, fmt.Errorf("after line %d: %w", n, err)
	}
	flush()
	if d.text.Len() == 0 {
		return nil, parley.ErrEmpty
	}
	return d, nil
}

// blank reports what parts words or is no letter at all.
func blank(r rune) bool { return unicode.IsSpace(r) || unicode.IsControl(r) || r == '\ufeff' }

// style is how a clause is numbered; a style that returns closes what was opened
// below it.
type style string

const (
	heading style = "heading" // "Article 3", "Part One"
	digits  style = "digits"  // "2.", "2.1"; the number of dots is added
	upper   style = "upper"   // "A."
	lower   style = "lower"   // "(b)"
	roman   style = "roman"   // "(iv)", "II."
)

var (
	headingLine = regexp.MustCompile(`^(?i:(article|section|part|chapter|point|annex|protocol|title))\s+([0-9]+(?:\.[0-9]+)*|[IVXLC]+|[A-Z]|(?i:one|two|three|four|five|six|seven|eight|nine|ten))\b\s*[.:–—-]?\s*(.*)$`)
	digitsLine  = regexp.MustCompile(`^\(?([0-9]{1,3}(?:\.[0-9A-Za-z]{1,3})*)(?:[.)]\s*|\s+)(\S.*)?$`)
	letterLine  = regexp.MustCompile(`^\(?([a-z]|[A-Z]|[ivxlc]+|[IVXLC]+)[.)]\s*(.*)$`)
)

// marker reads the number that a line begins with. above is the label that the
// deepest open clause has, to tell the letter i after h from the number one.
func marker(line, above string) (s style, label, rest string, ok bool) {
	if m := headingLine.FindStringSubmatch(line); m != nil {
		label = m[2]
		if strings.EqualFold(m[1], "annex") || strings.EqualFold(m[1], "protocol") {
			label = strings.ToUpper(m[1][:1]) + strings.ToLower(m[1][1:]) + " " + label
		}
		return heading, label, m[3], true
	}
	if m := digitsLine.FindStringSubmatch(line); m != nil && !startsDate(line) {
		return digits + style(strconv.Itoa(strings.Count(m[1], "."))), m[1], m[2], true
	}
	m := letterLine.FindStringSubmatch(line)
	if m == nil || strings.HasPrefix(line, "I.") && len(m[2]) == 1 {
		return "", "", "", false
	}
	label, rest = m[1], m[2]
	switch {
	case len(label) == 1 && len(above) == 1 && label[0] == above[0]+1:
		if label[0] >= 'a' {
			return lower, label, rest, true
		}
		return upper, label, rest, true
	case strings.Trim(label, "ivxlc") == "" || strings.Trim(label, "IVXLC") == "":
		return roman, label, rest, true
	case label[0] >= 'a':
		return lower, label, rest, true
	}
	return upper, label, rest, true
}

var dateLine = regexp.MustCompile(`^[0-9]{1,2}\s+[A-Z][a-z]+\s+[0-9]{4}`)

// startsDate reports whether the number that a line begins with is a day.
func startsDate(line string) bool { return dateLine.MatchString(line) }

// outline is the way from the top to the clause that is open.
type outline struct {
	levels []level
	used   map[string]int
}

type level struct {
	style  style
	label  string
	number string
	clause int
}

// deepest returns the label of the deepest open clause.
func (o *outline) deepest() string {
	if len(o.levels) == 0 {
		return ""
	}
	return o.levels[len(o.levels)-1].label
}

// open opens a clause and returns its full number and the clause above it.
func (o *outline) open(s style, label string) (number string, parent int) {
	for i, l := range o.levels {
		if l.style == s {
			o.levels = o.levels[:i]
			break
		}
	}
	number, parent = label, -1
	if n := len(o.levels); n > 0 {
		above := o.levels[n-1]
		parent = above.clause
		// "2.1" below "2" and "3.4" below "Article 3" hold the number above already.
		if !strings.HasPrefix(label, above.label+".") {
			number = above.number + "." + label
		} else {
			number = above.number + strings.TrimPrefix(label, above.label)
		}
	}
	if o.used == nil {
		o.used = make(map[string]int)
	}
	o.used[number]++
	if n := o.used[number]; n > 1 { // a text that numbers anew without a heading
		number = fmt.Sprintf("%s #%d", number, n)
	}
	o.levels = append(o.levels, level{style: s, label: label, number: number, clause: -1})
	return number, parent
}

// below returns a number for a paragraph that has none: that of the open clause,
// which it shares ("Article 3. Weapons", and then what is agreed); empty where no
// clause is open.
func (o *outline) below() (number string, parent int) {
	if len(o.levels) == 0 {
		return "", -1
	}
	above := o.levels[len(o.levels)-1]
	return above.number, above.clause
}

// at notes which clause the one opened last became.
func (o *outline) at(number string, clause int) {
	for i := range o.levels {
		if o.levels[i].number == number {
			o.levels[i].clause = clause
		}
	}
}
