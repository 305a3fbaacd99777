package main

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"time"

	"parley/data"
	"parley/internal/export"
)

// noon is the time of the clock in tests.
func noon() time.Time { return time.Date(2026, 1, 2, 12, 0, 0, 0, time.UTC) }

// exported runs an export at noon.
func exported(t *testing.T, store string, args ...string) (code int, stdout, stderr string) {
	t.Helper()
	var out, msg bytes.Buffer
	m := Main{Stdout: &out, Stderr: &msg, now: noon}
	code = m.Run(t.Context(), append([]string{"export", "--store", store}, args...))
	return code, out.String(), msg.String()
}

// TestExportFiles: every format goes into a file with a sidecar that fits it.
func TestExportFiles(t *testing.T) {
	store := exampleStore(t)
	formats, err := export.Formats(data.FS)
	if err != nil {
		t.Fatal(err)
	}
	dir := t.TempDir()
	for _, f := range formats {
		file := filepath.Join(dir, "all"+f.Extension+"."+f.Name)
		code, out, msg := exported(t, store, "--format", f.Name, "-o", file, "--licence", "CC BY 4.0")
		if code != exitOK || out != "" || !strings.HasPrefix(msg, f.Name+": ") {
			t.Errorf("%s: exit code %d, %q, %q", f.Name, code, out, msg)
			continue
		}
		written, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		side, err := os.ReadFile(file + ".meta.json")
		if err != nil {
			t.Fatal(err)
		}
		var s export.Sidecar
		if err := json.Unmarshal(side, &s); err != nil {
			t.Fatal(err)
		}
		digest := sha256.Sum256(written)
		if s.File != filepath.Base(file) || s.Format != f.Name || s.Rows == 0 || s.Size != int64(len(written)) || s.SHA256 != hex.EncodeToString(digest[:]) ||
			!s.Written.Equal(noon()) || s.Licence != "CC BY 4.0" || !strings.HasPrefix(s.Parley, "parley ") || !strings.Contains(s.Filter, "no filter") {
			t.Errorf("%s: sidecar %+v", f.Name, s)
		}
		if strings.Contains(string(side), dir) || strings.Contains(string(side), "examples.db") {
			t.Errorf("%s: the sidecar names the store or the folder:\n%s", f.Name, side)
		}
		if code, out, _ = exported(t, store, "--format", f.Name); code != exitOK || out != string(written) {
			t.Errorf("%s: %d bytes on standard output, %d in the file", f.Name, len(out), len(written))
		}
	}
	left, err := filepath.Glob(filepath.Join(dir, "*.part"))
	if err != nil || len(left) > 0 {
		t.Errorf("left behind: %v, %v", left, err)
	}
}

// TestExportSidecar keeps the sidecar of a filter.
func TestExportSidecar(t *testing.T) {
	store := exampleStore(t)
	side := filepath.Join(t.TempDir(), "side.json")
	code, out, msg := exported(t, store, "--format", "ical", "--theme", "prisoner-release", "--from", "2019", "--country", "Colombia,YEM", "--limit", "5", "--sidecar", side)
	if code != exitOK || !strings.HasPrefix(out, "BEGIN:VCALENDAR\r\n") {
		t.Fatalf("exit code %d, %q, %s", code, out, msg)
	}
	got, err := os.ReadFile(side)
	if err != nil {
		t.Fatal(err)
	}
	var s export.Sidecar
	if err := json.Unmarshal(got, &s); err != nil {
		t.Fatal(err)
	}
	want := `ledger: 2019-01-01 or later, country COL or YEM, theme prisoner-release, the first 5; what is told as history only is left out`
	if s.Filter != want || s.File != "" || s.Licence != export.NotStated || s.Fields.Limit != 5 || len(s.Fields.Countries) != 2 || string(s.Fields.From) != "2019-01-01" {
		t.Errorf("%s", got)
	}
}

// TestExportFaults: what makes no sense is an error of usage, and leaves no file.
func TestExportFaults(t *testing.T) {
	store := exampleStore(t)
	file := filepath.Join(t.TempDir(), "x.csv")
	for _, c := range []struct {
		args []string
		code int
		says string
	}{
		{[]string{"--format", "xls"}, exitUsage, "there are jsonl, csv"},
		{[]string{"--format", "ical", "--what", "incidents", "-o", file}, exitUsage, "ical holds ledger"},
		{[]string{"--format", "acled", "--what", "ledger", "-o", file}, exitUsage, "acled holds incidents"},
		{[]string{"--what", "all", "-o", file}, exitUsage, "csv holds incidents"},
		{[]string{"--limit", "-1"}, exitUsage, "--limit -1"},
		{[]string{"--order", "rank", "-o", file}, exitUsage, "order"},
		{[]string{"--theme", "cake"}, exitUsage, "--theme cake"},
		{[]string{"--due", "soon"}, exitUsage, "--due soon"},
		{[]string{"--text", "OR", "-o", file}, exitUsage, "OR"},
		{[]string{"--agreement", "no such"}, exitNotFound, "no such"},
		{[]string{"-o", filepath.Join(t.TempDir(), "none", "x.csv")}, exitNotFound, "no such file"},
		{[]string{"more"}, exitUsage, "more"},
	} {
		code, _, msg := exported(t, store, c.args...)
		if code != c.code || !strings.Contains(msg, c.says) {
			t.Errorf("%v: exit code %d, want %d; %s", c.args, code, c.code, msg)
		}
	}
	for _, name := range []string{file, file + ".part", file + ".meta.json"} {
		if _, err := os.Stat(name); !errors.Is(err, os.ErrNotExist) {
			t.Errorf("%s was left: %v", name, err)
		}
	}
	if code, _, msg := exported(t, filepath.Join(t.TempDir(), "none.db")); code != exitNotFound {
		t.Errorf("no store: exit code %d, %s", code, msg)
	}
}

// closed is a reader's end that was closed.
type closed struct{}

func (closed) Write([]byte) (int, error) { return 0, syscall.EPIPE }

// TestExportBrokenPipe: whoever stops reading has seen enough.
func TestExportBrokenPipe(t *testing.T) {
	store := exampleStore(t)
	var msg bytes.Buffer
	m := Main{Stdout: closed{}, Stderr: &msg, now: noon}
	if code := m.Run(t.Context(), []string{"export", "--store", store, "--format", "jsonl"}); code != exitOK || msg.Len() > 0 {
		t.Errorf("exit code %d, %q", code, msg.String())
	}
}
