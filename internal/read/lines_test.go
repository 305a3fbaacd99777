package read

import (
	"slices"
	"strings"
	"testing"
)

func TestSplitLines(t *testing.T) {
	for _, c := range []struct {
		name, text string
		want       []line
	}{
		{"empty", "", nil},
		{"no line end", "a b", []line{{1, 0, "a b"}}},
		{"all line ends count", "a\nb\r\nc\rd\n\ne", []line{{1, 0, "a"}, {2, 0, "b"}, {3, 0, "c"}, {4, 0, "d"}, {5, 0, ""}, {6, 0, "e"}}},
		{"soft ends do not", "a\vb\u0085c\u2028d\ne", []line{{1, 0, "a"}, {1, 0, "b"}, {1, 0, "c"}, {1, 0, "d"}, {2, 0, "e"}}},
		{"ends of paragraphs", "a\fb\u2029c", []line{{1, 0, "a"}, {1, 0, ""}, {1, 0, "b"}, {1, 0, ""}, {1, 0, "c"}}},
		{"blanks", "  a\u00a0\u00a0b \t c\u3000", []line{{1, 2, "a b c"}}},
		{"tabs indent", "\ta", []line{{1, 4, "a"}}},
		{"only blanks", " \u00a0\t", []line{{1, 6, ""}}},
		{"removed", "cease\u00adfire\u200b \ufeffholds\u200e\x07", []line{{1, 0, "ceasefire holds"}}},
		{"joiners", "می\u200cخواهم a\u200cb 👨\u200d👩", []line{{1, 0, "می\u200cخواهم ab 👨\u200d👩"}}},
	} {
		if got := splitLines(c.text); !slices.Equal(got, c.want) {
			t.Errorf("%s: got %+v, want %+v", c.name, got, c.want)
		}
	}
}

// wrap breaks s into lines of at most width characters.
func wrap(s string, width int) string {
	var b strings.Builder
	used := 0
	for i, w := range strings.Fields(s) {
		switch {
		case i == 0:
		case used+1+len(w) > width:
			b.WriteByte('\n')
			used = 0
		default:
			b.WriteByte(' ')
			used++
		}
		b.WriteString(w)
		used += len(w)
	}
	return b.String()
}

func texts(ps []paragraph) []string {
	var out []string
	for _, p := range ps {
		out = append(out, p.text)
	}
	return out
}

func TestParagraphsOfWrappedText(t *testing.T) {
	paras := []string{
		"The two armies that fought for the valley of Tarvos have agreed to pull back their guns by Friday, the mediators said in a joint statement. Nobody signed anything.",
		"Farmers returned to three villages on the eastern bank, where mines had killed eleven people since the beginning of the year, and found their wells filled with rubble.",
		"A second meeting is planned for May. The rebels want prisoners to be freed first; the government calls that a precondition it will never accept.",
	}
	for width := 50; width <= 90; width += 7 {
		var wrapped, indented []string
		for i, p := range paras {
			// Typists differ: paragraphs of one text may have other widths.
			w := wrap(p, width-i%2*4)
			wrapped = append(wrapped, w)
			indented = append(indented, wrap("____"+p, width))
		}
		got := texts(paragraphs(splitLines(strings.Join(wrapped, "\n\n"))))
		if !slices.Equal(got, paras) {
			t.Errorf("width %d, blank lines: got %q", width, got)
		}
		text := strings.ReplaceAll(strings.Join(indented, "\n"), "____", "    ")
		if got := texts(paragraphs(splitLines(text))); !slices.Equal(got, paras) {
			t.Errorf("width %d, indents: got %q", width, got)
		}
	}
}

func TestParagraphsOfPlainText(t *testing.T) {
	for _, c := range []struct {
		name, text string
		want       []string
	}{
		{"a line each", "Truce in Tarvos\nBoth armies withdraw.\nThe mediators are pleased.\nNobody else is.",
			[]string{"Truce in Tarvos", "Both armies withdraw.", "The mediators are pleased.", "Nobody else is."}},
		{"blank lines", "Truce in Tarvos\n\n\nBoth armies withdraw.", []string{"Truce in Tarvos", "Both armies withdraw."}},
		{"long lines", strings.Repeat("Both armies withdraw. ", 9) + "\n" + strings.Repeat("Nobody signs. ", 9),
			[]string{strings.TrimSpace(strings.Repeat("Both armies withdraw. ", 9)), strings.TrimSpace(strings.Repeat("Nobody signs. ", 9))}},
		{"sentences of one length", "The army took the bridge at dawn on Sunday.\nThe rebels took it back at noon the same day.\nBy night it was in nobody's hands any more.\nIn the morning it was no longer there at all.\nThe ferry has been running since that morning.",
			[]string{"The army took the bridge at dawn on Sunday.", "The rebels took it back at noon the same day.", "By night it was in nobody's hands any more.", "In the morning it was no longer there at all.", "The ferry has been running since that morning."}},
	} {
		if got := texts(paragraphs(splitLines(c.text))); !slices.Equal(got, c.want) {
			t.Errorf("%s: got %q, want %q", c.name, got, c.want)
		}
	}
}

func TestJoinHyphens(t *testing.T) {
	for _, c := range []struct{ a, b, want string }{
		{"a U.S.-", "backed militia", "a U.S.-backed militia"},
		{"the Tarvos-", "Lomir road", "the Tarvos-Lomir road"},
		{"two-", "and three-day truces", "two- and three-day truces"},
		{"the army -", "and the police", "the army - and the police"},
		{"between 10-", "20 men", "between 10- 20 men"},
	} {
		if got := join([]line{{text: c.a}, {text: c.b}}); got != c.want {
			t.Errorf("got %q, want %q", got, c.want)
		}
	}
}
