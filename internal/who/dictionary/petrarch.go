package dictionary

import (
	"bufio"
	"fmt"
	"io"
	"io/fs"
	"maps"
	"slices"
	"strings"
	"time"
	"unicode/utf8"
)

// maxLine bounds a line of a dictionary, in bytes.
const maxLine = 1 << 16

// Reader reads dictionaries of PETRARCH.
type Reader struct{ codes *codes }

// NewReader returns a reader that knows the codes of fsys.
func NewReader(fsys fs.FS) (*Reader, error) {
	c, err := readCodes(fsys)
	if err != nil {
		return nil, err
	}
	return &Reader{c}, nil
}

// lines calls each for every line of r without comments and blanks at its end,
// empty ones too. Comments are #…, ;… and <!-- … -->, which may go over lines. A
// line that is too long or not UTF-8 is a problem.
func lines(r io.Reader, name string, each func(n int, line string)) ([]Problem, error) {
	var problems []Problem
	in := bufio.NewScanner(r)
	in.Buffer(make([]byte, 0, 4096), maxLine)
	commented := false
	n := 0
	for in.Scan() {
		n++
		line := strings.TrimPrefix(in.Text(), "\ufeff")
		if !utf8.ValidString(line) {
			line = strings.ToValidUTF8(line, "\ufffd")
			problems = append(problems, Problem{name, n, "not UTF-8; read as far as it is"})
		}
		line, commented = uncomment(line, commented)
		each(n, strings.TrimRight(line, " \t\r"))
	}
	if err := in.Err(); err != nil {
		return problems, fmt.Errorf("%s:%d: %w", name, n+1, err)
	}
	return problems, nil
}

// uncomment takes comments off a line; inside is true where one goes on.
func uncomment(line string, inside bool) (string, bool) {
	var kept strings.Builder
	for {
		if inside {
			_, after, ended := strings.Cut(line, "-->")
			if !ended {
				return kept.String(), true
			}
			line = after
		}
		before, after, begins := strings.Cut(line, "<!--")
		if at := strings.IndexAny(before, "#;"); at >= 0 {
			kept.WriteString(before[:at])
			return kept.String(), false
		}
		kept.WriteString(before)
		if !begins {
			return kept.String(), false
		}
		line, inside = after, true
	}
}

// Actors reads an actor dictionary: a name with its code in brackets, lines +name
// for other names, and indented lines [code date-date] for what it was when. The
// error is that of r; all else is a problem.
func (rd *Reader) Actors(r io.Reader, name string) ([]Entry, []Problem, error) {
	a := actorFile{Reader: rd, name: name}
	problems, err := lines(r, name, a.line)
	a.end()
	return a.entries, append(problems, a.problems...), err
}

// actorFile is an actor dictionary as it is read.
type actorFile struct {
	*Reader
	name     string
	entries  []Entry
	problems []Problem
	at       Entry
	open     bool // at is being read
	codeless bool // at has no code that is known yet
}

func (a *actorFile) problem(n int, format string, args ...any) {
	a.problems = append(a.problems, Problem{a.name, n, fmt.Sprintf(format, args...)})
}

func (a *actorFile) line(n int, line string) {
	text := strings.TrimSpace(line)
	switch {
	case text == "":
		a.end()
	case text[0] == '+':
		if !a.open {
			a.problem(n, "another name of no actor: %s", words(text[1:]))
			return
		}
		a.names(n, text[1:])
	case text[0] == '[':
		if !a.open {
			a.problem(n, "a code of no actor: %s", text)
			return
		}
		a.code(n, text)
	default:
		a.end()
		a.at, a.open, a.codeless = Entry{Line: n}, true, true
		a.names(n, text)
	}
}

// names adds the names of a line, and its code if it has one. Two names that were
// run together by a lost line end are two.
func (a *actorFile) names(n int, text string) {
	phrase, code, coded := strings.Cut(text, "[")
	for part := range strings.SplitSeq(phrase, "+") {
		if w := words(part); w != "" {
			a.at.Names = append(a.at.Names, w)
		}
	}
	if coded {
		a.code(n, "["+code)
	}
}

// code adds what the actor was, from "[AFGGOV 010101-031231]".
func (a *actorFile) code(n int, text string) {
	inside, _, closed := strings.Cut(strings.TrimPrefix(text, "["), "]")
	fields := strings.Fields(inside)
	if !closed || len(fields) == 0 || len(fields) > 2 {
		a.problem(n, "not a code: %s", text)
		return
	}
	role, known := a.codes.role(strings.ToUpper(fields[0]))
	if !known {
		a.problem(n, "no country and no role is known by %s", fields[0])
		return
	}
	if len(fields) == 2 {
		var err error
		if role.From, role.To, err = dates(fields[1]); err != nil {
			a.problem(n, "%v", err)
			return
		}
	}
	a.at.Roles = append(a.at.Roles, role)
	a.codeless = false
}

// end closes the actor at hand.
func (a *actorFile) end() {
	if !a.open {
		return
	}
	a.open = false
	switch {
	case len(a.at.Names) == 0:
		a.problem(a.at.Line, "an actor without a name")
	case a.codeless:
		a.problem(a.at.Line, "%s has no code that is known", a.at.Names[0])
	default:
		a.entries = append(a.entries, a.at)
	}
}

// dates reads "<date", ">date" and "date-date"; a date is YYYYMMDD or YYMMDD.
func dates(text string) (from, to time.Time, err error) {
	switch text[0] {
	case '<':
		to, err = date(text[1:])
	case '>':
		from, err = date(text[1:])
	default:
		first, last, ok := strings.Cut(text, "-")
		if !ok {
			return from, to, fmt.Errorf("not a span of days: %s", text)
		}
		if from, err = date(first); err == nil {
			to, err = date(last)
		}
	}
	if err == nil && !from.IsZero() && !to.IsZero() && to.Before(from) {
		err = fmt.Errorf("a span of days that ends before it begins: %s", text)
	}
	return from, to, err
}

// turn is the first year of two digits that is of the 20th century. The
// dictionaries are of 2014, and their people were in office from the 1930s on.
const turn = 25

func date(text string) (time.Time, error) {
	if len(text) == 6 {
		if text[:2] < fmt.Sprint(turn) {
			text = "20" + text
		} else {
			text = "19" + text
		}
	}
	t, err := time.Parse("20060102", text)
	if err != nil {
		return t, fmt.Errorf("not a day: %s", text)
	}
	return t, nil
}

// Agents reads an agent dictionary: a word, its irregular plural in braces ({} for
// none) and [~CODE] or [CODE~]; !NAME! = A, B names a set of words that stand for
// one another.
func (rd *Reader) Agents(r io.Reader, name string) ([]Agent, []Problem, error) {
	var agents []Agent
	var problems []Problem
	sets := make(map[string][]string)
	more, err := lines(r, name, func(n int, line string) {
		text := strings.TrimSpace(line)
		if text == "" {
			return
		}
		if mark, list, ok := strings.Cut(text, "="); ok && strings.HasPrefix(mark, "!") && !strings.Contains(text, "[") {
			sets[strings.TrimSpace(mark)] = strings.Split(strings.ReplaceAll(list, " ", ""), ",")
			return
		}
		agent, err := rd.agent(text, sets)
		if err != nil {
			problems = append(problems, Problem{name, n, err.Error()})
			return
		}
		agent.Line = n
		agents = append(agents, agent)
	})
	return agents, append(more, problems...), err
}

// mostForms bounds what the sets of one agent come to.
const mostForms = 64

func (rd *Reader) agent(text string, sets map[string][]string) (Agent, error) {
	phrase, code, ok := strings.Cut(text, "[")
	code, _, closed := strings.Cut(code, "]")
	if !ok || !closed || !strings.Contains(code, "~") {
		return Agent{}, fmt.Errorf("not an agent with its code: %s", text)
	}
	role, known := rd.codes.role("---" + strings.ToUpper(strings.Trim(strings.TrimSpace(code), "~")))
	if !known {
		return Agent{}, fmt.Errorf("no role is known by %s", code)
	}
	phrase, plural, _ := strings.Cut(phrase, "{")
	plural, _, _ = strings.Cut(plural, "}")
	forms := []string{strings.TrimSpace(phrase)}
	if strings.TrimSpace(plural) != "" {
		forms = append(forms, strings.TrimSpace(plural))
	}
	for _, mark := range slices.Sorted(maps.Keys(sets)) {
		if !strings.Contains(forms[0], mark) {
			continue
		}
		var wide []string
		for _, f := range forms {
			for _, w := range sets[mark] {
				wide = append(wide, strings.ReplaceAll(f, mark, w))
			}
		}
		forms = wide[:min(len(wide), mostForms)]
	}
	var out []string
	for _, f := range forms {
		if w := words(f); w != "" && !strings.Contains(w, "!") {
			out = append(out, w)
		}
	}
	if len(out) == 0 {
		return Agent{}, fmt.Errorf("no word: %s", text)
	}
	return Agent{Forms: out, Role: role}, nil
}
