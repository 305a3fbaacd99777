package read

import (
	"math/rand/v2"
	"strings"
	"testing"
)

// fragments are what mix puts documents together from: all that some rule
// looks at, whole and in parts.
var fragments = append([]string{
	"\n", "\n", "\n", "\n\n", "\n\n", "\n\n", "\r\n", " ", " ", "\t", "\u00a0", "\u2028", "\f", "    ", "-\n",
	"KABUL", "KABUL: ", "KABUL (Reuters) - ", "(AFP) — ", "Doha, Qatar – ", "NAIROBI, Kenya", " — ", " - ", " | ", " / ", "/", ":", ". ", "? ", ", ", ";",
	"Daily News", "AFP", "Reuters", "Getty Images", "[AFP]", "(AFP)", "[File: Ana Ruiz/AFP]", "(Ana Ruiz/AP)", " Photo: Ana Ruiz", "[", "]", "(", ")", "“", "”",
	"3 May 2021", "4 May 2021", "May 5, 2021", "2021", "Published on ", "Updated ", " ago", "By Ana Ruiz", "BY ", "(END)", "(Finish)", " Enditem", "/end",
	"Nine men died in the old port of Tarvos on Sunday.", "The police declined to comment", "Both armies have left the valley, the mayor said in a statement.",
	"Shells hit port of Tarvos", "Shells hit port of Tarvos | Daily News", "the envoys have gone home", "THE GUERRILLAS FREED NINE SOLDIERS.", "[TEXT]", "3 MAY 88",
	"Source: ", "Read more: ", "Share ", "Comments", "Video: ", "WATCH: ", "Photo by ", "12 ", "***", "—", "https://sun.example/1", "é", "\u00ad", "\u200c", "\x01", "\ufffd",
}, examples()...)

// examples returns the examples of boilerplate.tsv.
func examples() []string {
	var out []string
	for _, c := range cues().all {
		out = append(out, c.match, c.keep)
	}
	return out
}

// mix puts together a document from fragments.
func mix(rng *rand.Rand) string {
	var b strings.Builder
	few := make([]string, 3+rng.IntN(12)) // so that some repeat
	for i := range few {
		few[i] = fragments[rng.IntN(len(fragments))]
	}
	for range 2 + rng.IntN(30) {
		b.WriteString(few[rng.IntN(len(few))])
		if rng.IntN(2) == 0 {
			b.WriteString([]string{"\n", "\n\n", " "}[rng.IntN(3)])
		}
	}
	if rng.IntN(4) == 0 {
		return wrap(b.String(), 40+rng.IntN(50))
	}
	return b.String()
}

// TestCleanMixed holds clean to its promises on documents of random fragments.
func TestCleanMixed(t *testing.T) {
	n := 20_000
	if testing.Short() || raceEnabled {
		n = 2_000
	}
	for seed := range n {
		raw := mix(rand.New(rand.NewPCG(uint64(seed), 1)))
		checkClean(t, raw, clean(raw))
		if t.Failed() {
			t.Fatalf("seed %d", seed)
		}
	}
}
