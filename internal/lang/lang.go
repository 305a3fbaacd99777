// Package lang is the language engine: it cuts a text into tokens and
// sentences and adds tags, dependency trees, names, true case and lemmas.
//
// English only. Tokens, tags and relations follow Universal Dependencies as
// the treebanks UD English-EWT and GUM apply them. Everything runs in pure Go
// from weights in package model; the same text gives the same layers on every
// machine.
package lang

import (
	"fmt"

	"parley/internal/doc"
	"parley/internal/lang/model"
	"parley/internal/lang/net"
)

// Engine adds the layers of language to documents. It is never changed after
// it is made and may be used by any number of goroutines.
type Engine struct {
	splitter *Splitter
	lexicon  *Lexicon
	net      *net.Net
}

// Load makes an engine of the weights that are built in. An error says that
// they are damaged.
func Load() (*Engine, error) { return New(model.Split, model.Lexicon, model.Net) }

// New makes an engine of weights as the training writes them: those of the
// sentence splitter, the lexicon and the network.
func New(split, lexicon, network []byte) (*Engine, error) {
	var e Engine
	var err error
	if e.splitter, err = LoadSplitter(split); err != nil {
		return nil, fmt.Errorf("weights of the sentence splitter: %w", err)
	}
	if e.lexicon, err = LoadLexicon(lexicon); err != nil {
		return nil, fmt.Errorf("lexicon: %w", err)
	}
	if e.net, err = net.Load(network); err != nil {
		return nil, fmt.Errorf("weights of the network: %w", err)
	}
	return &e, nil
}

// Stages lists the engine's stages in reading order.
func (e *Engine) Stages() []doc.Stage {
	return append([]doc.Stage{
		{
			Name:  "tokens",
			Needs: []doc.Layer{doc.LayerText},
			Adds:  []doc.Layer{doc.LayerTokens},
			Run: func(d *doc.Doc) error {
				d.Tokens = Tokenize(d.Text)
				return nil
			},
		},
		{
			Name:  "sentences",
			Needs: []doc.Layer{doc.LayerTokens},
			Adds:  []doc.Layer{doc.LayerSentences},
			Run: func(d *doc.Doc) error {
				e.splitter.Split(d)
				d.Sentences = capped(d.Sentences)
				return nil
			},
		},
	}, e.overTokens()...)
}

// overTokens lists the stages after tokens and sentences.
func (e *Engine) overTokens() []doc.Stage {
	return []doc.Stage{
		{
			Name:  "network",
			Needs: []doc.Layer{doc.LayerTokens, doc.LayerSentences},
			Adds:  []doc.Layer{doc.LayerTags, doc.LayerParse, doc.LayerNames},
			Run: func(d *doc.Doc) error {
				e.net.Annotate(d, func(s doc.Sentence) bool { return e.lexicon.Caseless(d, s) })
				agree(d)
				verbs(d)
				return nil
			},
		},
		{
			Name:  "case",
			Needs: []doc.Layer{doc.LayerTags, doc.LayerNames},
			Adds:  []doc.Layer{doc.LayerCase},
			Run: func(d *doc.Doc) error {
				e.lexicon.TrueCase(d)
				return nil
			},
		},
		{
			Name:  "lemmas",
			Needs: []doc.Layer{doc.LayerTags, doc.LayerCase},
			Adds:  []doc.Layer{doc.LayerLemmas},
			Run: func(d *doc.Doc) error {
				e.lexicon.Lemmatize(d)
				e.lexicon.Features(d)
				return nil
			},
		},
	}
}

// Annotate adds every layer to a document that holds its text only.
func (e *Engine) Annotate(d *doc.Doc) error { return run(e.Stages(), d) }

// AnnotateTokens adds every layer above tokens and sentences, which d holds.
// Sentences of more than net.MaxSentence tokens are cut.
func (e *Engine) AnnotateTokens(d *doc.Doc) error {
	d.Sentences = capped(d.Sentences)
	return run(e.overTokens(), d)
}

func run(stages []doc.Stage, d *doc.Doc) error {
	for _, s := range stages {
		if err := s.Run(d); err != nil {
			return fmt.Errorf("stage %s: %w", s.Name, err)
		}
	}
	return nil
}

// capped cuts sentences that are too long to parse. Such sentences are
// tables, lists or no language at all, so any place to cut is as good.
func capped(sentences []doc.Sentence) []doc.Sentence {
	long := false
	for _, s := range sentences {
		long = long || s.Last-s.First > net.MaxSentence
	}
	if !long {
		return sentences
	}
	var cut []doc.Sentence
	for _, s := range sentences {
		for s.Last-s.First > net.MaxSentence {
			head := s
			head.Last = s.First + net.MaxSentence
			cut = append(cut, head)
			s.First = head.Last
		}
		cut = append(cut, s)
	}
	return cut
}
