package sqlite

import (
	"errors"
	"strings"
	"testing"
	"unicode/utf8"

	"parley"
)

func TestMatchOf(t *testing.T) {
	for query, want := range map[string]string{
		"peace talks":       `("peace") AND ("talks")`,
		`"peace talks"`:     `("peace talks")`,
		"peace -war":        `(("peace")) NOT ("war")`,
		`peace -"cold war"`: `(("peace")) NOT ("cold war")`,
		"a OR b c":          `("a" OR "b") AND ("c")`,
		"or and":            `("or") AND ("and")`,
		"trea*":             `("trea" *)`,
		`"peace tr"*`:       `("peace tr" *)`,
		"x - y":             `("x") AND ("y")`,
		"x\ty":              `("x") AND ("y")`,
		`pre"mid"post`:      `("pre") AND ("mid") AND ("post")`,
		"al-Qaeda":          `("al-Qaeda")`,
	} {
		if got, err := matchOf(query); err != nil || got != want {
			t.Errorf("%s: %s, %v; want %s", query, got, err, want)
		}
	}
	for _, query := range []string{"", "  ", "-", "-war", "OR", "a OR", "OR a", "a OR OR b", "a OR -b", `""`, "* ** ,"} {
		if got, err := matchOf(query); !errors.Is(err, parley.ErrQuery) {
			t.Errorf("%s: %s, %v; want ErrQuery", query, got, err)
		}
	}
}

func TestSnippet(t *testing.T) {
	words := strings.Repeat("word ", 50)
	for _, c := range []struct{ query, text, want string }{
		{"truce", "A truce.", "A «truce»."},
		{"truce", "", ""},
		{"truce", "…", ""},
		{"truce", "No such thing.", "No such thing."},
		{"TRÊVE", "La trève\n tient.", "La «trève» tient."},
		{"tr*", "A truce treaty, rat.", "A «truce» «treaty», rat."},
		{`"the truce"`, "The truce, a truce.", "«The» «truce», a truce."},
		{"end", words + "end", "… " + strings.Repeat("word ", 31) + "«end»"},
		{"word", "start " + words, "start" + strings.Repeat(" «word»", 31) + " …"},
	} {
		q, err := parseQuery(c.query)
		if err != nil {
			t.Fatal(err)
		}
		if got := q.snippet(c.text); got != c.want {
			t.Errorf("%s:\n got %s\nwant %s", c.query, got, c.want)
		}
	}
}

// FuzzSearch asks a store for any words: hits or ErrQuery, and snippets that are
// pieces of the text.
func FuzzSearch(f *testing.F) {
	for _, s := range []string{"drone", `"a b"`, "-x", "a OR b", "a*", "\x00", `"`, "NEAR(a b)", "{a}:b", "é*", "ﬁ ǅ ß"} {
		f.Add(s, "A drone, é.")
	}
	st, err := Open(f.Context(), memory, Options{})
	if err != nil {
		f.Fatal(err)
	}
	f.Cleanup(func() { _ = st.Close() })
	text := "A drone struck; dróne é ﬁ ǅ ß x a b."
	if err := st.Update(f.Context(), func(tx parley.Tx) error {
		_, err := tx.PutRecord(f.Context(), &parley.Record{Article: parley.RecordArticle{ID: "a", Language: "en", Text: text}})
		return err
	}); err != nil {
		f.Fatal(err)
	}
	f.Fuzz(func(t *testing.T, query, other string) {
		page, err := st.Search(t.Context(), parley.Filter{Text: query})
		if err != nil && !errors.Is(err, parley.ErrQuery) {
			t.Fatalf("%q: %v", query, err)
		}
		for _, h := range page.Items {
			if plain := strings.NewReplacer("«", "", "»", "").Replace(h.Snippet); plain != text {
				t.Errorf("%q: snippet %q", query, h.Snippet)
			}
		}
		if q, err := parseQuery(query); err == nil && utf8.ValidString(other) {
			if s := q.snippet(other); !utf8.ValidString(s) {
				t.Errorf("%q of %q: %q", query, other, s)
			}
		}
	})
}
