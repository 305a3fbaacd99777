package resolve

import "math"

// measureWords compares the words and names of the sentences that tell the events.
func (p *pair) measureWords() {
	a, b := p.a.Terms, p.b.Terms
	shared, found := 0.0, 0
	for i, j := 0, 0; i < len(a) && j < len(b); {
		switch {
		case a[i].Text < b[j].Text:
			i++
		case a[i].Text > b[j].Text:
			j++
		default:
			shared += min(a[i].Weight, b[j].Weight)
			keep(&p.terms, a[i].Text, &found)
			i++
			j++
		}
	}
	p.values[wordsShared] = 1 - math.Exp(-shared/enoughWords)
	names := 0
	x, y := p.a.Names, p.b.Names
	for i, j := 0, 0; i < len(x) && j < len(y); {
		switch {
		case x[i] < y[j]:
			i++
		case x[i] > y[j]:
			j++
		default:
			keep(&p.names, x[i], &names)
			i++
			j++
		}
	}
	p.values[namesShared] = min(1, float64(names)/2)
}

// enoughWords is the weight of shared words, two or three rare ones, from which on
// more say little.
const enoughWords = 14

// keep puts a word into the first free place.
func keep(list *[3]string, word string, n *int) {
	if *n < len(list) {
		list[*n] = word
	}
	*n++
}
