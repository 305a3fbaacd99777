package parties_test

import (
	"testing"

	"parley/data"
	"parley/internal/what/parties"
)

// TestWords finds the words that a party is shown by: those of whom a pronoun
// stands for, a long name, and what introduces somebody unknown.
func TestWords(t *testing.T) {
	f, err := parties.New(data.FS)
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct{ text, label, args, want string }{
		{"Chad's government said that it would [punish] the strikers.", "THREATEN", "source:it", "Chad_'s_government"},
		{"The Houthis left Hodeidah. They [called] for a truce in Yemen.", "REQUEST", "source:They", "Houthis"},
		{"Ghana tried suspected Nigerian smuggler Kofi Obeng, who [rejected] the charges.", "REJECT", "source:Kofi", "suspected_Nigerian_smuggler_Kofi_Obeng"},
		{"The Front for the Liberation of Adal [rejected] the plan.", "REJECT", "source:Front", "Front_for_the_Liberation_of_Adal"},
	} {
		d, events := several(t, f, c.text, []string{c.label + " " + c.args})
		if len(events[0].Sources) == 0 {
			t.Errorf("%s: no source", c.text)
			continue
		}
		if got := words(d, events[0].Sources[0].Words); got != c.want {
			t.Errorf("%s: %q, want %q", c.text, got, c.want)
		}
	}
}
