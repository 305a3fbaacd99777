package eval

import (
	"context"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"time"

	"parley"
	"parley/internal/doc"
	"parley/internal/pipeline"
	"parley/internal/read"
)

// SeedScores are the scores of the layers on the reference articles.
type SeedScores struct {
	Articles int `json:"articles"`
	// Published counts the articles whose date lies inside the range that
	// follows from the text alone.
	Published Score `json:"published"`
	// Actors are the named ones found; Sides those of them with the right side.
	Actors Score `json:"actors"`
	Sides  Score `json:"sides"`
	// Same are the equations of a name with its bearer: System counts those
	// made on persons and parties that gold has, WrongSame the wrong ones.
	Same      Score `json:"same_as"`
	WrongSame int   `json:"same_as_wrong"`
	// Speakers are the statements found with the right speaker.
	Speakers Score `json:"speakers"`
	// Indicators are those found; System counts all that were given.
	Indicators Score `json:"indicators"`
	// Errors are a line for each miss and each wrong value.
	Errors []string `json:"-"`
}

// seedGold is one gold file, as far as the layers are measured on it. Its
// README beside it has the fields.
type seedGold struct {
	ID        string `json:"id"`
	File      string `json:"file"`
	DateBasis struct {
		FromText [2]string `json:"from_text"`
	} `json:"date_basis"`
	Actors     []goldActor     `json:"actors"`
	Statements []goldStatement `json:"statements"`
	Indicators []goldIndicator `json:"indicators"`
}

type goldActor struct {
	Name    string   `json:"name"`
	Type    string   `json:"type"`
	Side    string   `json:"side"`
	InText  []string `json:"in_text"`
	Named   bool     `json:"named"`
	InNoise bool     `json:"in_noise"`
	SameAs  *struct {
		Name string `json:"name"`
		Sure string `json:"sure"`
	} `json:"same_as"`
}

type goldStatement struct {
	Speaker string   `json:"speaker"`
	Actor   *int     `json:"actor"`
	Need    string   `json:"need"`
	Cue     string   `json:"cue"`
	Cues    []string `json:"cues"`
}

type goldIndicator struct {
	What  string          `json:"what"`
	Value json.RawMessage `json:"value"`
	Cue   string          `json:"cue"`
}

// values returns the figures of an indicator: none, one, or both ends of a
// range.
func (g goldIndicator) values() []float64 {
	var one float64
	var more []float64
	switch {
	case len(g.Value) == 0 || string(g.Value) == "null":
		return nil
	case json.Unmarshal(g.Value, &one) == nil:
		return []float64{one}
	case json.Unmarshal(g.Value, &more) == nil:
		return more
	}
	return nil
}

// Seeds measures stages on the reference articles in the folder shared. An
// error says which file could not be read.
func Seeds(ctx context.Context, stages []doc.Stage, shared string) (SeedScores, error) {
	var s SeedScores
	files, err := filepath.Glob(filepath.Join(shared, "seeds-gold", "[0-9]*.json"))
	if err != nil || len(files) == 0 {
		return s, fmt.Errorf("gold of the reference articles in %s: %w", shared, os.ErrNotExist)
	}
	p, err := pipeline.New(stages...)
	if err != nil {
		return s, err
	}
	for _, file := range files {
		var gold seedGold
		text, err := os.ReadFile(file)
		if err != nil {
			return s, err
		}
		if err := json.Unmarshal(text, &gold); err != nil {
			return s, fmt.Errorf("%s: %w", file, err)
		}
		for o := range p.Run(ctx, read.Files([]string{filepath.Join(shared, "seeds", gold.File)}, read.Options{}), 1) {
			if o.State != pipeline.Done {
				return s, fmt.Errorf("%s: %s in %s: %w", gold.File, o.State, o.Stage, o.Err)
			}
			s.add(gold, newSeedDoc(o.Doc))
		}
	}
	return s, ctx.Err()
}

// add counts one article.
func (s *SeedScores) add(gold seedGold, d *seedDoc) {
	s.Articles++
	s.published(gold, d)
	s.actors(gold, d)
	s.statements(gold, d)
	s.indicators(gold, d)
}

func (s *SeedScores) miss(gold seedGold, format string, args ...any) {
	s.Errors = append(s.Errors, gold.ID+": "+fmt.Sprintf(format, args...))
}

func (s *SeedScores) published(gold seedGold, d *seedDoc) {
	s.Published.Gold++
	var want parley.Period
	want.From, _ = time.Parse(time.DateOnly, gold.DateBasis.FromText[0])
	want.To, _ = time.Parse(time.DateOnly, gold.DateBasis.FromText[1])
	got := d.Published.Period
	if got.From.IsZero() || got.To.IsZero() {
		s.miss(gold, "published: no range; want inside %v", gold.DateBasis.FromText)
		return
	}
	s.Published.System++
	if got.From.Before(want.From) || got.To.After(want.To) {
		s.miss(gold, "published: %s to %s (%s), want inside %v", got.From.Format(time.DateOnly),
			got.To.Format(time.DateOnly), d.Published.Basis, gold.DateBasis.FromText)
		return
	}
	s.Published.Correct++
}

func (s *SeedScores) statements(gold seedGold, d *seedDoc) {
	for _, st := range gold.Statements {
		if st.Need != "must" {
			continue
		}
		s.Speakers.Gold++
		var names []string
		if st.Actor != nil && *st.Actor < len(gold.Actors) {
			a := gold.Actors[*st.Actor]
			names = append(slices.Clone(a.InText), a.Name)
			if a.SameAs != nil {
				names = append(names, a.SameAs.Name)
			}
		}
		names = append(names, st.Speaker)
		found, said := d.speaker(d.find(append(st.Cues, st.Cue)...), names)
		if found {
			s.Speakers.Correct++
			s.Speakers.System++
			continue
		}
		if len(said) > 0 {
			s.Speakers.System++
		}
		s.miss(gold, "speaker: %q of %q: got %q", st.Speaker, st.Cue, said)
	}
}

func (s *SeedScores) indicators(gold seedGold, d *seedDoc) {
	s.Indicators.System += len(d.Indicators)
	for _, g := range gold.Indicators {
		s.Indicators.Gold++
		if got, ok := d.indicator(d.find(g.Cue), g.values()); ok {
			s.Indicators.Correct++
		} else {
			s.miss(gold, "indicator: %q %s in %q: got %q", g.What, g.Value, g.Cue, got)
		}
	}
}
