package genre

import (
	"regexp"
	"strconv"
	"strings"
	"unicode"

	"parley/internal/doc"
)

// firstYear is the first year whose violence is coded: UCDP's data on armed
// conflict begin with it.
const firstYear = 1946

// Old dates that a text must name to be old history: two, or one beside words
// of history of this weight; with a day of our time both.
const (
	leastYears   = 2
	historyWords = 3
)

// old returns the genre of a text that names old dates, and none since
// firstYear; weight is that of its words of history.
func old(d *doc.Doc, weight int) (g Genre, ok bool) {
	recent := false
	for _, t := range d.Times {
		if t.Period.IsZero() || t.Type != doc.TimeDate {
			continue
		}
		words := d.Text[d.Tokens[t.First].Start:d.Tokens[t.Last-1].End]
		year := t.Period.From.Year()
		if !strings.Contains(words, strconv.Itoa(year)) {
			// Counted from another day, not named.
			recent = recent || year >= firstYear
			continue
		}
		if year >= firstYear {
			return Genre{}, false
		}
		g.Words = append(g.Words, words)
	}
	years, worded := len(g.Words) >= leastYears, weight >= historyWords
	if len(g.Words) == 0 || recent && !(years && worded) || !years && !worded {
		return Genre{}, false
	}
	return Genre{Name: "history", Words: g.Words[:min(len(g.Words), shown)]}, true
}

// nowhere is the genre of a text of some length that names no place, no known
// party and no day: news never does so.
const nowhere = "nowhere"

// leastSentences is the length from which a text must say where it plays; with
// words of war of weight mostWar it is believed all the same.
const (
	leastSentences = 4
	mostWar        = 4
)

// ofYear matches a day or a month of some year.
var ofYear = regexp.MustCompile(`^XXXX-[01][0-9]`)

// unplaced returns the genre of a text that plays nowhere; fight is the weight
// of its words of war.
func unplaced(d *doc.Doc, fight int) (Genre, bool) {
	if len(d.Sentences) < leastSentences || fight >= mostWar {
		return Genre{}, false
	}
	for _, p := range d.Places {
		if p.Place.ID != "" {
			return Genre{}, false
		}
	}
	for _, n := range d.Names {
		if n.Kind == doc.Place || n.Kind == doc.Nationality {
			return Genre{}, false
		}
	}
	for _, a := range d.Actors {
		if a.Source == doc.FromList || a.Country != "" {
			return Genre{}, false
		}
	}
	for _, t := range d.Times {
		if t.Type == doc.TimeDate && (!t.Period.IsZero() || ofYear.MatchString(t.Value)) {
			return Genre{}, false
		}
	}
	return Genre{Name: nowhere}, true
}

// mostPersons is how much the words for the writer and the reader can weigh.
const mostPersons = 4

// person returns the word if a token stands for the writer or the reader, who
// keep out of the news.
func person(d *doc.Doc, i int) string {
	switch w := strings.ToLower(d.Word(i)); w {
	case "i", "me", "my", "you", "your":
		return w
	}
	return ""
}

// quoted marks the tokens that somebody is quoted with, or that stand in
// quotation marks.
func quoted(d *doc.Doc) []bool {
	marks := make([]bool, len(d.Tokens))
	open := false
	for i := range d.Tokens {
		switch d.Word(i) {
		case `"`:
			open = !open
		case "“", "``":
			open = true
		case "”", "''":
			open = false
		}
		marks[i] = open
	}
	for _, q := range d.Quotes {
		for _, r := range q.Content {
			for i := max(r.First, 0); i < min(r.Last, len(marks)); i++ {
				marks[i] = true
			}
		}
	}
	return marks
}

// foreign is the genre of a text in another language.
const foreign = "foreign"

// A text is in another language if it has leastWord different small words of
// others, and one of them in every perForeign words.
const perForeign = 8

// strange returns the genre foreign of a text in another script or with the
// small words of other languages.
func strange(d *doc.Doc, t tally, words int) (Genre, bool) {
	latin, other := 0, 0
	for _, c := range d.Text {
		switch {
		case unicode.Is(unicode.Latin, c):
			latin++
		case unicode.IsLetter(c):
			other++
		}
	}
	if other <= latin && (len(t.words) < leastWord || t.hits*perForeign < words) {
		return Genre{}, false
	}
	if latin+other == 0 {
		return Genre{}, false
	}
	return Genre{Name: foreign, Words: t.words[:min(len(t.words), shown)]}, true
}
