package when

import (
	"fmt"
	"io/fs"
	"strconv"
	"strings"

	"parley/data"
	"parley/internal/doc"
)

// lexicon is the tables of the package, never changed after loading.
type lexicon struct {
	words     map[string]*word
	phrases   map[string][]phrase  // by first word
	holidays  map[string][]naming  // by first word
	feasts    map[string]*feast    // by id
	lasting   map[string]bool      // what has an age in years and is no person
	aspect    map[string]bool      // verbs whose infinitive has their own tense
	coming    map[string]bool      // what is mostly told of before it is
	unchanged map[string]bool      // verbs whose past looks like their present
	ahead     map[string]bool      // verbs that put what is "scheduled" ahead
	planned   map[string]bool      // verbs whose infinitive lies ahead
	growing   map[string]bool      // verbs of tolls: "rose to 2010"
	relation  map[string]relating  // single prepositions
	opening   map[string][]opening // relations of several words, by the last one
}

// word is what a word can be in an expression of time. The zero value is no
// such word.
type word struct {
	month, weekday int // 1 to 12, 1 to 7
	abbreviated    bool
	season         season
	unit           unit
	plural         bool // of a unit, a part, or a weekday
	fortnight      bool
	number         int // above 0
	ordinal        int // above 0, or -1 for the last
	vague          bool
	part           string
	direction      string // a value of class dir
	day            string // "-1", "0", "1", "tonight", "overnight"
	often          string
	mod, edge      string
	approx         string
	clock, zone    string
	between        bool // may stand between number and unit
	counted        bool // is counted in plain numbers, also in thousands
	namesDay       bool // makes a name of a weekday: "Bloody Sunday"
	numbered       bool // has a number that is not a year
	holiday        bool // a holiday's name begins with it
	phrase         bool // a phrase begins with it
	core           bool // an expression of time can be built around it
	opens          bool // an expression of time can begin with it
}

// settle works out core and opens.
func (w *word) settle() {
	w.core = w.month > 0 || w.weekday > 0 || w.season > 0 || w.unit > 0 || w.part != "" || w.day != "" ||
		w.often != "" || w.clock != "" || w.holiday || w.phrase
	w.opens = w.opens || w.core || w.number > 0 || w.ordinal != 0 || w.vague || w.direction != "" || w.mod != "" ||
		w.edge != "" || w.approx != ""
}

// notTime is the word of a token that is none of an expression of time.
var notTime word

// loadLexicon reads the tables of the package.
func loadLexicon(fsys fs.FS) (*lexicon, error) {
	lex := &lexicon{
		words: map[string]*word{}, phrases: map[string][]phrase{}, holidays: map[string][]naming{},
		feasts: map[string]*feast{}, lasting: map[string]bool{}, planned: map[string]bool{}, aspect: map[string]bool{}, ahead: map[string]bool{}, coming: map[string]bool{}, unchanged: map[string]bool{},
		growing: map[string]bool{}, relation: map[string]relating{}, opening: map[string][]opening{},
	}
	for _, load := range []func(*lexicon, fs.FS) error{
		loadCalendar, loadWords, loadPhrases, loadHolidays, loadHolidayDates, loadRelations,
	} {
		if err := load(lex, fsys); err != nil {
			return nil, err
		}
	}
	for name, w := range lex.words {
		lex.undot(name, w)
		w.settle()
	}
	return lex, nil
}

// undot gives a short form that another table has with its full stop, as in the
// name of a day of remembrance, what the calendar says of it without.
func (lex *lexicon) undot(name string, w *word) {
	bare, dotted := strings.CutSuffix(name, ".")
	if !dotted {
		return
	}
	if c := lex.words[bare]; c != nil && c.abbreviated {
		w.month, w.weekday, w.abbreviated = c.month, c.weekday, true
	}
}

// word returns the entry of a word, made if it is new.
func (lex *lexicon) word(s string) *word {
	w := lex.words[s]
	if w == nil {
		w = new(word)
		lex.words[s] = w
	}
	return w
}

// lookUp returns the entry of a word in lower case; a short form may have its
// full stop ("nov.").
func (lex *lexicon) lookUp(low string) *word {
	if w := lex.words[low]; w != nil {
		return w
	}
	if n := len(low) - 1; n > 2 && low[n] == '.' {
		if w := lex.words[low[:n]]; w != nil && w.abbreviated {
			return w
		}
	}
	return &notTime
}

// loadCalendar reads the names of months and weekdays. A name of a weekday
// with an s is its plural.
func loadCalendar(lex *lexicon, fsys fs.FS) error {
	const file = "when/calendar.tsv"
	rows, err := data.Rows(fsys, file, 3)
	if err != nil {
		return err
	}
	for _, r := range rows {
		n, err := strconv.Atoi(r.Cells[1])
		if err != nil || n < 1 || n > 12 {
			return fmt.Errorf("data file %s:%d: number %q", file, r.Line, r.Cells[1])
		}
		for i, name := range strings.Split(r.Cells[2], ", ") {
			w := lex.word(name)
			w.abbreviated = i > 0
			switch r.Cells[0] {
			case "month":
				w.month = n
			case "weekday":
				w.weekday = n
				if i == 0 {
					p := lex.word(name + "s")
					p.weekday, p.plural = n, true
				}
			default:
				return fmt.Errorf("data file %s:%d: kind %q", file, r.Line, r.Cells[0])
			}
		}
	}
	return nil
}

// loadWords reads words.tsv.
func loadWords(lex *lexicon, fsys fs.FS) error {
	const file = "when/words.tsv"
	rows, err := data.Rows(fsys, file, 3)
	if err != nil {
		return err
	}
	for _, r := range rows {
		words := strings.Split(r.Cells[2], ", ")
		for i, s := range words {
			if err := lex.add(r.Cells[0], r.Cells[1], s, i); err != nil {
				return fmt.Errorf("data file %s:%d: %w", file, r.Line, err)
			}
		}
	}
	return nil
}

// add puts a word of words.tsv, the nth of its row, into the lexicon.
func (lex *lexicon) add(class, value, s string, nth int) error {
	var err error
	switch w := lex.word(s); class {
	case "unit":
		w.plural, w.fortnight = nth > 0, value == "fortnight"
		w.unit = unitNames[value]
		if w.unit == unitNone {
			err = fmt.Errorf("unit %q", value)
		}
	case "number":
		w.number, err = strconv.Atoi(value)
	case "ordinal":
		w.ordinal, err = strconv.Atoi(value)
	case "vague":
		w.vague = true
	case "part":
		w.part, w.plural = value, strings.HasSuffix(s, "s")
	case "season":
		var n int
		n, err = strconv.Atoi(value)
		w.season = season(n)
	case "dir":
		w.direction = value
	case "day":
		w.day = value
	case "often":
		w.often = value
	case "mod":
		w.mod = value
	case "edge":
		w.edge = value
	case "approx":
		w.approx = value
	case "clock":
		w.clock = value
	case "zone":
		w.zone = value
	case "between":
		w.between = true
	case "counted":
		w.counted = true
	case "named":
		w.namesDay = true
	case "numbered":
		w.numbered = true
	case "lasting":
		lex.lasting[s] = true
	case "planned":
		lex.planned[s] = true
	case "opens":
		w.opens = true
	case "unchanged":
		lex.unchanged[s] = true
	case "coming":
		lex.coming[s] = true
	case "ahead":
		lex.ahead[s] = true
	case "aspect":
		lex.aspect[s] = true
	case "growing":
		lex.growing[s] = true
	default:
		err = fmt.Errorf("class %q", class)
	}
	return err
}

// unitNames are the units by their values in words.tsv.
var unitNames = map[string]unit{
	"second": unitSecond, "minute": unitMinute, "hour": unitHour, "day": unitDay, "weekend": unitWeekend,
	"week": unitWeek, "fortnight": unitWeek, "month": unitMonth, "quarter": unitQuarter, "year": unitYear,
	"decade": unitDecade, "century": unitCentury, "season": unitSeason,
}

// relating is what a preposition makes of a time behind it; duration is what
// it makes of a duration.
type relating struct{ date, duration doc.TimeRelation }

// opening is a relation that several words give, the last one left out.
type opening struct {
	words []string
	relating
}

// loadRelations reads relations.tsv.
func loadRelations(lex *lexicon, fsys fs.FS) error {
	const file = "when/relations.tsv"
	rows, err := data.Rows(fsys, file, 3)
	if err != nil {
		return err
	}
	known := map[string]bool{"on": true, "by": true, "within": true, "before": true, "after": true,
		"since": true, "until": true, "from": true, "for": true}
	for _, r := range rows {
		if !known[r.Cells[1]] || !known[r.Cells[2]] {
			return fmt.Errorf("data file %s:%d: relation %q or %q", file, r.Line, r.Cells[1], r.Cells[2])
		}
		rel := relating{doc.TimeRelation(r.Cells[1]), doc.TimeRelation(r.Cells[2])}
		words := strings.Fields(r.Cells[0])
		last := words[len(words)-1]
		if len(words) == 1 {
			lex.relation[last] = rel
		} else {
			lex.opening[last] = append(lex.opening[last], opening{words[:len(words)-1], rel})
		}
	}
	return nil
}
