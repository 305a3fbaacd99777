package when

import (
	"strings"

	"parley/internal/doc"
)

// scan goes through the sentences of a document. Tokens outside the sentence
// it is at read as empty words.
type scan struct {
	d           *doc.Doc
	lex         *lexicon
	low         []string // the tokens in lower case
	words       []*word  // their entries, never nil
	first, last int      // the sentence
	name        int      // the first name that does not end before the sentence
	found       []expr
}

// reach is how many tokens an expression can begin in front of its first core
// word ("the end of the first two and a half years").
const reach = 9

// find returns the expressions of time in d, in order and without overlap.
// Nothing in it depends on when the article was published.
func find(lex *lexicon, d *doc.Doc) []expr {
	s := &scan{d: d, lex: lex, low: make([]string, len(d.Tokens)), words: make([]*word, len(d.Tokens))}
	for i := range d.Tokens {
		low := strings.ToLower(d.Word(i))
		s.low[i] = strings.ReplaceAll(low, "’", "'")
		s.words[i] = lex.lookUp(s.low[i])
	}
	for _, sentence := range d.Sentences {
		s.first, s.last = sentence.First, sentence.Last
		for s.name < len(d.Names) && d.Names[s.name].Last <= s.first {
			s.name++
		}
		s.sentence()
	}
	return s.found
}

// sentence finds the expressions of the sentence the scan is at.
func (s *scan) sentence() {
	begin := len(s.found)
	core := s.last // the first core at or after i
	near := make([]bool, s.last-s.first)
	for i := s.last - 1; i >= s.first; i-- {
		coded := figures(s.low[i]) || joined(s.low[i])
		if s.words[i].core || coded {
			core = i
		}
		near[i-s.first] = core < s.last && core-i <= reach && (s.words[i].opens || coded)
	}
	for i := s.first; i < s.last; {
		i++
		if !near[i-1-s.first] {
			continue
		}
		e, ok := s.match(i - 1)
		e.first = i - 1
		if !ok || s.inName(e) || s.naming(&e) {
			continue
		}
		s.found = append(s.found, e)
		i = e.last
	}
	s.pair(begin)
	for k := begin; k < len(s.found); k++ {
		e := &s.found[k]
		e.tense = s.tense(e)
		if e.relation == "" {
			e.relation = s.relation(e)
		}
		if e.relation == doc.RelationWithin && e.tense == dirPast && !s.is(e.first-1, "within", "inside") {
			e.relation = doc.RelationFor // "30 died in two weeks"
		}
		if e.relation == doc.RelationFrom && (e.dayTo > 0 || e.yearTo > 0) {
			e.relation = doc.RelationOn // "from April 28 to 30" is one expression
		}
	}
}

// joined tells of words that hold a date and stand in no list: "mid-March",
// "FY2019", "Q3".
func joined(low string) bool {
	return strings.HasPrefix(low, "mid-") || len(low) == 6 && low[:2] == "fy" ||
		len(low) == 2 && (low[0] == 'q' || low[0] == 'h') && isDigit(low[1])
}

// matchers are tried at every place where an expression can begin; the one
// that reaches furthest wins, the first of those that reach as far.
var matchers = []func(*scan, int) (expr, bool){
	(*scan).matchPhrase,
	(*scan).matchSet,
	(*scan).matchMeasure,
	(*scan).matchEdge,
	(*scan).matchPart,
	(*scan).matchClock,
	(*scan).matchBase,
}

// match returns the longest expression that begins at token i.
func (s *scan) match(i int) (expr, bool) {
	var best expr
	for _, m := range matchers {
		if e, ok := m(s, i); ok && e.last > best.last {
			best = e
		}
	}
	return best, best.last > i
}

// longest returns the longest of what the matchers find at token i.
func (s *scan) longest(i int, matchers ...func(*scan, int) (expr, bool)) (expr, bool) {
	var best expr
	for _, m := range matchers {
		if e, ok := m(s, i); ok && e.last > best.last {
			best = e
		}
	}
	return best, best.last > i
}

// at returns the entry of token i, of an empty word outside the sentence.
func (s *scan) at(i int) *word {
	if i < s.first || i >= s.last {
		return &notTime
	}
	return s.words[i]
}

// text returns token i in lower case, or nothing outside the sentence.
func (s *scan) text(i int) string {
	if i < s.first || i >= s.last {
		return ""
	}
	return s.low[i]
}

// is tells whether token i is one of the words.
func (s *scan) is(i int, words ...string) bool {
	t := s.text(i)
	if t == "" {
		return false
	}
	for _, w := range words {
		if t == w {
			return true
		}
	}
	return false
}

// skip returns i+1 if token i is one of the words, else i.
func (s *scan) skip(i int, words ...string) int {
	if s.is(i, words...) {
		return i + 1
	}
	return i
}

// hyphen tells whether token i is a hyphen or a dash between words.
func (s *scan) hyphen(i int) bool { return s.is(i, "-", "–", "—", "‑", "‐", "--") }

// tag returns the Penn tag of token i, or nothing outside the sentence.
func (s *scan) tag(i int) string {
	if i < s.first || i >= s.last {
		return ""
	}
	return s.d.Tokens[i].XPOS
}

// capital tells whether token i begins with a capital letter, as written.
func (s *scan) capital(i int) bool {
	if i < s.first || i >= s.last {
		return false
	}
	c := s.d.Text[s.d.Tokens[i].Start]
	return 'A' <= c && c <= 'Z'
}

// naming tells whether a date or a holiday without a year is the first part of
// the name of something: "the Good Friday Agreement", "the October Revolution".
// Weekdays seldom are, but stand before many capitals ("Sunday Mass").
func (s *scan) naming(e *expr) bool {
	h := s.head(e)
	if e.kind != kindCalendar || e.year > 0 || e.weekday > 0 || h == doc.None || !strings.HasPrefix(s.tag(e.last), "NN") || !s.capital(e.last) {
		return false
	}
	cased := s.d.Tokens[e.last].Cased
	if cased != "" && cased[0] >= 'a' {
		return false // a headline
	}
	t := s.d.Tokens[h]
	return t.Head == e.last && (t.Deprel == "compound" || t.Deprel == "amod" || t.Deprel == "nummod" || t.Deprel == "nmod:desc")
}

// inName tells whether an expression is part of a person's or an
// organisation's name that holds more than it ("the 23 March Movement", "April
// Glaspie").
func (s *scan) inName(e expr) bool {
	for _, n := range s.d.Names[min(s.name, len(s.d.Names)):] {
		if n.First >= e.last {
			return false
		}
		if n.Last > e.first && n.Kind != doc.Place && n.Kind != doc.Nationality &&
			n.First <= e.first && n.Last >= e.last {
			return e.kind == kindCalendar && (n.Last-n.First > e.last-e.first || n.Kind == doc.Person && e.day == 0 && e.holiday == "")
		}
	}
	return false
}
