package parley_test

import (
	"testing"

	"parley"
)

func TestArticleID(t *testing.T) {
	const text = "Both armies left the valley of Tarvos on Sunday."
	base := parley.ArticleID(text, "", "Daily Sun")
	for _, c := range []struct {
		name              string
		text, url, outlet string
		same              bool
	}{
		{"the same", text, "", "Daily Sun", true},
		{"outlet in another case", text, "", "DAILY SUN", true},
		{"another outlet", text, "", "Daily Moon", false},
		{"no outlet", text, "", "", false},
		{"another text", text + " ", "", "Daily Sun", false},
		{"an address", text, "https://sun.example/1", "Daily Sun", false},
		{"the border between the two moved", text[1:], "", "Daily Sun" + text[:1], false},
	} {
		if got := parley.ArticleID(c.text, c.url, c.outlet); (got == base) != c.same {
			t.Errorf("%s: got %s, base is %s", c.name, got, base)
		}
	}
	if a, b := parley.ArticleID(text, "https://sun.example/1", "Daily Sun"),
		parley.ArticleID(text, "https://sun.example/1", "The Daily Sun"); a != b {
		t.Errorf("with an address the outlet must not matter: %s and %s", a, b)
	}
	// Stored ids must not change without anybody noticing.
	const want = "9e15f1ec072aa4abd61fe2594aad79a1"
	if base != want {
		t.Errorf("got %s, want %s", base, want)
	}
}
