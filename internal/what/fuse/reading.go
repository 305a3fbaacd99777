package fuse

import (
	"sort"
	"unicode"
	"unicode/utf8"

	"parley"
	"parley/internal/doc"
	"parley/internal/what/draft"
)

// reading is one article being fused.
type reading struct {
	d      *doc.Doc
	tables *tables
	all    []*mention // what is still in play, by Head
	byHead map[int]*mention
	// child and next are the trees from above: the first child of each token and
	// its next sibling; -1 for none.
	child, next []int32
	heading     []bool   // of each sentence: a title or a heading
	telling     []string // of each sentence: the family of its last mention
	located     []bool   // of each sentence: it names a place or a time
	turn        int      // the last sentence that turned to something else, 0 for none
	body        int      // the first sentence that is none
}

// mention is one draft with what the comparison asks of it.
type mention struct {
	e        *draft.Event
	sentence int
	noun     bool
	article  articleKind
	other    bool // "another attack", "in a separate incident"
	beside   bool // "meanwhile", "also"
	moved    bool // a verb with "in another district"
	ordinal  string
	effect   bool // tells what befell people, not the deed: "killed", "died"
	lemma    string
	about    string // the noun of a verb like "resume", empty for none
	blamed   []side // who is accused of it, or claims it
	losses   []loss
	counted  bool  // "76 attacks"
	gone     bool  // absorbed in another act
	facts    facts // what it says in its own words, once it is a telling
}

// articleKind is how a noun is brought in.
type articleKind byte

const (
	articleNone articleKind = iota
	articleA
	articleThe
)

// loss is a count of people with an outcome, of one mention.
type loss struct {
	outcome   doc.Outcome
	group     string
	low, high float64
	figure    float64
	part      bool
	attackers bool
	vague     bool
}

// newReading reads what the comparison needs. Drafts that are nil or whose head
// is no token are left out.
func newReading(d *doc.Doc, t *tables, drafts []*draft.Event) *reading {
	r := &reading{d: d, tables: t, byHead: make(map[int]*mention, len(drafts))}
	r.grow()
	r.headings()
	for _, e := range drafts {
		if e == nil || e.Head < 0 || e.Head >= len(d.Tokens) || r.byHead[e.Head] != nil {
			continue
		}
		m := r.newMention(e)
		r.all = append(r.all, m)
		r.byHead[e.Head] = m
		r.telling[m.sentence] = family(e)
	}
	sort.SliceStable(r.all, func(i, j int) bool { return r.all[i].e.Head < r.all[j].e.Head })
	r.countLosses()
	r.findBlamed()
	r.setApart()
	return r
}

// grow links the trees from above.
func (r *reading) grow() {
	n := len(r.d.Tokens)
	r.child, r.next = make([]int32, n), make([]int32, n)
	for i := range n {
		r.child[i], r.next[i] = -1, -1
	}
	for i := n - 1; i >= 0; i-- {
		if h := r.d.Tokens[i].Head; h >= 0 {
			r.next[i], r.child[h] = r.child[h], int32(i)
		}
	}
}

// kids yields the children of a token in order.
func (r *reading) kids(i int) func(func(int) bool) {
	return func(yield func(int) bool) {
		for k := r.child[i]; k >= 0 && yield(int(k)); k = r.next[k] {
		}
	}
}

// longestHeading is how many tokens a heading has at most.
const longestHeading = 25

// shortestLead is how many tokens the first sentence of the body has at least:
// what is shorter above it is a date, a credit or a byline.
const shortestLead = 6

// headings marks sentences that are a paragraph of their own, short, and end
// without a full stop.
func (r *reading) headings() {
	s := r.d.Sentences
	r.heading, r.telling, r.located = make([]bool, len(s)), make([]string, len(s)+1), make([]bool, len(s)+1)
	for i := range r.d.Places {
		r.located[r.sentenceOf(r.d.Places[i].First)] = true
	}
	for i := range r.d.Times {
		r.located[r.sentenceOf(r.d.Times[i].First)] = true
	}
	r.body = len(s)
	for i := range s {
		alone := (i == 0 || s[i-1].Paragraph != s[i].Paragraph) && (i+1 == len(s) || s[i+1].Paragraph != s[i].Paragraph)
		end := r.d.Word(s[i].Last - 1)
		switch end[len(end)-1] {
		case '.', '!', '?', '"', '\'', ':', ')', ',', ';':
			alone = false
		}
		if len(end) > 1 && (end == "”" || end == "’" || end == "…") {
			alone = false
		}
		r.heading[i] = alone && s[i].Last-s[i].First <= longestHeading && i+1 < len(s) && r.upper(i) && r.upper(i+1)
		r.heading[i] = r.heading[i] || r.caption(i)
		if !r.heading[i] && r.body == len(s) && s[i].Last-s[i].First >= shortestLead {
			r.body = i
		}
	}
}

// caption reports whether a sentence says who stands where in a picture: "the
// envoy (L) shakes hands with the colonel (R)".
func (r *reading) caption(i int) bool {
	for t := r.d.Sentences[i].First + 1; t+1 < r.d.Sentences[i].Last; t++ {
		switch w := r.d.Word(t); w {
		case "L", "R", "C", "left", "right":
			if r.d.Word(t-1) == "(" && r.d.Word(t+1) == ")" {
				return true
			}
		}
	}
	return false
}

// upper reports whether a sentence begins with a capital letter or no letter:
// a line that goes on in the next paragraph is no heading.
func (r *reading) upper(i int) bool {
	c, _ := utf8.DecodeRuneInString(r.d.Word(r.d.Sentences[i].First))
	return !unicode.IsLower(c)
}

func (r *reading) sentenceOf(token int) int {
	return sort.Search(len(r.d.Sentences), func(i int) bool { return r.d.Sentences[i].Last > token })
}

// violence reports whether the draft is violence as the record parts it.
func violence(e *draft.Event) bool {
	return e.Type == parley.Assault || e.Type == parley.Coerce && e.Mode == parley.ModeSeize
}
