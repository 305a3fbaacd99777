package lang

import (
	"strings"

	"parley/internal/doc"
)

// Lemmatize fills Token.Lemma of every token from its form (Token.Cased, or
// the text where that is empty), its UPOS and its XPOS, as UD English-EWT and
// GUM do: "n't" is not, "him" is he, "Afghans" is Afghan, "20,000" is 20000.
// Names, if there are any, keep their capitals. It never leaves a lemma empty.
func (l *Lexicon) Lemmatize(d *doc.Doc) {
	name := 0
	initial := sentenceStarts{d: d}
	for i := range d.Tokens {
		t := &d.Tokens[i]
		form := t.Cased
		if form == "" {
			form = d.Text[t.Start:t.End]
		}
		for name < len(d.Names) && d.Names[name].Last <= i {
			name++
		}
		named := name < len(d.Names) && d.Names[name].First <= i
		t.Lemma = l.lemma(form, t.UPOS, t.XPOS, initial.at(i), named)
	}
}

// sentenceStarts tells the first word of every sentence, for i ascending.
type sentenceStarts struct {
	d    *doc.Doc
	next int // index of the next sentence
	open bool
}

// at tells whether token i is a sentence's first token with a letter.
func (s *sentenceStarts) at(i int) bool {
	if s.next < len(s.d.Sentences) && i == s.d.Sentences[s.next].First || i == 0 {
		s.open = true
		s.next++
	}
	if !s.open {
		return false
	}
	if s.d.Tokens[i].UPOS != "PUNCT" {
		s.open = false
	}
	return true
}

// lemma returns the lemma of one form. initial tells that the form begins its
// sentence, named that it is part of a name.
func (l *Lexicon) lemma(form, upos, xpos string, initial, named bool) string {
	var buf [64]byte
	key := FoldWord(buf[:0], form)
	w, tag := l.find(key), l.tag(upos, xpos)
	if w != unknown {
		if e := l.entry(w, tag, upos); e != nil {
			return l.settle(l.str(e.lemma), form, tag)
		}
	}
	if upos == "NUM" && strings.IndexByte(form, ',') > 0 {
		return dropCommas(form)
	}
	keep := named
	if tag != unknown {
		keep = keep || l.tags[tag].keep
	}
	if !keep {
		keep = l.keepsCapitals(w, form, upos, initial)
	}
	return l.derive(form, key, tag, keep)
}

// settle returns the lemma of a known word: that of the lexicon, but where a
// proper noun is its own lemma it is written as here.
func (l *Lexicon) settle(lemma, form string, tag int) string {
	if tag == unknown || !l.tags[tag].keep || len(lemma) != len(form) || lemma == form {
		return lemma
	}
	s := shapeOf(form)
	if s == shapeUpper || s == shapeLower && !smallInNames(form) || !strings.EqualFold(lemma, form) {
		return lemma
	}
	return form
}

// keepsCapitals tells whether the lemma of a word that is no proper noun keeps
// its capitals: an adjective made from a name ("Houthi-led"), a word that the
// lexicon knows with a capital ("IED"), a Roman number. Other abbreviations
// lose them, as most do in EWT. w is the word's number or unknown.
func (l *Lexicon) keepsCapitals(w int, form, upos string, initial bool) bool {
	s := shapeOf(form)
	if s == shapeLower || s == shapeNone {
		return false
	}
	if w != unknown && l.words[w].other != caseUnknown {
		return l.words[w].other != caseLower
	}
	switch upos {
	case "ADJ":
		return s == shapeMixed || s == shapeTitle && !initial
	case "NUM", "SYM":
		return s == shapeUpper
	case "X":
		return s != shapeUpper && !initial
	}
	return false
}

// smallInNames tells the particles that names have small as well as with a
// capital.
func smallInNames(form string) bool {
	switch form {
	case "bin", "ibn", "de", "del", "della", "di", "da", "du", "la", "le", "el", "van", "von", "der", "den":
		return true
	}
	return nameParticle(form)
}

// derive makes the lemma of a word that the lexicon does not list under its
// tags, by the rule of its longest known suffix.
func (l *Lexicon) derive(form string, key []byte, tag int, keep bool) string {
	cut, tail := 0, ""
	if tag != unknown {
		cut, tail = l.edit(key, tag)
	}
	switch {
	case keep && len(key) != len(form):
		return form
	case keep:
		return join(form[:len(form)-cut], tail)
	case string(key) == form:
		return l.intern(form[:len(form)-cut], tail)
	}
	lemma := l.intern(string(key[:len(key)-cut]), tail)
	if w := findWord(l, lemma); w != unknown && len(key) == len(form) && l.words[w].other > caseLower {
		return join(form[:len(form)-cut], tail) // "IEDs" of IED
	}
	return lemma
}

// intern joins stem and tail, into the lexicon's own string if it has one.
func (l *Lexicon) intern(stem, tail string) string {
	if tail == "" {
		return stem
	}
	var buf [64]byte
	b := append(append(buf[:0], stem...), tail...)
	if w := l.find(b); w != unknown {
		return l.str(uint32(w))
	}
	return string(b)
}

func join(stem, tail string) string {
	if tail == "" {
		return stem
	}
	return stem + tail
}

// dropCommas takes the commas out of a figure such as "20,000".
func dropCommas(form string) string {
	digits := 0
	for i := range len(form) {
		switch c := form[i]; {
		case '0' <= c && c <= '9':
			digits++
		case c != ',' && c != '.':
			return form
		}
	}
	if digits == 0 {
		return form
	}
	return strings.ReplaceAll(form, ",", "")
}
