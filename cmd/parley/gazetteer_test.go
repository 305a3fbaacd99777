package main

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

func TestGazetteerLookup(t *testing.T) {
	for _, c := range []struct {
		args  []string
		first string
	}{
		{[]string{"Urozgan"}, "gn:AF.39\tadmin1\tUruzgan\tAFG/Uruzgan\t"},
		{[]string{"--within", "afg", "--limit", "1", "Kundooz"}, "gn:AF.24\tadmin1\tKunduz\tAFG/Kunduz\t"},
		{[]string{"--limit", "1", "Britain", "Burma"}, "iso:GBR\tcountry\tUnited Kingdom\tGBR\t"},
		{[]string{"--limit", "0", "Kabul"}, ""},
	} {
		code, out, msg := run(t, "", append([]string{"gazetteer", "lookup"}, c.args...)...)
		if code != exitOK || msg != "" || !strings.HasPrefix(out, c.first) || c.first == "" && out != "" {
			t.Errorf("%v: code %d, %q, %q", c.args, code, out, msg)
		}
	}
}

func TestGazetteerErrors(t *testing.T) {
	write(t, "damaged.bin", "PARLEYG1 and no more")
	for _, c := range []struct {
		args string
		code int
		says string
	}{
		{"gazetteer lookup", exitUsage, "requires at least 1 arg"},
		{"gazetteer lookup --within ZZZ Kabul", exitUsage, "--within ZZZ: no such country"},
		{"gazetteer lookup --gazetteer none.bin Kabul", exitNotFound, "none.bin"},
		{"gazetteer lookup --gazetteer damaged.bin Kabul", exitOther, "damaged.bin: no places file, or a damaged one"},
		{"gazetteer import", exitUsage, "requires at least 1 arg"},
		{"gazetteer import none.txt", exitNotFound, "none.txt"},
		{"gazetteer build", exitUsage, "--from is needed"},
		{"gazetteer build --from .", exitNotFound, "admin1.json"},
		{"gazetteer dig", exitUsage, "no verb"},
	} {
		code, out, msg := run(t, "", strings.Fields(c.args)...)
		if code != c.code || out != "" || !strings.Contains(msg, c.says) {
			t.Errorf("%s: code %d, %q, %q", c.args, code, out, msg)
		}
	}
}

func TestGazetteerImport(t *testing.T) {
	row := strings.Join([]string{"9000001", "Vunibau", "Vunibau", "", "-17.5", "178.25", "P", "PPL", "FJ", "", "91", "007",
		"", "", "1200", "", "", "", ""}, "\t")
	write(t, "FJ.txt", row+"\nno row\n", "admin1CodesASCII.txt", "FJ.91\tNorthwater\tNorthwater\t1\n")
	code, out, msg := run(t, "", "gazetteer", "import", "--out", "fiji.bin", "FJ.txt", "admin1CodesASCII.txt")
	if code != exitOK || out != "" || !strings.Contains(msg, "FJ.txt:2: 1 fields, want 19") || !strings.Contains(msg, "1 rows left out") {
		t.Fatalf("code %d, %q, %q", code, out, msg)
	}
	want := "gn:9000001\ttown\tVunibau\tFJI/Northwater\t-17.500,178.250\t1200\t1.00\n"
	if code, out, msg = run(t, "", "gazetteer", "lookup", "--gazetteer", "fiji.bin", "Vunibau"); code != exitOK || out != want {
		t.Errorf("by flag: code %d, %q, %q", code, out, msg)
	}
	t.Setenv(gazetteerVariable, "fiji.bin")
	if code, out, msg = run(t, "", "gazetteer", "lookup", "Vunibau"); code != exitOK || out != want {
		t.Errorf("by environment: code %d, %q, %q", code, out, msg)
	}
	code, _, msg = run(t, "", "gazetteer", "import", "--out", filepath.Join("no", "folder.bin"), "FJ.txt")
	if code != exitNotFound || !strings.Contains(msg, "folder") {
		t.Errorf("no folder: code %d, %q", code, msg)
	}
	if left, err := filepath.Glob(".places-*"); err != nil || len(left) > 0 {
		t.Errorf("left behind: %v, %v", left, err)
	}
	if _, err := os.Stat("fiji.bin"); err != nil {
		t.Error(err)
	}
}
