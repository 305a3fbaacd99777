package near

import (
	"flag"
	"math"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"parley/data"
	"parley/internal/cluster"

	"parley"
)

var update = flag.Bool("update", false, "write the table of weights anew")

func builtIn(t testing.TB) *Articles {
	t.Helper()
	a, err := New(data.FS)
	if err != nil {
		t.Fatal(err)
	}
	return a
}

// TestFamilies wants every rewrite in the family of its original, and nothing else.
func TestFamilies(t *testing.T) {
	a, texts := builtIn(t), corpus(t)
	var nodes []parley.Node
	for _, x := range texts {
		family, _, err := a.Nodes(x.record)
		if err != nil {
			t.Fatal(err)
		}
		nodes = append(nodes, family)
	}
	groups, _, err := cluster.Fresh(a.Families(), nodes, nil)
	if err != nil {
		t.Fatal(err)
	}
	of := map[string]string{}
	for _, g := range groups {
		for _, n := range g.Nodes {
			of[n.ID] = g.ID
		}
	}
	same, found, joined := map[string]int{}, map[string]int{}, 0
	for _, x := range texts {
		if x.how != "original" {
			same[x.how]++
			if of[x.record.Article.ID] == of[x.family] {
				found[x.how]++
			} else {
				t.Logf("%s is not in the family of its original", x.record.Article.ID)
			}
		}
		for _, y := range texts {
			if x.how == "original" && y.how == "original" && x.family < y.family && of[x.family] == of[y.family] {
				t.Logf("%s and %s are one family", x.family, y.family)
				joined++
			}
		}
	}
	for how, n := range same {
		t.Logf("%-10s %d of %d", how, found[how], n)
		if found[how]*20 < n*19 {
			t.Errorf("%s: %d of %d rewrites are in the family of their original", how, found[how], n)
		}
	}
	if joined > 0 {
		t.Errorf("%d pairs of different texts are one family", joined)
	}
}

const copyHead = `# source: written for Parley; fitted on our own texts and rewrites of them by go test ./internal/resolve/near -run TestFitCopies -update
# licence: Apache-2.0
# columns: feature, weight
# key: 1
`

// TestFitCopies fits the weights of copies again and wants those of the table.
func TestFitCopies(t *testing.T) {
	a := builtIn(t)
	var articles []Labelled
	for _, x := range corpus(t) {
		articles = append(articles, Labelled{Record: x.record, Topic: x.how, Story: x.family})
	}
	got := a.FitCopies(articles)
	file := filepath.Join("..", "..", "..", "data", filepath.FromSlash(copyFile))
	if *update {
		if err := os.WriteFile(file, []byte(copyHead+strings.Join(got, "\n")+"\n"), 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	rows, err := data.Rows(data.FS, copyFile, 2)
	if err != nil {
		t.Fatal(err)
	}
	for i, r := range rows {
		name, weight, _ := strings.Cut(got[i], "\t")
		fitted, _ := strconv.ParseFloat(weight, 64)
		if have, _ := strconv.ParseFloat(r.Cells[1], 64); name != r.Cells[0] || math.Abs(have-fitted) > 0.5 {
			t.Errorf("row %s, fitted %s; -update writes the table", strings.Join(r.Cells, " "), got[i])
		}
	}
}
