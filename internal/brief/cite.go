package brief

import (
	"context"
	"strings"
	"unicode/utf8"

	"parley"
)

// cited is an article that was looked into.
type cited struct {
	text string
	info parley.ArticleInfo
	at   int // in Brief.Sources; -1 while nothing of it is cited
}

// article reads an article once.
func (w *writing) article(ctx context.Context, id string) (*cited, error) {
	if c := w.texts[id]; c != nil {
		return c, nil
	}
	r, info, err := w.store.Article(ctx, id)
	if err != nil {
		return nil, err
	}
	c := &cited{text: r.Article.Text, info: info, at: -1}
	w.texts[id] = c
	return c, nil
}

// mostQuotes is how many sentences of one article a sentence of ours cites.
const mostQuotes = 4

// cite returns citations of the sentences of an article that hold the evidence,
// in its order, mostQuotes in all. Evidence that stands outside of the
// text, or does not stand where it says, is passed over; where nothing is left
// the article's first sentence is cited.
func (w *writing) cite(ctx context.Context, article string, evidence []parley.Evidence) ([]Cite, error) {
	a, err := w.article(ctx, article)
	if err != nil {
		return nil, err
	}
	var out []Cite
	for _, e := range evidence {
		if e.In != "" || e.Start < 0 || e.End > len(a.text) || e.Start >= e.End || a.text[e.Start:e.End] != e.Quote {
			continue
		}
		from, to := around(a.text, e.Start, e.End)
		if out = unique(append(out, w.quote(a, from, to))); len(out) == mostQuotes {
			return out, nil
		}
	}
	if len(out) == 0 && a.text != "" {
		from, to := around(a.text, 0, 1)
		out = append(out, w.quote(a, from, to))
	}
	return out, nil
}

// quote returns the citation of bytes of an article.
func (w *writing) quote(a *cited, from, to int) Cite {
	if a.at < 0 {
		a.at = len(w.out.Sources)
		day := a.info.Published.To
		if day.IsZero() {
			day = a.info.Published.From
		}
		w.out.Sources = append(w.out.Sources, Source{
			Article: a.info.ID, Ref: a.info.Ref, URL: a.info.URL, Outlet: a.info.Outlet, Title: a.info.Title, Published: parley.DayOf(day),
		})
	}
	s := &w.out.Sources[a.at]
	for i, q := range s.Quotes {
		if q.Start <= from && to <= q.End {
			return Cite{a.at, i}
		}
	}
	s.Quotes = append(s.Quotes, Quote{Text: a.text[from:to], Start: from, End: to})
	return Cite{a.at, len(s.Quotes) - 1}
}

// longestQuote is the longest that a quote may be, in bytes; of a longer sentence
// only what stands around the evidence is quoted.
const longestQuote = 420

// around returns the bytes of the sentence about [start, end). An article of a
// store has no parse: a sentence ends at a full stop behind a word that is no
// title or initial and before a capital, a figure or a quotation mark.
func around(text string, start, end int) (from, to int) {
	from = strings.LastIndexByte(text[:start], '\n') + 1
	to = len(text)
	if n := strings.IndexByte(text[end:], '\n'); n >= 0 {
		to = end + n
	}
	for i := from; i < to; i++ {
		if !sentenceEnd(text, i, to) {
			continue
		}
		behind := i + 1
		for behind < to && strings.IndexByte(`"')]`, text[behind]) >= 0 {
			behind++
		}
		if rest := text[behind:]; strings.HasPrefix(rest, "”") || strings.HasPrefix(rest, "’") {
			behind += len("”")
		}
		if behind <= start {
			from = behind
			for from < start && text[from] == ' ' {
				from++
			}
		} else if behind >= end {
			to = behind
		}
	}
	return shorten(text, from, to, start, end)
}

// sentenceEnd tells whether the byte at i ends a sentence of a paragraph that ends at to.
func sentenceEnd(text string, i, to int) bool {
	if strings.IndexByte(".!?", text[i]) < 0 {
		return false
	}
	rest := strings.TrimLeft(text[i+1:to], `"')]”’`)
	if rest == "" {
		return true
	}
	if rest[0] != ' ' {
		return false
	}
	word := text[strings.LastIndexAny(text[:i], " \n(\"")+1 : i]
	if text[i] == '.' && (len(word) <= 1 || len(word) <= 4 && word[0] >= 'A' && word[0] <= 'Z' && strings.ToUpper(word) != word || strings.Contains(word, ".")) {
		return false // an initial, Mr., Gen., Sept., U.S.
	}
	next := strings.TrimLeft(rest, ` "'([`)
	r, _ := utf8.DecodeRuneInString(next)
	return r >= 'A' && r <= 'Z' || r >= '0' && r <= '9' || r >= 0x80
}

// shorten cuts a long sentence at blanks, about what must stay.
func shorten(text string, from, to, start, end int) (int, int) {
	if to-from <= longestQuote {
		return from, to
	}
	margin := max(0, (longestQuote-(end-start))/2)
	if a := start - margin; a > from {
		if n := strings.IndexByte(text[a:start], ' '); n >= 0 {
			from = a + n + 1
		} else {
			from = start
		}
	}
	if b := end + margin; b < to {
		if n := strings.LastIndexByte(text[end:b], ' '); n >= 0 {
			to = end + n
		} else {
			to = end
		}
	}
	return from, to
}
