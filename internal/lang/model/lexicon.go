package model

import _ "embed" // lexicon.bin

// Lexicon is the trained lexicon of lemmas, features and capitals, for
// lang.LoadLexicon.
//
//go:embed lexicon.bin
var Lexicon []byte
