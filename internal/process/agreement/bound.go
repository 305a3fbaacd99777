package agreement

import (
	"strings"
	"time"

	"parley"
	"parley/internal/doc"
	"parley/internal/process/term"
)

// bound writes who is bound: the cell of the row, else the subject of the duty;
// nobody where the clause is a passive that names no agent.
func (w *writer) bound(p *parley.Provision, pledge *parley.Commitment, c clause, x duty) {
	if c.party != "" {
		by, at := w.cell(c)
		p.Party = by.Actor
		if p.Party == "" {
			p.Party = c.party
		}
		pledge.By = &by
		pledge.Evidence = append(pledge.Evidence, at)
		return
	}
	var by []parley.Party
	for _, s := range x.subject {
		if m, ok := actorAt(w.doc, s); ok {
			mention := w.doc.Mentions[m]
			a := w.party(w.doc.Actors[mention.Actor], w.words(mention))
			by = append(by, a)
			pledge.Evidence = append(pledge.Evidence, w.evidence("by", mention.First, mention.Last))
		}
	}
	switch {
	case len(by) == 1:
		p.Party, pledge.By = by[0].Actor, &by[0]
	case len(by) > 1: // both are bound; the record has one party a commitment
		names := make([]string, len(by))
		for i := range by {
			names[i] = by[i].Name
		}
		both := parley.Party{Name: strings.Join(names, " and "), Kind: "group", Country: shared(by), Text: strings.Join(names, " and ")}
		p.Party, pledge.By = both.Name, &both
	case len(x.subject) > 0: // who is bound is no actor: "the Commission"
		s := x.subject[0]
		words := w.doc.Word(s)
		pledge.By = &parley.Party{Name: words, Kind: "organisation", Text: words}
		p.Party = words
		pledge.Evidence = append(pledge.Evidence, w.evidence("by", s, s+1))
	}
}

// cell returns the party that a row names, and its words in the paragraph.
func (w *writer) cell(c clause) (parley.Party, parley.Evidence) {
	start := c.start + strings.Index(w.doc.Text[c.start:c.end], c.party)
	at := parley.Evidence{Role: "by", Start: start, End: start + len(c.party), Quote: c.party, Rule: "agreement"}
	best, covered := -1, 0
	for i, m := range w.doc.Mentions {
		from, to := w.doc.Tokens[m.First].Start, w.doc.Tokens[m.Last-1].End
		if from >= start && to <= at.End && to-from > covered {
			best, covered = i, to-from
		}
	}
	// A mention that covers the most of the cell is meant by it; a short one in a
	// long cell ("Ministry of Defence of Sudan") is not.
	if best < 0 || covered*2 < len(c.party) {
		return parley.Party{Name: c.party, Kind: "group", Text: c.party}, at
	}
	return w.party(w.doc.Actors[w.doc.Mentions[best].Actor], c.party), at
}

// party returns an actor as a party; "the Front" is the one party of the
// agreement whose name holds that word.
func (w *writer) party(a doc.Actor, text string) parley.Party {
	if !strings.HasPrefix(a.ID, "x:") {
		return partyOf(a, text)
	}
	var held []parley.Party
	for _, p := range w.out.Parties {
		if strings.Contains(" "+strings.ToLower(p.Name)+" ", " "+strings.ToLower(a.Name)+" ") {
			held = append(held, p)
		}
	}
	if len(held) != 1 {
		return partyOf(a, text)
	}
	held[0].Text = text
	return held[0]
}

// what returns the tokens of the thing to be done: from the verb to the end of
// its sentence, or for a passive and a row the whole sentence.
func (w *writer) what(first, last int, x duty) (from, to int) {
	from, to = first, last
	for _, s := range w.doc.Sentences {
		if s.First <= x.content && x.content < s.Last {
			from, to = max(first, s.First), min(last, s.Last)
		}
	}
	if !x.passive && x.content > x.head {
		from = x.head + 1
		for from < to-1 && (w.doc.Tokens[from].Lemma == "to" || w.doc.Tokens[from].UPOS == "PUNCT") {
			from++
		}
	}
	for to > from+1 && w.doc.Tokens[to-1].UPOS == "PUNCT" {
		to--
	}
	return from, to
}

// due returns the first deadline in tokens [first, last). A term is reckoned from
// the day of signing.
func (w *writer) due(first, last int) (parley.Date, doc.Time, bool) {
	for _, t := range w.doc.Times {
		if t.First < first || t.Last > last {
			continue
		}
		words := w.doc.Text[w.doc.Tokens[t.First].Start:w.doc.Tokens[t.Last-1].End]
		if length, ok := term.Parse(t.Value); ok {
			if !w.limits(t) {
				continue
			}
			out := parley.Date{Text: words}
			if !w.options.Signed.IsZero() {
				out.Period = parley.Period{From: w.options.Signed, To: term.After(w.options.Signed, length), Precision: parley.PrecisionDay}
				out.How = "from the day of signing, " + w.options.Signed.Format(time.DateOnly)
			}
			return out, t, true
		}
		// A bare day in the cell "Deadline: 30 June 2021." is one as well.
		if t.Period.To.IsZero() || !w.limits(t) && !w.labelled(t) {
			continue
		}
		period := t.Period
		if t.Relation == doc.RelationBefore {
			period.To = period.From.AddDate(0, 0, -1)
			period.From = w.options.Signed
		}
		return parley.Date{Period: period, Text: words, How: t.How}, t, true
	}
	return parley.Date{}, doc.Time{}, false
}

// limits reports whether a time is the end of something: by its relation, or for
// a length by the words around it ("90 days after the signing").
func (w *writer) limits(t doc.Time) bool {
	switch t.Relation {
	case doc.RelationBy, doc.RelationWithin, doc.RelationBefore, doc.RelationUntil:
		return true
	}
	if t.Type != doc.TimeDuration {
		return false
	}
	if t.Last < len(w.doc.Tokens) {
		switch w.doc.Tokens[t.Last].Lemma {
		case "after", "from", "of", "following", "follow":
			return true
		}
	}
	return t.Relation == doc.RelationAfter || w.labelled(t)
}

// labelled reports whether a time stands behind "Deadline:".
func (w *writer) labelled(t doc.Time) bool {
	return t.First >= 2 && w.doc.Word(t.First-1) == ":" && w.doc.Word(t.First-2) == "Deadline"
}
