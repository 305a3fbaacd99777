package pipeline

import (
	"context"
	"errors"
	"fmt"
	"iter"
	"runtime"
	"slices"
	"strings"
	"testing"
	"time"

	"parley"
	"parley/internal/doc"
)

// words is a stage that makes one sentence of the words between blanks.
var words = doc.Stage{
	Name: "words", Needs: []doc.Layer{doc.LayerText}, Adds: []doc.Layer{doc.LayerTokens, doc.LayerSentences},
	Run: func(d *doc.Doc) error {
		pos := 0
		for w := range strings.SplitSeq(d.Text, " ") {
			d.Tokens = append(d.Tokens, doc.Token{Start: pos, End: pos + len(w), Head: doc.Unparsed})
			pos += len(w) + 1
		}
		d.Sentences = []doc.Sentence{{Last: len(d.Tokens)}}
		return nil
	},
}

// onText is a stage that does what its text asks for.
var onText = doc.Stage{
	Name: "trouble", Needs: []doc.Layer{doc.LayerTokens}, Adds: []doc.Layer{doc.LayerNames},
	Run: func(d *doc.Doc) error {
		switch d.Text {
		case "fail":
			return errors.New("no can do")
		case "panic":
			var none []int
			_ = none[len(d.Tokens)]
		case "break":
			d.Names = []doc.Name{{First: 0, Last: 9}}
		}
		return nil
	},
}

// unreadable is a text that stands for an article that cannot be read.
const unreadable = "?"

// articlesOf yields an article for each text.
func articlesOf(texts ...string) iter.Seq2[*parley.Article, error] {
	return func(yield func(*parley.Article, error) bool) {
		for i, text := range texts {
			var a *parley.Article
			var err error
			switch text {
			case unreadable:
				err = errors.New("disk on fire")
			case "":
				err = fmt.Errorf("article %d: %w", i, parley.ErrEmpty)
			default:
				a = &parley.Article{Ref: fmt.Sprint("a", i), Text: text}
			}
			if !yield(a, err) {
				return
			}
		}
	}
}

func TestNewRefusesUnmetNeeds(t *testing.T) {
	if _, err := New(onText, words); err == nil {
		t.Error("New took a stage that needs tokens before the one that adds them")
	}
}

func TestOutcomes(t *testing.T) {
	p, err := New(words, onText)
	if err != nil {
		t.Fatal(err)
	}
	want := []string{
		"a0 done 2",
		"- skipped at <>: article 1: no text",
		"a2 failed at <trouble>: no can do",
		"a3 failed at <trouble>: panic: runtime error: index out of range [1] with length 0",
		"- failed at <read>: disk on fire",
		"a5 failed at <check>",
		"a6 done 1",
	}
	for _, workers := range []int{0, 1, 2, 7} {
		var got []string
		var sum Sum
		seq := articlesOf("two words", "", "fail", "panic", unreadable, "break", "last")
		for o := range p.Run(t.Context(), seq, workers) {
			sum.Add(o)
			got = append(got, describe(o))
		}
		if !slices.Equal(got, want) {
			t.Errorf("%d workers: got\n%s\nwant\n%s", workers, strings.Join(got, "\n"), strings.Join(want, "\n"))
		}
		if s := sum.String(); s != "2 done, 1 skipped, 4 failed" || sum.All() != 7 {
			t.Errorf("%d workers: sum %s of %d", workers, s, sum.All())
		}
	}
}

func describe(o Outcome) string {
	ref := "-"
	if o.Article != nil {
		ref = o.Article.Ref
	}
	if o.State == Done {
		return fmt.Sprintf("%s done %d", ref, len(o.Doc.Tokens))
	}
	if errors.Is(o.Err, doc.ErrInvariant) {
		return fmt.Sprintf("%s %s at <%s>", ref, o.State, o.Stage) // the wording is package doc's
	}
	return fmt.Sprintf("%s %s at <%s>: %v", ref, o.State, o.Stage, o.Err)
}

func TestPanicKeepsItsStack(t *testing.T) {
	p, err := New(words, onText)
	if err != nil {
		t.Fatal(err)
	}
	for o := range p.Run(t.Context(), articlesOf("panic"), 1) {
		var pe *PanicError
		if !errors.As(o.Err, &pe) || !errors.Is(o.Err, ErrPanic) {
			t.Fatalf("error %v is no PanicError", o.Err)
		}
		var cause runtime.Error
		if !errors.As(o.Err, &cause) {
			t.Error("the run-time error is lost")
		}
		if !strings.Contains(string(pe.Stack), "pipeline_test.go") {
			t.Error("the stack does not show the stage")
		}
	}
}

// TestOrderWithUnevenWork has early articles take longer than late ones.
func TestOrderWithUnevenWork(t *testing.T) {
	slow := doc.Stage{Name: "slow", Run: func(d *doc.Doc) error {
		if d.ID < "a5" {
			time.Sleep(3 * time.Millisecond)
		}
		return nil
	}}
	p, err := New(slow, words)
	if err != nil {
		t.Fatal(err)
	}
	i := 0
	for o := range p.Run(t.Context(), articlesOf(strings.Split("a b c d e f g h i j", " ")...), 4) {
		if want := fmt.Sprint("a", i); o.Article.Ref != want {
			t.Fatalf("outcome %d is of %s", i, o.Article.Ref)
		}
		i++
	}
	if i != 10 {
		t.Errorf("%d outcomes of 10", i)
	}
}

// TestStopsEarly breaks off and cancels in the midst of an endless source:
// Run must come back, and its goroutines with it.
func TestStopsEarly(t *testing.T) {
	endless := func(yield func(*parley.Article, error) bool) {
		for yield(&parley.Article{Ref: "a", Text: "more"}, nil) {
		}
	}
	p, err := New(words)
	if err != nil {
		t.Fatal(err)
	}
	n := 0
	for range p.Run(t.Context(), endless, 3) {
		if n++; n == 20 {
			break
		}
	}
	ctx, cancel := context.WithCancel(t.Context())
	defer cancel()
	n = 0
	for range p.Run(ctx, endless, 3) {
		if n++; n == 20 {
			cancel()
		}
		if n > 20 {
			t.Fatal("an outcome after the context ended")
		}
	}
	if n != 20 || ctx.Err() == nil {
		t.Errorf("%d outcomes, context error %v", n, ctx.Err())
	}
}

func TestPanicOfTheReaderEndsTheBatch(t *testing.T) {
	p, err := New(words)
	if err != nil {
		t.Fatal(err)
	}
	bad := func(yield func(*parley.Article, error) bool) {
		if yield(&parley.Article{Ref: "a0", Text: "fine"}, nil) {
			panic("reader")
		}
	}
	var got []string
	for o := range p.Run(t.Context(), bad, 2) {
		got = append(got, describe(o))
	}
	want := []string{"a0 done 1", "- failed at <read>: panic: reader"}
	if !slices.Equal(got, want) {
		t.Errorf("got %q, want %q", got, want)
	}
}
