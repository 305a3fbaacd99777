package brief

import (
	"fmt"
	"io/fs"
	"slices"
	"strings"

	"parley"
	"parley/data"
)

// tables are the words of reports, out of data/brief, and names of countries.
type tables struct {
	deeds     map[deedKey]deed
	sentences map[string][]string
	groups    map[string][2]string       // a group to its words for one and for several
	words     map[string]map[string]bool // sort to words in lower case
	countries map[string]string          // ISO code to name
	partisan  map[string]bool            // words of warring parties for the other side
}

type deedKey struct {
	typ  parley.EventType
	mode parley.Mode
}

// deed is how a happening is told.
type deed struct{ both, source, target, none, noun, preposition string }

const (
	deedsFile     = "brief/deeds.tsv"
	sentencesFile = "brief/sentences.tsv"
	groupsFile    = "brief/groups.tsv"
	wordsFile     = "brief/words.tsv"
	partisanFile  = "resolve/partisan.tsv"
	countriesFile = "where/gazetteer_countries.tsv"
)

// readTables reads the tables; errors name file and line.
func readTables(fsys fs.FS) (*tables, error) {
	t := &tables{
		deeds: map[deedKey]deed{}, sentences: map[string][]string{}, groups: map[string][2]string{},
		words: map[string]map[string]bool{}, countries: map[string]string{}, partisan: map[string]bool{},
	}
	for _, table := range []struct {
		name    string
		columns int
		take    func(c []string)
	}{
		{deedsFile, 8, func(c []string) {
			t.deeds[deedKey{parley.EventType(c[0]), parley.Mode(c[1])}] = deed{c[2], c[3], c[4], c[5], c[6], c[7]}
		}},
		{sentencesFile, 2, func(c []string) { t.sentences[c[0]] = append(t.sentences[c[0]], c[1]) }},
		{groupsFile, 3, func(c []string) { t.groups[c[0]] = [2]string{c[1], c[2]} }},
		{wordsFile, 2, func(c []string) {
			set := map[string]bool{}
			for w := range strings.SplitSeq(c[1], ", ") {
				set[w] = true
			}
			t.words[c[0]] = set
		}},
		{partisanFile, 1, func(c []string) { t.partisan[c[0]] = true }},
		{countriesFile, 7, func(c []string) { t.countries[c[0]] = c[2] }},
	} {
		rows, err := data.Rows(fsys, table.name, table.columns)
		if err != nil {
			return nil, err
		}
		for _, r := range rows {
			table.take(r.Cells)
		}
	}
	return t, t.check()
}

// keys are the templates that the code asks for.
func keys() []string {
	return []string{
		"scope", "read", "read.all", "read.none", "language", "coverage", "asof",
		"figures.none", "rate", "rate.few", "rate.none",
		"incident", "incident.bare", "incident.nonfact", "blamed", "killed", "injured", "both", "toll.range", "toll.sum", "toll.vague", "by",
		"denied", "stand.agreed", "stand.disputed", "stand.unconfirmed", "stand.unfact",
		"left", "clash", "clash.killed", "clash.injured", "clash.source", "clash.date", "clash.place", "clash.happened",
		"claim.claimed", "claim.denied", "claim.none", "agreement",
		"promise.pledge", "promise.demand", "promise.offer", "promise.condition", "promise.option", "promise.aim", "promise.threat", "promise.swap",
		"promise.due", "promise.status", "promise.overdue", "promise.if", "promise.change", "promise.change.by",
		"promise.lapsed", "promise.scope", "state.pending", "state.under way", "state.met", "state.partly met", "state.broken", "state.refused", "state.disputed",
		"state.withdrawn", "state.lapsed", "unknown.unconfirmed", "unknown.toll", "unknown.attacker", "unknown.place", "unknown.province", "unknown.date", "unknown.article",
		"status.alleged", "status.denied", "status.planned", "status.threatened", "status.demanded", "status.offered", "status.refused",
	}
}

// check wants every template that is asked for and the deed of every type.
func (t *tables) check() error {
	for _, k := range keys() {
		if len(t.sentences[k]) == 0 {
			return fmt.Errorf("%s: no row %q", sentencesFile, k)
		}
	}
	for _, typ := range []parley.EventType{
		parley.Agree, parley.Consult, parley.Support, parley.Concede, parley.Cooperate, parley.Aid, parley.Retreat, parley.Request, parley.Accuse,
		parley.Reject, parley.Threaten, parley.Protest, parley.Sanction, parley.Mobilize, parley.Coerce, parley.Assault,
	} {
		if _, ok := t.deeds[deedKey{typ, ""}]; !ok {
			return fmt.Errorf("%s: no row %s without a mode", deedsFile, typ)
		}
	}
	for _, sort := range []string{"the", "the first", "the last", "the before of", "at", "plural", "country the", "nobody"} {
		if t.words[sort] == nil {
			return fmt.Errorf("%s: no row %q", wordsFile, sort)
		}
	}
	return nil
}

// deed returns how a happening of a type and mode is told.
func (t *tables) deed(typ parley.EventType, mode parley.Mode) deed {
	if d, ok := t.deeds[deedKey{typ, mode}]; ok {
		return d
	}
	return t.deeds[deedKey{typ, ""}]
}

// country names a country by its code, with its article; the code where it is not known.
func (t *tables) country(code string) string {
	name := t.countries[code]
	if name == "" {
		return code
	}
	if t.words["country the"][strings.ToLower(name)] {
		return "the " + name
	}
	return name
}

// article is what English puts before the name of a party: "the ", "a ", "an " or
// nothing.
func (t *tables) article(p *parley.Party) string {
	name := p.Name
	words := strings.Fields(strings.ToLower(name))
	if len(words) == 0 || strings.HasPrefix(name, "the ") || strings.HasPrefix(name, "The ") {
		return ""
	}
	last := words[len(words)-1]
	switch {
	case t.words["the"][strings.ToLower(name)], len(words) > 1 && t.words["the first"][words[0]]:
		return "the "
	case p.Kind == "person" && name != strings.ToLower(name):
		return ""
	case t.words["the last"][last]:
		return "the "
	case slices.Contains(words, "of") && p.Kind != "person" && t.words["the before of"][words[slices.Index(words, "of")-min(1, slices.Index(words, "of"))]]:
		return "the "
	case name != strings.ToLower(name), t.words["plural"][last], strings.HasSuffix(last, "men"), strings.HasSuffix(last, "s") && !strings.HasSuffix(last, "ss"):
		return ""
	case strings.ContainsRune("aeiou", rune(name[0])):
		return "an "
	}
	return "a "
}
