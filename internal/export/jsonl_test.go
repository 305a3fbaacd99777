package export

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
	"unicode/utf16"

	"parley"
)

// schemaFile is where the schema is published.
var schemaFile = filepath.Join("..", "..", "docs", "jsonl.schema.json")

// TestSchema: the published schema is that of the types, and every line keeps it.
func TestSchema(t *testing.T) {
	want, err := Schema()
	must(t, err)
	got, err := os.ReadFile(schemaFile)
	if *update {
		must(t, os.WriteFile(schemaFile, append(want, '\n'), 0o644))
	} else if err != nil || !bytes.Equal(got, append(want, '\n')) {
		t.Errorf("%s is not the schema of the types, %v; run with -update", schemaFile, err)
	}
	var schema map[string]any
	must(t, json.Unmarshal(want, &schema))
	v := validator{defs: schema["$defs"].(map[string]any)}
	for _, w := range []What{All, Events, Actors} {
		b, _ := written(t, "jsonl", Options{What: w, Raw: true})
		for line := range bytes.Lines(b) {
			var x any
			must(t, json.Unmarshal(line, &x))
			if fault := v.check(schema, x, "line"); fault != "" {
				t.Errorf("%s: %.100s", fault, line)
			}
		}
	}
	for _, bad := range []string{`[]`, `{}`, `{"kind":"nothing"}`, `{"kind":"article"}`, `{"kind":"settled","settled":{"commitment":1}}`, `{"kind":"head","head":{"version":1.5,"what":"","whole":true}}`} {
		var x any
		must(t, json.Unmarshal([]byte(bad), &x))
		if v.check(schema, x, "line") == "" {
			t.Errorf("the schema lets %s through", bad)
		}
	}
}

// validator knows the words of JSON Schema that Schema uses.
type validator struct{ defs map[string]any }

// check returns what is wrong with x, empty for nothing.
func (v validator) check(schema any, x any, at string) string {
	s := schema.(map[string]any)
	if ref, ok := s["$ref"].(string); ok {
		return v.check(v.defs[strings.TrimPrefix(ref, "#/$defs/")], x, at)
	}
	for _, word := range []string{"oneOf", "anyOf"} {
		if list, ok := s[word].([]any); ok {
			fits, faults := 0, []string{}
			for _, one := range list {
				if fault := v.check(one, x, at); fault == "" {
					fits++
				} else {
					faults = append(faults, fault)
				}
			}
			if fits == 0 || word == "oneOf" && fits != 1 {
				return fmt.Sprintf("%s: %d of %s fit: %.300s", at, fits, word, faults)
			}
		}
	}
	if want, ok := s["const"]; ok && x != want {
		return fmt.Sprintf("%s is %v, want %v", at, x, want)
	}
	if want, ok := s["type"]; ok && !slices.ContainsFunc(asList(want), func(n any) bool { return isOf(n.(string), x) }) {
		return fmt.Sprintf("%s is %T, want %v", at, x, want)
	}
	if pattern, ok := s["pattern"].(string); ok {
		if text, ok := x.(string); ok && !regexp.MustCompile(pattern).MatchString(text) {
			return fmt.Sprintf("%s is %q, which is not %s", at, text, pattern)
		}
	}
	if items, ok := x.([]any); ok && s["items"] != nil {
		for i, item := range items {
			if fault := v.check(s["items"], item, fmt.Sprintf("%s[%d]", at, i)); fault != "" {
				return fault
			}
		}
	}
	object, ok := x.(map[string]any)
	if !ok {
		return ""
	}
	for _, name := range asList(s["required"]) {
		if _, ok := object[name.(string)]; !ok {
			return fmt.Sprintf("%s has no %s", at, name)
		}
	}
	properties, _ := s["properties"].(map[string]any)
	for name, value := range object {
		of, known := properties[name]
		if !known && s["type"] != nil && s["oneOf"] == nil {
			return fmt.Sprintf("%s has a %s, which is not in the schema", at, name)
		}
		if known {
			if fault := v.check(of, value, at+"."+name); fault != "" {
				return fault
			}
		}
	}
	return ""
}

// asList is a value as a list: of none where it is nil.
func asList(x any) []any {
	switch x := x.(type) {
	case nil:
		return nil
	case []any:
		return x
	}
	return []any{x}
}

func isOf(name string, x any) bool {
	switch v := x.(type) {
	case nil:
		return name == "null"
	case string:
		return name == "string"
	case bool:
		return name == "boolean"
	case float64:
		return name == "number" || name == "integer" && v == float64(int64(v))
	case []any:
		return name == "array"
	case map[string]any:
		return name == "object"
	}
	return false
}

// linesOf reads lines back; none may be at fault.
func linesOf(t *testing.T, b []byte) map[LineKind][]Line {
	t.Helper()
	out := map[LineKind][]Line{}
	for l, err := range ReadLines(bytes.NewReader(b), nil) {
		must(t, err)
		out[l.Kind] = append(out[l.Kind], l)
	}
	return out
}

// TestJSONL: all that is in the store is in the lines.
func TestJSONL(t *testing.T) {
	b, sum := written(t, "jsonl", Options{})
	got := linesOf(t, b)
	st, f := store(t), parley.Filter{Background: true}
	sums, err := st.Sums(t.Context())
	must(t, err)
	for _, c := range []struct {
		kind LineKind
		want int
	}{
		{LineHead, 1}, {LineArticle, sums.Articles}, {LineIncident, sums.Incidents}, {LineUndertaking, sums.Undertakings},
		{LineAgreement, sums.Agreements}, {LineDecision, sums.Decisions}, {LineTalks, len(everything(t, st.Talks, f))},
	} {
		if len(got[c.kind]) != c.want {
			t.Errorf("%d lines of %s, want %d", len(got[c.kind]), c.kind, c.want)
		}
	}
	if n := bytes.Count(b, []byte("\n")); n != sum.Rows+1 {
		t.Errorf("%d lines, %d told", n, sum.Rows)
	}
	for _, l := range got[LineIncident] {
		if len(l.Incident.Tellings) != len(l.Incident.Events) || len(l.Incident.Tellings) == 0 {
			t.Errorf("%s: %d tellings of %d events", l.Incident.ID, len(l.Incident.Tellings), len(l.Incident.Events))
		}
	}
	if !got[LineHead][0].Head.Whole {
		t.Error("all of it is not whole")
	}
}

// TestJSONLFiltered: with a filter the articles are those that tell what is in it.
func TestJSONLFiltered(t *testing.T) {
	f := parley.Filter{Countries: []string{"AFG"}}
	b, _ := written(t, "jsonl", Options{Filter: f})
	got := linesOf(t, b)
	want := map[string]bool{}
	for _, l := range got[LineIncident] {
		for _, x := range l.Incident.Tellings {
			want[x.Article.ID] = true
		}
	}
	for _, l := range got[LineUndertaking] {
		for _, x := range l.Undertaking.Tellings {
			want[x.Article.ID] = true
		}
	}
	if len(want) == 0 || len(got[LineArticle]) != len(want) || got[LineHead][0].Head.Whole || len(got[LineIncident]) != len(everything(t, store(t).Incidents, f)) {
		t.Errorf("%d articles, want %d", len(got[LineArticle]), len(want))
	}
	for _, l := range got[LineArticle] {
		if !want[l.Record.Article.ID] {
			t.Errorf("article %s tells nothing of it", l.Record.Article.ID)
		}
	}
}

// TestAnnotations: every way to find the words of an annotation leads to them.
func TestAnnotations(t *testing.T) {
	b, _ := written(t, "jsonl", Options{What: Articles})
	found, apart, ids := 0, 0, map[string]bool{}
	for _, l := range linesOf(t, b)[LineArticle] {
		text := l.Record.Article.Text
		points, units := []rune(text), utf16.Encode([]rune(text))
		evidence := len(l.Record.Article.Published.Evidence)
		for _, e := range l.Record.Events {
			evidence += len(e.Evidence)
		}
		for _, c := range l.Record.Commitments {
			evidence += len(c.Evidence)
		}
		for _, s := range l.Record.Statements {
			evidence += len(s.Evidence)
		}
		for _, x := range l.Record.Indicators {
			evidence += len(x.Evidence)
		}
		if len(l.Annotations.Items) != evidence {
			t.Errorf("%s: %d annotations of %d pieces of evidence", l.Record.Article.ID, len(l.Annotations.Items), evidence)
		}
		for _, a := range l.Annotations.Items {
			if ids[a.ID] {
				t.Errorf("%s twice", a.ID)
			}
			ids[a.ID] = true
			exact := a.Target.Selector[0].Exact
			if len(a.Target.Selector) == 1 {
				apart++
				continue
			}
			found++
			q, p, d := a.Target.Selector[0], a.Target.Selector[1], a.Target.Selector[2]
			if text[*d.Start:*d.End] != exact || string(points[*p.Start:*p.End]) != exact ||
				string(utf16.Decode(units[*p.UTF16Start:*p.UTF16End])) != exact || !strings.Contains(text, q.Prefix+exact+q.Suffix) {
				t.Errorf("%s: %+v do not lead to %q", a.ID, a.Target.Selector, exact)
			}
		}
	}
	if found < 500 || apart == 0 {
		t.Errorf("%d annotations in texts, %d of other parts", found, apart)
	}
	bare, _ := written(t, "jsonl", Options{What: Articles, NoAnnotations: true})
	if bytes.Contains(bare, []byte(`"annotations"`)) || len(bare)*3 > len(b)*2 {
		t.Errorf("%d bytes without annotations, %d with them", len(bare), len(b))
	}
}

// TestReadLines: what is wrong is told by its line, and the rest is read.
func TestReadLines(t *testing.T) {
	records, err := coded()
	must(t, err)
	records = slices.DeleteFunc(slices.Clone(records), func(r *parley.Record) bool { return len(r.Events) == 0 })
	good, err := json.Marshal(Line{Kind: LineArticle, Record: records[0]})
	must(t, err)
	bare, err := json.Marshal(records[1])
	must(t, err)
	moved := *records[0]
	moved.Events = slices.Clone(moved.Events)
	moved.Events[0].Evidence = []parley.Evidence{{Role: "trigger", Start: 1, End: 3, Quote: "not there"}}
	shifted, err := json.Marshal(Line{Kind: LineArticle, Record: &moved})
	must(t, err)
	lines := []string{
		`{"kind":"head","head":{"version":1,"what":"all","whole":true}}`, string(good), `{"kind":"article"}`, `{"kind":"artichoke"}`, `nonsense`,
		``, `{"no":"kind"}`, "{\"kind\":\"feed\",\"feed\":{\"url\":\"\xff\"}}", string(bare), string(shifted), `{"kind":"settled","settled":{}}`, `{"kind":"article","record":{"article":{"id":"ab"}}}`,
	}
	var read []LineKind
	var faults []string
	for l, err := range ReadLines(strings.NewReader(strings.Join(lines, "\r\n")), nil) {
		if err != nil {
			if !errors.Is(err, parley.ErrSyntax) && !errors.Is(err, parley.ErrNoText) {
				t.Error(err)
			}
			number, _, _ := strings.Cut(err.Error(), ":")
			faults = append(faults, number)
			continue
		}
		read = append(read, l.Kind)
	}
	if !slices.Equal(read, []LineKind{LineHead, LineArticle, LineArticle}) {
		t.Errorf("read %v", read)
	}
	if want := []string{"line 3", "line 4", "line 5", "line 7", "line 8", "line 10", "line 11", "line 12"}; !slices.Equal(faults, want) {
		t.Errorf("faults in %v, want %v", faults, want)
	}
	n := 0
	for _, err := range ReadLines(strings.NewReader(`{"kind":"head","head":{"version":2}}`+"\n"+string(good)), nil) {
		if n++; !errors.Is(err, parley.ErrNewer) {
			t.Errorf("lines of a later version: %v", err)
		}
	}
	if n != 1 {
		t.Errorf("%d lines of a later version were read", n)
	}
}

func FuzzReadLines(f *testing.F) {
	f.Add([]byte(`{"kind":"article","record":{"article":{"id":"ab","text":"x"},"events":[{"evidence":[{"start":0,"end":1,"quote":"x"}]}]}}`))
	f.Add([]byte(`{"article":{"id":"ab","text":"é𝒳"},"events":[{"evidence":[{"start":2,"end":6,"quote":"𝒳"}]}]}`))
	f.Add([]byte("{\"kind\":\"settled\"}\n\n{\"kind\":\"decision\",\"decision\":{\"id\":1}}"))
	f.Fuzz(func(t *testing.T, b []byte) {
		for l, err := range ReadLines(bytes.NewReader(b), nil) {
			if err == nil && l.Record != nil {
				if a := Annotate(l.Record); a == nil || a.Items == nil {
					t.Error("no annotations")
				}
			}
		}
	})
}
