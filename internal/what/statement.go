package what

import (
	"strings"
	"unicode"

	"parley"
	"parley/internal/doc"
)

// statements writes one statement for each quote that somebody says; quotes of
// one speaker that go on in the same breath are one.
func (w writer) statements() []parley.Statement {
	var out []parley.Statement
	last := doc.None // the quote that the last statement ends with
	for i, q := range w.d.Quotes {
		q = w.spoken(q)
		if !w.worthQuoting(q) {
			continue
		}
		if last >= 0 && w.goesOn(w.spoken(w.d.Quotes[last]), q) {
			w.lengthen(&out[len(out)-1], q)
		} else {
			out = append(out, w.statement(q))
		}
		last = i
	}
	return out
}

// spoken adds the actor where the quote knows none but its speaker's words are
// just those of a mention.
func (w writer) spoken(q doc.Quote) doc.Quote {
	if q.Actor >= 0 || q.Speaker.Empty() {
		return q
	}
	m := w.d.MentionAt(q.Speaker.Last - 1)
	if m == doc.None || w.d.Mentions[m].First < q.Speaker.First-1 || w.d.Mentions[m].First > q.Speaker.First {
		return q
	}
	q.Mention, q.Actor = m, w.d.Mentions[m].Actor
	return q
}

// unnamed stands for a speaker of whom the text has no word ("they are believed
// to be behind the attack").
const unnamed = "unnamed"

// worthQuoting tells whether the quote has words and somebody who says them. A
// verb tells that somebody does, though it name nobody; a noun ("the claims
// that") is about what others said.
func (w writer) worthQuoting(q doc.Quote) bool {
	if len(q.Content) == 0 || q.Speaker.Empty() && q.Actor < 0 && (q.Cue < 0 || w.d.Tokens[q.Cue].UPOS != "VERB") {
		return false
	}
	words := 0
	for _, c := range q.Content {
		words += c.Last - c.First
	}
	return words > 1
}

// maxBreath is how many tokens may stand between two quotes that go on: "and
// that", "and added", a comma.
const maxBreath = 3

// goesOn tells whether b goes on with what a says: the same speaker, channel
// and stance, close behind it in one sentence.
func (w writer) goesOn(a, b doc.Quote) bool {
	if a.Stance != b.Stance || a.Channel != b.Channel || a.Direct != b.Direct || a.Actor != b.Actor || a.Actor < 0 {
		return false
	}
	end, start := a.Content[len(a.Content)-1].Last, b.Content[0].First
	return start >= end && start-end <= maxBreath && sentenceOf(w.d, end-1) == sentenceOf(w.d, start)
}

func (w writer) lengthen(s *parley.Statement, q doc.Quote) {
	more := w.contents(q)
	s.Quote += between + more.words
	s.Evidence = append(s.Evidence, more.evidence...)
}

func (w writer) statement(q doc.Quote) parley.Statement {
	v := parley.Statement{
		Role: q.Role, Channel: string(q.Channel), Anonymous: q.Anonymous, Stance: string(q.Stance), Direct: q.Direct,
		For: w.partyByID(q.For),
	}
	v.Speaker = w.speaker(q)
	if q.Actor >= 0 {
		v.Actor = w.d.Actors[q.Actor].ID
	}
	if words := w.roleWords(q); words != "" {
		v.Speaker = words
	}
	if v.Speaker == "" {
		v.Speaker, v.Anonymous = unnamed, true
	}
	if v.Stance == "" {
		v.Stance = string(doc.StanceSays)
	}
	c := w.contents(q)
	v.Quote, v.Evidence = c.words, c.evidence
	switch {
	case !q.Speaker.Empty():
		v.Evidence = append(v.Evidence, w.tokens("speaker", q.Speaker, q.Rule))
	case q.Cue >= 0 && q.Cue < len(w.d.Tokens):
		v.Evidence = append(v.Evidence, w.token("speaker", q.Cue, q.Rule)) // that nobody is named shows in the verb
	}
	if q.Cue >= 0 && q.Cue < len(w.d.Tokens) {
		v.Evidence = append(v.Evidence, w.token("cue", q.Cue, q.Rule))
	}
	if !q.Via.Empty() {
		via := w.tokens("via", q.Via, q.Rule)
		v.Via = via.Quote
		v.Evidence = append(v.Evidence, via)
	}
	return v
}

// roleWords are the words of the text for a speaker who is told by a role only
// ("U.S. military officials", "the Defense Ministry"), which say more than the
// name of the party that the role belongs to; empty for others.
func (w writer) roleWords(q doc.Quote) string {
	if q.Actor < 0 || q.Mention < 0 || q.Speaker.Empty() || !q.Anonymous && w.d.Mentions[q.Mention].How != doc.ByRole {
		return ""
	}
	switch w.d.Mentions[q.Mention].How {
	case doc.ByRole, doc.ByNominal:
	default:
		return ""
	}
	a, words := &w.d.Actors[q.Actor], w.tokens("", q.Speaker, "").Quote
	if !q.Anonymous && a.Source != doc.FromComposition && a.Source != doc.FromDescription ||
		strings.Contains(words, " and ") || strings.Contains(letters(a.Name), letters(words)) {
		return ""
	}
	return words
}

// letters is the text in lower case without marks.
func letters(s string) string {
	return strings.Map(func(c rune) rune {
		if unicode.IsLetter(c) || unicode.IsDigit(c) {
			return unicode.ToLower(c)
		}
		return -1
	}, s)
}

// between stands between words said in two places.
const between = " … "

// contents are the words of a quote and where they stand.
type contents struct {
	words    string
	evidence []parley.Evidence
}

func (w writer) contents(q doc.Quote) contents {
	var parts []string
	var c contents
	for _, r := range q.Content {
		if ev := w.tokens("quote", r, q.Rule); ev.Quote != "" {
			parts, c.evidence = append(parts, ev.Quote), append(c.evidence, ev)
		}
	}
	c.words = strings.Join(parts, between)
	return c
}
