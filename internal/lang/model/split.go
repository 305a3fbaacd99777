package model

import _ "embed" // for the weights

// Split is the sentence splitter (lang.LoadSplitter reads it).
//
//go:embed split.bin
var Split []byte
