package agreement

import (
	"fmt"
	"slices"
	"strings"

	"parley"
	"parley/internal/doc"
	"parley/internal/process/theme"
)

// writer makes an agreement and its record of a draft and its parse.
type writer struct {
	draft   *draft
	doc     *doc.Doc
	options Options
	themes  *theme.Themes
	out     parley.Agreement
	record  *parley.Record
}

// agreement writes the head of the agreement and of the record.
func (w *writer) agreement() {
	o := w.options
	w.out = parley.Agreement{
		ID: agreementID(o.Name, o.Signed), Name: o.Name, Aliases: append([]string{}, o.Aliases...),
		Country: o.Country, Source: o.Ref, Parties: w.parties(),
	}
	if !o.Signed.IsZero() {
		w.out.Signed = &parley.Date{Period: parley.Period{From: o.Signed, To: o.Signed, Precision: parley.PrecisionDay}}
	}
	if w.out.Country == "" {
		w.out.Country = shared(w.out.Parties)
	}
	title := o.Name
	w.record = &parley.Record{
		Article: parley.RecordArticle{
			ID: w.doc.Article.ID, Ref: o.Ref, Title: &title, Language: "en", Text: w.doc.Text,
			Published: parley.PublishedDate{
				Period:   parley.Period{From: o.Signed, To: o.Signed, Precision: parley.PrecisionDay},
				Evidence: []parley.Evidence{},
			},
		},
		Events: []parley.Event{}, Commitments: []parley.Commitment{}, Statements: []parley.Statement{},
		Indicators: []parley.Indicator{}, Notes: []parley.Note{},
	}
	if o.Signed.IsZero() {
		w.record.Article.Published.Period = parley.Period{}
	}
}

// shared returns the country that all parties with one share; empty for none.
func shared(parties []parley.Party) string {
	country := ""
	for _, p := range parties {
		switch {
		case p.Country == "":
		case country == "":
			country = p.Country
		case country != p.Country:
			return ""
		}
	}
	return country
}

// parties returns those that the options name, else the groups that stand before
// the first clause that binds, else those that are bound.
func (w *writer) parties() []parley.Party {
	var all []parley.Party
	for _, name := range w.options.Parties {
		all = append(all, w.named(name))
	}
	if len(all) > 0 {
		return all
	}
	first := len(w.doc.Text)
	for _, c := range w.draft.clauses {
		if f, l := w.tokens(c); len(duties(w.doc, f, l)) > 0 {
			first = c.start
			break
		}
	}
	for _, m := range w.doc.Mentions {
		if w.doc.Tokens[m.First].Start < first && m.How != doc.ByPronoun && m.How != doc.ByNominal {
			all = join(all, w.doc.Actors[m.Actor], w.words(m))
		}
	}
	if len(all) > 1 {
		return all
	}
	for _, c := range w.draft.clauses {
		f, l := w.tokens(c)
		for _, x := range duties(w.doc, f, l) {
			for _, s := range x.subject {
				if m, ok := actorAt(w.doc, s); ok {
					all = join(all, w.doc.Actors[w.doc.Mentions[m].Actor], w.words(w.doc.Mentions[m]))
				}
			}
		}
	}
	return all
}

// join adds an actor that can be a party to an agreement, once.
func join(all []parley.Party, a doc.Actor, text string) []parley.Party {
	bound := a.Side == a.ID || a.Kind == doc.ActorOrganisation || a.Sector == "GOV" || a.Sector == "REB" || a.Sector == "MIL"
	if !bound || a.Kind == doc.ActorPerson || a.Source == doc.FromNominal || strings.HasPrefix(a.ID, "x:") {
		return all // "fighters" sign nothing
	}
	for _, p := range all {
		if p.Actor == a.ID {
			return all
		}
	}
	return append(all, partyOf(a, text))
}

// named returns the party of a name: an actor of the text that is called so, or
// the name alone.
func (w *writer) named(name string) parley.Party {
	for _, m := range w.doc.Mentions {
		a := w.doc.Actors[m.Actor]
		if strings.EqualFold(a.Name, name) || strings.EqualFold(w.words(m), name) {
			return partyOf(a, name)
		}
	}
	return parley.Party{Name: name, Kind: "group", Text: name}
}

func partyOf(a doc.Actor, text string) parley.Party {
	return parley.Party{Actor: a.ID, Name: a.Name, Kind: string(a.Kind), Country: a.Country, Sector: a.Sector, Side: a.Side, Text: text}
}

// words returns the text of a mention.
func (w *writer) words(m doc.Mention) string {
	return w.doc.Text[w.doc.Tokens[m.First].Start:w.doc.Tokens[m.Last-1].End]
}

// tokens returns the tokens of a clause, half-open.
func (w *writer) tokens(c clause) (first, last int) { return w.between(c.start, c.end) }

// between returns the tokens of bytes [start, end).
func (w *writer) between(start, end int) (first, last int) {
	at := func(byte int) int {
		i, _ := slices.BinarySearchFunc(w.doc.Tokens, byte, func(t doc.Token, b int) int { return t.Start - b })
		return i
	}
	return at(start), at(end)
}

// provisions writes every clause that binds.
func (w *writer) provisions() error {
	for i, c := range w.draft.clauses {
		first, last := w.between(c.body, c.bodyEnd)
		if first == last {
			continue
		}
		found := duties(w.doc, first, last)
		lead, led := w.lead(c)
		switch {
		case w.opens(i):
			continue // "The Front shall:" binds in the clauses below it
		case len(found) > 0:
		case led: // "(a) hand in its weapons" below "The Front shall:"
			found = []duty{{head: first, content: first, subject: lead.subject}}
		case w.draft.rows:
			found = []duty{{head: first, content: first}}
		default:
			continue
		}
		if err := w.provision(c, first, last, found[0]); err != nil {
			return fmt.Errorf("provision %s: %w", c.number, err)
		}
	}
	return nil
}

// opens reports whether a clause ends with a colon and has clauses below it.
func (w *writer) opens(i int) bool {
	c := w.draft.clauses[i]
	if !strings.HasSuffix(strings.TrimSpace(w.doc.Text[c.start:c.end]), ":") {
		return false
	}
	return slices.ContainsFunc(w.draft.clauses, func(x clause) bool { return x.parent == i })
}

// lead returns the duty of the nearest clause above c that opens a list.
func (w *writer) lead(c clause) (duty, bool) {
	for p := c.parent; p >= 0; p = w.draft.clauses[p].parent {
		if !w.opens(p) {
			continue
		}
		first, last := w.tokens(w.draft.clauses[p])
		if x, ok := w.cut(first, last); ok {
			return x, true
		}
	}
	return duty{}, false
}

// cut reads the duty of a clause that ends before its verb ("The Front shall:"),
// of which no parser makes much: the last word that binds, and the last mention
// before it.
func (w *writer) cut(first, last int) (duty, bool) {
	for i := last - 1; i >= first; i-- {
		lemma := w.doc.Tokens[i].Lemma
		if !slices.Contains(modals, lemma) && !slices.Contains(vows, lemma) {
			continue
		}
		x := duty{head: i, content: i}
		for _, m := range w.doc.Mentions {
			if m.First >= first && m.Last <= i {
				x.subject = []int{m.Head}
			}
		}
		return x, true
	}
	return duty{}, false
}

// provision writes one provision and its pledge.
func (w *writer) provision(c clause, first, last int, x duty) error {
	text := strings.TrimSpace(w.doc.Text[c.body:c.bodyEnd])
	p := parley.Provision{ID: hash("provision", w.out.ID, c.number), Number: c.number, Text: text}
	if p.Number == "" || w.taken(p.Number) { // told by its place in the text
		p.Number = strings.TrimSpace(fmt.Sprintf("%s paragraph %d", p.Number, strings.Count(w.doc.Text[:c.start], "\n\n")+1))
		p.ID = hash("provision", w.out.ID, p.Number)
	}
	var err error
	if p.Theme, err = w.theme(c, text); err != nil {
		return err
	}
	pledge := parley.Commitment{
		ID: p.ID, Kind: parley.Pledge, Status: parley.Pending, Agreement: w.out.Name, Evidence: []parley.Evidence{},
	}
	pledge.Evidence = append(pledge.Evidence, w.evidence("trigger", x.head, x.head+1))
	w.bound(&p, &pledge, c, x)
	from, to := w.what(first, last, x)
	pledge.Evidence = append(pledge.Evidence, w.evidence("what", from, to))
	pledge.What = strings.TrimRight(w.doc.Text[w.doc.Tokens[from].Start:w.doc.Tokens[to-1].End], ".;: ")
	if due, at, ok := w.due(w.tokens(c)); ok {
		p.Deadline, pledge.Deadline = &due, &due
		pledge.Evidence = append(pledge.Evidence, w.evidence("deadline", at.First, at.Last))
	}
	w.out.Provisions = append(w.out.Provisions, p)
	w.record.Commitments = append(w.record.Commitments, pledge)
	return nil
}

// taken reports whether a provision has the number already: a heading that binds
// and the paragraph below it share one.
func (w *writer) taken(number string) bool {
	return slices.ContainsFunc(w.out.Provisions, func(p parley.Provision) bool { return p.Number == number })
}

// theme returns the theme that a cell names, else that of the words.
func (w *writer) theme(c clause, text string) (string, error) {
	if c.theme == "" {
		if found := w.themes.Of(text); len(found) > 0 {
			return found[0], nil
		}
		return "", nil
	}
	for _, t := range w.themes.All() {
		if strings.EqualFold(t.ID, c.theme) || strings.EqualFold(t.Name, c.theme) ||
			slices.ContainsFunc(t.PAM, func(name string) bool { return strings.EqualFold(name, c.theme) }) {
			return t.ID, nil
		}
	}
	return "", fmt.Errorf("%w: no theme %q", parley.ErrSyntax, c.theme)
}

// evidence returns the words of tokens [first, last).
func (w *writer) evidence(role string, first, last int) parley.Evidence {
	start, end := w.doc.Tokens[first].Start, w.doc.Tokens[last-1].End
	return parley.Evidence{Role: role, Start: start, End: end, Quote: w.doc.Text[start:end], Rule: "agreement"}
}
