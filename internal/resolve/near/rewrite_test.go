package near

import (
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"parley"
	"parley/data"
	"parley/internal/read"
)

// written is a text with what it is a copy of.
type written struct {
	family, how string
	record      *parley.Record
}

// piece is a text as a rewriter sees it.
type piece struct {
	head  string
	paras []string
}

// originals returns our own texts: the example dispatches and the invented
// stories of one agency, which all end in the same background.
func originals(t testing.TB) map[string]piece {
	t.Helper()
	out := map[string]piece{}
	files, err := filepath.Glob(filepath.Join("..", "..", "..", "examples", "*.txt"))
	if err != nil || len(files) < 30 {
		t.Fatalf("%d examples: %v", len(files), err)
	}
	for _, file := range files {
		if name := filepath.Base(file); !strings.Contains(name, "copy") { // is one already
			out[name] = pieceOf(t, name, readFile(t, file))
		}
	}
	background := paragraphs(readFile(t, "testdata/background.txt"))
	for i, story := range strings.Split(readFile(t, "testdata/agency.txt"), "\n====\n") {
		p := pieceOf(t, "agency", story)
		p.paras = append(p.paras, background...)
		out[fmt.Sprintf("agency-%d", i+1)] = p
	}
	return out
}

func readFile(t testing.TB, file string) string {
	t.Helper()
	text, err := os.ReadFile(filepath.FromSlash(file))
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}

func paragraphs(text string) []string { return strings.Split(strings.TrimSpace(text), "\n\n") }

func pieceOf(t testing.TB, name, raw string) piece {
	t.Helper()
	a, err := read.Text(name, []byte(raw), read.Options{})
	if err != nil {
		t.Fatal(err)
	}
	p := piece{a.Title, paragraphs(a.Text)}
	if p.head != "" && p.paras[0] == p.head {
		p.paras = p.paras[1:]
	}
	return p
}

// record makes a record of a text; the date is left open.
func (p piece) record(id string) *parley.Record {
	text := strings.Join(p.paras, "\n\n")
	if p.head != "" {
		text = p.head + "\n\n" + text
	}
	r := &parley.Record{Article: parley.RecordArticle{ID: id, Text: text}}
	if p.head != "" {
		r.Article.Title = &p.head
	}
	return r
}

// rewrites are the ways in which one text becomes another of its family.
func rewrites(t testing.TB) map[string]func(piece) piece {
	swaps := synonyms(t)
	return map[string]func(piece) piece{
		"headline": func(p piece) piece { return piece{"What we know so far this morning", p.paras} },
		"credits": func(p piece) piece {
			return piece{p.head, slices.Concat([]string{"From our correspondents and the wires"}, p.paras, []string{"With reporting by the national desk; all rights reserved."})}
		},
		"cut":   func(p piece) piece { return piece{"", cut(p.paras, 0.6)} },
		"brief": func(p piece) piece { return piece{"In brief", cut(p.paras, 0.3)} },
		"intro": func(p piece) piece {
			return piece{p.head, append([]string{"Readers in our own city will remember a march held last spring in memory of people who died far from home."}, p.paras...)}
		},
		"rotated": func(p piece) piece {
			return piece{p.head, slices.Concat(p.paras[len(p.paras)/2:], p.paras[:len(p.paras)/2])}
		},
		"synonyms": func(p piece) piece { return p.each(swaps) },
		"clauses":  func(p piece) piece { return p.each(clauses) },
		"light":    func(p piece) piece { return piece{"A new look at the day", p.each(swaps).each(clauses).paras} },
		"light-cut": func(p piece) piece {
			return piece{"", cut(p.each(swaps).each(clauses).paras, 0.6)}
		},
		"update": func(p piece) piece {
			fresh := "The number of the dead went up overnight, hospitals said on the following day, and a minister flew in."
			return piece{"Toll goes up", append([]string{fresh, clauses(swaps(p.paras[0]))}, p.paras[1:]...)}
		},
	}
}

func (p piece) each(f func(string) string) piece {
	out := piece{head: p.head}
	for _, s := range p.paras {
		out.paras = append(out.paras, f(s))
	}
	return out
}

// cut keeps the first paragraphs, about part of the words and at least 30.
func cut(paras []string, part float64) []string {
	all, n := len(strings.Fields(strings.Join(paras, " "))), 0
	for i, p := range paras {
		n += len(strings.Fields(p))
		if n >= 30 && float64(n) >= part*float64(all) {
			return paras[:i+1]
		}
	}
	return paras
}

// synonyms returns a rewriter that puts other words in place of those of a table.
func synonyms(t testing.TB) func(string) string {
	t.Helper()
	rows, err := data.Rows(os.DirFS("testdata"), "synonyms.tsv", 2)
	if err != nil {
		t.Fatal(err)
	}
	var pairs []string
	for _, r := range rows {
		pairs = append(pairs, " "+r.Cells[0]+" ", " "+r.Cells[1]+" ")
	}
	return strings.NewReplacer(pairs...).Replace
}

var (
	saidLast = regexp.MustCompile(`^([A-Z][^",.]*(?:, [^",.]*)*), ((?:the |a )?[^",.]{3,40}) (said|stated)\.$`)
	opens    = regexp.MustCompile(`^(On|In|At|After|Before) ([^,]{3,40}), (.*)\.$`)
)

// clauses puts who said it first and what opens a sentence last.
func clauses(para string) string {
	sentences := strings.SplitAfter(para, ". ")
	for i, s := range sentences {
		s = strings.TrimSpace(s)
		if m := saidLast.FindStringSubmatch(s); m != nil {
			s = strings.ToUpper(m[2][:1]) + m[2][1:] + " " + m[3] + " that " + m[1] + "."
		} else if m := opens.FindStringSubmatch(s); m != nil {
			s = strings.ToUpper(m[3][:1]) + m[3][1:] + " " + strings.ToLower(m[1]) + " " + m[2] + "."
		}
		sentences[i] = s
	}
	return strings.Join(sentences, " ")
}

// corpus returns all originals with their rewrites, in one order.
func corpus(t testing.TB) []written {
	t.Helper()
	var out []written
	texts, ways := originals(t), rewrites(t)
	for _, name := range slices.Sorted(maps.Keys(texts)) {
		out = append(out, written{name, "original", texts[name].record(name)})
		for _, how := range slices.Sorted(maps.Keys(ways)) {
			out = append(out, written{name, how, ways[how](texts[name]).record(name + " " + how)})
		}
	}
	return out
}
