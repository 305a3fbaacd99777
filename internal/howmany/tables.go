package howmany

import (
	"fmt"
	"io/fs"
	"strconv"
	"strings"

	"parley/data"
	"parley/internal/doc"
)

// tables is what the data files say, by lower-cased word and by lemma.
type tables struct {
	words  map[string]*word
	lemmas map[string]*lemma
}

// word is what the tables know of a form.
type word struct {
	class     class // what number it is; empty for none
	low, high float64
	role      role
	// before are the qualifiers that end in this word and stand before a
	// number, after those that begin with it and stand behind; the longest first.
	before, after []qualifier
}

// class is the class of a number word, as in numbers.tsv.
type class string

const (
	classUnit      class = "unit"
	classTen       class = "ten"
	classScale     class = "scale"
	classExact     class = "exact"
	classVague     class = "vague"
	classFraction  class = "fraction"
	classFractions class = "fractions"
	classOrdinal   class = "ordinal"
	classPart      class = "part"
)

var classes = map[class]bool{
	classUnit: true, classTen: true, classScale: true, classExact: true, classVague: true,
	classFraction: true, classFractions: true, classOrdinal: true, classPart: true,
}

// role is a part that a word plays in counts without being a number.
type role string

const (
	roleNone    role = "none"    // "no", "nobody": zero
	roleArticle role = "article" // "a", "another": one, before people to whom something happens
)

// qualifier is a phrase before or after a number and what it does to it.
type qualifier struct {
	words []string
	text  string
	// low and high are factors; zero means no lower bound, and no upper bound.
	low, high float64
}

// lemma is what the tables know of a lemma.
type lemma struct {
	group string // key of groups.tsv, "-" for people of no group, empty for no people
	use   string
	kind  string // of units.tsv; empty for none
	unit  string
	cues  []cue
	byPos [posCount][]*cue // cues by the part of speech of the token
	trend *trend
	level bool // a noun whose level trends tell of
	state string
}

// cue is a row of outcomes.tsv.
type cue struct {
	pos, slot string
	with      []string
	people    bool // only nouns known to mean people
	outcome   doc.Outcome
	id        string
}

// load reads the tables.
func load(fsys fs.FS) (*tables, error) {
	t := &tables{words: map[string]*word{}, lemmas: map[string]*lemma{}}
	for w, r := range map[string]role{
		"no": roleNone, "nobody": roleNone, "none": roleNone, "neither": roleNone, "without": roleNone,
		"a": roleArticle, "an": roleArticle, "another": roleArticle,
	} {
		t.word(w).role = r
	}
	for _, f := range []struct {
		name    string
		columns int
		add     func(c []string) error
	}{
		{"howmany/numbers.tsv", 4, t.addNumber},
		{"howmany/qualifiers.tsv", 4, t.addQualifier},
		{"howmany/groups.tsv", 3, t.addGroup},
		{"howmany/units.tsv", 3, t.addUnit},
		{"howmany/outcomes.tsv", 8, t.addCue},
		{"howmany/trends.tsv", 4, t.addTrend},
		{"howmany/states.tsv", 2, t.addState},
	} {
		rows, err := data.Rows(fsys, f.name, f.columns)
		if err != nil {
			return nil, err
		}
		for _, row := range rows {
			if err := f.add(row.Cells); err != nil {
				return nil, fmt.Errorf("data file %s:%d: %w", f.name, row.Line, err)
			}
		}
	}
	for _, l := range t.lemmas {
		for i := range l.cues {
			for _, p := range positions[l.cues[i].pos] {
				l.byPos[p] = append(l.byPos[p], &l.cues[i])
			}
		}
	}
	return t, nil
}

func (t *tables) word(w string) *word {
	e := t.words[w]
	if e == nil {
		e = &word{}
		t.words[w] = e
	}
	return e
}

func (t *tables) lemma(w string) *lemma {
	e := t.lemmas[w]
	if e == nil {
		e = &lemma{}
		t.lemmas[w] = e
	}
	return e
}

func (t *tables) addNumber(c []string) error {
	w := t.word(c[0])
	w.class = class(c[1])
	if !classes[w.class] {
		return fmt.Errorf("no class of numbers %q", c[1])
	}
	var err error
	if w.low, err = strconv.ParseFloat(c[2], 64); err != nil {
		return fmt.Errorf("low: %w", err)
	}
	if w.high, err = strconv.ParseFloat(c[3], 64); err != nil {
		return fmt.Errorf("high: %w", err)
	}
	if w.high < w.low {
		return fmt.Errorf("high %v is below low %v", w.high, w.low)
	}
	return nil
}

func (t *tables) addQualifier(c []string) error {
	q := qualifier{words: strings.Fields(c[0]), text: c[0]}
	if len(q.words) == 0 {
		return fmt.Errorf("no words")
	}
	var err error
	if q.low, err = factor(c[2], "-"); err != nil {
		return fmt.Errorf("low: %w", err)
	}
	if q.high, err = factor(c[3], "*"); err != nil {
		return fmt.Errorf("high: %w", err)
	}
	if q.low > 1 || q.high != 0 && q.high < 1 {
		return fmt.Errorf("the number itself is not within %s to %s", c[2], c[3])
	}
	switch c[1] {
	case "before":
		w := t.word(q.words[len(q.words)-1])
		w.before = longestFirst(append(w.before, q))
	case "after":
		w := t.word(q.words[0])
		w.after = longestFirst(append(w.after, q))
	default:
		return fmt.Errorf("place %q is neither before nor after", c[1])
	}
	return nil
}

// factor reads a factor; open is the sign for none.
func factor(cell, open string) (float64, error) {
	if cell == open {
		return 0, nil
	}
	f, err := strconv.ParseFloat(cell, 64)
	if err == nil && f <= 0 {
		err = fmt.Errorf("%q is not above zero", cell)
	}
	return f, err
}

func (t *tables) addGroup(c []string) error {
	switch c[2] {
	case useNoun, useMod, useBoth, useWeak, useAttacker:
	default:
		return fmt.Errorf("no use %q", c[2])
	}
	if c[1] == "" {
		return fmt.Errorf("no group for %q", c[0])
	}
	l := t.lemma(c[0])
	l.group, l.use = c[1], c[2]
	return nil
}

func (t *tables) addUnit(c []string) error {
	switch c[1] {
	case unitTime, unitDistance, unitMoney, unitPercent, unitLabel, unitCollective, unitThing, unitOld:
	default:
		return fmt.Errorf("no kind %q", c[1])
	}
	l := t.lemma(c[0])
	l.kind, l.unit = c[1], c[2]
	return nil
}

// outcomes are the outcomes that outcomes.tsv may name.
var outcomes = map[doc.Outcome]bool{
	doc.Killed: true, doc.Injured: true, doc.Captured: true, doc.Missing: true, doc.Displaced: true,
	doc.Freed: true, doc.Escaped: true, doc.Surrender: true, doc.Casualties: true,
}

func (t *tables) addCue(c []string) error {
	q := cue{pos: c[1], slot: c[2], people: c[4] == "people", outcome: doc.Outcome(c[5]), id: "toll." + c[0] + "." + c[2]}
	if c[3] != "-" {
		q.with = strings.Split(c[3], ", ")
	}
	switch {
	case !outcomes[q.outcome]:
		return fmt.Errorf("no outcome %q", c[5])
	case q.pos != "v" && q.pos != "n" && q.pos != "a":
		return fmt.Errorf("no part of speech %q", c[1])
	case q.slot != slotObject && q.slot != slotSubject && q.slot != slotOf && q.slot != slotSelf && q.slot != slotAdj && q.slot != slotToll:
		return fmt.Errorf("no slot %q", c[2])
	}
	l := t.lemma(c[0])
	l.cues = append(l.cues, q)
	return nil
}

// longestFirst keeps a list of qualifiers sorted by its number of words.
func longestFirst(list []qualifier) []qualifier {
	for i := len(list) - 1; i > 0 && len(list[i].words) > len(list[i-1].words); i-- {
		list[i], list[i-1] = list[i-1], list[i]
	}
	return list
}

// lower returns s in lower case, without a copy where it is so already.
func lower(s string) string { return strings.ToLower(s) }

func startsWithDigit(s string) bool { return s[0] >= '0' && s[0] <= '9' }
