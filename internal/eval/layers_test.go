package eval

import (
	"bytes"
	"errors"
	"io/fs"
	"testing"

	"parley/data"
	"parley/internal/doc"
	"parley/internal/pipeline"
	"parley/internal/where/gazetteer"
)

// reading returns all stages with the built-in tables.
func reading(t *testing.T) []doc.Stage {
	t.Helper()
	places, err := gazetteer.Load()
	if err != nil {
		t.Fatal(err)
	}
	stages, err := pipeline.Reading(data.FS, places)
	if err != nil {
		t.Fatal(err)
	}
	return stages
}

// TestGoldenLayers holds the figures of the layers on the shared sets, as
// TestGoldenLang does those of the engine.
func TestGoldenLayers(t *testing.T) {
	plainOnly(t)
	shared := sharedFolder(t)
	r, err := Layers(t.Context(), reading(t), shared, "meantime", "geovirus", "event-location", "seeds")
	if err != nil {
		t.Fatal(err)
	}
	var got bytes.Buffer
	if err := r.WriteTable(&got); err != nil {
		t.Fatal(err)
	}
	compareGolden(t, "layers.golden", got.Bytes())
}

// TestGoldenDispatches holds figures and errors on our own dispatches, which
// need no shared folder.
func TestGoldenDispatches(t *testing.T) {
	plainOnly(t)
	r, err := Layers(t.Context(), reading(t), "", "dispatches")
	if err != nil {
		t.Fatal(err)
	}
	var got bytes.Buffer
	if err := errors.Join(r.WriteTable(&got), r.WriteErrors(&got)); err != nil {
		t.Fatal(err)
	}
	compareGolden(t, "dispatches.golden", got.Bytes())
}

func TestLayersWithoutTestSets(t *testing.T) {
	for _, set := range []string{"meantime", "geovirus", "event-location", "seeds"} {
		if _, err := Layers(t.Context(), nil, t.TempDir(), set); !errors.Is(err, fs.ErrNotExist) {
			t.Errorf("%s: error is %v", set, err)
		}
	}
}
