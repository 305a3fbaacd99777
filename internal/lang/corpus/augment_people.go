package corpus

import (
	"math/rand/v2"
	"strings"
)

// peoples groups the words for peoples so that those of one group may stand
// for one another: of like sort and like form.
type peoples struct {
	group map[string]string   // form to group
	words map[string][]string // group to the forms that are no weak words
	all   []string
}

// parsePeoples reads demonyms.tsv.
func parsePeoples(data string) peoples {
	p := peoples{group: map[string]string{}, words: map[string][]string{}}
	for line := range strings.Lines(data) {
		line = strings.TrimRight(line, "\r\n")
		if line == "" || line[0] == '#' {
			continue
		}
		cols := strings.Split(line, "\t")
		sort, forms := cols[0], strings.Split(cols[len(cols)-1], ", ")
		if sort == "region" || sort == "people" {
			sort = "nationality"
		}
		has := map[string]bool{}
		for _, form := range forms {
			has[strings.TrimSuffix(form, "~")] = true
		}
		for _, form := range forms {
			p.add(sort, form, has)
		}
	}
	return p
}

// add puts a form of the row with the forms in has into its group, if its
// form class can be told.
func (p *peoples) add(sort, form string, has map[string]bool) {
	form, weak := strings.CutSuffix(form, "~")
	class := peopleClass(form, has)
	if class == "" || p.group[form] != "" {
		return
	}
	group := sort + " " + class
	p.group[form] = group
	// Forms of several words may stand for hyphenated ones ("Afro-American").
	if !weak && (wordCount(form) == 1 || sort == "nationality" && class != "ish" && spaced(form)) {
		p.words[group] = append(p.words[group], form)
		p.all = append(p.all, form)
	}
}

// wordCount counts the words of s.
func wordCount(s string) int { return strings.Count(s, " ") + 1 }

// spaced tells whether s begins like the name of a country of two words, so
// that its words are set apart by a space.
func spaced(s string) bool {
	first, _, _ := strings.Cut(s, " ")
	switch first {
	case "North", "South", "East", "West", "Central", "Eastern", "Western", "Sri", "Saudi", "New", "Costa", "Sierra", "Burkina", "Cape", "Puerto", "Hong":
		return true
	}
	return false
}

// peopleClass is the form class of a word for a people: "one" for words that
// are adjective and singular ("Afghan"), "many" for their plurals, "ese",
// "ish" and "men" by ending; empty where it cannot be told.
func peopleClass(form string, has map[string]bool) string {
	singular, s := strings.CutSuffix(form, "s")
	switch {
	case has[form+"s"]:
		return "one"
	case s && has[singular]:
		return "many"
	case strings.HasSuffix(form, "ese"):
		return "ese"
	case strings.HasSuffix(form, "ish"):
		return "ish"
	case strings.HasSuffix(form, "men"):
		return "men"
	}
	return ""
}

// like draws a word that may stand for form; ok is false if none is known.
func (p *peoples) like(form string, rng *rand.Rand) (word string, ok bool) {
	words := p.words[p.group[strings.ReplaceAll(form, "-", " ")]]
	if len(words) < 2 {
		return "", false
	}
	return words[rng.IntN(len(words))], true
}

// any draws a word for a people.
func (p *peoples) any(rng *rand.Rand) string { return p.all[rng.IntN(len(p.all))] }
