package who

import (
	"fmt"
	"io/fs"
	"strings"

	"parley/data"
	"parley/internal/doc"
)

// nominal is a row of nominals.tsv.
type nominal struct {
	kind   nominalKind
	sector string
}

// nominalKind is what a noun takes up or stands for.
type nominalKind string

const (
	nominalArmed        nominalKind = "armed"
	nominalGovernment   nominalKind = "government"
	nominalForce        nominalKind = "force"
	nominalOrganisation nominalKind = "organisation"
	nominalSides        nominalKind = "sides"
	nominalSource       nominalKind = "source"
)

func (t *tables) readNominals(fsys fs.FS) error {
	const name = "who/nominals.tsv"
	rows, err := data.Rows(fsys, name, 3)
	if err != nil {
		return err
	}
	t.nominals = make(map[string]*nominal, len(rows))
	for _, r := range rows {
		n := &nominal{kind: nominalKind(r.Cells[1]), sector: dash(r.Cells[2])}
		switch n.kind {
		case nominalArmed, nominalGovernment, nominalForce, nominalOrganisation, nominalSides, nominalSource:
		default:
			return fmt.Errorf("data file %s:%d: no kind %q", name, r.Line, r.Cells[1])
		}
		t.nominals[r.Cells[0]] = n
	}
	return nil
}

// reach is how many sentences back a nominal or a pronoun looks for whom it
// takes up.
const reach = 4

// groupNominals resolves "the group", "the insurgents", "the government" and
// "the ministry" to the party named before that it can be.
func (r *reading) groupNominals() {
	for i := range r.d.Tokens {
		if r.upos(i) != "NOUN" || !r.unnamedAt(i) {
			continue
		}
		n := r.nominals[r.d.Tokens[i].Lemma]
		if n == nil || n.kind == nominalSides || n.kind == nominalSource {
			continue
		}
		first, ok := r.definite(i)
		if !ok || r.narrowed(i) {
			continue
		}
		if m, actor := r.antecedent(i, first, n); actor != doc.None {
			if k := r.headM[i]; k != doc.None {
				x := &r.mentions[k]
				x.Actor, x.How, x.Antecedent = actor, doc.ByNominal, m
				continue
			}
			k := r.addMention(first, i+1, i, actor, doc.ByNominal)
			r.mentions[k].Antecedent = m
			r.mark(k)
		}
	}
}

// unnamedAt reports whether no mention has its head at the token, or one of
// somebody whom the text does not name.
func (r *reading) unnamedAt(i int) bool {
	m := r.headM[i]
	return m == doc.None || r.actors[r.mentions[m].Actor].Source == doc.FromNominal
}

// definite returns where a definite noun phrase with the head i begins, and
// whether it is one that may take up what was named before: "the", "this" or
// "that", and no qualifier but such as say what everybody knows ("the armed
// group").
func (r *reading) definite(i int) (int, bool) {
	s := r.sentence(i)
	for j := i - 1; j >= s.First; j-- {
		switch w := r.low[j]; {
		case w == "the" || w == "this" || w == "that":
			return j, true
		case !isArmedWord(w) && r.nominals[r.d.Tokens[j].Lemma] == nil && r.countries[w] == "":
			return 0, false
		case r.cover[j] != doc.None && r.cover[j] != r.headM[i] && r.countries[w] == "":
			return 0, false
		}
	}
	return 0, false
}

// isArmedWord reports whether a word may qualify a nominal and tell nothing
// that sets it apart.
func isArmedWord(w string) bool {
	switch w {
	case "armed", "insurgent", "militant", "rebel", "islamist", "jihadist", "extremist", "terrorist", "hardline", "sunni",
		"shia", "shiite", "shi'ite", "guerrilla", "separatist", "paramilitary", "central", "same", "islamic", "fundamentalist",
		"political", "regional", "military", "iran-backed", "outlawed", "banned", "world", "international", "aid", "rights", "-":
		return true
	}
	return false
}

// narrowed reports whether something after the noun says which one is meant.
func (r *reading) narrowed(i int) bool {
	if i+1 >= len(r.low) || r.sent[i] != r.sent[i+1] {
		return false
	}
	switch r.low[i+1] {
	case "of", "led":
		return true
	case "called", "named", "known":
		if r.d.Tokens[i].Head == i+1 && r.d.Tokens[i].Deprel == "nsubj" {
			return false // "the group called the plan a trick"
		}
		return i+2 < len(r.low) && (r.upos(i+2) == "PROPN" || r.low[i+2] == "as" || r.upos(i+2) == "DET")
	}
	return r.isNoun(i+1) && r.d.Tokens[i].Head == i+1 && r.d.Tokens[i].Deprel == "compound"
}

// antecedent returns the mention and the actor that a nominal at token i takes
// up, or None. The mention is None where the actor follows from the country.
func (r *reading) antecedent(i, first int, n *nominal) (mention, actor int) {
	country := ""
	for j := first; j < i; j++ {
		if c := r.countries[r.low[j]]; c != "" {
			country = c
		}
	}
	if n.kind == nominalGovernment {
		return r.governmentAt(i, country)
	}
	best, score := doc.None, 0.0
	for j := first - 1; j >= r.back(i, reach); j-- {
		m := int(r.headM[j])
		if m == doc.None || !r.canBe(n, &r.mentions[m], i, country) {
			continue
		}
		x := &r.mentions[m]
		back := int(r.sent[i] - r.sent[x.Head])
		s := r.salience(x, back)
		if r.sameVerb(x.Head, i) {
			s -= 1.5
		}
		if s > score {
			best, score = m, s
		}
	}
	if best == doc.None {
		return doc.None, doc.None
	}
	if a := r.mentions[best].Antecedent; a != doc.None {
		return a, r.mentions[best].Actor
	}
	return best, r.mentions[best].Actor
}

// salience is higher for what was named nearer, and as a subject.
func (r *reading) salience(m *doc.Mention, back int) float64 {
	s := 5 - float64(back)
	switch r.d.Tokens[m.Head].Deprel {
	case "nsubj", "nsubj:pass":
		s++
	case "compound", "amod", "nmod:desc":
		s -= 0.5
	}
	return s
}

// sameVerb reports whether two tokens hang on one verb, so that they are
// hardly the same.
func (r *reading) sameVerb(a, b int) bool {
	x, y := &r.d.Tokens[a], &r.d.Tokens[b]
	return x.Head >= 0 && x.Head == y.Head && r.upos(x.Head) == "VERB"
}

// canBe reports whether the actor of a mention can be what a nominal says.
func (r *reading) canBe(n *nominal, m *doc.Mention, i int, country string) bool {
	a := &r.actors[m.Actor]
	if country != "" && a.Country != country || m.How == doc.ByPronoun || a.Source == doc.FromNominal {
		return false
	}
	switch n.kind {
	case nominalArmed:
		return isArmed(a) && (m.How == doc.ByName || m.How == doc.ByAlias || a.Side == a.ID)
	case nominalForce:
		return a.Sector == "MIL" && strings.HasSuffix(a.Side, "-gov") && a.Kind != doc.ActorPerson
	case nominalOrganisation:
		if a.Kind != doc.ActorOrganisation && !(a.Kind == doc.ActorGroup && a.Sector == "IGO") {
			return false
		}
		if r.d.Tokens[i].Lemma == "organisation" || r.d.Tokens[i].Lemma == "organization" || r.d.Tokens[i].Lemma == "agency" {
			return a.Sector != "JRN"
		}
		return strings.Contains(strings.ToLower(a.Name+" "+r.text(m.First, m.Last)), r.d.Tokens[i].Lemma)
	}
	return false
}

// isArmed reports whether an actor is a group of its own side.
func isArmed(a *doc.Actor) bool {
	if a.Kind != doc.ActorGroup || strings.HasSuffix(a.Side, "-gov") {
		return false
	}
	switch a.Sector {
	case "REB", "SEP", "INS", "UAF", "PRM":
		return true
	}
	return a.Side == a.ID && a.Sector == ""
}

// governmentAt resolves "the government": that of the country named last
// before it in the sentence or right after it ("in Kabul"), else the government
// spoken of last.
func (r *reading) governmentAt(i int, country string) (mention, actor int) {
	s := r.sentence(i)
	if country == "" && i+2 < s.Last && (r.low[i+1] == "in" || r.low[i+1] == "of") {
		country = r.countryAt(i + 2)
	}
	if country == "" {
		for j := i - 1; j >= s.First && country == ""; j-- {
			if c := r.countryAt(j); c != "" && !r.isPower(c) {
				country = c
			} else if m := r.cover[j]; m != doc.None && isArmed(&r.actors[r.mentions[m].Actor]) {
				country = r.actors[r.mentions[m].Actor].Country
			}
		}
	}
	for j := i - 1; j >= r.back(i, 3*reach); j-- {
		m := int(r.headM[j])
		if m == doc.None || !strings.HasSuffix(r.actors[r.mentions[m].Actor].ID, "-gov") {
			continue
		}
		x := &r.mentions[m]
		a := &r.actors[x.Actor]
		if country == "" && !r.isPower(a.Country) || a.Country == country {
			if x.Antecedent != doc.None {
				m = x.Antecedent
			}
			return m, r.mentions[m].Actor
		}
	}
	if country == "" {
		country = r.mainCountry()
	}
	if country == "" {
		return doc.None, doc.None
	}
	return doc.None, r.actorFor(r.government(country))
}

// government is the actor of a country's government.
func (r *reading) government(country string) doc.Actor {
	if a, ok := r.parties.State(country); ok {
		return a
	}
	id := strings.ToLower(country) + "-gov"
	return doc.Actor{ID: id, Name: r.adjective(country) + " government", Kind: doc.ActorGroup, Country: country, Sector: "GOV",
		Side: id, Source: doc.FromComposition}
}

// adjective returns the usual adjective of a country, or its code.
func (r *reading) adjective(country string) string {
	if a := r.adjectives[country]; a != "" {
		return a
	}
	return country
}

// isPower reports whether a country is one that news of other countries'
// wars speak of as well, so that "the government" is seldom its own.
func (r *reading) isPower(country string) bool {
	switch country {
	case "USA", "RUS", "CHN", "GBR", "FRA", "DEU":
		return r.mainCountry() != country
	}
	return false
}

// mainCountry returns the country that most places of the article lie in,
// if half of them do; empty otherwise.
func (r *reading) mainCountry() string {
	if r.main != "" {
		return strings.TrimSpace(r.main)
	}
	count, best, all := map[string]int{}, "", 0
	for i := range r.d.Places {
		c := r.d.Places[i].Place.Country
		if c == "" {
			continue
		}
		count[c]++
		all++
		if best == "" || count[c] > count[best] {
			best = c
		}
	}
	if 2*count[best] < all {
		best = ""
	}
	r.main = best + " "
	return best
}
