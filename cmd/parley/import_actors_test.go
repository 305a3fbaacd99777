package main

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// TestImportActors holds that an actor of one's own is found in a text once its
// list is laid over the built-in data, and that a bad row is named and passed over.
func TestImportActors(t *testing.T) {
	folder := t.TempDir()
	table, lists, news := filepath.Join(folder, "actors.csv"), filepath.Join(folder, "lists"), filepath.Join(folder, "news.txt")
	write := func(path, text string) {
		t.Helper()
		if err := os.WriteFile(path, []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	write(table, "name,country,sector,aliases\nGourma Wolves,MLI,REB,Wolves of Gourma\nNobody,XX,REB,\n")
	write(news, "BAMAKO, March 5, 2021 - The Gourma Wolves attacked an army post near Gao on Thursday, killing four soldiers, a spokesman of the army said.\n")
	if _, before, _ := runWhole(t, "", "code", "--json", news); strings.Contains(before, `"sector":"REB","side":"gourma-wolves"`) {
		t.Fatal("the group is known before it was imported")
	}
	code, out, told := runWhole(t, "", "import", "actors", "--data", lists, "--licence", "own", table)
	if code != exitOK || !strings.Contains(told, "actors.csv:3:") || !strings.Contains(told, "1 groups") || !strings.Contains(out, "groups_own.tsv") {
		t.Fatalf("code %d\n%s%s", code, out, told)
	}
	if code, out, told := runWhole(t, "", "code", "--json", "--data", lists, news); code != exitOK || !strings.Contains(out, `"sector":"REB","side":"gourma-wolves"`) {
		t.Errorf("code %d\n%s%s", code, out, told)
	}
	if _, _, told := runWhole(t, "", "import", "actors", "--data", lists, table); !strings.Contains(told, "1 groups") {
		t.Errorf("the second time: %s", told)
	}
	if code, _, _ := runWhole(t, "", "import", "petrarch", table); code != exitUsage {
		t.Errorf("without --data the code is %d", code)
	}
}
