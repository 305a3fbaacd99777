package corpus

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"reflect"
	"strings"
	"testing"

	"parley/internal/doc"
)

// writeRe3d writes one document and its entities, each "Type:confidence:words",
// where the words stand for the first time in the text.
func writeRe3d(t *testing.T, text string, entities ...string) string {
	t.Helper()
	dir := t.TempDir()
	folder := filepath.Join(dir, "source")
	if err := os.Mkdir(folder, 0o755); err != nil {
		t.Fatal(err)
	}
	var b strings.Builder
	for _, e := range entities {
		f := strings.SplitN(e, ":", 3)
		at := strings.Index(text, f[2])
		if at < 0 {
			t.Fatalf("%q is not in the text", f[2])
		}
		begin := len([]rune(text[:at]))
		fmt.Fprintf(&b, `{"begin":%d,"end":%d,"type":%q,"documentId":"D1","confidence":%s}`+"\n",
			begin, begin+len([]rune(f[2])), f[0], f[1])
	}
	for name, data := range map[string]string{
		"documents.json": fmt.Sprintf(`{"_id":"D1","text":%q}`+"\n", text),
		"entities.json":  b.String(),
	} {
		if err := os.WriteFile(filepath.Join(folder, name), []byte(data), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	return dir
}

func TestRe3d(t *testing.T) {
	for _, c := range []struct {
		what     string
		text     string
		entities []string
		want     []string
	}{
		{"offsets are characters; titles and determiners go", "“Öl” was sold by General Petra Lang to the Varnian Oil Board.",
			[]string{"Person:1:General Petra Lang", "Organisation:1:the Varnian Oil Board"},
			[]string{"person:Petra Lang", "organisation:Varnian Oil Board"}},
		{"nominal mentions and pronouns are no names", "We met the rebels. It hurt them.",
			[]string{"Organisation:1:We", "Organisation:1:the rebels", "Organisation:1:It", "Organisation:1:them"}, []string{}},
		{"what no person confirmed counts only where it is known", "The Blue Column shelled Qasr Din. Later the Blue Column fell back.",
			[]string{"Organisation:1:The Blue Column", "Person:0:Qasr", "Location:0.2:Din"},
			[]string{"organisation:Blue Column", "organisation:Blue Column"}},
		{"peoples before a common noun", "the Iraqi forces and the Iraqi Border Guard",
			[]string{"Organisation:1:the Iraqi forces", "Organisation:1:the Iraqi Border Guard"},
			[]string{"nationality:Iraqi", "organisation:Iraqi Border Guard"}},
		{"a country that acts is a place", "the United States and Jordan agreed",
			[]string{"Organisation:1:the United States", "Organisation:1:Jordan"},
			[]string{"place:United States", "place:Jordan"}},
		{"places: directions, kinds and commas", "near northern Sulwan province and the town of Dar Amin, Syria",
			[]string{"Location:1:northern Sulwan province", "Location:1:the town of Dar Amin, Syria"},
			[]string{"place:Sulwan", "place:Dar Amin", "place:Syria"}},
		{"a role with the name of its office has no person's name", "the Norland Command spokesman agreed",
			[]string{"Person:1:the Norland Command spokesman"}, []string{}},
		{"articles and hyphens stay", "said Omar bin al-Sabti in Deir al-Zor",
			[]string{"Person:1:Omar bin al-Sabti", "Location:1:Deir al-Zor"},
			[]string{"person:Omar bin al-Sabti", "place:Deir al-Zor"}},
		{"a language is no people", "Sulwan (Arabic: x) grew",
			[]string{"Location:1:Sulwan", "Nationality:1:Arabic"}, []string{"place:Sulwan"}},
	} {
		docs, err := Re3d(writeRe3d(t, c.text, c.entities...), wordSplit)
		if err != nil {
			t.Errorf("%s: %v", c.what, err)
			continue
		}
		if got := named(docs[0]); !reflect.DeepEqual(got, c.want) {
			t.Errorf("%s: got %q, want %q", c.what, got, c.want)
		}
		if err := docs[0].Check(); err != nil {
			t.Errorf("%s: %v", c.what, err)
		}
	}
}

func TestRe3dErrors(t *testing.T) {
	if _, err := Re3d(t.TempDir(), wordSplit); !errors.Is(err, ErrRe3d) {
		t.Errorf("empty folder: %v", err)
	}
	dir := writeRe3d(t, "Short text.")
	bad := `{"begin":3,"end":99,"type":"Person","documentId":"D1","confidence":1}`
	if err := os.WriteFile(filepath.Join(dir, "source", "entities.json"), []byte(bad), 0o644); err != nil {
		t.Fatal(err)
	}
	if _, err := Re3d(dir, wordSplit); !errors.Is(err, ErrRe3d) {
		t.Errorf("offset behind the end: %v", err)
	}
}

func TestRe3dShared(t *testing.T) {
	docs, err := Re3d(sharedDir(t, "train", "re3d"), wordSplit)
	if err != nil {
		t.Fatal(err)
	}
	train, test := SplitRe3d(docs)
	if len(train)+len(test) != len(docs) || len(test)*100 < 20*len(docs) || len(test)*100 > 40*len(docs) {
		t.Errorf("%d documents split into %d and %d", len(docs), len(train), len(test))
	}
	counts := map[doc.NameKind]int{}
	for _, d := range docs {
		if err := d.Check(); err != nil {
			t.Errorf("%s: %v", d.ID, err)
		}
		for _, n := range d.Names {
			counts[n.Kind]++
			if w := d.Word(n.First); isDeterminer(w) && strings.ToLower(w) == w {
				t.Errorf("%s: name %q begins with a determiner", d.ID, spanText(d, n.First, n.Last))
			}
		}
	}
	t.Logf("names %v", counts)
}
