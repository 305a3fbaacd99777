package account

import (
	"slices"
	"sort"

	"parley/internal/doc"
	"parley/internal/what/draft"
)

// accounts binds to each event the quotes that tell of it: those whose words
// hold one of its triggers or one of its figures. Of quotes inside one another
// the innermost counts. Several by one speaker are one account.
func (r *reading) accounts() {
	inner := r.innermost()
	for _, e := range r.events {
		quotes := map[int][]int{} // to indexes of tolls
		for _, h := range append([]int{e.Head}, e.Heads...) {
			if h >= 0 && h < len(inner) && inner[h] != doc.None {
				quotes[inner[h]] = quotes[inner[h]][:len(quotes[inner[h]]):len(quotes[inner[h]])]
			}
		}
		for i := range e.Tolls {
			if q := r.tollQuote(&e.Tolls[i], inner); q != doc.None {
				quotes[q] = append(quotes[q], i)
			}
		}
		var order []int
		for q := range quotes {
			order = append(order, q)
		}
		sort.Ints(order)
		for _, q := range order {
			r.addAccount(e, q, quotes[q])
		}
	}
}

// innermost gives each token the index of the shortest quote whose content
// holds it, None if it is in none.
func (r *reading) innermost() []int {
	inner, size := make([]int, len(r.d.Tokens)), make([]int, len(r.d.Tokens))
	for i := range inner {
		inner[i] = doc.None
	}
	for q := range r.d.Quotes {
		n := 0
		for _, c := range r.d.Quotes[q].Content {
			n += c.Last - c.First
		}
		for _, c := range r.d.Quotes[q].Content {
			for i := max(c.First, 0); i < min(c.Last, len(inner)); i++ {
				if inner[i] == doc.None || n < size[i] {
					inner[i], size[i] = q, n
				}
			}
		}
	}
	return inner
}

// tollQuote returns the quote that gives a figure.
func (r *reading) tollQuote(t *draft.Toll, inner []int) int {
	if t.Quote >= 0 && t.Quote < len(r.d.Quotes) {
		return t.Quote
	}
	at := t.Token
	if t.Count >= 0 && t.Count < len(r.d.Counts) {
		at = r.d.Counts[t.Count].First
	}
	if at < 0 || at >= len(inner) {
		return doc.None
	}
	return inner[at]
}

// addAccount adds the quote as an account of e, or its figures to that of the
// same speaker.
func (r *reading) addAccount(e *draft.Event, q int, tolls []int) {
	quote := &r.d.Quotes[q]
	if quote.Speaker.Empty() && quote.Actor == doc.None {
		return // nobody is named
	}
	for i := range e.Accounts {
		a := &e.Accounts[i]
		if a.Quote < 0 || a.Quote >= len(r.d.Quotes) || !r.sameSpeaker(q, a.Quote) {
			continue
		}
		for _, t := range tolls {
			if !slices.Contains(a.Tolls, t) && !repeated(e, a.Tolls, t) {
				a.Tolls = append(a.Tolls, t)
			}
		}
		if a.Stance == doc.StanceSays {
			a.Stance = quote.Stance
		}
		return
	}
	e.Accounts = append(e.Accounts, draft.Account{Quote: q, Stance: quote.Stance, Tolls: tolls})
}

// repeated reports whether the speaker has given the figure of toll t before, of
// the same outcome.
func repeated(e *draft.Event, tolls []int, t int) bool {
	return slices.ContainsFunc(tolls, func(o int) bool {
		a, b := &e.Tolls[o], &e.Tolls[t]
		return a.Outcome == b.Outcome && a.Figure == b.Figure && a.Figure > 1
	})
}

// sameSpeaker reports whether two quotes are of one speaker.
func (r *reading) sameSpeaker(a, b int) bool {
	x, y := &r.d.Quotes[a], &r.d.Quotes[b]
	return a == b || x.Actor != doc.None && x.Actor == y.Actor
}
