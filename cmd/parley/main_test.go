package main

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"parley/internal/doc"
)

// blanks is a stage in the place of the language engine: it cuts at blanks,
// makes one sentence and fails on the word "fail".
var blanks = doc.Stage{
	Name: "blanks", Needs: []doc.Layer{doc.LayerText}, Adds: []doc.Layer{doc.LayerTokens, doc.LayerSentences},
	Run: func(d *doc.Doc) error {
		for pos := 0; pos < len(d.Text); {
			n := strings.IndexAny(d.Text[pos:], " \n")
			if n < 0 {
				n = len(d.Text) - pos
			}
			if n > 0 {
				d.Tokens = append(d.Tokens, doc.Token{Start: pos, End: pos + n, Head: doc.Unparsed})
			}
			pos += n + 1
		}
		d.Sentences = []doc.Sentence{{Last: len(d.Tokens)}}
		if strings.Contains(d.Text, "fail") {
			return errors.New("told to fail")
		}
		return nil
	},
}

// run runs the program over args with the stage blanks.
func run(t *testing.T, stdin string, args ...string) (code int, stdout, stderr string) {
	t.Helper()
	var out, msg bytes.Buffer
	m := Main{Stdin: strings.NewReader(stdin), Stdout: &out, Stderr: &msg, stages: []doc.Stage{blanks}}
	code = m.Run(t.Context(), args)
	return code, out.String(), msg.String()
}

// write puts files, given as name and text in turn, into a new folder and
// changes into it.
func write(t *testing.T, files ...string) {
	t.Helper()
	t.Chdir(t.TempDir())
	for i := 0; i < len(files); i += 2 {
		if err := os.WriteFile(files[i], []byte(files[i+1]), 0o644); err != nil {
			t.Fatal(err)
		}
	}
}

func TestRun(t *testing.T) {
	write(t, "a.txt", "Talks resumed in Juba.\n", "bad.txt", "We fail here.\n", "empty.txt", "")
	for _, c := range []struct {
		args   string
		code   int
		stdout string // a part of it
		stderr string // a part of it
	}{
		{"", exitOK, "parse", ""},
		{"help parse", exitOK, "3   a file or folder was not found", ""},
		{"parse --help", exitOK, "--workers", ""},
		{"version", exitOK, "parley ", ""},
		{"version now", exitUsage, "", "now"},
		{"pars a.txt", exitUsage, "", `no verb "pars" in 'parley'; did you mean parse?`},
		{"eval song", exitUsage, "", `no verb "song" in 'parley eval'`},
		{"eval", exitNotFound, "", "--shared"},
		{"eval --help", exitOK, "layers", ""},
		{"eval layers --only moon", exitUsage, "", `no set "moon"; there are`},
		{"eval layers --shared nowhere", exitNotFound, "", "nowhere"},
		{"parse --json a.txt", exitOK, `"text":"Talks resumed in Juba."`, "1 article"},
		{"parse --json bad.txt a.txt", exitArticles, `"ref":"a.txt"`, "bad.txt: failed in blanks"},
		{"eval lang --shared nowhere", exitNotFound, "", "nowhere"},
		{"train --data nowhere", exitNotFound, "", "--data"},
		{"train --data . --part nose", exitUsage, "", "nose"},
		{"train --data a.txt", exitUsage, "", "not a folder"},
		{"parse", exitUsage, "", "requires at least 1 arg"},
		{"parse --depth 3 a.txt", exitUsage, "", "--depth"},
		{"parse --workers 0 a.txt", exitUsage, "", "at least 1"},
		{"parse a.txt", exitOK, "1\tTalks\t", "1 article: 1 done, 0 skipped, 0 failed"},
		{"parse -v a.txt", exitOK, "# newdoc id = a.txt", "a.txt: done, 1 sentences, 4 tokens, 0 names"},
		{"parse -", exitOK, "2\tfrom\t", "1 done"},
		{"parse empty.txt a.txt", exitOK, "Juba", "empty.txt: skipped: no text"},
		{"parse bad.txt a.txt", exitArticles, "Juba", "bad.txt: failed in blanks: told to fail"},
		{"parse none.txt a.txt", exitNotFound, "Juba", "none.txt: failed in read: "},
		{"parse none.txt bad.txt", exitNotFound, "", "2 of 2 articles failed"},
	} {
		code, stdout, stderr := run(t, "Word from Aden.\n", strings.Fields(c.args)...)
		if code != c.code {
			t.Errorf("parley %s: exit code %d, want %d; %s", c.args, code, c.code, stderr)
		}
		if !strings.Contains(stdout, c.stdout) || !strings.Contains(stderr, c.stderr) {
			t.Errorf("parley %s: stdout %q lacks %q, or stderr %q lacks %q", c.args, stdout, c.stdout, stderr, c.stderr)
		}
	}
}

// TestWorkersDoNotShow reads many records, some bad, with several numbers of
// workers: both streams must be the same to the byte.
func TestWorkersDoNotShow(t *testing.T) {
	var in strings.Builder
	for i := range 60 {
		switch i % 7 {
		case 3:
			in.WriteString("{\"text\": \"\"}\n")
		case 5:
			fmt.Fprintf(&in, "{\"id\": \"r%d\", \"text\": \"Words that fail.\"}\n", i)
		default:
			fmt.Fprintf(&in, "{\"id\": \"r%d\", \"text\": \"Shell %d hit the market.\"}\n", i, i)
		}
	}
	write(t, "news.jsonl", in.String())
	_, wantOut, wantMsg := run(t, "", "parse", "--workers", "1", "news.jsonl")
	if !strings.Contains(wantMsg, "60 articles: 43 done, 9 skipped, 8 failed") {
		t.Errorf("sum is wrong:\n%s", wantMsg)
	}
	for _, workers := range []string{"2", "3", "16"} {
		_, out, msg := run(t, "", "parse", "--workers", workers, "news.jsonl")
		if out != wantOut || msg != wantMsg {
			t.Errorf("%s workers print something else than one", workers)
		}
	}
}

func TestInterrupted(t *testing.T) {
	write(t, "a.txt", "Talks resumed in Juba.\n")
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	var out, msg bytes.Buffer
	m := Main{Stdout: &out, Stderr: &msg, stages: []doc.Stage{blanks}}
	if code := m.Run(ctx, []string{"parse", "a.txt"}); code != exitInterrupted {
		t.Errorf("exit code %d, want %d", code, exitInterrupted)
	}
}

// fullDisk is a writer that takes nothing.
type fullDisk struct{}

func (fullDisk) Write([]byte) (int, error) { return 0, errors.New("disk full") }

func TestOutputThatCannotBeWritten(t *testing.T) {
	write(t, "a.txt", "Talks resumed in Juba.\n")
	var msg bytes.Buffer
	m := Main{Stdout: fullDisk{}, Stderr: &msg, stages: []doc.Stage{blanks}}
	code := m.Run(t.Context(), []string{"parse", "a.txt"})
	if code != exitOther || !strings.Contains(msg.String(), "disk full") {
		t.Errorf("exit code %d, stderr %q", code, msg.String())
	}
}

func TestExitCode(t *testing.T) {
	_, notFound := os.Stat(filepath.Join(t.TempDir(), "none"))
	for _, c := range []struct {
		err  error
		want int
	}{
		{nil, exitOK},
		{errors.New("anything"), exitOther},
		{fmt.Errorf("wrapped: %w", notFound), exitNotFound},
		{usage(notFound), exitUsage}, // the flag is to blame, not the file
		{errors.Join(context.Canceled, errArticles), exitInterrupted},
		{&batchError{causes: []error{errors.New("x"), notFound}}, exitNotFound},
		{&batchError{causes: []error{errors.New("x")}}, exitArticles},
	} {
		if got := exitCode(c.err); got != c.want {
			t.Errorf("exitCode(%v) = %d, want %d", c.err, got, c.want)
		}
	}
}

// TestHelpListsExitCodes asks the help of every verb that does work for them.
func TestHelpListsExitCodes(t *testing.T) {
	for _, verb := range []string{
		"parse", "eval lang", "train", "version", "demo", "add", "incidents", "events", "articles", "actors", "ledger", "search", "show",
		"stats", "review merge", "review split", "review undo", "review log", "review settle", "import agreement", "verify", "backup", "restore",
	} {
		_, stdout, _ := run(t, "", append(strings.Fields(verb), "--help")...)
		if !strings.Contains(stdout, "Exit codes:\n  0   ") {
			t.Errorf("parley %s --help lists no exit codes:\n%s", verb, stdout)
		}
	}
}

func TestSharedDir(t *testing.T) {
	t.Setenv(sharedEnv, "")
	write(t, "go.mod", "module x\n")
	if err := os.MkdirAll("a/b", 0o755); err != nil {
		t.Fatal(err)
	}
	t.Chdir("a/b")
	if got, want := sharedDir(), filepath.Join("..", "..", "..", "shared"); got != want {
		t.Errorf("below a project: %s, want %s", got, want)
	}
	t.Setenv(sharedEnv, "elsewhere")
	if got := sharedDir(); got != "elsewhere" {
		t.Errorf("with %s: %s", sharedEnv, got)
	}
}

// plainOnly leaves a test to the run without the race detector, which 'make unit'
// does too: it is about whole runs, of which the parts are tested under the
// detector, and would take minutes there.
func plainOnly(t *testing.T) {
	t.Helper()
	if raceEnabled {
		t.Skip("runs without the race detector only: make unit does that too")
	}
}
