package who

import (
	"os"
	"strings"
	"testing"

	"parley/data"
)

// newTables reads the built-in tables.
func newTables(t testing.TB) *tables {
	t.Helper()
	tab, err := readTables(data.FS)
	if err != nil {
		t.Fatal(err)
	}
	return tab
}

// testRows reads a table of testdata.
func testRows(t testing.TB, name string, columns int) []data.Row {
	t.Helper()
	rows, err := data.Rows(os.DirFS("testdata"), name, columns)
	if err != nil {
		t.Fatal(err)
	}
	return rows
}

func TestLikeness(t *testing.T) {
	tab := newTables(t)
	lowest, highest := 1.0, 0.0
	for _, r := range testRows(t, "likeness.tsv", 3) {
		a, b := r.Cells[1], r.Cells[2]
		like := tab.Likeness(a, b)
		if back := tab.Likeness(b, a); back != like {
			t.Errorf("%q and %q: %.3f one way, %.3f the other", a, b, like, back)
		}
		switch r.Cells[0] {
		case "same":
			lowest = min(lowest, like)
			if like < spellingJoin {
				t.Errorf("%q and %q are one person: %.3f, want at least %.2f", a, b, like, spellingJoin)
			}
		case "other":
			highest = max(highest, like)
			if like >= 0.75 {
				t.Errorf("%q and %q are two persons: %.3f, want below 0.75", a, b, like)
			}
		default:
			t.Fatalf("likeness.tsv:%d: %q", r.Line, r.Cells[0])
		}
	}
	t.Logf("one person from %.3f up, two persons up to %.3f", lowest, highest)
}

func TestLikenessBounds(t *testing.T) {
	tab := newTables(t)
	for _, c := range []struct {
		a, b      string
		low, high float64
	}{
		{"Ahmadi", "Ahmadi", 1, 1},
		{"", "", 0, 0},
		{"", "Ahmadi", 0, 0},
		{"Qari Yousuf Ahmadi", "Yousuf Ahmadi", 1, 1},
		{"Trump", "Donald Trump", 0.8, 0.9},
		{"Donald", "Donald Trump", 0.6, 0.8},
		{"J. Kerry", "John Kerry", 0.85, 0.99},
		{"Ki-moon Ban", "Ban Ki-moon", 0.85, 0.99},
		{"الف", "ب", 0, 1},
		{strings.Repeat("a", 400), strings.Repeat("b ", 400), 0, 1},
	} {
		if got := tab.Likeness(c.a, c.b); got < c.low || got > c.high {
			t.Errorf("Likeness(%.20q, %.20q) = %.3f, want %.2f to %.2f", c.a, c.b, got, c.low, c.high)
		}
	}
}

func TestNameParts(t *testing.T) {
	for in, want := range map[string]string{
		"Abd al-Rahman al-Sudais": "abdrahman sudais",
		"Abdul Rahman":            "abdrahman",
		"Abdurrahman":             "abdrahman",
		"Salah al-Din Rabbani":    "salahdin rabbani",
		"Salahuddin Rabbani":      "salahdin rabbani",
		"Zabih Ullah":             "zabihullah",
		"Abdullah Abdullah":       "abdullah abdullah",
		"Ursula von der Leyen":    "ursula leyen",
		"José Ramos-Horta":        "jose ramos horta",
		"Mu’ammar O'Brien Jr.":    "muammar obrien",
		"Al":                      "al",
	} {
		if got := strings.Join(nameParts(fold(in)), " "); got != want {
			t.Errorf("parts of %q are %q, want %q", in, got, want)
		}
	}
}
