package parley_test

import (
	"bytes"
	"fmt"
	"os"
	"path"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"
	"unicode/utf8"
)

// TestDataFiles lints every data file that the program reads: it names its
// source and licence in its head, its rows have one number of columns and no
// key twice, and its bytes are plain UTF-8 lines.
func TestDataFiles(t *testing.T) {
	for _, name := range projectFiles(t) {
		if !isDataFile(name) {
			continue
		}
		text, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		faults := lintData(path.Ext(name), text)
		for _, fault := range faults[:min(len(faults), shownFaults)] {
			t.Errorf("%s:%s", name, fault)
		}
		if more := len(faults) - shownFaults; more > 0 {
			t.Errorf("%s: %d faults more", name, more)
		}
	}
}

// TestSourcesPage wants every file below data/ on its page of sources, and
// nothing on it that is not there.
func TestSourcesPage(t *testing.T) {
	page, err := os.ReadFile("data/SOURCES.md")
	if err != nil {
		t.Fatal(err)
	}
	var want, got []string
	for _, name := range projectFiles(t) {
		if isDataFile(name) && strings.HasPrefix(name, "data/") {
			want = append(want, strings.TrimPrefix(name, "data/"))
		}
	}
	for line := range strings.Lines(string(page)) {
		if rest, ok := strings.CutPrefix(line, "| `"); ok {
			name, _, _ := strings.Cut(rest, "`")
			got = append(got, name)
		}
	}
	slices.Sort(want)
	if !slices.Equal(got, want) {
		t.Errorf("data/SOURCES.md lists\n  %s\nthere are\n  %s", strings.Join(got, "\n  "), strings.Join(want, "\n  "))
	}
}

// shownFaults is how many faults of a file are shown; the rest are much alike.
const shownFaults = 5

// isDataFile tells the data that goes into the program from examples, test
// data and the files of tools.
func isDataFile(name string) bool {
	if !strings.HasPrefix(name, "data/") && !strings.HasPrefix(name, "internal/") {
		return false
	}
	return !strings.Contains(name, "testdata/") &&
		slices.Contains([]string{".tsv", ".txt", ".yml", ".yaml", ".csv"}, path.Ext(name))
}

// lintData returns the faults of one data file, each as "line: what".
//
// The head is the comment lines at the top. Besides source and licence it may
// name the columns that no two rows share, "# key: 1 2", or the column whose
// comma-separated items are all different, "# key: items of 3"; without it the
// whole row is the key. "# optional: 1" lets rows leave out the last column.
// "# dates: 4 5" names columns that hold a day, a month or a year of ISO 8601
// or nothing; a cell elsewhere that looks like one must be one.
func lintData(ext string, text []byte) []string {
	var faults []string
	bad := func(line int, format string, args ...any) {
		faults = append(faults, fmt.Sprintf("%d: ", line)+fmt.Sprintf(format, args...))
	}
	if !utf8.Valid(text) {
		bad(1, "not UTF-8")
	}
	if bytes.ContainsRune(text, '\r') {
		bad(1, "holds a carriage return")
	}
	if !bytes.HasSuffix(text, []byte("\n")) || bytes.HasSuffix(text, []byte("\n\n")) {
		bad(1, "must end in one line end")
	}
	head := headOf(text)
	for _, need := range []string{"source", "licence"} {
		if head[need] == "" {
			bad(1, "head lacks '# %s: …'", need)
		}
	}
	optional, _ := strconv.Atoi(head["optional"])
	seen := make(map[string]int)
	columns, n := widest(string(text)), 0
	for line := range strings.Lines(string(text)) {
		n++
		line = strings.TrimSuffix(line, "\n")
		if line != strings.TrimRight(line, " \t") {
			bad(n, "trailing blank")
		}
		if ext == ".yml" || ext == ".yaml" || line == "" || strings.HasPrefix(line, "#") {
			continue
		}
		cells := strings.Split(line, "\t")
		if missing := columns - len(cells); missing > optional {
			bad(n, "%d columns of %d", len(cells), columns)
			continue
		}
		for _, cell := range badDates(cells, head["dates"]) {
			bad(n, "%q is no date of ISO 8601", cell)
		}
		keys, err := keysOf(cells, head["key"])
		if err != nil {
			bad(n, "head says '# key: %s': %v", head["key"], err)
			break
		}
		for _, k := range keys {
			if first := seen[k]; first > 0 {
				bad(n, "key %q stands in line %d already", k, first)
			} else {
				seen[k] = n
			}
		}
	}
	return faults
}

// likeDate matches cells that are meant as a day or a month.
var likeDate = regexp.MustCompile(`^\d{4}-\d{1,2}(-\d{1,2})?$`)

// badDates returns the cells that should be dates and are not.
func badDates(cells []string, columns string) []string {
	var bad []string
	dated := strings.Fields(columns)
	for i, cell := range cells {
		if cell == "" || !slices.Contains(dated, strconv.Itoa(i+1)) && !likeDate.MatchString(cell) {
			continue
		}
		if !slices.ContainsFunc([]string{time.DateOnly, "2006-01", "2006"}, func(layout string) bool {
			_, err := time.Parse(layout, cell)
			return err == nil
		}) {
			bad = append(bad, cell)
		}
	}
	return bad
}

// headOf reads the "# name: value" lines at the top of a data file.
func headOf(text []byte) map[string]string {
	head := make(map[string]string)
	for line := range strings.Lines(string(text)) {
		rest, ok := strings.CutPrefix(line, "#")
		if !ok {
			break
		}
		if name, value, ok := strings.Cut(rest, ":"); ok {
			head[strings.ToLower(strings.TrimSpace(name))] = strings.TrimSpace(value)
		}
	}
	return head
}

// widest returns the largest number of columns of any row.
func widest(text string) int {
	n := 0
	for line := range strings.Lines(text) {
		if !strings.HasPrefix(line, "#") {
			n = max(n, 1+strings.Count(line, "\t"))
		}
	}
	return n
}

// keysOf returns the keys of a row as the head's key line declares them.
func keysOf(cells []string, key string) ([]string, error) {
	items := strings.HasPrefix(key, "items of ")
	var parts []string
	for _, k := range strings.Fields(strings.TrimPrefix(key, "items of ")) {
		col, err := strconv.Atoi(k)
		if err != nil || col < 1 || col > len(cells) {
			return nil, fmt.Errorf("no column %q", k)
		}
		parts = append(parts, cells[col-1])
	}
	switch {
	case key == "":
		return []string{strings.Join(cells, "\t")}, nil
	case !items:
		return []string{strings.Join(parts, "\t")}, nil
	}
	list := strings.Split(strings.Join(parts, ","), ",")
	for i := range list {
		list[i] = strings.TrimSpace(list[i])
	}
	return list, nil
}

func TestLintData(t *testing.T) {
	const head = "# source: own\n# licence: Apache-2.0\n"
	for _, c := range []struct {
		name, ext, text string
		want            []string
	}{
		{"clean", ".tsv", head + "a\t1\nb\t2\n", nil},
		{"no head", ".txt", "a\nb\n", []string{"1: head lacks '# source: …'", "1: head lacks '# licence: …'"}},
		{"columns", ".tsv", head + "a\t1\nb\n", []string{"4: 1 columns of 2"}},
		{"optional column", ".tsv", head + "# optional: 1\na\nb\t1\n", nil},
		{"two columns missing", ".tsv", head + "# optional: 1\na\nb\t1\t2\n", []string{"4: 1 columns of 3"}},
		{"row twice", ".txt", head + "a\na\n", []string{`4: key "a" stands in line 3 already`}},
		{"rows differ", ".tsv", head + "a\t1\na\t2\n", nil},
		{"key twice", ".tsv", head + "# key: 1\na\t1\na\t2\n", []string{`5: key "a" stands in line 4 already`}},
		{"wide key", ".tsv", head + "# key: 1 2\na\t1\na\t2\n", nil},
		{"no such key", ".tsv", head + "# key: 3\na\t1\n", []string{`4: head says '# key: 3': no column "3"`}},
		{"item twice", ".tsv", head + "# key: items of 2\na\tx, y\nb\tz, x\n", []string{`5: key "x" stands in line 4 already`}},
		{"dates", ".tsv", head + "# dates: 2\na\t2020-02-29\tx\nb\t2020-02\tx\nc\t2020\tx\nd\t\tx\n", nil},
		{"no date", ".tsv", head + "# dates: 2\na\t2021-02-29\nb\tMay\n", []string{`4: "2021-02-29" is no date of ISO 8601`, `5: "May" is no date of ISO 8601`}},
		{"looks like a date", ".tsv", head + "2021-13-01\n", []string{`3: "2021-13-01" is no date of ISO 8601`}},
		{"trailing blank", ".txt", head + "a \n", []string{"3: trailing blank"}},
		{"line end", ".txt", head + "a", []string{"1: must end in one line end"}},
		{"carriage return", ".txt", head + "a\r\nb\n", []string{"1: holds a carriage return"}},
		{"not UTF-8", ".txt", head + "\xff\n", []string{"1: not UTF-8"}},
		{"yaml without a head", ".yml", "rules: []\n", []string{"1: head lacks '# source: …'", "1: head lacks '# licence: …'"}},
		{"yaml head below other lines", ".yml", "rules: []\n" + head, []string{"1: head lacks '# source: …'", "1: head lacks '# licence: …'"}},
		{"yaml rows are free", ".yml", head + "a: 1\nb:\n  - a\n", nil},
	} {
		if got := lintData(c.ext, []byte(c.text)); !slices.Equal(got, c.want) {
			t.Errorf("%s: got %q, want %q", c.name, got, c.want)
		}
	}
}

// machinePath matches paths of a developer's machine; written so that this
// file does not match itself.
var machinePath = regexp.MustCompile(`(^|[\s"'(=:])/(wor[k]|roo[t]|hom[e]|User[s])/`)

func TestNoMachinePaths(t *testing.T) {
	for _, name := range projectFiles(t) {
		text, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		if bytes.IndexByte(text[:min(len(text), 8000)], 0) >= 0 {
			continue // binary
		}
		if m := machinePath.FindIndex(text); m != nil {
			t.Errorf("%s:%d: holds the path of a machine", name, 1+bytes.Count(text[:m[0]], []byte("\n")))
		}
	}
}
