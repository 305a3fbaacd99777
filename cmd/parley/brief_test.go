package main

import (
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"parley/internal/brief"
)

// briefs are the periods and places of the examples that are kept as goldens, and
// of which every number is counted again.
var briefs = map[string]string{
	"all":         "--from 2014 --to 2025",
	"afghanistan": "--from 2019-09 --to 2021-12 --country AFG",
	"september":   "--from 2019-09 --country Afghanistan",
	"ethiopia":    "--from 2022-11-01 --to 2023-01-31 --country ETH --due 60",
	"colombia":    "--from 2019-01-01 --to 2019-01-31 --country COL",
	"sudan":       "--from 2023-05 --country SDN",
	"mogadishu":   "--from 2017-10 --place Mogadishu",
	"two":         "--from 2019 --country IND,PHL --most 3",
	"actor":       "--from 2019 --to 2021 --actor taliban --role source",
	"empty":       "--from 1999-02 --country ISL",
}

// TestGoldenBriefs keeps reports of the examples as a person reads them.
func TestGoldenBriefs(t *testing.T) {
	store := exampleStore(t)
	for name, args := range briefs {
		code, out, msg := onStore(t, store, append([]string{"brief"}, strings.Fields(args)...)...)
		if code != exitOK {
			t.Fatalf("brief %s: exit code %d: %s", args, code, msg)
		}
		compareGolden(t, filepath.Join("cmd", "parley", "testdata", "brief", name+".golden"), []byte(out))
	}
}

// TestBriefProof counts every number of the reports again, from the records, and
// looks for every name and every quotation in them.
func TestBriefProof(t *testing.T) {
	store := exampleStore(t)
	w := readWorld(t, store)
	for name, args := range briefs {
		t.Run(name, func(t *testing.T) {
			fields := append([]string{"brief"}, strings.Fields(args)...)
			code, text, msg := onStore(t, store, fields...)
			if code != exitOK {
				t.Fatalf("exit code %d: %s", code, msg)
			}
			_, out, _ := onStore(t, store, append(fields, "--json")...)
			var b brief.Brief
			if err := json.Unmarshal([]byte(out), &b); err != nil {
				t.Fatal(err)
			}
			shownIsMade(t, text, &b)
			r := recount{T: t, world: w, b: &b}
			r.all()
			if r.checked == 0 {
				t.Error("nothing was checked")
			}
			t.Logf("%d facts, %d quotes", r.checked, r.quotes)
		})
	}
}

// cited matches a citation of the Markdown.
var cited = regexp.MustCompile(`\[\\\[[0-9]+[a-z]*\\\]\]\(#s[0-9]+[a-z]*\)`)

// shownIsMade wants the Markdown to hold the sentences of the report, one after
// another, and nothing besides.
func shownIsMade(t *testing.T, text string, b *brief.Brief) {
	t.Helper()
	var want []string
	add := func(s string) {
		if s = strings.Join(strings.Fields(s), " "); s != "" {
			want = append(want, s)
		}
	}
	join := func(list []brief.Sentence) string {
		var all []string
		for _, s := range list {
			all = append(all, s.Text())
		}
		return strings.Join(all, " ")
	}
	add(b.Title)
	add(join(b.Head))
	for _, s := range b.Sections {
		add(s.Title)
		for _, block := range s.Blocks {
			if block.Caption != nil {
				add(block.Caption.Text())
			}
			for _, item := range block.Items {
				add(join(item))
			}
			for _, h := range block.Head {
				add(h)
			}
			for _, row := range block.Rows {
				for _, c := range row {
					add(c.Text())
				}
			}
		}
	}
	body, _, _ := strings.Cut(text, "\n## Sources\n")
	body, _, _ = strings.Cut(body, "\n## How the counts were made\n")
	var got []string
	for line := range strings.Lines(body) {
		line = cited.ReplaceAllString(strings.TrimSpace(line), "")
		line = strings.TrimPrefix(strings.TrimPrefix(strings.TrimPrefix(line, "## "), "# "), "- ")
		line = strings.TrimSuffix(strings.TrimPrefix(line, "**"), "**")
		cells := []string{line}
		if strings.HasPrefix(line, "|") {
			if strings.Trim(line, "|-: ") == "" {
				continue
			}
			cells = strings.Split(strings.Trim(line, "|"), "|")
		}
		for _, c := range cells {
			if c = strings.Join(strings.Fields(plain(c)), " "); c != "" {
				got = append(got, c)
			}
		}
	}
	for i := range max(len(want), len(got)) {
		if i >= len(want) || i >= len(got) || got[i] != want[i] {
			t.Fatalf("the Markdown at %d of %d:\n got %q\nwant %q", i, len(want), at(got, i), at(want, i))
		}
	}
}

func at(list []string, i int) string {
	if i < len(list) {
		return list[i]
	}
	return "(the end)"
}

// plain takes the backslashes of Markdown away.
func plain(s string) string {
	var b strings.Builder
	for i := 0; i < len(s); i++ {
		if s[i] == '\\' && i+1 < len(s) {
			i++
		}
		b.WriteByte(s[i])
	}
	return b.String()
}

// TestBriefFormats writes the formats to files, twice: the bytes are the same.
func TestBriefFormats(t *testing.T) {
	store := exampleStore(t)
	dir := t.TempDir()
	for name, begins := range map[string]string{"a.md": "# Situation", "a.html": "<!DOCTYPE html>", "a.pdf": "%PDF-1."} {
		var both []string
		for i := range 2 {
			file := filepath.Join(dir, fmt.Sprint(i)+name)
			code, out, msg := onStore(t, store, "brief", "--from", "2014", "--to", "2025", "-o", file)
			if code != exitOK || out != "" || !strings.Contains(msg, "sections") {
				t.Fatalf("%s: exit code %d: %s%s", name, code, out, msg)
			}
			text, err := os.ReadFile(file)
			if err != nil || !strings.HasPrefix(string(text), begins) {
				t.Errorf("%s: %v, begins %.20q", name, err, text)
			}
			both = append(both, string(text))
		}
		if both[0] != both[1] {
			t.Errorf("%s: not the same bytes twice", name)
		}
	}
	_, a4, _ := onStore(t, store, "brief", "--from", "2019", "--format", "pdf")
	_, letter, _ := onStore(t, store, "brief", "--from", "2019", "--format", "pdf", "--paper", "letter")
	if a4 == letter || !strings.Contains(a4, "595.28 841.89") || !strings.Contains(letter, "612.00 792.00") {
		t.Error("the paper makes no difference")
	}
	if left, err := filepath.Glob(filepath.Join(dir, ".parley*")); err != nil || len(left) > 0 {
		t.Errorf("left behind: %v %v", left, err)
	}
}

// TestBriefRefuses asks for what makes no sense.
func TestBriefRefuses(t *testing.T) {
	store := exampleStore(t)
	for _, args := range []string{
		"", "--to 2020", "--from 2020-13", "--from 2021 --to 2020", "--from 2020 --format doc", "--from 2020 -o x.docx", "--from 2020 --paper a5",
		"--from 2020 --country Nowhere", "--from 2020 --due 0", "--from 2020 --most 0", "--from 2020 --role source", "--from 2020 more",
	} {
		if code, out, msg := onStore(t, store, append([]string{"brief"}, strings.Fields(args)...)...); code != exitUsage || out != "" {
			t.Errorf("brief %s: exit code %d, want %d: %s%s", args, code, exitUsage, out, msg)
		}
	}
	if code, _, _ := onStore(t, store, "brief", "--from", "2020", "-o", filepath.Join(t.TempDir(), "none", "a.md")); code != exitNotFound {
		t.Errorf("a folder that is not there: exit code %d", code)
	}
}

// TestBriefDocs runs the commands that docs/briefs.md shows.
func TestBriefDocs(t *testing.T) {
	store := exampleStore(t)
	text, err := os.ReadFile(filepath.Join("docs", "briefs.md"))
	if err != nil {
		t.Fatal(err)
	}
	ran := 0
	for i, block := range strings.Split(string(text), "```\n") {
		command, shown, _ := strings.Cut(block, "\n")
		args, ok := strings.CutPrefix(command, "$ parley ")
		if i%2 == 0 || !ok {
			continue
		}
		ran++
		if code, out, msg := onStore(t, store, words(args)...); code != exitOK || shown != shortened(shown, out) {
			t.Errorf("%s: exit code %d, prints something else: %s", command, code, msg)
		}
	}
	for line := range strings.Lines(string(text)) {
		if args, ok := strings.CutPrefix(line, "    parley "); ok { // shown without what it prints
			ran++
			args, _, _ = strings.Cut(strings.TrimSpace(args), " > ")
			args = strings.Replace(args, "-o ", "-o "+t.TempDir()+"/", 1)
			if code, _, msg := onStore(t, store, words(args)...); code != exitOK {
				t.Errorf("%s: exit code %d: %s", line, code, msg)
			}
		}
	}
	if ran < 4 {
		t.Errorf("only %d commands were run", ran)
	}
}
