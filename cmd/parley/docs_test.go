package main

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// TestDocsRun runs the commands that docs/questions.md shows, over the store of the
// examples: each block "$ parley …" must go on with what is printed, down to a line
// of "…" if there is one. With -update the outputs are written anew.
func TestDocsRun(t *testing.T) {
	store := exampleStore(t)
	page := filepath.Join("docs", "questions.md")
	text, err := os.ReadFile(page)
	if err != nil {
		t.Fatal(err)
	}
	blocks := strings.Split(string(text), "```\n")
	ran := 0
	for i := 1; i < len(blocks); i += 2 {
		command, shown, _ := strings.Cut(blocks[i], "\n")
		args, ok := strings.CutPrefix(command, "$ parley ")
		if !ok {
			continue
		}
		ran++
		code, out, msg := onStore(t, store, words(args)...)
		if code != exitOK {
			t.Errorf("%s: exit code %d: %s", command, code, msg)
			continue
		}
		if shown != shortened(shown, out) {
			blocks[i] = command + "\n" + shortened(shown, out)
			if !*update {
				t.Errorf("%s: %q prints something else; run with -update and read the diff", page, command)
			}
		}
	}
	if ran < 5 {
		t.Errorf("%s: only %d commands were run", page, ran)
	}
	if *update {
		if err := os.WriteFile(page, []byte(strings.Join(blocks, "```\n")), 0o644); err != nil {
			t.Fatal(err)
		}
	}
}

// shortened cuts an output to as many lines as are shown before a line of "…".
func shortened(shown, out string) string {
	lines := strings.SplitAfter(shown, "\n")
	for i, l := range lines {
		if l == "…\n" {
			all := strings.SplitAfter(out, "\n")
			return strings.Join(all[:min(i, len(all))], "") + l
		}
	}
	return out
}

// words splits a command as a shell does, with single quotes.
func words(command string) []string {
	var all []string
	for i, part := range strings.Split(command, "'") {
		if i%2 == 1 {
			all = append(all, part)
		} else {
			all = append(all, strings.Fields(part)...)
		}
	}
	return all
}
