package main

import (
	"bytes"
	"flag"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

var update = flag.Bool("update", false, "write the golden files anew")

// TestGoldenParse runs the whole program, weights and all, over the examples.
// A change of the engine shows as a diff of testdata/parse: read it as the
// trees that it is, then run with -update.
func TestGoldenParse(t *testing.T) {
	examples, err := filepath.Glob(filepath.Join("..", "..", "examples", "*.txt"))
	if err != nil || len(examples) == 0 {
		t.Fatalf("no examples: %v", err)
	}
	for _, example := range examples {
		name := strings.TrimSuffix(filepath.Base(example), ".txt")
		t.Run(name, func(t *testing.T) {
			var out, msg bytes.Buffer
			m := Main{Stdout: &out, Stderr: &msg}
			if code := m.Run(t.Context(), []string{"parse", example}); code != exitOK {
				t.Fatalf("exit code %d: %s", code, msg.String())
			}
			// The id of a document is its path, with the system's separators.
			got := bytes.ReplaceAll(out.Bytes(), []byte(example), []byte(name))
			golden := filepath.Join("testdata", "parse", name+".golden")
			if *update {
				if err := os.MkdirAll(filepath.Dir(golden), 0o755); err != nil {
					t.Fatal(err)
				}
				if err := os.WriteFile(golden, got, 0o644); err != nil {
					t.Fatal(err)
				}
				return
			}
			want, err := os.ReadFile(golden)
			if err != nil {
				t.Fatalf("%v (run with -update to make it)", err)
			}
			if line := firstDiff(got, want); line > 0 {
				t.Errorf("%s:%d: differs; run with -update and read the diff", golden, line)
			}
		})
	}
}

// firstDiff returns the number of the first line that differs, 0 if none.
func firstDiff(a, b []byte) int {
	as, bs := bytes.Split(a, []byte("\n")), bytes.Split(b, []byte("\n"))
	for i := range max(len(as), len(bs)) {
		if i >= len(as) || i >= len(bs) || !bytes.Equal(as[i], bs[i]) {
			return i + 1
		}
	}
	return 0
}
