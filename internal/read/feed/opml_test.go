package feed

import (
	"bytes"
	"errors"
	"slices"
	"strings"
	"testing"

	"parley"
)

const list = `<?xml version="1.0" encoding="UTF-8"?>
<opml version="1.0">
<head><title>Desk</title></head>
<body>
  <outline text="Lomir Courier" type="rss" xmlUrl="https://courier.example/feed.xml" htmlUrl="https://courier.example/"/>
  <outline text="Arda &amp; the valley">
    <outline title="Radio" text="ignored" XMLURL="http://radio.example/rss"/>
    <outline text="Wires / agencies">
      <outline text="" title="" type="RSS" xmlurl=" https://wire.example/feed.json "/>
      <outline text="Courier again" type="rss" xmlUrl="https://courier.example/feed.xml"/>
    </outline>
    <outline text="A page" type="link" url="https://page.example/"/>
    <outline text="Old writer" type="rss" url="https://old.example/rss"/>
    <outline text="No address" type="rss" xmlUrl="javascript:x"/>
  </outline>
  <outline text="Last &nbsp; one" type="atom" xmlUrl="feed:https://last.example/atom"/>
</body>
</opml>`

var listed = []Outline{
	{Title: "Lomir Courier", URL: "https://courier.example/feed.xml", Site: "https://courier.example/"},
	{Title: "Radio", URL: "http://radio.example/rss", Folder: "Arda & the valley"},
	{URL: "https://wire.example/feed.json", Folder: "Arda & the valley/Wires - agencies"},
	{Title: "Old writer", URL: "https://old.example/rss", Folder: "Arda & the valley"},
	{Title: "Last one", URL: "https://last.example/atom"},
}

func TestReadOPML(t *testing.T) {
	got, err := ReadOPML(strings.NewReader(list))
	if err != nil {
		t.Fatal(err)
	}
	if !slices.Equal(got, listed) {
		t.Errorf("got %+v", got)
	}
	// What comes before a break is kept.
	start, _, _ := strings.Cut(list, `<outline text="A page"`)
	got, err = ReadOPML(strings.NewReader(start))
	if !errors.Is(err, parley.ErrSyntax) || !slices.Equal(got, listed[:3]) {
		t.Errorf("got %+v, %v", got, err)
	}
	for _, tc := range []struct {
		in string
		is error
	}{
		{"", parley.ErrEmpty},
		{"<html><body>", parley.ErrFormat},
		{"https://courier.example/feed.xml", parley.ErrFormat},
		{`<opml version="2.0"><body></body></opml>`, parley.ErrEmpty},
		{`<opml version="2.0"><body>` + strings.Repeat("<outline text='x'>", 1000), parley.ErrSyntax},
	} {
		if got, err := ReadOPML(strings.NewReader(tc.in)); !errors.Is(err, tc.is) {
			t.Errorf("%.30q: got %v, %v", tc.in, got, err)
		}
	}
	bytes1251 := []byte("<?xml version='1.0' encoding='windows-1251'?><opml><body><outline text='\xcf\xe0\xf0\xee\xec' xmlUrl='http://a.example/'/></body></opml>")
	if got, err := ReadOPML(bytes.NewReader(bytes1251)); err != nil || got[0].Title != "Паром" {
		t.Errorf("got %+v, %v", got, err)
	}
}

func TestWriteOPML(t *testing.T) {
	const want = `<?xml version="1.0" encoding="UTF-8"?>
<opml version="2.0">
  <head>
    <title>Desk &lt;one&gt;</title>
  </head>
  <body>
    <outline type="rss" text="Courier &#34;North&#34;" title="Courier &#34;North&#34;" xmlUrl="https://courier.example/?a=1&amp;b=2" htmlUrl="https://courier.example/"/>
    <outline text="Arda" title="Arda">
      <outline type="rss" text="http://radio.example/rss" title="http://radio.example/rss" xmlUrl="http://radio.example/rss"/>
      <outline text="Wires" title="Wires">
        <outline type="rss" text="Wire" title="Wire" xmlUrl="https://wire.example/"/>
      </outline>
    </outline>
  </body>
</opml>
`
	var b strings.Builder
	err := WriteOPML(&b, "Desk <one>", []Outline{
		{Title: `Courier "North"`, URL: "https://courier.example/?a=1&b=2", Site: "https://courier.example/"},
		{Title: "Wire", URL: "https://wire.example/", Folder: "Arda/Wires"},
		{URL: "http://radio.example/rss", Folder: "/Arda/"},
	})
	if err != nil || b.String() != want {
		t.Errorf("got %v\n%s", err, b.String())
	}
}

// TestRoundTrip writes a list, reads it, and writes it again.
func TestRoundTrip(t *testing.T) {
	var first, second bytes.Buffer
	if err := WriteOPML(&first, "Desk", listed); err != nil {
		t.Fatal(err)
	}
	got, err := ReadOPML(bytes.NewReader(first.Bytes()))
	if err != nil {
		t.Fatal(err)
	}
	want := slices.Clone(listed)
	want[2].Title = want[2].URL // a list has to show something
	by := func(a, b Outline) int { return strings.Compare(a.URL, b.URL) }
	if !slices.Equal(slices.SortedFunc(slices.Values(got), by), slices.SortedFunc(slices.Values(want), by)) {
		t.Errorf("got %+v", got)
	}
	if err := WriteOPML(&second, "Desk", got); err != nil || first.String() != second.String() {
		t.Errorf("%v\n%s\n%s", err, first.String(), second.String())
	}
}

func FuzzReadOPML(f *testing.F) {
	f.Add([]byte(list))
	f.Add([]byte("<opml><outline xmlUrl='http://a.example/' text='&#0;\xff/'/>"))
	f.Fuzz(func(t *testing.T, body []byte) {
		got, err := ReadOPML(bytes.NewReader(body))
		if err != nil && len(got) == 0 {
			return
		}
		var b bytes.Buffer
		if err := WriteOPML(&b, "x", got); err != nil {
			t.Fatal(err)
		}
		again, err := ReadOPML(&b)
		if err != nil || len(again) != len(got) {
			t.Errorf("%d feeds became %d: %v", len(got), len(again), err)
		}
	})
}
