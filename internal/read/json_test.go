package read

import (
	"slices"
	"strings"
	"testing"
)

func TestJSONDocuments(t *testing.T) {
	for in, want := range map[string][]string{
		`[{"text":"He said \"]} no."},{"id":"b","text":"Two."}]`:                      {`in.json#1: He said "]} no.`, "b: Two."},
		"[ {\"text\":\"One.\"}\n,\n{\"no\":1},null,7,{\"text\":\"Nine ]},{ died.\"}]": {"in.json#1: One.", `in.json#2: no "text" field`, `in.json#3: no "text" field`, "in.json#4: bad JSON line: json: cannot unmarshal number into Go value of type read.record", "in.json#5: Nine ]},{ died."},
		`[{"text":"One \"quoted\" \\"}, {"text":"T`:                                   {`in.json#1: One "quoted" \`, "in.json#2: bad JSON line: the list does not end"},
		`[{"text":"` + strings.Repeat("x", 300) + `"},{"text":"Two."}]`:               {"in.json#1: too large: a record of 311 bytes, the limit is 200", "in.json#2: Two."},
		`[{"text":"One."},{"text" "x"},{"text":"Three."}]`:                            {"in.json#1: One.", "in.json#2: bad JSON line: byte 9: invalid character '\"' after object key", "in.json#3: Three."},
		`{"text":"One."}`:   {"in.json:1: One."},
		`{"title":"None."}`: {`in.json:1: no "text" field`},
		`{"meta":{"n":[1]},"response":{"status":"ok","results":[{"text":"One."},{"text":"Two."}]}}`: {"in.json#1: One.", "in.json#2: Two."},
		`{"a":[{"text":"One."}],"b":[{"text":"Two."}]}`:                                             {`in.json:1: no "text" field`},
		"\xff\xfe[\x00{\x00\"\x00t\x00e\x00x\x00t\x00\"\x00:\x00\"\x00A\x00.\x00\"\x00}\x00]\x00":   {"in.json#1: A."},
		"{": {"in.json:1: bad JSON line: byte 1: unexpected end of JSON input"},
		"":  {"in.json: no text"},
		"[": nil, "[]": nil,
	} {
		if in == "[" {
			want = []string{"in.json#1: bad JSON line: the list does not end"}
		}
		if got := outcomes(jsonDocument("in.json", strings.NewReader(in), Options{MaxLine: 200})); !slices.Equal(got, want) {
			t.Errorf("%s: got %q, want %q", in, got, want)
		}
	}
}

func TestParseColumns(t *testing.T) {
	for in, want := range map[string]string{
		"text=body,title=headline":         "body|headline",
		" text = lead + body , title=a b ": "lead,body|a b",
		"title=Head, line,text=#3":         "#3|Head, line",
	} {
		c, err := ParseColumns(in)
		if got := strings.Join(c["text"], ",") + "|" + strings.Join(c["title"], ","); err != nil || got != want {
			t.Errorf("%q: got %q, %v, want %q", in, got, err, want)
		}
	}
	for in, want := range map[string]string{
		"": `"" is not FIELD=COLUMN`, "body": `"body" is not FIELD=COLUMN`, "body=text": `no field "body"; there are text, title`,
		"title=a": "no column is named for the text", "text=": `"text=" names no column`, "text=a,text=b": `the field "text" is named twice`,
	} {
		if _, err := ParseColumns(in); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%q: got %v, want %q", in, err, want)
		}
	}
}

// TestColumnsOfJSON takes fields of other names, below others, and in lists.
func TestColumnsOfJSON(t *testing.T) {
	c, err := ParseColumns("text=lead+body.parts,title=head,published=when,outlet=source.name,id=key,byline=authors,url=a.b")
	if err != nil {
		t.Fatal(err)
	}
	in := `{"key":7,"lead":"A truce.","body":{"parts":["It holds.","So far."]},"head":"Truce","when":"2021-05-03","source":{"name":"Herald"},"authors":["Ana","Bo"],"a.b":"https://t.example/7","text":"not this"}
{"body":{"parts":null},"lead":51}
{"source":3}
[1]
{"lead":{"x":1},"body":"y"}`
	var got []string
	for a, err := range JSONLines("f.jsonl", strings.NewReader(in), Options{Columns: c, KeepRaw: true}) {
		if err != nil {
			got = append(got, err.Error())
			continue
		}
		got = append(got, strings.Join([]string{a.Ref, a.Text, a.Title, a.Published.Stated, a.Outlet, a.Byline, a.URL}, "|"))
		sameAgain(t, a)
	}
	want := []string{
		"7|A truce.\n\nIt holds.\n\nSo far.|Truce|2021-05-03|Herald|Ana, Bo|https://t.example/7",
		"f.jsonl:2: no text: only lines that are no article, 1 of them",
		`f.jsonl:3: no "text" field`,
		"f.jsonl:4: bad JSON line: json: cannot unmarshal array into Go value of type map[string]json.RawMessage",
		`f.jsonl:5: no "text" field`,
	}
	if !slices.Equal(got, want) {
		t.Errorf("got\n  %s\nwant\n  %s", strings.Join(got, "\n  "), strings.Join(want, "\n  "))
	}
}
