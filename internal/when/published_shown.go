package when

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"parley"
	"parley/internal/doc"
)

// shownDate is a date of publication as the article shows it.
type shownDate struct {
	written
	basis doc.PublishedBasis
	// evidence is the part of the article and where the string that was read
	// begins in it.
	evidence doc.Evidence
}

// shown lists the dates of publication that the dateline, the dropped lines,
// the address (a month) and the first lines of the text show, the surest first.
func (dt *dating) shown(d *doc.Doc) []shownDate {
	var out []shownDate
	if a := d.Article; a != nil {
		for _, w := range dt.calendar.dates(a.Dateline) {
			out = append(out, shownDate{w, doc.BasisDateline, doc.Evidence{In: doc.PartDateline}})
		}
		out = append(out, dt.droppedDates(a)...)
	}
	out = append(out, dt.leadDates(d.Text)...)
	if a := d.Article; a != nil {
		if w, ok := dt.calendar.urlDate(a.URL); ok {
			out = append(out, shownDate{w, doc.BasisURL, doc.Evidence{In: doc.PartURL}})
		}
	}
	return out
}

// droppedDates reads the lines that cleaning took out: of publication first,
// then those that do not say, then of an update.
func (dt *dating) droppedDates(a *parley.Article) []shownDate {
	var ranked [3][]shownDate
	for i, line := range a.Dropped {
		switch line.Why {
		case parley.WhyDate, parley.WhyByline, parley.WhySource, parley.WhyCredit, parley.WhyNavigation, parley.WhyReadingTime:
		default:
			continue
		}
		if line.Why == parley.WhyDateline && a.Dateline != "" || len(line.Text) > 300 {
			continue
		}
		for _, w := range dt.calendar.dates(line.Text) {
			before := strings.ToLower(line.Text[:w.start])
			rank := 1
			switch {
			case lastOf(before, "updated", "modified", "edited") > lastOf(before, "published", "posted", "issued", "first"):
				rank = 2
			case lastOf(before, "published", "posted", "issued") >= 0:
				rank = 0
			}
			if line.Why != parley.WhyDate && rank == 1 && !w.whole() {
				continue // a byline may hold many a number
			}
			ranked[rank] = append(ranked[rank], shownDate{w, doc.BasisDateline, doc.Evidence{In: doc.PartDropped, Line: i}})
		}
	}
	return append(append(ranked[0], ranked[1]...), ranked[2]...)
}

// lastOf returns the last place of any of the words in s, or -1.
func lastOf(s string, words ...string) int {
	at := -1
	for _, w := range words {
		at = max(at, strings.LastIndex(s, w))
	}
	return at
}

// Lines of the text that are looked at for a date line, and for a dateline
// that the reader left in.
const (
	dateLines = 6
	headLines = 4
	lineBytes = 200
)

// leadDates reads the first lines of the text: a line that holds a date and
// nothing else but a weekday, a time or a word of publishing, or a line that
// begins with a place or an outlet and a date.
func (dt *dating) leadDates(text string) []shownDate {
	var out []shownDate
	at := 0
	for n := 0; n < dateLines && at < len(text); {
		end := len(text)
		if i := strings.IndexByte(text[at:], '\n'); i >= 0 {
			end = at + i
		}
		line := text[at:end]
		if strings.TrimSpace(line) != "" {
			head := line
			if len(head) > lineBytes {
				head = head[:lineBytes]
			}
			w, ok := dt.dateLine(head, len(line))
			if !ok && n < headLines {
				w, ok = dt.headDate(head)
			}
			if !ok && n == 0 && len(line) == len(head) {
				w, ok = dt.issueDate(head)
			}
			if ok {
				out = append(out, shownDate{w, doc.BasisText, doc.Evidence{In: doc.PartText, Start: at}})
			}
			n++
		}
		at = end + 1
	}
	return out
}

// dateLine reads a line that holds a date and nothing that is no part of one.
func (dt *dating) dateLine(s string, length int) (written, bool) {
	const longest = 80
	if length > longest {
		return written{}, false
	}
	c := cutter{&dt.calendar, pieces(s)}
	var found written
	for i := 0; i < len(c.ps); {
		if w, n := c.date(i); n > 0 {
			if found.month == 0 {
				found = w // an update follows the publication
			}
			i += n
			continue
		}
		if !isDateWord(c.ps[i].text) && c.words.weekday[c.ps[i].text] == 0 {
			return written{}, false
		}
		i++
	}
	return found, found.day > 0 || found.year > 0
}

// issueDate reads the date at the end of the head of a periodical: "Peace Monitor,
// bulletin 4 (15 January 2023)", "Sahel in brief, 28 June 2018". A headline that
// ends with a date may be about that day; so a word of periodicals must be there.
func (dt *dating) issueDate(s string) (written, bool) {
	c := cutter{&dt.calendar, pieces(s)}
	issue := false
	for i := 0; i < len(c.ps); i++ {
		w, n := c.date(i)
		if n == 0 {
			issue = issue || isIssueWord(c.ps[i].text)
			continue
		}
		rest := strings.Trim(s[w.end:], " ).]")
		if issue && rest == "" && i > 0 && w.whole() && c.parts(i-1) {
			return w, true
		}
		i += n - 1
	}
	return written{}, false
}

// isIssueWord tells words by which a periodical calls itself.
func isIssueWord(w string) bool {
	switch w {
	case "bulletin", "brief", "briefing", "briefs", "digest", "monitor", "newsletter", "report", "sitrep", "roundup", "update", "issue",
		"weekly", "daily", "monthly", "review", "diary", "chronicle", "watch", "summary", "no":
		return true
	}
	return false
}

// isDateWord tells words that a line with a date may hold beside it.
func isDateWord(w string) bool {
	switch w {
	case "published", "posted", "updated", "update", "latest", "created", "modified", "as", "of", "last", "on", "at", "date", "first", "issued", "am", "pm", "a", "p", "m",
		"an", "hour", "hours", "minutes", "min", "ago", "read", "gmt", "utc", "est", "edt", "ist", "bst", "cet", "pst", "pkt", "z", "t", "h", "hrs", "by", "time", "local":
		return true
	}
	r, _ := utf8.DecodeRuneInString(w)
	return !unicode.IsLetter(r)
}

// headDate reads a date behind one to three places or outlets at the start of
// a line: "China News Service, March 5th. On …", "Kabul, 12 June 2019 – …".
// Short clauses of a sentence begin alike, so what stands before the date has
// to be names, and what stands behind it has to part it from a sentence.
func (dt *dating) headDate(s string) (written, bool) {
	const mostWords = 8
	c := cutter{&dt.calendar, pieces(s)}
	words := 0
	for i := 0; i < len(c.ps) && words <= mostWords; i++ {
		t := s[c.ps[i].start:c.ps[i].end]
		r, _ := utf8.DecodeRuneInString(t)
		if w, n := c.date(i); n > 0 && w.day > 0 {
			if words == 0 && c.text(0) != "(" && c.text(0) != "[" {
				return w, c.placeBehind(s, i+n) // "July 31, Kabul: "
			}
			return w, c.parts(i-1) && c.ends(s, i+n)
		}
		switch {
		case unicode.IsLetter(r):
			if !unicode.IsUpper(r) && !isNamePart(t) || words == 0 && isOpener(c.ps[i].text) {
				return written{}, false
			}
			words++
		case i == 0 && t == "[":
		case t == "," || t == "(" || t == ")" || t == "/" || t == "." || t == "-" || t == "–" || t == "’" || t == "'" || t == "&" || t == ":":
		default:
			return written{}, false
		}
	}
	return written{}, false
}

// placeBehind tells whether a comma, one to three capitalised words and a colon
// or dash stand at piece i.
func (c *cutter) placeBehind(s string, i int) bool {
	const most = 3
	if c.text(i) != "," {
		return false
	}
	for words := 0; i+1 < len(c.ps) && words <= most; words++ {
		i++
		switch c.text(i) {
		case ":", "-", "–", "—":
			return words > 0
		}
		if r, _ := utf8.DecodeRuneInString(s[c.ps[i].start:]); !unicode.IsUpper(r) {
			return false
		}
	}
	return false
}

// parts tells whether piece i may stand between a name and a date.
func (c *cutter) parts(i int) bool {
	switch c.text(i) {
	case ",", "(", "[", "/", "-", "–", "—", ":", ")", ".":
		return true
	}
	return i < 0
}

// ends tells whether a date that ends before piece i is the last of a
// dateline: a sign follows, and behind that a capital or nothing.
func (c *cutter) ends(s string, i int) bool {
	switch c.text(i) {
	case ")", "]":
		i++
		if c.text(i) == "." || c.text(i) == "," || c.text(i) == ":" {
			i++
		}
	case "(", "/", "[":
		return true // the agency follows: "KABUL, March 5 (XYZ)"
	case ".", ":", "-", "–", "—", "|":
		i++
	case "":
		return true
	default:
		return false
	}
	for c.text(i) == "-" || c.text(i) == "–" || c.text(i) == "—" {
		i++
	}
	if i >= len(c.ps) {
		return true
	}
	r, _ := utf8.DecodeRuneInString(s[c.ps[i].start:])
	return unicode.IsUpper(r) || !unicode.IsLetter(r)
}

// isNamePart tells small words inside names of places and outlets.
func isNamePart(w string) bool {
	switch w {
	case "of", "and", "the", "de", "del", "la", "el", "al", "du", "bin", "s", "in":
		return true
	}
	return false
}

// isOpener tells words that begin a sentence rather than a name.
func isOpener(w string) bool {
	switch w {
	case "on", "in", "at", "by", "since", "until", "from", "after", "before", "last", "this", "next", "during", "as",
		"early", "late", "when", "while", "between", "for", "to", "it", "he", "she", "they", "we", "today", "yesterday", "photo", "file":
		return true
	}
	return false
}
