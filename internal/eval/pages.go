package eval

import (
	"fmt"
	"slices"
	"strings"
	"time"
	"unicode"

	"parley"
	"parley/internal/read"
)

// PageText is what a reader makes of a page.
type PageText struct {
	Title      string
	Day, At    time.Time
	Paragraphs []string
}

// PageReader reads a page; the error means that it found no article.
type PageReader func(p *MadePage) (PageText, error)

// ReadPage reads a page as parley does.
func ReadPage(p *MadePage) (PageText, error) {
	a, err := read.HTML(p.Name, p.Body, p.MediaType, p.URL, parley.Stated{}, read.Options{})
	if err != nil {
		return PageText{}, err
	}
	return PageText{Title: a.Title, Day: a.Published.From, At: a.Published.At, Paragraphs: strings.Split(a.Text, "\n\n")}, nil
}

// PageScores counts the pages on which a reader is right.
//
// A text is right if the F1 of its words is .95 or more, no paragraph of the
// article is missing (eight in ten of its runs of three words stand in the
// text), and none is foreign: every paragraph has six in ten of its runs of three
// words in the article, its title, lead, dateline or note of correction, and none
// is a second time what a longer one says. The title is right if it is the same
// but for white space, the day if it is the same, and the moment, where the page
// states one, if it is the same minute.
type PageScores struct {
	Pages, Text, Title, Day, At, WithAt int
	// Missing, Foreign and Words count the pages whose text fails by each.
	Missing, Foreign, Words, Failed int
	// Errors says for each page what is wrong.
	Errors []string
}

// ScorePages runs a reader over pages.
func ScorePages(pages []MadePage, f PageReader) PageScores {
	var s PageScores
	for i := range pages {
		p := &pages[i]
		got, err := f(p)
		s.Pages++
		if err != nil {
			s.Failed++
			s.miss(p, "error", err.Error())
		}
		s.text(p, got)
		if plainLine(got.Title) == plainLine(p.Title) {
			s.Title++
		} else {
			s.miss(p, "title", fmt.Sprintf("%q for %q", got.Title, p.Title))
		}
		if got.Day.Equal(p.Day) {
			s.Day++
		} else {
			s.miss(p, "day", got.Day.Format(time.DateOnly)+" for "+p.Day.Format(time.DateOnly))
		}
		if !p.At.IsZero() {
			s.WithAt++
			if got.At.Truncate(time.Minute).Equal(p.At) {
				s.At++
			} else {
				s.miss(p, "moment", got.At.Format(time.RFC3339)+" for "+p.At.Format(time.RFC3339))
			}
		}
	}
	return s
}

func plainLine(s string) string { return strings.Join(strings.Fields(s), " ") }

func (s *PageScores) miss(p *MadePage, what, how string) {
	s.Errors = append(s.Errors, fmt.Sprintf("%s: %s: %s", p.Name, what, how))
}

// text scores the paragraphs of one page.
func (s *PageScores) text(p *MadePage, got PageText) {
	ok := true
	if f := wordsF1(p, got.Paragraphs); f < 0.95 {
		s.Words++
		ok = false
		s.miss(p, "words", fmt.Sprintf("F1 %.3f", f))
	}
	has := runs(got.Paragraphs)
	missing := false
	for _, want := range p.Paragraphs {
		if share(want, has) < 0.8 {
			missing = true
			s.miss(p, "missing", want)
		}
	}
	known := runs(p.Paragraphs, p.Optional, []string{p.Title})
	foreign := false
	for i, para := range got.Paragraphs {
		if share(para, known) < 0.6 {
			foreign = true
			s.miss(p, "foreign", para)
		} else if saidTwice(got.Paragraphs, i) {
			foreign = true
			s.miss(p, "twice", para)
		}
	}
	if missing {
		s.Missing++
	}
	if foreign {
		s.Foreign++
	}
	if ok && !missing && !foreign {
		s.Text++
	}
}

// pageWords returns the words of s in lower case.
func pageWords(s string) []string {
	return strings.FieldsFunc(strings.ToLower(s), func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) && !unicode.Is(unicode.M, r) })
}

// wordsF1 is the F1 of the words kept, how often each included. Words that may
// be kept or not count neither way.
func wordsF1(p *MadePage, got []string) float64 {
	want, free, have := map[string]int{}, map[string]int{}, 0
	total, hit := 0, 0
	for _, s := range p.Paragraphs {
		for _, w := range pageWords(s) {
			want[w]++
			total++
		}
	}
	for _, s := range append(slices.Clone(p.Optional), p.Title) {
		for _, w := range pageWords(s) {
			free[w]++
		}
	}
	for _, s := range got {
		for _, w := range pageWords(s) {
			switch {
			case want[w] > 0:
				want[w]--
				hit++
				have++
			case free[w] > 0:
				free[w]--
			default:
				have++
			}
		}
	}
	if hit == 0 {
		return 0
	}
	pr, re := float64(hit)/float64(have), float64(hit)/float64(total)
	return 2 * pr * re / (pr + re)
}

// runs returns the runs of three words in texts; of shorter texts all of it.
func runs(lists ...[]string) map[string]bool {
	out := map[string]bool{}
	for _, texts := range lists {
		ws := pageWords(strings.Join(texts, "\n"))
		for n := 1; n <= 3; n++ {
			for i := 0; i+n <= len(ws); i++ {
				out[strings.Join(ws[i:i+n], " ")] = true
			}
		}
	}
	return out
}

// share returns how many of the runs of three words of s are known; of a shorter
// text, whether all of it is.
func share(s string, known map[string]bool) float64 {
	ws := pageWords(s)
	if len(ws) == 0 {
		return 0
	}
	n := min(3, len(ws))
	all, in := 0, 0
	for i := 0; i+n <= len(ws); i++ {
		all++
		if known[strings.Join(ws[i:i+n], " ")] {
			in++
		}
	}
	return float64(in) / float64(all)
}

// saidTwice reports whether the i-th paragraph, of some length, stands word for
// word within another.
func saidTwice(all []string, i int) bool {
	key := strings.Join(pageWords(all[i]), " ")
	if strings.Count(key, " ") < 4 {
		return false
	}
	for j, other := range all {
		o := strings.Join(pageWords(other), " ")
		if j != i && (len(o) > len(key) || len(o) == len(key) && j < i) && strings.Contains(o, key) {
			return true
		}
	}
	return false
}

// String writes the scores in one line.
func (s PageScores) String() string {
	rate := func(n, of int) string { return fmt.Sprintf("%d of %d (%.3f)", n, of, float64(n)/float64(max(1, of))) }
	return fmt.Sprintf("text %s, title %s, day %s, moment %s; words off %d, missing %d, foreign %d, nothing found %d",
		rate(s.Text, s.Pages), rate(s.Title, s.Pages), rate(s.Day, s.Pages), rate(s.At, s.WithAt), s.Words, s.Missing, s.Foreign, s.Failed)
}
