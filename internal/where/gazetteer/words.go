package gazetteer

import (
	"fmt"
	"io/fs"
	"slices"
	"strings"

	"parley"
	"parley/data"
)

// words are the words in names that tell the kind of a place and not which one
// it is ("province", "oblast", "Wilayat"), articles ("Al"), and words that a
// name cannot do without its kind ("Northern" of "Northern Province"). They
// are part of a places file, so that names are looked up as they were put in.
type words struct {
	text    string // the lines they were read from
	generic map[string][]parley.PlaceKind
	article map[string]bool
	bound   map[string]bool
	edge    map[string]bool // the first and last words of generic words
	longest int             // how many words the longest generic word has
}

const (
	wordsTable   = "where/gazetteer_words.tsv"
	wordsColumns = 3
)

// readWords reads the table of words in data.
func readWords(fsys fs.FS) (*words, error) {
	rows, err := data.Rows(fsys, wordsTable, wordsColumns)
	if err != nil {
		return nil, err
	}
	var lines []string
	for _, row := range rows {
		lines = append(lines, strings.Join(row.Cells, "\t")+"\n")
		if _, err := parseWords(lines[len(lines)-1:]); err != nil {
			return nil, fmt.Errorf("data file %s:%d: %w", wordsTable, row.Line, err)
		}
	}
	return parseWords(lines)
}

// parseWords reads lines of: sort, words with ", " between, kinds the same.
func parseWords(lines []string) (*words, error) {
	w := &words{
		generic: make(map[string][]parley.PlaceKind), article: make(map[string]bool), bound: make(map[string]bool),
		edge: make(map[string]bool), text: strings.Join(lines, ""),
	}
	for _, line := range lines {
		cells := strings.Split(strings.TrimSuffix(line, "\n"), "\t")
		if len(cells) != wordsColumns {
			return nil, fmt.Errorf("%w: line %q of the words", errDamaged, line)
		}
		for word := range strings.SplitSeq(cells[1], ", ") {
			if word == "" || Fold(word) != word {
				return nil, fmt.Errorf("word %q is not folded", word)
			}
			switch cells[0] {
			case "article":
				w.article[word] = true
			case "bound":
				w.bound[word] = true
			case "generic":
				for kind := range strings.SplitSeq(cells[2], ", ") {
					if !slices.Contains(kinds[:], parley.PlaceKind(kind)) {
						return nil, fmt.Errorf("%q is no kind of place", kind)
					}
					w.generic[word] = append(w.generic[word], parley.PlaceKind(kind))
				}
				w.edge[word[strings.LastIndexByte(word, ' ')+1:]] = true
				first, _, _ := strings.Cut(word, " ")
				w.edge[first] = true
				w.longest = max(w.longest, strings.Count(word, " ")+1)
			default:
				return nil, fmt.Errorf("%q is no sort of word", cells[0])
			}
		}
	}
	return w, nil
}

// bare takes a generic word off a folded name, at its end or its beginning
// ("kunduz province", "province of kunduz"), and returns the rest with the
// kinds that the word tells; bound, if it is no name without its kind. The rest
// is empty if there is no generic word.
func (w *words) bare(folded string) (rest string, kinds []parley.PlaceKind, bound bool) {
	if !w.edge[folded[strings.LastIndexByte(folded, ' ')+1:]] {
		if first, _, ok := strings.Cut(folded, " "); !ok || !w.edge[first] {
			return "", nil, false
		}
	}
	parts := strings.Split(folded, " ")
	for n := min(w.longest, len(parts)-1); n > 0; n-- {
		if kinds, ok := w.generic[strings.Join(parts[len(parts)-n:], " ")]; ok {
			rest, bound := w.rest(parts[:len(parts)-n])
			return rest, kinds, bound
		}
		if kinds, ok := w.generic[strings.Join(parts[:n], " ")]; ok {
			rest, bound := w.rest(parts[n:])
			return rest, kinds, bound
		}
	}
	return "", nil, false
}

// rest joins what a generic word leaves of a name, without a preposition, and
// tells whether that is only bound words.
func (w *words) rest(parts []string) (string, bool) {
	for len(parts) > 1 && slices.Contains([]string{"of", "de", "du", "d", "di", "do", "da", "del", "des", "e", "the"}, parts[0]) {
		parts = parts[1:]
	}
	bound := len(parts) == 1 && len(parts[0]) < 3 || !slices.ContainsFunc(parts, func(p string) bool { return !w.bound[p] })
	return strings.Join(parts, " "), bound
}

// unarticled takes the article off a folded name: "al fashir" is "fashir".
func (w *words) unarticled(folded string) string {
	first, rest, ok := strings.Cut(folded, " ")
	if !ok || !w.article[first] || len(rest) < 3 {
		return ""
	}
	return rest
}

// Countries whose names are written with the Arabic article, and countries
// whose names come from another script, so that one writer splits a name and
// the next one does not.
const (
	arabic = "AFG ARE BHR COM DJI DZA EGY ERI ESH IRN IRQ ISR JOR KWT LBN LBY MAR MLI MRT NER OMN PSE QAT SAU SDN SOM SSD SYR TCD TUN YEM"
	split  = arabic + " PAK TJK TKM UZB KGZ KAZ AZE ARM GEO ETH IND BGD MMR NPL LKA UKR RUS BLR THA KHM LAO PRK KOR"
)

// keys returns the folded names that a record is found by, each once.
func (w *words) keys(r record) []string {
	var keys []string
	add := func(k string) {
		if k != "" && len(k) <= 100 && !slices.Contains(keys, k) {
			keys = append(keys, k)
		}
	}
	for _, n := range append([]string{r.name}, r.names...) {
		k := Fold(n)
		add(k)
		if isUnit(r.kind) && r.kind != parley.KindCountry {
			if rest, kinds, bound := w.bare(k); !bound && slices.ContainsFunc(kinds, isUnit) {
				add(rest)
			}
		}
	}
	for _, k := range slices.Clone(keys) {
		for _, v := range w.variants(k, r.country) {
			add(v)
		}
	}
	return keys
}

// variants returns the other ways in which a name of a country is written by
// rule: without the Arabic article or with "al" for the one that follows the
// next letter ("Ar Raqqah"), without the h of "-ah", with "-i-" for "-e-", and
// two words as one.
func (w *words) variants(k, country string) []string {
	if country == "" || !strings.Contains(split, country) {
		return nil
	}
	list := []string{k}
	also := func(change func(string) string) {
		for _, k := range list {
			if c := change(k); c != "" && !slices.Contains(list, c) {
				list = append(list, c)
			}
		}
	}
	parts := strings.Count(k, " ")
	if strings.Contains(arabic, country) {
		also(withoutH)
		also(func(k string) string { return izafat(k, "i") })
		also(func(k string) string { return izafat(k, "e") })
		also(w.unarticled)
		if rest := w.unarticled(k); rest != "" {
			list = append(list, "al "+rest)
		}
	}
	if parts == 1 && len(k) < 16 && w.unarticled(k) == "" {
		also(func(k string) string {
			if a, b, _ := strings.Cut(k, " "); len(a) > 1 && len(b) > 1 && !strings.Contains(b, " ") {
				return a + b
			}
			return ""
		})
	}
	return list[1:]
}

// withoutH writes "ah" at the end of words as "a": "hajjah" is "hajja".
func withoutH(k string) string {
	parts := strings.Split(k, " ")
	for i, p := range parts {
		if len(p) > 4 && strings.HasSuffix(p, "ah") {
			parts[i] = p[:len(p)-1]
		}
	}
	return strings.Join(parts, " ")
}

// izafat writes the Persian link between words in one way: "mazar e sharif" is
// "mazar i sharif".
func izafat(k, link string) string {
	parts := strings.Split(k, " ")
	for i, p := range parts {
		if i > 0 && i+1 < len(parts) && (p == "e" || p == "i" || p == "ye" || p == "yi") {
			parts[i] = link
		}
	}
	return strings.Join(parts, " ")
}
