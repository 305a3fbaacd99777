package watch

import (
	"testing"

	"parley/data"
)

func TestAddresses(t *testing.T) {
	a, err := newAddresses(data.FS)
	if err != nil {
		t.Fatal(err)
	}
	for _, same := range [][]string{
		{"https://example.org/a/1", "http://example.org/a/1", "https://www.example.org/a/1/", "https://EXAMPLE.org:443/a/1#top",
			"https://example.org/a/1?utm_source=x&utm_medium=y", "https://example.org/a/1?fbclid=1&", " https://example.org/a/1 "},
		{"https://example.org/?p=7", "http://example.org?p=7&utm_campaign=z"},
		{"https://example.org/s?b=2&a=1", "https://example.org/s?a=1&gclid=3&b=2"},
		{"https://example.org", "http://www.example.org/"},
	} {
		for _, other := range same[1:] {
			if a.of(same[0]) != a.of(other) {
				t.Errorf("%s is %s, %s is %s", same[0], a.of(same[0]), other, a.of(other))
			}
		}
	}
	seen := map[string]string{}
	for _, address := range []string{
		"https://example.org/a/1", "https://example.org/a/2", "https://example.org/A/1", "https://example.org/a/1?page=2",
		"https://example.org/a/1?page=3", "https://news.example.org/a/1", "https://example.org:8443/a/1", "https://example.org/#!/a/1",
		"https://example.org/#!/a/2", "https://example.org/", "https://example.org/a%2F1", "ftp://example.org/a/1", "not an address",
	} {
		if other, ok := seen[a.of(address)]; ok {
			t.Errorf("%s and %s are both %s", address, other, a.of(address))
		}
		seen[a.of(address)] = address
	}
	for address, want := range map[string]string{
		"https://Example.org/a?utm_source=x&b=1&a=2#top": "https://Example.org/a?b=1&a=2",
		"https://example.org/a?utm_source=x":             "https://example.org/a",
		"https://example.org/#!/a":                       "https://example.org/#!/a",
		"":                                               "",
	} {
		if got := a.clean(address); got != want {
			t.Errorf("clean(%q) is %q, want %q", address, got, want)
		}
	}
}

// FuzzAddress wants the form of an address to be the form of itself as an address.
func FuzzAddress(f *testing.F) {
	for _, s := range []string{"https://www.example.org/a/?b=1&utm_x=2#c", "http://example.org:80//a//?&&", "https://[::1]:9/%zz", "http://a/?a=%26", "http://:", "http://0? #", "http://www.www.a"} {
		f.Add(s)
	}
	a, err := newAddresses(data.FS)
	if err != nil {
		f.Fatal(err)
	}
	f.Fuzz(func(t *testing.T, s string) {
		form := a.of(s)
		if form != s {
			if again := a.of("https://" + form); again != form && a.of(again) != form {
				t.Errorf("%q is %q, and that is %q", s, form, again)
			}
		}
		_ = a.clean(s)
		_ = a.spellings(s)
	})
}
