package corpus

import (
	"os"
	"reflect"
	"strings"
	"testing"

	"parley/internal/doc"
)

func TestAllowedEWT(t *testing.T) {
	const (
		o, p, g, l, n, f = Outside, Person, Organisation, Place, Nationality, Free
	)
	for _, c := range []struct {
		what string
		rows []string
		want []uint8
	}{
		{"listed places, bodies and peoples, months and titles", []string{`
			In ADP IN 2 case
			Kabul PROPN NNP 6 obl
			the DET DT 5 det
			Afghan ADJ JJ 5 amod
			Taliban PROPN NNP 6 nsubj
			met VERB VBD 0 root
			Dr. PROPN NNP 8 nmod:desc
			Quist PROPN NNP 6 obj
			in ADP IN 10 case
			August PROPN NNP 6 obl`},
			[]uint8{o, l, o, n, g, o, o, p, o, o}},
		{"a listed place in a longer name decides nothing", []string{`
			Kabul PROPN NNP 2 compound
			Bank PROPN NNP 3 nsubj
			fell VERB VBD 0 root`},
			[]uint8{f, f, o}},
		{"function words between proper nouns", []string{`
			The DET DT 2 det
			House PROPN NNP 5 nsubj
			of ADP IN 4 case
			Tiles PROPN NNPS 2 nmod
			burnt VERB VBD 0 root`},
			[]uint8{o, f, f, f, o}},
		{"given names, and surnames in the rest of the document", []string{`
			Peter PROPN NNP 3 nsubj
			Zandt PROPN NNP 1 flat
			ran VERB VBD 0 root`, `
			Then ADV RB 3 advmod
			Zandt PROPN NNP 3 nsubj
			fell VERB VBD 0 root`},
			[]uint8{p, p, o, o, p, o}},
		{"languages, addresses and capitals at the start", []string{`
			Nobody PRON NN 2 nsubj
			spoke VERB VBD 0 root
			French PROPN NNP 2 obj
			at ADP IN 5 case
			info@example.org PROPN NNP 2 obl`},
			[]uint8{o, o, f, o, o}},
	} {
		docs, err := doc.ReadCoNLLU(strings.NewReader(conllu(c.rows...)))
		if err != nil {
			t.Fatal(err)
		}
		if got := AllowedEWT(docs[0]); !reflect.DeepEqual(got, c.want) {
			t.Errorf("%s: got %v, want %v", c.what, got, c.want)
		}
	}
}

func TestAllowed(t *testing.T) {
	d := &doc.Doc{Tokens: make([]doc.Token, 4), Names: []doc.Name{{First: 1, Last: 3, Kind: doc.Place}}}
	if got := Allowed(d); !reflect.DeepEqual(got, []uint8{Outside, Place, Place, Outside}) {
		t.Errorf("got %v", got)
	}
}

// TestEWTSharedAgreesWithGUM runs the rules for EWT over GUM, whose names are
// known: what they are certain of must be so nearly always.
func TestEWTSharedAgreesWithGUM(t *testing.T) {
	file, err := os.Open(sharedDir(t, "train", "ud-gum", "train.conllu"))
	if err != nil {
		t.Fatal(err)
	}
	defer file.Close()
	docs, gold, err := GUMPartial(file)
	if err != nil {
		t.Fatal(err)
	}
	said, right := map[uint8]int{}, map[uint8]int{}
	for i, d := range docs {
		for j, m := range AllowedEWT(d) {
			said[m]++
			if m&gold[i][j] != 0 {
				right[m]++
			}
		}
	}
	for _, c := range []struct {
		mask uint8
		name string
		min  float64
	}{{Outside, "outside", 0.99}, {Person, "person", 0.9}, {Organisation, "organisation", 0.85}, {Place, "place", 0.85}, {Nationality, "nationality", 0.9}} {
		share := float64(right[c.mask]) / float64(said[c.mask])
		t.Logf("%s: %d tokens, %.4f right", c.name, said[c.mask], share)
		if share < c.min {
			t.Errorf("%s: %.4f of %d tokens right, want %.2f", c.name, share, said[c.mask], c.min)
		}
	}
}
