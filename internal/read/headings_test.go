package read

import (
	"errors"
	"strings"
	"testing"

	"parley"
)

// TestAgreementTable holds that the provisions of an agreement are not taken for
// articles, and that a table of articles with a column of themes is.
func TestAgreementTable(t *testing.T) {
	const row = "1,The parties stop all fighting on land and in the air,Government,ceasefire,2 May 2020\n"
	for _, c := range []struct {
		head string
		is   bool
	}{
		{"number,text,party,theme,deadline", true},
		{"Number,Provision text,Text,Party,x", true},
		{"title,text,party,theme,deadline", false},
		{"number,text,a,b,c", false},
	} {
		n := 0
		for a, err := range Files([]string{"-"}, Options{Stdin: strings.NewReader(c.head + "\n" + row), As: KindCSV}) {
			n++
			if refused := errors.Is(err, parley.ErrFormat); refused != c.is || refused == (a != nil) {
				t.Errorf("%s: %v, %v", c.head, a, err)
			}
		}
		if n != 1 {
			t.Errorf("%s: %d articles", c.head, n)
		}
	}
}
