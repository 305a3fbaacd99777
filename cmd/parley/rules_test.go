package main

import (
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// overRules writes a file of rules into a new folder as data to lay over the
// built-in one, changes into it and returns the folder's name.
func overRules(t *testing.T, text string) string {
	t.Helper()
	write(t)
	if err := os.MkdirAll(filepath.Join("over", "rules", "own"), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join("over", "rules", "own", "raid.yml"), []byte(text), 0o644); err != nil {
		t.Fatal(err)
	}
	return "over"
}

const raidRules = `rules:
- id: own.raid
  label: mark/raid
  trigger: "[word=raid]"
  args: {who: nsubj}
  match:
  - {text: "They raid Taiz", trigger: raid, args: {who: []}}
  reject: ["They left Taiz"]
`

func TestRulesVerbs(t *testing.T) {
	overRules(t, raidRules)
	bad := strings.Replace(raidRules, "They left Taiz", "A raid on Taiz", 1)
	for _, c := range []struct {
		rules, args string
		code        int
		stdout      string // a part of it
		stderr      string // a part of it
	}{
		{raidRules, "rules", exitOK, "explain", ""},
		{raidRules, "rules tes", exitUsage, "", "did you mean test?"},
		{raidRules, "rules list --data over", exitOK, "own.raid\tmark/raid\t1\trules/own/raid.yml:2\t1\t1\n", ""},
		{raidRules, "rules test --data over own.raid", exitOK, "2 examples, 0 failed", ""},
		{raidRules, "rules test --data over own.raids", exitOther, "", `no rule is named "own.raids"`},
		{raidRules, "rules test --data nowhere", exitNotFound, "", "--data"},
		{raidRules, "rules test --data over/rules/own/raid.yml", exitUsage, "", "not a folder"},
		{bad, "rules test --data over own.raid", exitRules, "rules/own/raid.yml:8: own.raid: matches at \"raid\", and must not\n    A raid on Taiz\n", ""},
		{strings.Replace(raidRules, "label: mark/raid", "label: RAID", 1), "rules lint --data over", exitRules, `rules/own/raid.yml:3: own.raid: label "RAID" is not known`, ""},
		{"lists: {own-idle: [a]}\n" + raidRules, "rules lint --data over", exitRules, "rules/own/raid.yml:1: no rule uses list own-idle", ""},
		{raidRules + "nonsense", "rules list --data over", exitOther, "", "rules/own/raid.yml:"},
		{raidRules, "rules explain --data over own.raid", exitUsage, "", "requires at least 2 arg"},
		{raidRules, "rules explain --data over own.song Raid", exitOther, "", `no rule is named "own.song"`},
		{raidRules, "rules explain --data over own.raid Raid", exitOK, "trigger Raid: the rule matches", ""},
		{raidRules, "rules explain --data over own.raid Talks", exitOK, "no trigger", ""},
	} {
		if err := os.WriteFile(filepath.Join("over", "rules", "own", "raid.yml"), []byte(c.rules), 0o644); err != nil {
			t.Fatal(err)
		}
		code, stdout, stderr := run(t, "", strings.Fields(c.args)...)
		if code != c.code {
			t.Errorf("parley %s: exit code %d, want %d; %s", c.args, code, c.code, stderr)
		}
		if !strings.Contains(stdout, c.stdout) || !strings.Contains(stderr, c.stderr) {
			t.Errorf("parley %s: stdout %q lacks %q, or stderr %q lacks %q", c.args, stdout, c.stdout, stderr, c.stderr)
		}
	}
}

// TestOverlay lays a folder over the built-in data: it adds a file and
// replaces another.
func TestOverlay(t *testing.T) {
	dir := overRules(t, raidRules)
	shared := filepath.Join(dir, "rules", "shared")
	if err := os.MkdirAll(shared, 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(shared, "frames.yml"), []byte("# none\n"), 0o644); err != nil {
		t.Fatal(err)
	}
	fsys, err := dataFS(dir)
	if err != nil {
		t.Fatal(err)
	}
	text, err := fs.ReadFile(fsys, "rules/shared/frames.yml")
	if err != nil || string(text) != "# none\n" {
		t.Errorf("replaced file: %q, %v", text, err)
	}
	if _, err := fs.ReadFile(fsys, "when/words.tsv"); err != nil {
		t.Errorf("a built-in file: %v", err)
	}
	var rules []string
	err = fs.WalkDir(fsys, "rules", func(name string, d fs.DirEntry, err error) error {
		if err == nil && !d.IsDir() {
			rules = append(rules, name)
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	all := " " + strings.Join(rules, " ") + " "
	if strings.Count(all, " rules/shared/frames.yml ") != 1 || !strings.Contains(all, " rules/own/raid.yml ") {
		t.Errorf("rules: %s", all)
	}
	if _, err := fs.ReadDir(fsys, "nowhere"); err == nil {
		t.Error("a folder that is in neither tree")
	}
}
