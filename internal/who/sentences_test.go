package who

import (
	"fmt"
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"

	"parley"
	"parley/data"
	"parley/internal/doc"
	"parley/internal/lang"
	"parley/internal/where"
	"parley/internal/where/gazetteer"
)

// published is the date of every test article.
var published = time.Date(2023, 5, 17, 0, 0, 0, 0, time.UTC)

// stages are those that run before this one, and it.
var stages = sync.OnceValues(func() ([]doc.Stage, error) {
	engine, err := lang.Load()
	if err != nil {
		return nil, err
	}
	places, err := gazetteer.Load()
	if err != nil {
		return nil, err
	}
	w, err := where.New(data.FS, places)
	if err != nil {
		return nil, err
	}
	s, err := New(data.FS)
	return append(engine.Stages(), w, s), err
})

// read runs the stages over a text of 2023-05-17.
func read(t testing.TB, text string) *doc.Doc {
	t.Helper()
	all, err := stages()
	if err != nil {
		t.Fatal(err)
	}
	d := &doc.Doc{Text: text}
	d.Published = doc.Published{Period: parley.Period{From: published, To: published, Precision: parley.PrecisionDay}, Basis: doc.BasisStated}
	for _, s := range all {
		if err := s.Run(d); err != nil {
			t.Fatalf("stage %s: %v", s.Name, err)
		}
	}
	return d
}

func TestSentences(t *testing.T) {
	rows := testRows(t, "sentences.tsv", 2)
	if len(rows) < 60 {
		t.Fatalf("%d sentences, want 60 at least", len(rows))
	}
	for _, r := range rows {
		d := read(t, r.Cells[0])
		checkActors(t, d)
		for _, e := range expectations(r.Cells[1]) {
			if fault := e.fault(d); fault != "" {
				t.Errorf("sentences.tsv:%d: %s\n\t%s", r.Line, fault, r.Cells[0])
			}
		}
	}
}

// expectation is what must be found at some words of a text.
type expectation struct {
	words  string
	nth    int
	absent bool
	id     string
	fields map[string]string
}

func expectations(cell string) []expectation {
	var all []expectation
	depth, from := 0, 0
	for i, c := range cell + ";" {
		switch c {
		case '[':
			depth++
		case ']':
			depth--
		case ';':
			if depth == 0 {
				all = append(all, expectationOf(strings.TrimSpace(cell[from:min(i, len(cell))])))
				from = i + 1
			}
		}
	}
	return all
}

func expectationOf(s string) expectation {
	e := expectation{nth: 1, fields: map[string]string{}}
	s, e.absent = strings.CutPrefix(s, "! ")
	s, fields, _ := strings.Cut(strings.TrimSuffix(s, "]"), " [")
	for f := range strings.SplitSeq(fields, ";") {
		if k, v, ok := strings.Cut(strings.TrimSpace(f), "="); ok {
			e.fields[k] = v
		}
	}
	e.words, e.id, _ = strings.Cut(s, " = ")
	if w, n, ok := strings.Cut(e.words, "#"); ok {
		e.words = w
		e.nth, _ = strconv.Atoi(n)
	}
	return e
}

// fault returns what is wrong, or the empty string.
func (e expectation) fault(d *doc.Doc) string {
	first, last, ok := tokensOf(d, e.words, e.nth)
	if !ok {
		return fmt.Sprintf("the words %q are not there", e.words)
	}
	var found *doc.Mention
	for i := range d.Mentions {
		m := &d.Mentions[i]
		if m.Head < first || m.Head >= last || m.First > first+1 || m.Last < last-1 {
			continue
		}
		if found == nil || distance(m, first, last) < distance(found, first, last) {
			found = m
		}
	}
	switch {
	case e.absent && found == nil:
		return ""
	case e.absent:
		return fmt.Sprintf("%q is %s, want none", e.words, d.Actors[found.Actor].ID)
	case found == nil:
		return fmt.Sprintf("%q is no mention, want %s", e.words, e.id)
	}
	a := &d.Actors[found.Actor]
	if a.ID != e.id {
		return fmt.Sprintf("%q is %s, want %s", e.words, a.ID, e.id)
	}
	same := ""
	if len(a.Same) > 0 {
		same = a.Same[0].ID
	}
	for k, got := range map[string]string{"side": a.Side, "of": a.Of, "role": a.Role, "how": string(found.How), "same": same, "kind": string(a.Kind)} {
		if want, ok := e.fields[k]; ok && got != want {
			return fmt.Sprintf("%s of %q is %q, want %q", k, e.words, got, want)
		}
	}
	return ""
}

func distance(m *doc.Mention, first, last int) int {
	return max(m.First-first, first-m.First) + max(m.Last-last, last-m.Last)
}

// tokensOf returns the tokens of the nth place of words in a text.
func tokensOf(d *doc.Doc, words string, nth int) (first, last int, ok bool) {
	at, from := -1, 0
	for range nth {
		i := wordIndex(d.Text[from:], words)
		if i < 0 {
			return 0, 0, false
		}
		at = from + i
		from = at + len(words)
	}
	for i, t := range d.Tokens {
		if t.Start <= at && at < t.End {
			first = i
		}
		if t.Start < at+len(words) {
			last = i + 1
		}
	}
	return first, last, true
}

// wordIndex is strings.Index at the ends of words.
func wordIndex(text, words string) int {
	letter := func(i int) bool {
		return i >= 0 && i < len(text) && (text[i]|0x20 >= 'a' && text[i]|0x20 <= 'z')
	}
	for from := 0; ; {
		i := strings.Index(text[from:], words)
		if i < 0 {
			return -1
		}
		i += from
		if !letter(i-1) && !letter(i+len(words)) {
			return i
		}
		from = i + 1
	}
}

// checkActors verifies what doc/actor.go promises.
func checkActors(t testing.TB, d *doc.Doc) {
	t.Helper()
	seen := map[string]bool{}
	for i, a := range d.Actors {
		if a.ID == "" || seen[a.ID] {
			t.Errorf("actor %d: ID %q is empty or there twice", i, a.ID)
		}
		seen[a.ID] = true
		for _, l := range a.Same {
			if l.P <= 0 || l.P > 1 || l.ID == "" || l.Why == "" {
				t.Errorf("actor %s: same as %+v", a.ID, l)
			}
		}
	}
	next := 0
	for i, m := range d.Mentions {
		if m.First < 0 || m.Last > len(d.Tokens) || m.Head < m.First || m.Head >= m.Last || m.Actor < 0 || m.Actor >= len(d.Actors) {
			t.Fatalf("mention %d: %+v is out of bounds", i, m)
		}
		if m.Actor > next {
			t.Errorf("mention %d is of actor %d, but %d was not mentioned before", i, m.Actor, next)
		}
		next = max(next, m.Actor+1)
		if i > 0 {
			p := d.Mentions[i-1]
			if m.First < p.First || m.First == p.First && m.Last > p.Last {
				t.Errorf("mention %d: [%d, %d) after [%d, %d)", i, m.First, m.Last, p.First, p.Last)
			}
		}
		if m.Antecedent != doc.None && (m.Antecedent < 0 || m.Antecedent >= len(d.Mentions) || d.Mentions[m.Antecedent].Actor != m.Actor) {
			t.Errorf("mention %d: antecedent %d", i, m.Antecedent)
		}
		if m.Likeness <= 0 || m.Likeness > 1 || m.Likeness < 1 && m.How != doc.BySpelling {
			t.Errorf("mention %d: likeness %f, %s", i, m.Likeness, m.How)
		}
	}
	if next != len(d.Actors) {
		t.Errorf("%d actors, %d of them mentioned", len(d.Actors), next)
	}
}
