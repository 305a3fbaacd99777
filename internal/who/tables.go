package who

import (
	"fmt"
	"io/fs"
	"strings"

	"parley/data"
	"parley/internal/lang/gazette"
	"parley/internal/who/party"
)

// tables is what the stage knows from data files; never changed once read.
type tables struct {
	offices map[string]*office // by words, normalised
	// firstWords are the words that an office begins with.
	firstWords map[string]bool
	honor      map[string]byte     // honorifics, and the gender they tell or 0
	given      map[string]byte     // given names, and their gender
	countries  map[string]string   // demonyms in small letters to ISO 3166-1 alpha-3
	nominals   map[string]*nominal // lemmas
	adjectives map[string]string   // ISO 3166-1 alpha-3 to the usual demonym
	list       list
	gazette    *gazette.Gazette
	parties    *party.Finder
}

// office is a row of offices.tsv.
type office struct {
	words, key string
	class      class
	sector     string // empty where it is that of the party
	one        bool   // a country or body has one holder at a time
	of         int    // words before "of" or "for" inside the phrase, 0 for none
}

// class is what an office tells of the side of its holder.
type class string

const (
	classHead   class = "head"
	classGov    class = "gov"
	classLocal  class = "local"
	classMil    class = "mil"
	classPolice class = "police"
	classLaw    class = "law"
	classJudge  class = "judge"
	classIntl   class = "intl"
	classSpokes class = "spokes"
	classLead   class = "lead"
	classMember class = "member"
	classExpert class = "expert"
	classMedia  class = "media"
	classCivil  class = "civil"
	classCleric class = "cleric"
)

// state reports whether the holder's side is the government of the country.
func (c class) state() bool {
	switch c {
	case classHead, classGov, classLocal, classMil, classPolice, classJudge:
		return true
	}
	return false
}

// private reports whether holders speak for nobody but themselves.
func (c class) private() bool {
	switch c {
	case classExpert, classMedia, classCivil, classCleric:
		return true
	}
	return false
}

func readTables(fsys fs.FS) (*tables, error) {
	t := &tables{gazette: gazette.Load()}
	t.countries, t.adjectives = demonyms()
	var err error
	if err = t.readOffices(fsys); err != nil {
		return nil, err
	}
	if t.honor, err = readGenders(fsys, "who/titles.tsv"); err != nil {
		return nil, err
	}
	if t.given, err = readGenders(fsys, "who/titles_given.tsv"); err != nil {
		return nil, err
	}
	if err = t.readNominals(fsys); err != nil {
		return nil, err
	}
	return t, t.readPersons(fsys)
}

func (t *tables) readOffices(fsys fs.FS) error {
	const name = "who/offices.tsv"
	rows, err := data.Rows(fsys, name, 5)
	if err != nil {
		return err
	}
	t.offices, t.firstWords = map[string]*office{}, map[string]bool{}
	for _, r := range rows {
		o := &office{key: r.Cells[1], class: class(r.Cells[2]), sector: dash(r.Cells[3]), one: r.Cells[4] == "one"}
		switch o.class {
		case classHead, classGov, classLocal, classMil, classPolice, classLaw, classJudge, classIntl, classSpokes,
			classLead, classMember, classExpert, classMedia, classCivil, classCleric:
		default:
			return fmt.Errorf("data file %s:%d: no class %q", name, r.Line, r.Cells[2])
		}
		if o.key == "" || r.Cells[4] != "one" && r.Cells[4] != "-" {
			return fmt.Errorf("data file %s:%d: a key, and one or - are wanted", name, r.Line)
		}
		o.words = strings.ReplaceAll(r.Cells[0], "-", " ")
		words := strings.Fields(o.words)
		if len(words) == 0 {
			return fmt.Errorf("data file %s:%d: no words", name, r.Line)
		}
		for i, w := range words {
			if i > 0 && (w == "of" || w == "for" || w == "in") {
				o.of = i
				break
			}
		}
		if t.offices[o.words] == nil {
			t.offices[o.words] = o
			t.firstWords[words[0]] = true
		}
	}
	return nil
}

// dash reads a cell in which - stands for none.
func dash(cell string) string {
	if cell == "-" {
		return ""
	}
	return cell
}

func readGenders(fsys fs.FS, name string) (map[string]byte, error) {
	rows, err := data.Rows(fsys, name, 2)
	if err != nil {
		return nil, err
	}
	m := make(map[string]byte, len(rows))
	for _, r := range rows {
		switch r.Cells[1] {
		case "m", "f":
			m[r.Cells[0]] = r.Cells[1][0]
		case "-":
			m[r.Cells[0]] = 0
		default:
			return nil, fmt.Errorf("data file %s:%d: gender %q is not m, f or -", name, r.Line, r.Cells[1])
		}
	}
	return m, nil
}

// honorific reports whether a folded word stands before a name and is no part
// of it.
func (t *tables) honorific(word string) bool {
	_, ok := t.honor[word]
	return ok
}

// demonyms returns the words for the people of a country, of the name
// finder's list, in small letters, and of each country the first. The last word
// of a form of two is entered after "* ", the second of two countries after "2 ".
func demonyms() (forms, first map[string]string) {
	forms, first = map[string]string{}, map[string]string{}
	for line := range strings.Lines(gazette.Nationalities) {
		cells := strings.Split(strings.TrimRight(line, "\r\n"), "\t")
		if len(cells) != 3 || cells[0] != "nationality" || len(cells[1]) != 3 {
			continue
		}
		for form := range strings.SplitSeq(cells[2], ", ") {
			w, common := strings.CutSuffix(form, "~")
			if first[cells[1]] == "" {
				first[cells[1]] = w
			}
			if w = strings.ToLower(w); !common {
				if old := forms[w]; old != "" && old != cells[1] {
					forms["2 "+w] = cells[1] // "Congolese", "Dominican"
				} else {
					forms[w] = cells[1]
				}
				if _, second, ok := strings.Cut(w, " "); ok {
					forms["* "+second] = cells[1] // a form of two words ends so
				}
			}
		}
	}
	return forms, first
}
