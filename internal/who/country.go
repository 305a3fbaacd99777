package who

import (
	"strings"

	"parley/internal/doc"
)

// countryIn returns the country that the words [first, last) of an office
// name, by a demonym or a place before its noun or after "of".
func (r *reading) countryIn(first, last, head int, o *office) string {
	for i := head - 1; i >= first; i-- {
		if c := r.countryAt(i); c != "" {
			return c
		}
	}
	if o.key == "foreign-minister" && strings.HasPrefix(o.words, "secretary of state") {
		return "USA"
	}
	for i := head + 1; i < last; i++ {
		w := r.low[i]
		if r.upos(i) == "ADP" && w != "of" && !((w == "in" || w == "for") && o.class != classGov && o.class != classMember && o.class != classMil) {
			break
		}
		if c := r.countryAt(i); c != "" {
			return c
		}
	}
	return ""
}

// countryAt returns the country that a token names, or the empty string.
func (r *reading) countryAt(i int) string {
	if i > 0 && r.countries["* "+r.low[i]] != "" {
		if c := r.countries[r.low[i-1]+" "+r.low[i]]; c != "" {
			return c
		}
	}
	if c := r.countries[r.low[i]]; c != "" && r.d.Word(i) != r.low[i] {
		if two := r.countries["2 "+r.low[i]]; two != "" && two == r.mainCountry() {
			return two
		}
		return c
	}
	if p := r.place[i]; p != doc.None {
		return r.d.Places[p].Place.Country
	}
	if m := r.cover[i]; m != doc.None {
		if a := &r.actors[r.mentions[m].Actor]; strings.HasSuffix(a.ID, "-gov") {
			return a.Country
		}
	}
	return ""
}

// contextCountry returns the country of an office whose words name none: for
// a local one that of the place named last, else that which the article is
// about. Soldiers are often abroad.
func (r *reading) contextCountry(head int, c class) string {
	switch c {
	case classLocal, classPolice:
		if last := r.lastCountry(head); last != "" {
			return last
		}
		return r.mainCountry()
	case classHead, classGov:
		return r.mainCountry()
	}
	return ""
}

// lastCountry returns the country of the place named last before token i in
// the same sentence or the two before it.
func (r *reading) lastCountry(i int) string {
	from := r.d.Sentences[max(0, int(r.sent[i])-2)].First
	for i--; i >= from; i-- {
		if p := r.place[i]; p != doc.None && r.d.Places[p].Place.Country != "" {
			return r.d.Places[p].Place.Country
		}
	}
	return ""
}

// officeID names the holder of an office whom the text does not name: by the
// place or the party and the words of the office.
func (r *reading) officeID(at int) string {
	o := &r.offices[at]
	first := r.modifiers(r.sentence(o.head).First, o.first)
	words := ""
	for i := first; i < o.first; i++ {
		if r.upos(i) == "PROPN" || r.countries[r.low[i]] != "" {
			words += r.low[i] + " "
		}
	}
	if words == "" && o.office.class == classLocal {
		for i := o.first - 1; i >= r.d.Sentences[max(0, int(r.sent[o.first])-2)].First; i-- {
			if p := r.place[i]; p != doc.None && r.d.Places[p].Place.Admin1 != "" {
				words = r.d.Places[p].Place.Admin1 + " "
				break
			}
		}
	}
	if words == "" && first < o.first && o.office.class == classMember {
		words = r.text(first, o.first) + " "
	}
	if words == "" {
		for i := o.last; i < min(o.last+5, r.sentence(o.head).Last) && r.inNounPhrase(i); i++ {
			if r.upos(i) == "PROPN" {
				words += r.low[i] + " "
			}
		}
	}
	return "x:" + slug(fold(words+o.office.words))
}
