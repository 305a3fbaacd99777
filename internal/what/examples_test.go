package what_test

import (
	"context"
	"encoding/json"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"

	"parley"
	"parley/data"
	"parley/internal/doc"
	"parley/internal/pipeline"
	"parley/internal/read"
	"parley/internal/what"
	"parley/internal/where/gazetteer"
)

// coding loads the stages of the main job once for all tests.
var coding = sync.OnceValues(func() ([]doc.Stage, error) {
	places, err := gazetteer.Load()
	if err != nil {
		return nil, err
	}
	return pipeline.Coding(data.FS, places)
})

// code runs files through the main job.
func code(t testing.TB, files ...string) []pipeline.Outcome {
	t.Helper()
	stages, err := coding()
	if err != nil {
		t.Fatal(err)
	}
	p, err := pipeline.New(stages...)
	if err != nil {
		t.Fatal(err)
	}
	return slices.Collect(p.Run(context.Background(), read.Files(files, read.Options{}), 2))
}

// examples codes all shipped dispatches.
func examples(t testing.TB) []*doc.Doc {
	t.Helper()
	files, err := filepath.Glob(filepath.Join("..", "..", "examples", "*.txt"))
	if err != nil || len(files) < 40 {
		t.Fatalf("%d examples, want at least 40: %v", len(files), err)
	}
	var docs []*doc.Doc
	for _, o := range code(t, files...) {
		if o.State != pipeline.Done {
			t.Fatalf("%s: %s in %s: %v", o.Article.Ref, o.State, o.Stage, o.Err)
		}
		docs = append(docs, o.Doc)
	}
	return docs
}

// TestExamplesShowTheirValues holds that no value stands in a record without
// words that show it, and that the words are those of the article.
func TestExamplesShowTheirValues(t *testing.T) {
	for _, d := range examples(t) {
		r := what.Record(d)
		for _, e := range r.Events {
			checkEvidence(t, d, string(e.Type), e.Evidence)
			needRoles(t, d, e)
		}
		for _, c := range r.Commitments {
			checkEvidence(t, d, string(c.Kind), c.Evidence)
			needs(t, d, "commitment "+c.What, c.Evidence, map[string]bool{
				"what": c.What != "", "by": c.By != nil, "to": c.To != nil, "condition": c.Condition != "",
				"deadline": c.Deadline != nil, "said_by": c.SaidBy != nil, "agreement": c.Agreement != "", "count": c.Count != nil,
			})
		}
		for _, s := range r.Statements {
			checkEvidence(t, d, "statement", s.Evidence)
			needs(t, d, "statement "+s.Quote, s.Evidence, map[string]bool{"quote": true, "speaker": s.Speaker != ""})
		}
		for _, x := range r.Indicators {
			checkEvidence(t, d, "indicator", x.Evidence)
			needs(t, d, "indicator "+x.What, x.Evidence, map[string]bool{"value": true, "what": x.What != ""})
		}
	}
}

// needRoles reports values of an event that no evidence shows.
func needRoles(t *testing.T, d *doc.Doc, e parley.Event) {
	t.Helper()
	needs(t, d, string(e.Type)+" "+e.Evidence[0].Quote, e.Evidence, map[string]bool{
		"trigger": true, "date": e.Date != nil, "place": e.Place != nil, "source": len(e.Sources) > 0,
		"target": len(e.Targets) > 0, "weapon": len(e.Weapons) > 0, "claim": len(e.Claims) > 0,
		"account": len(e.Accounts) > 0, "status": e.Status != parley.Happened,
		"killed": e.Killed != nil, "injured": e.Injured != nil,
	})
}

func needs(t *testing.T, d *doc.Doc, name string, list []parley.Evidence, roles map[string]bool) {
	t.Helper()
	for role, must := range roles {
		if must && !slices.ContainsFunc(list, func(v parley.Evidence) bool { return v.Role == role }) {
			t.Errorf("%s: %s: no evidence for its %s", d.Article.Ref, name, role)
		}
	}
}

// checkEvidence reports evidence whose words are not where it says.
func checkEvidence(t *testing.T, d *doc.Doc, name string, list []parley.Evidence) {
	t.Helper()
	for _, v := range list {
		at := doc.Evidence{In: doc.Part(v.In), Line: v.Line, Start: v.Start, End: v.End}
		if v.Quote == "" || d.Quote(at) != v.Quote {
			t.Errorf("%s: %s: evidence %q for %s is not at %d of %q", d.Article.Ref, name, v.Quote, v.Role, v.Start, v.In)
		}
	}
}

// unreal are words that, as an auxiliary or a marker of a trigger's clause,
// make it no fact.
var unreal = []string{"not", "n't", "never", "will", "would", "could", "might", "may", "should", "must", "if", "unless"}

// TestExamplesHappened holds that no event of the examples is told as happened
// in a clause that is negated, hypothetical or ahead. It looks at the words
// itself, not at the coder's tables.
func TestExamplesHappened(t *testing.T) {
	seen := 0
	for _, d := range examples(t) {
		for _, e := range what.Record(d).Events {
			if e.Status != parley.Happened {
				continue
			}
			seen++
			head := slices.IndexFunc(d.Tokens, func(x doc.Token) bool { return x.Start == e.Evidence[0].Start })
			for i, x := range d.Tokens {
				ofClause := x.Head == head && (x.Deprel == "advmod" || x.Deprel == "mark" || strings.HasPrefix(x.Deprel, "aux"))
				if ofClause && slices.Contains(unreal, strings.ToLower(d.Word(i))) {
					t.Errorf("%s: %s %q happened, but its clause has %q: %s", d.Article.Ref, e.Type, e.Evidence[0].Quote,
						d.Word(i), sentenceAt(d, head))
				}
			}
		}
	}
	if seen < 60 {
		t.Errorf("%d events happened in all examples; they hold more", seen)
	}
}

func sentenceAt(d *doc.Doc, token int) string {
	for _, s := range d.Sentences {
		if s.First <= token && token < s.Last {
			return d.SentenceText(s)
		}
	}
	return ""
}

// TestNonsense holds that texts without any war give no violence, and that the
// program says what it made of them.
func TestNonsense(t *testing.T) {
	files, err := filepath.Glob(filepath.Join("testdata", "nonsense", "*"))
	if err != nil || len(files) < 8 {
		t.Fatalf("%d texts: %v", len(files), err)
	}
	for _, o := range code(t, files...) {
		if o.State == pipeline.Skipped {
			if o.Err == nil || len(o.Err.Error()) < 10 {
				t.Errorf("skipped without a reason: %v", o.Err)
			}
			continue
		}
		if o.State != pipeline.Done {
			t.Errorf("%s: %s in %s: %v", o.Article.Ref, o.State, o.Stage, o.Err)
			continue
		}
		r := what.Record(o.Doc)
		for _, e := range r.Events {
			if e.Kind == parley.Violence {
				t.Errorf("%s: violence %s/%s %q: %s", o.Article.Ref, e.Type, e.Mode, e.Evidence[0].Quote, sentenceOfByte(o.Doc, e.Evidence[0].Start))
			}
		}
		if len(r.Events) == 0 && len(r.Notes) == 0 {
			t.Errorf("%s: nothing found and no note", o.Article.Ref)
		}
	}
}

func sentenceOfByte(d *doc.Doc, at int) string {
	i := slices.IndexFunc(d.Tokens, func(x doc.Token) bool { return x.End > at })
	return sentenceAt(d, i)
}

// TestRecordIsComplete holds that a record of a document without anything is
// valid JSON without null lists.
func TestRecordIsComplete(t *testing.T) {
	raw, err := json.Marshal(what.Record(&doc.Doc{}))
	if err != nil {
		t.Fatal(err)
	}
	for _, list := range []string{"events", "commitments", "statements", "indicators", "notes"} {
		if !strings.Contains(string(raw), `"`+list+`":[]`) {
			t.Errorf("%s is not an empty list in %s", list, raw)
		}
	}
}

// BenchmarkCode times the whole program on the examples, from files to records.
func BenchmarkCode(b *testing.B) {
	files, _ := filepath.Glob(filepath.Join("..", "..", "examples", "*.txt"))
	size := 0
	for _, f := range files {
		if info, err := os.Stat(f); err == nil {
			size += int(info.Size())
		}
	}
	b.SetBytes(int64(size))
	for b.Loop() {
		code(b, files...)
	}
}

// TestLeftOutIsNoted holds that violence that was taken for a way of speaking
// is not left out in silence.
func TestLeftOutIsNoted(t *testing.T) {
	noted := 0
	files, err := filepath.Glob(filepath.Join("testdata", "nonsense", "*.txt"))
	if err != nil {
		t.Fatal(err)
	}
	for _, o := range code(t, files...) {
		if o.State != pipeline.Done {
			continue
		}
		for _, n := range what.Record(o.Doc).Notes {
			if strings.Contains(n.Note, "way of speaking") {
				noted++
			}
		}
	}
	if noted == 0 {
		t.Error("no text of the nonsense tells of words that were left out")
	}
}
