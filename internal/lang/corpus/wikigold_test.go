package corpus

import (
	"errors"
	"os"
	"reflect"
	"strings"
	"testing"

	"parley/internal/doc"
)

func TestWikiGold(t *testing.T) {
	const text = "0\tDanish\tB-MISC\n1\tsinger\tO\n2\tIda\tB-PER\n3\tHolm\tI-PER\n4\tleft\tO\n5\tOslo\tI-LOC\n6\tParis\tB-LOC\n\n" +
		"0\tFrost\tB-MISC\n1\tand\tO\n2\tThe\tB-ORG\n3\tArla\tI-ORG\n"
	docs, err := WikiGold(strings.NewReader(text))
	if err != nil {
		t.Fatal(err)
	}
	if len(docs) != 2 || docs[0].Text != "Danish singer Ida Holm left Oslo Paris" {
		t.Fatalf("documents %+v", docs)
	}
	want := []string{"nationality:Danish", "person:Ida Holm", "place:Oslo", "place:Paris"}
	if got := named(docs[0]); !reflect.DeepEqual(got, want) {
		t.Errorf("got %q, want %q", got, want)
	}
	if got := named(docs[1]); !reflect.DeepEqual(got, []string{"organisation:Arla"}) {
		t.Errorf("second sentence: %q", got)
	}
	if _, err := WikiGold(strings.NewReader("0 only\n")); !errors.Is(err, ErrWikiGold) {
		t.Errorf("short line: %v", err)
	}
}

func TestWikiGoldShared(t *testing.T) {
	f, err := os.Open(sharedDir(t, "train", "wikigold", "test.conllu"))
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	docs, err := WikiGold(f)
	if err != nil {
		t.Fatal(err)
	}
	counts := map[doc.NameKind]int{}
	for _, d := range docs {
		if err := d.Check(); err != nil {
			t.Errorf("%s: %v", d.ID, err)
		}
		for _, n := range d.Names {
			counts[n.Kind]++
		}
	}
	t.Logf("%d sentences, names %v", len(docs), counts)
	if len(docs) < 1696 {
		t.Errorf("only %d sentences", len(docs))
	}
}
