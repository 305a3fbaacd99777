package eval

import (
	"encoding/xml"
	"fmt"
	"os"
	"path/filepath"
	"sort"
	"strings"
	"time"

	"parley"
	"parley/internal/doc"
)

// meantimeXML is what we read of an article of the MEANTIME corpus.
type meantimeXML struct {
	Name   string `xml:"doc_name,attr"`
	Tokens []struct {
		ID       string `xml:"t_id,attr"`
		Sentence int    `xml:"sentence,attr"`
		Text     string `xml:",chardata"`
	} `xml:"token"`
	Times []struct {
		Type     string `xml:"type,attr"`
		Value    string `xml:"value,attr"`
		Function string `xml:"functionInDocument,attr"`
		Anchors  []struct {
			ID string `xml:"t_id,attr"`
		} `xml:"token_anchor"`
	} `xml:"Markables>TIMEX3"`
}

// timeSpan is an expression of time as bytes of a text.
type timeSpan struct {
	start, end int
	typ, value string
}

// meantimeDoc is an article with its text put together from the tokens.
type meantimeDoc struct {
	name      string
	text      string
	published time.Time
	times     []timeSpan
	judged    []timeSpan // what of the text the annotators went through
}

// The sentences of MEANTIME: the headline is number 0, the date line 1, and
// times are annotated up to number 5.
const (
	meantimeDateLine = 1
	meantimeLast     = 5
)

// readMeantime reads the articles below dir, in the order of their paths.
func readMeantime(dir string) ([]meantimeDoc, error) {
	files, err := filepath.Glob(filepath.Join(dir, "*", "*.xml"))
	if err != nil {
		return nil, err
	}
	if len(files) == 0 { // the corpus as it is packed
		if files, err = filepath.Glob(filepath.Join(dir, "intra_cross-doc_annotation", "*", "*.xml")); err != nil {
			return nil, err
		}
	}
	sort.Strings(files)
	var docs []meantimeDoc
	for _, file := range files {
		text, err := os.ReadFile(file)
		if err != nil {
			return nil, err
		}
		var x meantimeXML
		if err := xml.Unmarshal(text, &x); err != nil {
			return nil, fmt.Errorf("%s: %w", file, err)
		}
		docs = append(docs, x.document())
	}
	if len(docs) == 0 {
		return nil, fmt.Errorf("articles of MEANTIME below %s: %w", dir, os.ErrNotExist)
	}
	return docs, nil
}

// document puts the text together. The date line is left out, as a reader
// leaves it out of an article's text; what it says is the day of publication.
func (x *meantimeXML) document() meantimeDoc {
	m := meantimeDoc{name: x.Name}
	place := make(map[string][2]int, len(x.Tokens))
	sentence := make(map[string]int, len(x.Tokens))
	var b strings.Builder
	before := -1
	for _, t := range x.Tokens {
		sentence[t.ID] = t.Sentence
		if t.Sentence == meantimeDateLine {
			continue
		}
		word := plainMarks.Replace(t.Text)
		switch {
		case b.Len() == 0:
		case t.Sentence != before && before == 0:
			b.WriteString("\n\n")
		case t.Sentence != before || spaced(b.String(), word):
			b.WriteByte(' ')
		}
		if t.Sentence != before && t.Sentence <= meantimeLast {
			m.judged = append(m.judged, timeSpan{start: b.Len()})
		}
		before = t.Sentence
		place[t.ID] = [2]int{b.Len(), b.Len() + len(word)}
		b.WriteString(word)
		if t.Sentence <= meantimeLast {
			m.judged[len(m.judged)-1].end = b.Len()
		}
	}
	m.text = b.String()
	x.addTimes(&m, place, sentence)
	return m
}

// plainMarks undoes the writing of quotation marks in treebanks.
var plainMarks = strings.NewReplacer("``", `"`, "''", `"`)

// spaced tells whether a blank stands between a text and its next token.
func spaced(text, word string) bool {
	switch {
	case strings.ContainsAny(word[:1], ".,;:!?)]%") || word == "'" || word == "n't" || len(word) < 4 && strings.HasPrefix(word, "'") && (word[1] < '0' || word[1] > '9'):
		return false
	case strings.ContainsAny(text[len(text)-1:], "([$#"):
		return false
	case word == `"`:
		return strings.Count(text, `"`)%2 == 0
	case strings.HasSuffix(text, `"`):
		return strings.Count(text, `"`)%2 == 0
	}
	return true
}

// addTimes takes over the annotated times, and the day of publication.
func (x *meantimeXML) addTimes(m *meantimeDoc, place map[string][2]int, sentence map[string]int) {
	for _, t := range x.Times {
		if len(t.Anchors) == 0 {
			continue
		}
		first, last := t.Anchors[0].ID, t.Anchors[len(t.Anchors)-1].ID
		if t.Function == "CREATION_TIME" || sentence[first] == meantimeDateLine {
			for _, layout := range []string{time.DateOnly, "02-01-2006"} {
				if day, err := time.Parse(layout, t.Value); err == nil {
					m.published = day
				}
			}
			continue
		}
		if sentence[first] > meantimeLast {
			continue
		}
		m.times = append(m.times, timeSpan{place[first][0], place[last][1], t.Type, t.Value})
	}
	sort.SliceStable(m.times, func(i, j int) bool { return m.times[i].start < m.times[j].start })
}

// read runs the stages over the article and returns the times they find in
// what was annotated.
func (m *meantimeDoc) read(stages []doc.Stage) (*doc.Doc, []timeSpan, error) {
	d := &doc.Doc{ID: m.name, Text: m.text, Article: &parley.Article{Text: m.text}}
	if !m.published.IsZero() {
		d.Article.Published = parley.Published{Stated: m.published.Format(time.DateOnly), From: m.published, To: m.published}
	}
	for _, s := range stages {
		if err := s.Run(d); err != nil {
			return nil, nil, fmt.Errorf("%s: stage %s: %w", m.name, s.Name, err)
		}
	}
	var found []timeSpan
	for _, t := range d.Times {
		span := timeSpan{d.Tokens[t.First].Start, d.Tokens[t.Last-1].End, string(t.Type), t.Value}
		for _, j := range m.judged {
			if span.start >= j.start && span.start < j.end {
				found = append(found, span)
			}
		}
	}
	return d, found, nil
}
