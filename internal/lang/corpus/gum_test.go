package corpus

import (
	"errors"
	"os"
	"reflect"
	"strings"
	"testing"

	"parley/internal/doc"
)

// Brackets are written as in GUM: id-type-infstat-salience-centering-minspan-link-identity.
const bracket = "-new-nnnnn-cf1-1-sgl"

func b(open string) string { return open + bracket }

var gumCases = []struct {
	what string
	rows string
	want []string
}{
	{"titles and offices are no part of a name, countries before them are places", `
			US PROPN NNP 2 compound Entity=(1-person-new-nnnnn-cf1-1-sgl(2-place-new-nnnnn-cf1-1-sgl)
			President PROPN NNP 3 nmod:desc _
			Mira PROPN NNP 5 nsubj _
			Toll PROPN NNP 3 flat Entity=1)
			waved VERB VBD 0 root _`,
		[]string{"place:US", "person:Mira Toll"}},
	{"a title that heads the phrase", `
			Secretary PROPN NNP 6 nsubj Entity=(1-person-new-nnnnn-cf1-1-sgl
			of ADP IN 3 case _
			State PROPN NNP 1 nmod _
			Odo PROPN NNP 1 flat _
			Brandt PROPN NNP 1 flat Entity=1)
			resigned VERB VBD 0 root _`,
		[]string{"person:Odo Brandt"}},
	{"a title alone is no name", `
			The DET DT 2 det Entity=(1-person-new-nnnnn-cf1-1-sgl
			President PROPN NNP 3 nsubj Entity=1)
			slept VERB VBD 0 root _`,
		[]string{}},
	{"the outermost name wins, determiners do not", `
			the DET DT 2 det Entity=(1-organization-new-nnnnn-cf1-1-sgl
			University PROPN NNP 0 root _
			of ADP IN 4 case _
			Lower ADJ NNP 5 amod Entity=(2-place-new-nnnnn-cf1-1-sgl
			Varnia PROPN NNP 2 nmod Entity=2)1)`,
		[]string{"organisation:University of Lower Varnia"}},
	{"a common noun as head leaves the inner name, without its 's", `
			Kabul PROPN NNP 4 nmod:poss Entity=(1-person-new-nnnnn-cf1-1-sgl(2-place-new-nnnnn-cf1-1-sgl)
			's PART POS 1 case _
			police NOUN NN 4 compound _
			chief NOUN NN 0 root Entity=1)`,
		[]string{"place:Kabul"}},
	{"places with a comma are two", `
			Oldham PROPN NNP 0 root Entity=(1-place-new-nnnnn-cf1-1-sgl-Oldham,_Texas
			, PUNCT , 3 punct _
			Texas PROPN NNP 1 appos Entity=(2-place-new-nnnnn-cf1-1-sgl)1)`,
		[]string{"place:Oldham", "place:Texas"}},
	{"and inside an of-phrase joins, between two names it does not", `
			Ministry PROPN NNP 0 root Entity=(1-organization-new-nnnnn-cf1-1-sgl
			of ADP IN 3 case _
			Trade PROPN NNP 1 nmod _
			and CCONJ CC 5 cc _
			Ports PROPN NNPS 3 conj Entity=1)
			in ADP IN 7 case _
			Chile PROPN NNP 1 nmod Entity=(2-place-new-nnnnn-cf1-1-sgl(3-place-new-nnnnn-cf1-1-sgl)
			and CCONJ CC 9 cc _
			Peru PROPN NNP 7 conj Entity=(4-place-new-nnnnn-cf1-1-sgl)2)`,
		[]string{"organisation:Ministry of Trade and Ports", "place:Chile", "place:Peru"}},
	{"peoples are nationalities, languages and events are nothing", `
			Afghan ADJ JJ 2 amod Entity=(1-person-new-nnnnn-cf1-1-sgl
			doctors NOUN NNS 4 nsubj Entity=1)
			who PRON WP 4 nsubj _
			learnt VERB VBD 0 root _
			French PROPN NNP 4 obj Entity=(2-abstract-new-nnnnn-cf1-1-sgl)
			after ADP IN 8 case _
			the DET DT 8 det Entity=(3-event-new-nnnnn-cf1-1-sgl
			War PROPN NNP 4 obl _
			of ADP IN 10 case _
			Norland PROPN NNP 8 nmod Entity=(4-place-new-nnnnn-cf1-1-sgl)3)`,
		[]string{"nationality:Afghan"}},
	{"a country that acts is a place, its team an organisation", `
			Belgium PROPN NNP 2 nsubj Entity=(1-organization-new-nnnnn-cf1-1-sgl)
			beat VERB VBD 0 root _
			Panama PROPN NNP 2 obj Entity=(2-organization-new-nnnnn-cf1-1-sgl-Panama_national_football_team)`,
		[]string{"place:Belgium", "organisation:Panama"}},
	{"of a group only the people", `
			Council PROPN NNP 2 compound Entity=(1-person-new-nnnnn-cf1-1-sgl
			Libertarians PROPN NNPS 3 nsubj Entity=1)
			left VERB VBD 0 root _`,
		[]string{"nationality:Libertarians"}},
	{"a generic noun with a capital is no name", `
			the DET DT 2 det Entity=(1-organization-new-nnnnn-cf1-1-sgl
			Court PROPN NNP 3 nsubj Entity=1)
			sat VERB VBD 0 root _`,
		[]string{}},
	{"brackets of one id may nest, hyphened names are one", `
			Ann PROPN NNP 4 nsubj Entity=(1-person-new-nnnnn-cf1-1-sgl
			Reed PROPN NNP 1 flat SpaceAfter=No
			- PUNCT HYPH 4 punct SpaceAfter=No
			Mora PROPN NNP 0 root Entity=1)`,
		[]string{"person:Ann Reed-Mora"}},
}

func TestGUM(t *testing.T) {
	for _, c := range gumCases {
		docs, err := GUM(strings.NewReader(conllu(c.rows)))
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

func TestGUMPartial(t *testing.T) {
	text := conllu(`
		Lena PROPN NNP 3 nsubj Entity=(1-person-new-nnnnn-cf1-1-sgl
		Voss PROPN NNP 1 flat Entity=1)
		left VERB VBD 0 root _`, `
		The DET DT 4 det _
		Zorbium PROPN NNP 4 compound _
		Voss PROPN NNP 4 compound _
		fans NOUN NNS 0 root _`, `
		Lena PROPN NNP 2 compound _
		fans NOUN NNS 0 root _`)
	docs, masks, err := GUMPartial(strings.NewReader(text))
	if err != nil {
		t.Fatal(err)
	}
	want := []uint8{Person, Person, Outside, Outside, Free, Free, Outside, Free, Outside}
	if !reflect.DeepEqual(masks[0], want) {
		t.Errorf("masks %v, want %v", masks[0], want)
	}
	if got := named(docs[0]); !reflect.DeepEqual(got, []string{"person:Lena Voss"}) {
		t.Errorf("names %q", got)
	}
}

func TestGUMBadBrackets(t *testing.T) {
	for _, misc := range []string{"Entity=(1-person", "Entity=" + b("(1-person"), "Entity=7)", "Entity=" + b("(1-person") + "-%zz)"} {
		_, err := GUM(strings.NewReader(conllu("Nils PROPN NNP 0 root " + misc)))
		if !errors.Is(err, ErrEntity) {
			t.Errorf("%s: error %v, want ErrEntity", misc, err)
		}
	}
}

func TestGUMShared(t *testing.T) {
	counts := map[doc.NameKind]int{}
	tokens := 0
	for _, part := range []string{"train", "dev", "test"} {
		f, err := os.Open(sharedDir(t, "train", "ud-gum", part+".conllu"))
		if err != nil {
			t.Fatal(err)
		}
		docs, err := GUM(f)
		f.Close()
		if err != nil {
			t.Fatal(err)
		}
		for _, d := range docs {
			if err := d.Check(); err != nil {
				t.Errorf("%s: %v", d.ID, err)
			}
			tokens += len(d.Tokens)
			for _, n := range d.Names {
				counts[n.Kind]++
			}
		}
	}
	t.Logf("%d tokens, names %v", tokens, counts)
	for _, k := range []doc.NameKind{doc.Person, doc.Organisation, doc.Place, doc.Nationality} {
		if counts[k] < 400 {
			t.Errorf("only %d names of kind %s", counts[k], k)
		}
	}
}
