package main

import (
	"bytes"
	"encoding/json"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

var update = flag.Bool("update", false, "write the golden files anew")

// TestGoldenParse runs the whole program, weights and all, over the examples.
// A change of the engine shows as a diff of testdata/parse: read it as the
// trees that it is, then run with -update.
func TestGoldenParse(t *testing.T) {
	overExamples(t, "parse", []string{"parse"}, asPrinted, parsed...)
}

// TestGoldenLayers does the same for the layers over the engine: testdata/layers
// has a line for each date, place, actor, count, indicator and quote.
func TestGoldenLayers(t *testing.T) {
	overExamples(t, "layers", []string{"parse", "--json"}, layerLines, parsed...)
}

// parsed are the examples whose trees and layers are kept: a few show a change
// of the engine as well as all would.
var parsed = []string{"colombia-2016", "philippines-2017", "sudan-2023", "ukraine-2022", "yemen-2018"}

// TestGoldenPage keeps the page of every example, as a person reads it.
func TestGoldenPage(t *testing.T) {
	overExamples(t, "page", []string{"code"}, asPrinted)
}

// TestGoldenRecord keeps the record of every example, an entry a line.
func TestGoldenRecord(t *testing.T) {
	overExamples(t, "record", []string{"code", "--json"}, recordLines)
}

func asPrinted(_ *testing.T, out []byte) []byte { return out }

// overExamples runs a command on each example and compares what shape makes
// of its output with the golden file in a folder of testdata: for all of them,
// or for those that only names.
func overExamples(t *testing.T, folder string, command []string, shape func(*testing.T, []byte) []byte, only ...string) {
	t.Helper()
	examples, err := filepath.Glob(filepath.Join("..", "..", "examples", "*.txt"))
	if err != nil || len(examples) == 0 {
		t.Fatalf("no examples: %v", err)
	}
	for _, example := range examples {
		name := strings.TrimSuffix(filepath.Base(example), ".txt")
		if len(only) > 0 && !slices.Contains(only, name) {
			continue
		}
		t.Run(name, func(t *testing.T) {
			var out, msg bytes.Buffer
			m := Main{Stdout: &out, Stderr: &msg}
			if code := m.Run(t.Context(), append(command[:len(command):len(command)], example)); code != exitOK {
				t.Fatalf("exit code %d: %s", code, msg.String())
			}
			// The id of a document is its path, with the system's separators.
			got := shape(t, bytes.ReplaceAll(out.Bytes(), []byte(example), []byte(name)))
			compareGolden(t, filepath.Join("testdata", folder, name+".golden"), got)
		})
	}
}

// compareGolden compares got with a golden file, or writes it with -update.
func compareGolden(t *testing.T, golden string, got []byte) {
	t.Helper()
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
}

// layerLines takes the layers over the engine out of one article's JSON and
// puts each entry on a line, below the name of its layer.
func layerLines(t *testing.T, out []byte) []byte {
	t.Helper()
	return entryLines(t, out, "article", "dates", "places", "actors", "counts", "indicators", "quotes")
}

// recordLines does the same with a record.
func recordLines(t *testing.T, out []byte) []byte {
	t.Helper()
	return entryLines(t, out, "article", "events", "commitments", "statements", "indicators", "notes")
}

// entryLines puts each entry of the lists of an object on a line, below the
// name of its list.
func entryLines(t *testing.T, out []byte, lists ...string) []byte {
	t.Helper()
	var article map[string]json.RawMessage
	if err := json.Unmarshal(out, &article); err != nil {
		t.Fatal(err)
	}
	var lines bytes.Buffer
	for _, layer := range lists {
		fmt.Fprintf(&lines, "# %s\n", layer)
		var entries []json.RawMessage
		if err := json.Unmarshal(article[layer], &entries); err != nil {
			entries = []json.RawMessage{article[layer]}
		}
		for _, e := range entries {
			fmt.Fprintf(&lines, "%s\n", e)
		}
	}
	return lines.Bytes()
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
