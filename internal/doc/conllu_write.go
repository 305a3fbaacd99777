package doc

import (
	"bufio"
	"fmt"
	"io"
	"strconv"
	"strings"
)

// WriteCoNLLU writes d as CoNLL-U, one block for each sentence. Columns whose
// layer is missing are "_". A sentence without an ID gets one from the
// document's ID and its number. MISC holds SpaceAfter=No, TokenRange=start:end
// (bytes of d.Text), NER=B-kind or I-kind inside names, and Cased= where it
// differs from the text. White space inside a value is written as a space.
//
// It is an error if d has tokens that no sentence covers, or a head outside
// its sentence; other errors are those of w.
func WriteCoNLLU(w io.Writer, d *Doc) error {
	b := bufio.NewWriter(w)
	if err := writeSentences(b, d); err != nil {
		return err
	}
	return b.Flush()
}

func writeSentences(b *bufio.Writer, d *Doc) error {
	writeComment(b, "newdoc", "newdoc id", d.ID)
	tags, err := nameTags(d)
	if err != nil {
		return err
	}
	next := 0
	for i, s := range d.Sentences {
		if s.First != next || s.Last <= s.First || s.Last > len(d.Tokens) {
			return fmt.Errorf("sentence %d is tokens [%d, %d), but token %d is due and there are %d",
				i, s.First, s.Last, next, len(d.Tokens))
		}
		next = s.Last
		if i == 0 || s.Paragraph != d.Sentences[i-1].Paragraph {
			writeComment(b, "newpar", "", "")
		}
		id := s.ID
		if id == "" {
			if id = strconv.Itoa(i + 1); d.ID != "" {
				id = d.ID + "-" + id
			}
		}
		writeComment(b, "", "sent_id", id)
		writeComment(b, "", "text", d.SentenceText(s))
		for j := s.First; j < s.Last; j++ {
			if err := writeWord(b, d, s, j, tags[j]); err != nil {
				return err
			}
		}
		b.WriteByte('\n')
	}
	if next != len(d.Tokens) {
		return fmt.Errorf("token %d of %d is in no sentence", next, len(d.Tokens))
	}
	return nil
}

// writeComment writes "# key = value", or "# bare" if there is no value.
func writeComment(b *bufio.Writer, bare, key, value string) {
	b.WriteString("# ")
	if value = strings.TrimSpace(oneLine(value)); value == "" {
		b.WriteString(bare)
	} else {
		b.WriteString(key)
		b.WriteString(" = ")
		b.WriteString(value)
	}
	b.WriteByte('\n')
}

// writeWord writes the line of token j of sentence s.
func writeWord(b *bufio.Writer, d *Doc, s Sentence, j int, tag string) error {
	t := &d.Tokens[j]
	head := ""
	switch {
	case t.Head == Unparsed:
	case t.Head == Root:
		head = "0"
	case t.Head < s.First || t.Head >= s.Last:
		return fmt.Errorf("token %d has head %d outside its sentence [%d, %d)", j, t.Head, s.First, s.Last)
	default:
		head = strconv.Itoa(t.Head - s.First + 1)
	}
	b.WriteString(strconv.Itoa(j - s.First + 1))
	for _, col := range [...]string{d.Word(j), t.Lemma, t.UPOS, t.XPOS, t.Feats, head, t.Deprel, ""} {
		b.WriteByte('\t')
		if col = oneLine(col); col == "" {
			col = "_"
		}
		b.WriteString(col)
	}
	b.WriteByte('\t')
	writeMisc(b, d, j, tag)
	return b.WriteByte('\n')
}

// writeMisc writes the MISC column of token j.
func writeMisc(b *bufio.Writer, d *Doc, j int, tag string) {
	t := &d.Tokens[j]
	if t.Cased != "" && t.Cased != d.Word(j) {
		b.WriteString("Cased=")
		b.WriteString(escapeMisc.Replace(t.Cased))
		b.WriteByte('|')
	}
	if tag != "" {
		b.WriteString("NER=")
		b.WriteString(tag)
		b.WriteByte('|')
	}
	// At a paragraph's end the reader puts white space anyway.
	if j+1 < len(d.Tokens) && d.Tokens[j+1].Start == t.End {
		b.WriteString("SpaceAfter=No|")
	}
	b.WriteString("TokenRange=")
	b.WriteString(strconv.Itoa(t.Start))
	b.WriteByte(':')
	b.WriteString(strconv.Itoa(t.End))
}

// nameTags returns the NER value of every token, "" outside names.
func nameTags(d *Doc) ([]string, error) {
	tags := make([]string, len(d.Tokens))
	for i, n := range d.Names {
		if n.First < 0 || n.Last <= n.First || n.Last > len(d.Tokens) {
			return nil, fmt.Errorf("name %d is tokens [%d, %d) of %d", i, n.First, n.Last, len(d.Tokens))
		}
		tags[n.First] = "B-" + string(n.Kind)
		for j := n.First + 1; j < n.Last; j++ {
			tags[j] = "I-" + string(n.Kind)
		}
	}
	return tags, nil
}

// oneLine replaces the characters that end a column or a line by spaces.
func oneLine(s string) string {
	if !strings.ContainsAny(s, "\t\n\r") {
		return s
	}
	return strings.Map(func(r rune) rune {
		if r == '\t' || r == '\n' || r == '\r' {
			return ' '
		}
		return r
	}, s)
}

// Escapes of values in MISC, as UDPipe writes them in SpacesAfter.
var (
	escapeMisc      = strings.NewReplacer(`\`, `\\`, "|", `\p`, " ", `\s`, "\t", `\t`, "\n", `\n`, "\r", `\r`)
	unescapeMiscRep = strings.NewReplacer(`\\`, `\`, `\p`, "|", `\s`, " ", `\t`, "\t", `\n`, "\n", `\r`, "\r")
)

// unescapeMisc undoes escapeMisc.
func unescapeMisc(s string) string { return unescapeMiscRep.Replace(s) }
