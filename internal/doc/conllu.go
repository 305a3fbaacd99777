package doc

import (
	"bufio"
	"errors"
	"fmt"
	"io"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"
)

// ErrCoNLLU is wrapped by every error about the contents of a CoNLL-U stream;
// the message names the line.
var ErrCoNLLU = errors.New("bad CoNLL-U")

// ReadCoNLLU reads documents from a CoNLL-U stream: one for every "# newdoc",
// or a single one where there is none; none at all for an empty stream.
//
// The text is rebuilt from the forms and SpaceAfter=No: sentences of a
// paragraph are one space apart (or touch, if the last word says so) and a
// "# newpar" puts "\n\n" before its sentence. The words of a multiword token
// share out the bytes of its form, empty nodes are left out, and NER= and
// Cased= of the MISC column become Doc.Names and Token.Cased. The format is
// that of universaldependencies.org/format.html.
//
// Errors are those of r, or wrap ErrCoNLLU.
func ReadCoNLLU(r io.Reader) ([]*Doc, error) {
	docs, _, err := ReadCoNLLUMisc(r)
	return docs, err
}

// ReadCoNLLUMisc is ReadCoNLLU with the raw MISC column beside the documents:
// misc[i][j] belongs to docs[i].Tokens[j] and is "_" where the column is empty.
func ReadCoNLLUMisc(r io.Reader) (docs []*Doc, misc [][]string, err error) {
	cr := conlluReader{}
	br := bufio.NewReaderSize(r, 1<<16)
	for {
		line, err := br.ReadString('\n')
		if err != nil && err != io.EOF {
			return nil, nil, err
		}
		if line != "" {
			cr.line++
			if err := cr.take(strings.TrimRight(line, "\r\n")); err != nil {
				return nil, nil, fmt.Errorf("%w: line %d: %w", ErrCoNLLU, cr.line, err)
			}
		}
		if err == io.EOF {
			break
		}
	}
	if err := cr.endSentence(); err != nil {
		return nil, nil, fmt.Errorf("%w: line %d: %w", ErrCoNLLU, cr.line, err)
	}
	cr.endDoc()
	return cr.docs, cr.misc, nil
}

// conlluReader holds what has been read so far.
type conlluReader struct {
	line int
	docs []*Doc
	misc [][]string

	doc     *Doc // being built; nil before the first sentence or newdoc
	docMisc []string
	text    strings.Builder
	glued   bool // the last word of the document has SpaceAfter=No
	newpar  bool // a newpar comment waits for its sentence
	sentID  string
	rows    []conlluRow
}

// conlluRow is one word line, or a multiword range line (last > id).
type conlluRow struct {
	id, last int
	col      [10]string
}

// The columns of a CoNLL-U line.
const (
	colForm = iota + 1
	colLemma
	colUPOS
	colXPOS
	colFeats
	colHead
	colDeprel
	colDeps
	colMisc
)

// take reads one line without its line end.
func (c *conlluReader) take(line string) error {
	switch {
	case strings.TrimSpace(line) == "":
		return c.endSentence()
	case line[0] == '#':
		if len(c.rows) > 0 {
			return errors.New("a comment inside a sentence")
		}
		c.comment(strings.TrimSpace(line[1:]))
		return nil
	}
	if !utf8.ValidString(line) {
		return errors.New("not UTF-8")
	}
	row, skip, err := parseRow(line)
	if err != nil || skip {
		return err
	}
	if want := c.nextID(); row.id != want {
		return fmt.Errorf("word id %d where %d is due", row.id, want)
	}
	if n := len(c.rows); row.last > row.id && n > 0 && c.rows[n-1].last > c.rows[n-1].id {
		return errors.New("a range inside a range")
	}
	c.rows = append(c.rows, row)
	return nil
}

// nextID returns the word id that the next line must begin with.
func (c *conlluReader) nextID() int {
	if len(c.rows) == 0 {
		return 1
	}
	p := c.rows[len(c.rows)-1]
	if p.last > p.id {
		return p.id // a range comes before its first word
	}
	return p.id + 1
}

// comment acts on the comments that shape documents and skips all others.
func (c *conlluReader) comment(text string) {
	key, value, _ := strings.Cut(text, "=")
	value = strings.TrimSpace(value)
	switch strings.Join(strings.Fields(key), " ") {
	case "newdoc", "newdoc id":
		c.endDoc()
		c.doc = &Doc{ID: value}
	case "newpar", "newpar id":
		c.newpar = true
	case "sent_id":
		c.sentID = value
	}
}

// parseRow splits a word or range line; skip is true for an empty node.
func parseRow(line string) (row conlluRow, skip bool, err error) {
	cols := strings.Split(line, "\t")
	if len(cols) != len(row.col) {
		return row, false, fmt.Errorf("%d columns, not %d", len(cols), len(row.col))
	}
	copy(row.col[:], cols)
	id := row.col[0]
	if strings.Contains(id, ".") {
		return row, true, nil
	}
	first, last, isRange := strings.Cut(id, "-")
	if row.id, err = strconv.Atoi(first); err != nil {
		return row, false, fmt.Errorf("word id %q", id)
	}
	row.last = row.id
	if isRange {
		if row.last, err = strconv.Atoi(last); err != nil || row.last <= row.id {
			return row, false, fmt.Errorf("word range %q", id)
		}
	}
	if strings.TrimFunc(row.col[colForm], IsSpace) == "" {
		return row, false, errors.New("empty form")
	}
	return row, false, nil
}

// endSentence moves the rows into the document; without rows it does nothing.
func (c *conlluReader) endSentence() error {
	if len(c.rows) == 0 {
		return nil
	}
	if c.doc == nil {
		c.doc = &Doc{}
	}
	d := c.doc
	c.separate()
	s := Sentence{ID: c.sentID, First: len(d.Tokens)}
	if n := len(d.Sentences); n > 0 {
		s.Paragraph = d.Sentences[n-1].Paragraph
		if c.newpar {
			s.Paragraph++
		}
	}
	words := 0
	for _, r := range c.rows {
		if r.last == r.id {
			words++
		}
	}
	for i := 0; i < len(c.rows); {
		n, err := c.addWords(c.rows[i:], s.First, words)
		if err != nil {
			return err
		}
		i += n
	}
	s.Last = len(d.Tokens)
	d.Sentences = append(d.Sentences, s)
	d.Names = appendNames(d.Names, c.docMisc, s)
	c.rows, c.sentID, c.newpar = c.rows[:0], "", false
	return nil
}

// separate writes the white space between the last sentence and the next.
func (c *conlluReader) separate() {
	switch {
	case c.text.Len() == 0:
	case c.newpar:
		c.text.WriteString("\n\n")
	case !c.glued:
		c.text.WriteByte(' ')
	}
	c.glued = true // the sentence's first word adds no space of its own
}

// addWords appends the word of rows[0], or all the words of the range that
// rows[0] opens, and returns how many rows it used. first is the index of the
// sentence's first token, words the number of its words.
func (c *conlluReader) addWords(rows []conlluRow, first, words int) (int, error) {
	row := rows[0]
	if !c.glued {
		c.text.WriteByte(' ')
	}
	start := c.text.Len()
	form := row.col[colForm]
	c.text.WriteString(form)
	c.glued = hasField(row.col[colMisc], "SpaceAfter=No")
	if row.last == row.id {
		return 1, c.addWord(row, start, start+len(form), first, words)
	}
	n := row.last - row.id + 1
	if len(rows) <= n {
		return 0, fmt.Errorf("range %s runs past its sentence", row.col[0])
	}
	forms := make([]string, n)
	for i := range forms {
		if rows[1+i].last != rows[1+i].id {
			return 0, fmt.Errorf("range %s inside range %s", rows[1+i].col[0], row.col[0])
		}
		forms[i] = rows[1+i].col[colForm]
	}
	cuts := cutForm(form, forms)
	if cuts == nil {
		return 0, fmt.Errorf("range %s: form %q is too short for %d words", row.col[0], form, n)
	}
	for i := range forms {
		if strings.TrimFunc(form[cuts[i]:cuts[i+1]], IsSpace) == "" {
			return 0, fmt.Errorf("range %s: form %q leaves only blanks for word %d", row.col[0], form, row.id+i)
		}
		if err := c.addWord(rows[1+i], start+cuts[i], start+cuts[i+1], first, words); err != nil {
			return 0, err
		}
	}
	return n + 1, nil
}

// addWord appends one token that covers [start, end) of the text.
func (c *conlluReader) addWord(row conlluRow, start, end, first, words int) error {
	t := Token{Start: start, End: end, UPOS: value(row.col[colUPOS]), XPOS: value(row.col[colXPOS]),
		Feats: value(row.col[colFeats]), Deprel: value(row.col[colDeprel]), Head: Unparsed}
	if t.Lemma = value(row.col[colLemma]); t.Lemma == "" && row.col[colForm] == "_" && t.UPOS != "" {
		t.Lemma = "_"
	}
	if h := row.col[colHead]; h != "_" {
		n, err := strconv.Atoi(h)
		if err != nil || n < 0 || n > words {
			return fmt.Errorf("word %d: head %q", row.id, h)
		}
		if t.Head = first + n - 1; n == 0 {
			t.Head = Root
		}
	}
	if cased, ok := field(row.col[colMisc], "Cased="); ok {
		t.Cased = unescapeMisc(cased)
	}
	c.doc.Tokens = append(c.doc.Tokens, t)
	c.docMisc = append(c.docMisc, row.col[colMisc])
	return nil
}

// endDoc closes the document being built.
func (c *conlluReader) endDoc() {
	if c.doc == nil {
		return
	}
	c.doc.Text = c.text.String()
	c.docs, c.misc = append(c.docs, c.doc), append(c.misc, c.docMisc)
	c.doc, c.docMisc, c.glued, c.newpar = nil, nil, false, false
	c.text.Reset()
}

// cutForm shares the bytes of a multiword form out among its words: it
// returns len(words)+1 ascending offsets from 0 to len(form), each at the
// start of a rune, or nil if the form has fewer runes than there are words.
// Where the words before or behind a cut match the form but for case the cut
// is exact; elsewhere it is made in proportion.
func cutForm(form string, words []string) []int {
	surface, all := []rune(form), 0
	if len(surface) < len(words) {
		return nil
	}
	ends := make([]int, len(words)) // runes of the words up to and with i
	joined := []rune(strings.Join(words, ""))
	for i, w := range words {
		all += utf8.RuneCountInString(w)
		ends[i] = all
	}
	pre, suf := matchingEnds(surface, joined)
	cuts, bytes, at := make([]int, 1, len(words)+1), 0, 0
	for i, e := range ends {
		to := (e*len(surface) + all/2) / all
		switch {
		case i == len(ends)-1:
			to = len(surface)
		case e <= pre:
			to = e
		case all-e <= suf:
			to = len(surface) - (all - e)
		}
		to = max(at+1, min(to, len(surface)-(len(words)-1-i)))
		for ; at < to; at++ {
			bytes += utf8.RuneLen(surface[at])
		}
		cuts = append(cuts, bytes)
	}
	return cuts
}

// matchingEnds counts the runes that a and b share, but for case, at their
// beginnings and at their ends.
func matchingEnds(a, b []rune) (pre, suf int) {
	n := min(len(a), len(b))
	for pre < n && unicode.ToLower(a[pre]) == unicode.ToLower(b[pre]) {
		pre++
	}
	for suf < n && unicode.ToLower(a[len(a)-1-suf]) == unicode.ToLower(b[len(b)-1-suf]) {
		suf++
	}
	return pre, suf
}

// appendNames reads the NER= fields of the sentence's words, B-kind and
// I-kind; an I- that continues nothing begins a name.
func appendNames(names []Name, misc []string, s Sentence) []Name {
	open := false
	for i := s.First; i < s.Last; i++ {
		tag, ok := field(misc[i], "NER=")
		kind, begins := strings.CutPrefix(tag, "B-")
		if !begins {
			kind, _ = strings.CutPrefix(tag, "I-")
		}
		switch {
		case !ok || kind == "" || kind == tag:
			open = false
		case !begins && open && names[len(names)-1].Kind == NameKind(kind):
			names[len(names)-1].Last = i + 1
		default:
			names, open = append(names, Name{First: i, Last: i + 1, Kind: NameKind(kind)}), true
		}
	}
	return names
}

// value maps the empty column "_" to "".
func value(col string) string {
	if col == "_" {
		return ""
	}
	return col
}

// field returns what follows prefix in the first field of misc that has it.
func field(misc, prefix string) (string, bool) {
	for f := range strings.SplitSeq(misc, "|") {
		if rest, ok := strings.CutPrefix(f, prefix); ok {
			return rest, true
		}
	}
	return "", false
}

// hasField tells whether misc holds exactly the field f.
func hasField(misc, f string) bool {
	rest, ok := field(misc, f)
	return ok && rest == ""
}
