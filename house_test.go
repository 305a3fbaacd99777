package parley_test

import (
	"bytes"
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"os"
	"os/exec"
	"path"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
)

// room is one package of the house. A package imports rooms of lower levels
// only. Steps order the subpackages of one family (internal/lang and what is
// below it): within a level, a package imports lower steps of its own family
// and, in level 0, the root; nothing else.
type room struct {
	path        string // import path below the module, "." for the root
	level, step int
}

// house is the table of ARCHITECTURE.md, in its order. A package that is not
// here fails the test; so does a row without a package.
var house = []room{
	{".", 0, 0},
	{"data", 0, 1},
	{"examples", 0, 1},
	{"internal/doc", 0, 1},
	{"internal/cluster", 1, 0},
	{"internal/fetch", 1, 0},
	{"internal/page", 1, 0},
	{"internal/read/feed", 1, 0},
	{"internal/read/html", 1, 0},
	{"internal/read/warc", 1, 0},
	{"internal/read", 1, 1},
	{"internal/rule", 1, 0},
	{"internal/sqlite", 1, 0},
	{"internal/storetest", 1, 0},
	{"internal/trend", 1, 0},
	{"internal/lang/gazette", 1, 0},
	{"internal/lang/model", 1, 0},
	{"internal/lang/nn", 1, 0},
	{"internal/lang/corpus", 1, 1},
	{"internal/lang/net", 1, 1},
	{"internal/lang", 1, 2},
	{"internal/lang/train", 1, 3},
	{"internal/howmany", 2, 0},
	{"internal/said", 2, 0},
	{"internal/when", 2, 0},
	{"internal/where/gazetteer", 2, 0},
	{"internal/where", 2, 1},
	{"internal/who/party", 2, 0},
	{"internal/who", 2, 1},
	{"internal/who/dictionary", 2, 2},
	{"internal/resolve/words", 2, 0},
	{"internal/what/draft", 3, 0},
	{"internal/what/ontology", 3, 0},
	{"internal/what/account", 3, 1},
	{"internal/what/clause", 3, 1},
	{"internal/what/fuse", 3, 1},
	{"internal/what/genre", 3, 1},
	{"internal/what/parties", 3, 1},
	{"internal/what/promise", 3, 1},
	{"internal/what/setting", 3, 1},
	{"internal/what/toll", 3, 1},
	{"internal/what", 3, 2},
	{"internal/resolve/near", 3, 1},
	{"internal/resolve", 3, 2},
	{"internal/process/theme", 3, 0},
	{"internal/process/term", 3, 0},
	{"internal/process/agreement", 3, 1},
	{"internal/process/talks", 3, 1},
	{"internal/process", 3, 2},
	{"internal/brief", 4, 0},
	{"internal/export", 4, 0},
	{"internal/intake", 4, 0},
	{"internal/pipeline", 4, 0},
	{"internal/adding", 5, 0},
	{"internal/watch", 5, 0},
	{"internal/eval", 5, 0},
	{"internal/eval/beside", 5, 1},
	{"cmd/parley", 6, 0},
}

// Limits of size, from the house rules: a file that outgrows them is split.
const (
	maxFileLines = 600
	maxFuncLines = 80
)

const module = "parley"

// goFile is one parsed Go file of the project.
type goFile struct {
	name string // slash path from the root
	test bool
	ast  *ast.File
}

func (f goFile) room() string { return path.Dir(f.name) }

func TestImportsRunDownwards(t *testing.T) {
	rooms := make(map[string]room)
	for _, r := range house {
		rooms[r.path] = r
	}
	found := make(map[string]bool)
	_, files := parseProject(t)
	for _, f := range files {
		from, ok := rooms[f.room()]
		if !ok {
			t.Errorf("%s: package %s is not in the table of house_test.go and ARCHITECTURE.md", f.name, f.room())
			continue
		}
		found[from.path] = true
		if f.test {
			continue // a test may look up to see its package in use
		}
		for _, spec := range f.ast.Imports {
			imp := importPath(spec)
			to, inside := roomOf(imp)
			switch {
			case inside && !below(rooms[to], from):
				t.Errorf("%s imports %s: level %d.%d must not import level %d.%d",
					f.name, to, from.level, from.step, rooms[to].level, rooms[to].step)
			case !inside && from.level == 0 && strings.Contains(imp, "."):
				t.Errorf("%s imports %s: level 0 uses the standard library only", f.name, imp)
			}
		}
	}
	for _, r := range house {
		if !found[r.path] {
			t.Errorf("package %s is in the table but not in the tree", r.path)
		}
	}
}

// below reports whether a package of room from may import room to.
func below(to, from room) bool {
	if to.level != from.level {
		return to.level < from.level
	}
	return (to.path == "." || family(to.path) == family(from.path)) && to.step < from.step
}

// family returns the first two elements of a path: "internal/lang" for
// "internal/lang/nn".
func family(p string) string {
	parts := strings.SplitN(p, "/", 3)
	return strings.Join(parts[:min(2, len(parts))], "/")
}

func TestBelow(t *testing.T) {
	lang, nn := room{"internal/lang", 1, 1}, room{"internal/lang/nn", 1, 0}
	read, eval := room{"internal/read", 1, 0}, room{"internal/eval", 5, 0}
	for _, c := range []struct {
		to, from room
		want     bool
	}{
		{nn, lang, true}, {lang, nn, false}, {read, lang, false}, {nn, read, false},
		{lang, eval, true}, {eval, lang, false}, {lang, lang, false},
	} {
		if got := below(c.to, c.from); got != c.want {
			t.Errorf("below(%v, %v) = %v", c.to, c.from, got)
		}
	}
}

// roomOf returns the table path of an import of this module.
func roomOf(imp string) (string, bool) {
	if imp == module {
		return ".", true
	}
	return strings.CutPrefix(imp, module+"/")
}

func importPath(spec *ast.ImportSpec) string {
	p, _ := strconv.Unquote(spec.Path.Value)
	return p
}

// TestArchitectureTable holds ARCHITECTURE.md to the table above: its rows
// start with | `path` | level |, a step written level.step.
func TestArchitectureTable(t *testing.T) {
	text, err := os.ReadFile("ARCHITECTURE.md")
	if err != nil {
		t.Fatal(err)
	}
	var want, got []string
	for _, r := range house {
		level := strconv.Itoa(r.level)
		if r.step > 0 {
			level += "." + strconv.Itoa(r.step)
		}
		want = append(want, fmt.Sprintf("%s at %s", r.path, level))
	}
	for line := range strings.Lines(string(text)) {
		cells := strings.Split(line, "|")
		if len(cells) < 4 || !isLevel(strings.TrimSpace(cells[2])) {
			continue
		}
		got = append(got, fmt.Sprintf("%s at %s", strings.Trim(cells[1], " `"), strings.TrimSpace(cells[2])))
	}
	if !slices.Equal(got, want) {
		t.Errorf("ARCHITECTURE.md lists\n  %s\nhouse_test.go lists\n  %s",
			strings.Join(got, "\n  "), strings.Join(want, "\n  "))
	}
}

func isLevel(cell string) bool {
	_, err := strconv.ParseFloat(cell, 64)
	return err == nil
}

func TestFileAndFunctionLength(t *testing.T) {
	fset, files := parseProject(t)
	for _, f := range files {
		if n := fset.Position(f.ast.FileEnd).Line; n > maxFileLines {
			t.Errorf("%s has %d lines, more than %d: split it by topic", f.name, n, maxFileLines)
		}
		if f.test {
			continue // a long table of cases is no long function
		}
		for _, d := range f.ast.Decls {
			fn, ok := d.(*ast.FuncDecl)
			if !ok {
				continue
			}
			if n := fset.Position(fn.End()).Line - fset.Position(fn.Pos()).Line + 1; n > maxFuncLines {
				t.Errorf("%s: func %s has %d lines, more than %d", f.name, fn.Name.Name, n, maxFuncLines)
			}
		}
	}
}

// TestPackageComments asks every package for a comment that says what it is.
func TestPackageComments(t *testing.T) {
	said := make(map[string]bool)
	_, files := parseProject(t)
	for _, f := range files {
		if !f.test {
			said[f.room()] = said[f.room()] || f.ast.Doc != nil
		}
	}
	for p, ok := range said {
		if !ok {
			t.Errorf("package %s has no package comment", p)
		}
	}
}

// TestDependencies holds docs/dependencies.md to go.mod: a row per module that
// go.mod requires directly, with the same version and nothing else.
func TestDependencies(t *testing.T) {
	page, err := os.ReadFile("docs/dependencies.md")
	if err != nil {
		t.Fatal(err)
	}
	var listed []string
	for line := range strings.Lines(string(page)) {
		cells := strings.Split(line, "|")
		if len(cells) > 3 && strings.HasPrefix(strings.TrimSpace(cells[1]), "`") {
			listed = append(listed, strings.Trim(cells[1], " `")+" "+strings.TrimSpace(cells[2]))
		}
	}
	mod, err := os.ReadFile("go.mod")
	if err != nil {
		t.Fatal(err)
	}
	required := directRequires(string(mod))
	slices.Sort(listed)
	slices.Sort(required)
	if !slices.Equal(listed, required) {
		t.Errorf("docs/dependencies.md lists %q, go.mod requires %q", listed, required)
	}
}

// directRequires reads the "module version" pairs of go.mod that are not
// marked indirect.
func directRequires(mod string) []string {
	var out []string
	inside := false
	for line := range strings.Lines(mod) {
		line = strings.TrimSpace(line)
		switch {
		case line == "require (":
			inside = true
			continue
		case line == ")":
			inside = false
		case strings.HasPrefix(line, "require "):
			line = strings.TrimPrefix(line, "require ")
		case !inside:
			continue
		}
		if f := strings.Fields(line); len(f) == 2 {
			out = append(out, line)
		}
	}
	return out
}

// parseProject parses every Go file of the project but generated ones.
func parseProject(t *testing.T) (*token.FileSet, []goFile) {
	t.Helper()
	fset := token.NewFileSet()
	var out []goFile
	for _, name := range projectFiles(t) {
		if path.Ext(name) != ".go" || strings.Contains(name, "testdata/") {
			continue
		}
		f, err := parser.ParseFile(fset, name, nil, parser.ParseComments)
		if err != nil {
			t.Fatal(err)
		}
		if !ast.IsGenerated(f) {
			out = append(out, goFile{name, strings.HasSuffix(name, "_test.go"), f})
		}
	}
	return fset, out
}

// projectFiles lists the files of the project as slash paths, in order: what
// git knows or would add, or, outside a repository, all that is there.
func projectFiles(t *testing.T) []string {
	t.Helper()
	out, err := exec.Command("git", "ls-files", "-z", "--cached", "--others", "--exclude-standard").Output()
	var names []string
	if err == nil {
		for name := range bytes.SplitSeq(out, []byte{0}) {
			names = append(names, string(name))
		}
	} else {
		names = walkProject(t)
	}
	slices.Sort(names)
	// A file deleted but not yet committed is still in git's list.
	return slices.DeleteFunc(slices.Compact(names), func(name string) bool {
		info, err := os.Lstat(name)
		return name == "" || err != nil || !info.Mode().IsRegular()
	})
}

func walkProject(t *testing.T) []string {
	t.Helper()
	var names []string
	err := filepath.WalkDir(".", func(p string, d os.DirEntry, err error) error {
		switch {
		case err != nil:
			return err
		case d.IsDir() && (d.Name() == ".git" || d.Name() == "bin"):
			return filepath.SkipDir
		case !d.IsDir():
			names = append(names, filepath.ToSlash(p))
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return names
}
