package storetest

import (
	"context"
	"testing"

	"parley"
)

// languages lists and counts articles of several languages, of which only English
// ones tell of anything.
func languages(t *testing.T, st parley.Store) {
	ctx := context.Background()
	in := func(id, tag, day, title, text string) *parley.Record {
		r := written(id, day, title, text)
		r.Article.Language = tag
		r.Notes = []parley.Note{{Stage: "language", Note: "not coded"}}
		return r
	}
	put(t, st,
		record("e1", "2020-03-05"),
		in("e2", "en-GB", "2020-03-06", "Truce", "A truce was signed in Kunduz."),
		in("f1", "fr", "2020-03-07", "Cessez-le-feu à Kunduz", "Une trêve a été signée à Kunduz par les deux parties."),
		in("f2", "fr-CA", "2020-03-02", "Trêve", "La trêve tient."),
		in("p1", "PT_br", "2020-03-04", "Trégua", "A trégua foi assinada em Kunduz."),
		in("a1", "ar", "", "هدنة", "وقع الطرفان هدنة في قندوز"),
		in("u1", "", "2020-03-01", "?", "…"))
	for _, tc := range []struct {
		tags []string
		want []string
	}{
		{nil, []string{"f1", "e2", "e1", "p1", "f2", "u1", "a1"}},
		{[]string{"en"}, []string{"e2", "e1"}},
		{[]string{"en-US"}, []string{"e2", "e1"}},
		{[]string{"FR"}, []string{"f1", "f2"}},
		{[]string{"pt-BR", "ar"}, []string{"p1", "a1"}},
		{[]string{"und"}, []string{"u1"}},
		{[]string{""}, []string{"u1"}},
		{[]string{"en", "fr", "xx"}, []string{"f1", "e2", "e1", "f2"}},
		{[]string{"xx"}, nil},
	} {
		gives(t, "articles", listArticles(st), parley.Filter{Languages: tc.tags}, tc.want)
	}
	gives(t, "in another order", listArticles(st), parley.Filter{Languages: []string{"fr"}, Order: parley.OrderOldest}, []string{"f2", "f1"})
	gives(t, "what they tell", listArticles(st), parley.Filter{Languages: []string{"en", "fr"}, Countries: []string{"AFG"}}, []string{"e1"})
	gives(t, "of an outlet", listArticles(st), parley.Filter{Languages: []string{"en", "fr"}, Outlet: "the word"}, []string{"f1", "e2", "f2"})
	// Searches find words of any language, by rank and by day.
	for query, want := range map[string][]string{"trêve": {"f2", "f1"}, "TREVE": {"f2", "f1"}, "هدنة": {"a1"}, "tregua": {"p1"}} {
		gives(t, query, found(st), parley.Filter{Text: query}, want)
	}
	gives(t, "by rank", found(st), parley.Filter{Text: "kunduz", Languages: []string{"fr"}}, []string{"f1"})
	gives(t, "by day", found(st), parley.Filter{Text: "kunduz", Languages: []string{"en"}, Order: parley.OrderOldest}, []string{"e1", "e2"})
	gives(t, "of none", found(st), parley.Filter{Text: "kunduz", Languages: []string{"xx"}}, nil)
	// Nothing else reads the field.
	gives(t, "events", listEvents(st), parley.Filter{Languages: []string{"fr"}}, []string{"e1-e1"})

	sums := must[parley.Sums](t)(st.Sums(ctx))
	same(t, "languages", sums.Languages, map[string]int{"en": 2, "fr": 2, "pt": 1, "ar": 1, "und": 1})
	same(t, "uncoded", sums.Uncoded, 5)
	got, info, err := st.Article(ctx, "p1")
	check(t, err)
	if got.Article.Language != "PT_br" || info.Language != "PT_br" {
		t.Errorf("the tag is %q and %q", got.Article.Language, info.Language)
	}
	// What cannot tell of anything does not count as read: rates are put beside it.
	same(t, "coverage", must[[]parley.Coverage](t)(st.Coverage(ctx, parley.Filter{})), []parley.Coverage{{Week: "2020-03-02", Articles: 2, Outlets: 2}})
}
