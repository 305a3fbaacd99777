package main

import (
	"bytes"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"parley"
)

// runWhole runs the program with its real stages.
func runWhole(t *testing.T, stdin string, args ...string) (code int, stdout, stderr string) {
	t.Helper()
	var out, msg bytes.Buffer
	m := Main{Stdin: strings.NewReader(stdin), Stdout: &out, Stderr: &msg}
	code = m.Run(t.Context(), args)
	return code, out.String(), msg.String()
}

const raid = "Gunmen attacked a police post in Ghazni on Monday and killed four officers, a spokesman for the governor said."

// records reads what code --json printed.
func records(t *testing.T, out string) []map[string]any {
	t.Helper()
	var all []map[string]any
	for line := range strings.Lines(out) {
		var r map[string]any
		if err := json.Unmarshal([]byte(line), &r); err != nil {
			t.Fatalf("%v in %s", err, line)
		}
		all = append(all, r)
	}
	return all
}

func TestCodeJSON(t *testing.T) {
	in := fmt.Sprintf(`{"id":"x1","text":%q,"published":"2019-10-22","outlet":"Ghazni Post","url":"https://example.org/a"}`, raid)
	code, out, msg := runWhole(t, in+"\n{bad\n", "code", "--json", "-")
	if code != exitArticles {
		t.Errorf("exit code %d for a batch with a bad line: %s", code, msg)
	}
	if !strings.Contains(msg, "1 done") || !strings.Contains(msg, "1 failed") {
		t.Errorf("the sum is not told: %s", msg)
	}
	all := records(t, out)
	if len(all) != 1 {
		t.Fatalf("%d records: %s", len(all), out)
	}
	article := all[0]["article"].(map[string]any)
	if article["ref"] != "x1" || article["outlet"] != "Ghazni Post" || article["text"] != raid {
		t.Errorf("article: %v", article)
	}
	if all[0]["events"] == nil || len(all[0]["events"].([]any)) != 1 {
		t.Fatalf("events: %v", all[0]["events"])
	}
	e := all[0]["events"].([]any)[0].(map[string]any)
	if e["type"] != string(parley.Assault) || e["status"] != string(parley.Happened) {
		t.Errorf("event: %v", e)
	}
	if from := e["date"].(map[string]any)["from"]; from != "2019-10-21" {
		t.Errorf("date from %v", from)
	}
	if low := e["killed"].(map[string]any)["low"]; low != 4.0 {
		t.Errorf("killed %v", low)
	}
}

func TestCodePage(t *testing.T) {
	write(t, "a.txt", raid)
	code, out, msg := runWhole(t, "", "code", "a.txt")
	if code != exitOK {
		t.Fatalf("exit code %d: %s", code, msg)
	}
	for _, want := range []string{"a.txt\n", "ASSAULT", "killed     4", "‾‾‾‾‾‾‾‾"} {
		if !strings.Contains(out, want) {
			t.Errorf("no %q in\n%s", want, out)
		}
	}
}

// TestCodeWorkersDoNotShow codes the same files with one worker and with four.
func TestCodeWorkersDoNotShow(t *testing.T) {
	files, err := filepath.Glob(filepath.Join("..", "..", "examples", "*.txt"))
	if err != nil || len(files) < 10 {
		t.Fatalf("%d examples: %v", len(files), err)
	}
	args := append([]string{"code", "--json", "--workers"}, "1")
	_, one, _ := runWhole(t, "", append(args, files[:10]...)...)
	args[3] = "4"
	_, four, _ := runWhole(t, "", append(args, files[:10]...)...)
	if one == "" || one != four {
		t.Error("the number of workers shows in the output")
	}
}

func TestCodeSkips(t *testing.T) {
	write(t, "empty.txt", " \n", "es.txt", strings.Repeat("El gobierno y la guerrilla anunciaron que retomarán las conversaciones de paz. ", 5))
	code, out, msg := runWhole(t, "", "code", "empty.txt", "es.txt", "absent.txt")
	if code != exitNotFound && code != exitArticles {
		t.Errorf("exit code %d", code)
	}
	if out != "" {
		t.Errorf("printed %q", out)
	}
	for _, want := range []string{"empty.txt: skipped", "es.txt: skipped", `looks like "es"`, "absent.txt", "2 skipped"} {
		if !strings.Contains(msg, want) {
			t.Errorf("no %q in %s", want, msg)
		}
	}
}

// TestCodeDataDir lays a rule of a user over the built-in ones.
func TestCodeDataDir(t *testing.T) {
	write(t, "a.txt", "The militia zapped a convoy near Sabha on Monday.")
	if err := os.MkdirAll(filepath.Join("mine", "rules", "violence"), 0o755); err != nil {
		t.Fatal(err)
	}
	rule := `# source: a test
# licence: Apache-2.0
rules:
- id: my.zap
  label: ASSAULT/unconventional
  trigger: "[lemma=zap]"
  args: {source: "nsubj", target: "obj"}
  match:
  - text: "Rebels zapped a bridge."
    trigger: zapped
    args: {source: Rebels, target: bridge}
  reject: ["Rebels built a bridge."]
`
	if err := os.WriteFile(filepath.Join("mine", "rules", "violence", "zap.yml"), []byte(rule), 0o644); err != nil {
		t.Fatal(err)
	}
	code, out, msg := runWhole(t, "", "code", "--data", "mine", "a.txt")
	if code != exitOK || !strings.Contains(out, "ASSAULT/unconventional") {
		t.Errorf("exit code %d, %s\n%s", code, msg, out)
	}
	if code, _, msg := runWhole(t, "", "code", "--data", "nowhere", "a.txt"); code != exitNotFound || !strings.Contains(msg, "nowhere") {
		t.Errorf("exit code %d, %s", code, msg)
	}
}
