package pipeline

import (
	"io/fs"
	"slices"

	"parley/internal/doc"
	"parley/internal/howmany"
	"parley/internal/lang"
	"parley/internal/said"
	"parley/internal/what"
	"parley/internal/when"
	"parley/internal/where"
	"parley/internal/where/gazetteer"
	"parley/internal/who"
)

// Reading lists the stages that read an article, in order: the language
// engine's, then those of the question words, with the tables of fsys (data.FS,
// or an overlay of it) and the gazetteer places. An error says which table or
// weights are damaged.
func Reading(fsys fs.FS, places *gazetteer.Gazetteer) ([]doc.Stage, error) {
	engine, err := lang.Load()
	if err != nil {
		return nil, err
	}
	stages := engine.Stages()
	for _, make := range []func() (doc.Stage, error){
		func() (doc.Stage, error) { return when.New(fsys) },
		func() (doc.Stage, error) { return where.New(fsys, places) },
		func() (doc.Stage, error) { return who.New(fsys) },
		func() (doc.Stage, error) { return howmany.New(fsys) },
		func() (doc.Stage, error) { return said.New(fsys) },
	} {
		s, err := make()
		if err != nil {
			return nil, err
		}
		stages = append(stages, s)
	}
	return stages, nil
}

// Coding lists the stages of the main job: those of Reading between the check
// of the language and the coder. A text in another language than English ends
// as skipped, with parley.ErrLanguage.
func Coding(fsys fs.FS, places *gazetteer.Gazetteer) ([]doc.Stage, error) {
	reading, err := Reading(fsys, places)
	if err != nil {
		return nil, err
	}
	coding, err := what.Stages(fsys)
	if err != nil {
		return nil, err
	}
	return slices.Concat([]doc.Stage{languageStage}, reading, coding), nil
}
