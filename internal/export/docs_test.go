package export

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"parley/data"
)

// TestDocs: docs/exports.md names all formats, and its tables of columns are those
// of the program.
func TestDocs(t *testing.T) {
	file := filepath.Join("..", "..", "docs", "exports.md")
	text, err := os.ReadFile(file)
	must(t, err)
	page := string(text)
	formats, err := Formats(data.FS)
	must(t, err)
	for _, f := range formats {
		if !strings.Contains(page, "| `"+f.Name+"` |") || !strings.Contains(page, "| `"+f.Extension+"` |") {
			t.Errorf("%s does not name format %s, files of %s", file, f.Name, f.Extension)
		}
	}
	for w, head := range map[What]string{Incidents: "incidents", Events: "events", Articles: "articles", Ledger: "the ledger", Actors: "actors"} {
		_, part, ok := strings.Cut(page, "## Columns of "+head+"\n\n")
		if !ok {
			t.Errorf("%s has no columns of %s", file, w)
			continue
		}
		shown, _, _ := strings.Cut(part, "\n\n")
		if want := tableOfColumns(w); shown != want {
			if !*update {
				t.Errorf("%s: the columns of %s are others; run with -update", file, w)
			}
			page = strings.Replace(page, "## Columns of "+head+"\n\n"+shown, "## Columns of "+head+"\n\n"+want, 1)
		}
	}
	if *update {
		must(t, os.WriteFile(file, []byte(page), 0o600))
	}
}

// tableOfColumns writes the columns of a table as the page shows them.
func tableOfColumns(w What) string {
	var b strings.Builder
	b.WriteString("| column | is | what |\n|---|---|---|")
	for _, c := range Columns(w) {
		b.WriteString("\n| `" + c.Name + "` | " + c.Sort.String() + " | " + c.About + " |")
	}
	return b.String()
}
