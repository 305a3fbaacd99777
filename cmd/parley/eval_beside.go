//go:build beside

package main

import (
	"parley/internal/doc"
	"parley/internal/eval"
	"parley/internal/eval/beside"
	"parley/internal/lang/corpus"
)

// nameFinders are those of others that eval lang measures beside ours.
var nameFinders = []eval.NameFinder{{
	Name: "prose v3",
	// Prose finds more in whole documents than in single sentences.
	Find: func(docs []*doc.Doc) ([]*doc.Doc, error) {
		return beside.Prose(docs, beside.Documents, corpus.IsDemonym)
	},
}}
